/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "base/message.h"
#include "disclosure/primary.h"

#define LARGEST_SETTING 1000

struct integ_disclosure {
    integ_context *context;
    int64_t threshold;
    int64_t full_cell;
    int64_t width;
    int64_t rounding; /* 0: releases hide */
    int64_t dominance_count, dominance_share; /* n and k in hundredths of a percent; 0: none */
    int64_t p_percent;                        /* in hundredths of a percent; 0: none */
    bool complement;
    bool zeros;
    bool strict;
};

integ_status integ_disclosure_new(integ_context *context, integ_disclosure **out, integ_error *error)
{
    if (out == NULL)
        return integi_invalid_argument(error, "out");
    *out = NULL;
    if (context == NULL)
        return integi_invalid_argument(error, "context");
    integ_disclosure *rule = integi_allocate(context, sizeof *rule);
    if (rule == NULL)
        return integi_out_of_memory(error);
    rule->context = integi_context_retain(context);
    rule->threshold = INTEG_DISCLOSURE_THRESHOLD;
    rule->full_cell = INTEG_DISCLOSURE_FULL_CELL;
    rule->width = 1;
    rule->rounding = 0;
    rule->dominance_count = rule->dominance_share = rule->p_percent = 0;
    rule->complement = true;
    rule->zeros = false;
    rule->strict = false;
    *out = rule;
    return INTEG_STATUS_OK;
}

void integ_disclosure_free(integ_disclosure *rule)
{
    if (rule == NULL)
        return;
    integ_context *context = rule->context;
    integi_release(context, rule, sizeof *rule);
    integ_context_free(context);
}

integ_status integ_disclosure_set_threshold(integ_disclosure *rule, int64_t threshold, integ_error *error)
{
    if (rule == NULL || threshold < 1 || threshold > LARGEST_SETTING)
        return integi_invalid_argument(error, rule == NULL ? "rule" : "threshold");
    rule->threshold = threshold;
    return INTEG_STATUS_OK;
}

integ_status integ_disclosure_set_full_cell(integ_disclosure *rule, int64_t full_cell, integ_error *error)
{
    if (rule == NULL || full_cell < 0 || full_cell > LARGEST_SETTING)
        return integi_invalid_argument(error, rule == NULL ? "rule" : "full_cell");
    rule->full_cell = full_cell;
    return INTEG_STATUS_OK;
}

integ_status integ_disclosure_set_complement(integ_disclosure *rule, int32_t complement, integ_error *error)
{
    if (rule == NULL || (complement != 0 && complement != 1))
        return integi_invalid_argument(error, rule == NULL ? "rule" : "complement");
    rule->complement = complement != 0;
    return INTEG_STATUS_OK;
}

integ_status integ_disclosure_set_zeros(integ_disclosure *rule, int32_t zeros, integ_error *error)
{
    if (rule == NULL || (zeros != 0 && zeros != 1))
        return integi_invalid_argument(error, rule == NULL ? "rule" : "zeros");
    rule->zeros = zeros != 0;
    return INTEG_STATUS_OK;
}

integ_status integ_disclosure_set_strict(integ_disclosure *rule, int32_t strict, integ_error *error)
{
    if (rule == NULL || (strict != 0 && strict != 1))
        return integi_invalid_argument(error, rule == NULL ? "rule" : "strict");
    rule->strict = strict != 0;
    return INTEG_STATUS_OK;
}

int32_t integ_disclosure_strict(const integ_disclosure *rule)
{
    return rule->strict;
}

integ_status integ_disclosure_set_width(integ_disclosure *rule, int64_t width, integ_error *error)
{
    if (rule == NULL || width < 1 || width > LARGEST_SETTING)
        return integi_invalid_argument(error, rule == NULL ? "rule" : "width");
    rule->width = width;
    return INTEG_STATUS_OK;
}

integ_status integ_disclosure_set_rounding(integ_disclosure *rule, int64_t base, integ_error *error)
{
    if (rule == NULL || base < 0 || base == 1 || base > LARGEST_SETTING)
        return integi_invalid_argument(error, rule == NULL ? "rule" : "base");
    rule->rounding = base;
    return INTEG_STATUS_OK;
}

integ_status integ_disclosure_set_dominance(integ_disclosure *rule, int64_t n, int64_t k, integ_error *error)
{
    if (rule == NULL || n < 0 || n > INTEG_DOMINANCE_MAXIMUM || k < 0 || k > 10000)
        return integi_invalid_argument(error, rule == NULL ? "rule" : n < 0 || n > INTEG_DOMINANCE_MAXIMUM ? "n" : "k");
    rule->dominance_count = n;
    rule->dominance_share = n == 0 ? 0 : k;
    return INTEG_STATUS_OK;
}

integ_status integ_disclosure_set_p_percent(integ_disclosure *rule, int64_t p, integ_error *error)
{
    if (rule == NULL || p < 0 || p > 10000)
        return integi_invalid_argument(error, rule == NULL ? "rule" : "p");
    rule->p_percent = p;
    return INTEG_STATUS_OK;
}

int32_t integ_disclosure_hides_sum(const integ_disclosure *rule, int64_t total, const int64_t *largest, int64_t count)
{
    int64_t taken = count < rule->dominance_count ? count : rule->dominance_count;
    if (rule->dominance_count > 0 && integ_dominance_hides(total, largest, taken, rule->dominance_share))
        return 1;
    return rule->p_percent > 0 && integ_p_percent_hides(total, count > 0 ? largest[0] : 0, count > 1 ? largest[1] : 0,
                                                        rule->p_percent);
}

int64_t integ_disclosure_contributions(const integ_disclosure *rule)
{
    int64_t of_p = rule->p_percent > 0 ? 2 : 0;
    return rule->dominance_count > of_p ? rule->dominance_count : of_p;
}

int32_t integ_disclosure_complement(const integ_disclosure *rule)
{
    return rule->complement;
}

int32_t integ_disclosure_zeros(const integ_disclosure *rule)
{
    return rule->zeros;
}

int64_t integ_disclosure_width(const integ_disclosure *rule)
{
    return rule->width;
}

int64_t integ_disclosure_rounding(const integ_disclosure *rule)
{
    return rule->rounding == 0 || rule->rounding > rule->threshold ? rule->rounding : rule->threshold;
}

int64_t integ_disclosure_threshold(const integ_disclosure *rule)
{
    return rule->threshold;
}

int64_t integ_disclosure_full_cell(const integ_disclosure *rule)
{
    return rule->full_cell;
}

int32_t integ_disclosure_hides_count(const integ_disclosure *rule, int64_t count)
{
    return count < rule->threshold && (count != 0 || rule->zeros); /* what is below 0 is no count to be shown */
}

int32_t integ_disclosure_hides_share(const integ_disclosure *rule, int64_t numerator, int64_t denominator)
{
    if (denominator == 0)
        return 0;
    if (denominator < 0 || numerator < 0 || numerator > denominator)
        return 1; /* no share at all: nothing to be shown */
    if (integ_disclosure_hides_count(rule, numerator) || integ_disclosure_hides_count(rule, denominator))
        return 1;
    if (rule->complement && integ_disclosure_hides_count(rule, denominator - numerator))
        return 1;
    return (numerator == 0 || numerator == denominator) && denominator < rule->full_cell;
}

integ_status integi_disclosure_copy(const integ_disclosure *rule, integ_disclosure **out, integ_error *error)
{
    integ_status status = integ_disclosure_new(rule->context, out, error);
    if (status == INTEG_STATUS_OK) {
        integ_context *context = (*out)->context;
        **out = *rule;
        (*out)->context = context;
    }
    return status;
}
