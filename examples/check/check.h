/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/. */
#ifndef EXAMPLES_CHECK_H
#define EXAMPLES_CHECK_H

/* What integ-check was asked, and what it has read for it. */

#include "common/program.h"

typedef struct check {
    program *owner;
    bool words;           /* --words */
    const char *old_path; /* --compare */
    bool unprotected;
    const char *ledger_path; /* of what is counted; NULL: nothing is remembered */
    integ_date published;    /* what the ledger remembers it by */
    bool has_published;
    const char *policy_path, *register_path; /* the register's may be NULL */
    integ_policy *old, *policy;
    integ_register *reg;
    integ_ledger *ledger; /* NULL: nothing is remembered */
} check;

/* Every group of the policy in words, with its fingerprint. */
integ_status print_groups(check *self);

/* Which groups mean something else than in the old policy, and with a register how many citizens that moves. */
integ_status print_changes(check *self);

/* The date that the ledger remembers what is counted by. */
integ_date date_of_publication(const check *self);

/* One of two texts, in the language of the messages. */
const char *in_language(const check *self, const char *english, const char *danish);

#endif
