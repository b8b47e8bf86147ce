/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_BASE_TURNS_H
#define INTEGI_BASE_TURNS_H

/* Parts of a whole that are worked on at the same time, but settled one after the other, in their order: for
 * each part one thread takes the next number, works, waits for its turn, settles what depends on the parts
 * before, and ends its turn. What may follow beside the turns of others, such as writing where the turn made
 * room, is its aftermath. */

#include <pthread.h>
#include <stdbool.h>
#include <stdint.h>

typedef struct integi_turns {
    pthread_mutex_t lock, door;
    pthread_cond_t changed;
    int64_t next;       /* whose turn it is */
    int64_t aftermaths; /* that are going on */
} integi_turns;

bool integi_turns_init(integi_turns *turns);
void integi_turns_free(integi_turns *turns);

/* One thread at a time between these two: where parts are handed out, each with the next number from 0 on. */
void integi_turns_enter(integi_turns *turns);
void integi_turns_leave(integi_turns *turns);

/* Waits for the turn of a part; every number that was handed out must come. */
void integi_turns_begin(integi_turns *turns, int64_t number);
/* During a turn: waits until no aftermath of an earlier one is going on. */
void integi_turns_alone(integi_turns *turns);
/* Ends the turn. With an aftermath, integi_turns_done must follow. */
void integi_turns_end(integi_turns *turns, bool aftermath);
void integi_turns_done(integi_turns *turns);

#endif
