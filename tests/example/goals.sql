-- This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
-- If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/.
--
-- Every goal of examples/data/integrationspolitik.yaml again, written by hand from what the policy means: first what
-- is counted, with a numerator and a denominator, then the value, then the status. `other_` is the group compared with.
CREATE TABLE counted(goal TEXT, as_of TEXT, numerator INTEGER, denominator INTEGER, other_numerator INTEGER,
                     other_denominator INTEGER);

INSERT INTO counted
SELECT 'more_in_work_in_housing_areas', as_of, sum(employment = 'employed'), count(*), NULL, NULL
FROM person WHERE in_the_three_areas AND age BETWEEN 18 AND 64 AND employment <> 'student' GROUP BY as_of;

INSERT INTO counted
SELECT 'less_concentration', as_of, sum(in_the_three_areas), count(in_the_three_areas), NULL, NULL
FROM person WHERE origin IN ('immigrant', 'descendant') GROUP BY as_of;

INSERT INTO counted
SELECT 'part_of_clubs', as_of,
       sum(origin <> 'danish' AND club_member), sum(origin <> 'danish' AND club_member IS NOT NULL),
       sum(origin = 'danish' AND club_member), sum(origin = 'danish' AND club_member IS NOT NULL)
FROM person WHERE age >= 18 GROUP BY as_of;

INSERT INTO counted
SELECT 'sports_club_boards', as_of, sum(origin <> 'danish'), count(origin), NULL, NULL
FROM person WHERE sports_board = 1 GROUP BY as_of;

INSERT INTO counted
SELECT 'parents_on_school_boards', as_of, sum(origin <> 'danish'), count(origin), NULL, NULL
FROM person WHERE school_board = 1 GROUP BY as_of;

-- A mean of tenths of a per cent.
INSERT INTO counted
SELECT 'meeting_across_kindergartens', as_of, sum(institution_broad_tenths), count(institution_broad_tenths) * 10,
       NULL, NULL
FROM person WHERE origin <> 'danish' AND institution_kind = 'kindergarten' GROUP BY as_of;

INSERT INTO counted
SELECT 'playing_together', as_of, sum(institution_broad_tenths <= 200), count(*), NULL, NULL
FROM person WHERE institution_kind = 'kindergarten' GROUP BY as_of;

INSERT INTO counted
SELECT 'waters_stay_together', as_of,
       sum(origin <> 'danish' AND club_member), sum(origin <> 'danish' AND club_member IS NOT NULL),
       sum(origin = 'danish' AND club_member), sum(origin = 'danish' AND club_member IS NOT NULL)
FROM person WHERE age BETWEEN 10 AND 15 GROUP BY as_of;

INSERT INTO counted
SELECT 'language_seen_early', as_of, count(danish_assessed), count(*), NULL, NULL
FROM person WHERE origin <> 'danish' AND age = 3 GROUP BY as_of;

INSERT INTO counted
SELECT 'danish_for_children', as_of, sum(danish_at_age), count(danish_at_age), NULL, NULL
FROM person WHERE origin <> 'danish' AND age BETWEEN 4 AND 15 GROUP BY as_of;

INSERT INTO counted
SELECT 'danish_for_the_young', as_of, sum(danish_at_age), count(danish_at_age), NULL, NULL
FROM person WHERE origin <> 'danish' AND age BETWEEN 16 AND 24 GROUP BY as_of;

-- Who has not passed stays in the denominator.
INSERT INTO counted
SELECT 'danish_for_adults', as_of, count(CASE WHEN years_until_passed < 5 THEN 1 END), count(*), NULL, NULL
FROM person WHERE origin = 'immigrant' AND years_here BETWEEN 5 AND 9 AND age >= 23 AND residence_reason <> 'study'
GROUP BY as_of;

INSERT INTO counted
SELECT 'every_child_in_school', as_of, count(CASE WHEN institution_kind = 'school' THEN 1 END), count(*), NULL, NULL
FROM person WHERE origin <> 'danish' AND age BETWEEN 8 AND 14 GROUP BY as_of;

INSERT INTO counted
SELECT 'young_to_young', as_of, sum(youth_guide), 1, NULL, NULL
FROM person WHERE age BETWEEN 13 AND 24 GROUP BY as_of;

INSERT INTO counted
SELECT 'expats_meet_the_town', as_of, sum(club_member), count(club_member), NULL, NULL
FROM person WHERE origin <> 'danish' AND residence_reason IN ('work', 'study') AND years_here < 6
              AND age BETWEEN 18 AND 64
GROUP BY as_of;

INSERT INTO counted
SELECT 'daily_activation', as_of, sum(activation_days), count(activation_days), NULL, NULL
FROM person WHERE origin <> 'danish' AND region = 'non_western' AND employment = 'unemployed' AND age BETWEEN 18 AND 64
GROUP BY as_of;

INSERT INTO counted
SELECT 'women_every_day', as_of, sum(activation_days >= 300), count(activation_days), NULL, NULL
FROM person WHERE origin <> 'danish' AND region = 'non_western' AND employment = 'unemployed' AND age BETWEEN 18 AND 64
              AND sex = 'F'
GROUP BY as_of;

INSERT INTO counted
SELECT 'close_the_gap', as_of,
       sum(region = 'non_western' AND employment = 'employed'), sum(region = 'non_western'),
       sum(origin = 'danish' AND employment = 'employed'), sum(origin = 'danish')
FROM person WHERE age BETWEEN 18 AND 64 AND employment <> 'student' GROUP BY as_of;

-- A sum of øre.
INSERT INTO counted
SELECT 'work_for_small_companies', as_of, sum(contract_oere), 100, NULL, NULL
FROM person WHERE company_employees < 10 GROUP BY as_of;

-- Members of a board for every thousand, and the broad group's share of sports boards over its share of the adults.
INSERT INTO counted
SELECT 'more_board_members', as_of, sum(sports_board OR school_board), count(sports_board OR school_board), NULL, NULL
FROM person WHERE origin <> 'danish' AND age >= 18 GROUP BY as_of;
INSERT INTO counted
SELECT 'boards_like_the_town', as_of,
       sum(sports_board = 1 AND origin <> 'danish'), sum(sports_board = 1 AND origin IS NOT NULL),
       sum(origin <> 'danish'), count(origin)
FROM person WHERE age >= 18 GROUP BY as_of;

-- Values that are no fraction of two counts.
CREATE TABLE computed(goal TEXT, as_of TEXT, value REAL);

-- The middle value; of an even number the mean of the middle two.
INSERT INTO computed
SELECT 'activation_for_most', as_of, avg(activation_days)
FROM (SELECT as_of, activation_days, row_number() OVER (PARTITION BY as_of ORDER BY activation_days) AS place,
             count(*) OVER (PARTITION BY as_of) AS people
      FROM person
      WHERE origin <> 'danish' AND region = 'non_western' AND employment = 'unemployed' AND age BETWEEN 18 AND 64
        AND activation_days IS NOT NULL)
WHERE place BETWEEN people / 2.0 AND people / 2.0 + 1 GROUP BY as_of;

-- The rate in each band of age, weighted as in the standard population.
INSERT INTO computed
SELECT 'fewer_outside', as_of, 1000 * sum(weight * outside / people) / sum(weight)
FROM (SELECT as_of, CASE WHEN age < 30 THEN 17500.0 WHEN age < 50 THEN 27500.0 ELSE 19000.0 END AS weight,
             sum(employment = 'outside') AS outside, count(*) AS people
      FROM person
      WHERE origin <> 'danish' AND region = 'non_western' AND age BETWEEN 18 AND 64 AND employment <> 'student'
      GROUP BY as_of, 2)
GROUP BY as_of;

-- Dissimilarity: half the sum of the differences of what each area has of the group and of the others.
INSERT INTO computed
SELECT 'living_among_each_other', as_of, sum(abs(broad * 1.0 / all_broad - others * 1.0 / all_others)) / 2
FROM (SELECT as_of, sum(origin <> 'danish') AS broad, sum(origin = 'danish') AS others,
             sum(sum(origin <> 'danish')) OVER (PARTITION BY as_of) AS all_broad,
             sum(sum(origin = 'danish')) OVER (PARTITION BY as_of) AS all_others
      FROM person WHERE housing_area IS NOT NULL AND origin IS NOT NULL GROUP BY as_of, housing_area)
GROUP BY as_of;

INSERT INTO computed
SELECT 'danish_for_everybody', as_of,
       sum(100.0 * numerator / denominator * CASE goal WHEN 'danish_for_children' THEN 2 ELSE 1 END) / 4
FROM counted WHERE goal IN ('danish_for_children', 'danish_for_the_young', 'danish_for_adults') GROUP BY as_of;

INSERT INTO computed VALUES
  ('friends_of_all_kinds', '2015-01-01', 41.5), ('friends_of_all_kinds', '2016-01-01', 42.0),
  ('friends_of_all_kinds', '2017-01-01', 43.4), ('friends_of_all_kinds', '2018-01-01', 43.1),
  ('friends_of_all_kinds', '2019-01-01', 44.6), ('friends_of_all_kinds', '2020-01-01', 45.2);

-- The goals as the policy states them. `low` is what is to be reached or kept; `high` only closes a range.
CREATE TABLE goal(place INTEGER PRIMARY KEY, id TEXT, kind TEXT, direction TEXT, baseline_date TEXT,
                  baseline REAL, low REAL, high REAL, deadline TEXT, at_least REAL, at_most REAL, reward REAL);
INSERT INTO goal(id, kind, direction, baseline_date, baseline, low, high, deadline, at_least, at_most, reward) VALUES
  ('more_in_work_in_housing_areas', 'share', 'increase', '2015-01-01', NULL, 72, NULL, '2029-12-31', 50, NULL, 60),
  ('less_concentration', 'share', 'decrease', '2015-01-01', NULL, 20, NULL, '2029-12-31', NULL, 40, NULL),
  ('part_of_clubs', 'ratio', 'increase', '2015-01-01', NULL, 0.9, NULL, '2025-12-31', NULL, NULL, 0.75),
  ('sports_club_boards', 'share', 'increase', '2015-01-01', NULL, 12, NULL, '2029-12-31', NULL, NULL, NULL),
  ('parents_on_school_boards', 'share', 'increase', '2015-01-01', NULL, 20, NULL, '2026-07-31', NULL, NULL, NULL),
  ('meeting_across_kindergartens', 'plain', 'between', '2015-01-01', NULL, 10, 30, '2025-12-31', NULL, NULL, NULL),
  ('playing_together', 'share', 'between', '2016-01-01', NULL, 80, 100, '2024-12-31', NULL, NULL, NULL),
  ('waters_stay_together', 'difference', 'increase', '2015-01-01', NULL, -15, NULL, '2022-12-31', -40, NULL, NULL),
  ('language_seen_early', 'share', 'increase', '2015-01-01', NULL, 70, NULL, '2021-12-31', NULL, NULL, 70),
  ('danish_for_children', 'share', 'increase', '2015-01-01', NULL, 75, NULL, '2029-12-31', NULL, NULL, NULL),
  ('danish_for_the_young', 'share', 'increase', '2015-01-01', NULL, 85, NULL, '2029-12-31', NULL, NULL, NULL),
  ('danish_for_adults', 'share', 'increase', '2015-01-01', NULL, 65, NULL, '2025-12-31', 50, NULL, NULL),
  ('every_child_in_school', 'share', 'maintain', '2015-01-01', NULL, 100, NULL, '2029-12-31', NULL, NULL, NULL),
  ('young_to_young', 'plain', 'increase', '2020-01-01', NULL, 400, NULL, '2024-12-31', NULL, NULL, NULL),
  ('expats_meet_the_town', 'share', 'increase', '2015-01-01', NULL, 43, NULL, '2024-12-31', NULL, NULL, NULL),
  ('daily_activation', 'plain', 'increase', '2014-12-31', 112.5, 240, NULL, '2022-12-31', NULL, NULL, NULL),
  ('women_every_day', 'share', 'increase', '2015-01-01', NULL, 40, NULL, '2025-12-31', 20, NULL, NULL),
  ('close_the_gap', 'difference', 'increase', '2015-01-01', NULL, -10, NULL, '2029-12-31', NULL, NULL, -20),
  ('work_for_small_companies', 'plain', 'increase', '2015-12-31', 5250000, 9000000, NULL, '2019-12-31', NULL, NULL,
   8000000),
  ('boards_like_the_town', 'ratio', 'parity', '2015-01-01', NULL, 0.8, NULL, '2029-12-31', NULL, NULL, NULL),
  ('more_board_members', 'rate', 'increase', '2015-01-01', NULL, NULL, NULL, NULL, NULL, NULL, NULL),
  ('living_among_each_other', 'computed', 'decrease', '2015-01-01', NULL, 0.25, NULL, '2029-12-31', NULL, NULL, NULL),
  ('friends_of_all_kinds', 'computed', 'increase', '2015-01-01', NULL, 50, NULL, '2024-12-31', NULL, NULL, NULL),
  ('danish_for_everybody', 'computed', 'increase', '2015-01-01', NULL, 75, NULL, '2029-12-31', NULL, NULL, NULL),
  ('activation_for_most', 'computed', 'increase', '2015-01-01', NULL, 270, NULL, '2022-12-31', NULL, NULL, NULL),
  ('fewer_outside', 'computed', 'decrease', '2015-01-01', NULL, 200, NULL, '2029-12-31', NULL, NULL, NULL);

-- The methods, where the policy names another one than the share of the distance, with their thresholds. `digits` is what
-- the barometer rounds to, `least` how many points a chart needs.
CREATE TABLE method(goal TEXT PRIMARY KEY, name TEXT, high REAL, medium REAL, low REAL, digits INTEGER, least INTEGER);
INSERT INTO method VALUES
  ('less_concentration', 'open_sdg', 0.95, 0.6, 0, NULL, NULL),
  ('part_of_clubs', 'un_progress_chart', 0.95, 0.1, NULL, NULL, NULL),
  ('sports_club_boards', 'eurostat', 0.95, 0.6, 0, NULL, NULL),
  ('meeting_across_kindergartens', 'weather', 0.05, 0.2, NULL, NULL, NULL),
  ('waters_stay_together', 'barometer', NULL, NULL, NULL, 0, NULL),
  ('language_seen_early', 'significance', NULL, NULL, NULL, NULL, NULL),
  ('danish_for_children', 'weather', 0.1, 0.3, NULL, NULL, NULL),
  ('danish_for_the_young', 'p_chart', NULL, NULL, NULL, NULL, 6),
  ('danish_for_adults', 'barometer', NULL, NULL, NULL, 1, NULL),
  ('boards_like_the_town', 'weather', 0.05, 0.2, NULL, NULL, NULL),
  ('more_board_members', 'open_sdg', 0.015, 0.005, 0, NULL, NULL),
  ('living_among_each_other', 'eurostat', 0.9, 0.6, 0, NULL, NULL),
  ('friends_of_all_kinds', 'xmr_chart', NULL, NULL, NULL, NULL, 5),
  ('danish_for_everybody', 'un_progress_chart', 0.95, 0.1, NULL, NULL, NULL),
  ('fewer_outside', 'barometer', NULL, NULL, NULL, 0, NULL);

-- The themes of the goals, and how each takes its goals together.
CREATE TABLE theme(id TEXT PRIMARY KEY, rule TEXT);
INSERT INTO theme VALUES ('together', 'mean_score'), ('education', 'worst'), ('business', 'all_achieved');
CREATE TABLE belongs(goal TEXT PRIMARY KEY, theme TEXT);
INSERT INTO belongs
SELECT id, CASE WHEN id IN ('more_in_work_in_housing_areas', 'less_concentration', 'part_of_clubs', 'sports_club_boards',
                            'parents_on_school_boards', 'meeting_across_kindergartens', 'playing_together',
                            'waters_stay_together', 'boards_like_the_town', 'more_board_members',
                            'living_among_each_other', 'friends_of_all_kinds') THEN 'together'
                WHEN id LIKE 'danish_%' OR id IN ('language_seen_early', 'every_child_in_school', 'young_to_young')
                    THEN 'education'
                ELSE 'business' END
FROM goal;

CREATE TABLE milestone(goal TEXT, value REAL, due TEXT);
INSERT INTO milestone VALUES
  ('more_in_work_in_housing_areas', 58, '2019-12-31'), ('more_in_work_in_housing_areas', 65, '2024-12-31'),
  ('less_concentration', 28, '2022-12-31'), ('sports_club_boards', 7, '2021-12-31'),
  ('danish_for_children', 64, '2018-12-31'), ('danish_for_children', 70, '2024-12-31'),
  ('daily_activation', 150, '2018-12-31'), ('close_the_gap', -25, '2018-12-31'), ('close_the_gap', -17, '2024-12-31');

CREATE TABLE valued AS
SELECT goal.id, as_of,
       CASE kind
           WHEN 'share' THEN numerator * 100.0 / denominator
           WHEN 'rate' THEN numerator * 1000.0 / denominator
           WHEN 'plain' THEN numerator * 1.0 / denominator
           WHEN 'difference' THEN numerator * 100.0 / denominator - other_numerator * 100.0 / other_denominator
           WHEN 'ratio' THEN (numerator * 1.0 / denominator) / (other_numerator * 1.0 / other_denominator)
       END AS value
FROM counted JOIN goal ON goal.id = counted.goal
UNION ALL SELECT goal, as_of, value FROM computed;
