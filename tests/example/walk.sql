-- This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
-- If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/.
--
-- How far every goal has come at every snapshot, from the tables `goal` and `valued`.
--
-- Share of distance: how much of the way from baseline to target is behind us, beside how much of the time.
CREATE TABLE walked AS
WITH seen AS (
    SELECT goal.*, valued.as_of, valued.value, coalesce(goal.baseline, at_start.value) AS start
    FROM goal JOIN valued ON valued.id = goal.id
              LEFT JOIN valued AS at_start ON at_start.id = goal.id AND at_start.as_of = goal.baseline_date),
-- What a method sees: of parity the distance from 1, of a range the distance from its nearest limit.
termed AS (
    SELECT *,
           CASE direction WHEN 'parity' THEN abs(value - 1) WHEN 'between' THEN max(low - value, value - high, 0)
                          ELSE value END AS now,
           CASE direction WHEN 'parity' THEN abs(start - 1) WHEN 'between' THEN max(low - start, start - high, 0)
                          ELSE start END AS then_,
           CASE direction WHEN 'parity' THEN abs(low - 1) WHEN 'between' THEN 0 ELSE low END AS aim,
           CASE WHEN direction IN ('increase', 'maintain') THEN 1 ELSE -1 END AS sign
    FROM seen)
SELECT *,
       (now - then_) / (aim - then_) AS progress,
       min(1.0, (julianday(as_of) - julianday(baseline_date)) /
                (julianday(deadline) - julianday(baseline_date))) AS expected,
       coalesce(CASE direction
           WHEN 'decrease' THEN value <= low
           WHEN 'between' THEN value BETWEEN low AND high
           WHEN 'parity' THEN now <= aim
           ELSE value >= low
       END, 0) AS there
FROM termed;
