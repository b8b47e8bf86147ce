-- This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
-- If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/.
--
-- Whom the efforts of the example policy reach in the last snapshot, written by hand from what the policy means.
CREATE TABLE reached(effort TEXT, housing_area TEXT, people INTEGER);

CREATE TEMP VIEW now AS
SELECT *, origin IN ('immigrant', 'descendant') AS broad FROM person WHERE as_of = '2020-01-01';

INSERT INTO reached SELECT 'requirements_and_recognition', housing_area, count(*) FROM now WHERE broad GROUP BY 2;
INSERT INTO reached SELECT 'part_of_general_activities', housing_area, count(*) FROM now WHERE broad GROUP BY 2;
INSERT INTO reached SELECT 'housing_social_work', housing_area, count(*) FROM now WHERE in_the_three_areas GROUP BY 2;
INSERT INTO reached SELECT 'active_citizenship', housing_area, count(*) FROM now WHERE broad AND age >= 18 GROUP BY 2;
INSERT INTO reached
SELECT 'boards_of_sports_clubs', housing_area, count(*) FROM now WHERE sports_board OR (broad AND school_board) GROUP BY 2;
INSERT INTO reached
SELECT 'school_boards_for_all', housing_area, count(*) FROM now WHERE school_board OR (broad AND sports_board) GROUP BY 2;
INSERT INTO reached
SELECT 'children_play_together', housing_area, count(*) FROM now WHERE institution_kind = 'kindergarten' GROUP BY 2;
INSERT INTO reached
SELECT 'before_the_waters_part', housing_area, count(*) FROM now WHERE broad AND age BETWEEN 10 AND 15 GROUP BY 2;
INSERT INTO reached SELECT 'democratic_education', housing_area, count(*) FROM now WHERE age BETWEEN 13 AND 24 GROUP BY 2;
INSERT INTO reached
SELECT 'early_language_effort', housing_area, count(*) FROM now
WHERE broad AND age = 3 AND institution_kind IS NOT NULL GROUP BY 2;
INSERT INTO reached
SELECT 'danish_at_the_level_of_age', housing_area, count(*) FROM now
WHERE (institution_kind IN ('kindergarten', 'school') AND institution_broad_tenths > 200)
   OR (age BETWEEN 16 AND 24 AND employment = 'student')
GROUP BY 2;
INSERT INTO reached
SELECT 'danish_for_grown_ups', housing_area, count(*) FROM now
WHERE origin = 'immigrant' AND years_here BETWEEN 5 AND 9 AND age >= 23 AND residence_reason <> 'study'
  AND employment IN ('unemployed', 'outside')
GROUP BY 2;
INSERT INTO reached SELECT 'young_to_young_effort', housing_area, count(*) FROM now WHERE age BETWEEN 13 AND 24 GROUP BY 2;
INSERT INTO reached
SELECT 'expats_welcome', housing_area, count(*) FROM now
WHERE broad AND residence_reason IN ('work', 'study') AND years_here < 6 AND age BETWEEN 18 AND 64 GROUP BY 2;
INSERT INTO reached
SELECT 'daily_work', housing_area, count(*) FROM now
WHERE broad AND region = 'non_western' AND employment = 'unemployed' AND age BETWEEN 18 AND 64 GROUP BY 2;
INSERT INTO reached
SELECT 'daily_work_for_women', housing_area, count(*) FROM now
WHERE broad AND region = 'non_western' AND employment = 'unemployed' AND age BETWEEN 18 AND 64 AND sex = 'F' GROUP BY 2;
INSERT INTO reached SELECT 'micro_outsourcing', housing_area, count(*) FROM now WHERE company_employees < 10 GROUP BY 2;
