#!/bin/sh
# This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
# If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/.
#
# No exported function tells of a citizen, or of figures that no rule has seen, without saying so: purpose.txt says of
# each what it tells, and policy/purpose.c calls those that must refuse.

. "$srcdir/support/tap.sh"

sed '/^#/d' "$srcdir/house/purpose.txt" >"$scratch/table"
sed -n 's/^    \(integ_[a-z0-9_]*\);/\1/p' "$top_srcdir/lib/libintegration.map" | LC_ALL=C sort >"$scratch/mapped"
awk '{print $1}' "$scratch/table" | LC_ALL=C sort >"$scratch/named"
expect_same "every exported function is in the table, once" "$scratch/mapped" "$scratch/named"

awk 'NF != 2 || $2 !~ /^(apart|shape|handle|protected|unprotected|of_unprotected|refused)$/' "$scratch/table" >"$scratch/odd"
expect_empty "each is said to be something that is known" "$scratch/odd"

awk '($1 ~ /_unprotected$/) != ($2 == "unprotected")' "$scratch/table" >"$scratch/odd"
expect_empty "what no rule has seen says so in its name, and nothing else does" "$scratch/odd"

awk '$2 == "refused" {print $1}' "$scratch/table" | LC_ALL=C sort >"$scratch/refused"
sed -n 's/^    {"\(integ_[a-z_]*\)", .*/\1/p' "$srcdir/policy/purpose.c" | LC_ALL=C sort >"$scratch/called"
expect_same "all that must refuse are called in statistics" "$scratch/refused" "$scratch/called"

# What documents itself as refusing is one of them, but for ledgers that are in use and reports that would list people.
cat "$top_srcdir"/include/integration/*.h | tr '\n' ' ' | sed 's/INTEG_API /\n&/g; s/\/\*\*/\n&/g' |
    awk '/^\/\*\*/ {said = /INTEG_STATUS_REFUSED/} /^INTEG_API/ && said {print}' |
    sed -n 's/^INTEG_API [^(;]*[ *]\(integ_[a-z0-9_]*\)(.*/\1/p' |
    grep -vxE 'integ_ledger_open|integ_policy_run|integ_status_name' | LC_ALL=C sort >"$scratch/documented"
LC_ALL=C comm -23 "$scratch/documented" "$scratch/refused" >"$scratch/odd"
expect_empty "whatever says that it refuses is called" "$scratch/odd"

done_testing
