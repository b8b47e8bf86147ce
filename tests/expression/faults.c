/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
/* Several faults of a text are told at once, and one fault is told once. */

#include "expression/lexer.h"
#include "expression/print.h"
#include "expression/random_tree.h"
#include "expression/suite.h"
#include "support/failing_allocator.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The columns of the faults that are told of a text, as "1 17 30". */
static void expect_columns(const char *text, const char *columns)
{
    integ_context *context;
    integ_error *error;
    integ_expression *expression;
    char found[200] = "";
    ck_assert_int_eq(integ_context_new(&context, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_error_new(&error), INTEG_STATUS_OK);
    ck_assert_int_ne(integ_expression_parse(context, text, strlen(text), NULL, &expression, error), INTEG_STATUS_OK);
    ck_assert_ptr_null(expression);
    for (int64_t i = 0; i < integ_error_count(error); i++)
        snprintf(found + strlen(found), sizeof found - strlen(found), "%s%d", i == 0 ? "" : " ",
                 (int)integ_error_column(error, i));
    ck_assert_msg(strcmp(found, columns) == 0, "%s: told at %s, expected at %s", text, found, columns);
    integ_error_free(error);
    integ_context_free(context);
}

START_TEST(faults_of_several_conditions_are_told_at_once)
{
    static const char *const texts[][2] = {
        {"a == 1 AND b = 2 AND c =", "4 25"},
        {"a = 1 AND b == 2 OR c LIKE AND d = 4 AND e != 5", "14 28 44"},
        {"age BETWEEN 18 TO 65 AND sex = AND b == 2", "16 32 39"},
        {"(a == 1 OR b = 2) AND c == 3", "5 26"},
        {"(a = 1 OR b == 2 AND d IN ()) AND c == 3", "14 28 38"},
        {"f(a == 1, b, c == 2) = 4 AND d == 5", "6 17 33"},
        {"a IN (1, 2 3, 4 5) AND b == 2", "12 17 27"},
        {"x = 99999999999999999999 AND y = DATE('2019-02-30') AND z == 1", "5 39 60"},
        {"S_INTERSECTS(a, POINT(1 2)) AND b == 1", "1 36"},
        {"CASEI(a, b) = 'x' AND b == 1", "1 26"},
        {"DATE(a b) = c AND b == 1", "8 22"}, /* and nothing about what DATE wants */
        {"a # 1 AND b == 1", "3 14"},
        {"a = 1 && b == 2 AND c == 3", "7 24"},
        {"a != 1 OR b == 2", "3 14"}};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        expect_columns(texts[i][0], texts[i][1]);
}
END_TEST

/* Where it cannot be told what belongs together, the first fault is the only one. */
START_TEST(what_only_follows_from_a_fault_is_not_told)
{
    static const char *const texts[][2] = {
        {"a = AND", "5"},
        {"a = AND AND b = 1", "5"},
        {"a = 1 b AND", "7"},
        {"a = 1) AND b == 2", "6"},
        {"(a == 1 AND b = 2", "5"},
        {"f(a b, c == 1", "5"},
        {"a = 'it's' AND b == 'it's'", "9"},
        {"a = 'x AND b == 1", "5"},
        {"a IN ['x', 'y'] AND b == 1", "6"},
        {"name = \xE2\x80\x98Rock AND Roll\xE2\x80\x99 AND b == 1", "8"}};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        expect_columns(texts[i][0], texts[i][1]);
}
END_TEST

/* What stands at each place of a text without faults. */
typedef struct pieces {
    size_t starts[400], ends[400];
    integi_token_kind kinds[400];
    int count;
} pieces;

static bool find_pieces(integ_expression *expression, pieces *out)
{
    integi_token token = {0};
    out->count = 0;
    while (integi_next_token(expression, token.end, &token, NULL) == INTEG_STATUS_OK &&
           token.kind != INTEGI_TOKEN_END) {
        if (out->count == 400)
            return false;
        out->starts[out->count] = token.start;
        out->ends[out->count] = token.end;
        out->kinds[out->count++] = token.kind;
    }
    return out->count > 0;
}

/* Puts one fault into a text: a piece is left out, stands twice, is another one, or something is put before it. */
static char *spoil(const char *text, const pieces *cut, uint64_t choice)
{
    static const char *const others[] = {"==", "og", "#", ",", "NULL", "LIKE", "AND", "=", "x", "12", "(", ")"};
    int at = (int)(choice % (uint64_t)cut->count);
    const char *other = others[choice / 4096 % 12];
    size_t size = strlen(text) * 2 + 20, start = cut->starts[at], end = cut->ends[at];
    char *spoilt = malloc(size);
    switch (choice / 65536 % 4) {
    case 0:
        snprintf(spoilt, size, "%.*s %s", (int)start, text, text + end);
        break;
    case 1:
        snprintf(spoilt, size, "%.*s %s", (int)end, text, text + start);
        break;
    case 2:
        snprintf(spoilt, size, "%.*s %s %s", (int)start, text, other, text + end);
        break;
    default:
        snprintf(spoilt, size, "%.*s %s %s", (int)start, text, other, text + start);
        break;
    }
    return spoilt;
}

static uint64_t next(uint64_t *state)
{
    uint64_t mixed = *state += UINT64_C(0x9E3779B97F4A7C15); /* splitmix64 */
    mixed = (mixed ^ (mixed >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    mixed = (mixed ^ (mixed >> 27)) * UINT64_C(0x94D049BB133111EB);
    return mixed ^ (mixed >> 31);
}

START_TEST(one_fault_is_told_once)
{
    integ_context *context;
    integ_error *error;
    int rounds = is_long_run() ? 200000 : 5000, wrong = 0, told_twice = 0;
    uint64_t state = 20261128;
    ck_assert_int_eq(integ_context_new(&context, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_error_new(&error), INTEG_STATUS_OK);
    for (int round = 0; round < rounds; round++) {
        integi_arena arena;
        integi_arena_init(&arena, context);
        integi_node *tree = random_tree(&state, &arena, 1 + (int)(next(&state) % 5));
        integi_buffer text;
        integi_buffer_init(&text, context);
        integi_print_text(&text, tree);
        integi_buffer_byte(&text, '\0');
        integ_expression *whole, *spoilt;
        pieces cut;
        ck_assert_int_eq(integ_expression_parse(context, text.bytes, text.length - 1, NULL, &whole, NULL),
                         INTEG_STATUS_OK);
        if (find_pieces(whole, &cut)) {
            char *faulty = spoil(text.bytes, &cut, next(&state));
            integ_error_clear(error);
            if (integ_expression_parse(context, faulty, strlen(faulty), NULL, &spoilt, error) != INTEG_STATUS_OK) {
                wrong++;
                if (integ_error_count(error) != 1) {
                    told_twice++;
                    char line[2][300];
                    integ_error_line_text(error, 0, INTEG_LANGUAGE_ENGLISH, line[0], sizeof line[0]);
                    integ_error_line_text(error, 1, INTEG_LANGUAGE_ENGLISH, line[1], sizeof line[1]);
                    printf("# %s\n#   was %s\n#   %s\n#   %s\n", faulty, text.bytes, line[0], line[1]);
                }
            }
            integ_expression_free(spoilt);
            free(faulty);
        }
        integ_expression_free(whole);
        integi_buffer_free(&text);
        integi_arena_free(&arena);
    }
    printf("# %d of %d texts had a fault, of which %d told more than one\n", wrong, rounds, told_twice);
    ck_assert_int_gt(wrong, rounds / 2);
    ck_assert_int_eq(told_twice, 0);
    integ_error_free(error);
    integ_context_free(context);
}
END_TEST

/* Whatever is put into a sentence is Danish too, such as what could have stood there. */
START_TEST(faults_are_told_in_whole_danish_sentences)
{
    static const struct {
        bool json;
        const char *text, *line;
    } faults[] = {
        {false, "a NOT 1", "f:1:7: fejl: her skulle der stå LIKE, BETWEEN eller IN, ikke 1"},
        {false, "a NOT", "f:1:6: fejl: udtrykket slutter for tidligt: her mangler LIKE, BETWEEN eller IN"},
        {false, "a IN (1 2)", "f:1:9: fejl: her skulle der stå , eller ), ikke 2"},
        {false, "a = 1 AND", "f:1:10: fejl: udtrykket slutter for tidligt: her mangler en værdi eller en betingelse"},
        {false, "a = )", "f:1:5: fejl: her skulle der stå en værdi eller en betingelse, ikke )"},
        {false, "a = 1 b", "f:1:7: fejl: her skulle der stå en operator eller slutningen, ikke b"},
        {false, "a = NULL", "f:1:5: fejl: NULL er ikke en værdi (skriv IS NULL eller IS NOT NULL)"},
        {true, "{\"op\": \"not\" 1}", "f:1:14: fejl: her skulle der stå , eller }, ikke 1"},
        {true, "[true false]", "f:1:7: fejl: her skulle der stå , eller ], ikke false"},
    };
    integ_context *context;
    integ_error *error;
    char line[400];
    ck_assert_int_eq(integ_context_new(&context, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_error_new(&error), INTEG_STATUS_OK);
    for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
        integ_expression *expression;
        size_t length = strlen(faults[i].text);
        integ_error_clear(error);
        integ_status status = faults[i].json ? integ_expression_parse_json(context, faults[i].text, length, "f",
                                                                           &expression, error)
                                             : integ_expression_parse(context, faults[i].text, length, "f", &expression,
                                                                      error);
        ck_assert_int_eq(status, INTEG_STATUS_SYNTAX);
        integ_error_line_text(error, 0, INTEG_LANGUAGE_DANISH, line, sizeof line);
        ck_assert_str_eq(line, faults[i].line);
    }
    integ_error_free(error);
    integ_context_free(context);
}
END_TEST

static integ_status faulty_attempt(integ_context *failing, integ_error *error, void *userdata)
{
    const char *text = userdata;
    integ_expression *expression;
    integ_status status = integ_expression_parse(failing, text, strlen(text), NULL, &expression, error);
    ck_assert_ptr_null(expression);
    return status == INTEG_STATUS_SYNTAX ? INTEG_STATUS_OK : status;
}

START_TEST(reading_on_that_finds_no_memory_leaves_nothing_behind)
{
    for_each_failing_allocation(faulty_attempt,
                                "f(a == 1, b c, 'd') = 4 AND e == 5 AND (x IN (1 2, 3) OR y LIKE) AND z = 1");
}
END_TEST

void add_faults(Suite *suite)
{
    add_tests(suite, "faults",
              (const TTest *[]){faults_of_several_conditions_are_told_at_once,
                                what_only_follows_from_a_fault_is_not_told,
                                one_fault_is_told_once, faults_are_told_in_whole_danish_sentences,
                                reading_on_that_finds_no_memory_leaves_nothing_behind,
                                NULL});
}
