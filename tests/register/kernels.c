/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
/* The loops that read fields, for every set of instructions, against reading each field by itself. */

#include "register/csv.h"
#include "register/csv_kernels.h"
#include "register/csv_value.h"
#include "register/suite.h"

#include <stdlib.h>
#include <string.h>

static uint64_t state = 20261123;

static uint32_t random_below(uint32_t limit)
{
    state = state * UINT64_C(6364136223846793005) + 1442695040888963407u;
    return (uint32_t)((state >> 33) % limit);
}

static int kernel_sets(const integi_csv_kernels **out)
{
    int32_t best = INTEG_INSTRUCTIONS_PORTABLE;
    integ_context *context;
    OK(integ_context_new(&context, NULL));
    best = integ_context_instructions(context);
    integ_context_free(context);
    for (int32_t i = INTEG_INSTRUCTIONS_PORTABLE; i <= best; i++)
        out[i - INTEG_INSTRUCTIONS_PORTABLE] = integi_csv_kernels_for(i);
    return best - INTEG_INSTRUCTIONS_PORTABLE + 1;
}

/* What a field of the type may look like, and what it just may not. */
static void put_value(FILE *out, const integi_column_definition *definition, char point)
{
    bool dated = definition->type == INTEG_TYPE_DATE;
    const char *pattern = integi_date_formats[definition->date_format];
    if (random_below(8) == 0)
        return;
    if (definition->type == INTEG_TYPE_CODE) {
        for (uint32_t n = random_below(random_below(3) ? 4 : 40); n > 0; n--)
            fputc("abc\x80"[random_below(4)], out);
        return;
    }
    for (size_t i = 0; dated && pattern[i] != '\0'; i++) {
        static const char likely[] = "0011223456789";
        fputc(random_below(60) == 0 ? '/' : pattern[i] < 'a' ? pattern[i] : likely[random_below(13)], out);
    }
    if (dated)
        return;
    fputs(random_below(3) ? "" : random_below(9) ? "-" : "+", out);
    for (uint32_t n = random_below(random_below(3) ? 7 : 22); n > 0; n--)
        fputc(random_below(60) == 0 ? ' ' : "0123456789"[random_below(10)], out);
    if (random_below(2)) {
        fputc(random_below(20) ? point : '.', out);
        for (uint32_t n = random_below(random_below(3) ? 4 : 20); n > 0; n--)
            fputc(random_below(60) == 0 ? ',' : random_below(2) ? '0' : "0123456789"[random_below(10)], out);
    }
}

/* One field with its place in a text, read by a kernel; `known` and `item` as the exact way gives them. */
static bool read_field(const integi_csv_kernels *kernels, integi_csv_column *column, const integi_csv_span *span,
                       uint8_t *known, int64_t *item)
{
    uint32_t number = 0;
    int32_t date = 0;
    bool done;
    *known = 1;
    switch (column->kind) {
    case INTEGI_CSV_INTEGERS:
        return kernels->integers(column, span, item, known);
    case INTEGI_CSV_DECIMALS:
        return kernels->decimals(column, span, item, known);
    case INTEGI_CSV_NUMBERS:
        return kernels->numbers(column, span, item, known);
    case INTEGI_CSV_DATES:
        done = kernels->dates(column, span, &date);
        *known = date != INTEGI_CSV_NO_DATE;
        *item = date;
        return done;
    default:
        done = kernels->texts(column, span, &number);
        *known = number != 0;
        *item = number;
        return done;
    }
}

static void check_definition(const integi_csv_kernels *const *sets, int set_count,
                             const integi_column_definition *definition, char point, int rounds)
{
    integ_context *context;
    integi_csv_column columns[4];
    OK(integ_context_new(&context, NULL));
    for (int i = 0; i <= set_count; i++)
        ck_assert(integi_csv_column_init(&columns[i], context, definition, point));
    for (int round = 0; round < rounds; round++) {
        char room[3 * INTEGI_CSV_SLACK_BYTES + 100], *value;
        size_t length;
        FILE *out = open_memstream(&value, &length);
        put_value(out, definition, point);
        fclose(out);
        memset(room, "90.,-x"[round % 6], sizeof room);
        char *text = room + INTEGI_CSV_SLACK_BYTES;
        memcpy(text, value, length);
        bool expected_known;
        int64_t expected;
        const integi_message *fault = integi_csv_column_value(&columns[0], text, length, &expected_known, &expected);
        for (int i = 0; i < set_count; i++) {
            uint32_t start = 0, end = (uint32_t)length;
            uint8_t known = 9;
            int64_t item = 77;
            integi_csv_span span = {text, &start, &end, 0, 1, 1};
            bool done = read_field(sets[i], &columns[i + 1], &span, &known, &item);
            if (done != (fault == NULL) || (done && (known != expected_known || (known && item != expected))))
                ck_abort_msg("set %d, type %s, decimals %d: '%s' is %d, %d, %lld instead of %d, %d, %lld", i,
                             integ_type_name(definition->type), (int)definition->decimals, value, done, known,
                             (long long)item, fault == NULL, expected_known, (long long)expected);
        }
        free(value);
    }
    for (int i = 0; i <= set_count; i++)
        integi_csv_column_free(&columns[i]);
    integ_context_free(context);
}

START_TEST(fields_are_what_reading_each_by_itself_gives)
{
    const integi_csv_kernels *sets[3];
    int count = kernel_sets(sets);
    integi_column_definition definition = {.name = "c", .type = INTEG_TYPE_INTEGER};
    check_definition(sets, count, &definition, '.', 20000);
    definition.thousands = '.';
    check_definition(sets, count, &definition, ',', 5000);
    definition.type = INTEG_TYPE_DECIMAL;
    for (definition.decimals = 0; definition.decimals <= 18; definition.decimals++)
        check_definition(sets, count, &definition, ',', 4000);
    definition.decimals = 2;
    definition.thousands = '\0';
    check_definition(sets, count, &definition, '.', 20000);
    definition.type = INTEG_TYPE_NUMBER;
    check_definition(sets, count, &definition, '.', 20000);
    definition.type = INTEG_TYPE_DATE;
    for (definition.date_format = 0; definition.date_format < INTEGI_DATE_FORMATS; definition.date_format++)
        check_definition(sets, count, &definition, '.', 20000);
    definition.type = INTEG_TYPE_CODE;
    definition.date_format = 0;
    definition.dictionary = (integi_dictionary *)&definition; /* only whether there is one matters */
    check_definition(sets, count, &definition, '.', 20000);
}
END_TEST

START_TEST(every_day_of_ten_thousand_years_is_read)
{
    const integi_csv_kernels *sets[3];
    int count = kernel_sets(sets);
    integ_context *context;
    integi_csv_column column;
    integi_column_definition definition = {.name = "c", .type = INTEG_TYPE_DATE};
    OK(integ_context_new(&context, NULL));
    ck_assert(integi_csv_column_init(&column, context, &definition, '.'));
    char room[3 * INTEGI_CSV_SLACK_BYTES] = "";
    for (integ_date date = INTEG_DATE_MINIMUM; date <= INTEG_DATE_MAXIMUM; date++) {
        uint32_t start = INTEGI_CSV_SLACK_BYTES, end = start + 10;
        integi_csv_span span = {room, &start, &end, 0, 1, 1};
        int32_t found = 0;
        integ_date_to_text(date, room + start);
        if (!sets[date % count < 0 ? 0 : date % count]->dates(&column, &span, &found) || found != date)
            ck_abort_msg("%s is %d", room + start, (int)found);
    }
    integi_csv_column_free(&column);
    integ_context_free(context);
}
END_TEST

/* Against going through it byte by byte. */
static void check_scan(const integi_csv_kernels *kernels, const char *text, size_t length)
{
    static uint32_t ends[20000], expected[20000];
    integi_csv_survey found;
    integi_csv_scan scan, exact;
    int64_t feeds = 0;
    bool lone = false;
    kernels->survey(text, length, &found);
    for (size_t i = 0; i < length; i++) {
        feeds += text[i] == '\n';
        lone = lone || (text[i] == '\r' && (i + 1 == length || text[i + 1] != '\n'));
    }
    ck_assert_int_eq(found.feeds, feeds);
    ck_assert(found.lone_return == lone && found.returns == (memchr(text, '\r', length) != NULL));
    ck_assert(found.quotes == (memchr(text, '"', length) != NULL) && found.nul == (memchr(text, '\0', length) != NULL));
    integi_csv_scan_begin(&exact, text, length, ';');
    size_t wanted = integi_csv_exact_ends(&exact, sizeof expected / sizeof *expected, expected), count = 0;
    integi_csv_scan_begin(&scan, text, length, ';');
    while (scan.at < length)
        count += (found.quotes ? kernels->quoted_ends : kernels->ends)(&scan, 1 + random_below(200), ends + count);
    if (scan.unsound)
        return;
    ck_assert_uint_eq(count, wanted);
    ck_assert(memcmp(ends, expected, count * sizeof *ends) == 0);
    ck_assert(!found.quotes || exact.feeds == scan.feeds);
    ck_assert_int_eq(scan.inside != 0, integi_csv_exact_inside(&exact));
    integi_csv_scan_begin(&scan, text, length, ';');
    integi_csv_scan_begin(&exact, text, length, ';');
    ck_assert_uint_eq(kernels->last_end(&scan), integi_csv_exact_last_end(&exact));
}

START_TEST(ends_of_fields_are_those_of_the_exact_search)
{
    static const char *const pieces[] = {"abc", ";", "\n", "\r\n", "\"", "\"\"", "\"x\";", "\"\n;\";", "\xC3\xB8",
                                         "7777777"};
    const integi_csv_kernels *sets[3];
    int count = kernel_sets(sets);
    for (int round = 0; round < 3000; round++) {
        char room[4000 + 2 * INTEGI_CSV_SLACK_BYTES] = "", *text = room + INTEGI_CSV_SLACK_BYTES;
        uint32_t kinds = random_below(2) ? 4 : 10, most = random_below(2) ? 40 : 400;
        size_t length = 0;
        for (uint32_t n = random_below(most); n > 0; n--) {
            const char *piece = pieces[random_below(kinds)];
            memcpy(text + length, piece, strlen(piece));
            length += strlen(piece);
        }
        memset(text + length, "\n\";a"[round % 4], INTEGI_CSV_SLACK_BYTES);
        for (int i = 0; i < count; i++)
            check_scan(sets[i], text, length);
    }
}
END_TEST

void add_kernels(Suite *suite)
{
    add_tests(suite, "kernels",
              (const TTest *[]){fields_are_what_reading_each_by_itself_gives, every_day_of_ten_thousand_years_is_read,
                                ends_of_fields_are_those_of_the_exact_search, NULL});
}
