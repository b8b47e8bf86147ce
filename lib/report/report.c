/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/. */
#include "report/messages.h"
#include "report/report.h"

static void append_report(const integ_results *results, int32_t format, int32_t language, integi_buffer *out)
{
    if (format == INTEG_FORMAT_TEXT)
        integi_report_text(results, language, out);
    else if (format == INTEG_FORMAT_JSON)
        integi_report_json(results, out);
    else
        integi_report_csv(results, out);
}

integ_status integ_report_write(const integ_results *results, int32_t format, int32_t language,
                                integ_write_callback write, void *userdata, integ_error *error)
{
    if (results == NULL)
        return integi_invalid_argument(error, "results");
    if (format < INTEG_FORMAT_TEXT || format > INTEG_FORMAT_CSV)
        return integi_invalid_argument(error, "format");
    if (language != INTEG_LANGUAGE_ENGLISH && language != INTEG_LANGUAGE_DANISH)
        return integi_invalid_argument(error, "language");
    if (write == NULL)
        return integi_invalid_argument(error, "write");
    integi_buffer out;
    integi_buffer_init(&out, results->context);
    append_report(results, format, language, &out);
    integ_status status = INTEG_STATUS_OK;
    if (out.failed)
        status = integi_out_of_memory(error);
    else if (write(out.bytes, out.length, userdata) != 0)
        status = INTEGI_FAIL(error, NULL, &integi_message_report_write_failed);
    integi_buffer_free(&out);
    return status;
}
