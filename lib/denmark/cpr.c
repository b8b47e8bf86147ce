/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "denmark/cpr.h"

#include "base/context.h"
#include "base/date.h"
#include "denmark/messages.h"

#define DIGITS 10

/* The first year of the century that the seventh digit and the year of two digits stand for. */
static int32_t century(int32_t seventh, int32_t year)
{
    if (seventh <= 3)
        return 1900;
    if (seventh == 4 || seventh == 9)
        return year <= 36 ? 2000 : 1900;
    return year <= 57 ? 2000 : 1800;
}

static void read_digits(const uint8_t *digits, integi_cpr *out)
{
    static const int8_t weights[DIGITS] = {4, 3, 2, 7, 6, 5, 4, 3, 2, 1};
    int32_t sum = 0;
    for (int i = 0; i < DIGITS; i++)
        sum += digits[i] * weights[i];
    int32_t day = digits[0] * 10 + digits[1], month = digits[2] * 10 + digits[3], year = digits[4] * 10 + digits[5];
    out->birth_date = 0;
    out->has_date = integi_date_from_civil(century(digits[6], year) + year, month, day, &out->birth_date);
    out->sex = digits[DIGITS - 1] % 2 == 1 ? INTEG_CPR_SEX_MALE : INTEG_CPR_SEX_FEMALE;
    out->remainder = (int8_t)(sum % 11);
}

bool integi_cpr_read(const char *text, size_t length, integi_cpr *out)
{
    bool hyphen = length == DIGITS + 1 && text[6] == '-';
    if (length != DIGITS && !hyphen)
        return false;
    uint8_t digits[DIGITS];
    bool formed = true;
    for (int i = 0; i < DIGITS; i++) {
        digits[i] = (uint8_t)(text[i + (hyphen && i >= 6)] - '0');
        formed = formed && digits[i] <= 9;
    }
    if (formed)
        read_digits(digits, out);
    integi_wipe(digits, sizeof digits);
    return formed;
}

/* The last ten digits; false when there are more. */
static bool split_number(int64_t number, uint8_t *digits)
{
    if (number < 0 || number > INT64_C(9999999999))
        return false;
    for (int i = DIGITS - 1; i >= 0; i--) {
        digits[i] = (uint8_t)(number % 10);
        number /= 10;
    }
    return true;
}

bool integi_cpr_read_number(int64_t number, integi_cpr *out)
{
    uint8_t digits[DIGITS];
    bool formed = split_number(number, digits);
    if (formed)
        read_digits(digits, out);
    integi_wipe(digits, sizeof digits);
    return formed;
}

int32_t integ_cpr_valid(const char *text, size_t length)
{
    integi_cpr cpr;
    return text != NULL && integi_cpr_read(text, length, &cpr) && cpr.has_date;
}

static integ_status read_reporting(const char *text, size_t length, const void *out, integi_cpr *cpr,
                                   integ_error *error)
{
    if ((text == NULL && length > 0) || out == NULL)
        return integi_invalid_argument(error, out == NULL ? "out" : "text");
    if (!integi_cpr_read(text, length, cpr))
        return INTEGI_FAIL(error, NULL, &integi_message_cpr_form);
    return INTEG_STATUS_OK;
}

integ_status integ_cpr_birth_date(const char *text, size_t length, integ_date *out, integ_error *error)
{
    integi_cpr cpr;
    if (out != NULL)
        *out = 0;
    integ_status status = read_reporting(text, length, out, &cpr, error);
    if (status != INTEG_STATUS_OK)
        return status;
    if (!cpr.has_date)
        return INTEGI_FAIL(error, NULL, &integi_message_cpr_date);
    *out = cpr.birth_date;
    return INTEG_STATUS_OK;
}

integ_status integ_cpr_sex(const char *text, size_t length, int32_t *out, integ_error *error)
{
    integi_cpr cpr;
    if (out != NULL)
        *out = 0;
    integ_status status = read_reporting(text, length, out, &cpr, error);
    if (status == INTEG_STATUS_OK)
        *out = cpr.sex;
    return status;
}

integ_status integ_cpr_modulus(const char *text, size_t length, int32_t *out, integ_error *error)
{
    integi_cpr cpr;
    if (out != NULL)
        *out = 0;
    integ_status status = read_reporting(text, length, out, &cpr, error);
    if (status == INTEG_STATUS_OK)
        *out = cpr.remainder;
    return status;
}

integ_status integ_cpr_from_number(int64_t number, char *text, integ_error *error)
{
    if (text == NULL)
        return integi_invalid_argument(error, "text");
    uint8_t digits[DIGITS];
    bool formed = split_number(number, digits);
    for (int i = 0; i < DIGITS && formed; i++)
        text[i] = (char)('0' + digits[i]);
    text[formed ? DIGITS : 0] = '\0';
    integi_wipe(digits, sizeof digits);
    return formed ? INTEG_STATUS_OK : INTEGI_FAIL(error, NULL, &integi_message_cpr_form);
}
