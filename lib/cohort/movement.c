/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/. */
#include "cohort/cohort.h"
#include "cohort/difference.h"
#include "cohort/messages.h"
#include "cohort/tell.h"

#include "base/text.h"
#include "register/people.h"

#include <string.h>

struct integ_definition_movement {
    integ_context *context;
    int64_t counts[INTEG_MOVEMENT_FIGURES + 1]; /* by INTEG_MOVEMENT_ */
    int64_t people[INTEG_MOVEMENT_FIGURES + 1]; /* behind them, as far as a rule may ask */
};

static integ_status select_side(const integi_side *side, const integ_snapshot *snapshot, integ_cohort **out,
                                integ_error *error)
{
    if (side->filter == NULL) return integ_cohort_of_group(side->groups, side->name, snapshot, out, error);
    return integ_cohort_of_filter(side->filter, side->groups, snapshot, side->table, out, error);
}

/* Whoever is in the new definition and was not known to be in the old one enters; whoever was in the old one
 * and is not known to be in the new one leaves. */
static void count_movement(integ_definition_movement *movement, const integ_cohort *before,
                           const integ_cohort *after)
{
    int64_t *counts = movement->counts, unknown = 0, stay = 0;
    for (size_t i = 0; i < integi_bitset_words(before->truth.rows); i++) {
        stay += __builtin_popcountll(before->truth.words[i] & after->truth.words[i]);
        unknown += __builtin_popcountll(after->unknown.words[i] & ~before->unknown.words[i]);
    }
    counts[INTEG_MOVEMENT_BEFORE] = integi_bitset_count(&before->truth);
    counts[INTEG_MOVEMENT_AFTER] = integi_bitset_count(&after->truth);
    counts[INTEG_MOVEMENT_STAY] = stay;
    counts[INTEG_MOVEMENT_ENTER] = counts[INTEG_MOVEMENT_AFTER] - stay;
    counts[INTEG_MOVEMENT_LEAVE] = counts[INTEG_MOVEMENT_BEFORE] - stay;
    counts[INTEG_MOVEMENT_UNKNOWN] = unknown;
}

/* 64 rows of a figure, all of which are in one of the two definitions. */
static uint64_t word_of(const integ_cohort *before, const integ_cohort *after, int32_t figure, size_t at)
{
    uint64_t old = before->truth.words[at], new = after->truth.words[at];
    switch (figure) {
    case INTEG_MOVEMENT_BEFORE: return old;
    case INTEG_MOVEMENT_AFTER: return new;
    case INTEG_MOVEMENT_ENTER: return new & ~old;
    case INTEG_MOVEMENT_LEAVE: return old & ~new;
    case INTEG_MOVEMENT_STAY: return old & new;
    default: return after->unknown.words[at] & ~before->unknown.words[at];
    }
}

/* The rows of a table that is linked to another one may be those of few. */
static void count_people(integ_definition_movement *movement, const integ_cohort *before,
                         const integ_cohort *after)
{
    const integi_table *table = &after->snapshot->tables[after->table];
    for (int32_t figure = 1; figure <= INTEG_MOVEMENT_FIGURES; figure++) {
        integi_people people;
        bool more = true;
        integi_people_begin(&people, table, INTEGI_PEOPLE_MOST);
        for (size_t i = 0; i < integi_bitset_words(before->truth.rows) && more; i++)
            for (uint64_t left = word_of(before, after, figure, i); left != 0 && more; left &= left - 1)
                more = integi_people_add(&people, (int64_t)(i * 64) + __builtin_ctzll(left));
        movement->people[figure] = integi_people_end(&people);
    }
}

static integ_status make(const integ_cohort *before, const integ_cohort *after,
                         integ_definition_movement **out, integ_error *error)
{
    integ_context *context = integi_register_context(after->owner);
    if (before->table != after->table) return INTEGI_FAIL(error, NULL, &integi_message_cohort_mixed);
    integ_definition_movement *movement = integi_allocate_zeroed(context, sizeof *movement);
    if (movement == NULL) return integi_out_of_memory(error);
    movement->context = integi_context_retain(context);
    count_movement(movement, before, after);
    count_people(movement, before, after);
    *out = movement;
    return INTEG_STATUS_OK;
}

integ_status integ_definition_difference_count_movement(const integ_definition_difference *difference,
                                                        const integ_snapshot *snapshot,
                                                        integ_definition_movement **out, integ_error *error)
{
    if (out == NULL) return integi_invalid_argument(error, "out");
    *out = NULL;
    if (difference == NULL || snapshot == NULL)
        return integi_invalid_argument(error, difference == NULL ? "difference" : "snapshot");
    integ_cohort *cohorts[INTEGI_SIDES] = {NULL, NULL};
    integ_status status = INTEG_STATUS_OK;
    for (int i = 0; i < INTEGI_SIDES && status == INTEG_STATUS_OK; i++)
        status = select_side(&difference->sides[i], snapshot, &cohorts[i], error);
    if (status == INTEG_STATUS_OK) status = make(cohorts[INTEGI_BEFORE], cohorts[INTEGI_AFTER], out, error);
    for (int i = 0; i < INTEGI_SIDES; i++)
        integ_cohort_free(cohorts[i]);
    return status;
}

void integ_definition_movement_free(integ_definition_movement *movement)
{
    if (movement == NULL) return;
    integ_context *context = movement->context;
    integi_release_wiped(context, movement, sizeof *movement);
    integ_context_free(context);
}

static bool is_figure(int32_t figure)
{
    return figure >= INTEG_MOVEMENT_BEFORE && figure <= INTEG_MOVEMENT_FIGURES;
}

int64_t integ_definition_movement_count_unprotected(const integ_definition_movement *movement, int32_t figure)
{
    return is_figure(figure) ? movement->counts[figure] : 0;
}

static bool is_small(const integ_definition_movement *movement, const integ_disclosure *rule, int32_t figure)
{
    return integ_disclosure_hides_count(rule, movement->people[figure]) != 0;
}

/* Many rows, but of few people: the rule looks at their number in vain. */
static bool are_of_few(const integ_definition_movement *movement, const integ_disclosure *rule, int32_t figure)
{
    return is_small(movement, rule, figure) && !integ_disclosure_hides_count(rule, movement->counts[figure]);
}

/* Those who stay are what is left of both definitions without those who leave and enter: where one of the
 * three is small, each of the others would tell it. So would the two sizes where they lie only a few citizens
 * apart, or so many rows as few citizens may have. */
static bool hides(const integ_definition_movement *movement, const integ_disclosure *rule, int32_t figure)
{
    int64_t more = movement->counts[INTEG_MOVEMENT_AFTER] - movement->counts[INTEG_MOVEMENT_BEFORE];
    bool small = is_small(movement, rule, INTEG_MOVEMENT_ENTER) ||
                 is_small(movement, rule, INTEG_MOVEMENT_LEAVE) ||
                 is_small(movement, rule, INTEG_MOVEMENT_STAY);
    bool of_few = !is_small(movement, rule, INTEG_MOVEMENT_BEFORE) &&
                  (are_of_few(movement, rule, INTEG_MOVEMENT_ENTER) ||
                   are_of_few(movement, rule, INTEG_MOVEMENT_LEAVE));
    if (is_small(movement, rule, figure)) return true;
    switch (figure) {
    case INTEG_MOVEMENT_BEFORE:
    case INTEG_MOVEMENT_UNKNOWN:
        return false;
    case INTEG_MOVEMENT_AFTER:
        return of_few || (small && integ_disclosure_hides_count(rule, more < 0 ? -more : more) != 0);
    default:
        return small;
    }
}

int64_t integ_definition_movement_count(const integ_definition_movement *movement,
                                        const integ_disclosure *rule, int32_t figure)
{
    if (!is_figure(figure) || (rule != NULL && hides(movement, rule, figure))) return -1;
    return movement->counts[figure];
}

integ_status integ_definition_movement_to_words(const integ_definition_movement *movement,
                                                const integ_disclosure *rule, int32_t language,
                                                integ_text **out, integ_error *error)
{
    static const char *const names[][2] = {
        [INTEG_MOVEMENT_BEFORE] = {"members before: ", "med før: "},
        [INTEG_MOVEMENT_AFTER] = {"members now: ", "med nu: "},
        [INTEG_MOVEMENT_ENTER] = {"enter: ", "kommer med: "},
        [INTEG_MOVEMENT_LEAVE] = {"leave: ", "går ud: "},
        [INTEG_MOVEMENT_STAY] = {"stay: ", "bliver: "},
        [INTEG_MOVEMENT_UNKNOWN] = {"become unknown: ", "bliver ukendte: "}};
    if (out == NULL) return integi_invalid_argument(error, "out");
    *out = NULL;
    if (movement == NULL || !integi_tell_is_language(language))
        return integi_invalid_argument(error, movement == NULL ? "movement" : "language");
    integi_telling words;
    integi_tell_init(&words, movement->context, language);
    for (int32_t figure = INTEG_MOVEMENT_BEFORE; figure <= INTEG_MOVEMENT_FIGURES; figure++) {
        int64_t count = integ_definition_movement_count(movement, rule, figure);
        integi_tell_bullet(&words, 0);
        integi_tell_say(&words, names[figure][0], names[figure][1]);
        if (count < 0)
            integi_buffer_text(&words.text, "..");
        else
            integi_tell_count(&words, count);
        integi_buffer_byte(&words.text, '\n');
    }
    integ_status status = integi_text_from_buffer(&words.text, out, error);
    integi_tell_free(&words);
    return status;
}
