#!/bin/sh
# This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
# If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/.
#
# Every suite again with a decimal comma and Danish letters. The locale is built here and installed nowhere.

. "$srcdir/support/tap.sh"

# Once is enough, and sanitizers are slow.
! $NM -D "$top_builddir/lib/.libs/libintegration.so" 2>/dev/null | grep -q __asan_ || skip_all "sanitizers are on"
command -v localedef >/dev/null || skip_all "no localedef"
mkdir "$scratch/locales"
localedef -i da_DK -f UTF-8 "$scratch/locales/da_DK.UTF-8" >"$scratch/output" 2>&1
export LOCPATH="$scratch/locales" LC_ALL=da_DK.UTF-8 LANGUAGE=da
[ "$(locale decimal_point 2>/dev/null)" = , ] || skip_all "no sources of the Danish locale (package locales)"

for suite in $SUITES; do
    "./$suite" >"$scratch/tap" 2>"$scratch/errors" </dev/null
    status=$?
    if grep -q '^1\.\.0 # SKIP' "$scratch/tap"; then
        skip "da_DK: $suite" "$(sed -n 's/^1\.\.0 # SKIP //p' "$scratch/tap")"
        continue
    fi
    grep -E '^(not )?ok ' "$scratch/tap" >"$scratch/results"
    while read -r result; do
        description=${result#* - }
        case $result in
        ok*) pass "da_DK: $suite: $description" ;;
        *) fail "da_DK: $suite: $description" <"$scratch/errors" ;;
        esac
    done <"$scratch/results"
    if [ ! -s "$scratch/results" ] || { [ "$status" != 0 ] && ! grep -q '^not ok' "$scratch/results"; }; then
        fail "da_DK: $suite ended with status $status" <"$scratch/errors"
    fi
done

done_testing
