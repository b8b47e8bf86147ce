/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
/* Packed files, and files that cannot be read to their end. */

#include "register/csv.h"
#include "register/options.h"
#include "register/suite.h"
#include "support/failing_allocator.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zlib.h>

typedef struct packed {
    unsigned char bytes[20000];
    size_t length;
} packed;

/* Appends a member of gzip. */
static void pack(packed *out, const char *text, size_t length)
{
    z_stream stream = {.next_in = (Bytef *)text, .avail_in = (uInt)length, .next_out = out->bytes + out->length,
                       .avail_out = (uInt)(sizeof out->bytes - out->length)};
    ck_assert_int_eq(deflateInit2(&stream, 9, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY), Z_OK);
    ck_assert_int_eq(deflate(&stream, Z_FINISH), Z_STREAM_END);
    out->length += stream.total_out;
    deflateEnd(&stream);
}

/* A callback that fails when it is called for this many times. */
typedef struct source {
    byte_reader bytes;
    int64_t calls, failing_call; /* 0: none */
} source;

static int32_t read_source(char *bytes, size_t size, size_t *length, void *userdata)
{
    source *from = userdata;
    read_bytes(bytes, size, length, &from->bytes);
    return ++from->calls == from->failing_call;
}

static const int32_t types[3] = {INTEG_TYPE_INTEGER, INTEG_TYPE_DECIMAL, INTEG_TYPE_CODE};
static const char *const names[3] = {"a", "b", "c"};

/* Reads bytes into a table of three columns, and describes it. */
static integ_status load(integ_context *context, source *from, integi_csv_format format, integi_csv_progress *progress,
                         char **out, integ_error *error)
{
    integi_csv_input input = {"memory", read_source, from, format, progress};
    integ_register_builder *builder;
    integ_register *reg = NULL;
    int64_t index;
    integ_status status = integ_register_builder_new(context, INTEG_PURPOSE_CASEWORK, &builder, error);
    if (status != INTEG_STATUS_OK)
        return status;
    status = integ_register_builder_add_snapshot(builder, 0, error);
    if (status == INTEG_STATUS_OK)
        status = integi_builder_begin_table(builder, "t", 0, NULL, error);
    for (int c = 0; status == INTEG_STATUS_OK && c < 3; c++)
        status = integi_builder_define_column(builder, names[c], types[c], c == 1 ? 2 : 0, &index, error);
    if (status == INTEG_STATUS_OK)
        status = integi_csv_load(builder, &input, error);
    if (status == INTEG_STATUS_OK)
        status = integ_register_builder_finish(builder, &reg, error);
    if (status == INTEG_STATUS_OK && out != NULL)
        *out = describe_register(reg);
    integ_register_free(reg);
    integ_register_builder_free(builder);
    return status;
}

static char *make_text(size_t *length)
{
    char *text;
    FILE *out = open_memstream(&text, length);
    fputs("a,b,c\n", out);
    for (int i = 0; i < 300; i++)
        fprintf(out, i % 3 ? "%d,%d.%02d,K\u00f8ge%d\n" : "%d,%d.%02d,\"a\nb\"\n", i * 1000003, i * 7, i % 100, i % 40);
    fclose(out);
    return text;
}

static integ_context *context;
static integ_error *error;
static char *text, *expected;
static size_t length;

static integi_csv_format format_of(size_t block_bytes)
{
    return (integi_csv_format){.delimiter = ',', .decimal = '.', .encoding = INTEGI_ENCODING_UTF8,
                               .block_bytes = block_bytes};
}

static void begin(void)
{
    OK(integ_context_new(&context, NULL));
    OK(integ_error_new(&error));
    text = make_text(&length);
    source from = {.bytes = {text, length, 0, SIZE_MAX}};
    OK(load(context, &from, format_of(0), NULL, &expected, error));
    ck_assert_ptr_nonnull(strstr(expected, "rows of t: 300\n  0|0.00|a\nb\n  1000003|7.01|Køge1\n"));
}

static void end(void)
{
    free(expected);
    free(text);
    integ_error_free(error);
    integ_context_free(context);
}

static integ_status read_packed(const packed *in, size_t block_bytes, size_t step, int32_t threads, char **out)
{
    source from = {.bytes = {(const char *)in->bytes, in->length, 0, step}};
    OK(integ_context_set_threads(context, threads, error));
    integ_error_clear(error);
    return load(context, &from, format_of(block_bytes), NULL, out, error);
}

static void expect_same(const packed *in)
{
    for (int i = 0; i < 6; i++) {
        char *found;
        OK(read_packed(in, i < 3 ? 0 : 100, i % 3 == 0 ? 1 : i % 3 == 1 ? 77 : SIZE_MAX, i % 2 ? 3 : 1, &found));
        ck_assert_str_eq(found, expected);
        free(found);
    }
}

START_TEST(packed_files_are_read_as_plain_ones)
{
    static packed in;
    begin();
    pack(&in, text, length);
    expect_same(&in);
    memset(in.bytes + in.length, 0, 700);
    in.length += 700;
    expect_same(&in);
    in.length = 0;
    pack(&in, text, 1000);
    pack(&in, "", 0);
    pack(&in, text + 1000, 1);
    pack(&in, text + 1001, length - 1001);
    expect_same(&in);
    end();
}
END_TEST

START_TEST(packed_files_that_end_early_are_refused_wherever_that_is)
{
    static packed in;
    begin();
    pack(&in, text, 2000);
    pack(&in, text + 2000, length - 2000);
    size_t whole = in.length, first = 0;
    for (in.length = 2; in.length < whole; in.length++) {
        integ_status status = read_packed(&in, in.length % 3 ? 64 : 0, SIZE_MAX, in.length % 2 ? 3 : 1, NULL);
        if (strcmp(integ_error_name(error, integ_error_count(error) - 1), "csv.gzip_cut") != 0) {
            /* Behind the first member, where its last record ends early or is a sound one. */
            ck_assert_uint_eq(first, 0);
            first = in.length;
        } else {
            ck_assert_int_eq(status, INTEG_STATUS_BAD_DATA);
        }
    }
    ck_assert_uint_gt(first, 0);
    end();
}
END_TEST

START_TEST(damaged_files_are_refused_or_mean_the_same)
{
    static packed in;
    int refused = 0;
    begin();
    pack(&in, text, length);
    for (size_t i = 2; i < in.length; i++) {
        char *found = NULL;
        in.bytes[i] ^= (unsigned char)(1 << i % 8);
        integ_status status = read_packed(&in, i % 3 ? 64 : 0, SIZE_MAX, i % 2 ? 3 : 1, &found);
        if (status == INTEG_STATUS_OK)
            ck_assert_str_eq(found, expected);
        else
            ck_assert_int_gt(integ_error_count(error), 0);
        refused += status != INTEG_STATUS_OK;
        free(found);
        in.bytes[i] ^= (unsigned char)(1 << i % 8);
    }
    ck_assert_int_gt(refused, (int)in.length - 20);
    memcpy(in.bytes + in.length, "more", 4);
    in.length += 4;
    ck_assert_int_eq(read_packed(&in, 0, SIZE_MAX, 1, NULL), INTEG_STATUS_BAD_DATA);
    ck_assert_str_eq(integ_error_name(error, 0), "csv.gzip_trailing");
    char line[200], place[60];
    integ_error_line_text(error, 0, INTEG_LANGUAGE_ENGLISH, line, sizeof line);
    sprintf(place, "behind the gzip data, at byte %d ", (int)in.length - 4);
    ck_assert_msg(strstr(line, place) != NULL, "%s", line);
    end();
}
END_TEST

START_TEST(packed_files_may_stand_in_manifests_and_alone)
{
    static const char manifest[] =
        "register: R\ntables:\n  t:\n    columns:\n      a: {type: integer}\n      b: {type: decimal, "
                                   "decimals: 2}\n      c: {type: code}\nsnapshots:\n  - {as_of: 1970-01-01, t: "
                                   "t.csv.gz}\n";
    static packed in;
    char folder[] = "/tmp/integration-packed-XXXXXX", path[100];
    begin();
    ck_assert_ptr_nonnull(mkdtemp(folder));
    pack(&in, text, length);
    for (int i = 0; i < 2; i++) {
        sprintf(path, "%s/%s", folder, i ? "register.yaml" : "t.csv.gz");
        FILE *out = fopen(path, "wb");
        fwrite(i ? manifest : (const char *)in.bytes, 1, i ? sizeof manifest - 1 : in.length, out);
        fclose(out);
    }
    for (int i = 0; i < 2; i++) {
        integ_register_options *options;
        integ_register *reg;
        OK(integ_register_options_new(context, &options, error));
        OK(integ_register_options_set_purpose(options, INTEG_PURPOSE_CASEWORK, error));
        sprintf(path, "%s/%s", folder, i ? "register.yaml" : "t.csv.gz");
        integ_status status = integ_register_open(context, path, options, &reg, error);
        char line[500];
        integ_error_line_text(error, 0, INTEG_LANGUAGE_ENGLISH, line, sizeof line);
        ck_assert_msg(status == INTEG_STATUS_OK, "%s", line);
        char *found = describe_register(reg);
        ck_assert(strstr(found, "rows of") != NULL && strstr(found, "1000003|7.01|Køge1") != NULL);
        free(found);
        integ_register_free(reg);
        integ_register_options_free(options);
    }
    for (int i = 0; i < 2; i++) {
        sprintf(path, "%s/%s", folder, i ? "register.yaml" : "t.csv.gz");
        unlink(path);
    }
    rmdir(folder);
    end();
}
END_TEST

/* Neither the file nor what came before is to be had when reading fails, wherever it does. */
START_TEST(reading_may_fail_at_every_call)
{
    begin();
    for (int32_t threads = 1; threads <= 3; threads += 2) {
        OK(integ_context_set_threads(context, threads, error));
        integ_status status = INTEG_STATUS_READ_FAILED;
        int64_t call = 0;
        while (status != INTEG_STATUS_OK) {
            source from = {.bytes = {text, length, 0, 200}, .failing_call = ++call};
            integ_error_clear(error);
            status = load(context, &from, format_of(150), NULL, NULL, error);
            ck_assert(status == INTEG_STATUS_OK ||
                      (status == INTEG_STATUS_READ_FAILED && integ_error_count(error) == 1));
        }
        ck_assert_int_gt(call, (int64_t)length / 200);
    }
    end();
}
END_TEST

START_TEST(faults_before_a_failure_to_read_are_reported_first)
{
    begin();
    text[6] = 'x';
    for (int32_t threads = 1; threads <= 3; threads += 2) {
        OK(integ_context_set_threads(context, threads, error));
        source from = {.bytes = {text, length, 0, 200}, .failing_call = 20};
        integ_error_clear(error);
        ck_assert_int_eq(load(context, &from, format_of(150), NULL, NULL, error), INTEG_STATUS_READ_FAILED);
        ck_assert_int_eq(integ_error_count(error), 2);
        ck_assert_str_eq(integ_error_name(error, 0), "csv.not_integer");
        ck_assert_str_eq(integ_error_name(error, 1), "csv.read_failed");
    }
    end();
}
END_TEST

typedef struct stopping {
    int calls, last;
    int64_t done;
} stopping;

static int32_t stop_at(const char *step, int64_t done, int64_t total, void *userdata)
{
    stopping *stop = userdata;
    if (strcmp(step, "read") != 0 || done < stop->done || done > total || stop->calls > stop->last)
        stop->last = -1000;
    stop->done = done;
    return ++stop->calls > stop->last;
}

START_TEST(reading_may_be_cancelled_at_every_call)
{
    begin();
    for (int32_t threads = 1; threads <= 3; threads += 2) {
        OK(integ_context_set_threads(context, threads, error));
        integ_status status = INTEG_STATUS_CANCELLED;
        for (int last = 0; status == INTEG_STATUS_CANCELLED; last++) {
            stopping stop = {0, last, 0};
            integi_csv_progress progress = {0, (int64_t)length};
            source from = {.bytes = {text, length, 0, SIZE_MAX}};
            OK(integ_context_set_progress(context, stop_at, &stop, error));
            status = load(context, &from, format_of(150), &progress, NULL, error);
            ck_assert_int_eq(stop.last, last);
        }
        OK(status);
    }
    end();
}
END_TEST

static integ_status load_with_failures(integ_context *with, integ_error *faults, void *userdata)
{
    packed *in = userdata;
    source from = {.bytes = {(const char *)in->bytes, in->length, 0, SIZE_MAX}};
    integi_csv_format format = format_of(200);
    format.encoding = INTEGI_ENCODING_ISO_8859_1;
    return load(with, &from, format, NULL, NULL, faults);
}

START_TEST(no_failed_allocation_breaks_reading_in_blocks)
{
    static packed in;
    begin();
    pack(&in, text, (size_t)(strstr(text, "\n100000300,") + 1 - text));
    for_each_failing_allocation(load_with_failures, &in);
    end();
}
END_TEST

void add_packed(Suite *suite)
{
    add_tests(suite, "packed",
              (const TTest *[]){packed_files_are_read_as_plain_ones,
                                packed_files_that_end_early_are_refused_wherever_that_is,
                                damaged_files_are_refused_or_mean_the_same,
                                packed_files_may_stand_in_manifests_and_alone, reading_may_fail_at_every_call,
                                faults_before_a_failure_to_read_are_reported_first,
                                reading_may_be_cancelled_at_every_call,
                                no_failed_allocation_breaks_reading_in_blocks, NULL});
}
