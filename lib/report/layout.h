/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_REPORT_LAYOUT_H
#define INTEGI_REPORT_LAYOUT_H

/* Lines for a terminal: columns that line up whatever the characters, paragraphs that break, numbers and
 * dates as each language writes them. Control characters in texts, and those that turn the direction of
 * writing, are replaced. */

#include "report/figures.h"
#include "report/words.h"

#define INTEGI_LAYOUT_WIDTH 100

typedef struct integi_layout {
    integi_buffer *out;
    integi_buffer scratch; /* one text being made; free with integi_layout_free */
    size_t line_start;
    int32_t language;
    bool in_flow;
    int flow_indent;
} integi_layout;

void integi_layout_init(integi_layout *layout, integi_buffer *out, integ_context *context, int32_t language);
void integi_layout_free(integi_layout *layout);

/* Lines and columns. Columns are counted from 0. */
int integi_layout_column(const integi_layout *layout);
void integi_layout_put(integi_layout *layout, const char *text);
void integi_layout_put_right(integi_layout *layout, int end,
                             const char *text); /* its last character before `end` */
/* The same in a table: on the next line where two spaces would not remain before it. */
void integi_layout_put_cell(integi_layout *layout, int end, const char *text);
void integi_layout_go_to(integi_layout *layout, int column);
void integi_layout_end_line(integi_layout *layout);
void integi_layout_repeat(integi_layout *layout, const char *character, int times);
void integi_layout_wrap(integi_layout *layout, int indent, const char *text);
/* Text that is cut with an ellipsis when it takes more columns than there are. */
void integi_layout_put_cut(integi_layout *layout, int columns, const char *text);

/* Short facts one after the other, separated by dots, on as many lines as they need. */
void integi_layout_begin_facts(integi_layout *layout, int indent, const char *label);
void integi_layout_fact(integi_layout *layout, const char *text);
void integi_layout_pair_fact(integi_layout *layout, const char *first,
                             const char *second); /* `first second` */
void integi_layout_word_fact(integi_layout *layout, integi_word word, const char *first, const char *second);
void integi_layout_end_facts(integi_layout *layout);

/* Texts in the scratch buffer, valid until the next of them is made; copy what is kept with integi_keep. */
const char *integi_layout_word(integi_layout *layout, integi_word word, const char *first,
                               const char *second);
const char *integi_layout_count(integi_layout *layout,
                                int64_t count); /* thousands grouped; `..` when below 0 */
const char *integi_layout_date(integi_layout *layout, integ_date date);
const char *integi_layout_fixed(integi_layout *layout, double number, int decimals, bool with_sign);
const char *integi_layout_decimal(integi_layout *layout, integi_decimal decimal);
const char *integi_layout_with_unit(integi_layout *layout, integi_unit unit, const char *number);

/* A short text kept beside the scratch buffer. What is longer is cut at a character. */
typedef struct integi_kept {
    char text[200];
} integi_kept;
integi_kept integi_keep(const char *text);

/* The number of decimals a value is shown with: what its unit usually has, and as many as it takes to tell it
 * from what it is held against. */
int integi_layout_decimals(integi_unit unit, double number);
int integi_layout_decimals_beside(integi_unit unit, double number, integi_decimal beside);

#endif
