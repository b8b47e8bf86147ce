/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/. */
#include "expression/normal.h"

#include "base/buffer.h"
#include "expression/history.h"
#include "expression/lexer.h"
#include "expression/messages.h"

#include <stdlib.h>
#include <string.h>

bool integi_digests_add(integ_context *context, integi_digests *digests, const integi_digest *added)
{
    void *items = digests->items;
    if (!integi_grow(context, &items, &digests->capacity, digests->count, sizeof *digests->items))
        return false;
    digests->items = items;
    digests->items[digests->count++] = *added;
    return true;
}

void integi_digests_free(integ_context *context, integi_digests *digests)
{
    integi_release(context, digests->items, digests->capacity * sizeof *digests->items);
    *digests = (integi_digests){NULL, 0, 0};
}

int integi_digest_compare(const void *a, const void *b)
{
    return memcmp(a, b, sizeof(integi_digest));
}

void integi_digests_sort(integi_digests *digests)
{
    size_t kept = 0;
    if (digests->count > 1)
        qsort(digests->items, digests->count, sizeof *digests->items, integi_digest_compare);
    for (size_t i = 0; i < digests->count; i++)
        if (i == 0 || integi_digest_compare(&digests->items[i], &digests->items[kept - 1]) != 0)
            digests->items[kept++] = digests->items[i];
    digests->count = kept;
}

/* A word ends with its NUL and a text has its length before it, so that no two nodes are written alike. */
static void begin(integi_sha256 *hash, const char *word)
{
    integi_sha256_init(hash);
    integi_sha256_add(hash, word, strlen(word) + 1);
}

static void add_text(integi_sha256 *hash, const char *text, size_t length)
{
    unsigned char size[8];
    for (int i = 0; i < 8; i++)
        size[i] = (unsigned char)((uint64_t)length >> (56 - 8 * i));
    integi_sha256_add(hash, size, sizeof size);
    integi_sha256_add(hash, text, length);
}

static void digest_of_text(const char *word, const char *text, size_t length, integi_digest *out)
{
    integi_sha256 hash;
    begin(&hash, word);
    add_text(&hash, text, length);
    integi_sha256_finish(&hash, out->bytes);
}

static void digest_of_all(const char *word, const integi_digest *operands, size_t count, integi_digest *out)
{
    integi_sha256 hash;
    begin(&hash, word);
    integi_sha256_add(&hash, operands, count * sizeof *operands);
    integi_sha256_finish(&hash, out->bytes);
}

void integi_digests_all(integi_digests *digests, integi_digest *out)
{
    integi_digests_sort(digests);
    if (digests->count == 1)
        *out = digests->items[0];
    else
        digest_of_all("and", digests->items, digests->count, out);
}

void integi_normal_fingerprint(const char *population, const integi_digest *digest, char *text)
{
    integi_sha256 hash;
    integi_digest whole;
    begin(&hash, population == NULL ? "definition 1" : "definition in a table 1");
    if (population != NULL) add_text(&hash, population, strlen(population));
    integi_sha256_add(&hash, digest, sizeof *digest);
    integi_sha256_finish(&hash, whole.bytes);
    integi_sha256_text(whole.bytes, text);
}

const char *integi_named_group(const integi_node *node)
{
    bool names = integi_names_group(node) && integi_same_word(node->text, node->length, "in_group");
    return names ? node->children[0]->text : NULL;
}

/* ---- leaves
 * ------------------------------------------------------------------------------------------------ */

/* Only where two values are compared are 12.5 and 12.50 the same: in a calculation the decimals count. */
static void digest_decimal(integi_decimal decimal, bool compared, integi_digest *out)
{
    char text[2 * INTEGI_NUMBER_SIZE];
    while (compared && decimal.decimals > 0 && decimal.coefficient % 10 == 0) {
        decimal.coefficient /= 10;
        decimal.decimals--;
    }
    char coefficient[INTEGI_NUMBER_SIZE], decimals[INTEGI_NUMBER_SIZE];
    integi_number(coefficient, decimal.coefficient);
    integi_number(decimals, decimal.decimals);
    size_t length = strlen(coefficient);
    memcpy(text, coefficient, length);
    text[length++] = 'e';
    text[length++] = '-';
    memcpy(text + length, decimals, strlen(decimals) + 1);
    digest_of_text("decimal", text, strlen(text), out);
}

static integ_status digest_number(integi_normal *normal, double number, integi_digest *out)
{
    integi_buffer text;
    integi_buffer_init(&text, normal->context);
    integi_buffer_number(&text, number);
    bool failed = text.failed;
    if (!failed) digest_of_text("number", text.bytes, text.length, out);
    integi_buffer_free(&text);
    return failed ? integi_out_of_memory(normal->error) : INTEG_STATUS_OK;
}

static void digest_integer(const char *word, int64_t integer, integi_digest *out)
{
    char text[INTEGI_NUMBER_SIZE];
    integi_number(text, integer);
    digest_of_text(word, text, strlen(text), out);
}

/* Names of functions are the same in any case. */
static void add_function_name(integi_sha256 *hash, const integi_node *node)
{
    unsigned char size[8] = {0};
    for (int i = 0; i < 8; i++)
        size[i] = (unsigned char)((uint64_t)node->length >> (56 - 8 * i));
    integi_sha256_add(hash, size, sizeof size);
    for (size_t i = 0; i < node->length; i++) {
        char letter = node->text[i];
        letter = letter >= 'A' && letter <= 'Z' ? (char)(letter - 'A' + 'a') : letter;
        integi_sha256_add(hash, &letter, 1);
    }
}

static integ_status digest_leaf(integi_normal *normal, const integi_node *node, bool compared,
                                integi_digest *out)
{
    switch (node->kind) {
    case INTEGI_NODE_PROPERTY:
        digest_of_text("property", node->text, node->length, out);
        break;
    case INTEGI_NODE_TEXT:
        digest_of_text("text", node->text, node->length, out);
        break;
    case INTEGI_NODE_INTEGER:
        digest_integer("integer", node->integer, out);
        break;
    case INTEGI_NODE_DECIMAL:
        digest_decimal(node->decimal, compared, out);
        break;
    case INTEGI_NODE_NUMBER:
        return digest_number(normal, node->number, out);
    case INTEGI_NODE_BOOLEAN:
        digest_of_all(node->integer != 0 ? "true" : "false", NULL, 0, out);
        break;
    case INTEGI_NODE_DATE:
        digest_integer("date", node->integer, out);
        break;
    case INTEGI_NODE_TIMESTAMP:
        digest_integer("timestamp", node->integer, out);
        break;
    default:
        digest_of_all("unbounded", NULL, 0, out);
    }
    return INTEG_STATUS_OK;
}

/* ---- nodes with operands
 * ----------------------------------------------------------------------------------- */

static integ_status digest_node(integi_normal *normal, const integi_node *node, bool compared,
                                integi_digest *out);

/* Two negations leave everything as it was, the unknown too. */
static const integi_node *without_double_negation(const integi_node *node)
{
    while (node->kind == INTEGI_NODE_NOT && node->children[0]->kind == INTEGI_NODE_NOT)
        node = node->children[0]->children[0];
    return node;
}

/* Appends the operands of a connective, those of connectives of the same kind in it included. */
static integ_status append(integi_normal *normal, integi_node_kind kind, const integi_node *given,
                           integi_digests *into)
{
    const integi_node *node = without_double_negation(given);
    integ_status status = INTEG_STATUS_OK;
    if (node->kind == kind) {
        for (int32_t i = 0; i < node->child_count && status == INTEG_STATUS_OK; i++)
            status = append(normal, kind, node->children[i], into);
        return status;
    }
    const char *group = kind == INTEGI_NODE_AND && normal->groups != NULL ? integi_named_group(node) : NULL;
    if (group != NULL) return normal->groups(normal, group, into);
    integi_digest digest;
    status = digest_node(normal, node, false, &digest);
    if (status == INTEG_STATUS_OK && !integi_digests_add(normal->context, into, &digest))
        status = integi_out_of_memory(normal->error);
    return status;
}

integ_status integi_normal_conditions(integi_normal *normal, const integi_node *node, integi_digests *into)
{
    return append(normal, INTEGI_NODE_AND, node, into);
}

static integ_status digest_connective(integi_normal *normal, const integi_node *node, integi_digest *out)
{
    integi_digests operands = {NULL, 0, 0};
    integ_status status = append(normal, node->kind, node, &operands);
    if (status == INTEG_STATUS_OK && node->kind == INTEGI_NODE_AND) {
        integi_digests_all(&operands, out);
    } else if (status == INTEG_STATUS_OK) {
        integi_digests_sort(&operands);
        if (operands.count == 1)
            *out = operands.items[0];
        else
            digest_of_all("or", operands.items, operands.count, out);
    }
    integi_digests_free(normal->context, &operands);
    return status;
}

/* A group in another snapshot stands for what it means, as one operand of the function. */
static integ_status digest_earlier_group(integi_normal *normal, const integi_node *name, integi_digests *out)
{
    integi_digests conditions = {NULL, 0, 0};
    integi_digest digest;
    integ_status status = normal->groups(normal, name->text, &conditions);
    if (status == INTEG_STATUS_OK) {
        integi_digests_all(&conditions, &digest);
        if (!integi_digests_add(normal->context, out, &digest)) status = integi_out_of_memory(normal->error);
    }
    integi_digests_free(normal->context, &conditions);
    return status;
}

static integ_status digest_operands(integi_normal *normal, const integi_node *node, bool compared,
                                    integi_digests *out)
{
    bool earlier = normal->groups != NULL && integi_names_group(node);
    integ_status status = earlier ? digest_earlier_group(normal, node->children[0], out) : INTEG_STATUS_OK;
    for (int32_t i = earlier; i < node->child_count && status == INTEG_STATUS_OK; i++) {
        integi_digest digest;
        const integi_node *child = node->children[i];
        if (i == 0 && integi_history_of(node) != NULL) /* a table is the same as a text and as a name */
            digest_of_text("text", child->text, child->length, &digest);
        else
            status = digest_node(normal, child, compared, &digest);
        if (status == INTEG_STATUS_OK && !integi_digests_add(normal->context, out, &digest))
            status = integi_out_of_memory(normal->error);
    }
    return status;
}

/* `a > b` is written as `b < a`; what is equal or not is so in either order. */
static void digest_comparison(int32_t operator, integi_digest * operands, integi_digest *out)
{
    static const char *const words[] = {"=", "<>", "<", "<", "<=", "<="};
    bool symmetric = operator== INTEGI_EQUAL || operator== INTEGI_NOT_EQUAL;
    bool turned = operator== INTEGI_GREATER || operator==
        INTEGI_AT_LEAST ||(symmetric &&integi_digest_compare(&operands[0], &operands[1]) > 0);
    if (turned) {
        integi_digest first = operands[0];
        operands[0] = operands[1];
        operands[1] = first;
    }
    digest_of_all(words[operator], operands, 2, out);
}

/* The value stays before the items, which are a set. */
static void digest_in(const integi_digests *operands, integi_digest *out)
{
    integi_digests items = {operands->items + 1, operands->count - 1, 0};
    integi_digests_sort(&items);
    digest_of_all("in", operands->items, items.count + 1, out);
}

static void digest_call(const integi_node *node, const integi_digests *arguments, integi_digest *out)
{
    integi_sha256 hash;
    begin(&hash, "function");
    add_function_name(&hash, node);
    integi_sha256_add(&hash, arguments->items, arguments->count * sizeof *arguments->items);
    integi_sha256_finish(&hash, out->bytes);
}

static void join_operands(const integi_node *node, integi_digests *operands, integi_digest *out)
{
    static const char *const signs[] = {"+", "-", "*", "/", "div", "%", "^"};
    static const char *const words[] = {
        [INTEGI_NODE_NOT] = "not",          [INTEGI_NODE_LIKE] = "like",   [INTEGI_NODE_BETWEEN] = "between",
        [INTEGI_NODE_IS_NULL] = "is null",  [INTEGI_NODE_CASEI] = "casei", [INTEGI_NODE_ACCENTI] = "accenti",
        [INTEGI_NODE_INTERVAL] = "interval"};
    switch (node->kind) {
    case INTEGI_NODE_COMPARE:
        digest_comparison(node->operator, operands->items, out);
        break;
    case INTEGI_NODE_IN:
        digest_in(operands, out);
        break;
    case INTEGI_NODE_ARITHMETIC:
        digest_of_all(signs[node->operator], operands->items, operands->count, out);
        break;
    case INTEGI_NODE_FUNCTION:
        digest_call(node, operands, out);
        break;
    case INTEGI_NODE_ARRAY: /* lists are compared as sets */
        integi_digests_sort(operands);
        digest_of_all("array", operands->items, operands->count, out);
        break;
    default:
        digest_of_all(words[node->kind], operands->items, operands->count, out);
    }
}

static bool compares(const integi_node *node)
{
    return node->kind == INTEGI_NODE_COMPARE || node->kind == INTEGI_NODE_BETWEEN ||
           node->kind == INTEGI_NODE_IN;
}

static integ_status digest_with_operands(integi_normal *normal, const integi_node *node, integi_digest *out)
{
    integi_digests operands = {NULL, 0, 0};
    const char *group = normal->groups != NULL ? integi_named_group(node) : NULL;
    integ_status status = group != NULL ? normal->groups(normal, group, &operands)
                                        : digest_operands(normal, node, compares(node), &operands);
    if (status == INTEG_STATUS_OK && group != NULL)
        integi_digests_all(&operands, out);
    else if (status == INTEG_STATUS_OK)
        join_operands(node, &operands, out);
    integi_digests_free(normal->context, &operands);
    return status;
}

static integ_status digest_node(integi_normal *normal, const integi_node *given, bool compared,
                                integi_digest *out)
{
    const integi_node *node = without_double_negation(given);
    if (normal->depth >= INTEGI_EXPRESSION_DEPTH)
        return INTEGI_FAIL(normal->error, NULL, &integi_message_expression_depth,
                           integi_number((char[INTEGI_NUMBER_SIZE]){0}, INTEGI_EXPRESSION_DEPTH));
    normal->depth++;
    integ_status status;
    if (node->kind == INTEGI_NODE_AND || node->kind == INTEGI_NODE_OR)
        status = digest_connective(normal, node, out);
    else if (node->child_count == 0 && node->kind != INTEGI_NODE_FUNCTION && node->kind != INTEGI_NODE_ARRAY)
        status = digest_leaf(normal, node, compared, out);
    else
        status = digest_with_operands(normal, node, out);
    normal->depth--;
    return status;
}

integ_status integi_normal_digest(integi_normal *normal, const integi_node *node, integi_digest *out)
{
    return digest_node(normal, node, false, out);
}
