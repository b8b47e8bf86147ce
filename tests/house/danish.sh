#!/bin/sh
# This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
# If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/.
#
# Every suite again with a decimal comma and Danish letters. The locale is built here and installed nowhere.

. "$srcdir/support/tap.sh"

# Once is enough, and sanitizers are slow.
[ -z "${QUICK_TESTS:-}" ] || skip_all "QUICK_TESTS is set"
! $NM -D "$top_builddir/lib/.libs/libintegration.so" 2>/dev/null | grep -q __asan_ || skip_all "sanitizers are on"
command -v localedef >/dev/null || skip_all "no localedef"
mkdir "$scratch/locales"
localedef -i da_DK -f UTF-8 "$scratch/locales/da_DK.UTF-8" >"$scratch/output" 2>&1
export LOCPATH="$scratch/locales" LC_ALL=da_DK.UTF-8 LANGUAGE=da
[ "$(locale decimal_point 2>/dev/null)" = , ] || skip_all "no sources of the Danish locale (package locales)"

# What is drawn at random has nothing to do with a locale.
export QUICK_TESTS=yes
# Two at a time, since the other tests are done by then.
run_suite() { # SUITE: into files of the scratch folder
    results=$scratch/$(echo "$1" | tr / -)
    "./$1" >"$results.tap" 2>"$results.err" </dev/null
    echo $? >"$results.status"
}
run_every_other() { # FIRST
    at=0
    for suite in $SUITES; do
        [ $((at % 2)) != "$1" ] || run_suite "$suite"
        at=$((at + 1))
    done
}
run_every_other 1 &
run_every_other 0
wait

for suite in $SUITES; do
    results=$scratch/$(echo "$suite" | tr / -)
    status=$(cat "$results.status")
    if grep -q '^1\.\.0 # SKIP' "$results.tap"; then
        skip "da_DK: $suite" "$(sed -n 's/^1\.\.0 # SKIP //p' "$results.tap")"
        continue
    fi
    grep -E '^(not )?ok ' "$results.tap" >"$scratch/results"
    while read -r result; do
        description=${result#* - }
        case $result in
        ok*) pass "da_DK: $suite: $description" ;;
        *) fail "da_DK: $suite: $description" <"$results.err" ;;
        esac
    done <"$scratch/results"
    if [ ! -s "$scratch/results" ] || { [ "$status" != 0 ] && ! grep -q '^not ok' "$scratch/results"; }; then
        fail "da_DK: $suite ended with status $status" <"$results.err"
    fi
done

done_testing
