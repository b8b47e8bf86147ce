/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef TEST_RELEASE_PURSES_H
#define TEST_RELEASE_PURSES_H

/* Small towns whose people have amounts of their own and contracts with amounts, sums of them that are published
 * together, and what the rule says of an amount of each person, worked out without the library. */

#include "support/folder.h"

#include <integration.h>
#include <stdbool.h>

#define PURSE_PEOPLE 26
#define PURSE_CONTRACTS 44
#define PURSE_SNAPSHOTS 2
#define PURSE_OWNERS (PURSE_PEOPLE + PURSE_SNAPSHOTS * PURSE_CONTRACTS) /* with contracts of nobody */
#define PURSE_FIGURES 400

typedef struct purses {
    int people, contracts, snapshots;
    int64_t threshold;
    int64_t n, k; /* of the dominance rule; 0: there is none */
    int64_t p;    /* of the p % rule */
    int area[PURSE_PEOPLE], sex[PURSE_PEOPLE];
    int64_t wages[PURSE_SNAPSHOTS][PURSE_PEOPLE], benefits[PURSE_SNAPSHOTS][PURSE_PEOPLE];
    int64_t other[PURSE_SNAPSHOTS][PURSE_PEOPLE]; /* income is all three */
    int64_t born[PURSE_PEOPLE];
    int owner[PURSE_CONTRACTS]; /* -1: nobody */
    int kind[PURSE_CONTRACTS];
    int64_t hours[PURSE_SNAPSHOTS][PURSE_CONTRACTS], pay[PURSE_SNAPSHOTS][PURSE_CONTRACTS];
} purses;

typedef struct purse_question {
    int s;
    bool of_contracts;
    int measure, condition;
    int by; /* 0: none; 1 and 2: a column; 3: both */
    int rank;
} purse_question;

/* A sum with what each person has of it. */
typedef struct purse_figure {
    purse_question what;
    int asked; /* which question of its release */
    int release;
    uint64_t rows;
    int64_t amounts[PURSE_OWNERS]; /* in hundredths */
    int64_t counts[PURSE_OWNERS];  /* rows */
    bool shown, count_shown;
} purse_figure;

typedef struct purse_figures {
    int count, releases;
    purse_figure items[PURSE_FIGURES];
} purse_figures;

uint32_t next_of(uint64_t *state);

/* Amounts that mostly add up, and few of which are large; contracts of few. */
void invent_purses(uint64_t *state, purses *out);
purse_question draw_purse_question(const purses *of, uint64_t *state);

integ_status make_purses(const purses *of, integ_context *context, integ_register **out, integ_error *error);
/* Publishes the sums together, with the ledger of that name where there is one, and adds them to `out`, which may be
 * NULL. */
integ_status publish_purses(const purses *of, integ_context *context, integ_register *reg,
                            const purse_question *questions, int count, const char *ledger_file, purse_figures *out,
                            integ_error *error);

/* Whether few have any of what is left, or make up too much of it. */
bool purses_tell(const purses *of, const int64_t *amounts);

#endif
