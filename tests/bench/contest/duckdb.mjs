// This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
// If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/.
//
// DuckDB: the statements that duckdb.c runs. Codes become numbers made from enumerations, and many groups become many
// scans joined by UNION ALL, which is several times faster than as many filtered counts.

import {columns, numberOfCode} from './register.mjs';
import {cellsApart, countedApart, simpleQueries} from './queries.mjs';

const quoted = (text) => `'${text.replace(/'/g, "''")}'`;
const typeOf = {key: 'BIGINT', date: 'DATE', code: 'VARCHAR', decimal: 'DOUBLE', small: 'INTEGER'};

const dialectOf = (task) => ({
  citizens: 'numbers', spells: 'spells', date: (day) => `DATE '${day}'`, days: (date) => `(${date} - DATE '1970-01-01')`,
  literal: (column, {type, value}) =>
    type === 'date' ? `DATE '${value}'` : String(type === 'text' ? numberOfCode(task.codes, column, value) : value),
});

function load(task) {
  const types = columns.filter(([, type]) => type === 'code').map(([name]) =>
    `CREATE TYPE code_${name} AS ENUM (${task.codes[name].values.map(quoted).join(', ')});`);
  const read = columns.map(([name, type]) => `'${name}': '${typeOf[type]}'`).join(', ');
  const taken = columns.map(([name, type]) => type === 'code' ? `${name}::code_${name} AS ${name}` : name).join(', ');
  return {types, table: `CREATE TABLE citizen AS SELECT ${taken} FROM read_csv(${quoted(task.citizens)}, delim=';',` +
    ` header=true, auto_detect=false, nullstr='', dateformat='%Y-%m-%d', columns={${read}});`};
}

// Parishes are in no question; all other codes fit into 8 bits.
function prepare(task) {
  const numbers = columns.filter(([name]) => name !== 'parish').map(([name, type]) =>
    type === 'code' ? `enum_code(${name})::UTINYINT AS ${name}` : type === 'small' ? `${name}::UTINYINT AS ${name}` : name);
  return `CREATE TABLE numbers AS SELECT ${numbers.join(', ')} FROM citizen;
CREATE TABLE spells AS SELECT * FROM read_csv(${quoted(task.spells)}, delim=';');`;
}

export function statements(task) {
  const dialect = dialectOf(task), {types, table} = load(task);
  const queries = {load: types.join('\n') + table, prepare: prepare(task), ...simpleQueries(dialect)};
  if (task.groups.length > 0) queries.W3 = countedApart(dialect, task.groups);
  if (task.groups.length > 0) queries.W4 = cellsApart(dialect, task.groups);
  return Object.entries(queries).map(([name, sql]) => `-- @${name}\n${sql}\n`).join('');
}
