/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "denmark/sheet.h"
#include "disclosure/suite.h"
#include "integration/disclosure.h"
#include "support/failing_allocator.h"

#include <stdlib.h>
#include <string.h>

static integ_context *context;

static void set_up(void)
{
    ck_assert_int_eq(integ_context_new(&context, NULL), INTEG_STATUS_OK);
}

static void tear_down(void)
{
    integ_context_free(context);
}

/* Handbook, section 4.2, examples 1, 2 and 4. */
START_TEST(the_handbook_s_sums_are_judged_as_there)
{
    ck_assert_int_eq(integ_dominance_hides(100000, (const int64_t[]){50000}, 1, 9000), 0);
    ck_assert_int_eq(integ_p_percent_hides(100000, 50000, 49000, 1000), 1);
    ck_assert_int_eq(integ_p_percent_hides(110000, 52000, 50000, 1000), 0);
    ck_assert_int_eq(integ_dominance_hides(110000, (const int64_t[]){52000, 50000}, 2, 9090), 1);
    ck_assert_int_eq(integ_dominance_hides(330, (const int64_t[]){300}, 1, 8500), 1);
    ck_assert_int_eq(integ_dominance_level(330, (const int64_t[]){300}, 1, 8500), 23); /* 22.94 */
    ck_assert_int_eq(integ_dominance_level(100000, (const int64_t[]){50000}, 1, 9000), 0);
    ck_assert_int_eq(integ_p_percent_level(100000, 50000, 49000, 1000), 4000);
    ck_assert_int_eq(integ_p_percent_level(110000, 52000, 50000, 1000), 0);
}
END_TEST

/* Raised by its level, a sum is no longer hidden by the rule; raised by one less it is. */
START_TEST(a_level_is_the_least_that_satisfies_its_rule)
{
    for (int64_t k = 2500; k <= 10000; k += 250) {
        for (int64_t first = 0; first <= 40; first++) {
            for (int64_t total = first; total <= 60; total += 3) {
                int64_t level = integ_dominance_level(total, &first, 1, k);
                int64_t rest = total - first, second = rest < first ? rest : first;
                int64_t distance = integ_p_percent_level(total, first, second, k);
                if (integ_dominance_hides(total + level, &first, 1, k) ||
                    (level > 0 && !integ_dominance_hides(total + level - 1, &first, 1, k)) ||
                    integ_p_percent_hides(total + distance, first, second, k) ||
                    (distance > 0 && !integ_p_percent_hides(total + distance - 1, first, second, k)))
                    ck_abort_msg("k %lld, first %lld, total %lld", (long long)k, (long long)first, (long long)total);
            }
        }
    }
}
END_TEST

/* Handbook, section 4.2: the (2,k)-rule hides whatever the p %-rule with p = 100 (100 - k) / k does, and the same where
 * there is one contributor: k 80 is p 25. */
START_TEST(the_two_rules_agree_where_they_are_converted)
{
    static const int64_t converted[][2] = {{8000, 2500}, {5000, 10000}, {4000, 15000}};
    for (int i = 0; i < 3; i++) {
        for (int64_t first = 1; first <= 40; first++) {
            for (int64_t second = 0; second <= first; second++) {
                for (int64_t total = first + second; total <= 120; total++) {
                    bool close = integ_p_percent_hides(total, first, second, converted[i][1]);
                    bool dominated = integ_dominance_hides(total, (const int64_t[]){first, second}, 2, converted[i][0]);
                    if ((close && !dominated) || (second == 0 && close != dominated))
                        ck_abort_msg("%lld, %lld of %lld", (long long)first, (long long)second, (long long)total);
                }
            }
        }
    }
}
END_TEST

START_TEST(prior_knowledge_hides_more)
{
    ck_assert_int_eq(integ_p_q_hides(110000, 52000, 50000, 1000, 10000), 0);
    ck_assert_int_eq(integ_p_q_hides(110000, 52000, 50000, 1000, 5000), 1);
    for (int64_t rest = 0; rest < 200; rest++) {
        ck_assert_int_eq(integ_p_q_hides(150 + rest, 100, 50, 6000, 8000),
                         integ_p_percent_hides(150 + rest, 100, 50, 7500));
        ck_assert_int_eq(integ_p_q_hides(150 + rest, 100, 50, 6000, 8000), rest < 75);
    }
    ck_assert_int_eq(integ_p_q_hides(100, 50, 40, 1000, 0), 1);
    ck_assert_int_eq(integ_p_q_hides(100, 40, 50, 1000, 1000), 1);
    ck_assert_int_eq(integ_p_q_hides(80, 50, 40, 1000, 1000), 1);
}
END_TEST

/* Handbook, sections 5.2 and 5.9: married 6 and 0, divorced 5 and 1, single 2 and 2, by full and part time. */
START_TEST(a_coalition_finds_out_about_all_others)
{
    ck_assert_int_eq(integ_coalition_discloses(6, 6, 0), 1);
    ck_assert_int_eq(integ_coalition_discloses(0, 6, 0), 0);
    ck_assert_int_eq(integ_coalition_discloses(5, 6, 0), 0);
    ck_assert_int_eq(integ_coalition_discloses(5, 6, 1), 1);
    ck_assert_int_eq(integ_coalition_discloses(2, 4, 1), 0);
    ck_assert_int_eq(integ_coalition_discloses(7, 6, 0), 1);
}
END_TEST

/* Three sums are each hidden, and none of their contributors makes up much of all; but one unit is in all three. */
START_TEST(hidden_sums_of_a_line_are_judged_together)
{
    static const int64_t units[] = {1, 2, 3, 1, 4, 5, 1, 6};
    static const int64_t amounts[] = {90, 5, 5, 80, 10, 10, 95, 5};
    int64_t total, largest[4];
    ck_assert_int_eq(integ_contributions_rank(context, units, amounts, 8, &total, largest, 4, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(total, 300);
    ck_assert(largest[0] == 265 && largest[1] == 10 && largest[2] == 10 && largest[3] == 5);
    ck_assert_int_eq(integ_dominance_hides(total, largest, 2, 8000), 1);
    /* As if they were eight units, it would seem safe. */
    static const int64_t others[] = {1, 2, 3, 4, 5, 6, 7, 8};
    ck_assert_int_eq(integ_contributions_rank(context, others, amounts, 8, &total, largest, 2, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_dominance_hides(total, largest, 2, 8000), 0);
}
END_TEST

START_TEST(contributions_are_ranked_in_any_order)
{
    int64_t units[60], amounts[60], total, largest[60];
    for (int64_t i = 0; i < 60; i++) {
        units[i] = i * 37 % 20 - 10; /* three contributions of each of twenty units */
        amounts[i] = units[i] + 11;
    }
    ck_assert_int_eq(integ_contributions_rank(context, units, amounts, 60, &total, largest, 60, NULL), INTEG_STATUS_OK);
    for (int64_t i = 0; i < 60; i++)
        ck_assert_int_eq(largest[i], i < 20 ? 3 * (20 - i) : 0);
    ck_assert_int_eq(total, 3 * 210);
    ck_assert_int_eq(integ_contributions_rank(context, NULL, NULL, 0, &total, largest, 1, NULL), INTEG_STATUS_OK);
    ck_assert(total == 0 && largest[0] == 0);
    amounts[5] = -1;
    ck_assert_int_eq(integ_contributions_rank(context, units, amounts, 60, &total, NULL, 0, NULL),
                     INTEG_STATUS_OUT_OF_RANGE);
    amounts[5] = INT64_MAX;
    ck_assert_int_eq(integ_contributions_rank(context, units, amounts, 60, &total, NULL, 0, NULL),
                     INTEG_STATUS_OUT_OF_RANGE);
    ck_assert_int_eq(integ_contributions_rank(context, units, amounts, -1, &total, NULL, 0, NULL),
                     INTEG_STATUS_INVALID_ARGUMENT);
    ck_assert_int_eq(integ_contributions_rank(NULL, units, amounts, 1, &total, NULL, 0, NULL),
                     INTEG_STATUS_INVALID_ARGUMENT);
    ck_assert_int_eq(integ_contributions_rank(context, units, amounts, 1, NULL, NULL, 0, NULL),
                     INTEG_STATUS_INVALID_ARGUMENT);
}
END_TEST

/* A hundred people of sdcTable, where they are at hand: the counts to 2, the (2,75)-, 70 %- and (60,80)-rule. */
START_TEST(published_rules_hide_the_published_cells)
{
    static sheet read;
    if (!sheet_open(&read, "sdc_microdata1.csv"))
        return;
    for (int cell = 0; cell < 8; cell++) {
        int64_t units[128], amounts[128], count = 0, total, largest[2];
        bool female = cell % 2 == 1;
        char region[] = {(char)('A' + cell / 2), '\0'};
        for (int row = 1; row <= read.rows; row++) {
            if (strcmp(sheet_cell(&read, row, "region"), region) != 0 ||
                (strcmp(sheet_cell(&read, row, "gender"), "female") == 0) != female)
                continue;
            units[count] = row;
            amounts[count++] = atoll(sheet_cell(&read, row, "val"));
        }
        ck_assert_int_eq(integ_contributions_rank(context, units, amounts, count, &total, largest, 2, NULL),
                         INTEG_STATUS_OK);
        bool hidden = (female && *region == 'A') || (!female && *region == 'D');
        ck_assert_int_eq(integ_dominance_hides(total, largest, 2, 7500), hidden);
        ck_assert_int_eq(integ_p_percent_hides(total, largest[0], largest[1], 7000), hidden);
        ck_assert_int_eq(integ_p_q_hides(total, largest[0], largest[1], 6000, 8000), hidden);
        ck_assert_int_eq(count <= 2, female && *region == 'A');
    }
    sheet_close(&read);
}
END_TEST

static integ_status attempt_rank(integ_context *failing, integ_error *error, void *userdata)
{
    (void)userdata;
    int64_t total;
    return integ_contributions_rank(failing, (const int64_t[]){1, 2}, (const int64_t[]){3, 4}, 2, &total, NULL, 0,
                                    error);
}

START_TEST(ranking_survives_running_out_of_memory)
{
    for_each_failing_allocation(attempt_rank, NULL);
}
END_TEST

void add_amounts(Suite *suite)
{
    TCase *tests = tcase_create("amounts");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    const TTest *const all[] = {the_handbook_s_sums_are_judged_as_there,
                                a_level_is_the_least_that_satisfies_its_rule,
                                the_two_rules_agree_where_they_are_converted,
                                prior_knowledge_hides_more,
                                a_coalition_finds_out_about_all_others,
                                hidden_sums_of_a_line_are_judged_together,
                                contributions_are_ranked_in_any_order,
                                published_rules_hide_the_published_cells,
                                ranking_survives_running_out_of_memory};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        tcase_add_test(tests, all[i]);
    suite_add_tcase(suite, tests);
}
