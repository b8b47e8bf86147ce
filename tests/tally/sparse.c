/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "integration/tally.h"
#include "support/failing_allocator.h"
#include "support/made.h"
#include "tally/suite.h"

#include <stdlib.h>
#include <string.h>

/* Breakdowns by dates and whole numbers that lie far apart have a cell for each that is there. */

#define ROWS 20000

static const int64_t dates[] = {-719162, 2932896, 0, 18262, 10957, 18263}; /* the first and last of all too */
static const int64_t numbers[] = {-1000000, 1000000, 0, 5, 4096};

typedef struct drawn {
    int64_t date[ROWS], number[ROWS];
    uint8_t date_known[ROWS], number_known[ROWS];
    const char *area[ROWS];
} drawn;

static void draw(drawn *out)
{
    static const char *const areas[] = {"a", "b", "c"};
    uint64_t state = 5;
    for (int row = 0; row < ROWS; row++) {
        state = state * UINT64_C(6364136223846793005) + 1442695040888963407u;
        uint32_t bits = (uint32_t)(state >> 33);
        out->date[row] = dates[bits % 6];
        out->date_known[row] = bits / 6 % 9 != 0;
        out->number[row] = numbers[bits / 54 % 5];
        out->number_known[row] = bits / 270 % 7 != 0;
        out->area[row] = areas[bits / 1890 % 3];
    }
}

static integ_status make_register(integ_context *context, const drawn *rows, int64_t count, integ_register **out,
                                  integ_error *error)
{
    const made_column columns[] = {
        {.name = "date", .type = INTEG_TYPE_DATE, .numbers = rows->date, .known = rows->date_known},
        {.name = "number", .type = INTEG_TYPE_INTEGER, .numbers = rows->number, .known = rows->number_known},
        {.name = "area", .type = INTEG_TYPE_CODE, .texts = rows->area},
        {.name = "twice", .expression = "number + number"},
        {.name = NULL}};
    return make_citizens(context, columns, count, out, error);
}

/* Of all rows, or of a group of those that meet a condition. */
static integ_status tally_some_by(integ_register *reg, integ_context *context, const char *where,
                                  const char *const *columns, int count, integ_tally **out, int64_t *query,
                                  integ_error *error)
{
    integ_dimensions *by = NULL;
    integ_plan *plan = NULL;
    integ_groups *groups = NULL;
    integ_expression *filter = NULL;
    *out = NULL;
    integ_status status = integ_dimensions_new(context, &by, error);
    if (status == INTEG_STATUS_OK)
        status = integ_groups_new(context, &groups, error);
    if (status == INTEG_STATUS_OK && where != NULL)
        status = integ_expression_parse(context, where, strlen(where), NULL, &filter, error);
    if (status == INTEG_STATUS_OK && where != NULL)
        status = integ_groups_add(groups, "some", NULL, NULL, filter, NULL, error);
    for (int i = 0; status == INTEG_STATUS_OK && i < count; i++)
        status = integ_dimensions_add_column(by, columns[i], error);
    if (status == INTEG_STATUS_OK)
        status = integ_plan_new(reg, groups, &plan, error);
    if (status == INTEG_STATUS_OK)
        status = integ_plan_add(plan, where == NULL ? NULL : "some", NULL, NULL, NULL, by, query, error);
    if (status == INTEG_STATUS_OK)
        status = integ_tally_of_plan_unprotected(plan, integ_register_snapshot(reg, 0), out, error);
    integ_plan_free(plan);
    integ_expression_free(filter);
    integ_groups_free(groups);
    integ_dimensions_free(by);
    return status;
}

static integ_status tally_by(integ_register *reg, integ_context *context, const char *const *columns, int count,
                             integ_tally **out, int64_t *query, integ_error *error)
{
    return tally_some_by(reg, context, NULL, columns, count, out, query, error);
}

static int64_t number_of(const char *label)
{
    integ_date date;
    if (strlen(label) == 10 && label[4] == '-') {
        ck_assert_int_eq(integ_date_from_text(label, &date, NULL), INTEG_STATUS_OK);
        return date;
    }
    return strtoll(label, NULL, 10);
}

/* The rows with the values of a cell, one by one. */
static int64_t count_rows(const drawn *rows, const char *date, const char *number, int factor)
{
    int64_t count = 0;
    for (int row = 0; row < ROWS; row++)
        count += (date == NULL ? !rows->date_known[row]
                               : rows->date_known[row] && rows->date[row] == number_of(date)) &&
                 (number == NULL ? !rows->number_known[row]
                                 : rows->number_known[row] && rows->number[row] * factor == number_of(number));
    return count;
}

START_TEST(values_that_lie_far_apart_have_a_cell_each)
{
    static drawn rows;
    draw(&rows);
    for (int32_t threads = 1; threads <= 3; threads += 2) {
        integ_context *context;
        integ_register *reg;
        ck_assert_int_eq(integ_context_new(&context, NULL), INTEG_STATUS_OK);
        ck_assert_int_eq(integ_context_set_threads(context, threads, NULL), INTEG_STATUS_OK);
        ck_assert_int_eq(make_register(context, &rows, ROWS, &reg, NULL), INTEG_STATUS_OK);
        for (int derived = 0; derived < 2; derived++) {
            integ_tally *tally;
            int64_t query, total = 0, last = INT64_MIN;
            const char *const columns[] = {"date", derived ? "twice" : "number", "area"};
            ck_assert_int_eq(tally_by(reg, context, columns, 2, &tally, &query, NULL), INTEG_STATUS_OK);
            ck_assert_int_eq(integ_tally_cells(tally, query), 7 * 6);
            for (int64_t cell = 0; cell < 7 * 6; cell++) {
                const char *date = integ_tally_label(tally, query, cell, 0);
                const char *number = integ_tally_label(tally, query, cell, 1);
                int64_t place = date == NULL ? INT64_MAX : number_of(date), count;
                ck_assert_int_ge(place, last); /* in order, the unknown last */
                last = place;
                count = count_rows(&rows, date, number, derived ? 2 : 1);
                ck_assert_int_eq(integ_tally_rows_unprotected(tally, query, cell), count);
                total += count;
            }
            ck_assert_int_eq(total, ROWS);
            integ_tally_free(tally);
            ck_assert_int_eq(tally_by(reg, context, columns, 3, &tally, &query, NULL), INTEG_STATUS_OK);
            integ_tally_free(tally);
        }
        integ_register_free(reg);
        integ_context_free(context);
    }
}
END_TEST

/* Cells of few rows are looked up one by one. */
START_TEST(few_rows_are_counted_by_values_that_lie_far_apart)
{
    static drawn rows;
    integ_context *context;
    integ_register *reg;
    integ_tally *tally;
    int64_t query, total = 0, expected = 0;
    draw(&rows);
    ck_assert_int_eq(integ_context_new(&context, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(make_register(context, &rows, ROWS, &reg, NULL), INTEG_STATUS_OK);
    const char *const columns[] = {"date", "number"};
    ck_assert_int_eq(tally_some_by(reg, context, "area = 'b' AND number = 4096", columns, 2, &tally, &query, NULL),
                     INTEG_STATUS_OK);
    for (int64_t cell = 0; cell < integ_tally_cells(tally, query); cell++) {
        const char *date = integ_tally_label(tally, query, cell, 0), *number = integ_tally_label(tally, query, cell, 1);
        int64_t count = 0;
        for (int row = 0; row < ROWS; row++)
            count += rows.number_known[row] && rows.number[row] == 4096 && strcmp(rows.area[row], "b") == 0 &&
                     (date == NULL ? !rows.date_known[row]
                                   : rows.date_known[row] && rows.date[row] == number_of(date));
        ck_assert_ptr_nonnull(number);
        ck_assert_int_eq(number_of(number), 4096);
        ck_assert_int_eq(integ_tally_rows_unprotected(tally, query, cell), count);
        total += count;
    }
    for (int row = 0; row < ROWS; row++)
        expected += rows.number_known[row] && rows.number[row] == 4096 && strcmp(rows.area[row], "b") == 0;
    ck_assert_int_gt(expected, 0);
    ck_assert_int_eq(total, expected);
    integ_tally_free(tally);
    integ_register_free(reg);
    integ_context_free(context);
}
END_TEST

static integ_status tally_few(integ_context *context, integ_error *error, void *userdata)
{
    integ_register *reg;
    integ_tally *tally = NULL;
    int64_t query;
    integ_status status = make_register(context, userdata, 50, &reg, error);
    if (status == INTEG_STATUS_OK)
        status = tally_by(reg, context, (const char *const[]){"date", "area"}, 2, &tally, &query, error);
    integ_tally_free(tally);
    integ_register_free(reg);
    return status;
}

START_TEST(running_out_of_memory_leaves_nothing_behind)
{
    static drawn rows;
    draw(&rows);
    for (int row = 0; row < 50; row++)
        rows.date[row] = rows.date[row] > 20000 || rows.date[row] < 0 ? 0 : rows.date[row];
    for_each_failing_allocation(tally_few, &rows);
}
END_TEST

void add_sparse(Suite *suite)
{
    add_tests(suite, "sparse",
              (const TTest *[]){values_that_lie_far_apart_have_a_cell_each,
                                few_rows_are_counted_by_values_that_lie_far_apart,
                                running_out_of_memory_leaves_nothing_behind, NULL});
}
