/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "expression/differential.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Functions at random: those over intervals, over lists and over histories. */

/* ---- intervals ---- */

typedef struct interval {
    char *ours, *start, *end; /* the ends in SQL, where open ones lie before and behind every text of an instant */
} interval;

/* What the ends of both intervals are taken from: few, so that they meet often. */
#define ENDS 3

static void choose_ends(const generator *generator, piece *ends)
{
    for (int i = 0; i < ENDS; i++) {
        ends[i] = random_instant(generator);
        const char *literal = strchr(ends[i].ours, '\''); /* without DATE or TIMESTAMP around it */
        if (literal != NULL) {
            char *ours = format("%.*s", (int)strlen(literal) - 1, literal);
            free(ends[i].ours);
            ends[i].ours = ours;
        }
    }
}

static piece interval_end(const generator *generator, const piece *ends, const char *open)
{
    if (random_below(generator->from, 5) == 0)
        return (piece){format("'..'"), format("'%s'", open), 0};
    const piece *end = &ends[random_below(generator->from, ENDS)];
    return (piece){format("%s", end->ours), format("%s", end->sql), 0};
}

static interval random_interval(const generator *generator, const piece *ends)
{
    if (random_below(generator->from, 4) == 0) {
        piece instant = random_instant(generator);
        interval made = {instant.ours, instant.sql, format("%s", instant.sql)};
        return made;
    }
    piece start = interval_end(generator, ends, ""), end = interval_end(generator, ends, "~");
    interval made = {format("INTERVAL(%s, %s)", start.ours, end.ours), start.sql, end.sql};
    free(start.ours);
    free(end.ours);
    return made;
}

/* Spells a rule in SQL: a and A are the ends of the first interval, b and B those of the second. */
static char *apply_rule(const char *rule, const interval *a, const interval *b)
{
    char *made = format("%s", "");
    for (; *rule != '\0'; rule++) {
        char letter[2] = {*rule, '\0'};
        const char *part = *rule == 'a'   ? a->start
                           : *rule == 'A' ? a->end
                           : *rule == 'b' ? b->start
                           : *rule == 'B' ? b->end
                           : *rule == '&' ? "AND"
                           : *rule == '|' ? "OR"
                           : *rule == '!' ? "NOT"
                                          : letter;
        char *longer = format("%s%s", made, part);
        free(made);
        made = longer;
    }
    return made;
}

/* From the definitions of the standard's temporal functions; & | ! are AND, OR and NOT. */
piece random_temporal_condition(const generator *generator)
{
    static const char *const rules[][2] = {
        {"T_AFTER", "a > B"},
        {"T_BEFORE", "A < b"},
        {"T_CONTAINS", "b > a & B < A"},
        {"T_DISJOINT", "A < b | B < a"},
        {"T_DURING", "a > b & A < B"},
        {"T_EQUALS", "a = b & A = B"},
        {"T_FINISHEDBY", "a < b & A = B"},
        {"T_FINISHES", "b < a & B = A"},
        {"T_INTERSECTS", "! (A < b | B < a)"},
        {"T_MEETS", "A = b"},
        {"T_METBY", "B = a"},
        {"T_OVERLAPPEDBY", "b < a & B > a & B < A"},
        {"T_OVERLAPS", "a < b & A > b & A < B"},
        {"T_STARTEDBY", "b = a & B < A"},
        {"T_STARTS", "a = b & A < B"},
    };
    const char *const *rule = rules[random_below(generator->from, 15)];
    piece ends[ENDS];
    choose_ends(generator, ends);
    interval a = random_interval(generator, ends), b = random_interval(generator, ends);
    char *sql = apply_rule(rule[1], &a, &b);
    piece made = {format("%s(%s, %s)", rule[0], a.ours, b.ours), format("(%s)", sql), 0};
    free(sql);
    free(a.ours);
    free(a.start);
    free(a.end);
    free(b.ours);
    free(b.start);
    free(b.end);
    for (int i = 0; i < ENDS; i++)
        free_piece(&ends[i]);
    return made;
}

/* ---- lists ---- */

#define ELEMENTS 4

typedef struct list {
    piece items[ELEMENTS];
    int families[ELEMENTS], count;
    char *ours;
} list;

static piece random_element(const generator *generator, int family)
{
    switch (family) {
    case 0:
        return random_numeric(generator, 1);
    case 1:
        return random_text(generator);
    case 2:
        return random_instant(generator);
    default: {
        const char *name = PICK(generator->from, "TRUE", "FALSE", "p", "q");
        return (piece){format("%s", name), format("%s", name), 0};
    }
    }
}

static list random_list(const generator *generator, int family)
{
    list made = {.count = (int)random_below(generator->from, ELEMENTS + 1), .ours = format("(")};
    for (int i = 0; i < made.count; i++) {
        made.families[i] = random_below(generator->from, 10) == 0 ? (int)random_below(generator->from, 4) : family;
        made.items[i] = random_element(generator, made.families[i]);
        char *longer = format("%s%s%s", made.ours, i > 0 ? ", " : "", made.items[i].ours);
        free(made.ours);
        made.ours = longer;
    }
    char *closed = format("%s)", made.ours);
    free(made.ours);
    made.ours = closed;
    return made;
}

static void free_list(list *list)
{
    for (int i = 0; i < list->count; i++)
        free_piece(&list->items[i]);
    free(list->ours);
}

/* Whether all, or any, of `few` are among `many`. */
static char *are_among(const generator *generator, const list *few, const char *join, const list *many)
{
    char *made = format("(%s", strcmp(join, "AND") == 0 ? "TRUE" : "FALSE");
    for (int i = 0; i < few->count; i++) {
        char *longer = format("%s %s (FALSE", made, join);
        free(made);
        made = longer;
        for (int k = 0; k < many->count; k++) {
            const piece *a = &few->items[i], *b = &many->items[k];
            if (few->families[i] != many->families[k])
                continue;
            char *equal = few->families[i] == 0 ? numeric_comparison(generator, a, "=", b)
                                                : format("%s = %s", a->sql, b->sql);
            longer = format("%s OR %s", made, equal);
            free(equal);
            free(made);
            made = longer;
        }
        longer = format("%s)", made);
        free(made);
        made = longer;
    }
    char *closed = format("%s)", made);
    free(made);
    return closed;
}

piece random_array_condition(const generator *generator)
{
    static const char *const names[] = {"A_EQUALS", "A_CONTAINS", "A_CONTAINEDBY", "A_OVERLAPS"};
    int family = (int)random_below(generator->from, 4);
    int64_t function = random_below(generator->from, 4);
    list a = random_list(generator, family), b = random_list(generator, family);
    char *forwards = are_among(generator, &a, function == 3 ? "OR" : "AND", &b);
    char *backwards = are_among(generator, &b, "AND", &a);
    piece made = {format("%s(%s, %s)", names[function], a.ours, b.ours), NULL, 0};
    made.sql = function == 0   ? format("(%s AND %s)", forwards, backwards)
               : function == 1 ? format("%s", backwards)
                               : format("%s", forwards);
    free(forwards);
    free(backwards);
    free_list(&a);
    free_list(&b);
    return made;
}

/* ---- histories ---- */

static piece history_filter(const generator *generator, int depth)
{
    randomness *from = generator->from;
    if (depth > 0 && random_below(from, 2) == 0) {
        piece a = history_filter(generator, depth - 1), b = history_filter(generator, depth - 1), made;
        const char *sign = PICK(from, "AND", "OR", "AND NOT", "OR NOT");
        made = (piece){format("(%s %s %s)", a.ours, sign, b.ours), format("(%s %s %s)", a.sql, sign, b.sql), 0};
        free_piece(&a);
        free_piece(&b);
        return made;
    }
    const char *text = PICK(from, "kind = 'course'", "kind IN ('job', 'trial')", "kind IS NULL", "kind LIKE '%o%'",
                            "amount > 4", "amount BETWEEN 2 AND 7", "amount IS NOT NULL", "amount * 2 = 6",
                            "kind <> 'job'", "FALSE", "owner > 130", "stop IS NULL");
    return (piece){format("%s", text), format("(%s)", text), 0};
}

/* A day that a history is asked about. */
static piece random_edge(const generator *generator)
{
    char text[16];
    if (random_below(generator->from, 8) == 0)
        return (piece){format("as_of()"), format("18321"), 0};
    if (random_below(generator->from, 2) == 0) {
        const char *name = PICK(generator->from, "m", "r");
        int later = random_below(generator->from, 2) == 0 ? 0 : (int)random_below(generator->from, 60) - 30;
        return later == 0 ? (piece){format("%s", name), format("%s_day", name), 0}
                          : (piece){format("add_days(%s, %d)", name, later), format("(%s_day + %d)", name, later), 0};
    }
    int64_t day = 18321 - 45 + random_below(generator->from, 90);
    write_instant(day, false, text);
    return (piece){format("DATE('%s')", text), format("%d", (int)day), 0};
}

/* The rows of the history that belong to a row of the table and that a filter finds. */
static char *linked_rows(const piece *filter)
{
    return format("FROM h WHERE h.owner = t.id AND (%s)", filter->sql);
}

static piece random_filter_argument(const generator *generator)
{
    if (random_below(generator->from, 3) == 0)
        return (piece){format("%s", ""), format("TRUE"), 0};
    piece filter = history_filter(generator, 2);
    char *ours = format(", %s", filter.ours);
    free(filter.ours);
    filter.ours = ours;
    return filter;
}

/* The table may be named as a text and as a name. */
static const char *spell_table(const generator *generator)
{
    return PICK(generator->from, "'spell'", "spell");
}

piece random_history_condition(const generator *generator)
{
    piece filter = random_filter_argument(generator), made = {.decimals = 0};
    char *rows = linked_rows(&filter);
    if (random_below(generator->from, 2) == 0) {
        made.ours = format("exists(%s%s)", spell_table(generator), filter.ours);
        made.sql = format("EXISTS (SELECT 1 %s)", rows);
    } else {
        piece day = random_edge(generator);
        made.ours = format("at_date(%s, %s%s)", spell_table(generator), day.ours, filter.ours);
        made.sql = format("(CASE WHEN %s IS NOT NULL THEN EXISTS (SELECT 1 %s AND h.start <= %s AND (h.stop IS NULL OR "
                          "h.stop >= %s)) END)",
                          day.sql, rows, day.sql, day.sql);
        free_piece(&day);
    }
    free(rows);
    free_piece(&filter);
    return made;
}

piece random_picked(const generator *generator, const char *column, const char *sql)
{
    piece filter = random_filter_argument(generator), made = {.decimals = 0};
    bool last = random_below(generator->from, 2) == 0;
    char *rows = linked_rows(&filter);
    made.ours = format("%s(%s, %s%s)", last ? "last" : "first", spell_table(generator), column, filter.ours);
    made.sql = format("(SELECT %s %s AND h.start IS NOT NULL ORDER BY h.start %s, h.rowid %s LIMIT 1)", sql, rows,
                      last ? "DESC" : "ASC", last ? "DESC" : "ASC");
    free(rows);
    free_piece(&filter);
    return made;
}

/* Goes over the days of the window one by one. */
static char *days_sql(int64_t function, const piece *from, const piece *to, const char *rows)
{
    char *covered = format("EXISTS (SELECT 1 %s AND h.start <= day AND (h.stop IS NULL OR h.stop >= day))", rows);
    char *window = format("FROM days WHERE day BETWEEN %s AND %s", from->sql, to->sql);
    char *made = function == 1 ? format("(SELECT count(*) %s AND %s)", window, covered)
                 : function == 2
                     ? format("(SELECT CAST(count(*) AS REAL) %s AND %s) / (%s - %s + 1)", window, covered, to->sql,
                              from->sql)
                     : format("(SELECT coalesce(max(length), 0) FROM (SELECT count(*) AS length FROM (SELECT day - "
                              "row_number() OVER (ORDER BY day) AS island %s AND %s %s) GROUP BY island))",
                              window, function == 3 ? "NOT" : "", covered);
    char *known = format("(CASE WHEN %s <= %s THEN %s END)", from->sql, to->sql, made);
    free(covered);
    free(window);
    free(made);
    return known;
}

piece random_history_number(const generator *generator)
{
    static const char *const names[] = {"rows", "days_covered", "coverage", "longest_gap", "longest_run"};
    if (random_below(generator->from, 4) == 0)
        return random_picked(generator, "amount", "h.amount");
    int64_t function = generator->table->may_walk_days ? random_below(generator->from, 5) : 0;
    piece filter = random_filter_argument(generator), made = {.decimals = function == 2 ? -1 : 0};
    char *rows = linked_rows(&filter);
    if (function == 0) {
        made.ours = format("rows(%s%s)", spell_table(generator), filter.ours);
        made.sql = format("(SELECT count(*) %s)", rows);
    } else {
        piece first = random_edge(generator), last = random_edge(generator);
        made.ours = format("%s(%s, %s, %s%s)", names[function], spell_table(generator), first.ours, last.ours,
                           filter.ours);
        made.sql = days_sql(function, &first, &last, rows);
        free_piece(&first);
        free_piece(&last);
    }
    free(rows);
    free_piece(&filter);
    return made;
}

/* ---- questions about histories alone ---- */

static piece number_question(const generator *generator)
{
    randomness *from = generator->from;
    piece a = random_history_number(generator), b;
    int limit = (int)random_below(from, 40);
    b = random_below(from, 3) == 0 ? random_history_number(generator)
                                   : (piece){format("%d", limit), format("%d", limit), 0};
    const char *operator = PICK(from, "=", "<>", "<", ">", "<=", ">=");
    piece made = {format("%s %s %s", a.ours, operator, b.ours), numeric_comparison(generator, &a, operator, &b), 0};
    free_piece(&a);
    free_piece(&b);
    return made;
}

static piece picked_question(const generator *generator)
{
    randomness *from = generator->from;
    piece kind = random_picked(generator, "kind", "h.kind");
    const char *asked = PICK(from, "= 'job'", "<> 'course'", "< 'job'", "IN ('job', 'none')", "NOT IN ('trial')",
                             "LIKE '%o%'", "NOT LIKE 'c%'", "IS NULL", "BETWEEN 'd' AND 'k'");
    piece made = {format("%s %s", kind.ours, asked), format("%s %s", kind.sql, asked), 0};
    free_piece(&kind);
    return made;
}

piece random_history_question(const generator *generator, int depth)
{
    randomness *from = generator->from;
    if (depth > 0 && random_below(from, 2) == 0) {
        piece a = random_history_question(generator, depth - 1), b = random_history_question(generator, depth - 1);
        const char *sign = PICK(from, "AND", "OR", "AND NOT", "OR NOT");
        piece made = {format("(%s) %s (%s)", a.ours, sign, b.ours), format("(%s) %s (%s)", a.sql, sign, b.sql), 0};
        free_piece(&a);
        free_piece(&b);
        return made;
    }
    int64_t choice = random_below(from, 4);
    return choice == 0   ? random_history_condition(generator)
           : choice == 1 ? picked_question(generator)
                         : number_question(generator);
}
