/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/. */
/* --ids: who they are. For casework only; the library refuses it to a register that was opened for
 * statistics. */

#include "cohort/cohort.h"
#include "common/print.h"

#include <stdlib.h>

typedef struct list {
    const request *asked;
    int64_t key; /* the key's column; -1 where rows are known by number */
    const char *heading;
    int64_t printed;
} list;

static integ_status print_key(const list *self, int64_t row, void (*print)(const char *text))
{
    char text[1024];
    int64_t length;
    integ_status status = integ_snapshot_text(self->asked->snapshot, self->asked->table, self->key, row, text,
                                              sizeof text, &length, self->asked->owner->error);
    if (status == INTEG_STATUS_OK)
        print(text);
    return status;
}

static void print_plain(const char *text)
{
    fputs(text, stdout);
}

static integ_status print_member(list *self, int64_t row)
{
    int32_t format = self->asked->format;
    integ_status status = INTEG_STATUS_OK;
    if (format == INTEG_FORMAT_JSON && self->printed > 0)
        fputs(", ", stdout);
    if (self->key < 0)
        printf("%lld", (long long)row + 1);
    else
        status = print_key(self, row,
                           format == INTEG_FORMAT_JSON  ? print_json_text
                           : format == INTEG_FORMAT_CSV ? print_csv_text
                                                        : print_plain);
    if (format != INTEG_FORMAT_JSON)
        putchar('\n');
    self->printed++;
    return status;
}

static integ_status print_members(list *self, const integ_cohort *cohort)
{
    int32_t format = self->asked->format;
    if (format == INTEG_FORMAT_JSON) {
        print_json_opening(self->asked);
        fputs("\"key\": ", stdout);
        print_json_text(self->key < 0 ? NULL : self->heading);
        fputs(", \"ids\": [", stdout);
    } else if (format == INTEG_FORMAT_CSV) {
        print_csv_text(self->heading);
        putchar('\n');
    }
    int64_t row = -1;
    integ_status status = integ_cohort_next(cohort, &row, self->asked->owner->error);
    while (status == INTEG_STATUS_OK && row >= 0) {
        status = print_member(self, row);
        if (status == INTEG_STATUS_OK)
            status = integ_cohort_next(cohort, &row, self->asked->owner->error);
    }
    if (format == INTEG_FORMAT_JSON)
        fputs("], \"protected\": false}\n", stdout);
    return status;
}

integ_status answer_ids(request *self)
{
    integ_cohort *cohort;
    integ_error *error = self->owner->error;
    double started = seconds_now();
    integ_status status =
        self->group != NULL
            ? integ_cohort_of_group(self->groups, self->group, self->snapshot, &cohort, error)
            : integ_cohort_of_filter(self->filter, self->groups, self->snapshot, NULL, &cohort, error);
    self->evaluate_seconds = seconds_now() - started;
    const char *key = integ_register_table_key(self->reg, self->table);
    list members = {.asked = self, .key = -1, .heading = key == NULL ? "row" : key};
    if (key != NULL)
        members.key = integ_register_column_index(self->reg, self->table, key);
    if (status == INTEG_STATUS_OK)
        status = audit_list(self, cohort);
    if (status == INTEG_STATUS_OK)
        status = print_members(&members, cohort);
    integ_cohort_free(cohort);
    return status;
}
