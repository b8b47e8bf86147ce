/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "cohort/suite.h"
#include "integration/cohort.h"
#include "support/failing_allocator.h"
#include "support/people.h"

#include <stdio.h>
#include <string.h>

static integ_context *context;
static const char *table; /* that filters are about; NULL: the main one */

static integ_groups *new_groups(void)
{
    integ_groups *groups;
    ck_assert_int_eq(integ_groups_new(context, &groups, NULL), INTEG_STATUS_OK);
    return groups;
}

static void add(integ_groups *groups, const char *name, const char *title, const char *within, const char *where,
                const char *population)
{
    integ_expression *expression = NULL;
    if (where != NULL)
        ck_assert_int_eq(integ_expression_parse(context, where, strlen(where), "groups", &expression, NULL),
                         INTEG_STATUS_OK);
    ck_assert_int_eq(integ_groups_add(groups, name, title, within, expression, population, NULL), INTEG_STATUS_OK);
    integ_expression_free(expression);
}

static integ_groups *some_groups(const char *region, int oldest)
{
    integ_groups *groups = new_groups();
    char where[80];
    snprintf(where, sizeof where, "region <> '%s' AND region IS NOT NULL", region);
    add(groups, "broad", "Alle med anden baggrund", NULL, where, NULL);
    snprintf(where, sizeof where, "age BETWEEN 18 AND %d", oldest);
    add(groups, "grown", "Voksne", NULL, where, NULL);
    add(groups, "women", NULL, "broad", "sex = 'F'", NULL);
    add(groups, "target", "Kvinder uden arbejde", "women", "in_group('grown') AND (NOT employed OR in_group('poor'))",
        NULL);
    add(groups, "poor", "Fattige", "broad", "income < 1000", NULL);
    add(groups, "everybody", "Alle", NULL, NULL, NULL);
    add(groups, "inside", "Også alle", "everybody", NULL, NULL);
    return groups;
}

static void expect_text(integ_text *text, const char *expected)
{
    ck_assert_msg(strcmp(integ_text_bytes(text), expected) == 0, "%s\nexpected\n%s", integ_text_bytes(text), expected);
    integ_text_free(text);
}

static void expect_words(const integ_groups *groups, const char *name, const integ_register *reg, int32_t language,
                         const char *expected)
{
    integ_text *text;
    ck_assert_int_eq(integ_groups_to_words(groups, name, reg, language, &text, NULL), INTEG_STATUS_OK);
    expect_text(text, expected);
}

/* ---- in words ------------------------------------------------------------------------------------------------ */

START_TEST(a_group_is_told_with_all_that_it_builds_on)
{
    people these = people_new(10, INTEG_PURPOSE_STATISTICS, 1);
    context = these.context;
    integ_groups *groups = some_groups("danish", 64);
    expect_words(groups, "target", these.reg, INTEG_LANGUAGE_DANISH,
                 "Kvinder uden arbejde (target)\n"
                 "Borgere, for hvem alt dette gælder:\n"
                 "– er i gruppen women, hvor alt dette gælder:\n"
                 "  – er i gruppen »Alle med anden baggrund« (broad), hvor alt dette gælder:\n"
                 "    – region er ikke danish (ikke opfyldt, hvis region er ukendt)\n"
                 "    – region er kendt\n"
                 "  – sex er F\n"
                 "– er i gruppen »Voksne« (grown)\n"
                 "– mindst ét af dette gælder:\n"
                 "  – employed er falsk\n"
                 "  – er i gruppen »Fattige« (poor)\n"
                 "\n"
                 "Voksne (grown)\n"
                 "Borgere, for hvem dette gælder:\n"
                 "– age er fra 18 til og med 64\n"
                 "\n"
                 "Fattige (poor)\n"
                 "Borgere, for hvem alt dette gælder:\n"
                 "– er i gruppen »Alle med anden baggrund« (broad) som ovenfor\n"
                 "– income er under 1000\n"
                 "Borgere, for hvem det ikke kan afgøres, fordi noget er ukendt, er ikke med.\n");
    expect_words(groups, "women", NULL, INTEG_LANGUAGE_ENGLISH,
                 "women\n"
                 "Citizens for whom all of these hold:\n"
                 "– is in the group “Alle med anden baggrund” (broad), where all of these hold:\n"
                 "  – region is not danish (not met where region is unknown)\n"
                 "  – region is known\n"
                 "– sex is F\n"
                 "Citizens for whom that cannot be told, because something is unknown, are not included.\n");
    integ_groups_free(groups);
    people_free(&these);
}
END_TEST

START_TEST(groups_without_conditions_are_told)
{
    ck_assert_int_eq(integ_context_new(&context, NULL), INTEG_STATUS_OK);
    integ_groups *groups = some_groups("danish", 64);
    add(groups, "firms", NULL, NULL, NULL, "firm");
    add(groups, "small", NULL, "firms", "size < 10 OR size IS NULL", NULL);
    add(groups, "named", "Borgere", NULL, "age > 5", "citizen");
    expect_words(groups, "everybody", NULL, INTEG_LANGUAGE_DANISH, "Alle (everybody)\nAlle borgere.\n");
    expect_words(groups, "inside", NULL, INTEG_LANGUAGE_DANISH,
                 "Også alle (inside)\nBorgere, for hvem dette gælder:\n"
                 "– er i gruppen »Alle« (everybody), som alle er i\n");
    expect_words(groups, "inside", NULL, INTEG_LANGUAGE_ENGLISH,
                 "Også alle (inside)\nCitizens for whom this holds:\n"
                 "– is in the group “Alle” (everybody), which everybody is in\n");
    expect_words(groups, "firms", NULL, INTEG_LANGUAGE_ENGLISH, "firms\nAll rows of firm.\n");
    expect_words(groups, "small", NULL, INTEG_LANGUAGE_DANISH,
                 "small\nRækker i firm, for hvilke alt dette gælder:\n"
                 "– er i gruppen firms, som alle er i\n"
                 "– mindst ét af dette gælder:\n"
                 "  – size er under 10\n"
                 "  – size er ukendt\n"
                 "Rækker i firm, for hvilke det ikke kan afgøres, fordi noget er ukendt, er ikke med.\n");
    expect_words(groups, "named", NULL, INTEG_LANGUAGE_DANISH,
                 "Borgere (named)\nBorgere, for hvem dette gælder:\n– age er over 5\n"
                 "Borgere, for hvem det ikke kan afgøres, fordi noget er ukendt, er ikke med.\n");
    integ_groups_free(groups);
    integ_context_free(context);
}
END_TEST

/* ---- fingerprints -------------------------------------------------------------------------------------------- */

static void group_fingerprint(const integ_groups *groups, const char *name, char *out)
{
    integ_text *text;
    ck_assert_int_eq(integ_groups_fingerprint(groups, name, &text, NULL), INTEG_STATUS_OK);
    ck_assert_uint_eq(integ_text_length(text), 64);
    memcpy(out, integ_text_bytes(text), 65);
    integ_text_free(text);
}

static void filter_fingerprint(const char *filter, char *out)
{
    integ_expression *expression;
    integ_text *text;
    ck_assert_int_eq(integ_expression_parse(context, filter, strlen(filter), NULL, &expression, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_expression_fingerprint(expression, &text, NULL), INTEG_STATUS_OK);
    memcpy(out, integ_text_bytes(text), 65);
    integ_text_free(text);
    integ_expression_free(expression);
}

START_TEST(a_group_has_the_fingerprint_of_all_its_conditions)
{
    char group[65], filter[65];
    ck_assert_int_eq(integ_context_new(&context, NULL), INTEG_STATUS_OK);
    integ_groups *groups = some_groups("danish", 64);
    group_fingerprint(groups, "women", group);
    filter_fingerprint("sex = 'F' AND region <> 'danish' AND region IS NOT NULL", filter);
    ck_assert_str_eq(group, filter);
    group_fingerprint(groups, "target", group);
    filter_fingerprint("age BETWEEN 18 AND 64 AND (NOT employed OR (income < 1000 AND NOT region IS NULL AND region <> "
                       "'danish')) AND sex = 'F' AND region <> 'danish' AND region IS NOT NULL",
                       filter);
    ck_assert_str_eq(group, filter);
    group_fingerprint(groups, "everybody", group);
    group_fingerprint(groups, "inside", filter);
    ck_assert_str_eq(group, filter);
    integ_groups_free(groups);
    integ_context_free(context);
}
END_TEST

START_TEST(names_and_titles_do_not_change_a_fingerprint_but_definitions_below_do)
{
    char first[65], second[65];
    ck_assert_int_eq(integ_context_new(&context, NULL), INTEG_STATUS_OK);
    integ_groups *groups = some_groups("danish", 64), *older = some_groups("danish", 66),
                 *other = some_groups("nordic", 64);
    integ_groups *renamed = new_groups();
    add(renamed, "a", "En", NULL, "region IS NOT NULL AND (region <> 'danish')", NULL);
    add(renamed, "b", "To", "a", "'F' = sex", NULL);
    group_fingerprint(groups, "women", first);
    group_fingerprint(renamed, "b", second);
    ck_assert_str_eq(first, second);
    group_fingerprint(older, "women", second);
    ck_assert_str_eq(first, second);
    group_fingerprint(other, "women", second);
    ck_assert_str_ne(first, second);
    group_fingerprint(groups, "target", first);
    group_fingerprint(older, "target", second);
    ck_assert_str_ne(first, second);
    add(renamed, "c", NULL, NULL, "sex = 'F'", "firm");
    add(renamed, "d", NULL, NULL, "sex = 'F'", NULL);
    group_fingerprint(renamed, "c", first);
    group_fingerprint(renamed, "d", second);
    ck_assert_str_ne(first, second);
    integ_groups_free(groups);
    integ_groups_free(older);
    integ_groups_free(other);
    integ_groups_free(renamed);
    integ_context_free(context);
}
END_TEST

/* Each group names the one below twice: what would double at every step is looked at once. */
START_TEST(groups_that_are_named_again_and_again_are_looked_at_once)
{
    char name[20] = "g0", where[80], first[65];
    ck_assert_int_eq(integ_context_new(&context, NULL), INTEG_STATUS_OK);
    integ_groups *groups = new_groups();
    add(groups, name, NULL, NULL, "age > 5", NULL);
    for (int i = 1; i < 30; i++) {
        snprintf(where, sizeof where, "in_group('%s') AND (in_group('%s') OR in_group('%s') AND x = %d)", name, name,
                 name, i);
        snprintf(name, sizeof name, "g%d", i);
        add(groups, name, NULL, i > 1 ? "g1" : NULL, where, NULL);
    }
    group_fingerprint(groups, name, first);
    integ_definition_difference *difference;
    integ_text *text;
    ck_assert_int_eq(integ_definition_difference_of_groups(groups, "g1", groups, name, &difference, NULL),
                     INTEG_STATUS_OK);
    ck_assert_int_eq(integ_definition_difference_count(difference), 28);
    integ_definition_difference_free(difference);
    ck_assert_int_eq(integ_groups_to_words(groups, name, NULL, INTEG_LANGUAGE_DANISH, &text, NULL), INTEG_STATUS_OK);
    ck_assert_uint_lt(integ_text_length(text), 20000);
    integ_text_free(text);
    integ_groups_free(groups);
    integ_context_free(context);
}
END_TEST

/* ---- differences --------------------------------------------------------------------------------------------- */

typedef struct change {
    int32_t kind;
    const char *before, *after, *group;
} change;

static void expect_optional(const char *found, const char *expected)
{
    ck_assert_msg(found == NULL || expected == NULL ? found == expected : strcmp(found, expected) == 0,
                  "%s, expected %s", found == NULL ? "NULL" : found, expected == NULL ? "NULL" : expected);
}

static void expect_changes(const integ_definition_difference *difference, const change *changes, int64_t count)
{
    ck_assert_int_eq(integ_definition_difference_count(difference), count);
    ck_assert_int_eq(integ_definition_difference_is_same(difference), count == 0);
    for (int64_t i = 0; i < count; i++) {
        ck_assert_int_eq(integ_definition_difference_kind(difference, i), changes[i].kind);
        expect_optional(integ_definition_difference_before(difference, i), changes[i].before);
        expect_optional(integ_definition_difference_after(difference, i), changes[i].after);
        expect_optional(integ_definition_difference_group(difference, i), changes[i].group);
    }
    ck_assert_int_eq(integ_definition_difference_kind(difference, count), 0);
    ck_assert_int_eq(integ_definition_difference_kind(difference, -1), 0);
    ck_assert_ptr_null(integ_definition_difference_before(difference, count));
    ck_assert_ptr_null(integ_definition_difference_after(difference, count));
    ck_assert_ptr_null(integ_definition_difference_group(difference, count));
}

static integ_definition_difference *compare_filters(const char *before, const char *after)
{
    integ_expression *old, *new;
    integ_definition_difference *difference;
    ck_assert_int_eq(integ_expression_parse(context, before, strlen(before), NULL, &old, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_expression_parse(context, after, strlen(after), NULL, &new, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_definition_difference_of_filters(old, new, NULL, table, &difference, NULL), INTEG_STATUS_OK);
    integ_expression_free(old);
    integ_expression_free(new);
    return difference;
}

static void expect_difference(const char *before, const char *after, const char *danish, const char *english)
{
    integ_definition_difference *difference = compare_filters(before, after);
    integ_text *text;
    ck_assert_int_eq(integ_definition_difference_to_words(difference, NULL, INTEG_LANGUAGE_DANISH, &text, NULL),
                     INTEG_STATUS_OK);
    expect_text(text, danish);
    ck_assert_int_eq(integ_definition_difference_to_words(difference, NULL, INTEG_LANGUAGE_ENGLISH, &text, NULL),
                     INTEG_STATUS_OK);
    expect_text(text, english);
    integ_definition_difference_free(difference);
}

START_TEST(conditions_are_matched_by_what_they_are_about)
{
    ck_assert_int_eq(integ_context_new(&context, NULL), INTEG_STATUS_OK);
    integ_definition_difference *difference =
        compare_filters("age BETWEEN 18 AND 64 AND sex='F' AND age > 3 AND exists('a', x = 1) AND NOT exists('b')",
                        "sex = 'F' AND 66 >= age AND exists('b') AND age between 18 and 66 AND p AND sex = 'F'");
    expect_changes(difference,
                   (change[]){{INTEG_DIFFERENCE_CHANGED, "age > 3", "66 >= age", NULL},
                              {INTEG_DIFFERENCE_CHANGED, "NOT exists('b')", "exists('b')", NULL},
                              {INTEG_DIFFERENCE_CHANGED, "age BETWEEN 18 AND 64", "age BETWEEN 18 AND 66", NULL},
                              {INTEG_DIFFERENCE_ADDED, NULL, "p", NULL},
                              {INTEG_DIFFERENCE_REMOVED, "exists('a', x = 1)", NULL, NULL}},
                   5);
    integ_definition_difference_free(difference);
    difference = compare_filters("(a = 1 AND b = 2) AND NOT NOT (c = 3)", "c = 3 AND 2 = b AND a = 1 AND b = 2");
    expect_changes(difference, NULL, 0);
    integ_definition_difference_free(difference);
    integ_context_free(context);
}
END_TEST

START_TEST(differences_are_told_in_both_languages)
{
    ck_assert_int_eq(integ_context_new(&context, NULL), INTEG_STATUS_OK);
    expect_difference(
        "age BETWEEN 18 AND 64 AND sex = 'F' AND (a = 1 OR b = 2)",
        "age BETWEEN 18 AND 66 AND region <> 'danish' AND (a = 1 OR b = 3 OR NOT p)",
        "– ændret: før »age er fra 18 til og med 64«, nu »age er fra 18 til og med 66«\n"
        "– tilføjet: region er ikke danish (ikke opfyldt, hvis region er ukendt)\n"
        "– ændret: før »a er 1 eller b er 2«, nu »a er 1 eller b er 3 eller p er falsk«\n"
        "– fjernet: sex er F\n",
        "– changed: before “age is from 18 to 64, both included”, now “age is from 18 to 66, both included”\n"
        "– added: region is not danish (not met where region is unknown)\n"
        "– changed: before “a is 1 or b is 2”, now “a is 1 or b is 3 or p is false”\n"
        "– removed: sex is F\n");
    expect_difference("a = 1", "1 = a", "Definitionen betyder det samme som før.\n",
                      "The definition means the same as before.\n");
    integ_context_free(context);
}
END_TEST

START_TEST(differences_follow_what_groups_build_on)
{
    integ_definition_difference *difference;
    integ_text *text;
    ck_assert_int_eq(integ_context_new(&context, NULL), INTEG_STATUS_OK);
    integ_groups *before = some_groups("danish", 64), *after = some_groups("nordic", 66);
    ck_assert_int_eq(integ_definition_difference_of_groups(before, "target", after, "target", &difference, NULL),
                     INTEG_STATUS_OK);
    integ_groups_free(before); /* the difference keeps what it needs */
    integ_groups_free(after);
    const char *choice = "NOT employed OR in_group('poor')";
    expect_changes(difference,
                   (change[]){{INTEG_DIFFERENCE_CHANGED, "region <> 'danish'", "region <> 'nordic'", "broad"},
                              {INTEG_DIFFERENCE_CHANGED, "age BETWEEN 18 AND 64", "age BETWEEN 18 AND 66", "grown"},
                              {INTEG_DIFFERENCE_CHANGED, choice, choice, "target"}},
                   3);
    ck_assert_int_eq(integ_definition_difference_to_words(difference, NULL, INTEG_LANGUAGE_DANISH, &text, NULL),
                     INTEG_STATUS_OK);
    expect_text(
        text, "– ændret: før »region er ikke danish (ikke opfyldt, hvis region er ukendt)«, nu »region er ikke nordic "
              "(ikke opfyldt, hvis region er ukendt)« – i gruppen »Alle med anden baggrund« (broad)\n"
              "– ændret: før »age er fra 18 til og med 64«, nu »age er fra 18 til og med 66« – i gruppen »Voksne« "
              "(grown)\n"
              "– ændret i det, den bygger på: employed er falsk eller er i gruppen »Fattige« (poor)\n");
    integ_definition_difference_free(difference);
    integ_context_free(context);
}
END_TEST

START_TEST(another_population_is_a_change)
{
    integ_definition_difference *difference;
    integ_text *text;
    people these = people_new(10, INTEG_PURPOSE_STATISTICS, 1);
    context = these.context;
    integ_groups *groups = new_groups();
    add(groups, "a", NULL, NULL, "age > 5", NULL);
    add(groups, "b", NULL, NULL, "age > 5", "firm");
    ck_assert_int_eq(integ_definition_difference_of_groups(groups, "a", groups, "b", &difference, NULL),
                     INTEG_STATUS_OK);
    expect_changes(difference, (change[]){{INTEG_DIFFERENCE_POPULATION, NULL, "firm", NULL}}, 1);
    ck_assert_int_eq(integ_definition_difference_to_words(difference, NULL, INTEG_LANGUAGE_ENGLISH, &text, NULL),
                     INTEG_STATUS_OK);
    expect_text(text, "– selected from firm, before from the main table\n");
    ck_assert_int_eq(integ_definition_difference_to_words(difference, NULL, INTEG_LANGUAGE_DANISH, &text, NULL),
                     INTEG_STATUS_OK);
    expect_text(text, "– vælges fra firm, før fra hovedtabellen\n");
    integ_definition_movement *movement;
    ck_assert_int_eq(integ_definition_difference_count_movement(difference, these.snapshot, &movement, NULL),
                     INTEG_STATUS_UNKNOWN_NAME);
    ck_assert_ptr_null(movement);
    integ_definition_difference_free(difference);
    integ_groups_free(groups);
    people_free(&these);
}
END_TEST

/* ---- movements ----------------------------------------------------------------------------------------------- */

static integ_definition_movement *movement_of(const people *these, const char *before, const char *after)
{
    integ_definition_movement *movement;
    integ_definition_difference *difference = compare_filters(before, after);
    ck_assert_int_eq(integ_definition_difference_count_movement(difference, these->snapshot, &movement, NULL),
                     INTEG_STATUS_OK);
    integ_definition_difference_free(difference);
    return movement;
}

/* SQLite's IS TRUE and IS NULL tell the three values apart. */
static void expect_movement(const people *these, const char *before, const char *after)
{
    static const char *const tests[] = {"",
                                        "(%s) IS TRUE OR 0 AND (%s)",
                                        "0 AND (%s) OR (%s) IS TRUE",
                                        "(%s) IS NOT TRUE AND (%s) IS TRUE",
                                        "(%s) IS TRUE AND (%s) IS NOT TRUE",
                                        "(%s) IS TRUE AND (%s) IS TRUE",
                                        "(%s) IS NOT NULL AND (%s) IS NULL"};
    integ_definition_movement *movement = movement_of(these, before, after);
    for (int32_t figure = 1; figure <= INTEG_MOVEMENT_FIGURES; figure++) {
        char condition[512], question[600];
        snprintf(condition, sizeof condition, tests[figure], before, after);
        snprintf(question, sizeof question, "SELECT count(*) FROM citizen WHERE %s", condition);
        ck_assert_int_eq(integ_definition_movement_count_unprotected(movement, figure), people_ask(these, question));
        ck_assert_int_eq(integ_definition_movement_count(movement, NULL, figure), people_ask(these, question));
    }
    ck_assert_int_eq(integ_definition_movement_count_unprotected(movement, 0), 0);
    ck_assert_int_eq(integ_definition_movement_count_unprotected(movement, INTEG_MOVEMENT_FIGURES + 1), 0);
    ck_assert_int_eq(integ_definition_movement_count(movement, NULL, 0), -1);
    integ_definition_movement_free(movement);
}

START_TEST(movements_are_counted_as_sqlite_does)
{
    people these = people_new(5000, INTEG_PURPOSE_STATISTICS, 1);
    context = these.context;
    expect_movement(&these, "age BETWEEN 18 AND 64", "age BETWEEN 18 AND 66");
    expect_movement(&these, "age > 30 AND sex = 'F'", "age > 25 AND region <> 'danish'");
    expect_movement(&these, "sex = 'F' OR age IS NULL", "NOT (sex = 'F' AND age > 40)");
    expect_movement(&these, "age > 30", "age > 30");
    expect_movement(&these, "age > 30", "age > 300");
    people_free(&these);
}
END_TEST

static void expect_shown(const people *these, const integ_disclosure *rule, int64_t before_from, int64_t before_to,
                         int64_t after_from, int64_t after_to, const char *shown)
{
    static const char names[] = "-baelsu";
    char before[80], after[80], found[INTEG_MOVEMENT_FIGURES + 1] = "";
    size_t length = 0;
    snprintf(before, sizeof before, "number BETWEEN %d AND %d", (int)before_from, (int)before_to);
    snprintf(after, sizeof after, "number BETWEEN %d AND %d", (int)after_from, (int)after_to);
    integ_definition_movement *movement = movement_of(these, before, after);
    for (int32_t figure = 1; figure <= INTEG_MOVEMENT_FIGURES; figure++) {
        int64_t count = integ_definition_movement_count(movement, rule, figure);
        if (count >= 0) {
            ck_assert_int_eq(count, integ_definition_movement_count_unprotected(movement, figure));
            found[length++] = names[figure];
        }
    }
    ck_assert_msg(strcmp(found, shown) == 0, "%s, expected %s, for %s then %s", found, shown, before, after);
    integ_definition_movement_free(movement);
}

/* The main table. */
static void add_firms(integ_register_builder *builder, const int64_t *numbers)
{
    ck_assert_int_eq(integ_register_builder_add_table(builder, "firm", 100, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_register_builder_add_integers(builder, "id", INTEG_TYPE_INTEGER, 0, numbers, NULL, 100, NULL),
                     INTEG_STATUS_OK);
    ck_assert_int_eq(integ_register_builder_set_key(builder, "id", NULL), INTEG_STATUS_OK);
}

static void link_to_firms(integ_register_builder *builder, const int64_t *companies)
{
    ck_assert_int_eq(
        integ_register_builder_add_integers(builder, "company", INTEG_TYPE_INTEGER, 0, companies, NULL, 100, NULL),
        INTEG_STATUS_OK);
    ck_assert_int_eq(integ_register_builder_set_link(builder, "company", "firm", NULL), INTEG_STATUS_OK);
}

/* Numbers from 1 to 100, one for each citizen. `linked`: each works for a company of his own, but for twelve from 51 on
 * who work for two. */
static people numbered_people(bool linked)
{
    int64_t numbers[100], companies[100];
    people these = {.database = NULL};
    integ_register_builder *builder;
    for (int64_t i = 0; i < 100; i++)
        companies[i] = i >= 50 && i < 62 ? 51 + i % 2 : i + 1;
    for (int64_t i = 0; i < 100; i++)
        numbers[i] = i + 1;
    ck_assert_int_eq(integ_context_new(&these.context, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_register_builder_new(these.context, INTEG_PURPOSE_STATISTICS, &builder, NULL),
                     INTEG_STATUS_OK);
    ck_assert_int_eq(integ_register_builder_add_snapshot(builder, 0, NULL), INTEG_STATUS_OK);
    if (linked)
        add_firms(builder, numbers);
    ck_assert_int_eq(integ_register_builder_add_table(builder, "citizen", 100, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(
        integ_register_builder_add_integers(builder, "number", INTEG_TYPE_INTEGER, 0, numbers, NULL, 100, NULL),
        INTEG_STATUS_OK);
    if (linked)
        link_to_firms(builder, companies);
    ck_assert_int_eq(integ_register_builder_finish(builder, &these.reg, NULL), INTEG_STATUS_OK);
    integ_register_builder_free(builder);
    these.snapshot = integ_register_snapshot(these.reg, 0);
    return these;
}

START_TEST(what_is_shown_of_a_movement_gives_no_small_number_away)
{
    people these = numbered_people(false);
    integ_disclosure *rule;
    integ_text *text;
    context = these.context;
    ck_assert_int_eq(integ_disclosure_new(context, &rule, NULL), INTEG_STATUS_OK);
    expect_shown(&these, rule, 1, 50, 11, 60, "baelsu");  /* ten enter, ten leave */
    expect_shown(&these, rule, 1, 50, 1, 55, "baelsu");   /* five enter */
    expect_shown(&these, rule, 1, 50, 1, 54, "bu");       /* four enter: the sizes differ by four */
    expect_shown(&these, rule, 1, 50, 5, 50, "bu");       /* four leave */
    expect_shown(&these, rule, 1, 50, 5, 54, "bau");      /* four and four: the sizes are the same */
    expect_shown(&these, rule, 1, 50, 4, 90, "bau");      /* three leave behind forty */
    expect_shown(&these, rule, 1, 50, 48, 90, "bau");     /* three stay */
    expect_shown(&these, rule, 1, 50, 51, 90, "baelsu");  /* nobody stays */
    expect_shown(&these, rule, 1, 4, 51, 90, "au");       /* four were in it */
    expect_shown(&these, NULL, 1, 4, 3, 5, "baelsu");
    integ_definition_movement *movement = movement_of(&these, "number BETWEEN 1 AND 50", "number BETWEEN 4 AND 90");
    ck_assert_int_eq(integ_definition_movement_to_words(movement, rule, INTEG_LANGUAGE_DANISH, &text, NULL),
                     INTEG_STATUS_OK);
    expect_text(text,
                "– med før: 50\n– med nu: 87\n– kommer med: ..\n– går ud: ..\n– bliver: ..\n– bliver ukendte: 0\n");
    ck_assert_int_eq(integ_definition_movement_to_words(movement, NULL, INTEG_LANGUAGE_ENGLISH, &text, NULL),
                     INTEG_STATUS_OK);
    expect_text(text,
                "– members before: 50\n– members now: 87\n– enter: 40\n– leave: 3\n– stay: 47\n– become unknown: 0\n");
    integ_definition_movement_free(movement);
    integ_disclosure_free(rule);
    people_free(&these);
}
END_TEST

START_TEST(many_rows_of_few_owners_who_move_are_not_shown)
{
    people these = numbered_people(true);
    integ_disclosure *rule;
    context = these.context;
    table = "citizen";
    ck_assert_int_eq(integ_disclosure_new(context, &rule, NULL), INTEG_STATUS_OK);
    expect_shown(&these, rule, 1, 50, 11, 50, "baelsu");  /* ten of ten companies leave */
    expect_shown(&these, rule, 1, 50, 1, 62, "bu");       /* twelve of two enter */
    expect_shown(&these, rule, 1, 62, 1, 50, "bu");       /* they leave */
    expect_shown(&these, rule, 1, 62, 20, 50, "baelsu");  /* with 19 others */
    expect_shown(&these, rule, 51, 62, 1, 50, "au");      /* they were in it */
    table = NULL;
    integ_disclosure_free(rule);
    people_free(&these);
}
END_TEST

/* ---- what goes wrong ----------------------------------------------------------------------------------------- */

START_TEST(arguments_are_checked_and_faults_of_groups_told)
{
    integ_text *text;
    integ_definition_difference *difference;
    ck_assert_int_eq(integ_context_new(&context, NULL), INTEG_STATUS_OK);
    integ_groups *groups = some_groups("danish", 64);
    ck_assert_int_eq(integ_groups_to_words(groups, "nobody", NULL, INTEG_LANGUAGE_DANISH, &text, NULL),
                     INTEG_STATUS_UNKNOWN_NAME);
    ck_assert_ptr_null(text);
    ck_assert_int_eq(integ_groups_to_words(groups, "women", NULL, 0, &text, NULL), INTEG_STATUS_INVALID_ARGUMENT);
    ck_assert_int_eq(integ_groups_fingerprint(groups, "nobody", &text, NULL), INTEG_STATUS_UNKNOWN_NAME);
    ck_assert_int_eq(integ_groups_fingerprint(NULL, "women", &text, NULL), INTEG_STATUS_INVALID_ARGUMENT);
    ck_assert_int_eq(integ_definition_difference_of_groups(groups, "women", groups, "nobody", &difference, NULL),
                     INTEG_STATUS_UNKNOWN_NAME);
    ck_assert_ptr_null(difference);
    ck_assert_int_eq(integ_definition_difference_of_groups(groups, "women", NULL, "women", &difference, NULL),
                     INTEG_STATUS_INVALID_ARGUMENT);
    ck_assert_int_eq(integ_definition_difference_of_filters(NULL, NULL, NULL, NULL, &difference, NULL),
                     INTEG_STATUS_INVALID_ARGUMENT);
    add(groups, "circle", NULL, NULL, "in_group('circle')", NULL);
    ck_assert_int_eq(integ_groups_to_words(groups, "women", NULL, INTEG_LANGUAGE_DANISH, &text, NULL),
                     INTEG_STATUS_CYCLE);
    ck_assert_int_eq(integ_groups_fingerprint(groups, "circle", &text, NULL), INTEG_STATUS_CYCLE);
    ck_assert_int_eq(integ_definition_difference_of_groups(groups, "women", groups, "women", &difference, NULL),
                     INTEG_STATUS_CYCLE);
    integ_groups_free(groups);
    integ_context_free(context);
}
END_TEST

static integ_status compare_groups(integ_context *given, integ_error *error, const integ_groups *before,
                                   const integ_snapshot *snapshot)
{
    integ_definition_difference *difference = NULL;
    integ_definition_movement *movement = NULL;
    integ_text *texts[4] = {NULL, NULL, NULL, NULL};
    integ_disclosure *rule = NULL;
    integ_status status = integ_definition_difference_of_groups(before, "target", before, "poor", &difference, error);
    if (status == INTEG_STATUS_OK)
        status = integ_disclosure_new(given, &rule, error);
    if (status == INTEG_STATUS_OK)
        status = integ_definition_difference_count_movement(difference, snapshot, &movement, error);
    if (status == INTEG_STATUS_OK)
        status = integ_definition_difference_to_words(difference, NULL, INTEG_LANGUAGE_DANISH, &texts[0], error);
    if (status == INTEG_STATUS_OK)
        status = integ_definition_movement_to_words(movement, rule, INTEG_LANGUAGE_DANISH, &texts[1], error);
    if (status == INTEG_STATUS_OK)
        status = integ_groups_to_words(before, "target", NULL, INTEG_LANGUAGE_DANISH, &texts[2], error);
    if (status == INTEG_STATUS_OK)
        status = integ_groups_fingerprint(before, "target", &texts[3], error);
    for (int i = 0; i < 4; i++)
        integ_text_free(texts[i]);
    integ_disclosure_free(rule);
    integ_definition_movement_free(movement);
    integ_definition_difference_free(difference);
    return status;
}

/* The groups are made without failing, in a context of their own that fails afterwards. */
static integ_status add_failing(integ_groups *groups, integ_context *given, const char *name, const char *within,
                                const char *where, integ_error *error)
{
    integ_expression *expression = NULL;
    integ_status status = integ_expression_parse(given, where, strlen(where), NULL, &expression, error);
    if (status == INTEG_STATUS_OK)
        status = integ_groups_add(groups, name, "Titel", within, expression, NULL, error);
    integ_expression_free(expression);
    return status;
}

static integ_status use_definitions(integ_context *given, integ_error *error, void *userdata)
{
    integ_groups *groups = NULL;
    integ_register *reg = NULL;
    integ_status status = integ_groups_new(given, &groups, error);
    (void)userdata;
    if (status == INTEG_STATUS_OK)
        status = add_failing(groups, given, "broad", NULL, "region <> 'danish' AND age > 5", error);
    if (status == INTEG_STATUS_OK)
        status = add_failing(groups, given, "poor", "broad", "income < 1000", error);
    if (status == INTEG_STATUS_OK)
        status =
            add_failing(groups, given, "target", "broad", "income < 2000 AND (sex = 'F' OR in_group('poor'))", error);
    if (status == INTEG_STATUS_OK) {
        reg = people_register(given, 20, INTEG_PURPOSE_STATISTICS, error);
        status = reg == NULL ? INTEG_STATUS_OUT_OF_MEMORY : INTEG_STATUS_OK;
    }
    if (status == INTEG_STATUS_OK)
        status = compare_groups(given, error, groups, integ_register_snapshot(reg, 0));
    integ_groups_free(groups);
    integ_register_free(reg);
    return status;
}

START_TEST(running_out_of_memory_is_reported_by_definitions)
{
    for_each_failing_allocation(use_definitions, NULL);
}
END_TEST

void add_definitions(Suite *suite)
{
    add_tests(suite, "definitions",
              (const TTest *[]){a_group_is_told_with_all_that_it_builds_on, groups_without_conditions_are_told,
                                a_group_has_the_fingerprint_of_all_its_conditions,
                                names_and_titles_do_not_change_a_fingerprint_but_definitions_below_do,
                                groups_that_are_named_again_and_again_are_looked_at_once,
                                conditions_are_matched_by_what_they_are_about, differences_are_told_in_both_languages,
                                differences_follow_what_groups_build_on, another_population_is_a_change,
                                movements_are_counted_as_sqlite_does,
                                what_is_shown_of_a_movement_gives_no_small_number_away,
                                many_rows_of_few_owners_who_move_are_not_shown,
                                arguments_are_checked_and_faults_of_groups_told,
                                running_out_of_memory_is_reported_by_definitions, NULL});
}
