/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef SYNTH_WORK_H
#define SYNTH_WORK_H

/* Work and benefits, activation, companies and their contracts. The state of work on a date is that of the calendar
 * year in which the day before it lies, as in the register-based labour force statistics. */

#include "person.h"

enum work { WORK_UNKNOWN, WORK_CHILD, WORK_STUDENT, WORK_EMPLOYED, WORK_UNEMPLOYED, WORK_OUTSIDE, WORK_RETIRED };

enum benefit {
    BENEFIT_UNKNOWN,
    BENEFIT_NONE,
    BENEFIT_STUDY_GRANT,
    BENEFIT_INSURANCE,
    BENEFIT_CASH,
    BENEFIT_EDUCATION,
    BENEFIT_INTEGRATION,
    BENEFIT_SICKNESS,
    BENEFIT_DISABILITY,
    BENEFIT_PENSION
};

int32_t work_in(const person *who, int32_t year);
int32_t benefit_in(const person *who, int32_t year, int32_t work);
int64_t income_in(const person *who, int32_t year, int32_t work); /* in hundredths of a krone */

typedef struct spell {
    integ_date start;
    integ_date end; /* the last day */
    int32_t kind;
} spell;

#define SPELLS_AT_MOST 4 /* in one year */

/* Fills in the activation spells that begin in a year, earliest start first, and returns how many there are. */
int32_t spells_in(const person *who, int32_t year, spell out[SPELLS_AT_MOST]);

/* Days with activation in the 365 days before a date, each counted once. */
int32_t activation_days(const person *who, integ_date day);

typedef struct contract {
    integ_date start;
    integ_date end;
    int64_t amount; /* in hundredths of a krone */
    int32_t task;
} contract;

#define CONTRACTS_AT_MOST 3 /* in one year */

int32_t company_employees(const person *who, int32_t year); /* -1: owns no company that year */
bool is_small(int32_t employees);

/* Fills in the contracts with the municipality that begin in a year, and returns how many there are. */
int32_t contracts_in(const person *who, int32_t year, contract out[CONTRACTS_AT_MOST]);

#endif
