#!/bin/sh
# This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
# If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/.
#
# integ-protect: tables that are protected, tables that are not, and tables that are none.

. "$srcdir/programs/programs.sh"

output protect-regions 0 integ-protect regions.csv
output protect-text 0 integ-protect --format text --marker x regions.csv
output protect-json 0 integ-protect --format json regions.csv
output protect-hierarchy 0 integ-protect --delimiter ';' --hierarchy areas-hierarchy.csv areas.csv
output protect-nothing 0 integ-protect --threshold 1 --no-complement --full-cell 0 regions.csv
output protect-audit 1 integ-protect --audit --full-cell 0 singletons.csv
output protect-audit-csv 1 integ-protect --audit --full-cell 0 --format csv singletons.csv
output protect-audit-json 1 integ-protect --audit --full-cell 0 --format json singletons.csv

"$programs/integ-protect" regions.csv >"$scratch/protected.csv" 2>"$scratch/err"
"$programs/integ-protect" --audit "$scratch/protected.csv" >"$scratch/out" 2>"$scratch/err"
expect "what was protected passes the audit" test $? -eq 0
"$programs/integ-protect" --strict regions.csv >"$scratch/strict.csv" 2>"$scratch/err"
expect "strictly too" test $? -eq 0

# wrong NAME TEXT MESSAGE OPTIONS...: a table that is refused, with this message alone.
wrong() {
    printf "$2" >"$scratch/wrong.csv"
    message=$3
    name=$1
    shift 3
    (cd "$scratch" && "$programs/integ-protect" "$@" wrong.csv >out 2>err </dev/null)
    expect "$name is refused" test $? -eq 2
    printf '%s\n' "$message" >"$scratch/expected"
    expect_same "$name has its message" "$scratch/expected" "$scratch/err"
    expect_empty "$name prints nothing" "$scratch/out"
}

wrong "a total that is no sum" 'g,n\ntotal,9\na,3\nb,7\n' \
    "wrong.csv:2:7: error: this total is not the sum of its parts by g"
wrong "a cell that stands twice" 'g,n\ntotal,9\na,9\na,9\n' "wrong.csv:4:1: error: this cell stands in line 3 already"
wrong "a cell that is missing" 'g,h,n\na,x,1\na,y,2\nb,x,3\n' \
    "wrong.csv: error: there is no row for g 'b', h 'y' (write 0 where nobody is)"
wrong "a negative count" 'g,n\na,-1\n' "wrong.csv:2:3: error: this is no count: a whole number, 0 or more"
wrong "an empty count" 'g,n\na,\n' "wrong.csv:2:3: error: this is no count: a whole number, 0 or more"
wrong "a hidden count" 'g,n\na,..\n' \
    "wrong.csv:2:3: error: this count is hidden already (--audit audits a protected table)"
wrong "another number of fields" 'g,n\na,1,2\n' "wrong.csv:2:1: error: this row has 3 fields, and the header 2"
wrong "an open quote" 'g,n\n"a,1\n' "wrong.csv:2:1: error: this quote is not closed"
wrong "text behind a quote" 'g,n\n"a"b,1\n' \
    "wrong.csv:2:4: error: there is something between the closing quote and the end of the field"
wrong "one column" 'n\n1\n' "wrong.csv:1:1: error: a table has a column of codes at least, and one of counts; \
if another character parts them, say which with --delimiter"
wrong "a header alone" 'g,n\n' "wrong.csv:1:1: error: the table has no rows"
wrong "an empty file" '' "wrong.csv: error: is empty"
wrong "what cannot have been published" 'g,h,n\na,x,5\na,t,3\nt,x,..\nt,t,..\n' \
    "wrong.csv:3:5: error: this total is not the sum of its parts by h" --audit --total t

refused "integ-protect: error: say which table (integ-protect [OPTION]... TABLE.csv)" integ-protect
refused "--method: error: there is no method 'magic' (suppress)" integ-protect --method magic regions.csv
refused "--threshold: error: '0' is not a whole number from 1 to 1000" integ-protect --threshold 0 regions.csv
refused "areas-hierarchy.csv:2:1: error: no column of the table has both 'a' and 'north'" \
    integ-protect --hierarchy areas-hierarchy.csv regions.csv
if [ -w /dev/full ]; then
    "$programs/integ-protect" regions.csv >/dev/full 2>"$scratch/err"
    expect "a full disk is exit status 3" test $? -eq 3
else
    skip "a full disk is exit status 3" "no /dev/full"
fi

done_testing
