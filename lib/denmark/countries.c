/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "denmark/countries.h"

#include "base/message.h"
#include "denmark/messages.h"

/* The numbers are those of the CPR's list of countries. 0 stands for none. */

#define ALWAYS INTEG_DATE_MINIMUM
#define EU_2004 12539 /* 2004-05-01 */
#define EU_2007 13514 /* 2007-01-01 */
#define EU_2013 15887 /* 2013-07-01 */
#define FIRST_LIST EU_2004
#define MENAPT_LIST 18607         /* 2020-12-11 */
#define SERBIA_AND_MONTENEGRO 8401 /* 1993-01-01: CS was Czechoslovakia before */

typedef struct western {
    char letters[3];
    int16_t number;
    integ_date from;
} western;

static const western western_countries[] = {
    {"AD", 5124, ALWAYS},  {"AT", 5182, ALWAYS},  {"AU", 5502, ALWAYS},  {"BE", 5126, ALWAYS},  {"BG", 5128, EU_2007},
    {"CA", 5314, ALWAYS},  {"CH", 5160, ALWAYS},  {"CY", 5422, EU_2004}, {"CZ", 5776, EU_2004}, {"DD", 5184, ALWAYS},
    {"DE", 5180, ALWAYS},  {"DK", 5100, ALWAYS},  {"EE", 5607, EU_2004}, {"EL", 0, ALWAYS},     {"ES", 5164, ALWAYS},
    {"FI", 5104, ALWAYS},  {"FO", 5902, ALWAYS},  {"FR", 5130, ALWAYS},  {"GB", 5170, ALWAYS},  {"GL", 5101, ALWAYS},
    {"GR", 5134, ALWAYS},  {"HR", 5750, EU_2013}, {"HU", 5174, EU_2004}, {"IE", 5142, ALWAYS},  {"IS", 5106, ALWAYS},
    {"IT", 5150, ALWAYS},  {"LI", 5107, ALWAYS},  {"LT", 5611, EU_2004}, {"LU", 5108, ALWAYS},  {"LV", 5609, EU_2004},
    {"MC", 5109, ALWAYS},  {"MT", 5153, EU_2004}, {"NL", 5140, ALWAYS},  {"NO", 5110, ALWAYS},  {"NZ", 5514, ALWAYS},
    {"PL", 5154, EU_2004}, {"PT", 5156, ALWAYS},  {"RO", 5158, EU_2007}, {"SE", 5120, ALWAYS},  {"SI", 5752, EU_2004},
    {"SK", 5778, EU_2004}, {"SM", 5159, ALWAYS},  {"UK", 0, ALWAYS},     {"US", 5390, ALWAYS},  {"VA", 5176, ALWAYS},
    {"", 5105, ALWAYS}, /* Iceland, equal to Danish */
    {"", 5115, ALWAYS}, /* the royal family */
    {"", 5129, ALWAYS}, /* Czechoslovakia */
    {"", 5111, ALWAYS}, /* Northern Ireland; with what follows, closed in 1990 and continued in a western country */
    {"", 5253, ALWAYS}, /* St. Helena */
    {"", 5286, ALWAYS}, /* Réunion */
    {"", 5301, ALWAYS}, /* Aruba */
    {"", 5307, ALWAYS}, /* Bermuda */
    {"", 5325, ALWAYS}, /* Curaçao */
    {"", 5353, ALWAYS}, /* Martinique */
    {"", 5428, ALWAYS}, /* Hong Kong, continued in the United Kingdom */
    {"", 5516, ALWAYS}, /* the Cook Islands */
    {"", 5527, ALWAYS}, /* Puerto Rico */
    {"", 5528, ALWAYS}, /* Guadeloupe */
    {"", 5529, ALWAYS}, /* French Guiana */
};

typedef struct menapt {
    char letters[3];
    int16_t number;
} menapt;

static const menapt menapt_countries[] = {
    {"AE", 5403}, {"AF", 5404}, {"BH", 5406}, {"DJ", 5525}, {"DZ", 5202}, {"EG", 5272}, {"IQ", 5436}, {"IR", 5438},
    {"JO", 5446}, {"KW", 5452}, {"LB", 5456}, {"LY", 5238}, {"MA", 5244}, {"MR", 5285}, {"OM", 5462}, {"PK", 5472},
    {"QA", 5496}, {"SA", 5478}, {"SD", 5258}, {"SO", 5294}, {"SY", 5486}, {"TN", 5268}, {"TR", 5172}, {"YE", 5402},
    {"", 5494}, /* the Yemen Arab Republic, closed in 1990 and continued in Yemen */
};

/* ISO 3166-1, and behind it the codes in use that it does not have. */
static const char codes[] =
    "ADAEAFAGAIALAMAOAQARASATAUAWAXAZBABBBDBEBFBGBHBIBJBLBMBN"
    "BOBQBRBSBTBVBWBYBZCACCCDCFCGCHCICKCLCMCNCOCRCUCVCWCXCYCZ"
    "DEDJDKDMDODZECEEEGEHERESETFIFJFKFMFOFRGAGBGDGEGFGGGHGIGL"
    "GMGNGPGQGRGSGTGUGWGYHKHMHNHRHTHUIDIEILIMINIOIQIRISITJEJM"
    "JOJPKEKGKHKIKMKNKPKRKWKYKZLALBLCLILKLRLSLTLULVLYMAMCMDME"
    "MFMGMHMKMLMMMNMOMPMQMRMSMTMUMVMWMXMYMZNANCNENFNGNINLNONP"
    "NRNUNZOMPAPEPFPGPHPKPLPMPNPRPSPTPWPYQARERORSRURWSASBSCSD"
    "SESGSHSISJSKSLSMSNSOSRSSSTSVSXSYSZTCTDTFTGTHTJTKTLTMTNTO"
    "TRTTTVTWTZUAUGUMUSUYUZVAVCVEVGVIVNVUWFWSYEYTZAZMZW"    "CSDDELSUUKXKXXYU";

static bool is_code(const char *letters)
{
    for (const char *code = codes; *code != '\0'; code += 2)
        if (code[0] == letters[0] && code[1] == letters[1])
            return true;
    return false;
}

static char capital(char letter)
{
    return letter >= 'a' && letter <= 'z' ? (char)(letter - 'a' + 'A') : letter;
}

integi_country integi_country_of_number(int64_t number)
{
    return (integi_country){.number = number >= 5100 && number <= 5999 ? (int32_t)number : 0};
}

integi_country integi_country_read(const char *code, size_t length)
{
    integi_country country = {0};
    if (length == 2) {
        country.letters[0] = capital(code[0]);
        country.letters[1] = capital(code[1]);
        return is_code(country.letters) ? country : (integi_country){0};
    }
    if (length != 4)
        return country;
    int32_t number = 0;
    for (size_t i = 0; i < length; i++) {
        if (code[i] < '0' || code[i] > '9')
            return country;
        number = number * 10 + (code[i] - '0');
    }
    return integi_country_of_number(number);
}

static bool is_nothing(integi_country country)
{
    return country.letters[0] == '\0' && country.number == 0;
}

static bool matches(integi_country country, const char *letters, int32_t number)
{
    if (country.number != 0)
        return country.number == number;
    return country.letters[0] == letters[0] && country.letters[1] == letters[1];
}

int32_t integi_country_group(integi_country country, integ_date on)
{
    if (is_nothing(country))
        return INTEG_DK_COUNTRY_UNKNOWN;
    if (matches(country, "CS", 0))
        return on < SERBIA_AND_MONTENEGRO ? INTEG_DK_COUNTRY_WESTERN : INTEG_DK_COUNTRY_NON_WESTERN;
    for (size_t i = 0; i < sizeof western_countries / sizeof *western_countries; i++)
        if (matches(country, western_countries[i].letters, western_countries[i].number))
            return on >= western_countries[i].from ? INTEG_DK_COUNTRY_WESTERN : INTEG_DK_COUNTRY_NON_WESTERN;
    return INTEG_DK_COUNTRY_NON_WESTERN;
}

int32_t integi_country_menapt(integi_country country)
{
    if (is_nothing(country))
        return INTEG_DK_UNKNOWN;
    for (size_t i = 0; i < sizeof menapt_countries / sizeof *menapt_countries; i++)
        if (matches(country, menapt_countries[i].letters, menapt_countries[i].number))
            return 1;
    return 0;
}

int32_t integi_country_is_denmark(const char *code, size_t length)
{
    integi_country country = integi_country_read(code, length);
    if (is_nothing(country) || matches(country, "XX", 5999))
        return INTEG_DK_UNKNOWN;
    return matches(country, "DK", 5100);
}

static integ_status check(const char *code, size_t length, integ_date on, integ_date first, const char *first_text,
                          const int32_t *out, integ_error *error)
{
    if ((code == NULL && length > 0) || out == NULL)
        return integi_invalid_argument(error, out == NULL ? "out" : "code");
    return on < first ? INTEGI_FAIL(error, NULL, &integi_message_country_list, first_text) : INTEG_STATUS_OK;
}

integ_status integ_dk_country_group(const char *code, size_t length, integ_date on, int32_t *out, integ_error *error)
{
    if (out != NULL)
        *out = INTEG_DK_COUNTRY_UNKNOWN;
    integ_status status = check(code, length, on, FIRST_LIST, "2004-05-01", out, error);
    if (status == INTEG_STATUS_OK)
        *out = integi_country_group(integi_country_read(code, length), on);
    return status;
}

integ_status integ_dk_menapt(const char *code, size_t length, integ_date on, int32_t *out, integ_error *error)
{
    if (out != NULL)
        *out = INTEG_DK_UNKNOWN;
    integ_status status = check(code, length, on, MENAPT_LIST, "2020-12-11", out, error);
    if (status == INTEG_STATUS_OK)
        *out = integi_country_menapt(integi_country_read(code, length));
    return status;
}
