/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef TEST_INDICATOR_COMPUTE_H
#define TEST_INDICATOR_COMPUTE_H

/* Indicators of invented people, and what SQLite says of them. */

#include "indicator/indicator.h"
#include "support/people.h"

extern people these;
extern integ_groups *groups; /* non_western, danish, nobody */

void open_people(void);
void close_people(void);

integ_expression *parse(const char *text);
/* `where` and `measure` may be NULL. */
integ_indicator *define(int32_t kind, const char *of, const char *where, const char *measure);
/* Computes and frees an indicator. */
integi_value compute(integ_indicator *indicator);
/* The same with each cell of its breakdown, of which there are so many at most; answers how many there are. The labels
 * are those of the first two columns. */
typedef struct computed_cell {
    char labels[2][40]; /* empty: unknown */
    integi_value value;
} computed_cell;
int64_t compute_cells(integ_indicator *indicator, computed_cell *cells, int64_t room);
/* That a value is, to 1e-12 of it, the answer to a question. */
void near(double value, const char *question);

#endif
