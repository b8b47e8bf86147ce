/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
/* Groups of two sets in one, each under another name. */
#include "cohort/suite.h"
#include "integration/cohort.h"
#include "support/failing_allocator.h"
#include "support/people.h"

#include <string.h>

static integ_status add_to(integ_groups *groups, integ_context *context, const char *name, const char *within,
                           const char *where, integ_error *error)
{
    integ_expression *expression = NULL;
    integ_status status = INTEG_STATUS_OK;
    if (where != NULL)
        status = integ_expression_parse(context, where, strlen(where), "groups", &expression, error);
    if (status == INTEG_STATUS_OK)
        status = integ_groups_add(groups, name, NULL, within, expression, NULL, error);
    integ_expression_free(expression);
    return status;
}

/* `young` is within `broad`, and named by `others` in three ways; nothing is built on `alone`. */
static integ_status make_set(integ_context *context, const char *age, integ_groups **out, integ_error *error)
{
    integ_status status = integ_groups_new(context, out, error);
    if (status == INTEG_STATUS_OK)
        status = add_to(*out, context, "others", NULL, "NOT (age > 70 OR in_group('it''s young')) AND sex = 'F'",
                        error);
    if (status == INTEG_STATUS_OK)
        status = add_to(*out, context, "it's young", "broad", age, error);
    if (status == INTEG_STATUS_OK)
        status = add_to(*out, context, "broad", NULL, "region <> 'danish' OR In_Group('west')", error);
    if (status == INTEG_STATUS_OK)
        status = add_to(*out, context, "west", NULL, "region = 'western'", error);
    if (status == INTEG_STATUS_OK)
        status = add_to(*out, context, "alone", NULL, "age = 1", error);
    return status;
}

static int64_t members(const people *these, const integ_groups *groups, const char *name)
{
    integ_cohort *cohort;
    ck_assert_int_eq(integ_cohort_of_group(groups, name, these->snapshot, &cohort, NULL), INTEG_STATUS_OK);
    int64_t count = integ_cohort_count_unprotected(cohort);
    integ_cohort_free(cohort);
    return count;
}

START_TEST(two_sets_are_counted_together_as_each_is_alone)
{
    people these = people_new(5000, INTEG_PURPOSE_STATISTICS, 1);
    integ_groups *sets[2], *both;
    ck_assert_int_eq(make_set(these.context, "age < 30", &sets[0], NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(make_set(these.context, "age < 20", &sets[1], NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_groups_new(these.context, &both, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_groups_add_copy(both, sets[0], "others", "o'ld ", NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_groups_add_copy(both, sets[1], "others", "", NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_groups_check(both, these.reg, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_groups_count(both), 8);
    ck_assert_int_lt(integ_groups_find(both, "alone"), 0);
    ck_assert_str_eq(integ_groups_title(both, integ_groups_find(both, "o'ld others")), "others");
    ck_assert_str_eq(integ_groups_within(both, integ_groups_find(both, "o'ld it's young")), "o'ld broad");
    ck_assert_int_eq(members(&these, both, "o'ld others"), members(&these, sets[0], "others"));
    ck_assert_int_eq(members(&these, both, "others"), members(&these, sets[1], "others"));
    ck_assert_int_eq(members(&these, both, "o'ld others"),
                     people_ask(&these, "SELECT count(*) FROM citizen WHERE NOT (age > 70 OR ((region <> 'danish' OR "
                                        "region = 'western') AND age < 30)) AND sex = 'F'"));
    ck_assert_int_ne(members(&these, both, "o'ld others"), members(&these, both, "others"));
    integ_groups_free(both);
    integ_groups_free(sets[0]);
    integ_groups_free(sets[1]);
    people_free(&these);
}
END_TEST

START_TEST(copies_keep_their_places_and_their_meaning)
{
    integ_context *context;
    integ_error *error;
    integ_groups *from, *to;
    integ_text *before, *after;
    ck_assert_int_eq(integ_context_new(&context, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_error_new(&error), INTEG_STATUS_OK);
    ck_assert_int_eq(make_set(context, "age < 30 AND in_group('nobody')", &from, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_groups_new(context, &to, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_groups_add_copy(to, from, "broad", "x", NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_groups_add_copy(to, from, "others", "x", error), INTEG_STATUS_UNKNOWN_NAME);
    ck_assert_int_eq(integ_error_column(error, 0), 23);
    ck_assert_str_eq(integ_error_source(error, 0), "groups");
    ck_assert_int_eq(integ_groups_count(to), 2); /* as it was */
    ck_assert_int_eq(integ_groups_add_copy(to, from, "broad", "x", NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_groups_count(to), 2);
    ck_assert_int_eq(integ_groups_add_copy(to, from, "nowhere", "x", NULL), INTEG_STATUS_UNKNOWN_NAME);
    ck_assert_int_eq(integ_groups_add_copy(to, to, "xbroad", "x", NULL), INTEG_STATUS_INVALID_ARGUMENT);
    ck_assert_int_eq(integ_groups_add_copy(NULL, from, "broad", "x", NULL), INTEG_STATUS_INVALID_ARGUMENT);
    ck_assert_int_eq(integ_groups_add_copy(to, NULL, "broad", "x", NULL), INTEG_STATUS_INVALID_ARGUMENT);
    ck_assert_int_eq(integ_groups_add_copy(to, from, NULL, "x", NULL), INTEG_STATUS_INVALID_ARGUMENT);
    ck_assert_int_eq(integ_groups_add_copy(to, from, "broad", NULL, NULL), INTEG_STATUS_INVALID_ARGUMENT);
    ck_assert_int_eq(integ_groups_add_copy(to, from, "broad", "f\xf8r ", NULL), INTEG_STATUS_INVALID_ARGUMENT);
    ck_assert_int_eq(integ_groups_add(to, "f\xf8r", NULL, NULL, NULL, NULL, NULL), INTEG_STATUS_INVALID_ARGUMENT);
    ck_assert_int_eq(integ_groups_count(to), 2);
    ck_assert_int_eq(add_to(from, context, "nobody", NULL, "age > 200", NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_groups_add_copy(to, from, "others", "x", NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_groups_fingerprint(from, "others", &before, NULL), INTEG_STATUS_OK);
    integ_groups_free(from); /* copies do not need it */
    ck_assert_int_eq(integ_groups_fingerprint(to, "xothers", &after, NULL), INTEG_STATUS_OK);
    ck_assert_str_eq(integ_text_bytes(before), integ_text_bytes(after));
    integ_text_free(before);
    integ_text_free(after);
    integ_groups_free(to);
    integ_error_free(error);
    integ_context_free(context);
}
END_TEST

START_TEST(all_ways_of_naming_a_group_are_renamed)
{
    static const char where[] =
        "was_in('a', DATE('2019-01-01')) OR years_in('a') > 1 OR linked_in('b') OR in_group('c') OR sex = 'a'";
    integ_context *context;
    integ_groups *from, *to;
    integ_text *text;
    ck_assert_int_eq(integ_context_new(&context, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_groups_new(context, &from, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_groups_new(context, &to, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(add_to(from, context, "all", NULL, where, NULL), INTEG_STATUS_OK);
    for (const char *name = "a"; *name <= 'c'; name = *name == 'a' ? "b" : *name == 'b' ? "c" : "d")
        ck_assert_int_eq(add_to(from, context, name, NULL, "age > 1", NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_groups_add_copy(to, from, "all", "old.", NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_groups_count(to), 4);
    ck_assert_int_eq(integ_groups_check(to, NULL, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_groups_to_words(to, "old.all", NULL, INTEG_LANGUAGE_ENGLISH, &text, NULL), INTEG_STATUS_OK);
    ck_assert_ptr_nonnull(strstr(integ_text_bytes(text), "old.b"));
    ck_assert_ptr_nonnull(strstr(integ_text_bytes(text), "sex is a"));
    integ_text_free(text);
    integ_groups_free(from);
    integ_groups_free(to);
    integ_context_free(context);
}
END_TEST

static integ_status copy_once(integ_context *context, integ_error *error, void *unused)
{
    integ_groups *from = NULL, *to = NULL;
    (void)unused;
    integ_status status = make_set(context, "age < 30", &from, error);
    if (status == INTEG_STATUS_OK)
        status = integ_groups_new(context, &to, error);
    if (status == INTEG_STATUS_OK) {
        status = integ_groups_add_copy(to, from, "others", "before: ", error);
        ck_assert_int_eq(integ_groups_count(to), status == INTEG_STATUS_OK ? 4 : 0);
    }
    integ_groups_free(from);
    integ_groups_free(to);
    return status;
}

START_TEST(every_allocation_of_a_copy_may_fail)
{
    for_each_failing_allocation(copy_once, NULL);
}
END_TEST

void add_copies(Suite *suite)
{
    add_tests(suite, "copies",
              (const TTest *[]){two_sets_are_counted_together_as_each_is_alone,
                                copies_keep_their_places_and_their_meaning, all_ways_of_naming_a_group_are_renamed,
                                every_allocation_of_a_copy_may_fail, NULL});
}
