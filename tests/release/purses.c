/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "release/purses.h"

#include "release/state.h"
#include "support/made.h"
#include "tally/plan.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

uint32_t next_of(uint64_t *state)
{
    *state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (uint32_t)(*state >> 33);
}

/* ---- towns ---- */

static int64_t draw_amount(uint64_t *state, uint32_t none)
{
    if (next_of(state) % 16 < none)
        return 0;
    int64_t amount = 1 + next_of(state) % 100;
    return next_of(state) % 10 == 0 ? amount * 40 : amount;
}

static void draw_rule(uint64_t *state, purses *out)
{
    uint32_t kind = next_of(state) % 4;
    out->threshold = next_of(state) % 2 == 0 ? 3 : 5;
    out->n = kind == 1 ? 1 : kind == 2 ? 2 : 0;
    out->k = out->n == 0 ? 0 : 5000 + 1000 * out->n + 100 * (next_of(state) % 20);
    out->p = kind == 3 ? 500 + 100 * (next_of(state) % 20) : 0;
}

void invent_purses(uint64_t *state, purses *out)
{
    *out = (purses){.people = 12 + (int)(next_of(state) % (PURSE_PEOPLE - 11)),
                    .contracts = 16 + (int)(next_of(state) % (PURSE_CONTRACTS - 15)),
                    .snapshots = 1 + (int)(next_of(state) % PURSE_SNAPSHOTS)};
    uint32_t richest = 2 + next_of(state) % 12, others = next_of(state) % 8;
    draw_rule(state, out);
    for (int i = 0; i < out->people; i++) {
        out->area[i] = (int)(next_of(state) % 3);
        out->sex[i] = (int)(next_of(state) % 2);
        out->born[i] = 1940 + next_of(state) % 60;
        for (int s = 0; s < out->snapshots; s++) {
            bool same = s > 0 && next_of(state) % 8 != 0;
            bool works = next_of(state) % 2 == 0;
            out->wages[s][i] = same ? out->wages[0][i] : draw_amount(state, works ? 0 : 14);
            out->benefits[s][i] = same ? out->benefits[0][i] : draw_amount(state, works ? 14 : 0);
            out->other[s][i] = same ? out->other[0][i] : draw_amount(state, 8 + others);
        }
    }
    for (int c = 0; c < out->contracts; c++) {
        out->kind[c] = (int)(next_of(state) % 3);
        out->owner[c] = (int)(next_of(state) % (out->kind[c] == 0 ? richest : (uint32_t)out->people)) % out->people;
        out->owner[c] = next_of(state) % 20 == 0 ? -1 : out->owner[c];
        for (int s = 0; s < out->snapshots; s++) {
            bool same = s > 0 && next_of(state) % 8 != 0, gives_back = next_of(state) % 8 == 0;
            out->hours[s][c] = same ? out->hours[0][c] : draw_amount(state, 2) * (gives_back ? -1 : 1);
            out->pay[s][c] = same ? out->pay[0][c] : 10 * draw_amount(state, 2) + next_of(state) % 10;
        }
    }
}

static const char *const areas[] = {"p", "q", "r"}, *const sexes[] = {"f", "m"}, *const kinds[] = {"x", "y", "z"};

static integ_status add_citizens(const purses *of, integ_register_builder *builder, int s, integ_error *error)
{
    int64_t id[PURSE_PEOPLE], income[PURSE_PEOPLE], fee[PURSE_PEOPLE], since[PURSE_PEOPLE];
    const char *area[PURSE_PEOPLE], *sex[PURSE_PEOPLE];
    for (int i = 0; i < of->people; i++) {
        id[i] = i;
        income[i] = of->wages[s][i] + of->benefits[s][i] + of->other[s][i];
        fee[i] = 100;
        since[i] = 2020 - of->born[i];
        area[i] = areas[of->area[i]];
        sex[i] = sexes[of->sex[i]];
    }
    const made_column columns[] = {{.name = "id", .type = INTEG_TYPE_INTEGER, .numbers = id, .is_key = s == 0},
                                   {.name = "area", .type = INTEG_TYPE_CODE, .texts = area},
                                   {.name = "sex", .type = INTEG_TYPE_CODE, .texts = sex},
                                   {.name = "wages", .type = INTEG_TYPE_INTEGER, .numbers = of->wages[s]},
                                   {.name = "benefits", .type = INTEG_TYPE_INTEGER, .numbers = of->benefits[s]},
                                   {.name = "income", .type = INTEG_TYPE_INTEGER, .numbers = income},
                                   {.name = "fee", .type = INTEG_TYPE_INTEGER, .numbers = fee},
                                   {.name = "born", .type = INTEG_TYPE_INTEGER, .numbers = of->born},
                                   {.name = "since", .type = INTEG_TYPE_INTEGER, .numbers = since},
                                   {.name = NULL}};
    return add_made_table(builder, "citizen", columns, of->people, error);
}

/* What is paid is in hundredths, and for an hour as a binary number. */
static integ_status add_contracts(const purses *of, integ_register_builder *builder, int s, integ_error *error)
{
    int64_t nr[PURSE_CONTRACTS], who[PURSE_CONTRACTS];
    uint8_t owned[PURSE_CONTRACTS];
    const char *kind[PURSE_CONTRACTS];
    double paid[PURSE_CONTRACTS];
    for (int c = 0; c < of->contracts; c++) {
        nr[c] = c;
        who[c] = of->owner[c];
        owned[c] = of->owner[c] >= 0;
        kind[c] = kinds[of->kind[c]];
        paid[c] = (double)of->pay[s][c] / 100;
    }
    const made_column columns[] = {
        {.name = "nr", .type = INTEG_TYPE_INTEGER, .numbers = nr},
        {.name = "who", .type = INTEG_TYPE_INTEGER, .numbers = who, .known = owned},
        {.name = "kind", .type = INTEG_TYPE_CODE, .texts = kind},
        {.name = "hours", .type = INTEG_TYPE_INTEGER, .numbers = of->hours[s]},
        {.name = NULL}};
    int64_t rows = of->contracts;
    integ_status status = add_made_table(builder, "contract", columns, rows, error);
    if (status == INTEG_STATUS_OK)
        status = integ_register_builder_add_integers(builder, "pay", INTEG_TYPE_DECIMAL, 2, of->pay[s], NULL, rows,
                                                     error);
    if (status == INTEG_STATUS_OK)
        status = integ_register_builder_add_numbers(builder, "paid", paid, NULL, rows, error);
    return status == INTEG_STATUS_OK ? integ_register_builder_set_link(builder, "who", "citizen", error) : status;
}

integ_status make_purses(const purses *of, integ_context *context, integ_register **out, integ_error *error)
{
    integ_register_builder *builder;
    *out = NULL;
    integ_status status = integ_register_builder_new(context, INTEG_PURPOSE_STATISTICS, &builder, error);
    for (int s = 0; s < of->snapshots && status == INTEG_STATUS_OK; s++) {
        status = integ_register_builder_add_snapshot(builder, 18000 + 400 * s, error);
        if (status == INTEG_STATUS_OK)
            status = add_citizens(of, builder, s, error);
        if (status == INTEG_STATUS_OK)
            status = add_contracts(of, builder, s, error);
    }
    if (status == INTEG_STATUS_OK)
        status = integ_register_builder_finish(builder, out, error);
    integ_register_builder_free(builder);
    return status;
}

/* ---- what is asked ---- */

static const char *const of_citizens[] = {"wages", "benefits", "income", "wages + benefits", "fee", "born", "since"};
static const char *const of_contracts[] = {"hours", "pay", "paid"};
static const char *const whose[] = {NULL, "area = 'p'", "sex = 'f'", "wages > 0", "benefits > 0", "area <> 'q'"};
static const char *const which[] = {NULL, "kind = 'x'", "kind <> 'x'", "hours > 0", "nr < 20", "kind <> 'z'"};
#define CONDITIONS 6

purse_question draw_purse_question(const purses *of, uint64_t *state)
{
    purse_question drawn = {.s = (int)(next_of(state) % (uint32_t)of->snapshots),
                            .condition = (int)(next_of(state) % CONDITIONS)};
    drawn.of_contracts = next_of(state) % 2 == 0;
    drawn.measure = (int)(next_of(state) % (drawn.of_contracts ? 3 : 7));
    drawn.by = (int)(next_of(state) % (drawn.of_contracts ? 2 : 4));
    drawn.rank = (int)(next_of(state) % 4);
    return drawn;
}

static bool meets_citizen(const purses *of, int s, int i, int condition)
{
    switch (condition) {
    case 1: return of->area[i] == 0;
    case 2: return of->sex[i] == 0;
    case 3: return of->wages[s][i] > 0;
    case 4: return of->benefits[s][i] > 0;
    case 5: return of->area[i] != 1;
    default: return true;
    }
}

static bool meets_contract(const purses *of, int s, int c, int condition)
{
    switch (condition) {
    case 1: return of->kind[c] == 0;
    case 2: return of->kind[c] != 0;
    case 3: return of->hours[s][c] > 0;
    case 4: return c < 20;
    case 5: return of->kind[c] != 2;
    default: return true;
    }
}

/* In hundredths. */
static int64_t amount_of(const purses *of, const purse_question *what, int row)
{
    int s = what->s;
    if (what->of_contracts)
        return what->measure == 0 ? 100 * of->hours[s][row] : of->pay[s][row];
    switch (what->measure) {
    case 0: return 100 * of->wages[s][row];
    case 1: return 100 * of->benefits[s][row];
    case 2: return 100 * (of->wages[s][row] + of->benefits[s][row] + of->other[s][row]);
    case 3: return 100 * (of->wages[s][row] + of->benefits[s][row]);
    case 4: return 100 * 100;
    case 5: return 100 * of->born[row];
    default: return 100 * (2020 - of->born[row]);
    }
}

static int holder_of(const purses *of, const purse_question *what, int row)
{
    if (!what->of_contracts)
        return row;
    return of->owner[row] >= 0 ? of->owner[row] : PURSE_PEOPLE + what->s * PURSE_CONTRACTS + row;
}

/* ---- what is published ---- */

typedef struct asked {
    const purse_question *what;
    int64_t query;
    int64_t cell_count;
    int64_t *figures; /* of each cell */
} asked;

static integ_status parse(integ_context *context, const char *text, integ_expression **out, integ_error *error)
{
    *out = NULL;
    return text == NULL ? INTEG_STATUS_OK
                        : integ_expression_parse(context, text, strlen(text), "test", out, error);
}

static integ_status add_query(asked *self, integ_context *context, integ_plan *plan, integ_error *error)
{
    const purse_question *what = self->what;
    integ_expression *where = NULL, *measure = NULL;
    integ_dimensions *by = NULL;
    const char *first = what->of_contracts ? "kind" : "area";
    integ_status status =
        parse(context, (what->of_contracts ? which : whose)[what->condition], &where, error);
    if (status == INTEG_STATUS_OK)
        status = parse(context, (what->of_contracts ? of_contracts : of_citizens)[what->measure], &measure, error);
    if (status == INTEG_STATUS_OK && what->by != 0)
        status = integ_dimensions_new(context, &by, error);
    if (status == INTEG_STATUS_OK && (what->by & 1) != 0)
        status = integ_dimensions_add_column(by, first, error);
    if (status == INTEG_STATUS_OK && (what->by & 2) != 0)
        status = integ_dimensions_add_column(by, "sex", error);
    if (status == INTEG_STATUS_OK)
        status = integ_plan_add(plan, NULL, what->of_contracts ? "contract" : "citizen", where, measure, by,
                                &self->query, error);
    integ_dimensions_free(by);
    integ_expression_free(measure);
    integ_expression_free(where);
    return status;
}

static integ_status add_figure(integ_release *release, const integ_tally *tally, const asked *of, int64_t at,
                               int64_t cell, int64_t *figure, integ_error *error)
{
    integi_collection *collection = integi_release_collection(release);
    int64_t rows = collection->cells[cell].rows.count;
    integi_parts parts = {cell, cell, -1, -1, false};
    integi_value value = {.kind = INTEG_INDICATOR_SUM, .exact = integi_fraction_from(1, 1), .own = {rows, rows, 0}};
    integ_status status = integi_collect_sum(
        collection, (integi_sum){.tally = tally, .query = of->query, .part = at, .cell = cell}, &parts.sum, error);
    return status == INTEG_STATUS_OK
               ? integi_release_add_made(release, &value, &parts, &INTEGI_NO_PARTS, figure, error)
               : status;
}

static integ_status add_figures(asked *self, integ_release *release, const integ_tally *tally, integ_error *error)
{
    integi_collection *collection = integi_release_collection(release);
    integi_collected like = {.rank = self->what->rank, .standing = INTEG_STANDING_OPEN};
    self->cell_count = integ_tally_cells(tally, self->query);
    int64_t *cells = calloc(2 * (size_t)self->cell_count + 1, sizeof *cells);
    self->figures = cells + self->cell_count;
    integ_status status =
        self->what->by == 0
            ? integi_collect_part(collection, tally, self->query, INTEGI_PART_MEASURED, like, cells, error)
            : integi_collect_cells(collection, tally, self->query, INTEGI_PART_MEASURED, like, cells, error);
    for (int64_t i = 0; i < self->cell_count && status == INTEG_STATUS_OK; i++)
        status = add_figure(release, tally, self, i, cells[i], &self->figures[i], error);
    return status;
}

static bool is_labelled(const purses *of, const asked *self, const integ_tally *tally, int64_t cell, int row)
{
    const purse_question *what = self->what;
    const char *first = (what->by & 1) != 0 ? integ_tally_label(tally, self->query, cell, 0) : NULL;
    const char *sex = (what->by & 2) != 0 ? integ_tally_label(tally, self->query, cell, what->by == 3) : NULL;
    if (first != NULL && strcmp(first, what->of_contracts ? kinds[of->kind[row]] : areas[of->area[row]]) != 0)
        return false;
    return sex == NULL || strcmp(sex, sexes[of->sex[row]]) == 0;
}

static void tell(const purses *of, const asked *self, const integ_release *release, const integ_tally *tally,
                 purse_figures *out)
{
    for (int64_t cell = 0; cell < self->cell_count; cell++) {
        const integi_figure *figure = integi_release_figure(release, self->figures[cell]);
        purse_figure *made = &out->items[out->count];
        if (out->count++ >= PURSE_FIGURES)
            abort();
        *made = (purse_figure){.what = *self->what, .release = out->releases, .shown = !figure->hidden,
                               .count_shown = figure->value.own.denominator >= 0};
        int rows = self->what->of_contracts ? of->contracts : of->people;
        for (int row = 0; row < rows; row++) {
            bool meets = (self->what->of_contracts ? meets_contract : meets_citizen)(of, self->what->s, row,
                                                                                     self->what->condition);
            if (!meets || !is_labelled(of, self, tally, cell, row))
                continue;
            made->rows |= UINT64_C(1) << row;
            made->counts[holder_of(of, self->what, row)]++;
            made->amounts[holder_of(of, self->what, row)] += amount_of(of, self->what, row);
        }
    }
}

static integ_status make_rule(const purses *of, integ_context *context, integ_disclosure **out, integ_error *error)
{
    integ_status status = integ_disclosure_new(context, out, error);
    if (status == INTEG_STATUS_OK)
        status = integ_disclosure_set_threshold(*out, of->threshold, error);
    if (status == INTEG_STATUS_OK)
        status = integ_disclosure_set_dominance(*out, of->n, of->k, error);
    return status == INTEG_STATUS_OK ? integ_disclosure_set_p_percent(*out, of->p, error) : status;
}

static integ_status count(integ_context *context, integ_register *reg, asked *all, int count_of, integ_tally **tallies,
                          integ_error *error)
{
    integ_plan *plan = NULL;
    integ_status status = integ_plan_new(reg, NULL, &plan, error);
    if (status == INTEG_STATUS_OK)
        status = integ_plan_keep_members(plan, error);
    if (status == INTEG_STATUS_OK)
        integi_plan_keep_contributions(plan);
    for (int i = 0; i < count_of && status == INTEG_STATUS_OK; i++)
        status = add_query(&all[i], context, plan, error);
    for (int64_t s = 0; s < integ_register_snapshot_count(reg) && status == INTEG_STATUS_OK; s++)
        status = integ_tally_of_plan_unprotected(plan, integ_register_snapshot(reg, s), &tallies[s], error);
    integ_plan_free(plan);
    return status;
}

static integ_status open_release(integ_context *context, integ_register *reg, const integ_disclosure *rule,
                                 const char *ledger_file, integ_ledger **ledger, integ_release **release,
                                 integ_error *error)
{
    integ_status status = integ_release_new(context, rule, release, error);
    if (status == INTEG_STATUS_OK && ledger_file != NULL)
        status = integ_ledger_open(context, ledger_file, ledger, error);
    return status == INTEG_STATUS_OK && ledger_file != NULL ? integ_release_set_ledger(*release, *ledger, reg, error)
                                                            : status;
}

static integ_status remember(const integ_release *release, integ_ledger *ledger, integ_error *error)
{
    integ_status status = integ_release_record(release, 18900, NULL, error);
    return status == INTEG_STATUS_OK ? integ_ledger_write(ledger, error) : status;
}

integ_status publish_purses(const purses *of, integ_context *context, integ_register *reg,
                            const purse_question *questions, int count_of, const char *ledger_file, purse_figures *out,
                            integ_error *error)
{
    asked all[8] = {{.what = NULL}};
    integ_tally *tallies[PURSE_SNAPSHOTS] = {NULL};
    integ_disclosure *rule = NULL;
    integ_release *release = NULL;
    integ_ledger *ledger = NULL;
    for (int i = 0; i < count_of; i++)
        all[i].what = &questions[i];
    integ_status status = make_rule(of, context, &rule, error);
    if (status == INTEG_STATUS_OK)
        status = open_release(context, reg, rule, ledger_file, &ledger, &release, error);
    if (status == INTEG_STATUS_OK)
        status = count(context, reg, all, count_of, tallies, error);
    for (int i = 0; i < count_of && status == INTEG_STATUS_OK; i++)
        status = add_figures(&all[i], release, tallies[all[i].what->s], error);
    if (status == INTEG_STATUS_OK)
        status = integ_release_protect(release, error);
    for (int i = 0; i < count_of && status == INTEG_STATUS_OK && out != NULL; i++) {
        int before = out->count;
        tell(of, &all[i], release, tallies[all[i].what->s], out);
        for (int k = before; k < out->count; k++)
            out->items[k].asked = i;
    }
    if (out != NULL)
        out->releases++;
    if (status == INTEG_STATUS_OK && ledger != NULL)
        status = remember(release, ledger, error);
    for (int i = 0; i < count_of; i++)
        if (all[i].figures != NULL)
            free(all[i].figures - all[i].cell_count);
    integ_release_free(release);
    for (int s = 0; s < PURSE_SNAPSHOTS; s++)
        integ_tally_free(tallies[s]);
    integ_ledger_free(ledger);
    integ_disclosure_free(rule);
    return status;
}

/* ---- the rule ---- */

bool purses_tell(const purses *of, const int64_t *amounts)
{
    int64_t total = 0, largest = 0, second = 0, contributors = 0;
    for (int i = 0; i < PURSE_OWNERS; i++) {
        int64_t size = amounts[i] < 0 ? -amounts[i] : amounts[i];
        total += size;
        contributors += size != 0;
        second = size > largest ? largest : size > second ? size : second;
        largest = size > largest ? size : largest;
    }
    if (contributors > 0 && contributors < of->threshold)
        return true;
    int64_t most = of->n == 0 ? 0 : of->n == 1 ? largest : largest + second;
    if (of->n > 0 && most * 10000 > of->k * total)
        return true;
    return of->p > 0 && (total - largest - second) * 10000 < of->p * largest;
}
