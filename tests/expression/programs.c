/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "expression/counting.h"
#include "expression/small_register.h"
#include "expression/suite.h"
#include "register/schema.h"
#include "support/failing_allocator.h"

#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Row r has n = r, unknown for every seventh; c is one of five codes, unknown for every eleventh; x = r / 4. */
static integ_register *counted_register(integ_context *context, int64_t rows)
{
    static const char *const codes[] = {"one", "two", "three", "four", "five"};
    integ_register_builder *builder;
    integ_register *reg;
    size_t size = (size_t)rows + 1;
    int64_t *n = malloc(size * sizeof *n);
    uint8_t *known = malloc(size);
    double *x = malloc(size * sizeof *x);
    const char **c = malloc(size * sizeof *c);
    for (int64_t i = 0; i < rows; i++) {
        n[i] = i;
        known[i] = i % 7 != 0;
        x[i] = (double)i / 4;
        c[i] = i % 11 == 0 ? NULL : codes[i % 5];
    }
    ck_assert_int_eq(integ_register_builder_new(context, INTEG_PURPOSE_STATISTICS, &builder, NULL), 0);
    ck_assert_int_eq(integ_register_builder_add_snapshot(builder, 0, NULL), 0);
    ck_assert_int_eq(integ_register_builder_add_table(builder, "row", rows, NULL), 0);
    ck_assert_int_eq(integ_register_builder_add_integers(builder, "n", INTEG_TYPE_INTEGER, 0, n, known, rows, NULL), 0);
    ck_assert_int_eq(integ_register_builder_add_numbers(builder, "x", x, NULL, rows, NULL), 0);
    ck_assert_int_eq(integ_register_builder_add_texts(builder, "c", INTEG_TYPE_CODE, c, rows, NULL), 0);
    ck_assert_int_eq(integ_register_builder_finish(builder, &reg, NULL), 0);
    integ_register_builder_free(builder);
    free(n);
    free(known);
    free(x);
    free(c);
    return reg;
}

static int64_t multiples(int64_t rows, int64_t of)
{
    return (rows + of - 1) / of;
}

START_TEST(chunks_end_where_the_rows_end)
{
    static const int64_t sizes[] = {0, 1, 63, 64, 65, 127, 8191, 8192, 8193, 16384, 70001};
    integ_context *context;
    ck_assert_int_eq(integ_context_new(&context, NULL), 0);
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        int64_t rows = sizes[i];
        integ_register *reg = counted_register(context, rows);
        expect_counts(reg, "n >= 0", rows - multiples(rows, 7), multiples(rows, 7));
        expect_counts(reg, "n IS NULL", multiples(rows, 7), 0);
        expect_counts(reg, "NOT (n < 0)", rows - multiples(rows, 7), multiples(rows, 7));
        expect_counts(reg, "TRUE", rows, 0);
        expect_counts(reg, "1 / 0 = 1", 0, rows);
        expect_counts(reg, "x * 4 = x + x + x + x", rows, 0);
        expect_counts(reg, "x * 0 = 0 AND c IS NULL", multiples(rows, 11), 0);
        expect_counts(reg, "c IN ('one', 'two', 'three', 'four', 'five')", rows - multiples(rows, 11),
                      multiples(rows, 11));
        expect_counts(reg, "x < 4", rows < 16 ? rows : 16, 0);
        expect_counts(reg, "n + 0 <> n + 1", rows - multiples(rows, 7), multiples(rows, 7));
        integ_register_free(reg);
    }
    integ_context_free(context);
}
END_TEST

/* Row r has the text r, unknown for every thousandth: more texts than fit indices of two bytes. */
static integ_register *register_of_many_texts(integ_context *context, int64_t rows)
{
    integ_register_builder *builder;
    integ_register *reg;
    char(*texts)[8] = malloc((size_t)rows * sizeof *texts);
    const char **t = malloc((size_t)rows * sizeof *t);
    for (int64_t i = 0; i < rows; i++) {
        snprintf(texts[i], sizeof texts[i], "%d", (int)i);
        t[i] = i % 1000 == 0 ? NULL : texts[i];
    }
    ck_assert_int_eq(integ_register_builder_new(context, INTEG_PURPOSE_STATISTICS, &builder, NULL), 0);
    ck_assert_int_eq(integ_register_builder_add_snapshot(builder, 0, NULL), 0);
    ck_assert_int_eq(integ_register_builder_add_table(builder, "row", rows, NULL), 0);
    ck_assert_int_eq(integ_register_builder_add_texts(builder, "t", INTEG_TYPE_TEXT, t, rows, NULL), 0);
    ck_assert_int_eq(integ_register_builder_finish(builder, &reg, NULL), 0);
    integ_register_builder_free(builder);
    free(texts);
    free(t);
    return reg;
}

START_TEST(texts_may_be_too_many_for_narrow_columns)
{
    integ_context *context;
    ck_assert_int_eq(integ_context_new(&context, NULL), 0);
    integ_register *reg = register_of_many_texts(context, 100000);
    expect_counts(reg, "t LIKE '%7'", 10000, 100);
    expect_counts(reg, "t NOT LIKE '%7'", 89900, 100);
    expect_counts(reg, "t LIKE '7%'", 11111 - 11, 100);
    expect_counts(reg, "t LIKE '9999_'", 10, 100);
    expect_counts(reg, "t LIKE '%' AND t IS NOT NULL", 99900, 0);
    expect_counts(reg, "t IN ('17', '70017', '99999', '17000')", 3, 100);
    integ_register_free(reg);
    integ_context_free(context);
}
END_TEST

START_TEST(results_do_not_depend_on_the_number_of_threads)
{
    static const char *const filters[] = {"n % 3 = 1 AND x < 100000 OR c = 'two'", "NOT (c LIKE '%o%') OR n IS NULL",
                                          "n * n > 1000000 AND c < 'three'"};
    integ_context *context;
    ck_assert_int_eq(integ_context_new(&context, NULL), 0);
    integ_register *reg = counted_register(context, 900001);
    for (size_t i = 0; i < sizeof filters / sizeof *filters; i++) {
        counts one = count_rows(reg, filters[i], 1, NULL);
        ck_assert_int_eq(one.rows, 900001);
        ck_assert_int_gt(one.yes, 1000);
        for (int32_t threads = 2; threads <= 16; threads *= 2) {
            counts many = count_rows(reg, filters[i], threads, NULL);
            ck_assert_int_eq(many.status, INTEG_STATUS_OK);
            ck_assert_int_eq(many.yes, one.yes);
            ck_assert_int_eq(many.unknown, one.unknown);
            ck_assert_int_eq(many.rows, one.rows);
        }
    }
    integ_register_free(reg);
    integ_context_free(context);
}
END_TEST

typedef struct values {
    char text[400];
} values;

/* The tests run in the user's locale, which may print a comma. */
static int print_number(char *at, double number)
{
    int length = sprintf(at, "%g ", number);
    char *comma = strchr(at, ',');
    if (comma != NULL)
        *comma = '.';
    return length;
}

static void note_values(const integi_chunk *chunk, void *userdata)
{
    values *values = userdata;
    char *at = values->text + strlen(values->text);
    for (int32_t r = 0; r < 4; r++) {
        const integi_result *result = &chunk->results[r];
        for (int32_t i = 0; i < 3; i++)
            if (!(result->known[0] >> i & 1))
                at += sprintf(at, "? ");
            else if (result->numbers != NULL)
                at += print_number(at, result->numbers[i]);
            else
                at += sprintf(at, "%lld ", (long long)result->integers[i]);
        ck_assert_uint_eq(result->known[0] >> 9, 0);
    }
}

/* Text and node of an expression that is kept for the test's length. */
static const integi_node *root_of(integ_context *context, const char *text, integ_expression **expression)
{
    ck_assert_int_eq(integ_expression_parse(context, text, strlen(text), NULL, expression, NULL), 0);
    return integi_expression_root(*expression);
}

START_TEST(values_come_as_whole_numbers_or_numbers)
{
    static const char *const texts[] = {"money * 2", "x / 2", "code", "p = q"};
    static const int32_t types[] = {INTEG_TYPE_DECIMAL, INTEG_TYPE_NUMBER, INTEG_TYPE_CODE, INTEG_TYPE_BOOLEAN};
    integ_register *reg = small_register(NULL);
    integ_context *context = integi_register_context(reg);
    integ_expression *expressions[4];
    integi_scope *scope;
    integi_program *program;
    values values = {""};
    int32_t root;
    ck_assert_int_eq(integi_scope_new(context, reg, 0, &scope, NULL), 0);
    ck_assert_int_eq(integi_program_new(context, scope, &program, NULL), 0);
    for (int32_t i = 0; i < 4; i++) {
        const integi_node *node = root_of(context, texts[i], &expressions[i]);
        ck_assert_int_eq(integi_program_add_value(program, expressions[i], node, &root, NULL), 0);
        ck_assert_int_eq(root, i);
        ck_assert_int_eq(integi_program_root_type(program, i), types[i]);
        ck_assert_int_eq(integi_program_root_dictionary(program, i) != NULL, i == 2);
    }
    ck_assert_int_eq(integi_program_root_decimals(program, 0), 2);
    ck_assert_int_eq(integi_program_run(program, integ_register_snapshot(reg, 0), 0, 1, note_values, &values, NULL), 0);
    ck_assert_str_eq(values.text, "-300 0 220 0.05 -1.25 5e+299 0 1 2 1 0 ? ");
    integ_expression *folded;
    const integi_node *node = root_of(context, "CASEI(code)", &folded);
    ck_assert_int_eq(integi_program_add_value(program, folded, node, &root, NULL), INTEG_STATUS_UNSUPPORTED);
    ck_assert_int_eq(root, -1);
    integ_expression_free(folded);
    for (int32_t i = 0; i < 4; i++)
        integ_expression_free(expressions[i]);
    integi_program_free(program);
    integi_scope_free(scope);
    integ_register_free(reg);
}
END_TEST

START_TEST(age_needs_the_date_of_the_snapshot)
{
    static const char *const texts[] = {"age >= 18", "age + 1 >= 18"};
    integ_register *reg = small_register(NULL);
    integ_context *context = integi_register_context(reg);
    integ_snapshot undated = *integ_register_snapshot(reg, 0);
    undated.has_as_of = false;
    for (size_t i = 0; i < 2; i++) {
        integ_expression *expression;
        integi_scope *scope;
        integi_program *program;
        int32_t root;
        const integi_node *node = root_of(context, texts[i], &expression);
        ck_assert_int_eq(integi_scope_new(context, reg, 0, &scope, NULL), 0);
        ck_assert_int_eq(integi_program_new(context, scope, &program, NULL), 0);
        ck_assert_int_eq(integi_program_add_condition(program, expression, node, &root, NULL), 0);
        ck_assert_int_eq(integi_program_run(program, &undated, 0, 1, ignore_chunk, NULL, NULL), INTEG_STATUS_MISSING);
        ck_assert_int_eq(integi_program_run(program, integ_register_snapshot(reg, 0), 0, 1, ignore_chunk, NULL, NULL),
                         0);
        integi_program_free(program);
        integi_scope_free(scope);
        integ_expression_free(expression);
    }
    integ_register_free(reg);
}
END_TEST

/* The i-th of ten thousand conditions, all different. */
static char *ten_thousand(const char *word)
{
    char *text = malloc(10000 * 40), *at = text;
    for (int i = 0; i < 10000; i++)
        at += sprintf(at, "%sn <> %d", i == 0 ? "" : word, i * 100);
    return text;
}

START_TEST(ten_thousand_conditions_are_evaluated)
{
    integ_context *context;
    ck_assert_int_eq(integ_context_new(&context, NULL), 0);
    integ_register *reg = counted_register(context, 1000);
    char *all = ten_thousand(" AND "), *any = ten_thousand(" OR ");
    expect_counts(reg, all, 1000 - multiples(1000, 7) - 8, multiples(1000, 7)); /* not 100, 200 ... 900, but 700 */
    expect_counts(reg, any, 1000 - multiples(1000, 7), multiples(1000, 7));
    free(all);
    free(any);
    integ_register_free(reg);
    integ_context_free(context);
}
END_TEST

/* n IN every third number, one by one, and derived columns that double each other thirty times. */
START_TEST(long_lists_and_doubling_columns_stay_cheap)
{
    integ_context *context;
    ck_assert_int_eq(integ_context_new(&context, NULL), 0);
    for (int64_t rows = 100; rows <= 100000; rows *= 1000) { /* items of one byte and of four */
        integ_register *reg = counted_register(context, rows);
        char *text = malloc(400000), *at = text;
        at += sprintf(at, "n IN (-5");
        for (int64_t i = 0; i < rows && at - text < 390000; i += 3)
            at += sprintf(at, ", %lld", (long long)i);
        sprintf(at, ", 9223372036854775807)");
        int64_t expected = 0;
        for (int64_t i = 0; i < rows; i += 3)
            expected += i % 7 != 0;
        expect_counts(reg, text, expected, multiples(rows, 7));
        free(text);
        integ_register_free(reg);
    }
    integ_context_free(context);
    integ_register *reg = small_register(NULL);
    expect_counts(reg, "d30 > 0", 4, 3); /* 7, 12 and twice 5 times 2^30; the limits do not fit */
    expect_counts(reg, "age IN (0, 20, 22, 24, 26, 28, 30, 50, 60)", 5, 1);
    integ_register_free(reg);
}
END_TEST

START_TEST(equal_conditions_are_computed_once)
{
    static const char *const texts[] = {"n > 5 AND c = 'one'", "c = 'one' AND n > 5",
                                        "NOT NOT (n > 5 AND c IN ('one'))",
                                        "5 < n AND c LIKE 'on_'", "n >= 6 AND 'one' = c AND TRUE AND n > 2"};
    integ_context *context;
    ck_assert_int_eq(integ_context_new(&context, NULL), 0);
    integ_register *reg = counted_register(context, 10);
    integi_scope *scope;
    integi_program *program;
    integ_expression *expressions[5];
    int32_t root, not_root, and_root, operations = -1;
    ck_assert_int_eq(integi_scope_new(context, reg, 0, &scope, NULL), 0);
    ck_assert_int_eq(integi_program_new(context, scope, &program, NULL), 0);
    for (int32_t i = 0; i < 5; i++) {
        const integi_node *node = root_of(context, texts[i], &expressions[i]);
        ck_assert_int_eq(integi_program_add_condition(program, expressions[i], node, &root, NULL), 0);
        int32_t now = integi_program_live_operations(program);
        ck_assert_msg(i == 0 || now == operations, "%s", texts[i]);
        operations = now;
    }
    ck_assert_int_eq(integi_program_add_not(program, root, &not_root, NULL), 0);
    ck_assert_int_eq(integi_program_add_and(program, root, root, &and_root, NULL), 0);
    ck_assert_int_eq(integi_program_live_operations(program), operations + 1);
    for (int32_t i = 0; i < 5; i++)
        integ_expression_free(expressions[i]);
    integi_program_free(program);
    integi_scope_free(scope);
    integ_register_free(reg);
    integ_context_free(context);
}
END_TEST

static int32_t stop_soon(const char *step, int64_t done, int64_t total, void *userdata)
{
    (void)total;
    ck_assert_str_eq(step, "evaluate");
    return done >= *(int64_t *)userdata;
}

START_TEST(long_runs_can_be_cancelled)
{
    integ_context *context;
    int64_t limit = 3;
    ck_assert_int_eq(integ_context_new(&context, NULL), 0);
    integ_register *reg = counted_register(context, 900000);
    ck_assert_int_eq(integ_context_set_progress(context, stop_soon, &limit, NULL), 0);
    counts found = count_rows(reg, "n > 5", 2, NULL);
    ck_assert_int_eq(found.status, INTEG_STATUS_CANCELLED);
    ck_assert_int_lt(found.rows, 900000);
    integ_register_free(reg);
    integ_context_free(context);
}
END_TEST

/* Hears how far a run has come, and stops it when another thread says so. */
typedef struct listener {
    atomic_bool asked, started;
    int64_t last, calls, late;
} listener;

static int32_t listen(const char *step, int64_t done, int64_t total, void *userdata)
{
    listener *listener = userdata;
    (void)step;
    if (done <= listener->last || done > total)
        listener->late++;
    listener->last = done;
    listener->calls++;
    atomic_store(&listener->started, true);
    return atomic_load(&listener->asked);
}

static void *ask_to_stop(void *userdata)
{
    listener *listener = userdata;
    while (!atomic_load(&listener->started))
        sched_yield();
    atomic_store(&listener->asked, true);
    return NULL;
}

/* Two hundred conditions, each with a calculation of its own. */
static char *heavy_filter(void)
{
    char *text = malloc(200 * 60), *at = text;
    for (int i = 0; i < 200; i++)
        at += sprintf(at, "%s(n * %d + x) %% 7 <> %d", i == 0 ? "" : " OR ", i + 2, i % 7);
    return text;
}

START_TEST(another_thread_can_stop_a_run_and_progress_never_goes_back)
{
    integ_context *context;
    char *heavy = heavy_filter();
    ck_assert_int_eq(integ_context_new(&context, NULL), 0);
    integ_register *reg = counted_register(context, 900000);
    for (int32_t threads = 1; threads <= 4; threads++) {
        listener asked = {.last = 0}, whole = {.last = 0};
        pthread_t other;
        ck_assert_int_eq(integ_context_set_progress(context, listen, &asked, NULL), 0);
        ck_assert_int_eq(pthread_create(&other, NULL, ask_to_stop, &asked), 0);
        counts found = count_rows(reg, heavy, threads, NULL);
        ck_assert_int_eq(pthread_join(other, NULL), 0);
        ck_assert_int_eq(found.status, INTEG_STATUS_CANCELLED);
        ck_assert_int_lt(found.rows, 900000);
        ck_assert_int_eq(asked.late, 0);
        ck_assert_int_eq(integ_context_set_progress(context, listen, &whole, NULL), 0);
        found = count_rows(reg, "n >= 0", threads, NULL); /* the register answers as before */
        ck_assert_int_eq(found.yes, 900000 - multiples(900000, 7));
        ck_assert_int_eq(whole.late, 0);
        ck_assert_int_eq(whole.last, whole.calls);
    }
    integ_register_free(reg);
    integ_context_free(context);
    free(heavy);
}
END_TEST

static bool known_group(const char *name, integi_group_parts *out, void *userdata)
{
    (void)userdata;
    *out = (integi_group_parts){strcmp(name, "inner") == 0 ? "outer" : NULL, NULL, NULL};
    return true;
}

/* Everything that allocates: every kind of node and operation, groups, derived columns, folds, ranks and a run. */
static integ_status whole_course(integ_context *context, integ_error *error, void *userdata)
{
    static const char text[] =
        "(p AND NOT q OR n IN (1, 2, 5, 7, 9, 11) AND money * 2 > 1.5 AND x / n < 3) AND CASEI(ACCENTI(name)) LIKE "
        "'a%' AND code < name AND CASEI(code) IN (CASEI('A'), 'b') AND age >= 18 AND in_group('inner') AND "
        "t_after(born, INTERVAL('1950-01-01', at)) AND a_overlaps((n, 2), (3, money)) AND double > 1 AND age + 1 > 2 "
        "AND "
        "\"code\" <> 'æ' AND (n = 1) = q AND born < at AND years_between(born, DATE('2020-01-01')) > 1";
    const integ_register *reg = userdata;
    integ_expression *expression = NULL;
    integi_scope *scope = NULL;
    integi_program *program = NULL;
    int32_t root;
    integ_status status = integ_expression_parse(context, text, strlen(text), "test", &expression, error);
    if (status == INTEG_STATUS_OK)
        status = integi_scope_new(context, reg, 0, &scope, error);
    if (status == INTEG_STATUS_OK)
        integi_scope_set_groups(scope, known_group, NULL);
    if (status == INTEG_STATUS_OK)
        status = integi_program_new(context, scope, &program, error);
    if (status == INTEG_STATUS_OK)
        status = integi_program_add_condition(program, expression, integi_expression_root(expression), &root, error);
    if (status == INTEG_STATUS_OK)
        status = integi_program_add_group(program, "inner", &root, error);
    if (status == INTEG_STATUS_OK)
        status = integi_program_run(program, integ_register_snapshot(reg, 0), 0, 1, ignore_chunk, NULL, error);
    integi_program_free(program);
    integi_scope_free(scope);
    integ_expression_free(expression);
    return status;
}

START_TEST(every_allocation_may_fail)
{
    integ_register *reg = small_register(NULL);
    for_each_failing_allocation(whole_course, reg);
    integ_register_free(reg);
}
END_TEST

static integ_status check_course(integ_context *context, integ_error *error, void *userdata)
{
    integ_expression *expression = NULL;
    const char *text = userdata;
    integ_register *reg = small_register(context);
    if (reg == NULL)
        return integi_out_of_memory(error);
    integ_status status = integ_expression_parse(context, text, strlen(text), NULL, &expression, error);
    if (status == INTEG_STATUS_OK)
        status = integ_expression_check(expression, reg, NULL, NULL, error);
    integ_expression_free(expression);
    integ_register_free(reg);
    return status;
}

START_TEST(every_allocation_of_a_check_may_fail)
{
    for_each_failing_allocation(check_course, "n > 1 AND code IN ('a', 'b') AND p");
}
END_TEST

void add_programs(Suite *suite)
{
    add_tests(suite, "programs",
              (const TTest *[]){chunks_end_where_the_rows_end, texts_may_be_too_many_for_narrow_columns,
                                results_do_not_depend_on_the_number_of_threads,
                                values_come_as_whole_numbers_or_numbers, age_needs_the_date_of_the_snapshot,
                                ten_thousand_conditions_are_evaluated,
                                long_lists_and_doubling_columns_stay_cheap, equal_conditions_are_computed_once,
                                long_runs_can_be_cancelled, another_thread_can_stop_a_run_and_progress_never_goes_back,
                                every_allocation_may_fail,
                                every_allocation_of_a_check_may_fail, NULL});
}
