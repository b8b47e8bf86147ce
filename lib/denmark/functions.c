/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "denmark/functions.h"

#include "denmark/countries.h"
#include "denmark/cpr.h"
#include "denmark/housing.h"

/* ---- CPR numbers ------------------------------------------------------------------------------------------ */

/* False when the row has no number of the form. */
static bool read_cpr(const integi_call *call, int32_t row, integi_cpr *out)
{
    const integi_vector *cpr = &call->arguments[0];
    if (cpr->type == INTEG_TYPE_INTEGER)
        return integi_cpr_read_number(cpr->integers[row], out);
    size_t length;
    const char *text = integi_dictionary_text(cpr->dictionary, cpr->integers[row], &length);
    return integi_cpr_read(text, length, out);
}

static void cpr_valid(const integi_call *call)
{
    integi_cpr cpr;
    for (int32_t i = 0; i < call->rows; i++)
        if (integi_vector_knows(&call->arguments[0], i))
            call->integers[i] = read_cpr(call, i, &cpr) && cpr.has_date;
}

static void cpr_birth_date(const integi_call *call)
{
    integi_cpr cpr;
    for (int32_t i = 0; i < call->rows; i++) {
        if (!integi_vector_knows(&call->arguments[0], i))
            continue;
        if (read_cpr(call, i, &cpr) && cpr.has_date)
            call->integers[i] = cpr.birth_date;
        else
            integi_call_forget(call, i);
    }
}

#define FEMALE 0
#define MALE 1

static void cpr_sex(const integi_call *call)
{
    integi_cpr cpr;
    for (int32_t i = 0; i < call->rows; i++) {
        if (!integi_vector_knows(&call->arguments[0], i))
            continue;
        if (read_cpr(call, i, &cpr))
            call->integers[i] = cpr.sex == INTEG_CPR_SEX_FEMALE ? FEMALE : MALE;
        else
            integi_call_forget(call, i);
    }
}

static void cpr_modulus_ok(const integi_call *call)
{
    integi_cpr cpr;
    for (int32_t i = 0; i < call->rows; i++) {
        if (!integi_vector_knows(&call->arguments[0], i))
            continue;
        if (read_cpr(call, i, &cpr))
            call->integers[i] = cpr.remainder == 0;
        else
            integi_call_forget(call, i);
    }
}

const integi_function integi_function_cpr_valid = {
    .name = "cpr_valid",
    .parameter_count = 1,
    .parameters = {INTEGI_PARAMETER_CODE},
    .result = INTEG_TYPE_BOOLEAN,
    .evaluate = cpr_valid,
    .written = "cpr_valid(cpr)",
    .english = "{0} has the form and the date of a CPR number",
    .danish = "{0} har et CPR-nummers form og dato",
};

const integi_function integi_function_cpr_birth_date = {
    .name = "cpr_birth_date",
    .parameter_count = 1,
    .parameters = {INTEGI_PARAMETER_CODE},
    .result = INTEG_TYPE_DATE,
    .evaluate = cpr_birth_date,
    .written = "cpr_birth_date(cpr)",
    .english = "the birth date in the CPR number {0}",
    .danish = "fødselsdatoen i CPR-nummeret {0}",
};

const integi_function integi_function_cpr_sex = {
    .name = "cpr_sex",
    .parameter_count = 1,
    .parameters = {INTEGI_PARAMETER_CODE},
    .result = INTEG_TYPE_CODE,
    .evaluate = cpr_sex,
    .answers = {[FEMALE] = "F", [MALE] = "M"},
    .written = "cpr_sex(cpr)",
    .english = "the sex in the CPR number {0}",
    .danish = "kønnet i CPR-nummeret {0}",
};

const integi_function integi_function_cpr_modulus_ok = {
    .name = "cpr_modulus_ok",
    .parameter_count = 1,
    .parameters = {INTEGI_PARAMETER_CODE},
    .result = INTEG_TYPE_BOOLEAN,
    .evaluate = cpr_modulus_ok,
    .written = "cpr_modulus_ok(cpr)",
    .english = "the CPR number {0} has a control digit (modulus 11)",
    .danish = "CPR-nummeret {0} har et kontrolciffer (modulus 11)",
};

/* ---- origin ----------------------------------------------------------------------------------------------- */

#define ORIGIN_PARAMETERS 6
#define ORIGINS 729 /* 3 to that power: no, yes and unknown */

/* Answers are in the order of the constants, which begin behind the unknown. */
static void set_answer(const integi_call *call, int32_t row, int32_t constant)
{
    if (constant == 0)
        integi_call_forget(call, row);
    else
        call->integers[row] = constant - 1;
}

/* There are fewer combinations than rows. */
static void list_origins(int8_t origins[ORIGINS])
{
    for (int32_t code = 0; code < ORIGINS; code++) {
        int32_t given[ORIGIN_PARAMETERS];
        for (int32_t i = 0, rest = code; i < ORIGIN_PARAMETERS; i++, rest /= 3)
            given[i] = rest % 3 == 2 ? INTEG_DK_UNKNOWN : rest % 3;
        origins[code] = (int8_t)integ_dk_origin(given[0], given[1], given[2], given[3], given[4], given[5]);
    }
}

static void dk_origin(const integi_call *call)
{
    int8_t origins[ORIGINS];
    list_origins(origins);
    for (int32_t row = 0; row < call->rows; row++) {
        int32_t code = 0;
        for (int i = ORIGIN_PARAMETERS - 1; i >= 0; i--) {
            const integi_vector *given = &call->arguments[i];
            code = code * 3 + (!integi_vector_knows(given, row) ? 2 : given->integers[row] != 0);
        }
        set_answer(call, row, origins[code]);
    }
}

const integi_function integi_function_dk_origin = {
    .name = "dk_origin",
    .parameter_count = ORIGIN_PARAMETERS,
    .parameters = {INTEG_TYPE_BOOLEAN, INTEG_TYPE_BOOLEAN, INTEG_TYPE_BOOLEAN, INTEG_TYPE_BOOLEAN, INTEG_TYPE_BOOLEAN,
                   INTEG_TYPE_BOOLEAN},
    .result = INTEG_TYPE_CODE,
    .evaluate = dk_origin,
    .takes_unknown = true,
    .answers = {"danish", "immigrant", "descendant"},
    .written = "dk_origin(born_in_denmark, danish_citizen, mother_born_in_denmark, mother_danish_citizen, "
               "father_born_in_denmark, father_danish_citizen)",
    .english = "the origin by the rule of Danmarks Statistik (born in Denmark: {0}, Danish citizen: {1}; "
               "of the mother: {2}, {3}; of the father: {4}, {5})",
    .danish = "herkomsten efter Danmarks Statistiks regel (født i Danmark: {0}, dansk statsborger: {1}; "
              "moderens: {2}, {3}; faderens: {4}, {5})",
};

/* ---- countries -------------------------------------------------------------------------------------------- */

static integi_country read_country(const integi_call *call, int32_t row)
{
    const integi_vector *country = &call->arguments[0];
    if (country->type == INTEG_TYPE_INTEGER)
        return integi_country_of_number(country->integers[row]);
    size_t length;
    const char *code = integi_dictionary_text(country->dictionary, country->integers[row], &length);
    return integi_country_read(code, length);
}

static void dk_country_group(const integi_call *call)
{
    for (int32_t i = 0; i < call->rows; i++)
        if (integi_vector_knows(&call->arguments[0], i))
            set_answer(call, i, integi_country_group(read_country(call, i), INTEG_DATE_MAXIMUM));
}

static void dk_menapt(const integi_call *call)
{
    for (int32_t i = 0; i < call->rows; i++) {
        if (!integi_vector_knows(&call->arguments[0], i))
            continue;
        call->integers[i] = integi_country_menapt(read_country(call, i));
        if (call->integers[i] == INTEG_DK_UNKNOWN)
            integi_call_forget(call, i);
    }
}

const integi_function integi_function_dk_country_group = {
    .name = "dk_country_group",
    .parameter_count = 1,
    .parameters = {INTEGI_PARAMETER_CODE},
    .result = INTEG_TYPE_CODE,
    .evaluate = dk_country_group,
    .answers = {"western", "non_western"},
    .written = "dk_country_group(country_code)",
    .english = "the group (western or non-western) of the country {0}",
    .danish = "gruppen (vestlig eller ikke-vestlig) for landet {0}",
};

const integi_function integi_function_dk_menapt = {
    .name = "dk_menapt",
    .parameter_count = 1,
    .parameters = {INTEGI_PARAMETER_CODE},
    .result = INTEG_TYPE_BOOLEAN,
    .evaluate = dk_menapt,
    .written = "dk_menapt(country_code)",
    .english = "the country {0} is one of MENAPT (the Middle East, North Africa, Pakistan, Turkey)",
    .danish = "landet {0} hører til MENAPT (Mellemøsten, Nordafrika, Pakistan, Tyrkiet)",
};

/* ---- housing areas ---------------------------------------------------------------------------------------- */

static integi_figure figure_of(const integi_vector *argument, int32_t row)
{
    if (!integi_vector_knows(argument, row))
        return (integi_figure){0};
    if (argument->type == INTEG_TYPE_NUMBER)
        return integi_figure_from_number(argument->numbers[row]);
    return (integi_figure){true, {argument->integers[row], argument->decimals}};
}

static void dk_housing_class(const integi_call *call)
{
    const integi_vector *given = call->arguments;
    for (int32_t row = 0; row < call->rows; row++) {
        integi_area area = {.residents = integi_vector_knows(&given[1], row) ? given[1].integers[row] : -1,
                            .non_western = figure_of(&given[2], row),
                            .outside = figure_of(&given[3], row),
                            .convicted = figure_of(&given[4], row),
                            .basic_education = figure_of(&given[5], row),
                            .income = figure_of(&given[6], row),
                            .convicted_limit = figure_of(&given[7], row)};
        set_answer(call, row, integi_vector_knows(&given[0], row) ? integi_housing_class(given[0].integers[row], &area)
                                                                  : INTEG_DK_HOUSING_UNKNOWN);
    }
}

const integi_function integi_function_dk_housing_class = {
    .name = "dk_housing_class",
    .parameter_count = 8,
    .parameters = {INTEG_TYPE_INTEGER, INTEG_TYPE_INTEGER, INTEGI_PARAMETER_FIGURE, INTEGI_PARAMETER_FIGURE,
                   INTEGI_PARAMETER_FIGURE, INTEGI_PARAMETER_FIGURE, INTEGI_PARAMETER_FIGURE, INTEGI_PARAMETER_FIGURE},
    .result = INTEG_TYPE_CODE,
    .evaluate = dk_housing_class,
    .optional_count = 1,
    .takes_unknown = true,
    .answers = {"none", "ghetto", "vulnerable", "parallel_society", "prevention"},
    .written = "dk_housing_class(year, residents, non_western_pct, outside_labour_market_pct, convicted_pct, "
               "basic_education_pct, income_pct[, convicted_limit])",
    .english =
        "the class of the housing area by the rule of the year {0} ({1} residents; in per cent: non-western {2}, "
               "outside the labour market {3}, convicted {4}, basic education {5}, income {6})",
    .danish = "boligområdets klasse efter reglen for året {0} ({1} beboere; i procent: ikke-vestlige {2}, uden for "
              "arbejdsmarkedet {3}, dømte {4}, grundskole {5}, indkomst {6})",
};
