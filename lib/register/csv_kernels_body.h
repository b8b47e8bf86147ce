/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
/* The loops of register/csv_kernels.h. Included once for each set of instructions, after `chunk`, 64 bytes of
 * text, how to compare them with a byte, and how to write positions; deliberately without a guard. */

#include "register/csv_kernels.h"

#define CHUNK 64

/* The bits of a chunk that are text. */
static inline uint64_t valid_bits(size_t left)
{
    return left >= CHUNK ? ~UINT64_C(0) : (UINT64_C(1) << left) - 1;
}

static void survey(const char *text, size_t length, integi_csv_survey *out)
{
    uint64_t highs = 0, nuls = 0, quotes = 0, returns = 0, lone = 0, open_return = 0;
    int64_t feeds = 0;
    for (size_t at = 0; at < length; at += CHUNK) {
        chunk bytes = load_chunk(text + at);
        uint64_t valid = valid_bits(length - at);
        uint64_t feed = equal(&bytes, '\n') & valid, back = equal(&bytes, '\r') & valid;
        highs |= high(&bytes) & valid;
        nuls |= equal(&bytes, '\0') & valid;
        quotes |= equal(&bytes, '"') & valid;
        returns |= back;
        lone |= (back << 1 | open_return) & ~feed;
        open_return = back >> 63;
        feeds += __builtin_popcountll(feed);
    }
    *out = (integi_csv_survey){highs != 0, nuls != 0, quotes != 0, returns != 0, lone != 0 || open_return != 0, feeds};
}

static size_t find_ends(integi_csv_scan *scan, size_t wanted, uint32_t *out)
{
    uint32_t *end = out, *enough = out + wanted;
    size_t at = scan->at;
    for (; end < enough && at < scan->length; at += CHUNK) {
        chunk bytes = load_chunk(scan->text + at);
        uint64_t found = (equal(&bytes, scan->delimiter) | equal(&bytes, '\n')) & valid_bits(scan->length - at);
        end = write_positions(found, (uint32_t)at, end);
    }
    scan->at = at;
    return (size_t)(end - out);
}

/* For each bit whether an odd number of bits is set up to it. */
static inline uint64_t odd_bits(uint64_t bits)
{
    for (int shift = 1; shift < 64; shift *= 2)
        bits ^= bits << shift;
    return bits;
}

/* Ends of fields are what is not inside of quotes, which open and close by turns as long as each that opens
 * stands at the beginning of a field, or behind one that seemed to close: the two are one quote in the text
 * then. */
static inline uint64_t quoted_step(integi_csv_scan *scan, uint64_t *feeds)
{
    const char *text = scan->text + scan->at;
    size_t left = scan->length - scan->at;
    chunk bytes = load_chunk(text);
    uint64_t valid = valid_bits(left), quotes = equal(&bytes, '"') & valid, feed = equal(&bytes, '\n') & valid;
    uint64_t delimiters = equal(&bytes, scan->delimiter) & valid, returns = equal(&bytes, '\r') & valid;
    uint64_t inside = odd_bits(quotes) ^ scan->inside, before = quotes | feed | delimiters;
    uint64_t feed_follows = feed >> 1 | (uint64_t)(left > CHUNK && text[CHUNK] == '\n') << 63;
    uint64_t misplaced = quotes & inside & ~(before << 1 | scan->may_open);
    scan->unsound = scan->unsound || (misplaced | (returns & ~inside & ~feed_follows)) != 0;
    scan->inside = (uint64_t)0 - ((left >= CHUNK ? inside >> 63 : inside >> (left - 1)) & 1);
    scan->may_open = before >> 63;
    *feeds = feed & ~inside;
    scan->feeds += __builtin_popcountll(*feeds);
    return (delimiters | feed) & ~inside;
}

static size_t find_quoted_ends(integi_csv_scan *scan, size_t wanted, uint32_t *out)
{
    uint32_t *end = out, *enough = out + wanted;
    for (; end < enough && scan->at < scan->length; scan->at += CHUNK) {
        uint64_t feeds;
        end = write_positions(quoted_step(scan, &feeds), (uint32_t)scan->at, end);
    }
    return (size_t)(end - out);
}

static size_t find_last_end(integi_csv_scan *scan)
{
    size_t end = 0;
    for (; scan->at < scan->length; scan->at += CHUNK) {
        uint64_t feeds;
        quoted_step(scan, &feeds);
        if (feeds != 0)
            end = scan->at + 64 - (size_t)__builtin_clzll(feeds);
    }
    return end;
}

static inline uint32_t start_of(const integi_csv_span *span, size_t row)
{
    return span->starts[row * span->stride] + span->skip;
}

/* Fields of a column with texts of more than eight bytes, from the first one on that was not read. */
static bool read_wide_texts(integi_csv_column *column, const integi_csv_span *span, size_t first, uint32_t *items)
{
    for (size_t i = first; i < span->count; i++) {
        uint32_t start = start_of(span, i), length = span->ends[i * span->stride] - start;
        const char *text = span->text + start;
        const integi_csv_texts *texts = &column->texts;
        uint32_t looked_at = length <= INTEGI_CSV_WIDE_BYTES ? length : INTEGI_CSV_WIDE_BYTES;
        uint64_t low = load_word(text) & load_word(integi_csv_edges + 33 - looked_at);
        uint64_t high_word = load_word(text + 8) & load_word(integi_csv_edges + 41 - looked_at);
        const integi_csv_wide *slot = &texts->wide[integi_csv_wide_slot(low, high_word, texts->slot_bits)];
        int64_t item = slot->item;
        if (__builtin_expect((slot->low != low) | (slot->high != high_word) | (length > INTEGI_CSV_WIDE_BYTES), 0))
            item = integi_csv_column_meet(column, text, length);
        if (__builtin_expect(item < 0, 0))
            return false;
        items[i] = (uint32_t)item;
    }
    return true;
}

static bool read_texts(integi_csv_column *column, const integi_csv_span *span, uint32_t *items)
{
    const integi_csv_narrow *slots = column->texts.narrow;
    int32_t bits = column->texts.slot_bits;
    if (slots == NULL)
        return read_wide_texts(column, span, 0, items);
    for (size_t i = 0; i < span->count; i++) {
        uint32_t start = start_of(span, i), length = span->ends[i * span->stride] - start;
        const char *text = span->text + start;
        uint64_t word = first_bytes(load_word(text), length);
        size_t place = integi_csv_narrow_slot(word, bits);
        if (__builtin_expect(slots[place].word != word, 0))
            place = (place + 1) & (((size_t)1 << bits) - 1); /* as far as most get that stand elsewhere */
        items[i] = slots[place].item;
        if (__builtin_expect((slots[place].word != word) | (length > INTEGI_CSV_NARROW_BYTES), 0)) {
            int64_t item = integi_csv_column_meet(column, text, length);
            if (item < 0)
                return false;
            items[i] = (uint32_t)item;
            slots = column->texts.narrow;
            bits = column->texts.slot_bits;
            if (slots == NULL)
                return read_wide_texts(column, span, i + 1, items);
        }
    }
    return true;
}

/* What is written in another way, or no value at all. */
static bool read_exactly(integi_csv_column *column, const char *text, uint32_t length, int64_t *item, uint8_t *known)
{
    bool is_known;
    const integi_message *fault = integi_csv_column_value(column, text, length, &is_known, item);
    *known = is_known;
    return fault == NULL;
}

/* A field as a sign, and the digits behind it. */
typedef struct signed_digits {
    digits number;
    uint64_t negative; /* 1 or 0 */
    uint32_t length;   /* without the sign; not looked at when it is above 16 */
} signed_digits;

static inline signed_digits load_signed(const char *text, const char *end, uint32_t length)
{
    uint32_t negative = (length != 0) & (*text == '-');
    length -= negative;
    return (signed_digits){load_digits(end, length <= 16 ? length : 16), negative, length};
}

static inline int64_t with_sign(uint64_t number, uint64_t negative)
{
    return (int64_t)((number ^ ((uint64_t)0 - negative)) + negative);
}

static bool read_integers(integi_csv_column *column, const integi_csv_span *span, int64_t *items, uint8_t *known)
{
    for (size_t i = 0; i < span->count; i++) {
        uint32_t start = start_of(span, i), end = span->ends[i * span->stride], length = end - start;
        const char *text = span->text + start;
        signed_digits field = load_signed(text, span->text + end, length);
        uint64_t bad = no_digits(&field.number);
        bad |= (field.length > 16) | (field.negative & (field.length == 0));
        if (__builtin_expect(bad != 0, 0)) {
            if (!read_exactly(column, text, length, &items[i], &known[i]))
                return false;
            continue;
        }
        items[i] = with_sign(sixteen_digits(&field.number), field.negative);
        known[i] = length != 0;
    }
    return true;
}

static bool read_decimals(integi_csv_column *column, const integi_csv_span *span, int64_t *items, uint8_t *known)
{
    for (size_t i = 0; i < span->count; i++) {
        uint32_t start = start_of(span, i), end = span->ends[i * span->stride], length = end - start;
        const char *text = span->text + start;
        signed_digits field = load_signed(text, span->text + end, length);
        uint64_t scale = (uint64_t)column->scales[take_mark_out(&field.number, column->point)];
        uint64_t bad = no_digits(&field.number);
        bad |= (field.length > column->longest) | (scale == 0) | (field.negative & (field.length == 0));
        if (__builtin_expect(bad != 0, 0)) {
            if (!read_exactly(column, text, length, &items[i], &known[i]))
                return false;
            continue;
        }
        items[i] = with_sign(sixteen_digits(&field.number) * scale, field.negative);
        known[i] = length != 0;
    }
    return true;
}

/* Up to 15 digits and these powers of ten are exact in binary64, so that there is one rounding. No place in
 * the table that is 0 can be met, but for a mark without a digit behind it. */
static const double powers[17] = {0,   1e1, 1e2,  1e3,  1e4,  1e5,  1e6,  1e7, 1e8,
                                  1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1};

static bool read_numbers(integi_csv_column *column, const integi_csv_span *span, int64_t *items, uint8_t *known)
{
    for (size_t i = 0; i < span->count; i++) {
        uint32_t start = start_of(span, i), end = span->ends[i * span->stride], length = end - start;
        const char *text = span->text + start;
        signed_digits field = load_signed(text, span->text + end, length);
        uint32_t behind = take_mark_out(&field.number, column->point);
        uint64_t bad = no_digits(&field.number);
        bad |= (field.length > 15u + (behind < 16)) | (behind == 0) | (field.negative & (field.length == 0));
        if (__builtin_expect(bad != 0, 0)) {
            if (!read_exactly(column, text, length, &items[i], &known[i]))
                return false;
            continue;
        }
        double number = (double)(int64_t)sixteen_digits(&field.number) / powers[behind];
        number = field.negative ? -number : number;
        memcpy(&items[i], &number, sizeof number);
        known[i] = length != 0;
    }
    return true;
}

/* How many days a month has at least, and how many of the year, which begins in March, come before it. */
static const uint8_t month_days[16] = {0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
static const int16_t days_before[16] = {0, 306, 337, 0, 31, 61, 92, 122, 153, 184, 214, 245, 275};

#define DAYS_TO_1970 719468 /* from 1 March of the year 0 */

static bool read_dates(integi_csv_column *column, const integi_csv_span *span, int32_t *items)
{
    const integi_date_form *form = &integi_date_forms[column->definition->date_format];
    for (size_t i = 0; i < span->count; i++) {
        uint32_t start = start_of(span, i), length = span->ends[i * span->stride] - start;
        const char *text = span->text + start;
        uint64_t pairs;
        uint32_t bad = !date_pairs(text, form, &pairs);
        uint32_t year = (uint32_t)(pairs & 0xFF) * 100 + (uint32_t)(pairs >> 16 & 0xFF);
        uint32_t month = (uint32_t)(pairs >> 32) & 0xFF, day = (uint32_t)(pairs >> 48);
        bad |= (length != form->length) | (year == 0) | (month > 12) | (day - 1 >= month_days[month & 15]);
        if (__builtin_expect(bad & (length != 0), 0)) {
            int64_t value;
            uint8_t known;
            if (!read_exactly(column, text, length, &value, &known))
                return false;
            items[i] = known ? (int32_t)value : INTEGI_CSV_NO_DATE;
            continue;
        }
        year -= month <= 2;
        uint32_t century = year / 100, days = (year * 1461 >> 2) - century + (century >> 2);
        days += (uint32_t)days_before[month & 15] + day - 1 - DAYS_TO_1970;
        items[i] = length == 0 ? INTEGI_CSV_NO_DATE : (int32_t)days;
    }
    return true;
}

static int64_t range(const int64_t *items, const uint8_t *known, size_t count, int64_t *lowest, int64_t *highest)
{
    int64_t low = INT64_MAX, top = INT64_MIN, nulls = 0;
    for (size_t i = 0; i < count; i++) {
        int64_t mask = -(int64_t)known[i];
        int64_t for_low = (items[i] & mask) | (INT64_MAX & ~mask), for_top = (items[i] & mask) | (INT64_MIN & ~mask);
        low = for_low < low ? for_low : low;
        top = for_top > top ? for_top : top;
        nulls += mask + 1;
    }
    *lowest = low;
    *highest = top;
    return nulls;
}

static int64_t range_of_dates(const int32_t *items, size_t count, int64_t *lowest, int64_t *highest)
{
    int32_t low = INT32_MAX, top = INTEGI_CSV_NO_DATE, nulls = 0;
    for (size_t i = 0; i < count; i++) {
        int32_t null = items[i] == INTEGI_CSV_NO_DATE, for_low = null ? INT32_MAX : items[i];
        low = for_low < low ? for_low : low;
        top = items[i] > top ? items[i] : top;
        nulls += null;
    }
    *lowest = low;
    *highest = top;
    return nulls;
}

static int64_t nulls_of_texts(const uint32_t *items, size_t count)
{
    uint32_t nulls = 0;
    for (size_t i = 0; i < count; i++)
        nulls += items[i] == 0;
    return nulls;
}

#define PACK(item_type, value, null)                                                                                 \
    for (size_t i = 0; i < count; i++)                                                                               \
        ((item_type *)out)[i] = (null) ? 0 : (item_type)((uint64_t)(value) - (uint64_t)base + 1);

#define PACK_TO_WIDTH(value, null)                                                                                   \
    switch (width) {                                                                                                 \
    case 1: PACK(uint8_t, value, null) break;                                                                        \
    case 2: PACK(uint16_t, value, null) break;                                                                       \
    default: PACK(uint32_t, value, null)                                                                             \
    }

static void pack(const int64_t *items, const uint8_t *known, size_t count, int32_t width, int64_t base, void *out)
{
    if (width == 8) {
        for (size_t i = 0; i < count; i++)
            ((int64_t *)out)[i] = items[i] & -(int64_t)known[i];
        return;
    }
    PACK_TO_WIDTH(items[i], known[i] == 0)
}

static void pack_dates(const int32_t *items, size_t count, int32_t width, int64_t base, void *out)
{
    PACK_TO_WIDTH((int64_t)items[i], items[i] == INTEGI_CSV_NO_DATE)
}

/* Numbers that begin with 1, so that 0 is null already unless the base moves them. */
static void pack_numbers(const uint32_t *numbers, size_t count, int32_t width, int64_t base, void *out)
{
    if (base != 0) {
        PACK_TO_WIDTH((int64_t)numbers[i] - 1, numbers[i] == 0)
        return;
    }
    base = 1;
    PACK_TO_WIDTH(numbers[i], false)
}

static void pack_texts(uint32_t *items, const uint32_t *global, size_t count, int32_t width, int64_t base, void *out)
{
    for (size_t i = 0; global != NULL && i < count; i++)
        items[i] = global[items[i]];
    pack_numbers(items, count, width, base, out);
}

#define INTEGI_CSV_KERNELS_TABLE                                                                                     \
    {survey,     find_ends,    find_quoted_ends, find_last_end,  read_texts, read_integers, read_decimals,           \
     read_numbers, read_dates, range,            range_of_dates, nulls_of_texts, pack, pack_dates, pack_texts}
