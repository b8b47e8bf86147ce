/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
/* Reading CSV in blocks, with one thread and several and every set of instructions, against a reader that
 * takes one byte after the other and knows nothing of all that. */

#include "register/csv.h"
#include "register/options.h"
#include "register/suite.h"
#include "support/failing_allocator.h"

#include <stdlib.h>
#include <string.h>

#define COLUMNS 4 /* a: integer, b: date, c: text, d: code */

static const int32_t types[COLUMNS] = {INTEG_TYPE_INTEGER, INTEG_TYPE_DATE, INTEG_TYPE_TEXT, INTEG_TYPE_CODE};
static const char *const names[COLUMNS] = {"a", "b", "c", "d"};

static uint64_t state = 20261123;

static uint32_t random_below(uint32_t limit)
{
    state = state * UINT64_C(6364136223846793005) + 1442695040888963407u;
    return (uint32_t)((state >> 33) % limit);
}

/* What the plain reader finds. */
typedef struct finding {
    const char *name;
    int64_t line, column, byte;
} finding;

typedef struct plain {
    const char *text; /* ASCII and whole characters of UTF-8, perhaps up to something that is none */
    size_t length;
    const char *poison; /* the fault at `length`; NULL for none */
    finding faults[INTEG_ERROR_CAPACITY + COLUMNS];
    int fault_count;
    bool stopped;
    FILE *rows;
    char *known_texts[COLUMNS][1000];
    int known_count[COLUMNS], row_count;
} plain;

static void find_fault(plain *in, const char *name, size_t at)
{
    finding found = {name, 1, 1, (int64_t)at};
    if (in->fault_count >= INTEG_ERROR_CAPACITY)
        return;
    for (size_t i = 0; i < at; i++) {
        found.column += ((unsigned char)in->text[i] & 0xC0) != 0x80;
        if (in->text[i] == '\n') {
            found.line++;
            found.column = 1;
        }
    }
    in->faults[in->fault_count++] = found;
    in->stopped = in->stopped || in->fault_count == INTEG_ERROR_CAPACITY;
}

static void find_form_fault(plain *in, const char *name, size_t at)
{
    find_fault(in, name, at);
    in->stopped = true;
}

typedef struct plain_field {
    size_t at;
    char text[3000];
} plain_field;

/* One field from `at`; returns where it ends, at a delimiter, a line end or the end. */
static size_t plain_field_at(plain *in, size_t at, plain_field *out)
{
    size_t length = 0, opening = at;
    out->at = at;
    if (at < in->length && in->text[at] == '"') {
        out->at = ++at;
        for (;; at++) {
            if (at == in->length) {
                find_form_fault(in, in->poison != NULL ? in->poison : "csv.unclosed_quote",
                                in->poison != NULL ? at : opening);
                return at;
            }
            if (in->text[at] == '"' && (at + 1 == in->length || in->text[at + 1] != '"'))
                break;
            at += in->text[at] == '"';
            out->text[length++] = in->text[at];
        }
        at++;
        if (at < in->length && strchr(";\r\n", in->text[at]) == NULL)
            find_form_fault(in, "csv.after_quote", at);
    } else {
        while (at < in->length && strchr(";\r\n", in->text[at]) == NULL)
            out->text[length++] = in->text[at++];
    }
    out->text[length] = '\0';
    if (at < in->length && in->text[at] == '\r' && (at + 1 == in->length || in->text[at + 1] != '\n'))
        find_form_fault(in, "csv.lone_return", at);
    return at;
}

static bool plain_integer(const char *text, char *out)
{
    const char *digits = text + (text[0] == '-' || text[0] == '+');
    sprintf(out, "%lld", strtoll(text, NULL, 10));
    return digits[0] != '\0' && strspn(digits, "0123456789") == strlen(digits);
}

static const char *plain_date(const char *text)
{
    static const int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (strlen(text) != 10 || text[4] != '-' || text[7] != '-')
        return "csv.not_date";
    for (int i = 0; i < 10; i++)
        if (i != 4 && i != 7 && (text[i] < '0' || text[i] > '9'))
            return "csv.not_date";
    int year = atoi(text), month = atoi(text + 5), day = atoi(text + 8);
    bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    bool exists = year > 0 && month >= 1 && month <= 12 && day >= 1 && day <= lengths[month - 1] + (leap && month == 2);
    return exists ? NULL : "csv.no_such_date";
}

static void note_text(plain *in, int column, const char *text)
{
    for (int i = 0; i < in->known_count[column]; i++)
        if (strcmp(in->known_texts[column][i], text) == 0)
            return;
    in->known_texts[column][in->known_count[column]++] = strdup(text);
}

static void plain_row(plain *in, const plain_field *fields)
{
    for (int c = 0; c < COLUMNS && !in->stopped; c++) {
        char number[30];
        const char *text = fields[c].text, *fault = NULL;
        fputs(c == 0 ? "  " : "|", in->rows);
        if (text[0] == '\0')
            text = "?";
        else if (c == 0 && !plain_integer(text, number))
            fault = "csv.not_integer";
        else if (c == 0)
            text = number;
        else if (c == 1)
            fault = plain_date(text);
        else
            note_text(in, c, text);
        if (fault != NULL)
            find_fault(in, fault, fields[c].at);
        fputs(text, in->rows);
    }
    fputs("\n", in->rows);
    in->row_count++;
}

/* Reads all records after the header, which is always sound. */
static void plain_read(plain *in, size_t at)
{
    static plain_field fields[200];
    size_t blank = SIZE_MAX;
    while (!in->stopped && (at < in->length || in->poison != NULL)) {
        size_t start = at;
        int count = 0;
        for (;;) {
            at = plain_field_at(in, at, &fields[count++]);
            if (in->stopped || at == in->length || in->text[at] != ';')
                break;
            at++;
        }
        if (!in->stopped && at == in->length && in->poison != NULL)
            find_form_fault(in, in->poison, at);
        if (in->stopped)
            break;
        bool is_blank = count == 1 && at == start;
        at += at == in->length ? 0 : in->text[at] == '\r' ? 2 : 1;
        if (is_blank) {
            blank = blank == SIZE_MAX ? start : blank;
            continue;
        }
        if (blank != SIZE_MAX)
            find_fault(in, "csv.too_few_fields", blank);
        blank = SIZE_MAX;
        if (in->stopped)
            break;
        if (count != COLUMNS)
            find_fault(in, count < COLUMNS ? "csv.too_few_fields" : "csv.too_many_fields", start);
        else
            plain_row(in, fields);
    }
}

/* How the reader that is tested reads. */
typedef struct manner {
    size_t block_bytes, step;
    int32_t threads, instructions;
} manner;

static integ_status load(integ_context *context, const char *bytes, size_t length, size_t block_bytes, size_t step,
                         int32_t encoding, integ_register **out, integ_error *error)
{
    byte_reader reader = {bytes, length, 0, step};
    integi_csv_input input = {"memory", read_bytes, &reader, {.delimiter = ';', .decimal = '.', .encoding = encoding,
                                                              .block_bytes = block_bytes}, NULL};
    integ_register_builder *builder;
    int64_t index;
    *out = NULL;
    integ_status status = integ_register_builder_new(context, INTEG_PURPOSE_CASEWORK, &builder, error);
    if (status != INTEG_STATUS_OK)
        return status;
    status = integ_register_builder_add_snapshot(builder, 0, error);
    if (status == INTEG_STATUS_OK)
        status = integi_builder_begin_table(builder, "t", 0, NULL, error);
    for (int c = 0; status == INTEG_STATUS_OK && c < COLUMNS; c++)
        status = integi_builder_define_column(builder, names[c], types[c], 0, &index, error);
    if (status == INTEG_STATUS_OK)
        status = integi_csv_load(builder, &input, error);
    if (status == INTEG_STATUS_OK)
        status = integ_register_builder_finish(builder, out, error);
    integ_register_builder_free(builder);
    return status;
}

static void compare_faults(const plain *expected, const integ_error *error, const char *text)
{
    for (int i = 0; i < expected->fault_count; i++) {
        const finding *fault = &expected->faults[i];
        bool same = i < integ_error_count(error) && strcmp(integ_error_name(error, i), fault->name) == 0 &&
                    integ_error_line(error, i) == fault->line && integ_error_column(error, i) == fault->column &&
                    integ_error_byte(error, i) == fault->byte;
        if (!same)
            ck_abort_msg("fault %d should be %s at %lld:%lld, byte %lld, and is %s at %lld:%lld, byte %lld of %lld "
                         "in\n%s", i,
                         fault->name, (long long)fault->line, (long long)fault->column, (long long)fault->byte,
                         i < integ_error_count(error) ? integ_error_name(error, i) : "missing",
                         (long long)integ_error_line(error, i), (long long)integ_error_column(error, i),
                         (long long)integ_error_byte(error, i), (long long)integ_error_count(error), text);
    }
    ck_assert_int_eq(integ_error_count(error), expected->fault_count);
}

static void compare_texts(const plain *expected, const integ_register *reg)
{
    for (int c = 2; c < COLUMNS; c++) {
        const integi_dictionary *dictionary = integi_register_table(reg, 0)->columns[c].dictionary;
        ck_assert_int_eq(integi_dictionary_size(dictionary), expected->known_count[c]);
        for (int i = 0; i < expected->known_count[c]; i++)
            ck_assert_str_eq(integi_dictionary_text(dictionary, i, NULL), expected->known_texts[c][i]);
    }
}

static void compare(const plain *expected, const char *rows, const manner *how)
{
    integ_context *context;
    integ_error *error;
    integ_register *reg;
    OK(integ_context_new(&context, NULL));
    OK(integ_error_new(&error));
    OK(integ_context_set_threads(context, how->threads, error));
    if (how->instructions <= integ_context_instructions(context))
        OK(integ_context_set_instructions(context, how->instructions, error));
    size_t length = expected->length + (expected->poison != NULL);
    integ_status status = load(context, expected->text, length, how->block_bytes, how->step, INTEGI_ENCODING_UTF8, &reg,
                               error);
    compare_faults(expected, error, expected->text);
    ck_assert((status == INTEG_STATUS_OK) == (expected->fault_count == 0));
    if (status == INTEG_STATUS_OK) {
        char *text = describe_register(reg);
        if (strcmp(strchr(strstr(text, "rows of t"), '\n') + 1, rows) != 0)
            ck_abort_msg("should be\n%sand is\n%s", rows, text);
        compare_texts(expected, reg);
        free(text);
    }
    integ_register_free(reg);
    integ_error_free(error);
    integ_context_free(context);
}

/* Reads a text in both ways, the second one in several manners. */
static void check_text(const char *text, size_t length, size_t manners)
{
    static const int32_t sets[] = {INTEG_INSTRUCTIONS_PORTABLE, INTEG_INSTRUCTIONS_AVX2, INTEG_INSTRUCTIONS_AVX512};
    static plain expected;
    char *rows;
    size_t size;
    expected = (plain){.text = text, .length = length};
    const char *bad = memchr(text, '\0', length), *other = memchr(text, '\xFF', length);
    if (bad == NULL || (other != NULL && other < bad))
        bad = other;
    if (bad != NULL) {
        expected.length = (size_t)(bad - text);
        expected.poison = *bad == '\0' ? "csv.nul" : "csv.not_utf8";
    }
    expected.rows = open_memstream(&rows, &size);
    plain_read(&expected, strlen("a;b;c;d\n"));
    fclose(expected.rows);
    for (size_t i = 0; i < manners; i++) {
        manner how = {i == 0 ? 0 : 16 + random_below(i % 2 ? 60 : 500),
                      random_below(3) ? SIZE_MAX : 1 + random_below(40), i % 3 == 1 ? 3 : 1, sets[random_below(3)]};
        compare(&expected, rows, &how);
    }
    for (int c = 0; c < COLUMNS; c++)
        for (int i = 0; i < expected.known_count[c]; i++)
            free(expected.known_texts[c][i]);
    free(rows);
}

static void put_pieces(FILE *out, const char *const *pieces, uint32_t count, uint32_t most)
{
    for (uint32_t n = random_below(most); n > 0; n--)
        fputs(pieces[random_below(count)], out);
}

/* A field that is sound for its column. */
static void put_field(FILE *out, int column, int quoting)
{
    static const char *const plain_pieces[] = {"x", "Ærø", "a\"b", "", "long text of many letters", "K1", "K2", "-"};
    static const char *const quoted_pieces[] = {"x", ";", "\n", "\r\n", "\"\"", "€", "\r", "Ø", "ab", "\"\"\"\""};
    bool quoted = random_below(10) < (uint32_t)quoting;
    fputs(quoted ? "\"" : "", out);
    if (column == 0 && random_below(5) > 0)
        fprintf(out, "%s%u", random_below(8) ? "" : "-", random_below(random_below(2) ? 100 : 1000000000));
    if (column == 1 && random_below(3) > 0)
        fprintf(out, "%04u-%02u-%02u", 1 + random_below(9999), 1 + random_below(12), 1 + random_below(28));
    if (column >= 2 && quoted)
        put_pieces(out, quoted_pieces, 10, 6);
    else if (column >= 2)
        put_pieces(out, plain_pieces, 8, random_below(4) == 0 ? 4 : 2);
    fputs(quoted ? "\"" : "", out);
}

static char *sound_text(size_t *length)
{
    char *text;
    uint32_t rows = random_below(60), quoting = random_below(3), ends = random_below(3);
    FILE *out = open_memstream(&text, length);
    fputs("a;b;c;d\n", out);
    for (uint32_t row = 0; row < rows; row++) {
        for (int column = 0; column < COLUMNS; column++) {
            put_field(out, column, quoting == 0 ? 0 : quoting == 1 ? 1 : 7);
            fputs(column < COLUMNS - 1 ? ";" : row + 1 == rows && random_below(4) == 0 ? ""
                                           : ends == 0 || (ends == 1 && random_below(2)) ? "\n"
                                                                                         : "\r\n", out);
        }
    }
    for (uint32_t blanks = random_below(20) == 0 ? random_below(40) : 0; blanks > 0; blanks--)
        fputs(random_below(2) ? "\n" : "\r\n", out);
    fclose(out);
    return text;
}

START_TEST(sound_files_are_read_as_by_the_plain_reader)
{
    for (int round = 0; round < 400; round++) {
        size_t length;
        char *text = sound_text(&length);
        check_text(text, length, 6);
        free(text);
    }
}
END_TEST

/* Something is changed, taken out or put in at a few places. */
START_TEST(faults_are_found_as_by_the_plain_reader)
{
    static const char *const pieces[] = {"\"", ";", "\n", "\r", "x", "\xFF", "9", "\n\n", "\"\"", "-", "\"x"};
    for (int round = 0; round < 600; round++) {
        size_t length, changed_length;
        char *text = sound_text(&length), *changed;
        FILE *out = open_memstream(&changed, &changed_length);
        uint32_t odds = random_below(2) ? 20 : 400;
        for (size_t i = 0; i < length; i++) {
            bool character = ((unsigned char)text[i] & 0xC0) != 0x80 && ((unsigned char)text[i]) < 0x80;
            bool changes = i >= strlen("a;b;c;d\n") && character && random_below(odds) == 0;
            if (changes)
                fputs(pieces[random_below(11)], out);
            if (changes && random_below(100) == 0)
                fputc('\0', out);
            if (!changes || random_below(2))
                fputc(text[i], out);
        }
        fclose(out);
        check_text(changed, changed_length, 5);
        free(changed);
        free(text);
    }
}
END_TEST

START_TEST(any_bytes_are_read_as_by_the_plain_reader)
{
    static const char *const pieces[] = {"\"", ";", "\n", "\r\n", "x", "1", "2020-02-29", "\"\"", "ø", ";;;", "\r"};
    for (int round = 0; round < 1500; round++) {
        char *text;
        size_t length;
        FILE *out = open_memstream(&text, &length);
        fputs("a;b;c;d\n", out);
        put_pieces(out, pieces, random_below(2) ? 5 : 11, random_below(2) ? 30 : 120);
        fclose(out);
        check_text(text, length, 4);
        free(text);
    }
}
END_TEST

/* Each byte of a text once stands where a block ends, for one thread and for three. */
START_TEST(blocks_may_end_anywhere)
{
    static const char text[] = "a;b;c;d\n1;2020-02-29;\"Ø;\r\n\"\"x\"\"\";K1\r\n;;;\n-22;0001-01-01;\"\";\"\n\n\"\n"
                               "3;9999-12-31;in \"the\" middle;€€€€€€€€€€\r\n4;;a long text of one row;\"quoted\"";
    for (int round = 0; round < 2; round++) {
        char *padded;
        size_t length;
        FILE *out = open_memstream(&padded, &length);
        fputs(text, out);
        for (int i = 0; round == 1 && i < 20; i++)
            fprintf(out, "\n%d;;\"%d;\n\"\"\";%s", i, i, text + sizeof text - 9);
        fclose(out);
        for (size_t block = 16; block <= length + 1; block++) {
            static plain expected;
            char *rows;
            size_t size;
            expected = (plain){.text = padded, .length = length};
            expected.rows = open_memstream(&rows, &size);
            plain_read(&expected, strlen("a;b;c;d\n"));
            fclose(expected.rows);
            ck_assert_int_eq(expected.fault_count, 0);
            for (int32_t threads = 1; threads <= 3; threads += 2)
                compare(&expected, rows, &(manner){block, SIZE_MAX, threads, (int32_t)(block % 3) + 1});
            for (int c = 0; c < COLUMNS; c++)
                for (int i = 0; i < expected.known_count[c]; i++)
                    free(expected.known_texts[c][i]);
            free(rows);
        }
        free(padded);
    }
}
END_TEST

void add_blocks(Suite *suite)
{
    add_tests(suite, "blocks",
              (const TTest *[]){sound_files_are_read_as_by_the_plain_reader, faults_are_found_as_by_the_plain_reader,
                                any_bytes_are_read_as_by_the_plain_reader, blocks_may_end_anywhere, NULL});
}
