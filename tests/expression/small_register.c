/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "expression/small_register.h"

#include <stdio.h>

#define UNKNOWN_TEXT NULL

typedef struct builder {
    integ_register_builder *builder;
    integ_status status; /* of the first call that failed */
} builder;

static void add_integers(builder *to, const char *name, int32_t type, int32_t decimals, const int64_t *values,
                         const uint8_t *known)
{
    if (to->status == INTEG_STATUS_OK)
        to->status = integ_register_builder_add_integers(to->builder, name, type, decimals, values, known, 9, NULL);
}

static void add_texts(builder *to, const char *name, int32_t type, const char *const *values)
{
    if (to->status == INTEG_STATUS_OK)
        to->status = integ_register_builder_add_texts(to->builder, name, type, values, 9, NULL);
}

static void add_derived(builder *to, const char *name, const char *expression)
{
    if (to->status == INTEG_STATUS_OK)
        to->status = integ_register_builder_add_derived(to->builder, name, expression, NULL);
}

integ_register *small_register(integ_context *given)
{
    static const int64_t p[] = {1, 1, 1, 0, 0, 0, 0, 0, 0}, q[] = {1, 0, 0, 1, 0, 0, 1, 0, 0};
    static const uint8_t p_known[] = {1, 1, 1, 1, 1, 1, 0, 0, 0}, q_known[] = {1, 1, 0, 1, 1, 0, 1, 1, 0};
    static const int64_t n[] = {-3, 0, 7, 12, INT64_MAX, INT64_MIN, 5, 5, 0};
    static const uint8_t n_known[] = {1, 1, 1, 1, 1, 1, 1, 1, 0};
    static const int64_t money[] = {-150, 0, 110, 111, 99999, 250, 1, -1, 0};
    static const int64_t born[] = {-719162, 2932896, 0, 10957, 11016, 18000, -3653, 7000, 0};
    static const int64_t at[] = {0, 86400000000, -1, 86399999999, 1, 2, 3, 4, 0};
    static const double x[] = {0.1, -2.5, 1e300, 9007199254740993.0, -0.0, 0.5, 3, 1e-300, 0};
    static const char *const code[] = {"a", "b", "æ", "a", "", "B", "c", UNKNOWN_TEXT, "aa"};
    static const char *const name[] = {"Anna",  "Åse",        "Ærø", "ana", "50%", "a_b", UNKNOWN_TEXT,
                                       "STRASSE", "Chișinău"};
    integ_context *context = given;
    integ_register *reg = NULL;
    builder to = {.builder = NULL};
    if (context == NULL && integ_context_new(&context, NULL) != INTEG_STATUS_OK)
        return NULL;
    to.status = integ_register_builder_new(context, INTEG_PURPOSE_STATISTICS, &to.builder, NULL);
    if (to.status == INTEG_STATUS_OK)
        to.status = integ_register_builder_add_snapshot(to.builder, 18262, NULL); /* 2020-01-01 */
    if (to.status == INTEG_STATUS_OK)
        to.status = integ_register_builder_add_table(to.builder, "citizen", 9, NULL);
    add_integers(&to, "p", INTEG_TYPE_BOOLEAN, 0, p, p_known);
    add_integers(&to, "q", INTEG_TYPE_BOOLEAN, 0, q, q_known);
    add_integers(&to, "n", INTEG_TYPE_INTEGER, 0, n, n_known);
    add_integers(&to, "money", INTEG_TYPE_DECIMAL, 2, money, n_known);
    add_integers(&to, "born", INTEG_TYPE_DATE, 0, born, n_known);
    add_integers(&to, "at", INTEG_TYPE_TIMESTAMP, 0, at, n_known);
    if (to.status == INTEG_STATUS_OK)
        to.status = integ_register_builder_add_numbers(to.builder, "x", x, n_known, 9, NULL);
    add_texts(&to, "code", INTEG_TYPE_CODE, code);
    add_texts(&to, "name", INTEG_TYPE_TEXT, name);
    add_derived(&to, "age", "age(born)");
    add_derived(&to, "double", "n * 2");
    add_derived(&to, "d0", "n");
    for (int i = 1; i <= 30; i++) {
        char name[16], text[40];
        snprintf(name, sizeof name, "d%d", i);
        snprintf(text, sizeof text, "d%d + d%d", i - 1, i - 1);
        add_derived(&to, name, text);
    }
    add_derived(&to, "circle", "1 + spiral");
    add_derived(&to, "spiral", "circle * 2");
    add_derived(&to, "broken", "n + nn");
    if (to.status == INTEG_STATUS_OK)
        to.status = integ_register_builder_finish(to.builder, &reg, NULL);
    integ_register_builder_free(to.builder);
    if (given == NULL)
        integ_context_free(context);
    return reg;
}
