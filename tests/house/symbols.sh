#!/bin/sh
# This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
# If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/.
#
# The shared library exports what the headers declare, nothing else, and calls nothing that could end or speak for the
# program it is linked into.

. "$srcdir/support/tap.sh"

library=$top_builddir/lib/.libs/libintegration.so
[ -e "$library" ] || skip_all "there is no shared library"

cat "$top_srcdir"/include/integration/*.h "$top_srcdir"/include/integration/*/*.h |
    tr '\n' ' ' | sed 's/INTEG_API /\n&/g' |
    sed -n 's/^INTEG_API [^(;]*[ *]\(integ_[a-z0-9_]*\)(.*/\1/p' | LC_ALL=C sort -u >"$scratch/declared"
sed -n 's/^    \(integ_[a-z0-9_]*\);/\1/p' "$top_srcdir/lib/libintegration.map" | LC_ALL=C sort >"$scratch/mapped"
$NM -D --defined-only "$library" | awk '$2 != "A" {sub(/@.*/, "", $3); print $3}' | LC_ALL=C sort >"$scratch/exported"
$NM -D --undefined-only "$library" | awk '{sub(/@.*/, "", $NF); print $NF}' | LC_ALL=C sort -u >"$scratch/undefined"

expect "there are functions" test -s "$scratch/declared"
expect_same "the version script lists what the headers declare" "$scratch/declared" "$scratch/mapped"
expect_same "the library exports what the version script lists" "$scratch/mapped" "$scratch/exported"
grep -v '^integ_' "$scratch/exported" >"$scratch/foreign"
expect_empty "every exported name begins with integ_" "$scratch/foreign"

# The solver of integ-protect, and whatever else programs and tests link, stays out of it.
$OBJDUMP -p "$library" | awk '$1 == "NEEDED" { print $2 }' |
    grep -vE '^(lib(yaml-0|jansson|utf8proc|z|m|c|pthread|gcc_s|asan|ubsan)|ld-.*)\.so|^ld-' >"$scratch/foreign"
expect_empty "the library links what configure wants, and nothing else" "$scratch/foreign"

# With sanitizers the library calls their runtime, and what that calls is not ours.
if grep -q '^__asan_' "$scratch/undefined"; then
    skip "the library ends no program and prints nothing" "sanitizers are on"
else
    grep -xE 'abort|exit|_exit|_Exit|quick_exit|__assert_fail|setlocale|raise|signal|sigaction|system|
        |puts|fputs|putchar|putc|fputc|perror|v?f?printf|dprintf|__v?f?printf_chk|__dprintf_chk|stdout|stderr|stdin|
        |rand|srand|random|strtok|localtime|gmtime|getenv|setenv|errx?|warnx?' "$scratch/undefined" >"$scratch/forbidden"
    expect_empty "the library ends no program and prints nothing" "$scratch/forbidden"
    grep -xE 'strtof|strtold|atof|sscanf|__isoc99_sscanf|tolower|toupper|strcoll|strxfrm|strftime|localeconv|newlocale|
        |__ctype_.*' "$scratch/undefined" >"$scratch/forbidden"
    expect_empty "the library asks no locale" "$scratch/forbidden"
fi

archive=$top_builddir/lib/.libs/libintegration.a
[ -e "$archive" ] || archive=$top_builddir/lib/libintegration.a
if [ ! -e "$archive" ]; then
    skip "the objects of the library" "no static library was built"
elif ! grep -q '^__asan_' "$scratch/undefined"; then
    # Hidden functions with a foreign name would clash in a static link.
    $NM -g --defined-only "$archive" 2>/dev/null | awk 'NF == 3 {print $3}' | grep -vE '^integi?_' >"$scratch/foreign"
    expect_empty "every global name in the static library begins with integ_ or integi_" "$scratch/foreign"

    $OBJDUMP -t "$archive" | awk '/file format/ {file = $1} / O / && /\.t?(data|bss)/ && !/\.data\.rel\.ro/ {print file, $0}' \
        >"$scratch/state"
    expect_empty "the library has no variable that can be written" "$scratch/state"

    # Numbers are written and read in one place, which holds whatever the process's locale is.
    $NM -A -u "$archive" 2>/dev/null | awk '$NF ~ /^(strtod|v?sn?printf|__v?sn?printf_chk)$/' |
        grep -v ':shortest\.o:' >"$scratch/numbers"
    expect_empty "numbers become text, and text numbers, in one place only" "$scratch/numbers"
fi

# Every numeric macro is also there by name, with its value, for languages that cannot read macros.
sed -n 's/^#define \(INTEG_[A-Z0-9_]*\) [(-]*\(INT64_C(\)\{0,1\}[0-9].*/\1/p' "$top_srcdir"/include/integration/*.h \
    "$top_srcdir"/include/integration/*/*.h |
    LC_ALL=C sort -u >"$scratch/macros"
{
    echo '#include <integration.h>
#include <stdio.h>
static const struct { const char *name; int64_t value; } macros[] = {'
    sed 's/.*/{"&", &},/' "$scratch/macros"
    cat <<'END'
};
int main(void)
{
    for (int32_t i = 0; i < integ_constant_count(); i++)
        printf("%s %lld\n", integ_constant_name(i), (long long)integ_constant_value(i));
    if (integ_constant_name(-1) || integ_constant_name(integ_constant_count()))
        return 1;
    for (unsigned i = 0; i < sizeof macros / sizeof macros[0]; i++)
        fprintf(stderr, "%s %lld\n", macros[i].name, (long long)macros[i].value);
    return 0;
}
END
} >"$scratch/constants.c"
sanitize=$(grep -q '^__asan_' "$scratch/undefined" && echo -fsanitize=address,undefined)
if $CC $sanitize -I"$top_srcdir/include" "$scratch/constants.c" -o "$scratch/constants" "$library" >"$scratch/output" 2>&1 &&
    LD_LIBRARY_PATH=$top_builddir/lib/.libs "$scratch/constants" >"$scratch/functions" 2>"$scratch/expected"; then
    LC_ALL=C sort -o "$scratch/functions" "$scratch/functions"
    LC_ALL=C sort -o "$scratch/expected" "$scratch/expected"
    expect_same "every macro constant is there by name with its value" "$scratch/expected" "$scratch/functions"
else
    cat "$scratch/functions" "$scratch/expected" >>"$scratch/output" 2>/dev/null
    fail "every macro constant is there by name with its value" <"$scratch/output"
fi

done_testing
