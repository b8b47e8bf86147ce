// This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
// If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/.
//
// The register that the workloads ask, as docs/benchmarks.md describes it, and the questions.

import fs from 'fs';
import path from 'path';
import readline from 'readline';

export const columns = [
  ['person_id', 'key'], ['birth_date', 'date'], ['sex', 'code'], ['origin', 'code'], ['origin_region', 'code'],
  ['country', 'code'], ['residence_area', 'code'], ['housing_area', 'code'], ['arrival_date', 'date'],
  ['employment_status', 'code'], ['hours_worked', 'decimal'], ['income', 'decimal'], ['danish_level', 'code'],
  ['education_level', 'code'], ['household_size', 'small'], ['parish', 'code'],
];

const countries = Array.from({length: 20}, (_, i) => `'C${String(60 + 5 * i).padStart(3, '0')}'`).join(', ');
const areas = Array.from({length: 12}, (_, i) => `'area${String(5 * i).padStart(2, '0')}'`).join(', ');

export const filters = {
  W1: "origin_region = 'non-western' AND sex = 'female' AND birth_date >= DATE('1961-01-02')" +
    " AND birth_date <= DATE('2008-01-01') AND employment_status = 'unemployed' AND danish_level < 'level4'",
  W2: `(origin_region = 'non-western' OR (origin = 'descendant' AND country IN (${countries})) OR hours_worked < 12.5)` +
    " AND NOT (employment_status = 'student' OR hours_worked > 45) AND (danish_level < 'level6' OR danish_level IS NULL)" +
    " AND birth_date >= DATE('1950-01-01') AND birth_date <= DATE('2008-01-01')" +
    " AND (housing_area IS NULL OR NOT (housing_area IN ('ha01', 'ha02', 'ha03')))" +
    " AND income BETWEEN 50000 AND 300000 AND education_level <> 'edu7' AND household_size >= 2",
  W5_1: "residence_area = 'area07' AND sex = 'female'",
  W5_10: `residence_area IN (${areas}) AND sex = 'female'`,
  W5_50: "sex = 'female'",
  W7: "origin_region = 'non-western' AND birth_date >= DATE('1961-01-02') AND birth_date <= DATE('2008-01-01')",
};

// The youngest first; who was born after the date, and the last band whoever is left.
export const bands = ['2008-01-01', '1996-01-01', '1976-01-01', '1959-01-01'];

// The data files of the last snapshot that the manifest lists, which must stand on a line of its own.
export function filesOf(manifest) {
  const lines = fs.readFileSync(manifest, 'utf8').split('\n').filter((line) => /^\s*-\s*\{as_of:/.test(line));
  const last = lines[lines.length - 1] ?? '';
  const named = (table) => {
    const match = new RegExp(`\\b${table}:\\s*([^,}\\s]+)`).exec(last);
    if (!match) throw new Error(`${manifest}: names no file of ${table} on the line of its last snapshot`);
    return path.resolve(path.dirname(manifest), match[1]);
  };
  return {citizens: named('citizen'), spells: named('activation')};
}

// What stands in each column of codes, in the order of code points, and whether it is sometimes unknown: contestants get
// it told beforehand, so that they can store codes as small numbers.
export async function codesOf(file) {
  const found = columns.map(() => new Set());
  let header = null;
  for await (const line of readline.createInterface({input: fs.createReadStream(file, {highWaterMark: 1 << 20})})) {
    const fields = line.split(';');
    if (header !== null) {
      for (let i = 0; i < columns.length; i++) if (columns[i][1] === 'code') found[i].add(fields[i]);
    } else {
      header = line;
      if (header !== columns.map(([name]) => name).join(';')) throw new Error(`${file}: has other columns than the workloads`);
    }
  }
  const codes = {};
  columns.forEach(([name, type], i) => {
    if (type === 'code') codes[name] = {values: [...found[i]].filter((x) => x !== '').sort(), unknown: found[i].has('')};
  });
  return codes;
}

export function numberOfCode(codes, column, text) {
  const number = codes[column].values.indexOf(text);
  if (number < 0) throw new Error(`'${text}' is no code of ${column}`);
  return number;
}

export const daysSince1970 = (date) => Math.round(Date.parse(date) / 86400000);
