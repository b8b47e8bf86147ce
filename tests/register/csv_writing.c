/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "register/suite.h"
#include "support/failing_allocator.h"

#include <stdlib.h>
#include <string.h>

/* What is written must be read again as what it was. */

typedef struct collected {
    char bytes[1 << 20];
    size_t length;
    int64_t calls, stop_after; /* 0: never */
} collected;

static int32_t collect(const char *bytes, size_t length, void *userdata)
{
    collected *to = userdata;
    ck_assert_uint_gt(length, 0);
    ck_assert_uint_lt(to->length + length, sizeof to->bytes);
    memcpy(to->bytes + to->length, bytes, length);
    to->length += length;
    to->bytes[to->length] = '\0';
    return ++to->calls == to->stop_after;
}

static uint64_t state = 20201;

static uint32_t below(uint32_t limit)
{
    state = state * UINT64_C(6364136223846793005) + 1442695040888963407u;
    return (uint32_t)((state >> 33) % limit);
}

static uint64_t random_bits(void)
{
    return (uint64_t)below(1u << 31) << 33 ^ (uint64_t)below(1u << 31) << 11 ^ below(1u << 11);
}

#define ROWS 300

/* Columns of every type. Texts have what CSV is delicate about, but are never empty, which is unknown when it is
 * read. */
typedef struct table {
    int64_t booleans[ROWS], integers[ROWS], decimals[ROWS], dates[ROWS], timestamps[ROWS];
    double numbers[ROWS];
    uint8_t known[6][ROWS];
    char texts[2][ROWS][64];
    const char *codes[ROWS], *names[ROWS], *homes[ROWS];
} table;

static void draw_text(char *text)
{
    static const char *const pieces[] = {"a", "Å", "€", "𝄞", ",", "\"", "\n", "\r\n", "\r", " ", "1", ";", "-",
                                         "=", "+", "@", "\t", "|", ".", "'", "ø", "0", "x y", "\xEF\xBB\xBF"};
    text[0] = '\0';
    for (uint32_t n = 1 + below(8); n > 0; n--)
        strcat(text, pieces[below(sizeof pieces / sizeof *pieces)]);
}

static void draw(table *out)
{
    static const char *const homes[] = {"101", "0151", "851"};
    for (int row = 0; row < ROWS; row++) {
        for (int c = 0; c < 6; c++)
            out->known[c][row] = below(5) != 0;
        out->booleans[row] = below(2);
        out->integers[row] = (int64_t)random_bits() >> below(64);
        out->decimals[row] = (int64_t)random_bits() >> below(64);
        out->dates[row] = INTEG_DATE_MINIMUM + (int64_t)(random_bits() % (INTEG_DATE_MAXIMUM - INTEG_DATE_MINIMUM + 1));
        out->timestamps[row] = out->dates[row] * INT64_C(86400000000) + (int64_t)(random_bits() % 86400) * 1000000 +
                               (below(2) ? (int64_t)below(1000000) : 0);
        do {
            uint64_t bits = random_bits();
            memcpy(&out->numbers[row], &bits, sizeof bits);
        } while (!(out->numbers[row] - out->numbers[row] < 1)); /* neither infinite nor NaN */
        if (below(3) == 0)
            out->numbers[row] = (double)below(1000) / 8;
        draw_text(out->texts[0][row]);
        draw_text(out->texts[1][row]);
        out->codes[row] = below(5) == 0 ? NULL : out->texts[0][row];
        out->names[row] = below(5) == 0 ? NULL : out->texts[1][row];
        out->homes[row] = below(5) == 0 ? NULL : homes[below(3)];
    }
}

static integ_status add_drawn(integ_register_builder *builder, const table *drawn, integ_error *error)
{
    const struct {
        const char *name;
        int32_t type, decimals;
        const int64_t *values;
    } wholes[] = {{"boolean", INTEG_TYPE_BOOLEAN, 0, drawn->booleans},
                  {"integer", INTEG_TYPE_INTEGER, 0, drawn->integers},
                  {"de;cimal, \"x\"", INTEG_TYPE_DECIMAL, 3, drawn->decimals},
                  {"date", INTEG_TYPE_DATE, 0, drawn->dates},
                  {"timestamp", INTEG_TYPE_TIMESTAMP, 0, drawn->timestamps}};
    integ_status status = integ_register_builder_add_snapshot(builder, 0, error);
    if (status == INTEG_STATUS_OK)
        status = integ_register_builder_add_table(builder, "t", ROWS, error);
    for (int i = 0; status == INTEG_STATUS_OK && i < 5; i++)
        status = integ_register_builder_add_integers(builder, wholes[i].name, wholes[i].type, wholes[i].decimals,
                                                     wholes[i].values, drawn->known[i], ROWS, error);
    if (status == INTEG_STATUS_OK)
        status = integ_register_builder_add_numbers(builder, "number", drawn->numbers, drawn->known[5], ROWS, error);
    if (status == INTEG_STATUS_OK)
        status = integ_register_builder_add_texts(builder, "=code", INTEG_TYPE_CODE, drawn->codes, ROWS, error);
    if (status == INTEG_STATUS_OK)
        status = integ_register_builder_add_texts(builder, "name", INTEG_TYPE_TEXT, drawn->names, ROWS, error);
    if (status == INTEG_STATUS_OK)
        status = integ_register_builder_add_texts(builder, "home", INTEG_TYPE_MUNICIPALITY, drawn->homes, ROWS, error);
    return status;
}

/* A register with the drawn table, and with what was written of it as a second snapshot where there is that. */
static integ_status build(integ_context *context, const table *drawn, const collected *written,
                          const integ_csv_options *options, integ_register **out, integ_error *error)
{
    integ_register_builder *builder;
    *out = NULL;
    integ_status status = integ_register_builder_new(context, INTEG_PURPOSE_CASEWORK, &builder, error);
    if (status == INTEG_STATUS_OK)
        status = add_drawn(builder, drawn, error);
    if (status == INTEG_STATUS_OK && written != NULL) {
        byte_reader from = {written->bytes, written->length, 0, 777};
        status = integ_register_builder_add_snapshot(builder, 1, error);
        if (status == INTEG_STATUS_OK)
            status = integ_register_builder_add_csv(builder, "t", "written", read_bytes, &from, options, error);
    }
    if (status == INTEG_STATUS_OK)
        status = integ_register_builder_finish(builder, out, error);
    integ_register_builder_free(builder);
    return status;
}

static integ_status draw_options(integ_context *context, integ_csv_options **out, integ_error *error)
{
    static const char *const delimiters[] = {",", ";", "tab", "|", ".", "-", ":", "'", "/"};
    static const char *const formats[] = {"yyyy-mm-dd", "dd-mm-yyyy", "dd.mm.yyyy", "dd/mm/yyyy", "yyyymmdd",
                                          "ddmmyyyy",   "yyyy/mm/dd", "yyyy.mm.dd", "mm/dd/yyyy"};
    static const char *const nulls[] = {"NA", "n/a", "u k", "ukendt;"};
    integ_status status = integ_csv_options_new(context, out, error);
    if (status == INTEG_STATUS_OK)
        status = integ_csv_options_set_delimiter(*out, delimiters[below(9)], error);
    if (status == INTEG_STATUS_OK)
        status = integ_csv_options_set_decimal(*out, below(2) ? "," : ".", error);
    if (status == INTEG_STATUS_OK)
        status = integ_csv_options_set_date_format(*out, formats[below(9)], error);
    if (status == INTEG_STATUS_OK)
        status = integ_csv_options_set_line_end(*out, below(2) ? "\n" : "\r\n", error);
    if (status == INTEG_STATUS_OK)
        status = integ_csv_options_set_byte_order_mark(*out, (int32_t)below(2), error);
    if (status == INTEG_STATUS_OK && below(2))
        status = integ_csv_options_add_null(*out, nulls[below(4)], error);
    return status;
}

static void report_first(integ_error *error, integ_status status, const char *what)
{
    char line[500] = "";
    integ_error_line_text(error, 0, INTEG_LANGUAGE_ENGLISH, line, sizeof line);
    ck_assert_msg(status == INTEG_STATUS_OK, "%s: %s: %s", what, integ_status_name(status), line);
}

START_TEST(random_tables_of_all_types_come_back_whatever_the_options)
{
    static table drawn;
    static collected written;
    integ_context *context;
    integ_error *error;
    OK(integ_context_new(&context, NULL));
    OK(integ_error_new(&error));
    int rounds = is_long_run() ? 3000 : 60;
    for (int round = 0; round < rounds; round++) {
        integ_register *reg;
        integ_csv_options *options;
        draw(&drawn);
        written.length = 0;
        OK(draw_options(context, &options, error));
        OK(build(context, &drawn, NULL, NULL, &reg, error));
        report_first(error, integ_snapshot_write_csv(integ_register_snapshot(reg, 0), 0, NULL, 0, options, collect,
                                                     &written, error), "writing");
        integ_register_free(reg);
        report_first(error, build(context, &drawn, &written, options, &reg, error), "reading");
        char *text = describe_register(reg);
        const char *first = strstr(text, "snapshot 1970-01-01\n") + 20,
        *second = strstr(text, "snapshot 1970-01-02\n") + 20;
        ck_assert_str_eq(strstr(text, "rows of t"), strstr(first, "rows of t"));
        size_t length = strlen(second);
        ck_assert_uint_eq((size_t)(second - first), length + 20);
        ck_assert_int_eq(memcmp(first, second, length), 0);
        free(text);
        integ_register_free(reg);
        integ_csv_options_free(options);
    }
    integ_error_free(error);
    integ_context_free(context);
}
END_TEST

static integ_status small(integ_context *context, int32_t purpose, integ_register **out, integ_error *error)
{
    static const int64_t id[] = {1, 2, 3}, amount[] = {123456, -5, 0}, born[] = {18321, -1, 0};
    static const int64_t seen[] = {1582974000000000, -500000, 0};
    static const uint8_t known[] = {1, 1, 0};
    static const double share[] = {0.5, 1e-7, 0};
    static const char *const name[] = {"Søren \"S\"; Ø", " =1+1", ""}, *const code[] = {"0101", "=2", NULL};
    integ_register_builder *builder;
    *out = NULL;
    integ_status status = integ_register_builder_new(context, purpose, &builder, error);
    if (status == INTEG_STATUS_OK)
        status = integ_register_builder_add_snapshot(builder, 0, error);
    if (status == INTEG_STATUS_OK)
        status = integ_register_builder_add_table(builder, "t", 3, error);
    if (status == INTEG_STATUS_OK)
        status = integ_register_builder_add_integers(builder, "id", INTEG_TYPE_INTEGER, 0, id, NULL, 3, error);
    if (status == INTEG_STATUS_OK)
        status = integ_register_builder_add_integers(builder, "amount", INTEG_TYPE_DECIMAL, 2, amount, known, 3, error);
    if (status == INTEG_STATUS_OK)
        status = integ_register_builder_add_integers(builder, "born", INTEG_TYPE_DATE, 0, born, known, 3, error);
    if (status == INTEG_STATUS_OK)
        status = integ_register_builder_add_integers(builder, "seen", INTEG_TYPE_TIMESTAMP, 0, seen, known, 3, error);
    if (status == INTEG_STATUS_OK)
        status = integ_register_builder_add_numbers(builder, "share", share, known, 3, error);
    if (status == INTEG_STATUS_OK)
        status = integ_register_builder_add_texts(builder, "name", INTEG_TYPE_TEXT, name, 3, error);
    if (status == INTEG_STATUS_OK)
        status = integ_register_builder_add_texts(builder, "code", INTEG_TYPE_CODE, code, 3, error);
    if (status == INTEG_STATUS_OK)
        status = integ_register_builder_finish(builder, out, error);
    integ_register_builder_free(builder);
    return status;
}

START_TEST(files_look_as_the_options_say)
{
    static collected written;
    integ_context *context;
    integ_register *reg;
    integ_csv_options *options;
    OK(integ_context_new(&context, NULL));
    OK(small(context, INTEG_PURPOSE_CASEWORK, &reg, NULL));
    const integ_snapshot *snapshot = integ_register_snapshot(reg, 0);
    OK(integ_snapshot_write_csv(snapshot, 0, NULL, 0, NULL, collect, &written, NULL));
    ck_assert_str_eq(written.bytes,
                     "id,amount,born,seen,share,name,code\n"
                     "1,1234.56,2020-02-29,2020-02-29T11:00:00Z,0.5,\"Søren \"\"S\"\"; Ø\",0101\n"
                     "2,-0.05,1969-12-31,1969-12-31T23:59:59.500000Z,1e-7,\" =1+1\",=2\n"
                     "3,,,,,\"\",\n");
    OK(integ_csv_options_new(context, &options, NULL));
    OK(integ_csv_options_set_delimiter(options, ";", NULL));
    OK(integ_csv_options_set_decimal(options, ",", NULL));
    OK(integ_csv_options_set_date_format(options, "dd-mm-yyyy", NULL));
    OK(integ_csv_options_set_line_end(options, "\r\n", NULL));
    OK(integ_csv_options_set_byte_order_mark(options, 1, NULL));
    OK(integ_csv_options_set_formula_guard(options, 1, NULL));
    OK(integ_csv_options_add_null(options, "-", NULL));
    written.length = 0;
    OK(integ_snapshot_write_csv(snapshot, 0, (const int64_t[]){6, 3, 2, 1, 5}, 5, options, collect, &written, NULL));
    ck_assert_str_eq(written.bytes, "\xEF\xBB\xBF"
                                    "code;seen;born;amount;name\r\n"
                                    "0101;29-02-2020 11:00:00;29-02-2020;1234,56;\"Søren \"\"S\"\"; Ø\"\r\n"
                                    "'=2;31-12-1969 23:59:59.500000;31-12-1969;-0,05;\" =1+1\"\r\n"
                                    "-;-;-;-;\"\"\r\n");
    written.length = 0;
    OK(integ_snapshot_write_csv(snapshot, 0, (const int64_t[]){6}, 1, NULL, collect, &written, NULL));
    ck_assert_str_eq(written.bytes, "code\n0101\n=2\n\"\"\n"); /* a row that is not lost as a blank line */
    integ_csv_options_free(options);
    integ_register_free(reg);
    integ_context_free(context);
}
END_TEST

static void refuses(const integ_snapshot *snapshot, int64_t table, const int64_t *columns, int64_t count,
                    const integ_csv_options *options, integ_status status, const char *name)
{
    static collected written;
    integ_error *error;
    OK(integ_error_new(&error));
    ck_assert_int_eq(integ_snapshot_write_csv(snapshot, table, columns, count, options, collect, &written, error),
                     status);
    ck_assert_int_eq(integ_error_count(error), 1);
    if (name != NULL)
        ck_assert_str_eq(integ_error_name(error, 0), name);
    integ_error_free(error);
}

START_TEST(what_cannot_be_written_is_refused)
{
    static collected written;
    integ_context *context;
    integ_register *reg;
    integ_csv_options *options;
    OK(integ_context_new(&context, NULL));
    OK(integ_csv_options_new(context, &options, NULL));
    OK(small(context, INTEG_PURPOSE_STATISTICS, &reg, NULL));
    refuses(integ_register_snapshot(reg, 0), 0, NULL, 0, NULL, INTEG_STATUS_REFUSED, "register.refused");
    integ_register_free(reg);
    OK(small(context, INTEG_PURPOSE_CASEWORK, &reg, NULL));
    const integ_snapshot *snapshot = integ_register_snapshot(reg, 0);
    refuses(snapshot, 1, NULL, 0, NULL, INTEG_STATUS_INVALID_ARGUMENT, NULL);
    refuses(snapshot, -1, NULL, 0, NULL, INTEG_STATUS_INVALID_ARGUMENT, NULL);
    refuses(snapshot, 0, NULL, 1, NULL, INTEG_STATUS_INVALID_ARGUMENT, NULL);
    refuses(snapshot, 0, (const int64_t[]){0, 7}, 2, NULL, INTEG_STATUS_INVALID_ARGUMENT, NULL);
    refuses(snapshot, 0, (const int64_t[]){0}, 0, NULL, INTEG_STATUS_INVALID_ARGUMENT, NULL);
    ck_assert_int_eq(integ_snapshot_write_csv(NULL, 0, NULL, 0, NULL, collect, &written, NULL),
                     INTEG_STATUS_INVALID_ARGUMENT);
    ck_assert_int_eq(integ_snapshot_write_csv(snapshot, 0, NULL, 0, NULL, NULL, NULL, NULL),
                     INTEG_STATUS_INVALID_ARGUMENT);
    ck_assert_int_eq(integ_csv_options_set_date_format(options, "yy-mm-dd", NULL), INTEG_STATUS_INVALID_ARGUMENT);
    ck_assert_int_eq(integ_csv_options_set_line_end(options, "\r", NULL), INTEG_STATUS_INVALID_ARGUMENT);
    OK(integ_csv_options_add_null(options, "NA", NULL));
    OK(integ_csv_options_add_null(options, "0101", NULL));
    refuses(snapshot, 0, NULL, 0, options, INTEG_STATUS_INCONSISTENT, "csv.value_as_null");
    OK(integ_csv_options_set_encoding(options, "windows-1252", NULL));
    refuses(snapshot, 0, NULL, 0, options, INTEG_STATUS_UNSUPPORTED, "csv.write_encoding");
    written.calls = 0;
    written.stop_after = 1;
    ck_assert_int_eq(integ_snapshot_write_csv(snapshot, 0, NULL, 0, NULL, collect, &written, NULL),
                     INTEG_STATUS_WRITE_FAILED);
    integ_register_free(reg);
    integ_csv_options_free(options);
    integ_context_free(context);
}
END_TEST

static int32_t stop(const char *step, int64_t done, int64_t total, void *userdata)
{
    (void)userdata;
    ck_assert_str_eq(step, "write");
    ck_assert_int_eq(total, 20000);
    return done >= total / 2;
}

START_TEST(long_tables_are_handed_over_in_parts_and_may_be_cancelled)
{
    static collected written;
    static int64_t values[20000];
    integ_context *context;
    integ_register_builder *builder;
    integ_register *reg;
    for (int i = 0; i < 20000; i++)
        values[i] = INT64_C(1000000000000000) + i;
    OK(integ_context_new(&context, NULL));
    OK(integ_register_builder_new(context, INTEG_PURPOSE_CASEWORK, &builder, NULL));
    OK(integ_register_builder_add_snapshot(builder, 0, NULL));
    OK(integ_register_builder_add_table(builder, "t", 20000, NULL));
    OK(integ_register_builder_add_integers(builder, "n", INTEG_TYPE_INTEGER, 0, values, NULL, 20000, NULL));
    OK(integ_register_builder_finish(builder, &reg, NULL));
    OK(integ_snapshot_write_csv(integ_register_snapshot(reg, 0), 0, NULL, 0, NULL, collect, &written, NULL));
    ck_assert_uint_eq(written.length, 2 + 20000 * 17);
    ck_assert_int_eq(written.calls, 6);
    OK(integ_context_set_progress(context, stop, NULL, NULL));
    written.length = 0;
    ck_assert_int_eq(
        integ_snapshot_write_csv(integ_register_snapshot(reg, 0), 0, NULL, 0, NULL, collect, &written, NULL),
        INTEG_STATUS_CANCELLED);
    integ_register_free(reg);
    integ_register_builder_free(builder);
    integ_context_free(context);
}
END_TEST

static integ_status write_small(integ_context *context, integ_error *error, void *userdata)
{
    static collected written;
    integ_register *reg = NULL;
    integ_csv_options *options;
    (void)userdata;
    written.length = 0;
    integ_status status = integ_csv_options_new(context, &options, error);
    if (status == INTEG_STATUS_OK)
        status = integ_csv_options_set_formula_guard(options, 1, error);
    if (status == INTEG_STATUS_OK)
        status = integ_csv_options_add_null(options, "NA", error);
    if (status == INTEG_STATUS_OK)
        status = small(context, INTEG_PURPOSE_CASEWORK, &reg, error);
    if (status == INTEG_STATUS_OK)
        status = integ_snapshot_write_csv(integ_register_snapshot(reg, 0), 0, NULL, 0, options, collect, &written,
                                          error);
    integ_register_free(reg);
    integ_csv_options_free(options);
    return status;
}

START_TEST(no_failed_allocation_breaks_writing)
{
    for_each_failing_allocation(write_small, NULL);
}
END_TEST

void add_csv_writing(Suite *suite)
{
    add_tests(suite, "csv_writing",
              (const TTest *[]){random_tables_of_all_types_come_back_whatever_the_options,
                                files_look_as_the_options_say,
                                what_cannot_be_written_is_refused,
                                long_tables_are_handed_over_in_parts_and_may_be_cancelled,
                                no_failed_allocation_breaks_writing, NULL});
}
