-- This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
-- If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/.
--
-- The goals of examples/data/sprogkloeft.yaml again, from the table citizen_file of texts.
CREATE TABLE respondent AS
SELECT as_of, gender, nullif(nativeBorn, '') AS native, CAST(nullif(age, '') AS INTEGER) AS age,
       CAST(nullif(vocab, '') AS INTEGER) AS vocab
FROM citizen_file;

CREATE TABLE valued(id TEXT, as_of TEXT, value REAL);
INSERT INTO valued
SELECT 'close_the_gap', as_of,
       avg(CASE WHEN native = 'no' THEN vocab END) - avg(CASE WHEN native = 'yes' THEN vocab END)
FROM respondent GROUP BY as_of;
INSERT INTO valued
SELECT 'more_strong_readers', as_of, sum(vocab >= 8) * 100.0 / count(vocab)
FROM respondent WHERE native = 'no' GROUP BY as_of;
INSERT INTO valued
SELECT 'fewer_weak_readers', as_of, sum(vocab <= 3) * 100.0 / count(vocab)
FROM respondent WHERE native = 'no' AND age < 40 GROUP BY as_of;
INSERT INTO valued
SELECT 'as_many_strong_readers', as_of,
       avg(CASE WHEN native = 'no' THEN vocab >= 8 END) / avg(CASE WHEN native = 'yes' THEN vocab >= 8 END)
FROM respondent WHERE vocab IS NOT NULL GROUP BY as_of;

CREATE TABLE goal(id TEXT, direction TEXT, baseline_date TEXT, baseline REAL, low REAL, high REAL, deadline TEXT,
                  at_least REAL, at_most REAL, reward REAL);
INSERT INTO goal VALUES
  ('close_the_gap', 'increase', '1978-07-01', NULL, -0.25, NULL, '2020-12-31', -1.25, NULL, NULL),
  ('more_strong_readers', 'increase', '1982-07-01', NULL, 30, NULL, '2010-12-31', NULL, NULL, 20),
  ('fewer_weak_readers', 'decrease', '1980-01-01', 40.5, 10, NULL, '2025-12-31', NULL, NULL, NULL),
  ('as_many_strong_readers', 'between', '1984-07-01', NULL, 0.65, 1.25, '2025-12-31', NULL, NULL, NULL);

-- All goals are judged by the share of the distance.
CREATE TABLE told(id TEXT, as_of TEXT, own TEXT, measure REAL, score REAL, meaning TEXT);
