/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_DISCLOSURE_STINT_H
#define INTEGI_DISCLOSURE_STINT_H

/* How much work is done, counted in steps of about a nanosecond that are the same on every machine. Long work tells of
 * itself every few milliseconds, and ends early where it is cancelled, more than it may be, or keeps more than it
 * may. */

#include "base/context.h"

#define INTEGI_STINT_TOLD ((int64_t)1 << 21) /* steps from one time that progress is told to the next */

typedef struct integi_stint {
    integ_context *context;
    const char *step; /* what progress is told of */
    int64_t at, of;
    int64_t limit; /* INT64_MAX: none */
    int64_t room;  /* how many numbers of 4 bytes rows may be kept in; 0: as many as there is memory for */
    int64_t done;
    int64_t told; /* what was done then */
    bool cancelled;
    bool full; /* more numbers were kept */
} integi_stint;

static inline bool integi_stint_is_over(const integi_stint *self)
{
    return self->cancelled || self->full || self->done > self->limit;
}

/* Tells progress now. False: the work is to end. */
static inline bool integi_stint_tell(integi_stint *self)
{
    self->told = self->done;
    self->cancelled = self->cancelled || !integi_progress(self->context, self->step, self->at, self->of);
    return !integi_stint_is_over(self);
}

/* Of work that is in proportion to what it is given: it only tells of itself, and is cancelled. */
static inline integi_stint integi_stint_without_limit(integ_context *context, const char *step)
{
    return (integi_stint){.context = context, .step = step, .limit = INT64_MAX, .of = -1};
}

/* Adds steps. False: the work is to end, and what has been made of it is of no use. */
static inline bool integi_stint_take(integi_stint *self, int64_t steps)
{
    self->done += steps;
    return self->done - self->told >= INTEGI_STINT_TOLD ? integi_stint_tell(self) : !integi_stint_is_over(self);
}

#endif
