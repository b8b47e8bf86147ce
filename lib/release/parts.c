/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "release/parts.h"

#include "release/ranks.h"

#define NO_PART (-1)

/* Which rows of which query are behind a value; NO_PART where they are those of the denominator. */
typedef struct recipe {
    int numerator, denominator, unknown; /* INTEGI_PART_ */
    bool is_share;    /* the numerator is a part of the denominator that meets a condition */
    bool by_time;     /* the last two are of the side's other query */
    bool of_amounts;  /* a sum or a mean, or a quotient of a sum */
    bool of_ones;     /* all amounts are 0 or 1 */
} recipe;

/* A mean of what is 0 or 1 is a share, and its sum a count, whatever type the column has. */
static recipe recipe_of_amounts(int32_t type, bool whether)
{
    recipe made = {NO_PART, INTEGI_PART_MEASURED, INTEGI_PART_UNMEASURED, .of_amounts = type != INTEG_TYPE_BOOLEAN};
    if (whether)
        made.numerator = INTEGI_PART_ONES;
    made.is_share = whether;
    made.of_ones = whether && made.of_amounts;
    return made;
}

/* `broken_down`: by other columns than those that it is made of. */
static recipe recipe_of(const integ_indicator *indicator, bool broken_down)
{
    bool as_false = indicator->unknown_as_false;
    switch (indicator->kind) {
    case INTEG_INDICATOR_COUNT:
        return (recipe){NO_PART, INTEGI_PART_TRUE, INTEGI_PART_UNDECIDED, .is_share = false};
    case INTEG_INDICATOR_MEDIAN:
        return (recipe){NO_PART, INTEGI_PART_MEASURED, INTEGI_PART_UNMEASURED, .is_share = false};
    case INTEG_INDICATOR_STANDARDISED_RATE:
    case INTEG_INDICATOR_SEGREGATION:
        if (broken_down && indicator->where == NULL)
            return (recipe){NO_PART, INTEGI_PART_KNOWN, INTEGI_PART_UNKNOWN, .is_share = false};
        if (broken_down)
            break;
        return (recipe){INTEGI_PART_TRUE_LABELLED, INTEGI_PART_KNOWN_LABELLED, INTEGI_PART_NOT_LABELLED,
                        .is_share = true};
    case INTEG_INDICATOR_RATE:
        if (indicator->time != NULL)
            return (recipe){INTEGI_PART_TRUE, INTEGI_PART_MEASURED, INTEGI_PART_NOT_MEASURED, .is_share = true,
                            .by_time = true, .of_amounts = true};
        break;
    default:
        break;
    }
    return (recipe){INTEGI_PART_TRUE, as_false ? INTEGI_PART_GROUP : INTEGI_PART_KNOWN, INTEGI_PART_UNKNOWN,
                    .is_share = true};
}

static recipe recipe_for(const integ_indicator *indicator, const integi_side *side, const integ_tally *tally)
{
    if (indicator->kind == INTEG_INDICATOR_MEAN || indicator->kind == INTEG_INDICATOR_SUM)
        return recipe_of_amounts(integi_tally_measure_type(tally, side->query),
                                 integi_tally_measures_whether(tally, side->query));
    return recipe_of(indicator, side->strata >= 0);
}

static integi_collected like(int64_t rank)
{
    return (integi_collected){.rank = rank, .standing = INTEG_STANDING_OPEN};
}

/* Those who are counted are asked about a condition too, though nobody prints of how many. Where a share tells the same
 * of few, or of a part of them, that nobody meets the condition must not follow from a count of 0. */
static bool is_asked(const recipe *used, const integ_tally *tally, int64_t query)
{
    return used->denominator == INTEGI_PART_TRUE && integi_tally_condition(tally, query) >= 0;
}

static integi_collected like_asked(void)
{
    integi_collected asked = like(INT64_MAX);
    asked.standing = INTEG_STANDING_DERIVED;
    return asked;
}

static integ_status collect_sum(integi_collection *collection, const recipe *used, integi_sum sum, int64_t *place,
                                integ_error *error)
{
    *place = -1;
    return used->of_amounts && sum.cell >= 0 ? integi_collect_sum(collection, sum, place, error) : INTEG_STATUS_OK;
}

integi_counts integi_people_of_parts(const integi_collection *collection, const integi_counts *counts,
                                     const integi_parts *parts)
{
    integi_counts people = *counts;
    if (parts->of_ones && parts->numerator >= 0)
        people.numerator = collection->cells[parts->numerator].rows.count;
    return people;
}

integ_status integi_parts_of_side(integi_collection *collection, const integ_indicator *indicator,
                                  const integi_side *side, const integ_tally *tally, int64_t rank, integi_parts *out,
                                  integ_error *error)
{
    *out = INTEGI_NO_PARTS;
    if (side->query < 0)
        return INTEG_STATUS_OK;
    recipe used = recipe_for(indicator, side, tally);
    out->of_ones = used.of_ones;
    int64_t other = used.by_time ? side->time : side->query;
    int64_t asked;
    integ_status status = INTEG_STATUS_OK;
    if (is_asked(&used, tally, side->query))
        status = integi_collect_part(collection, tally, other, INTEGI_PART_KNOWN, like_asked(), &asked, error);
    if (status == INTEG_STATUS_OK)
        status = integi_collect_part(collection, tally, other, (integi_part_kind)used.denominator, like(rank),
                                     &out->denominator, error);
    out->numerator = out->denominator;
    if (status == INTEG_STATUS_OK && used.numerator != NO_PART)
        status = integi_collect_part(collection, tally, side->query, (integi_part_kind)used.numerator, like(rank),
                                     &out->numerator, error);
    if (status == INTEG_STATUS_OK)
        status = integi_collect_part(collection, tally, other, (integi_part_kind)used.unknown,
                                     like(INTEGI_RANK_UNKNOWN), &out->unknown, error);
    if (status == INTEG_STATUS_OK && used.is_share)
        status = integi_collect_share(collection, out->numerator, out->denominator, error);
    return status == INTEG_STATUS_OK
               ? collect_sum(collection, &used,
                             (integi_sum){.tally = tally, .query = other, .cell = out->denominator}, &out->sum, error)
               : status;
}

/* ---- breakdowns ---- */

/* The cells of one side while they are put together. */
typedef struct breakdown {
    integi_collection *collection;
    recipe used;
    const integi_side *side;
    const integ_tally *tally;
    int64_t rank;
    int64_t count;
    int64_t *denominators, *unknowns; /* of the cells of the query that they are of */
    int64_t *numerators;              /* of the cells of the side's query */
} breakdown;

static int64_t other_query(const breakdown *self)
{
    return self->used.by_time ? self->side->time : self->side->query;
}

/* The cell of the other query that is the same one; -1 where nobody is in it. */
static int64_t other_cell(const breakdown *self, int64_t cell)
{
    return self->used.by_time ? integi_tally_find_cell(self->tally, self->side->query, cell, self->side->time) : cell;
}

static integ_status collect(const breakdown *self, int64_t query, int kind, integi_collected as, int64_t *cells,
                            integ_error *error)
{
    return integi_collect_cells(self->collection, self->tally, query, (integi_part_kind)kind, as, cells, error);
}

/* A label is listed where somebody of the group has it; of rounded counts it goes by these. */
static integ_status collect_listed(const breakdown *self, integ_error *error)
{
    if (self->collection->rule == NULL || integ_disclosure_rounding(self->collection->rule) > 0)
        return INTEG_STATUS_OK;
    integ_status status = collect(self, self->side->query, INTEGI_PART_GROUP, like_asked(), self->numerators, error);
    for (int64_t i = 0; i < self->count && status == INTEG_STATUS_OK; i++) {
        integi_collect_listed(self->collection, self->numerators[i], 1);
        self->collection->cells[self->numerators[i]].is_labelled = true;
    }
    return status;
}

static integ_status collect_lists(breakdown *self, integ_error *error)
{
    int64_t other = other_query(self);
    integ_status status = collect_listed(self, error);
    if (status == INTEG_STATUS_OK && is_asked(&self->used, self->tally, self->side->query))
        status = collect(self, other, INTEGI_PART_KNOWN, like_asked(), self->numerators, error);
    if (status == INTEG_STATUS_OK)
        status = collect(self, other, self->used.denominator, like(self->rank), self->denominators, error);
    if (status == INTEG_STATUS_OK)
        status = collect(self, other, self->used.unknown, like(INTEGI_RANK_UNKNOWN), self->unknowns, error);
    return status == INTEG_STATUS_OK && self->used.numerator != NO_PART
               ? collect(self, self->side->query, self->used.numerator, like(self->rank), self->numerators, error)
               : status;
}

static integ_status join(const breakdown *self, integi_parts *out, integ_error *error)
{
    integ_status status = INTEG_STATUS_OK;
    for (int64_t i = 0; i < self->count && status == INTEG_STATUS_OK; i++) {
        int64_t other = other_cell(self, i);
        out[i].of_ones = self->used.of_ones;
        out[i].denominator = other < 0 ? -1 : self->denominators[other];
        out[i].unknown = other < 0 ? -1 : self->unknowns[other];
        out[i].numerator = self->used.numerator == NO_PART ? out[i].denominator : self->numerators[i];
        integi_sum sum = {.tally = self->tally, .query = other_query(self), .part = other, .cell = out[i].denominator};
        status = collect_sum(self->collection, &self->used, sum, &out[i].sum, error);
        if (status == INTEG_STATUS_OK && self->used.is_share && out[i].denominator >= 0)
            status = integi_collect_share(self->collection, out[i].numerator, out[i].denominator, error);
    }
    return status;
}

integ_status integi_parts_of_cells(integi_collection *collection, const integ_indicator *indicator,
                                   const integi_side *side, const integ_tally *tally, int64_t rank, integi_parts *out,
                                   integ_error *error)
{
    breakdown self = {collection, recipe_for(indicator, side, tally), side, tally, rank,
                      integ_tally_cells(tally, side->query), NULL, NULL, NULL};
    int64_t others = integ_tally_cells(tally, other_query(&self));
    size_t room = (size_t)(self.count > others ? self.count : others) + 1;
    int64_t *memory = integi_allocate_zeroed(collection->context, 3 * room * sizeof *memory);
    if (memory == NULL)
        return integi_out_of_memory(error);
    self.denominators = memory;
    self.unknowns = memory + room;
    self.numerators = memory + 2 * room;
    integ_status status = collect_lists(&self, error);
    if (status == INTEG_STATUS_OK)
        status = join(&self, out, error);
    integi_release(collection->context, memory, 3 * room * sizeof *memory);
    return status;
}
