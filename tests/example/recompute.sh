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
intervals=$(cd "$srcdir" && pwd)/example/intervals.sql
expect "the example register is made" "$programs/integ-synth" "$register"
expect "SQLite reads the citizens" import "$database" citizen "$register"
expect "SQLite recomputes the goals" sqlite3 -bail "$database" \
    ".read $srcdir/example/citizen.sql" ".read $srcdir/example/goals.sql" ".read $srcdir/example/walk.sql" \
    ".read $srcdir/example/methods.sql" ".read $srcdir/example/judge.sql" ".read $srcdir/example/forecast.sql" \
    ".read $srcdir/example/together.sql" ".read $srcdir/example/milestones.sql" ".read $srcdir/example/efforts.sql" \
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
       value ->> '$.from.baseline.value' AS start, value AS said
FROM json_each(readfile('$scratch/report.json'), '$.goals');
SQL
}

# What differs is printed.
same() {
    sqlite3 -bail "$database" "$2" >"$scratch/different" 2>&1
    expect_empty "$1" "$scratch/different"
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
       OR (judged.direction IN ('increase', 'decrease', 'parity') AND low IS NOT NULL AND judged.status <> 'not_started'
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
    same "$day: what each method says in its own words, its value and its score" "
        SELECT judged.id, method.name, told.own, told.measure, told.score, said -> 'assessment'
        FROM method JOIN judged ON judged.id = method.goal
             LEFT JOIN told ON told.id = judged.id AND told.as_of = judged.as_of JOIN report ON report.id = judged.id
        WHERE judged.as_of = '$day'
          AND (coalesce(told.own, 'not_available') IS NOT said ->> '\$.assessment.status'
               OR (told.measure IS NULL) <> (said ->> '\$.assessment.value' IS NULL)
               OR NOT coalesce(abs(told.measure - (said ->> '\$.assessment.value')) <= 1e-9 * max(1, abs(told.measure)), 1)
               OR (told.score IS NULL) <> (said ->> '\$.assessment.score' IS NULL)
               OR NOT coalesce(abs(told.score - (said ->> '\$.assessment.score')) <= 1e-9, 1))"
    same "$day: the methods and thresholds that the report names" "
        SELECT judged.id, method.name, said -> 'from' FROM method JOIN judged ON judged.id = method.goal
        JOIN report ON report.id = judged.id
        WHERE judged.as_of = '$day'
          AND (said ->> '\$.from.method' IS NOT CASE WHEN method.name LIKE '%_chart' AND method.name NOT LIKE 'un_%'
                                                      THEN 'control_chart' ELSE method.name END
               OR coalesce(method.high, -1) <> coalesce(said ->> '\$.from.thresholds.high',
                                                       said ->> '\$.from.thresholds.near', -1)
               OR coalesce(medium, -1) <> coalesce(said ->> '\$.from.thresholds.med',
                                                  said ->> '\$.from.thresholds.far', -1))"
    same "$day: forecasts with interval and probability" "
        SELECT forecast.*, said -> 'forecast' FROM report LEFT JOIN forecast ON forecast.id = report.id AND as_of = '$day'
        WHERE (forecast.id IS NULL) <> (said ->> '\$.forecast.value' IS NULL)
           OR NOT coalesce(abs(forecast.value - (said ->> '\$.forecast.value')) <= 1e-9 * max(1, abs(forecast.value))
                  AND abs(lower - (said ->> '\$.forecast.lower')) <= 1e-8 * max(1, abs(lower))
                  AND abs(upper - (said ->> '\$.forecast.upper')) <= 1e-8 * max(1, abs(upper))
                  AND abs(slope - (said ->> '\$.forecast.pace')) <= 1e-9 * max(1, abs(slope))
                  AND n = said ->> '\$.forecast.points', forecast.id IS NULL)
           OR abs(probability - (said ->> '\$.forecast.probability')) > 1e-9"
    same "$day: what is needed every year from now on" "
        SELECT pace.*, said -> 'forecast' FROM pace JOIN report ON report.id = pace.id
        WHERE as_of = '$day' AND needed IS NOT NULL
          AND NOT coalesce(abs(needed - (said ->> '\$.forecast.required_pace')) <= 1e-9 * max(1, abs(needed)), 0)"
    same "$day: why each goal has its status" "
        SELECT judged.id, judged.status, report.said ->> 'why' FROM judged JOIN report ON report.id = judged.id
               LEFT JOIN method ON method.goal = judged.id
        WHERE judged.as_of = '$day'
          AND report.said ->> 'why' IS NOT CASE
              WHEN judged.status = 'not_started' THEN 'not_started' WHEN judged.status = 'achieved' THEN 'target_met'
              WHEN judged.status = 'maintained' THEN 'kept' WHEN judged.status = 'not_maintained' THEN 'not_kept'
              WHEN judged.status = 'lost' THEN 'met_before' WHEN judged.status = 'no_data' THEN 'method_untold'
              WHEN method.name IS NOT NULL THEN 'method_class' WHEN judged.status = 'moving_away' THEN 'away_from_target'
              WHEN judged.status = 'on_track' THEN 'at_least_path' ELSE 'less_than_path' END"
    same "$day: intervals of shares, by Wilson's formula" "
        WITH share AS (SELECT goal.id, counted.numerator AS x, counted.denominator * 1.0 AS n, 3.8414588206941285 AS zz
                       FROM goal JOIN counted ON counted.goal = goal.id WHERE kind = 'share' AND as_of = '$day')
        SELECT share.id FROM share JOIN report ON report.id = share.id
        WHERE NOT coalesce(abs(100 * (2 * x + zz - sqrt(zz * (zz + 4 * x * (1 - x / n)))) / (2 * (n + zz))
                               - (said ->> 'lower')) <= 1e-9
                       AND abs(100 * (2 * x + zz + sqrt(zz * (zz + 4 * x * (1 - x / n)))) / (2 * (n + zz))
                               - (said ->> 'upper')) <= 1e-9, 0)"
    (cd "$scratch" && sqlite3 -bail "$database" ".read $intervals") >"$scratch/different" 2>&1
    expect_empty "$day: SQLite reads all indicators" "$scratch/different"
    same "$day: values and limits of all indicators and their cells, from their counts" "SELECT * FROM wrong_figure"
    sqlite3 -bail "$database" "CREATE TABLE IF NOT EXISTS seen AS SELECT '' AS day, id, value, lower, upper FROM figure WHERE 0;
        INSERT INTO seen SELECT '$day', id, value, lower, upper FROM figure WHERE labels IS NULL;
        CREATE TABLE IF NOT EXISTS chart_seen AS SELECT '' AS day, id, said FROM report WHERE 0;
        INSERT INTO chart_seen SELECT '$day', id, said FROM report"
    same "$day: the series of every indicator is what earlier reports said" "
        SELECT seen.*, point.value FROM json_each(readfile('$scratch/report.json'), '\$.indicators') AS one,
             json_each(one.value, '\$.series') AS point JOIN seen ON seen.day = point.value ->> 'date'
             AND seen.id = one.value ->> 'id'
        WHERE one.value ->> 'kind' <> 'external'
          AND (seen.value, seen.lower, seen.upper) IS NOT
              (point.value ->> 'value', point.value ->> 'lower', point.value ->> 'upper')"
    # Student's quantile by the expansion in Abramowitz and Stegun, 26.7.5, good to ten digits from a hundred values on.
    same "$day: Student's limits of means and sums" "
        WITH measured(id, v, by) AS (
            SELECT 'days_in_activation', activation_days * 1.0, NULL FROM person
            WHERE as_of = '$day' AND region = 'non_western' AND employment = 'unemployed' AND age BETWEEN 18 AND 64
                  AND origin <> 'danish'
            UNION ALL SELECT 'kindergarten_company', institution_broad_tenths / 10.0, NULL FROM person
            WHERE as_of = '$day' AND origin <> 'danish' AND institution_kind = 'kindergarten'
            UNION ALL SELECT 'small_contracts', contract_oere / 100.0, 1 FROM person
            WHERE as_of = '$day' AND company_employees < 10),
        middle AS (SELECT id, by, count(v) AS n, avg(v) AS mean FROM measured GROUP BY id, by),
        spread AS (SELECT id, middle.by, n, mean, sqrt(sum(pow(v - mean, 2)) / (n - 1)) AS s, 1.959963984540054 AS z,
                          1.0 / (n - 1) AS w
                   FROM measured JOIN middle USING (id) GROUP BY id),
        limits AS (
            SELECT *, CASE WHEN by IS NULL THEN 1 ELSE n END AS times,
                   z + (pow(z, 3) + z) / 4 * w + (5 * pow(z, 5) + 16 * pow(z, 3) + 3 * z) / 96 * pow(w, 2)
                   + (3 * pow(z, 7) + 19 * pow(z, 5) + 17 * pow(z, 3) - 15 * z) / 384 * pow(w, 3)
                   + (79 * pow(z, 9) + 776 * pow(z, 7) + 1482 * pow(z, 5) - 1920 * pow(z, 3) - 945 * z) / 92160 * pow(w, 4) AS t
            FROM spread)
        SELECT limits.*, figure.* FROM limits LEFT JOIN figure ON figure.id = limits.id AND labels IS NULL
        WHERE NOT coalesce(limits.n > 100 AND abs(times * mean - value) <= 1e-9 * value
                           AND abs(times * (mean - t * s / sqrt(limits.n)) - lower) <= 1e-8 * value
                           AND abs(times * (mean + t * s / sqrt(limits.n)) - upper) <= 1e-8 * value, 0)"
    same "$day: the smallest change that each share's group can show" "
        WITH share AS (
            SELECT goal.id, goal.direction, counted.numerator * 1.0 / counted.denominator AS p, counted.denominator AS n,
                   (said ->> '\$.forecast.smallest_change') / 100 AS size,
                   CASE WHEN (direction = 'decrease' OR (direction = 'between' AND counted.numerator * 100.0 / counted.denominator >= low)
                              OR counted.numerator = counted.denominator) AND counted.numerator > 0 THEN -1 ELSE 1 END AS side
            FROM goal JOIN counted ON counted.goal = goal.id JOIN report ON report.id = goal.id
            WHERE kind = 'share' AND counted.as_of = '$day'),
        later AS (SELECT *, p + side * size AS q FROM share)
        SELECT * FROM later
        WHERE NOT coalesce(abs(size - 1.959963984540054 * sqrt((p + q) / 2 * (1 - (p + q) / 2) * 2 / n)
                               - 0.8416212335729143 * sqrt((p * (1 - p) + q * (1 - q)) / n)) <= 1e-9, 0)"
    same "$day: what goals and themes come to together" "
        SELECT theme, status, told.value FROM together JOIN json_each(readfile('$scratch/report.json'), '\$.themes') AS told
               ON told.value ->> 'id' = theme
        WHERE as_of = '$day'
          AND ((rule, status, goals, untold) IS NOT
               (told.value ->> '\$.aggregate.rule', told.value ->> '\$.aggregate.status',
                told.value ->> '\$.aggregate.of', told.value ->> '\$.aggregate.untold')
               OR abs(score - (told.value ->> '\$.aggregate.score')) > 1e-9)
        UNION ALL
        SELECT 'whole', status, json_extract(readfile('$scratch/report.json'), '\$.aggregate') FROM whole
        WHERE as_of = '$day'
          AND (themes, untold, status) IS NOT
              (json_extract(readfile('$scratch/report.json'), '\$.aggregate.of'),
               json_extract(readfile('$scratch/report.json'), '\$.aggregate.untold'),
               json_extract(readfile('$scratch/report.json'), '\$.aggregate.status'))"
done

is "many values of many kinds have been recomputed" "
    SELECT count(*) > 200, count(DISTINCT kind) > 10, sum(unit = 'ratio') > 2, sum(labels IS NOT NULL) > 200 FROM figure
    WHERE reason IS NULL" "1|1|1|1"

# Limits, milestones, counts, charts, tests and efforts, at the end.
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
    WHERE $last AND kind NOT IN ('plain', 'computed')
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
same "when a milestone was first seen to be missed" "
    SELECT outcome.goal, due, mark.value FROM outcome LEFT JOIN $told ON told.id = outcome.goal
         LEFT JOIN json_each(told.value, '\$.milestones') AS mark ON mark.value ->> 'by' = outcome.due
    WHERE $last AND mark.value ->> 'missed_on' IS NOT
          (SELECT min(as_of) FROM outcome AS seen
           WHERE seen.goal = outcome.goal AND seen.due = outcome.due AND seen.became = 'missed')"
same "limits and milestones at every snapshot" "
    SELECT judged.id, judged.as_of, required, rewarded, told.value -> '\$.requirement.history'
    FROM judged JOIN $told ON told.id = judged.id
         LEFT JOIN json_each(told.value, '\$.requirement.history') AS kept ON kept.value ->> 'date' = judged.as_of
         LEFT JOIN json_each(told.value, '\$.recognition.history') AS earned ON earned.value ->> 'date' = judged.as_of
    WHERE judged.as_of >= baseline_date
      AND (required, rewarded) IS NOT (kept.value ->> 'met', earned.value ->> 'met')
    UNION ALL
    SELECT outcome.goal, outcome.as_of, became, due, mark.value -> 'history'
    FROM (SELECT *, row_number() OVER (PARTITION BY goal, due ORDER BY as_of) - 1 AS place FROM outcome) AS outcome
         JOIN $told ON told.id = outcome.goal
         JOIN json_each(told.value, '\$.milestones') AS mark ON mark.value ->> 'by' = outcome.due
    WHERE became IS NOT mark.value ->> ('\$.history[' || place || ']')"
same "control limits and what they promise" "
    SELECT chart.*, said -> '\$.assessment.chart' FROM chart JOIN chart_seen ON chart_seen.id = chart.id AND day = as_of
    WHERE points >= least AND points > 1
      AND NOT coalesce(abs(lower - (said ->> '\$.assessment.chart.lower')) <= 1e-9
                       AND abs(mean - (said ->> '\$.assessment.chart.mean')) <= 1e-9
                       AND abs(upper - (said ->> '\$.assessment.chart.upper')) <= 1e-9
                       AND said ->> '\$.assessment.chart.assurance' =
                           (SELECT CASE WHEN low > upper THEN 'consistent_fail' WHEN low < lower THEN 'consistent_pass'
                                        ELSE 'inconsistent' END FROM goal WHERE goal.id = chart.id), 0)"
same "tests of changes against chance" "
    SELECT tested.id, z, p, told.value -> '\$.assessment.test'
    FROM tested JOIN chance USING (id, as_of) JOIN $told ON told.id = tested.id
    WHERE $last AND NOT coalesce(abs(z - (told.value ->> '\$.assessment.test.z')) <= 1e-9
                                 AND abs(p - (told.value ->> '\$.assessment.test.p_value')) <= 1e-9, 0)"
is "the example uses at least six kinds of indicator and four methods" "
    SELECT (SELECT count(DISTINCT one.value ->> 'kind')
            FROM json_each(readfile('$scratch/report.json'), '\$.indicators') AS one
            WHERE one.value ->> 'id' IN (SELECT value ->> 'indicator' FROM goal_told)) >= 6,
           (SELECT count(DISTINCT value ->> '\$.from.method') FROM goal_told) >= 4" "1|1"
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
CREATE TABLE cell_told AS
SELECT one.value ->> 'id' AS indicator, cell.value ->> 'numerator' AS numerator,
       cell.value ->> 'denominator' AS denominator,
       cell.value ->> '$.compared_with.numerator' AS other_numerator,
       cell.value ->> '$.compared_with.denominator' AS other_denominator
FROM json_each(readfile('$scratch/report.json'), '$.indicators') AS one, json_each(one.value, '$.by') AS cell
WHERE one.value ->> 'id' IN (SELECT indicator FROM cell) AND cell.value ->> 'denominator' > 0;
SELECT 'only in SQLite', * FROM (SELECT *, count(*) FROM cell GROUP BY 1, 2, 3, 4, 5
                                 EXCEPT SELECT *, count(*) FROM cell_told GROUP BY 1, 2, 3, 4, 5);
SELECT 'only in the report', * FROM (SELECT *, count(*) FROM cell_told GROUP BY 1, 2, 3, 4, 5
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
# Two more goals would tell it: those on all boards less those on the boards of sports clubs are on school boards.
is "protected, two goals are hidden with it" \
    "SELECT group_concat(id) FROM (SELECT value ->> 'id' AS id FROM json_each(readfile('$scratch/report.json'), '\$.goals')
                                   WHERE value ->> 'status' = 'too_few' ORDER BY id)" \
    "boards_like_the_town,parents_on_school_boards,sports_club_boards"
is "protected, the other goals have the same values" \
    "SELECT count(*) FROM judged JOIN json_each(readfile('$scratch/report.json'), '\$.goals') AS told
         ON told.value ->> 'id' = judged.id
     WHERE as_of = '2020-01-01' AND told.value ->> 'status' <> 'too_few'
       AND NOT coalesce(abs((told.value ->> 'value') - judged.value) <= 1e-9 * max(1, abs(judged.value)), 0)" 0

done_testing
