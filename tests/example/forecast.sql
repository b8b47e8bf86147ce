-- This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
-- If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/.
--
-- Where a line through the values from the baseline on leads by the deadline, at every snapshot: least squares, and for
-- the goal that asks for it Theil and Sen's; with the interval and the probability of Student's t, which for one to four
-- degrees of freedom are elementary functions.
CREATE TABLE quantile(degrees INTEGER PRIMARY KEY, t REAL);
INSERT INTO quantile VALUES (1, 12.706204736174694), (2, 4.302652729749464), (3, 3.1824463052837078),
                            (4, 2.776445105197793);

CREATE TEMP TABLE point AS
SELECT walked.id, walked.as_of, x.years AS x, earlier.value AS y, walked.deadline, at.years AS at
FROM walked JOIN walked AS earlier ON earlier.id = walked.id AND earlier.as_of BETWEEN walked.baseline_date AND walked.as_of
            JOIN span AS x ON x.b = earlier.as_of
                          AND x.a = (SELECT min(as_of) FROM walked AS first
                                     WHERE first.id = walked.id AND first.as_of >= walked.baseline_date)
            JOIN span AS at ON at.a = x.a AND at.b = walked.deadline
WHERE walked.deadline > walked.as_of;

CREATE TEMP TABLE middle AS
SELECT id, as_of, at, count(*) AS n, avg(x) AS mean_x, avg(y) AS mean_y FROM point
GROUP BY id, as_of, at HAVING count(*) >= 3;
CREATE TEMP TABLE sums AS
SELECT middle.*, sum((x - mean_x) * (x - mean_x)) AS squares,
       sum((x - mean_x) * (y - mean_y)) / sum((x - mean_x) * (x - mean_x)) AS slope
FROM middle JOIN point USING (id, as_of) GROUP BY middle.id, middle.as_of;
CREATE TEMP TABLE fitted AS
SELECT sums.*, mean_y AS level,
       sqrt(sum((y - mean_y - slope * (x - mean_x)) * (y - mean_y - slope * (x - mean_x))) / (n - 2)) AS deviation
FROM sums JOIN point USING (id, as_of) WHERE id <> 'daily_activation' GROUP BY sums.id, sums.as_of;

-- Theil and Sen: medians of the slopes of all pairs, of what they leave, and of its sizes.
CREATE TEMP TABLE robust_slope AS
WITH slopes AS (
    SELECT point.as_of, (other.y - point.y) / (other.x - point.x) AS slope
    FROM point JOIN point AS other ON other.id = point.id AND other.as_of = point.as_of AND other.x > point.x
    WHERE point.id = 'daily_activation'),
ranked AS (SELECT *, row_number() OVER (PARTITION BY as_of ORDER BY slope) AS place,
                  count(*) OVER (PARTITION BY as_of) AS many FROM slopes)
SELECT as_of, avg(slope) AS slope FROM ranked WHERE place BETWEEN many / 2.0 AND many / 2.0 + 1 GROUP BY as_of;
CREATE TEMP TABLE robust_level AS
WITH rests AS (
    SELECT as_of, y - robust_slope.slope * (x - mean_x) AS rest
    FROM point JOIN middle USING (id, as_of) JOIN robust_slope USING (as_of) WHERE id = 'daily_activation'),
ranked AS (SELECT *, row_number() OVER (PARTITION BY as_of ORDER BY rest) AS place,
                  count(*) OVER (PARTITION BY as_of) AS many FROM rests)
SELECT as_of, avg(rest) AS level FROM ranked WHERE place BETWEEN many / 2.0 AND many / 2.0 + 1 GROUP BY as_of;
WITH rests AS (
    SELECT as_of, abs(y - level - robust_slope.slope * (x - mean_x)) AS rest
    FROM point JOIN middle USING (id, as_of) JOIN robust_slope USING (as_of) JOIN robust_level USING (as_of)
    WHERE id = 'daily_activation'),
ranked AS (SELECT *, row_number() OVER (PARTITION BY as_of ORDER BY rest) AS place,
                  count(*) OVER (PARTITION BY as_of) AS many FROM rests),
typical AS (SELECT as_of, avg(rest) AS rest FROM ranked WHERE place BETWEEN many / 2.0 AND many / 2.0 + 1 GROUP BY as_of)
INSERT INTO fitted
SELECT id, as_of, at, n, mean_x, mean_y, squares, robust_slope.slope, level, 1.4826 * rest * sqrt(n * 1.0 / (n - 2))
FROM sums JOIN robust_slope USING (as_of) JOIN robust_level USING (as_of) JOIN typical USING (as_of)
WHERE id = 'daily_activation';

CREATE TEMP TABLE drawn AS
SELECT fitted.*, level + slope * (at - mean_x) AS drawn,
       deviation * sqrt(1 + 1.0 / n + (at - mean_x) * (at - mean_x) / squares) AS error
FROM fitted;

-- The distribution of t: the part below.
CREATE TEMP TABLE beside AS
SELECT drawn.*, walked.direction, walked.kind, walked.low, walked.high,
       (CASE direction WHEN 'parity' THEN 2 - low ELSE low END - drawn) / error AS t_low,
       (CASE direction WHEN 'parity' THEN low ELSE high END - drawn) / error AS t_high
FROM drawn JOIN walked USING (id, as_of);
CREATE TEMP TABLE limit_of AS
SELECT id, as_of, n - 2 AS degrees, 'low' AS which, t_low AS t FROM beside
UNION ALL SELECT id, as_of, n - 2, 'high', t_high FROM beside;
CREATE TEMP TABLE under AS
SELECT id, as_of, which,
       CASE degrees
           WHEN 1 THEN 0.5 + atan(t) / pi()
           WHEN 2 THEN 0.5 + t / (2 * sqrt(2 + t * t))
           WHEN 3 THEN 0.5 + (t / sqrt(3) / (1 + t * t / 3) + atan(t / sqrt(3))) / pi()
           WHEN 4 THEN 0.5 + 0.375 * t / sqrt(1 + t * t / 4) * (1 - t * t / (1 + t * t / 4) / 12)
       END AS part
FROM limit_of;

CREATE TABLE forecast AS
SELECT beside.id, beside.as_of, n, slope,
       CASE kind WHEN 'share' THEN min(max(drawn, 0), 100) ELSE drawn END AS value,
       CASE kind WHEN 'share' THEN min(max(drawn - t * error, 0), 100) ELSE drawn - t * error END AS lower,
       CASE kind WHEN 'share' THEN min(max(drawn + t * error, 0), 100) ELSE drawn + t * error END AS upper,
       CASE WHEN error = 0 THEN drawn >= beside.low
            ELSE CASE direction WHEN 'decrease' THEN at_low.part WHEN 'increase' THEN 1 - at_low.part
                      WHEN 'maintain' THEN 1 - at_low.part
                      WHEN 'parity' THEN abs(at_low.part - at_high.part) ELSE at_high.part - at_low.part END
       END AS probability
FROM beside JOIN quantile ON degrees = n - 2
            JOIN under AS at_low ON at_low.id = beside.id AND at_low.as_of = beside.as_of AND at_low.which = 'low'
            JOIN under AS at_high ON at_high.id = beside.id AND at_high.as_of = beside.as_of AND at_high.which = 'high';

-- What is needed every year from now on: to the nearest value that will do.
CREATE TABLE pace AS
SELECT walked.id, walked.as_of,
       CASE WHEN there THEN 0
            ELSE (CASE WHEN direction = 'between' AND value > high THEN high
                       WHEN direction = 'parity' AND value > 1 THEN 2 - low ELSE low END - value) / years END AS needed
FROM walked JOIN span ON span.a = walked.as_of AND span.b = walked.deadline WHERE years > 0;
