/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "expression/run.h"

static integ_date clamp_date(int64_t date)
{
    return date < INTEG_DATE_MINIMUM   ? INTEG_DATE_MINIMUM
           : date > INTEG_DATE_MAXIMUM ? INTEG_DATE_MAXIMUM
                                       : (integ_date)date;
}

/* The first birth date, from the calendar's first day on, whose age on a date is at most `age`. */
static int64_t first_born(integ_date as_of, int64_t age)
{
    int64_t low = INTEG_DATE_MINIMUM, high = (int64_t)INTEG_DATE_MAXIMUM + 1;
    while (low < high) {
        int64_t middle = low + (high - low) / 2;
        if (integ_date_years_between(clamp_date(middle), as_of) <= age)
            high = middle;
        else
            low = middle + 1;
    }
    return low;
}

/* Ages fall as birth dates rise, so a range of ages is a range of birth dates. */
static integi_range births_of(integ_date as_of, integi_range ages)
{
    int64_t last = ages.first == INT64_MIN ? INTEG_DATE_MAXIMUM : first_born(as_of, ages.first - 1) - 1;
    return (integi_range){first_born(as_of, ages.last), last};
}

static __int128 largest_item(const integi_column *column)
{
    return ((__int128)1 << (8 * column->width)) - 1;
}

/* A range of values as stored items; false when the column can hold none of them. */
static bool store_range(const integi_column *column, integi_range range, integi_stored_range *out)
{
    if (column->width == 8) {
        *out = (integi_stored_range){(uint64_t)range.first, (uint64_t)range.last - (uint64_t)range.first};
        return range.first <= range.last;
    }
    __int128 first = (__int128)range.first - column->base + 1, last = (__int128)range.last - column->base + 1;
    if (first < 1)
        first = 1;
    if (last > largest_item(column))
        last = largest_item(column);
    *out = (integi_stored_range){(uint64_t)first, (uint64_t)(last - first)};
    return first <= last;
}

/* Many ranges of narrow items: one byte for each possible item. */
static bool make_table(integi_run *run, const integi_column *column, integi_stored_set *set)
{
    size_t size = (size_t)largest_item(column) + 1;
    uint8_t *table = integi_arena_allocate(&run->arena, size);
    if (table == NULL)
        return false;
    for (int64_t r = 0; r < set->range_count; r++)
        memset(table + set->ranges[r].first, 255, (size_t)set->ranges[r].span + 1);
    set->form = INTEGI_SET_TABLE;
    set->table = table;
    return true;
}

/* Many ranges of bytes: one bit for each possible item. */
static bool make_bits(integi_run *run, integi_stored_set *set)
{
    uint8_t *bits = integi_arena_allocate(&run->arena, 256 / 8);
    if (bits == NULL)
        return false;
    for (int64_t r = 0; r < set->range_count; r++)
        for (uint64_t i = 0; i <= set->ranges[r].span; i++)
            bits[(set->ranges[r].first + i) / 8] |= (uint8_t)(1 << ((set->ranges[r].first + i) % 8));
    set->form = INTEGI_SET_BITS;
    set->table = bits;
    return true;
}

static int64_t ranges_compared(const integi_run *run, const integi_column *column)
{
    return run->members->ranges_compared[column->width == 1 ? 0 : column->width == 2 ? 1 : column->width == 4 ? 2 : 3];
}

static bool choose_form(integi_run *run, const integi_column *column, integi_stored_set *set)
{
    set->form = INTEGI_SET_RANGES;
    if (set->range_count <= ranges_compared(run, column))
        return true;
    if (column->width == 1 && run->members->has_bits)
        return make_bits(run, set);
    if (column->width <= 2)
        return make_table(run, column, set);
    set->form = INTEGI_SET_SEARCH;
    return true;
}

/* Rising ages are falling birth dates. */
static void reverse(integi_stored_range *ranges, int64_t count)
{
    for (int64_t i = 0; i < count / 2; i++) {
        integi_stored_range kept = ranges[i];
        ranges[i] = ranges[count - 1 - i];
        ranges[count - 1 - i] = kept;
    }
}

/* The runs of a table of dictionary indices as stored ranges, up to as many as are asked for; returns how many runs
 * there are, or one more than that. Items of narrow columns begin at 1, which stands for the index `base`. */
static int64_t find_runs(const integi_column *column, const uint8_t *table, int64_t entries, int64_t most,
                         integi_stored_range *runs)
{
    int64_t count = 0, last = (int64_t)largest_item(column);
    if (entries - column->base < last)
        last = entries - column->base;
    for (int64_t item = 1; item <= last; item++) {
        if (table[item] == 0)
            continue;
        if (item > 1 && table[item - 1] != 0) {
            runs[count - 1].span++;
            continue;
        }
        if (count == most)
            return most + 1;
        runs[count++] = (integi_stored_range){(uint64_t)item, 0};
    }
    return count;
}

/* The members of a column that has planes, as codes. */
static void use_codes(const integi_column *column, integi_stored_set *set)
{
    set->form = INTEGI_SET_CODES;
    for (uint64_t code = 0; code >> column->plane_count == 0; code++)
        for (int64_t r = 0; r < set->range_count; r++)
            if (code + column->plane_first - set->ranges[r].first <= set->ranges[r].span)
                set->codes |= UINT32_C(1) << code;
}

/* As ranges or bits where that is faster; else the table is looked into where it is. */
static bool bind_table(integi_run *run, const integi_operation *operation, const integi_column *column,
                       integi_stored_set *out)
{
    const uint8_t *table = integi_graph_data(&run->program->graph, operation);
    int64_t most = column->width == 1 ? 128 : INTEGI_RANGES_COMPARED;
    *out = (integi_stored_set){.form = INTEGI_SET_TABLE, .table = table + (column->width == 8 ? 1 : column->base)};
    if (column->width > 4)
        return true;
    integi_stored_range *runs = integi_arena_allocate(&run->arena, (size_t)most * sizeof *runs);
    if (runs == NULL)
        return false;
    int64_t count = find_runs(column, out->table, operation->data_size - 1, most, runs);
    out->ranges = runs;
    out->range_count = count;
    if (column->planes != NULL)
        use_codes(column, out);
    else if (count <= ranges_compared(run, column))
        out->form = INTEGI_SET_RANGES;
    else if (column->width == 1 && run->members->has_bits)
        return make_bits(run, out);
    return true;
}

bool integi_bind_set(integi_run *run, const integi_operation *operation, const integi_column *column,
                     integi_stored_set *out)
{
    if (operation->kind == INTEGI_OPERATION_TABLE)
        return bind_table(run, operation, column, out);
    *out = (integi_stored_set){.form = INTEGI_SET_RANGES};
    const integi_range *ranges = integi_graph_data(&run->program->graph, operation);
    int64_t count = operation->data_size / (int64_t)sizeof *ranges;
    integi_stored_range *stored = integi_arena_allocate(&run->arena, (size_t)count * sizeof *stored);
    if (stored == NULL)
        return false;
    for (int64_t i = 0; i < count; i++) {
        integi_range range =
            operation->view == INTEGI_VIEW_AGE ? births_of(run->snapshot->as_of, ranges[i]) : ranges[i];
        out->range_count += store_range(column, range, &stored[out->range_count]);
    }
    out->ranges = stored;
    if (operation->view == INTEGI_VIEW_AGE)
        reverse(stored, out->range_count);
    if (column->planes != NULL) {
        use_codes(column, out);
        return true;
    }
    return choose_form(run, column, out);
}
