/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
/* What of each figure is shown, once it is decided which cells may be, and what was said with that. */
#include "base/message.h"
#include "disclosure/primary.h"
#include "release/implied.h"
#include "release/owners.h"
#include "release/state.h"

static bool hides(const integ_disclosure *rule, int64_t count)
{
    return integ_disclosure_hides_count(rule, count) != 0;
}

/* Whether a group that somebody is in is of fewer people than the full cell: many rows may be theirs. */
static bool is_below_full(const integ_release *release, const integi_counts *counts, const integi_parts *parts)
{
    const integi_collection *collection = &release->collection;
    int64_t full = integ_disclosure_full_cell(release->rule), people = counts->denominator;
    if (people >= full && parts->denominator >= 0)
        people = integi_cell_people(collection, &collection->cells[parts->denominator], full);
    return people > 0 && people < full;
}

bool integi_counts_are_hidden(const integ_release *release, const integi_value *value, const integi_counts *counts,
                              const integi_parts *parts)
{
    const integ_disclosure *rule = release->rule;
    integi_counts people = integi_people_of_parts(&release->collection, counts, parts);
    bool of_people = value->of_people || parts->of_ones;
    bool of_all = of_people && (people.numerator == 0 || people.numerator == people.denominator);
    if ((value->of_few || of_all) && is_below_full(release, counts, parts))
        return true;
    if (of_people)
        return integ_disclosure_hides_share(rule, people.numerator, people.denominator) != 0;
    return hides(rule, counts->numerator);
}

/* Whether a collected cell may be shown, as far as there is one. */
static bool is_shown(const integ_release *release, int64_t cell)
{
    return cell < 0 || release->shown[cell];
}

/* Whether a cell follows from what is printed in any case. */
static bool is_implied(const integ_release *release, int64_t cell)
{
    return release->implied != NULL && cell >= 0 && release->implied[cell];
}

static bool hides_parts(const integ_release *release, const integi_value *value, const integi_counts *counts,
                        const integi_parts *parts)
{
    bool hidden = integi_counts_are_hidden(release, value, counts, parts) || !is_shown(release, parts->numerator);
    return (hidden && !is_implied(release, parts->numerator)) || !is_shown(release, parts->denominator);
}

/* A numerator may stand without its denominator, as it does where it is another figure's count, but not beside it where
 * the two make a share that is hidden. */
static bool hides_numerator(const integ_release *release, const integi_value *value, const integi_counts *counts,
                            const integi_parts *parts)
{
    bool hidden = !is_shown(release, parts->numerator) ||
                  (is_shown(release, parts->denominator) && integi_counts_are_hidden(release, value, counts, parts));
    return hides(release->rule, counts->numerator) || (hidden && !is_implied(release, parts->numerator));
}

static bool hides_count(const integ_release *release, int64_t count, int64_t cell)
{
    return hides(release->rule, count) || !is_shown(release, cell);
}

/* Hides a group's counts, each by itself. */
static void protect_counts(const integ_release *release, const integi_value *value, integi_counts *counts,
                           const integi_parts *parts)
{
    bool numerator_hidden = hides_numerator(release, value, counts, parts);
    if (hides_count(release, counts->denominator, parts->denominator))
        counts->denominator = -1;
    if (parts->of_ones)
        counts->numerator = counts->denominator;
    else if (numerator_hidden)
        counts->numerator = -1;
    if (hides_count(release, counts->unknown, parts->unknown))
        counts->unknown = -1;
}

void integi_figure_hide(integi_figure *figure)
{
    integi_value *value = &figure->value;
    figure->hidden = true;
    value->reason = INTEG_REASON_TOO_FEW;
    value->exact = integi_fraction_from(0, 1);
    value->number = value->lower = value->upper = 0;
    value->has_interval = false;
}

/* Whether the rule looks at the largest amounts: then the amount of one alone is hidden. */
static bool looks_at_amounts(const integ_disclosure *rule)
{
    return integ_disclosure_hides_sum(rule, 1, (const int64_t[]){1}, 1) != 0;
}

static bool hides_limits(const integ_release *release, const integi_parts *parts)
{
    return looks_at_amounts(release->rule) || (parts->sum >= 0 && release->collection.sums[parts->sum].hides_limits);
}

/* Limits of sums and means tell the sum of the squares, and with it the largest amount better than the sum does, how
 * many have one of three amounts, and hidden counts. */
void integi_release_withhold_limits(const integ_release *release, integi_item *item)
{
    integi_value *value = &item->figure.value;
    bool of_ones = item->own.of_ones && (!value->compared || item->other.of_ones); /* whose limits follow */
    bool of_amounts = (value->kind == INTEG_INDICATOR_SUM || value->kind == INTEG_INDICATOR_MEAN) &&
                      !value->of_people && !of_ones;
    bool hidden = hides_limits(release, &item->own) || hides_limits(release, &item->other);
    if (!of_amounts || !value->has_interval || !hidden)
        return;
    value->withheld = true;
    value->has_interval = false;
    value->lower = value->upper = 0;
}

static bool hides_sum(const integ_release *release, const integi_parts *parts)
{
    return parts->sum >= 0 && release->collection.sums[parts->sum].is_hidden;
}

static void protect_figure(const integ_release *release, integi_item *protected)
{
    integi_value *value = &protected->figure.value;
    bool hidden = value->of_hidden || hides_sum(release, &protected->own) || hides_sum(release, &protected->other) ||
                  hides_parts(release, value, &value->own, &protected->own) ||
                  (value->compared && hides_parts(release, value, &value->other, &protected->other));
    if (hidden)
        integi_figure_hide(&protected->figure);
    integi_release_withhold_limits(release, protected);
    protect_counts(release, value, &value->own, &protected->own);
    if (value->compared)
        protect_counts(release, value, &value->other, &protected->other);
}

/* A part is hidden with the rest of its whole: both can be computed from the other. */
static void protect_count(const integ_release *release, integi_item *counted)
{
    bool withheld = counted->asked > 0 && release->asked[counted->asked - 1].is_withheld;
    bool shown = is_shown(release, counted->cell) || is_implied(release, counted->cell);
    counted->count_hidden = hides(release->rule, counted->count) || withheld || !shown;
    if (counted->part_of >= 0 && hides(release->rule, release->items[counted->part_of].count - counted->count))
        counted->count_hidden = true;
}

/* What is hidden is not kept either, now that nothing has to be decided by it any more. */
static void forget_hidden_counts(integ_release *release)
{
    for (size_t i = 0; i < release->count; i++)
        if (release->items[i].count_hidden)
            release->items[i].count = -1;
}

/* ---- what was said ---- */

/* What could have been printed and was not, for the sake of something else in the same figure, is neither. */
static void say(integ_release *release, int64_t cell, bool printed)
{
    if (cell >= 0 && release->said[cell] < printed && (printed || !release->shown[cell]))
        release->said[cell] = printed;
}

/* How many have 1 is told by the value, and by no count beside it. */
static void say_counts(integ_release *release, const integi_figure *figure, const integi_counts *counts,
                       const integi_parts *parts)
{
    say(release, parts->numerator, parts->of_ones ? !figure->hidden : counts->numerator >= 0);
    say(release, parts->denominator, counts->denominator >= 0);
    say(release, parts->unknown, counts->unknown >= 0);
}

/* A count of an analysis, if it may be shown; -1 if not. What stands behind another figure has none behind it. */
static int64_t count_of(const integ_release *release, const integi_analysis *analysis, size_t figure)
{
    if (release->rule == NULL)
        return analysis->form->value(analysis->source, (int64_t)figure);
    if (analysis->cells[figure] < 0)
        return -1;
    if (release->rounded != NULL)
        return release->rounded[analysis->cells[figure]];
    int64_t count = release->collection.cells[analysis->cells[figure]].rows.count, other = analysis->behind[figure];
    if (other >= 0 && count_of(release, analysis, (size_t)other) < 0)
        return -1;
    bool shown = is_shown(release, analysis->cells[figure]) && is_shown(release, analysis->with[2 * figure]) &&
                 is_shown(release, analysis->with[2 * figure + 1]);
    return hides(release->rule, count) || !shown ? -1 : count;
}

/* Fills in what whoever asked for the analyses may see. */
static void show_analyses(const integ_release *release)
{
    for (size_t i = 0; i < release->analysis_count; i++) {
        const integi_analysis *analysis = release->analyses[i];
        for (size_t figure = 0; analysis->shown != NULL && figure < analysis->count; figure++)
            analysis->shown->counts[figure] = count_of(release, analysis, figure);
        if (analysis->shown != NULL && analysis->shown->settle != NULL)
            analysis->shown->settle(analysis->shown);
    }
}

static void say_analysis(integ_release *release, const integi_analysis *analysis)
{
    for (size_t figure = 0; analysis->shown != NULL && figure < analysis->count; figure++)
        say(release, analysis->cells[figure], count_of(release, analysis, figure) >= 0);
}

static void say_all(integ_release *release)
{
    for (size_t i = 0; i <= release->collection.cell_count; i++)
        release->said[i] = -1;
    for (size_t i = 0; i < release->count; i++) {
        const integi_item *figure = &release->items[i];
        if (figure->is_count) {
            say(release, figure->cell, !figure->count_hidden);
            continue;
        }
        say_counts(release, &figure->figure, &figure->figure.value.own, &figure->own);
        say_counts(release, &figure->figure, &figure->figure.value.other, &figure->other);
    }
    for (size_t i = 0; i < release->analysis_count; i++)
        say_analysis(release, release->analyses[i]);
}

/* ---- what follows ---- */

#define IMPLIED_STEPS (INT64_C(1) << 32) /* a few seconds */

static void print_cell(bool *printed, int64_t cell, bool hidden)
{
    if (cell >= 0 && !hidden)
        printed[cell] = true;
}

static void print_counts(const integ_release *release, const integi_value *value, const integi_counts *counts,
                         const integi_parts *parts, bool *printed)
{
    print_cell(printed, parts->numerator, parts->of_ones || hides_numerator(release, value, counts, parts));
    print_cell(printed, parts->denominator, hides_count(release, counts->denominator, parts->denominator));
    print_cell(printed, parts->unknown, hides_count(release, counts->unknown, parts->unknown));
}

static void print_all(integ_release *release, bool *printed)
{
    for (size_t i = 0; i < release->count; i++) {
        integi_item *item = &release->items[i];
        const integi_value *value = &item->figure.value;
        if (item->is_count) {
            protect_count(release, item);
            print_cell(printed, item->cell, item->count_hidden);
            continue;
        }
        print_counts(release, value, &value->own, &item->own, printed);
        if (value->compared)
            print_counts(release, value, &value->other, &item->other, printed);
    }
}

integ_status integi_release_imply(integ_release *release, integ_error *error)
{
    size_t size = release->collection.cell_count + 1;
    integi_stint stint = integi_stint_without_limit(release->context, "derive");
    stint.limit = IMPLIED_STEPS;
    bool *printed = integi_allocate_zeroed(release->context, size);
    bool *implied = integi_allocate_zeroed(release->context, size);
    bool good = printed != NULL && implied != NULL;
    if (good)
        print_all(release, printed);
    release->implied = implied; /* only now, since what follows does so from what is printed without it */
    good = good && integi_find_implied(&release->collection, printed, &stint, implied);
    if (printed != NULL)
        integi_release_wiped(release->context, printed, size);
    if (stint.cancelled)
        return integi_cancelled(error);
    return good ? INTEG_STATUS_OK : integi_out_of_memory(error);
}

/* ---- the whole ---- */

void integi_release_show(integ_release *release)
{
    for (size_t i = 0; release->rule != NULL && i < release->count; i++) {
        if (release->rounded != NULL && integi_release_show_rounded(release, &release->items[i]))
            continue;
        if (release->items[i].is_count)
            protect_count(release, &release->items[i]);
        else
            protect_figure(release, &release->items[i]);
    }
    if (release->rule != NULL)
        integi_release_hide_counted_parts(release);
    if (release->rule != NULL && release->rounded == NULL)
        say_all(release);
    show_analyses(release);
    forget_hidden_counts(release);
}
