/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
/* Sums of amounts of a table that belongs to another one: what an owner's rows add up to is what he contributes. What
 * is shown of random towns is looked at here by owner: each sum, what one leaves of another that it is a part of, and
 * what all parts of a breakdown leave. */
#include "release/purses.h"
#include "release/suite.h"
#include "support/failing_allocator.h"

#include <stdlib.h>
#include <string.h>

#define CASES 500
#define QUESTIONS 5

static bool is_part(const purse_figure *part, const purse_figure *whole)
{
    return part->what.s == whole->what.s && part->what.of_contracts == whole->what.of_contracts &&
           part->what.measure == whole->what.measure && part->rows != 0 && part->rows != whole->rows &&
           (part->rows & ~whole->rows) == 0;
}

static void take_away(int64_t *left, const purse_figure *part)
{
    for (int i = 0; i < PURSE_OWNERS; i++)
        left[i] -= part->amounts[i];
}

/* Whether a sum tells without all parts that are shown of a question; alone where they are none. */
static bool tells_without(const purses *of, const purse_figures *told, const purse_figure *whole, int asked)
{
    int64_t left[PURSE_OWNERS];
    memcpy(left, whole->amounts, sizeof left);
    for (int i = 0; i < told->count; i++)
        if (told->items[i].asked == asked && told->items[i].shown && is_part(&told->items[i], whole))
            take_away(left, &told->items[i]);
    return purses_tell(of, left);
}

static bool tells_without_one(const purses *of, const purse_figures *told, const purse_figure *whole)
{
    for (int i = 0; i < told->count; i++) {
        int64_t left[PURSE_OWNERS];
        if (!told->items[i].shown || !is_part(&told->items[i], whole))
            continue;
        memcpy(left, whole->amounts, sizeof left);
        take_away(left, &told->items[i]);
        if (purses_tell(of, left))
            return true;
    }
    return false;
}

START_TEST(no_owner_makes_up_too_much_of_what_is_shown)
{
    int64_t shown = 0, hidden = 0;
    purse_figures *told = malloc(sizeof *told);
    for (int64_t seed = 0; seed < random_cases(CASES, 50 * CASES); seed++) {
        uint64_t state = (uint64_t)seed + 1;
        purses of;
        purse_question questions[QUESTIONS];
        integ_context *context;
        integ_register *reg;
        invent_purses(&state, &of);
        int count = 1 + (int)(next_of(&state) % QUESTIONS);
        for (int i = 0; i < count; i++) {
            questions[i] = draw_purse_question(&of, &state);
            questions[i].of_contracts = true;
            questions[i].measure %= 3;
            questions[i].by %= 2;
        }
        ck_assert_int_eq(integ_context_new(&context, NULL), INTEG_STATUS_OK);
        ck_assert_int_eq(make_purses(&of, context, &reg, NULL), INTEG_STATUS_OK);
        told->count = told->releases = 0;
        ck_assert_int_eq(publish_purses(&of, context, reg, questions, count, NULL, told, NULL), INTEG_STATUS_OK);
        for (int i = 0; i < told->count; i++) {
            const purse_figure *sum = &told->items[i];
            shown += sum->shown;
            hidden += !sum->shown;
            for (int asked = -1; asked < count && sum->shown; asked++)
                ck_assert_msg(!tells_without(&of, told, sum, asked), "seed %d: sum %d without those of %d", (int)seed,
                              i, asked);
            ck_assert_msg(!sum->shown || !tells_without_one(&of, told, sum), "seed %d: sum %d without one", (int)seed,
                          i);
        }
        integ_register_free(reg);
        integ_context_free(context);
    }
    ck_assert_msg(shown > hidden / 3, "%d are shown and %d hidden", (int)shown, (int)hidden);
    ck_assert_int_gt(hidden, shown / 10);
    free(told);
}
END_TEST

/* Twenty contracts of ten people, two each, of whom no two have the same. The rule hides more than half of one. */
static purses twenty_contracts(void)
{
    purses made = {.people = 10, .contracts = 20, .snapshots = 1, .threshold = 5, .n = 1, .k = 5000};
    for (int c = 0; c < 20; c++) {
        made.owner[c] = c / 2;
        made.hours[0][c] = 10 + c / 2;
        made.pay[0][c] = 10 + c / 2;
    }
    return made;
}

static bool is_shown(const purses *of, int measure)
{
    const purse_question question = {.of_contracts = true, .measure = measure};
    static purse_figures told;
    integ_context *context;
    integ_register *reg;
    told.count = told.releases = 0;
    ck_assert_int_eq(integ_context_new(&context, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(make_purses(of, context, &reg, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(publish_purses(of, context, reg, &question, 1, NULL, &told, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(told.count, 1);
    integ_register_free(reg);
    integ_context_free(context);
    return told.items[0].shown;
}

START_TEST(two_rows_of_one_owner_are_one_contribution)
{
    purses of = twenty_contracts();
    ck_assert(is_shown(&of, 0));
    of.hours[0][6] = of.hours[0][7] = 150; /* 27 % of all each */
    ck_assert(!is_shown(&of, 0));
    of.owner[7] = 0;
    ck_assert(is_shown(&of, 0));
    of.owner[6] = of.owner[7] = -1; /* of two that nobody knows */
    ck_assert(is_shown(&of, 0));
    of = twenty_contracts();
    of.pay[0][6] = of.pay[0][7] = 150; /* hundredths, and binary numbers */
    for (int measure = 1; measure < 3; measure++)
        ck_assert(!is_shown(&of, measure));
    of.owner[7] = 0;
    for (int measure = 1; measure < 3; measure++)
        ck_assert(is_shown(&of, measure));
}
END_TEST

START_TEST(what_an_owner_gives_back_is_taken_from_what_he_has)
{
    purses of = twenty_contracts();
    of.hours[0][6] = 1000;
    of.hours[0][7] = -1000;
    ck_assert(is_shown(&of, 0));
    of.hours[0][7] = 1000;
    ck_assert(!is_shown(&of, 0));
    of.hours[0][6] = of.hours[0][7] = -1000;
    ck_assert(!is_shown(&of, 0));
}
END_TEST

START_TEST(a_sum_is_of_few_where_few_owners_have_any_of_it)
{
    for (int owners = 1; owners < 10; owners++) {
        purses of = twenty_contracts();
        of.n = 0;
        for (int c = 0; c < 20; c++) {
            of.hours[0][c] = c / 2 < owners ? 10 + c / 2 : 0;
            of.pay[0][c] = c / 2 < owners ? 10 + c / 2 : c % 2 == 0 ? 5 : -5; /* and nothing is left of it */
        }
        for (int measure = 0; measure < 3; measure++)
            ck_assert_int_eq(is_shown(&of, measure), owners >= 5);
    }
}
END_TEST

static integ_status publish_owned(integ_context *context, integ_error *error, void *userdata)
{
    static const purse_question questions[] = {{.of_contracts = true}, {.of_contracts = true, .by = 1},
                                               {.of_contracts = true, .measure = 2, .condition = 4}};
    integ_register *reg;
    integ_status status = make_purses(userdata, context, &reg, error);
    if (status == INTEG_STATUS_OK)
        status = publish_purses(userdata, context, reg, questions, 3, NULL, NULL, error);
    integ_register_free(reg);
    return status;
}

START_TEST(running_out_of_memory_adds_no_amounts_up)
{
    purses of = twenty_contracts();
    for (int c = 0; c < 20; c++)
        of.kind[c] = c % 3;
    for_each_failing_allocation(publish_owned, &of);
}
END_TEST

void add_owned_sums(Suite *suite)
{
    add_tests(suite, "owned sums",
              (const TTest *[]){no_owner_makes_up_too_much_of_what_is_shown,
                                two_rows_of_one_owner_are_one_contribution,
                                what_an_owner_gives_back_is_taken_from_what_he_has,
                                a_sum_is_of_few_where_few_owners_have_any_of_it,
                                running_out_of_memory_adds_no_amounts_up, NULL});
}
