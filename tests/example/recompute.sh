#!/bin/sh
# This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
# If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/.
#
# Every goal of the example policy, at every snapshot, by integ-progress and by SQLite: goals.sql says again in SQL what
# the policy means, from the same CSV files.

. "$srcdir/example/example.sh"
need_program integ-synth
need_program integ-progress
need_sqlite

register=$scratch/register
database=$scratch/database
policy=$data/integrationspolitik.yaml
expect "the example register is made" "$programs/integ-synth" "$register"
expect "SQLite reads the citizens" import "$database" citizen "$register"
expect "SQLite recomputes the goals" sqlite3 -bail "$database" \
    ".read $srcdir/example/citizen.sql" ".read $srcdir/example/goals.sql" ".read $srcdir/example/judge.sql" \
    ".read $srcdir/example/milestones.sql" ".read $srcdir/example/efforts.sql" \
    ".read $srcdir/example/breakdowns.sql"

is() {
    sqlite3 -bail "$database" "$2" >"$scratch/answer" 2>&1
    echo "$3" >"$scratch/wanted"
    expect_same "$1" "$scratch/wanted" "$scratch/answer"
}

# The example is to show what can become of a goal.
statuses="SELECT count(*) > 0 FROM judged WHERE as_of = '2020-01-01' AND status ="
for status in achieved on_track behind lost moving_away maintained not_maintained not_started; do
    is "a goal of the example is $status" "$statuses '$status'" 1
done
is "a requirement of the example is breached" \
    "SELECT count(*) > 0 FROM judged WHERE as_of = '2020-01-01' AND required = 0" 1
is "a recognition of the example is earned" \
    "SELECT count(*) > 0 FROM judged WHERE as_of = '2020-01-01' AND rewarded = 1" 1

# report DATE: the report in JSON, unprotected, as the table `report`; passes when the exit status says whether a
# requirement is breached.
report() {
    "$programs/integ-progress" --unprotected --format json --as-of "$1" -o "$scratch/report.json" \
        "$policy" "$register" 2>"$scratch/errors"
    echo $? >"$scratch/answer"
    sqlite3 -bail "$database" "SELECT count(*) > 0 FROM judged WHERE as_of = '$1' AND required = 0" >"$scratch/wanted"
    cat "$scratch/errors" >>"$scratch/explanation"
    expect_same "$1: the exit status says whether a requirement is breached" "$scratch/wanted" "$scratch/answer"
    sqlite3 -bail "$database" 2>"$scratch/errors" <<SQL
DROP TABLE IF EXISTS report;
CREATE TABLE report AS
SELECT value ->> 'id' AS id, value ->> 'value' AS value, value ->> 'status' AS status,
       value ->> 'progress' AS progress, value ->> 'expected' AS expected,
       value ->> '$.from.numerator' AS numerator, value ->> '$.from.denominator' AS denominator,
       value ->> '$.from.baseline.value' AS start
FROM json_each(readfile('$scratch/report.json'), '$.goals');
SQL
}

goals=$(sqlite3 "$database" "SELECT id FROM goal ORDER BY place")
for year in 2015 2016 2017 2018 2019 2020; do
    day=$year-01-01
    report $day
    is "$day: the report has every goal and no other" \
        "SELECT count(*) FROM goal WHERE id NOT IN (SELECT id FROM report)
         UNION ALL SELECT count(*) FROM report WHERE id NOT IN (SELECT id FROM goal)" "0
0"
    # A line for every goal that differs, with both values and both statuses.
    sqlite3 -bail "$database" >"$scratch/different" 2>&1 <<SQL
SELECT judged.id, judged.value, report.value, judged.status, report.status, judged.progress, report.progress,
       judged.expected, report.expected
FROM judged LEFT JOIN report ON report.id = judged.id
WHERE as_of = '$day'
  AND (report.id IS NULL OR judged.status IS NOT report.status
       OR NOT coalesce(abs(judged.value - report.value) <= 1e-9 * max(1, abs(judged.value)), 0)
       OR (judged.direction IN ('increase', 'decrease') AND judged.status <> 'not_started'
           AND NOT coalesce(abs(judged.progress - report.progress) <= 1e-9
                            AND abs(judged.expected - report.expected) <= 1e-9
                            AND abs(judged.start - report.start) <= 1e-9 * max(1, abs(judged.start)), 0)));
SQL
    for goal in $goals; do
        grep "^$goal|" "$scratch/different" >"$scratch/line"
        expect_empty "$day: $goal has the value, progress and status that SQLite finds" "$scratch/line"
    done
    grep -v '^[a-z_]*|' "$scratch/different" >"$scratch/line"
    expect_empty "$day: SQLite could compare" "$scratch/line"
done

# Limits, milestones, counts and efforts, at the end. What differs is printed.
same() {
    sqlite3 -bail "$database" "$2" >"$scratch/different" 2>&1
    expect_empty "$1" "$scratch/different"
}
last="as_of = '2020-01-01'"
sqlite3 -bail "$database" >"$scratch/different" 2>&1 <<SQL
CREATE TABLE goal_told AS
SELECT value ->> 'id' AS id, value FROM json_each(readfile('$scratch/report.json'), '$.goals');
CREATE TABLE effort_told AS
SELECT value ->> 'id' AS id, value FROM json_each(readfile('$scratch/report.json'), '$.efforts');
SQL
expect_empty "SQLite reads the report" "$scratch/different"
told="goal_told AS told"
same "numerators and denominators of shares" "
    SELECT goal.id, numerator, told.value ->> '\$.from.numerator', denominator, told.value ->> '\$.from.denominator'
    FROM goal JOIN counted ON counted.goal = goal.id LEFT JOIN $told ON told.id = goal.id
    WHERE $last AND kind NOT IN ('plain')
      AND (numerator, denominator) IS NOT (told.value ->> '\$.from.numerator', told.value ->> '\$.from.denominator')"
same "numerators and denominators of the groups compared with" "
    SELECT goal.id, other_numerator, told.value -> '\$.from.compared_with'
    FROM goal JOIN counted ON counted.goal = goal.id LEFT JOIN $told ON told.id = goal.id
    WHERE $last
      AND (other_numerator, other_denominator) IS NOT (told.value ->> '\$.from.compared_with.numerator',
                                                       told.value ->> '\$.from.compared_with.denominator')"
same "requirements and recognitions, and when each was first met or breached" "
    SELECT judged.id, required, rewarded, limited.first_met, first_breached, first_rewarded,
           told.value -> 'requirement', told.value -> 'recognition'
    FROM judged JOIN limited USING (id, as_of) LEFT JOIN $told ON told.id = judged.id
    WHERE $last
      AND (required, limited.first_met, first_breached, rewarded, first_rewarded) IS NOT
          (told.value ->> '\$.requirement.met',
           CASE WHEN required IS NOT NULL THEN told.value ->> '\$.requirement.first_met' END,
           CASE WHEN required IS NOT NULL THEN told.value ->> '\$.requirement.first_breached' END,
           told.value ->> '\$.recognition.met', told.value ->> '\$.recognition.first_met')"
same "milestones" "
    SELECT outcome.*, mark.value
    FROM outcome LEFT JOIN $told ON told.id = outcome.goal
         LEFT JOIN json_each(told.value, '\$.milestones') AS mark ON mark.value ->> 'by' = outcome.due
    WHERE $last AND (became, met_on, level) IS NOT
                    (mark.value ->> 'outcome', mark.value ->> 'met_on', mark.value ->> 'value')"
efforts="effort_told AS told"
same "how many people every effort reaches" "
    SELECT effort, sum(people), told.value ->> 'reached'
    FROM reached LEFT JOIN $efforts ON told.id = effort
    GROUP BY effort HAVING sum(people) IS NOT told.value ->> 'reached'"
same "where those live whom every effort reaches" "
    WITH resident AS (SELECT housing_area, count(*) AS people FROM citizen WHERE $last GROUP BY housing_area)
    SELECT effort, reached.housing_area, reached.people, place.value
    FROM reached JOIN resident USING (housing_area) LEFT JOIN $efforts ON told.id = effort
         LEFT JOIN json_each(told.value, '\$.areas') AS place ON place.value ->> 'area' = reached.housing_area
    WHERE (reached.people, resident.people) IS NOT (place.value ->> 'reached', place.value ->> 'residents')"
is "every effort of the report is recomputed" \
    "SELECT count(*) FROM $efforts WHERE told.id NOT IN (SELECT effort FROM reached)" 0

sqlite3 -bail "$database" >"$scratch/different" 2>&1 <<SQL
CREATE TABLE told AS
SELECT one.value ->> 'id' AS indicator, cell.value ->> 'numerator' AS numerator,
       cell.value ->> 'denominator' AS denominator,
       cell.value ->> '$.compared_with.numerator' AS other_numerator,
       cell.value ->> '$.compared_with.denominator' AS other_denominator
FROM json_each(readfile('$scratch/report.json'), '$.indicators') AS one, json_each(one.value, '$.by') AS cell
WHERE one.value ->> 'id' IN (SELECT indicator FROM cell) AND cell.value ->> 'denominator' > 0;
SELECT 'only in SQLite', * FROM (SELECT *, count(*) FROM cell GROUP BY 1, 2, 3, 4, 5
                                 EXCEPT SELECT *, count(*) FROM told GROUP BY 1, 2, 3, 4, 5);
SELECT 'only in the report', * FROM (SELECT *, count(*) FROM told GROUP BY 1, 2, 3, 4, 5
                                     EXCEPT SELECT *, count(*) FROM cell GROUP BY 1, 2, 3, 4, 5);
SQL
expect_empty "indicators broken down, cell by cell" "$scratch/different"

# Protected, the board with two members of the broad group says nothing of them.
"$programs/integ-progress" --format json -o "$scratch/report.json" "$policy" "$register" 2>"$scratch/errors"
is "fewer than five on the school boards in the example" \
    "SELECT numerator BETWEEN 1 AND 4 FROM counted WHERE goal = 'parents_on_school_boards' AND as_of = '2020-01-01'" 1
is "protected, that goal has too few to tell" \
    "SELECT value ->> 'status', value ->> 'value' IS NULL, value ->> 'progress' IS NULL
     FROM json_each(readfile('$scratch/report.json'), '\$.goals')
     WHERE value ->> 'id' = 'parents_on_school_boards'" "too_few|1|1"
is "protected, the other goals have the same values" \
    "SELECT count(*) FROM judged JOIN json_each(readfile('$scratch/report.json'), '\$.goals') AS told
         ON told.value ->> 'id' = judged.id
     WHERE as_of = '2020-01-01' AND judged.id <> 'parents_on_school_boards'
       AND NOT coalesce(abs((told.value ->> 'value') - judged.value) <= 1e-9 * max(1, abs(judged.value)), 0)" 0

done_testing
