/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "denmark/messages.h"
#include "integration/denmark.h"

#include <stdbool.h>
#include <string.h>

int32_t integ_dk_language_assessment(int32_t age_in_months)
{
    static const struct {
        int32_t first, last, assessment;
    } ages[] = {{22, 30, INTEG_DK_LANGUAGE_2_YEARS},
                {34, 47, INTEG_DK_LANGUAGE_3_YEARS},
                {48, 59, INTEG_DK_LANGUAGE_4_YEARS},
                {60, 71, INTEG_DK_LANGUAGE_5_YEARS}};
    for (size_t i = 0; i < sizeof ages / sizeof ages[0]; i++)
        if (age_in_months >= ages[i].first && age_in_months <= ages[i].last)
            return ages[i].assessment;
    return INTEG_DK_LANGUAGE_NONE;
}

static bool is_percent(double number)
{
    return number >= 0 && number <= 100;
}

integ_status integ_dk_language_effort(double percentile, double special_below, double focused_below, int32_t *out,
                                      integ_error *error)
{
    if (out == NULL)
        return integi_invalid_argument(error, "out");
    *out = 0;
    if (!is_percent(percentile))
        return INTEGI_FAIL(error, NULL, &integi_message_denmark_range, "percentile");
    if (!is_percent(special_below))
        return INTEGI_FAIL(error, NULL, &integi_message_denmark_range, "special_below");
    if (!is_percent(focused_below) || focused_below < special_below)
        return INTEGI_FAIL(error, NULL, &integi_message_denmark_range, "focused_below");
    *out = percentile < special_below   ? INTEG_DK_EFFORT_SPECIAL
           : percentile < focused_below ? INTEG_DK_EFFORT_FOCUSED
                                        : INTEG_DK_EFFORT_GENERAL;
    return INTEG_STATUS_OK;
}

integ_status integ_dk_grade_from_text(const char *text, size_t length, int32_t *out, integ_error *error)
{
    static const struct {
        const char *written;
        int32_t grade;
    } scale[] = {{"-3", -3}, {"-03", -3}, {"0", 0},  {"00", 0},  {"2", 2},   {"02", 2},
                 {"4", 4},   {"04", 4},   {"7", 7},  {"07", 7},  {"10", 10}, {"12", 12}};
    if (out != NULL)
        *out = 0;
    if ((text == NULL && length > 0) || out == NULL)
        return integi_invalid_argument(error, out == NULL ? "out" : "text");
    for (size_t i = 0; i < sizeof scale / sizeof scale[0]; i++) {
        if (strlen(scale[i].written) == length && memcmp(scale[i].written, text, length) == 0) {
            *out = scale[i].grade;
            return INTEG_STATUS_OK;
        }
    }
    return INTEGI_FAIL(error, NULL, &integi_message_grade);
}

int32_t integ_dk_exam_modules(int32_t exam)
{
    static const int32_t modules[] = {0, 6, 6, 5, 6};
    return exam < INTEG_DK_EXAM_PD1 || exam > INTEG_DK_EXAM_STUDIEPROEVE ? 0 : modules[exam];
}

const char *integ_dk_exam_level(int32_t exam)
{
    static const char *const levels[] = {NULL, "A2/B1", "B1", "B2", "C1"};
    return exam < INTEG_DK_EXAM_PD1 || exam > INTEG_DK_EXAM_STUDIEPROEVE ? NULL : levels[exam];
}
