/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/. */
#ifndef TEST_REPORT_SUITE_H
#define TEST_REPORT_SUITE_H

#include "report/report.h"
#include "support/suite.h"

void add_text_reports(Suite *suite);
void add_json_reports(Suite *suite);
void add_csv_reports(Suite *suite);
void add_report_arrow(Suite *suite);
void add_layout(Suite *suite);
void add_report_failures(Suite *suite);

/* A run's results made by hand, with something of everything: tests/report/sample.c. */
const integ_results *sample_results(integ_context *context);

/* Frees what the sample holds. */
void sample_end(void);

/* The report as a text to be freed; fails the test when it cannot be written. */
char *report_text(const integ_results *results, int32_t format, int32_t language);

#endif
