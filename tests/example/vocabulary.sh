#!/bin/sh
# This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
# If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/.
#
# The language gap among real respondents: sprogkloeft.yaml on gssvocab.yaml by integ-progress, for every year of the
# survey, and by SQLite. The data are no part of the project: INTEG_TEST_DATA names a folder with gssvocab/ in it.

. "$srcdir/example/example.sh"
need_program integ-progress
need_sqlite
survey=${INTEG_TEST_DATA:-$top_srcdir/../shared/data}/gssvocab
[ -d "$survey" ] || skip_all "no data of the General Social Survey"

# The manifest beside the data, by links.
mkdir "$scratch/register"
ln -s "$survey"/citizens-*.csv "$data/gssvocab.yaml" "$scratch/register"
database=$scratch/database
for file in "$survey"/citizens-*.csv; do
    year=${file##*-}
    ln -s "$file" "$scratch/citizen-${year%.csv}-07-01.csv"
done
separator=,
expect "SQLite reads the survey" import "$database" citizen "$scratch"
expect "SQLite recomputes the goals" sqlite3 -bail "$database" \
    ".read $srcdir/example/vocabulary.sql" ".read $srcdir/example/walk.sql" \
    ".read $srcdir/example/judge.sql"
[ "$(sqlite3 "$database" 'SELECT count(*) FROM respondent')" = 28867 ] || fail "28,867 people answered" </dev/null

years=$(sqlite3 "$database" "SELECT DISTINCT as_of FROM respondent ORDER BY 1")
for day in $years; do
    "$programs/integ-progress" --unprotected --format json --as-of "$day" -o "$scratch/report.json" \
        "$data/sprogkloeft.yaml" "$scratch/register/gssvocab.yaml" 2>"$scratch/errors"
    told=$?
    breached=$(sqlite3 "$database" "SELECT count(*) > 0 FROM judged WHERE as_of = '$day' AND required = 0")
    expect "$day: the exit status says whether a requirement is breached" test $told = "$breached"
    # Goals whose baseline lies in the future have no baseline yet, and have not started.
    sqlite3 -bail "$database" >"$scratch/different" 2>&1 <<SQL
SELECT judged.id, judged.value, told.value ->> 'value', judged.status, told.value ->> 'status'
FROM judged LEFT JOIN json_each(readfile('$scratch/report.json'), '$.goals') AS told
    ON told.value ->> 'id' = judged.id
WHERE as_of = '$day'
  AND (judged.status IS NOT told.value ->> 'status'
       OR NOT coalesce(abs((told.value ->> 'value') - judged.value) <= 1e-9, 0));
SQL
    expect_empty "$day: every goal has the value and status that SQLite finds" "$scratch/different"
done

done_testing
