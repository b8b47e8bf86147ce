#!/bin/sh
# This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
# If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/.
#
# What integ-check finds in the example policy: the broad group is too broad, two themes are not reviewed, and the
# efforts that cannot be counted serve no goal. Nothing else.

. "$srcdir/example/example.sh"
need_program integ-synth
need_program integ-check

expect "the example register is made" "$programs/integ-synth" "$scratch/register"

# check STATUS ARGUMENTS...: the exit status, and the findings without their places, in order.
check() {
    wanted=$1
    shift
    (cd "$data" && "$programs/integ-check" "$@") >"$scratch/output" 2>&1 </dev/null
    status=$?
    echo $wanted >"$scratch/wanted-status"
    echo $status >"$scratch/status"
    sed -n 's/^[^:]*:[0-9]*:[0-9]*: \(error\|warning\|remark\): \([^(]*\).*/\1: \2/p' "$scratch/output" |
        sed 's/ *$//' >"$scratch/got"
}

cat >"$scratch/wanted" <<'FINDINGS'
remark: the theme 'ideas' is not reviewed
remark: the theme 'balance' is not reviewed
warning: the group 'broad' covers more than 15 % of the population: too broad to steer by
remark: the effort 'requirements_and_recognition' serves no goal
remark: the effort 'part_of_general_activities' serves no goal
remark: the effort 'democratic_education' serves no goal
FINDINGS
check 1 integrationspolitik.yaml "$scratch/register"
expect_same "the findings in the example policy" "$scratch/wanted" "$scratch/got"
expect_same "a warning is a finding" "$scratch/wanted-status" "$scratch/status"

grep -v ^warning "$scratch/wanted" >"$scratch/remarks"
check 0 integrationspolitik.yaml
expect_same "without a register nothing is too broad" "$scratch/remarks" "$scratch/got"
expect_same "remarks are no finding" "$scratch/wanted-status" "$scratch/status"

: >"$scratch/wanted"
check 0 sprogkloeft.yaml
expect_same "nothing is found in the policy on the language gap" "$scratch/wanted" "$scratch/got"
expect_same "and so the exit status is 0" "$scratch/wanted-status" "$scratch/status"

done_testing
