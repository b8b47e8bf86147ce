/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_DISCLOSURE_PROOF_WRITE_H
#define INTEGI_DISCLOSURE_PROOF_WRITE_H

#include "disclosure/merge.h"
#include "disclosure/proof.h"
#include "disclosure/records.h"

/* Makes a proof of the records of hidden cells. What is different in merged atoms is put into the atoms that were
 * given, whose counts are `counts`. False when there is no memory. */
bool integi_proof_write(const integi_records *records, const int32_t *states, const integi_merged *merged,
                        const integ_cells *given, const int64_t *counts, integ_proof **out);

#endif
