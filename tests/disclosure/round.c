/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "denmark/sheet.h"
#include "disclosure/cells.h"
#include "disclosure/enumerate.h"
#include "disclosure/suite.h"
#include "disclosure/systems.h"
#include "support/failing_allocator.h"

#include <stdlib.h>
#include <string.h>

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

/* The sums by one or several of the columns of codes, each sum a cell, in the order in which they first come. */
static void add_sums(integ_cells *cells, int64_t atoms, const int *const *columns, int count)
{
    bool taken[64] = {false};
    for (int64_t first = 0; first < atoms; first++) {
        int64_t members[64];
        int64_t length = 0;
        for (int64_t atom = first; atom < atoms && !taken[first]; atom++) {
            bool same = true;
            for (int i = 0; i < count; i++)
                same = same && columns[i][atom] == columns[i][first];
            if (same)
                members[length++] = atom;
        }
        for (int64_t i = 0; i < length; i++)
            taken[members[i]] = true;
        if (length > 0)
            ck_assert_int_eq(integ_cells_add(cells, members, length, NULL, NULL), INTEG_STATUS_OK);
    }
}

static void round_with(const integ_cells *cells, const int64_t *counts, int64_t threshold, int64_t base,
                       int32_t derived, int64_t *values, int64_t *atoms)
{
    ck_assert_int_eq(integ_disclosure_set_threshold(rule, threshold, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_round(cells, counts, rule, base, derived, values, atoms, NULL), INTEG_STATUS_OK);
}

static void expect_counts(const int64_t *found, const int64_t *expected, int64_t count)
{
    for (int64_t i = 0; i < count; i++)
        if (found[i] != expected[i])
            ck_abort_msg("number %lld is %lld instead of %lld", (long long)i, (long long)found[i],
                         (long long)expected[i]);
}

static const int64_t example_counts[] = {6, 1, 0, 0, 2, 1, 1, 3, 1, 3, 1, 0, 4, 2, 2};

/* Three rows by five columns, of which only the margins are published. */
static integ_cells *example_margins(void)
{
    static const int row[] = {0, 1, 2, 0, 1, 2, 0, 1, 2, 0, 1, 2, 0, 1, 2};
    static const int column[] = {0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4};
    integ_cells *cells;
    ck_assert_int_eq(integ_cells_new(context, 15, &cells, NULL), INTEG_STATUS_OK);
    add_sums(cells, 15, NULL, 0);
    add_sums(cells, 15, (const int *const[]){row}, 1);
    add_sums(cells, 15, (const int *const[]){column}, 1);
    return cells;
}

/* What SmallCountRounding 1.2.5 (Statistics Norway, MIT) makes of its data set exPSD. */
START_TEST(margins_are_rounded_as_by_the_method_s_authors)
{
    integ_cells *cells = example_margins();
    int64_t values[9], atoms[15];
    round_with(cells, example_counts, 5, 5, 0, values, atoms);
    expect_counts(values, (const int64_t[]){28, 15, 8, 5, 7, 5, 5, 5, 6}, 9);
    expect_counts(atoms, (const int64_t[]){6, 1, 0, 0, 0, 5, 0, 5, 0, 5, 0, 0, 4, 2, 0}, 15);
    round_with(cells, example_counts, 5, 3, 0, values, atoms);
    expect_counts(values, (const int64_t[]){28, 16, 9, 3, 7, 3, 6, 6, 6}, 9);
    expect_counts(atoms, (const int64_t[]){6, 1, 0, 0, 0, 3, 3, 3, 0, 3, 3, 0, 4, 2, 0}, 15);
    integ_cells_free(cells);
}
END_TEST

/* Its data set e6: Iceland is no member of the union, Portugal and Spain are; two years, which are not published. */
START_TEST(groups_of_countries_are_rounded_as_by_the_method_s_authors)
{
    static const int country[] = {0, 1, 2, 0, 1, 2}, member[] = {0, 1, 1, 0, 1, 1};
    static const int64_t counts[] = {2, 3, 7, 1, 5, 6};
    integ_cells *cells;
    int64_t values[6], atoms[6];
    ck_assert_int_eq(integ_cells_new(context, 6, &cells, NULL), INTEG_STATUS_OK);
    add_sums(cells, 6, NULL, 0);
    add_sums(cells, 6, (const int *const[]){member}, 1);
    add_sums(cells, 6, (const int *const[]){country}, 1);
    round_with(cells, counts, 5, 5, 0, values, atoms);
    expect_counts(atoms, (const int64_t[]){5, 3, 7, 0, 5, 6}, 6);
    expect_counts(values, (const int64_t[]){26, 5, 21, 5, 8, 13}, 6);
    integ_cells_free(cells);
}
END_TEST

/* Its data set z2 (SSBtools 1.8.6): eleven regions in counties and groups, by four sources of income. */
static const int64_t region_counts[] = {11, 7,  5,  13, 9,  12, 6,  9,  3,  9,  4,  11, 1,  8,  2,
                                        14, 9,  4,  3,  0,  0,  2,  55, 29, 35, 17, 63, 24, 22, 38,
                                        9,  32, 18, 36, 18, 25, 13, 52, 22, 8,  15, 2,  20, 11};

static integ_cells *region_sums(void)
{
    static const int counties[] = {1, 4, 5, 5, 6, 6, 8, 8, 1, 10, 10}, groups[] = {3, 3, 3, 3, 3, 3, 3, 3, 4, 4, 4};
    int region[44], county[44], group[44], income[44];
    for (int i = 0; i < 44; i++) {
        region[i] = i % 11;
        county[i] = counties[i % 11];
        group[i] = groups[i % 11];
        income[i] = i / 11;
    }
    integ_cells *cells;
    ck_assert_int_eq(integ_cells_new(context, 44, &cells, NULL), INTEG_STATUS_OK);
    add_sums(cells, 44, NULL, 0);
    add_sums(cells, 44, (const int *const[]){region}, 1);
    add_sums(cells, 44, (const int *const[]){income}, 1);
    add_sums(cells, 44, (const int *const[]){county}, 1);
    add_sums(cells, 44, (const int *const[]){group}, 1);
    add_sums(cells, 44, (const int *const[]){county, income}, 2);
    add_sums(cells, 44, (const int *const[]){group, income}, 2);
    return cells;
}

/* One of its 42nd counts, 2, is not published but follows from what is: two counties are the regions of a group but for
 * this one. */
START_TEST(a_small_count_that_follows_from_others_is_rounded_too)
{
    integ_cells *cells = region_sums();
    int64_t values[64], atoms[44];
    ck_assert_int_eq(integ_cells_count(cells), 1 + 11 + 4 + 6 + 2 + 24 + 8);
    round_with(cells, region_counts, 3, 3, 0, values, atoms);
    ck_assert_int_eq(atoms[41], 2);
    round_with(cells, region_counts, 3, 3, 1, values, atoms);
    ck_assert_int_ne(atoms[41], 2);
    integ_cells_free(cells);
}
END_TEST

/* The published case that is at hand: its atoms, its cells, and what was made of them. */
typedef struct published_case {
    const char *codes[128];
    int64_t counts[128], atoms[128], atom_count;
    int64_t truth[256], values[256], cell_count;
    const char *cells[256];
} published_case;

/* `geo=EU;year=2018` has the code at hand, whatever its column is called there: a country's union is a column too. */
static bool has_code(const char *codes, const char *code, size_t length)
{
    for (const char *at = codes; at != NULL && *at != '\0'; at = strchr(at, ';'), at += at != NULL) {
        const char *value = strchr(at, '=') + 1;
        if (strcspn(value, ";") == length && strncmp(value, code, length) == 0)
            return true;
    }
    return false;
}

static bool is_within(const char *atom, const char *cell)
{
    for (const char *at = cell; at != NULL && *at != '\0'; at = strchr(at, ';'), at += at != NULL) {
        const char *value = strchr(at, '=') + 1;
        size_t length = strcspn(value, ";");
        if (!(length == 5 && strncmp(value, "Total", 5) == 0) && !has_code(atom, value, length))
            return false;
    }
    return true;
}

static int64_t number_behind(const char *text, const char *name, int64_t otherwise)
{
    const char *at = strstr(text, name);
    return at == NULL ? otherwise : strtoll(at + strlen(name), NULL, 10);
}

/* True when it was compared: when the codes alone tell which counts are in which cell. */
static bool compare_case(const published_case *self, const char *arguments)
{
    integ_cells *cells;
    int64_t values[256], atoms[128];
    ck_assert_int_eq(integ_cells_new(context, self->atom_count, &cells, NULL), INTEG_STATUS_OK);
    bool adds_up = true;
    for (int64_t cell = 0; cell < self->cell_count; cell++) {
        int64_t members[128], length = 0, sum = 0;
        for (int64_t atom = 0; atom < self->atom_count; atom++)
            if (is_within(self->codes[atom], self->cells[cell])) {
                members[length++] = atom;
                sum += self->counts[atom];
            }
        adds_up = adds_up && sum == self->truth[cell];
        ck_assert_int_eq(integ_cells_add(cells, members, length, NULL, NULL), INTEG_STATUS_OK);
    }
    int64_t base = number_behind(arguments, "roundBase=", 3);
    if (adds_up) {
        round_with(cells, self->counts, number_behind(arguments, "maxRound=", base - 1) + 1, base, 0, values, atoms);
        expect_counts(values, self->values, self->cell_count);
        expect_counts(atoms, self->atoms, self->atom_count);
    }
    integ_cells_free(cells);
    return adds_up;
}

/* Results of SmallCountRounding, where they are at hand. */
START_TEST(published_roundings_come_out)
{
    static sheet read;
    static published_case at;
    int compared = 0;
    if (!sheet_open(&read, "rounding.csv"))
        return;
    for (int row = 1; row <= read.rows; row++) {
        const char *name = sheet_cell(&read, row, "case_id");
        if (row == 1 || strcmp(name, sheet_cell(&read, row - 1, "case_id")) != 0)
            memset(&at, 0, sizeof at);
        bool inner = strcmp(sheet_cell(&read, row, "level"), "inner") == 0;
        int64_t i = inner ? at.atom_count++ : at.cell_count++;
        ck_assert(at.atom_count <= 128 && at.cell_count <= 256);
        (inner ? at.codes : at.cells)[i] = sheet_cell(&read, row, "cell");
        (inner ? at.counts : at.truth)[i] = atoll(sheet_cell(&read, row, "original"));
        (inner ? at.atoms : at.values)[i] = atoll(sheet_cell(&read, row, "rounded"));
        if (row == read.rows || strcmp(name, sheet_cell(&read, row + 1, "case_id")) != 0)
            compared += compare_case(&at, sheet_cell(&read, row, "args"));
    }
    sheet_close(&read);
    ck_assert_int_gt(compared, 0);
}
END_TEST

static bool is_small(int64_t value, int64_t threshold, int64_t base)
{
    return value > 0 && value % base != 0 && value < (threshold > base ? threshold : base);
}

/* Whether an atom is in a cell that is small, or was rounded to what is. */
static bool is_in_small_cell(const integ_cells *cells, int64_t atom, const int64_t *truth, const int64_t *values,
                             int64_t limit)
{
    for (int64_t cell = 0; cell < integ_cells_count(cells); cell++) {
        int64_t count;
        const int64_t *atoms = integ_cells_members(cells, cell, &count);
        for (int64_t i = 0; i < count; i++)
            if (atoms[i] == atom && (truth[cell] < limit || values[cell] < limit))
                return true;
    }
    return false;
}

/* Whether a count that is not published follows from what is. */
static bool follows(integ_cells *cells, int64_t atom, const int64_t *values, int64_t published)
{
    int64_t shown[2 * ENUMERATED_CELLS_AT_MOST], cell;
    memcpy(shown, values, (size_t)published * sizeof *shown);
    ck_assert_int_eq(integ_cells_add(cells, &atom, 1, &cell, NULL), INTEG_STATUS_OK);
    for (int64_t i = published; i <= cell; i++)
        shown[i] = -1;
    integ_audit *audit;
    ck_assert_int_eq(integ_audit_new(cells, shown, NULL, &audit, NULL), INTEG_STATUS_OK);
    int32_t finding = integ_audit_finding(audit, cell);
    integ_audit_free(audit);
    return finding != INTEG_AUDIT_SAFE;
}

typedef struct rounded {
    integ_cells *cells;
    int64_t threshold, base;
    int64_t counts[64], truth[ENUMERATED_CELLS_AT_MOST];
    int64_t atoms[64], values[ENUMERATED_CELLS_AT_MOST];
} rounded;

static void draw_and_round(rounded *self, uint64_t *state)
{
    self->cells = draw_system(context, state);
    self->threshold = 2 + draw(state, 5);
    self->base = 2 + draw(state, 5);
    draw_counts(self->cells, state, self->counts);
    sum_cells(self->cells, self->counts, self->truth);
    round_with(self->cells, self->counts, self->threshold, self->base, 0, self->values, self->atoms);
}

START_TEST(no_small_count_is_left_and_everything_adds_up)
{
    uint64_t state = 2018;
    int64_t needless = 0, tables = is_long_run() ? 20000 : 2000;
    for (int64_t tried = 0; tried < tables; tried++) {
        rounded self;
        int64_t sums[ENUMERATED_CELLS_AT_MOST];
        draw_and_round(&self, &state);
        sum_cells(self.cells, self.atoms, sums);
        int64_t limit = self.threshold > self.base ? self.threshold : self.base;
        int64_t count = integ_cells_count(self.cells);
        for (int64_t cell = 0; cell < count; cell++)
            if (sums[cell] != self.values[cell] || is_small(self.values[cell], self.threshold, self.base))
                ck_abort_msg("table %lld, cell %lld: %lld", (long long)tried, (long long)cell,
                             (long long)self.values[cell]);
        for (int64_t i = 0; i < self.cells->shares.count; i++) {
            const int64_t *share = integi_lists_at(&self.cells->shares, i);
            int64_t rest = self.values[share[1]] - self.values[share[0]];
            if (is_small(rest, self.threshold, self.base))
                ck_abort_msg("table %lld, cell %lld leaves %lld", (long long)tried, (long long)share[0],
                             (long long)rest);
        }
        for (int64_t atom = 0; atom < integ_cells_atoms(self.cells); atom++) {
            int64_t change = self.atoms[atom] - self.counts[atom];
            if (change == 0)
                continue;
            if (llabs(change) >= self.base || self.counts[atom] >= limit || self.counts[atom] == 0)
                ck_abort_msg("table %lld, atom %lld: %lld to %lld", (long long)tried, (long long)atom,
                             (long long)self.counts[atom], (long long)self.atoms[atom]);
            needless += !is_in_small_cell(self.cells, atom, self.truth, self.values, limit) &&
                        !follows(self.cells, atom, self.values, count);
        }
        integ_cells_free(self.cells);
    }
    ck_assert_int_le(needless, tables / 500); /* cells that were small on the way, and are no longer */
}
END_TEST

/* 93 of 95 tell of 2, who are in no cell of their own. */
START_TEST(what_is_left_of_a_total_is_rounded_too)
{
    integ_cells *cells;
    int64_t values[2], atoms[3];
    static const int64_t counts[] = {93, 1, 1};
    ck_assert_int_eq(integ_cells_new(context, 3, &cells, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_cells_add(cells, (const int64_t[]){0}, 1, NULL, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_cells_add(cells, (const int64_t[]){0, 1, 2}, 3, NULL, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_cells_add_share(cells, 0, 1, NULL), INTEG_STATUS_OK);
    round_with(cells, counts, 5, 5, 0, values, atoms);
    ck_assert(values[0] == 93 && values[1] % 5 == values[0] % 5);
    ck_assert_int_eq(integ_disclosure_set_complement(rule, 0, NULL), INTEG_STATUS_OK);
    round_with(cells, counts, 5, 5, 0, values, atoms);
    ck_assert_int_eq(values[1], 95);
    integ_cells_free(cells);
}
END_TEST

#define PUBLICATIONS_AT_MOST 20000

/* What was published for some counts: a number for the rounded atoms, and for each atom the counts that it was. */
typedef struct publication {
    int64_t number;
    uint32_t seen[4];  /* a bit for each count below the base; the highest for all others */
} publication;

static publication *find_publication(publication *all, int64_t *count, int64_t number)
{
    for (int64_t i = *count - 1; i >= 0; i--)
        if (all[i].number == number)
            return &all[i];
    ck_assert_int_lt(*count, PUBLICATIONS_AT_MOST);
    all[*count] = (publication){.number = number};
    return &all[(*count)++];
}

/* Someone who runs the program on every table that could lie behind a rounded one does not find out a small count. */
static int64_t count_found_out(const integ_cells *cells, int64_t parts, int64_t base, int64_t *tables)
{
    static publication all[PUBLICATIONS_AT_MOST];
    int64_t count = 0, found = 0, most = base + 2;
    for (int64_t table = 0, end = most * most * (parts > 2 ? most : 1) * (parts > 3 ? most : 1); table < end; table++) {
        int64_t counts[4], values[16], atoms[4], number = 0;
        for (int64_t at = 0, rest = table; at < parts; at++, rest /= most)
            counts[at] = rest % most;
        round_with(cells, counts, base, base, 0, values, atoms);
        for (int64_t at = 0; at < parts; at++)
            number = number * 100 + atoms[at];
        publication *to = find_publication(all, &count, number);
        for (int64_t at = 0; at < parts; at++)
            to->seen[at] |= counts[at] < base ? 1u << counts[at] : 1u << 31;
        ++*tables;
    }
    for (int64_t i = 0; i < count; i++)
        for (int64_t at = 0; at < parts; at++)
            for (int64_t small = 1; small < base; small++)
                found += all[i].seen[at] == 1u << small;
    return found;
}

START_TEST(whoever_tries_all_tables_does_not_find_a_small_count)
{
    static const int64_t sizes[] = {3, 3}, parents[] = {-1, 0, 0, -1, 0, 0};
    for (int64_t base = 3; base <= 5; base++) {
        int64_t tables = 0;
        for (int64_t parts = 2; parts <= 4; parts++) {
            integ_cells *cells = line_of(context, parts);
            ck_assert_int_eq(count_found_out(cells, parts, base, &tables), 0);
            integ_cells_free(cells);
        }
        integ_cells *cells;
        ck_assert_int_eq(integ_cells_new_table(context, 2, sizes, parents, &cells, NULL), INTEG_STATUS_OK);
        ck_assert_int_eq(count_found_out(cells, 4, base, &tables), 0);
        integ_cells_free(cells);
        ck_assert_int_gt(tables, 500);
    }
}
END_TEST

/* What is certain to whoever tries all tables of a part and a rest of two counts: *zeros of a number that must be 0,
 * *full of a part that must be all of fewer than the full cell. */
static void count_certain(int64_t base, int32_t complement, bool with_rest, int64_t *zeros, int64_t *full)
{
    static const int64_t all[] = {0, 1, 2}, rest_of[] = {1, 2};
    bool seen[32][32] = {{false}}, some[32][32] = {{false}}, more[32][32] = {{false}};
    integ_cells *cells;
    int64_t most = 2 * base;
    ck_assert_int_eq(integ_cells_new(context, 3, &cells, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_cells_add(cells, all, 1, NULL, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_cells_add(cells, all, 3, NULL, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_cells_add_share(cells, 0, 1, NULL), INTEG_STATUS_OK);
    if (with_rest)
        ck_assert_int_eq(integ_cells_add(cells, rest_of, 2, NULL, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_disclosure_set_complement(rule, complement, NULL), INTEG_STATUS_OK);
    for (int64_t part = 0; part < most; part++)
        for (int64_t rest = 0; rest < base * base; rest++) {
            int64_t values[3];
            round_with(cells, (const int64_t[]){part, rest % base, rest / base}, base, base, 0, values, NULL);
            seen[values[0]][values[1]] = true;
            some[values[0]][values[1]] |= part > 0;
            more[values[0]][values[1]] |= rest > 0;
        }
    for (int64_t part = 0; part < 32; part++)
        for (int64_t whole = part; whole < 32; whole++) {
            *zeros += seen[part][whole] && !some[part][whole];
            *full += seen[part][whole] && !more[part][whole] && whole < INTEG_DISCLOSURE_FULL_CELL;
        }
    integ_cells_free(cells);
}

START_TEST(nobody_knows_of_a_rounded_zero_that_it_is_one_nor_of_few_that_they_are_all)
{
    for (int64_t base = 3; base <= 6; base++)
        for (int32_t complement = 0; complement <= 1; complement++)
            for (int with_rest = 0; with_rest <= 1; with_rest++) {
                int64_t zeros = 0, full = 0;
                count_certain(base, complement, with_rest == 1, &zeros, &full);
                if (zeros > 0 || full > 0)
                    ck_abort_msg("base %d, complement %d, rest %d: %d zeros, %d full", (int)base, (int)complement,
                                 with_rest, (int)zeros, (int)full);
            }
    int64_t zeros = 0, full = 0;
    ck_assert_int_eq(integ_disclosure_set_full_cell(rule, 0, NULL), INTEG_STATUS_OK);
    count_certain(5, 0, false, &zeros, &full);
    ck_assert_int_gt(full, 0); /* seven of seven, say */
}
END_TEST

START_TEST(what_rounding_cannot_promise_is_refused)
{
    static const int32_t standings[] = {INTEG_STANDING_PUBLISHED, INTEG_STANDING_SECRET};
    static const int64_t counts[] = {2, 3};
    integ_error *error;
    int64_t values[3] = {-7, -7, -7};
    ck_assert_int_eq(integ_error_new(&error), INTEG_STATUS_OK);
    for (int i = 0; i < 2; i++) {
        integ_cells *cells = line_of(context, 2);
        ck_assert_int_eq(integ_cells_set_standing(cells, 1, standings[i], NULL), INTEG_STATUS_OK);
        ck_assert_int_eq(integ_round(cells, counts, rule, 5, 0, values, NULL, error), INTEG_STATUS_UNSUPPORTED);
        ck_assert_str_eq(integ_error_name(error, 0), "disclosure.round_standing");
        ck_assert_int_eq(integ_cells_set_standing(cells, 1, INTEG_STANDING_DERIVED, NULL), INTEG_STATUS_OK);
        ck_assert_int_eq(integ_round(cells, counts, rule, 5, 0, values, NULL, NULL), INTEG_STATUS_OK);
        integ_error_clear(error);
        integ_cells_free(cells);
    }
    integ_cells *cells = line_of(context, 2);
    values[0] = -7;
    ck_assert_int_eq(integ_disclosure_set_width(rule, 2, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_round(cells, counts, rule, 5, 0, values, NULL, error), INTEG_STATUS_UNSUPPORTED);
    ck_assert_str_eq(integ_error_name(error, 0), "disclosure.round_rule");
    ck_assert_int_eq(integ_disclosure_set_width(rule, 1, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_disclosure_set_strict(rule, 1, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_round(cells, counts, rule, 5, 0, values, NULL, NULL), INTEG_STATUS_UNSUPPORTED);
    ck_assert_int_eq(values[0], -7);
    integ_cells_free(cells);
    integ_error_free(error);
}
END_TEST

START_TEST(what_cannot_be_rounded_is_refused)
{
    integ_cells *cells = line_of(context, 2);
    int64_t values[3];
    const int64_t counts[] = {2, 3};
    ck_assert_int_eq(integ_round(cells, counts, rule, 1, 0, values, NULL, NULL), INTEG_STATUS_INVALID_ARGUMENT);
    ck_assert_int_eq(integ_round(cells, counts, rule, 1001, 0, values, NULL, NULL), INTEG_STATUS_INVALID_ARGUMENT);
    ck_assert_int_eq(integ_round(cells, counts, rule, 5, 2, values, NULL, NULL), INTEG_STATUS_INVALID_ARGUMENT);
    ck_assert_int_eq(integ_round(cells, counts, rule, 5, -1, values, NULL, NULL), INTEG_STATUS_INVALID_ARGUMENT);
    ck_assert_int_eq(integ_round(cells, NULL, rule, 5, 0, values, NULL, NULL), INTEG_STATUS_INVALID_ARGUMENT);
    ck_assert_int_eq(integ_round(cells, counts, NULL, 5, 0, values, NULL, NULL), INTEG_STATUS_INVALID_ARGUMENT);
    ck_assert_int_eq(integ_round(NULL, counts, rule, 5, 0, values, NULL, NULL), INTEG_STATUS_INVALID_ARGUMENT);
    ck_assert_int_eq(integ_round(cells, (const int64_t[]){-1, 3}, rule, 5, 0, values, NULL, NULL),
                     INTEG_STATUS_OUT_OF_RANGE);
    integ_cells_free(cells);
}
END_TEST

static integ_status attempt_round(integ_context *failing, integ_error *error, void *userdata)
{
    (void)userdata;
    static const int64_t counts[] = {1, 1, 7, 1, 1, 1, 4, 2, 8};
    integ_cells *cells;
    integ_disclosure *known = NULL;
    int64_t values[2];
    static const int64_t members[] = {0, 1, 2, 3, 4, 5, 6, 7, 8};
    integ_status status = integ_cells_new(failing, 9, &cells, error);
    if (status == INTEG_STATUS_OK)
        status = integ_cells_add(cells, members, 9, NULL, error);
    if (status == INTEG_STATUS_OK)
        status = integ_cells_add(cells, members, 6, NULL, error);
    if (status == INTEG_STATUS_OK)
        status = integ_disclosure_new(failing, &known, error);
    if (status == INTEG_STATUS_OK)
        status = integ_round(cells, counts, known, 5, 1, values, NULL, error);
    integ_disclosure_free(known);
    integ_cells_free(cells);
    return status;
}

START_TEST(rounding_survives_running_out_of_memory)
{
    for_each_failing_allocation(attempt_round, NULL);
}
END_TEST

void add_round(Suite *suite)
{
    TCase *tests = tcase_create("round");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_set_timeout(tests, is_long_run() ? 3600 : 120);
    const TTest *const all[] = {margins_are_rounded_as_by_the_method_s_authors,
                                groups_of_countries_are_rounded_as_by_the_method_s_authors,
                                published_roundings_come_out,
                                a_small_count_that_follows_from_others_is_rounded_too,
                                no_small_count_is_left_and_everything_adds_up,
                                what_is_left_of_a_total_is_rounded_too,
                                whoever_tries_all_tables_does_not_find_a_small_count,
                                nobody_knows_of_a_rounded_zero_that_it_is_one_nor_of_few_that_they_are_all,
                                what_rounding_cannot_promise_is_refused,
                                what_cannot_be_rounded_is_refused,
                                rounding_survives_running_out_of_memory};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        tcase_add_test(tests, all[i]);
    suite_add_tcase(suite, tests);
}
