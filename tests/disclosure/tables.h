/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef TEST_DISCLOSURE_TABLES_H
#define TEST_DISCLOSURE_TABLES_H

/* What suites of protected tables have in common: a rule, drawn tables with what is shown of them, and their test
 * cases. */

#include "disclosure/enumerate.h"
#include "disclosure/suite.h"
#include "disclosure/systems.h"

/* Of the test at hand. The rule is of thresholds alone; its other parts are switched on where they are tested. */
extern integ_context *context;
extern integ_disclosure *rule;

/* A drawn system of cells, its values, and what is made of it. */
typedef struct drawn_table {
    integ_cells *cells;
    int64_t counts[64];
    int64_t values[ENUMERATED_CELLS_AT_MOST];
    int64_t shown[ENUMERATED_CELLS_AT_MOST]; /* -1 where hidden */
    int32_t states[ENUMERATED_CELLS_AT_MOST];
    integ_proof *proof; /* NULL where none was asked for */
} drawn_table;

void draw_whole_table(drawn_table *self, uint64_t *state);
/* Draws a threshold of two to five too. */
void draw_threshold(uint64_t *state);
void protect_table(drawn_table *self);
void prove_table(drawn_table *self);
/* Else there are endlessly many tables behind it. */
bool every_atom_is_in_a_shown_cell(const drawn_table *self);
void free_table(drawn_table *self);

bool is_hidden_state(int32_t state);
int64_t count_hidden(const int32_t *states, int64_t count);

/* A test case with the rule, of tests that end with NULL. */
void add_table_tests(Suite *suite, const char *name, const TTest *const *tests);

#endif
