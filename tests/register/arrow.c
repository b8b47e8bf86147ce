/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "register/suite.h"
#include "support/arrow.h"
#include "support/failing_allocator.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static integ_context *context;
static integ_error *error;
static integ_register_builder *builder;

static void begin(void)
{
    OK(integ_context_new(&context, NULL));
    OK(integ_error_new(&error));
    OK(integ_register_builder_new(context, INTEG_PURPOSE_CASEWORK, &builder, error));
    OK(integ_register_builder_add_snapshot(builder, 18000, error));
}

static void end(void)
{
    integ_register_builder_free(builder);
    integ_error_free(error);
    integ_context_free(context);
    ck_assert_int_eq(made_alive(), 0);
}

static integ_status add(made_stream *made, const integ_arrow_options *options)
{
    struct ArrowArrayStream stream = open_made_stream(made);
    integ_status status = integ_register_builder_add_arrow(builder, "citizen", &stream, options, error);
    ck_assert_ptr_null(stream.release);
    return status;
}

/* The rows of a column with a bar behind each, `-` for unknown. */
static const char *column_text(const integ_register *reg, int64_t snapshot, int64_t column)
{
    static char text[8192];
    const integ_snapshot *from = integ_register_snapshot(reg, snapshot);
    size_t at = 0;
    text[0] = '\0';
    for (int64_t row = 0; row < integ_snapshot_rows_unprotected(from, 0); row++) {
        char value[100];
        int64_t length;
        OK(integ_snapshot_text(from, 0, column, row, value, sizeof value, &length, NULL));
        at += (size_t)snprintf(text + at, sizeof text - at, "%s|", length < 0 ? "-" : value);
    }
    return text;
}

static integ_register *finish(void)
{
    integ_register *reg;
    OK(integ_register_builder_finish(builder, &reg, error));
    return reg;
}

#define NONE NO_BUFFER
#define INT8(...) BUFFER((const int8_t[]){__VA_ARGS__})
#define UINT8(...) BUFFER((const uint8_t[]){__VA_ARGS__})
#define INT16(...) BUFFER((const int16_t[]){__VA_ARGS__})
#define UINT16(...) BUFFER((const uint16_t[]){__VA_ARGS__})
#define INT32(...) BUFFER((const int32_t[]){__VA_ARGS__})
#define UINT32(...) BUFFER((const uint32_t[]){__VA_ARGS__})
#define INT64(...) BUFFER((const int64_t[]){__VA_ARGS__})
#define UINT64(...) BUFFER((const uint64_t[]){__VA_ARGS__})
#define FLOAT(...) BUFFER((const float[]){__VA_ARGS__})
#define DOUBLE(...) BUFFER((const double[]){__VA_ARGS__})
#define BYTES(text) {text, sizeof(text) - 1}
/* The halves of an integer of 128 bits, on little-endian machines. */
#define WIDE(high, low) (uint64_t)(low), (uint64_t)(int64_t)(high)
#define TEXT(type) INTEG_TYPE_##type

/* A view of 12 bytes at most, and one into a block. */
typedef struct view {
    int32_t length;
    char bytes[12];
} view;
#define INSIDE(text) {sizeof(text) - 1, text}
static view outside(const char *text, int32_t block, int32_t offset)
{
    view made = {(int32_t)strlen(text), ""};
    memcpy(made.bytes, text, 4);
    memcpy(made.bytes + 4, &block, 4);
    memcpy(made.bytes + 8, &offset, 4);
    return made;
}

/* A column of its own in a batch of its own. */
typedef struct array_case {
    const char *format;
    int64_t length, null_count, offset;
    int64_t buffer_count;
    made_buffer buffers[4];
    int32_t wanted, decimals; /* 0: none */
    int32_t type;             /* what it becomes */
    const char *rows;         /* or the name of the fault */
} array_case;

static made_stream *one_column(const array_case *from)
{
    made_stream *made = make_stream();
    make_column(made, from->format, "x");
    struct ArrowArray *batch = make_batch(made, from->length);
    make_child(batch, from->length, from->null_count, from->offset, from->buffer_count, from->buffers);
    return made;
}

static void expect_case(const array_case *these)
{
    integ_arrow_options *options;
    begin();
    OK(integ_arrow_options_new(context, &options, NULL));
    if (these->wanted != 0)
        OK(integ_arrow_options_set_type(options, "x", these->wanted, these->decimals, NULL));
    integ_status status = add(one_column(these), options);
    integ_arrow_options_free(options);
    if (these->type != 0) {
        ck_assert_msg(status == INTEG_STATUS_OK, "%s (%s): %s", these->format, these->rows,
                      integ_error_message(error, 0, INTEG_LANGUAGE_ENGLISH));
        integ_register *reg = finish();
        ck_assert_msg(strcmp(column_text(reg, 0, 0), these->rows) == 0, "%s: %s instead of %s", these->format,
                      column_text(reg, 0, 0), these->rows);
        ck_assert_int_eq(integ_register_column_type(reg, 0, 0), these->type);
        integ_register_free(reg);
    } else {
        ck_assert_msg(status != INTEG_STATUS_OK, "%s: no %s", these->format, these->rows);
        ck_assert_int_eq(integ_error_count(error), 1);
        ck_assert_str_eq(integ_error_name(error, 0), these->rows);
        ck_assert_int_eq(integ_error_code(error, 0), status);
        ck_assert_str_ne(integ_error_message(error, 0, INTEG_LANGUAGE_ENGLISH),
                         integ_error_message(error, 0, INTEG_LANGUAGE_DANISH));
        ck_assert(strchr(integ_error_message(error, 0, INTEG_LANGUAGE_DANISH), '{') == NULL);
    }
    end();
}

START_TEST(every_format_is_read)
{
    const view views[] = {INSIDE("twelve bytes"), INSIDE("no"), outside("more than twelve", 1, 3), INSIDE("")};
    const array_case cases[] = {
        {"n", 3, 3, 0, 0, {NONE}, 0, 0, TEXT(CODE), "-|-|-|"},
        {"b", 4, 1, 0, 2, {UINT8(0x0B), UINT8(0x05)}, 0, 0, TEXT(BOOLEAN), "true|false|-|false|"},
        {"c", 2, 0, 0, 2, {NONE, INT8(-128, 127)}, 0, 0, TEXT(INTEGER), "-128|127|"},
        {"C", 2, 0, 0, 2, {NONE, UINT8(0, 255)}, 0, 0, TEXT(INTEGER), "0|255|"},
        {"s", 2, 0, 0, 2, {NONE, INT16(-32768, 32767)}, 0, 0, TEXT(INTEGER), "-32768|32767|"},
        {"S", 2, 0, 0, 2, {NONE, UINT16(0, 65535)}, 0, 0, TEXT(INTEGER), "0|65535|"},
        {"i", 3, 1, 0, 2, {UINT8(0x05), INT32(INT32_MIN, 99, INT32_MAX)}, 0, 0, TEXT(INTEGER),
         "-2147483648|-|2147483647|"},
        {"I", 2, 0, 0, 2, {NONE, UINT32(0, UINT32_MAX)}, 0, 0, TEXT(INTEGER), "0|4294967295|"},
        {"l", 2, -1, 0, 2, {NONE, INT64(INT64_MIN, INT64_MAX)}, 0, 0, TEXT(INTEGER),
         "-9223372036854775808|9223372036854775807|"},
        {"L", 2, -1, 0, 2, {UINT8(0x01), UINT64(INT64_MAX, UINT64_MAX)}, 0, 0, TEXT(INTEGER), "9223372036854775807|-|"},
        {"e", 6, 0, 0, 2, {NONE, UINT16(0x3C00, 0xC100, 0x0001, 0x7BFF, 0x7E00, 0x8000)}, 0, 0, TEXT(NUMBER),
         "1|-2.5|5.9604644775390625e-8|65504|-|0|"},
        {"f", 3, 0, 0, 2, {NONE, FLOAT(0.5f, -3.25f, NAN)}, 0, 0, TEXT(NUMBER), "0.5|-3.25|-|"},
        {"g", 3, 1, 0, 2, {UINT8(0x03), DOUBLE(0.1, -1e300, INFINITY)}, 0, 0, TEXT(NUMBER), "0.1|-1e300|-|"},
        {"d:9,2,32", 2, 0, 0, 2, {NONE, INT32(1250, -5)}, 0, 0, TEXT(DECIMAL), "12.50|-0.05|"},
        {"d:18,3,64", 2, 0, 0, 2, {NONE, INT64(1250, -5)}, 0, 0, TEXT(DECIMAL), "1.250|-0.005|"},
        {"d:38,2", 3, 1, 0, 2, {UINT8(0x05), UINT64(WIDE(0, 1250), WIDE(7, 7), WIDE(-1, -5))}, 0, 0, TEXT(DECIMAL),
         "12.50|-|-0.05|"},
        {"d:5,-2,128", 1, 0, 0, 2, {NONE, UINT64(WIDE(0, 17))}, 0, 0, TEXT(DECIMAL), "1700|"},
        {"d:38,20", 1, 0, 0, 2, {NONE, UINT64(WIDE(0, 1500))}, 0, 0, TEXT(DECIMAL), "0.000000000000000015|"},
        {"u", 3, 1, 0, 3, {UINT8(0x05), INT32(0, 2, 2, 5), BYTES("abcde")}, 0, 0, TEXT(CODE), "ab|-|cde|"},
        {"u", 2, 0, 0, 3, {NONE, INT32(0, 0, 0), NONE}, 0, 0, TEXT(CODE), "||"},
        {"u", 0, 0, 0, 3, {NONE, BYTES(""), BYTES("")}, 0, 0, TEXT(CODE), ""},
        {"U", 2, 0, 0, 3, {NONE, INT64(1, 3, 5), BYTES("-\xC3\xA6\xC3\xB8")}, 0, 0, TEXT(CODE), "\xC3\xA6|\xC3\xB8|"},
        {"vu", 4, 1, 0, 4, {UINT8(0x0D), BUFFER(views), NONE, NONE}, 0, 0, 0, "arrow.no_buffer"},
        {"vu", 2, 0, 0, 3, {NONE, BUFFER((const view[]){INSIDE("twelve bytes"), INSIDE("")}), NONE}, 0, 0, TEXT(CODE),
         "twelve bytes||"},
        {"tdD", 3, 0, 0, 2, {NONE, INT32(0, -719162, 2932896)}, 0, 0, TEXT(DATE), "1970-01-01|0001-01-01|9999-12-31|"},
        {"tdm", 2, 0, 0, 2, {NONE, INT64(-86400000, 86400000)}, 0, 0, TEXT(DATE), "1969-12-31|1970-01-02|"},
        {"tss:", 1, 0, 0, 2, {NONE, INT64(-1)}, 0, 0, TEXT(TIMESTAMP), "1969-12-31T23:59:59Z|"},
        {"tsm:UTC", 1, 0, 0, 2, {NONE, INT64(1500)}, 0, 0, TEXT(TIMESTAMP), "1970-01-01T00:00:01.500000Z|"},
        {"tsu:Europe/Copenhagen", 1, 0, 0, 2, {NONE, INT64(3600000001)}, 0, 0, TEXT(TIMESTAMP),
         "1970-01-01T01:00:00.000001Z|"},
        {"tsn:+02:00", 1, 0, 0, 2, {NONE, INT64(-1000)}, 0, 0, TEXT(TIMESTAMP), "1969-12-31T23:59:59.999999Z|"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        expect_case(&cases[i]);
}
END_TEST

START_TEST(views_reach_into_any_block)
{
    const view views[] = {outside("more than twelve", 1, 3), outside("thirteen byte", 0, 0), INSIDE("inside")};
    begin();
    made_stream *made = make_stream();
    make_column(made, "vu", "x");
    make_child(make_batch(made, 3), 3, 1, 0, 5,
               (const made_buffer[]){UINT8(0x05), BUFFER(views), BYTES("thirteen byte"), BYTES("...more than twelve"),
                                     INT64(13, 19)});
    OK(add(made, NULL));
    integ_register *reg = finish();
    ck_assert_str_eq(column_text(reg, 0, 0), "more than twelve|-|inside|");
    integ_register_free(reg);
    end();
}
END_TEST

START_TEST(views_outside_their_blocks_are_refused)
{
    const view beyond = outside("more than twelve", 0, 1), other = outside("more than twelve", 1, 0),
               negative = outside("more than twelve", 0, -1), before = outside("more than twelve", -1, 0);
    view lying = outside("more than twelve", 0, 0), endless = {-1, ""};
    lying.bytes[0] = 'M';
    const view *const bad[] = {&beyond, &other, &negative, &before, &lying, &endless};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        begin();
        made_stream *made = make_stream();
        make_column(made, "vu", "x");
        make_child(make_batch(made, 1), 1, 0, 0, 4,
                   (const made_buffer[]){NONE, {bad[i], sizeof *bad[i]}, BYTES("more than twelve"), INT64(16)});
        ck_assert_int_eq(add(made, NULL), INTEG_STATUS_BAD_DATA);
        ck_assert_str_eq(integ_error_name(error, 0), "arrow.bad_view");
        end();
    }
}
END_TEST

START_TEST(values_become_what_is_wanted_where_that_is_exact)
{
    const array_case cases[] = {
        {"c", 2, 0, 0, 2, {NONE, INT8(0, 1)}, TEXT(BOOLEAN), 0, TEXT(BOOLEAN), "false|true|"},
        {"c", 2, 0, 0, 2, {NONE, INT8(0, 2)}, TEXT(BOOLEAN), 0, 0, "arrow.not_boolean"},
        {"i", 1, 0, 0, 2, {NONE, INT32(-7)}, TEXT(DECIMAL), 2, TEXT(DECIMAL), "-7.00|"},
        {"l", 1, 0, 0, 2, {NONE, INT64(INT64_MAX)}, TEXT(DECIMAL), 1, 0, "arrow.out_of_range"},
        {"L", 1, 0, 0, 2, {NONE, UINT64(UINT64_MAX)}, TEXT(NUMBER), 0, TEXT(NUMBER), "1.8446744073709552e19|"},
        {"L", 2, 0, 0, 2, {NONE, UINT64(1, (uint64_t)INT64_MAX + 1)}, 0, 0, 0, "arrow.out_of_range"},
        {"i", 2, 0, 0, 2, {NONE, INT32(101, -5)}, TEXT(CODE), 0, TEXT(CODE), "101|-5|"},
        {"u", 1, 0, 0, 3, {NONE, INT32(0, 2), BYTES("ab")}, TEXT(TEXT), 0, TEXT(TEXT), "ab|"},
        {"g", 3, 0, 0, 2, {NONE, DOUBLE(3, NAN, -0.0)}, TEXT(INTEGER), 0, TEXT(INTEGER), "3|-|0|"},
        {"g", 1, 0, 0, 2, {NONE, DOUBLE(3.5)}, TEXT(INTEGER), 0, 0, "arrow.not_whole"},
        {"g", 1, 0, 0, 2, {NONE, DOUBLE(-0x1p63)}, TEXT(INTEGER), 0, TEXT(INTEGER), "-9223372036854775808|"},
        {"g", 1, 0, 0, 2, {NONE, DOUBLE(0x1p63)}, TEXT(INTEGER), 0, 0, "arrow.out_of_range"},
        {"g", 1, 0, 0, 2, {NONE, DOUBLE(INFINITY)}, TEXT(INTEGER), 0, 0, "arrow.not_finite"},
        {"g", 1, 0, 0, 2, {NONE, DOUBLE(-INFINITY)}, 0, 0, 0, "arrow.not_finite"},
        {"g", 4, 0, 0, 2, {NONE, DOUBLE(0.1, 1234567.89, -0.05, 0)}, TEXT(DECIMAL), 2, TEXT(DECIMAL),
         "0.10|1234567.89|-0.05|0.00|"},
        {"g", 1, 0, 0, 2, {NONE, DOUBLE(0.125)}, TEXT(DECIMAL), 2, 0, "arrow.too_many_decimals"},
        {"g", 1, 0, 0, 2, {NONE, DOUBLE(5e-324)}, TEXT(DECIMAL), 18, 0, "arrow.too_many_decimals"},
        {"g", 1, 0, 0, 2, {NONE, DOUBLE(1e300)}, TEXT(DECIMAL), 0, 0, "arrow.out_of_range"},
        {"g", 1, 0, 0, 2, {NONE, DOUBLE(1e19)}, TEXT(DECIMAL), 0, 0, "arrow.out_of_range"},
        {"d:38,2", 1, 0, 0, 2, {NONE, UINT64(WIDE(0, 1200))}, TEXT(INTEGER), 0, TEXT(INTEGER), "12|"},
        {"d:38,2", 1, 0, 0, 2, {NONE, UINT64(WIDE(0, 1250))}, TEXT(INTEGER), 0, 0, "arrow.not_whole"},
        {"d:38,2", 1, 0, 0, 2, {NONE, UINT64(WIDE(0, 1250))}, TEXT(DECIMAL), 1, TEXT(DECIMAL), "12.5|"},
        {"d:38,2", 1, 0, 0, 2, {NONE, UINT64(WIDE(0, 1250))}, TEXT(DECIMAL), 0, 0, "arrow.not_whole"},
        {"d:38,3", 1, 0, 0, 2, {NONE, UINT64(WIDE(0, 1251))}, TEXT(DECIMAL), 2, 0, "arrow.too_many_decimals"},
        {"d:38,0", 1, 0, 0, 2, {NONE, UINT64(WIDE(0, (uint64_t)INT64_MAX + 1))}, 0, 0, 0, "arrow.out_of_range"},
        {"d:38,0", 1, 0, 0, 2, {NONE, UINT64(WIDE(-1, INT64_MIN))}, 0, 0, TEXT(DECIMAL), "-9223372036854775808|"},
        {"d:38,0", 1, 0, 0, 2, {NONE, UINT64(WIDE(1, 0))}, 0, 0, 0, "arrow.out_of_range"},
        {"d:38,2", 2, 0, 0, 2, {NONE, UINT64(WIDE(0, 1250), WIDE(1, 0))}, TEXT(NUMBER), 0, TEXT(NUMBER),
         "12.5|1.8446744073709552e17|"},
        {"d:38,-3", 1, 0, 0, 2, {NONE, UINT64(WIDE(0, 5))}, TEXT(NUMBER), 0, TEXT(NUMBER), "5000|"},
        {"tss:", 1, 0, 0, 2, {NONE, INT64(86400)}, TEXT(DATE), 0, TEXT(DATE), "1970-01-02|"},
        {"tsn:UTC", 2, 0, 0, 2, {NONE, INT64(0, -86400000000000)}, TEXT(DATE), 0, TEXT(DATE), "1970-01-01|1969-12-31|"},
        {"tsu:", 1, 0, 0, 2, {NONE, INT64(1)}, TEXT(DATE), 0, 0, "arrow.not_midnight"},
        {"tdm", 1, 0, 0, 2, {NONE, INT64(1)}, 0, 0, 0, "arrow.not_midnight"},
        {"tdm", 1, 0, 0, 2, {NONE, INT64(1)}, TEXT(TIMESTAMP), 0, TEXT(TIMESTAMP), "1970-01-01T00:00:00.001000Z|"},
        {"tdD", 1, 0, 0, 2, {NONE, INT32(1)}, TEXT(TIMESTAMP), 0, TEXT(TIMESTAMP), "1970-01-02T00:00:00Z|"},
        {"tdD", 1, 0, 0, 2, {NONE, INT32(2932897)}, 0, 0, 0, "arrow.out_of_range"},
        {"tdD", 1, 0, 0, 2, {NONE, INT32(-719163)}, TEXT(TIMESTAMP), 0, 0, "arrow.out_of_range"},
        {"tsn:", 1, 0, 0, 2, {NONE, INT64(1001)}, 0, 0, 0, "arrow.nanoseconds"},
        {"tss:", 1, 0, 0, 2, {NONE, INT64(INT64_MAX)}, 0, 0, 0, "arrow.out_of_range"},
        {"tss:", 1, 0, 0, 2, {NONE, INT64(253402300800)}, 0, 0, 0, "arrow.out_of_range"},
        {"u", 1, 0, 0, 3, {NONE, INT32(0, 2), BYTES("12")}, TEXT(INTEGER), 0, 0, "arrow.other_type"},
        {"b", 1, 0, 0, 2, {NONE, UINT8(1)}, TEXT(INTEGER), 0, 0, "arrow.other_type"},
        {"g", 1, 0, 0, 2, {NONE, DOUBLE(1)}, TEXT(CODE), 0, 0, "arrow.other_type"},
        {"i", 1, 0, 0, 2, {NONE, INT32(1)}, TEXT(DATE), 0, 0, "arrow.other_type"},
        {"n", 2, 2, 0, 0, {NONE}, TEXT(NUMBER), 0, TEXT(NUMBER), "-|-|"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        expect_case(&cases[i]);
}
END_TEST

START_TEST(what_cannot_be_read_is_refused_by_name)
{
    static const char *const refused[][2] = {
        {"z", "binary"}, {"Z", "large_binary"}, {"vz", "binary_view"}, {"w:16", "fixed_size_binary"},
        {"d:40,2,256", "decimal256"}, {"tts", "time32"}, {"ttm", "time32"}, {"ttu", "time64"}, {"ttn", "time64"},
        {"tDs", "duration"}, {"tDm", "duration"}, {"tDu", "duration"}, {"tDn", "duration"},
        {"tiM", "interval_months"}, {"tiD", "interval_day_time"}, {"tin", "interval_month_day_nano"}, {"+l", "list"},
        {"+L", "large_list"}, {"+vl", "list_view"}, {"+vL", "large_list_view"}, {"+w:3", "fixed_size_list"},
        {"+s", "struct"}, {"+m", "map"}, {"+ud:0,1", "dense_union"}, {"+us:0,1", "sparse_union"},
        {"+r", "run_end_encoded"}};
    static const char *const unknown[] = {"", "q", "ii", "tss", "tsx:", "d:", "d:5", "d:5,", "d:0,0", "d:39,0",
                                          "d:9,2,33",
                                          "d:10,2,32", "d:5,2,128x", "d:5,99999", "+x", "t"};
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
        begin();
        made_stream *made = make_stream();
        make_column(made, refused[i][0], "x");
        ck_assert_int_eq(add(made, NULL), INTEG_STATUS_UNSUPPORTED);
        char expected[200];
        snprintf(expected, sizeof expected,
                 "column \"x\" is of Arrow's type %s (format \"%s\"), which a register cannot hold", refused[i][1],
                 refused[i][0]);
        ck_assert_str_eq(integ_error_message(error, 0, INTEG_LANGUAGE_ENGLISH), expected);
        end();
    }
    for (size_t i = 0; i < sizeof unknown / sizeof *unknown; i++) {
        begin();
        made_stream *made = make_stream();
        make_column(made, unknown[i], "x");
        ck_assert_msg(add(made, NULL) == INTEG_STATUS_UNSUPPORTED, "%s", unknown[i]);
        ck_assert_str_eq(integ_error_name(error, 0), "arrow.unknown_format");
        end();
    }
    begin();
    made_stream *made = make_stream();
    make_column(made, "+l", "a");
    make_column(made, "i", "b");
    make_column(made, "z", "c");
    ck_assert_int_eq(add(made, NULL), INTEG_STATUS_UNSUPPORTED);
    ck_assert_int_eq(integ_error_count(error), 2);
    end();
}
END_TEST

START_TEST(parents_and_children_have_offsets)
{
    begin();
    made_stream *made = make_stream();
    make_column(made, "i", "a");
    make_column(made, "b", "b");
    make_column(made, "u", "c");
    struct ArrowArray *batch = make_batch(made, 3);
    batch->offset = 2;
    make_child(batch, 5, 2, 1, 2, (const made_buffer[]){UINT8(0x2C), INT32(0, 1, 2, 3, 4, 5)});
    make_child(batch, 6, 0, 7, 2, (const made_buffer[]){NONE, UINT8(0x00, 0x0A)});
    make_child(batch, 7, -1, 0, 3,
               (const made_buffer[]){UINT8(0x77), INT32(0, 1, 2, 3, 5, 6, 7, 7), BYTES("abcdefg")});
    batch = make_batch(made, 0);
    make_child(batch, 0, 0, 0, 2, (const made_buffer[]){NONE, NONE});
    make_child(batch, 0, 0, 0, 2, (const made_buffer[]){NONE, NONE});
    make_child(batch, 0, 0, 0, 3, (const made_buffer[]){NONE, NONE, NONE});
    batch = make_batch(made, 1);
    make_child(batch, 1, 0, 0, 2, (const made_buffer[]){NONE, INT32(9)});
    make_child(batch, 1, 0, 0, 2, (const made_buffer[]){NONE, UINT8(1)});
    make_child(batch, 1, 0, 0, 3, (const made_buffer[]){NONE, INT32(0, 3), BYTES("end")});
    OK(add(made, NULL));
    integ_register *reg = finish();
    ck_assert_str_eq(column_text(reg, 0, 0), "3|-|5|9|");
    ck_assert_str_eq(column_text(reg, 0, 1), "true|false|true|true|");
    ck_assert_str_eq(column_text(reg, 0, 2), "c|-|f|end|");
    integ_register_free(reg);
    end();
}
END_TEST

static struct ArrowArray *colours(struct ArrowArray *column)
{
    return make_dictionary(column, 3, 1, 1, 3,
                           (const made_buffer[]){UINT8(0x0B), INT32(0, 1, 4, 4, 8), BYTES("-redblue")});
}

START_TEST(dictionaries_have_any_index_type_and_differ_by_batch)
{
    static const char *const formats[] = {"c", "C", "s", "S", "i", "I", "l", "L"};
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
        size_t width = (size_t)1 << i / 2;
        uint8_t indices[5 * 8] = {0}, others[2 * 8] = {0};
        static const uint8_t order[] = {9, 2, 0, 1, 99}; /* the first lies before the offset, the last is unknown */
        for (size_t row = 0; row < 5; row++)
            indices[row * width] = order[row];
        others[width] = 1;
        begin();
        made_stream *made = make_stream();
        make_schema_dictionary(make_column(made, formats[i], "x"), "u");
        struct ArrowArray *batch = make_batch(made, 4);
        colours(make_child(batch, 4, 1, 1, 2, (const made_buffer[]){UINT8(0x0E), {indices, 5 * width}}));
        batch = make_batch(made, 2);
        make_dictionary(make_child(batch, 2, 0, 0, 2, (const made_buffer[]){NONE, {others, 2 * width}}), 3, 0, 0, 3,
                        (const made_buffer[]){NONE, INT32(0, 4, 9, 15), BYTES("bluegreenunused")});
        OK(add(made, NULL));
        integ_register *reg = finish();
        ck_assert_str_eq(column_text(reg, 0, 0), "blue|red|-|-|blue|green|");
        ck_assert_int_eq(integ_register_column_type(reg, 0, 0), INTEG_TYPE_CODE);
        int64_t distinct;
        OK(integ_snapshot_distinct_unprotected(integ_register_snapshot(reg, 0), 0, 0, &distinct, NULL));
        ck_assert_int_eq(distinct, 3);
        integ_register_free(reg);
        end();
    }
}
END_TEST

START_TEST(dictionaries_hold_values_of_every_type)
{
    begin();
    made_stream *made = make_stream();
    make_schema_dictionary(make_column(made, "c", "dates"), "tdD");
    make_schema_dictionary(make_column(made, "c", "numbers"), "g");
    make_schema_dictionary(make_column(made, "c", "truths"), "b");
    make_schema_dictionary(make_column(made, "c", "nothing"), "n");
    struct ArrowArray *batch = make_batch(made, 2);
    const made_buffer indices[] = {NONE, INT8(1, 0)};
    make_dictionary(make_child(batch, 2, 0, 0, 2, indices), 2, 0, 0, 2, (const made_buffer[]){NONE, INT32(1, 2)});
    /* The infinite entry is needed by no row. */
    make_dictionary(make_child(batch, 2, 0, 0, 2, indices), 3, 0, 0, 2,
                    (const made_buffer[]){NONE, DOUBLE(NAN, 0.5, INFINITY)});
    make_dictionary(make_child(batch, 2, 0, 0, 2, indices), 2, 0, 0, 2, (const made_buffer[]){NONE, UINT8(0x02)});
    make_dictionary(make_child(batch, 2, 0, 0, 2, indices), 2, 2, 0, 0, NULL);
    OK(add(made, NULL));
    integ_register *reg = finish();
    ck_assert_str_eq(column_text(reg, 0, 0), "1970-01-03|1970-01-02|");
    ck_assert_str_eq(column_text(reg, 0, 1), "0.5|-|");
    ck_assert_str_eq(column_text(reg, 0, 2), "true|false|");
    ck_assert_str_eq(column_text(reg, 0, 3), "-|-|");
    integ_register_free(reg);
    end();
}
END_TEST

/* Wrong arrays of one column: its format, its numbers and buffers, and the fault. */
START_TEST(malformed_arrays_are_refused)
{
    const array_case cases[] = {
        {"i", 2, 0, 0, 1, {NONE}, 0, 0, 0, "arrow.buffer_count"},
        {"i", 2, 0, 0, 3, {NONE, INT32(1, 2), NONE}, 0, 0, 0, "arrow.buffer_count"},
        {"n", 2, 2, 0, 1, {NONE}, 0, 0, 0, "arrow.buffer_count"},
        {"u", 2, 0, 0, 2, {NONE, INT32(0, 0, 0)}, 0, 0, 0, "arrow.buffer_count"},
        {"vu", 1, 0, 0, 2, {NONE, BYTES("0123456789abcdef")}, 0, 0, 0, "arrow.buffer_count"},
        {"i", 2, 0, 0, 2, {NONE, NONE}, 0, 0, 0, "arrow.no_buffer"},
        {"b", 2, 0, 0, 2, {NONE, NONE}, 0, 0, 0, "arrow.no_buffer"},
        {"u", 2, 0, 0, 3, {NONE, NONE, NONE}, 0, 0, 0, "arrow.no_buffer"},
        {"u", 1, 0, 0, 3, {NONE, INT32(0, 1), NONE}, 0, 0, 0, "arrow.no_buffer"},
        {"i", 2, 1, 0, 2, {NONE, INT32(1, 2)}, 0, 0, 0, "arrow.no_buffer"},
        {"i", 2, 3, 0, 2, {UINT8(0), INT32(1, 2)}, 0, 0, 0, "arrow.bad_null_count"},
        {"i", 2, -2, 0, 2, {UINT8(0), INT32(1, 2)}, 0, 0, 0, "arrow.bad_null_count"},
        {"i", 2, 1, 0, 2, {UINT8(3), INT32(1, 2)}, 0, 0, 0, "arrow.bad_null_count"},
        {"i", 2, 0, 0, 2, {UINT8(1), INT32(1, 2)}, 0, 0, 0, "arrow.bad_null_count"},
        {"i", 2, 0, -1, 2, {NONE, INT32(1, 2)}, 0, 0, 0, "arrow.bad_length"},
        {"i", 2, 0, INT64_MAX - 1, 2, {NONE, INT32(1, 2)}, 0, 0, 0, "arrow.bad_length"},
        {"u", 2, 0, 0, 3, {NONE, INT32(0, 2, 1), BYTES("ab")}, 0, 0, 0, "arrow.bad_offset"},
        {"u", 2, 0, 0, 3, {NONE, INT32(-1, 1, 2), BYTES("ab")}, 0, 0, 0, "arrow.bad_offset"},
        {"U", 1, 0, 0, 3, {NONE, INT64(INT64_MAX, INT64_MIN), BYTES("ab")}, 0, 0, 0, "arrow.bad_offset"},
        {"u", 2, 0, 0, 3, {NONE, INT32(0, 1, 2), BYTES("a\xE6")}, 0, 0, 0, "arrow.not_utf8"},
        {"u", 1, 0, 0, 3, {NONE, INT32(0, 3), BYTES("a\0b")}, 0, 0, 0, "arrow.nul"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        expect_case(&cases[i]);
}
END_TEST

static made_stream *made;
static struct ArrowSchema *schemas[2];
static struct ArrowArray *batch, *arrays[2];

/* Two columns, of whole numbers and with a dictionary, in one batch; what a test then makes wrong. */
static void begin_good(void)
{
    begin();
    made = make_stream();
    schemas[0] = make_column(made, "i", "a");
    schemas[1] = make_column(made, "c", "b");
    make_schema_dictionary(schemas[1], "u");
    batch = make_batch(made, 2);
    arrays[0] = make_child(batch, 2, 0, 0, 2, (const made_buffer[]){NONE, INT32(1, 2)});
    arrays[1] = make_child(batch, 2, 0, 0, 2, (const made_buffer[]){NONE, INT8(0, 1)});
    colours(arrays[1]);
}

static void end_bad(integ_status status, const char *name)
{
    ck_assert_int_eq(add(made, NULL), status);
    ck_assert_str_eq(integ_error_name(error, 0), name);
    integ_error_clear(error);
    integ_register *reg;
    ck_assert_int_eq(integ_register_builder_finish(builder, &reg, error), INTEG_STATUS_INVALID_ARGUMENT);
    ck_assert_str_eq(integ_error_name(error, 0), "register.broken");
    end();
}

START_TEST(malformed_schemas_are_refused)
{
    begin_good();
    schemas[0]->release = NULL;
    end_bad(INTEG_STATUS_BAD_DATA, "arrow.released_schema");
    begin_good();
    made->schema.release = NULL;
    end_bad(INTEG_STATUS_BAD_DATA, "arrow.released_schema");
}
END_TEST

START_TEST(malformed_columns_are_refused)
{
    begin_good();
    made->schema.format = "i";
    end_bad(INTEG_STATUS_BAD_DATA, "arrow.no_struct");
    begin_good();
    made->schema.format = NULL;
    end_bad(INTEG_STATUS_BAD_DATA, "arrow.no_struct");
    begin_good();
    made->schema.n_children = -1;
    end_bad(INTEG_STATUS_BAD_DATA, "arrow.no_child");
    begin_good();
    made->schema.n_children = INT64_MAX;
    end_bad(INTEG_STATUS_LIMIT_EXCEEDED, "arrow.column_limit");
    begin_good();
    made->schema.children = NULL;
    end_bad(INTEG_STATUS_BAD_DATA, "arrow.no_child");
    begin_good();
    made->schema.children = (struct ArrowSchema *[]){schemas[0], NULL};
    end_bad(INTEG_STATUS_BAD_DATA, "arrow.no_child");
    begin_good();
    schemas[0]->format = NULL;
    end_bad(INTEG_STATUS_BAD_DATA, "arrow.no_format");
    begin_good();
    schemas[0]->name = NULL;
    end_bad(INTEG_STATUS_BAD_DATA, "arrow.no_name");
    begin_good();
    schemas[0]->name = "\xE6";
    end_bad(INTEG_STATUS_BAD_DATA, "arrow.no_name");
    begin_good();
    schemas[0]->name = "b";
    end_bad(INTEG_STATUS_DUPLICATE, "register.duplicate_column");
    begin_good();
    schemas[0]->n_children = 1;
    end_bad(INTEG_STATUS_BAD_DATA, "arrow.schema_children");
    begin_good();
    schemas[1]->format = "u";
    end_bad(INTEG_STATUS_BAD_DATA, "arrow.index_type");
    begin_good();
    schemas[1]->dictionary->release = NULL;
    end_bad(INTEG_STATUS_BAD_DATA, "arrow.released_schema");
    begin_good();
    schemas[1]->dictionary->dictionary = schemas[0];
    end_bad(INTEG_STATUS_UNSUPPORTED, "arrow.refused_type");
}
END_TEST

START_TEST(malformed_batches_are_refused)
{
    begin_good();
    batch->n_children = 1;
    end_bad(INTEG_STATUS_BAD_DATA, "arrow.child_count");
    begin_good();
    batch->children = NULL;
    end_bad(INTEG_STATUS_BAD_DATA, "arrow.child_count");
    begin_good();
    batch->children = (struct ArrowArray *[]){NULL, arrays[1]};
    end_bad(INTEG_STATUS_BAD_DATA, "arrow.missing_child");
    begin_good();
    batch->length = -1;
    end_bad(INTEG_STATUS_BAD_DATA, "arrow.bad_length");
    begin_good();
    batch->length = 3;
    end_bad(INTEG_STATUS_BAD_DATA, "arrow.too_short");
    begin_good();
    batch->offset = 1;
    end_bad(INTEG_STATUS_BAD_DATA, "arrow.too_short");
    begin_good();
    batch->n_buffers = 0;
    end_bad(INTEG_STATUS_BAD_DATA, "arrow.buffer_count");
    begin_good();
    batch->buffers = NULL;
    end_bad(INTEG_STATUS_BAD_DATA, "arrow.no_buffer");
    begin_good();
    batch->buffers[0] = "\x01";
    batch->null_count = 1;
    end_bad(INTEG_STATUS_BAD_DATA, "arrow.null_rows");
    begin_good();
    arrays[0]->release = NULL;
    end_bad(INTEG_STATUS_BAD_DATA, "arrow.released_array");
    begin_good();
    arrays[0]->n_children = 1;
    end_bad(INTEG_STATUS_BAD_DATA, "arrow.child_count");
    begin_good();
    arrays[0]->dictionary = arrays[1]->dictionary;
    end_bad(INTEG_STATUS_BAD_DATA, "arrow.dictionary");
    begin_good();
    arrays[1]->dictionary->dictionary = arrays[0];
    end_bad(INTEG_STATUS_BAD_DATA, "arrow.dictionary");
    begin_good();
    arrays[1]->dictionary->release = NULL;
    end_bad(INTEG_STATUS_BAD_DATA, "arrow.released_array");
}
END_TEST

START_TEST(indices_outside_the_dictionary_are_refused)
{
    begin_good();
    arrays[1]->dictionary->length = 1;
    arrays[1]->dictionary->null_count = 0;
    end_bad(INTEG_STATUS_BAD_DATA, "arrow.bad_index");
    begin_good();
    arrays[1]->buffers[1] = "\x00\xFF";
    end_bad(INTEG_STATUS_BAD_DATA, "arrow.bad_index");
    begin_good();
    arrays[1]->dictionary->buffers[1] = (const int32_t[]){0, 4, 1, 4, 8};
    end_bad(INTEG_STATUS_BAD_DATA, "arrow.bad_entry_offset");
    begin_good();
    arrays[1]->dictionary = NULL;
    end_bad(INTEG_STATUS_BAD_DATA, "arrow.dictionary");
}
END_TEST

START_TEST(streams_that_fail_say_why)
{
    begin_good();
    made->schema_code = 22;
    made->last_error = "no such table";
    ck_assert_int_eq(add(made, NULL), INTEG_STATUS_READ_FAILED);
    ck_assert_str_eq(integ_error_message(error, 0, INTEG_LANGUAGE_ENGLISH),
                     "the Arrow stream failed in get_schema with code 22: no such table");
    end();
    begin_good();
    made->batch_code = 5;
    made->last_error = NULL;
    ck_assert_int_eq(add(made, NULL), INTEG_STATUS_READ_FAILED);
    ck_assert_str_eq(integ_error_message(error, 0, INTEG_LANGUAGE_DANISH),
                     "Arrow-str\xC3\xB8mmen fejlede i get_next med koden 5 og siger ikke hvorfor");
    end();
    for (int missing = 0; missing < 3; missing++) {
        begin_good();
        struct ArrowArrayStream stream = open_made_stream(made);
        stream.get_schema = missing == 0 ? NULL : stream.get_schema;
        stream.get_next = missing == 1 ? NULL : stream.get_next;
        stream.get_last_error = missing == 2 ? NULL : stream.get_last_error;
        ck_assert_int_eq(integ_register_builder_add_arrow(builder, "t", &stream, NULL, error), INTEG_STATUS_BAD_DATA);
        ck_assert_str_eq(integ_error_name(error, 0), "arrow.no_callback");
        end();
    }
}
END_TEST

/* Consumed whatever comes; what fails before anything was read leaves the builder as it was. */
START_TEST(a_stream_is_always_consumed)
{
    begin_good();
    struct ArrowArrayStream stream = open_made_stream(made);
    ck_assert_int_eq(integ_register_builder_add_arrow(NULL, "t", &stream, NULL, error), INTEG_STATUS_INVALID_ARGUMENT);
    ck_assert_ptr_null(stream.release);
    ck_assert_int_eq(made_alive(), 0);
    ck_assert_int_eq(integ_register_builder_add_arrow(builder, "t", &stream, NULL, error),
                     INTEG_STATUS_INVALID_ARGUMENT);
    ck_assert_str_eq(integ_error_name(error, 1), "arrow.released");
    ck_assert_int_eq(integ_register_builder_add_arrow(builder, "t", NULL, NULL, error), INTEG_STATUS_INVALID_ARGUMENT);
    stream = open_made_stream(make_stream());
    ck_assert_int_eq(integ_register_builder_add_arrow(builder, "", &stream, NULL, error),
                     INTEG_STATUS_INVALID_ARGUMENT);
    ck_assert_ptr_null(stream.release);
    stream = open_made_stream(make_stream());
    OK(integ_register_builder_add_arrow(builder, "t", &stream, NULL, error));
    stream = open_made_stream(make_stream());
    ck_assert_int_eq(integ_register_builder_add_arrow(builder, "t", &stream, NULL, error), INTEG_STATUS_DUPLICATE);
    ck_assert_ptr_null(stream.release);
    integ_register *reg = finish();
    ck_assert_int_eq(integ_register_column_count(reg, 0), 0);
    integ_register_free(reg);
    end();
}
END_TEST

START_TEST(faults_name_column_batch_and_row)
{
    begin();
    made = make_stream();
    make_column(made, "L", "income");
    make_child(make_batch(made, 2), 2, 0, 0, 2, (const made_buffer[]){NONE, UINT64(1, 2)});
    make_child(make_batch(made, 2), 2, 0, 0, 2, (const made_buffer[]){NONE, UINT64(1, UINT64_MAX)});
    ck_assert_int_eq(add(made, NULL), INTEG_STATUS_BAD_DATA);
    ck_assert_str_eq(integ_error_source(error, 0), "citizen");
    ck_assert_str_eq(integ_error_message(error, 0, INTEG_LANGUAGE_ENGLISH),
                     "column \"income\", batch 2: row 4 is outside the range of its type (integer)");
    end();
}
END_TEST

START_TEST(later_snapshots_keep_their_types)
{
    begin();
    made = make_stream();
    make_column(made, "d:9,2", "income");
    make_column(made, "u", "colour");
    batch = make_batch(made, 1);
    make_child(batch, 1, 0, 0, 2, (const made_buffer[]){NONE, UINT64(WIDE(0, 150))});
    make_child(batch, 1, 0, 0, 3, (const made_buffer[]){NONE, INT32(0, 3), BYTES("red")});
    OK(add(made, NULL));
    OK(integ_register_builder_add_snapshot(builder, 18365, error));
    made = make_stream();
    make_schema_dictionary(make_column(made, "C", "colour"), "vu");
    make_column(made, "g", "income");
    batch = make_batch(made, 2);
    make_dictionary(make_child(batch, 2, 0, 0, 2, (const made_buffer[]){NONE, UINT8(1, 0)}), 2, 0, 0, 3,
                    (const made_buffer[]){NONE, BUFFER((const view[]){INSIDE("red"), INSIDE("blue")}), NONE});
    make_child(batch, 2, 0, 0, 2, (const made_buffer[]){NONE, DOUBLE(2.5, NAN)});
    OK(add(made, NULL));
    integ_register *reg = finish();
    ck_assert_str_eq(column_text(reg, 0, 0), "1.50|");
    ck_assert_str_eq(column_text(reg, 1, 0), "2.50|-|");
    ck_assert_str_eq(column_text(reg, 1, 1), "blue|red|");
    integ_register_free(reg);
    end();
}
END_TEST

START_TEST(wishes_are_checked)
{
    begin();
    integ_arrow_options *options;
    ck_assert_int_eq(integ_arrow_options_new(NULL, &options, error), INTEG_STATUS_INVALID_ARGUMENT);
    ck_assert_int_eq(integ_arrow_options_new(context, NULL, error), INTEG_STATUS_INVALID_ARGUMENT);
    OK(integ_arrow_options_new(context, &options, error));
    ck_assert_int_eq(integ_arrow_options_set_type(NULL, "a", 1, 0, error), INTEG_STATUS_INVALID_ARGUMENT);
    ck_assert_int_eq(integ_arrow_options_set_type(options, "", 1, 0, error), INTEG_STATUS_INVALID_ARGUMENT);
    ck_assert_int_eq(integ_arrow_options_set_type(options, "a", 9, 0, error), INTEG_STATUS_INVALID_ARGUMENT);
    ck_assert_int_eq(integ_arrow_options_set_type(options, "a", INTEG_TYPE_INTEGER, 1, error),
                     INTEG_STATUS_INVALID_ARGUMENT);
    ck_assert_int_eq(integ_arrow_options_set_type(options, "a", INTEG_TYPE_DECIMAL, 19, error),
                     INTEG_STATUS_INVALID_ARGUMENT);
    OK(integ_arrow_options_set_type(options, "nobody", INTEG_TYPE_INTEGER, 0, error));
    OK(integ_arrow_options_set_type(options, "nobody", INTEG_TYPE_TEXT, 0, error));
    integ_error_clear(error);
    ck_assert_int_eq(add(make_stream(), options), INTEG_STATUS_UNKNOWN_NAME);
    ck_assert_str_eq(integ_error_name(error, 0), "arrow.no_such_column");
    integ_arrow_options_free(options);
    integ_arrow_options_free(NULL);
    end();
}
END_TEST

static int32_t stop_at_once(const char *step, int64_t done, int64_t total, void *userdata)
{
    (void)step;
    (void)total;
    *(int64_t *)userdata = done;
    return 1;
}

START_TEST(reading_can_be_cancelled)
{
    int64_t heard = 0;
    begin_good();
    OK(integ_context_set_progress(context, stop_at_once, &heard, error));
    ck_assert_int_eq(add(made, NULL), INTEG_STATUS_CANCELLED);
    ck_assert_int_eq(heard, 2);
    end();
}
END_TEST

/* More rows than a block, more values than one byte tells apart. */
START_TEST(many_rows_arrive)
{
    enum { ROWS = 20000 };
    static int32_t numbers[ROWS], offsets[ROWS + 1];
    static char bytes[ROWS * 6];
    int32_t at = 0;
    for (int32_t row = 0; row < ROWS; row++) {
        char digits[16];
        numbers[row] = row * 1001 - 77;
        int length = snprintf(digits, sizeof digits, "v%d", row % 300);
        memcpy(bytes + at, digits, (size_t)length);
        at += length;
        offsets[row + 1] = at;
    }
    begin();
    made = make_stream();
    make_column(made, "i", "n");
    make_column(made, "u", "t");
    batch = make_batch(made, ROWS);
    make_child(batch, ROWS, 0, 0, 2, (const made_buffer[]){NONE, BUFFER(numbers)});
    make_child(batch, ROWS, 0, 0, 3, (const made_buffer[]){NONE, BUFFER(offsets), {bytes, (size_t)at}});
    OK(add(made, NULL));
    integ_register *reg = finish();
    const integ_snapshot *snapshot = integ_register_snapshot(reg, 0);
    for (int64_t row = 0; row < ROWS; row++) {
        char text[20], expected[20];
        int64_t length;
        OK(integ_snapshot_text(snapshot, 0, 0, row, text, sizeof text, &length, NULL));
        ck_assert_int_eq(atoi(text), numbers[row]);
        OK(integ_snapshot_text(snapshot, 0, 1, row, text, sizeof text, &length, NULL));
        snprintf(expected, sizeof expected, "v%d", (int)(row % 300));
        ck_assert_str_eq(text, expected);
    }
    integ_register_free(reg);
    end();
}
END_TEST

#define TRY(call)                                                                                                    \
    do {                                                                                                             \
        integ_status tried = call;                                                                                   \
        if (tried != INTEG_STATUS_OK) {                                                                              \
            integ_arrow_options_free(options);                                                                       \
            integ_register_builder_free(to);                                                                         \
            return tried;                                                                                            \
        }                                                                                                            \
    } while (0)

static integ_status attempt(integ_context *on, integ_error *faults, void *userdata)
{
    (void)userdata;
    integ_arrow_options *options = NULL;
    integ_register_builder *to = NULL;
    TRY(integ_arrow_options_new(on, &options, faults));
    TRY(integ_arrow_options_set_type(options, "a", INTEG_TYPE_CODE, 0, faults));
    TRY(integ_register_builder_new(on, INTEG_PURPOSE_CASEWORK, &to, faults));
    TRY(integ_register_builder_add_snapshot(to, 1, faults));
    made = make_stream();
    make_column(made, "i", "a");
    make_schema_dictionary(make_column(made, "c", "b"), "u");
    for (int i = 0; i < 2; i++) {
        batch = make_batch(made, 2);
        make_child(batch, 2, 0, 0, 2, (const made_buffer[]){NONE, INT32(1 + i, 2)});
        arrays[1] = make_child(batch, 2, 1, 0, 2, (const made_buffer[]){UINT8(0x02), INT8(0, 1)});
        colours(arrays[1]);
    }
    struct ArrowArrayStream stream = open_made_stream(made);
    integ_status status = integ_register_builder_add_arrow(to, "citizen", &stream, options, faults);
    ck_assert_ptr_null(stream.release);
    ck_assert_int_eq(made_alive(), 0);
    TRY(status);
    integ_register *reg;
    TRY(integ_register_builder_finish(to, &reg, faults));
    integ_register_free(reg);
    integ_arrow_options_free(options);
    integ_register_builder_free(to);
    return INTEG_STATUS_OK;
}

START_TEST(memory_may_run_out_anywhere)
{
    for_each_failing_allocation(attempt, NULL);
}
END_TEST

void add_arrow(Suite *suite)
{
    add_tests(suite, "arrow",
              (const TTest *[]){every_format_is_read, views_reach_into_any_block,
                                views_outside_their_blocks_are_refused,
                                values_become_what_is_wanted_where_that_is_exact,
                                what_cannot_be_read_is_refused_by_name, parents_and_children_have_offsets,
                                dictionaries_have_any_index_type_and_differ_by_batch,
                                dictionaries_hold_values_of_every_type, malformed_arrays_are_refused,
                                malformed_schemas_are_refused, malformed_columns_are_refused,
                                malformed_batches_are_refused, indices_outside_the_dictionary_are_refused,
                                streams_that_fail_say_why, a_stream_is_always_consumed,
                                faults_name_column_batch_and_row, later_snapshots_keep_their_types,
                                wishes_are_checked, reading_can_be_cancelled, many_rows_arrive,
                                memory_may_run_out_anywhere, NULL});
}
