/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "register/suite.h"
#include "support/failing_allocator.h"
#include "support/files.h"

#include <stdlib.h>
#include <string.h>

/* Bare CSV through a callback. */

typedef struct reading {
    const char *bytes;
    size_t length, step;
    const char *delimiter, *decimal, *encoding, *null, *date_format;
    int32_t max_errors;
} reading;

static integ_status read_bare(integ_context *context, const reading *what, char **out, integ_error *error)
{
    integ_register_builder *builder = NULL;
    integ_csv_options *options = NULL;
    integ_register *reg = NULL;
    byte_reader reader = {what->bytes, what->length, 0, what->step == 0 ? SIZE_MAX : what->step};
    integ_status status = integ_csv_options_new(context, &options, error);
    if (status == INTEG_STATUS_OK && what->delimiter != NULL)
        status = integ_csv_options_set_delimiter(options, what->delimiter, error);
    if (status == INTEG_STATUS_OK && what->decimal != NULL)
        status = integ_csv_options_set_decimal(options, what->decimal, error);
    if (status == INTEG_STATUS_OK && what->encoding != NULL)
        status = integ_csv_options_set_encoding(options, what->encoding, error);
    if (status == INTEG_STATUS_OK && what->null != NULL)
        status = integ_csv_options_add_null(options, what->null, error);
    if (status == INTEG_STATUS_OK && what->date_format != NULL)
        status = integ_csv_options_set_date_format(options, what->date_format, error);
    if (status == INTEG_STATUS_OK && what->max_errors != 0)
        status = integ_csv_options_set_max_errors(options, what->max_errors, error);
    if (status == INTEG_STATUS_OK)
        status = integ_register_builder_new(context, INTEG_PURPOSE_CASEWORK, &builder, error);
    if (status == INTEG_STATUS_OK)
        status = integ_register_builder_add_snapshot(builder, 18262, error);
    if (status == INTEG_STATUS_OK)
        status = integ_register_builder_add_csv(builder, "t", "memory", read_bytes, &reader, options, error);
    if (status == INTEG_STATUS_OK)
        status = integ_register_builder_finish(builder, &reg, error);
    if (status == INTEG_STATUS_OK && out != NULL)
        *out = describe_register(reg);
    integ_register_free(reg);
    integ_register_builder_free(builder);
    integ_csv_options_free(options);
    return status;
}

static integ_context *context;
static integ_error *error;

static void begin(void)
{
    OK(integ_context_new(&context, NULL));
    OK(integ_error_new(&error));
}

static void end(void)
{
    integ_error_free(error);
    integ_context_free(context);
}

static void expect(reading what, const char *expected)
{
    char *text = NULL, line[1000] = "";
    if (what.length == 0)
        what.length = strlen(what.bytes);
    integ_error_clear(error);
    integ_status status = read_bare(context, &what, &text, error);
    integ_error_line_text(error, 0, INTEG_LANGUAGE_ENGLISH, line, sizeof line);
    ck_assert_msg(status == INTEG_STATUS_OK, "%s: %s", integ_status_name(status), line);
    const char *body = strstr(text, "table t\n") + strlen("table t\n");
    ck_assert_str_eq(body, expected);
    free(text);
}

#define DATE "snapshot 2020-01-01\n"

START_TEST(types_are_the_first_that_fits_all_values)
{
    begin();
    expect((reading){.bytes = "b,i,n,d,t,c,e\n"
                     "true,1,1,2020-01-31,2020-01-31,x,\n"
                     "false,-12,2.5,1999-12-31,2020-01-31T12:00,1,\n"
                     ",,,,,,\n", .step = 7},
           "  b: boolean, because every value is true or false\n"
           "  i: integer, because every value is a whole number\n"
           "  n: number, because every value is a number, one with decimals (row 2)\n"
           "  d: date, because every value is an ISO date\n"
           "  t: timestamp, because every value is a date, one with a time of day (row 2)\n"
           "  c: code, because a value has a letter (row 1)\n"
           "  e: code, because no value is known\n" DATE "rows of t: 3\n"
           "  true|1|1|2020-01-31|2020-01-31T00:00:00Z|x|?\n"
           "  false|-12|2.5|1999-12-31|2020-01-31T12:00:00Z|1|?\n"
           "  ?|?|?|?|?|?|?\n");
    end();
}
END_TEST

START_TEST(what_a_number_would_lose_is_kept_in_a_code)
{
    begin();
    expect(
        (reading){
            .bytes = "kommune,cpr,big,plus,mixed,dates\n0101,0101001234,9223372036854775808,+1,1,2020-01-01\n"
                     "10,1234567890,1,2,true,2020-13-01\n",
            .step = 1},
        "  kommune: code, because a value has a leading zero (row 1)\n"
        "  cpr: code, because a value has a leading zero (row 1)\n"
        "  big: number, because every value is a number, one beyond 64 bits (row 1)\n"
        "  plus: code, because a value has a plus sign (row 1)\n"
        "  mixed: code, because some values are true or false, others numbers (row 2)\n"
        "  dates: code, because a value looks like a date that does not exist (row 2)\n" DATE "rows of t: 2\n"
        "  0101|0101001234|9.223372036854776e18|+1|1|2020-01-01\n"
        "  10|1234567890|1|2|true|2020-13-01\n");
    end();
}
END_TEST

/* What is said of a value is its shape. */
START_TEST(each_type_has_a_reason_that_names_no_value)
{
    static const struct {
        const char *values, *told;
    } cases[] = {{"1\n2\n1e3\n", "number, because every value is a number, one with an exponent (row 3)"},
                 {"1\n12.5\nx\n", "code, because a value has a letter (row 3)"},
                 {"x\n1\n", "code, because a value has a letter (row 1)"},
                 {"2020-01-01\n17\n", "code, because some values are numbers, others dates (row 2)"},
                 {"1.5\n2020-01-01T08:00\n", "code, because some values are numbers, others dates (row 2)"},
                 {"true\n2020-01-01\n", "code, because some values are true or false, others dates (row 2)"},
                 {"2020-01-01T08:00\n2020-01-01\n",
                  "timestamp, because every value is a date, one with a time of day (row 1)"},
                 {"1\n\n007\n", "code, because a value has a leading zero (row 3)"},
                 {"-0.5\n00.5\n", "code, because a value has a leading zero (row 2)"},
                 {"1\n1 000\n", "code, because a value has a space (row 2)"},
                 {"31-12-2019\n", "code, because a value is a date as dd-mm-yyyy, which a manifest can say (row 1)"},
                 {"1.12.2019\n31.12.2019\n",
                  "code, because a value has its signs or digits where no number or date has them (row 1)"},
                 {"1\n12-13\n",
                  "code, because a value has its signs or digits where no number or date has them (row 2)"},
                 {"1\n2019-02-29\n", "code, because a value looks like a date that does not exist (row 2)"}};
    begin();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char file[100], *text;
        snprintf(file, sizeof file, "a\n%s", cases[i].values);
        reading what = {file, strlen(file), .step = SIZE_MAX};
        OK(read_bare(context, &what, &text, error));
        const char *told = strstr(text, "  a: ") + 5;
        ck_assert_msg(strncmp(told, cases[i].told, strlen(cases[i].told)) == 0 && told[strlen(cases[i].told)] == '\n',
                      "%s: %.100s", cases[i].values, told);
        free(text);
    }
    end();
}
END_TEST

START_TEST(dates_may_have_another_form_that_is_given)
{
    begin();
    expect((reading){.bytes = "a;b;c;d\n29-02-2020;29-02-2020 08:30;2020-02-29;-\n", .delimiter = ";",
                     .null = "-", .date_format = "dd-mm-yyyy"},
           "  a: date, because every value is a date of the form that was given\n"
           "  b: timestamp, because every value is a date, one with a time of day (row 1)\n"
           "  c: code, because a value is a date as yyyy-mm-dd, which a manifest can say (row 1)\n"
           "  d: code, because no value is known\n" DATE
           "rows of t: 1\n  2020-02-29|2020-02-29T08:30:00Z|2020-02-29|?\n");
    end();
}
END_TEST

START_TEST(quotes_hold_delimiters_line_breaks_and_doubled_quotes)
{
    begin();
    expect((reading){.bytes = "\"a\",\"b \"\"x\"\"\"\r\n\"1\",\"two\r\nlines, one "
                              "\"\"field\"\"\"\r\n2,\"\"\r\n3,in \"the\" middle"},
           "  a: integer, because every value is a whole number\n"
           "  b \"x\": code, because a value has a letter (row 1)\n" DATE "rows of t: 3\n"
           "  1|two\r\nlines, one \"field\"\n  2|?\n  3|in \"the\" middle\n");
    end();
}
END_TEST

START_TEST(the_end_of_a_file_may_lack_a_line_end_or_have_many)
{
    const char *expected =
        "  a: integer, because every value is a whole number\n"
        "  b: integer, because every value is a whole number\n" DATE "rows of t: 2\n  1|2\n  3|4\n";
    begin();
    expect((reading){.bytes = "a,b\n1,2\n3,4"}, expected);
    expect((reading){.bytes = "a,b\n1,2\n3,4\n"}, expected);
    expect((reading){.bytes = "a,b\r\n1,2\r\n3,4\r\n\r\n\n\r\n"}, expected);
    expect((reading){.bytes = "\xEF\xBB\xBF" "a,b\n1,2\n3,4\n"}, expected);
    expect((reading){.bytes = "a,b"},
           "  a: code, because no value is known\n  b: code, because no value is known\n" DATE
           "rows of t: 0\n");
    expect((reading){.bytes = "a\n1\n\n2\n"},
           "  a: integer, because every value is a whole number\n" DATE "rows of t: 3\n  1\n  ?\n  2\n");
    end();
}
END_TEST

START_TEST(options_say_what_the_file_is_like)
{
    begin();
    expect((reading){.bytes = "a;b\n1,5;1.5\n-,5;-\n", .delimiter = ";", .decimal = ",", .null = "-"},
           "  a: number, because every value is a number, one with decimals (row 1)\n"
           "  b: code, because a value has its signs or digits where no number or date has them (row "
           "1)\n" DATE "rows of t: 2\n  1.5|1.5\n  -0.5|?\n");
    expect((reading){.bytes = "a\tb\nx y\t-1\n", .delimiter = "tab"},
           "  a: code, because a value has a letter (row 1)\n"
           "  b: integer, because every value is a whole number\n" DATE "rows of t: 1\n  x y|-1\n");
    end();
}
END_TEST

START_TEST(one_byte_encodings_become_utf8)
{
    begin();
    expect((reading){.bytes = "by,pris\n\xC5rhus,5 \x80\nK\xF8ge,\x84\xC6\x93\n",
                     .encoding = "WINDOWS-1252",
                     .step = 3},
           "  by: code, because a value has a letter (row 1)\n  pris: code, because a value has a letter or "
           "sign beyond ASCII (row 1)\n" DATE "rows of t: 2\n  Århus|5 €\n  Køge|„Æ“\n");
    expect((reading){.bytes = "by\n\xC5\xD8\xFF\xA0\n", .encoding = "iso-8859-1"},
           "  by: code, because a value has a letter or sign beyond ASCII (row 1)\n" DATE "rows of t: 1\n  "
                                                                                          "ÅØÿ\u00A0\n");
    end();
}
END_TEST

/* A file with everything in it: text of two, three and four bytes, quotes, line breaks of both kinds, all types. */
static const char everything[] =
    "\xEF\xBB\xBFid,navn,\"by \"\"nu\"\"\",tal,dag\r\n"
    "1,Søren,\"Århus, \"\"C\"\"\",1.25,2020-02-29\r\n"
    "2,\"J\r\nØ\",€uro,-7,1999-12-31\n"
    "3,𝄞,\"\",1e-3,\r\n"
    "4,,\"\"\"\",0.1,0001-01-01\n\r\n";

START_TEST(short_reads_make_no_difference)
{
    begin();
    char *whole;
    reading what = {everything, sizeof everything - 1, .step = SIZE_MAX};
    OK(read_bare(context, &what, &whole, error));
    ck_assert_ptr_nonnull(strstr(whole, "  3|𝄞|?|0.001|?\n"));
    for (size_t step = 1; step < sizeof everything; step++) {
        char *text;
        what.step = step;
        OK(read_bare(context, &what, &text, error));
        ck_assert_str_eq(text, whole);
        free(text);
    }
    free(whole);
    end();
}
END_TEST

static uint64_t state = 7;

static uint32_t random_below(uint32_t limit)
{
    state = state * UINT64_C(6364136223846793005) + 1442695040888963407u;
    return (uint32_t)((state >> 33) % limit);
}

/* A table of random texts is written with as many quotes as it needs, and often more, and read back. It is larger
 * than the reader's blocks, so that records and characters are cut at many places. */
START_TEST(random_tables_survive_being_written_and_read)
{
    static const char *const pieces[] = {"a", "Å", "€", "𝄞", ",", "\"", "\n", "\r\n", " ", "x1", ";", "-", "ø"};
    begin();
    for (int round = 0; round < 6; round++) {
        char *file, *expected, *text;
        size_t file_size, expected_size;
        int rows = round == 0 ? 30000 : 3000;
        FILE *out = open_memstream(&file, &file_size), *list = open_memstream(&expected, &expected_size);
        fputs("a,b,c\n", out);
        fprintf(list, "rows of t: %d\n", rows);
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < 3; column++) {
                char value[2000] = "";
                for (uint32_t n = random_below(round == 1 && row % 500 == 0 ? 400 : 9); n > 0; n--)
                    strcat(value, pieces[random_below(sizeof pieces / sizeof *pieces)]);
                bool quote = random_below(3) == 0 || strpbrk(value, ",\"\r\n") != NULL;
                fprintf(list, "%s%s", column == 0 ? "  " : "|", value[0] == '\0' ? "?" : value);
                if (quote)
                    fputc('"', out);
                for (const char *at = value; *at != '\0'; at++)
                    fputs(*at == '"' ? "\"\"" : (char[2]){*at, '\0'}, out);
                fprintf(out, "%s%s", quote ? "\"" : "", column < 2 ? "," : row % 2 ? "\n" : "\r\n");
            }
            fputc('\n', list);
        }
        fclose(out);
        fclose(list);
        reading what = {file, file_size, .step = round % 2 ? 4093 : SIZE_MAX};
        OK(read_bare(context, &what, &text, error));
        ck_assert(strcmp(strstr(text, "rows of t"), expected) == 0);
        free(text);
        free(file);
        free(expected);
    }
    end();
}
END_TEST

START_TEST(a_record_that_does_not_end_is_refused_at_its_opening_quote)
{
    begin();
    size_t length = 40 << 20;
    char *file = malloc(length);
    memset(file, 'x', length);
    memcpy(file, "a,b\n1,2\n3,\"", 11);
    reading what = {file, length, .step = SIZE_MAX};
    ck_assert_int_eq(read_bare(context, &what, NULL, error), INTEG_STATUS_BAD_DATA);
    ck_assert_str_eq(integ_error_name(error, 0), "csv.unclosed_quote");
    ck_assert_int_eq(integ_error_line(error, 0), 3);
    ck_assert_int_eq(integ_error_column(error, 0), 3);
    ck_assert_int_eq(integ_error_byte(error, 0), 10);
    integ_error_clear(error);
    file[10] = 'y';
    ck_assert_int_eq(read_bare(context, &what, NULL, error), INTEG_STATUS_LIMIT_EXCEEDED);
    ck_assert_str_eq(integ_error_name(error, 0), "csv.record_limit");
    free(file);
    end();
}
END_TEST

START_TEST(places_are_right_far_into_a_file)
{
    char *file;
    size_t size;
    FILE *out = open_memstream(&file, &size);
    fputs("navn,tal\n", out);
    for (int row = 0; row < 100000; row++)
        fprintf(out, "\"Ærø\n€\",%d\n", row);
    size_t offset = (size_t)ftell(out);
    fputs("øøø,1,2\n", out);
    fclose(out);
    begin();
    for (int step = 0; step < 2; step++) {
        reading what = {file, size, .step = step == 0 ? SIZE_MAX : 1021};
        integ_error_clear(error);
        ck_assert_int_eq(read_bare(context, &what, NULL, error), INTEG_STATUS_BAD_DATA);
        ck_assert_int_eq(integ_error_count(error), 1);
        ck_assert_int_eq(integ_error_line(error, 0), 200002);
        ck_assert_int_eq(integ_error_column(error, 0), 1);
        ck_assert_int_eq(integ_error_byte(error, 0), (int64_t)offset);
    }
    free(file);
    end();
}
END_TEST

START_TEST(faults_fill_the_error_object_and_those_beyond_are_counted)
{
    char *file;
    size_t size;
    FILE *out = open_memstream(&file, &size);
    fputs("a,b\n", out);
    for (int row = 0; row < 1000; row++)
        fputs("1\n", out);
    fclose(out);
    begin();
    reading what = {file, size, .step = SIZE_MAX};
    ck_assert_int_eq(read_bare(context, &what, NULL, error), INTEG_STATUS_BAD_DATA);
    ck_assert_int_eq(integ_error_count(error), INTEG_ERROR_CAPACITY);
    ck_assert_int_eq(integ_error_line(error, 63), 65);
    ck_assert_int_eq(integ_error_omitted(error), 1000 - INTEG_ERROR_CAPACITY);
    ck_assert_int_eq(read_bare(context, &what, NULL, NULL), INTEG_STATUS_BAD_DATA);
    for (int32_t most = 1; most <= 3; most++) {
        what.max_errors = most;
        integ_error_clear(error);
        ck_assert_int_eq(read_bare(context, &what, NULL, error), INTEG_STATUS_BAD_DATA);
        ck_assert_int_eq(integ_error_count(error), most);
        ck_assert_int_eq(integ_error_line(error, most - 1), most + 1);
    }
    what.max_errors = INTEG_ERROR_CAPACITY + 1;
    ck_assert_int_eq(read_bare(context, &what, NULL, NULL), INTEG_STATUS_INVALID_ARGUMENT);
    free(file);
    end();
}
END_TEST

static int32_t fail_reading(char *bytes, size_t size, size_t *length, void *userdata)
{
    int *calls = userdata;
    memset(bytes, 'a', size < 3 ? size : 3);
    *length = size < 3 ? size : 3;
    return (*calls)++ == 2;
}

START_TEST(a_failing_callback_is_reported_and_breaks_the_builder)
{
    begin();
    int calls = 0;
    integ_register_builder *builder;
    integ_register *reg;
    OK(integ_register_builder_new(context, INTEG_PURPOSE_STATISTICS, &builder, error));
    ck_assert_int_eq(integ_register_builder_add_csv(builder, "t", "pipe", fail_reading, &calls, NULL, error),
                     INTEG_STATUS_MISSING);
    integ_register_builder_free(builder);
    OK(integ_register_builder_new(context, INTEG_PURPOSE_STATISTICS, &builder, error));
    OK(integ_register_builder_add_snapshot(builder, 0, error));
    integ_error_clear(error);
    ck_assert_int_eq(integ_register_builder_add_csv(builder, "t", "pipe", fail_reading, &calls, NULL, error),
                     INTEG_STATUS_READ_FAILED);
    ck_assert_str_eq(integ_error_source(error, 0), "pipe");
    ck_assert_int_eq(integ_register_builder_finish(builder, &reg, error), INTEG_STATUS_INVALID_ARGUMENT);
    integ_register_builder_free(builder);
    end();
}
END_TEST

START_TEST(a_later_snapshot_has_the_types_of_the_first)
{
    static const char first[] = "id,born\n1,2000-01-01\n", second[] = "born,extra,id\n1999-01-01,x,5\n,y,6\n";
    begin();
    integ_register_builder *builder;
    integ_register *reg;
    OK(integ_register_builder_new(context, INTEG_PURPOSE_CASEWORK, &builder, error));
    for (int s = 0; s < 2; s++) {
        byte_reader reader = {s ? second : first, s ? sizeof second - 1 : sizeof first - 1, 0, 5};
        OK(integ_register_builder_add_snapshot(builder, s * 365, error));
        OK(integ_register_builder_add_csv(builder, "citizen", NULL, read_bytes, &reader, NULL, error));
        OK(integ_register_builder_set_key(builder, "id", error));
    }
    OK(integ_register_builder_finish(builder, &reg, error));
    char *text = describe_register(reg);
    ck_assert_str_eq(text, "register \ntable citizen key id\n  id: integer, because every value is a whole number\n"
                           "  born: date, because every value is an ISO date\n  skipped: extra\nsnapshot 1970-01-01\n"
                           "rows of citizen: 1\n  1|2000-01-01\nsnapshot 1971-01-01\nrows of citizen: 2\n"
                           "  5|1999-01-01\n  6|?\n");
    free(text);
    integ_register_free(reg);
    integ_register_builder_free(builder);
    end();
}
END_TEST

static int32_t stop_at_once(const char *step, int64_t done, int64_t total, void *userdata)
{
    int *calls = userdata;
    ck_assert_str_eq(step, "read");
    ck_assert(done <= total);
    return ++*calls > 1;
}

START_TEST(reading_can_be_cancelled)
{
    begin();
    int calls = 0;
    OK(integ_context_set_progress(context, stop_at_once, &calls, error));
    reading what = {everything, sizeof everything - 1, .step = SIZE_MAX};
    ck_assert_int_eq(read_bare(context, &what, NULL, error), INTEG_STATUS_CANCELLED);
    ck_assert_int_eq(calls, 2);
    end();
}
END_TEST

START_TEST(options_refuse_what_they_cannot_mean)
{
    begin();
    integ_csv_options *options;
    OK(integ_csv_options_new(context, &options, error));
    static const char *const delimiters[] = {"", ";;", "\"", "\n", "a", "1", " ", "æ"};
    for (size_t i = 0; i < sizeof delimiters / sizeof *delimiters; i++)
        ck_assert_int_eq(integ_csv_options_set_delimiter(options, delimiters[i], error),
                         INTEG_STATUS_INVALID_ARGUMENT);
    ck_assert_int_eq(integ_csv_options_set_decimal(options, ";", error), INTEG_STATUS_INVALID_ARGUMENT);
    ck_assert_int_eq(integ_csv_options_set_encoding(options, "utf-16", error), INTEG_STATUS_INVALID_ARGUMENT);
    OK(integ_csv_options_set_delimiter(options, "|", error));
    integ_csv_options_free(options);
    integ_register_options *all;
    OK(integ_register_options_new(context, &all, error));
    ck_assert_int_eq(integ_register_options_set_purpose(all, 3, error), INTEG_STATUS_INVALID_ARGUMENT);
    ck_assert_int_eq(integ_register_options_set_as_of(all, INTEG_DATE_MAXIMUM + 1, error),
                     INTEG_STATUS_INVALID_ARGUMENT);
    OK(integ_register_options_set_key(all, "id", error));
    OK(integ_register_options_set_key(all, NULL, error));
    integ_register_options_free(all);
    end();
}
END_TEST

static integ_status read_everything(integ_context *with, integ_error *faults, void *userdata)
{
    (void)userdata;
    reading what = {everything, sizeof everything - 1, .step = SIZE_MAX, .null = "-"};
    return read_bare(with, &what, NULL, faults);
}

START_TEST(no_failed_allocation_breaks_reading)
{
    for_each_failing_allocation(read_everything, NULL);
}
END_TEST

void add_csv(Suite *suite)
{
    add_tests(suite, "csv",
              (const TTest *[]){types_are_the_first_that_fits_all_values, what_a_number_would_lose_is_kept_in_a_code,
                                each_type_has_a_reason_that_names_no_value, dates_may_have_another_form_that_is_given,
                                quotes_hold_delimiters_line_breaks_and_doubled_quotes,
                                the_end_of_a_file_may_lack_a_line_end_or_have_many, options_say_what_the_file_is_like,
                                one_byte_encodings_become_utf8, short_reads_make_no_difference,
                                random_tables_survive_being_written_and_read,
                                a_record_that_does_not_end_is_refused_at_its_opening_quote,
                                places_are_right_far_into_a_file,
                                faults_fill_the_error_object_and_those_beyond_are_counted,
                                a_failing_callback_is_reported_and_breaks_the_builder,
                                a_later_snapshot_has_the_types_of_the_first, reading_can_be_cancelled,
                                options_refuse_what_they_cannot_mean, no_failed_allocation_breaks_reading, NULL});
}
