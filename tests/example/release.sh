#!/bin/sh
# This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
# If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/.
#
# The release of the example policy: what people steer by is shown, and not much more is hidden than has to be; two years
# with a ledger; the same on every number of threads.

. "$srcdir/example/example.sh"
need_program integ-synth
need_program integ-progress

policy=$data/integrationspolitik.yaml
expect "the example register is made" "$programs/integ-synth" "$scratch/register"

# report OUTPUT OPTIONS...: breached requirements are exit status 1.
report() {
    into=$1
    shift
    "$programs/integ-progress" "$@" "$policy" "$scratch/register" >"$into" 2>"$scratch/err"
    status=$?
    [ $status -le 1 ] || cat "$scratch/err"
    [ $status -le 1 ]
}

expect "the release is made" report "$scratch/report.json" --format json
expect_empty "without a word" "$scratch/err"
hidden=$(grep -o '"reason": "too_few"' "$scratch/report.json" | wc -l)
values=$(grep -o '"reason": ' "$scratch/report.json" | wc -l)
echo "# $hidden of $values values are hidden"
expect "fewer than one value in eight is hidden" test $((hidden * 8)) -lt "$values"
expect "some are" test "$hidden" -gt 0
grep -o '"status": "too_few"' "$scratch/report.json" | sort | uniq -c | awk '{print $1}' >"$scratch/goals"
expect "one goal cannot be shown, and two that would tell it" test "$(cat "$scratch/goals")" = 3

# A width is for those outside, and takes no goal away.
for width in 2 3; do
    sed "s/^disclosure: .*/disclosure: {threshold: 5, width: $width}/" "$policy" >"$scratch/wide.yaml"
    "$programs/integ-progress" --format json "$scratch/wide.yaml" "$scratch/register" >"$scratch/wide.json" 2>"$scratch/err"
    wider=$(grep -o '"reason": "too_few"' "$scratch/wide.json" | wc -l)
    echo "# $wider values are hidden with a width of $width"
    expect "a width of $width hides little more" test "$wider" -ge "$hidden" -a "$wider" -lt $((hidden * 3 / 2))
    expect "and no other goal" test "$(grep -o '"status": "too_few"' "$scratch/wide.json" | wc -l)" = 3
done

# Two years, one after the other, with what was said remembered.
expect "the first year is released" report "$scratch/first" --ledger "$scratch/ledger.json" --as-of 2019-01-01 \
    --published 2019-02-01
expect "the second year is released" report "$scratch/second.json" --ledger "$scratch/ledger.json" --format json \
    --published 2020-02-01
again=$(grep -o '"reason": "too_few"' "$scratch/second.json" | wc -l)
echo "# $again values are hidden after the first year"
expect "not much more is hidden after the first year" test "$again" -lt $((hidden * 2))
expect "the ledger has both" test "$(grep -c '"hash"' "$scratch/ledger.json")" -eq 2

done_testing
