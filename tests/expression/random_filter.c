/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "expression/differential.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Conditions at random. */

static const char *comparison_sign(randomness *from)
{
    return PICK(from, "=", "<>", "<", "<=", ">", ">=");
}

/* How the two sides of a kind are compared in SQL. */
typedef char *(*comparing)(const generator *generator, const piece *a, const char *operator, const piece *b);
typedef piece (*making)(const generator *generator);

static char *compare_plainly(const generator *generator, const piece *a, const char *operator, const piece *b)
{
    (void)generator;
    return format("%s %s %s", a->sql, operator, b->sql);
}

static piece make_numeric(const generator *generator)
{
    return random_numeric(generator, (int)random_below(generator->from, 3));
}

static piece make_boolean(const generator *generator)
{
    const char *name = PICK(generator->from, "p", "q", "v", "TRUE", "FALSE", "p", "q");
    return (piece){format("%s", name), format("%s", name), 0};
}

/* a [NOT] IN (...): the disjunction of the comparisons. */
static piece make_in(const generator *generator, making make, comparing compare)
{
    randomness *from = generator->from;
    int64_t count = random_below(from, 12) == 0 ? 40 : 1 + random_below(from, 5);
    const char *not = PICK(from, "", "NOT ");
    piece a = make(generator), made = {format("%s %sIN (", a.ours, not), format("%s(", not), 0};
    for (int64_t n = 0; n < count; n++) {
        piece item = make(generator);
        char *equal = compare(generator, &a, "=", &item);
        char *ours = format("%s%s%s", made.ours, n > 0 ? ", " : "", item.ours);
        char *sql = format("%s%s%s", made.sql, n > 0 ? " OR " : "", equal);
        free(equal);
        free_piece(&made);
        free_piece(&item);
        made = (piece){ours, sql, 0};
    }
    char *ours = format("%s)", made.ours), *sql = format("%s)", made.sql);
    free_piece(&made);
    free_piece(&a);
    return (piece){ours, sql, 0};
}

static piece make_between(const generator *generator, making make, comparing compare)
{
    const char *not = PICK(generator->from, "", "NOT ");
    piece a = make(generator), low = make(generator), high = make(generator);
    char *above = compare(generator, &a, ">=", &low), *below = compare(generator, &a, "<=", &high);
    piece made = {format("%s %sBETWEEN %s AND %s", a.ours, not, low.ours, high.ours),
                  format("%s(%s AND %s)", not, above, below), 0};
    free(above);
    free(below);
    free_piece(&a);
    free_piece(&low);
    free_piece(&high);
    return made;
}

static piece make_comparison(const generator *generator, making make, comparing compare)
{
    const char *sign = comparison_sign(generator->from);
    piece a = make(generator), b = make(generator);
    piece made = {format("%s %s %s", a.ours, sign, b.ours), compare(generator, &a, sign, &b), 0};
    free_piece(&a);
    free_piece(&b);
    return made;
}

/* `between` says whether the kind may stand in BETWEEN: truths may not. */
static piece make_condition(const generator *generator, making make, comparing compare, bool between)
{
    switch (random_below(generator->from, 8)) {
    case 0:
    case 1:
        return make_in(generator, make, compare);
    case 2:
    case 3:
        if (between)
            return make_between(generator, make, compare);
        /* fallthrough */
    default:
        return make_comparison(generator, make, compare);
    }
}

static piece like_condition(const generator *generator)
{
    static const char *const parts[] = {"a", "b", "c", "A", "%", "_", "%", "_", "\\%", "\\_", "\\\\", "é", "ø", "日",
                                        "s", "w"};
    randomness *from = generator->from;
    char pattern[100] = "", written[100] = ""; /* as SQLite has it, and with the escapes of our texts */
    const char *not = PICK(from, "", "NOT "), *fold = PICK(from, "", "", "CASEI", "ACCENTI");
    int64_t count = random_below(from, 6);
    for (int64_t i = 0; i < count; i++) {
        const char *part = parts[random_below(from, sizeof parts / sizeof *parts)];
        strcat(pattern, part);
        strcat(written, strcmp(part, "\\\\") == 0 ? "\\\\\\\\" : part);
    }
    piece of = random_text(generator);
    piece made = {format("%s %sLIKE %s('%s')", of.ours, not, fold, written),
                  format("%s %sLIKE %s('%s') ESCAPE '\\'", of.sql, not, fold, pattern), 0};
    if (*fold == '\0') { /* a pattern in parentheses is no literal */
        free_piece(&made);
        made = (piece){format("%s %sLIKE '%s'", of.ours, not, written),
                       format("%s %sLIKE '%s' ESCAPE '\\'", of.sql, not, pattern), 0};
    }
    free_piece(&of);
    return made;
}

static piece boolean_condition(const generator *generator)
{
    randomness *from = generator->from;
    int64_t choice = random_below(from, 8);
    if (choice < 2 && generator->derived) {
        const piece *definition = &generator->table->derived[2 + choice];
        return (piece){format("%s", choice == 0 ? "der_p" : "der_q"), format("(%s)", definition->sql), 0};
    }
    if (choice < 5 && generator->table->group_count > 0 && generator->derived) {
        const struct random_group *group = &generator->table->groups[random_below(from, generator->table->group_count)];
        return (piece){format("in_group('%s')", group->name), format("%s", group->sql), 0};
    }
    return choice == 5 ? make_boolean(generator) : make_condition(generator, make_boolean, compare_plainly, false);
}

static piece null_condition(const generator *generator, int depth)
{
    randomness *from = generator->from;
    const char *not = PICK(from, "", "NOT ");
    piece of;
    switch (random_below(from, 4)) {
    case 0:
        of = random_condition(generator, depth > 0 ? depth - 1 : 0);
        break;
    case 1:
        of = random_text(generator);
        break;
    case 2:
        of = random_instant(generator);
        break;
    default:
        of = random_numeric(generator, 2);
    }
    piece made = {format("(%s) IS %sNULL", of.ours, not), format("(%s) IS %sNULL", of.sql, not), 0};
    free_piece(&of);
    return made;
}

static piece joined_conditions(const generator *generator, int depth)
{
    randomness *from = generator->from;
    piece a = random_condition(generator, depth - 1), made;
    int64_t choice = random_below(from, 12);
    if (choice < 3) {
        const char *not = choice == 0 ? "NOT NOT" : "NOT";
        made = (piece){format("%s (%s)", not, a.ours), format("%s (%s)", not, a.sql), 0};
    } else {
        const char *sign = PICK(from, "AND", "OR", "AND", "OR", "AND", "OR", "=", "<>");
        piece b = random_condition(generator, depth - 1);
        made = (piece){format("(%s) %s (%s)", a.ours, sign, b.ours), format("(%s) %s (%s)", a.sql, sign, b.sql), 0};
        if (choice == 3) { /* without parentheses: AND binds closer than OR */
            const char *first = PICK(from, "AND", "OR"), *second = PICK(from, "AND", "OR");
            piece c = random_condition(generator, depth - 1);
            free_piece(&made);
            made = (piece){format("(%s) %s (%s) %s (%s)", a.ours, first, b.ours, second, c.ours),
                           format("(%s) %s (%s) %s (%s)", a.sql, first, b.sql, second, c.sql), 0};
            free_piece(&c);
        }
        free_piece(&b);
    }
    free_piece(&a);
    return made;
}

piece random_condition(const generator *generator, int depth)
{
    randomness *from = generator->from;
    if (depth > 0 && random_below(from, 3) != 0)
        return joined_conditions(generator, depth);
    switch (random_below(from, 16)) {
    case 0:
    case 1:
    case 2:
    case 3:
        return make_condition(generator, make_numeric, numeric_comparison, true);
    case 4:
    case 5:
        return make_condition(generator, random_text, compare_plainly, true);
    case 6:
        return like_condition(generator);
    case 7:
        return make_condition(generator, random_instant, compare_plainly, true);
    case 8:
    case 9:
        return random_temporal_condition(generator);
    case 10:
        return random_array_condition(generator);
    case 11:
        return generator->derived ? random_history_condition(generator) : make_boolean(generator);
    case 12:
    case 13:
        return boolean_condition(generator);
    default:
        return null_condition(generator, depth);
    }
}
