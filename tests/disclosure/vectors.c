/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
/* Tables of which others computed what their hidden cells can be, where they are at hand: GaussSuppression's patterns
 * with limits by lpSolve. A cell is named by the codes of its columns, such as `age=old;geo=EU`. */
#include "denmark/sheet.h"
#include "disclosure/enumerate.h"
#include "disclosure/suite.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CELLS_AT_MOST 256
#define KEYS_AT_MOST 3

static integ_context *context;
static integ_disclosure *rule;

static void set_up(void)
{
    ck_assert_int_eq(integ_context_new(&context, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_disclosure_new(context, &rule, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_disclosure_set_full_cell(rule, 0, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_disclosure_set_complement(rule, 0, NULL), INTEG_STATUS_OK);
}

static void tear_down(void)
{
    integ_disclosure_free(rule);
    integ_context_free(context);
}

typedef struct published_table {
    int first, count; /* rows of the sheet */
    char codes[CELLS_AT_MOST][KEYS_AT_MOST][24];
    int keys;
    int64_t counts[CELLS_AT_MOST], atoms;
    int atom_rows[CELLS_AT_MOST];
    integ_cells *cells;
} published_table;

/* Groups of the tables' data sets (e6 and z2, Statistics Norway, MIT), and what is in them. */
static const char *const groups[][2] = {{"EU", " Portugal Spain "},
                                        {"nonEU", " Iceland "},
                                        {"1", " A I "},
                                        {"4", " B "},
                                        {"5", " C D "},
                                        {"6", " E F "},
                                        {"8", " G H "},
                                        {"10", " J K "},
                                        {"300", " A B C D E F G H "},
                                        {"400", " I J K "}};

static const char *members_of(const char *code)
{
    for (size_t i = 0; i < sizeof groups / sizeof *groups; i++)
        if (strcmp(groups[i][0], code) == 0)
            return groups[i][1];
    return NULL;
}

static bool contains(const char *code, const char *leaf)
{
    char padded[32];
    snprintf(padded, sizeof padded, " %s ", leaf);
    const char *members = members_of(code);
    return strcmp(code, "Total") == 0 || strcmp(code, leaf) == 0 ||
           (members != NULL && strstr(members, padded) != NULL);
}

/* The code alone of each `name=code`; 0 when there are more than can be kept. */
static int split(const char *cell, char codes[KEYS_AT_MOST][24])
{
    int keys = 0;
    for (const char *at = cell; at != NULL && keys < KEYS_AT_MOST; keys++) {
        const char *equals = strchr(at, '='), *end = strchr(at, ';');
        if (equals == NULL)
            return 0;
        snprintf(codes[keys], 24, "%.*s", (int)strcspn(equals + 1, ";"), equals + 1);
        at = end == NULL ? NULL : end + 1;
    }
    return keys;
}

/* Atoms are the cells that have no total and no group among their codes. */
static bool read_cells(const sheet *read, published_table *self)
{
    for (int i = 0; i < self->count; i++) {
        bool atom = true;
        self->keys = split(sheet_cell(read, self->first + i, "cell"), self->codes[i]);
        for (int key = 0; key < self->keys; key++)
            atom = atom && strcmp(self->codes[i][key], "Total") != 0 && members_of(self->codes[i][key]) == NULL;
        if (self->keys < 2)
            return false;
        if (!atom)
            continue;
        self->atom_rows[self->atoms] = i;
        self->counts[self->atoms++] = atoll(sheet_cell(read, self->first + i, "value"));
    }
    return true;
}

/* False when the codes do not tell what is in a cell, since it is not the sum of that. */
static bool add_published_cells(const sheet *read, published_table *self)
{
    bool adds_up = true;
    ck_assert_int_eq(integ_cells_new(context, self->atoms, &self->cells, NULL), INTEG_STATUS_OK);
    for (int i = 0; i < self->count; i++) {
        int64_t members[CELLS_AT_MOST], length = 0, sum = 0;
        for (int64_t atom = 0; atom < self->atoms; atom++) {
            bool within = true;
            for (int key = 0; key < self->keys; key++)
                within = within && contains(self->codes[i][key], self->codes[self->atom_rows[atom]][key]);
            if (!within)
                continue;
            members[length++] = atom;
            sum += self->counts[atom];
        }
        adds_up = adds_up && sum == atoll(sheet_cell(read, self->first + i, "value"));
        ck_assert_int_eq(integ_cells_add(self->cells, members, length, NULL, NULL), INTEG_STATUS_OK);
    }
    return adds_up;
}

static void expect_limits(const sheet *read, const published_table *self, const integ_audit *audit, int row,
                          bool with_rule)
{
    const char *lower = sheet_cell(read, row, with_rule ? "aware_lo" : "lp_lo");
    const char *upper = sheet_cell(read, row, with_rule ? "aware_up" : "lp_up");
    int64_t found[2];
    if (*lower == '\0')
        return;
    integ_audit_interval(audit, row - self->first, with_rule, &found[0], &found[1]);
    if (found[0] != atoll(lower) || found[1] != atoll(upper))
        ck_abort_msg("%s, %s: [%lld, %lld] instead of [%s, %s]", sheet_cell(read, row, "table_id"),
                     sheet_cell(read, row, "cell"), (long long)found[0], (long long)found[1], lower, upper);
}

/* The audit finds the limits that were published, and finds each cell that was exposed. */
static void compare_audit(const sheet *read, const published_table *self)
{
    int64_t values[CELLS_AT_MOST];
    for (int i = 0; i < self->count; i++)
        values[i] = *sheet_cell(read, self->first + i, "suppressed") == '1'
                        ? -1
                        : atoll(sheet_cell(read, self->first + i, "value"));
    integ_audit *audit;
    ck_assert_int_eq(integ_audit_new(self->cells, values, NULL, &audit, NULL), INTEG_STATUS_OK);
    for (int i = 0; i < self->count; i++) {
        expect_limits(read, self, audit, self->first + i, false);
        if (values[i] < 0)
            ck_assert_int_eq(integ_audit_finding(audit, i) != INTEG_AUDIT_SAFE,
                             *sheet_cell(read, self->first + i, "exposed") == '1');
    }
    integ_audit_free(audit);
    integ_status status = integ_audit_new(self->cells, values, rule, &audit, NULL);
    for (int i = 0; i < self->count && status == INTEG_STATUS_OK; i++)
        expect_limits(read, self, audit, self->first + i, true);
    integ_audit_free(audit);
}

/* Whether the pattern that was published withstands its own limits, those of whoever knows the rule included. */
static bool is_safe_pattern(const sheet *read, const published_table *self)
{
    for (int i = 0; i < self->count; i++)
        if (*sheet_cell(read, self->first + i, "exposed") == '1' ||
            *sheet_cell(read, self->first + i, "aware_exposed") == '1')
            return false;
    return true;
}

/* No more is hidden than in a published pattern that is safe. */
static void compare_hidden(const sheet *read, const published_table *self, const int64_t *values)
{
    int64_t hidden = 0, published = 0;
    for (int i = 0; i < self->count; i++) {
        hidden += values[i] < 0;
        published += *sheet_cell(read, self->first + i, "suppressed") == '1';
    }
    if (is_safe_pattern(read, self) && hidden > published)
        ck_abort_msg("%s: %lld are hidden, and %lld were", sheet_cell(read, self->first, "table_id"), (long long)hidden,
                     (long long)published);
}

/* Protected here, no count to maxN is shown or follows. */
static void protect_again(const sheet *read, const published_table *self)
{
    int32_t states[CELLS_AT_MOST];
    int64_t values[CELLS_AT_MOST];
    const char *most = strstr(sheet_cell(read, self->first, "params"), "maxN=");
    if (most == NULL)
        return;
    ck_assert_int_eq(integ_disclosure_set_threshold(rule, atoll(most + 5) + 1, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_protect(self->cells, self->counts, rule, states, NULL), INTEG_STATUS_OK);
    sum_cells(self->cells, self->counts, values);
    for (int i = 0; i < self->count; i++) {
        ck_assert(states[i] != INTEG_CELL_SHOWN || !integ_disclosure_hides_count(rule, values[i]));
        values[i] = states[i] == INTEG_CELL_SHOWN ? values[i] : -1;
    }
    compare_hidden(read, self, values);
    integ_audit *audit;
    ck_assert_int_eq(integ_audit_new(self->cells, values, rule, &audit, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_audit_is_safe(audit), 1);
    integ_audit_free(audit);
}

START_TEST(published_limits_come_out)
{
    static sheet read;
    static published_table at;
    int compared = 0;
    if (!sheet_open(&read, "suppression.csv"))
        return;
    for (int row = 1; row <= read.rows; row += at.count) {
        memset(&at, 0, sizeof at);
        at.first = row;
        while (row + at.count <= read.rows && strcmp(sheet_cell(&read, row, "table_id"),
                                                     sheet_cell(&read, row + at.count, "table_id")) == 0)
            at.count++;
        ck_assert_int_le(at.count, CELLS_AT_MOST);
        if (read_cells(&read, &at) && add_published_cells(&read, &at)) {
            compare_audit(&read, &at);
            protect_again(&read, &at);
            compared++;
        }
        integ_cells_free(at.cells);
    }
    sheet_close(&read);
    ck_assert_int_ge(compared, 5);
}
END_TEST

void add_vectors(Suite *suite)
{
    TCase *tests = tcase_create("vectors");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_test(tests, published_limits_come_out);
    suite_add_tcase(suite, tests);
}
