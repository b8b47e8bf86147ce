// This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
// If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/.
//
// The workloads in SQL. A dialect has: literal(column, value), date(text), and the names of the tables.

import {bands, filters} from './register.mjs';
import {readFilter, sqlOf} from './filter.mjs';

export const condition = (dialect, text) => sqlOf(readFilter(text), dialect.literal);

const countOf = (dialect, name) => `SELECT count(*) FROM ${dialect.citizens} WHERE ${condition(dialect, filters[name])}`;

const keysOf = (dialect, name) => `SELECT person_id FROM ${dialect.citizens} WHERE ${condition(dialect, filters[name])}`;

export function bandOf(dialect) {
  const cases = bands.map((day, i) => `WHEN birth_date > ${dialect.date(day)} THEN ${i}`);
  return `CASE ${cases.join(' ')} ELSE ${bands.length} END`;
}

// All groups in one pass over the table.
export const countedTogether = (dialect, groups) =>
  groups.map((text, i) => `countIf(${condition(dialect, text)}) AS g${i}`).join(',\n');

// A query for each group, which a planner can turn into as many filtered scans.
export const countedApart = (dialect, groups) =>
  groups.map((text, i) => `SELECT ${i} AS g, count(*) AS c FROM ${dialect.citizens} WHERE ${condition(dialect, text)}`)
    .join(' UNION ALL\n');

export const cellsApart = (dialect, groups) =>
  groups.map((text, i) => `SELECT ${i} AS g, residence_area, sex, ${bandOf(dialect)} AS band, count(*) AS c` +
    ` FROM ${dialect.citizens} WHERE ${condition(dialect, text)} GROUP BY ALL`).join(' UNION ALL\n');

// Overlapping spells once: each adds what lies behind the latest end of those that began before it.
function daysCovered(dialect) {
  const first = dialect.date('2024-01-01'), last = dialect.date('2024-12-31'), days = dialect.days;
  return `WITH member AS (SELECT person_id, residence_area FROM ${dialect.citizens}
  WHERE ${condition(dialect, filters.W7)}),
spell AS (SELECT member.person_id AS person, residence_area, greatest(${days('start_date')}, ${days(first)}) AS s,
    least(${days('end_date')}, ${days(last)}) AS e
  FROM ${dialect.spells} AS spells JOIN member ON member.person_id = spells.person_id
  WHERE start_date <= ${last} AND end_date >= ${first}),
ordered AS (SELECT residence_area, s, e, max(e) OVER (PARTITION BY person ORDER BY s
    ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS before, row_number() OVER (PARTITION BY person ORDER BY s) AS number
  FROM spell),
covered AS (SELECT residence_area, sum(CASE WHEN number = 1 OR before < s THEN e - s + 1 WHEN e > before THEN e - before
    ELSE 0 END) AS days FROM ordered GROUP BY residence_area),
persons AS (SELECT residence_area, count(*) AS persons FROM member GROUP BY residence_area)
SELECT persons.residence_area, persons.persons, coalesce(covered.days, 0) AS days
FROM persons LEFT JOIN covered ON persons.residence_area = covered.residence_area`;
}

// W1, W2, W5 and W7; how W3 and W4 are asked best differs.
export function simpleQueries(dialect) {
  return {
    W1: countOf(dialect, 'W1'), W2: countOf(dialect, 'W2'), W5_1: keysOf(dialect, 'W5_1'), W5_10: keysOf(dialect, 'W5_10'),
    W5_50: keysOf(dialect, 'W5_50'), W7: daysCovered(dialect),
  };
}
