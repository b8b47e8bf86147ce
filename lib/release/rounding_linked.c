/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
/* Figures of linked tables that rounding has left as they were may count few people together. */
#include "base/message.h"
#include "release/across.h"
#include "release/rounding.h"

#include <string.h>

/* `shown` and the standing of cells are changed. */
static integ_status look(integi_collection *collection, const integ_disclosure *rule, bool *shown, bool *tells,
                         integ_error *error)
{
    integi_across across;
    integ_status status = integi_across_open(&across, collection, rule, error);
    if (status == INTEG_STATUS_OK)
        status = integi_across_look_together(&across, &across.linked, shown, tells, error);
    bool too_many = status == INTEG_STATUS_LIMIT_EXCEEDED && integi_stint_is_over(&across.stint);
    *tells = *tells || too_many; /* as far as anybody knows */
    integi_across_close(&across);
    return too_many ? INTEG_STATUS_OK : status;
}

integ_status integi_rounding_links_tell(integi_collection *collection, const integ_disclosure *rule, bool *exact,
                                        bool *tells, integ_error *error)
{
    *tells = false;
    if (!integi_has_linked_tables(collection))
        return INTEG_STATUS_OK;
    size_t count = collection->cell_count + 1;
    int32_t *standings = integi_allocate_array(collection->context, count, sizeof *standings);
    if (standings == NULL)
        return integi_out_of_memory(error);
    for (size_t i = 0; i < collection->cell_count; i++)
        standings[i] = collection->cells[i].standing;
    integ_status status = look(collection, rule, exact, tells, error);
    for (size_t i = 0; i < collection->cell_count; i++)
        collection->cells[i].standing = standings[i];
    integi_release(collection->context, standings, count * sizeof *standings);
    return status;
}
