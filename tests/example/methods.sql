-- This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
-- If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/.
--
-- What the methods say that the example policy names, from the table `walked`: each formula as it is published, with
-- SQLite's own mathematics. `own` is the status in the method's words, `meaning` in those that all methods share.
--
-- Years: whole ones from anniversary to anniversary, and the part of the one that has begun.
CREATE TABLE span AS
WITH pair(a, b) AS (
    SELECT baseline_date, as_of FROM walked UNION SELECT baseline_date, deadline FROM walked
    UNION SELECT as_of, deadline FROM walked UNION SELECT as_of, due FROM walked JOIN milestone ON goal = walked.id
    UNION SELECT earlier.as_of, later.as_of FROM walked AS earlier, walked AS later
    WHERE earlier.id = later.id),
whole AS (SELECT a, b, substr(b, 1, 4) - substr(a, 1, 4) - (substr(b, 6) < substr(a, 6)) AS n FROM pair WHERE a <= b)
SELECT a, b, n + (julianday(b) - julianday(date(a, '+' || n || ' years'))) /
                 (julianday(date(a, '+' || (n + 1) || ' years')) - julianday(date(a, '+' || n || ' years'))) AS years
FROM whole;
CREATE INDEX span_of ON span(a, b);

CREATE TABLE told(id TEXT, as_of TEXT, own TEXT, measure REAL, score REAL, meaning TEXT);
CREATE TEMP TABLE growing AS
SELECT walked.*, method.name AS method, method.high AS upper, medium, method.low AS lower, past.years AS past,
       whole.years AS whole,
       pow(walked.now / then_, 1 / past.years) - 1 AS growth,
       pow(aim / then_, 1 / whole.years) - 1 AS needed
FROM walked JOIN method ON method.goal = walked.id
            JOIN span AS past ON past.a = baseline_date AND past.b = as_of
            LEFT JOIN span AS whole ON whole.a = baseline_date AND whole.b = deadline
WHERE method.name IN ('open_sdg', 'eurostat', 'un_progress_chart') AND as_of > baseline_date;

-- Statistics Canada: a boundary belongs to the better class.
WITH measured AS (
    SELECT *, sign * growth / CASE WHEN aim IS NULL THEN 1 ELSE abs(needed) END AS m FROM growing WHERE method = 'open_sdg')
INSERT INTO told
SELECT id, as_of,
       CASE WHEN there THEN 'target_achieved' WHEN m >= upper THEN 'substantial_progress'
            WHEN m >= medium THEN 'moderate_progress' WHEN m >= lower THEN 'limited_progress' ELSE 'deterioration' END,
       m,
       CASE WHEN there THEN 5
            WHEN aim IS NOT NULL THEN CASE WHEN m >= medium THEN min(7.1429 * m - 4.2857, 5) ELSE max(4.1667 * m - 2.5, -5) END
            WHEN m < lower THEN max(125 * m - 2.5, -5) WHEN m >= upper THEN min(500 * m - 5, 5)
            WHEN m >= medium THEN 250 * m - 1.25 ELSE 500 * m - 2.5 END,
       CASE WHEN m >= upper THEN 'on_track' WHEN m >= lower THEN 'behind' ELSE 'moving_away' END
FROM measured;

-- Eustat: a boundary belongs to the worse class, but 0.
WITH measured AS (SELECT *, sign * growth / abs(needed) AS m FROM growing WHERE method = 'eurostat')
INSERT INTO told
SELECT id, as_of,
       CASE WHEN there OR m > upper THEN 'significant_progress' WHEN m > medium THEN 'moderate_progress'
            WHEN m >= lower THEN 'moderate_deterioration' ELSE 'significant_deterioration' END,
       m,
       CASE WHEN there OR m > 1.3 THEN 5 WHEN m <= -0.6 THEN -5 WHEN m >= 0.6 THEN 5 / 0.7 * (m - 0.6)
            ELSE 5 / 1.2 * (m + 0.6) - 5 END,
       CASE WHEN m > upper THEN 'on_track' WHEN m >= lower THEN 'behind' ELSE 'moving_away' END
FROM measured;

-- The UN: where growth leads by the deadline, as a share of the way.
WITH measured AS (
    SELECT *, (now * pow(1 + growth, max(whole - past, 0)) - then_) / (aim - then_) AS m
    FROM growing WHERE method = 'un_progress_chart')
INSERT INTO told
SELECT id, as_of,
       CASE WHEN there THEN 'target_met' WHEN m >= upper THEN 'on_track' WHEN m >= medium THEN 'fair_progress'
            ELSE 'stagnation_or_regression' END,
       m, CASE WHEN there OR m >= upper THEN 3 WHEN m >= medium THEN 2 ELSE 1 END,
       CASE WHEN m >= upper THEN 'on_track' WHEN m < 0 THEN 'moving_away' ELSE 'behind' END
FROM measured;

-- The weather: the mean change of the last years, drawn on. There is a snapshot every year.
WITH numbered AS (
    SELECT walked.*, method.high AS near, medium AS far,
           first_value(now) OVER past AS first_now, first_value(as_of) OVER past AS first_as_of, count(*) OVER past AS points
    FROM walked JOIN method ON method.goal = walked.id WHERE method.name = 'weather'
    WINDOW past AS (PARTITION BY id ORDER BY as_of ROWS 5 PRECEDING)),
-- The next milestone, where there is one before the deadline, is what counts until the target is met.
next AS (
    SELECT numbered.id, as_of, coalesce(min(due), deadline) AS due
    FROM numbered LEFT JOIN milestone ON milestone.goal = numbered.id AND due >= as_of AND due < deadline AND NOT there
    GROUP BY numbered.id, as_of),
aimed AS (
    SELECT numbered.*, next.due, coalesce(milestone.value, aim) AS next_aim,
           CASE WHEN milestone.value IS NULL THEN there ELSE sign * (milestone.value - now) <= 0 END AS next_there
    FROM numbered JOIN next USING (id, as_of)
                  LEFT JOIN milestone ON milestone.goal = numbered.id AND milestone.due = next.due AND NOT there),
measured AS (
    SELECT aimed.*, (now - first_now) / back.years AS m, sign * (next_aim - now) AS missing, ahead.years AS ahead
    FROM aimed JOIN span AS back ON back.a = first_as_of AND back.b = as_of
               JOIN span AS ahead ON ahead.a = as_of AND ahead.b = due
    WHERE points >= 4 AND as_of > baseline_date),
gaps AS (SELECT *, (missing - sign * m * ahead) / missing AS gap FROM measured),
symbols AS (
    SELECT *, CASE WHEN next_there AND sign * m >= 0 THEN 'sun' WHEN next_there THEN 'sun_and_cloud'
                   WHEN sign * m <= 0 THEN 'thunderstorm' WHEN gap < near THEN 'sun'
                   WHEN gap <= far THEN 'sun_and_cloud' ELSE 'cloud' END AS symbol
    FROM gaps)
INSERT INTO told
SELECT id, as_of, symbol, m, NULL,
       CASE symbol WHEN 'sun' THEN 'on_track' WHEN 'thunderstorm' THEN 'moving_away' ELSE 'behind' END
FROM symbols;

-- The barometer: rounded values, a half away from 0.
WITH measured AS (
    SELECT walked.*, sign * (round(now, digits) - round(then_, digits)) AS m
    FROM walked JOIN method ON method.goal = walked.id WHERE method.name = 'barometer' AND as_of > baseline_date)
INSERT INTO told
SELECT id, as_of, CASE WHEN m > 1e-9 THEN 'positive' WHEN m < -1e-9 THEN 'negative' ELSE 'unchanged' END, m,
       (m > 1e-9) - (m < -1e-9),
       CASE WHEN m > 1e-9 THEN 'on_track' WHEN m < -1e-9 THEN 'moving_away' ELSE 'behind' END
FROM measured;

-- Control charts of at most six points: a run of seven there is none.
CREATE TEMP TABLE charted AS
SELECT walked.*, method.name AS method, least, numerator, denominator,
       CASE WHEN method.name = 'p_chart' THEN 100.0 * sum(numerator) OVER past / sum(denominator) OVER past
            ELSE avg(now) OVER past END AS mean,
       count(*) OVER past AS points
FROM walked JOIN method ON method.goal = walked.id
            LEFT JOIN counted ON counted.goal = walked.id AND counted.as_of = walked.as_of
WHERE method.name IN ('p_chart', 'xmr_chart') AND walked.as_of >= baseline_date
WINDOW past AS (PARTITION BY walked.id ORDER BY walked.as_of);
CREATE TEMP TABLE ranged AS
SELECT id, as_of, avg(step) OVER (PARTITION BY id ORDER BY as_of) AS range
FROM (SELECT id, as_of, abs(now - lag(now) OVER (PARTITION BY id ORDER BY as_of)) AS step FROM charted);
-- Every point against the limits as they are at a later one.
CREATE TABLE chart AS
WITH spread AS (
    SELECT last.id, last.as_of, last.sign, last.there, last.points, last.least, last.mean, point.as_of AS point,
           point.now AS value, last.now AS last_value,
           CASE last.method WHEN 'p_chart' THEN 300 * sqrt(last.mean / 100 * (1 - last.mean / 100) / point.denominator)
                            ELSE 2.66 * range END AS spread
    FROM charted AS last JOIN ranged ON ranged.id = last.id AND ranged.as_of = last.as_of
                         JOIN charted AS point ON point.id = last.id AND point.as_of <= last.as_of),
placed AS (
    SELECT *, max(mean - spread, CASE WHEN id = 'danish_for_the_young' THEN 0 ELSE -1e9 END) AS lower, mean + spread AS upper,
           (value > mean + spread) - (value < mean - spread) AS outside,
           abs(value - mean) > spread * 2 / 3 AND abs(value - mean) <= spread AS close,
           (value > mean) - (value < mean) AS side,
           row_number() OVER (PARTITION BY id, as_of ORDER BY point DESC) AS back
    FROM spread)
SELECT id, as_of, sign, there, points, least, mean, last_value,
       max(CASE back WHEN 1 THEN lower END) AS lower, max(CASE back WHEN 1 THEN upper END) AS upper,
       max(CASE back WHEN 1 THEN outside END) AS outside,
       CASE WHEN max(CASE back WHEN 1 THEN close END) AND sum(CASE WHEN back <= 3 THEN close END) >= 2
                 AND abs(sum(CASE WHEN back <= 3 THEN side END)) = 3
            THEN max(CASE back WHEN 1 THEN side END) ELSE 0 END AS two_in_three
FROM placed GROUP BY id, as_of, sign, there, points, least, mean, last_value;
WITH moved AS (
    SELECT *, sign * CASE outside WHEN 0 THEN two_in_three ELSE outside END AS moved FROM chart
    WHERE points >= least AND points > 1)
INSERT INTO told
SELECT id, as_of, CASE WHEN moved > 0 THEN 'improvement' WHEN moved < 0 THEN 'concern' ELSE 'common_cause' END, last_value,
       NULL, CASE WHEN moved > 0 THEN 'on_track' WHEN moved < 0 THEN 'moving_away' ELSE 'behind' END
FROM moved;

-- Two shares, with what they have in common; 5 % on both sides of a normal distribution.
CREATE TABLE tested AS
WITH sides AS (
    SELECT walked.id, walked.as_of, sign, value - start AS m, here.numerator AS x, here.denominator AS n,
           base.numerator AS y, base.denominator AS k
    FROM walked JOIN method ON method.goal = walked.id AND method.name = 'significance'
                JOIN counted AS here ON here.goal = walked.id AND here.as_of = walked.as_of
                JOIN counted AS base ON base.goal = walked.id AND base.as_of = baseline_date
    WHERE walked.as_of > baseline_date)
SELECT *, (x * 1.0 / n - y * 1.0 / k) /
          sqrt((x + y) * 1.0 / (n + k) * (1 - (x + y) * 1.0 / (n + k)) * (1.0 / n + 1.0 / k)) AS z
FROM sides;
INSERT INTO told
SELECT id, as_of,
       CASE WHEN abs(z) <= 1.959963984540054 THEN 'no_significant_change'
            WHEN sign * z > 0 THEN 'significant_improvement' ELSE 'significant_worsening' END,
       m, NULL,
       CASE WHEN abs(z) <= 1.959963984540054 THEN 'behind' WHEN sign * z > 0 THEN 'on_track' ELSE 'moving_away' END
FROM tested;
-- The area of the normal distribution beyond |z|, by the series of the error function.
CREATE TABLE chance AS
WITH RECURSIVE series(id, as_of, x, n, term, total) AS (
    SELECT id, as_of, abs(z) / sqrt(2), 0, abs(z) / sqrt(2), abs(z) / sqrt(2) FROM tested
    UNION ALL
    SELECT id, as_of, x, n + 1, -term * x * x / (n + 1), total - term * x * x / (n + 1) / (2 * n + 3) FROM series
    WHERE n < 80)
SELECT id, as_of, 1 - 2 / sqrt(pi()) * total AS p FROM series WHERE n = 80;

-- What a method cannot tell.
INSERT INTO told
SELECT walked.id, walked.as_of, NULL, NULL, NULL, NULL FROM walked JOIN method ON method.goal = walked.id
WHERE NOT EXISTS (SELECT 1 FROM told WHERE told.id = walked.id AND told.as_of = walked.as_of);
