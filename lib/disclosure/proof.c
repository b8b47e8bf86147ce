/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "disclosure/proof.h"

void integ_proof_free(integ_proof *proof)
{
    if (proof == NULL)
        return;
    integ_context *context = proof->context;
    integi_lists_free(context, &proof->others);
    integi_release(context, proof, sizeof *proof);
    integ_context_free(context);
}

int64_t integ_proof_count(const integ_proof *proof)
{
    return proof->others.count;
}

const int64_t *integ_proof_other(const integ_proof *proof, int64_t number, int64_t *count)
{
    *count = 0;
    if (number < 0 || number >= proof->others.count)
        return NULL;
    *count = integi_lists_length(&proof->others, number) / 2;
    return integi_lists_at(&proof->others, number);
}
