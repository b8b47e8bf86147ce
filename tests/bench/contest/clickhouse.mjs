// This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
// If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/.
//
// ClickHouse in this process (the package chdb): tables in memory, codes as enumerations, everything in one pass.
// usage: node clickhouse.mjs TASK.json, then names of workloads on standard input.

import fs from 'fs';
import {createRequire} from 'module';
import {answer, peakBytes} from './contestant.mjs';
import {columns, filters} from './register.mjs';
import {bandOf, condition, countedTogether, simpleQueries} from './queries.mjs';

const task = JSON.parse(fs.readFileSync(process.argv[2], 'utf8'));
const {Session} = createRequire(task.packages + '/')('chdb');
const session = new Session();
const ask = (sql) => session.query(sql, 'TSV');
const quoted = (text) => `'${text.replace(/['\\]/g, '\\$&')}'`;

// 256 numbers fit into eight bits when they begin below zero.
function typeOf(name, type) {
  if (type !== 'code') return {key: 'Int64', date: name === 'arrival_date' ? 'Nullable(Date32)' : 'Date32',
    decimal: name === 'hours_worked' ? 'Nullable(Float64)' : 'Float64', small: 'UInt8'}[type];
  const {values, unknown} = task.codes[name], small = values.length <= 256;
  const listed = values.map((text, i) => `${quoted(text)} = ${small && values.length > 128 ? i - 128 : i}`).join(', ');
  return unknown ? `Nullable(Enum${small ? 8 : 16}(${listed}))` : `Enum${small ? 8 : 16}(${listed})`;
}

const dialect = {
  citizens: 'bench.citizen', spells: 'bench.spells', date: (day) => `toDate32('${day}')`, days: (date) => `toInt32(${date})`,
  literal: (column, {type, value}) => type === 'date' ? `toDate32('${value}')` : type === 'text' ? quoted(value) : String(value),
};

function load() {
  const structure = columns.map(([name, type]) => `${name} ${typeOf(name, type)}`).join(', ');
  const spells = 'person_id Int64, start_date Date32, end_date Date32, kind LowCardinality(String)';
  const settings = `SETTINGS format_csv_delimiter=';', max_threads=${task.threads}, max_parsing_threads=${task.threads},` +
    ' max_insert_threads=1, input_format_csv_empty_as_default=1';
  ask('CREATE DATABASE bench');
  ask(`CREATE TABLE bench.citizen (${structure}) ENGINE = Memory`);
  ask(`CREATE TABLE bench.spells (${spells}) ENGINE = Memory`);
  const start = performance.now();
  ask(`INSERT INTO bench.citizen SELECT * FROM file('${task.citizens}', 'CSVWithNames', ${quoted(structure)}) ${settings}`);
  const milliseconds = performance.now() - start, peak = peakBytes();
  ask(`INSERT INTO bench.spells SELECT * FROM file('${task.spells}', 'CSVWithNames', ${quoted(spells)}) ${settings}`);
  return {milliseconds, peak, version: 'ClickHouse ' + ask('SELECT version()').trim()};
}

const loaded = load();
const together = task.groups.length > 0 ? countedTogether(dialect, task.groups) : '0';
// countIf() evaluates conditions over whole columns; WHERE filters after each of them, which takes two to three times as
// long here.
const counted = (name) => `SELECT countIf(${condition(dialect, filters[name])}) FROM bench.citizen`;
const queries = {
  ...simpleQueries(dialect),
  W1: counted('W1'),
  W2: counted('W2'),
  W3: `SELECT ${together} FROM bench.citizen`,
  W4: `SELECT residence_area, sex, ${bandOf(dialect)} AS band, ${together} FROM bench.citizen GROUP BY residence_area, sex, band`,
};
const settings = ` SETTINGS max_threads=${task.threads}, max_ast_elements=1000000${task.clickhouse ?? ''}`;

const sumFrom = (text, first) => text.trim().split('\n').reduce((sum, line) =>
  line.split('\t').slice(first).reduce((part, field) => part + Number(field), sum), 0);

// Members go into another table: that is where a server keeps a list that it will need again.
function copyOut(sql) {
  ask('DROP TABLE IF EXISTS bench.members');
  const start = performance.now();
  ask(`CREATE TABLE bench.members ENGINE = Memory AS ${sql}`);
  const milliseconds = performance.now() - start;
  return {milliseconds, check: Number(ask('SELECT count() FROM bench.members'))};
}

answer(loaded, (name) => {
  if (!(name in queries)) return null; // loading was timed before
  const sql = queries[name] + settings;
  if (name.startsWith('W5')) return copyOut(sql);
  const start = performance.now(), text = ask(sql), milliseconds = performance.now() - start;
  return {milliseconds, check: sumFrom(text, {W4: 3, W7: 2}[name] ?? 0)};
});
