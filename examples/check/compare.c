/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/. */
/* --compare OLD: what an approved policy would become. */

#include "check/compare.h"

#include <stdlib.h>
#include <string.h>

static integ_status compare_groups(comparison *self)
{
    integ_status status = INTEG_STATUS_OK;
    for (int64_t i = 0; i < integ_groups_count(self->after) && status == INTEG_STATUS_OK; i++) {
        const char *name = integ_groups_name(self->after, i);
        if (integ_groups_find(self->before, name) >= 0)
            status = integ_definition_difference_of_groups(self->before, name, self->after, name,
                                                           &self->changes[i].difference, self->error);
    }
    return status;
}

/* ---- what is printed ----------------------------------------------------------------------------------------- */

/* As the report writes it. */
static void print_date(const comparison *self)
{
    char date[11];
    int32_t year, month, day;
    integ_date_to_text(integ_snapshot_as_of(self->snapshot), date);
    integ_date_to_civil(integ_snapshot_as_of(self->snapshot), &year, &month, &day);
    if (self->asked->owner->language == INTEG_LANGUAGE_DANISH)
        printf(" pr. %d.%d.%d", day, month, year);
    else
        printf(" of %s", date);
}

static void print_counts(const comparison *self, const change *found)
{
    static const char *const names[][2] = {{NULL, NULL},          {"members before", "med før"},
                                           {"members now", "med nu"}, {"enter", "kommer med"},
                                           {"leave", "går ud"},   {"stay", "bliver"},
                                           {"become unknown", "bliver ukendte"}};
    fputs(in_language(self->asked, "Counts", "Antal"), stdout);
    if (integ_snapshot_has_as_of(self->snapshot))
        print_date(self);
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
    if (status == INTEG_STATUS_OK && self->rounding > 0)
        printf("%s %lld; %s.\n",
               in_language(self->asked, "Small counts are rounded to multiples of", "Små antal er afrundet til multipla af"),
               (long long)self->rounding, in_language(self->asked, "all counts add up", "alle summer stemmer"));
    return status;
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
    integ_status status = self.changes == NULL ? INTEG_STATUS_OUT_OF_MEMORY : compare_groups(&self);
    if (status == INTEG_STATUS_OK && self.snapshot != NULL)
        status = count_changes(&self);
    if (status == INTEG_STATUS_OK)
        status = print_all(&self);
    for (size_t i = 0; self.changes != NULL && i < count; i++)
        integ_definition_difference_free(self.changes[i].difference);
    free(self.changes);
    return status;
}
