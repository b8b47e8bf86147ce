/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/. */
#include "report/messages.h"

const integi_message integi_message_report_write_failed = {INTEG_STATUS_WRITE_FAILED,
                                                           "report.write_failed",
                                                           "the report could not be written",
                                                           "rapporten kunne ikke skrives",
                                                           NULL,
                                                           NULL};
