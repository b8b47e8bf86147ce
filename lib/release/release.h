/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_RELEASE_RELEASE_H
#define INTEGI_RELEASE_RELEASE_H

#include "integration/release.h"
#include "release/contributors.h"
#include "release/decide.h"
#include "release/parts.h"
#include "release/ranks.h"

/* A value as it may be shown. Where `hidden` is set, reason is TOO_FEW and number, exact, lower and upper are zero;
 * each count is -1 where it is hidden by itself. Nothing that was hidden can be read from it. */
struct integ_figure {
    integi_value value;
    bool hidden;
};
typedef struct integ_figure integi_figure;

/* Whether the rule hides the counts behind one group's part of a value. A median is somebody's own value, or lies
 * between two: it needs as many as a share of all or nobody does. */
bool integi_counts_are_hidden(const integ_release *release, const integi_value *value, const integi_counts *counts,
                              const integi_parts *parts);
/* Leaves nothing in a figure from which the hidden value could be read. */
void integi_figure_hide(integi_figure *figure);

integ_status integi_release_add_value(integ_release *release, const integi_value *value, int64_t *figure,
                                      integ_error *error);

/* A value with the cells that it and the value it is compared with are made of; INTEGI_NO_PARTS where there are none.
 * It is shown where all of them are. */
integ_status integi_release_add_made(integ_release *release, const integi_value *value, const integi_parts *own,
                                     const integi_parts *other, int64_t *figure, integ_error *error);
/* A count that is a cell. */
integ_status integi_release_add_cell(integ_release *release, int64_t cell, int64_t *figure, integ_error *error);

/* Where the cells of figures are collected; NULL where the release hides nothing. */
integi_collection *integi_release_collection(integ_release *release);
/* Once it is protected and recorded: frees what people are counted in, and keeps the figures. `release` may be NULL. */
void integi_release_forget(integ_release *release);
/* After integ_release_protect. */
const integi_summary *integi_release_summary(const integ_release *release);
/* What was said of each collected cell: 1 printed, 0 hidden, -1 it is in no figure. Borrowed. */
const integi_collection *integi_release_said(const integ_release *release, const int8_t **said);
/* Takes over a tally that cells were collected from, on failure too. */
integ_status integi_release_keep_tally(integ_release *release, integ_tally *tally, integ_error *error);

/* After integ_release_protect; borrowed. */
const integi_figure *integi_release_figure(const integ_release *release, int64_t figure);

#endif
