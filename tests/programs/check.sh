#!/bin/sh
# This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
# If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/.
#
# integ-check: findings with their places, in both languages, and the exit status that says how bad they are.

. "$srcdir/programs/programs.sh"

output check-warnings 1 integ-check policy.yaml town
output check-warnings-da 1 integ-check --lang da policy.yaml town
output check-document 1 integ-check policy.yaml
output check-doubtful 1 integ-check doubtful.yaml town
output check-doubtful-da 1 integ-check --lang da doubtful.yaml
output check-errors 2 integ-check wrong.yaml
output check-errors-da 2 integ-check --lang da wrong.yaml
output check-register 2 integ-check misfit.yaml town
output check-words 1 integ-check --words policy.yaml town
output check-words-da 1 integ-check --words --lang da policy.yaml

# The counts were made once more outside the library. What the outer of two groups had more than the inner before the
# change is 2 citizens, so that the inner one's are hidden.
output check-compare 1 integ-check --compare policy-old.yaml policy.yaml town
output check-compare-da 1 integ-check --lang da --compare policy-old.yaml policy.yaml town
sed 's/^population:/disclosure: {method: round}\n&/' policy.yaml >"$scratch/policy.yaml"
says_rounded() {
    "$programs/integ-check" --lang "$1" --compare policy-old.yaml "$scratch/policy.yaml" town >"$scratch/out" 2>/dev/null
    expect "rounded counts of a comparison say so in $1" grep -qx "$2" "$scratch/out"
}
says_rounded en "Small counts are rounded to multiples of 5; all counts add up."
says_rounded da "Små antal er afrundet til multipla af 5; alle summer stemmer."
output check-compare-document 1 integ-check --compare policy-old.yaml policy.yaml
output check-compare-unprotected 1 integ-check --unprotected --compare policy-old.yaml policy.yaml town
output check-compare-same 1 integ-check --compare policy.yaml policy.yaml town
output check-compare-wrong 2 integ-check --compare wrong.yaml policy.yaml town
output check-words-wrong 2 integ-check --words wrong.yaml

# 60 people: 30 of whom one thing is true, and 28 of whom another one is true too.
mkdir "$scratch/sixty"
${AWK:-awk} 'BEGIN {
    print "id,a,b,c"
    for (i = 1; i <= 60; i++) print i "," (i <= 30 ? "true" : "false") "," (i <= 28 ? "true" : "false") "," \
        (i > 5 && i <= 25 ? "true" : "false")
}' >"$scratch/sixty/p.csv"
describe_answers "$scratch/sixty"
cat >"$scratch/old.yaml" <<'END'
policy: P
population: p
groups:
  g1: {where: a}
  g2: {where: a AND b}
END
sed 's/where: a/&\ AND c/' "$scratch/old.yaml" >"$scratch/new.yaml"
counts() {
    "$programs/integ-check" "$@" "$scratch/new.yaml" "$scratch/sixty" 2>"$scratch/err" | grep '^Counts'
}
counts --compare "$scratch/old.yaml" >"$scratch/out"
cat >"$scratch/expected" <<'END'
Counts of 2019-01-01: members before 30, members now 20, enter 0, leave 10, stay 20, become unknown 0
Counts of 2019-01-01: members before .., members now 20, enter 0, leave .., stay 20, become unknown 0
END
expect_same "two groups are protected together" "$scratch/expected" "$scratch/out"

# Nobody enters. Where zeros are hidden, that is not said by those who stay being all members either.
sed 's/^population:/disclosure: {zeros: true}\n&/; s/where: a/where: c/' "$scratch/old.yaml" >"$scratch/zeros.yaml"
"$programs/integ-check" --compare "$scratch/old.yaml" "$scratch/zeros.yaml" "$scratch/sixty" 2>"$scratch/err" |
    sed -n 's/^Counts.*now \([^,]*\), enter \([^,]*\),.*stay \([^,]*\),.*/\1 \2 \3/p' >"$scratch/out"
expect "what nobody does is not said where zeros are hidden" \
    ${AWK:-awk} '$2 != ".." || ($1 == $3 && $1 != "..") { wrong = 1 } END { exit wrong || NR != 2 }' "$scratch/out"

# With a ledger it is the same to ask for them one after the other, and by which program.
sed '/g2/d' "$scratch/old.yaml" >"$scratch/one.yaml"
counts --compare "$scratch/one.yaml" >"$scratch/out"
expect "one group alone is shown" grep -q "members before 30" "$scratch/out"
"$programs/integ-cohort" --where "a AND b" --format csv "$scratch/sixty" >"$scratch/out"
expect "and so is the other one" grep -q '^28,' "$scratch/out"
counts --ledger "$scratch/ledger.json" --published 2019-02-01 --compare "$scratch/one.yaml" >"$scratch/out"
expect "with a ledger too" grep -q "members before 30" "$scratch/out"
expect "it is remembered" grep -q '"date":"2019-02-01"' "$scratch/ledger.json"
"$programs/integ-cohort" --ledger "$scratch/ledger.json" --where "a AND b" --format csv "$scratch/sixty" >"$scratch/out"
expect "but then not the other one" grep -q '^\.\.,' "$scratch/out"
sed 's/"count":[0-9][0-9]*/"count":7/' "$scratch/ledger.json" >"$scratch/changed.json"
counts --ledger "$scratch/changed.json" --compare "$scratch/old.yaml" >"$scratch/out"
expect_empty "with a changed ledger nobody is counted" "$scratch/out"
expect "it is said to be changed" grep -q "the ledger was changed" "$scratch/err"

# 15 % of the sixty are nine: ten of them, and the seven who are left without three, in two calls.
for where in "id <= 10" "id <= 7"; do
    cat >"$scratch/broad-$(echo "$where" | tr -dc 0-9).yaml" <<END
policy: P
population: p
groups:
  g: {where: $where}
indicators:
  i: {kind: count, of: g}
END
done
broad() {
    "$programs/integ-check" "$@" "$scratch/sixty" 2>&1 >"$scratch/out" | grep -c 'too broad'
}
broad "$scratch/broad-10.yaml" >"$scratch/broad"
broad "$scratch/broad-7.yaml" >>"$scratch/broad"
printf '1\n0\n' >"$scratch/expected"
expect_same "which group is too broad is told" "$scratch/expected" "$scratch/broad"
broad --ledger "$scratch/broad.json" --published 2019-02-01 "$scratch/broad-7.yaml" >"$scratch/broad"
broad --ledger "$scratch/broad.json" --published 2019-02-01 "$scratch/broad-10.yaml" >>"$scratch/broad"
printf '0\n0\n' >"$scratch/expected"
expect_same "but not beside a group of which the other has a few more" "$scratch/expected" "$scratch/broad"
grep -o '"count":[0-9][0-9]*' "$scratch/broad.json" | sort -u >"$scratch/counts"
printf '"count":60\n"count":7\n' >"$scratch/expected"
expect_same "the ledger remembers what was shown, and nothing of the ten" "$scratch/expected" "$scratch/counts"
chmod a-w "$scratch/broad.json"
"$programs/integ-check" --ledger "$scratch/broad.json" "$scratch/broad-7.yaml" "$scratch/sixty" >"$scratch/out" 2>"$scratch/err"
expect "a write-protected ledger is exit status 3" test $? -eq 3
expect "that is said" grep -q 'broad.json: error: the ledger may not be written' "$scratch/err"

(cd "$scratch" && "$programs/integ-check" wrong-name.yaml >out 2>err)
expect "a file that is not there is exit status 2" test $? -eq 2
cat >"$scratch/small.yaml" <<'END'
policy: A small policy
themes:
  work: {title: Work, review: not_reviewed}
END
(cd "$scratch" && "$programs/integ-check" small.yaml >out 2>err)
expect "remarks alone are exit status 0" test $? -eq 0
echo "small.yaml:3:3: remark: the theme 'work' is not reviewed" >"$scratch/expected"
expect_same "a remark has its place" "$scratch/expected" "$scratch/err"
echo "small.yaml: 0 errors, 0 warnings, 1 remark" >"$scratch/expected"
expect_same "the summary counts the findings" "$scratch/expected" "$scratch/out"

# More findings than are kept.
{
    cat "$scratch/small.yaml"
    i=0
    while [ $i -lt 400 ]; do
        echo "nothing_$i: 1"
        i=$((i + 1))
    done
} >"$scratch/many.yaml"
"$programs/integ-check" "$scratch/many.yaml" >"$scratch/out" 2>"$scratch/err"
expect "too many errors are exit status 2" test $? -eq 2
kept=$(grep -c ': error: ' "$scratch/err")
omitted=$(sed -n '$s/^integ-check: \([0-9]*\) more messages are left out$/\1/p' "$scratch/err")
expect "the last line says how many messages are left out" test "$((kept + omitted))" -ge 400
expect "the summary counts them all" grep -q ": $((kept + omitted)) errors, 0 warnings" "$scratch/out"
expect "some messages are left out" test "${omitted:-0}" -gt 0

refused "--lang: error: there is no language 'fr' (da or en)" integ-check --lang fr policy.yaml
refused "integ-check: error: say which policy (integ-check [OPTION]... POLICY [REGISTER])" integ-check
refused "integ-check: error: only one policy and one register can be checked at a time" integ-check a b c
refused "--compare: error: needs a value (integ-check --help lists the options)" integ-check policy.yaml --compare
refused "--ledger: error: remembers what is said of a register (give one)" \
    integ-check --ledger "$scratch/ledger.json" --compare policy-old.yaml policy.yaml
refused "--ledger: error: remembers what was published, which unprotected figures must not be" \
    integ-check --unprotected --ledger "$scratch/ledger.json" --compare policy-old.yaml policy.yaml town
refused "--published: error: needs a ledger (--ledger FILE)" \
    integ-check --published 2020-01-01 --compare policy-old.yaml policy.yaml town
refused "--ledger: error: needs the name of a file" integ-check --ledger "" --compare policy-old.yaml policy.yaml town
refused "--strict: error: there is no such option (integ-check --help lists the options)" integ-check --strict policy.yaml
if [ -w /dev/full ]; then
    "$programs/integ-check" policy.yaml >/dev/full 2>"$scratch/err"
    expect "a full disk is exit status 3" test $? -eq 3
else
    skip "a full disk is exit status 3" "no /dev/full"
fi

done_testing
