#!/bin/sh
# This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
# If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/.
#
# The example municipality as SQLite sees it: its size, and that the tables tell one story.

. "$srcdir/example/example.sh"
need_program integ-synth
need_sqlite

# A quarter of the size is enough to see whether the tables agree; one snapshot is in the middle of a year.
register=$scratch/register
database=$scratch/database
expect "a smaller register is made" \
    "$programs/integ-synth" --citizens 12000 --snapshots 2017-01-01,2018-09-15,2020-01-01 "$register"

for table in citizen activation language_assessment attendance club_membership board_seat contract; do
    expect "SQLite reads all snapshots of $table" import "$database" $table "$register"
    grep -q "^  $table:\$" "$register/register.yaml" || fail "the manifest knows $table" </dev/null
done
expect "the citizens are typed" sqlite3 -bail "$database" ".read $srcdir/example/citizen.sql"

sqlite3 -bail "$database" ".read $srcdir/example/consistency.sql" >"$scratch/misfits" 2>&1
expect_empty "the main table follows from the histories, in every snapshot, also in the middle of a year" "$scratch/misfits"

# Every column that the manifest names is in its file, and every column of the file is in the manifest.
columns_of() {
    awk -v table="$1" '
        /^  [a-z_]+:$/ {here = $1 == table ":"}
        here && /^    (derive|link|spell|key):/ {inside = 0}
        here && /^    columns:/ {inside = 1; next}
        here && inside && /^      [a-z_]+:/ {sub(/:.*/, "", $1); print $1}
        /^snapshots:/ {exit}' "$register/register.yaml"
}
for table in citizen activation language_assessment attendance club_membership board_seat contract; do
    columns_of $table >"$scratch/named"
    head -n 1 "$register/$table-2020-01-01.csv" | tr ';' '\n' >"$scratch/headed"
    expect_same "the manifest names the columns of $table" "$scratch/headed" "$scratch/named"
done

# The example itself, counted without SQLite.
expect "the example register is made" "$programs/integ-synth" "$scratch/example"
(cd "$scratch/example" && for file in citizen-*.csv; do
    awk -F ';' -v file="$file" '
        NR > 1 {all++; if ($4 == "immigrant" || $4 == "descendant") broad++}
        END {
            last = file == "citizen-2020-01-01.csv"
            fine = last ? all == 48300 && broad >= 8250 && broad <= 8350 : all > 45000 && all < 48300
            print file, fine ? "fine" : all " citizens, " broad " of them in the broad group"
        }' "$file"
done) >"$scratch/sizes"
for year in 2015 2016 2017 2018 2019 2020; do
    echo "citizen-$year-01-01.csv fine"
done >"$scratch/wanted"
expect_same "48,300 citizens live there at the end, about 8,300 of them in the broad group" "$scratch/wanted" \
    "$scratch/sizes"

done_testing
