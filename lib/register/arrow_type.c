/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "register/arrow_type.h"

#include "base/decimal.h"

#include <string.h>

/* Formats without parameters. */
static const struct {
    const char *format;
    integi_arrow_type type;
} plain[] = {
    {"n", {INTEGI_ARROW_NULL, "null", 0, false, 0, 0}},
    {"b", {INTEGI_ARROW_BOOLEAN, "boolean", 0, false, 0, 0}},
    {"c", {INTEGI_ARROW_INTEGER, "int8", 1, true, 0, 0}},
    {"C", {INTEGI_ARROW_INTEGER, "uint8", 1, false, 0, 0}},
    {"s", {INTEGI_ARROW_INTEGER, "int16", 2, true, 0, 0}},
    {"S", {INTEGI_ARROW_INTEGER, "uint16", 2, false, 0, 0}},
    {"i", {INTEGI_ARROW_INTEGER, "int32", 4, true, 0, 0}},
    {"I", {INTEGI_ARROW_INTEGER, "uint32", 4, false, 0, 0}},
    {"l", {INTEGI_ARROW_INTEGER, "int64", 8, true, 0, 0}},
    {"L", {INTEGI_ARROW_INTEGER, "uint64", 8, false, 0, 0}},
    {"e", {INTEGI_ARROW_FLOAT, "float16", 2, true, 0, 0}},
    {"f", {INTEGI_ARROW_FLOAT, "float32", 4, true, 0, 0}},
    {"g", {INTEGI_ARROW_FLOAT, "float64", 8, true, 0, 0}},
    {"u", {INTEGI_ARROW_TEXT, "utf8", 4, true, 0, 0}},
    {"U", {INTEGI_ARROW_TEXT, "large_utf8", 8, true, 0, 0}},
    {"vu", {INTEGI_ARROW_TEXT_VIEW, "utf8_view", 16, true, 0, 0}},
    {"tdD", {INTEGI_ARROW_DATE, "date32", 4, true, 0, 1}},
    {"tdm", {INTEGI_ARROW_DATE, "date64", 8, true, 0, 86400000}},
};

/* Formats that begin like this; a timestamp's zone, which stands behind the colon, changes nothing of what an instant
 * is. */
static const struct {
    const char *beginning;
    integi_arrow_type type;
} families[] = {
    {"tss:", {INTEGI_ARROW_TIMESTAMP, "timestamp", 8, true, 0, 1}},
    {"tsm:", {INTEGI_ARROW_TIMESTAMP, "timestamp", 8, true, 0, 1000}},
    {"tsu:", {INTEGI_ARROW_TIMESTAMP, "timestamp", 8, true, 0, 1000000}},
    {"tsn:", {INTEGI_ARROW_TIMESTAMP, "timestamp", 8, true, 0, 1000000000}},
    {"w:", {.name = "fixed_size_binary"}},
    {"+w:", {.name = "fixed_size_list"}},
    {"+ud:", {.name = "dense_union"}},
    {"+us:", {.name = "sparse_union"}},
};

/* What is not read, by name. */
static const struct {
    const char *format, *name;
} refused[] = {
    {"z", "binary"},        {"Z", "large_binary"},   {"vz", "binary_view"},     {"tts", "time32"},
    {"ttm", "time32"},      {"ttu", "time64"},       {"ttn", "time64"},         {"tDs", "duration"},
    {"tDm", "duration"},    {"tDu", "duration"},     {"tDn", "duration"},       {"tiM", "interval_months"},
    {"tiD", "interval_day_time"}, {"tin", "interval_month_day_nano"},           {"+l", "list"},
    {"+L", "large_list"},   {"+vl", "list_view"},    {"+vL", "large_list_view"}, {"+s", "struct"},
    {"+m", "map"},          {"+r", "run_end_encoded"},
};

/* A whole number of at most four digits, with a sign; NULL when there is none. */
static const char *read_number(const char *at, int32_t *out)
{
    bool negative = *at == '-';
    const char *start = at += negative;
    *out = 0;
    while (*at >= '0' && *at <= '9' && at - start < 4)
        *out = *out * 10 + (*at++ - '0');
    *out = negative ? -*out : *out;
    return at == start ? NULL : at;
}

/* `d:precision,scale[,bits]`; one of 256 bits is Arrow's too, but is not read. */
static integi_arrow_type decimal_from(const char *format)
{
    int32_t precision, scale, bits = 128;
    const char *at = read_number(format + 2, &precision);
    at = at == NULL || *at != ',' ? NULL : read_number(at + 1, &scale);
    if (at != NULL && *at == ',')
        at = read_number(at + 1, &bits);
    if (at == NULL || *at != '\0' || precision < 1)
        return (integi_arrow_type){0};
    if (bits == 256)
        return (integi_arrow_type){.name = "decimal256"};
    int32_t most = bits == 32 ? 9 : bits == 64 ? 18 : bits == 128 ? INTEGI_ARROW_SCALE_MAXIMUM : 0;
    if (precision > most || scale > most || scale < -most)
        return (integi_arrow_type){0};
    const char *name = bits == 32 ? "decimal32" : bits == 64 ? "decimal64" : "decimal128";
    return (integi_arrow_type){INTEGI_ARROW_DECIMAL, name, bits / 8, true, scale, 0};
}

integi_arrow_type integi_arrow_type_from(const char *format)
{
    for (size_t i = 0; i < sizeof plain / sizeof *plain; i++)
        if (strcmp(format, plain[i].format) == 0)
            return plain[i].type;
    for (size_t i = 0; i < sizeof families / sizeof *families; i++)
        if (strncmp(format, families[i].beginning, strlen(families[i].beginning)) == 0)
            return families[i].type;
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++)
        if (strcmp(format, refused[i].format) == 0)
            return (integi_arrow_type){.name = refused[i].name};
    return strncmp(format, "d:", 2) == 0 ? decimal_from(format) : (integi_arrow_type){0};
}

int32_t integi_arrow_natural_type(const integi_arrow_type *type, int32_t *decimals)
{
    *decimals = 0;
    switch (type->kind) {
    case INTEGI_ARROW_BOOLEAN:
        return INTEG_TYPE_BOOLEAN;
    case INTEGI_ARROW_INTEGER:
        return INTEG_TYPE_INTEGER;
    case INTEGI_ARROW_FLOAT:
        return INTEG_TYPE_NUMBER;
    case INTEGI_ARROW_DECIMAL:
        *decimals = type->scale < 0 ? 0 : type->scale > INTEGI_DECIMALS_MAXIMUM ? INTEGI_DECIMALS_MAXIMUM : type->scale;
        return INTEG_TYPE_DECIMAL;
    case INTEGI_ARROW_DATE:
        return INTEG_TYPE_DATE;
    case INTEGI_ARROW_TIMESTAMP:
        return INTEG_TYPE_TIMESTAMP;
    default:
        return INTEG_TYPE_CODE;
    }
}

bool integi_arrow_becomes(const integi_arrow_type *type, int32_t wanted)
{
    int32_t kind = type->kind;
    if (kind == INTEGI_ARROW_NULL)
        return true;
    switch (wanted) {
    case INTEG_TYPE_BOOLEAN:
        return kind == INTEGI_ARROW_BOOLEAN || kind == INTEGI_ARROW_INTEGER;
    case INTEG_TYPE_INTEGER:
    case INTEG_TYPE_DECIMAL:
    case INTEG_TYPE_NUMBER:
        return kind == INTEGI_ARROW_INTEGER || kind == INTEGI_ARROW_DECIMAL || kind == INTEGI_ARROW_FLOAT;
    case INTEG_TYPE_DATE:
    case INTEG_TYPE_TIMESTAMP:
        return kind == INTEGI_ARROW_DATE || kind == INTEGI_ARROW_TIMESTAMP;
    default:
        return kind == INTEGI_ARROW_TEXT || kind == INTEGI_ARROW_TEXT_VIEW || kind == INTEGI_ARROW_INTEGER;
    }
}
