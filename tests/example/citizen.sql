-- This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
-- If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/.
--
-- The citizens of all snapshots, typed, from the table `citizen_file` that holds the CSV files as text with the date of their
-- snapshot in `as_of`. An empty field is NULL; a date is turned to YYYY-MM-DD; kroner become whole øre and per cent
-- whole tenths, so that everything is counted exactly.
CREATE TABLE citizen AS
SELECT as_of,
       CAST(person_id AS INTEGER) AS person_id,
       substr(birth_date, 7, 4) || '-' || substr(birth_date, 4, 2) || '-' || substr(birth_date, 1, 2) AS born,
       sex,
       nullif(origin, '') AS origin,
       nullif(region, '') AS region,
       CASE WHEN arrival_date <> ''
            THEN substr(arrival_date, 7, 4) || '-' || substr(arrival_date, 4, 2) || '-' || substr(arrival_date, 1, 2)
       END AS arrived,
       nullif(residence_reason, '') AS residence_reason,
       nullif(housing_area, '') AS housing_area,
       nullif(employment, '') AS employment,
       CAST(nullif(activation_days, '') AS INTEGER) AS activation_days,
       CAST(nullif(company_employees, '') AS INTEGER) AS company_employees,
       CAST(replace(nullif(contract_amount, ''), ',', '') AS INTEGER) AS contract_oere,
       nullif(institution_kind, '') AS institution_kind,
       CAST(replace(nullif(institution_broad_share, ''), ',', '') AS INTEGER) AS institution_broad_tenths,
       nullif(danish_assessed, '') AS danish_assessed,
       CASE danish_at_age WHEN 'true' THEN 1 WHEN 'false' THEN 0 END AS danish_at_age,
       CASE WHEN danish_passed <> ''
            THEN substr(danish_passed, 7, 4) || '-' || substr(danish_passed, 4, 2) || '-' || substr(danish_passed, 1, 2)
       END AS passed,
       CASE club_member WHEN 'true' THEN 1 WHEN 'false' THEN 0 END AS club_member,
       CASE sports_board WHEN 'true' THEN 1 WHEN 'false' THEN 0 END AS sports_board,
       CASE school_board WHEN 'true' THEN 1 WHEN 'false' THEN 0 END AS school_board,
       CASE youth_guide WHEN 'true' THEN 1 WHEN 'false' THEN 0 END AS youth_guide
FROM citizen_file;

-- Completed years: the difference of the years, less one where the birthday is still to come.
CREATE VIEW person AS
SELECT *,
       substr(as_of, 1, 4) - substr(born, 1, 4) - (substr(as_of, 6) < substr(born, 6)) AS age,
       substr(as_of, 1, 4) - substr(arrived, 1, 4) - (substr(as_of, 6) < substr(arrived, 6)) AS years_here,
       substr(passed, 1, 4) - substr(arrived, 1, 4) - (substr(passed, 6) < substr(arrived, 6)) AS years_until_passed,
       housing_area IN ('sivagerhaven', 'ravnlyparken', 'klokketoften') AS in_the_three_areas
FROM citizen;
