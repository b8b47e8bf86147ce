# This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
# If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/.
#
# A sparse table of three dimensions, each of groups of parts, with its totals, and the hierarchies.
function draw(n) { state = (state * 69069 + 1) % 4294967296; return int(state / 65536) % n }
function name(d, i) { return i == 0 ? "total" : sprintf("%s%d", substr("abc", d, 1), i) }
function up(d, i) { return i == 0 ? -1 : i <= 3 ? 0 : int((i - 4) / parts[d]) + 1 }
BEGIN {
    state = seed; parts[1] = 3; parts[2] = 4; parts[3] = 4
    for (d = 1; d <= 3; d++) size[d] = 4 + 3 * parts[d]
    for (x = 4; x < size[1]; x++) for (y = 4; y < size[2]; y++) for (z = 4; z < size[3]; z++) {
        count = draw(5) < 4 ? 0 : 1 + draw(6)
        for (i = x; i >= 0; i = up(1, i)) for (j = y; j >= 0; j = up(2, j)) for (k = z; k >= 0; k = up(3, k))
            sum[i, j, k] += count
    }
    print "x,y,z,count" > folder "/sparse.csv"
    for (x = 0; x < size[1]; x++) for (y = 0; y < size[2]; y++) for (z = 0; z < size[3]; z++)
        print name(1, x) "," name(2, y) "," name(3, z) "," sum[x, y, z] + 0 > folder "/sparse.csv"
    for (d = 1; d <= 3; d++) for (i = 4; i < size[d]; i++)
        print name(d, i) ";" name(d, up(d, i)) > folder "/sparse-" d ".csv"
}
