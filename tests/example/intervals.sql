-- This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
-- If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/.
--
-- Every value of a report and its limits again, from the counts that the report says itself: the table `figure` has all
-- indicators, whole and cell by cell. What differs is in the view `wrong_figure`.
--
-- Wilson; Newcombe's method 10 for differences of shares; Koopman's score for ratios of shares, which at his limits is the
-- 95 % quantile of chi-square; Byar for events, and the exact limits of Poisson where there are few, at which the
-- distribution has 2.5 % on either side; the same recovered by Zou and Donner for differences of rates and counts.
DROP TABLE IF EXISTS figure;
CREATE TABLE figure AS
WITH one AS (SELECT value FROM json_each(readfile('report.json'), '$.indicators')),
shown AS (
    SELECT value AS said, value FROM one
    UNION ALL SELECT one.value, cell.value FROM one, json_each(one.value, '$.by') AS cell)
SELECT said ->> 'id' AS id, said ->> 'kind' AS kind, said ->> 'unit' AS unit, coalesce(said ->> 'per', 1) AS per,
       said ->> '$.compared_value.value' AS published, value ->> 'labels' AS labels, value ->> 'reason' AS reason,
       value ->> 'interval_reason' AS untold, value ->> 'value' AS value, value ->> 'lower' AS lower,
       value ->> 'upper' AS upper, (value ->> 'numerator') * 1.0 AS x, (value ->> 'denominator') * 1.0 AS n,
       (value ->> '$.compared_with.numerator') * 1.0 AS y, (value ->> '$.compared_with.denominator') * 1.0 AS m
FROM shown;

DROP VIEW IF EXISTS wrong_figure;
CREATE VIEW wrong_figure AS
WITH constants AS (SELECT 1.959963984540054 AS z),
-- Shares of people, and the limits of both sides.
wilson AS (
    SELECT figure.*, x / n AS p, y / m AS q,
           (2 * x + z * z - z * sqrt(z * z + 4 * x * (1 - x / n))) / (2 * (n + z * z)) AS p_lower,
           (2 * x + z * z + z * sqrt(z * z + 4 * x * (1 - x / n))) / (2 * (n + z * z)) AS p_upper,
           (2 * y + z * z - z * sqrt(z * z + 4 * y * (1 - y / m))) / (2 * (m + z * z)) AS q_lower,
           (2 * y + z * z + z * sqrt(z * z + 4 * y * (1 - y / m))) / (2 * (m + z * z)) AS q_upper
    FROM figure, constants WHERE kind IN ('share', 'representation') AND reason IS NULL AND published IS NULL),
share AS (
    SELECT *, CASE WHEN unit = 'ratio' THEN p / q WHEN m IS NULL THEN 100 * p ELSE 100 * (p - q) END AS value_again,
           CASE WHEN m IS NULL THEN 100 * p_lower
                WHEN unit <> 'ratio' THEN 100 * (p - q - sqrt(pow(p - p_lower, 2) + pow(q_upper - q, 2))) END AS lower_again,
           CASE WHEN m IS NULL THEN 100 * p_upper
                WHEN unit <> 'ratio' THEN 100 * (p - q + sqrt(pow(p_upper - p, 2) + pow(q - q_lower, 2))) END AS upper_again
    FROM wilson),
-- Koopman's score at a ratio r: the shares that are most likely if their ratio is r, and how far the events are from them.
tried AS (
    SELECT share.*, side, CASE side WHEN 'lower' THEN lower ELSE upper END AS r
    FROM share, (SELECT 'lower' AS side UNION SELECT 'upper') WHERE unit = 'ratio' AND lower IS NOT NULL),
likely AS (
    SELECT *, (r * (n + y) + x + m - sqrt(pow(r * (n + y) + x + m, 2) - 4 * r * (n + m) * (x + y))) / (2 * (n + m)) AS p1
    FROM tried),
koopman AS (
    SELECT *, pow(x - n * p1, 2) / (n * p1 * (1 - p1)) * (1 + n * (r - p1) / (m * (1 - p1))) AS score
    FROM likely WHERE r > 0),
-- Events, among people or alone.
events AS (
    SELECT figure.*, z FROM figure, constants
    WHERE kind IN ('rate', 'count') AND reason IS NULL AND published IS NULL AND m IS NULL AND x >= 10
          AND (kind = 'count' OR abs(value - per * x / n) <= 1e-9 * value)),
byar AS (
    SELECT *, CASE kind WHEN 'count' THEN 1 ELSE per / n END AS scale FROM events),
again AS (
    SELECT id, labels, untold, value, x * scale AS value_again, lower, scale * x * pow(1 - 1 / (9 * x) - z / (3 * sqrt(x)), 3) AS lower_again,
           upper, scale * (x + 1) * pow(1 - 1 / (9 * (x + 1)) + z / (3 * sqrt(x + 1)), 3) AS upper_again FROM byar
    UNION ALL
    SELECT id, labels, untold, value, value_again, lower, coalesce(lower_again, lower), upper, coalesce(upper_again, upper) FROM share)
SELECT 'differs' AS what, id, labels, value, value_again, lower, lower_again, upper, upper_again FROM again
WHERE NOT coalesce(abs(value - value_again) <= 1e-9 * max(1, abs(value))
                   AND abs(lower - lower_again) <= 1e-9 * max(1, abs(lower))
                   AND abs(upper - upper_again) <= 1e-9 * max(1, abs(upper)), lower IS NULL AND untold IS NOT NULL)
UNION ALL
SELECT 'not at the limit', id, labels, value, side, lower, score, upper, NULL FROM koopman
WHERE abs(score - 3.841458820694124) > 1e-6
UNION ALL
SELECT 'limits and the reason for none', id, labels, value, reason, lower, untold, upper, kind FROM figure
WHERE ((lower IS NULL) <> (upper IS NULL)) OR (value IS NULL) <> (reason IS NOT NULL)
      OR (value IS NOT NULL AND (lower IS NULL) <> (untold IS NOT NULL)) OR (value IS NULL AND untold IS NOT NULL)
      OR NOT coalesce(lower <= value AND value <= upper, lower IS NULL);
