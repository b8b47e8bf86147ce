/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
/* All shown sums of the same amounts, of random towns, together: by an elimination of its own, nobody finds what few
 * people have, nor a sum that is hidden. */
#include "release/purses.h"
#include "release/suite.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#define CASES 300
#define QUESTIONS 6
#define ROWS PURSE_CONTRACTS
#define PRIME UINT64_C(0x1FFFFFFFFFFFFFFF)
#define PARTS 3 /* of a group, each of rows that are in the same sums */

/* Sums of the same amounts as rows of numbers, none of which is in the others' first. */
typedef struct span {
    const purses *of;
    const purse_figure *like; /* one of the sums */
    bool with_nobody;         /* that somebody has nothing is not known */
    int count;
    uint64_t numbers[PURSE_FIGURES][ROWS];
    int first[PURSE_FIGURES];
    uint64_t kinds[ROWS]; /* of rows that are in the same sums */
    int kind_count;
} span;

static uint64_t times(uint64_t a, uint64_t b)
{
    return (uint64_t)((unsigned __int128)a * b % PRIME);
}

static uint64_t inverse(uint64_t a)
{
    uint64_t result = 1;
    for (uint64_t exponent = PRIME - 2; exponent > 0; exponent /= 2, a = times(a, a))
        if (exponent % 2 == 1)
            result = times(result, a);
    return result;
}

/* Takes so many times one row from another. */
static void take(uint64_t *from, const uint64_t *row, uint64_t number)
{
    for (int i = 0; i < ROWS && number != 0; i++)
        from[i] = (from[i] + PRIME - times(number, row[i])) % PRIME;
}

/* Takes away what is known. Returns the first that is left; ROWS: nothing is. */
static int reduce(const span *self, uint64_t *numbers)
{
    for (int k = 0; k < self->count; k++)
        take(numbers, self->numbers[k], numbers[self->first[k]]);
    int first = 0;
    while (first < ROWS && numbers[first] == 0)
        first++;
    return first;
}

static int64_t amount_of_row(const span *self, int row)
{
    const purse_question *what = &self->like->what;
    int s = what->s;
    if (row >= (what->of_contracts ? self->of->contracts : self->of->people))
        return 0;
    if (what->of_contracts)
        return what->measure == 0 ? self->of->hours[s][row] : self->of->pay[s][row];
    switch (what->measure) {
    case 0: return self->of->wages[s][row];
    case 1: return self->of->benefits[s][row];
    case 2: return self->of->wages[s][row] + self->of->benefits[s][row] + self->of->other[s][row];
    case 3: return self->of->wages[s][row] + self->of->benefits[s][row];
    default: return 1; /* nobody has nothing */
    }
}

/* Those with an amount. */
static void take_rows(const span *self, uint64_t rows, uint64_t *numbers)
{
    for (int i = 0; i < ROWS; i++)
        numbers[i] = (rows >> i & 1) != 0 && (self->with_nobody || amount_of_row(self, i) != 0);
}

static bool is_told(const span *self, uint64_t rows)
{
    uint64_t numbers[ROWS];
    take_rows(self, rows, numbers);
    return reduce(self, numbers) == ROWS;
}

static void add(span *self, uint64_t rows)
{
    uint64_t numbers[ROWS];
    take_rows(self, rows, numbers);
    int first = reduce(self, numbers);
    if (first == ROWS)
        return;
    uint64_t by = inverse(numbers[first]);
    for (int i = 0; i < ROWS; i++)
        self->numbers[self->count][i] = times(numbers[i], by);
    for (int k = 0; k < self->count; k++)
        take(self->numbers[k], self->numbers[self->count], self->numbers[k][first]);
    self->first[self->count++] = first;
}

/* Divides the kinds into those in a sum and those who are not. */
static void split(span *self, uint64_t rows)
{
    int before = self->kind_count;
    for (int k = 0; k < before; k++)
        if ((self->kinds[k] & rows) != 0 && (self->kinds[k] & ~rows) != 0) {
            self->kinds[self->kind_count++] = self->kinds[k] & ~rows;
            self->kinds[k] &= rows;
        }
}

static bool is_alike(const purse_figure *a, const purse_figure *b)
{
    int first = a->what.measure, second = b->what.measure;
    bool same = first == second || (a->what.of_contracts && first > 0 && second > 0); /* pay is what is paid */
    return same && a->what.s == b->what.s && a->what.of_contracts == b->what.of_contracts;
}

/* How many have any of it. */
static int64_t contributors(const span *self, uint64_t rows)
{
    int64_t of_owner[PURSE_OWNERS] = {0}, count = 0;
    for (int i = 0; i < ROWS; i++) {
        int owner = !self->like->what.of_contracts ? i : self->of->owner[i] < 0 ? PURSE_PEOPLE + i : self->of->owner[i];
        if ((rows >> i & 1) != 0)
            of_owner[owner] += amount_of_row(self, i);
    }
    for (int i = 0; i < PURSE_OWNERS; i++)
        count += of_owner[i] != 0;
    return count;
}

/* Whether a group of these and more kinds is of few people and told. */
static bool tells_of_few(const span *self, uint64_t rows, int from, int parts)
{
    int64_t people = contributors(self, rows);
    if (people > 0 && people < self->of->threshold && is_told(self, rows))
        return true;
    for (int k = from; k < self->kind_count && parts > 0; k++)
        if (tells_of_few(self, rows | self->kinds[k], k + 1, parts - 1))
            return true;
    return false;
}

/* With what so many releases said. */
static void fill(span *self, const purses *of, const purse_figures *told, const purse_figure *like, int releases,
                 bool with_nobody)
{
    *self = (span){.of = of, .like = like, .with_nobody = with_nobody, .kinds = {~UINT64_C(0) >> (64 - ROWS)},
                   .kind_count = 1};
    for (int i = 0; i < told->count; i++)
        if (told->items[i].shown && told->items[i].release < releases && is_alike(&told->items[i], like)) {
            add(self, told->items[i].rows);
            split(self, told->items[i].rows);
        }
}

/* Whether there is a sum of the same amounts of which it is hidden that all of few have the same. What is hidden for it
 * may follow for those who know of somebody that he has nothing. */
static bool has_sum_of_all(const purse_figures *told, const purse_figure *like)
{
    for (int i = 0; i < told->count; i++) {
        const purse_figure *sum = &told->items[i];
        int64_t people = 0, first = 0, others = 0;
        for (int k = 0; k < PURSE_OWNERS; k++) {
            if (sum->counts[k] == 0)
                continue;
            first = people++ == 0 ? sum->amounts[k] : first;
            others += sum->amounts[k] != first;
        }
        if (is_alike(sum, like) && !sum->shown && people > 0 && people < 10 && others == 0)
            return true;
    }
    return false;
}

static bool is_found(span *known, const purses *of, const purse_figures *told, const purse_figure *sum)
{
    fill(known, of, told, sum, sum->release, false);
    if (is_told(known, sum->rows)) /* before it was hidden; that somebody has nothing is in none */
        return false;
    fill(known, of, told, sum, told->releases, has_sum_of_all(told, sum));
    return is_told(known, sum->rows);
}

static void check(const purses *of, const purse_figures *told, int64_t seed)
{
    static span known;
    for (int i = 0; i < told->count; i++) {
        const purse_figure *sum = &told->items[i];
        bool is_first = true;
        for (int k = 0; k < i; k++)
            is_first = is_first && !is_alike(&told->items[k], sum);
        if (!is_first && sum->shown)
            continue;
        fill(&known, of, told, sum, told->releases, false);
        ck_assert_msg(!is_first || !tells_of_few(&known, 0, 0, PARTS), "seed %d: few of what sum %d is of", (int)seed,
                      i);
        ck_assert_msg(sum->shown || !is_found(&known, of, told, sum), "seed %d: hidden sum %d", (int)seed, i);
    }
}

/* Publishes at once, or one after the other with a ledger. Returns how many releases were refused. */
static int publish(const purses *of, purse_question *questions, int count, bool one_by_one, purse_figures *told)
{
    integ_context *context;
    integ_register *reg;
    char path[] = "/tmp/ledger.XXXXXX", lock[sizeof path + 5];
    int file = mkstemp(path), refused = 0;
    ck_assert_int_ge(file, 0);
    close(file);
    unlink(path);
    snprintf(lock, sizeof lock, "%s.lock", path);
    ck_assert_int_eq(integ_context_new(&context, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(make_purses(of, context, &reg, NULL), INTEG_STATUS_OK);
    told->count = told->releases = 0;
    for (int i = 0; i < count; i += one_by_one ? 1 : count) {
        integ_status status = publish_purses(of, context, reg, questions + i, one_by_one ? 1 : count,
                                             one_by_one ? path : NULL, told, NULL);
        ck_assert(status == INTEG_STATUS_OK || (one_by_one && status == INTEG_STATUS_LIMIT_EXCEEDED));
        refused += status != INTEG_STATUS_OK;
    }
    integ_register_free(reg);
    integ_context_free(context);
    unlink(path);
    unlink(lock);
    return refused;
}

START_TEST(nobody_finds_what_few_have_by_adding_and_subtracting)
{
    int64_t shown = 0, hidden = 0, refused = 0, cases = random_cases(CASES, 50 * CASES);
    purse_figures *told = malloc(sizeof *told);
    for (int64_t seed = 0; seed < cases; seed++) {
        uint64_t state = (uint64_t)seed + 1;
        purses of;
        purse_question questions[QUESTIONS];
        invent_purses(&state, &of);
        bool of_contracts = next_of(&state) % 3 == 0, one_by_one = next_of(&state) % 4 == 0;
        int measure = (int)(next_of(&state) % 4), count = 2 + (int)(next_of(&state) % (QUESTIONS - 1));
        for (int i = 0; i < count; i++) {
            questions[i] = draw_purse_question(&of, &state);
            questions[i].of_contracts = of_contracts;
            questions[i].measure = of_contracts && measure > 0 ? 1 + (int)(next_of(&state) % 2) : measure;
            questions[i].by %= of_contracts ? 2 : 4;
            questions[i].s = 0;
        }
        refused += publish(&of, questions, count, one_by_one, told);
        for (int i = 0; i < told->count; i++) {
            shown += told->items[i].shown;
            hidden += !told->items[i].shown;
        }
        check(&of, told, seed);
    }
    ck_assert_msg(shown > hidden / 3, "%d are shown and %d hidden", (int)shown, (int)hidden);
    ck_assert_int_gt(hidden, shown / 10);
    ck_assert_int_le(refused, cases / 100); /* of 2 to 6 releases of every fourth */
    free(told);
}
END_TEST

void add_sum_spans(Suite *suite)
{
    add_tests(suite, "sum spans", (const TTest *[]){nobody_finds_what_few_have_by_adding_and_subtracting, NULL});
}
