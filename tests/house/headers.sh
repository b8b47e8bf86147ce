#!/bin/sh
# This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
# If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/.
#
# Each public header stands alone in C99, C11 and C++17, without a warning, and defines nothing but integ_ and INTEG_.
# The exception is arrow.h, which has the structs of a standard under the standard's names, and nothing else.

. "$srcdir/support/tap.sh"

warnings="-Wall -Wextra -Wshadow -pedantic -Werror -fsyntax-only"
headers=$(cd "$top_srcdir/include" && ls integration.h integration/*.h integration/*/*.h)
arrow_macros='ARROW_C_DATA_INTERFACE|ARROW_C_STREAM_INTERFACE|ARROW_FLAG_DICTIONARY_ORDERED|ARROW_FLAG_NULLABLE|'
arrow_macros=${arrow_macros}ARROW_FLAG_MAP_KEYS_SORTED

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
    LC_ALL=C comm -13 "$scratch/before" "$scratch/after" | grep -vE "^INTEG_|^($arrow_macros)\$"
    # Declarations: what the preprocessor leaves of our own files, one statement to a line, the name last in each.
    $CC -std=c11 -I"$top_srcdir/include" -E "$scratch/after.c" |
        awk '/^# [0-9]/ {ours = $3 ~ /\/integration[\/.]/ && $3 !~ /\/arrow\.h/; next} ours' | tr '\n' ' ' |
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

# The structs are the standard's, in the standard's order; where another header has brought them before, ours are silent.
arrow_structs() {
    $CC -std=c11 -I"$top_srcdir/include" -E -P "$1" | tr '\n' ' ' | sed 's/  */ /g; s/} *;/};\n/g' |
        sed -n 's/^.*\(struct Arrow[A-Za-z]* {.*};\)$/\1/p'
}
echo '#include <integration/arrow.h>' >"$scratch/ours.c"
cat >"$scratch/standard.c" <<'END'
#include <stdint.h>
#define ARROW_C_DATA_INTERFACE
struct ArrowSchema { const char *format; const char *name; const char *metadata; int64_t flags; int64_t n_children;
    struct ArrowSchema **children; struct ArrowSchema *dictionary; void (*release)(struct ArrowSchema *);
    void *private_data; };
struct ArrowArray { int64_t length; int64_t null_count; int64_t offset; int64_t n_buffers; int64_t n_children;
    const void **buffers; struct ArrowArray **children; struct ArrowArray *dictionary;
    void (*release)(struct ArrowArray *); void *private_data; };
#define ARROW_C_STREAM_INTERFACE
struct ArrowArrayStream { int (*get_schema)(struct ArrowArrayStream *, struct ArrowSchema *out);
    int (*get_next)(struct ArrowArrayStream *, struct ArrowArray *out);
    const char *(*get_last_error)(struct ArrowArrayStream *); void (*release)(struct ArrowArrayStream *);
    void *private_data; };
END
{ cat "$scratch/standard.c"; echo '#include <integration/arrow.h>'; } >"$scratch/both.c"
for program in ours standard both; do
    arrow_structs "$scratch/$program.c" >"$scratch/$program"
done
expect "arrow.h has structs" test -s "$scratch/ours"
expect_same "arrow.h has the standard's structs" "$scratch/standard" "$scratch/ours"
expect_same "arrow.h is silent where another header has them" "$scratch/standard" "$scratch/both"

included_by() {
    sed -n 's/^#include <\(integration\/.*\)>/\1/p' "$top_srcdir/include/$1" | grep "$2" | LC_ALL=C sort
}
included_by integration.h . >"$scratch/included"
(cd "$top_srcdir/include" && ls integration/*.h) | LC_ALL=C sort >"$scratch/present"
expect_same "integration.h includes every header" "$scratch/present" "$scratch/included"
for folder in "$top_srcdir"/include/integration/*/; do
    floor=$(basename "$folder")
    included_by "integration/$floor.h" "^integration/$floor/" >"$scratch/included"
    (cd "$top_srcdir/include" && ls "integration/$floor"/*.h) | LC_ALL=C sort >"$scratch/present"
    expect_same "$floor.h includes every part of it" "$scratch/present" "$scratch/included"
done

# What C cannot say in a way that other languages understand.
(cd "$top_srcdir/include" && grep -nE '\b(bool|_Bool|inline|enum)\b|\.\.\.\)|: *[0-9]+;' $headers) |
    grep -vE ':[[:space:]]*(/?\*|//)' | sed 's/\/\*.*//' | grep -E '\b(bool|_Bool|inline|enum)\b|\.\.\.\)' >"$scratch/uncallable"
expect_empty "no header uses bool, enum, inline or varargs" "$scratch/uncallable"

done_testing
