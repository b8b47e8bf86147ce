/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "release/release.h"
#include "release/suite.h"
#include "support/failing_allocator.h"

static integ_context *context;
static integ_disclosure *rule;

static integ_release *open_release(bool protect)
{
    integ_release *release;
    ck_assert_int_eq(integ_context_new(&context, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_disclosure_new(context, &rule, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_release_new(context, protect ? rule : NULL, &release, NULL), INTEG_STATUS_OK);
    return release;
}

static void close_release(integ_release *release)
{
    integ_release_free(release);
    integ_disclosure_free(rule);
    integ_context_free(context);
}

static int64_t shown(const integ_release *release, int64_t figure)
{
    int64_t count;
    ck_assert_int_eq(integ_release_count(release, figure, &count, NULL), INTEG_STATUS_OK);
    return count;
}

START_TEST(small_counts_and_small_rests_are_hidden)
{
    for (int protect = 0; protect <= 1; protect++) {
        integ_release *release = open_release(protect == 1);
        int64_t all, most, few, none, small;
        ck_assert_int_eq(integ_release_add_count(release, 100, -1, &all, NULL), INTEG_STATUS_OK);
        ck_assert_int_eq(integ_release_add_count(release, 97, all, &most, NULL), INTEG_STATUS_OK);
        ck_assert_int_eq(integ_release_add_count(release, 20, all, &few, NULL), INTEG_STATUS_OK);
        ck_assert_int_eq(integ_release_add_count(release, 0, few, &none, NULL), INTEG_STATUS_OK);
        ck_assert_int_eq(integ_release_add_count(release, 4, -1, &small, NULL), INTEG_STATUS_OK);
        int64_t count;
        ck_assert_int_eq(integ_release_count(release, all, &count, NULL), INTEG_STATUS_INVALID_ARGUMENT);
        ck_assert_int_eq(integ_release_protect(release, NULL), INTEG_STATUS_OK);
        ck_assert_int_eq(shown(release, all), 100);
        ck_assert_int_eq(shown(release, most), protect ? -1 : 97);
        ck_assert_int_eq(shown(release, few), 20);
        ck_assert_int_eq(shown(release, none), 0);
        ck_assert_int_eq(shown(release, small), protect ? -1 : 4);
        ck_assert_int_eq(integ_release_is_protected(release), protect);
        close_release(release);
    }
}
END_TEST

/* Counts of which each but the first is a part of an earlier one, and which of them are shown. 1 to 4 are hidden. */
static const struct {
    int64_t counts[8], part_of[8], shown[8];
    int count;
} wholes[] = {
    {{33, 20, 10, 3}, {-1, 0, 0, 0}, {33, 20, -1, -1}, 4},          /* 33 - 20 - 10 */
    {{35, 20, 10, 2}, {-1, 0, 0, 0}, {35, 20, 10, -1}, 4},          /* three more who are in none of them */
    {{33, 20, 10}, {-1, 0, 0}, {33, 20, -1}, 3},                    /* the rest is in no part */
    {{33, 20, 13, 0}, {-1, 0, 0, 0}, {33, 20, 13, 0}, 4},           /* nobody is */
    {{36, 20, 10, 3, 3}, {-1, 0, 0, 0, 0}, {36, 20, 10, -1, -1}, 5},
    {{34, 20, 10, 2, 2}, {-1, 0, 0, 0, 0}, {34, 20, -1, -1, -1}, 5}, /* four people are few */
    {{38, 20, 10, 4, 4}, {-1, 0, 0, 0, 0}, {38, 20, -1, -1, -1}, 5}, /* eight in two that are few are four and four */
    {{8, 4, 4}, {-1, 0, 0}, {-1, -1, -1}, 3},
    {{33, 20, 10, 3, 5, 5}, {-1, 0, 0, 0, 2, 2}, {33, 20, -1, -1, -1, 5}, 6}, /* the ten would follow from two fives */
    {{33, 13, 20, 10, 3}, {-1, 0, 0, 1, 1}, {33, 13, 20, -1, -1}, 5},
    {{33, 20, 30, 3}, {-1, 0, 0, 0}, {33, 20, -1, -1}, 4},          /* they must meet: each by itself */
};

START_TEST(what_is_left_of_a_whole_without_all_its_parts_is_not_small)
{
    for (size_t i = 0; i < sizeof wholes / sizeof *wholes; i++) {
        integ_release *release = open_release(true);
        int64_t figures[8];
        for (int k = 0; k < wholes[i].count; k++) {
            int64_t of = wholes[i].part_of[k] < 0 ? -1 : figures[wholes[i].part_of[k]];
            ck_assert_int_eq(integ_release_add_count(release, wholes[i].counts[k], of, &figures[k], NULL),
                             INTEG_STATUS_OK);
        }
        ck_assert_int_eq(integ_release_protect(release, NULL), INTEG_STATUS_OK);
        for (int k = 0; k < wholes[i].count; k++)
            ck_assert_msg(shown(release, figures[k]) == wholes[i].shown[k], "case %d: count %d is %d", (int)i, k,
                          (int)shown(release, figures[k]));
        close_release(release);
    }
}
END_TEST

/* Each by itself, since nothing can be added to a release after that. */
START_TEST(impossible_counts_are_refused)
{
    static const int64_t counts[][2] = {{-1, -1}, {1, 1}, {1, -2}, {11, 0}};
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
        integ_release *release = open_release(true);
        int64_t figure;
        ck_assert_int_eq(integ_release_add_count(release, 10, -1, &figure, NULL), INTEG_STATUS_OK);
        ck_assert_int_eq(integ_release_add_count(release, counts[i][0], counts[i][1], &figure, NULL),
                         INTEG_STATUS_INVALID_ARGUMENT);
        ck_assert_int_eq(integ_release_protect(release, NULL), INTEG_STATUS_INVALID_ARGUMENT);
        close_release(release);
    }
}
END_TEST

static integi_value share(int64_t numerator, int64_t denominator, int64_t unknown)
{
    integi_value value = {.kind = INTEG_INDICATOR_SHARE, .of_people = true, .has_interval = true,
                          .lower = 1, .upper = 99, .own = {numerator, denominator, unknown}};
    value.exact = integi_fraction_from(100 * numerator, denominator);
    value.number = integi_fraction_number(&value.exact);
    return value;
}

static const integi_figure *release_one(integ_release *release, const integi_value *value)
{
    int64_t figure;
    ck_assert_int_eq(integi_release_add_value(release, value, &figure, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_release_protect(release, NULL), INTEG_STATUS_OK);
    return integi_release_figure(release, figure);
}

START_TEST(a_hidden_share_leaves_no_trace)
{
    integi_value value = share(97, 100, 3);
    integ_release *release = open_release(true);
    const integi_figure *figure = release_one(release, &value);
    ck_assert(figure->hidden);
    ck_assert_int_eq(figure->value.reason, INTEG_REASON_TOO_FEW);
    ck_assert_int_eq(figure->value.own.numerator, -1);
    ck_assert_int_eq(figure->value.own.denominator, 100);
    ck_assert_int_eq(figure->value.own.unknown, -1);
    ck_assert(figure->value.number == 0 && figure->value.lower == 0 && figure->value.upper == 0);
    ck_assert(!figure->value.has_interval);
    ck_assert_int_eq(integi_fraction_sign(&figure->value.exact), 0);
    close_release(release);
}
END_TEST

START_TEST(a_safe_share_is_shown_whole)
{
    integi_value value = share(50, 100, 0);
    integ_release *release = open_release(true);
    const integi_figure *figure = release_one(release, &value);
    ck_assert(!figure->hidden && figure->value.number == 50 && figure->value.own.numerator == 50);
    close_release(release);
}
END_TEST

START_TEST(a_comparison_is_hidden_with_either_side)
{
    integi_value value = share(50, 100, 0);
    value.compared = true;
    value.other = (integi_counts){2, 80, 0};
    integ_release *release = open_release(true);
    const integi_figure *figure = release_one(release, &value);
    ck_assert(figure->hidden);
    ck_assert_int_eq(figure->value.other.numerator, -1);
    ck_assert_int_eq(figure->value.own.numerator, 50);
    close_release(release);
}
END_TEST

START_TEST(means_of_few_are_hidden)
{
    integi_value value = {.kind = INTEG_INDICATOR_MEAN, .number = 7, .own = {4, 4, 0}};
    value.exact = integi_fraction_from(7, 1);
    integ_release *release = open_release(true);
    const integi_figure *figure = release_one(release, &value);
    ck_assert(figure->hidden && figure->value.number == 0 && figure->value.own.denominator == -1);
    close_release(release);
    value.own = (integi_counts){5, 5, 0};
    release = open_release(true);
    ck_assert(!release_one(release, &value)->hidden);
    close_release(release);
}
END_TEST

static integ_status make_everything(integ_context *failing, integ_error *error, void *userdata)
{
    (void)userdata;
    integ_disclosure *own_rule = NULL;
    integ_release *release = NULL;
    int64_t figure;
    integi_value value = share(1, 2, 3);
    integ_status status = integ_disclosure_new(failing, &own_rule, error);
    if (status == INTEG_STATUS_OK)
        status = integ_release_new(failing, own_rule, &release, error);
    for (int i = 0; i < 20 && status == INTEG_STATUS_OK; i++)
        status = integi_release_add_value(release, &value, &figure, error);
    if (status == INTEG_STATUS_OK)
        status = integ_release_protect(release, error);
    integ_release_free(release);
    integ_disclosure_free(own_rule);
    return status;
}

START_TEST(running_out_of_memory_leaves_nothing_behind)
{
    for_each_failing_allocation(make_everything, NULL);
}
END_TEST

void add_releases(Suite *suite)
{
    add_tests(suite, "releases",
              (const TTest *[]){small_counts_and_small_rests_are_hidden,
                                what_is_left_of_a_whole_without_all_its_parts_is_not_small,
                                impossible_counts_are_refused,
                                a_hidden_share_leaves_no_trace, a_safe_share_is_shown_whole,
                                a_comparison_is_hidden_with_either_side, means_of_few_are_hidden,
                                running_out_of_memory_leaves_nothing_behind, NULL});
}
