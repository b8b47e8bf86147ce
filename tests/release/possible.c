/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
/* What nobody does, and everybody does, in releases of a small town: that nobody of seven works is hidden, and so is
 * whatever would tell it, at once and later. */
#include "release/release.h"
#include "release/suite.h"
#include "support/failing_allocator.h"

#include <integration.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define PEOPLE 60
#define FIGURES 16

/* Ages 20 to 79. Those below 27 do not work, nor do those below 40 in Engen; women live in Engen only. */
static integ_status make_town(integ_context *context, integ_register **out, integ_error *error)
{
    integ_register_builder *builder;
    int64_t id[PEOPLE], age[PEOPLE], work[PEOPLE];
    const char *area[PEOPLE], *sex[PEOPLE];
    for (int64_t i = 0; i < PEOPLE; i++) {
        id[i] = 500 + i;
        age[i] = 20 + i;
        area[i] = i % 2 == 0 ? "Engen" : "Bakken";
        sex[i] = i % 4 == 0 ? "F" : "M";
        work[i] = age[i] >= 40 || (age[i] >= 27 && i % 2 == 1);
    }
    *out = NULL;
    integ_status status = integ_register_builder_new(context, INTEG_PURPOSE_STATISTICS, &builder, error);
    if (status == INTEG_STATUS_OK)
        status = integ_register_builder_add_snapshot(builder, 18262, error);
    if (status == INTEG_STATUS_OK)
        status = integ_register_builder_add_table(builder, "citizen", PEOPLE, error);
    if (status == INTEG_STATUS_OK)
        status = integ_register_builder_add_integers(builder, "id", INTEG_TYPE_INTEGER, 0, id, NULL, PEOPLE, error);
    if (status == INTEG_STATUS_OK)
        status = integ_register_builder_set_key(builder, "id", error);
    if (status == INTEG_STATUS_OK)
        status = integ_register_builder_add_integers(builder, "age", INTEG_TYPE_INTEGER, 0, age, NULL, PEOPLE, error);
    if (status == INTEG_STATUS_OK)
        status = integ_register_builder_add_integers(builder, "work", INTEG_TYPE_BOOLEAN, 0, work, NULL, PEOPLE, error);
    if (status == INTEG_STATUS_OK)
        status = integ_register_builder_add_texts(builder, "area", INTEG_TYPE_CODE, area, PEOPLE, error);
    if (status == INTEG_STATUS_OK)
        status = integ_register_builder_add_texts(builder, "sex", INTEG_TYPE_CODE, sex, PEOPLE, error);
    if (status == INTEG_STATUS_OK)
        status = integ_register_builder_finish(builder, out, error);
    integ_register_builder_free(builder);
    return status;
}

/* What a release is asked: conditions, each with a column to break it down by or NULL; figures are numbered through. */
typedef struct asked {
    struct {
        const char *where, *by;
    } queries[6];
    struct {
        int part, whole;
    } shares[3]; /* of figures; ended by 0 of 0 */
    bool zeros;
} asked;

/* What is said of each figure: -1 where it is hidden. */
typedef struct answered {
    int64_t shown[FIGURES];
    int count;
} answered;

static integ_status add_query(integ_context *context, integ_plan *plan, const char *where, const char *by,
                              int64_t *query, integ_error *error)
{
    integ_expression *filter = NULL;
    integ_dimensions *dimensions = NULL;
    integ_status status = integ_expression_parse(context, where, strlen(where), "test", &filter, error);
    if (status == INTEG_STATUS_OK && by != NULL)
        status = integ_dimensions_new(context, &dimensions, error);
    if (status == INTEG_STATUS_OK && by != NULL)
        status = integ_dimensions_add_column(dimensions, by, error);
    if (status == INTEG_STATUS_OK)
        status = integ_plan_add(plan, NULL, NULL, filter, NULL, dimensions, query, error);
    integ_dimensions_free(dimensions);
    integ_expression_free(filter);
    return status;
}

static integ_status count(integ_context *context, const integ_register *reg, const asked *what, integ_tally **tally,
                          integ_error *error)
{
    integ_plan *plan;
    int64_t query;
    *tally = NULL;
    integ_status status = integ_plan_new(reg, NULL, &plan, error);
    if (status == INTEG_STATUS_OK)
        status = integ_plan_keep_members(plan, error);
    for (int i = 0; i < 6 && what->queries[i].where != NULL && status == INTEG_STATUS_OK; i++)
        status = add_query(context, plan, what->queries[i].where, what->queries[i].by, &query, error);
    if (status == INTEG_STATUS_OK)
        status = integ_tally_of_plan_unprotected(plan, integ_register_snapshot(reg, 0), tally, error);
    integ_plan_free(plan);
    return status;
}

static integ_status fill(integ_release *release, const integ_tally *tally, const asked *what, int64_t *figures,
                         int *count, integ_error *error)
{
    integ_status status = INTEG_STATUS_OK;
    *count = 0;
    for (int64_t query = 0; query < 6 && what->queries[query].where != NULL; query++)
        for (int64_t cell = 0; cell < integ_tally_cells(tally, query) && status == INTEG_STATUS_OK; cell++)
            status = integ_release_add_query(release, tally, query, cell, INTEG_ROWS_TRUE, &figures[(*count)++], error);
    for (int i = 0; i < 3 && what->shares[i].part != what->shares[i].whole && status == INTEG_STATUS_OK; i++)
        status = integ_release_add_share(release, figures[what->shares[i].part], figures[what->shares[i].whole], error);
    return status;
}

static integ_status publish(integ_context *context, const integ_register *reg, const asked *what, integ_ledger *ledger,
                            answered *out, integ_error *error)
{
    integ_tally *tally;
    integ_disclosure *rule = NULL;
    integ_release *release = NULL;
    int64_t figures[FIGURES];
    integ_status status = count(context, reg, what, &tally, error);
    if (status == INTEG_STATUS_OK)
        status = integ_disclosure_new(context, &rule, error);
    if (status == INTEG_STATUS_OK)
        status = integ_disclosure_set_zeros(rule, what->zeros, error);
    if (status == INTEG_STATUS_OK)
        status = integ_release_new(context, rule, &release, error);
    if (status == INTEG_STATUS_OK && ledger != NULL)
        status = integ_release_set_ledger(release, ledger, reg, error);
    if (status == INTEG_STATUS_OK)
        status = fill(release, tally, what, figures, &out->count, error);
    if (status == INTEG_STATUS_OK)
        status = integ_release_protect(release, error);
    for (int i = 0; i < out->count && status == INTEG_STATUS_OK; i++)
        status = integ_release_count(release, figures[i], &out->shown[i], error);
    if (status == INTEG_STATUS_OK && ledger != NULL)
        status = integ_release_record(release, 18300, NULL, error);
    integ_release_free(release);
    integ_disclosure_free(rule);
    integ_tally_free(tally);
    return status;
}

/* One release after the other, with a ledger where there are several. */
static integ_status publish_all(integ_context *context, const asked *what, int times, answered *out, integ_error *error)
{
    char path[] = "/tmp/possible.XXXXXX", lock[sizeof path + 5];
    integ_register *reg;
    integ_ledger *ledger = NULL;
    integ_status status = make_town(context, &reg, error);
    if (status == INTEG_STATUS_OK && times > 1) {
        int file = mkstemp(path);
        ck_assert_int_ge(file, 0);
        close(file);
        unlink(path);
        snprintf(lock, sizeof lock, "%s.lock", path);
        status = integ_ledger_open(context, path, &ledger, error);
        unlink(lock);
    }
    for (int i = 0; i < times && status == INTEG_STATUS_OK; i++)
        status = publish(context, reg, &what[i], ledger, &out[i], error);
    integ_ledger_free(ledger);
    integ_register_free(reg);
    return status;
}

static void publish_here(const asked *what, int times, answered *out)
{
    integ_context *context;
    ck_assert_int_eq(integ_context_new(&context, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(publish_all(context, what, times, out, NULL), INTEG_STATUS_OK);
    integ_context_free(context);
}

#define YOUNG "age < 27"              /* 7 */
#define WORKING "age < 27 AND work"    /* none of them */
#define IDLE "age < 27 AND NOT work"   /* all of them */

START_TEST(that_all_or_none_of_few_are_in_a_share_is_hidden)
{
    static const struct {
        asked what;
        int64_t shown[FIGURES];
    } cases[] = {
        {{.queries = {{YOUNG, NULL}, {WORKING, NULL}}, .shares = {{1, 0}}}, {7, -1}},
        {{.queries = {{YOUNG, NULL}, {IDLE, NULL}}, .shares = {{1, 0}}}, {7, -1}},
        {{.queries = {{YOUNG, NULL}, {WORKING, NULL}}}, {7, 0}}, /* nobody said that it is a share */
        {{.queries = {{YOUNG, NULL}, {WORKING, NULL}, {IDLE, NULL}}, .shares = {{1, 0}}}, {7, -1, -1}},
        {{.queries = {{YOUNG, NULL}, {"work AND age < 27", NULL}, {WORKING, NULL}}, .shares = {{1, 0}}}, {7, -1, -1}},
        {{.queries = {{YOUNG, NULL}, {IDLE, NULL}, {"NOT work", NULL}}, .shares = {{1, 0}}}, {7, -1, 13}},
        {{.queries = {{"age < 30", NULL}, {"age < 30 AND age > 10", NULL}}, .shares = {{1, 0}}}, {10, 10}},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        answered out;
        publish_here(&cases[i].what, 1, &out);
        for (int figure = 0; figure < out.count; figure++)
            if (out.shown[figure] != cases[i].shown[figure])
                ck_abort_msg("case %d, figure %d: %d", (int)i, figure, (int)out.shown[figure]);
    }
}
END_TEST

/* A part of a part that nobody or everybody is in would tell the part. */
START_TEST(what_a_hidden_share_is_made_of_does_not_tell_it)
{
    static const asked what = {.queries = {{YOUNG, NULL}, {IDLE, NULL}, {IDLE, "area"}}, .shares = {{1, 0}}};
    answered out;
    publish_here(&what, 1, &out);
    ck_assert_int_eq(out.shown[0], 7);
    ck_assert_int_eq(out.shown[1], -1);
    ck_assert(out.shown[2] == -1 || out.shown[3] == -1); /* 4 and 3 */
}
END_TEST

START_TEST(a_later_release_does_not_tell_that_nobody_is_in_a_share)
{
    static const asked cases[][3] = {
        {{.queries = {{YOUNG, NULL}, {WORKING, NULL}}, .shares = {{1, 0}}},
         {.queries = {{WORKING, NULL}}},
         {.queries = {{"work AND age < 27", NULL}}}},
        {{.queries = {{YOUNG, NULL}, {IDLE, NULL}}, .shares = {{1, 0}}},
         {.queries = {{IDLE, NULL}}},
         {.queries = {{WORKING, NULL}}}},
        {{.queries = {{YOUNG, NULL}, {WORKING, NULL}}, .shares = {{1, 0}}},
         {.queries = {{IDLE, NULL}}},
         {.queries = {{YOUNG, NULL}, {WORKING, NULL}}, .shares = {{1, 0}}}},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        answered out[3];
        publish_here(cases[i], 3, out);
        ck_assert_int_eq(out[0].shown[0], 7);
        ck_assert_int_eq(out[0].shown[1], -1);
        if (out[1].shown[0] != -1)
            ck_abort_msg("case %d: %d", (int)i, (int)out[1].shown[0]);
        if (out[2].shown[out[2].count - 1] != -1)
            ck_abort_msg("case %d: %d in the end", (int)i, (int)out[2].shown[out[2].count - 1]);
    }
}
END_TEST

/* What is published of two columns with two codes each: the four cells, then the totals by area, by sex, and of all. */
static int possible_values(const int64_t shown[9])
{
    int found = 0, last = -1;
    for (int zero = 0; zero <= PEOPLE; zero++)
        for (int a = 0; a <= PEOPLE - zero && last != zero; a++)
            for (int b = 0; b <= PEOPLE - zero - a && last != zero; b++)
                for (int c = 0; c <= PEOPLE - zero - a - b && last != zero; c++) {
                    int64_t cells[9] = {a, zero, b, c, a + zero, b + c, a + b, zero + c, a + b + c + zero};
                    bool fits = true;
                    for (int i = 0; i < 9; i++)
                        fits = fits && (shown[i] < 0 || shown[i] == cells[i]);
                    if (fits) {
                        found++;
                        last = zero;
                    }
                }
    return found;
}

/* Nobody is a woman in Bakken. With all totals shown, the zero would follow from the rest. */
START_TEST(a_hidden_zero_could_be_another_number)
{
    static const asked what = {.zeros = true,
                               .queries = {{"area = 'Engen' AND sex = 'F'", NULL},
                                           {"area = 'Bakken' AND sex = 'F'", NULL},
                                           {"area = 'Engen' AND sex = 'M'", NULL},
                                           {"area = 'Bakken' AND sex = 'M'", NULL},
                                           {"age > 0", "area"},
                                           {"age > 0", "sex"}}};
    answered out;
    publish_here(&what, 1, &out);
    ck_assert_int_eq(out.count, 8);
    ck_assert_int_eq(out.shown[1], -1);
    /* The breakdowns have Bakken before Engen, and F before M. */
    const int64_t shown[9] = {out.shown[0], out.shown[1], out.shown[2], out.shown[3], -1, -1,
                              -1,           -1,           -1};
    int64_t known[9];
    memcpy(known, shown, sizeof known);
    known[4] = out.shown[6]; /* women: Engen and Bakken */
    known[5] = out.shown[7];
    known[6] = out.shown[5]; /* Engen: women and men */
    known[7] = out.shown[4];
    ck_assert_int_ge(possible_values(known), 2);
    int visible = 0;
    for (int i = 0; i < 8; i++)
        visible += known[i] >= 0;
    ck_assert_int_ge(visible, 4);
    answered loose;
    asked shown_zeros = what;
    shown_zeros.zeros = false;
    publish_here(&shown_zeros, 1, &loose);
    for (int i = 0; i < 8; i++)
        ck_assert_int_ge(loose.shown[i], 0);
}
END_TEST

START_TEST(a_hidden_zero_is_not_told_by_later_releases)
{
    static const asked cases[][2] = {
        {{.zeros = true, .queries = {{"area = 'Bakken' AND sex = 'F'", NULL}, {"area = 'Bakken' AND sex = 'M'", NULL}}},
         {.zeros = true, .queries = {{"area = 'Bakken'", NULL}}}},
        {{.zeros = true, .queries = {{"area = 'Bakken' AND sex = 'F'", NULL}}},
         {.zeros = false, .queries = {{"sex = 'F' AND area = 'Bakken'", NULL}}}},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        answered out[2];
        publish_here(cases[i], 2, out);
        ck_assert_int_eq(out[0].shown[0], -1);
        ck_assert(i > 0 || out[0].shown[1] == 30);
        if (out[1].shown[0] != -1)
            ck_abort_msg("case %d: %d", (int)i, (int)out[1].shown[0]);
    }
}
END_TEST

static integ_status publish_two(integ_context *context, integ_error *error, void *userdata)
{
    (void)userdata;
    static const asked what[] = {{.zeros = true, .queries = {{YOUNG, NULL}, {IDLE, "area"}}, .shares = {{1, 0}}},
                                 {.zeros = true, .queries = {{WORKING, NULL}, {"work", "sex"}}}};
    answered out[2];
    return publish_all(context, what, 2, out, error);
}

START_TEST(running_out_of_memory_is_told)
{
    for_each_failing_allocation(publish_two, NULL);
}
END_TEST

/* Nothing is published where it cannot be looked for them all, and that is said. */
START_TEST(where_looking_takes_too_long_nothing_is_published)
{
    static const asked what = {.queries = {{YOUNG, NULL}, {WORKING, NULL}}, .shares = {{1, 0}}};
    int64_t figures[FIGURES], shown;
    int count_of_figures;
    integ_context *context;
    integ_error *error;
    integ_register *reg;
    integ_tally *tally;
    integ_disclosure *rule;
    integ_release *release;
    ck_assert_int_eq(integ_context_new(&context, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_error_new(&error), INTEG_STATUS_OK);
    ck_assert_int_eq(make_town(context, &reg, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(count(context, reg, &what, &tally, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_disclosure_new(context, &rule, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_release_new(context, rule, &release, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(fill(release, tally, &what, figures, &count_of_figures, NULL), INTEG_STATUS_OK);
    integi_release_collection(release)->possible_steps = 100;
    ck_assert_int_eq(integ_release_protect(release, error), INTEG_STATUS_LIMIT_EXCEEDED);
    ck_assert_str_eq(integ_error_name(error, 0), "release.possible");
    ck_assert_int_eq(integ_release_count(release, figures[0], &shown, NULL), INTEG_STATUS_INVALID_ARGUMENT);
    integ_release_free(release);
    integ_disclosure_free(rule);
    integ_tally_free(tally);
    integ_register_free(reg);
    integ_error_free(error);
    integ_context_free(context);
}
END_TEST

void add_possible(Suite *suite)
{
    add_tests(suite, "possible",
              (const TTest *[]){that_all_or_none_of_few_are_in_a_share_is_hidden,
                                what_a_hidden_share_is_made_of_does_not_tell_it,
                                a_later_release_does_not_tell_that_nobody_is_in_a_share,
                                a_hidden_zero_could_be_another_number, a_hidden_zero_is_not_told_by_later_releases,
                                where_looking_takes_too_long_nothing_is_published, running_out_of_memory_is_told,
                                NULL});
}
