/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/. */
/* Whom changed groups move. The groups before and now become one set of groups, so that everything is counted by one
 * plan, and protected as one release: what two groups have in common, and what is left of one without another, can be
 * subtracted by whoever reads of both. */

#include "check/compare.h"

#include <stdlib.h>
#include <string.h>

#define BEFORE "before: "
#define NOW "now: "

/* By INTEG_MOVEMENT_: the condition that a figure counts. `%` is the group now and `#` before; whoever is not known to
 * be in it is not. */
static const char *const conditions[INTEG_MOVEMENT_FIGURES + 1] = {
    [INTEG_MOVEMENT_BEFORE] = "#",
    [INTEG_MOVEMENT_AFTER] = "%",
    [INTEG_MOVEMENT_ENTER] = "% AND NOT (# AND # IS NOT NULL)",
    [INTEG_MOVEMENT_LEAVE] = "# AND NOT (% AND % IS NOT NULL)",
    [INTEG_MOVEMENT_STAY] = "# AND %",
    [INTEG_MOVEMENT_UNKNOWN] = "% IS NULL AND # IS NOT NULL"};

typedef struct counting {
    comparison *asked;
    integ_groups *groups; /* of both policies */
    integ_plan *plan;
    integ_tally *tally;
    integ_disclosure *rule; /* NULL hides nothing */
    integ_release *release;
} counting;

/* ---- what is counted ----------------------------------------------------------------------------------------- */

/* A group of another table than before cannot be compared with it. */
static bool moves(const change *self)
{
    if (self->difference == NULL)
        return false;
    for (int64_t i = 0; i < integ_definition_difference_count(self->difference); i++)
        if (integ_definition_difference_kind(self->difference, i) == INTEG_DIFFERENCE_POPULATION)
            return false;
    return !integ_definition_difference_is_same(self->difference);
}

static integ_status add_groups(counting *self)
{
    const comparison *asked = self->asked;
    integ_status status = integ_groups_new(asked->asked->owner->context, &self->groups, asked->error);
    for (int64_t i = 0; i < integ_groups_count(asked->after) && status == INTEG_STATUS_OK; i++) {
        const char *name = integ_groups_name(asked->after, i);
        asked->changes[i].counted = moves(&asked->changes[i]);
        if (!asked->changes[i].counted)
            continue;
        status = integ_groups_add_copy(self->groups, asked->before, name, BEFORE, asked->error);
        if (status == INTEG_STATUS_OK)
            status = integ_groups_add_copy(self->groups, asked->after, name, NOW, asked->error);
    }
    return status;
}

/* The end of what is appended. */
static char *put(char *to, const char *text, bool quoted)
{
    for (; *text != '\0'; text++) {
        if (quoted && *text == '\'')
            *to++ = '\'';
        *to++ = *text;
    }
    return to;
}

static char *put_group(char *to, const char *prefix, const char *name)
{
    return put(put(put(put(to, "in_group('", false), prefix, true), name, true), "')", false);
}

/* NULL when there is no memory. */
static char *write_condition(const char *form, const char *name)
{
    size_t group = sizeof "in_group('')" + sizeof BEFORE + sizeof NOW + 2 * strlen(name);
    char *text = (char *)malloc(strlen(form) * group + 1), *end = text;
    for (; text != NULL && *form != '\0'; form++) {
        if (*form == '#')
            end = put_group(end, BEFORE, name);
        else if (*form == '%')
            end = put_group(end, NOW, name);
        else
            *end++ = *form;
    }
    if (text != NULL)
        *end = '\0';
    return text;
}

static integ_status add_query(counting *self, int64_t index, int32_t figure)
{
    const comparison *asked = self->asked;
    integ_expression *where = NULL;
    char *text = write_condition(conditions[figure], integ_groups_name(asked->after, index));
    if (text == NULL)
        return INTEG_STATUS_OUT_OF_MEMORY;
    integ_status status = integ_expression_parse(asked->asked->owner->context, text, strlen(text), "--compare", &where,
                                                 asked->error);
    if (status == INTEG_STATUS_OK)
        status = integ_plan_add(self->plan, NULL, integ_groups_population(asked->after, index), where, NULL, NULL,
                                &asked->changes[index].queries[figure], asked->error);
    integ_expression_free(where);
    free(text);
    return status;
}

/* Sizes come first: what is added first is rather shown. */
static integ_status add_queries(counting *self)
{
    const comparison *asked = self->asked;
    integ_status status = integ_plan_new(asked->asked->reg, self->groups, &self->plan, asked->error);
    if (status == INTEG_STATUS_OK)
        status = integ_plan_keep_members(self->plan, asked->error);
    for (int32_t figure = 1; figure <= INTEG_MOVEMENT_FIGURES; figure++)
        for (int64_t i = 0; i < integ_groups_count(asked->after) && status == INTEG_STATUS_OK; i++)
            if (asked->changes[i].counted)
                status = add_query(self, i, figure);
    return status;
}

/* ---- what is said of it -------------------------------------------------------------------------------------- */

static integ_status open_release(counting *self)
{
    const check *asked = self->asked->asked;
    integ_context *context = asked->owner->context;
    integ_error *error = self->asked->error;
    integ_status status =
        asked->unprotected ? INTEG_STATUS_OK : integ_policy_disclosure(asked->policy, &self->rule, error);
    if (status == INTEG_STATUS_OK)
        status = integ_release_new(context, self->rule, &self->release, error);
    return status == INTEG_STATUS_OK && asked->ledger != NULL
               ? integ_release_set_ledger(self->release, asked->ledger, asked->reg, error)
               : status;
}

/* Where zeros are hidden, those who enter, leave and stay are not shown unless there is somebody of each: with the sizes,
 * two of them tell the third. */
static bool tells_nobody(const counting *self, const change *found, int32_t figure)
{
    static const int32_t parts[] = {INTEG_MOVEMENT_ENTER, INTEG_MOVEMENT_LEAVE, INTEG_MOVEMENT_STAY};
    bool is_part = false, nobody = false;
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        is_part = is_part || figure == parts[i];
        nobody = nobody || integ_tally_true_unprotected(self->tally, found->queries[parts[i]], 0) == 0;
    }
    return is_part && nobody && self->rule != NULL && integ_disclosure_hides_count(self->rule, 0);
}

static integ_status add_figures(const counting *self)
{
    integ_error *error = self->asked->error;
    integ_status status = INTEG_STATUS_OK;
    for (int32_t figure = 1; figure <= INTEG_MOVEMENT_FIGURES; figure++)
        for (int64_t i = 0; i < integ_groups_count(self->asked->after) && status == INTEG_STATUS_OK; i++) {
            change *found = &self->asked->changes[i];
            found->figures[figure] = -1;
            if (found->counted && !tells_nobody(self, found, figure))
                status = integ_release_add_query(self->release, self->tally, found->queries[figure], 0, INTEG_ROWS_TRUE,
                                                 &found->figures[figure], error);
        }
    return status;
}

/* Whoever reads of a part and its whole reads of the rest. */
static integ_status add_shares(const counting *self, const change *found)
{
    static const int32_t shares[][2] = {{INTEG_MOVEMENT_STAY, INTEG_MOVEMENT_BEFORE},
                                        {INTEG_MOVEMENT_LEAVE, INTEG_MOVEMENT_BEFORE},
                                        {INTEG_MOVEMENT_STAY, INTEG_MOVEMENT_AFTER},
                                        {INTEG_MOVEMENT_ENTER, INTEG_MOVEMENT_AFTER}};
    integ_status status = INTEG_STATUS_OK;
    for (size_t i = 0; found->figures[INTEG_MOVEMENT_STAY] >= 0 && i < sizeof shares / sizeof *shares &&
                       status == INTEG_STATUS_OK; i++)
        status = integ_release_add_share(self->release, found->figures[shares[i][0]], found->figures[shares[i][1]],
                                         self->asked->error);
    return status;
}

/* What is said is remembered, and that is on the disk, before anything is printed. */
static integ_status protect(const counting *self)
{
    const check *asked = self->asked->asked;
    integ_error *error = self->asked->error;
    integ_status status = integ_release_protect(self->release, error);
    if (status != INTEG_STATUS_OK || asked->ledger == NULL)
        return status;
    status = integ_release_record(self->release, date_of_publication(asked), NULL, error);
    return status == INTEG_STATUS_OK ? integ_ledger_write(asked->ledger, error) : status;
}

static integ_status read_counts(const counting *self, change *found)
{
    integ_status status = INTEG_STATUS_OK;
    for (int32_t figure = 1; figure <= INTEG_MOVEMENT_FIGURES && status == INTEG_STATUS_OK; figure++) {
        found->counts[figure] = -1;
        if (found->figures[figure] >= 0)
            status =
                integ_release_count(self->release, found->figures[figure], &found->counts[figure], self->asked->error);
    }
    return status;
}

static integ_status publish(counting *self)
{
    comparison *asked = self->asked;
    int64_t count = integ_groups_count(asked->after);
    integ_status status = open_release(self);
    if (status == INTEG_STATUS_OK)
        status = add_figures(self);
    for (int64_t i = 0; i < count && status == INTEG_STATUS_OK; i++)
        if (asked->changes[i].counted)
            status = add_shares(self, &asked->changes[i]);
    if (status == INTEG_STATUS_OK)
        status = protect(self);
    if (status == INTEG_STATUS_OK)
        asked->rounding = integ_release_rounding(self->release);
    for (int64_t i = 0; i < count && status == INTEG_STATUS_OK; i++)
        if (asked->changes[i].counted)
            status = read_counts(self, &asked->changes[i]);
    return status;
}

integ_status count_changes(comparison *asked)
{
    counting self = {.asked = asked};
    integ_status status = add_groups(&self);
    if (status == INTEG_STATUS_OK && integ_groups_count(self.groups) > 0) {
        status = add_queries(&self);
        if (status == INTEG_STATUS_OK)
            status = integ_tally_of_plan_unprotected(self.plan, asked->snapshot, &self.tally, asked->error);
        if (status == INTEG_STATUS_OK)
            status = publish(&self);
    }
    integ_release_free(self.release);
    integ_disclosure_free(self.rule);
    integ_tally_free(self.tally);
    integ_plan_free(self.plan);
    integ_groups_free(self.groups);
    return status;
}
