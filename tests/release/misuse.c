/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
/* What is asked of a release too early, too late or the wrong way round, and what is said of it. */
#include "release/suite.h"
#include "support/files.h"
#include "support/folder.h"
#include "support/made.h"

#include <integration.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define ROWS 60

/* Sixty people, half of whom are in A and ten in B, who are all in A; and a tally of all, of A and of B. */
typedef struct fixture {
    integ_context *context;
    integ_register *reg;
    integ_plan *plan;
    integ_tally *tally;
    integ_disclosure *rule;
    integ_release *release;
    integ_error *error;
    int64_t queries[3], figures[3];
} fixture;

enum { ALL, A, B };

#define OK(call) ck_assert_int_eq(call, INTEG_STATUS_OK)

static void add_query(fixture *self, int which, const char *where)
{
    integ_expression *filter;
    OK(integ_expression_parse(self->context, where, strlen(where), "test", &filter, NULL));
    OK(integ_plan_add(self->plan, NULL, NULL, filter, NULL, NULL, &self->queries[which], NULL));
    integ_expression_free(filter);
}

static fixture open_release(bool hides)
{
    fixture self = {.context = NULL};
    int64_t id[ROWS];
    for (int64_t i = 0; i < ROWS; i++)
        id[i] = i;
    const made_column columns[] = {{.name = "id", .type = INTEG_TYPE_INTEGER, .numbers = id, .is_key = true},
                                   {.name = NULL}};
    OK(integ_context_new(&self.context, NULL));
    OK(integ_error_new(&self.error));
    OK(make_citizens(self.context, columns, ROWS, &self.reg, NULL));
    OK(integ_plan_new(self.reg, NULL, &self.plan, NULL));
    OK(integ_plan_keep_members(self.plan, NULL));
    add_query(&self, ALL, "id >= 0");
    add_query(&self, A, "id < 30");
    add_query(&self, B, "id < 10");
    OK(integ_tally_of_plan_unprotected(self.plan, integ_register_snapshot(self.reg, 0), &self.tally, NULL));
    OK(integ_disclosure_new(self.context, &self.rule, NULL));
    OK(integ_release_new(self.context, hides ? self.rule : NULL, &self.release, NULL));
    for (int i = ALL; i <= B; i++)
        OK(integ_release_add_query(self.release, self.tally, self.queries[i], 0, INTEG_ROWS_TRUE, &self.figures[i],
                                   NULL));
    return self;
}

static void close_release(fixture *self)
{
    integ_release_free(self->release);
    integ_disclosure_free(self->rule);
    integ_tally_free(self->tally);
    integ_plan_free(self->plan);
    integ_register_free(self->reg);
    integ_error_free(self->error);
    integ_context_free(self->context);
}

/* The last call failed like this, and said nothing else. */
static void said(fixture *self, integ_status status, integ_status expected, const char *name)
{
    ck_assert_int_eq(status, expected);
    ck_assert_int_eq(integ_error_count(self->error), 1);
    ck_assert_str_eq(integ_error_name(self->error, 0), name);
    integ_error_clear(self->error);
}

START_TEST(a_share_the_wrong_way_round_is_told_when_it_is_added)
{
    fixture self = open_release(true);
    OK(integ_release_add_share(self.release, self.figures[A], self.figures[ALL], self.error));
    OK(integ_release_add_share(self.release, self.figures[B], self.figures[A], self.error));
    integ_status status = integ_release_add_share(self.release, self.figures[A], self.figures[B], self.error);
    ck_assert_int_eq(status, INTEG_STATUS_INCONSISTENT);
    char line[512];
    integ_error_line_text(self.error, 0, INTEG_LANGUAGE_ENGLISH, line, sizeof line);
    ck_assert_str_eq(line, "error: figure 1 is not a part of figure 2: not all of its rows are among the other's "
                           "(name the part first, and then the whole)");
    integ_error_line_text(self.error, 0, INTEG_LANGUAGE_DANISH, line, sizeof line);
    ck_assert_str_eq(line, "fejl: tal 1 er ikke en del af tal 2: ikke alle dets rækker er blandt det andets "
                           "(nævn delen først, og så det hele)");
    said(&self, status, INTEG_STATUS_INCONSISTENT, "release.part");
    close_release(&self);
}
END_TEST

/* Whoever does not look at a status publishes nothing without what he meant to protect it with. */
START_TEST(nothing_comes_out_of_a_release_to_which_something_could_not_be_added)
{
    for (int which = 0; which < 5; which++) {
        fixture self = open_release(true);
        int64_t figure;
        integ_release *release = self.release;
        integ_status status = which == 0   ? integ_release_add_share(release, self.figures[A], self.figures[B], NULL)
                              : which == 1 ? integ_release_add_population(release, self.tally, 9, NULL)
                              : which == 2 ? integ_release_add_listing(release, self.tally, self.queries[A], NULL)
                              : which == 3 ? integ_release_add_count(release, -1, -1, &figure, NULL)
                                           : integ_release_set_ledger(release, NULL, self.reg, NULL);
        ck_assert_int_ne(status, INTEG_STATUS_OK);
        said(&self, integ_release_add_count(release, 1, -1, &figure, self.error), INTEG_STATUS_INVALID_ARGUMENT,
             "release.failed");
        said(&self, integ_release_protect(release, self.error), INTEG_STATUS_INVALID_ARGUMENT, "release.failed");
        said(&self, integ_release_count(release, self.figures[A], &figure, self.error), INTEG_STATUS_INVALID_ARGUMENT,
             "release.failed");
        ck_assert_int_eq(figure, -1);
        said(&self, integ_release_record(release, 18300, NULL, self.error), INTEG_STATUS_INVALID_ARGUMENT,
             "release.failed");
        close_release(&self);
    }
}
END_TEST

START_TEST(what_comes_too_early_or_too_late_is_told)
{
    fixture self = open_release(true);
    integ_release *release = self.release;
    int64_t figure;
    const integ_status wrong = INTEG_STATUS_INVALID_ARGUMENT;
    said(&self, integ_release_count(release, self.figures[A], &figure, self.error), wrong, "release.undecided");
    said(&self, integ_release_record(release, 18300, NULL, self.error), wrong, "release.undecided");
    OK(integ_release_protect(release, self.error));
    said(&self, integ_release_protect(release, self.error), wrong, "release.decided");
    said(&self, integ_release_add_count(release, 1, -1, &figure, self.error), wrong, "release.decided");
    said(&self, integ_release_add_query(release, self.tally, self.queries[A], 0, INTEG_ROWS_TRUE, &figure, self.error),
         wrong, "release.decided");
    said(&self, integ_release_add_share(release, self.figures[B], self.figures[A], self.error), wrong,
         "release.decided");
    said(&self, integ_release_record(release, 18300, NULL, self.error), wrong, "release.no_ledger");
    OK(integ_release_count(release, self.figures[A], &figure, self.error)); /* all that took nothing away */
    ck_assert_int_eq(figure, 30);
    close_release(&self);
}
END_TEST

START_TEST(a_ledger_remembers_no_release_that_hides_nothing)
{
    fixture self = open_release(false);
    integ_ledger *ledger;
    static const char empty[] = "{\"ledger\": 1, \"register\": null, \"count\": 0, \"releases\": []}";
    OK(integ_ledger_read(self.context, empty, strlen(empty), "ledger.json", &ledger, self.error));
    said(&self, integ_release_set_ledger(self.release, ledger, self.reg, self.error), INTEG_STATUS_INVALID_ARGUMENT,
         "release.unprotected");
    integ_ledger_free(ledger);
    close_release(&self);
}
END_TEST

/* Each has a message of its own, which says what to do instead. */
START_TEST(whoever_breaks_a_contract_is_told_how_to_keep_it)
{
    static const char empty[] = "{\"ledger\": 1, \"register\": null, \"count\": 0, \"releases\": []}";
    fixture self = open_release(true), other = open_release(true);
    integ_ledger *ledger;
    const integ_status wrong = INTEG_STATUS_INVALID_ARGUMENT;
    said(&self, integ_plan_keep_members(self.plan, self.error), wrong, "tally.plan_queries");
    OK(integ_ledger_read(self.context, empty, strlen(empty), "ledger.json", &ledger, self.error));
    said(&self, integ_ledger_write(ledger, self.error), wrong, "ledger.text");
    OK(integ_release_set_ledger(self.release, ledger, other.reg, self.error));
    said(&self, integ_release_protect(self.release, self.error), wrong, "release.register");
    integ_ledger_free(ledger);
    close_release(&other);
    close_release(&self);
}
END_TEST

/* What the file of a ledger would hold. */
static char *text_of(fixture *self, const integ_ledger *ledger, const char *file)
{
    OK(integ_ledger_write(ledger, self->error));
    return read_whole_file(file, NULL);
}

/* Whoever counts what was published counts nothing twice, and of two releases that do not know of each other one is
 * recorded alone. */
START_TEST(what_is_recorded_since_a_release_was_protected_keeps_it_out)
{
    fixture self = open_release(true);
    scratch_folder own;
    integ_ledger *ledger;
    integ_release *other;
    int64_t figure;
    make_folder(&own, "ledger.json");
    OK(integ_ledger_open(self.context, own.file, &ledger, self.error));
    OK(integ_release_new(self.context, self.rule, &other, NULL));
    OK(integ_release_add_query(other, self.tally, self.queries[B], 0, INTEG_ROWS_TRUE, &figure, NULL));
    for (int i = 0; i < 2; i++) {
        OK(integ_release_set_ledger(i == 0 ? self.release : other, ledger, self.reg, self.error));
        OK(integ_release_protect(i == 0 ? self.release : other, self.error));
    }
    OK(integ_release_record(self.release, 18300, "first", self.error));
    char *before = text_of(&self, ledger, own.file);
    ck_assert_int_eq(integ_ledger_count(ledger), 1);
    for (int i = 0; i < 2; i++)
        said(&self, integ_release_record(i == 0 ? self.release : other, 18300, "second", self.error),
             INTEG_STATUS_INVALID_ARGUMENT, "release.recorded");
    char *after = text_of(&self, ledger, own.file);
    ck_assert_str_eq(before, after);
    free(before);
    free(after);
    integ_release_free(other);
    integ_ledger_free(ledger);
    remove_folder(&own);
    close_release(&self);
}
END_TEST

/* A file that may not be written is not put out of place by another one, when it is opened and when it is written. */
START_TEST(a_write_protected_ledger_is_not_replaced)
{
    fixture self = open_release(true);
    scratch_folder own;
    integ_ledger *ledger;
    make_folder(&own, "ledger.json");
    OK(integ_ledger_open(self.context, own.file, &ledger, self.error));
    OK(integ_ledger_write(ledger, self.error));
    ck_assert_int_eq(chmod(own.file, 0444), 0);
    said(&self, integ_ledger_write(ledger, self.error), INTEG_STATUS_WRITE_FAILED, "ledger.read_only");
    integ_ledger_free(ledger);
    said(&self, integ_ledger_open(self.context, own.file, &ledger, self.error), INTEG_STATUS_WRITE_FAILED,
         "ledger.read_only");
    ck_assert_ptr_null(ledger);
    ck_assert_int_eq(chmod(own.file, 0644), 0);
    OK(integ_ledger_open(self.context, own.file, &ledger, self.error));
    integ_ledger_free(ledger);
    remove_folder(&own);
    close_release(&self);
}
END_TEST

/* One of two names would lead to the new ledger, and the other one to the old. */
START_TEST(a_ledger_with_two_names_is_not_replaced)
{
    fixture self = open_release(true);
    scratch_folder own;
    integ_ledger *ledger;
    char other[sizeof own.file + 8], line[512];
    struct stat found;
    make_folder(&own, "ledger.json");
    snprintf(other, sizeof other, "%s.other", own.file);
    OK(integ_ledger_open(self.context, own.file, &ledger, self.error));
    OK(integ_ledger_write(ledger, self.error));
    ck_assert_int_eq(link(own.file, other), 0);
    said(&self, integ_ledger_write(ledger, self.error), INTEG_STATUS_WRITE_FAILED, "ledger.linked");
    integ_ledger_free(ledger);
    ck_assert_int_eq(integ_ledger_open(self.context, other, &ledger, self.error), INTEG_STATUS_WRITE_FAILED);
    integ_error_line_text(self.error, 0, INTEG_LANGUAGE_ENGLISH, line, sizeof line);
    ck_assert_ptr_nonnull(strstr(line, "error: the ledger's file has 2 names (hard links), of which all but one would "
                                       "stay behind when it is replaced (keep one name, and make symbolic links of "
                                       "the others)"));
    integ_error_clear(self.error);
    ck_assert_int_eq(stat(own.file, &found), 0);
    ck_assert_int_eq(found.st_nlink, 2);
    ck_assert_int_eq(unlink(own.file), 0);
    ck_assert_int_eq(symlink(other, own.file), 0);
    OK(integ_ledger_open(self.context, own.file, &ledger, self.error));
    OK(integ_ledger_write(ledger, self.error));
    integ_ledger_free(ledger);
    remove_folder(&own);
    close_release(&self);
}
END_TEST

/* It was meant to lead to one that remembers, on a disk that is not there. */
START_TEST(a_link_that_leads_nowhere_begins_no_ledger)
{
    fixture self = open_release(true);
    scratch_folder own;
    integ_ledger *ledger;
    struct stat found;
    char line[512];
    make_folder(&own, "ledger.json");
    ck_assert_int_eq(symlink("nowhere/ledger.json", own.file), 0);
    ck_assert_int_eq(integ_ledger_open(self.context, own.file, &ledger, self.error), INTEG_STATUS_READ_FAILED);
    ck_assert_ptr_null(ledger);
    integ_error_line_text(self.error, 0, INTEG_LANGUAGE_ENGLISH, line, sizeof line);
    ck_assert_ptr_nonnull(strstr(line, "error: the ledger is a symbolic link that leads nowhere: a new one would not "
                                       "know what was published (put the ledger back where the link leads, or remove the "
                                       "link to begin a new one)"));
    integ_error_clear(self.error);
    ck_assert_int_eq(lstat(own.file, &found), 0);
    ck_assert(S_ISLNK(found.st_mode));
    ck_assert_int_eq(unlink(own.file), 0);
    OK(integ_ledger_open(self.context, own.file, &ledger, self.error));
    ck_assert_int_eq(integ_ledger_is_new(ledger), 1);
    OK(integ_ledger_write(ledger, self.error));
    integ_ledger_free(ledger);
    OK(integ_ledger_open(self.context, own.file, &ledger, self.error));
    ck_assert_int_eq(integ_ledger_is_new(ledger), 0);
    integ_ledger_free(ledger);
    remove_folder(&own);
    close_release(&self);
}
END_TEST

void add_misuse(Suite *suite)
{
    add_tests(suite, "misuse",
              (const TTest *[]){a_share_the_wrong_way_round_is_told_when_it_is_added,
                                nothing_comes_out_of_a_release_to_which_something_could_not_be_added,
                                what_comes_too_early_or_too_late_is_told,
                                a_ledger_remembers_no_release_that_hides_nothing,
                                whoever_breaks_a_contract_is_told_how_to_keep_it,
                                what_is_recorded_since_a_release_was_protected_keeps_it_out,
                                a_write_protected_ledger_is_not_replaced,
                                a_ledger_with_two_names_is_not_replaced,
                                a_link_that_leads_nowhere_begins_no_ledger, NULL});
}
