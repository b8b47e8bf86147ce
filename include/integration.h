/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEG_INTEGRATION_H
#define INTEG_INTEGRATION_H

/**
 * @file
 * @brief The whole interface of libintegration, one header per floor, lowest first.
 */

#include <integration/arrow.h>
#include <integration/base.h>
#include <integration/statistics.h>
#include <integration/disclosure.h>
#include <integration/register.h>
#include <integration/expression.h>
#include <integration/denmark.h>
#include <integration/cohort.h>
#include <integration/tally.h>
#include <integration/indicator.h>
#include <integration/release.h>
#include <integration/goal.h>
#include <integration/policy.h>
#include <integration/report.h>

#endif
