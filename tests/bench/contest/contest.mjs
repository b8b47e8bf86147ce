// This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
// If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/.
//
// The contest: each contestant in a process of its own with the data in memory, one running at a time, in turns: ours,
// peer, ours, next peer, and so on, so that a machine that gets slower gets slower for all.

import {execFileSync, spawn} from 'child_process';
import fs from 'fs';
import os from 'os';
import path from 'path';
import readline from 'readline';
import {fileURLToPath} from 'url';
import {parseArgs} from 'util';
import {codesOf, filesOf} from './register.mjs';
import {statements} from './duckdb.mjs';

const help = `Usage: peers [OPTION]... --register MANIFEST --groups FILE
Runs the bench and other engines on the same questions, in turns, and prints medians and ratios.

  --register MANIFEST  a register with the columns of the workloads (docs/benchmarks.md)
  --groups FILE        the filters of W3 and W4, one to a line
  --packages FOLDER    where npm has installed the peers (the variable BENCH_PACKAGES, or .)
  --bench PROGRAM      the bench (bench/bench)
  --peers NAMES        of clickhouse, polars and duckdb (those that are installed)
  --instructions SETS  one contestant of ours for each: best, avx512, avx2, portable (best)
  --workloads NAMES    separated by commas (W1,W2,W3,W4,W5_1,W5_10,W5_50,W7)
  --threads NUMBERS    separated by commas (1,2)
  --rounds N           after one that is not counted (5)
  --asks N             how often each is asked in its turn; the last answer counts (1). Asked once, each finds the
                       caches full of what the one before it has read; asked again, it finds its own data there
  --loads N            how often each contestant loads, for W6 (1)
  --json FILE          writes the figures there too
  --help               show this and end

Exit status: 0 done; 1 a contestant's answer differs from ours; 2 something is wrong with what was given.
`;

const here = path.dirname(fileURLToPath(import.meta.url));
const {values: options} = parseArgs({options: Object.fromEntries(
  [['register'], ['groups'], ['packages', process.env.BENCH_PACKAGES ?? '.'], ['bench', 'bench/bench'], ['peers'],
    ['instructions', 'best'], ['workloads', 'W1,W2,W3,W4,W5_1,W5_10,W5_50,W7'], ['threads', '1,2'], ['rounds', '5'],
    ['asks', '1'], ['loads', '1'], ['json'], ['help']]
    .map(([name, value]) => [name, name === 'help' ? {type: 'boolean'} : {type: 'string', default: value}]))});

const median = (times) => [...times].sort((a, b) => a - b)[(times.length - 1) >> 1];

class Contestant {
  constructor(name, ours, program, args, environment = {}) {
    this.name = name;
    this.ours = ours;
    this.process = spawn(program, args, {stdio: ['pipe', 'pipe', 'inherit'], env: {...process.env, ...environment}});
    this.lines = readline.createInterface({input: this.process.stdout})[Symbol.asyncIterator]();
  }

  async hear() {
    const {value, done} = await this.lines.next();
    if (done) throw new Error(`${this.name} has ended before its time`);
    const line = JSON.parse(value);
    return {...line, milliseconds: line.milliseconds ?? line.median_ms};
  }

  ask(workload) {
    this.process.stdin.write(workload + '\n');
    return this.hear();
  }

  async end() {
    this.process.stdin.end();
    await new Promise((resolve) => this.process.exitCode !== null ? resolve() : this.process.on('exit', resolve));
  }
}

const packageOf = {clickhouse: 'chdb', polars: 'nodejs-polars', duckdb: '@duckdb/node-bindings-linux-x64'};

function installedPeers(packages) {
  const wanted = options.peers === undefined ? Object.keys(packageOf) : options.peers.split(',').filter((name) => name !== '');
  return wanted.filter((name) => {
    const there = name in packageOf && fs.existsSync(path.join(packages, 'node_modules', packageOf[name]));
    if (!there) console.error(`peers: ${name} is not installed in ${packages} and is left out`);
    return there;
  });
}

function buildDuckdb(packages, folder) {
  const library = path.join(packages, 'node_modules', packageOf.duckdb), program = path.join(folder, 'duckdb');
  execFileSync(process.env.CC ?? 'cc', ['-O2', '-o', program, path.join(here, 'duckdb.c'), path.join(library, 'libduckdb.so'),
    `-Wl,-rpath,${library}`]);
  return program;
}

// One function for each contestant that starts it anew.
function entrants(task, folder, peers) {
  const ours = options.instructions.split(',').map((set) => () => new Contestant(set === 'best' ? 'ours' : `ours, ${set}`, true,
    options.bench, ['--register', options.register, ...(options.groups ? ['--groups', options.groups] : []),
      '--threads', String(task.threads), '--instructions', set, '--ask']));
  const file = path.join(folder, `task-${task.threads}.json`);
  fs.writeFileSync(file, JSON.stringify(task));
  const node = (name, environment) => () =>
    new Contestant(name, false, process.execPath, [path.join(here, `${name}.mjs`), file], environment);
  const start = {clickhouse: node('clickhouse'), polars: node('polars', {POLARS_MAX_THREADS: String(task.threads)})};
  if (peers.includes('duckdb')) {
    const program = buildDuckdb(task.packages, folder), sql = path.join(folder, 'statements.sql');
    fs.writeFileSync(sql, statements(task));
    start.duckdb = () => new Contestant('duckdb', false, program, [String(task.threads), sql]);
  }
  return {ours, peers: peers.map((name) => start[name])};
}

class Figures {
  constructor() {
    this.rows = new Map();
    this.differing = false;
  }

  add(threads, workload, contestant, answer) {
    const key = `${workload} ${threads}`;
    if (!this.rows.has(key)) this.rows.set(key, {workload, threads, contestants: {}, check: undefined});
    const row = this.rows.get(key), entry = row.contestants[contestant.name] ??= {ours: contestant.ours, times: []};
    if (answer.missing || answer.failed) {
      entry.failed = answer.failed ?? 'is not asked';
      return;
    }
    entry.times.push(answer.milliseconds);
    if (answer.peak_bytes) entry.peak_bytes = answer.peak_bytes;
    if (workload === 'W6') return;
    if (contestant.ours && row.check === undefined) row.check = answer.check;
    if (row.check !== undefined && answer.check !== row.check) {
      entry.differs = answer.check;
      this.differing = true;
    }
  }

  summary() {
    return [...this.rows.values()].map(({workload, threads, contestants, check}) => {
      const names = Object.keys(contestants), timed = names.filter((name) => contestants[name].times.length > 0);
      const medians = Object.fromEntries(timed.map((name) => [name, median(contestants[name].times)]));
      const peers = timed.filter((name) => !contestants[name].ours);
      const best = peers.length === 0 ? null : peers.reduce((a, b) => medians[a] <= medians[b] ? a : b);
      return {workload, threads, check, median_ms: medians, best_peer: best,
        ratios: Object.fromEntries(peers.map((name) => [name, medians[name] / medians.ours])),
        ratio_of_best_peer: best === null || !medians.ours ? null : medians[best] / medians.ours,
        peak_bytes: Object.fromEntries(timed.filter((name) => contestants[name].peak_bytes)
          .map((name) => [name, contestants[name].peak_bytes])),
        differing: Object.fromEntries(names.filter((name) => contestants[name].differs !== undefined)
          .map((name) => [name, contestants[name].differs])),
        failed: Object.fromEntries(names.filter((name) => contestants[name].failed)
          .map((name) => [name, contestants[name].failed])),
        times_ms: Object.fromEntries(timed.map((name) => [name, contestants[name].times]))};
    });
  }
}

function printTable(summary) {
  const names = [...new Set(summary.flatMap((row) => Object.keys(row.median_ms)))];
  const cells = [['workload', 'threads', ...names, 'best peer', 'times ours', 'answer']];
  for (const row of summary) {
    const number = (value) => value === undefined ? '-' : value.toPrecision(4);
    cells.push([row.workload, String(row.threads), ...names.map((name) => number(row.median_ms[name])), row.best_peer ?? '-',
      row.ratio_of_best_peer === null ? '-' : row.ratio_of_best_peer.toFixed(1),
      Object.keys(row.differing).length > 0 ? `DIFFERS: ${JSON.stringify(row.differing)}, ours ${row.check}` : String(row.check ?? '')]);
  }
  const widths = cells[0].map((_, i) => Math.max(...cells.map((row) => row[i].length)));
  console.log('Medians in milliseconds; "times ours": how many times as long the best peer takes.\n');
  for (const row of cells) console.log(row.map((cell, i) => i > 1 && i < names.length + 2 ? cell.padStart(widths[i]) : cell.padEnd(widths[i])).join('  ').trimEnd());
}

async function lastAnswer(contestant, workload) {
  let answer = await contestant.ask(workload);
  for (let i = 1; i < Number(options.asks) && !answer.missing && !answer.failed; i++) answer = await contestant.ask(workload);
  return answer;
}

// Ours before each peer; without a peer once.
async function round(workload, ours, peers, note) {
  for (let i = 0; i < Math.max(1, peers.length); i++) {
    for (const contestant of ours) note(contestant, await lastAnswer(contestant, workload));
    if (i < peers.length && !peers[i].skips?.has(workload)) {
      const answer = await lastAnswer(peers[i], workload);
      if (answer.missing || answer.failed) (peers[i].skips ??= new Set()).add(workload);
      if (answer.failed) console.error(`peers: ${peers[i].name}, ${workload}: ${answer.failed}`);
      note(peers[i], answer);
    }
  }
}

async function start(entrant, note) {
  const contestant = entrant(), loaded = await contestant.hear();
  note(contestant, loaded);
  if (loaded.version) contestant.version = loaded.version;
  return contestant;
}

async function contest(task, folder, peerNames, figures, versions) {
  const {ours, peers} = entrants(task, folder, peerNames), noteLoad = (...what) => figures.add(task.threads, 'W6', ...what);
  for (let i = 1; i < Number(options.loads); i++)
    for (const entrant of [...ours, ...peers]) await (await start(entrant, noteLoad)).end();
  const running = {ours: [], peers: []};
  for (const entrant of ours) running.ours.push(await start(entrant, noteLoad));
  for (const entrant of peers) running.peers.push(await start(entrant, noteLoad));
  for (const {name, version} of running.peers) versions[name] = version;
  for (const workload of options.workloads.split(',')) {
    await round(workload, running.ours, running.peers, () => {});
    for (let i = 0; i < Number(options.rounds); i++)
      await round(workload, running.ours, running.peers, (...what) => figures.add(task.threads, workload, ...what));
    console.error(`peers: ${workload} with ${task.threads} thread${task.threads > 1 ? 's' : ''} is done`);
  }
  for (const contestant of [...running.ours, ...running.peers]) await contestant.end();
}

async function main() {
  if (options.help || options.register === undefined) {
    (options.help ? process.stdout : process.stderr).write(help);
    return options.help ? 0 : 2;
  }
  const packages = path.resolve(options.packages), peers = installedPeers(packages), files = filesOf(options.register);
  const groups = options.groups ? fs.readFileSync(options.groups, 'utf8').split(/\r?\n/).filter((line) => line !== '') : [];
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'libintegration-contest-'));
  const figures = new Figures(), versions = {};
  try {
    const codes = peers.length > 0 ? await codesOf(files.citizens) : {};
    for (const threads of options.threads.split(',').map(Number))
      await contest({...files, codes, groups, packages, threads}, folder, peers, figures, versions);
  } finally {
    fs.rmSync(folder, {recursive: true, force: true});
  }
  const summary = figures.summary();
  printTable(summary);
  console.log('\n' + Object.values(versions).join(', '));
  if (options.json) fs.writeFileSync(options.json, JSON.stringify({versions, workloads: summary}, null, 1) + '\n');
  return figures.differing ? 1 : 0;
}

main().then((status) => process.exit(status), (error) => {
  console.error(`peers: error: ${error.message}`);
  process.exit(2);
});
