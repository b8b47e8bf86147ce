/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/. */
/* From what the options say to what an answer needs: the filter, the policy, the register and its snapshot.
 */

#include "cohort/cohort.h"

#include <stdlib.h>
#include <string.h>

static integ_status open_definitions(request *self)
{
    integ_context *context = self->owner->context;
    integ_error *error = self->owner->error;
    integ_status status = INTEG_STATUS_OK;
    if (self->threads > 0) status = integ_context_set_threads(context, (int32_t)self->threads, error);
    if (status == INTEG_STATUS_OK && self->where != NULL)
        status = integ_expression_parse(context, self->where, strlen(self->where), "--where", &self->filter,
                                        error);
    if (status == INTEG_STATUS_OK && self->where_json != NULL)
        status = integ_expression_load_json(context, self->where_json, &self->filter, error);
    if (status == INTEG_STATUS_OK && self->policy_path != NULL)
        status = integ_policy_load(context, self->policy_path, &self->policy, error);
    if (self->policy != NULL) self->groups = integ_policy_groups(self->policy);
    if (status == INTEG_STATUS_OK && !self->unprotected)
        status = self->policy != NULL ? integ_policy_disclosure(self->policy, &self->rule, error)
                                      : integ_disclosure_new(context, &self->rule, error);
    return status;
}

/* What --round asks for, in place of what the policy says. */
static int set_rounding(const request *self)
{
    int64_t threshold = self->rule == NULL ? 0 : integ_disclosure_threshold(self->rule);
    if (!self->round) return EXIT_DONE;
    if (self->base > 0 && self->base < threshold)
        return program_complain(self->owner, "--round", "%lld is below the threshold of %lld, and would show what is "
                                "smaller than that", (long long)self->base, (long long)threshold);
    return program_report(self->owner,
                          integ_disclosure_set_rounding(self->rule, self->base > 0 ? self->base : threshold,
                                                        self->owner->error));
}

/* Hands one option's value on. False after a complaint. */
static bool set_csv_option(const request *self, integ_register_options *given, const char *option,
                           const char *value,
                           integ_status (*set)(integ_register_options *, const char *, integ_error *),
                           const char *allowed)
{
    if (value == NULL) return true;
    if (program_is_manifest(self->register_path))
        program_complain(self->owner, option,
                         "is for CSV files (a manifest says itself how its files are written)");
    else if (set(given, value, NULL) != INTEG_STATUS_OK)
        program_complain(self->owner, option, "'%s' cannot be used (%s)", value,
                         program_text(self->owner, allowed));
    else
        return true;
    return false;
}

static bool set_csv_options(const request *self, integ_register_options *given)
{
    return set_csv_option(self, given, "--delimiter", self->delimiter, integ_register_options_set_delimiter,
                          "one character that is no letter, digit, space or quote, or 'tab'") &&
           set_csv_option(self, given, "--decimal", self->decimal, integ_register_options_set_decimal,
                          "'.' or ','") &&
           set_csv_option(self, given, "--encoding", self->encoding, integ_register_options_set_encoding,
                          "utf-8, windows-1252 or iso-8859-1") &&
           set_csv_option(self, given, "--key", self->key, integ_register_options_set_key, "a column's name");
}

static int open_register(request *self)
{
    program *owner = self->owner;
    integ_register_options *given;
    double started = seconds_now();
    integ_status status = integ_register_options_new(owner->context, &given, owner->error);
    if (status == INTEG_STATUS_OK)
        status = integ_register_options_set_purpose(given, self->purpose, owner->error);
    if (status == INTEG_STATUS_OK && self->has_as_of)
        status = integ_register_options_set_as_of(given, self->as_of, owner->error);
    if (status == INTEG_STATUS_OK && !set_csv_options(self, given)) {
        integ_register_options_free(given);
        return EXIT_INPUT;
    }
    if (status == INTEG_STATUS_OK)
        status = integ_register_open(owner->context, self->register_path, given, &self->reg, owner->error);
    integ_register_options_free(given);
    self->load_seconds = seconds_now() - started;
    return program_report(owner, status);
}

/* False after a complaint. */
static bool find_snapshot(request *self)
{
    int64_t count = integ_register_snapshot_count(self->reg);
    self->snapshot = self->has_as_of ? integ_register_find_snapshot(self->reg, self->as_of)
                                     : integ_register_snapshot(self->reg, count - 1);
    if (self->snapshot != NULL) return true;
    char date[11];
    integ_date_to_text(integ_snapshot_as_of(integ_register_snapshot(self->reg, 0)), date);
    program_complain(self->owner, "--as-of", "the register begins later, on %s", date);
    return false;
}

/* A name that stands twice would make a column or a group of the answer twice. */
static int check_twice(const request *self, const char *option, char *const *names, int64_t count)
{
    for (int64_t i = 1; i < count; i++)
        for (int64_t k = 0; k < i; k++)
            if (strcmp(names[i], names[k]) == 0)
                return program_complain(self->owner, option, "'%s' stands twice", names[i]);
    return EXIT_DONE;
}

/* A column or a derived column of a table; NULL behind the last. */
static const char *column_name(const integ_register *reg, int64_t table, int64_t place)
{
    int64_t columns = integ_register_column_count(reg, table);
    return place < columns ? integ_register_column_name(reg, table, place)
                           : integ_register_derived_name(reg, table, place - columns);
}

/* False after a complaint, which names the nearest column there is. */
static bool has_column(const request *self, const char *name)
{
    const char *near = NULL, *column;
    for (int64_t i = 0; (column = column_name(self->reg, self->table, i)) != NULL; i++) {
        if (strcmp(column, name) == 0) return true;
        near = integ_nearer_name(name, column, near);
    }
    const char *table = integ_register_table_name(self->reg, self->table);
    if (near == NULL)
        program_complain(self->owner, "--by", "the table %s has no column '%s'", table, name);
    else
        program_complain(self->owner, "--by", "the table %s has no column '%s' (did you mean %s?)", table, name, near);
    return false;
}

/* The key of a table, and what leads from its rows to the key of another one. */
static bool names_people(const request *self, const char *name)
{
    const char *key = integ_register_table_key(self->reg, self->table);
    const char *link = integ_register_table_link(self->reg, self->table);
    return (key != NULL && strcmp(name, key) == 0) || (link != NULL && strcmp(name, link) == 0);
}

static int check_columns(const request *self, char **names, int64_t count)
{
    if (count > INTEG_DIMENSIONS_MAXIMUM)
        return program_complain(self->owner, "--by", "takes at most %d columns", INTEG_DIMENSIONS_MAXIMUM);
    bool lists_people = !self->unprotected && self->purpose != INTEG_PURPOSE_CASEWORK;
    for (int64_t i = 0; i < count; i++) {
        if (!has_column(self, names[i])) return EXIT_INPUT;
        if (lists_people && names_people(self, names[i]))
            return program_complain(
                self->owner, "--by",
                "the key '%s' would list citizens, which statistics must not do (leave it out, "
                "or give --purpose casework)",
                names[i]);
    }
    return EXIT_DONE;
}

static int check_groups(const request *self, const char *option, const char *const *names, int64_t count)
{
    for (int64_t i = 0; i < count; i++) {
        const char *near = NULL;
        if (integ_groups_find(self->groups, names[i]) >= 0) continue;
        for (int64_t g = 0; g < integ_groups_count(self->groups); g++)
            near = integ_nearer_name(names[i], integ_groups_name(self->groups, g), near);
        if (near == NULL) return program_complain(self->owner, option, "the policy has no group '%s'", names[i]);
        return program_complain(self->owner, option, "the policy has no group '%s' (did you mean %s?)", names[i], near);
    }
    return EXIT_DONE;
}

/* A table that does not exist is refused where the group is evaluated. */
static void find_table(request *self)
{
    int64_t group = self->group == NULL ? -1 : integ_groups_find(self->groups, self->group);
    const char *population = group < 0 ? NULL : integ_groups_population(self->groups, group);
    int64_t table = population == NULL ? 0 : integ_register_table_index(self->reg, population);
    self->table = table < 0 ? 0 : table;
}

/* The columns and groups that options name must exist. */
static int check_names(const request *self)
{
    int status = self->group == NULL ? EXIT_DONE : check_groups(self, "--group", &self->group, 1);
    if (status != EXIT_DONE || self->names == NULL || self->wanted == FOLLOW) return status;
    int64_t count;
    char **names = split_names(self->names, &count);
    if (names == NULL) return program_report(self->owner, INTEG_STATUS_OUT_OF_MEMORY);
    status = self->wanted == BY ? check_columns(self, names, count)
                                : check_groups(self, "--overlap", (const char *const *)names, count);
    if (status == EXIT_DONE) status = check_twice(self, self->wanted == BY ? "--by" : "--overlap", names, count);
    free(names);
    return status;
}

/* What the filter can hardly mean is said, and changes nothing. Where zeros are hidden, the register is not asked
 * whether anybody has a code. */
static int examine_filter(const request *self)
{
    bool zeros = self->rule == NULL || !integ_disclosure_hides_count(self->rule, 0);
    if (self->filter == NULL) return EXIT_DONE;
    return program_report(self->owner,
                          integ_groups_examine_filter(self->groups, self->filter, zeros ? self->reg : NULL, NULL,
                                                      self->owner->error));
}

int request_open(request *self)
{
    int exit_status = program_report(self->owner, open_definitions(self));
    if (exit_status == EXIT_DONE) exit_status = set_rounding(self);
    if (exit_status == EXIT_DONE) exit_status = open_register(self);
    if (exit_status == EXIT_DONE) exit_status = check_audit_log(self);
    if (exit_status == EXIT_DONE && !find_snapshot(self)) exit_status = EXIT_INPUT;
    if (exit_status == EXIT_DONE) find_table(self);
    if (exit_status == EXIT_DONE) exit_status = check_names(self);
    return exit_status == EXIT_DONE ? examine_filter(self) : exit_status;
}

void request_close(request *self)
{
    integ_expression_free(self->filter);
    integ_policy_free(self->policy);
    integ_register_free(self->reg);
    integ_disclosure_free(self->rule);
}
