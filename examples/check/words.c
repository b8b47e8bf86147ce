/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/. */
/* --words: the groups as those read them who must approve them. */

#include "check/check.h"

static integ_status print_group(check *self, const char *name)
{
    const integ_groups *groups = integ_policy_groups(self->policy);
    integ_text *words = NULL, *fingerprint = NULL;
    integ_status status = integ_groups_to_words(groups, name, self->reg, self->owner->language, &words,
                                                self->owner->error);
    if (status == INTEG_STATUS_OK)
        status = integ_groups_fingerprint(groups, name, &fingerprint, self->owner->error);
    if (status == INTEG_STATUS_OK)
        printf("%s%s: %s\n\n", integ_text_bytes(words), in_language(self, "Fingerprint", "Fingeraftryk"),
               integ_text_bytes(fingerprint));
    integ_text_free(words);
    integ_text_free(fingerprint);
    return status;
}

integ_status print_groups(check *self)
{
    const integ_groups *groups = integ_policy_groups(self->policy);
    integ_status status = INTEG_STATUS_OK;
    for (int64_t i = 0; i < integ_groups_count(groups) && status == INTEG_STATUS_OK; i++)
        status = print_group(self, integ_groups_name(groups, i));
    return status;
}
