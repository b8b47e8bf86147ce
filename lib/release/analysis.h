/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_RELEASE_ANALYSIS_H
#define INTEGI_RELEASE_ANALYSIS_H

/* Attritions, overlaps and followings in a release: each of their figures is a set of rows, which has a name, so that a
 * ledger can remember it and find it again. */

#include "base/buffer.h"
#include "integration/release.h"
#include "release/collected.h"
#include "release/ranks.h"

#include <stdatomic.h>

struct integi_ledger_analysis;

/* Counts as they may be shown: hidden until the release that they are of is protected. The release and whoever asked
 * for them share them, and the last one frees them. Kept as the first member of what is made of them. */
typedef struct integi_shown {
    integ_context *context;
    atomic_int references;
    int64_t *counts; /* -1: hidden */
    size_t count;
    void (*settle)(struct integi_shown *shown);  /* once the counts are filled in; may be NULL */
    void (*destroy)(struct integi_shown *shown); /* all but the counts */
} integi_shown;

/* False: no memory; what there is is to be released all the same. */
bool integi_shown_init(integi_shown *shown, integ_context *context, int64_t count,
                       void (*destroy)(integi_shown *shown));
void integi_shown_release(integi_shown *shown); /* may be NULL */

/* Cells while they are taken from the figures of an analysis. After the first fault nothing more is taken. */
typedef struct integi_taking {
    integi_collection *collection;
    struct integi_analysis *analysis;
    const int8_t *remembered; /* of a ledger: 1 shown, 0 hidden, -1 not there; NULL: it is asked now */
    uint64_t *words;          /* scratch */
    size_t word_count;
    integ_error *error;
    integ_status status;
} integi_taking;

/* Room for a set of so many rows; NULL when there is none. */
uint64_t *integi_take_words(integi_taking *self, int64_t rows);
/* The rows of a figure. */
void integi_take(integi_taking *self, int64_t figure, int64_t rank, const integ_snapshot *snapshot, int64_t table,
                 const uint64_t *words);
/* The same where the figure may be shown, or was; elsewhere they are rows that nobody prints. */
void integi_take_if(integi_taking *self, bool may_be_shown, int64_t figure, int64_t rank,
                    const integ_snapshot *snapshot, int64_t table, const uint64_t *words);
/* Rows that nobody prints and everybody can compute. */
void integi_take_derived(integi_taking *self, const integ_snapshot *snapshot, int64_t table, const uint64_t *words);
/* How many rows a table has: known to many, and so the last that is given up for something else. Returns the cell; -1:
 * they are few. */
int64_t integi_take_total(integi_taking *self, const integ_snapshot *snapshot, int64_t table);
/* A figure is shown only where two other cells are; -1 for none. */
void integi_take_with(integi_taking *self, int64_t figure, int64_t first, int64_t second);
/* A figure is shown only where another figure is. */
void integi_take_behind(integi_taking *self, int64_t figure, int64_t other);

/* How one kind of analysis is done. */
typedef struct integi_analysis_form {
    const char *kind; /* as ledgers call it */
    bool joins;       /* its figures are about people in several snapshots */
    int64_t (*count)(const void *source); /* of figures */
    int64_t (*value)(const void *source, int64_t figure);
    void (*take)(integi_taking *self, const void *source);
    /* For the ledger: the figure's name and the members of the definition, as canonical JSON. */
    void (*name)(const void *source, int64_t figure, integi_buffer *out);
    integ_status (*define)(const void *source, integi_buffer *out, integ_error *error);
    const integ_groups *(*groups)(const void *source); /* NULL for none */
    int64_t (*snapshot_count)(const void *source);
    const integ_snapshot *(*snapshot)(const void *source, int64_t index); /* rising */
    /* The same analysis once more. */
    integ_status (*make)(const struct integi_ledger_analysis *recorded, const integ_groups *groups,
                         const integ_snapshot *const *snapshots, int64_t count, void **source, integ_error *error);
    void (*free)(void *source);
} integi_analysis_form;

extern const integi_analysis_form integi_form_funnel, integi_form_overlap, integi_form_following;
const integi_analysis_form *integi_analysis_form_find(const char *kind); /* NULL: there is none */

/* An analysis that a release has. */
typedef struct integi_analysis {
    integ_context *context;
    const integi_analysis_form *form;
    const void *source;
    void *owned;         /* the source, where a ledger has made it; NULL */
    integi_shown *shown; /* NULL where a ledger has made it */
    size_t count;
    int64_t *cells;      /* of each figure; -1: it may not be shown */
    int64_t *with;       /* of each figure two cells without which it is not shown; -1: none */
    int64_t *behind;     /* and another figure; -1: none */
} integi_analysis;

void integi_analysis_free(integi_analysis *analysis); /* may be NULL */

/* Adds the figures of a source to a release. `shown` has room for them, and is shared. */
integ_status integi_release_add_analysis(integ_release *release, const integi_analysis_form *form, const void *source,
                                         integi_shown *shown, integ_error *error);
/* The same for what a ledger remembers. The source is the release's to free, on failure too. `said` is as in
 * integi_taking. */
integ_status integi_release_remember_analysis(integ_release *release, const integi_analysis_form *form, void *source,
                                              const int8_t *said, const int64_t **cells, integ_error *error);

/* The n-th analysis of a release; NULL when there are no more. */
const integi_analysis *integi_release_analysis(const integ_release *release, size_t index);

/* JSON: `"name":`, a text behind it, and before all but the first member a comma. */
void integi_json_member(integi_buffer *out, const char *name);
void integi_json_text_member(integi_buffer *out, const char *name, const char *text); /* nothing for NULL */
void integi_json_number_member(integi_buffer *out, const char *name, int64_t number);
/* An expression in its canonical form; nothing for NULL. */
integ_status integi_json_expression_member(integi_buffer *out, const char *name, const integ_expression *expression,
                                           integ_error *error);

#endif
