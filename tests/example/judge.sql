-- This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
-- If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/.
--
-- The status of every goal at every snapshot, from the views `walked` and `told`.
CREATE TABLE judged AS
SELECT walked.*, told.own, told.measure, told.score,
       CASE
           WHEN walked.as_of <= baseline_date THEN 'not_started'
           WHEN direction IN ('maintain', 'between') THEN CASE WHEN there THEN 'maintained' ELSE 'not_maintained' END
           WHEN there THEN 'achieved'
           WHEN EXISTS (SELECT 1 FROM walked AS before
                        WHERE before.id = walked.id AND before.there
                          AND before.as_of < walked.as_of AND before.as_of > walked.baseline_date)
               THEN 'lost'
           WHEN told.id IS NOT NULL THEN coalesce(told.meaning, 'no_data')
           WHEN progress < 0 THEN 'moving_away'
           WHEN progress >= expected THEN 'on_track'
           ELSE 'behind'
       END AS status,
       CASE WHEN at_least IS NOT NULL THEN value >= at_least WHEN at_most IS NOT NULL THEN value <= at_most END AS required,
       CASE WHEN reward IS NOT NULL THEN value >= reward END AS rewarded
FROM walked LEFT JOIN told ON told.id = walked.id AND told.as_of = walked.as_of;

-- When a limit was first kept and first broken, from the baseline on.
CREATE VIEW limited AS
SELECT judged.id, judged.as_of,
       (SELECT min(earlier.as_of) FROM judged AS earlier
        WHERE earlier.id = judged.id AND earlier.required = 1
          AND earlier.as_of BETWEEN judged.baseline_date AND judged.as_of) AS first_met,
       (SELECT min(earlier.as_of) FROM judged AS earlier
        WHERE earlier.id = judged.id AND earlier.required = 0
          AND earlier.as_of BETWEEN judged.baseline_date AND judged.as_of) AS first_breached,
       (SELECT min(earlier.as_of) FROM judged AS earlier
        WHERE earlier.id = judged.id AND earlier.rewarded = 1
          AND earlier.as_of BETWEEN judged.baseline_date AND judged.as_of) AS first_rewarded
FROM judged;
