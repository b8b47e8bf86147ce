/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "base/parallel.h"

#include <pthread.h>
#include <stdatomic.h>

typedef struct team_work {
    integ_context *context;
    int64_t count;
    const char *step;
    integi_parallel_work work;
    void *userdata;
    atomic_llong next;
    atomic_bool stop;
    pthread_mutex_t lock; /* guards what is below */
    int64_t done;
    int64_t failed_item;
    integ_status status;
} team_work;

typedef struct member {
    team_work *team;
    int32_t thread;
    pthread_t handle;
} member;

/* Keeps the failure of the smallest item, so that what is reported does not depend on who came first. */
static void note_failure(team_work *team, int64_t item, integ_status status)
{
    pthread_mutex_lock(&team->lock);
    if (team->status == INTEG_STATUS_OK || item < team->failed_item) {
        team->failed_item = item;
        team->status = status;
    }
    pthread_mutex_unlock(&team->lock);
    atomic_store(&team->stop, true);
}

/* Counts and tells under one lock, so that what is heard never goes back, and nothing is heard after a stop. */
static bool tell_progress(team_work *team)
{
    bool goes_on = true;
    pthread_mutex_lock(&team->lock);
    team->done++;
    if (team->step != NULL && !atomic_load(&team->stop) &&
        !integi_progress(team->context, team->step, team->done, team->count)) {
        atomic_store(&team->stop, true);
        goes_on = false;
    }
    pthread_mutex_unlock(&team->lock);
    return goes_on;
}

static void *run_member(void *userdata)
{
    member *me = userdata;
    team_work *team = me->team;
    while (!atomic_load(&team->stop)) {
        int64_t item = atomic_fetch_add(&team->next, 1);
        if (item >= team->count)
            break;
        integ_status status = team->work(item, me->thread, team->userdata);
        if (status != INTEG_STATUS_OK)
            note_failure(team, item, status);
        if (!tell_progress(team))
            note_failure(team, team->count, INTEG_STATUS_CANCELLED);
    }
    return NULL;
}

integ_status integi_parallel(integ_context *context, int32_t threads, int64_t count, const char *step,
                             integi_parallel_work work, void *userdata)
{
    team_work team = {.context = context, .count = count, .step = step, .work = work, .userdata = userdata};
    if (threads > count)
        threads = (int32_t)(count < 1 ? 1 : count);
    member *members = integi_allocate_array(context, (size_t)threads, sizeof *members);
    if (members == NULL)
        return INTEG_STATUS_OUT_OF_MEMORY;
    pthread_mutex_init(&team.lock, NULL);
    int32_t started = 1; /* this thread is member 0 */
    members[0] = (member){.team = &team};
    for (; started < threads; started++) {
        members[started] = (member){.team = &team, .thread = started};
        if (pthread_create(&members[started].handle, NULL, run_member, &members[started]) != 0)
            break;
    }
    run_member(&members[0]);
    for (int32_t i = 1; i < started; i++)
        pthread_join(members[i].handle, NULL);
    pthread_mutex_destroy(&team.lock);
    integi_release(context, members, (size_t)threads * sizeof *members);
    return team.status;
}
