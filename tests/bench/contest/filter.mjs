// This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
// If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/.
//
// The part of CQL2 text that the workloads are written in, read to a tree from which each contestant's query is made:
//   {kind: 'and' | 'or', of: [tree, ...]}, {kind: 'not', of: tree}, {kind: 'null', column},
//   {kind: 'compare', column, sign, value}, {kind: 'in', column, values}, {kind: 'between', column, low, high}
// Values are {type: 'text' | 'number' | 'date', value}.

const TOKEN = /\s*(?:'((?:[^']|'')*)'|([0-9]+(?:\.[0-9]+)?)|([A-Za-z_][A-Za-z0-9_]*)|(<=|>=|<>|[=<>(),]))/y;

function tokensOf(text) {
  const tokens = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.trimEnd().length) {
    const at = TOKEN.lastIndex, match = TOKEN.exec(text);
    if (!match) throw new Error(`cannot read the filter from character ${at + 1} on: ${text}`);
    const [, string, number, word, sign] = match;
    if (string !== undefined) tokens.push({type: 'text', value: string.replace(/''/g, "'")});
    else if (number !== undefined) tokens.push({type: 'number', value: Number(number)});
    else if (word !== undefined) tokens.push({type: 'word', value: word});
    else tokens.push({type: 'sign', value: sign});
  }
  return tokens;
}

class Reader {
  constructor(text) {
    this.text = text;
    this.tokens = tokensOf(text);
    this.at = 0;
  }

  has(value) {
    const token = this.tokens[this.at];
    return token !== undefined && (token.type === 'sign' || token.type === 'word') && token.value.toUpperCase() === value;
  }

  takes(value) {
    if (!this.has(value)) return false;
    this.at++;
    return true;
  }

  expect(value) {
    if (!this.takes(value)) throw new Error(`'${value}' was expected in the filter: ${this.text}`);
  }

  any() {
    const of = [this.all()];
    while (this.takes('OR')) of.push(this.all());
    return of.length === 1 ? of[0] : {kind: 'or', of};
  }

  all() {
    const of = [this.one()];
    while (this.takes('AND')) of.push(this.one());
    return of.length === 1 ? of[0] : {kind: 'and', of};
  }

  one() {
    if (this.takes('NOT')) return {kind: 'not', of: this.one()};
    if (!this.takes('(')) return this.condition(this.tokens[this.at++].value);
    const inside = this.any();
    this.expect(')');
    return inside;
  }

  condition(column) {
    if (this.takes('IS')) {
      const negated = this.takes('NOT');
      this.expect('NULL');
      return negated ? {kind: 'not', of: {kind: 'null', column}} : {kind: 'null', column};
    }
    if (this.takes('NOT')) return {kind: 'not', of: this.condition(column)};
    if (this.takes('BETWEEN')) {
      const low = this.value();
      this.expect('AND');
      return {kind: 'between', column, low, high: this.value()};
    }
    if (this.takes('IN')) return {kind: 'in', column, values: this.list()};
    const sign = this.tokens[this.at++].value;
    return {kind: 'compare', column, sign, value: this.value()};
  }

  list() {
    const values = [];
    this.expect('(');
    do values.push(this.value());
    while (this.takes(','));
    this.expect(')');
    return values;
  }

  value() {
    if (!this.takes('DATE')) return this.tokens[this.at++];
    this.expect('(');
    const {value} = this.tokens[this.at++];
    this.expect(')');
    return {type: 'date', value};
  }
}

export function readFilter(text) {
  const reader = new Reader(text), tree = reader.any();
  if (reader.at < reader.tokens.length) throw new Error(`the filter goes on where it should end: ${text}`);
  return tree;
}

// As SQL; `literal(column, value)` says how a value of a column is written.
export function sqlOf(tree, literal) {
  const {kind, column} = tree;
  const write = (value) => literal(column, value);
  if (kind === 'and' || kind === 'or') return '(' + tree.of.map((one) => sqlOf(one, literal)).join(` ${kind.toUpperCase()} `) + ')';
  if (kind === 'not' && tree.of.kind === 'null') return `${tree.of.column} IS NOT NULL`;
  if (kind === 'not') return `NOT (${sqlOf(tree.of, literal)})`;
  if (kind === 'null') return `${column} IS NULL`;
  if (kind === 'between') return `${column} BETWEEN ${write(tree.low)} AND ${write(tree.high)}`;
  if (kind === 'in' && tree.values.length === 1) return `${column} = ${write(tree.values[0])}`;
  if (kind === 'in') return `${column} IN (${tree.values.map(write).join(', ')})`;
  return `${column} ${tree.sign} ${write(tree.value)}`;
}
