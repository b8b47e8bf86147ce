/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
/* People who are imagined, against a register in which they are real: both are counted by the same plan. */
#include "register/imagined.h"

#include "support/failing_allocator.h"
#include "support/made.h"
#include "tally/members.h"
#include "tally/suite.h"
#include "tally/tally.h"

#include <integration.h>
#include <string.h>

#define PEOPLE 30
#define SPELLS 60
#define IMAGINED 200

/* citizen(id, age, working, area, birth), spell(citizen, kind, begins, ends): a person's columns, and who has his
 * spells. */
typedef struct person {
    int64_t age, birth;
    int working; /* 2: unknown */
    const char *area;
    int spells_of; /* a person of the first register */
} person;

typedef struct spell {
    int owner;
    int64_t begins, ends;
    const char *kind;
} spell;

static person people[PEOPLE];
static spell spells[SPELLS];

static uint32_t next(uint64_t *state)
{
    *state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (uint32_t)(*state >> 33);
}

static void invent(uint64_t *state)
{
    static const char *const areas[] = {"north", "south", "west", NULL};
    for (int i = 0; i < PEOPLE; i++)
        people[i] = (person){next(state) % 90, 3000 + next(state) % 9000, (int)(next(state) % 3),
                             areas[next(state) % 4], i};
    for (int i = 0; i < SPELLS; i++) {
        int64_t begins = 15000 + next(state) % 3000;
        spells[i] = (spell){(int)(next(state) % PEOPLE), begins, begins + next(state) % 400,
                            next(state) % 2 == 0 ? "course" : "job"};
    }
}

/* ---- registers ---- */

static integ_status add_citizens(integ_register_builder *builder, const person *these, int64_t count,
                                 integ_error *error)
{
    int64_t id[IMAGINED], age[IMAGINED], working[IMAGINED], birth[IMAGINED];
    uint8_t known[IMAGINED];
    const char *area[IMAGINED];
    for (int64_t i = 0; i < count; i++) {
        id[i] = 100 + i;
        age[i] = these[i].age;
        birth[i] = these[i].birth;
        working[i] = these[i].working == 1;
        known[i] = these[i].working != 2;
        area[i] = these[i].area;
    }
    const made_column columns[] = {
        {.name = "id", .type = INTEG_TYPE_INTEGER, .numbers = id, .is_key = true},
        {.name = "age", .type = INTEG_TYPE_INTEGER, .numbers = age},
        {.name = "working", .type = INTEG_TYPE_BOOLEAN, .numbers = working, .known = known},
        {.name = "birth", .type = INTEG_TYPE_DATE, .numbers = birth},
        {.name = "area", .type = INTEG_TYPE_CODE, .texts = area},
        {.name = NULL}};
    return add_made_table(builder, "citizen", columns, count, error);
}

static integ_status add_spells(integ_register_builder *builder, const person *these, int64_t count,
                               integ_error *error)
{
    int64_t owner[SPELLS * IMAGINED], begins[SPELLS * IMAGINED], ends[SPELLS * IMAGINED], rows = 0;
    const char *kind[SPELLS * IMAGINED];
    for (int64_t i = 0; i < count; i++)
        for (int j = 0; j < SPELLS; j++) {
            if (spells[j].owner != these[i].spells_of)
                continue;
            owner[rows] = 100 + i;
            begins[rows] = spells[j].begins;
            ends[rows] = spells[j].ends;
            kind[rows++] = spells[j].kind;
        }
    const made_column columns[] = {{.name = "citizen", .type = INTEG_TYPE_INTEGER, .numbers = owner},
                                   {.name = "begins", .type = INTEG_TYPE_DATE, .numbers = begins},
                                   {.name = "ends", .type = INTEG_TYPE_DATE, .numbers = ends},
                                   {.name = "kind", .type = INTEG_TYPE_CODE, .texts = kind},
                                   {.name = NULL}};
    integ_status status = add_made_table(builder, "spell", columns, rows, error);
    if (status == INTEG_STATUS_OK)
        status = integ_register_builder_set_link(builder, "citizen", "citizen", error);
    return status == INTEG_STATUS_OK ? integ_register_builder_set_spell(builder, "begins", "ends", 1, error) : status;
}

static integ_status make_register(integ_context *context, const person *these, int64_t count, integ_register **out,
                                  integ_error *error)
{
    integ_register_builder *builder;
    *out = NULL;
    integ_status status = integ_register_builder_new(context, INTEG_PURPOSE_STATISTICS, &builder, error);
    if (status == INTEG_STATUS_OK)
        status = integ_register_builder_add_snapshot(builder, 18262, error);
    if (status == INTEG_STATUS_OK)
        status = add_citizens(builder, these, count, error);
    if (status == INTEG_STATUS_OK)
        status = add_spells(builder, these, count, error);
    if (status == INTEG_STATUS_OK)
        status = integ_register_builder_finish(builder, out, error);
    integ_register_builder_free(builder);
    return status;
}

/* ---- questions ---- */

static const struct {
    const char *where, *by;
} questions[] = {
    {"age >= 30", NULL},
    {"working", "area"},
    {"area = 'north' OR NOT working", NULL},
    {"age(birth) < 40", "area"},
    {"exists('spell', kind = 'course')", "area"},
    {"rows('spell') >= 2 AND age < 60", NULL},
    {"days_covered('spell', DATE('2012-01-01'), DATE('2013-06-30')) > 50", "working"},
    {"last('spell', kind) = 'job'", NULL},
    {"working IS NULL AND exists('spell')", NULL},
};
#define QUESTIONS (sizeof questions / sizeof *questions)

static integ_status add_question(integ_context *context, integ_plan *plan, size_t number, integ_error *error)
{
    integ_expression *where = NULL;
    integ_dimensions *by = NULL;
    int64_t query;
    integ_status status = integ_expression_parse(context, questions[number].where, strlen(questions[number].where),
                                                 "test", &where, error);
    if (status == INTEG_STATUS_OK && questions[number].by != NULL)
        status = integ_dimensions_new(context, &by, error);
    if (status == INTEG_STATUS_OK && by != NULL)
        status = integ_dimensions_add_column(by, questions[number].by, error);
    if (status == INTEG_STATUS_OK)
        status = integ_plan_add(plan, NULL, "citizen", where, NULL, by, &query, error);
    integ_dimensions_free(by);
    integ_expression_free(where);
    return status;
}

static integ_status make_plan(integ_context *context, integ_register *reg, integ_plan **out, integ_error *error)
{
    integ_status status = integ_plan_new(reg, NULL, out, error);
    if (status == INTEG_STATUS_OK)
        status = integ_plan_keep_members(*out, error);
    for (size_t i = 0; i < QUESTIONS && status == INTEG_STATUS_OK; i++)
        status = add_question(context, *out, i, error);
    return status;
}

/* ---- the same people twice ---- */

/* What is changed of somebody, in the table's order of columns: id, age, working, birth, area. */
static void change(person *into, const integi_imagined_row *row, int64_t spell_table)
{
    const person *donor = row->donor < 0 ? NULL : &people[row->donor];
    if (row->change == 1)
        into->age = donor == NULL ? row->value : donor->age;
    else if (row->change == 2)
        into->working = donor == NULL ? (int)row->value : donor->working;
    else if (row->change == 3)
        into->birth = donor == NULL ? row->value : donor->birth;
    else if (row->change == 4 && donor != NULL)
        into->area = donor->area;
    else if (row->change == INTEGI_LINKED(spell_table))
        into->spells_of = donor->spells_of;
}

static void draw_rows(uint64_t *state, integi_imagined_row *rows, person *same, int64_t spell_table)
{
    int64_t base = 0;
    for (int i = 0; i < IMAGINED; i++) {
        bool first = i % 5 == 0;
        base = first ? next(state) % PEOPLE : base;
        rows[i] = (integi_imagined_row){base, INTEGI_UNCHANGED, base, 0};
        if (!first) {
            int64_t what = next(state) % 5;
            rows[i].change = what < 4 ? 1 + what : INTEGI_LINKED(spell_table);
            rows[i].donor = next(state) % PEOPLE;
            if (next(state) % 4 == 0 && what < 2) {
                rows[i].donor = INTEGI_NO_ROW;
                rows[i].value = what == 0 ? next(state) % 90 : next(state) % 2;
            }
        }
        same[i] = people[base];
        change(&same[i], &rows[i], spell_table);
    }
}

static bool has(const uint64_t *words, int64_t row)
{
    return words != NULL && (words[row / 64] >> (row % 64) & 1) != 0;
}

static const char *label_of(const integ_tally *tally, int64_t query, int64_t row)
{
    const integi_members *members = integi_tally_members(tally, query);
    for (int64_t cell = 0; members->cells != NULL && cell < integ_tally_cells(tally, query); cell++)
        if ((int64_t)members->cells[row] == integi_tally_cell_index(tally, query, cell))
            return integ_tally_label(tally, query, cell, 0);
    return NULL;
}

static void compare(const integ_tally *imagined, const integ_tally *real)
{
    for (int64_t query = 0; query < (int64_t)QUESTIONS; query++) {
        const integi_members *left = integi_tally_members(imagined, query);
        const integi_members *right = integi_tally_members(real, query);
        ck_assert_int_eq(left->rows, IMAGINED);
        for (int64_t row = 0; row < IMAGINED; row++) {
            for (int set = 0; set < INTEGI_MEMBER_SETS; set++)
                ck_assert_msg(has(left->words[set], row) == has(right->words[set], row), "question %d, row %d, set %d",
                              (int)query, (int)row, set);
            const char *a = label_of(imagined, query, row), *b = label_of(real, query, row);
            ck_assert((a == NULL) == (b == NULL) && (a == NULL || strcmp(a, b) == 0));
        }
    }
}

static integ_status imagine_and_compare(integ_context *context, uint64_t *state, integ_error *error)
{
    integ_register *reg = NULL, *other = NULL;
    integ_plan *plan = NULL, *other_plan = NULL;
    integi_imagined *imagined = NULL;
    integ_tally *left = NULL, *right = NULL;
    integi_imagined_row rows[IMAGINED];
    person same[IMAGINED];
    invent(state);
    integ_status status = make_register(context, people, PEOPLE, &reg, error);
    if (status == INTEG_STATUS_OK) {
        draw_rows(state, rows, same, 1);
        status = make_register(context, same, IMAGINED, &other, error);
    }
    if (status == INTEG_STATUS_OK)
        status = make_plan(context, reg, &plan, error);
    if (status == INTEG_STATUS_OK)
        status = make_plan(context, other, &other_plan, error);
    if (status == INTEG_STATUS_OK)
        status = integi_imagine(integ_register_snapshot(reg, 0), 0, rows, IMAGINED, &imagined, error);
    if (status == INTEG_STATUS_OK)
        status = integi_tally_of_table(plan, integi_imagined_snapshot(imagined), 0, &left, error);
    if (status == INTEG_STATUS_OK)
        status = integ_tally_of_plan_unprotected(other_plan, integ_register_snapshot(other, 0), &right, error);
    if (status == INTEG_STATUS_OK)
        compare(left, right);
    integ_tally_free(left);
    integ_tally_free(right);
    integi_imagined_free(imagined);
    integ_plan_free(plan);
    integ_plan_free(other_plan);
    integ_register_free(reg);
    integ_register_free(other);
    return status;
}

START_TEST(imagined_people_are_counted_as_real_ones)
{
    for (uint64_t seed = 1; seed <= 40; seed++) {
        integ_context *context;
        uint64_t state = seed;
        ck_assert_int_eq(integ_context_new(&context, NULL), INTEG_STATUS_OK);
        ck_assert_int_eq(imagine_and_compare(context, &state, NULL), INTEG_STATUS_OK);
        integ_context_free(context);
    }
}
END_TEST

static integ_status imagine_once(integ_context *context, integ_error *error, void *userdata)
{
    uint64_t state = 7;
    (void)userdata;
    return imagine_and_compare(context, &state, error);
}

START_TEST(running_out_of_memory_imagines_nobody)
{
    for_each_failing_allocation(imagine_once, NULL);
}
END_TEST

void add_imagined(Suite *suite)
{
    add_tests(suite, "imagined",
              (const TTest *[]){imagined_people_are_counted_as_real_ones, running_out_of_memory_imagines_nobody, NULL});
}
