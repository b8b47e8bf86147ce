/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
/* Every function that tells of citizens, called in a register that was opened for statistics. */
#include "policy/suite.h"

#include <integration.h>
#include <string.h>

#define PEOPLE 30

typedef struct subject {
    const integ_snapshot *snapshot;
    const integ_cohort *cohort;
} subject;

static int32_t write_nothing(const char *bytes, size_t length, void *userdata)
{
    (void)bytes;
    *(size_t *)userdata += length;
    return 0;
}

static integ_status copy_rows(const subject *self)
{
    int64_t position = 0, items[PEOPLE] = {0}, count;
    integ_status status = integ_cohort_copy_rows(self->cohort, &position, items, PEOPLE, &count, NULL);
    ck_assert_int_eq(count, 0);
    return status;
}

static integ_status copy_keys(const subject *self)
{
    int64_t position = 0, items[PEOPLE] = {0}, count;
    integ_status status = integ_cohort_copy_keys(self->cohort, &position, items, PEOPLE, &count, NULL);
    ck_assert_int_eq(items[0], 0);
    return status;
}

static integ_status copy_key_texts(const subject *self)
{
    int64_t position = 0, count;
    const char *items[PEOPLE] = {NULL};
    integ_status status = integ_cohort_copy_key_texts(self->cohort, &position, items, PEOPLE, &count, NULL);
    ck_assert_ptr_null(items[0]);
    return status;
}

static integ_status has(const subject *self)
{
    int32_t in = 0;
    integ_status status = integ_cohort_has(self->cohort, 0, &in, NULL);
    ck_assert_int_le(in, 0);
    return status;
}

static integ_status next(const subject *self)
{
    int64_t row = -1;
    integ_status status = integ_cohort_next(self->cohort, &row, NULL);
    ck_assert_int_eq(row, -1);
    return status;
}

static integ_status cohort_to_arrow(const subject *self)
{
    struct ArrowArrayStream stream;
    integ_status status = integ_cohort_to_arrow(self->cohort, 0, &stream, NULL);
    ck_assert(stream.release == NULL);
    return status;
}

static integ_status cohort_write_csv(const subject *self)
{
    size_t written = 0;
    integ_status status = integ_cohort_write_csv(self->cohort, NULL, 0, NULL, write_nothing, &written, NULL);
    ck_assert_uint_eq(written, 0);
    return status;
}

static integ_status snapshot_text(const subject *self)
{
    char text[64] = "";
    int64_t length;
    integ_status status = integ_snapshot_text(self->snapshot, 0, 1, 0, text, sizeof text, &length, NULL);
    ck_assert_str_eq(text, "");
    return status;
}

static integ_status snapshot_to_arrow(const subject *self)
{
    struct ArrowArrayStream stream;
    integ_status status = integ_snapshot_to_arrow(self->snapshot, 0, 0, &stream, NULL);
    ck_assert(stream.release == NULL);
    return status;
}

static integ_status snapshot_write_csv(const subject *self)
{
    size_t written = 0;
    integ_status status = integ_snapshot_write_csv(self->snapshot, 0, NULL, 0, NULL, write_nothing, &written, NULL);
    ck_assert_uint_eq(written, 0);
    return status;
}

static const struct {
    const char *name;
    integ_status (*call)(const subject *self);
} refusing[] = {
    {"integ_cohort_copy_rows", copy_rows},
    {"integ_cohort_copy_keys", copy_keys},
    {"integ_cohort_copy_key_texts", copy_key_texts},
    {"integ_cohort_has", has},
    {"integ_cohort_next", next},
    {"integ_cohort_to_arrow", cohort_to_arrow},
    {"integ_cohort_write_csv", cohort_write_csv},
    {"integ_snapshot_text", snapshot_text},
    {"integ_snapshot_to_arrow", snapshot_to_arrow},
    {"integ_snapshot_write_csv", snapshot_write_csv},
};

static integ_register *make_register(integ_context *context, int32_t purpose, bool texts)
{
    integ_register_builder *builder;
    integ_register *reg;
    int64_t numbers[PEOPLE];
    const char *names[PEOPLE], *letters = "abcdefghijklmnopqrstuvwxyzABCDEFGH";
    char keys[PEOPLE][2];
    for (int i = 0; i < PEOPLE; i++) {
        numbers[i] = 100 + i;
        keys[i][0] = letters[i];
        keys[i][1] = '\0';
        names[i] = keys[i];
    }
    ck_assert_int_eq(integ_register_builder_new(context, purpose, &builder, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_register_builder_add_snapshot(builder, 18262, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_register_builder_add_table(builder, "citizen", PEOPLE, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(
        integ_register_builder_add_integers(builder, "number", INTEG_TYPE_INTEGER, 0, numbers, NULL, PEOPLE, NULL),
        INTEG_STATUS_OK);
    ck_assert_int_eq(integ_register_builder_add_texts(builder, "name", INTEG_TYPE_TEXT, names, PEOPLE, NULL),
                     INTEG_STATUS_OK);
    ck_assert_int_eq(integ_register_builder_set_key(builder, texts ? "name" : "number", NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_register_builder_finish(builder, &reg, NULL), INTEG_STATUS_OK);
    integ_register_builder_free(builder);
    return reg;
}

START_TEST(in_statistics_nothing_tells_of_citizens)
{
    for (int texts = 0; texts < 2; texts++) {
        integ_context *context;
        integ_cohort *cohort;
        ck_assert_int_eq(integ_context_new(&context, NULL), INTEG_STATUS_OK);
        integ_register *reg = make_register(context, INTEG_PURPOSE_STATISTICS, texts == 1);
        subject self = {.snapshot = integ_register_snapshot(reg, 0)};
        ck_assert_int_eq(integ_cohort_of_filter(NULL, NULL, self.snapshot, NULL, &cohort, NULL), INTEG_STATUS_OK);
        self.cohort = cohort;
        for (size_t i = 0; i < sizeof refusing / sizeof *refusing; i++)
            if (refusing[i].call(&self) != INTEG_STATUS_REFUSED)
                ck_abort_msg("%s", refusing[i].name);
        integ_cohort_free(cohort);
        integ_register_free(reg);
        integ_context_free(context);
    }
}
END_TEST

void add_purpose(Suite *suite)
{
    add_tests(suite, "purpose", (const TTest *[]){in_statistics_nothing_tells_of_citizens, NULL});
}
