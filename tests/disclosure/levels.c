/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
/* Every finding of the audit, compared with what going through all possible tables finds: what adding and subtracting
 * tells, what counts not being negative adds, that they are whole, what the rule tells, and what somebody who is
 * counted knows. Tables are of many kinds, and hidden in badly. */
#include "disclosure/cells.h"
#include "disclosure/enumerate.h"
#include "disclosure/suite.h"
#include "disclosure/systems.h"

#include <stdlib.h>
#include <string.h>

#define ATOMS_AT_MOST 24
#define PRIME INT64_C(2147483629)

static integ_context *context;
static integ_disclosure *rule;

static void set_up(void)
{
    ck_assert_int_eq(integ_context_new(&context, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_disclosure_new(context, &rule, NULL), INTEG_STATUS_OK);
}

static void tear_down(void)
{
    integ_disclosure_free(rule);
    integ_context_free(context);
}

/* The values that a cell has in all tables of some kind. */
typedef struct seen {
    int64_t lower, upper, tables;
} seen;

typedef struct outlook {
    const integ_cells *cells;
    int64_t values[ENUMERATED_CELLS_AT_MOST]; /* -1 where hidden */
    int64_t count;
    int64_t own[ATOMS_AT_MOST];               /* the cell that is an atom alone */
    int64_t shares[4 * ENUMERATED_CELLS_AT_MOST][2]; /* part and whole */
    int64_t share_count;
    bool obeys;
    int64_t least[ENUMERATED_CELLS_AT_MOST]; /* what whoever knows the rule has found out of hidden totals so far */
    int64_t rounds;                          /* in which he did */
    int64_t refused; /* tables in which a part would not have been shown */
    seen plain[ENUMERATED_CELLS_AT_MOST];
    seen aware[ENUMERATED_CELLS_AT_MOST];
    seen inside[ATOMS_AT_MOST][ENUMERATED_CELLS_AT_MOST];
} outlook;

static void see(seen *self, int64_t value)
{
    self->lower = self->tables == 0 || value < self->lower ? value : self->lower;
    self->upper = self->tables == 0 || value > self->upper ? value : self->upper;
    self->tables++;
}

static bool is_single(const seen *self)
{
    return self->tables > 0 && self->lower == self->upper;
}

/* Whether nobody may be in a hidden cell because all may be somewhere else in a total below the full cell, when so much
 * is known of the totals. */
static bool may_be_nobody(const outlook *self, int64_t cell, const int64_t *least)
{
    int64_t full_cell = integ_disclosure_full_cell(rule);
    for (int64_t i = 0; i < self->share_count; i++)
        if (self->shares[i][0] == cell && full_cell > 0 && least[self->shares[i][1]] < full_cell)
            return true;
    return false;
}

static bool would_be_hidden(int64_t part, int64_t whole)
{
    return !integ_disclosure_hides_count(rule, whole) && integ_disclosure_hides_share(rule, part, whole);
}

/* A part of nobody is shown where nobody is, or may be, in another total of it. */
static bool is_excused(const outlook *self, int64_t part)
{
    for (int64_t i = 0; i < self->share_count && self->values[part] == 0; i++) {
        int64_t whole = self->shares[i][1];
        if (self->shares[i][0] == part &&
            (self->values[whole] == 0 || (self->values[whole] < 0 && may_be_nobody(self, whole, self->values))))
            return true;
    }
    return false;
}

/* Whether some part is shown that the rule hides, with the totals as far as they are shown or with all of them. */
static bool shows_shares(const outlook *self, const int64_t *totals)
{
    for (int64_t i = 0; i < self->share_count; i++) {
        int64_t part = self->shares[i][0], whole = totals[self->shares[i][1]], length;
        integ_cells_members(self->cells, part, &length);
        if (whole >= 0 && self->values[part] >= 0 && length > 0 && !is_excused(self, part) &&
            would_be_hidden(self->values[part], whole))
            return true;
    }
    return false;
}

/* Whether what is shown was hidden in by the rule, as far as anybody sees. */
static bool obeys_rule(const outlook *self)
{
    for (int64_t cell = 0; cell < self->count; cell++) {
        int64_t length;
        integ_cells_members(self->cells, cell, &length);
        if (self->values[cell] >= 0 && length > 0 && integ_disclosure_hides_count(rule, self->values[cell]))
            return false;
    }
    return !shows_shares(self, self->values);
}

static bool shows_shares_by_rule(const outlook *self, const int64_t *sums)
{
    return self->obeys && shows_shares(self, sums);
}

/* Zeros are not hidden, but where all may be somewhere else in a total below the full cell; and no part is shown that
 * would not be. */
static bool is_believed(const outlook *self, const int64_t *sums)
{
    for (int64_t cell = 0; cell < self->count && !integ_disclosure_zeros(rule); cell++)
        if (sums[cell] == 0 && self->values[cell] < 0 && !may_be_nobody(self, cell, self->least))
            return false;
    return !shows_shares_by_rule(self, sums);
}

static bool look_at(const int64_t *sums, void *userdata)
{
    outlook *self = userdata;
    bool believed = is_believed(self, sums);
    self->refused += !believed && shows_shares_by_rule(self, sums);
    for (int64_t cell = 0; cell < self->count; cell++) {
        if (self->values[cell] >= 0)
            continue;
        see(&self->plain[cell], sums[cell]);
        if (!believed)
            continue;
        see(&self->aware[cell], sums[cell]);
        int64_t length;
        const int64_t *atoms = integ_cells_members(self->cells, cell, &length);
        for (int64_t i = 0; i < length; i++)
            if (sums[self->own[atoms[i]]] > 0)
                see(&self->inside[atoms[i]][cell], sums[cell]);
    }
    return true;
}

/* Hidden totals are found to have more, which tells that somebody is in their parts, and so on. False when that is too
 * much to try, or there are no such tables. */
static bool look_at_all(outlook *self)
{
    static possible tables;
    bool more = true;
    memcpy(self->least, self->values, sizeof self->least);
    for (self->rounds = 0; more; self->rounds++) {
        self->refused = 0;
        memset(self->plain, 0, sizeof self->plain);
        memset(self->aware, 0, sizeof self->aware);
        memset(self->inside, 0, sizeof self->inside);
        enumerate(self->cells, self->values, look_at, self, &tables);
        if (tables.tables <= 0)
            return false;
        bool may[ENUMERATED_CELLS_AT_MOST];
        for (int64_t cell = 0; cell < self->count; cell++)
            may[cell] = may_be_nobody(self, cell, self->least);
        more = false;
        for (int64_t cell = 0; cell < self->count; cell++)
            if (self->values[cell] < 0 && self->aware[cell].tables > 0)
                self->least[cell] = self->aware[cell].lower;
        for (int64_t cell = 0; cell < self->count; cell++)
            more = more || (self->values[cell] < 0 && may[cell] && !may_be_nobody(self, cell, self->least));
    }
    return true;
}

/* Whether a cell is a sum of published ones, each times something, by elimination modulo a prime. */
static int64_t power(int64_t number, int64_t exponent)
{
    int64_t result = 1;
    for (; exponent > 0; exponent >>= 1, number = number * number % PRIME)
        if (exponent & 1)
            result = result * number % PRIME;
    return result;
}

static void fill_row(const outlook *self, int64_t cell, int64_t *row)
{
    int64_t length;
    const int64_t *atoms = integ_cells_members(self->cells, cell, &length);
    memset(row, 0, ATOMS_AT_MOST * sizeof *row);
    for (int64_t i = 0; i < length; i++)
        row[atoms[i]] = 1;
}

static int64_t first_of(const int64_t *row)
{
    int64_t at = 0;
    while (at < ATOMS_AT_MOST && row[at] == 0)
        at++;
    return at;
}

static void reduce(int64_t rows[ATOMS_AT_MOST][ATOMS_AT_MOST], const bool *taken, int64_t *row)
{
    for (int64_t at = 0; at < ATOMS_AT_MOST; at++)
        for (int64_t i = 0, factor = taken[at] ? row[at] : 0; i < ATOMS_AT_MOST && factor != 0; i++)
            row[i] = (row[i] + (PRIME - factor) * rows[at][i]) % PRIME;
}

static bool follows(const outlook *self, int64_t wanted)
{
    int64_t rows[ATOMS_AT_MOST][ATOMS_AT_MOST], row[ATOMS_AT_MOST];
    bool taken[ATOMS_AT_MOST] = {false};
    for (int64_t cell = 0; cell < self->count; cell++) {
        if (self->values[cell] < 0)
            continue;
        fill_row(self, cell, row);
        reduce(rows, taken, row);
        int64_t at = first_of(row);
        if (at == ATOMS_AT_MOST)
            continue;
        int64_t inverse = power(row[at], PRIME - 2);
        for (int64_t i = 0; i < ATOMS_AT_MOST; i++)
            rows[at][i] = row[i] * inverse % PRIME;
        taken[at] = true;
    }
    fill_row(self, wanted, row);
    reduce(rows, taken, row);
    return first_of(row) == ATOMS_AT_MOST;
}

/* Whether a cell has a single value where halves and thirds of people are possible; -1 when that is too much to try. */
static int is_single_in_parts(const outlook *self, int64_t cell)
{
    static possible tables;
    int64_t values[ENUMERATED_CELLS_AT_MOST];
    int answer = 1;
    for (int64_t parts = 2; parts <= 3 && answer > 0; parts++) {
        for (int64_t i = 0; i < self->count; i++)
            values[i] = self->values[i] < 0 ? -1 : parts * self->values[i];
        enumerate(self->cells, values, NULL, NULL, &tables);
        answer = tables.tables < 0 ? -1 : tables.lower[cell] == tables.upper[cell];
    }
    return answer;
}

/* -1 where going through all tables does not tell, or takes too long. */
static int32_t expected_finding(const outlook *self, int64_t cell)
{
    const seen *aware = &self->aware[cell];
    int64_t length;
    const int64_t *atoms = integ_cells_members(self->cells, cell, &length);
    if (is_single(&self->plain[cell])) {
        if (follows(self, cell))
            return INTEG_AUDIT_LINEAR;
        int single = is_single_in_parts(self, cell);
        return single < 0 ? -1 : single ? INTEG_AUDIT_INTERVAL : INTEG_AUDIT_INTEGER;
    }
    if (is_single(aware))
        return INTEG_AUDIT_RULE;
    for (int64_t i = 0; i < length; i++)
        if (is_single(&self->inside[atoms[i]][cell]))
            return INTEG_AUDIT_INSIDER;
    return aware->upper - aware->lower < integ_disclosure_width(rule) ? INTEG_AUDIT_NARROW : INTEG_AUDIT_SAFE;
}

static void expect_limits(const integ_audit *audit, int64_t cell, int32_t with_rule, const seen *expected)
{
    int64_t lower, upper;
    int32_t exact = integ_audit_interval(audit, cell, with_rule, &lower, &upper);
    if (!exact || lower != expected->lower || upper != expected->upper)
        ck_abort_msg("cell %lld, %s the rule: [%lld, %lld] instead of [%lld, %lld]", (long long)cell,
                     with_rule ? "with" : "without", (long long)lower, (long long)upper, (long long)expected->lower,
                     (long long)expected->upper);
}

typedef struct tally {
    int64_t tables;
    int64_t spoken; /* in which a part tells something of a hidden total */
    int64_t raised; /* in which a hidden total tells something of its parts */
    int64_t found[INTEG_AUDIT_UNDECIDED + 1];
} tally;

static void compare(const outlook *self, tally *all)
{
    integ_audit *audit;
    ck_assert_int_eq(integ_audit_new(self->cells, self->values, rule, &audit, NULL), INTEG_STATUS_OK);
    for (int64_t cell = 0; cell < self->count; cell++) {
        if (self->values[cell] >= 0)
            continue;
        int32_t expected = expected_finding(self, cell), found = integ_audit_finding(audit, cell);
        if (expected >= 0 && expected != found)
            ck_abort_msg("table %lld, cell %lld: %s instead of %s", (long long)all->tables, (long long)cell,
                         integ_audit_finding_name(found), integ_audit_finding_name(expected));
        expect_limits(audit, cell, 0, &self->plain[cell]);
        expect_limits(audit, cell, 1, &self->aware[cell]);
        all->found[found]++;
    }
    integ_audit_free(audit);
    all->tables++;
    all->spoken += self->refused > 0;
    all->raised += self->rounds > 1;
}

static int64_t dimension_of(uint64_t *state, int64_t *parents)
{
    static const int64_t shapes[][8] = {{-1, 0, 0},           {-1, 0, 0, 0},          {-1, 0, 0, 1, 1, 2, 2},
                                        {-1, 0, 1, 2, 2},     {-1, 0, 1, 1},          {-1, -1},
                                        {-1, 0, 0, 1, 3, 3},  {-1, 0, 0, 0, 0},       {-1, 0, 0, 1, 1, 3, 3}};
    static const int64_t sizes[] = {3, 4, 7, 5, 4, 2, 6, 5, 7};
    uint32_t shape = draw(state, 9);
    for (int64_t node = 0; node < sizes[shape]; node++)
        parents[node] = shapes[shape][node];
    return sizes[shape];
}

/* One to four dimensions, with levels that may have a single part. */
static integ_cells *draw_cube(uint64_t *state)
{
    for (;;) {
        int64_t sizes[4], parents[28], used = 0;
        int32_t dimensions = 1 + (int32_t)draw(state, 4);
        for (int32_t at = 0; at < dimensions; at++)
            used += sizes[at] = dimension_of(state, parents + used);
        integ_cells *cells;
        ck_assert_int_eq(integ_cells_new_table(context, dimensions, sizes, parents, &cells, NULL), INTEG_STATUS_OK);
        if (integ_cells_atoms(cells) <= ATOMS_AT_MOST && integ_cells_count(cells) <= ENUMERATED_CELLS_AT_MOST - 4)
            return cells;
        integ_cells_free(cells);
    }
}

/* Groups that overlap, some of them twice, and two tables of the same people by other borders. */
static integ_cells *draw_links(uint64_t *state)
{
    integ_cells *cells;
    int64_t atoms = 3 + draw(state, 6), members[ATOMS_AT_MOST];
    ck_assert_int_eq(integ_cells_new(context, atoms, &cells, NULL), INTEG_STATUS_OK);
    for (int64_t atom = 0; atom < atoms; atom++)
        ck_assert_int_eq(integ_cells_add(cells, &atom, 1, NULL, NULL), INTEG_STATUS_OK);
    for (uint32_t table = 2 + draw(state, 3); table > 0; table--) {
        uint32_t parts = 2 + draw(state, 2), part_of[ATOMS_AT_MOST];
        for (int64_t atom = 0; atom < atoms; atom++)
            part_of[atom] = draw(state, parts);
        for (uint32_t part = 0; part < parts; part++) {
            int64_t length = 0, whole, cell;
            for (int64_t atom = 0; atom < atoms; atom++)
                if (part_of[atom] == part)
                    members[length++] = atom;
            if (length == 0)
                continue;
            ck_assert_int_eq(integ_cells_add(cells, members, length, &whole, NULL), INTEG_STATUS_OK);
            if (draw(state, 4) == 0)
                ck_assert_int_eq(integ_cells_add(cells, members, length, NULL, NULL), INTEG_STATUS_OK);
            if (length < 2 || draw(state, 2) == 0)
                continue;
            ck_assert_int_eq(integ_cells_add(cells, members, length - 1, &cell, NULL), INTEG_STATUS_OK);
            ck_assert_int_eq(integ_cells_add_share(cells, cell, whole, NULL), INTEG_STATUS_OK);
        }
    }
    return cells;
}

/* Any groups of few, among which whole people leave less choice than parts of them would; everybody is in one that is
 * not among the first. */
static integ_cells *draw_groups(uint64_t *state)
{
    integ_cells *cells;
    int64_t atoms = 4 + draw(state, 3), members[ATOMS_AT_MOST], covered = 0;
    ck_assert_int_eq(integ_cells_new(context, atoms, &cells, NULL), INTEG_STATUS_OK);
    for (int64_t group = 0; group < atoms + 5 || covered != (1 << atoms) - 1; group++) {
        int64_t length = 0;
        for (int64_t atom = 0; atom < atoms; atom++)
            if (group < atoms ? atom == group : draw(state, 2) == 0)
                members[length++] = atom;
        if (length > 0)
            ck_assert_int_eq(integ_cells_add(cells, members, length, NULL, NULL), INTEG_STATUS_OK);
        for (int64_t i = 0; i < length && integ_cells_count(cells) > atoms + 2; i++)
            covered |= 1 << members[i];
    }
    return cells;
}

static integ_cells *draw_any(uint64_t *state)
{
    uint32_t kind = draw(state, 3);
    integ_cells *cells = kind > 1 ? draw_cube(state) : kind == 1 ? draw_links(state) : draw_groups(state);
    int64_t members[ATOMS_AT_MOST], atoms = integ_cells_atoms(cells);
    for (int64_t atom = 0; atom < atoms; atom++)
        members[atom] = atom;
    if (kind > 0)
        ck_assert_int_eq(integ_cells_add(cells, members, atoms, NULL, NULL), INTEG_STATUS_OK);
    return cells;
}

/* Nobody in a third of the atoms; ones and twos; or all in few of them. */
static void draw_people(const integ_cells *cells, uint64_t *state, int64_t *counts)
{
    uint32_t kind = draw(state, 4), most = 2 + draw(state, 8);
    for (int64_t atom = 0; atom < integ_cells_atoms(cells); atom++)
        counts[atom] = kind == 0   ? 1 + draw(state, 2)
                       : kind == 1 ? draw(state, 5) == 0 ? draw(state, 12) : 0
                       : draw(state, 3) == 0 ? 0
                                             : draw(state, most);
}

static void list_shares(outlook *self)
{
    self->share_count = self->cells->shares.count;
    for (int64_t i = 0; i < self->share_count; i++)
        memcpy(self->shares[i], integi_lists_at(&self->cells->shares, i), sizeof self->shares[i]);
}

static bool is_hidden_part(const outlook *self, const int64_t *truth, int64_t cell)
{
    for (int64_t i = 0; i < self->share_count; i++)
        if (self->shares[i][0] == cell && would_be_hidden(truth[cell], truth[self->shares[i][1]]))
            return true;
    return false;
}

/* What the rule would hide, and others; where cells have no totals, all atoms. Returns how many. */
static int64_t hide_some(outlook *self, uint64_t *state)
{
    int64_t truth[ENUMERATED_CELLS_AT_MOST], hidden = 0;
    uint32_t often = 2 + draw(state, 3);
    bool whole_rule = draw(state, 4) > 0;
    memcpy(truth, self->values, sizeof truth);
    for (int64_t cell = 0; cell < self->count - 1; cell++) {
        bool may = truth[cell] > 0 || integ_disclosure_zeros(rule);
        for (int64_t i = 0; i < self->share_count && !may; i++)
            may = self->shares[i][0] == cell && truth[self->shares[i][1]] < integ_disclosure_full_cell(rule);
        bool small = self->share_count == 0
                         ? cell < integ_cells_atoms(self->cells) + 2
                         : integ_disclosure_hides_count(rule, truth[cell]) || draw(state, often) == 0 ||
                               (whole_rule && is_hidden_part(self, truth, cell));
        if (!may || !small)
            continue;
        self->values[cell] = -1;
        hidden++;
    }
    return hidden;
}

static bool draw_table(outlook *self, uint64_t *state)
{
    memset(self, 0, sizeof *self);
    integ_cells *cells = draw_any(state);
    int64_t counts[ATOMS_AT_MOST];
    self->cells = cells;
    self->count = integ_cells_count(cells);
    draw_people(cells, state, counts);
    sum_cells(cells, counts, self->values);
    for (int64_t cell = 0; cell < self->count; cell++) {
        int64_t length;
        const int64_t *atoms = integ_cells_members(cells, cell, &length);
        if (length == 1)
            self->own[atoms[0]] = cell;
    }
    list_shares(self);
    if (self->share_count == 0)
        ck_assert_int_eq(integ_disclosure_set_zeros(rule, 1, NULL), INTEG_STATUS_OK);
    int64_t hidden = hide_some(self, state);
    int64_t truth[ENUMERATED_CELLS_AT_MOST];
    sum_cells(cells, counts, truth);
    self->obeys = obeys_rule(self);
    if (hidden == 0 || !look_at_all(self) || shows_shares_by_rule(self, truth))
        return false;
    if (!is_believed(self, truth))
        ck_abort_msg("the true counts are not believed in round %lld", (long long)self->rounds);
    return true;
}

static void draw_rule(uint64_t *state)
{
    ck_assert_int_eq(integ_disclosure_set_threshold(rule, 2 + draw(state, draw(state, 2) == 0 ? 1 : 4), NULL),
                     INTEG_STATUS_OK);
    ck_assert_int_eq(integ_disclosure_set_full_cell(rule, draw(state, 2) == 0 ? 0 : 10, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_disclosure_set_complement(rule, (int32_t)draw(state, 2), NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_disclosure_set_zeros(rule, draw(state, 4) == 0, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_disclosure_set_width(rule, draw(state, 3) == 0 ? 1 + draw(state, 4) : 1, NULL),
                     INTEG_STATUS_OK);
}

START_TEST(every_finding_is_that_of_all_possible_tables)
{
    static outlook at;
    uint64_t state = 8;
    tally all = {0};
    while (all.tables < random_cases(1000, 10000)) {
        draw_rule(&state);
        bool usable = draw_table(&at, &state);
        if (usable)
            compare(&at, &all);
        integ_cells_free((integ_cells *)(uintptr_t)at.cells);
    }
    bool are_many = all.tables >= 1000; /* some are rare */
    for (int32_t finding = INTEG_AUDIT_SAFE; finding < INTEG_AUDIT_UNDECIDED && are_many; finding++)
        if (all.found[finding] == 0)
            ck_abort_msg("no table was drawn with %s", integ_audit_finding_name(finding));
    ck_assert_int_eq(all.found[INTEG_AUDIT_UNDECIDED], 0);
    ck_assert_int_gt(all.spoken, are_many ? 10 : 0);
    ck_assert_int_gt(all.raised, are_many ? 10 : 0);
}
END_TEST

void add_levels(Suite *suite)
{
    TCase *tests = tcase_create("levels");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_set_timeout(tests, is_long_run() ? 3600 : 240);
    tcase_add_test(tests, every_finding_is_that_of_all_possible_tables);
    suite_add_tcase(suite, tests);
}
