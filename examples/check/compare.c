/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/. */
/* --compare OLD: what an approved policy would become. */

#include "check/check.h"

#include <stdlib.h>
#include <string.h>

/* The counts of one group: as they were counted, or -1 where the group has none or they are hidden. */
typedef struct change {
    integ_definition_difference *difference; /* NULL: a group that the old policy has not */
    bool counted, added;
    int64_t counts[INTEG_MOVEMENT_FIGURES + 1];  /* by INTEG_MOVEMENT_ */
    int64_t figures[INTEG_MOVEMENT_FIGURES + 1]; /* of the release; -1: not in it */
} change;

typedef struct comparison {
    check *asked;
    const integ_groups *before, *after;
    change *changes; /* one for each group of the new policy */
    const integ_snapshot *snapshot;
    integ_disclosure *rule; /* NULL hides nothing */
    integ_release *release;
    integ_error *error;
} comparison;

static bool moves(const change *self)
{
    if (self->difference == NULL)
        return false;
    for (int64_t i = 0; i < integ_definition_difference_count(self->difference); i++)
        if (integ_definition_difference_kind(self->difference, i) == INTEG_DIFFERENCE_POPULATION)
            return false;
    return !integ_definition_difference_is_same(self->difference);
}

static integ_status count_group(comparison *self, int64_t index)
{
    change *found = &self->changes[index];
    integ_definition_movement *movement;
    if (!moves(found) || self->snapshot == NULL)
        return INTEG_STATUS_OK;
    integ_status status =
        integ_definition_difference_count_movement(found->difference, self->snapshot, &movement, self->error);
    if (status != INTEG_STATUS_OK)
        return status;
    for (int32_t i = 1; i <= INTEG_MOVEMENT_FIGURES; i++)
        found->counts[i] = integ_definition_movement_count(movement, self->rule, i);
    found->counted = true;
    integ_definition_movement_free(movement);
    return status;
}

static integ_status compare_groups(comparison *self)
{
    integ_status status = INTEG_STATUS_OK;
    for (int64_t i = 0; i < integ_groups_count(self->after) && status == INTEG_STATUS_OK; i++) {
        const char *name = integ_groups_name(self->after, i);
        if (integ_groups_find(self->before, name) >= 0)
            status = integ_definition_difference_of_groups(self->before, name, self->after, name,
                                                           &self->changes[i].difference, self->error);
        if (status == INTEG_STATUS_OK)
            status = count_group(self, i);
    }
    return status;
}

/* The figure of the nearest group around this one that is shown too, of which this count is a part; -1. */
static int64_t around(const comparison *self, int64_t index, int32_t figure)
{
    int64_t left = integ_groups_count(self->after);
    for (const char *name; left-- > 0 && (name = integ_groups_within(self->after, index)) != NULL;) {
        index = integ_groups_find(self->after, name);
        const change *outer = &self->changes[index];
        if (outer->counted && outer->figures[figure] >= 0)
            return outer->counts[figure] >= self->changes[index].counts[figure] ? outer->figures[figure] : -1;
    }
    return -1;
}

/* Counts of groups within each other can be subtracted from each other, so the outer ones go in first. */
static integ_status add_figures(comparison *self, int64_t index)
{
    change *found = &self->changes[index];
    const char *within = integ_groups_within(self->after, index);
    integ_status status = INTEG_STATUS_OK;
    if (found->added)
        return INTEG_STATUS_OK;
    found->added = true;
    if (within != NULL)
        status = add_figures(self, integ_groups_find(self->after, within));
    for (int32_t i = 1; i <= INTEG_MOVEMENT_FIGURES && status == INTEG_STATUS_OK; i++) {
        found->figures[i] = -1;
        if (found->counted && found->counts[i] >= 0)
            status = integ_release_add_count(self->release, found->counts[i], around(self, index, i),
                                             &found->figures[i], self->error);
    }
    return status;
}

/* Members are those who stay and those who enter or leave: when one of these is hidden, all are. */
static integ_status hide(comparison *self, change *found)
{
    integ_status status = INTEG_STATUS_OK;
    bool hidden = false;
    for (int32_t i = 1; i <= INTEG_MOVEMENT_FIGURES && status == INTEG_STATUS_OK; i++) {
        int64_t count = -1;
        if (found->figures[i] < 0)
            continue;
        status = integ_release_count(self->release, found->figures[i], &count, self->error);
        hidden = hidden || (count < 0 && i != INTEG_MOVEMENT_UNKNOWN);
        found->counts[i] = count;
    }
    for (int32_t i = 1; hidden && i < INTEG_MOVEMENT_UNKNOWN; i++)
        found->counts[i] = -1;
    return status;
}

static integ_status protect(comparison *self)
{
    int64_t count = integ_groups_count(self->after);
    integ_status status = integ_release_new(self->asked->owner->context, self->rule, &self->release, self->error);
    for (int64_t i = 0; i < count && status == INTEG_STATUS_OK; i++)
        status = add_figures(self, i);
    if (status == INTEG_STATUS_OK)
        status = integ_release_protect(self->release, self->error);
    for (int64_t i = 0; i < count && status == INTEG_STATUS_OK; i++)
        if (self->changes[i].counted)
            status = hide(self, &self->changes[i]);
    return status;
}

/* ---- what is printed ----------------------------------------------------------------------------------------- */

static void print_counts(const comparison *self, const change *found)
{
    static const char *const names[][2] = {{NULL, NULL},          {"members before", "med før"},
                                           {"members now", "med nu"}, {"enter", "kommer med"},
                                           {"leave", "går ud"},   {"stay", "bliver"},
                                           {"become unknown", "bliver ukendte"}};
    char date[11] = "";
    fputs(in_language(self->asked, "Counts", "Antal"), stdout);
    if (integ_snapshot_has_as_of(self->snapshot)) {
        integ_date_to_text(integ_snapshot_as_of(self->snapshot), date);
        printf(" %s %s", in_language(self->asked, "of", "pr."), date);
    }
    putchar(':');
    for (int32_t i = 1; i <= INTEG_MOVEMENT_FIGURES; i++) {
        printf("%s %s ", i > 1 ? "," : "", in_language(self->asked, names[i][0], names[i][1]));
        if (found->counts[i] < 0)
            fputs("..", stdout);
        else
            printf("%lld", (long long)found->counts[i]);
    }
    putchar('\n');
}

static void print_heading(const integ_groups *groups, int64_t index, const char *what)
{
    const char *name = integ_groups_name(groups, index), *title = integ_groups_title(groups, index);
    if (strcmp(name, title) == 0)
        printf("%s: %s\n", name, what);
    else
        printf("%s (%s): %s\n", title, name, what);
}

static integ_status print_fingerprints(const comparison *self, int64_t index)
{
    const char *name = integ_groups_name(self->after, index);
    integ_text *before = NULL, *after = NULL;
    integ_status status = integ_groups_fingerprint(self->after, name, &after, self->error);
    if (status == INTEG_STATUS_OK && self->changes[index].difference != NULL)
        status = integ_groups_fingerprint(self->before, name, &before, self->error);
    if (status == INTEG_STATUS_OK && before != NULL)
        printf("%s: %s\n", in_language(self->asked, "Fingerprint before", "Fingeraftryk før"),
               integ_text_bytes(before));
    if (status == INTEG_STATUS_OK)
        printf("%s: %s\n\n", in_language(self->asked, "Fingerprint", "Fingeraftryk"), integ_text_bytes(after));
    integ_text_free(before);
    integ_text_free(after);
    return status;
}

static integ_status print_change(const comparison *self, int64_t index)
{
    const change *found = &self->changes[index];
    integ_text *words = NULL;
    if (found->difference == NULL) {
        print_heading(self->after, index, in_language(self->asked, "a new group", "en ny gruppe"));
        return print_fingerprints(self, index);
    }
    if (integ_definition_difference_is_same(found->difference)) {
        print_heading(self->after, index,
                      in_language(self->asked, "means the same as before\n", "betyder det samme som før\n"));
        return INTEG_STATUS_OK;
    }
    integ_status status = integ_definition_difference_to_words(found->difference, self->asked->reg,
                                                               self->asked->owner->language, &words, self->error);
    if (status != INTEG_STATUS_OK)
        return status;
    print_heading(self->after, index, in_language(self->asked, "changed", "ændret"));
    fputs(integ_text_bytes(words), stdout);
    integ_text_free(words);
    if (found->counted)
        print_counts(self, found);
    return print_fingerprints(self, index);
}

static integ_status print_all(const comparison *self)
{
    integ_status status = INTEG_STATUS_OK;
    for (int64_t i = 0; i < integ_groups_count(self->after) && status == INTEG_STATUS_OK; i++)
        status = print_change(self, i);
    for (int64_t i = 0; i < integ_groups_count(self->before) && status == INTEG_STATUS_OK; i++)
        if (integ_groups_find(self->after, integ_groups_name(self->before, i)) < 0)
            print_heading(self->before, i,
                          in_language(self->asked, "is no longer there\n", "er der ikke længere\n"));
    return status;
}

static integ_status open_rule(comparison *self)
{
    if (self->asked->unprotected)
        return INTEG_STATUS_OK;
    return integ_policy_disclosure(self->asked->policy, &self->rule, self->error);
}

integ_status print_changes(check *asked)
{
    comparison self = {.asked = asked, .error = asked->owner->error};
    self.before = integ_policy_groups(asked->old);
    self.after = integ_policy_groups(asked->policy);
    if (asked->reg != NULL)
        self.snapshot = integ_register_snapshot(asked->reg, integ_register_snapshot_count(asked->reg) - 1);
    size_t count = (size_t)integ_groups_count(self.after);
    self.changes = (change *)calloc(count + 1, sizeof *self.changes);
    integ_status status = self.changes == NULL ? INTEG_STATUS_OUT_OF_MEMORY : open_rule(&self);
    if (status == INTEG_STATUS_OK)
        status = compare_groups(&self);
    if (status == INTEG_STATUS_OK)
        status = protect(&self);
    if (status == INTEG_STATUS_OK)
        status = print_all(&self);
    for (size_t i = 0; self.changes != NULL && i < count; i++)
        integ_definition_difference_free(self.changes[i].difference);
    free(self.changes);
    integ_release_free(self.release);
    integ_disclosure_free(self.rule);
    return status;
}
