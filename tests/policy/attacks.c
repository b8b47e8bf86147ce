/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
/* Random policies on a small register, attacked by somebody who knows the definitions and everything that the report
 * shows. Who is in which group is found out here, by other means than the library's; what can be computed from what is
 * shown, by elimination modulo a prime. */
#include "policy/attacks.h"

#include "policy/suite.h"

#include <stdio.h>
#include <string.h>

#define PRIME ((UINT64_C(1) << 61) - 1)

static uint64_t state;

static uint64_t draw(uint64_t below)
{
    state += UINT64_C(0x9E3779B97F4A7C15);
    uint64_t mixed = (state ^ (state >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    mixed = (mixed ^ (mixed >> 27)) * UINT64_C(0x94D049BB133111EB);
    return (mixed ^ (mixed >> 31)) % below;
}

/* ---- people ---- */

void town_make(town *self, uint64_t seed, int people)
{
    *self = (town){.people = people};
    state = seed;
    for (int i = 0; i < people; i++) {
        int64_t values[] = {(int64_t)draw(3), (int64_t)draw(2), (int64_t)draw(60)};
        int work = draw(10) == 0 ? -1 : (int)draw(2);
        for (int year = 0; year < TOWN_YEARS; year++) {
            self->here[year][i] = draw(8) != 0;
            self->area[year][i] = values[0];
            self->sex[year][i] = values[1];
            self->age[year][i] = values[2] + year;
            self->work[year][i] = draw(4) == 0 ? (int)draw(2) : work;
        }
    }
}

static integ_status add_year(integ_register_builder *builder, const town *self, int year)
{
    static const char *const areas[] = {"a", "b", "c"}, *const sexes[] = {"F", "M"};
    const char *area[TOWN_PEOPLE], *sex[TOWN_PEOPLE];
    int64_t id[TOWN_PEOPLE], age[TOWN_PEOPLE], work[TOWN_PEOPLE];
    uint8_t known[TOWN_PEOPLE];
    int64_t count = 0;
    for (int i = 0; i < self->people; i++) {
        if (!self->here[year][i])
            continue;
        area[count] = areas[self->area[year][i]];
        sex[count] = sexes[self->sex[year][i]];
        id[count] = 1000 + i;
        age[count] = self->age[year][i];
        work[count] = self->work[year][i] > 0;
        known[count++] = self->work[year][i] >= 0;
    }
    integ_date date;
    integ_status status = integ_date_from_civil(2019 + year, 1, 1, &date, NULL);
    if (status == INTEG_STATUS_OK)
        status = integ_register_builder_add_snapshot(builder, date, NULL);
    if (status == INTEG_STATUS_OK)
        status = integ_register_builder_add_table(builder, "citizen", count, NULL);
    if (status == INTEG_STATUS_OK)
        status = integ_register_builder_add_integers(builder, "id", INTEG_TYPE_INTEGER, 0, id, NULL, count, NULL);
    if (status == INTEG_STATUS_OK)
        status = integ_register_builder_set_key(builder, "id", NULL);
    if (status == INTEG_STATUS_OK)
        status = integ_register_builder_add_texts(builder, "housing_area", INTEG_TYPE_CODE, area, count, NULL);
    if (status == INTEG_STATUS_OK)
        status = integ_register_builder_add_texts(builder, "sex", INTEG_TYPE_CODE, sex, count, NULL);
    if (status == INTEG_STATUS_OK)
        status = integ_register_builder_add_integers(builder, "age", INTEG_TYPE_INTEGER, 0, age, NULL, count, NULL);
    if (status == INTEG_STATUS_OK)
        status = integ_register_builder_add_integers(builder, "work", INTEG_TYPE_BOOLEAN, 0, work, known, count, NULL);
    return status;
}

integ_register *town_register(const town *self, integ_context *context)
{
    integ_register_builder *builder;
    integ_register *reg;
    ck_assert_int_eq(integ_register_builder_new(context, INTEG_PURPOSE_STATISTICS, &builder, NULL), INTEG_STATUS_OK);
    for (int year = 0; year < TOWN_YEARS; year++)
        ck_assert_int_eq(add_year(builder, self, year), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_register_builder_finish(builder, &reg, NULL), INTEG_STATUS_OK);
    integ_register_builder_free(builder);
    return reg;
}

/* ---- policies ---- */

void plan_draw(plan *self, uint64_t seed)
{
    *self = (plan){.groups = 2 + (int)(seed % 4)};
    state = seed ^ UINT64_C(0x5DEECE66D);
    for (int i = 0; i < self->groups; i++) {
        rule *group = &self->group[i];
        group->within = i > 0 && draw(2) == 0 ? (int)draw((uint64_t)i) : -1;
        group->area = draw(2) == 0 ? (int)draw(3) : -1;
        group->sex = draw(3) == 0 ? (int)draw(2) : -1;
        group->from = (int64_t)draw(30);
        group->to = group->from + 10 + (int64_t)draw(50);
        self->by[i] = (int)draw(3);
        self->count[i] = draw(3) == 0;
        self->made[i] = draw(3) == 0;
    }
}

void plan_write(const plan *self, char *text, size_t size)
{
    size_t at = (size_t)snprintf(text, size, "policy: Test\ngroups:\n");
    for (int i = 0; i < self->groups; i++) {
        const rule *group = &self->group[i];
        at += (size_t)snprintf(text + at, size - at, "  g%d: {", i);
        if (group->within >= 0)
            at += (size_t)snprintf(text + at, size - at, "within: g%d, ", group->within);
        at +=
            (size_t)snprintf(text + at, size - at, "where: \"age BETWEEN %d AND %d", (int)group->from, (int)group->to);
        if (group->area >= 0)
            at += (size_t)snprintf(text + at, size - at, " AND housing_area <> '%c'", 'a' + group->area);
        if (group->sex >= 0)
            at += (size_t)snprintf(text + at, size - at, " AND sex = '%c'", "FM"[group->sex]);
        at += (size_t)snprintf(text + at, size - at, "\"}\n");
    }
    at += (size_t)snprintf(text + at, size - at, "indicators:\n");
    for (int i = 0; i < self->groups; i++) {
        static const char *const by[] = {"", ", by: [housing_area]", ", by: [sex, housing_area]"};
        /* Everybody's age and sex is known, so that what is made of them has the counts of a share. */
        const char *kind = self->count[i]   ? "count"
                           : !self->made[i] ? "share"
                           : self->by[i] < 2
                               ? "segregation, unit: sex"
                               : "standardised_rate, standard: {column: age, bands: [40], weights: [1, 1]}";
        at += (size_t)snprintf(text + at, size - at, "  i%d: {kind: %s, of: g%d%s%s}\n", i, kind, i,
                               self->count[i] ? "" : ", where: work", by[self->by[i]]);
    }
    ck_assert_uint_lt(at, size);
}

static bool is_in(const plan *self, const town *people, int group, int year, int person)
{
    const rule *own = &self->group[group];
    if (!people->here[year][person] || people->age[year][person] < own->from || people->age[year][person] > own->to)
        return false;
    if ((own->area >= 0 && people->area[year][person] == own->area) ||
        (own->sex >= 0 && people->sex[year][person] != own->sex))
        return false;
    return own->within < 0 || is_in(self, people, own->within, year, person);
}

/* ---- what was said ---- */

static void note(attack *self, const bool *members, int64_t figure, bool sensitive)
{
    int64_t count = 0;
    for (int i = 0; i < self->people; i++)
        count += members[i];
    ck_assert_int_lt(self->count, ATTACK_CELLS);
    if (figure >= 0 && figure != count)
        ck_abort_msg("a figure of %d was shown for %d people", (int)figure, (int)count);
    said *cell = &self->cells[self->count++];
    *cell =
        (said){.count = count, .shown = figure >= 0, .sensitive = sensitive && figure < 0 && count > 0 && count < 5};
    memcpy(cell->members, members, (size_t)self->people * sizeof *members);
}

static bool is_small(int64_t count)
{
    return count > 0 && count < 5;
}

static bool hides_share(int64_t part, int64_t whole)
{
    return is_small(part) || is_small(whole) || is_small(whole - part) || (whole < 10 && (part == 0 || part == whole));
}

/* One group's counts, in one cell of the breakdown or in all (-1). */
static void note_counts(attack *self, const plan *policy, const town *people, int group, int year, int area, int sex,
                        const integi_counts *counts)
{
    bool part[TOWN_PEOPLE] = {false}, whole[TOWN_PEOPLE] = {false}, unknown[TOWN_PEOPLE] = {false};
    bool rest[TOWN_PEOPLE] = {false};
    for (int i = 0; i < people->people; i++) {
        if (!is_in(policy, people, group, year, i) || (area >= 0 && people->area[year][i] != area) ||
            (sex >= 0 && people->sex[year][i] != sex))
            continue;
        int work = people->work[year][i];
        whole[i] = policy->count[group] || work >= 0;
        part[i] = policy->count[group] || work > 0;
        rest[i] = !policy->count[group] && work == 0;
        unknown[i] = !policy->count[group] && work < 0;
    }
    bool few = self->rule && hides_share(counts->numerator, counts->denominator);
    note(self, whole, self->rule && is_small(counts->denominator) ? -1 : counts->denominator, true);
    note(self, part, few ? -1 : counts->numerator, true);
    note(self, unknown, self->rule && is_small(counts->unknown) ? -1 : counts->unknown, true);
    note(self, rest, -1, true);
}

static void note_everybody(attack *self, const town *people, int year)
{
    int64_t count = 0;
    for (int i = 0; i < people->people; i++)
        count += people->here[year][i];
    note(self, people->here[year], count, false);
    self->cells[self->count - 1].everybody = true;
}

void attack_begin(attack *self, bool rule)
{
    memset(self, 0, sizeof *self);
    self->rule = rule;
}

void attack_note(attack *self, const plan *policy, const town *people, const integ_results *results)
{
    self->people = people->people;
    for (int year = 0; year < (int)results->indicators[0].series->count; year++)
        note_everybody(self, people, year);
    for (int i = 0; i < policy->groups; i++) {
        const integi_indicator_result *result = &results->indicators[i];
        for (size_t point = 0; point < result->series->count; point++)
            note_counts(self, policy, people, i, (int)point, -1, -1, &result->series->points[point].figure.value.own);
        for (int64_t cell = 0; cell < result->cell_count; cell++) {
            const integi_term *terms = result->cells[cell].terms;
            int area = terms[policy->by[i] - 1].code[0] - 'a', sex = policy->by[i] == 2 ? terms[0].code[0] == 'M' : -1;
            note_counts(self, policy, people, i, (int)result->series->count - 1, area, sex,
                        &result->cells[cell].figure->value.own);
        }
    }
}

/* ---- what follows ---- */

static uint64_t times(uint64_t a, uint64_t b)
{
    unsigned __int128 product = (unsigned __int128)a * b;
    uint64_t sum = (uint64_t)(product & PRIME) + (uint64_t)(product >> 61);
    return sum >= PRIME ? sum - PRIME : sum;
}

static uint64_t inverse(uint64_t a)
{
    uint64_t result = 1;
    for (uint64_t power = PRIME - 2; power > 0; power >>= 1, a = times(a, a))
        if (power & 1)
            result = times(result, a);
    return result;
}

typedef struct basis {
    uint64_t rows[TOWN_PEOPLE][TOWN_PEOPLE];
    bool has[TOWN_PEOPLE];
    int people;
} basis;

/* What is left of a vector; true when something is, which then joins the basis if it is to. */
static bool reduce(basis *self, uint64_t *vector, bool join)
{
    for (int i = 0; i < self->people; i++) {
        if (vector[i] == 0)
            continue;
        if (!self->has[i]) {
            if (!join)
                return true;
            uint64_t scale = inverse(vector[i]);
            for (int j = 0; j < self->people; j++)
                self->rows[i][j] = times(vector[j], scale);
            self->has[i] = true;
            return true;
        }
        uint64_t factor = PRIME - vector[i];
        for (int j = i; j < self->people; j++)
            vector[j] = (vector[j] + times(factor, self->rows[i][j])) % PRIME;
    }
    return false;
}

static bool follows(basis *self, const bool *members)
{
    uint64_t vector[TOWN_PEOPLE];
    for (int i = 0; i < self->people; i++)
        vector[i] = members[i];
    return !reduce(self, vector, false);
}

static void learn(basis *self, const bool *members)
{
    uint64_t vector[TOWN_PEOPLE];
    for (int i = 0; i < self->people; i++)
        vector[i] = members[i];
    reduce(self, vector, true);
}

/* A few people who are in one shown cell and not in another that is a part of it. */
static int small_differences(const attack *self)
{
    int found = 0;
    for (int a = 0; a < self->count; a++)
        for (int b = 0; b < self->count; b++) {
            bool nested = self->cells[a].shown && self->cells[b].shown &&
                          !(self->cells[a].everybody && self->cells[b].everybody);
            for (int i = 0; i < self->people && nested; i++)
                nested = self->cells[a].members[i] || !self->cells[b].members[i];
            int64_t left = self->cells[a].count - self->cells[b].count;
            found += nested && self->cells[b].count > 0 && left > 0 && left < 5;
        }
    return found;
}

/* Few people whom the shown cells tell apart from all others, and who can be counted. */
static int counted_few(basis *known, basis *given, const attack *self)
{
    int found = 0;
    for (int person = 0; person < self->people; person++) {
        bool alike[TOWN_PEOPLE], first = true;
        int count = 0;
        bool anywhere = false;
        for (int other = 0; other < self->people; other++) {
            alike[other] = true;
            for (int cell = 0; cell < self->count; cell++)
                if (self->cells[cell].shown && self->cells[cell].members[other] != self->cells[cell].members[person])
                    alike[other] = false;
            first = first && !(alike[other] && other < person);
            count += alike[other];
        }
        for (int cell = 0; cell < self->count; cell++)
            anywhere = anywhere || (self->cells[cell].shown && self->cells[cell].members[person]);
        found += first && anywhere && count < 5 && follows(known, alike) && !follows(given, alike);
    }
    return found;
}

findings attack_run(const attack *self)
{
    static basis known, given;
    findings found = {0};
    memset(&known, 0, sizeof known);
    memset(&given, 0, sizeof given);
    known.people = given.people = self->people;
    for (int i = 0; i < self->count; i++) {
        if (self->cells[i].shown && self->cells[i].count > 0)
            learn(&known, self->cells[i].members);
        if (self->cells[i].everybody)
            learn(&given, self->cells[i].members);
    }
    for (int i = 0; i < self->count; i++) {
        found.shown += self->cells[i].shown;
        found.hidden += !self->cells[i].shown;
        found.recovered += self->cells[i].sensitive && follows(&known, self->cells[i].members) &&
                           !follows(&given, self->cells[i].members);
    }
    found.differences = small_differences(self);
    found.few = counted_few(&known, &given, self);
    return found;
}
