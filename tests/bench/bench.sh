#!/bin/sh
# This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
# If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/.
#
# The bench answers right and prints what it promises; how fast is no test.

. "$srcdir/support/tap.sh"

bench=$top_builddir/tests/bench/bench
rows=1500

awk -v rows=$rows -v folder="$scratch" -f "$srcdir/bench/register.awk" >"$scratch/answers" || exit 99
cat >"$scratch/groups" <<'END'
birth_date <= DATE('1980-01-01') AND household_size BETWEEN 3 AND 4
residence_area = 'area07'

danish_level IS NULL AND country IN ('C060', 'C061')
sex = 'female' AND housing_area IS NOT NULL AND income < 1000
END
cat >"$scratch/register.yaml" <<'END'
register: Workloads
version: 1
csv: {delimiter: ";", decimal: "."}
tables:
  citizen:
    key: person_id
    columns:
      person_id:         {type: integer}
      birth_date:        {type: date}
      sex:               {type: code}
      origin:            {type: code}
      origin_region:     {type: code}
      country:           {type: code}
      residence_area:    {type: code}
      housing_area:      {type: code}
      arrival_date:      {type: date}
      employment_status: {type: code}
      hours_worked:      {type: decimal, decimals: 1}
      income:            {type: decimal, decimals: 2}
      danish_level:      {type: code}
      education_level:   {type: code}
      household_size:    {type: integer}
      parish:            {type: code}
    derive:
      age: age(birth_date)
  activation:
    link: {person_id: citizen}
    spell: {start: start_date, end: end_date, end_is: inclusive}
    columns:
      person_id:  {type: integer}
      start_date: {type: date}
      end_date:   {type: date}
      kind:       {type: code}
snapshots:
  - {as_of: 2026-01-01, citizen: citizens.csv, activation: spells.csv}
END

run() {
    "$bench" --register "$scratch/register.yaml" --groups "$scratch/groups" "$@" >"$scratch/lines" 2>"$scratch/messages" </dev/null
}

# The field of the line of a workload: field NAME WORKLOAD
field() {
    sed -nE "s/^\{\"workload\":\"$2\",.*\"$1\":\"?([^,\"}]*).*/\1/p" "$scratch/lines"
}

answer() {
    awk -v name="$1" '$1 == name {print $2}' "$scratch/answers"
}

# says DESCRIPTION ACTUAL EXPECTED
says() {
    expect "$1" test "$2" = "$3"
    [ "$2" = "$3" ] || echo "# $2 instead of $3"
}

run --threads 2 --runs 2
expect "everything is measured" test $? -eq 0
expect_empty "and nothing is complained of" "$scratch/messages"
sed -E 's/"where":.*//' "$scratch/lines" | cut -d, -f1 | tr '\n' ' ' >"$scratch/names"
echo '{"workload":"W6" {"workload":"W1" {"workload":"W2" {"workload":"W3" {"workload":"W4" {"workload":"W5_1"' \
    '{"workload":"W5_10" {"workload":"W5_50" {"workload":"W7" {"workload":"bandwidth" {"workload":"bandwidth" ' |
    tr -d '\n' >"$scratch/expected"
expect_same "there is a line for each workload" "$scratch/expected" "$scratch/names"

# The lines are flat: a pattern can say what JSON they may be.
object='^\{("[a-z_]+":("([^"\\[:cntrl:]]|\\.)*"|-?(0|[1-9][0-9]*)(\.[0-9]+)?)(,|\}$))+$'
grep -vE "$object" "$scratch/lines" >"$scratch/invalid"
expect_empty "every line is a JSON object" "$scratch/invalid"
for name in rows threads median_ms min_ms max_ms runs check bytes; do
    grep -v "\"$name\":" "$scratch/lines" >"$scratch/without"
    expect_empty "every line tells $name" "$scratch/without"
done

for workload in W1 W2 W3 W5_1 W5_10 W5_50 W7; do
    expect "$workload selects somebody" test "$(answer $workload)" -gt 0
    says "$workload counts what was counted otherwise" "$(field check $workload)" "$(answer $workload)"
done
says "W4 breaks W3 down without losing anybody" "$(field check W4)" "$(answer W3)"
says "W7 says whose days they are" "$(field persons W7)" "$(answer persons)"
says "W6 reads every row" "$(field check W6)" "$(($(wc -l <"$scratch/citizens.csv") + $(wc -l <"$scratch/spells.csv") - 2))"
says "lines tell how many rows there were" "$(field rows W1)" $rows
says "lines tell how many threads worked" "$(field threads W1)" 2
says "lines tell how many runs they are from" "$(field runs W1)" 2
says "the keys of members are those of the file" "$(field sum W5_50)" \
    "$(awk -F ';' '$3 == "female" {sum += $1} END {print sum}' "$scratch/citizens.csv")"
says "four columns of codes and one of dates are six bytes a row" "$(field bytes W1)" $((6 * rows))
field bytes bandwidth | while read -r bytes; do
    echo $((bytes / 8))
done >"$scratch/expected"
field check bandwidth >"$scratch/words"
expect_same "the bandwidth is that of reading every word" "$scratch/expected" "$scratch/words"

for instructions in portable best; do
    run --runs 1 --instructions $instructions --workload W2 --workload W5_1
    says "W2 is the same with the $instructions instructions" "$(field check W2)" "$(answer W2)"
    says "only what is asked for is measured ($instructions)" "$(wc -l <"$scratch/lines")" 2
done

run --runs 1 --where "age >= 18 AND residence_area <> 'area07'" --where "parish = '\"'"
says "other filters have lines of their own" "$(wc -l <"$scratch/lines")" 2
grep -vE "$object" "$scratch/lines" >"$scratch/invalid"
expect_empty "in which quotes are escaped" "$scratch/invalid"
says "a derived column is read from where it comes" "$(field bytes where | head -n 1)" $((3 * rows))

printf 'W1\nW6\nW5_50\n' |
    "$bench" --register "$scratch/register.yaml" --ask >"$scratch/lines" 2>"$scratch/messages"
expect "questions can be asked" test $? -eq 0
says "every question has an answer, loading first" "$(cut -d'"' -f4 "$scratch/lines" | tr '\n' ' ')" "W6 W1 W6 W5_50 "
says "an answer is right" "$(field check W5_50)" "$(answer W5_50)"

# refused MESSAGE ARGUMENT...
refused() {
    echo "$1" >"$scratch/expected"
    shift
    "$bench" "$@" >"$scratch/lines" 2>"$scratch/messages" </dev/null
    expect "refused: $*" test $? -eq 2
    expect_same "and why: $*" "$scratch/expected" "$scratch/messages"
}

refused "bench: error: say which register (bench [OPTION]... --register MANIFEST)" --workload W1
refused "--workload: error: there is no workload 'W9' (bench --help lists them)" --workload W9
refused "--threads: error: '0' is not a whole number from 1 to 1024" --threads 0
refused "--runs: error: '2x' is not a whole number from 1 to 1000000" --runs 2x
refused "--instructions: error: there are none 'mmx' (portable, avx2, avx512 or best)" --instructions mmx
refused "bench: error: W3 needs filters (--groups FILE)" --register "$scratch/register.yaml" --workload W3
refused "--where:1:1: error: table citizen has no column agee (did you mean age?)" \
    --register "$scratch/register.yaml" --where "agee > 3"
refused "$scratch/nowhere: error: No such file or directory" --register "$scratch/register.yaml" --groups "$scratch/nowhere"
expect "the help lists the options" "$bench" --help

done_testing
