/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "base/message.h"
#include "register/arrow_table.h"
#include "tally/answer.h"

/* A query's cells as a table: the labels, then what was counted. */

#define COUNTS 5

static int64_t name_columns(const integi_query *query, integi_arrow_field *fields)
{
    static const char *const counts[] = {"rows", "known", "true", "measured"};
    int64_t count = query->by == NULL ? 0 : integ_dimensions_count(query->by);
    for (int64_t d = 0; d < count; d++)
        fields[d] = (integi_arrow_field){integ_dimensions_column(query->by, d), INTEG_TYPE_CODE, 0};
    for (int i = 0; i < (query->measure_type == 0 ? 3 : 4); i++)
        fields[count++] = (integi_arrow_field){counts[i], INTEG_TYPE_INTEGER, 0};
    if (query->measure_type == INTEG_TYPE_NUMBER)
        fields[count++] = (integi_arrow_field){"sum", INTEG_TYPE_NUMBER, 0};
    else if (query->measure_type != 0)
        fields[count++] = (integi_arrow_field){"sum", INTEGI_ARROW_WIDE, query->measure_decimals};
    return count;
}

static void fill_row(integi_arrow_table *table, const integi_query *query, int64_t row, const integi_answer *answer)
{
    const integi_kept_cell *kept = &answer->cells[row];
    const integi_cell *cell = &kept->cell;
    int64_t column = query->by == NULL ? 0 : integ_dimensions_count(query->by);
    for (int64_t d = 0; d < column; d++)
        integi_arrow_table_text(table, d, row, integi_labels_text(answer->labels, kept->index, d));
    integi_arrow_table_whole(table, column++, row, cell->rows);
    integi_arrow_table_whole(table, column++, row, cell->known);
    integi_arrow_table_whole(table, column++, row, cell->truth);
    if (query->measure_type == 0)
        return;
    integi_arrow_table_whole(table, column++, row, cell->measured);
    if (query->measure_type == INTEG_TYPE_NUMBER)
        integi_arrow_table_number(table, column, row, cell->number_sum);
    else
        integi_arrow_table_wide(table, column, row, cell->sum);
}

integ_status integ_tally_to_arrow_unprotected(const integ_tally *tally, int64_t query, struct ArrowArrayStream *out,
                                              integ_error *error)
{
    if (out == NULL)
        return integi_invalid_argument(error, "out");
    *out = (struct ArrowArrayStream){.release = NULL};
    if (tally == NULL)
        return integi_invalid_argument(error, "tally");
    if (query < 0 || query >= (int64_t)tally->plan->query_count)
        return integi_invalid_argument(error, "query");
    integi_arrow_field fields[INTEG_DIMENSIONS_MAXIMUM + COUNTS];
    const integi_query *asked = &tally->plan->queries[query];
    const integi_answer *answer = &tally->answers[query];
    int64_t count = name_columns(asked, fields);
    integi_arrow_table *table = integi_arrow_table_new(tally->plan->context, fields, count, answer->count);
    for (int64_t row = 0; table != NULL && row < answer->count; row++)
        fill_row(table, asked, row, answer);
    return integi_arrow_table_open(table, out, error);
}
