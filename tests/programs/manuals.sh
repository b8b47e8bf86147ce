#!/bin/sh
# This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
# If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/.
#
# --help, --version and the manual pages say the same.

. "$srcdir/programs/programs.sh"

version=$(sh "$top_srcdir/build-aux/version.sh")
for program in integ-check integ-cohort integ-progress integ-protect integ-stat integ-synth; do
    [ -x "$programs/$program" ] || continue
    "$programs/$program" --help >"$scratch/help" 2>"$scratch/err"
    expect "$program --help ends with exit status 0" test $? -eq 0
    expect_empty "$program --help prints nothing on standard error" "$scratch/err"
    expect "$program --version names the program and the version" \
        test "$("$programs/$program" --version)" = "$program (libintegration) $version"
    page=$top_srcdir/examples/$program.1
    sed 's/\\-/-/g' "$page" >"$scratch/page"
    # Options as they are explained, one after the other: at the beginning of a line of the help, and behind .TP.
    sed -nE 's/^ +(-o, )?(--[a-z-]+).*/\2/p' "$scratch/help" | sort >"$scratch/in-help"
    sed -n '/^\.TP/{n;p;}' "$scratch/page" | grep -oE -e '--[a-z-]+' | sort >"$scratch/in-page"
    expect_same "$program's manual page has the options of its help" "$scratch/in-help" "$scratch/in-page"
    expect "$program's help says something of options" test -s "$scratch/in-help"
    awk 'length > 110' "$scratch/help" >"$scratch/long"
    expect_empty "$program's help fits a terminal" "$scratch/long"
    if command -v groff >/dev/null; then
        groff -man -Tutf8 -ww -Kutf8 "$page" >/dev/null 2>"$scratch/err"
        expect_empty "$program's manual page is well formed" "$scratch/err"
    else
        skip "$program's manual page is well formed" "no groff"
    fi
done

done_testing
