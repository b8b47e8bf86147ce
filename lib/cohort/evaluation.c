/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "cohort/evaluation.h"

#include "cohort/messages.h"

integ_status integi_evaluation_open(integi_evaluation *evaluation, const integ_groups *groups,
                                    const integ_register *reg, int64_t table, integ_error *error)
{
    *evaluation = (integi_evaluation){0};
    integ_context *context = integi_register_context(reg);
    integ_status status = groups == NULL ? INTEG_STATUS_OK : integi_groups_check_main(groups, reg, error);
    if (status == INTEG_STATUS_OK)
        status = integi_scope_new(context, reg, table, &evaluation->scope, error);
    if (status != INTEG_STATUS_OK)
        return status;
    if (groups != NULL)
        integi_groups_enter(groups, evaluation->scope);
    return integi_program_new(context, evaluation->scope, &evaluation->program, error);
}

void integi_evaluation_close(integi_evaluation *evaluation)
{
    integi_program_free(evaluation->program);
    integi_scope_free(evaluation->scope);
    *evaluation = (integi_evaluation){0};
}

bool integi_thread_counts_init(integi_thread_counts *counts, integ_context *context, int32_t threads, size_t size)
{
    *counts = (integi_thread_counts){.context = context, .threads = threads, .size = size};
    if (size > SIZE_MAX / sizeof *counts->counts / (size_t)threads)
        return false;
    counts->counts = integi_allocate_zeroed(context, (size_t)threads * size * sizeof *counts->counts);
    return counts->counts != NULL;
}

int64_t *integi_thread_counts_of(integi_thread_counts *counts, int32_t thread)
{
    return counts->counts + (size_t)thread * counts->size;
}

int64_t integi_thread_counts_sum(const integi_thread_counts *counts, size_t index)
{
    int64_t sum = 0;
    for (int32_t thread = 0; thread < counts->threads; thread++)
        sum += counts->counts[(size_t)thread * counts->size + index];
    return sum;
}

void integi_thread_counts_free(integi_thread_counts *counts)
{
    if (counts->counts == NULL)
        return;
    integi_release_wiped(counts->context, counts->counts,
                         (size_t)counts->threads * counts->size * sizeof *counts->counts);
}

integ_status integi_table_index(const integ_register *reg, const char *name, int64_t *table, integ_error *error)
{
    *table = name == NULL ? 0 : integi_register_find_table(reg, name);
    if (*table < 0)
        return INTEGI_FAIL(error, NULL, &integi_message_cohort_table_unknown, name);
    return INTEG_STATUS_OK;
}
