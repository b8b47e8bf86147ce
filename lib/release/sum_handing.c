/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
/* Other people with the same amounts: what those have who are not in their atom any more is what those have who are in
 * another one instead, where they may have that. Then not only the sum is the same, but everything that is made of
 * amounts. */
#include "release/sum_classes.h"

#define PEOPLE_AT_MOST 32

typedef __int128 wide;

/* Somebody who is in an atom instead of another one, and may have amounts between two. */
typedef struct taker {
    wide least, most;
    bool served;
} taker;

typedef struct handing {
    const integi_sum_amounts *amounts;
    taker takers[PEOPLE_AT_MOST];
    int64_t count;
} handing;

/* Of who might be there, it is not known what he has. */
static bool add_takers(handing *self, int64_t atom, int64_t people)
{
    if (self->count + people > PEOPLE_AT_MOST || atom >= self->amounts->atoms->real)
        return false;
    for (int64_t i = 0; i < people; i++)
        self->takers[self->count++] = (taker){.least = self->amounts->least[atom], .most = self->amounts->most[atom]};
    return true;
}

/* Of those who may have an amount, the one who can wait least for another. */
static taker *find_taker(handing *self, wide amount)
{
    taker *found = NULL;
    for (int64_t i = 0; i < self->count; i++) {
        taker *one = &self->takers[i];
        bool fits = !one->served && one->least <= amount && amount <= one->most;
        if (fits && (found == NULL || one->most - one->least < found->most - found->least))
            found = one;
    }
    return found;
}

/* So many of an atom hand on what they have, as long as somebody takes it. */
static bool hand_on(handing *self, int64_t atom, int64_t people)
{
    const integi_sum_amounts *amounts = self->amounts;
    for (size_t at = amounts->starts[atom]; at < amounts->starts[atom + 1] && people > 0; at++) {
        taker *found = find_taker(self, amounts->values[at]);
        if (found != NULL) {
            found->served = true;
            people--;
        }
    }
    return people == 0;
}

bool integi_sum_can_be_handed_on(const integi_sum_amounts *amounts, const int64_t *class_of, const int64_t *items,
                                 int64_t length, int64_t class)
{
    handing self = {.amounts = amounts};
    int64_t people = 0;
    for (int64_t i = 0; i < length; i += 2) {
        if (class_of[items[i]] != class)
            continue;
        people += items[i + 1];
        if (items[i + 1] > 0 && !add_takers(&self, items[i], items[i + 1]))
            return false;
    }
    for (int64_t i = 0; i < length && people == 0; i += 2)
        if (class_of[items[i]] == class && items[i + 1] < 0 && !hand_on(&self, items[i], -items[i + 1]))
            return false;
    return people == 0;
}
