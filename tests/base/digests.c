/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "base/sha256.h"
#include "base/suite.h"

#include <string.h>

static void hash_of(const char *text, size_t length, size_t repeats, size_t step, char *out)
{
    unsigned char digest[INTEGI_SHA256_BYTES];
    integi_sha256 hash;
    integi_sha256_init(&hash);
    for (size_t repeat = 0; repeat < repeats; repeat++)
        for (size_t at = 0; at < length; at += step)
            integi_sha256_add(&hash, text + at, length - at < step ? length - at : step);
    integi_sha256_finish(&hash, digest);
    integi_sha256_text(digest, out);
}

/* The examples of FIPS 180-4 as NIST publishes them, and the standard's million letters. */
START_TEST(digests_are_those_that_nist_publishes)
{
    static const struct {
        const char *text;
        size_t repeats;
        const char *digest;
    } vectors[] = {
        {"", 1, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
        {"abc", 1, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
        {"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", 1,
         "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"},
        {"abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrst"
         "nopqrstu",
         1, "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1"},
        {"aaaaaaaaaa", 100000, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"},
    };
    char text[INTEGI_SHA256_TEXT_SIZE];
    for (size_t i = 0; i < sizeof vectors / sizeof *vectors; i++) {
        size_t length = strlen(vectors[i].text);
        hash_of(vectors[i].text, length, vectors[i].repeats, 1 + length, text);
        ck_assert_str_eq(text, vectors[i].digest);
    }
}
END_TEST

START_TEST(a_digest_does_not_depend_on_the_pieces_that_it_came_in)
{
    char bytes[300], whole[INTEGI_SHA256_TEXT_SIZE], pieces[INTEGI_SHA256_TEXT_SIZE];
    for (size_t i = 0; i < sizeof bytes; i++)
        bytes[i] = (char)(i * 7);
    for (size_t length = 0; length <= sizeof bytes; length++) {
        hash_of(bytes, length, 1, sizeof bytes + 1, whole);
        for (size_t step = 1; step < 130; step += 9) {
            hash_of(bytes, length, 1, step, pieces);
            ck_assert_str_eq(pieces, whole);
        }
    }
}
END_TEST

void add_digests(Suite *suite)
{
    add_tests(suite, "digests",
              (const TTest *[]){digests_are_those_that_nist_publishes,
                                a_digest_does_not_depend_on_the_pieces_that_it_came_in, NULL});
}
