/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_RELEASE_LEDGER_H
#define INTEGI_RELEASE_LEDGER_H

/* What earlier releases from a register have published: a JSON file with one entry for each, which holds the
 * definitions and what was said of them, and a running hash over all. */

#include "base/arena.h"
#include "base/buffer.h"
#include "base/json.h"
#include "base/sha256.h"
#include "integration/release.h"
#include "release/collected.h"

typedef struct integi_ledger_snapshot {
    integ_date as_of;
    const char *fingerprint;
} integi_ledger_snapshot;

typedef struct integi_ledger_group {
    const char *name, *within, *population, *where; /* the last three may be NULL */
} integi_ledger_group;

typedef struct integi_ledger_dimension {
    const char *column;
    bool dates;
    int64_t *edges; /* NULL: the column's own values */
    int64_t edge_count;
} integi_ledger_dimension;

typedef struct integi_ledger_query {
    const char *table, *of, *where, *measure; /* all but the table may be NULL */
    integi_ledger_dimension *by;
    int64_t by_count;
} integi_ledger_query;

typedef struct integi_ledger_cell {
    int64_t snapshot, query; /* of the entry */
    integi_part_kind kind;
    const char **labels; /* one for each dimension, NULL where unknown; NULL: the whole */
    int64_t count;       /* -1: hidden */
    bool hides_sum;      /* of amounts, whose count it is; else it may have been told */
    bool hides_limits;   /* likewise of the sum */
} integi_ledger_cell;

/* A breakdown that names only cells with `limit` rows and more. */
typedef struct integi_ledger_listing {
    int64_t snapshot, query; /* of the entry */
    int64_t limit;
} integi_ledger_listing;

/* A figure of an analysis, by its name as canonical JSON. */
typedef struct integi_ledger_figure {
    const char *name;
    int64_t count; /* -1: hidden */
} integi_ledger_figure;

/* A funnel, an overlap or a following: what it was made from, and what was said of it. */
typedef struct integi_ledger_analysis {
    const char *kind;
    const char *table;       /* of a funnel or a following */
    const char **conditions; /* of a funnel, in their order */
    int64_t condition_count;
    const char **groups; /* of an overlap */
    int64_t group_count;
    bool patterns;
    int64_t start; /* of a following: a snapshot of the entry; all of the entry are looked at */
    const char *of, *where, *meets, *departures, *reasons; /* NULL: not asked for */
    integi_ledger_figure *figures;
    int64_t figure_count;
} integi_ledger_analysis;

typedef struct integi_ledger_entry {
    const char *date, *title;
    integi_ledger_snapshot *snapshots;
    int64_t snapshot_count;
    integi_ledger_group *groups;
    int64_t group_count;
    integi_ledger_query *queries;
    int64_t query_count;
    integi_ledger_cell *cells;
    int64_t cell_count;
    integi_share *shares; /* of the entry's cells */
    int64_t share_count;
    integi_ledger_listing *listings;
    int64_t listing_count;
    integi_ledger_analysis *analysis; /* NULL: queries and cells are all there is */
    const char *text; /* canonical */
    size_t length;
    char hash[INTEGI_SHA256_TEXT_SIZE]; /* of the hash before it and the text */
} integi_ledger_entry;

struct integ_ledger {
    integ_context *context;
    integi_arena arena;
    char *path;
    bool is_new; /* there was no file */
    int lock; /* a file that nobody else has locked; -1: none */
    const char *title; /* of the register; NULL while there are no entries */
    integi_ledger_entry *entries;
    size_t count, capacity;
};

/* ledger_read.c: takes a ledger's text apart, and compares the hashes. */
integ_status integi_ledger_read(integ_ledger *ledger, const char *text, size_t length, integ_error *error);
/* Reads one entry. */
integ_status integi_ledger_read_entry(integ_ledger *ledger, const integi_json_value *value, const char *text,
                                      integi_ledger_entry *entry, integ_error *error);
/* The name that a ledger gives to a kind of rows. */
const char *integi_part_name(integi_part_kind kind);

/* ledger_text.c: JSON in the one way in which it is hashed. */
void integi_ledger_text(integi_buffer *out, const char *text); /* quoted; NULL is null */
void integi_ledger_value(integi_buffer *out, const integi_json_value *value);
/* The hash of an entry whose text is set. */
void integi_ledger_hash(const char *previous, integi_ledger_entry *entry);
/* The whole file. */
void integi_ledger_write_text(const integ_ledger *ledger, integi_buffer *out);
integ_status integi_ledger_add_entry(integ_ledger *ledger, const integi_ledger_entry *entry, integ_error *error);
/* Forgets what was recorded after the first `count` entries, which nobody has been told of. */
void integi_ledger_take_back(integ_ledger *ledger, int64_t count);

/* ledger_apply.c: what earlier releases said, as cells of a new one. The tallies that the cells are made of are the
 * release's to free. */
integ_status integi_ledger_apply(const integ_ledger *ledger, const integ_register *reg, integ_release *release,
                                 integ_error *error);
/* ledger_record.c: what a release says, as an entry. */
integ_status integi_ledger_record(integ_ledger *ledger, const integ_register *reg, const integ_release *release,
                                  integ_date date, const char *title, integ_error *error);

/* ledger_analysis.c: an analysis once more, on the same snapshots, with its figures as cells of the release; and what
 * was said of one, as a member of an entry. */
integ_status integi_ledger_apply_analysis(const integ_ledger *ledger, const integi_ledger_entry *entry,
                                          const integ_groups *groups, const integ_snapshot *const *snapshots,
                                          integ_release *release, integ_error *error);
integ_status integi_ledger_write_analysis(integi_buffer *out, const struct integi_analysis *analysis,
                                          const integi_collection *collection, const int8_t *said, integ_error *error);

/* fingerprint.c: a hash of everything that a snapshot holds and its derived columns, the same wherever it was read. */
integ_status integi_snapshot_fingerprint(const integ_snapshot *snapshot, char *text, integ_error *error);

#endif
