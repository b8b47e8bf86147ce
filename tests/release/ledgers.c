/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "release/ledger.h"
#include "release/release.h"
#include "release/suite.h"
#include "support/failing_allocator.h"
#include "support/files.h"
#include "support/folder.h"
#include "support/invalid.h"
#include "support/made.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define ROWS 60

static scratch_folder own;

/* Whether there are places too, which come first: nobody knows how many rows another table has. */
static bool has_places;

static integ_status make_citizens_of_places(integ_context *context, const made_column *columns, integ_register **out,
                                            integ_error *error)
{
    const made_column places[] = {{.name = "number", .type = INTEG_TYPE_INTEGER, .numbers = &(int64_t){1}},
                                  {.name = NULL}};
    integ_register_builder *builder;
    *out = NULL;
    integ_status status = integ_register_builder_new(context, INTEG_PURPOSE_STATISTICS, &builder, error);
    if (status == INTEG_STATUS_OK)
        status = integ_register_builder_add_snapshot(builder, 18262, error);
    if (status == INTEG_STATUS_OK)
        status = add_made_table(builder, "place", places, 1, error);
    if (status == INTEG_STATUS_OK)
        status = add_made_table(builder, "citizen", columns, ROWS, error);
    if (status == INTEG_STATUS_OK)
        status = integ_register_builder_finish(builder, out, error);
    integ_register_builder_free(builder);
    return status;
}

/* Sixty people of ages 20 to 79; `shift` makes everybody so much older. */
static integ_status make_register(integ_context *context, int64_t shift, integ_register **out, integ_error *error)
{
    int64_t id[ROWS], age[ROWS];
    const char *area[ROWS];
    for (int64_t i = 0; i < ROWS; i++) {
        id[i] = 500 + i;
        age[i] = 20 + i + shift;
        area[i] = i % 2 == 0 ? "Engen" : "Åkanden \"øst\"";
    }
    const made_column columns[] = {{.name = "id", .type = INTEG_TYPE_INTEGER, .numbers = id, .is_key = true},
                                   {.name = "age", .type = INTEG_TYPE_INTEGER, .numbers = age},
                                   {.name = "area", .type = INTEG_TYPE_CODE, .texts = area},
                                   {.name = NULL}};
    return has_places ? make_citizens_of_places(context, columns, out, error)
                      : make_citizens(context, columns, ROWS, out, error);
}

/* How the next releases are decided: without the slower search, and with what width. */
static bool not_further;
static int64_t width = 1;

/* What is asked, and what is answered of it: the whole, and the cells by area. */
typedef struct question {
    const char *where;
    int64_t shown, areas[2];
} question;

static integ_status add_figures(integ_release *release, const integ_tally *tally, const int64_t queries[2],
                                int64_t figures[3], integ_error *error)
{
    integ_status status =
        integ_release_add_query(release, tally, queries[0], 0, INTEG_ROWS_TRUE, &figures[0], error);
    for (int64_t area = 0; area < 2 && status == INTEG_STATUS_OK; area++)
        status = integ_release_add_query(release, tally, queries[1], area, INTEG_ROWS_TRUE, &figures[1 + area], error);
    return status;
}

static integ_status count(integ_context *context, integ_register *reg, const char *where, int64_t queries[2],
                          integ_tally **tally, integ_error *error)
{
    integ_plan *plan = NULL;
    integ_dimensions *by = NULL;
    integ_expression *filter = NULL;
    *tally = NULL;
    integ_status status = integ_expression_parse(context, where, strlen(where), "test", &filter, error);
    if (status == INTEG_STATUS_OK)
        status = integ_dimensions_new(context, &by, error);
    if (status == INTEG_STATUS_OK)
        status = integ_dimensions_add_column(by, "area", error);
    if (status == INTEG_STATUS_OK)
        status = integ_plan_new(reg, NULL, &plan, error);
    if (status == INTEG_STATUS_OK)
        status = integ_plan_keep_members(plan, error);
    if (status == INTEG_STATUS_OK)
        status = integ_plan_add(plan, NULL, "citizen", filter, NULL, NULL, &queries[0], error);
    if (status == INTEG_STATUS_OK)
        status = integ_plan_add(plan, NULL, "citizen", filter, NULL, by, &queries[1], error);
    if (status == INTEG_STATUS_OK)
        status = integ_tally_of_plan_unprotected(plan, integ_register_snapshot(reg, 0), tally, error);
    integ_plan_free(plan);
    integ_dimensions_free(by);
    integ_expression_free(filter);
    return status;
}

/* One release with a ledger. */
static const integ_register *register_of_ledger; /* another one than that of the figures; NULL: the same */

static integ_status publish(integ_context *context, integ_register *reg, integ_ledger *ledger, question *asked,
                            integ_error *error)
{
    integ_disclosure *rule = NULL;
    integ_release *release = NULL;
    integ_tally *tally = NULL;
    int64_t queries[2] = {0, 0}, figures[3] = {0, 0, 0};
    integ_status status = count(context, reg, asked->where, queries, &tally, error);
    if (status == INTEG_STATUS_OK)
        status = integ_disclosure_new(context, &rule, error);
    if (status == INTEG_STATUS_OK)
        status = integ_disclosure_set_width(rule, width, error);
    if (status == INTEG_STATUS_OK)
        status = integ_release_new(context, rule, &release, error);
    if (status == INTEG_STATUS_OK && not_further)
        integi_release_collection(release)->further_entries = 0;
    if (status == INTEG_STATUS_OK)
        status = integ_release_set_ledger(release, ledger, register_of_ledger == NULL ? reg : register_of_ledger,
                                          error);
    if (status == INTEG_STATUS_OK)
        status = add_figures(release, tally, queries, figures, error);
    if (status == INTEG_STATUS_OK)
        status = integ_release_protect(release, error);
    if (status == INTEG_STATUS_OK)
        status = integ_release_count(release, figures[0], &asked->shown, error);
    for (int i = 0; i < 2 && status == INTEG_STATUS_OK; i++)
        status = integ_release_count(release, figures[1 + i], &asked->areas[i], error);
    if (status == INTEG_STATUS_OK)
        status = integ_release_record(release, 18300, "A \"title\"", error);
    integ_release_free(release);
    integ_tally_free(tally);
    integ_disclosure_free(rule);
    return status;
}

/* Opens the ledger, publishes, writes and closes it. */
static integ_status publish_to_file(integ_context *context, integ_register *reg, question *asked, integ_error *error)
{
    integ_ledger *ledger = NULL;
    integ_status status = integ_ledger_open(context, own.file, &ledger, error);
    if (status == INTEG_STATUS_OK)
        status = publish(context, reg, ledger, asked, error);
    if (status == INTEG_STATUS_OK)
        status = integ_ledger_write(ledger, error);
    integ_ledger_free(ledger);
    return status;
}

START_TEST(what_was_published_is_not_taken_apart_later)
{
    integ_context *context;
    integ_register *reg;
    question adults = {.where = "age >= 30"}, older = {.where = "age >= 33"}, oldest = {.where = "age >= 40"};
    make_folder(&own, "ledger.json");
    ck_assert_int_eq(integ_context_new(&context, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(make_register(context, 0, &reg, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(publish_to_file(context, reg, &adults, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(adults.shown, 50);
    ck_assert_int_eq(publish_to_file(context, reg, &older, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(older.shown, -1); /* 47 would tell of 3 */
    ck_assert_int_eq(publish_to_file(context, reg, &oldest, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(oldest.shown, 40);
    for (int time = 0; time < 2; time++) { /* the same decision for the same question */
        question again = {.where = time == 0 ? "age >= 33" : "age >= 30"};
        ck_assert_int_eq(publish_to_file(context, reg, &again, NULL), INTEG_STATUS_OK);
        ck_assert_int_eq(again.shown, time == 0 ? -1 : 50);
        ck_assert_int_eq(again.areas[0], time == 0 ? older.areas[0] : adults.areas[0]);
    }
    integ_register_free(reg);
    integ_context_free(context);
    remove_folder(&own);
}
END_TEST

START_TEST(a_ledger_remembers_what_was_printed_and_no_more)
{
    integ_context *context;
    integ_register *reg;
    integ_ledger *ledger;
    question few = {.where = "age < 23"};
    make_folder(&own, "ledger.json");
    ck_assert_int_eq(integ_context_new(&context, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(make_register(context, 0, &reg, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(publish_to_file(context, reg, &few, NULL), INTEG_STATUS_OK);
    char *text = read_whole_file(own.file, NULL);
    ck_assert_ptr_nonnull(strstr(text, "{\"snapshot\":0,\"query\":0,\"what\":\"true\"}"));
    ck_assert_ptr_null(strstr(text, "\"count\":3"));
    ck_assert_ptr_nonnull(strstr(text, "age < 23"));
    ck_assert_ptr_nonnull(strstr(text, "\"labels\":[\"Åkanden \\\"øst\\\"\"]"));
    free(text);
    ck_assert_int_eq(integ_ledger_open(context, own.file, &ledger, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_ledger_count(ledger), 1);
    ck_assert_str_eq(integ_ledger_date(ledger, 0), "2020-02-08");
    ck_assert_ptr_null(integ_ledger_date(ledger, 1));
    ck_assert_uint_eq(strlen(integ_ledger_hash(ledger)), 64);
    integ_ledger_free(ledger);
    integ_register_free(reg);
    integ_context_free(context);
    remove_folder(&own);
}
END_TEST

/* The ledger's text with one change: the first place where a text stands. */
static void change_file(const char *from, const char *to)
{
    size_t length;
    char *text = read_whole_file(own.file, &length), *at = strstr(text, from);
    ck_assert_ptr_nonnull(at);
    char *changed = malloc(length + strlen(to) + 1);
    size_t before = (size_t)(at - text);
    memcpy(changed, text, before);
    strcpy(changed + before, to);
    strcat(changed, at + strlen(from));
    write_whole_file(own.file, changed, strlen(changed));
    free(changed);
    free(text);
}

START_TEST(a_ledger_that_was_changed_or_cut_is_not_read)
{
    static const char *const changes[][2] = {{"\"count\":40", "\"count\":41"},
                                             {"age >= 40", "age >= 41"},
                                             {"2020-02-08", "2020-02-09"},
                                             {"\"count\": 2", "\"count\": 1"},
                                             {"\"hash\": \"", "\"hash\": \"0"},
                                             {"]}\n", ""}};
    integ_context *context;
    integ_register *reg;
    for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
        question first = {.where = "age >= 40"}, second = {.where = "age >= 50"};
        integ_ledger *ledger;
        make_folder(&own, "ledger.json");
        ck_assert_int_eq(integ_context_new(&context, NULL), INTEG_STATUS_OK);
        ck_assert_int_eq(make_register(context, 0, &reg, NULL), INTEG_STATUS_OK);
        ck_assert_int_eq(publish_to_file(context, reg, &first, NULL), INTEG_STATUS_OK);
        ck_assert_int_eq(publish_to_file(context, reg, &second, NULL), INTEG_STATUS_OK);
        change_file(changes[i][0], changes[i][1]);
        integ_status status = integ_ledger_open(context, own.file, &ledger, NULL);
        if (status != INTEG_STATUS_INCONSISTENT && status != INTEG_STATUS_SYNTAX)
            ck_abort_msg("change %d: status %d", (int)i, (int)status);
        integ_register_free(reg);
        integ_context_free(context);
        remove_folder(&own);
    }
}
END_TEST

START_TEST(a_ledger_of_other_data_is_refused)
{
    integ_context *context;
    integ_register *reg, *changed;
    question asked = {.where = "age >= 40"};
    make_folder(&own, "ledger.json");
    ck_assert_int_eq(integ_context_new(&context, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(make_register(context, 0, &reg, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(make_register(context, 1, &changed, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(publish_to_file(context, reg, &asked, NULL), INTEG_STATUS_OK);
    char *before = read_whole_file(own.file, NULL);
    ck_assert_int_eq(publish_to_file(context, changed, &asked, NULL), INTEG_STATUS_INCONSISTENT);
    char *after = read_whole_file(own.file, NULL);
    ck_assert_str_eq(before, after);
    free(before);
    free(after);
    integ_register_free(changed);
    integ_register_free(reg);
    integ_context_free(context);
    remove_folder(&own);
}
END_TEST

START_TEST(figures_of_another_register_than_the_ledgers_are_refused)
{
    integ_context *context;
    integ_register *reg, *other;
    question asked = {.where = "age >= 40"};
    make_folder(&own, "ledger.json");
    ck_assert_int_eq(integ_context_new(&context, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(make_register(context, 0, &reg, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(make_register(context, 0, &other, NULL), INTEG_STATUS_OK);
    register_of_ledger = other;
    ck_assert_int_eq(publish_to_file(context, reg, &asked, NULL), INTEG_STATUS_INVALID_ARGUMENT);
    register_of_ledger = NULL;
    ck_assert_int_eq(publish_to_file(context, reg, &asked, NULL), INTEG_STATUS_OK);
    integ_register_free(other);
    integ_register_free(reg);
    integ_context_free(context);
    remove_folder(&own);
}
END_TEST

START_TEST(a_link_to_a_ledger_stays_one)
{
    integ_context *context;
    integ_register *reg;
    char link[sizeof own.file + 8];
    question asked = {.where = "age >= 40"};
    make_folder(&own, "ledger.json");
    ck_assert_int_eq(integ_context_new(&context, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(make_register(context, 0, &reg, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(publish_to_file(context, reg, &asked, NULL), INTEG_STATUS_OK);
    char *before = read_whole_file(own.file, NULL);
    snprintf(link, sizeof link, "%s.link", own.file);
    ck_assert_int_eq(symlink(own.file, link), 0);
    memcpy(own.file, link, sizeof own.file); /* it is short */
    ck_assert_int_eq(publish_to_file(context, reg, &asked, NULL), INTEG_STATUS_OK);
    struct stat found;
    ck_assert_int_eq(lstat(link, &found), 0);
    ck_assert(S_ISLNK(found.st_mode));
    char *after = read_whole_file(link, NULL);
    ck_assert_uint_gt(strlen(after), strlen(before));
    free(before);
    free(after);
    integ_register_free(reg);
    integ_context_free(context);
    remove_folder(&own);
}
END_TEST

START_TEST(only_one_program_has_a_ledger_open)
{
    integ_context *context;
    integ_ledger *first, *second;
    make_folder(&own, "ledger.json");
    ck_assert_int_eq(integ_context_new(&context, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_ledger_open(context, own.file, &first, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_ledger_open(context, own.file, &second, NULL), INTEG_STATUS_REFUSED);
    integ_ledger_free(first);
    ck_assert_int_eq(integ_ledger_open(context, own.file, &second, NULL), INTEG_STATUS_OK);
    integ_ledger_free(second);
    integ_context_free(context);
    remove_folder(&own);
}
END_TEST

START_TEST(a_ledger_that_cannot_be_written_stays_as_it_was)
{
    integ_context *context;
    integ_register *reg;
    integ_ledger *ledger;
    question first = {.where = "age >= 40"}, second = {.where = "age >= 50"};
    make_folder(&own, "ledger.json");
    ck_assert_int_eq(integ_context_new(&context, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(make_register(context, 0, &reg, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(publish_to_file(context, reg, &first, NULL), INTEG_STATUS_OK);
    char *before = read_whole_file(own.file, NULL);
    ck_assert_int_eq(integ_ledger_open(context, own.file, &ledger, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(publish(context, reg, ledger, &second, NULL), INTEG_STATUS_OK);
    char moved[80];
    snprintf(moved, sizeof moved, "%s.moved", own.path);
    ck_assert_int_eq(rename(own.path, moved), 0); /* there is no folder to write in */
    ck_assert_int_eq(integ_ledger_write(ledger, NULL), INTEG_STATUS_WRITE_FAILED);
    ck_assert_int_eq(rename(moved, own.path), 0);
    char *after = read_whole_file(own.file, NULL);
    ck_assert_str_eq(before, after);
    ck_assert_int_eq(integ_ledger_write(ledger, NULL), INTEG_STATUS_OK);
    integ_ledger_free(ledger);
    ck_assert_int_eq(integ_ledger_open(context, "/nowhere/ledger.json", &ledger, NULL), INTEG_STATUS_WRITE_FAILED);
    ck_assert_ptr_null(ledger);
    free(before);
    free(after);
    integ_register_free(reg);
    integ_context_free(context);
    remove_folder(&own);
}
END_TEST

static integ_status load(const char *file, integ_error *error, void *userdata)
{
    (void)userdata;
    integ_context *context;
    integ_ledger *ledger;
    size_t length;
    char *text = read_whole_file(file, &length);
    const char *name = strrchr(file, '/') + 1;
    ck_assert_int_eq(integ_context_new(&context, NULL), INTEG_STATUS_OK);
    integ_status status = integ_ledger_read(context, text, length, name, &ledger, error);
    integ_ledger_free(ledger);
    integ_context_free(context);
    free(text);
    return status;
}

START_TEST(invalid_ledgers_are_reported_where_they_are_wrong)
{
    check_invalid_folder("release/invalid", load, NULL);
}
END_TEST

static integ_status publish_twice(integ_context *context, integ_error *error, void *userdata)
{
    (void)userdata;
    integ_register *reg = NULL;
    question first = {.where = "age >= 40"};
    question second = {.where = width > 1 ? "age >= 23" : "age >= 43"}; /* where 37 would tell of 3, it is refused */
    unlink(own.file);
    integ_status status = make_register(context, 0, &reg, error);
    if (status == INTEG_STATUS_OK)
        status = publish_to_file(context, reg, &first, error);
    if (status == INTEG_STATUS_OK)
        status = publish_to_file(context, reg, &second, error);
    integ_register_free(reg);
    return status;
}

START_TEST(running_out_of_memory_loses_nothing)
{
    make_folder(&own, "ledger.json");
    for (int slow = 0; slow < 2; slow++) {
        width = slow == 1 ? 12 : 1; /* more than the quick search finds */
        has_places = slow == 1;
        for_each_failing_allocation(publish_twice, NULL);
    }
    has_places = false;
    width = 1;
    remove_folder(&own);
}
END_TEST

/* 48 of 60, of whom 24 and 24; 3 of 60, of whom 2 and 1; 57 of 60, of whom 28 and 29. */
static const char *const wheres[] = {"age >= 32", "age < 23", "age >= 23"};

static void publish_three(integ_context *context, integ_register *reg, question asked[3])
{
    make_folder(&own, "ledger.json");
    for (int i = 0; i < 3; i++) {
        asked[i] = (question){.where = wheres[i]};
        ck_assert_int_eq(publish_to_file(context, reg, &asked[i], NULL), INTEG_STATUS_OK);
    }
    remove_folder(&own);
}

START_TEST(what_has_no_proofs_of_the_quick_search_is_searched_further)
{
    integ_context *context;
    integ_register *reg;
    question narrow[3], wide[3], quick[3];
    integ_status statuses[3];
    ck_assert_int_eq(integ_context_new(&context, NULL), INTEG_STATUS_OK);
    has_places = true; /* of one more figure that everybody knows, the quick search would make its proofs */
    ck_assert_int_eq(make_register(context, 0, &reg, NULL), INTEG_STATUS_OK);
    has_places = false;
    publish_three(context, reg, narrow);
    width = 12; /* changes of a few people do not reach so far */
    publish_three(context, reg, wide);
    not_further = true; /* as where there is too much for it */
    make_folder(&own, "ledger.json");
    for (int i = 0; i < 3; i++) {
        quick[i] = (question){.where = wheres[i]};
        statuses[i] = publish_to_file(context, reg, &quick[i], NULL);
    }
    remove_folder(&own);
    not_further = false;
    width = 1;
    ck_assert_int_eq(wide[0].shown, 48);
    ck_assert_int_eq(statuses[1], INTEG_STATUS_LIMIT_EXCEEDED); /* nothing is left to be hidden for what is published */
    ck_assert(statuses[0] == INTEG_STATUS_OK && quick[0].shown == 48);
    ck_assert(statuses[2] == INTEG_STATUS_OK && quick[2].shown == -1);
    for (int i = 0; i < 3; i++) {
        ck_assert(wide[i].shown == -1 || wide[i].shown == narrow[i].shown);
        for (int area = 0; area < 2; area++)
            ck_assert(wide[i].areas[area] == -1 || wide[i].areas[area] == narrow[i].areas[area]);
    }
    ck_assert_int_eq(narrow[2].shown, 57);
    ck_assert_int_eq(wide[2].shown, -1);
    integ_register_free(reg);
    integ_context_free(context);
}
END_TEST

void add_ledgers(Suite *suite)
{
    add_tests(suite, "ledgers",
              (const TTest *[]){what_was_published_is_not_taken_apart_later,
                                a_ledger_remembers_what_was_printed_and_no_more,
                                a_ledger_that_was_changed_or_cut_is_not_read, a_ledger_of_other_data_is_refused,
                                figures_of_another_register_than_the_ledgers_are_refused, a_link_to_a_ledger_stays_one,
                                only_one_program_has_a_ledger_open, a_ledger_that_cannot_be_written_stays_as_it_was,
                                invalid_ledgers_are_reported_where_they_are_wrong,
                                what_has_no_proofs_of_the_quick_search_is_searched_further,
                                running_out_of_memory_loses_nothing, NULL});
}
