#!/bin/sh
# This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
# If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/.
#
# The project speaks only of itself: nothing in the tree or in the products names the machine it was made on.

. "$srcdir/support/tap.sh"

# In a clone, what is tracked; in a tarball, everything.
if [ -e "$top_srcdir/.git" ] && command -v git >/dev/null && git -C "$top_srcdir" ls-files >"$scratch/files" 2>/dev/null; then
    :
else
    (cd "$top_srcdir" && find . -type f ! -path './.git/*' ! -path './build/*' ! -path './_build/*' ! -path './_inst/*' ! -path './autom4te.cache/*' \
        ! -name 'configure*' ! -name '*.m4' ! -name Makefile.in ! -path './build-aux/*') >"$scratch/files"
fi

in_files() {
    (cd "$top_srcdir" && tr '\n' '\0' <"$scratch/files" | xargs -0 grep -nIE "$1" /dev/null) |
        grep -v '^[./]*tests/house/itself\.sh:'
}

in_files '(^|[^A-Za-z0-9_.~-])/(home|root|work|Users|mnt)/|/tmp/(trees|helper|land)' >"$scratch/paths"
expect_empty "no file names a folder of a machine" "$scratch/paths"

in_files 'TODO|FIXME|XXX([^X]|$)|HACK' | grep -v 'XXXX' >"$scratch/unfinished"
expect_empty "no file announces unfinished work" "$scratch/unfinished"

in_files '^(<<<<<<<|>>>>>>>)( |$)' >"$scratch/conflicts"
expect_empty "no file holds a conflict of a merge" "$scratch/conflicts"

(cd "$top_srcdir" && while read -r file; do
    case $file in
    *.c | *.h | *.sh | bootstrap | ./bootstrap | .ci/run | ./.ci/run)
        head -n 4 "$file" | grep -q 'Mozilla Public' || echo "$file has no licence notice"
        ;;
    esac
done) <"$scratch/files" >"$scratch/unlicensed"
expect_empty "every source file carries the licence notice" "$scratch/unlicensed"

library=$top_builddir/lib/.libs/libintegration.so
if [ -e "$library" ] && command -v strip >/dev/null && ! $NM -D "$library" | grep -q __asan_; then
    strip -g -o "$scratch/stripped" "$library"
    grep -aoF -e "$top_srcdir" -e "$top_builddir" "$scratch/stripped" >"$scratch/paths"
    expect_empty "the library does not name the folders it was built in" "$scratch/paths"
else
    skip "the library does not name the folders it was built in" "no plain shared library"
fi

done_testing
