/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "base/turns.h"

bool integi_turns_init(integi_turns *turns)
{
    turns->next = turns->aftermaths = 0;
    if (pthread_mutex_init(&turns->lock, NULL) != 0)
        return false;
    if (pthread_mutex_init(&turns->door, NULL) != 0) {
        pthread_mutex_destroy(&turns->lock);
        return false;
    }
    if (pthread_cond_init(&turns->changed, NULL) == 0)
        return true;
    pthread_mutex_destroy(&turns->door);
    pthread_mutex_destroy(&turns->lock);
    return false;
}

void integi_turns_free(integi_turns *turns)
{
    pthread_cond_destroy(&turns->changed);
    pthread_mutex_destroy(&turns->door);
    pthread_mutex_destroy(&turns->lock);
}

void integi_turns_enter(integi_turns *turns)
{
    pthread_mutex_lock(&turns->door);
}

void integi_turns_leave(integi_turns *turns)
{
    pthread_mutex_unlock(&turns->door);
}

/* The lock is held throughout a turn. */
void integi_turns_begin(integi_turns *turns, int64_t number)
{
    pthread_mutex_lock(&turns->lock);
    while (turns->next != number)
        pthread_cond_wait(&turns->changed, &turns->lock);
}

void integi_turns_alone(integi_turns *turns)
{
    while (turns->aftermaths > 0)
        pthread_cond_wait(&turns->changed, &turns->lock);
}

void integi_turns_end(integi_turns *turns, bool aftermath)
{
    turns->next++;
    turns->aftermaths += aftermath;
    pthread_cond_broadcast(&turns->changed);
    pthread_mutex_unlock(&turns->lock);
}

void integi_turns_done(integi_turns *turns)
{
    pthread_mutex_lock(&turns->lock);
    turns->aftermaths--;
    if (turns->aftermaths == 0)
        pthread_cond_broadcast(&turns->changed);
    pthread_mutex_unlock(&turns->lock);
}
