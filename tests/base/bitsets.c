/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "base/bitset.h"
#include "base/suite.h"
#include "base/utf8.h"

#include <string.h>

START_TEST(members_are_counted_and_found_in_order)
{
    integ_context *context;
    ck_assert_int_eq(integ_context_new(&context, NULL), INTEG_STATUS_OK);
    integi_bitset set;
    ck_assert(integi_bitset_init(&set, context, 200));
    const int64_t rows[] = {0, 63, 64, 127, 199};
    for (size_t i = 0; i < 5; i++)
        integi_bitset_add(&set, rows[i]);
    ck_assert_int_eq(integi_bitset_count(&set), 5);
    int64_t row = -1;
    for (size_t i = 0; i < 5; i++) {
        row = integi_bitset_next(&set, row + 1);
        ck_assert_int_eq(row, rows[i]);
    }
    ck_assert_int_eq(integi_bitset_next(&set, 200), -1);
    ck_assert(!integi_bitset_has(&set, 1));
    ck_assert(!integi_bitset_has(&set, 200));
    ck_assert(!integi_bitset_has(&set, -1));
    integi_bitset_free(&set, context);
    integ_context_free(context);
}
END_TEST

START_TEST(only_valid_utf8_passes)
{
    const char *valid[] = {"", "abc", "æøå", "\xF0\x9F\x98\x80", "abcdefghijklmnop", "abcdefgæ"};
    for (size_t i = 0; i < sizeof valid / sizeof valid[0]; i++)
        ck_assert_uint_eq(integi_utf8_invalid_at(valid[i], strlen(valid[i])), strlen(valid[i]));
    const char *invalid[] = {"\x80", "\xC0\x80", "\xE0\x80\x80", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xE6", "\xFF"};
    for (size_t i = 0; i < sizeof invalid / sizeof invalid[0]; i++) {
        char text[20] = "12345678";
        strcat(text, invalid[i]);
        ck_assert_uint_eq(integi_utf8_invalid_at(text, strlen(text)), 8);
    }
    ck_assert_int_eq(integi_utf8_characters("blåbær", 8), 6);
    ck_assert_int_eq(integi_utf8_distance("emploment", "employment", 2), 1);
    ck_assert_int_eq(integi_utf8_distance("sex", "region", 2), 3);
    ck_assert_int_eq(integi_utf8_distance("aeg", "age", 2), 1);
    ck_assert_int_eq(integi_utf8_distance("ca", "abc", 5), 3); /* nothing is changed twice */
    ck_assert_int_eq(integi_utf8_distance("Økonomi", "ØKONOMI", 2), 0);
    ck_assert_int_eq(integi_utf8_distance("køn", "kon", 2), 1); /* of characters, not bytes */
    ck_assert_int_eq(integi_utf8_distance("", "ab", 2), 2);
    ck_assert_int_eq(integi_utf8_distance("a\xFF", "a", 2), 3);
}
END_TEST

void add_bitsets(Suite *suite)
{
    add_tests(suite, "sets and text",
              (const TTest *[]){members_are_counted_and_found_in_order, only_valid_utf8_passes, NULL});
}
