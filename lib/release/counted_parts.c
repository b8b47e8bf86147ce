/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
/* Counts without rows that are parts of one whole. Nobody says whether they meet; where they add up to no more than the
 * whole they are taken to be apart, so that what is left of the whole without all that are shown can be computed. */
#include "release/state.h"

static bool is_part(const integi_item *item)
{
    return item->is_count && item->part_of >= 0;
}

/* The count above one: of what it is known to be a part; NULL where there is none, or parts of it are known to meet. */
static integi_item *whole_of(const integ_release *release, const integi_item *item)
{
    integi_item *whole = is_part(item) ? &release->items[item->part_of] : NULL;
    return whole == NULL || whole->parts > whole->count ? NULL : whole;
}

/* Shown, and below a whole with nothing shown between the two. */
static bool is_shown_below(const integ_release *release, const integi_item *item, const integi_item *whole)
{
    if (!is_part(item) || item->count_hidden)
        return false;
    const integi_item *above = whole_of(release, item);
    while (above != NULL && above != whole && above->count_hidden)
        above = whole_of(release, above);
    return above == whole;
}

/* False: there are none. */
static bool add_parts(integ_release *release)
{
    bool any = false;
    for (size_t i = 0; i < release->count; i++)
        release->items[i].parts = 0;
    for (size_t i = 0; i < release->count; i++) {
        if (!is_part(&release->items[i]))
            continue;
        release->items[release->items[i].part_of].parts += release->items[i].count;
        any = true;
    }
    return any;
}

/* Of every count what is left of it without what is shown below it, and how many hidden parts are right below. */
static void find_what_is_left(integ_release *release)
{
    for (size_t i = 0; i < release->count; i++) {
        release->items[i].left = release->items[i].count;
        release->items[i].hidden_parts = 0;
    }
    for (size_t i = 0; i < release->count; i++) {
        const integi_item *item = &release->items[i];
        integi_item *above = whole_of(release, item);
        if (above != NULL)
            above->hidden_parts += item->count_hidden;
        if (item->count_hidden)
            continue;
        for (; above != NULL; above = above->count_hidden ? whole_of(release, above) : NULL)
            above->left -= item->count;
    }
}

/* Whether all hidden parts are small, and so many that each is the smallest or the largest that is small. */
static bool tells_each(const integ_release *release, const integi_item *whole)
{
    int64_t largest = integ_disclosure_threshold(release->rule) - 1, parts = whole->hidden_parts;
    bool extreme = whole->left == parts || (whole->left % parts == 0 && whole->left / parts == largest);
    if (!extreme)
        return false;
    for (size_t i = 0; i < release->count; i++)
        if (whole_of(release, &release->items[i]) == whole && release->items[i].count_hidden &&
            !integ_disclosure_hides_count(release->rule, release->items[i].count))
            return false;
    return true;
}

static bool is_told(const integ_release *release, const integi_item *whole)
{
    return whole->is_count && !whole->count_hidden && whole->parts > 0 && whole->parts <= whole->count &&
           (integ_disclosure_hides_count(release->rule, whole->left) ||
            (whole->hidden_parts > 0 && tells_each(release, whole)));
}

/* The smallest that is shown and somebody is in. NULL: there is none. */
static integi_item *smallest_below(const integ_release *release, const integi_item *whole)
{
    integi_item *found = NULL;
    for (size_t i = 0; i < release->count; i++) {
        integi_item *item = &release->items[i];
        if (item->count > 0 && is_shown_below(release, item, whole) && (found == NULL || item->count < found->count))
            found = item;
    }
    return found;
}

/* False where nothing more can be hidden. Whoever is counted by rows is decided on with all that have rows. */
static bool hide_another(const integ_release *release, integi_item *whole)
{
    integi_item *hidden = smallest_below(release, whole);
    if (hidden == NULL && whole->cell < 0)
        hidden = whole;
    if (hidden == NULL)
        return false;
    hidden->count_hidden = true;
    return true;
}

void integi_release_hide_counted_parts(integ_release *release)
{
    bool changed = add_parts(release);
    while (changed) {
        changed = false;
        find_what_is_left(release);
        for (size_t i = 0; i < release->count && !changed; i++)
            changed = is_told(release, &release->items[i]) && hide_another(release, &release->items[i]);
    }
}
