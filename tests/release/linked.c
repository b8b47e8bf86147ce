/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
/* Figures about citizens and about their contracts in one release. Where 23 citizens have just one contract, and 20 of
 * these are of one kind, three people have one of another kind. What is printed of random towns is added and subtracted
 * here in every way, by elimination over how many rows every citizen has in each figure, and must never count one to a
 * few citizens. */
#include "release/ledger.h"
#include "release/suite.h"
#include "support/failing_allocator.h"
#include "support/folder.h"
#include "support/made.h"

#include <integration.h>
#include <stdio.h>
#include <string.h>

#define CITIZENS 40
#define MOST 3 /* contracts of a citizen */
#define SNAPSHOTS 2
#define QUESTIONS 5
#define CASES 600
#define PRIME UINT64_C(2147483647)
#define PRINTED 200
#define KINDS_MOST 4 /* of people who are told apart, in a group that is looked for */

static scratch_folder own;

static uint32_t next(uint64_t *state)
{
    *state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (uint32_t)(*state >> 33);
}

/* ---- towns ---- */

typedef struct town {
    int citizens, snapshots;
    int threshold;
    bool female[CITIZENS];
    int contracts[SNAPSHOTS][CITIZENS];
    int kind[SNAPSHOTS][CITIZENS][MOST];
} town;

/* Most contracts are of one kind, and most of those who have any have one. */
static town invent(uint64_t *state)
{
    town made = {.citizens = 20 + (int)(next(state) % (CITIZENS - 19))};
    made.snapshots = 1 + (int)(next(state) % SNAPSHOTS);
    made.threshold = next(state) % 2 == 0 ? 3 : 5;
    for (int c = 0; c < made.citizens; c++) {
        made.female[c] = next(state) % 2 == 0;
        for (int s = 0; s < made.snapshots; s++) {
            uint32_t draw = next(state) % 16;
            bool same = s > 0 && next(state) % 6 != 0;
            made.contracts[s][c] = same ? made.contracts[s - 1][c] : draw < 4 ? 0 : draw < 12 ? 1 : draw < 15 ? 2 : 3;
            for (int i = 0; i < MOST; i++)
                made.kind[s][c][i] = same ? made.kind[s - 1][c][i] : next(state) % 5 == 0 ? (int)(next(state) % 3) : 0;
        }
    }
    return made;
}

static const char *const kind_names[] = {"x", "y", "z"};

static integ_status add_tables(const town *of, integ_register_builder *builder, int s, integ_error *error)
{
    int64_t id[CITIZENS], nr[CITIZENS * MOST], who[CITIZENS * MOST], rows = 0;
    const char *sex[CITIZENS], *kind[CITIZENS * MOST];
    for (int c = 0; c < of->citizens; c++) {
        id[c] = c;
        sex[c] = of->female[c] ? "f" : "m";
        for (int i = 0; i < of->contracts[s][c]; i++) {
            nr[rows] = c * MOST + i;
            who[rows] = c;
            kind[rows++] = kind_names[of->kind[s][c][i]];
        }
    }
    const made_column citizen[] = {{.name = "id", .type = INTEG_TYPE_INTEGER, .numbers = id, .is_key = s == 0},
                                   {.name = "sex", .type = INTEG_TYPE_CODE, .texts = sex},
                                   {.name = NULL}};
    const made_column contract[] = {{.name = "nr", .type = INTEG_TYPE_INTEGER, .numbers = nr, .is_key = s == 0},
                                    {.name = "who", .type = INTEG_TYPE_INTEGER, .numbers = who},
                                    {.name = "kind", .type = INTEG_TYPE_CODE, .texts = kind},
                                    {.name = NULL}};
    integ_status status = add_made_table(builder, "citizen", citizen, of->citizens, error);
    if (status == INTEG_STATUS_OK)
        status = add_made_table(builder, "contract", contract, rows, error);
    return status == INTEG_STATUS_OK ? integ_register_builder_set_link(builder, "who", "citizen", error) : status;
}

static integ_status make_register(const town *of, integ_context *context, integ_register **out, integ_error *error)
{
    integ_register_builder *builder;
    *out = NULL;
    integ_status status = integ_register_builder_new(context, INTEG_PURPOSE_STATISTICS, &builder, error);
    for (int s = 0; s < of->snapshots && status == INTEG_STATUS_OK; s++) {
        status = integ_register_builder_add_snapshot(builder, 18000 + 400 * s, error);
        if (status == INTEG_STATUS_OK)
            status = add_tables(of, builder, s, error);
    }
    if (status == INTEG_STATUS_OK)
        status = integ_register_builder_finish(builder, out, error);
    integ_register_builder_free(builder);
    return status;
}

/* ---- what is asked ---- */

/* NULL: everybody. */
static const char *const of_citizens[] = {NULL,
                                          "sex = 'f'",
                                          "exists('contract')",
                                          "rows('contract') = 1",
                                          "rows('contract') >= 2",
                                          "exists('contract', kind = 'x')",
                                          "rows('contract', kind = 'x') = 1",
                                          "sex = 'f' AND rows('contract') = 1",
                                          "exists('contract', kind = 'y') OR sex = 'm'"};
static const char *const of_contracts[] = {NULL,
                                           "kind = 'x'",
                                           "kind <> 'x'",
                                           "linked_in('women')",
                                           "linked_in('single')",
                                           "linked_in('single') AND kind = 'x'",
                                           "linked_in('women') AND kind = 'x'",
                                           "NOT linked_in('single')"};
#define OF_CITIZENS (sizeof of_citizens / sizeof *of_citizens)
#define OF_CONTRACTS (sizeof of_contracts / sizeof *of_contracts)

static int contracts_of_kind(const town *of, int s, int c, int kind)
{
    int count = 0;
    for (int i = 0; i < of->contracts[s][c]; i++)
        count += of->kind[s][c][i] == kind;
    return count;
}

static bool citizen_meets(const town *of, int s, int c, int condition)
{
    int all = of->contracts[s][c], x = contracts_of_kind(of, s, c, 0), y = contracts_of_kind(of, s, c, 1);
    bool female = of->female[c];
    const bool meets[OF_CITIZENS] = {true,  female, all > 0,            all == 1,         all > 1,
                                     x > 0, x == 1, female && all == 1, y > 0 || !female};
    return meets[condition];
}

static bool contract_meets(const town *of, int s, int c, int i, int condition)
{
    bool x = of->kind[s][c][i] == 0, single = of->contracts[s][c] == 1, female = of->female[c];
    const bool meets[OF_CONTRACTS] = {true, x, !x, female, single, single && x, female && x, !single};
    return meets[condition];
}

typedef struct question {
    int s, condition;
    bool contracts; /* it is about these, and not about citizens */
    bool by;        /* broken down, by sex or kind */
    bool follows;   /* what becomes of those for whom it is true */
} question;

typedef struct asked {
    question what;
    integ_tally *tally;
    int64_t query, figures[4];
    integ_following *following;
    integ_following_figures *followed;
} asked;

/* How a release is made. */
typedef struct way {
    bool remembers; /* with a ledger */
    bool rounds;
} way;

static question draw_question(const town *of, way how, uint64_t *state)
{
    question drawn = {.s = (int)(next(state) % (uint32_t)of->snapshots), .contracts = next(state) % 2 == 0,
                      .by = next(state) % 4 == 0};
    drawn.follows = next(state) % 6 == 0 && !how.rounds;
    drawn.condition = (int)(next(state) % (drawn.contracts ? OF_CONTRACTS : OF_CITIZENS));
    if (drawn.follows && drawn.condition == 0)
        drawn.condition = 1; /* a condition is followed */
    return drawn;
}

static integ_status parse(integ_context *context, const char *text, integ_expression **out, integ_error *error)
{
    *out = NULL;
    return text == NULL ? INTEG_STATUS_OK : integ_expression_parse(context, text, strlen(text), "test", out, error);
}

static integ_status make_groups(integ_context *context, integ_groups **out, integ_error *error)
{
    static const char *const groups[][2] = {{"women", "sex = 'f'"}, {"single", "rows('contract') = 1"}};
    integ_status status = integ_groups_new(context, out, error);
    for (int i = 0; i < 2 && status == INTEG_STATUS_OK; i++) {
        integ_expression *where;
        status = parse(context, groups[i][1], &where, error);
        if (status == INTEG_STATUS_OK)
            status = integ_groups_add(*out, groups[i][0], NULL, NULL, where, "citizen", error);
        integ_expression_free(where);
    }
    return status;
}

static integ_status count(asked *self, integ_context *context, const integ_groups *groups, integ_register *reg,
                          integ_error *error)
{
    integ_plan *plan = NULL;
    integ_dimensions *by = NULL;
    integ_expression *filter;
    const question *what = &self->what;
    const char *where = (what->contracts ? of_contracts : of_citizens)[what->condition];
    integ_status status = parse(context, where, &filter, error);
    if (status == INTEG_STATUS_OK && what->follows)
        status = integ_cohort_follow_filter(filter, groups, integ_register_snapshot(reg, what->s),
                                            what->contracts ? "contract" : "citizen", NULL, &self->following, error);
    if (status == INTEG_STATUS_OK && what->by)
        status = integ_dimensions_new(context, &by, error);
    if (status == INTEG_STATUS_OK && what->by)
        status = integ_dimensions_add_column(by, what->contracts ? "kind" : "sex", error);
    if (status == INTEG_STATUS_OK)
        status = integ_plan_new(reg, groups, &plan, error);
    if (status == INTEG_STATUS_OK)
        status = integ_plan_keep_members(plan, error);
    if (status == INTEG_STATUS_OK)
        status = integ_plan_add(plan, NULL, what->contracts ? "contract" : "citizen", filter, NULL, by, &self->query,
                                error);
    if (status == INTEG_STATUS_OK)
        status = integ_tally_of_plan_unprotected(plan, integ_register_snapshot(reg, what->s), &self->tally, error);
    integ_plan_free(plan);
    integ_dimensions_free(by);
    integ_expression_free(filter);
    return status;
}

static integ_status add(asked *self, integ_release *release, integ_error *error)
{
    integ_status status = INTEG_STATUS_OK;
    int64_t cells = integ_tally_cells(self->tally, self->query);
    if (self->what.follows)
        return integ_release_add_following(release, self->following, &self->followed, error);
    if (self->what.by)
        for (int64_t cell = 0; cell < cells && status == INTEG_STATUS_OK; cell++)
            status = integ_release_add_query(release, self->tally, self->query, cell, INTEG_ROWS_TRUE,
                                             &self->figures[cell], error);
    if (self->what.by || cells == 0)
        return status;
    status = integ_release_add_query(release, self->tally, self->query, 0, INTEG_ROWS_ALL, &self->figures[0], error);
    if (status == INTEG_STATUS_OK)
        status = integ_release_add_query(release, self->tally, self->query, 0, INTEG_ROWS_TRUE, &self->figures[1],
                                         error);
    return status == INTEG_STATUS_OK ? integ_release_add_share(release, self->figures[1], self->figures[0], error)
                                     : status;
}

/* ---- what is said ---- */

typedef struct told {
    const town *of;
    bool rounds, follows;
    int count, hidden;
    int rows[PRINTED][CITIZENS]; /* that every citizen has in each figure */
} told;

/* What is shown is true; of rounded counts only those tell that are. */
static void tell(told *self, const int *rows, int64_t shown)
{
    int64_t sum = 0;
    self->hidden += shown < 0;
    if (shown < 0)
        return;
    for (int c = 0; c < self->of->citizens; c++)
        sum += rows[c];
    if (self->rounds && shown != sum)
        return;
    ck_assert_int_eq(shown, sum);
    ck_assert_int_lt(self->count, PRINTED);
    memcpy(self->rows[self->count++], rows, CITIZENS * sizeof *rows);
}

static int64_t shown_of(const integ_release *release, int64_t figure)
{
    int64_t shown;
    ck_assert_int_eq(integ_release_count(release, figure, &shown, NULL), INTEG_STATUS_OK);
    return shown;
}

/* The rows that a citizen has in a figure: of all of the table, or of those with a label, that meet a condition. */
static int rows_of(const town *of, const question *what, int c, const char *label, int condition)
{
    int rows = 0;
    if (!what->contracts)
        return (label == NULL || of->female[c] == (strcmp(label, "f") == 0)) &&
               citizen_meets(of, what->s, c, condition);
    for (int i = 0; i < of->contracts[what->s][c]; i++)
        rows += (label == NULL || strcmp(label, kind_names[of->kind[what->s][c][i]]) == 0) &&
                contract_meets(of, what->s, c, i, condition);
    return rows;
}

static void read_figure(told *told, const integ_release *release, const question *what, const char *label,
                        int condition, int64_t figure)
{
    int rows[CITIZENS] = {0};
    for (int c = 0; c < told->of->citizens; c++)
        rows[c] = rows_of(told->of, what, c, label, condition);
    tell(told, rows, shown_of(release, figure));
}

/* Of those followed from one snapshot, who is there in another one, and for whom the condition is true there. */
static int rows_followed(const town *of, const question *what, int s, int c, bool meets)
{
    if (!what->contracts)
        return citizen_meets(of, what->s, c, what->condition) && (!meets || citizen_meets(of, s, c, what->condition));
    int rows = 0;
    for (int i = 0; i < of->contracts[what->s][c] && i < of->contracts[s][c]; i++)
        rows += contract_meets(of, what->s, c, i, what->condition) &&
                (!meets || contract_meets(of, s, c, i, what->condition));
    return rows;
}

static void read_following(const asked *self, told *told)
{
    for (int s = 0; s < told->of->snapshots; s++)
        for (int meets = 0; meets <= 1; meets++) {
            int rows[CITIZENS] = {0};
            for (int c = 0; c < told->of->citizens; c++)
                rows[c] = rows_followed(told->of, &self->what, s, c, meets == 1);
            tell(told, rows, integ_following_figures_count(self->followed, s, meets == 1 ? INTEG_FOLLOWING_IN_GROUP
                                                                                        : INTEG_FOLLOWING_PRESENT));
        }
}

static void read_answer(const asked *self, const integ_release *release, told *told)
{
    const question *what = &self->what;
    if (what->follows) {
        read_following(self, told);
        return;
    }
    int64_t cells = integ_tally_cells(self->tally, self->query);
    for (int64_t cell = 0; cell < cells && what->by; cell++)
        read_figure(told, release, what, integ_tally_label(self->tally, self->query, cell, 0), what->condition,
                    self->figures[cell]);
    if (what->by || cells == 0)
        return;
    read_figure(told, release, what, NULL, 0, self->figures[0]);
    read_figure(told, release, what, NULL, what->condition, self->figures[1]);
}

/* One release of some questions. */
static integ_status publish(const town *of, integ_context *context, integ_register *reg, const question *questions,
                            int count_of, way how, told *told, integ_error *error)
{
    integ_disclosure *rule = NULL;
    integ_release *release = NULL;
    integ_ledger *ledger = NULL;
    integ_groups *groups = NULL;
    asked all[QUESTIONS] = {{.tally = NULL}};
    integ_status status = integ_disclosure_new(context, &rule, error);
    if (status == INTEG_STATUS_OK)
        status = integ_disclosure_set_threshold(rule, of->threshold, error);
    if (status == INTEG_STATUS_OK && how.rounds)
        status = integ_disclosure_set_rounding(rule, of->threshold, error);
    if (status == INTEG_STATUS_OK)
        status = make_groups(context, &groups, error);
    if (status == INTEG_STATUS_OK)
        status = integ_release_new(context, rule, &release, error);
    if (status == INTEG_STATUS_OK && how.remembers)
        status = integ_ledger_open(context, own.file, &ledger, error);
    if (status == INTEG_STATUS_OK && how.remembers)
        status = integ_release_set_ledger(release, ledger, reg, error);
    for (int i = 0; i < count_of && status == INTEG_STATUS_OK; i++) {
        all[i].what = questions[i];
        status = count(&all[i], context, groups, reg, error);
        if (status == INTEG_STATUS_OK)
            status = add(&all[i], release, error);
    }
    if (status == INTEG_STATUS_OK)
        status = integ_release_protect(release, error);
    for (int i = 0; i < count_of && status == INTEG_STATUS_OK && told != NULL; i++)
        read_answer(&all[i], release, told);
    if (status == INTEG_STATUS_OK && how.remembers)
        status = integ_release_record(release, 18900, NULL, error);
    if (status == INTEG_STATUS_OK && how.remembers)
        status = integ_ledger_write(ledger, error);
    for (int i = 0; i < QUESTIONS; i++) {
        integ_tally_free(all[i].tally);
        integ_following_free(all[i].following);
        integ_following_figures_free(all[i].followed);
    }
    integ_release_free(release);
    integ_ledger_free(ledger);
    integ_groups_free(groups);
    integ_disclosure_free(rule);
    return status;
}

/* ---- the attacker ---- */

typedef struct system {
    int kind_of[CITIZENS]; /* people with as many rows in every figure */
    int people[CITIZENS], first[CITIZENS];
    int kinds;
    uint64_t rows[PRINTED][CITIZENS];
    int pivots[PRINTED];
    int row_count;
} system_of;

static uint64_t power(uint64_t base, uint64_t exponent)
{
    uint64_t result = 1;
    for (; exponent > 0; exponent >>= 1, base = base * base % PRIME)
        result = (exponent & 1) != 0 ? result * base % PRIME : result;
    return result;
}

static bool are_alike(const told *told, int a, int b)
{
    for (int i = 0; i < told->count; i++)
        if (told->rows[i][a] != told->rows[i][b])
            return false;
    return true;
}

static void tell_apart(system_of *self, const told *told)
{
    for (int c = 0; c < told->of->citizens; c++) {
        int kind = 0;
        while (kind < self->kinds && !are_alike(told, self->first[kind], c))
            kind++;
        if (kind == self->kinds)
            self->first[self->kinds++] = c;
        self->kind_of[c] = kind;
        self->people[kind]++;
    }
}

/* Takes away what is known. Returns the first kind that is left, or -1. */
static int reduce(const system_of *self, uint64_t *row)
{
    for (int i = 0; i < self->row_count; i++) {
        uint64_t factor = row[self->pivots[i]];
        for (int kind = 0; kind < self->kinds && factor != 0; kind++)
            row[kind] = (row[kind] + (PRIME - factor) * self->rows[i][kind]) % PRIME;
    }
    for (int kind = 0; kind < self->kinds; kind++)
        if (row[kind] != 0)
            return kind;
    return -1;
}

static void learn(system_of *self, const int *rows)
{
    uint64_t *row = self->rows[self->row_count];
    for (int kind = 0; kind < self->kinds; kind++)
        row[kind] = (uint64_t)rows[self->first[kind]];
    int pivot = reduce(self, row);
    if (pivot < 0)
        return;
    uint64_t inverse = power(row[pivot], PRIME - 2);
    for (int kind = 0; kind < self->kinds; kind++)
        row[kind] = row[kind] * inverse % PRIME;
    self->pivots[self->row_count++] = pivot;
}

/* Tries all groups of few people that are made of few kinds. Returns how many people are in the first that follows; 0:
 * none does. */
static int try_groups(const system_of *self, int few, int *chosen, int count_of, int people)
{
    uint64_t row[CITIZENS] = {0};
    for (int i = 0; i < count_of; i++)
        row[chosen[i]] = 1;
    if (count_of > 0 && reduce(self, row) < 0)
        return people;
    for (int kind = count_of == 0 ? 0 : chosen[count_of - 1] + 1; kind < self->kinds && count_of < KINDS_MOST; kind++) {
        chosen[count_of] = kind;
        int more = people + self->people[kind];
        int found = more <= few ? try_groups(self, few, chosen, count_of + 1, more) : 0;
        if (found > 0)
            return found;
    }
    return 0;
}

static int attack(const told *told)
{
    static system_of system;
    int chosen[KINDS_MOST], everybody[CITIZENS];
    memset(&system, 0, sizeof system);
    tell_apart(&system, told);
    for (int c = 0; c < told->of->citizens; c++)
        everybody[c] = 1;
    if (!told->follows) /* then it is decided with the rest whether that is known */
        learn(&system, everybody);
    for (int i = 0; i < told->count; i++)
        learn(&system, told->rows[i]);
    return try_groups(&system, told->of->threshold - 1, chosen, 0, 0);
}

START_TEST(tables_do_not_count_few_people_together)
{
    int64_t shown = 0, hidden = 0;
    make_folder(&own, "ledger.json");
    for (int64_t seed = 0; seed < random_cases(CASES, 50 * CASES); seed++) {
        uint64_t state = (uint64_t)seed + 1;
        town of = invent(&state);
        told told = {.of = &of};
        integ_context *context;
        integ_register *reg;
        uint32_t draw = next(&state) % 6;
        way how = {.remembers = draw == 0, .rounds = draw == 1};
        told.rounds = how.rounds;
        ck_assert_int_eq(integ_context_new(&context, NULL), INTEG_STATUS_OK);
        ck_assert_int_eq(make_register(&of, context, &reg, NULL), INTEG_STATUS_OK);
        for (int i = how.remembers ? 3 : 1; i > 0; i--) {
            question questions[QUESTIONS];
            int count_of = 1 + (int)(next(&state) % (how.remembers ? 2 : QUESTIONS));
            for (int k = 0; k < count_of; k++)
                told.follows = (questions[k] = draw_question(&of, how, &state)).follows || told.follows;
            ck_assert_int_eq(publish(&of, context, reg, questions, count_of, how, &told, NULL), INTEG_STATUS_OK);
        }
        int found = attack(&told);
        ck_assert_msg(found == 0, "seed %d: the number of %d people follows", (int)seed, found);
        shown += told.count;
        hidden += told.hidden;
        integ_register_free(reg);
        integ_context_free(context);
        remove(own.file);
    }
    ck_assert_msg(shown > hidden, "%d are shown and %d hidden", (int)shown, (int)hidden);
    remove_folder(&own);
}
END_TEST

/* Of forty citizens 25 have one contract, three of them of kind y, and others none, two or three of kind x. */
static town one_contract_each(void)
{
    town made = {.citizens = CITIZENS, .snapshots = 1, .threshold = 5};
    for (int c = 0; c < CITIZENS; c++) {
        made.female[c] = c % 2 == 0;
        made.contracts[0][c] = c < 25 ? 1 : c % 3 == 0 ? 0 : c % 3 + 1;
        made.kind[0][c][0] = c < 3;
    }
    return made;
}

START_TEST(those_with_one_contract_are_no_measure_of_another_kind)
{
    static const question alone[] = {{.condition = 5, .contracts = true}, {.condition = 3}};
    town of = one_contract_each();
    for (int count_of = 1; count_of <= 2; count_of++) {
        told told = {.of = &of};
        integ_context *context;
        integ_register *reg;
        ck_assert_int_eq(integ_context_new(&context, NULL), INTEG_STATUS_OK);
        ck_assert_int_eq(make_register(&of, context, &reg, NULL), INTEG_STATUS_OK);
        ck_assert_int_eq(publish(&of, context, reg, alone, count_of, (way){.remembers = false}, &told, NULL),
                         INTEG_STATUS_OK);
        ck_assert_int_eq(told.hidden, count_of - 1); /* 22 contracts alone say nothing of three people, 25 people do */
        integ_register_free(reg);
        integ_context_free(context);
    }
}
END_TEST

typedef struct tried {
    town of;
    way how;
} tried;

static integ_status publish_tables(integ_context *context, integ_error *error, void *userdata)
{
    const tried *with = userdata;
    static const question questions[] = {
        {.condition = 3}, {.condition = 5, .contracts = true}, {.condition = 1, .contracts = true, .follows = true}};
    integ_register *reg;
    remove(own.file);
    integ_status status = make_register(&with->of, context, &reg, error);
    if (status == INTEG_STATUS_OK)
        status = publish(&with->of, context, reg, questions, with->how.rounds ? 2 : 3, with->how, NULL, error);
    integ_register_free(reg);
    return status;
}

START_TEST(running_out_of_memory_says_so)
{
    tried with = {.of = one_contract_each()};
    make_folder(&own, "ledger.json");
    for (int rounds = 0; rounds <= 1; rounds++) {
        with.how = (way){.remembers = rounds == 0, .rounds = rounds == 1};
        for_each_failing_allocation(publish_tables, &with);
    }
    remove_folder(&own);
}
END_TEST

void add_linked(Suite *suite)
{
    add_tests(suite, "linked",
              (const TTest *[]){tables_do_not_count_few_people_together,
                                those_with_one_contract_are_no_measure_of_another_kind, running_out_of_memory_says_so,
                                NULL});
}
