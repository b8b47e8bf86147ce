/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/. */
/* Which code of a column marks its totals. A total that nobody calls one would be a code like any other: what is hidden
 * beside it would follow from it by subtraction. So a table is not taken as it is while a code looks like one. */
#include "protect/table.h"

#include <stdlib.h>
#include <string.h>

#define LETTERS_AT_MOST 15 /* of the names below */

/* Without spaces, dots, hyphens and underscores, and in small letters. */
static const char *const usual_names[] = {"total", "totals", "totalt", "tot",        "ialt",      "alle",
                                          "all",   "sum",    "samlet", "grandtotal", "helelandet"};

bool table_marks_total(const count_table *self, const char *code)
{
    for (int i = 0; i < self->total_count; i++)
        if (strcmp(self->totals[i], code) == 0)
            return true;
    return false;
}

int64_t table_find_total(const count_table *self, const table_dimension *d)
{
    for (int i = 0; i < self->total_count; i++) {
        int64_t node = table_find_code(d, self->totals[i]);
        if (node >= 0)
            return node;
    }
    return -1;
}

/* Writes a name without what people write differently in it; cut where it is longer than any name that is looked
 * for. */
static void simplify(const char *name, char out[LETTERS_AT_MOST + 1])
{
    int length = 0;
    for (; *name != '\0' && length < LETTERS_AT_MOST; name++)
        if (strchr(" ._-", *name) == NULL)
            out[length++] = *name >= 'A' && *name <= 'Z' ? (char)(*name - 'A' + 'a') : *name;
    out[length] = '\0';
}

static bool has_usual_name(const char *code)
{
    char simple[LETTERS_AT_MOST + 1];
    simplify(code, simple);
    for (size_t i = 0; i < sizeof usual_names / sizeof *usual_names; i++)
        if (strcmp(simple, usual_names[i]) == 0)
            return true;
    return false;
}

/* ---- what was said ---- */

/* The code that was perhaps meant; NULL when none is near. */
static const char *find_near(const count_table *self, const char *name)
{
    const char *near = NULL;
    char wanted[LETTERS_AT_MOST + 1], simple[LETTERS_AT_MOST + 1];
    simplify(name, wanted);
    for (int32_t at = 0; at < self->dimension_count; at++)
        for (int64_t node = 0; node < self->dimensions[at].count; node++) {
            const char *code = self->dimensions[at].codes[node];
            simplify(code, simple);
            if (strcmp(simple, wanted) == 0)
                return code;
            near = integ_nearer_name(name, code, near);
        }
    return near;
}

static int check_given(const count_table *self, const char *name)
{
    for (int32_t at = 0; at < self->dimension_count; at++)
        if (table_find_code(&self->dimensions[at], name) >= 0)
            return EXIT_DONE;
    const char *near = find_near(self, name);
    if (near == NULL)
        return program_complain(self->sheet.owner, "--total", "no column has the code '%s'", name);
    return program_complain(self->sheet.owner, "--total", "no column has the code '%s' (did you mean '%s'?)", name,
                            near);
}

static int check_single(const count_table *self, const table_dimension *d)
{
    int64_t total = table_find_total(self, d);
    for (int i = 0; i < self->total_count; i++) {
        int64_t other = table_find_code(d, self->totals[i]);
        if (other >= 0 && other != total)
            return program_complain(self->sheet.owner, "--total", "column '%s' has both '%s' and '%s'", d->name,
                                    d->codes[total], d->codes[other]);
    }
    return EXIT_DONE;
}

/* ---- what looks like a total ---- */

static bool has_parts(const table_dimension *d, int64_t node)
{
    for (int64_t other = 0; other < d->count; other++)
        if (d->parents[other] == node)
            return true;
    return false;
}

static int64_t count_roots(const table_dimension *d)
{
    int64_t roots = 0;
    for (int64_t node = 0; node < d->count; node++)
        roots += d->parents[node] < 0;
    return roots;
}

bool table_has_total(const count_table *self, int32_t dimension)
{
    return count_roots(&self->dimensions[dimension]) < 2;
}

static int complain_of(const count_table *self, int32_t at, int64_t node, bool by_name)
{
    const table_dimension *d = &self->dimensions[at];
    const char *code = d->codes[node];
    for (int64_t row = 1; row < self->sheet.rows; row++) {
        const field *here = &self->sheet.fields[row * self->sheet.columns + at];
        if (strcmp(here->text, code) == 0)
            return complain_at(&self->sheet, here,
                               by_name ? "'%s' has the name of a total, and no code of column '%s' marks totals; say "
                                         "--total '%s' if it does (again for each name), or --no-total if it is none"
                                       : "'%s' is the sum of all others, and no code of column '%s' marks totals; say "
                                         "--total '%s' if it does (again for each name), or --no-total if it is none",
                               code, d->name, code);
    }
    return EXIT_DONE;
}

static int check_names(const count_table *self, int32_t at)
{
    const table_dimension *d = &self->dimensions[at];
    if (table_find_total(self, d) >= 0 || count_roots(d) < 2)
        return EXIT_DONE;
    for (int64_t node = 0; node < d->count; node++)
        if (d->parents[node] < 0 && has_usual_name(d->codes[node]) && !has_parts(d, node))
            return complain_of(self, at, node, true);
    return EXIT_DONE;
}

int totals_check_names(const count_table *self)
{
    int status = EXIT_DONE;
    for (int i = 0; i < self->total_count && self->total_given && status == EXIT_DONE; i++)
        status = check_given(self, self->totals[i]);
    for (int32_t at = 0; at < self->dimension_count && status == EXIT_DONE; at++)
        status = check_single(self, &self->dimensions[at]);
    for (int32_t at = 0; at < self->dimension_count && status == EXIT_DONE && !self->without_totals; at++)
        status = check_names(self, at);
    return status;
}

/* What the lines of a column say of a code: whether it is the sum of all others. */
typedef enum likeness { UNSEEN, SUM, OTHER } likeness;

/* One line: the cells of all codes of a column that have the same codes in all others. Only codes that are part of
 * nothing are added up. A sum of one code alone is no evidence: two codes may have equal counts. */
static void compare_line(const count_table *self, const table_dimension *d, int64_t first, int64_t stride,
                         likeness *out)
{
    int64_t sum = 0, hidden = 0, people = 0;
    for (int64_t node = 0; node < d->count; node++) {
        int64_t value = d->parents[node] < 0 ? self->values[first + node * stride] : 0;
        sum += value > 0 ? value : 0;
        people += value > 0;
        hidden += value < 0;
    }
    for (int64_t node = 0; node < d->count; node++) {
        int64_t cell = first + node * stride, value = self->values[cell];
        if (d->parents[node] >= 0 || value < 0 || table_count(self, cell)->line == 0)
            continue;
        if (hidden == 0 ? sum - value != value : sum - value > value)
            out[node] = OTHER;
        else if (hidden == 0 && people > 2 && out[node] == UNSEEN)
            out[node] = SUM;
    }
}

static int check_sums(const count_table *self, int32_t at)
{
    const table_dimension *d = &self->dimensions[at];
    if (table_find_total(self, d) >= 0 || count_roots(d) < 3)
        return EXIT_DONE;
    likeness *found = (likeness *)calloc((size_t)d->count, sizeof *found);
    if (found == NULL) {
        program_complain(self->sheet.owner, self->sheet.path, "not enough memory");
        return EXIT_SYSTEM;
    }
    int64_t stride = 1;
    for (int32_t other = at + 1; other < self->dimension_count; other++)
        stride *= self->dimensions[other].count;
    for (int64_t block = 0; block < self->cell_count; block += stride * d->count)
        for (int64_t first = block; first < block + stride; first++)
            compare_line(self, d, first, stride, found);
    int status = EXIT_DONE;
    for (int64_t node = 0; node < d->count && status == EXIT_DONE; node++)
        if (found[node] == SUM)
            status = complain_of(self, at, node, false);
    free(found);
    return status;
}

int totals_check_sums(const count_table *self)
{
    int status = EXIT_DONE;
    for (int32_t at = 0; at < self->dimension_count && status == EXIT_DONE && !self->without_totals; at++)
        status = check_sums(self, at);
    return status;
}
