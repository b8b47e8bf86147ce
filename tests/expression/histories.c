/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "expression/counting.h"
#include "expression/suite.h"
#include "support/failing_allocator.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Spells of citizens are compared with a plain drawing of every day: a byte for each citizen and day. */
#define CITIZENS 400
#define SPELLS 1500
#define DAYS 60

typedef struct drawing {
    int64_t owner[SPELLS], start[SPELLS], end[SPELLS], kind[SPELLS];
    uint8_t known_start[SPELLS], known_end[SPELLS], known_owner[SPELLS];
} drawing;

static uint32_t state = 20191203;

static int64_t below(int64_t limit)
{
    state = state * 1664525 + 1013904223;
    return (state >> 8) % limit;
}

static void draw(drawing *out)
{
    for (int i = 0; i < SPELLS; i++) {
        /* Some lead nowhere, and one citizen has many. */
        out->owner[i] = i % 30 == 0 ? 107 : 100 + below(CITIZENS + 20);
        out->start[i] = below(DAYS + 20) - 10;
        out->end[i] = out->start[i] + below(15) - 2; /* some end before they start */
        out->kind[i] = below(3);
        out->known_start[i] = below(20) != 0;
        out->known_end[i] = below(10) != 0;
        out->known_owner[i] = below(30) != 0;
    }
}

/* Memberships have no dates. */
static integ_status add_seats(integ_register_builder *builder)
{
    const int64_t owner[] = {101, 100, 101, 9, 103}, place[] = {1, 2, 3, 4, 5};
    integ_status status = integ_register_builder_add_table(builder, "seat", 5, NULL);
    if (status == 0)
        status = integ_register_builder_add_integers(builder, "id", INTEG_TYPE_INTEGER, 0, owner, NULL, 5, NULL);
    if (status == 0)
        status = integ_register_builder_add_integers(builder, "place", INTEG_TYPE_INTEGER, 0, place, NULL, 5, NULL);
    return status == 0 ? integ_register_builder_set_link(builder, "id", "citizen", NULL) : status;
}

/* Events have one date, which may be unknown. */
static integ_status add_exams(integ_register_builder *builder)
{
    const int64_t owner[] = {102, 101, 102, 102, 104, 101}, taken[] = {20, 5, 10, 11, 7, 5};
    const uint8_t known[] = {1, 1, 1, 1, 0, 1};
    const double mark[] = {7, 2, 10, 12, 4, -3};
    integ_status status = integ_register_builder_add_table(builder, "exam", 6, NULL);
    if (status == 0)
        status = integ_register_builder_add_integers(builder, "id", INTEG_TYPE_INTEGER, 0, owner, NULL, 6, NULL);
    if (status == 0)
        status = integ_register_builder_add_integers(builder, "taken", INTEG_TYPE_DATE, 0, taken, known, 6, NULL);
    if (status == 0)
        status = integ_register_builder_add_numbers(builder, "mark", mark, NULL, 6, NULL);
    if (status == 0)
        status = integ_register_builder_set_link(builder, "id", "citizen", NULL);
    return status == 0 ? integ_register_builder_set_event(builder, "taken", NULL) : status;
}

static integ_register *make_register(integ_context *context, const drawing *drawing, int inclusive)
{
    static const char *const names[] = {"course", "job", NULL};
    int64_t keys[CITIZENS];
    const char *kinds[SPELLS];
    integ_register_builder *builder;
    integ_register *reg = NULL;
    for (int i = 0; i < CITIZENS; i++)
        keys[i] = 100 + i;
    for (int i = 0; i < SPELLS; i++)
        kinds[i] = names[drawing->kind[i]];
    integ_status status = integ_register_builder_new(context, INTEG_PURPOSE_STATISTICS, &builder, NULL);
    if (status == 0)
        status = integ_register_builder_add_snapshot(builder, 30, NULL);
    if (status == 0)
        status = integ_register_builder_add_table(builder, "citizen", CITIZENS, NULL);
    if (status == 0)
        status = integ_register_builder_add_integers(builder, "id", INTEG_TYPE_INTEGER, 0, keys, NULL, CITIZENS, NULL);
    if (status == 0)
        status = integ_register_builder_set_key(builder, "id", NULL);
    if (status == 0)
        status = integ_register_builder_add_table(builder, "spell", SPELLS, NULL);
    if (status == 0)
        status = integ_register_builder_add_integers(builder, "id", INTEG_TYPE_INTEGER, 0, drawing->owner,
                                                     drawing->known_owner, SPELLS, NULL);
    if (status == 0)
        status = integ_register_builder_add_integers(builder, "start", INTEG_TYPE_DATE, 0, drawing->start,
                                                     drawing->known_start, SPELLS, NULL);
    if (status == 0)
        status = integ_register_builder_add_integers(builder, "end", INTEG_TYPE_DATE, 0, drawing->end,
                                                     drawing->known_end, SPELLS, NULL);
    if (status == 0)
        status = integ_register_builder_add_texts(builder, "kind", INTEG_TYPE_CODE, kinds, SPELLS, NULL);
    if (status == 0)
        status = integ_register_builder_set_link(builder, "id", "citizen", NULL);
    if (status == 0)
        status = integ_register_builder_set_spell(builder, "start", "end", inclusive, NULL);
    if (status == 0)
        status = integ_register_builder_add_table(builder, "loose", 0, NULL);
    if (status == 0)
        status = add_seats(builder);
    if (status == 0)
        status = add_exams(builder);
    if (status == 0)
        status = integ_register_builder_finish(builder, &reg, NULL);
    integ_register_builder_free(builder);
    return reg;
}

static int owner_of(const drawing *drawing, int spell)
{
    int owner = (int)drawing->owner[spell] - 100;
    return drawing->known_owner[spell] && owner < CITIZENS ? owner : -1;
}

static void mark_days(const drawing *drawing, int inclusive, bool courses, uint8_t days[CITIZENS][DAYS])
{
    memset(days, 0, CITIZENS * DAYS);
    for (int i = 0; i < SPELLS; i++) {
        if (owner_of(drawing, i) < 0 || !drawing->known_start[i] || (courses && drawing->kind[i] != 0))
            continue;
        int64_t end = !drawing->known_end[i] ? DAYS : drawing->end[i] + inclusive;
        for (int64_t day = drawing->start[i] < 0 ? 0 : drawing->start[i]; day < end && day < DAYS; day++)
            days[owner_of(drawing, i)][day] = 1;
    }
}

static int64_t longest_gap(const uint8_t *days, int from, int to)
{
    int64_t longest = 0, gap = 0;
    for (int day = from; day <= to; day++) {
        gap = days[day] ? 0 : gap + 1;
        longest = gap > longest ? gap : longest;
    }
    return longest;
}

static void expect_days(const integ_register *reg, uint8_t days[CITIZENS][DAYS], int from, int to, const char *filter)
{
    int64_t by_covered[DAYS + 1] = {0}, by_gap[DAYS + 1] = {0}, half = 0;
    char text[300], first[16], last[16];
    integ_date_to_text(from, first);
    integ_date_to_text(to, last);
    for (int c = 0; c < CITIZENS; c++) {
        int64_t covered = 0;
        for (int day = from; day <= to; day++)
            covered += days[c][day];
        by_covered[covered]++;
        by_gap[longest_gap(days[c], from, to)]++;
        half += covered * 2 >= to - from + 1;
    }
    for (int k = 0; k <= to - from + 1; k++) {
        snprintf(text, sizeof text, "days_covered('spell', DATE('%s'), DATE('%s')%s) = %d", first, last, filter, k);
        expect_counts(reg, text, by_covered[k], 0);
        snprintf(text, sizeof text, "longest_gap('spell', DATE('%s'), DATE('%s')%s) = %d", first, last, filter, k);
        expect_counts(reg, text, by_gap[k], 0);
    }
    snprintf(text, sizeof text, "coverage('spell', DATE('%s'), DATE('%s')%s) >= 0.5", first, last, filter);
    expect_counts(reg, text, half, 0);
}

START_TEST(days_of_spells_count_once_however_they_overlap)
{
    static drawing drawing;
    static uint8_t days[CITIZENS][DAYS];
    integ_context *context;
    ck_assert_int_eq(integ_context_new(&context, NULL), 0);
    for (int inclusive = 0; inclusive <= 1; inclusive++) {
        draw(&drawing);
        integ_register *reg = make_register(context, &drawing, inclusive);
        ck_assert_ptr_nonnull(reg);
        mark_days(&drawing, inclusive, false, days);
        expect_days(reg, days, 0, DAYS - 1, "");
        expect_days(reg, days, 7, 7, "");
        mark_days(&drawing, inclusive, true, days);
        expect_days(reg, days, 10, 40, ", kind = 'course'");
        expect_counts(reg, "coverage('spell', DATE('1970-02-02'), DATE('1970-02-01')) >= 0", 0, CITIZENS);
        integ_register_free(reg);
    }
    integ_context_free(context);
}
END_TEST

START_TEST(linked_rows_are_counted_and_looked_for)
{
    static drawing drawing;
    int64_t counts[CITIZENS] = {0}, courses[CITIZENS] = {0}, with = 0, without = 0, three = 0, more = 0;
    integ_context *context;
    ck_assert_int_eq(integ_context_new(&context, NULL), 0);
    draw(&drawing);
    integ_register *reg = make_register(context, &drawing, 1);
    for (int i = 0; i < SPELLS; i++) {
        if (owner_of(&drawing, i) >= 0) {
            counts[owner_of(&drawing, i)]++;
            courses[owner_of(&drawing, i)] += drawing.kind[i] == 0;
        }
    }
    for (int c = 0; c < CITIZENS; c++) {
        with += courses[c] > 0;
        without += courses[c] == 0;
        three += counts[c] == 3;
        more += counts[c] - courses[c] > courses[c];
    }
    expect_counts(reg, "exists('spell', kind = 'course')", with, 0);
    expect_counts(reg, "NOT EXISTS('spell', kind = 'course')", without, 0);
    expect_counts(reg, "rows('spell') = 3", three, 0);
    expect_counts(reg, "rows('spell') - rows('spell', kind = 'course') > rows('spell', kind IN ('course'))", more, 0);
    expect_counts(reg, "exists('spell', kind = 'none') OR exists('spell', FALSE)", 0, 0);
    integ_register_free(reg);
    integ_context_free(context);
}
END_TEST

START_TEST(memberships_and_events_are_asked_about)
{
    static const struct {
        const char *filter;
        int64_t yes, unknown;
    } cases[] = {{"exists(seat)", 3, 0},
                 {"rows('seat') = 2", 1, 0},
                 {"exists(seat, place > 2)", 2, 0},
                 {"rows(seat, place > 1) = 0", CITIZENS - 3, 0},
                 {"days_covered(exam, DATE('1970-01-01'), DATE('1970-01-31')) = 3", 1, 0},
                 {"days_covered(exam, DATE('1970-01-01'), DATE('1970-01-31')) = 1", 1, 0}, /* two on one day */
                 {"longest_run(exam, DATE('1970-01-01'), DATE('1970-01-31')) = 2", 1, 0},
                 {"longest_gap(exam, DATE('1970-01-11'), DATE('1970-01-20')) = 8", 1, 0},
                 {"at_date(exam, DATE('1970-01-12'))", 1, 0},
                 {"exists(exam)", 3, 0},
                 {"first(exam, mark) = 10", 1, CITIZENS - 2},
                 {"last(exam, mark) = 7", 1, CITIZENS - 2},
                 {"first(exam, mark) = 2", 1, CITIZENS - 2}, /* of one day that which stands first */
                 {"last(exam, mark) = -3", 1, CITIZENS - 2},
                 {"last(exam, taken) - DATE('1970-01-01') IS NULL OR TRUE", -1, 0},
                 {"last(exam, taken) = DATE('1970-01-21')", 1, CITIZENS - 2},
                 {"last(exam, taken, mark > 8) = DATE('1970-01-12')", 1, CITIZENS - 1},
                 {"last(exam, mark, taken < as_of()) = 7", 1, CITIZENS - 2},
                 {"last(exam, mark, taken < add_days(as_of(), -12)) = 12", 1, CITIZENS - 2},
                 {"age(first(exam, taken)) = 0", 2, CITIZENS - 2},
                 {"coverage(spell, DATE('1970-01-05'), add_days(DATE('1970-01-05'), -1)) = 0", 0, CITIZENS}};
    static drawing drawing;
    integ_context *context;
    ck_assert_int_eq(integ_context_new(&context, NULL), 0);
    draw(&drawing);
    integ_register *reg = make_register(context, &drawing, 1);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        if (cases[i].yes < 0)
            ck_assert_int_ne(count_rows(reg, cases[i].filter, 1, NULL).status, INTEG_STATUS_OK);
        else
            expect_counts(reg, cases[i].filter, cases[i].yes, cases[i].unknown);
    }
    integ_register_free(reg);
    integ_context_free(context);
}
END_TEST

/* What of a value is looked at only in the rows of a condition, and everywhere. */
typedef struct looked_at {
    int64_t everywhere, within, rows;
} looked_at;

static void add_days(const integi_chunk *chunk, void *userdata)
{
    looked_at *into = userdata;
    for (int32_t row = 0; row < chunk->rows; row++) {
        if ((chunk->results[0].truth[row / 64] >> (row % 64) & 1) == 0)
            continue;
        into->rows++;
        into->within += chunk->results[1].integers[row];
        into->everywhere += chunk->results[2].integers[row] - 5;
    }
}

START_TEST(a_value_may_be_wanted_in_the_rows_of_a_condition_only)
{
    static const char *const texts[] = {
        "id % 3 = 0", "days_covered(spell, DATE('1970-01-05'), DATE('1970-02-05'))",
        "days_covered(spell, DATE('1970-01-05'), DATE('1970-02-05')) + 5"};
    for (int share = 0; share < 2; share++) { /* the third is another operation, or looks at the same one */
        static drawing drawing;
        integ_context *context;
        integ_expression *read[3];
        integi_scope *scope;
        integi_program *program;
        int32_t roots[3];
        looked_at found = {0, 0, 0};
        ck_assert_int_eq(integ_context_new(&context, NULL), 0);
        draw(&drawing);
        integ_register *reg = make_register(context, &drawing, 1);
        ck_assert_int_eq(integi_scope_new(context, reg, 0, &scope, NULL), 0);
        ck_assert_int_eq(integi_program_new(context, scope, &program, NULL), 0);
        for (int i = 0; i < 3; i++) {
            char text[200];
            snprintf(text, sizeof text, "%s%s", texts[i], i == 2 && share == 0 ? " + rows(spell, FALSE)" : "");
            ck_assert_int_eq(integ_expression_parse(context, text, strlen(text), NULL, &read[i], NULL), 0);
            const integi_node *node = integi_expression_root(read[i]);
            ck_assert_int_eq(i == 0 ? integi_program_add_condition(program, read[i], node, &roots[i], NULL)
                                    : integi_program_add_value(program, read[i], node, &roots[i], NULL), 0);
        }
        integi_program_want_within(program, roots[1], roots[0]);
        if (share == 0)
            integi_program_want_within(program, roots[2], roots[0]);
        ck_assert_int_eq(integi_program_run(program, integ_register_snapshot(reg, 0), 0, 1, add_days, &found, NULL), 0);
        ck_assert_int_eq(found.rows, (CITIZENS + 1) / 3);
        ck_assert_int_gt(found.within, 0);
        ck_assert_int_eq(found.within, found.everywhere);
        for (int i = 0; i < 3; i++)
            integ_expression_free(read[i]);
        integi_program_free(program);
        integi_scope_free(scope);
        integ_register_free(reg);
        integ_context_free(context);
    }
}
END_TEST

typedef struct refused {
    const char *filter, *line;
} refused;

START_TEST(histories_are_refused_at_their_place)
{
    static const refused cases[] = {
        {"exists('spel')", "1:8: error: the register has no table spel (did you mean spell?)"},
        {"exists(spel)", "1:8: error: the register has no table spel (did you mean spell?)"},
        {"exists(1)", "1:8: error: exists needs the name of a table (write exists('table'))"},
        {"last(spell, kin) = 'job'", "1:13: error: table spell has no column kin (did you mean kind?)"},
        {"last(spell, 'kind') = 'job'", "1:13: error: last needs a column of table spell here (name a column that is "
                                        "stored, not computed)"},
        {"first(seat, place) = 1",
         "1:7: error: the rows of table seat have no dates (state the table's spell or event in "
                                   "the manifest)"},
        {"at_date(spell)", "1:1: error: wrong number of arguments for at_date: 1 instead of 2-3 (it is written "
                           "at_date('table', date[, filter]))"},
        {"last(spell, kind)", "1:1: error: this is of type code, not a condition (compare it with something)"},
        {"exists('loose')", "1:8: error: table loose is not linked to table citizen (state its link in the manifest)"},
        {"exists('citizen')",
         "1:8: error: table citizen is not linked to table citizen (state its link in the manifest)"},
        {"exists('spell', kin = 'job')", "1:17: error: table spell has no column kin (did you mean kind?)"},
        {"exists('spell', kind)", "1:17: error: this is of type code, not a condition (compare it with something)"},
        {"exists('spell', exists('spell'))",
         "1:24: error: table spell is not linked to table spell (state its link in the manifest)"},
        {"coverage('spell') > 1", "1:1: error: wrong number of arguments for coverage: 1 instead of 3-4 (it is written "
                                  "coverage('table', from, to[, filter]))"},
        {"coverage('spell', 1, DATE('1970-01-01')) > 1",
         "1:19: error: coverage needs a date here, this is of type integer"},
        {"rows('spell')", "1:1: error: this is of type integer, not a condition (compare it with something)"}};
    static drawing drawing;
    integ_context *context;
    integ_error *error;
    char line[300];
    ck_assert_int_eq(integ_error_new(&error), 0);
    ck_assert_int_eq(integ_context_new(&context, NULL), 0);
    draw(&drawing);
    integ_register *reg = make_register(context, &drawing, 1);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        integ_error_clear(error);
        ck_assert_int_ne(count_rows(reg, cases[i].filter, 1, error).status, INTEG_STATUS_OK);
        integ_error_line_text(error, 0, INTEG_LANGUAGE_ENGLISH, line, sizeof line);
        ck_assert_str_eq(line, cases[i].line);
    }
    integ_error_free(error);
    integ_register_free(reg);
    integ_context_free(context);
}
END_TEST

static integ_status history_course(integ_context *context, integ_error *error, void *userdata)
{
    static const char text[] =
        "exists('spell', kind = 'course' AND start > DATE('1970-01-05')) AND rows('spell') > 2 AND "
                               "coverage('spell', DATE('1970-01-05'), DATE('1970-02-05'), kind = 'job') > 0.25 AND "
                               "last(spell, kind, end IS NULL) IN ('job', 'course') AND first(exam, mark) > 2 AND "
                               "at_date(spell, add_months(as_of(), -1), kind = 'job')";
    const integ_register *reg = userdata;
    integ_expression *expression = NULL;
    integi_scope *scope = NULL;
    integi_program *program = NULL;
    int32_t root;
    integ_status status = integ_expression_parse(context, text, strlen(text), NULL, &expression, error);
    if (status == INTEG_STATUS_OK)
        status = integi_scope_new(context, reg, 0, &scope, error);
    if (status == INTEG_STATUS_OK)
        status = integi_program_new(context, scope, &program, error);
    if (status == INTEG_STATUS_OK)
        status = integi_program_add_condition(program, expression, integi_expression_root(expression), &root, error);
    if (status == INTEG_STATUS_OK)
        status = integi_program_run(program, integ_register_snapshot(reg, 0), 0, 1, ignore_chunk, NULL, error);
    integi_program_free(program);
    integi_scope_free(scope);
    integ_expression_free(expression);
    return status;
}

START_TEST(every_allocation_of_a_history_may_fail)
{
    static drawing drawing;
    integ_context *context;
    ck_assert_int_eq(integ_context_new(&context, NULL), 0);
    draw(&drawing);
    integ_register *reg = make_register(context, &drawing, 1);
    for_each_failing_allocation(history_course, reg);
    integ_register_free(reg);
    integ_context_free(context);
}
END_TEST

void add_histories(Suite *suite)
{
    add_tests(suite, "histories",
              (const TTest *[]){days_of_spells_count_once_however_they_overlap, linked_rows_are_counted_and_looked_for,
                                memberships_and_events_are_asked_about,
                                a_value_may_be_wanted_in_the_rows_of_a_condition_only,
                                histories_are_refused_at_their_place, every_allocation_of_a_history_may_fail, NULL});
}
