/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/. */
#include "expression/normal.h"

#include "base/text.h"

#include <string.h>

integ_status integ_expression_fingerprint(const integ_expression *expression, integ_text **out,
                                          integ_error *error)
{
    if (out == NULL) return integi_invalid_argument(error, "out");
    *out = NULL;
    if (expression == NULL) return integi_invalid_argument(error, "expression");
    integi_normal normal = {.context = expression->context, .error = error};
    integi_digest digest;
    integ_status status = integi_normal_digest(&normal, expression->root, &digest);
    if (status != INTEG_STATUS_OK) return status;
    return integi_fingerprint_text(expression->context, NULL, &digest, out, error);
}

integ_status integi_fingerprint_text(integ_context *context, const char *population,
                                     const integi_digest *digest, integ_text **out, integ_error *error)
{
    char text[INTEGI_SHA256_TEXT_SIZE];
    integi_buffer buffer;
    integi_normal_fingerprint(population, digest, text);
    integi_buffer_init(&buffer, context);
    integi_buffer_text(&buffer, text);
    integ_status status = integi_text_from_buffer(&buffer, out, error);
    integi_buffer_free(&buffer);
    return status;
}
