-- This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
-- If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/.
--
-- What became of the milestones of the example policy at every snapshot.
CREATE VIEW passed AS
SELECT milestone.goal, milestone.value AS level, due, judged.as_of,
       (SELECT min(earlier.as_of) FROM judged AS earlier
        WHERE earlier.id = milestone.goal AND earlier.as_of BETWEEN earlier.baseline_date AND judged.as_of
          AND CASE earlier.direction WHEN 'decrease' THEN earlier.value <= milestone.value
                                     ELSE earlier.value >= milestone.value END) AS met_on
FROM milestone JOIN judged ON judged.id = milestone.goal
WHERE judged.as_of >= judged.baseline_date;

CREATE VIEW outcome AS
SELECT *,
       CASE WHEN met_on <= due THEN 'reached'
            WHEN met_on IS NOT NULL THEN 'reached_late'
            WHEN as_of >= due THEN 'missed'
            ELSE 'ahead'
       END AS became
FROM passed;
