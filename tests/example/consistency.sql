-- This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
-- If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/.
--
-- What the main table says of a citizen must follow from the histories. Every query prints what does not fit; nothing
-- is printed when all fits.
CREATE TEMP TABLE spell AS
SELECT as_of, CAST(person_id AS INTEGER) AS person_id,
       julianday(substr(from_date, 7, 4) || '-' || substr(from_date, 4, 2) || '-' || substr(from_date, 1, 2)) AS begins,
       CASE WHEN to_date = '' THEN julianday(as_of) - 1
            ELSE julianday(substr(to_date, 7, 4) || '-' || substr(to_date, 4, 2) || '-' || substr(to_date, 1, 2))
       END AS ends
FROM activation_file;
CREATE INDEX temp.spell_of ON spell(as_of, person_id);
CREATE INDEX membership_of ON club_membership_file(as_of, person_id);
CREATE INDEX seat_of ON board_seat_file(as_of, person_id);
CREATE INDEX attendance_of ON attendance_file(as_of, person_id);
CREATE INDEX citizen_of ON citizen(as_of, person_id);

-- Days in activation, each counted once: for every day of the year the people with a spell on it.
CREATE TEMP TABLE day AS
WITH RECURSIVE back(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM back WHERE n < 365)
SELECT as_of, julianday(as_of) - n AS day FROM back, (SELECT DISTINCT as_of FROM citizen_file);
CREATE TEMP TABLE active AS
SELECT as_of, person_id, count(*) AS days
FROM (SELECT DISTINCT spell.as_of, person_id, day
      FROM spell JOIN day ON day.as_of = spell.as_of AND day BETWEEN begins AND ends)
GROUP BY as_of, person_id;
SELECT 'activation_days', citizen.as_of, citizen.person_id, activation_days, days
FROM citizen LEFT JOIN active ON active.as_of = citizen.as_of AND active.person_id = citizen.person_id
WHERE activation_days <> coalesce(days, 0);
SELECT 'a spell ends before it begins', as_of, person_id FROM spell WHERE ends < begins;

-- Contracts that began in the 365 days before the snapshot, in øre.
CREATE TEMP TABLE bought AS
SELECT as_of, CAST(person_id AS INTEGER) AS person_id, sum(CAST(replace(amount, ',', '') AS INTEGER)) AS oere
FROM contract_file
WHERE julianday(as_of) - julianday(substr(from_date, 7, 4) || '-' || substr(from_date, 4, 2) || '-' ||
                                   substr(from_date, 1, 2)) BETWEEN 1 AND 365
GROUP BY 1, 2;
SELECT 'contract_amount', citizen.as_of, citizen.person_id, contract_oere, oere
FROM citizen LEFT JOIN bought ON bought.as_of = citizen.as_of AND bought.person_id = citizen.person_id
WHERE company_employees IS NOT NULL AND contract_oere <> coalesce(oere, 0);

-- A member has a membership that is still running, and nobody else has one.
SELECT 'club_member', citizen.as_of, citizen.person_id
FROM citizen
WHERE coalesce(club_member, 0) <> EXISTS (SELECT 1 FROM club_membership_file AS membership
                                          WHERE membership.as_of = citizen.as_of
                                            AND membership.person_id = CAST(citizen.person_id AS TEXT) AND to_date = '');
SELECT 'boards', citizen.as_of, citizen.person_id
FROM citizen
WHERE sports_board <> EXISTS (SELECT 1 FROM board_seat_file AS seat
                              WHERE seat.as_of = citizen.as_of AND seat.person_id = CAST(citizen.person_id AS TEXT)
                                AND kind = 'sports_club' AND to_date = '')
   OR school_board <> EXISTS (SELECT 1 FROM board_seat_file AS seat
                              WHERE seat.as_of = citizen.as_of AND seat.person_id = CAST(citizen.person_id AS TEXT)
                                AND kind = 'school_board' AND to_date = '');

-- The latest assessment decides.
SELECT 'danish_at_age', citizen.as_of, citizen.person_id
FROM citizen LEFT JOIN
     (SELECT as_of, person_id, at_age,
             max(substr(date, 7, 4) || substr(date, 4, 2) || substr(date, 1, 2)) AS latest
      FROM language_assessment_file GROUP BY as_of, person_id) AS assessed
     ON assessed.as_of = citizen.as_of AND assessed.person_id = CAST(citizen.person_id AS TEXT)
WHERE danish_at_age IS NOT CASE at_age WHEN 'true' THEN 1 WHEN 'false' THEN 0 END;

-- The share of the broad group in every institution, rounded half up to tenths of a per cent.
CREATE TEMP TABLE institution AS
SELECT as_of, institution, count(*) AS children, sum(origin IN ('immigrant', 'descendant')) AS broad
FROM citizen_file WHERE institution <> '' GROUP BY as_of, institution;
SELECT 'institution_broad_share', file.as_of, file.person_id
FROM citizen_file AS file JOIN institution USING (as_of, institution)
WHERE CAST(replace(institution_broad_share, ',', '') AS INTEGER) <> (2000 * broad + children) / (2 * children);
SELECT 'attendance', file.as_of, file.person_id
FROM citizen_file AS file
WHERE institution <> coalesce((SELECT attended.institution FROM attendance_file AS attended
                               WHERE attended.as_of = file.as_of AND attended.person_id = file.person_id
                                 AND to_date = ''), '');

-- The same person is the same person in every snapshot, and stands once in each.
SELECT 'person changed', person_id FROM citizen_file
GROUP BY person_id HAVING count(DISTINCT birth_date || sex || origin || country || arrival_date) <> 1;
SELECT 'person twice', as_of, person_id FROM citizen_file GROUP BY as_of, person_id HAVING count(*) <> 1;
SELECT 'born later', as_of, person_id FROM citizen WHERE born > as_of OR arrived > as_of OR arrived < born;
SELECT 'orphan', as_of, person_id FROM spell
WHERE NOT EXISTS (SELECT 1 FROM citizen WHERE citizen.as_of = spell.as_of AND citizen.person_id = spell.person_id);

-- The trouble that real registers have is there too: unknowns in columns that matter, spells that overlap, people who
-- come and go.
SELECT 'no unknown origin' WHERE NOT EXISTS (SELECT 1 FROM citizen WHERE origin IS NULL);
SELECT 'no unknown employment' WHERE NOT EXISTS (SELECT 1 FROM citizen WHERE employment IS NULL);
SELECT 'no unknown club_member' WHERE NOT EXISTS (SELECT 1 FROM citizen WHERE club_member IS NULL);
SELECT 'no overlap' WHERE NOT EXISTS (
    SELECT 1 FROM spell JOIN spell AS other USING (as_of, person_id)
    WHERE spell.rowid <> other.rowid AND spell.begins < other.begins AND other.begins <= spell.ends);
SELECT 'nobody leaves' WHERE NOT EXISTS (
    SELECT 1 FROM citizen WHERE as_of = (SELECT min(as_of) FROM citizen)
    AND person_id NOT IN (SELECT person_id FROM citizen WHERE as_of = (SELECT max(as_of) FROM citizen)));
SELECT 'nobody arrives' WHERE NOT EXISTS (
    SELECT 1 FROM citizen WHERE as_of = (SELECT max(as_of) FROM citizen)
    AND person_id NOT IN (SELECT person_id FROM citizen WHERE as_of = (SELECT min(as_of) FROM citizen)));
