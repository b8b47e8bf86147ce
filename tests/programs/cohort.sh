#!/bin/sh
# This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
# If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/.
#
# integ-cohort: every answer in every format, every option, and every refusal.

. "$srcdir/programs/programs.sh"

# What was counted by another program on the same files.
says '{"as_of": "2020-01-01", "count": 47, "unknown": 20, "rows": 120, "hidden": [], "protected": true}' \
    integ-cohort --format json --where "employment = 'employed' AND age < 60" town
says 'count,unknown,rows
8,0,120' integ-cohort --format csv --policy policy.yaml --where "in_group('working_age') AND employment = 'unemployed'" town
says 'count     16  the filter is true
unknown    0  it is unknown
rows     120  all rows' integ-cohort --policy policy.yaml --group working_age town
says 'count    120  the filter is true
unknown    0  it is unknown
rows     120  all rows' integ-cohort town/register.yaml

# Small counts, small complements and small unknowns.
says '{"as_of": "2020-01-01", "count": null, "unknown": 0, "rows": 120, "hidden": ["count"], "protected": true}' \
    integ-cohort --format json --where "person_id <= 1004" town
says '{"as_of": "2020-01-01", "count": 5, "unknown": 0, "rows": 120, "hidden": [], "protected": true}' \
    integ-cohort --format json --where "person_id <= 1005" town
says '{"as_of": "2020-01-01", "count": null, "unknown": 0, "rows": 120, "hidden": ["count"], "protected": true}' \
    integ-cohort --format json --where "person_id > 1004" town
says '{"as_of": "2020-01-01", "count": 0, "unknown": 0, "rows": 120, "hidden": [], "protected": true}' \
    integ-cohort --format json --where "person_id > 2000" town
says '{"as_of": "2020-01-01", "count": 40, "unknown": null, "rows": 120, "hidden": ["unknown"], "protected": true}' \
    integ-cohort --format json --where "area = 'Syd'" town
# A policy's own rule holds here too.
sed 's/^population:/disclosure: {zeros: true}\n&/' policy.yaml >"$scratch/zeros.yaml"
"$programs/integ-cohort" --format csv --policy "$scratch/zeros.yaml" --where "age > 200" town >"$scratch/out"
expect "the policy's rule may hide zeros" grep -q '^\.\.,' "$scratch/out"
"$programs/integ-cohort" --format csv --policy "$scratch/zeros.yaml" --funnel --where "origin = 'western' AND age > 200" town \
    >"$scratch/out" 2>"$scratch/err"
says_nobody=$(sed -n '3,$s/.*,\([^,]*,[^,]*,[^,]*,[^,]*,[^,]*\)$/\1/p' "$scratch/out" | tr -d '.,\n')
expect "nor does a funnel say that nobody is left, by those who are lost" test -z "$says_nobody"
sed 's/^population:/disclosure: {threshold: 20}\n&/' policy.yaml >"$scratch/strict.yaml"
says '{"as_of": "2020-01-01", "count": null, "unknown": 0, "rows": 120, "hidden": ["count"], "protected": true}' \
    integ-cohort --format json --policy "$scratch/strict.yaml" --group working_age town
# What two groups share and the combinations go with sizes from which they would follow.
for format in text json csv; do
    output "cohort-overlap-strict-$format" 0 integ-cohort --policy "$scratch/strict.yaml" --format $format \
        --overlap non_western,working_age,working_age_danish,western town
    output "cohort-funnel-strict-$format" 0 integ-cohort --policy "$scratch/strict.yaml" --format $format --funnel \
        --where "origin <> 'danish' AND age > 20 AND employment = 'employed'" town
done
# Rounded, everything that an answer says adds up, and nothing of it is small.
says '{"as_of": "2020-01-01", "count": 5, "unknown": 0, "rows": 120, "hidden": [], "protected": true, "rounded": 5}' \
    integ-cohort --format json --round --where "person_id <= 1004" town
says 'count     10  the filter is true
unknown    0  it is unknown
rows     120  all rows
Small counts are rounded to multiples of 10; all counts add up.' \
    integ-cohort --round=10 --where "person_id <= 1007" town
sed 's/^population:/disclosure: {method: round, base: 8}\n&/' policy.yaml >"$scratch/round.yaml"
for format in text json csv; do
    output "cohort-by-round-$format" 0 integ-cohort --round --by origin,employment --format $format \
        --where "age < 40" town
    output "cohort-funnel-round-$format" 0 integ-cohort --round --format $format --funnel \
        --where "origin = 'non_western' AND sex = 'F' AND age BETWEEN 18 AND 64 AND employment = 'unemployed'" town
    output "cohort-overlap-round-$format" 0 integ-cohort --policy "$scratch/round.yaml" --format $format \
        --overlap non_western,working_age,working_age_danish,western town
done
refused "--round: error: cannot be asked together with --follow" integ-cohort --round --follow --where "age < 10" years
refused "--round: error: cannot be given together with --unprotected" integ-cohort --round --unprotected town
refused "--round: error: cannot be given together with --ledger, which remembers exact counts" \
    integ-cohort --round --ledger "$scratch/ledger.json" town
refused "--round: error: 4 is below the threshold of 5, and would show what is smaller than that" \
    integ-cohort --round=4 town
refused "--round: error: '1' is not a whole number from 2 to 1000" integ-cohort --round=1 town
printf 'id,sex\n1,F\n2,M\n3,M\n4,M\n' >"$scratch/four.csv"
says '{"as_of": null, "by": ["sex"], "cells": [], "left_out": true, "withheld": false, "protected": true, "rounded": 5}' \
    integ-cohort --round --by sex --format json "$scratch/four.csv"
output cohort-round-follow 2 integ-cohort --policy "$scratch/round.yaml" --group western --follow town
output cohort-unprotected 0 integ-cohort --format json --unprotected --where "person_id <= 1004" town

for format in text json csv; do
    output "cohort-by-$format" 0 integ-cohort --by origin,employment --format $format town
    output "cohort-funnel-$format" 0 integ-cohort --format $format --funnel \
        --where "origin = 'non_western' AND sex = 'F' AND age BETWEEN 18 AND 64 AND employment = 'unemployed'" town
    output "cohort-overlap-$format" 0 integ-cohort --policy policy.yaml --format $format \
        --overlap non_western,working_age,working_age_danish,western town
    output "cohort-describe-$format" 0 integ-cohort --describe --format $format town
    output "cohort-ids-$format" 0 integ-cohort --purpose casework --ids --format $format \
        --where "age > 64 AND sex = 'F' AND origin = 'western'" town
done
# What becomes of children who play together, asked in other snapshots and by following them.
for format in text json csv; do
    output "cohort-follow-$format" 0 integ-cohort --policy years.yaml --group kindergarten --as-of 2015-01-01 \
        --follow=departure.reason --where mixed --format $format years
done
output cohort-follow-unprotected 0 integ-cohort --unprotected --policy years.yaml --group kindergarten \
    --as-of 2015-01-01 --follow=departure.reason --where mixed years
output cohort-follow-filter 0 integ-cohort --as-of 2018-01-01 --follow --where "age < 10" --format csv years
output cohort-follow-contracts 0 integ-cohort --policy years.yaml --group large_contracts --as-of 2015-01-01 \
    --follow --format csv years
output cohort-follow-town 0 integ-cohort --policy policy.yaml --group western --as-of 2019-01-01 --follow town
# Groups over another table than the citizens'.
output cohort-contracts-by 0 integ-cohort --policy years.yaml --group large_contracts --by task --format csv --unprotected years
output cohort-contracts-ids 0 integ-cohort --policy years.yaml --group large_it --purpose casework --ids --format csv years
output cohort-contracts-funnel 0 integ-cohort --policy years.yaml --group children_contracts --unprotected --funnel years
output cohort-contracts-overlap 0 integ-cohort --policy years.yaml --unprotected \
    --overlap large_contracts,large_it,children_contracts years
output cohort-contracts-by-person 2 integ-cohort --policy years.yaml --group large_contracts --by person_id years
output cohort-contracts-mixed 2 integ-cohort --policy years.yaml --overlap large_contracts,kindergarten years
output cohort-was-in 0 integ-cohort --policy years.yaml --format csv \
    --where "was_in('kindergarten', DATE('2015-01-01')) AND years_in('kindergarten') < 3 AND mixed" years

# What a filter can hardly mean is said, and changes neither the answer nor the exit status.
output cohort-doubtful 0 integ-cohort --unprotected --where "age > 65 AND (sex = 'K' OR age < 18)" town
output cohort-funnel-group 0 integ-cohort --policy policy.yaml --group working_age --funnel town
output cohort-by-words 0 integ-cohort --by sex,origin town
output cohort-funnel-unprotected 0 integ-cohort --unprotected --funnel \
    --where "origin = 'non_western' AND sex = 'F' AND age BETWEEN 18 AND 64 AND employment = 'unemployed'" town
output cohort-overlap-unprotected 0 integ-cohort --unprotected --policy policy.yaml --overlap non_western,western town
output cohort-by-unprotected 0 integ-cohort --by origin,employment --unprotected town
output cohort-by-group 0 integ-cohort --policy policy.yaml --group working_age --by sex,employment --format csv town

"$programs/integ-cohort" --by "sex , origin" --format csv town >"$scratch/spaces"
"$programs/integ-cohort" --by sex,origin --format csv town >"$scratch/plain"
expect "names may have spaces around them" cmp "$scratch/spaces" "$scratch/plain"

# A breakdown is no list of people: what too few of the register have in common is not named.
says '{"as_of": null, "by": ["id"], "cells": [], "left_out": true, "withheld": false, "protected": true}' \
    integ-cohort --by id --format json people.csv
says 'sex,count
F,..
M,..' integ-cohort --by sex --format csv --where "person_id <= 1004" town
echo kind,n >"$scratch/steering.csv"
for i in 1 2 3 4 5 6; do printf 'a\033[31mb\302\233c\342\200\256d,%s\n' $i; done >>"$scratch/steering.csv"
says 'kind            count
a [31mb  c   d      6
Left out are combinations that too few people of the register have, if there are any.' integ-cohort --by kind "$scratch/steering.csv"
# That all combinations are few tells of each, where only so many people fit into them: it is not said, whatever comes first.
by() { # the columns, and further options
    columns=$1
    shift
    "$programs/integ-cohort" --as-of 2020-01-01 --key id --by "$columns" "$@" 2>&1
}
told='No combination is named, since that would tell of a few people. Use fewer columns.'
beside='No combination is named, since with what the ledger remembers that would tell of a few people. Use fewer columns.'
printf 'id,half,side\n' >"$scratch/fours.csv"
for i in 1 2 3 4; do printf '%s,a,x\n%s,a,y\n%s,b,x\n%s,b,y\n' $i $((i + 4)) $((i + 8)) $((i + 12)); done >>"$scratch/fours.csv"
head -n 1 "$scratch/fours.csv" >"$scratch/eight.csv"
grep ',a,' "$scratch/fours.csv" >>"$scratch/eight.csv"
head -n 1 "$scratch/fours.csv" >"$scratch/nobody.csv"
expect "a breakdown whose empty list would tell is withheld" test "$(by side "$scratch/eight.csv" | tail -n 1)" = "$told"
expect "and in JSON" test "$(by side --format json "$scratch/eight.csv")" = \
    '{"as_of": "2020-01-01", "by": ["side"], "cells": [], "left_out": true, "withheld": true, "protected": true}'
expect "and in CSV" test "$(by side --format csv "$scratch/eight.csv")" = 'side,count'
for order in 'half side half,side' 'half,side half side half,side' 'side half,side half half,side'; do
    rm -f "$scratch/fours.json"
    for columns in $order; do by "$columns" --ledger "$scratch/fours.json" "$scratch/fours.csv"; done >"$scratch/out"
    expect "of breakdowns of breakdowns the small ones are withheld ($order)" \
        test "$(grep -c 'No combination is named' "$scratch/out")" -eq "$(echo "$order" | grep -o 'half,side' | wc -l)"
    expect "and the others are told ($order)" test "$(grep -c ' 8$' "$scratch/out")" -eq 4
    expect "what was withheld last is so beside the ledger ($order)" \
        test "$(by side,half --ledger "$scratch/fours.json" "$scratch/fours.csv" | tail -n 1)" = "$beside"
    expect "and the ledger remembers what was said ($order)" test "$(grep -c '"listings":' "$scratch/fours.json")" -eq 2
done
says 'side  count
Left out are combinations that too few people of the register have, if there are any.' \
    integ-cohort --by side "$scratch/nobody.csv"
refused "--by: error: the key 'person_id' would list citizens, which statistics must not do (leave it out, or give --purpose casework)" \
    integ-cohort --by sex,person_id town
"$programs/integ-cohort" --by person_id --format csv --unprotected town >"$scratch/out" 2>"$scratch/err"
expect "--unprotected may break down by the key" test "$(wc -l <"$scratch/out")" -eq 121
"$programs/integ-cohort" --by person_id --format csv --purpose casework town >"$scratch/out" 2>"$scratch/err"
expect "casework may break down by the key" test $? -eq 0

# Dates.
says '{"as_of": "2019-01-01", "count": 120, "unknown": 0, "rows": 120, "hidden": [], "protected": true}' \
    integ-cohort --format json --as-of 2019-12-31 town
refused "--as-of: error: the register begins later, on 2019-01-01" integ-cohort --as-of 2018-12-31 town

# Bare CSV files.
output cohort-describe-bare 0 integ-cohort --describe people.csv
output cohort-describe-danish 0 integ-cohort --delimiter ';' --decimal , --encoding windows-1252 --describe danish.csv
says 'count    10  the filter is true
unknown   0  it is unknown
rows     30  all rows' integ-cohort --delimiter ';' --encoding iso-8859-1 --where "by = 'Århus'" danish.csv
# What is described is protected: no label of a code that too few have, no number of distinct values that tells of a few,
# no row where a type rests on a few, and nothing that steers the terminal.
mkdir "$scratch/few"
cat >"$scratch/few/register.yaml" <<'END'
register: Few
tables:
  citizen:
    columns:
      common: {type: code, labels: {a: "Al\e[31mmindelig\u202E", b: Sjælden, c: Ingen, "d\x7F": Også}}
      shared: {type: integer, title: "De\\tte"}
      home: {type: municipality, labels: {101: København, 0151: Ballerup}}
    derive: {"twice\t": "shared * 2"}
snapshots: [{as_of: 2020-01-01, citizen: few.csv}]
END
{
    printf 'common,shared,home,"s\033kipped"\n'
    for i in 1 2 3 4 5 6 7; do printf 'a,%s,101,x\n' $i; done
    for i in 7 8 9; do printf 'b,%s,0101,x\n' $i; done
    for i in 10 11 12 13 14 15; do printf 'd\177,%s,151,x\n' $i; done
} >"$scratch/few/few.csv"
for format in text json csv; do
    output "cohort-describe-few-$format" 0 integ-cohort --describe --format $format "$scratch/few"
done
output cohort-describe-few-unprotected 0 integ-cohort --unprotected --describe "$scratch/few"
printf 'a,b\n,1\n,2\n,3\n,4\n,5\n007,6\nx,7x\n' >"$scratch/rows.csv"
says 'citizen: 7 rows, known by number
  column  type  unit  because                       unknown  distinct  bytes
  a       code        a value has a leading zero         ..        ..      1
  b       code        a value has a letter (row 7)        0         7      1' integ-cohort --describe "$scratch/rows.csv"

output cohort-ids-numbers 0 integ-cohort --purpose casework --ids --where "score > 52" people.csv
output cohort-ids-key 0 integ-cohort --purpose casework --ids --key id --where "score > 52" people.csv
refused "people.csv: error: row 2 of table \"citizen\" has the same key (\"sex\") as an earlier row; rows that repeat a key: 38 (rows are counted from 1, the header left out)" \
    integ-cohort --key sex people.csv
refused "danish.csv:1:7: error: column \"1\": not valid UTF-8 (say which encoding the file has: csv: {encoding: windows-1252} in a manifest, or --encoding windows-1252 where a program has that option)" \
    integ-cohort danish.csv

# A filter as JSON selects whom the same filter as text does, and its conditions are shown as text.
cat >"$scratch/filter.json" <<'END'
{"op": "and", "args": [
  {"op": "=", "args": [{"property": "employment"}, "employed"]},
  {"op": "<", "args": [{"property": "age"}, 60]}
]}
END
says '{"as_of": "2020-01-01", "count": 47, "unknown": 20, "rows": 120, "hidden": [], "protected": true}' \
    integ-cohort --format json --where-json "$scratch/filter.json" town
cat >"$scratch/funnel.json" <<'END'
{"op": "and", "args": [
  {"op": "=", "args": [{"property": "origin"}, "non_western"]}, {"op": "=", "args": [{"property": "sex"}, "F"]},
  {"op": "between", "args": [{"property": "age"}, 18, 64]},
  {"op": "=", "args": [{"property": "employment"}, "unemployed"]}]}
END
output cohort-funnel-text 0 integ-cohort --format text --funnel --where-json "$scratch/funnel.json" town
sed 's/"age"/"agee"/' "$scratch/filter.json" >"$scratch/agee.json"
refused "$scratch/agee.json:3:37: error: table citizen has no column agee (did you mean age?)" \
    integ-cohort --where-json "$scratch/agee.json" town
echo '{"op": "isnull", "args": [{"property": "age"}]}' >"$scratch/isnull.json"
refused "$scratch/isnull.json:1:1: error: there is no function isnull (did you mean isNull?)" \
    integ-cohort --where-json "$scratch/isnull.json" town
echo '{"op": "equals", "args": [{"property": "age"}, 1]}' >"$scratch/equals.json"
refused "$scratch/equals.json:1:1: error: there is no function equals (did you mean =?)" \
    integ-cohort --where-json "$scratch/equals.json" town
sed 's/60/60,/' "$scratch/filter.json" >"$scratch/comma.json"
refused "$scratch/comma.json:3:48: error: expected a value, found ]" integ-cohort --where-json "$scratch/comma.json" town
sed 's/60/null/' "$scratch/filter.json" >"$scratch/null.json"
refused "$scratch/null.json:3:45: error: /args/1/args/1: null is no value (write {\"op\": \"isNull\", \"args\": [...]})" \
    integ-cohort --where-json "$scratch/null.json" town
refused "nowhere.json: error: there is no such file" integ-cohort --where-json nowhere.json town
refused "--where-json: error: cannot be given together with --where" \
    integ-cohort --where-json "$scratch/filter.json" --where "age < 60" town
refused "--group: error: cannot be given together with --where-json (use in_group('western') in the filter)" \
    integ-cohort --policy policy.yaml --group western --where-json "$scratch/filter.json" town

# Threads change nothing; timing is one line of JSON.
for threads in 1 3; do
    says '{"as_of": "2020-01-01", "count": 47, "unknown": 20, "rows": 120, "hidden": [], "protected": true}' \
        integ-cohort --format json --threads $threads --where "employment = 'employed' AND age < 60" town
done
"$programs/integ-cohort" --timing town >"$scratch/out" 2>"$scratch/err"
expect "--timing prints seconds and bytes" grep -Eq \
    '^\{"load_s": [0-9]+\.[0-9]{6}, "evaluate_s": [0-9]+\.[0-9]{6}, "column_bytes": [1-9][0-9]*, "peak_rss_bytes": [1-9][0-9]*\}$' \
    "$scratch/err"

# A filter is examined with the groups that it names: nobody of working age is 70, and that is a warning only.
output cohort-group-contradiction 0 integ-cohort --policy policy.yaml --where "in_group('working_age') AND age = 70" town

# Refusals.
refused "--where:1:8: error: the expression ends too early: expected a value or a condition" integ-cohort --where "age >= " town
refused "--where:1:1: error: table citizen has no column agee (did you mean age?)" integ-cohort --where "agee > 3" town
refused "--ids: error: lists citizens, which statistics must not do (--purpose casework)" integ-cohort --ids town
refused "--purpose: error: there is no purpose 'fun' (statistics or casework)" integ-cohort --purpose fun town
refused "--by: error: the table citizen has no column 'x'" integ-cohort --by sex,x town
refused "--by: error: the table citizen has no column 'orgin' (did you mean origin?)" integ-cohort --by sex,orgin town
refused "--by: error: the table citizen has no column 'agee' (did you mean age?)" integ-cohort --by " agee , sex" town
refused "--by: error: the table citizen has no column ''" integ-cohort --by "sex, " town
refused "--by: error: 'sex' stands twice" integ-cohort --by sex,origin,sex town
refused "--by: error: takes at most 8 columns" integ-cohort --by a,b,c,d,e,f,g,h,i town
refused "--funnel: error: cannot be asked together with --by" integ-cohort --by sex --funnel town
refused "--funnel: error: needs conditions (--where CQL2 or --group NAME)" integ-cohort --funnel town
refused "--group: error: needs the document that defines the group (--policy FILE)" integ-cohort --group x town
refused "--group: error: the policy has no group 'x'" integ-cohort --policy policy.yaml --group x town
refused "--group: error: cannot be given together with --where (use in_group('western') in the filter)" \
    integ-cohort --policy policy.yaml --group western --where "age > 3" town
refused "--overlap: error: needs the document that defines the groups (--policy FILE)" integ-cohort --overlap a,b town
refused "--overlap: error: the policy has no group 'b'" integ-cohort --policy policy.yaml --overlap western,b town
refused "--overlap: error: the policy has no group 'westernn' (did you mean western?)" \
    integ-cohort --policy policy.yaml --overlap "working_age, westernn" town
refused "--overlap: error: 'western' stands twice" \
    integ-cohort --policy policy.yaml --overlap "western, western" town
refused "--overlap: error: names its groups itself (leave out --where and --group)" \
    integ-cohort --policy policy.yaml --overlap western --group western town
refused "--follow: error: 'reason' is no TABLE.COLUMN" integ-cohort --follow=reason town
refused "integ-cohort: error: '.x' is no column of codes of table 'activation'" integ-cohort --follow=activation..x town
refused "--where:1:19: error: the register has no snapshot of 2018-01-01 (it has those of 2019-01-01, 2020-01-01)" \
    integ-cohort --policy policy.yaml --where "was_in('western', DATE('2018-01-01'))" town
output cohort-other-population 2 integ-cohort --policy years.yaml --where "years_in('large_it') > 1" years
refused "--describe: error: is about all rows (leave out --where and --group)" integ-cohort --describe --where "age > 3" town
refused "--format: error: there is no format 'xml' (text, json or csv)" integ-cohort --format xml town
refused "--as-of: error: '2020-02-30' is not a date (write it as YYYY-MM-DD)" integ-cohort --as-of 2020-02-30 town
refused "--threads: error: '0' is not a whole number from 1 to 1024" integ-cohort --threads 0 town
refused "--threads: error: '2x' is not a whole number from 1 to 1024" integ-cohort --threads 2x town
refused "--delimiter: error: 'ab' cannot be used (one character that is no letter, digit, space or quote, or 'tab')" \
    integ-cohort --delimiter ab people.csv
refused "--decimal: error: 'x' cannot be used ('.' or ',')" integ-cohort --decimal x people.csv
refused "--encoding: error: 'ebcdic' cannot be used (utf-8, windows-1252 or iso-8859-1)" integ-cohort --encoding ebcdic people.csv
refused "--key: error: is for CSV files (a manifest says itself how its files are written)" integ-cohort --key person_id town
refused "--nothing: error: there is no such option (integ-cohort --help lists the options)" integ-cohort --nothing town
refused "--where: error: needs a value (integ-cohort --help lists the options)" integ-cohort town --where
refused "--count: error: takes no value (integ-cohort --help lists the options)" integ-cohort --count=3 town
refused "integ-cohort: error: say which register (integ-cohort [OPTION]... REGISTER)" integ-cohort
refused "integ-cohort: error: only one register can be read at a time" integ-cohort town people.csv
refused "nowhere.csv: error: there is no such file" integ-cohort nowhere.csv

if [ -w /dev/full ]; then
    "$programs/integ-cohort" town >/dev/full 2>"$scratch/err"
    expect "a full disk is exit status 3" test $? -eq 3
    expect "a full disk is said" grep -q "^integ-cohort: error: standard output cannot be written: " "$scratch/err"
else
    skip "a full disk is exit status 3" "no /dev/full"
fi

# The ledger: 20 people, of whom 3 are seventeen or eighteen.
{ echo id,age,area; for i in 1 2 3; do echo "$i,$((15 + i)),a"; done; i=4
  while [ $i -le 20 ]; do echo "$i,$((20 + i)),b"; i=$((i + 1)); done; } >"$scratch/twenty.csv"
counted() {
    "$programs/integ-cohort" --format csv --as-of 2020-01-01 --key id "$@" "$scratch/twenty.csv" 2>"$scratch/err"
}
counted --where "age > 16" >"$scratch/got"
printf 'count,unknown,rows\n..,0,20\n' >"$scratch/expected"
expect_same "a rest of one is hidden" "$scratch/expected" "$scratch/got"
ledger=$scratch/ledger.json
counted --ledger "$ledger" --where "age > 25" >"$scratch/got"
counted --ledger "$ledger" --where "age > 30" >"$scratch/second"
counted --where "age > 30" >"$scratch/alone"
printf 'count,unknown,rows\n10,0,20\n' >"$scratch/ten"
expect_same "10 of 20 can be said alone" "$scratch/ten" "$scratch/alone"
counted --ledger "$ledger" --where "age > 32" >"$scratch/got"
printf 'count,unknown,rows\n..,0,20\n' >"$scratch/expected"
expect_same "8 cannot be said after 10 was" "$scratch/expected" "$scratch/got"
counted --ledger "$ledger" --by area --where "age > 32" >"$scratch/got"
printf 'area,count\nb,..\n' >"$scratch/expected"
expect_same "nor in a breakdown" "$scratch/expected" "$scratch/got"
counted --funnel --where "age > 32" >"$scratch/got"
printf 'step,condition,alone,left,lost,unknown,near_miss,near_unknown\n0,,,20,,,,\n1,age > 32,8,8,12,0,12,0\n' \
    >"$scratch/expected"
expect_same "a funnel can say 8 alone" "$scratch/expected" "$scratch/got"
counted --ledger "$ledger" --funnel --where "age > 32" >"$scratch/got"
printf 'step,condition,alone,left,lost,unknown,near_miss,near_unknown\n0,,,20,,,,\n1,age > 32,..,..,..,0,..,0\n' \
    >"$scratch/expected"
expect_same "and not after 10 was said" "$scratch/expected" "$scratch/got"
rm -f "$scratch/other.json"
counted --ledger "$scratch/other.json" --funnel --where "age > 30" >"$scratch/got"
counted --ledger "$scratch/other.json" --where "age > 32" >"$scratch/got"
printf 'count,unknown,rows\n..,0,20\n' >"$scratch/expected"
expect_same "nor a count after a funnel said 10" "$scratch/expected" "$scratch/got"
refused "integ-cohort: error: a ledger finds data again by their date, and these have none (give their date (--as-of))" \
    integ-cohort --ledger "$scratch/undated.json" --count --where "age > 30" "$scratch/twenty.csv"
refused "--ledger: error: remembers counts, not --describe" \
    integ-cohort --ledger "$ledger" --describe "$scratch/twenty.csv"

# Rows of a linked table are their owners': 30 and 20 contracts of ten owners each, ten of two and seven of one; twelve seats
# of three.
mkdir "$scratch/owners"
cat >"$scratch/owners/register.yaml" <<'END'
register: Owners
tables:
  citizen: {key: id, columns: {id: {type: integer}, sex: {type: code}}}
  contract:
    link: {id: citizen}
    columns:
      id: {type: integer}
      task: {type: code, labels: {it: IT, catering: Mad, cleaning: Rengøring, gardening: Grønne områder}}
      amount: {type: integer}
  seat: {link: {id: citizen}, columns: {id: {type: integer}, board: {type: code}}}
snapshots: [{as_of: 2020-01-01, citizen: citizens.csv, contract: contracts.csv, seat: seats.csv}]
END
cat >"$scratch/owners/policy.yaml" <<'END'
policy: Owners
version: 1
language: en
population: citizen
themes: {work: {title: Work, review: reviewed, priority: 1}}
groups:
  contracts: {title: Contracts, population: contract}
  other: {title: But IT, population: contract, where: "task <> 'it'"}
  rich: {title: Large, population: contract, where: amount > 10}
  seats: {title: Seats, population: seat}
indicators:
  other: {title: But IT, kind: share, of: contracts, where: "task <> 'it'"}
  large: {title: Large, kind: share, of: contracts, where: amount > 10}
efforts: {}
END
awk 'BEGIN {print "id,sex"; for (i = 1; i <= 40; i++) print i "," (i % 2 ? "F" : "M")}' >"$scratch/owners/citizens.csv"
awk 'BEGIN {
    print "id,task,amount"
    for (i = 0; i < 30; i++) print 1 + int(sqrt(3 * i)) ",gardening," i
    for (i = 0; i < 20; i++) print 11 + int(sqrt(4 * i)) ",cleaning," i
    for (i = 0; i < 10; i++) print 21 + i % 2 ",catering," i
    for (i = 0; i < 7; i++) print "23,it,"
}' >"$scratch/owners/contracts.csv"
awk 'BEGIN {print "id,board"; for (i = 0; i < 12; i++) print 1 + i % 3 ",school"}' >"$scratch/owners/seats.csv"
owned() {
    "$programs/integ-cohort" --policy "$scratch/owners/policy.yaml" --format csv "$@" "$scratch/owners" 2>"$scratch/err"
}
for ledger in "" "--ledger=$scratch/owners.json"; do
    # shellcheck disable=SC2086
    owned $ledger --group contracts --by task >"$scratch/got"
    printf 'task,count\ncleaning,20\ngardening,30\n' >"$scratch/expected"
    expect_same "a combination of few owners is not named $ledger" "$scratch/expected" "$scratch/got"
    all=67 # which tells of the third combination beside the two that a ledger remembers
    [ -z "$ledger" ] || all=..
    # shellcheck disable=SC2086
    owned $ledger --group other >"$scratch/got"
    printf 'count,unknown,rows\n..,0,%s\n' $all >"$scratch/expected"
    expect_same "nor is a rest of one owner's contracts told $ledger" "$scratch/expected" "$scratch/got"
    # shellcheck disable=SC2086
    owned $ledger --group rich >"$scratch/got"
    printf 'count,unknown,rows\n28,..,%s\n' $all >"$scratch/expected"
    expect_same "nor that it is unknown of them $ledger" "$scratch/expected" "$scratch/got"
    # shellcheck disable=SC2086
    owned $ledger --group seats >"$scratch/got"
    printf 'count,unknown,rows\n..,0,..\n' >"$scratch/expected"
    expect_same "nor how many seats three people have $ledger" "$scratch/expected" "$scratch/got"
done
output cohort-describe-owners 0 integ-cohort --describe "$scratch/owners"
"$programs/integ-progress" "$scratch/owners/policy.yaml" "$scratch/owners" >"$scratch/out" 2>"$scratch/err"
expect "nor does a report tell of the rest" grep -q 'too few people · \.\. of 67$' "$scratch/out"

# The audit log of lists.
log=$scratch/audit.log
counted --purpose casework --ids --where "age<18" --audit-log "$log" >"$scratch/got"
printf 'id\n1\n2\n' >"$scratch/expected"
expect_same "a list is given when it was recorded" "$scratch/expected" "$scratch/got"
sed 's/"time": "[^"]*"/"time": ""/; s/"fingerprint": "[0-9a-f]*"/"fingerprint": ""/' "$log" >"$scratch/got"
echo '{"time": "", "register": "", "table": "citizen", "as_of": "2020-01-01", "definition": "age < 18", "fingerprint": "", "count": 2}' \
    >"$scratch/expected"
expect_same "the log has the definition and the count, and nobody" "$scratch/expected" "$scratch/got"
INTEG_AUDIT_LOG=$log counted --purpose casework --ids --where "age < 17" >"$scratch/got"
expect "the log is appended to, also where the environment names it" test "$(wc -l <"$log")" -eq 2
counted --purpose casework --ids --where "age < 18" --audit-log "$scratch/nowhere/log" >"$scratch/got"
expect "a log that cannot be written is exit status 3" test $? -eq 3
expect_empty "without it nobody is listed" "$scratch/got"
cp -r town "$scratch/logged"
ln -s logged/register.yaml "$scratch/log-link"
for name in "$scratch/logged/register.yaml" "$scratch/log-link"; do
    refused "--audit-log: error: '$name' is needed itself: give the log another name" \
        integ-cohort --purpose casework --ids --audit-log "$name" "$scratch/logged"
done
refused "--audit-log: fejl: '$scratch/logged/register.yaml' skal selv bruges: giv loggen et andet navn" \
    integ-cohort --lang da --purpose casework --ids --audit-log "$scratch/logged/register.yaml" "$scratch/logged"
echo '{"ledger": 1, "register": "", "count": 0, "releases": []}' >"$scratch/some-ledger.json"
refused "--audit-log: error: '$scratch/some-ledger.json' is needed itself: give the log another name" \
    integ-cohort --purpose casework --ids --audit-log "$scratch/some-ledger.json" "$scratch/logged"
INTEG_AUDIT_LOG=$scratch/twenty.csv refused \
    "INTEG_AUDIT_LOG: error: '$scratch/twenty.csv' is needed itself: give the log another name" \
    integ-cohort --purpose casework --ids "$scratch/twenty.csv"
unset INTEG_AUDIT_LOG
expect_same "and the register is as it was" town/register.yaml "$scratch/logged/register.yaml"
refused "--audit-log: error: is about lists (--ids)" integ-cohort --audit-log "$log" "$scratch/twenty.csv"

refused "--by: error: is given twice: join the names by commas" integ-cohort --by sex --by origin town
refused "--follow: error: is given twice" integ-cohort --follow --follow town
printf 'date,n\n31-12-2019,1\n' >"$scratch/dates.csv"
"$programs/integ-cohort" --describe --unprotected --format csv "$scratch/dates.csv" >"$scratch/out" 2>/dev/null
expect "a date of another form is told from a code" grep -q "a value is a date as dd-mm-yyyy, which a manifest can say" \
    "$scratch/out"

# A policy whose population is another table than the main one counts nothing that its check would not let through.
cat >"$scratch/other.yaml" <<'END'
policy: Other
population: activation
groups:
  long: {where: person_id > 1005}
END
other="$scratch/other.yaml:2:13: error: 'activation' is not the register's main table (write 'citizen' here, and \
'population: activation' in the groups that need it)"
"$programs/integ-check" "$scratch/other.yaml" town 2>"$scratch/err" >"$scratch/out"
printf '%s\n' "$other" >"$scratch/expected"
sed -n 1p "$scratch/err" >"$scratch/got"
expect_same "the check says so" "$scratch/expected" "$scratch/got"
refused "$other" integ-cohort --policy "$scratch/other.yaml" --group long town
refused "$other" integ-cohort --policy "$scratch/other.yaml" --where "in_group('long')" town
refused "$other" integ-cohort --policy "$scratch/other.yaml" --funnel --group long town
refused "$other" integ-progress "$scratch/other.yaml" town

# In Danish on demand: what the library says, and what the program itself says.
refused "--where:1:1: fejl: dette er af typen 'code', ikke en betingelse (sammenlign det med noget)" integ-cohort --lang da --where 'sex' town
refused "--round: fejl: kan ikke bruges sammen med --ledger, som husker nøjagtige antal" \
    integ-cohort --lang da --round --ledger ledger.json --where "sex = 'F'" town
refused "--round: fejl: 3 er under tærsklen på 5 og ville vise, hvad der er mindre end den" \
    integ-cohort --lang da --round=3 --where "sex = 'F'" town
refused "--decimal: fejl: 'x' kan ikke bruges ('.' eller ',')" integ-cohort --lang da --decimal x --count town/citizens-2019.csv
refused "--by: fejl: tabellen citizen har ingen kolonne 'sx' (mente du sex?)" integ-cohort --lang da --by sx town
refused "--lang: error: there is no language 'fr' (da or en)" integ-cohort --lang fr town
tr -d '\n' <"$top_srcdir/examples/common/danish.c" | sed 's/" *"//g; s/},/}\n/g' |
    sed -n 's/.*{"\(.*\)", *"\(.*\)"}$/\1\t\2/p' >"$scratch/complaints"
expect "there are complaints in Danish" test "$(wc -l <"$scratch/complaints")" -gt 40
awk -F '\t' '{for (i = 1; i <= 2; i++) {found[i] = ""; rest = $i
    while (match(rest, /%[.0-9]*(ll)?[a-z]/)) {found[i] = found[i] substr(rest, RSTART, RLENGTH); rest = substr(rest, RSTART + RLENGTH)}}
    if (found[1] != found[2]) print}' "$scratch/complaints" >"$scratch/odd"
expect_empty "both languages have the same places for values" "$scratch/odd"
cat "$top_srcdir"/examples/integ-*.c "$top_srcdir"/examples/*/*.c | tr -d '\n' | sed 's/" *"//g' >"$scratch/programs"
cut -f 1 "$scratch/complaints" | while IFS= read -r english; do
    test "$(grep -oF "\"$english\"" "$scratch/programs" | wc -l)" -ge 2 || echo "$english"
done >"$scratch/odd"
expect_empty "every complaint in Danish is one that a program makes" "$scratch/odd"

# Of many codes some are listed, and it is said that there are more.
printf 'id,c\n1,a\n' >"$scratch/codes.csv"
cat >"$scratch/codes.yaml" <<'END'
register: Codes
tables:
  citizen:
    key: id
    columns:
      id: {type: integer}
      c: {type: code, labels: {a: A, b: B, c: C, d: D, e: E, f: F, g: G, h: H, i: I, j: J, k: K, l: L, m: M, n: N}}
snapshots: [{as_of: 2020-01-01, citizen: codes.csv}]
END
"$programs/integ-cohort" --where "c = 'three'" "$scratch/codes.yaml" >"$scratch/out" 2>"$scratch/err"
expect "a list of codes that ends early says so" grep -q "(they are a, b, c, .*, l, \.\.\.)$" "$scratch/err"

# All seven in the east are late, and of forty others every second one. Neither a funnel nor an overlap tells it of the
# seven, and both do of ten.
late_in_the_east() { # PEOPLE
    echo 'id,part,late'
    awk -v east="$1" 'BEGIN {for (i = 0; i < east + 40; i++) print i "," (i < east ? "east" : "west") "," (i < east || i % 2)}'
}
cat >"$scratch/parts.yaml" <<'END'
policy: Parts
groups:
  east: {where: part = 'east'}
  late: {where: late = 1}
END
for people in 7 10; do
    late_in_the_east $people >"$scratch/parts.csv"
    "$programs/integ-cohort" --format csv --funnel --where "part = 'east' AND late = 1" "$scratch/parts.csv" \
        >"$scratch/out" 2>"$scratch/err"
    told=$(grep -c "^2,.*,$people,0,0,0,0$" "$scratch/out")
    expect "a funnel tells of $people people that all are late: $((people == 10))" test "$told" -eq $((people == 10))
    "$programs/integ-cohort" --format csv --funnel --where "late = 1 AND part = 'east'" "$scratch/parts.csv" \
        >"$scratch/out" 2>"$scratch/err"
    told=$(grep -c "^2,.*,$people,$people,20," "$scratch/out")
    expect "nor the other way round: $((people == 10))" test "$told" -eq $((people == 10))
    "$programs/integ-cohort" --format csv --funnel --where "part = 'west' AND late = 1" "$scratch/parts.csv" \
        >"$scratch/out" 2>"$scratch/err"
    told=$(grep -c -e "^1,.*,40,40,$people,0,$people,0$" -e "^2,.*,$((people + 20)),20,20,0,20,0$" "$scratch/out")
    expect "nor by those who miss one condition, or are left: $((people == 10))" test "$told" -eq $((2 * (people == 10)))
    "$programs/integ-cohort" --format csv --policy "$scratch/parts.yaml" --overlap east,late "$scratch/parts.csv" \
        >"$scratch/out" 2>"$scratch/err"
    told=$(grep -c "^east,$people,$people$" "$scratch/out")
    expect "an overlap tells of $people people that all are late: $((people == 10))" test "$told" -eq $((people == 10))
done

# All seven in the east are still there a year later, and half of those in the west. A following tells it of ten.
mkdir "$scratch/two"
cat >"$scratch/two/register.yaml" <<'END'
register: Two years
tables: {citizen: {key: id, columns: {id: {type: integer}, part: {type: code}}}}
snapshots: [{as_of: 2020-01-01, citizen: first.csv}, {as_of: 2021-01-01, citizen: second.csv}]
END
for people in 7 10; do
    late_in_the_east $people | cut -d , -f 1,2 >"$scratch/two/first.csv"
    late_in_the_east $people | grep -v ',0$' | cut -d , -f 1,2 >"$scratch/two/second.csv"
    "$programs/integ-cohort" --format csv --as-of 2020-01-01 --follow --where "part = 'east'" "$scratch/two" \
        >"$scratch/out" 2>"$scratch/err"
    expect "a following says how many are followed: $people" grep -q "^2020-01-01,$people,$people,$people,0,0,0," "$scratch/out"
    told=$(grep -c "^2021-01-01,$people,$people,$people,0,0,0,0,0$" "$scratch/out")
    expect "and of $people people that all are still there: $((people == 10))" test "$told" -eq $((people == 10))
    told=$(grep -c "^2021-01-01,$people,..,..,0,0,..,0,0$" "$scratch/out")
    expect "or nothing of them: $((people == 7))" test "$told" -eq $((people == 7))
done

# Fourteen contracts are still there, of seven people or of fourteen.
cat >"$scratch/contracts.yaml" <<'END'
policy: Contracts
groups:
  it: {population: contract, where: task = 'it'}
END
cat >"$scratch/two/register.yaml" <<'END'
register: Two years of contracts
tables:
  citizen: {key: id, columns: {id: {type: integer}, part: {type: code}}}
  contract: {key: number, link: {id: citizen}, columns: {number: {type: integer}, id: {type: integer}, task: {type: code}}}
snapshots:
  - {as_of: 2020-01-01, citizen: first.csv, contract: first-contracts.csv}
  - {as_of: 2021-01-01, citizen: first.csv, contract: second-contracts.csv}
END
late_in_the_east 40 | cut -d , -f 1,2 >"$scratch/two/first.csv"
for people in 7 14; do
    awk -v people="$people" 'BEGIN {
        print "number,id,task"
        for (i = 0; i < 14; i++) print i "," i % people ",it"
        for (i = 0; i < 40; i++) print 20 + i "," 20 + i ",other"
    }' >"$scratch/two/first-contracts.csv"
    awk -F , '$3 == "task" || $3 == "it" || $1 % 2' "$scratch/two/first-contracts.csv" >"$scratch/two/second-contracts.csv"
    "$programs/integ-cohort" --format csv --policy "$scratch/contracts.yaml" --group it --as-of 2020-01-01 --follow \
        "$scratch/two" >"$scratch/out" 2>"$scratch/err"
    expect "a following says how many contracts are followed, of $people people" \
        grep -q "^2020-01-01,14,14,14,0,0,0," "$scratch/out"
    told=$(grep -c "^2021-01-01,14,14,14,0,0,0,0,0$" "$scratch/out")
    expect "and that all are still there: $((people == 14))" test "$told" -eq $((people == 14))
done

# More faults than are kept.
{
    printf 'id,born\n'
    i=0
    while [ $i -lt 400 ]; do
        echo "$i,2019-02-30"
        i=$((i + 1))
    done
} >"$scratch/bad.csv"
cat >"$scratch/register.yaml" <<'END'
register: Bad dates
tables: {citizen: {key: id, columns: {id: {type: integer}, born: {type: date}}}}
snapshots: [{as_of: 2020-01-01, citizen: bad.csv}]
END
"$programs/integ-cohort" "$scratch/register.yaml" >"$scratch/out" 2>"$scratch/err"
expect "bad dates are exit status 2" test $? -eq 2
expect "those that are not shown are counted" \
    test "$(tail -n 1 "$scratch/err")" = "integ-cohort: $((400 - $(grep -c ': error: ' "$scratch/err"))) more messages are left out"

done_testing
