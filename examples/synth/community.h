/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef SYNTH_COMMUNITY_H
#define SYNTH_COMMUNITY_H

/* Where people meet: day-care institutions and schools, clubs, boards, and young people who guide young people. */

#include "person.h"

enum institution_kind { INSTITUTION_NURSERY, INSTITUTION_KINDERGARTEN, INSTITUTION_SCHOOL, INSTITUTION_KINDS };

/* How many institutions of a kind each area has, in a town of this size. */
int32_t institutions_in_area(const town *place, int32_t kind);

typedef struct place_in_institution {
    int32_t kind; /* -1: attends none */
    int32_t area;
    int32_t number; /* within its area, from 0 */
} place_in_institution;

/* The year in which the school year, and the season of the clubs, began that a date belongs to: they begin on the
 * first of August. */
int32_t season_of(integ_date day);

place_in_institution institution_in(const town *place, const person *who, int32_t season);

/* Membership in a season: 1 yes, 0 no, -1 unknown. */
int32_t club_member_in(const person *who, int32_t season);
int32_t club_kind_in(const person *who, int32_t season, int32_t number);
bool second_club_in(const person *who, int32_t season);

/* Terms of the sports clubs' boards begin on the first of March every year, those of the school boards on the first
 * of August every fourth year from 2010. */
int32_t sports_term_of(integ_date day);
int32_t school_term_of(integ_date day);
bool on_sports_board(const person *who, int32_t term);
bool on_school_board(const person *who, int32_t term);

/* Guides other young people: 1 yes, 0 no, -1 not of that age. */
int32_t youth_guide_on(const person *who, integ_date day);

#endif
