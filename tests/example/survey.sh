#!/bin/sh
# This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
# If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/.
#
# Filters on a real survey with many missing values, by integ-cohort and by SQLite: rows for which the filter is true,
# rows for which it is unknown, and all. The same text is a filter in both languages. The data are no part of the
# project: INTEG_TEST_DATA names a folder with eusilc.csv.

. "$srcdir/example/example.sh"
need_program integ-cohort
need_sqlite
survey=${INTEG_TEST_DATA:-$top_srcdir/../shared/data}/eusilc.csv
[ -r "$survey" ] || skip_all "no data of EU-SILC"

mkdir "$scratch/register"
ln -s "$survey" "$data/eusilc.yaml" "$scratch/register"
database=$scratch/database
ln -s "$survey" "$scratch/person-2006-12-31.csv"
separator=,
expect "SQLite reads the survey" import "$database" person "$scratch"
expect "SQLite types the survey" sqlite3 -bail "$database" "
    CREATE TABLE person AS
    SELECT CAST(age AS INTEGER) AS age, CAST(hsize AS INTEGER) AS hsize, db040, rb090, nullif(pl030, '') AS pl030,
           nullif(pb220a, '') AS pb220a, CAST(nullif(py010n, '') AS REAL) AS py010n,
           CAST(nullif(py050n, '') AS REAL) AS py050n, CAST(nullif(py090n, '') AS REAL) AS py090n,
           CAST(nullif(hy040n, '') AS REAL) AS hy040n, CAST(nullif(eqIncome, '') AS REAL) AS eqIncome
    FROM person_file"

# The bare file and the manifest must agree with SQLite, and so with each other.
while read -r filter; do
    sqlite3 -bail "$database" "PRAGMA case_sensitive_like = on;
        SELECT coalesce(sum(($filter) IS TRUE), 0), sum(($filter) IS NULL), count(*) FROM person" \
        >"$scratch/wanted" 2>&1
    # In the bare file the codes of pl030 are numbers.
    plain=$(echo "$filter" | sed "s/'\([0-9]\)'/\1/g")
    for register in "$survey" "$scratch/register/eusilc.yaml"; do
        [ "$register" = "$survey" ] && given=$plain || given=$filter
        "$programs/integ-cohort" --unprotected --count --format json --where "$given" "$register" \
            >"$scratch/answer.json" 2>"$scratch/errors" </dev/null || cat "$scratch/errors" >"$scratch/answer.json"
        sqlite3 :memory: "SELECT told ->> 'count', told ->> 'unknown', told ->> 'rows'
            FROM (SELECT CAST(readfile('$scratch/answer.json') AS TEXT) AS told)" >"$scratch/answer" 2>&1 ||
            cat "$scratch/answer.json" >>"$scratch/answer"
        expect_same "${register##*/}: $given" "$scratch/wanted" "$scratch/answer"
    done
done <"$srcdir/example/survey.filters"

done_testing
