/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "expression/counting.h"
#include "expression/suite.h"
#include "support/files.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "expression/literals.h"

/* The cases that the standard's abstract test suite publishes, with its data. They are not part of the package: the
 * tests run where the environment variable INTEGRATION_SHARED, or a folder `shared` beside the source tree, leads to
 * conformance/cql2, and say that they were skipped elsewhere. */

static char folder[1024];

static bool find_folder(void)
{
    const char *shared = getenv("INTEGRATION_SHARED");
    snprintf(folder, sizeof folder, "%s/conformance/cql2",
             shared != NULL ? shared : TEST_SOURCE_DIRECTORY "/../../shared");
    char path[1100];
    snprintf(path, sizeof path, "%s/cases.csv", folder);
    FILE *file = fopen(path, "rb");
    if (file == NULL)
        return false;
    fclose(file);
    return true;
}

#define COLUMNS 64
#define ROWS 1024

typedef struct sheet {
    char *text;
    char *cells[ROWS][COLUMNS];
    int rows, columns; /* without the header, which is row 0 */
} sheet;

/* Reads one field, taking its quotes away where it stands; returns the separator behind it. */
static char read_field(char **at, char **field)
{
    char *in = *at, *out = *at;
    *field = out;
    bool quoted = *in == '"';
    in += quoted;
    while (*in != '\0' && (quoted || (*in != ',' && *in != '\n' && *in != '\r'))) {
        if (quoted && *in == '"') {
            if (in[1] != '"') {
                in++;
                break;
            }
            in++;
        }
        *out++ = *in++;
    }
    in += *in == '\r';
    char separator = *in;
    *out = '\0';
    *at = in + (separator != '\0');
    return separator;
}

static sheet *read_sheet(const char *name)
{
    char path[1200];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    sheet *sheet = calloc(1, sizeof *sheet);
    sheet->text = read_whole_file(path, NULL);
    ck_assert_ptr_nonnull(sheet->text);
    char *at = sheet->text;
    int row = 0, column = 0;
    while (*at != '\0') {
        char separator = read_field(&at, &sheet->cells[row][column++]);
        ck_assert_int_lt(column, COLUMNS);
        if (separator != ',') {
            sheet->columns = column;
            column = 0;
            ck_assert_int_lt(++row, ROWS);
        }
    }
    sheet->rows = row - 1;
    return sheet;
}

static void free_sheet(sheet *sheet)
{
    free(sheet->text);
    free(sheet);
}

static int32_t type_of(const char *name)
{
    static const struct {
        const char *name;
        int32_t type;
    } types[] = {{"fid", INTEG_TYPE_INTEGER},     {"pop_max", INTEG_TYPE_INTEGER}, {"pop_min", INTEG_TYPE_INTEGER},
                 {"pop_other", INTEG_TYPE_INTEGER}, {"POP_EST", INTEG_TYPE_NUMBER},  {"date", INTEG_TYPE_DATE},
                 {"start", INTEG_TYPE_TIMESTAMP}, {"end", INTEG_TYPE_TIMESTAMP},   {"boolean", INTEG_TYPE_BOOLEAN}};
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (strcmp(types[i].name, name) == 0)
            return types[i].type;
    return INTEG_TYPE_TEXT;
}

static int64_t read_cell(int32_t type, const char *cell)
{
    char text[64];
    int64_t value = 0;
    if (type == INTEG_TYPE_BOOLEAN)
        return strcmp(cell, "true") == 0;
    if (type == INTEG_TYPE_DATE)
        ck_assert_int_eq(integi_read_date(cell, strlen(cell), &value), INTEGI_INSTANT_OK);
    else if (type == INTEG_TYPE_TIMESTAMP)
        ck_assert_int_eq(integi_read_timestamp(text, (size_t)snprintf(text, sizeof text, "%.60sZ", cell), &value),
                         INTEGI_INSTANT_OK);
    else
        value = atoll(cell);
    return value;
}

static void add_column(integ_register_builder *builder, const sheet *sheet, int column)
{
    static int64_t integers[ROWS];
    static double numbers[ROWS];
    static uint8_t known[ROWS];
    static const char *texts[ROWS];
    const char *name = sheet->cells[0][column];
    int32_t type = type_of(name);
    for (int row = 0; row < sheet->rows; row++) {
        const char *cell = sheet->cells[row + 1][column];
        known[row] = cell[0] != '\0';
        texts[row] = known[row] ? cell : NULL;
        if (known[row] && type == INTEG_TYPE_NUMBER)
            numbers[row] = strtod(cell, NULL);
        else if (known[row] && type != INTEG_TYPE_TEXT)
            integers[row] = read_cell(type, cell);
    }
    integ_status status;
    if (type == INTEG_TYPE_TEXT)
        status = integ_register_builder_add_texts(builder, name, type, texts, sheet->rows, NULL);
    else if (type == INTEG_TYPE_NUMBER)
        status = integ_register_builder_add_numbers(builder, name, numbers, known, sheet->rows, NULL);
    else
        status = integ_register_builder_add_integers(builder, name, type, 0, integers, known, sheet->rows, NULL);
    ck_assert_int_eq(status, INTEG_STATUS_OK);
}

static integ_register *read_register(const char *name)
{
    sheet *sheet = read_sheet(name);
    integ_context *context;
    integ_register_builder *builder;
    integ_register *reg;
    ck_assert_int_eq(integ_context_new(&context, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_register_builder_new(context, INTEG_PURPOSE_STATISTICS, &builder, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_register_builder_add_snapshot(builder, 0, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_register_builder_add_table(builder, "place", sheet->rows, NULL), INTEG_STATUS_OK);
    for (int column = 0; column < sheet->columns; column++)
        add_column(builder, sheet, column);
    ck_assert_int_eq(integ_register_builder_finish(builder, &reg, NULL), INTEG_STATUS_OK);
    integ_register_builder_free(builder);
    integ_context_free(context);
    free_sheet(sheet);
    return reg;
}

enum { KIND, CLASS, ID, SOURCE, P1, P2, P3, P4, EXPECTED, JSON };

static bool passes(const integ_register *reg, char *const *row, integ_error *error)
{
    char filter[4096], line[600] = "";
    if (strcmp(row[KIND], "combination_count") == 0)
        snprintf(filter, sizeof filter, "(NOT (%s) AND %s) OR (%s AND %s) OR NOT (%s OR %s)", row[P2], row[P1],
                 row[P3], row[P4], row[P1], row[P4]);
    else
        snprintf(filter, sizeof filter, "%s", row[P1]);
    integ_error_clear(error);
    counts found = count_rows(reg, filter, 1, error);
    if (found.status == INTEG_STATUS_OK && found.yes == atoll(row[EXPECTED]))
        return true;
    integ_error_line_text(error, 0, INTEG_LANGUAGE_ENGLISH, line, sizeof line);
    printf("# %s: %s: %lld, expected %s %s\n", row[ID], filter, (long long)found.yes, row[EXPECTED], line);
    return false;
}

START_TEST(the_published_counts_of_the_standard_come_out)
{
    if (!find_folder()) {
        printf("# conformance cases are not here: skipped\n");
        return;
    }
    integ_error *error;
    ck_assert_int_eq(integ_error_new(&error), INTEG_STATUS_OK);
    integ_register *places = read_register("places.csv"), *countries = read_register("countries.csv");
    sheet *cases = read_sheet("cases.csv");
    int passed = 0, all = 0;
    for (int i = 1; i <= cases->rows; i++) {
        char *const *row = cases->cells[i];
        if (strcmp(row[KIND], "text_json_pair") == 0)
            continue;
        all++;
        passed += passes(strstr(row[SOURCE], "countries") != NULL ? countries : places, row, error);
    }
    printf("# conformance: %d of %d counts\n", passed, all);
    ck_assert_int_gt(all, 250);
    ck_assert_int_eq(passed, all);
    free_sheet(cases);
    integ_register_free(places);
    integ_register_free(countries);
    integ_error_free(error);
}
END_TEST

/* The texts of the pairs parse, but for those with spatial parts, which say so. */
START_TEST(the_published_texts_parse)
{
    if (!find_folder())
        return;
    integ_context *context;
    integ_error *error;
    ck_assert_int_eq(integ_context_new(&context, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_error_new(&error), INTEG_STATUS_OK);
    sheet *cases = read_sheet("cases.csv");
    int parsed = 0, spatial = 0, failed = 0;
    for (int i = 1; i <= cases->rows; i++) {
        char *const *row = cases->cells[i];
        integ_expression *expression;
        if (strcmp(row[KIND], "text_json_pair") != 0)
            continue;
        integ_error_clear(error);
        integ_status status = integ_expression_parse(context, row[P1], strlen(row[P1]), NULL, &expression, error);
        bool has_shape = strstr(row[P1], "S_") != NULL || strstr(row[P1], "s_intersects") != NULL;
        parsed += status == INTEG_STATUS_OK;
        spatial += status == INTEG_STATUS_UNSUPPORTED && has_shape;
        if (status != INTEG_STATUS_OK && !(status == INTEG_STATUS_UNSUPPORTED && has_shape)) {
            printf("# %s: %s: %s\n", row[ID], row[P1], integ_error_message(error, 0, INTEG_LANGUAGE_ENGLISH));
            failed++;
        }
        integ_expression_free(expression);
    }
    printf("# conformance: %d texts read, %d with spatial parts refused\n", parsed, spatial);
    ck_assert_int_eq(failed, 0);
    ck_assert_int_gt(parsed, 80);
    free_sheet(cases);
    integ_error_free(error);
    integ_context_free(context);
}
END_TEST

static bool reads_back(integ_context *context, const integ_expression *expression, bool json)
{
    integ_text *text;
    integ_expression *again;
    integ_status status = json ? integ_expression_to_json(expression, &text, NULL)
                               : integ_expression_to_text(expression, &text, NULL);
    if (status != INTEG_STATUS_OK)
        return false;
    const char *bytes = integ_text_bytes(text);
    size_t length = integ_text_length(text);
    status = json ? integ_expression_parse_json(context, bytes, length, NULL, &again, NULL)
                  : integ_expression_parse(context, bytes, length, NULL, &again, NULL);
    bool same = status == INTEG_STATUS_OK &&
                integi_node_equal(integi_expression_root(expression), integi_expression_root(again));
    integ_expression_free(again);
    integ_text_free(text);
    return same;
}

/* The JSON of an expression and a published one are the same value, whatever the order of an object's members. */
static bool is_written_as(const integ_expression *expression, const char *published)
{
    integ_text *text;
    ck_assert_int_eq(integ_expression_to_json(expression, &text, NULL), INTEG_STATUS_OK);
    json_t *ours = json_loads(integ_text_bytes(text), JSON_DECODE_ANY, NULL);
    json_t *theirs = json_loads(published, JSON_DECODE_ANY, NULL);
    bool same = ours != NULL && theirs != NULL && json_equal(ours, theirs);
    if (!same)
        printf("# other form: %s\n#  published: %s\n", integ_text_bytes(text), published);
    json_decref(ours);
    json_decref(theirs);
    integ_text_free(text);
    return same;
}

typedef struct pair_counts {
    int all, same_tree, same_json, spatial;
} pair_counts;

static void check_pair(integ_context *context, char *const *row, pair_counts *counts)
{
    integ_expression *text, *json;
    integ_status text_status = integ_expression_parse(context, row[P1], strlen(row[P1]), NULL, &text, NULL);
    integ_status json_status = integ_expression_parse_json(context, row[JSON], strlen(row[JSON]), NULL, &json, NULL);
    bool spatial = text_status == INTEG_STATUS_UNSUPPORTED && json_status == INTEG_STATUS_UNSUPPORTED;
    counts->spatial += spatial;
    counts->all += !spatial;
    if (text_status == INTEG_STATUS_OK && json_status == INTEG_STATUS_OK) {
        bool same = integi_node_equal(integi_expression_root(text), integi_expression_root(json)) &&
                    reads_back(context, text, false) && reads_back(context, text, true) &&
                    reads_back(context, json, false) && reads_back(context, json, true);
        counts->same_tree += same;
        counts->same_json += is_written_as(text, row[JSON]);
        if (!same)
            printf("# %s: %s and %s differ\n", row[ID], row[P1], row[JSON]);
    } else if (!spatial) {
        printf("# %s: %s: text %d, JSON %d\n", row[ID], row[P1], (int)text_status, (int)json_status);
    }
    integ_expression_free(text);
    integ_expression_free(json);
}

START_TEST(the_published_pairs_of_text_and_json_are_the_same)
{
    if (!find_folder())
        return;
    integ_context *context;
    ck_assert_int_eq(integ_context_new(&context, NULL), INTEG_STATUS_OK);
    sheet *cases = read_sheet("cases.csv");
    pair_counts counts = {0, 0, 0, 0};
    for (int i = 1; i <= cases->rows; i++)
        if (strcmp(cases->cells[i][KIND], "text_json_pair") == 0)
            check_pair(context, cases->cells[i], &counts);
    printf("# conformance: %d of %d pairs, %d of them letter by letter as values of JSON; %d with spatial parts "
           "refused\n",
           counts.same_tree, counts.all, counts.same_json, counts.spatial);
    ck_assert_int_gt(counts.all, 90);
    ck_assert_int_eq(counts.same_tree, counts.all);
    free_sheet(cases);
    integ_context_free(context);
}
END_TEST

void add_conformance(Suite *suite)
{
    add_tests(suite, "conformance",
              (const TTest *[]){the_published_counts_of_the_standard_come_out, the_published_texts_parse,
                                the_published_pairs_of_text_and_json_are_the_same, NULL});
}
