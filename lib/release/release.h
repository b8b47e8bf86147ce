/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_RELEASE_RELEASE_H
#define INTEGI_RELEASE_RELEASE_H

#include "indicator/indicator.h"
#include "integration/release.h"

/* A value as it may be shown. Where `hidden` is set, reason is TOO_FEW and number, exact, lower and upper are zero;
 * each count is -1 where it is hidden by itself. Nothing that was hidden can be read from it. */
typedef struct integi_figure {
    integi_value value;
    bool hidden;
} integi_figure;

integ_status integi_release_add_value(integ_release *release, const integi_value *value, int64_t *figure,
                                      integ_error *error);

/* Two values that make a third one published elsewhere, such as those reached by an effort and the others of a group:
 * either is hidden with the other, since one would give the other away. Before integ_release_protect. */
void integi_release_pair(integ_release *release, int64_t first, int64_t second);

/* After integ_release_protect; borrowed. */
const integi_figure *integi_release_figure(const integ_release *release, int64_t figure);

#endif
