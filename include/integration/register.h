/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEG_REGISTER_H
#define INTEG_REGISTER_H

/**
 * @file
 * @brief Floor 2, `register`: tables of citizens and their histories, in snapshots.
 *
 * The parts, which can be included alone: types, purposes and handles; registers from files; what a register holds;
 * counts that no disclosure control has seen; values of citizens, for casework; registers from arrays in memory; CSV
 * and Arrow streams, in and out.
 */

#include <integration/arrow.h>
#include <integration/base.h>
#include <integration/register/types.h>
#include <integration/register/files.h>
#include <integration/register/schema.h>
#include <integration/register/counts.h>
#include <integration/register/values.h>
#include <integration/register/builder.h>
#include <integration/register/csv.h>
#include <integration/register/streams.h>

#endif
