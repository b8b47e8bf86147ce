/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/. */
#include "expression/tell.h"

#include <string.h>

/* One clause for each condition. A negation goes into the clause where that means exactly the same in
 * three-valued logic: NOT a < b is a >= b, unknown where a or b is. */

const integi_node *integi_tell_strip(const integi_node *node, bool *negated)
{
    for (; node->kind == INTEGI_NODE_NOT; node = node->children[0])
        *negated = !*negated;
    return node;
}

bool integi_tell_is_condition(const integi_telling *words, const integi_node *node)
{
    int32_t type = integi_tell_type(words, node);
    return type == 0 || type == INTEG_TYPE_BOOLEAN;
}

static const integi_node *without_folds(const integi_node *node, bool *cases, bool *accents)
{
    for (; node->kind == INTEGI_NODE_CASEI || node->kind == INTEGI_NODE_ACCENTI; node = node->children[0]) {
        *cases = *cases || node->kind == INTEGI_NODE_CASEI;
        *accents = *accents || node->kind == INTEGI_NODE_ACCENTI;
    }
    return node;
}

typedef struct folds {
    bool cases, accents;
} folds;

/* Takes CASEI and ACCENTI away where all operands have the same: then it is said once, at the end. */
static bool shared_folds(const integi_node *node, folds *out)
{
    *out = (folds){false, false};
    without_folds(node->children[0], &out->cases, &out->accents);
    for (int32_t i = 1; i < node->child_count; i++) {
        folds other = {false, false};
        without_folds(node->children[i], &other.cases, &other.accents);
        if (other.cases != out->cases || other.accents != out->accents) {
            *out = (folds){false, false};
            return false;
        }
    }
    return out->cases || out->accents;
}

static const integi_node *operand(const integi_node *node, int32_t index, const folds *shared)
{
    bool cases = false, accents = false;
    const integi_node *child = node->children[index];
    return shared->cases || shared->accents ? without_folds(child, &cases, &accents) : child;
}

static void append_folds(integi_telling *words, const folds *shared)
{
    if (shared->cases && shared->accents)
        integi_tell_say(words, ", without regard to case and accents",
                        ", uden hensyn til store og små bogstaver og accenter");
    else if (shared->cases)
        integi_tell_say(words, ", without regard to case", ", uden hensyn til store og små bogstaver");
    else if (shared->accents)
        integi_tell_say(words, ", without regard to accents", ", uden hensyn til accenter");
}

/* What many readers do not expect: who is not known to be one of them is not known to be another either. */
static void append_unknown(integi_telling *words, const integi_node *value, bool quiet)
{
    if (quiet) return;
    bool named = value->kind == INTEGI_NODE_PROPERTY;
    integi_tell_say(words, " (not met where ", " (ikke opfyldt, hvis ");
    if (named)
        integi_tell_name(words, value->text, value->length);
    else
        integi_tell_say(words, "that", "det");
    integi_tell_say(words, " is unknown)", " er ukendt)");
}

/* ---- comparisons
 * ------------------------------------------------------------------------------------------- */

static int32_t opposite(int32_t operator)
{
    static const int32_t opposites[] = {INTEGI_NOT_EQUAL, INTEGI_EQUAL,   INTEGI_AT_LEAST,
                                        INTEGI_AT_MOST,   INTEGI_GREATER, INTEGI_LESS};
    return opposites[operator];
}

static int32_t mirrored(int32_t operator)
{
    static const int32_t mirrors[] = {INTEGI_EQUAL, INTEGI_NOT_EQUAL, INTEGI_GREATER,
                                      INTEGI_LESS,  INTEGI_AT_LEAST,  INTEGI_AT_MOST};
    return mirrors[operator];
}

static bool is_literal(const integi_node *node)
{
    return (node->kind >= INTEGI_NODE_TEXT && node->kind <= INTEGI_NODE_TIMESTAMP);
}

static const char *relation(const integi_telling *words, int32_t operator, int32_t type, bool literal)
{
    static const char *const numbers[][2] = {{" is ", " er "},
                                             {" is not ", " er ikke "},
                                             {" is below ", " er under "},
                                             {" is above ", " er over "},
                                             {" is at most ", " er højst "},
                                             {" is at least ", " er mindst "}};
    static const char *const instants[][2] = {{" is ", " er "},
                                              {" is not ", " er ikke "},
                                              {" is before ", " er før "},
                                              {" is after ", " er efter "},
                                              {" is at the latest ", " er senest "},
                                              {" is at the earliest ", " er tidligst "}};
    static const char *const texts[][2] = {
        {" is ", " er "},
        {" is not ", " er ikke "},
        {" comes, character by character, before ", " kommer, tegn for tegn, før "},
        {" comes, character by character, after ", " kommer, tegn for tegn, efter "},
        {" is or comes, character by character, before ", " er eller kommer, tegn for tegn, før "},
        {" is or comes, character by character, after ", " er eller kommer, tegn for tegn, efter "}};
    static const char *const same[][2] = {{" is the same as ", " er det samme som "},
                                          {" is not the same as ", " er ikke det samme som "}};
    int language = words->language == INTEG_LANGUAGE_DANISH;
    if (!literal && operator<= INTEGI_NOT_EQUAL)
        return same[operator][language];
    if (type == INTEG_TYPE_DATE || type == INTEG_TYPE_TIMESTAMP)
        return instants[operator][language];
    return (type == INTEG_TYPE_TEXT || type == INTEG_TYPE_CODE ? texts : numbers)[operator][language];
}

/* `p = TRUE` says no more than `p`. True when that is what the comparison is. */
static bool append_truth(integi_telling *words, int32_t operator, const integi_node * left,
                         const integi_node *right, bool quiet)
{
    if (right->kind != INTEGI_NODE_BOOLEAN || operator> INTEGI_NOT_EQUAL || left->kind ==
                                              INTEGI_NODE_BOOLEAN || !integi_tell_is_condition(words, left))
        return false;
    integi_tell_clause(words, left, (right->integer != 0) != (operator== INTEGI_EQUAL), quiet);
    return true;
}

static void append_comparison(integi_telling *words, const integi_node *node, bool negated, bool quiet)
{
    folds shared;
    shared_folds(node, &shared);
    const integi_node *left = operand(node, 0, &shared), *right = operand(node, 1, &shared);
    int32_t operator= negated ? opposite(node->operator) : node->operator;
    if (is_literal(left) && !is_literal(right)) {
        const integi_node *literal = left;
        left = right;
        right = literal;
        operator= mirrored(operator);
    }
    if (append_truth(words, operator, left, right, quiet)) return;
    int32_t type = integi_tell_type(words, right);
    words->uncertain = true;
    integi_tell_value(words, left, right);
    integi_buffer_text(&words->text, relation(words, operator, type> 0 ? type : integi_tell_type(words, left),
                                              is_literal(right)));
    integi_tell_value(words, right, left);
    append_folds(words, &shared);
    if (operator== INTEGI_NOT_EQUAL && is_literal(right))
        append_unknown(words, left, quiet);
    else if (operator== INTEGI_NOT_EQUAL && !quiet)
        integi_tell_say(words, " (not met where one of them is unknown)",
                        " (ikke opfyldt, hvis en af dem er ukendt)");
}

static bool is_number(const integi_node *node)
{
    return node->kind >= INTEGI_NODE_INTEGER && node->kind <= INTEGI_NODE_NUMBER;
}

/* The unit of two numbers stands once. */
static void append_low(integi_telling *words, const integi_node *value, const integi_node *low,
                       const integi_node *high)
{
    integi_tell_value(words, low, is_number(low) && is_number(high) ? NULL : value);
}

/* is below 18 or above 64 */
static void append_outside(integi_telling *words, const integi_node *value, const integi_node *low,
                           const integi_node *high, int32_t type)
{
    const char *above = relation(words, INTEGI_GREATER, type, true);
    const char *verb = integi_tell_choose(words, " is", " er");
    size_t length = strlen(verb);
    integi_buffer_text(&words->text, relation(words, INTEGI_LESS, type, true));
    append_low(words, value, low, high);
    integi_tell_say(words, " or", " eller");
    integi_buffer_text(&words->text, strncmp(above, verb, length) == 0 ? above + length : above);
    integi_tell_value(words, high, value);
}

static void append_between(integi_telling *words, const integi_node *node, bool negated, bool quiet)
{
    folds shared;
    shared_folds(node, &shared);
    const integi_node *value = operand(node, 0, &shared), *low = operand(node, 1, &shared),
                      *high = operand(node, 2, &shared);
    int32_t type = integi_tell_type(words, low);
    type = type > 0 ? type : integi_tell_type(words, value);
    words->uncertain = true;
    integi_tell_value(words, value, NULL);
    if (negated) {
        append_outside(words, value, low, high, type);
        append_folds(words, &shared);
        append_unknown(words, value, quiet);
        return;
    }
    integi_tell_say(words, " is from ", " er fra ");
    append_low(words, value, low, high);
    integi_tell_say(words, " to ", " til og med ");
    integi_tell_value(words, high, value);
    integi_tell_say(words, ", both included", "");
    append_folds(words, &shared);
}

/* ---- IN, LIKE, IS NULL
 * -------------------------------------------------------------------------------------- */

static void append_in(integi_telling *words, const integi_node *node, bool negated, bool quiet)
{
    folds shared;
    shared_folds(node, &shared);
    const integi_node *value = operand(node, 0, &shared);
    int32_t last = node->child_count - 1;
    words->uncertain = true;
    integi_tell_value(words, value, NULL);
    if (negated && last > 1)
        integi_tell_say(words, " is neither ", " er hverken ");
    else if (negated)
        integi_tell_say(words, " is not ", " er ikke ");
    else
        integi_tell_say(words, " is ", " er ");
    for (int32_t i = 1; i <= last; i++) {
        if (i > 1 && i < last)
            integi_buffer_text(&words->text, ", ");
        else if (i > 1)
            integi_tell_say(words, negated ? " nor " : " or ", " eller ");
        integi_tell_value(words, operand(node, i, &shared), value);
    }
    append_folds(words, &shared);
    if (negated) append_unknown(words, value, quiet);
}

/* The plain text of a pattern without wildcards; `length` is cut to it. False where a wildcard is in it. */
static bool plain_pattern(const char *pattern, size_t *length, char *out)
{
    size_t written = 0;
    for (size_t i = 0; i < *length; i++) {
        if (pattern[i] == '%' || pattern[i] == '_') return false;
        bool escape = pattern[i] == '\\' && i + 1 < *length &&
                      (pattern[i + 1] == '%' || pattern[i + 1] == '_' || pattern[i + 1] == '\\');
        out[written++] = pattern[i += escape];
    }
    *length = written;
    return true;
}

typedef struct pattern_words {
    const char *english, *danish, *english_not, *danish_not;
} pattern_words;

static bool ends_with_wildcard(const char *pattern, size_t length)
{
    size_t escapes = 0;
    if (length == 0 || pattern[length - 1] != '%') return false;
    while (escapes < length - 1 && pattern[length - 2 - escapes] == '\\')
        escapes++;
    return escapes % 2 == 0;
}

static void append_pattern(integi_telling *words, const integi_node *pattern, bool negated)
{
    static const pattern_words kinds[] = {
        {" is ", " er ", " is not ", " er ikke "},
        {" ends with ", " slutter med ", " does not end with ", " slutter ikke med "},
        {" begins with ", " begynder med ", " does not begin with ", " begynder ikke med "},
        {" contains ", " indeholder ", " does not contain ", " indeholder ikke "},
        {" fits the pattern ", " passer på mønstret ", " does not fit the pattern ",
         " passer ikke på mønstret "}};
    const char *text = pattern->text;
    size_t length = pattern->length;
    bool front = length > 0 && text[0] == '%', back = ends_with_wildcard(text + front, length - front);
    size_t plain = length - front - back;
    char *unescaped = integi_allocate(words->context, length + 1);
    if (unescaped == NULL) {
        words->text.failed = true;
        return;
    }
    bool simple = (plain > 0 || length == 0) && plain_pattern(text + front, &plain, unescaped);
    const pattern_words *kind = &kinds[simple ? front + 2 * back : 4];
    if (negated)
        integi_tell_say(words, kind->english_not, kind->danish_not);
    else
        integi_tell_say(words, kind->english, kind->danish);
    if (simple)
        integi_tell_quoted(words, unescaped, plain);
    else
        integi_tell_quoted(words, text, length);
    if (!simple)
        integi_tell_say(words, ", where % is any text and _ any character",
                        ", hvor % er enhver tekst og _ ethvert tegn");
    integi_release(words->context, unescaped, length + 1);
}

static void append_like(integi_telling *words, const integi_node *node, bool negated, bool quiet)
{
    folds shared;
    shared_folds(node, &shared);
    const integi_node *value = operand(node, 0, &shared), *pattern = operand(node, 1, &shared);
    words->uncertain = true;
    integi_tell_value(words, value, NULL);
    if (pattern->kind == INTEGI_NODE_TEXT) {
        append_pattern(words, pattern, negated);
    } else {
        integi_tell_say(words, negated ? " does not fit the pattern " : " fits the pattern ",
                        negated ? " passer ikke på mønstret " : " passer på mønstret ");
        integi_tell_value(words, pattern, NULL);
    }
    append_folds(words, &shared);
    if (negated) append_unknown(words, value, quiet);
}

static void append_is_null(integi_telling *words, const integi_node *node, bool negated)
{
    const integi_node *value = node->children[0];
    bool property = value->kind == INTEGI_NODE_PROPERTY;
    if (!property && integi_tell_type(words, value) == INTEG_TYPE_BOOLEAN) {
        bool uncertain = words->uncertain;
        integi_tell_say(words, negated ? "it is known whether (" : "it is unknown whether (",
                        negated ? "det er kendt, om dette gælder: (" : "det er ukendt, om dette gælder: (");
        integi_tell_clause(words, value, false, true);
        integi_buffer_byte(&words->text, ')');
        words->uncertain = uncertain;
        return;
    }
    integi_tell_value(words, value, NULL);
    integi_tell_say(words, negated ? " is known" : " is unknown", negated ? " er kendt" : " er ukendt");
}

/* ---- joined conditions in one line
 * -------------------------------------------------------------------------- */

static void append_joined(integi_telling *words, const integi_node *node, bool negated, bool quiet)
{
    bool all = node->kind == INTEGI_NODE_AND;
    if (negated) integi_tell_say(words, "it is not so that (", "dette gælder ikke: (");
    for (int32_t i = 0; i < node->child_count; i++) {
        bool inner_negated = false;
        const integi_node *child = integi_tell_strip(node->children[i], &inner_negated);
        bool nested = child->kind == INTEGI_NODE_AND || child->kind == INTEGI_NODE_OR;
        if (i > 0) integi_tell_say(words, all ? " and " : " or ", all ? " og " : " eller ");
        if (nested) integi_buffer_byte(&words->text, '(');
        integi_tell_clause(words, node->children[i], false, quiet || negated);
        if (nested) integi_buffer_byte(&words->text, ')');
    }
    if (negated) integi_buffer_byte(&words->text, ')');
    if (negated && !quiet)
        integi_tell_say(words, " (not met where that is unknown)", " (ikke opfyldt, hvis det er ukendt)");
}

static void append_plain(integi_telling *words, const integi_node *node, bool negated)
{
    words->uncertain = true;
    integi_tell_value(words, node, NULL);
    if (negated)
        integi_tell_say(words, " is false", " er falsk");
    else
        integi_tell_say(words, " is true", " er sand");
}

void integi_tell_clause(integi_telling *words, const integi_node *given, bool negated, bool quiet)
{
    const integi_node *node = integi_tell_strip(given, &negated);
    switch (node->kind) {
    case INTEGI_NODE_AND:
    case INTEGI_NODE_OR:
        append_joined(words, node, negated, quiet);
        break;
    case INTEGI_NODE_COMPARE:
        append_comparison(words, node, negated, quiet);
        break;
    case INTEGI_NODE_LIKE:
        append_like(words, node, negated, quiet);
        break;
    case INTEGI_NODE_BETWEEN:
        append_between(words, node, negated, quiet);
        break;
    case INTEGI_NODE_IN:
        append_in(words, node, negated, quiet);
        break;
    case INTEGI_NODE_IS_NULL:
        append_is_null(words, node, negated);
        break;
    case INTEGI_NODE_BOOLEAN:
        if ((node->integer != 0) != negated)
            integi_tell_say(words, "always", "altid");
        else
            integi_tell_say(words, "never", "aldrig");
        break;
    case INTEGI_NODE_FUNCTION:
        if (!integi_tell_condition_function(words, node, negated, quiet)) append_plain(words, node, negated);
        break;
    default:
        append_plain(words, node, negated);
    }
}
