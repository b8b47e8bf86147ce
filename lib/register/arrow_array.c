/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "register/arrow_array.h"

#include "register/arrow_messages.h"

#include <string.h>

/* No buffer can be longer than this in bytes, whatever its items. */
#define ITEMS_MAXIMUM (INT64_MAX / 32)

integ_status integi_arrow_fail(const integi_arrow_where *where, const integi_message *message, int64_t number,
                               integ_error *error)
{
    integi_place place = {where->table, 0, 0, -1, 0};
    return INTEGI_FAIL(error, &place, message, where->column,
                       integi_number((char[INTEGI_NUMBER_SIZE]){0}, where->batch),
                       integi_number((char[INTEGI_NUMBER_SIZE]){0}, number));
}

integ_status integi_arrow_fail_at(const integi_arrow_where *where, const integi_message *message, int64_t row,
                                  const char *type, integ_error *error)
{
    integi_place place = {where->table, 0, 0, -1, 0};
    return INTEGI_FAIL(error, &place, message, where->column,
                       integi_number((char[INTEGI_NUMBER_SIZE]){0}, where->batch),
                       integi_number((char[INTEGI_NUMBER_SIZE]){0}, where->row + row + 1), type);
}

/* The numbers that every array has. */
static integ_status check_counts(const struct ArrowArray *array, const integi_arrow_where *where, integ_error *error)
{
    if (array->release == NULL)
        return integi_arrow_fail(where, &integi_message_arrow_released_array, 0, error);
    if (array->length < 0 || array->offset < 0 || array->length > ITEMS_MAXIMUM || array->offset > ITEMS_MAXIMUM)
        return integi_arrow_fail(where, &integi_message_arrow_bad_length, 0, error);
    if (array->null_count < -1 || array->null_count > array->length)
        return integi_arrow_fail(where, &integi_message_arrow_bad_null_count, 0, error);
    return INTEG_STATUS_OK;
}

static integ_status check_buffers(const struct ArrowArray *array, int64_t least, int64_t most,
                                  const integi_arrow_where *where, integ_error *error)
{
    if (array->n_buffers < least || array->n_buffers > most)
        return integi_arrow_fail(where, &integi_message_arrow_buffer_count, array->n_buffers, error);
    if (array->buffers == NULL && least > 0)
        return integi_arrow_fail(where, &integi_message_arrow_no_buffer, 1, error);
    return INTEG_STATUS_OK;
}

/* The number of unset bits of a bitmap from one bit to before another. */
static int64_t count_unset(const uint8_t *bits, int64_t from, int64_t to)
{
    int64_t set = 0, at = from;
    for (; at < to && at % 8 != 0; at++)
        set += bits[at / 8] >> (at % 8) & 1;
    for (; at + 64 <= to; at += 64) {
        uint64_t word;
        memcpy(&word, bits + at / 8, sizeof word);
        set += __builtin_popcountll(word);
    }
    for (; at < to; at++)
        set += bits[at / 8] >> (at % 8) & 1;
    return to - from - set;
}

/* The bitmap of what is known, and whether it agrees with the number of nulls. */
static integ_status check_validity(const struct ArrowArray *array, const integi_arrow_where *where,
                                   const uint8_t **out, integ_error *error)
{
    *out = array->buffers[0];
    if (*out == NULL && array->null_count > 0)
        return integi_arrow_fail(where, &integi_message_arrow_no_buffer, 1, error);
    if (*out == NULL || array->null_count < 0)
        return INTEG_STATUS_OK;
    if (count_unset(*out, array->offset, array->offset + array->length) != array->null_count)
        return integi_arrow_fail(where, &integi_message_arrow_bad_null_count, 0, error);
    return INTEG_STATUS_OK;
}

static inline int64_t offset_at(const integi_arrow_view *view, int64_t item)
{
    int32_t narrow;
    int64_t wide;
    if (view->type.width == 4) {
        memcpy(&narrow, (const char *)view->values + item * 4, sizeof narrow);
        return narrow;
    }
    memcpy(&wide, (const char *)view->values + item * 8, sizeof wide);
    return wide;
}

/* Offsets that begin at 0 or above and never decrease. Where there are no rows there may be no bytes behind the
 * pointer, so it is left alone. */
static integ_status check_offsets(const integi_arrow_view *view, const integi_arrow_where *where, integ_error *error)
{
    const integi_message *fault =
        where->in_dictionary ? &integi_message_arrow_bad_entry_offset : &integi_message_arrow_bad_offset;
    if (view->rows == 0)
        return INTEG_STATUS_OK;
    int64_t last = offset_at(view, view->start);
    if (last < 0)
        return integi_arrow_fail_at(where, fault, 0, NULL, error);
    for (int64_t row = 0; row < view->rows; row++) {
        int64_t next = offset_at(view, view->start + row + 1);
        if (next < last)
            return integi_arrow_fail_at(where, fault, row, NULL, error);
        last = next;
    }
    if (view->bytes == NULL && last > 0)
        return integi_arrow_fail(where, &integi_message_arrow_no_buffer, 3, error);
    return INTEG_STATUS_OK;
}

static integ_status look_at_text(const struct ArrowArray *array, const integi_arrow_where *where,
                                 integi_arrow_view *view, integ_error *error)
{
    view->bytes = array->buffers[2];
    return check_offsets(view, where, error);
}

static integ_status look_at_views(const struct ArrowArray *array, const integi_arrow_where *where,
                                  integi_arrow_view *view, integ_error *error)
{
    view->blocks = array->buffers + 2;
    view->block_count = array->n_buffers - 3;
    view->block_sizes = array->buffers[array->n_buffers - 1];
    if (view->block_count > 0 && view->block_sizes == NULL)
        return integi_arrow_fail(where, &integi_message_arrow_no_buffer, array->n_buffers, error);
    return INTEG_STATUS_OK;
}

integ_status integi_arrow_look(const struct ArrowArray *array, const integi_arrow_type *type, int64_t first,
                               int64_t rows, const integi_arrow_where *where, integi_arrow_view *out,
                               integ_error *error)
{
    int32_t kind = type->kind;
    bool text = kind == INTEGI_ARROW_TEXT || kind == INTEGI_ARROW_TEXT_VIEW;
    int64_t buffers = kind == INTEGI_ARROW_NULL ? 0 : text ? 3 : 2;
    integ_status status = check_counts(array, where, error);
    if (status == INTEG_STATUS_OK && array->n_children != 0)
        status = integi_arrow_fail(where, &integi_message_arrow_child_count, array->n_children, error);
    if (status == INTEG_STATUS_OK && rows >= 0 && array->length < first + rows)
        status = integi_arrow_fail(where, &integi_message_arrow_too_short, array->length, error);
    if (status == INTEG_STATUS_OK)
        status = check_buffers(array, buffers, kind == INTEGI_ARROW_TEXT_VIEW ? INT32_MAX : buffers, where, error);
    if (status != INTEG_STATUS_OK)
        return status;
    *out = (integi_arrow_view){.type = *type, .start = array->offset + first, .rows = rows < 0 ? array->length : rows};
    if (kind == INTEGI_ARROW_NULL)
        return INTEG_STATUS_OK;
    status = check_validity(array, where, &out->validity, error);
    if (status != INTEG_STATUS_OK)
        return status;
    out->values = array->buffers[1];
    if (out->values == NULL && array->offset + array->length > 0)
        return integi_arrow_fail(where, &integi_message_arrow_no_buffer, 2, error);
    if (kind == INTEGI_ARROW_TEXT)
        return look_at_text(array, where, out, error);
    return kind == INTEGI_ARROW_TEXT_VIEW ? look_at_views(array, where, out, error) : INTEG_STATUS_OK;
}

integ_status integi_arrow_check_batch(const struct ArrowArray *array, int64_t children,
                                      const integi_arrow_where *where, integ_error *error)
{
    const uint8_t *validity;
    integ_status status = check_counts(array, where, error);
    if (status == INTEG_STATUS_OK)
        status = check_buffers(array, 1, 1, where, error);
    if (status == INTEG_STATUS_OK)
        status = check_validity(array, where, &validity, error);
    if (status != INTEG_STATUS_OK)
        return status;
    if (validity != NULL && count_unset(validity, array->offset, array->offset + array->length) > 0)
        return integi_arrow_fail(where, &integi_message_arrow_null_rows, 0, error);
    if (array->dictionary != NULL)
        return integi_arrow_fail(where, &integi_message_arrow_dictionary, 0, error);
    if (array->n_children != children || (children > 0 && array->children == NULL))
        return integi_arrow_fail(where, &integi_message_arrow_child_count, array->n_children, error);
    return INTEG_STATUS_OK;
}
