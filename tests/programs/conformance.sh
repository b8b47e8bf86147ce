#!/bin/sh
# This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
# If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/.
#
# integ-cohort on the data of the standard's published test suite (OGC 21-065r2): every count without a spatial part. The
# cases are not part of the package: the test runs where INTEGRATION_SHARED, or a folder `shared` beside the source
# tree, leads to conformance/cql2.

. "$srcdir/programs/programs.sh"

cases=${INTEGRATION_SHARED:-$top_srcdir/../shared}/conformance/cql2
[ -e "$cases/cases.csv" ] || skip_all "the standard's test suite is not here"

# One line for each count: its name, the file, how many items are expected, and the filter. The fields are CSV, in which a
# quoted one may hold commas and doubled quotes but no line break.
${AWK:-awk} '
function split_record(line, fields,    count, field) {
    count = 0
    while (line != "" || count == 0) {
        if (substr(line, 1, 1) == "\"") {
            field = ""
            line = substr(line, 2)
            while (match(line, /"/)) {
                field = field substr(line, 1, RSTART - 1)
                line = substr(line, RSTART + 1)
                if (substr(line, 1, 1) != "\"")
                    break
                field = field "\""
                line = substr(line, 2)
            }
            sub(/^,/, "", line)
        } else {
            field = line
            sub(/,.*/, "", field)
            line = substr(line, length(field) + 2)
        }
        fields[++count] = field
    }
    return count
}
{
    sub(/\r$/, "")
    split_record($0, f)
    if (f[1] == "predicate_count")
        filter = f[5]
    else if (f[1] == "combination_count")
        filter = "(NOT (" f[6] ") AND " f[5] ") OR (" f[7] " AND " f[8] ") OR NOT (" f[5] " OR " f[8] ")"
    else
        next
    printf "%s\t%s\t%s\t%s\n", f[3], (f[4] ~ /countries/ ? "countries" : "places"), f[9], filter
}' "$cases/cases.csv" >"$scratch/cases"

passed=0
all=0
tab=$(printf '\t')
while IFS=$tab read -r name table expected filter; do
    all=$((all + 1))
    found=$("$programs/integ-cohort" --where "$filter" --count --unprotected --threads 1 --format json \
        "$cases/$table.csv" 2>"$scratch/messages")
    case $found in
    *"\"count\": $expected, "*) passed=$((passed + 1)) ;;
    *)
        echo "$name: $filter: $expected items expected: $found"
        cat "$scratch/messages"
        ;;
    esac
done <"$scratch/cases" >"$scratch/differences"

echo "# conformance through integ-cohort: $passed of $all counts"
[ "$all" -gt 250 ] || echo "only $all cases were read" >>"$scratch/differences"
expect_empty "every published count of the standard comes out of integ-cohort" "$scratch/differences"
done_testing
