/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "disclosure/cells.h"
#include "disclosure/messages.h"

#define ATOMS_AT_MOST INT32_MAX

bool integi_lists_item(integ_context *context, integi_lists *lists, int64_t item)
{
    if (!integi_grow(context, (void **)&lists->items, &lists->item_capacity, (size_t)lists->used,
                     sizeof *lists->items))
        return false;
    lists->items[lists->used++] = item;
    return true;
}

bool integi_lists_close(integ_context *context, integi_lists *lists)
{
    if (!integi_grow(context, (void **)&lists->starts, &lists->start_capacity, (size_t)lists->count + 1,
                     sizeof *lists->starts)) {
        integi_lists_abandon(lists);
        return false;
    }
    lists->starts[0] = 0;
    lists->starts[++lists->count] = lists->used;
    return true;
}

void integi_lists_abandon(integi_lists *lists)
{
    lists->used = lists->count == 0 ? 0 : lists->starts[lists->count];
}

void integi_lists_free(integ_context *context, integi_lists *lists)
{
    integi_release(context, lists->starts, lists->start_capacity * sizeof *lists->starts);
    integi_release(context, lists->items, lists->item_capacity * sizeof *lists->items);
    *lists = (integi_lists){0};
}

integ_status integ_cells_new(integ_context *context, int64_t atoms, integ_cells **out, integ_error *error)
{
    if (out == NULL)
        return integi_invalid_argument(error, "out");
    *out = NULL;
    if (context == NULL || atoms < 0 || atoms > ATOMS_AT_MOST)
        return integi_invalid_argument(error, context == NULL ? "context" : "atoms");
    integ_cells *cells = integi_allocate_zeroed(context, sizeof *cells);
    if (cells == NULL)
        return integi_out_of_memory(error);
    cells->context = integi_context_retain(context);
    cells->atoms = atoms;
    *out = cells;
    return INTEG_STATUS_OK;
}

void integ_cells_free(integ_cells *cells)
{
    if (cells == NULL)
        return;
    integ_context *context = cells->context;
    integi_lists_free(context, &cells->members);
    integi_lists_free(context, &cells->shares);
    integi_lists_free(context, &cells->vectors);
    integi_release(context, cells->wishes, cells->wish_capacity * sizeof *cells->wishes);
    integi_release(context, cells, sizeof *cells);
    integ_context_free(context);
}

static integ_status check_atoms(const integ_cells *cells, const int64_t *atoms, int64_t count, integ_error *error)
{
    for (int64_t i = 0; i < count; i++) {
        if (atoms[i] < 0 || atoms[i] >= cells->atoms)
            return INTEGI_FAIL(error, NULL, &integi_message_cells_atom,
                               integi_number((char[INTEGI_NUMBER_SIZE]){0}, atoms[i]));
        if (i > 0 && atoms[i] <= atoms[i - 1])
            return integi_invalid_argument(error, "atoms");
    }
    return INTEG_STATUS_OK;
}

integ_status integ_cells_add(integ_cells *cells, const int64_t *atoms, int64_t count, int64_t *index,
                             integ_error *error)
{
    if (index != NULL)
        *index = 0;
    if (cells == NULL || count < 0 || (atoms == NULL && count > 0))
        return integi_invalid_argument(error, cells == NULL ? "cells" : count < 0 ? "count" : "atoms");
    integ_status status = check_atoms(cells, atoms, count, error);
    if (status != INTEG_STATUS_OK)
        return status;
    integi_lists_free(cells->context, &cells->vectors); /* which say nothing of this cell */
    for (int64_t i = 0; i < count; i++) {
        if (!integi_lists_item(cells->context, &cells->members, atoms[i])) {
            integi_lists_abandon(&cells->members);
            return integi_out_of_memory(error);
        }
    }
    if (!integi_lists_close(cells->context, &cells->members))
        return integi_out_of_memory(error);
    if (index != NULL)
        *index = cells->members.count - 1;
    return INTEG_STATUS_OK;
}

static bool is_part(const integ_cells *cells, int64_t part, int64_t whole)
{
    const int64_t *inner = integi_lists_at(&cells->members, part);
    const int64_t *outer = integi_lists_at(&cells->members, whole);
    int64_t length = integi_lists_length(&cells->members, part);
    int64_t found = 0;
    for (int64_t i = 0; i < integi_lists_length(&cells->members, whole) && found < length; i++)
        found += outer[i] == inner[found];
    return found == length;
}

integ_status integ_cells_add_share(integ_cells *cells, int64_t part, int64_t whole, integ_error *error)
{
    if (cells == NULL)
        return integi_invalid_argument(error, "cells");
    int64_t count = cells->members.count;
    if (part < 0 || part >= count || whole < 0 || whole >= count || part == whole)
        return integi_invalid_argument(error, part < 0 || part >= count ? "part" : "whole");
    if (!is_part(cells, part, whole))
        return INTEGI_FAIL(error, NULL, &integi_message_cells_part,
                           integi_number((char[INTEGI_NUMBER_SIZE]){0}, part),
                           integi_number((char[INTEGI_NUMBER_SIZE]){0}, whole));
    if (integi_lists_item(cells->context, &cells->shares, part) &&
        integi_lists_item(cells->context, &cells->shares, whole) &&
        integi_lists_close(cells->context, &cells->shares))
        return INTEG_STATUS_OK;
    integi_lists_abandon(&cells->shares);
    return integi_out_of_memory(error);
}

/* Where what is said of a cell is kept; NULL when there is no memory. */
static integi_wish *wish_of(integ_cells *cells, int64_t cell)
{
    while (cells->wish_count <= cell) {
        if (!integi_grow(cells->context, (void **)&cells->wishes, &cells->wish_capacity, (size_t)cells->wish_count,
                         sizeof *cells->wishes))
            return NULL;
        cells->wishes[cells->wish_count++] = (integi_wish){0, INTEG_STANDING_OPEN, 0, 0};
    }
    return &cells->wishes[cell];
}

integ_status integ_cells_set_standing(integ_cells *cells, int64_t cell, int32_t standing, integ_error *error)
{
    if (cells == NULL || cell < 0 || cell >= cells->members.count)
        return integi_invalid_argument(error, cells == NULL ? "cells" : "cell");
    if (standing < INTEG_STANDING_OPEN || standing > INTEG_STANDING_DERIVED)
        return integi_invalid_argument(error, "standing");
    integi_wish *wish = wish_of(cells, cell);
    if (wish == NULL)
        return integi_out_of_memory(error);
    wish->standing = standing;
    return INTEG_STATUS_OK;
}

bool integi_cells_set_known(integ_cells *cells, int64_t cell, int64_t least, int64_t below)
{
    integi_wish *wish = wish_of(cells, cell);
    if (wish == NULL)
        return false;
    wish->least = least;
    wish->below = below;
    return true;
}

integ_status integ_cells_set_rank(integ_cells *cells, int64_t cell, int64_t rank, integ_error *error)
{
    if (cells == NULL || cell < 0 || cell >= cells->members.count)
        return integi_invalid_argument(error, cells == NULL ? "cells" : "cell");
    integi_wish *wish = wish_of(cells, cell);
    if (wish == NULL)
        return integi_out_of_memory(error);
    wish->rank = rank;
    return INTEG_STATUS_OK;
}

int64_t integ_cells_count(const integ_cells *cells)
{
    return cells->members.count;
}

int64_t integ_cells_atoms(const integ_cells *cells)
{
    return cells->atoms;
}

const int64_t *integ_cells_members(const integ_cells *cells, int64_t cell, int64_t *count)
{
    *count = 0;
    if (cell < 0 || cell >= cells->members.count)
        return NULL;
    *count = integi_lists_length(&cells->members, cell);
    return integi_lists_at(&cells->members, cell);
}

bool integi_cells_around(const integ_cells *cells, integi_arena *arena, integi_stint *stint, int64_t **starts,
                         int64_t **items)
{
    const integi_lists *members = &cells->members;
    *starts = integi_arena_allocate(arena, ((size_t)cells->atoms + 2) * sizeof **starts);
    *items = integi_arena_allocate(arena, ((size_t)members->used + 1) * sizeof **items);
    if (*starts == NULL || *items == NULL)
        return false;
    for (int64_t i = 0; i < members->used; i++)
        (*starts)[members->items[i] + 2]++; /* two on: each is where its atom begins while the lists are filled */
    for (int64_t atom = 0; atom < cells->atoms; atom++)
        (*starts)[atom + 1] += (*starts)[atom];
    for (int64_t cell = 0; cell < members->count; cell++) {
        for (int64_t i = members->starts[cell]; i < members->starts[cell + 1]; i++)
            (*items)[(*starts)[members->items[i] + 1]++] = cell;
        if (stint != NULL)
            integi_stint_take(stint, 1 + 2 * integi_lists_length(members, cell));
    }
    return true;
}
