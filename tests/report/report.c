/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/. */
#include "report/suite.h"

#include <stdlib.h>
#include <string.h>

int main(void)
{
    Suite *suite = suite_create("report");
    add_layout(suite);
    add_text_reports(suite);
    add_json_reports(suite);
    add_csv_reports(suite);
    add_report_arrow(suite);
    add_report_failures(suite);
    return run_suite(suite);
}

typedef struct collected {
    char *text;
    size_t length;
} collected;

static int32_t collect(const char *bytes, size_t length, void *userdata)
{
    collected *all = userdata;
    all->text = realloc(all->text, all->length + length + 1);
    ck_assert_ptr_nonnull(all->text);
    memcpy(all->text + all->length, bytes, length);
    all->length += length;
    all->text[all->length] = '\0';
    return 0;
}

char *report_text(const integ_results *results, int32_t format, int32_t language)
{
    collected all = {0};
    ck_assert_int_eq(integ_report_write(results, format, language, collect, &all, NULL), INTEG_STATUS_OK);
    ck_assert_uint_eq(strlen(all.text), all.length);
    return all.text;
}
