#!/bin/sh
# This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
# If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/.
#
# Each public header stands alone in C99, C11 and C++17, without a warning, and defines nothing but integ_ and INTEG_.

. "$srcdir/support/tap.sh"

warnings="-Wall -Wextra -Wshadow -pedantic -Werror -fsyntax-only"
headers=$(cd "$top_srcdir/include" && ls integration.h integration/*.h)

compile_alone() {
    printf '#include <%s>\n#include <%s>\nint main(void) { return 0; }\n' "$2" "$2" >"$scratch/alone.$3"
    $1 $warnings -I"$top_srcdir/include" "$scratch/alone.$3"
}

# What the compiler knows after a header and did not know before it: macros, and names declared at file scope.
macros_of() {
    $CC -std=c11 -I"$top_srcdir/include" -E -dM "$1" | sed -n 's/^#define \([A-Za-z0-9_]*\).*/\1/p' | LC_ALL=C sort -u
}

foreign_names() {
    echo '#include <stddef.h>
#include <stdint.h>' >"$scratch/before.c"
    { cat "$scratch/before.c"; echo "#include <$1>"; } >"$scratch/after.c"
    macros_of "$scratch/before.c" >"$scratch/before"
    macros_of "$scratch/after.c" >"$scratch/after"
    LC_ALL=C comm -13 "$scratch/before" "$scratch/after" | grep -v '^INTEG_'
    # Declarations: what the preprocessor leaves of our own files, one statement to a line, the name last in each.
    $CC -std=c11 -I"$top_srcdir/include" -E "$scratch/after.c" |
        awk '/^# [0-9]/ {ours = $3 ~ /\/integration[\/.]/; next} ours' | tr '\n' ' ' |
        sed 's/__attribute__ *(([^;]*"))) *//g; s/;/;\n/g' | awk '
        /^ *typedef/ && match($0, /\(\*[a-z_0-9]+\)/) {print substr($0, RSTART + 2, RLENGTH - 3); next}
        NF {sub(/ *[(;].*/, ""); n = split($0, words, /[ *]+/); print words[n]}' | grep -v '^integ_'
}

for header in $headers; do
    expect "$header alone as C99" compile_alone "$CC -std=c99" "$header" c
    expect "$header alone as C11" compile_alone "$CC -std=c11" "$header" c
    if [ -n "$CXX" ]; then
        expect "$header alone as C++17" compile_alone "$CXX -std=c++17" "$header" cpp
    else
        skip "$header alone as C++17" "no C++ compiler"
    fi
    foreign_names "$header" >"$scratch/foreign"
    expect_empty "$header defines only integ_ and INTEG_" "$scratch/foreign"
done

sed -n 's/^#include <\(integration\/.*\)>/\1/p' "$top_srcdir/include/integration.h" | LC_ALL=C sort >"$scratch/included"
(cd "$top_srcdir/include" && ls integration/*.h) | LC_ALL=C sort >"$scratch/present"
expect_same "integration.h includes every header" "$scratch/present" "$scratch/included"

# What C cannot say in a way that other languages understand.
(cd "$top_srcdir/include" && grep -nE '\b(bool|_Bool|inline|enum)\b|\.\.\.\)|: *[0-9]+;' $headers) |
    grep -vE ':[[:space:]]*(/?\*|//)' | sed 's/\/\*.*//' | grep -E '\b(bool|_Bool|inline|enum)\b|\.\.\.\)' >"$scratch/uncallable"
expect_empty "no header uses bool, enum, inline or varargs" "$scratch/uncallable"

done_testing
