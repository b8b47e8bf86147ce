/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "denmark/countries.h"
#include "integration/denmark.h"

#include <stdbool.h>
#include <string.h>

typedef struct parent {
    int32_t born_in_denmark, danish_citizen; /* 0, 1 or unknown */
} parent;

static int32_t as_answer(int32_t value)
{
    return value == 0 || value == 1 ? value : INTEG_DK_UNKNOWN;
}

static bool is_known(parent who)
{
    return who.born_in_denmark != INTEG_DK_UNKNOWN || who.danish_citizen != INTEG_DK_UNKNOWN;
}

/* Whether a parent is both a Danish citizen and born in Denmark; the lower of the two answers when both are given. */
static int32_t is_danish(parent who)
{
    if (who.born_in_denmark == 0 || who.danish_citizen == 0 || !is_known(who))
        return 0;
    return who.born_in_denmark == 1 && who.danish_citizen == 1 ? 1 : INTEG_DK_UNKNOWN;
}

/* Of a person without a parent who is both. */
static int32_t without_danish_parent(int32_t born_in_denmark, int32_t danish_citizen, bool parent_known)
{
    if (born_in_denmark == 0)
        return INTEG_DK_ORIGIN_IMMIGRANT;
    if (born_in_denmark == INTEG_DK_UNKNOWN)
        return INTEG_DK_ORIGIN_UNKNOWN; /* immigrant if born abroad, and something else if not */
    if (parent_known || danish_citizen == 0)
        return INTEG_DK_ORIGIN_DESCENDANT;
    return danish_citizen == 1 ? INTEG_DK_ORIGIN_DANISH : INTEG_DK_ORIGIN_UNKNOWN;
}

int32_t integ_dk_origin(int32_t born_in_denmark, int32_t danish_citizen, int32_t mother_born_in_denmark,
                        int32_t mother_danish_citizen, int32_t father_born_in_denmark,
                        int32_t father_danish_citizen)
{
    parent mother = {as_answer(mother_born_in_denmark), as_answer(mother_danish_citizen)};
    parent father = {as_answer(father_born_in_denmark), as_answer(father_danish_citizen)};
    if (is_danish(mother) == 1 || is_danish(father) == 1)
        return INTEG_DK_ORIGIN_DANISH;
    /* With a parent who may be both, the person is of Danish origin or, a parent being known, immigrant or
     * descendant. */
    if (is_danish(mother) == INTEG_DK_UNKNOWN || is_danish(father) == INTEG_DK_UNKNOWN)
        return INTEG_DK_ORIGIN_UNKNOWN;
    return without_danish_parent(as_answer(born_in_denmark), as_answer(danish_citizen),
                                 is_known(mother) || is_known(father));
}

/* ---- country of origin ------------------------------------------------------------------------------------ */

static int32_t in_denmark(const char *code)
{
    return code == NULL ? INTEG_DK_UNKNOWN : integi_country_is_denmark(code, strlen(code));
}

/* What names no country is as good as nothing. */
static const char *given(const char *code)
{
    return in_denmark(code) == INTEG_DK_UNKNOWN ? NULL : code;
}

/* A country of birth or, if that is Denmark, of citizenship. */
static const char *birth_else_citizenship(const char *birth, const char *citizenship)
{
    return in_denmark(birth) == 1 ? citizenship : birth;
}

/* The first of them that is Denmark: there is one where the origin is Danish. */
static const char *denmark_of(const char *birth, const char *mother_birth, const char *father_birth)
{
    const char *const births[] = {mother_birth, father_birth, birth};
    for (size_t i = 0; i < sizeof births / sizeof *births; i++)
        if (in_denmark(births[i]) == 1)
            return births[i];
    return NULL;
}

const char *integ_dk_origin_country(const char *birth, const char *citizenship, const char *mother_birth,
                                    const char *mother_citizenship, const char *father_birth,
                                    const char *father_citizenship, int32_t *origin)
{
    birth = given(birth), citizenship = given(citizenship);
    mother_birth = given(mother_birth), mother_citizenship = given(mother_citizenship);
    father_birth = given(father_birth), father_citizenship = given(father_citizenship);
    int32_t found = integ_dk_origin(in_denmark(birth), in_denmark(citizenship), in_denmark(mother_birth),
                                    in_denmark(mother_citizenship), in_denmark(father_birth),
                                    in_denmark(father_citizenship));
    if (origin != NULL)
        *origin = found;
    if (found == INTEG_DK_ORIGIN_UNKNOWN)
        return NULL;
    if (found == INTEG_DK_ORIGIN_DANISH)
        return denmark_of(birth, mother_birth, father_birth);
    if (mother_birth != NULL || mother_citizenship != NULL)
        return birth_else_citizenship(mother_birth, mother_citizenship);
    if (father_birth != NULL || father_citizenship != NULL)
        return birth_else_citizenship(father_birth, father_citizenship);
    return found == INTEG_DK_ORIGIN_IMMIGRANT ? birth : citizenship;
}
