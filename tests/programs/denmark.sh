#!/bin/sh
# This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
# If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/.
#
# The Danish rules in a register and a policy: as derived columns, in breakdowns, in words, in JSON, and misspelt.

. "$srcdir/programs/programs.sh"

for format in text json csv; do
    output "denmark-by-$format" 0 integ-cohort --by origin,sex --format $format rules
done
output denmark-by-region 0 integ-cohort --by region rules
output denmark-describe 0 integ-cohort --describe rules
output denmark-funnel 0 integ-cohort --policy rules.yaml --group women --funnel rules
output denmark-words 1 integ-check --lang da --words rules.yaml rules
output denmark-words-en 1 integ-check --lang en --words rules.yaml rules
output denmark-doubtful 1 integ-check rules.yaml rules

# The same as a filter, as JSON, and with what it stands for.
says 'count     88  the filter is true
unknown   15  it is unknown
rows     160  all rows' integ-cohort --where "origin = 'danish'" rules
echo '{"op": "=", "args": [{"op": "cpr_sex", "args": [{"property": "cpr"}]}, "F"]}' >"$scratch/filter.json"
"$programs/integ-cohort" --where-json "$scratch/filter.json" rules >"$scratch/json" 2>&1
"$programs/integ-cohort" --where "sex = 'F'" rules >"$scratch/text" 2>&1
expect_same "a call in JSON is the one in text" "$scratch/text" "$scratch/json"

# A CPR number in a filter is not in the answer to it.
refused "--where:1:11: error: cpr_valid needs code here, this is of type decimal (it is written cpr_valid(cpr))" \
    integ-cohort --where "cpr_valid(0707614285.0)" rules
refused "--where:1:1: error: there is no function cpr_vald (did you mean cpr_valid?)" \
    integ-cohort --where "cpr_vald('070761-4285')" rules

done_testing
