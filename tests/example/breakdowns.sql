-- This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
-- If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/.
--
-- Indicators of the example policy broken down in the last snapshot: one row for each cell with anybody in it.
CREATE TABLE cell(indicator TEXT, numerator INTEGER, denominator INTEGER, other_numerator INTEGER,
                  other_denominator INTEGER);
CREATE TEMP VIEW at_last AS SELECT * FROM person WHERE as_of = '2020-01-01';

INSERT INTO cell
SELECT 'housing_employment', sum(employment = 'employed'), count(*), NULL, NULL
FROM at_last WHERE in_the_three_areas AND age BETWEEN 18 AND 64 AND employment <> 'student'
GROUP BY housing_area, sex;

INSERT INTO cell
SELECT 'housing_concentration', sum(in_the_three_areas), count(*), NULL, NULL
FROM at_last WHERE origin <> 'danish'
GROUP BY origin, (age >= 18) + (age >= 30) + (age >= 50) + (age >= 65);

INSERT INTO cell
SELECT 'mixed_kindergartens', sum(institution_broad_tenths <= 200), count(*), NULL, NULL
FROM at_last WHERE institution_kind = 'kindergarten' GROUP BY origin;

INSERT INTO cell
SELECT 'expats_in_clubs', sum(club_member), count(club_member), NULL, NULL
FROM at_last WHERE origin <> 'danish' AND residence_reason IN ('work', 'study') AND years_here < 6
               AND age BETWEEN 18 AND 64
GROUP BY residence_reason;

INSERT INTO cell
SELECT 'employment_gap', sum(region = 'non_western' AND employment = 'employed'), sum(region = 'non_western'),
       sum(origin = 'danish' AND employment = 'employed'), sum(origin = 'danish')
FROM at_last WHERE age BETWEEN 18 AND 64 AND employment <> 'student'
GROUP BY housing_area, sex, (age >= 30) + (age >= 50);
