#!/bin/sh
# This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
# If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/.
#
# What `make bench` runs, from the build folder of the tests. Everything is said by variables:
#   BENCH_REGISTER  a manifest whose register has the columns of the workloads (docs/benchmarks.md)
#   BENCH_GROUPS    a file with the filters of W3 and W4
#   BENCH_OPTIONS   further options of the bench, such as "--threads 2 --runs 9"
# Without a register it measures filters of the same kinds on a municipality that integ-synth makes.

set -eu

if [ -n "${BENCH_REGISTER:-}" ]; then
    # shellcheck disable=SC2086 # options are several words
    exec bench/bench --register "$BENCH_REGISTER" ${BENCH_GROUPS:+--groups "$BENCH_GROUPS"} ${BENCH_OPTIONS:-}
fi

echo "No BENCH_REGISTER is given: filters on a made-up municipality of 300,000 citizens." >&2
town=bench/town
if [ ! -e $town/register.yaml ]; then
    ../examples/integ-synth --citizens 300000 --seed 1 --snapshots 2026-01-01 $town
fi
# shellcheck disable=SC2086
exec bench/bench --register $town/register.yaml --groups "${BENCH_GROUPS:-$srcdir/bench/town.filters}" \
    --workload W6 --workload W3 \
    --where "region = 'non_western' AND sex = 'F' AND age BETWEEN 18 AND 64 AND employment = 'unemployed'" \
    --where "country IN ('SY', 'SO', 'IQ') AND NOT (income > 300000) AND (housing_area IS NULL OR danish_passed IS NULL)" \
    --where "region = 'non_western' AND days_covered('activation', DATE('2025-01-01'), DATE('2025-12-31')) > 30" \
    ${BENCH_OPTIONS:-}
