/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_BASE_TEXT_H
#define INTEGI_BASE_TEXT_H

#include "base/buffer.h"

/* Makes a text of what the buffer holds and leaves the buffer empty, ready to be used again. Reports what the buffer
 * could not allocate. */
integ_status integi_text_from_buffer(integi_buffer *buffer, integ_text **out, integ_error *error);

#endif
