// This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
// If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/.
//
// Polars (the package nodejs-polars): codes as 8-bit numbers, dates as 32-bit ones, lazy queries.
// usage: POLARS_MAX_THREADS=N node polars.mjs TASK.json, then names of workloads on standard input.

import fs from 'fs';
import {createRequire} from 'module';
import {answer, peakBytes} from './contestant.mjs';
import {bands, columns, daysSince1970, filters, numberOfCode} from './register.mjs';
import {readFilter} from './filter.mjs';

const task = JSON.parse(fs.readFileSync(process.argv[2], 'utf8'));
const pl = createRequire(task.packages + '/')('nodejs-polars');
const col = pl.col, lit = pl.lit;

// Country groups and the like fit into 8 bits; parishes are in no question.
const smallCodes = columns.filter(([name, type]) => type === 'code' && task.codes[name].values.length <= 255).map(([name]) => name);

function read() {
  const start = performance.now();
  const table = pl.readCSV(task.citizens, {sep: ';', tryParseDates: true, inferSchemaLength: 10000});
  return {table, milliseconds: performance.now() - start, peak: peakBytes(), version: 'Polars, nodejs-polars ' + version()};
}

function version() {
  return JSON.parse(fs.readFileSync(task.packages + '/node_modules/nodejs-polars/package.json', 'utf8')).version;
}

function encode(table) {
  let encoded = table.withColumns(col('birth_date').cast(pl.Date).cast(pl.Int32).alias('birth_date'));
  for (const name of smallCodes) {
    const {values} = task.codes[name];
    const numbers = pl.DataFrame({[name]: values, number: values.map((_, i) => i)}).withColumn(col('number').cast(pl.UInt8));
    encoded = encoded.join(numbers, {on: name, how: 'left'}).drop(name).rename({number: name});
  }
  const older = (day) => col('birth_date').ltEq(lit(daysSince1970(day)).cast(pl.Int32)).cast(pl.UInt8);
  return encoded.withColumns(bands.map(older).reduce((sum, one) => sum.plus(one)).alias('band'));
}

function literal(column, {type, value}) {
  if (type === 'text') return lit(numberOfCode(task.codes, column, value)).cast(pl.UInt8);
  return type === 'date' ? lit(daysSince1970(value)).cast(pl.Int32) : lit(value);
}

// Comparisons one by one are faster than a set, up to twenty values and more.
const inList = (column, values) =>
  values.map((value) => col(column).eq(literal(column, value))).reduce((all, one) => all.or(one));

function expression(tree) {
  const {kind, column} = tree;
  if (kind === 'and') return tree.of.map(expression).reduce((all, one) => all.and(one));
  if (kind === 'or') return tree.of.map(expression).reduce((all, one) => all.or(one));
  if (kind === 'not' && tree.of.kind === 'null') return col(tree.of.column).isNotNull();
  if (kind === 'not') return expression(tree.of).not();
  if (kind === 'null') return col(column).isNull();
  if (kind === 'in') return inList(column, tree.values);
  if (kind === 'between') return col(column).gtEq(literal(column, tree.low)).and(col(column).ltEq(literal(column, tree.high)));
  const method = {'=': 'eq', '<>': 'neq', '<': 'lt', '<=': 'ltEq', '>': 'gt', '>=': 'gtEq'}[tree.sign];
  return col(column)[method](literal(column, tree.value));
}

const loaded = read();
const citizens = encode(loaded.table);
loaded.table = null;
const where = Object.fromEntries(Object.entries(filters).map(([name, text]) => [name, expression(readFilter(text))]));
const groups = task.groups.map((text, i) => expression(readFilter(text)).sum().alias('g' + i));

const sumOfGroups = (table) => table.columns.filter((name) => /^g[0-9]+$/.test(name))
  .reduce((sum, name) => sum + Number(table.getColumn(name).sum()), 0);

// Summing a condition up is twice as fast as filtering by it and counting what is left.
const questions = {
  count: (name) => citizens.lazy().select(where[name].sum()).collectSync(),
  keys: (name) => citizens.lazy().select(col('person_id').filter(where[name])).collectSync(),
  W3: () => citizens.lazy().select(...groups).collectSync(),
  W4: () => citizens.lazy().groupBy(['residence_area', 'sex', 'band']).agg(...groups).collectSync(),
};

answer(loaded, (name) => {
  if (name === 'W6' || name === 'W7') return null; // loading was timed before, and spells are not asked for
  const way = name.startsWith('W5') ? 'keys' : name in questions ? name : 'count';
  const start = performance.now(), table = questions[way](name), milliseconds = performance.now() - start;
  const check = way === 'keys' ? table.height : way === 'count' ? Number(table.getColumn(table.columns[0]).get(0)) : sumOfGroups(table);
  return {milliseconds, check};
});
