/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "cohort/suite.h"
#include "integration/cohort.h"
#include "support/failing_allocator.h"
#include "support/people.h"
#include "support/taken.h"

#include <string.h>

#define OK(call) ck_assert_int_eq(call, INTEG_STATUS_OK)

static integ_status cohort_of(integ_context *context, const integ_register *reg, const char *text, integ_cohort **out,
                              integ_error *error)
{
    integ_expression *filter;
    *out = NULL;
    integ_status status = integ_expression_parse(context, text, strlen(text), NULL, &filter, error);
    if (status != INTEG_STATUS_OK)
        return status;
    status = integ_cohort_of_filter(filter, NULL, integ_register_snapshot(reg, 0), NULL, out, error);
    integ_expression_free(filter);
    return status;
}

/* The members' rows, in batches that begin and end anywhere, column by column and row by row. */
START_TEST(members_go_out_with_all_their_columns)
{
    static const char *const filters[] = {"age > 30 AND region = 'western'", "area = 'Bakken'", "age > 200",
                                          "age >= 0"};
    people these = people_new(3001, INTEG_PURPOSE_CASEWORK, 1);
    for (size_t i = 0; i < sizeof filters / sizeof *filters; i++) {
        integ_cohort *cohort;
        struct ArrowArrayStream stream;
        OK(cohort_of(these.context, these.reg, filters[i], &cohort, NULL));
        OK(integ_cohort_to_arrow(cohort, i == 0 ? 7 : 1000, &stream, NULL));
        taken back = take_stream(&stream);
        ck_assert_int_eq(taken_rows(&back), integ_cohort_count_unprotected(cohort));
        int64_t row = -1, number = 0;
        while (integ_cohort_next(cohort, &row, NULL) == INTEG_STATUS_OK && row >= 0) {
            for (int64_t column = 0; column < integ_register_column_count(these.reg, 0); column++) {
                char text[100];
                int64_t length;
                OK(integ_snapshot_text(these.snapshot, 0, column, row, text, sizeof text, &length, NULL));
                ck_assert_str_eq(taken_text(&back, integ_register_column_name(these.reg, 0, column), number),
                                 length < 0 ? "-" : text);
            }
            number++;
        }
        ck_assert_int_eq(number, taken_rows(&back));
        taken_free(&back);
        integ_cohort_free(cohort);
    }
    people_free(&these);
}
END_TEST

START_TEST(only_codes_of_members_go_out)
{
    people these = people_new(300, INTEG_PURPOSE_CASEWORK, 1);
    integ_cohort *cohort;
    struct ArrowArrayStream stream;
    struct ArrowArray batch;
    OK(cohort_of(these.context, these.reg, "region = 'western' AND sex = 'F'", &cohort, NULL));
    OK(integ_cohort_to_arrow(cohort, 0, &stream, NULL));
    integ_cohort_free(cohort);
    int64_t region = integ_register_column_index(these.reg, 0, "region");
    people_free(&these);
    ck_assert_int_eq(stream.get_next(&stream, &batch), 0);
    ck_assert_int_eq(batch.children[region]->dictionary->length, 1);
    ck_assert_mem_eq(batch.children[region]->dictionary->buffers[2], "western", 7);
    batch.release(&batch);
    stream.release(&stream);
}
END_TEST

START_TEST(members_of_a_register_for_statistics_stay)
{
    people these = people_new(50, INTEG_PURPOSE_STATISTICS, 1);
    integ_cohort *cohort;
    struct ArrowArrayStream stream;
    OK(cohort_of(these.context, these.reg, "age > 30", &cohort, NULL));
    ck_assert_int_eq(integ_cohort_to_arrow(cohort, 0, &stream, NULL), INTEG_STATUS_REFUSED);
    ck_assert_ptr_null(stream.release);
    ck_assert_int_eq(integ_cohort_to_arrow(NULL, 0, &stream, NULL), INTEG_STATUS_INVALID_ARGUMENT);
    ck_assert_int_eq(integ_cohort_to_arrow(cohort, -1, &stream, NULL), INTEG_STATUS_INVALID_ARGUMENT);
    ck_assert_int_eq(integ_cohort_to_arrow(cohort, 0, NULL, NULL), INTEG_STATUS_INVALID_ARGUMENT);
    integ_cohort_free(cohort);
    people_free(&these);
}
END_TEST

static integ_status attempt(integ_context *context, integ_error *error, void *userdata)
{
    (void)userdata;
    integ_register *reg = people_register(context, 20, INTEG_PURPOSE_CASEWORK, error);
    integ_cohort *cohort = NULL;
    struct ArrowArrayStream stream = {.release = NULL};
    if (reg == NULL)
        return INTEG_STATUS_OUT_OF_MEMORY;
    integ_status status = cohort_of(context, reg, "age > 30", &cohort, error);
    if (status == INTEG_STATUS_OK)
        status = integ_cohort_to_arrow(cohort, 3, &stream, error);
    integ_cohort_free(cohort);
    integ_register_free(reg);
    if (stream.release != NULL)
        stream.release(&stream);
    return status;
}

START_TEST(memory_may_run_out)
{
    for_each_failing_allocation(attempt, NULL);
}
END_TEST

void add_cohort_arrow(Suite *suite)
{
    add_tests(suite, "arrow",
              (const TTest *[]){members_go_out_with_all_their_columns, only_codes_of_members_go_out,
                                members_of_a_register_for_statistics_stay, memory_may_run_out, NULL});
}
