/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "policy/attacks.h"
#include "policy/suite.h"
#include "support/folder.h"

#include <stdio.h>
#include <string.h>

/* How a release is made. */
typedef struct way {
    bool protect;
    integ_date as_of;
    integ_ledger *ledger; /* NULL: none */
} way;

static integ_results *run_plan(integ_context *context, const plan *policy, const town *people, const way *how)
{
    char text[8192];
    integ_policy *read;
    integ_results *results = NULL;
    integ_register *reg = town_register(people, context);
    integ_error *error;
    ck_assert_int_eq(integ_error_new(&error), INTEG_STATUS_OK);
    plan_write(policy, text, sizeof text);
    ck_assert_int_eq(integ_policy_read(context, text, strlen(text), "test", &read, error), INTEG_STATUS_OK);
    integ_status status =
        how->ledger != NULL ? integ_policy_run_with_ledger(read, reg, how->as_of, how->ledger, 0, &results, error)
        : how->protect      ? integ_policy_run(read, reg, how->as_of, &results, error)
                            : integ_policy_run_unprotected(read, reg, how->as_of, &results, error);
    if (status != INTEG_STATUS_OK) {
        char line[1000];
        integ_error_line_text(error, 0, INTEG_LANGUAGE_ENGLISH, line, sizeof line);
        ck_abort_msg("%s\n%s", line, text);
    }
    integ_error_free(error);
    integ_policy_free(read);
    integ_register_free(reg);
    return results;
}

static void note_release(attack *attacker, integ_context *context, const plan *policy, const town *people,
                         const way *how)
{
    integ_results *results = run_plan(context, policy, people, how);
    attack_note(attacker, policy, people, results);
    integ_results_free(results);
}

static void add_findings(findings *all, const findings *found)
{
    all->shown += found->shown;
    all->hidden += found->hidden;
    all->recovered += found->recovered;
    all->differences += found->differences;
    all->few += found->few;
}

/* One release of a random policy, attacked. */
static findings attack_one(uint64_t seed, int size, bool protect)
{
    static town people;
    static attack attacker;
    plan policy;
    integ_context *context;
    ck_assert_int_eq(integ_context_new(&context, NULL), INTEG_STATUS_OK);
    town_make(&people, seed, size);
    plan_draw(&policy, seed);
    attack_begin(&attacker, !protect);
    note_release(&attacker, context, &policy, &people, &(way){.protect = protect, .as_of = INTEG_DATE_MAXIMUM});
    integ_context_free(context);
    return attack_run(&attacker);
}

/* Here it was not seen that four people can be counted, since a part of a share told them apart that is not printed,
 * its whole being hidden. */
START_TEST(what_is_not_printed_tells_no_few_apart)
{
    findings found = attack_one(4167, 40 + 4167 % 3 * 40, true);
    ck_assert_int_eq(found.few, 0);
}
END_TEST

START_TEST(random_policies_withstand_subtraction)
{
    findings all = {0}, single = {0};
    int rounds = is_long_run() ? 2000 : 40;
    for (int seed = 1; seed <= rounds; seed++) {
        findings found = attack_one((uint64_t)seed, 40 + seed % 3 * 40, true);
        add_findings(&all, &found);
        found = attack_one((uint64_t)seed, 40 + seed % 3 * 40, false);
        add_findings(&single, &found);
    }
    ck_assert_int_eq(all.recovered, 0);
    ck_assert_int_eq(all.differences, 0);
    ck_assert_int_eq(all.few, 0);
    ck_assert_int_gt(all.shown, all.hidden / 4);
    /* The same figures, each hidden by itself alone, do not withstand it. */
    ck_assert_int_gt(single.recovered, rounds / 2);
    ck_assert_int_gt(single.differences, rounds / 2);
}
END_TEST

/* Two releases, of two policies in consecutive years, attacked together. */
static findings attack_two(uint64_t seed, int size, bool remembers)
{
    static town people;
    static attack attacker;
    plan policies[2];
    integ_context *context;
    integ_ledger *ledger = NULL;
    scratch_folder own;
    ck_assert_int_eq(integ_context_new(&context, NULL), INTEG_STATUS_OK);
    town_make(&people, seed, size);
    attack_begin(&attacker, false);
    if (remembers)
        make_folder(&own, "ledger.json");
    for (int year = 0; year < 2; year++) {
        integ_date as_of;
        plan_draw(&policies[year], seed + (uint64_t)year);
        ck_assert_int_eq(integ_date_from_civil(2019 + year, 1, 1, &as_of, NULL), INTEG_STATUS_OK);
        if (remembers)
            ck_assert_int_eq(integ_ledger_open(context, own.file, &ledger, NULL), INTEG_STATUS_OK);
        note_release(&attacker, context, &policies[year], &people, &(way){true, as_of, ledger});
        if (remembers)
            ck_assert_int_eq(integ_ledger_write(ledger, NULL), INTEG_STATUS_OK);
        integ_ledger_free(ledger);
    }
    if (remembers)
        remove_folder(&own);
    integ_context_free(context);
    return attack_run(&attacker);
}

START_TEST(two_releases_withstand_subtraction_with_a_ledger_and_not_without)
{
    findings with = {0}, without = {0};
    int rounds = is_long_run() ? 1000 : 30;
    for (int seed = 1; seed <= rounds; seed++) {
        findings found = attack_two((uint64_t)seed, 60 + seed % 2 * 60, true);
        add_findings(&with, &found);
        found = attack_two((uint64_t)seed, 60 + seed % 2 * 60, false);
        add_findings(&without, &found);
    }
    ck_assert_int_eq(with.recovered, 0);
    ck_assert_int_eq(with.differences, 0);
    ck_assert_int_gt(with.shown, with.hidden / 4);
    ck_assert_int_gt(without.recovered + without.differences, rounds / 3);
}
END_TEST

/* The figure of the amounts of some people, and where they are asked for others. */
static const integi_figure *figure_of(const int64_t *amounts, int64_t people, const char *disclosure,
                                      const char *indicator, integ_context *context, integ_results **results)
{
    integ_register_builder *builder;
    integ_register *reg;
    integ_policy *policy;
    char text[400];
    snprintf(text, sizeof text,
             "policy: Test\ndisclosure: %s\ngroups: {all: {where: amount > 0}}\nindicators: {amounts: {%s}}\n",
             disclosure, indicator);
    ck_assert_int_eq(integ_register_builder_new(context, INTEG_PURPOSE_STATISTICS, &builder, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_register_builder_add_snapshot(builder, 18262, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_register_builder_add_table(builder, "citizen", people, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(
        integ_register_builder_add_integers(builder, "amount", INTEG_TYPE_DECIMAL, 2, amounts, NULL, people, NULL),
        INTEG_STATUS_OK);
    ck_assert_int_eq(integ_register_builder_finish(builder, &reg, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_policy_read(context, text, strlen(text), "test", &policy, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_policy_run(policy, reg, INTEG_DATE_MAXIMUM, results, NULL), INTEG_STATUS_OK);
    integ_register_builder_free(builder);
    integ_policy_free(policy);
    integ_register_free(reg);
    return (*results)->indicators[0].figure;
}

/* Ten people with amounts, of whom one has nearly all; the others of their group have little and alike. They are all
 * `people` that there are, or others have nothing. */
static const integi_figure *sum_with(const char *disclosure, int64_t people, integ_context *context,
                                     integ_results **results)
{
    static const int64_t amounts[20] = {9000, 100, 90, 110, 95, 105, 100, 100, 90, 110};
    return figure_of(amounts, people, disclosure, "kind: sum, of: all, measure: amount", context, results);
}

/* A sum of what three have, and seventeen have nothing of, counts what the three have. */
START_TEST(sums_and_means_of_what_few_have_are_hidden)
{
    static const char *const indicators[] = {"kind: sum, measure: amount", "kind: mean, measure: amount"};
    for (int64_t owners = 0; owners < 8; owners++)
        for (int i = 0; i < 2; i++) {
            int64_t amounts[20] = {0};
            integ_context *context;
            integ_results *results;
            for (int64_t person = 0; person < owners; person++)
                amounts[person] = 100;
            ck_assert_int_eq(integ_context_new(&context, NULL), INTEG_STATUS_OK);
            const integi_figure *figure = figure_of(amounts, 20, "{threshold: 5}", indicators[i], context, &results);
            ck_assert_int_eq(figure->hidden, owners > 0 && owners < 5);
            ck_assert_int_eq(figure->value.own.denominator, 20);
            integ_results_free(results);
            integ_context_free(context);
        }
}
END_TEST

/* People for each million: twenty, and how many that is, tell the sum. */
START_TEST(a_rate_for_an_amount_that_is_one_persons_is_hidden)
{
    static const int64_t amounts[20] = {9000, 100, 90, 110, 95, 105, 100, 100, 90, 110};
    static const char *const rules[] = {"{threshold: 5}", "{dominance: {n: 1, k: 50}}"};
    for (int i = 0; i < 2; i++) {
        integ_context *context;
        integ_results *results;
        ck_assert_int_eq(integ_context_new(&context, NULL), INTEG_STATUS_OK);
        const integi_figure *figure = figure_of(
            amounts, 20, rules[i], "kind: rate, where: amount < 100, time: amount, per: 1000000", context, &results);
        ck_assert_int_eq(figure->hidden, i == 1);
        integ_results_free(results);
        integ_context_free(context);
    }
}
END_TEST

START_TEST(sums_that_few_make_up_most_of_are_hidden_where_the_policy_asks)
{
    static const struct {
        const char *disclosure;
        bool hidden;
    } cases[] = {{"{threshold: 5}", false},
                 {"{dominance: {n: 1, k: 90}}", true},     /* 90.9 % of the sum of 99.00 */
                 {"{dominance: {n: 1, k: 90.91}}", false}, /* 9000 of 9900 is 90.909... % */
                 {"{dominance: {n: 2, k: 92}}", true},     /* 9110 of 9900 is 92.02 % */
                 {"{p_percent: 8}", false},                /* 790 of 9000 is left of the others: 8.8 % */
                 {"{p_percent: 10}", true}};
    for (size_t at = 0; at < 2 * (sizeof cases / sizeof *cases); at++) {
        integ_context *context;
        integ_results *results;
        size_t i = at / 2;
        int64_t people = at % 2 == 0 ? 20 : 10; /* everybody knows how many there are */
        ck_assert_int_eq(integ_context_new(&context, NULL), INTEG_STATUS_OK);
        const integi_figure *figure = sum_with(cases[i].disclosure, people, context, &results);
        if (figure->hidden != cases[i].hidden)
            ck_abort_msg("%s", cases[i].disclosure);
        ck_assert(figure->hidden ? figure->value.own.denominator == (people == 20 ? -1 : 10)
                                 : figure->value.number == 99);
        /* From limits the squares follow: less the own and what is little, that of the largest is left. */
        ck_assert(figure->value.has_interval == (i == 0) && figure->value.withheld == (i > 0 && !figure->hidden));
        integ_results_free(results);
        integ_context_free(context);
    }
}
END_TEST

/* Thirty people in three places, seven of them in the first; those of the last one have work. */
static integ_results *results_with_ledger(const char *indicators, integ_context *context, integ_ledger *ledger)
{
    int64_t place[30], work[30], half[30];
    integ_register_builder *builder;
    integ_register *reg;
    integ_policy *policy;
    integ_results *results;
    char text[800];
    for (int i = 0; i < 30; i++) {
        place[i] = i < 7 ? 1 : i < 20 ? 2 : 3;
        work[i] = place[i] == 3;
        half[i] = i % 2;
    }
    snprintf(text, sizeof text,
             "policy: Test\ngroups: {near: {where: place = 1}, wide: {where: place < 3}}\nindicators: {%s}\n",
             indicators);
    ck_assert_int_eq(integ_register_builder_new(context, INTEG_PURPOSE_STATISTICS, &builder, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_register_builder_add_snapshot(builder, 18262, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_register_builder_add_table(builder, "citizen", 30, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(
        integ_register_builder_add_integers(builder, "place", INTEG_TYPE_INTEGER, 0, place, NULL, 30, NULL),
        INTEG_STATUS_OK);
    ck_assert_int_eq(integ_register_builder_add_integers(builder, "work", INTEG_TYPE_INTEGER, 0, work, NULL, 30, NULL),
                     INTEG_STATUS_OK);
    ck_assert_int_eq(integ_register_builder_add_integers(builder, "half", INTEG_TYPE_INTEGER, 0, half, NULL, 30, NULL),
                     INTEG_STATUS_OK);
    ck_assert_int_eq(integ_register_builder_finish(builder, &reg, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_policy_read(context, text, strlen(text), "test", &policy, NULL), INTEG_STATUS_OK);
    integ_status status = ledger == NULL ? integ_policy_run(policy, reg, INTEG_DATE_MAXIMUM, &results, NULL)
                                         : integ_policy_run_with_ledger(policy, reg, INTEG_DATE_MAXIMUM, ledger, 18300,
                                                                        &results, NULL);
    ck_assert_int_eq(status, INTEG_STATUS_OK);
    integ_register_builder_free(builder);
    integ_policy_free(policy);
    integ_register_free(reg);
    return results;
}

static integ_results *results_of_places(const char *indicators, integ_context *context)
{
    return results_with_ledger(indicators, context, NULL);
}

/* That nobody of seven has work is hidden as a share. A count of 0 of the same people, or of more, says the same. */
START_TEST(a_count_of_nobody_does_not_tell_a_hidden_share)
{
    static const struct {
        const char *indicators;
        bool share, count; /* whether the first and the last figure are hidden */
    } cases[] = {
        {"s: {kind: share, of: near, where: work = 1}, c: {kind: count, of: near, where: work = 1}", true, true},
        {"s: {kind: share, of: near, where: work = 1}, c: {kind: count, of: wide, where: work = 1}", true, true},
        {"s: {kind: share, of: wide, where: work = 1}, c: {kind: count, of: near, where: work = 1}", false, false},
        {"s: {kind: count, of: wide, where: work = 1}, c: {kind: count, of: near, where: work = 1}", false, false}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        integ_context *context;
        ck_assert_int_eq(integ_context_new(&context, NULL), INTEG_STATUS_OK);
        integ_results *results = results_of_places(cases[i].indicators, context);
        if (results->indicators[0].figure->hidden != cases[i].share ||
            results->indicators[1].figure->hidden != cases[i].count)
            ck_abort_msg("%s", cases[i].indicators);
        integ_results_free(results);
        integ_context_free(context);
    }
    integ_context *context;
    ck_assert_int_eq(integ_context_new(&context, NULL), INTEG_STATUS_OK);
    integ_results *results = results_of_places("s: {kind: share, of: near, where: work = 1}, "
                                               "c: {kind: count, where: work = 1, by: [place]}", context);
    const integi_cell_result *cells = results->indicators[1].cells;
    ck_assert_int_eq(results->indicators[1].figure->value.own.denominator, 10);
    ck_assert(cells[0].figure->hidden && cells[2].figure->hidden); /* ten of ten would leave nobody for the first */
    ck_assert(!cells[1].figure->hidden);                           /* of thirteen it is no secret */
    integ_results_free(results);
    integ_context_free(context);
}
END_TEST

/* What one report hides of a share, the count in the next one does not tell. */
START_TEST(a_later_count_of_nobody_does_not_tell_a_hidden_share)
{
    integ_context *context;
    integ_ledger *ledger;
    scratch_folder own;
    make_folder(&own, "ledger.json");
    ck_assert_int_eq(integ_context_new(&context, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_ledger_open(context, own.file, &ledger, NULL), INTEG_STATUS_OK);
    integ_results *first = results_with_ledger("s: {kind: share, of: near, where: work = 1}", context, ledger);
    integ_results *then = results_with_ledger("c: {kind: count, of: near, where: work = 1}, "
                                              "d: {kind: count, where: work = 1, by: [place]}", context, ledger);
    ck_assert(first->indicators[0].figure->hidden);
    ck_assert(then->indicators[0].figure->hidden);
    ck_assert(then->indicators[1].cells[0].figure->hidden);
    ck_assert(!then->indicators[1].cells[1].figure->hidden);
    integ_results_free(first);
    integ_results_free(then);
    integ_ledger_free(ledger);
    remove_folder(&own);
    integ_context_free(context);
}
END_TEST

/* Of those in the second place nobody can say, as 0 divides; the first has none, the third ten. */
START_TEST(a_breakdown_of_a_count_says_of_how_many_it_is_unknown)
{
    static const int64_t unknown[] = {0, 13, 0};
    integ_context *context;
    ck_assert_int_eq(integ_context_new(&context, NULL), INTEG_STATUS_OK);
    integ_results *results =
        results_of_places("c: {kind: count, where: 10 / (place - 2) > 0, by: [place]}", context);
    ck_assert_int_eq(results->indicators[0].figure->value.own.unknown, 13);
    ck_assert_int_eq(results->indicators[0].cell_count, 3);
    for (int64_t i = 0; i < 3; i++)
        ck_assert_int_eq(results->indicators[0].cells[i].figure->value.own.unknown, unknown[i]);
    integ_results_free(results);
    integ_context_free(context);
}
END_TEST

/* Every kind of indicator is found again in the ledger when the same report is made once more. */
START_TEST(a_report_with_every_kind_of_indicator_is_remembered)
{
    static const char *const kinds[] = {
        "i: {kind: count, where: work = 1, by: [place]}",
        "i: {kind: count, of: wide, where: 10 / (place - 2) > 0, by: [place]}",
        "i: {kind: share, where: work = 1, by: [place]}",
        "i: {kind: mean, measure: work, by: [place]}",
        "i: {kind: median, measure: place}",
        "i: {kind: rate, where: work = 1, time: place, by: [work]}",
        "i: {kind: standardised_rate, where: work = 1, standard: {column: place, bands: [2], weights: [1, 2]}}",
        "i: {kind: representation, of: wide, where: work = 1, compare: {with: near}}",
        "i: {kind: segregation, where: work = 1, unit: place}",
        "i: {kind: segregation, group: work, unit: place}",
        "i: {kind: standardised_rate, where: work = 1, by: [work],"
        " standard: {column: place, bands: [2], weights: [1, 2]}}",
        "i: {kind: segregation, of: wide, where: place < 2, unit: work, by: [place]}",
        "i: {kind: segregation, group: work, unit: half, by: [place]}"};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        integ_context *context;
        integ_ledger *ledger;
        scratch_folder own;
        make_folder(&own, "ledger.json");
        ck_assert_int_eq(integ_context_new(&context, NULL), INTEG_STATUS_OK);
        ck_assert_int_eq(integ_ledger_open(context, own.file, &ledger, NULL), INTEG_STATUS_OK);
        for (int time = 0; time < 2; time++)
            integ_results_free(results_with_ledger(kinds[i], context, ledger));
        integ_ledger_free(ledger);
        remove_folder(&own);
        integ_context_free(context);
    }
}
END_TEST

/* What is decided does not depend on the number of threads, nor on the order of anything. */
START_TEST(the_same_report_comes_from_any_number_of_threads)
{
    static town people;
    static attack first, second;
    town_make(&people, 77, 180);
    for (int threads = 1; threads <= 4; threads += 3) {
        integ_context *context;
        plan policy;
        ck_assert_int_eq(integ_context_new(&context, NULL), INTEG_STATUS_OK);
        ck_assert_int_eq(integ_context_set_threads(context, threads, NULL), INTEG_STATUS_OK);
        plan_draw(&policy, 77);
        attack *attacker = threads == 1 ? &first : &second;
        attack_begin(attacker, false);
        note_release(attacker, context, &policy, &people, &(way){.protect = true, .as_of = INTEG_DATE_MAXIMUM});
        integ_context_free(context);
    }
    ck_assert_int_gt(first.count, 0);
    ck_assert_int_eq(memcmp(&first, &second, sizeof first), 0);
}
END_TEST

void add_protection(Suite *suite)
{
    add_tests(suite, "protection",
              (const TTest *[]){what_is_not_printed_tells_no_few_apart, random_policies_withstand_subtraction,
                                two_releases_withstand_subtraction_with_a_ledger_and_not_without,
                                sums_that_few_make_up_most_of_are_hidden_where_the_policy_asks,
                                sums_and_means_of_what_few_have_are_hidden,
                                a_rate_for_an_amount_that_is_one_persons_is_hidden,
                                a_count_of_nobody_does_not_tell_a_hidden_share,
                                a_later_count_of_nobody_does_not_tell_a_hidden_share,
                                a_breakdown_of_a_count_says_of_how_many_it_is_unknown,
                                a_report_with_every_kind_of_indicator_is_remembered,
                                the_same_report_comes_from_any_number_of_threads, NULL});
}
