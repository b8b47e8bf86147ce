/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "expression/compile.h"

#include "register/dictionary.h"

/* ---- how a function is written ---------------------------------------------------------------------------- */

#define SIGNATURE_SIZE 160

static const char *parameter_name(int32_t parameter)
{
    if (parameter == INTEGI_PARAMETER_CODE)
        return "code";
    return parameter == INTEGI_PARAMETER_FIGURE ? "number" : integ_type_name(parameter);
}

/* A function with the types of its arguments: age(date). */
static const char *signature(const integi_function *function, char text[SIGNATURE_SIZE])
{
    size_t length = strlen(function->name);
    if (function->written != NULL)
        return function->written;
    if (length + (size_t)function->parameter_count * 16 + 4 > SIGNATURE_SIZE)
        return function->name;
    memcpy(text, function->name, length);
    text[length++] = '(';
    for (int32_t i = 0; i < function->parameter_count; i++) {
        const char *type = parameter_name(function->parameters[i]);
        size_t size = strlen(type);
        memcpy(text + length, ", ", i == 0 ? 0 : 2);
        length += i == 0 ? 0 : 2;
        memcpy(text + length, type, size);
        length += size;
    }
    memcpy(text + length, ")", 2);
    return text;
}

/* ---- arguments -------------------------------------------------------------------------------------------- */

typedef struct arguments {
    const integi_function *function;
    integi_operand items[INTEGI_FUNCTION_PARAMETERS];
    int32_t count; /* that were given */
} arguments;

static bool takes(int32_t parameter, int32_t type)
{
    switch (parameter) {
    case INTEGI_PARAMETER_CODE:
        return integi_is_text(type) || type == INTEG_TYPE_INTEGER;
    case INTEGI_PARAMETER_FIGURE:
    case INTEG_TYPE_NUMBER:
        return integi_is_numeric(type);
    default:
        return type == parameter;
    }
}

static bool check_argument(integi_compiler *compiler, const integi_function *function, int32_t parameter,
                           const integi_operand *argument)
{
    int32_t wanted = function->parameters[parameter];
    if (argument->kind == INTEGI_OPERAND_NONE)
        return false;
    if (takes(wanted, argument->type))
        return true;
    INTEGI_COMPILE_FAIL(compiler, argument->node, &integi_message_expression_argument, function->name,
                        parameter_name(wanted), integi_operand_type_name(argument),
                        signature(function, (char[SIGNATURE_SIZE]){0}));
    return false;
}

static bool check_count(integi_compiler *compiler, const integi_function *function, const integi_node *node)
{
    int32_t most = function->parameter_count, fewest = most - function->optional_count;
    if (node->child_count >= fewest && node->child_count <= most)
        return true;
    char wanted[2 * INTEGI_NUMBER_SIZE];
    integi_number(wanted, fewest);
    if (fewest < most) {
        strcat(wanted, "/");
        integi_number(wanted + strlen(wanted), most);
    }
    INTEGI_COMPILE_FAIL(compiler, node, &integi_message_expression_arguments_of, function->name, wanted,
                        integi_number((char[INTEGI_NUMBER_SIZE]){0}, node->child_count),
                        signature(function, (char[SIGNATURE_SIZE]){0}));
    return false;
}

static bool compile_arguments(integi_compiler *compiler, const integi_node *node, arguments *out)
{
    bool good = true;
    out->count = node->child_count;
    for (int32_t i = 0; i < node->child_count; i++) {
        integi_compile(compiler, node->children[i], &out->items[i]);
        good = check_argument(compiler, out->function, i, &out->items[i]) && good;
    }
    return good;
}

static bool as_number(const integi_function *function, int32_t parameter)
{
    return function->parameters[parameter] == INTEG_TYPE_NUMBER;
}

/* ---- constants alone -------------------------------------------------------------------------------------- */

/* One row of constants. Texts are given a dictionary of their own. */
typedef struct one_row {
    integi_vector vectors[INTEGI_FUNCTION_PARAMETERS];
    int64_t integers[INTEGI_FUNCTION_PARAMETERS];
    double numbers[INTEGI_FUNCTION_PARAMETERS];
    uint64_t known[INTEGI_FUNCTION_PARAMETERS];
    integi_dictionary *texts;
} one_row;

static bool fill_constant(integi_compiler *compiler, const arguments *given, int32_t i, one_row *row)
{
    const integi_operand *constant = &given->items[i];
    row->known[i] = constant->known;
    row->vectors[i] = (integi_vector){&row->known[i], &row->integers[i], &row->numbers[i], constant->type,
                                      constant->decimals, NULL};
    if (!constant->known)
        return true;
    if (integi_is_text(constant->type)) {
        if (row->texts == NULL)
            row->texts = integi_dictionary_new(compiler->program->context);
        if (row->texts != NULL)
            row->integers[i] = integi_dictionary_add(row->texts, constant->text, constant->length);
        row->vectors[i].dictionary = row->texts;
        return row->texts != NULL && row->integers[i] >= 0;
    }
    if (as_number(given->function, i) || constant->type == INTEG_TYPE_NUMBER)
        row->numbers[i] = integi_constant_number(constant);
    else
        row->integers[i] = constant->integer;
    return true;
}

static void set_answer(const integi_function *function, int64_t integer, double number, integi_operand *out)
{
    if (function->result == INTEG_TYPE_NUMBER) {
        out->number = number;
        out->known = out->known && number - number == 0; /* neither NaN nor infinite */
    } else if (function->result == INTEG_TYPE_CODE) {
        out->text = out->known ? function->answers[integer] : NULL;
        out->length = out->known ? strlen(out->text) : 0;
    } else {
        out->integer = integer;
    }
}

static void fold_call(integi_compiler *compiler, const arguments *given, integi_operand *out)
{
    one_row row = {.texts = NULL};
    uint64_t known = 1;
    int64_t integer = 0;
    double number = 0;
    bool good = true;
    for (int32_t i = 0; i < given->count && good; i++) {
        good = fill_constant(compiler, given, i, &row);
        known &= given->function->takes_unknown ? 1 : row.known[i];
    }
    integi_call call = {1, row.vectors, 0, &known, &integer, &number};
    if (good && known)
        given->function->evaluate(&call);
    integi_dictionary_free(row.texts);
    if (!good) {
        integi_compile_check(compiler, -1);
        return;
    }
    out->kind = INTEGI_OPERAND_CONSTANT;
    out->known = known & 1;
    set_answer(given->function, integer, number, out);
}

/* ---- rows ------------------------------------------------------------------------------------------------- */

static integi_argument describe(const integi_compiler *compiler, const arguments *given, int32_t i)
{
    const integi_operand *operand = &given->items[i];
    integi_argument described = {operand->type, operand->decimals, NULL};
    if (as_number(given->function, i))
        described.type = INTEG_TYPE_NUMBER;
    if (integi_is_text(operand->type) && operand->kind != INTEGI_OPERAND_CONSTANT)
        described.dictionary = integi_operand_dictionary(compiler, operand);
    return described;
}

static void add_call(integi_compiler *compiler, const integi_scope_function *called, const arguments *given,
                     integi_operand *out)
{
    int32_t inputs[INTEGI_FUNCTION_PARAMETERS];
    integi_argument described[INTEGI_FUNCTION_PARAMETERS];
    const integi_function *function = given->function;
    for (int32_t i = 0; i < given->count; i++) {
        inputs[i] = as_number(function, i) ? integi_operand_numbers(compiler, &given->items[i])
                                           : integi_operand_values(compiler, &given->items[i]);
        described[i] = describe(compiler, given, i);
    }
    integi_operation call = {.kind = INTEGI_OPERATION_CALL,
                             .function = function,
                             .number = function->result == INTEG_TYPE_NUMBER};
    out->operation =
        integi_compile_check(compiler, integi_graph_add(compiler->graph, &call, inputs, given->count, described,
                                                        (size_t)given->count * sizeof *described));
    out->kind = out->operation < 0 ? INTEGI_OPERAND_NONE : INTEGI_OPERAND_VALUE;
    out->answers = called->answers;
}

static void call_function(integi_compiler *compiler, const integi_scope_function *called, const arguments *given,
                          integi_operand *out)
{
    bool constants = true;
    out->type = given->function->result;
    for (int32_t i = 0; i < given->count; i++)
        constants = constants && given->items[i].kind == INTEGI_OPERAND_CONSTANT;
    if (constants && !given->function->needs_as_of) {
        fold_call(compiler, given, out);
    } else if (given->function == &integi_function_age && given->items[0].kind == INTEGI_OPERAND_COLUMN) {
        out->kind = INTEGI_OPERAND_COLUMN;
        out->column = given->items[0].column;
        out->view = INTEGI_VIEW_AGE;
    } else {
        add_call(compiler, called, given, out);
    }
}

void integi_compile_function(integi_compiler *compiler, const integi_node *node, integi_operand *out)
{
    const integi_scope_function *called = integi_scope_find_function(compiler->scope, node->text, node->length);
    arguments given = {.function = called->function};
    if (check_count(compiler, given.function, node) && compile_arguments(compiler, node, &given))
        call_function(compiler, called, &given, out);
}
