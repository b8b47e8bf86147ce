/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_REPORT_METHOD_WORDS_H
#define INTEGI_REPORT_METHOD_WORDS_H

/* What methods, their statuses and their reasons are called in reports, in both languages. Static. */

#include <stdint.h>

const char *integi_method_words(const char *method, int32_t language);
const char *integi_method_status_words(const char *status, int32_t language);
const char *integi_untold_words(int32_t reason, int32_t language); /* INTEG_UNTOLD_ */
const char *integi_assurance_words(int32_t assurance, int32_t language); /* NULL where there is none */
const char *integi_aggregate_words(int32_t rule, int32_t language);

#endif
