// This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
// If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/.
//
// What a contestant says: first a line when its data are loaded, then one for each name that it reads.

import fs from 'fs';
import readline from 'readline';

export const peakBytes = () => 1024 * Number(/VmHWM:\s+(\d+)/.exec(fs.readFileSync('/proc/self/status', 'utf8'))[1]);

const say = (what) => fs.writeSync(1, JSON.stringify(what) + '\n');

// `run(name)` gives {milliseconds, check}, or null where the contestant has no way to do it.
export function answer(loaded, run) {
  say({workload: 'W6', milliseconds: loaded.milliseconds, peak_bytes: loaded.peak, version: loaded.version});
  readline.createInterface({input: process.stdin}).on('line', (name) => {
    try {
      say({workload: name, ...(run(name) ?? {missing: true})});
    } catch (error) {
      say({workload: name, failed: String(error).slice(0, 500)});
    }
  }).on('close', () => process.exit(0));
}
