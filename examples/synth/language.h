/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef SYNTH_LANGUAGE_H
#define SYNTH_LANGUAGE_H

/* Danish, measured with another instrument at every age: screening before school, national tests and the final
 * examination in school, the Danish examinations for adults. */

#include "person.h"

enum instrument { INSTRUMENT_SCREENING, INSTRUMENT_SCHOOL_TEST, INSTRUMENT_FINAL_EXAM, INSTRUMENT_DANISH_EXAM };

typedef struct assessment {
    integ_date day;
    int32_t instrument;
    const char *result;
    bool at_age; /* at the level of one's age; for adults: the second Danish examination or a higher one */
} assessment;

#define ASSESSMENTS_AT_MOST 8

/* Fills in what was assessed up to a date, earliest first, and returns how many there are. */
int32_t assessments_until(const person *who, integ_date day, assessment out[ASSESSMENTS_AT_MOST]);

#endif
