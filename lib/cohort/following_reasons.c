/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "cohort/following.h"

#include "base/document.h"
#include "cohort/messages.h"
#include "register/connect.h"

#include <string.h>

/* Why people are no longer in the register, and what is asked about those who are followed. */

integ_status integ_follow_options_new(integ_context *context, integ_follow_options **out, integ_error *error)
{
    if (out == NULL)
        return integi_invalid_argument(error, "out");
    *out = NULL;
    if (context == NULL)
        return integi_invalid_argument(error, "context");
    integ_follow_options *options = integi_allocate_zeroed(context, sizeof *options);
    if (options == NULL)
        return integi_out_of_memory(error);
    options->context = integi_context_retain(context);
    *out = options;
    return INTEG_STATUS_OK;
}

void integ_follow_options_free(integ_follow_options *options)
{
    if (options == NULL)
        return;
    integ_context *context = options->context;
    integ_expression_free(options->where);
    integi_text_free(context, options->table);
    integi_text_free(context, options->column);
    integi_release(context, options, sizeof *options);
    integ_context_free(context);
}

integ_status integ_follow_options_set_where(integ_follow_options *options, const integ_expression *where,
                                            integ_error *error)
{
    if (options == NULL)
        return integi_invalid_argument(error, "options");
    integ_expression *kept = where == NULL ? NULL : integi_expression_retain(where);
    integ_expression_free(options->where);
    options->where = kept;
    return INTEG_STATUS_OK;
}

integ_status integ_follow_options_set_departures(integ_follow_options *options, const char *table, const char *column,
                                                 integ_error *error)
{
    if (options == NULL || table == NULL || column == NULL)
        return integi_invalid_argument(error, options == NULL ? "options" : table == NULL ? "table" : "column");
    char *table_copy = integi_text_copy(options->context, table, strlen(table));
    char *column_copy = integi_text_copy(options->context, column, strlen(column));
    if (table_copy == NULL || column_copy == NULL) {
        integi_text_free(options->context, table_copy);
        integi_text_free(options->context, column_copy);
        return integi_out_of_memory(error);
    }
    integi_text_free(options->context, options->table);
    integi_text_free(options->context, options->column);
    options->table = table_copy;
    options->column = column_copy;
    return INTEG_STATUS_OK;
}

integ_status integi_following_find_reasons(integ_following *following, integ_error *error)
{
    const integi_followed *asked = &following->asked;
    if (asked->departures == NULL)
        return INTEG_STATUS_OK;
    int64_t index;
    integ_status status = integi_table_index(following->owner, asked->departures, &index, error);
    if (status != INTEG_STATUS_OK)
        return status;
    const integi_table_definition *table = integi_register_table(following->owner, index);
    const char *followed = integi_register_table(following->owner, following->group->table)->name;
    if (table->link_table == NULL || strcmp(table->link_table, followed) != 0)
        return INTEGI_FAIL(error, NULL, &integi_message_following_link, table->name, followed);
    int64_t column = integi_table_find_column(table, asked->reasons);
    if (column < 0 || table->columns[column].type != INTEG_TYPE_CODE)
        return INTEGI_FAIL(error, NULL, &integi_message_following_column, asked->reasons, table->name);
    following->reason = &table->columns[column];
    following->reasons = integi_dictionary_size(following->reason->dictionary);
    if (following->reasons <= INTEGI_FOLLOWING_REASONS)
        return INTEG_STATUS_OK;
    following->reasons = 0;
    return INTEGI_FAIL(error, NULL, &integi_message_following_reasons, asked->reasons,
                       integi_number((char[INTEGI_NUMBER_SIZE]){0}, INTEGI_FOLLOWING_REASONS));
}

/* The reasons that were last heard of: for each who is followed 1 + the number of the reason. */
typedef struct hearing {
    const integ_cohort *start;
    int32_t *member_of; /* row of the start: 1 + the number of who is followed, 0 for others */
    uint8_t *reasons;
} hearing;

static bool hearing_open(hearing *heard, const integ_following *following, const integ_cohort *start)
{
    int32_t member = 0;
    heard->start = start;
    heard->member_of = integi_allocate_zeroed(following->context, (size_t)start->truth.rows * sizeof(int32_t));
    heard->reasons = integi_allocate_zeroed(following->context, (size_t)following->size);
    if (heard->member_of == NULL || heard->reasons == NULL)
        return false;
    for (int64_t row = integi_bitset_next(&start->truth, 0); row >= 0; row = integi_bitset_next(&start->truth, row + 1))
        heard->member_of[row] = ++member;
    return true;
}

static void hearing_close(hearing *heard, const integ_following *following)
{
    if (heard->member_of != NULL)
        integi_release_wiped(following->context, heard->member_of,
                             (size_t)heard->start->truth.rows * sizeof(int32_t));
    if (heard->reasons != NULL)
        integi_release_wiped(following->context, heard->reasons, (size_t)following->size);
}

/* What a snapshot's table of departures says of the rows of the start; of several rows the last one counts. */
static integ_status hear(hearing *heard, const integ_following *following, const integi_table *departures,
                         integ_error *error)
{
    const integ_cohort *start = heard->start;
    const integi_table *followed = &start->snapshot->tables[start->table];
    const integi_table_definition *table = departures->definition;
    int64_t key = integi_table_find_column(followed->definition, followed->definition->key);
    int64_t link = integi_table_find_column(table, table->link_column);
    size_t size = (size_t)departures->rows * sizeof(uint32_t);
    uint32_t *rows = integi_allocate_zeroed(following->context, size);
    if (rows == NULL || !integi_match_rows(following->context, &followed->columns[key],
                                           followed->definition->columns[key].dictionary, &departures->columns[link],
                                           table->columns[link].dictionary, rows)) {
        integi_release(following->context, rows, rows == NULL ? 0 : size);
        return integi_out_of_memory(error);
    }
    const integi_column *reason = &departures->columns[following->reason - table->columns];
    for (int64_t i = 0; i < departures->rows; i++) {
        int64_t code;
        int32_t member = rows[i] == 0 ? 0 : heard->member_of[rows[i] - 1];
        if (member > 0 && integi_column_integer(reason, i, &code))
            heard->reasons[member - 1] = (uint8_t)(code + 1);
    }
    integi_release_wiped(following->context, rows, size);
    return INTEG_STATUS_OK;
}

/* Whoever is there has not left; why they left before is forgotten. */
static void note_reasons(hearing *heard, integ_following *following, int64_t step)
{
    integi_bitset present = {integi_following_set(following, step, INTEGI_FOLLOWING_PRESENT), following->size};
    for (int64_t member = 0; member < following->size; member++) {
        if (integi_bitset_has(&present, member)) {
            heard->reasons[member] = 0;
        } else if (heard->reasons[member] > 0) {
            int64_t set = INTEGI_FOLLOWING_SETS + heard->reasons[member] - 1;
            integi_following_set(following, step, set)[member / 64] |= UINT64_C(1) << (member % 64);
        }
    }
}

integ_status integi_following_fill_reasons(integ_following *following, integ_error *error)
{
    hearing heard = {0};
    int64_t table = integi_register_find_table(following->owner, following->asked.departures);
    bool opened = hearing_open(&heard, following, following->group);
    integ_status status = opened ? INTEG_STATUS_OK : integi_out_of_memory(error);
    for (int64_t step = following->start + 1; step < following->step_count && status == INTEG_STATUS_OK; step++) {
        status = hear(&heard, following, &following->steps[step].snapshot->tables[table], error);
        if (status == INTEG_STATUS_OK)
            note_reasons(&heard, following, step);
    }
    hearing_close(&heard, following);
    return status;
}

int64_t integ_following_reasons(const integ_following *following)
{
    return following->reasons;
}

const char *integ_following_reason(const integ_following *following, int64_t reason)
{
    size_t length;
    return reason < 0 || reason >= following->reasons
               ? NULL
               : integi_dictionary_text(following->reason->dictionary, reason, &length);
}

int64_t integ_following_reason_count_unprotected(const integ_following *following, int64_t step, int64_t reason)
{
    if (step < 0 || step >= following->step_count || reason < 0 || reason >= following->reasons)
        return 0;
    return integi_following_count(following, step, INTEGI_FOLLOWING_SETS + reason);
}
