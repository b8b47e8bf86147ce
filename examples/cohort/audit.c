/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/. */
/* The audit log of lists: one line of JSON for each, written before the list is. Who is in it is never said. */

#include "cohort/cohort.h"

#include "common/output.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

typedef struct log_line {
    char *bytes;
    size_t length, capacity;
    bool failed;
} log_line;

static void append(log_line *line, const char *text, size_t length)
{
    if (line->length + length > line->capacity) {
        size_t capacity = 2 * (line->length + length) + 256;
        char *larger = (char *)realloc(line->bytes, capacity);
        line->failed = line->failed || larger == NULL;
        if (larger == NULL)
            return;
        line->bytes = larger;
        line->capacity = capacity;
    }
    memcpy(line->bytes + line->length, text, length);
    line->length += length;
}

static void append_plain(log_line *line, const char *text)
{
    append(line, text, strlen(text));
}

static void append_text(log_line *line, const char *text, size_t length)
{
    append_plain(line, "\"");
    for (size_t i = 0; i < length; i++) {
        char escape[8];
        if ((unsigned char)text[i] < 0x20 || text[i] == '"' || text[i] == '\\') {
            snprintf(escape, sizeof escape, "\\u%04x", (unsigned)(unsigned char)text[i]);
            append_plain(line, escape);
        } else {
            append(line, text + i, 1);
        }
    }
    append_plain(line, "\"");
}

static void append_member(log_line *line, const char *name, const char *text)
{
    append_plain(line, ", \"");
    append_plain(line, name);
    append_plain(line, "\": ");
    if (text == NULL)
        append_plain(line, "null");
    else
        append_text(line, text, strlen(text));
}

/* The definition in its canonical form, and the fingerprint of what it means; nothing of everybody. */
static integ_status append_definition(const request *self, log_line *line)
{
    integ_error *error = self->owner->error;
    integ_expression *members = NULL;
    integ_text *text = NULL, *fingerprint = NULL;
    integ_status status = self->group == NULL ? INTEG_STATUS_OK : filter_of_group(self, &members);
    const integ_expression *filter = members != NULL ? members : self->filter;
    if (status == INTEG_STATUS_OK && filter != NULL)
        status = integ_expression_to_text(filter, &text, error);
    if (status == INTEG_STATUS_OK && self->group != NULL)
        status = integ_groups_fingerprint(self->groups, self->group, &fingerprint, error);
    else if (status == INTEG_STATUS_OK && filter != NULL)
        status = integ_expression_fingerprint(filter, &fingerprint, error);
    append_member(line, "definition", text == NULL ? NULL : integ_text_bytes(text));
    append_member(line, "fingerprint", fingerprint == NULL ? NULL : integ_text_bytes(fingerprint));
    integ_text_free(fingerprint);
    integ_text_free(text);
    integ_expression_free(members);
    return status;
}

static integ_status make_line(const request *self, const integ_cohort *cohort, log_line *line)
{
    char now[32], date[11], count[64];
    time_t seconds = time(NULL);
    struct tm utc;
    gmtime_r(&seconds, &utc);
    strftime(now, sizeof now, "%Y-%m-%dT%H:%M:%SZ", &utc);
    append_plain(line, "{\"time\": ");
    append_text(line, now, strlen(now));
    append_member(line, "register", integ_register_title(self->reg));
    append_member(line, "table", integ_register_table_name(self->reg, self->table));
    bool dated = integ_snapshot_has_as_of(self->snapshot) != 0;
    if (dated)
        integ_date_to_text(integ_snapshot_as_of(self->snapshot), date);
    append_member(line, "as_of", dated ? date : NULL);
    integ_status status = append_definition(self, line);
    snprintf(count, sizeof count, ", \"count\": %lld}\n", (long long)integ_cohort_count_unprotected(cohort));
    append_plain(line, count);
    return status == INTEG_STATUS_OK && line->failed ? INTEG_STATUS_OUT_OF_MEMORY : status;
}

/* One write at the end of the file, so that lines of several programs do not mix. */
static bool write_line(const char *path, const log_line *line)
{
    int file = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
    if (file < 0)
        return false;
    bool written = write(file, line->bytes, line->length) == (ssize_t)line->length && fsync(file) == 0;
    return close(file) == 0 && written;
}

/* NULL: there is none. */
static const char *path_of_log(const request *self)
{
    const char *path = self->audit_path != NULL ? self->audit_path : getenv("INTEG_AUDIT_LOG");
    return path == NULL || *path == '\0' ? NULL : path;
}

int check_audit_log(const request *self)
{
    const char *path = self->wanted == IDS ? path_of_log(self) : NULL;
    if (output_is_same(path, self->policy_path) || output_is_same(path, self->where_json) ||
        output_is_of_ledger(path, self->ledger_path) || output_is_of_register(path, self->reg))
        return program_complain(self->owner, self->audit_path != NULL ? "--audit-log" : "INTEG_AUDIT_LOG",
                                "'%s' is needed itself: give the log another name", path);
    return EXIT_DONE;
}

integ_status audit_list(const request *self, const integ_cohort *cohort)
{
    const char *path = path_of_log(self);
    log_line line = {0};
    if (path == NULL)
        return INTEG_STATUS_OK;
    integ_status status = make_line(self, cohort, &line);
    if (status == INTEG_STATUS_OK && !write_line(path, &line)) {
        program_complain(self->owner, path, "cannot be written, so that nobody is listed: %s",
                         program_reason(self->owner, errno));
        status = INTEG_STATUS_WRITE_FAILED;
    }
    free(line.bytes);
    return status;
}
