/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "base/message.h"
#include "register/suite.h"
#include "support/failing_allocator.h"
#include "support/taken.h"

#include <errno.h>
#include <math.h>
#include <string.h>

#define ROWS 5

#define TRY(call)                                                                                                    \
    do {                                                                                                             \
        integ_status tried = call;                                                                                   \
        if (tried != INTEG_STATUS_OK) {                                                                              \
            integ_register_builder_free(builder);                                                                    \
            return tried;                                                                                            \
        }                                                                                                            \
    } while (0)

/* A column of every type; in the first snapshot there is a code that the second does not have. */
static integ_status make_register(integ_context *context, int32_t purpose, integ_register **out, integ_error *error)
{
    static const int64_t truths[ROWS] = {1, 0, 1, 1, 0}, wholes[ROWS] = {INT64_MIN, -1, 0, 1, INT64_MAX},
                         incomes[ROWS] = {1250, -5, 0, 7, INT64_MIN}, dates[ROWS] = {-719162, 0, 1, 2932896, 9},
                         times[ROWS] = {-62135596800000000, -1, 0, 1, 253402300799999999};
    static const uint8_t known[ROWS] = {1, 0, 1, 1, 1};
    static const double weights[ROWS] = {0.1, NAN, -1e300, 2, 3};
    static const char *const colours[] = {"gone", "red", NULL, "\xC3\xA6" "ble", "red", ""};
    integ_register_builder *builder = NULL;
    TRY(integ_register_builder_new(context, purpose, &builder, error));
    for (int s = 0; s < 2; s++) {
        TRY(integ_register_builder_add_snapshot(builder, s * 365, error));
        TRY(integ_register_builder_add_table(builder, "citizen", ROWS, error));
        TRY(integ_register_builder_add_integers(builder, "truth", INTEG_TYPE_BOOLEAN, 0, truths, known, ROWS, error));
        TRY(integ_register_builder_add_integers(builder, "whole", INTEG_TYPE_INTEGER, 0, wholes, NULL, ROWS, error));
        TRY(integ_register_builder_add_integers(builder, "income", INTEG_TYPE_DECIMAL, 2, incomes, known, ROWS, error));
        TRY(integ_register_builder_add_numbers(builder, "weight", weights, NULL, ROWS, error));
        TRY(integ_register_builder_add_integers(builder, "date", INTEG_TYPE_DATE, 0, dates, known, ROWS, error));
        TRY(integ_register_builder_add_integers(builder, "time", INTEG_TYPE_TIMESTAMP, 0, times, known, ROWS, error));
        TRY(integ_register_builder_add_texts(builder, "code", INTEG_TYPE_CODE, colours + s, ROWS, error));
        TRY(integ_register_builder_add_texts(builder, "text", INTEG_TYPE_TEXT, colours + s, ROWS, error));
    }
    TRY(integ_register_builder_finish(builder, out, error));
    integ_register_builder_free(builder);
    return INTEG_STATUS_OK;
}

static integ_context *context;
static integ_register *reg;
static const integ_snapshot *snapshot;

static void begin(int32_t purpose)
{
    OK(integ_context_new(&context, NULL));
    OK(make_register(context, purpose, &reg, NULL));
    snapshot = integ_register_snapshot(reg, 1);
}

static void end(void)
{
    integ_register_free(reg);
    integ_context_free(context);
}

START_TEST(types_go_out_in_their_formats)
{
    static const char *const formats[] = {"b", "l", "d:19,2", "g", "tdD", "tsu:UTC", "i", "U"},
                      *const names[] = {"truth", "whole", "income", "weight", "date", "time", "code", "text"};
    struct ArrowArrayStream stream;
    struct ArrowSchema schema;
    begin(INTEG_PURPOSE_CASEWORK);
    OK(integ_snapshot_to_arrow(snapshot, 0, 0, &stream, NULL));
    ck_assert_int_eq(stream.get_schema(&stream, &schema), 0);
    stream.release(&stream);
    ck_assert_ptr_null(stream.release);
    end();
    ck_assert_str_eq(schema.format, "+s");
    ck_assert_int_eq(schema.n_children, 8);
    for (int i = 0; i < 8; i++) {
        ck_assert_str_eq(schema.children[i]->format, formats[i]);
        ck_assert_str_eq(schema.children[i]->name, names[i]);
        ck_assert_int_eq(schema.children[i]->flags, ARROW_FLAG_NULLABLE);
        ck_assert((schema.children[i]->dictionary != NULL) == (i == 6));
    }
    ck_assert_str_eq(schema.children[6]->dictionary->format, "U");
    schema.release(&schema);
    ck_assert_ptr_null(schema.release);
}
END_TEST

START_TEST(buffers_are_what_the_standard_says)
{
    struct ArrowArrayStream stream;
    struct ArrowArray batch, last;
    begin(INTEG_PURPOSE_CASEWORK);
    OK(integ_snapshot_to_arrow(snapshot, 0, 0, &stream, NULL));
    end();
    ck_assert_int_eq(stream.get_next(&stream, &batch), 0);
    ck_assert_int_eq(stream.get_next(&stream, &last), 0);
    ck_assert_ptr_null(last.release);
    ck_assert_ptr_null(stream.get_last_error(&stream));
    stream.release(&stream);
    ck_assert_int_eq(batch.length, ROWS);
    ck_assert_int_eq(batch.n_buffers, 1);
    struct ArrowArray **columns = batch.children;
    ck_assert_int_eq(columns[0]->null_count, 1);
    ck_assert_uint_eq(*(const uint8_t *)columns[0]->buffers[0], 0x1D);
    ck_assert_uint_eq(*(const uint8_t *)columns[0]->buffers[1], 0x0D);
    ck_assert_ptr_null(columns[1]->buffers[0]);
    ck_assert_int_eq(((const int64_t *)columns[1]->buffers[1])[4], INT64_MAX);
    ck_assert_int_eq(((const int64_t *)columns[2]->buffers[1])[8], INT64_MIN);
    ck_assert_int_eq(((const int64_t *)columns[2]->buffers[1])[9], -1);
    ck_assert_int_eq(columns[3]->null_count, 1);
    ck_assert_int_eq(((const int32_t *)columns[4]->buffers[1])[3], 2932896);
    /* red, unknown, æble, red, "": "gone" is of the other snapshot only. */
    const struct ArrowArray *words = columns[6]->dictionary;
    static const int32_t codes[] = {0, 0, 1, 0, 2};
    static const int64_t ends[] = {0, 3, 8, 8};
    ck_assert_mem_eq(columns[6]->buffers[1], codes, sizeof codes);
    ck_assert_int_eq(words->length, 3);
    ck_assert_mem_eq(words->buffers[1], ends, sizeof ends);
    ck_assert_mem_eq(words->buffers[2], "red\xC3\xA6" "ble", 8);
    ck_assert_mem_eq(columns[7]->buffers[2], "red\xC3\xA6" "blered", 11);
    batch.release(&batch);
    ck_assert_ptr_null(batch.release);
}
END_TEST

START_TEST(what_goes_out_comes_back_in)
{
    static const char *const names[] = {"truth", "whole", "income", "weight", "date", "time", "code", "text"};
    begin(INTEG_PURPOSE_CASEWORK);
    for (int64_t batch_rows = 0; batch_rows <= ROWS + 1; batch_rows++) {
        struct ArrowArrayStream stream;
        OK(integ_snapshot_to_arrow(snapshot, 0, batch_rows, &stream, NULL));
        taken back = take_stream(&stream);
        ck_assert_int_eq(taken_rows(&back), ROWS);
        for (int64_t column = 0; column < 8; column++)
            for (int64_t row = 0; row < ROWS; row++) {
                char text[100];
                int64_t length;
                OK(integ_snapshot_text(snapshot, 0, column, row, text, sizeof text, &length, NULL));
                ck_assert_str_eq(taken_text(&back, names[column], row), length < 0 ? "-" : text);
            }
        taken_free(&back);
    }
    end();
}
END_TEST

START_TEST(everything_may_be_moved)
{
    struct ArrowArrayStream stream, moved_stream;
    struct ArrowArray batch, column, moved;
    begin(INTEG_PURPOSE_CASEWORK);
    OK(integ_snapshot_to_arrow(snapshot, 0, 2, &stream, NULL));
    end();
    moved_stream = stream;
    memset(&stream, 0xA5, sizeof stream);
    ck_assert_int_eq(moved_stream.get_next(&moved_stream, &batch), 0);
    moved_stream.release(&moved_stream);
    moved = batch;
    memset(&batch, 0xA5, sizeof batch);
    column = *moved.children[6];
    moved.children[6]->release = NULL;
    moved.release(&moved);
    ck_assert_int_eq(((const int32_t *)column.buffers[1])[0], 0);
    ck_assert_mem_eq(column.dictionary->buffers[2], "red", 3);
    column.release(&column);
    ck_assert_ptr_null(column.release);
}
END_TEST

START_TEST(a_register_for_statistics_lets_no_row_out)
{
    struct ArrowArrayStream stream;
    integ_error *error;
    OK(integ_error_new(&error));
    begin(INTEG_PURPOSE_STATISTICS);
    memset(&stream, 0xA5, sizeof stream);
    ck_assert_int_eq(integ_snapshot_to_arrow(snapshot, 0, 0, &stream, error), INTEG_STATUS_REFUSED);
    ck_assert_ptr_null(stream.release);
    ck_assert_str_eq(integ_error_name(error, 0), "register.refused");
    end();
    begin(INTEG_PURPOSE_CASEWORK);
    ck_assert_int_eq(integ_snapshot_to_arrow(NULL, 0, 0, &stream, error), INTEG_STATUS_INVALID_ARGUMENT);
    ck_assert_int_eq(integ_snapshot_to_arrow(snapshot, 1, 0, &stream, error), INTEG_STATUS_INVALID_ARGUMENT);
    ck_assert_int_eq(integ_snapshot_to_arrow(snapshot, -1, 0, &stream, error), INTEG_STATUS_INVALID_ARGUMENT);
    ck_assert_int_eq(integ_snapshot_to_arrow(snapshot, 0, -1, &stream, error), INTEG_STATUS_INVALID_ARGUMENT);
    ck_assert_int_eq(integ_snapshot_to_arrow(snapshot, 0, INT64_MAX, &stream, error), INTEG_STATUS_INVALID_ARGUMENT);
    ck_assert_int_eq(integ_snapshot_to_arrow(snapshot, 0, 0, NULL, error), INTEG_STATUS_INVALID_ARGUMENT);
    end();
    integ_error_free(error);
}
END_TEST

START_TEST(empty_tables_have_a_schema_and_no_batch)
{
    struct ArrowArrayStream stream;
    struct ArrowArray batch;
    integ_register_builder *builder;
    OK(integ_context_new(&context, NULL));
    OK(integ_register_builder_new(context, INTEG_PURPOSE_CASEWORK, &builder, NULL));
    OK(integ_register_builder_add_snapshot(builder, 0, NULL));
    OK(integ_register_builder_add_table(builder, "citizen", 0, NULL));
    OK(integ_register_builder_add_texts(builder, "code", INTEG_TYPE_CODE, NULL, 0, NULL));
    OK(integ_register_builder_finish(builder, &reg, NULL));
    integ_register_builder_free(builder);
    OK(integ_snapshot_to_arrow(integ_register_snapshot(reg, 0), 0, 0, &stream, NULL));
    ck_assert_int_eq(stream.get_next(&stream, &batch), 0);
    ck_assert_ptr_null(batch.release);
    taken back = take_stream(&stream);
    ck_assert_int_eq(taken_rows(&back), 0);
    ck_assert_int_eq(integ_register_column_count(back.reg, 0), 1);
    taken_free(&back);
    end();
}
END_TEST

static integ_status no_memory(struct ArrowArrayStream *stream, int code, integ_error *error)
{
    ck_assert_int_eq(code, ENOMEM);
    ck_assert_str_eq(stream->get_last_error(stream), "out of memory");
    stream->release(stream);
    return integi_out_of_memory(error);
}

static integ_status attempt(integ_context *on, integ_error *error, void *userdata)
{
    (void)userdata;
    integ_register *made;
    struct ArrowArrayStream stream;
    struct ArrowSchema schema;
    struct ArrowArray batch;
    integ_status status = make_register(on, INTEG_PURPOSE_CASEWORK, &made, error);
    if (status != INTEG_STATUS_OK)
        return status;
    status = integ_snapshot_to_arrow(integ_register_snapshot(made, 1), 0, 3, &stream, error);
    integ_register_free(made);
    if (status != INTEG_STATUS_OK)
        return status;
    int code = stream.get_schema(&stream, &schema);
    if (code != 0)
        return no_memory(&stream, code, error);
    schema.release(&schema);
    for (;;) {
        code = stream.get_next(&stream, &batch);
        if (code != 0)
            return no_memory(&stream, code, error);
        if (batch.release == NULL)
            break;
        batch.release(&batch);
    }
    stream.release(&stream);
    return INTEG_STATUS_OK;
}

START_TEST(memory_may_run_out_anywhere)
{
    for_each_failing_allocation(attempt, NULL);
}
END_TEST

void add_arrow_out(Suite *suite)
{
    add_tests(suite, "arrow out",
              (const TTest *[]){types_go_out_in_their_formats, buffers_are_what_the_standard_says,
                                what_goes_out_comes_back_in, everything_may_be_moved,
                                a_register_for_statistics_lets_no_row_out, empty_tables_have_a_schema_and_no_batch,
                                memory_may_run_out_anywhere, NULL});
}
