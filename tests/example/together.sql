-- This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
-- If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/.
--
-- What the goals of each theme come to together, and the themes: the policy goes by the worst.
CREATE VIEW worth AS
SELECT theme.id AS theme, rule, as_of, status,
       CASE WHEN status IN ('achieved', 'maintained') THEN 3 WHEN status = 'on_track' THEN 2 WHEN status = 'behind' THEN 1
            WHEN status IN ('lost', 'moving_away', 'not_maintained') THEN 0 END AS points
FROM judged JOIN belongs ON belongs.goal = judged.id JOIN theme ON theme.id = belongs.theme;

CREATE TABLE together AS
SELECT theme, rule, as_of, count(*) AS goals, count(*) - count(points) AS untold,
       CASE rule WHEN 'mean_score' THEN avg(points) END AS score,
       CASE WHEN count(points) = 0 THEN 'no_data'
            WHEN rule = 'mean_score' THEN CASE WHEN avg(points) = 3 THEN 'achieved' WHEN avg(points) >= 2 THEN 'on_track'
                                               WHEN avg(points) >= 1 THEN 'behind' ELSE 'moving_away' END
            WHEN rule = 'worst' THEN CASE min(points) WHEN 3 THEN 'achieved' WHEN 2 THEN 'on_track' WHEN 1 THEN 'behind'
                                                      ELSE 'moving_away' END
            WHEN min(points) < 3 THEN 'behind'
            WHEN count(points) < count(*) THEN 'no_data'
            ELSE 'achieved' END AS status
FROM worth GROUP BY theme, rule, as_of;

CREATE VIEW whole AS
SELECT as_of, count(*) AS themes, sum(status = 'no_data') AS untold,
       CASE WHEN sum(status <> 'no_data') = 0 THEN 'no_data'
            WHEN sum(status = 'moving_away') > 0 THEN 'moving_away' WHEN sum(status = 'behind') > 0 THEN 'behind'
            WHEN sum(status = 'on_track') > 0 THEN 'on_track' ELSE 'achieved' END AS status
FROM together GROUP BY as_of;
