/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
/* What an audit says of a hidden cell must follow from the published cells that it names, and from those alone. */
#include "disclosure/enumerate.h"
#include "disclosure/suite.h"
#include "disclosure/systems.h"

#include <string.h>

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

static bool is_among(const int64_t *list, int64_t count, int64_t number)
{
    for (int64_t i = 0; i < count; i++)
        if (list[i] == number)
            return true;
    return false;
}

/* The hidden cells and those of the witness, as if nothing else had been published. */
static integ_cells *keep_witness(const integ_cells *cells, const int64_t *values, const int64_t *witness, int64_t count,
                                 int64_t wanted, int64_t *kept, int64_t *number)
{
    integ_cells *out;
    ck_assert_int_eq(integ_cells_new(context, integ_cells_atoms(cells), &out, NULL), INTEG_STATUS_OK);
    for (int64_t cell = 0; cell < integ_cells_count(cells); cell++) {
        int64_t length, index;
        const int64_t *members = integ_cells_members(cells, cell, &length);
        if (values[cell] >= 0 && !is_among(witness, count, cell))
            continue;
        ck_assert_int_eq(integ_cells_add(out, members, length, &index, NULL), INTEG_STATUS_OK);
        kept[index] = values[cell];
        *number = cell == wanted ? index : *number;
    }
    return out;
}

/* The same is found of a cell when only the witness is published. */
static bool suffices(const integ_cells *cells, const int64_t *values, const integ_audit *audit, int64_t cell)
{
    int64_t count, kept[ENUMERATED_CELLS_AT_MOST], number = 0;
    const int64_t *witness = integ_audit_witness(audit, cell, &count);
    for (int64_t i = 0; i < count; i++)
        if (values[witness[i]] < 0)
            return false;
    integ_cells *fewer = keep_witness(cells, values, witness, count, cell, kept, &number);
    integ_audit *again;
    ck_assert_int_eq(integ_audit_new(fewer, kept, rule, &again, NULL), INTEG_STATUS_OK);
    int64_t limits[2][2];
    int32_t with_rule = integ_audit_finding(audit, cell) >= INTEG_AUDIT_RULE;
    integ_audit_interval(audit, cell, with_rule, &limits[0][0], &limits[0][1]);
    integ_audit_interval(again, number, with_rule, &limits[1][0], &limits[1][1]);
    /* An insider finds the value; what the limits are for others is not what the witness is for. */
    bool same = integ_audit_finding(again, number) == integ_audit_finding(audit, cell) &&
                (integ_audit_finding(audit, cell) == INTEG_AUDIT_INSIDER ||
                 memcmp(limits[0], limits[1], sizeof limits[0]) == 0);
    integ_audit_free(again);
    integ_cells_free(fewer);
    return same;
}

/* Groups of two or three people's sorts that overlap, all published, and every sort and some groups hidden: where
 * fractions of people would leave a choice that whole ones do not. */
static integ_cells *draw_overlaps(uint64_t *state, int64_t *values)
{
    integ_cells *cells;
    int64_t atoms = 4 + draw(state, 3), counts[8], count = 0;
    ck_assert_int_eq(integ_cells_new(context, atoms, &cells, NULL), INTEG_STATUS_OK);
    for (int64_t group = 0; group < atoms + 5; group++) {
        int64_t members[8], length = 0;
        for (int64_t atom = 0; atom < atoms; atom++)
            if (group < atoms ? atom == group : draw(state, 2) == 0)
                members[length++] = atom;
        ck_assert_int_eq(integ_cells_add(cells, members, length, NULL, NULL), INTEG_STATUS_OK);
    }
    for (int64_t atom = 0; atom < atoms; atom++)
        counts[atom] = draw(state, 3);
    sum_cells(cells, counts, values);
    for (count = 0; count < atoms + 2; count++)
        values[count] = -1;
    return cells;
}

static integ_cells *draw_table(uint64_t *state, int64_t *values)
{
    int64_t counts[64];
    integ_cells *cells = draw_system(context, state);
    draw_counts(cells, state, counts);
    sum_cells(cells, counts, values);
    for (int64_t cell = 0; cell < integ_cells_count(cells) - 1; cell++)
        if ((values[cell] > 0 || integ_disclosure_zeros(rule)) && draw(state, 3) > 0)
            values[cell] = -1;
    return cells;
}

START_TEST(a_witness_suffices_at_every_level)
{
    uint64_t state = 4242;
    int64_t seen[INTEG_AUDIT_UNDECIDED + 1] = {0};
    for (int64_t tried = 0; tried < (is_long_run() ? 40000 : 4000); tried++) {
        int64_t values[ENUMERATED_CELLS_AT_MOST];
        bool overlaps = draw(&state, 2) == 0;
        ck_assert_int_eq(integ_disclosure_set_zeros(rule, overlaps || draw(&state, 2) == 0, NULL), INTEG_STATUS_OK);
        integ_cells *cells = overlaps ? draw_overlaps(&state, values) : draw_table(&state, values);
        integ_audit *audit;
        ck_assert_int_eq(integ_audit_new(cells, values, rule, &audit, NULL), INTEG_STATUS_OK);
        for (int64_t cell = 0; cell < integ_cells_count(cells); cell++) {
            int32_t finding = integ_audit_finding(audit, cell);
            if (finding <= INTEG_AUDIT_SAFE)
                continue;
            seen[finding]++;
            if (!suffices(cells, values, audit, cell))
                ck_abort_msg("table %lld, cell %lld: the witness of %s is not enough", (long long)tried,
                             (long long)cell, integ_audit_finding_name(finding));
        }
        integ_audit_free(audit);
        integ_cells_free(cells);
    }
    for (int32_t finding = INTEG_AUDIT_LINEAR; finding <= INTEG_AUDIT_INSIDER; finding++)
        if (seen[finding] == 0)
            ck_abort_msg("no table was drawn with %s", integ_audit_finding_name(finding));
}
END_TEST

void add_witness(Suite *suite)
{
    TCase *tests = tcase_create("witness");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_set_timeout(tests, is_long_run() ? 3600 : 120);
    tcase_add_test(tests, a_witness_suffices_at_every_level);
    suite_add_tcase(suite, tests);
}
