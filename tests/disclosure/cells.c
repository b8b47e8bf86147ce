/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "disclosure/suite.h"
#include "integration/disclosure.h"

#include <stdbool.h>

static integ_context *context;
static integ_cells *cells;

static void set_up(void)
{
    ck_assert_int_eq(integ_context_new(&context, NULL), INTEG_STATUS_OK);
    cells = NULL;
}

static void tear_down(void)
{
    integ_cells_free(cells);
    integ_context_free(context);
}

static bool has_members(int64_t cell, int64_t count, const int64_t *expected)
{
    int64_t found;
    const int64_t *members = integ_cells_members(cells, cell, &found);
    for (int64_t i = 0; i < count && found == count; i++)
        if (members[i] != expected[i])
            return false;
    return found == count;
}

/* Two regions of a country by a total and two sexes. */
START_TEST(a_cross_table_is_a_product)
{
    ck_assert_int_eq(integ_cells_new_table(context, 2, (const int64_t[]){3, 3}, (const int64_t[]){-1, 0, 0, -1, 0, 0},
                                           &cells, NULL),
                     INTEG_STATUS_OK);
    ck_assert_int_eq(integ_cells_count(cells), 9);
    ck_assert_int_eq(integ_cells_atoms(cells), 4);
    ck_assert(has_members(0, 4, (const int64_t[]){0, 1, 2, 3}));
    ck_assert(has_members(1, 2, (const int64_t[]){0, 2}));
    ck_assert(has_members(3, 2, (const int64_t[]){0, 1}));
    ck_assert(has_members(8, 1, (const int64_t[]){3}));
    int64_t count = 1;
    ck_assert_ptr_null(integ_cells_members(cells, 9, &count));
    ck_assert_int_eq(count, 0);
}
END_TEST

START_TEST(what_is_no_table_is_refused)
{
    const int64_t size = 3;
    ck_assert_int_eq(integ_cells_new_table(context, 1, &size, (const int64_t[]){-1, 0, 3}, &cells, NULL),
                     INTEG_STATUS_OUT_OF_RANGE);
    ck_assert_int_eq(integ_cells_new_table(context, 1, &size, (const int64_t[]){-1, 2, 1}, &cells, NULL),
                     INTEG_STATUS_CYCLE);
    const int64_t many = 10000001;
    ck_assert_int_eq(integ_cells_new_table(context, 1, &many, &size, &cells, NULL), INTEG_STATUS_LIMIT_EXCEEDED);
    ck_assert_int_eq(integ_cells_new_table(context, 17, &size, &size, &cells, NULL), INTEG_STATUS_LIMIT_EXCEEDED);
    ck_assert_int_eq(integ_cells_new_table(context, 0, &size, &size, &cells, NULL), INTEG_STATUS_INVALID_ARGUMENT);
    ck_assert_ptr_null(cells);
}
END_TEST

START_TEST(cells_are_sets_of_atoms)
{
    int64_t index;
    ck_assert_int_eq(integ_cells_new(context, 3, &cells, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_cells_add(cells, (const int64_t[]){0, 2}, 2, &index, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(index, 0);
    ck_assert_int_eq(integ_cells_add(cells, NULL, 0, &index, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(index, 1);
    ck_assert_int_eq(integ_cells_add(cells, (const int64_t[]){1, 3}, 2, &index, NULL), INTEG_STATUS_OUT_OF_RANGE);
    ck_assert_int_eq(integ_cells_add(cells, (const int64_t[]){1, 1}, 2, NULL, NULL), INTEG_STATUS_INVALID_ARGUMENT);
    ck_assert_int_eq(integ_cells_add(cells, (const int64_t[]){2}, 1, NULL, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_cells_count(cells), 3);
    ck_assert_int_eq(integ_cells_add_share(cells, 2, 0, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_cells_add_share(cells, 0, 2, NULL), INTEG_STATUS_INCONSISTENT);
    ck_assert_int_eq(integ_cells_add_share(cells, 0, 3, NULL), INTEG_STATUS_INVALID_ARGUMENT);
}
END_TEST

/* The handbook's examples in section 4.2: one dominant contributor, the conversion of (2,k) into p. */
START_TEST(dominance_hides_what_few_make_up)
{
    const int64_t first[] = {50000, 49000};
    ck_assert_int_eq(integ_dominance_hides(100000, first, 1, 9000), 0);
    ck_assert_int_eq(integ_p_percent_hides(100000, 50000, 49000, 1000), 1);
    const int64_t second[] = {52000, 50000};
    ck_assert_int_eq(integ_p_percent_hides(110000, 52000, 50000, 1000), 0);
    ck_assert_int_eq(integ_dominance_hides(110000, second, 2, 9090), 1);
    ck_assert_int_eq(integ_dominance_hides(100, (const int64_t[]){60, 20}, 2, 8000), 0);
    ck_assert_int_eq(integ_dominance_hides(100, (const int64_t[]){60, 21}, 2, 8000), 1);
    ck_assert_int_eq(integ_dominance_hides(100, (const int64_t[]){60, -1}, 2, 8000), 1);
    ck_assert_int_eq(integ_dominance_hides(INT64_MAX, (const int64_t[]){INT64_MAX, INT64_MAX}, 2, 10000), 1);
    ck_assert_int_eq(integ_dominance_hides(0, NULL, 0, 5000), 0);
    ck_assert_int_eq(integ_p_percent_hides(10, 20, 1, 1000), 1);
    ck_assert_int_eq(integ_p_percent_hides(10, 1, 2, 1000), 1);
}
END_TEST

void add_cells(Suite *suite)
{
    TCase *tests = tcase_create("cells");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_test(tests, a_cross_table_is_a_product);
    tcase_add_test(tests, what_is_no_table_is_refused);
    tcase_add_test(tests, cells_are_sets_of_atoms);
    tcase_add_test(tests, dominance_hides_what_few_make_up);
    suite_add_tcase(suite, tests);
}
