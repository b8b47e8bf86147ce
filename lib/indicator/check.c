/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
/* Whether a definition has all that its kind needs, and nothing that has no meaning in it. */
#include "base/message.h"
#include "indicator/indicator.h"
#include "indicator/messages.h"

/* What a kind takes: `needs` has to be there, `may` can be. */
enum part {
    WHERE = 1,
    MEASURE = 2,
    COMPARISON = 4,
    BREAKDOWN = 8,
    TIME = 16,
    STRATA = 32,
    UNIT = 64,
    PARTS = 128,
    PUBLISHED = 256,
    GROUPS = 512,
};

typedef struct kind_parts {
    unsigned needs, may;
} kind_parts;

static const kind_parts kinds[] = {
    [INTEG_INDICATOR_COUNT] = {0, WHERE | COMPARISON | BREAKDOWN},
    [INTEG_INDICATOR_SHARE] = {WHERE, COMPARISON | BREAKDOWN},
    [INTEG_INDICATOR_MEAN] = {MEASURE, WHERE | COMPARISON | BREAKDOWN},
    [INTEG_INDICATOR_SUM] = {MEASURE, WHERE | COMPARISON | BREAKDOWN},
    [INTEG_INDICATOR_RATE] = {WHERE, TIME | COMPARISON | BREAKDOWN},
    [INTEG_INDICATOR_MEDIAN] = {MEASURE, WHERE | COMPARISON | BREAKDOWN},
    [INTEG_INDICATOR_STANDARDISED_RATE] = {WHERE | STRATA, COMPARISON | BREAKDOWN},
    [INTEG_INDICATOR_REPRESENTATION] = {WHERE | COMPARISON, BREAKDOWN},
    [INTEG_INDICATOR_SEGREGATION] = {UNIT, WHERE | GROUPS | BREAKDOWN},
    [INTEG_INDICATOR_COMPOSITE] = {PARTS, 0},
    [INTEG_INDICATOR_EXTERNAL] = {PUBLISHED, 0},
};

static unsigned parts_of(const integ_indicator *indicator)
{
    return (indicator->where != NULL ? WHERE : 0U) | (indicator->measure != NULL ? MEASURE : 0U) |
           (integi_indicator_is_compared(indicator) ? COMPARISON : 0U) | (indicator->by != NULL ? BREAKDOWN : 0U) |
           (indicator->time != NULL ? TIME : 0U) | (indicator->strata != NULL ? STRATA : 0U) |
           (indicator->unit != NULL ? UNIT : 0U) | (indicator->part_count > 0 ? PARTS : 0U) |
           (indicator->published_count > 0 ? PUBLISHED : 0U) | (indicator->group_column != NULL ? GROUPS : 0U);
}

/* The document's name of the first of some parts. */
static const char *part_name(unsigned parts)
{
    static const char *const names[] = {"where", "measure", "compare", "by", "time", "standard", "unit", "parts",
                                        "values", "group"};
    int first = 0;
    while ((parts & 1U << first) == 0)
        first++;
    return names[first];
}

integ_status integ_indicator_check(const integ_indicator *indicator, integ_error *error)
{
    if (indicator == NULL)
        return integi_invalid_argument(error, "indicator");
    const kind_parts *kind = &kinds[indicator->kind];
    const char *word = integ_indicator_kind_name(indicator->kind);
    unsigned there = parts_of(indicator), missing = kind->needs & ~there, idle = there & ~(kind->needs | kind->may);
    if (indicator->kind == INTEG_INDICATOR_SEGREGATION && (there & (WHERE | GROUPS)) == 0)
        missing |= WHERE;
    if (indicator->kind == INTEG_INDICATOR_SEGREGATION && (there & GROUPS) != 0)
        idle |= there & WHERE;
    if (missing != 0)
        return INTEGI_FAIL(error, NULL, &integi_message_indicator_incomplete, indicator->id, word, part_name(missing));
    if (idle != 0)
        return INTEGI_FAIL(error, NULL, &integi_message_indicator_unused, indicator->id, word, part_name(idle));
    if ((there & GROUPS) != 0 && !integi_segregation_is_of_all(indicator->segregation))
        return INTEGI_FAIL(error, NULL, &integi_message_indicator_group_measure);
    /* As the Danish integration barometer has it: of an even number as many can get better as worse. */
    if ((there & PARTS) != 0 && indicator->part_count % 2 == 0)
        return INTEGI_FAIL(error, NULL, &integi_message_indicator_even, indicator->id);
    return INTEG_STATUS_OK;
}

bool integi_segregation_is_of_all(int32_t measure)
{
    return measure == INTEG_SEGREGATION_DISSIMILARITY || measure == INTEG_SEGREGATION_MUTUAL_INFORMATION ||
           measure == INTEG_SEGREGATION_THEIL_H;
}

bool integi_indicator_is_counted(const integ_indicator *indicator)
{
    return indicator->kind != INTEG_INDICATOR_COMPOSITE && indicator->kind != INTEG_INDICATOR_EXTERNAL;
}

bool integi_indicator_is_compared(const integ_indicator *indicator)
{
    return indicator->compare_with != NULL || indicator->compare_published;
}
