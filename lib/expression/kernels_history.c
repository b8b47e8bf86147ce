/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "expression/history.h"
#include "expression/kernels.h"

/* The places of one owner's rows. */
typedef struct stretch {
    uint32_t first, end;
} stretch;

/* Which of the owners that have rows each owner of a word is that is to be looked at: goes along the bits. */
typedef struct walk {
    const integi_linked_rows *linked;
    uint64_t has, left;
    uint32_t before;
} walk;

static inline walk begin_word(const integi_linked_rows *linked, const integi_history_rows *of, int32_t word,
                              uint64_t needed)
{
    int64_t at = of->first_row / 64 + word;
    uint64_t has = linked->has == NULL ? 0 : linked->has[at];
    return (walk){linked, has, has & needed, has == 0 ? 0 : linked->before[at]};
}

/* The next owner's bit, from 0 to 63; -1 behind the last. */
static inline int next_owner(walk *self, stretch *out)
{
    if (self->left == 0)
        return -1;
    int bit = __builtin_ctzll(self->left);
    uint32_t number = self->before + (uint32_t)__builtin_popcountll(self->has & ((UINT64_C(1) << bit) - 1));
    *out = (stretch){self->linked->firsts[number], self->linked->firsts[number + 1]};
    self->left &= self->left - 1;
    return bit;
}

static uint64_t wanted_of(const integi_history_rows *of, int32_t word)
{
    return of->wanted == NULL ? ~UINT64_C(0) : of->wanted[word];
}

/* Whether any of the places was found, 64 at a time. */
static bool has_any(const uint64_t *found, stretch places)
{
    if (places.first == places.end)
        return false;
    uint32_t first = places.first / 64, last = (places.end - 1) / 64;
    uint64_t any = found[first] & (~UINT64_C(0) << (places.first % 64));
    uint64_t end = ~UINT64_C(0) >> (63 - (places.end - 1) % 64);
    for (uint32_t word = first; word < last; word++) {
        if (any != 0)
            return true;
        any = found[word + 1];
    }
    return (any & end) != 0;
}

/* The places of all owners of a word. */
static stretch places_of_word(const walk *self, int64_t word)
{
    const integi_linked_rows *linked = self->linked;
    bool last = word + 1 == (int64_t)integi_bitset_words(linked->owners);
    return (stretch){linked->firsts[self->before], linked->firsts[last ? linked->having : linked->before[word + 1]]};
}

void integi_kernel_history_exists(const integi_bound_history *history, const integi_history_rows *of, uint64_t *truth)
{
    stretch places;
    for (int32_t w = 0; w * 64 < of->rows; w++) {
        walk here = begin_word(history->linked, of, w, wanted_of(of, w));
        truth[w] = history->found == NULL ? here.has : 0;
        if (history->found == NULL || here.has == 0 ||
            !has_any(history->found, places_of_word(&here, of->first_row / 64 + w)))
            continue;
        for (int bit; (bit = next_owner(&here, &places)) >= 0;)
            truth[w] |= (uint64_t)has_any(history->found, places) << bit;
    }
}

static int64_t count_places(const integi_bound_history *history, stretch places)
{
    int64_t count = 0;
    if (history->found == NULL)
        return places.end - places.first;
    for (uint32_t place = places.first; place < places.end; place++)
        count += integi_history_has(history, place);
    return count;
}

void integi_kernel_history_count(const integi_bound_history *history, const integi_history_rows *of, int64_t *out)
{
    stretch places;
    memset(out, 0, (size_t)of->rows * sizeof *out);
    for (int32_t w = 0; w * 64 < of->rows; w++) {
        walk here = begin_word(history->linked, of, w, wanted_of(of, w));
        for (int bit; (bit = next_owner(&here, &places)) >= 0;)
            out[w * 64 + bit] = count_places(history, places);
    }
}

/* Days from `from` to before `end`. */
typedef struct days {
    int64_t from, end;
} days;

/* The days of one spell inside the time that is asked about and behind `reached`; none where they end before. */
static inline days clip(integi_spell spell, int64_t reached, int64_t end)
{
    return (days){spell.start > reached ? spell.start : reached, spell.end < end ? spell.end : end};
}

/* These go along the spells by their starts, so that what overlaps an earlier one begins where that ended. */
static int64_t days_covered(const integi_bound_history *history, stretch places, days asked)
{
    const integi_spell *spells = history->linked->spells;
    int64_t covered = 0, reached = asked.from;
    for (uint32_t i = places.first; i < places.end && spells[i].start < asked.end; i++) {
        days new = clip(spells[i], reached, asked.end);
        if (new.end <= new.from || !integi_history_has(history, i))
            continue;
        covered += new.end - new.from;
        reached = new.end;
    }
    return covered;
}

static int64_t longest_gap(const integi_bound_history *history, stretch places, days asked)
{
    const integi_spell *spells = history->linked->spells;
    int64_t longest = 0, reached = asked.from;
    for (uint32_t i = places.first; i < places.end && spells[i].start < asked.end; i++) {
        days new = clip(spells[i], reached, asked.end);
        if (new.end <= new.from || !integi_history_has(history, i))
            continue;
        longest = new.from - reached > longest ? new.from - reached : longest;
        reached = new.end;
    }
    return asked.end - reached > longest ? asked.end - reached : longest;
}

static int64_t longest_run(const integi_bound_history *history, stretch places, days asked)
{
    const integi_spell *spells = history->linked->spells;
    int64_t longest = 0, began = asked.from, reached = asked.from;
    for (uint32_t i = places.first; i < places.end && spells[i].start < asked.end; i++) {
        days new = clip(spells[i], reached, asked.end);
        if (new.end <= new.from || !integi_history_has(history, i))
            continue;
        began = new.from > reached ? new.from : began;
        reached = new.end;
        longest = reached - began > longest ? reached - began : longest;
    }
    return longest;
}

static bool covers(const integi_bound_history *history, stretch places, int64_t day)
{
    const integi_spell *spells = history->linked->spells;
    for (uint32_t i = places.first; i < places.end && spells[i].start <= day; i++)
        if (spells[i].end > day && integi_history_has(history, i))
            return true;
    return false;
}

void integi_kernel_history_at(const integi_bound_history *history, const integi_history_rows *of, const int64_t *dates,
                              uint64_t *truth)
{
    stretch places;
    for (int32_t w = 0; w * 64 < of->rows; w++) {
        walk here = begin_word(history->linked, of, w, wanted_of(of, w));
        truth[w] = 0;
        for (int bit; (bit = next_owner(&here, &places)) >= 0;)
            truth[w] |= (uint64_t)covers(history, places, dates[w * 64 + bit]) << bit;
    }
}

/* What is true of everybody without a spell: no day is covered, and the whole time is one gap. */
static void fill(integi_history_function function, const integi_window *window, int32_t rows, int64_t *integers,
                 double *numbers)
{
    if (function == INTEGI_HISTORY_COVERAGE)
        memset(numbers, 0, (size_t)rows * sizeof *numbers);
    else if (function != INTEGI_HISTORY_LONGEST_GAP)
        memset(integers, 0, (size_t)rows * sizeof *integers);
    for (int32_t i = 0; function == INTEGI_HISTORY_LONGEST_GAP && i < rows; i++) {
        int32_t row = window->fixed ? 0 : i; /* unsigned: in rows that are not known there may be anything */
        integers[i] = (int64_t)((uint64_t)window->to[row] - (uint64_t)window->from[row] + 1);
    }
}

/* The rows of a word whose window does not end before it begins. */
static uint64_t forwards(const integi_window *window, int32_t first, int32_t rows)
{
    uint64_t found = 0;
    if (window->fixed)
        return window->from[0] <= window->to[0] ? ~UINT64_C(0) : 0;
    for (int32_t i = 0; i < 64 && first + i < rows; i++)
        found |= (uint64_t)(window->from[first + i] <= window->to[first + i]) << i;
    return found;
}

/* So many owners are gathered before their spells are looked at: these lie far from each other, and all of them are on
 * their way from memory while the first are waited for. */
#define GATHERED 256

typedef struct batch {
    int32_t count;
    int32_t rows[GATHERED];
    stretch places[GATHERED];
} batch;

static void gather(batch *into, walk *owners, int32_t first_row)
{
    stretch places;
    for (int bit; (bit = next_owner(owners, &places)) >= 0;) {
        __builtin_prefetch(&owners->linked->spells[places.first]);
        into->rows[into->count] = first_row + bit;
        into->places[into->count++] = places;
    }
}

typedef struct asking {
    const integi_bound_history *history;
    integi_history_function function;
    const integi_window *window;
    int64_t *integers;
    double *numbers;
} asking;

static void answer_one(const asking *self, int32_t row, stretch places, days asked)
{
    switch (self->function) {
    case INTEGI_HISTORY_DAYS_COVERED:
        self->integers[row] = days_covered(self->history, places, asked);
        break;
    case INTEGI_HISTORY_LONGEST_GAP:
        self->integers[row] = longest_gap(self->history, places, asked);
        break;
    case INTEGI_HISTORY_LONGEST_RUN:
        self->integers[row] = longest_run(self->history, places, asked);
        break;
    default:
        self->numbers[row] =
            (double)days_covered(self->history, places, asked) / (double)(asked.end - asked.from);
        break;
    }
}

static void answer(const asking *self, batch *from)
{
    for (int32_t i = 0; i < from->count; i++) {
        int32_t row = from->rows[i], at = self->window->fixed ? 0 : row;
        answer_one(self, row, from->places[i], (days){self->window->from[at], self->window->to[at] + 1});
    }
    from->count = 0;
}

void integi_kernel_history_days(const integi_bound_history *history, integi_history_function function,
                                const integi_history_rows *of, const integi_window *window, int64_t *integers,
                                double *numbers, uint64_t *known)
{
    asking question = {history, function, window, integers, numbers};
    batch gathered;
    gathered.count = 0;
    fill(function, window, of->rows, integers, numbers);
    for (int32_t w = 0; w * 64 < of->rows; w++) {
        known[w] &= forwards(window, w * 64, of->rows);
        uint64_t needed = known[w] & wanted_of(of, w);
        walk owners = begin_word(history->linked, of, w, needed);
        gather(&gathered, &owners, w * 64);
        if (gathered.count > GATHERED - 64)
            answer(&question, &gathered);
    }
    answer(&question, &gathered);
}
