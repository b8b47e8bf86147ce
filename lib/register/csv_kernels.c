/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "register/csv_kernels.h"

#include "base/instructions.h"

const integi_csv_kernels *integi_csv_kernels_for(int32_t instructions)
{
#if INTEGI_HAVE_X86
    if (instructions == INTEG_INSTRUCTIONS_AVX512)
        return &integi_csv_kernels_avx512;
    if (instructions == INTEG_INSTRUCTIONS_AVX2)
        return &integi_csv_kernels_avx2;
#endif
    (void)instructions;
    return &integi_csv_kernels_portable;
}

void integi_csv_scan_begin(integi_csv_scan *scan, const char *text, size_t length, char delimiter)
{
    *scan = (integi_csv_scan){.text = text, .length = length, .delimiter = delimiter, .may_open = 1};
}

enum state { FIELD_BEGINS, IN_FIELD, IN_QUOTES, AFTER_QUOTE };

/* Takes one byte; true when it ends a field. */
static inline bool ends_field(integi_csv_scan *scan, char byte)
{
    bool quoted = scan->state == IN_QUOTES;
    if (byte == '"' && scan->state != IN_FIELD) {
        scan->state = quoted ? AFTER_QUOTE : IN_QUOTES;
        return false;
    }
    if (quoted)
        return false;
    if (byte == scan->delimiter || byte == '\n') {
        scan->feeds += byte == '\n';
        scan->state = FIELD_BEGINS;
        return true;
    }
    bool lone_return = byte == '\r' && (scan->at + 1 == scan->length || scan->text[scan->at + 1] != '\n');
    scan->unsound = scan->unsound || lone_return || (scan->state == AFTER_QUOTE && byte != '\r');
    scan->state = IN_FIELD;
    return false;
}

size_t integi_csv_exact_ends(integi_csv_scan *scan, size_t wanted, uint32_t *out)
{
    size_t found = 0;
    for (; found < wanted && scan->at < scan->length; scan->at++)
        if (ends_field(scan, scan->text[scan->at]))
            out[found++] = (uint32_t)scan->at;
    return found;
}

size_t integi_csv_exact_last_end(integi_csv_scan *scan)
{
    size_t end = 0;
    for (; scan->at < scan->length; scan->at++)
        if (ends_field(scan, scan->text[scan->at]) && scan->text[scan->at] == '\n')
            end = scan->at + 1;
    return end;
}

bool integi_csv_exact_inside(const integi_csv_scan *scan)
{
    return scan->state == IN_QUOTES;
}
