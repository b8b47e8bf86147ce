#!/bin/sh
# This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
# If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/.
#
# The documentation speaks of what is there: every example compiles, every floor has its page, every link leads somewhere.

. "$srcdir/support/tap.sh"

compile_examples() { # of one page, each alone
    awk -v folder="$scratch" '
        /^```c$/ {number++; inside = 1; next}
        /^```/ {inside = 0}
        inside {print > (folder "/example" number ".c")}' "$1"
    for example in "$scratch"/example*.c; do
        [ -e "$example" ] || return 0
        {
            printf '#include <integration.h>\n#include <stdio.h>\n#include <string.h>\n#line 1 "%s"\n' "$(basename "$1")"
            cat "$example"
        } >"$scratch/page.c"
        rm "$example"
        $CC -std=c11 -Wall -Wextra -Werror -Wno-unused-function -fsyntax-only -I"$top_srcdir/include" "$scratch/page.c" ||
            return 1
    done
}

for page in "$top_srcdir"/README.md "$top_srcdir"/docs/*.md; do
    name=$(basename "$page")
    expect "the examples in $name compile" compile_examples "$page"
    rm -f "$scratch"/example*.c
    grep -oE '\]\([^)#:]+' "$page" | sed 's/](//' | while read -r target; do
        [ -e "$(dirname "$page")/$target" ] || echo "$target"
    done >"$scratch/lost"
    expect_empty "the links in $name lead somewhere" "$scratch/lost"
done

for header in "$top_srcdir"/include/integration/*.h; do
    floor=$(basename "$header" .h)
    expect "$floor has a page, which main.md names" grep -q "($floor.md)" "$top_srcdir/docs/main.md"
    expect "the page of $floor is there" test -s "$top_srcdir/docs/$floor.md"
done

grep -ohE 'docs/[a-z-]+\.md' "$top_srcdir"/include/integration/*.h "$top_srcdir"/include/integration/*/*.h |
    sort -u | while read -r page; do
    [ -s "$top_srcdir/$page" ] || echo "$page"
done >"$scratch/lost"
expect_empty "the pages that headers name are there" "$scratch/lost"

done_testing
