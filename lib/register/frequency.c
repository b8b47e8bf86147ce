/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "register/frequency.h"

#include "register/schema.h"

#include <string.h>

#define SLOTS (UINT64_C(1) << 20)
#define SLOTS_FILLED (SLOTS / 4 * 3)

typedef struct slot {
    int64_t value, rows; /* no rows: free */
} slot;

/* The values of one pass: those whose hash leaves `pass` when it is divided by `passes`. */
typedef struct counting {
    const integi_column *column;
    slot *slots;
    uint64_t filled, pass, passes;
} counting;

/* Values of type number are told apart by their bits, but -0 is 0. */
static bool read_value(const integi_column *column, int64_t row, int64_t *out)
{
    bool known = integi_column_integer(column, row, out);
    if (column->definition->type == INTEG_TYPE_NUMBER && *out == INT64_MIN)
        *out = 0;
    return known;
}

static uint64_t hash_of(int64_t value)
{
    unsigned __int128 product = (unsigned __int128)((uint64_t)value ^ UINT64_C(0xBF58476D1CE4E5B9)) *
                                UINT64_C(0x9E3779B97F4A7C15);
    return (uint64_t)product ^ (uint64_t)(product >> 64);
}

/* False when there are too many values for one pass. */
static bool count_pass(counting *in)
{
    int64_t value;
    memset(in->slots, 0, SLOTS * sizeof *in->slots);
    in->filled = 0;
    for (int64_t row = 0; row < in->column->rows; row++) {
        if (!read_value(in->column, row, &value))
            continue;
        uint64_t hash = hash_of(value), at = hash % SLOTS;
        if ((hash >> 32) % in->passes != in->pass)
            continue;
        while (in->slots[at].rows != 0 && in->slots[at].value != value)
            at = (at + 1) % SLOTS;
        if (in->slots[at].rows == 0 && ++in->filled > SLOTS_FILLED)
            return false;
        in->slots[at].value = value;
        in->slots[at].rows++;
    }
    return true;
}

bool integi_count_rare(integ_context *context, const integi_column *column, int64_t fewer_than, int64_t *out)
{
    counting in = {.column = column, .slots = integi_allocate_array(context, SLOTS, sizeof(slot)), .passes = 1};
    *out = 0;
    if (in.slots == NULL)
        return false;
    for (in.pass = 0; in.pass < in.passes; in.pass++) {
        if (!count_pass(&in)) { /* from the start, with a smaller part of the values at a time */
            *out = 0;
            in.passes *= 2;
            in.pass = UINT64_MAX;
            continue;
        }
        for (uint64_t i = 0; i < SLOTS; i++)
            *out += in.slots[i].rows < fewer_than ? in.slots[i].rows : 0;
    }
    integi_release_wiped(context, in.slots, SLOTS * sizeof *in.slots);
    return true;
}

void integi_count_entries(const integi_column *column, int64_t *rows)
{
    int64_t entry;
    for (int64_t row = 0; row < column->rows; row++)
        if (integi_column_integer(column, row, &entry))
            rows[entry]++;
}
