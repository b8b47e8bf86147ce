#!/bin/sh
# This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
# If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/.
#
# integ-progress: the report in every format and language, what is hidden, where it is written, and every refusal.

. "$srcdir/programs/programs.sh"

output progress-da 1 integ-progress policy.yaml town
# Goals and efforts over another table than the citizens'.
output progress-contracts 0 integ-progress years.yaml years
output progress-en 1 integ-progress --lang en policy.yaml town
output progress-json 1 integ-progress --format json policy.yaml town
output progress-csv 1 integ-progress --format csv --method share_of_distance policy.yaml town
sed 's/^population:/disclosure: {method: round}\n&/' policy.yaml >"$scratch/round.yaml"
output progress-round 1 integ-progress --lang en "$scratch/round.yaml" town
output progress-round-json 1 integ-progress --format json "$scratch/round.yaml" town
output progress-round-ledger 2 integ-progress --ledger "$scratch/rounded.json" "$scratch/round.yaml" town
output progress-unprotected 1 integ-progress --unprotected --format csv policy.yaml town
output progress-2019 1 integ-progress --as-of 2019-06-30 --format csv policy.yaml town

"$programs/integ-progress" --lang da --format json policy.yaml town >"$scratch/da"
"$programs/integ-progress" --lang en --format json policy.yaml town >"$scratch/en"
expect_same "JSON is the same in both languages" "$scratch/da" "$scratch/en"
LC_ALL=da_DK.UTF-8 "$programs/integ-progress" --format json policy.yaml town >"$scratch/locale"
expect_same "JSON does not depend on the locale" "$scratch/da" "$scratch/locale"

sed '/requirement:/d' policy.yaml >"$scratch/policy.yaml"
"$programs/integ-progress" --format csv "$scratch/policy.yaml" town >"$scratch/out" 2>&1
expect "without a breached requirement the exit status is 0" test $? -eq 0

# Where it is written.
"$programs/integ-progress" policy.yaml town >"$scratch/report" 2>&1
mkdir "$scratch/folder"
"$programs/integ-progress" -o "$scratch/folder/status.txt" policy.yaml town >"$scratch/out" 2>&1
expect "-o leaves the exit status as it is" test $? -eq 1
expect_empty "-o prints nothing" "$scratch/out"
expect_same "-o writes the same report" "$scratch/report" "$scratch/folder/status.txt"
expect "-o leaves nothing else behind" test "$(ls "$scratch/folder")" = status.txt
echo before >"$scratch/folder/status.txt"
"$programs/integ-progress" --output "$scratch/folder/status.txt" nowhere.yaml town >"$scratch/out" 2>&1
expect "after a failure the old file is as it was" test "$(cat "$scratch/folder/status.txt")" = before
expect "a failure leaves nothing else behind" test "$(ls "$scratch/folder")" = status.txt
"$programs/integ-progress" -o "$scratch/nowhere/status.txt" policy.yaml town >"$scratch/out" 2>"$scratch/err"
expect "a file that cannot be written is exit status 3" test $? -eq 3
echo "$scratch/nowhere/status.txt: error: cannot be written: No such file or directory" >"$scratch/expected"
expect_same "a file that cannot be written is named" "$scratch/expected" "$scratch/err"
echo elsewhere >"$scratch/elsewhere.txt"
ln -s ../elsewhere.txt "$scratch/folder/link.txt"
"$programs/integ-progress" -o "$scratch/folder/link.txt" policy.yaml town >"$scratch/out" 2>&1
expect "-o writes to where a symbolic link leads" cmp "$scratch/report" "$scratch/elsewhere.txt"
expect "which stays one" test -L "$scratch/folder/link.txt"
rm "$scratch/elsewhere.txt"
"$programs/integ-progress" -o "$scratch/folder/link.txt" policy.yaml town >"$scratch/out" 2>"$scratch/err"
expect "a link that leads nowhere cannot be written to" test $? -eq 3
echo "$scratch/folder/link.txt: error: is a symbolic link that leads nowhere (remove it, or name a file)" >"$scratch/expected"
expect_same "which is said" "$scratch/expected" "$scratch/err"
rm "$scratch/folder/link.txt"
chmod 640 "$scratch/folder/status.txt"
"$programs/integ-progress" -o "$scratch/folder/status.txt" --unprotected policy.yaml town >"$scratch/out" 2>&1
expect "-o keeps the permissions of a file that it replaces" \
    test "$(stat -c %a "$scratch/folder/status.txt")" = 640
(umask 022 && "$programs/integ-progress" -o "$scratch/folder/public" policy.yaml town >"$scratch/out" 2>&1)
expect "-o makes a file as the mask says" test "$(stat -c %a "$scratch/folder/public")" = 644
(umask 022 && "$programs/integ-progress" -o "$scratch/folder/secret" --unprotected policy.yaml town >"$scratch/out" 2>&1)
expect "-o makes an unprotected file for its owner alone" test "$(stat -c %a "$scratch/folder/secret")" = 600
refused "-o: error: needs the name of a file" integ-progress -o "" policy.yaml town
if [ -w /dev/full ]; then
    "$programs/integ-progress" -o /dev/full policy.yaml town 2>"$scratch/err"
    expect "a full disk is exit status 3" test $? -eq 3
    "$programs/integ-progress" policy.yaml town >/dev/full 2>"$scratch/err"
    expect "full standard output is exit status 3" test $? -eq 3
else
    skip "a full disk is exit status 3" "no /dev/full"
fi

for method in share_of_distance open_sdg eurostat un_progress_chart weather barometer control_chart significance; do
    "$programs/integ-progress" --method $method --format json policy.yaml town >"$scratch/out" 2>"$scratch/err"
    expect "--method $method judges every goal" test "$(grep -c "\"method\": \"$method\"" "$scratch/out")" = 3
    expect_empty "--method $method complains of nothing" "$scratch/err"
done
refused "--method: error: there is no method 'guess' (see --help)" integ-progress --method guess policy.yaml town
refused "--format: error: there is no format 'html' (text, json or csv)" integ-progress --format html policy.yaml town
refused "--lang: error: there is no language 'de' (da or en)" integ-progress --lang de policy.yaml town
refused "--as-of: error: 'today' is not a date (write it as YYYY-MM-DD)" integ-progress --as-of today policy.yaml town
refused "integ-progress: error: give a policy and a register (integ-progress [OPTION]... POLICY REGISTER)" \
    integ-progress policy.yaml
refused "integ-progress: error: give a policy and a register (integ-progress [OPTION]... POLICY REGISTER)" \
    integ-progress policy.yaml town town
refused "--frm: error: there is no such option (integ-progress --help lists the options)" integ-progress --frm
refused "-o: error: needs a value (integ-progress --help lists the options)" integ-progress policy.yaml town -o
refused "nowhere.yaml: error: there is no such file" integ-progress nowhere.yaml town
refused "nowhere.csv: error: there is no such file" integ-progress policy.yaml nowhere.csv
refused "--as-of: error: the register begins later, on 2019-01-01" integ-progress --as-of 2018-01-01 policy.yaml town

# A CSV file without a manifest.
cat >"$scratch/bare.yaml" <<'END'
policy: A file
population: citizen
themes:
  work: {title: Work, review: reviewed}
indicators:
  score: {title: Score, kind: mean, measure: score}
goals:
  high: {title: High, theme: work, indicator: score, direction: maintain, target: {maintain: 20}}
END
refused "people.csv: error: does not say of which date it is (give --as-of DATE)" \
    integ-progress "$scratch/bare.yaml" people.csv
says 'theme,goal,title,indicator,unit,direction,date,value,lower,upper,numerator,denominator,unknown,baseline_date,baseline,target,target_high,by,progress,expected,status,reason,requirement,recognition,method,method_status,method_value,why,forecast,forecast_lower,forecast_upper,probability
work,high,High,score,measure,maintain,2020-01-01,30.75,25.141818127537356,36.358181872462644,40,40,0,,,20,,,,,maintained,,,,share_of_distance,maintained,,kept,,,,' \
    integ-progress --format csv --as-of 2020-01-01 "$scratch/bare.yaml" people.csv

# One ledger for both programs knows the rows by the same key.
key_ledger=$scratch/key.json
"$programs/integ-cohort" --ledger "$key_ledger" --key id --as-of 2020-01-01 people.csv >"$scratch/out" 2>&1
refused "$key_ledger: error: the snapshot of 2020-01-01 is not the one that an earlier release counted: data, derived columns \
or the key have changed (keep the snapshots that were published from as they are; for a CSV file name the same key (--key) \
every time)" integ-progress --ledger "$key_ledger" --as-of 2020-01-01 "$scratch/bare.yaml" people.csv
"$programs/integ-progress" --ledger "$key_ledger" --key id --as-of 2020-01-01 "$scratch/bare.yaml" people.csv >"$scratch/out" 2>"$scratch/err"
expect "with the same key both are remembered" test "$(grep -c '"date":' "$key_ledger")" -eq 2
refused "--key: error: is for CSV files (a manifest says itself how its files are written)" \
    integ-progress --key person_id policy.yaml town

refused "nowhere.yaml: fejl: filen findes ikke" integ-progress --lang da nowhere.yaml town
refused "--as-of: fejl: registret begynder først den 2019-01-01" \
    integ-progress --lang da --as-of 2018-01-01 policy.yaml town

# What can hardly be meant is warned of, and changes nothing.
sed "s/origin = 'western'/origin = 'vestlig'/" policy.yaml >"$scratch/misspelt.yaml"
"$programs/integ-progress" "$scratch/misspelt.yaml" town >"$scratch/out" 2>"$scratch/err"
expect "an unknown code leaves the exit status as it is" test $? -le 1
expect "an unknown code is warned of" grep -q ":22:21: warning: no row of the register has the code 'vestlig' in origin" "$scratch/err"
expect "the report is there" test -s "$scratch/out"
# Where zeros are hidden, that nobody has a code is one: only the manifest is asked.
sed "s/origin = 'western'/origin = 'vestlig' AND sex = 'K'/; s/^population:/disclosure: {zeros: true}\\n&/" policy.yaml \
    >"$scratch/zeros.yaml"
for program in integ-progress integ-check; do
    "$programs/$program" "$scratch/zeros.yaml" town 2>"$scratch/err" >"$scratch/out"
    expect_failure "$program says nothing of nobody where zeros are hidden" grep vestlig "$scratch/err"
    expect "$program compares codes with labels then" \
        grep -q "warning: the register has no label for the code 'K' of sex (those with one are F, M)" "$scratch/err"
    "$programs/$program" --lang da "$scratch/zeros.yaml" town 2>"$scratch/err" >"$scratch/out"
    expect "$program says so in Danish" \
        grep -q "advarsel: registret har ingen etiket til koden 'K' i sex (de, der har en, er F, M)" "$scratch/err"
done
"$programs/integ-cohort" --policy "$scratch/zeros.yaml" --where "origin = 'vestlig'" town 2>"$scratch/err" >"$scratch/out"
expect_empty "nor does integ-cohort" "$scratch/err"

# Of 40 people 38 are in the group, which is not said since two are not; 13 of them, which can be.
awk 'BEGIN {print "a,x"; for (i = 0; i < 40; i++) print (i < 38 ? "p" : "q") "," (i % 3 == 0)}' >"$scratch/citizen.csv"
cat >"$scratch/register.yaml" <<'END'
register: Town
tables: {citizen: {columns: {a: {type: code}, x: {type: integer}}}}
snapshots: [{as_of: 2020-01-01, citizen: citizen.csv}]
END
cat >"$scratch/most.yaml" <<'END'
policy: Most
version: 1
language: en
population: citizen
groups: {most: {title: Most, where: "a = 'p'"}}
indicators: {third: {title: Third, kind: share, of: most, where: x = 1}}
END
"$programs/integ-progress" "$scratch/most.yaml" "$scratch" >"$scratch/out"
expect "a numerator is shown without a denominator that is not" grep -q " · 13 of \.\." "$scratch/out"

# People read what the register calls its columns, and a report without goals has no numbers of them.
cat >"$scratch/register.yaml" <<'END'
register: Town
tables: {citizen: {columns: {a: {type: code, title: Area}, x: {type: integer}}}}
snapshots: [{as_of: 2020-01-01, citizen: citizen.csv}]
END
cat >"$scratch/titled.yaml" <<'END'
policy: Titled
version: 1
language: en
population: citizen
indicators: {people: {title: People, kind: share, where: x = 1, by: [a, x]}}
END
"$programs/integ-progress" "$scratch/titled.yaml" "$scratch" >"$scratch/out"
expect "a breakdown is called by the titles of its columns" grep -q '^ *By Area, x$' "$scratch/out"
expect "there is one empty line where there are no goals" test "$(sed -n '3,4{/^$/p}' "$scratch/out" | wc -l)" -eq 1
"$programs/integ-cohort" --by a "$scratch" >"$scratch/out"
expect "and so is one of integ-cohort" grep -q '^Area *count$' "$scratch/out"

# All of the six in the west work, which is hidden; that they live there is what the group means.
awk 'BEGIN {print "area,works"; for (i = 0; i < 60; i++) print (i < 54 ? "north," i % 3 : "west,1")}' \
    >"$scratch/citizen.csv"
cat >"$scratch/register.yaml" <<'END'
register: Town
tables: {citizen: {columns: {area: {type: code}, works: {type: integer}}}}
snapshots: [{as_of: 2020-01-01, citizen: citizen.csv}]
END
cat >"$scratch/west.yaml" <<'END'
policy: West
version: 1
language: en
population: citizen
groups: {west: {title: West, where: "area = 'west'"}}
indicators:
  itself: {title: Itself, kind: share, of: west, where: "area = 'west'"}
  works: {title: Works, kind: share, of: west, where: works = 1}
END
"$programs/integ-progress" "$scratch/west.yaml" "$scratch" | grep " of 6$" | sed 's/  */ /g; s/ · 95%.*[0-9] ·/ ·/' >"$scratch/got"
printf ' Now 100.0%% · 6 of 6\n Now .. · it would say something of too few people · .. of 6\n' >"$scratch/expected"
expect_same "what a figure means is not hidden" "$scratch/expected" "$scratch/got"

# The ledger: what was said once can be said again, and is protected against what is said later.
ledger=$scratch/ledger.json
for time in first second; do
    "$programs/integ-progress" --ledger "$ledger" --published 2020-02-01 policy.yaml town >"$scratch/$time" 2>"$scratch/err"
    expect "with a ledger the exit status is the same, $time time" test $? -eq 1
    expect_same "with a ledger the report is the same, $time time" "$scratch/report" "$scratch/$time"
    cp "$scratch/err" "$scratch/err-$time"
done
expect "that a ledger was begun is said" grep -qx "integ-progress: a new ledger was begun: $ledger" "$scratch/err-first"
expect_failure "but not of one that was there" grep "ledger" "$scratch/err-second"
ln -s nowhere.json "$scratch/dangling.json"
refused "$scratch/dangling.json: error: the ledger is a symbolic link that leads nowhere: a new one would not know what was \
published (put the ledger back where the link leads, or remove the link to begin a new one)" \
    integ-progress --ledger "$scratch/dangling.json" policy.yaml town
expect "a link that leads nowhere stays as it is" test -L "$scratch/dangling.json"
expect "the ledger remembers both" test "$(grep -c '"date":"2020-02-01"' "$ledger")" = 2
cp "$ledger" "$scratch/before"
"$programs/integ-progress" --ledger "$ledger" policy.yaml "$scratch/nowhere" >"$scratch/out" 2>&1
expect_same "after a failure the ledger is as it was" "$scratch/before" "$ledger"
sed 's/"count":[0-9][0-9]*/"count":1234567/' "$ledger" >"$scratch/changed.json"
"$programs/integ-progress" --ledger "$scratch/changed.json" policy.yaml town >"$scratch/out" 2>"$scratch/err"
expect "a changed ledger is exit status 2" test $? -eq 2
expect_empty "with a changed ledger nothing is given out" "$scratch/out"
expect "it is said to be changed" grep -q "the ledger was changed" "$scratch/err"
"$programs/integ-progress" --ledger "$scratch/nowhere/ledger.json" policy.yaml town >"$scratch/out" 2>"$scratch/err"
expect "a ledger that cannot be written is exit status 3" test $? -eq 3
expect_empty "without its ledger nothing is given out" "$scratch/out"
refused "--ledger: error: needs the name of a file" integ-progress --ledger "" policy.yaml town
refused "--ledger: error: remembers what was published, which unprotected figures must not be" \
    integ-progress --ledger "$ledger" --unprotected policy.yaml town
refused "-o: error: '$scratch/same.json' is needed itself: give the report another name" \
    integ-progress --ledger "$scratch/same.json" -o "$scratch/same.json" policy.yaml town
refused "-o: error: 'policy.yaml' is needed itself: give the report another name" \
    integ-progress -o policy.yaml policy.yaml town
# Nothing that the report is made of is written over, whatever names it has.
cp -r town "$scratch/own"
cp policy.yaml "$scratch/own-policy.yaml"
find "$scratch/own" -type f -exec sha256sum {} + >"$scratch/before"
ln -s own "$scratch/alias"
for file in $(cd "$scratch/own" && find . -type f); do
    ln -sf "$scratch/own/$file" "$scratch/link"
    ln -f "$scratch/own/$file" "$scratch/second"
    for name in "$scratch/own/$file" "$scratch/alias/$file" "$scratch/link" "$scratch/second"; do
        refused "-o: error: '$name' is needed itself: give the report another name" \
            integ-progress -o "$name" "$scratch/own-policy.yaml" "$scratch/own"
    done
done
refused "-o: error: 'people.csv' is needed itself: give the report another name" \
    integ-progress -o people.csv --as-of 2020-01-01 "$scratch/bare.yaml" ./people.csv
refused "-o: error: '$scratch/alias/l.json.lock' is needed itself: give the report another name" \
    integ-progress --ledger "$scratch/own/l.json" -o "$scratch/alias/l.json.lock" policy.yaml town
ln -s own/l.json "$scratch/to-ledger.json"
cp "$ledger" "$scratch/own/l.json"
refused "-o: error: '$scratch/own/l.json.lock' is needed itself: give the report another name" \
    integ-progress --ledger "$scratch/to-ledger.json" -o "$scratch/own/l.json.lock" policy.yaml town
refused "-o: error: '$scratch/own/l.json' is needed itself: give the report another name" \
    integ-progress -o "$scratch/own/l.json" policy.yaml town
rm "$scratch/own/l.json"
find "$scratch/own" -type f -exec sha256sum {} + >"$scratch/after"
expect_same "the register is as it was" "$scratch/before" "$scratch/after"
# Seven people were counted before: that each of seven values is somebody's says that it is one person's.
cat >"$scratch/seven.yaml" <<'END'
policy: Seven
population: citizen
indicators:
  young: {title: Young, kind: count, where: age < 28}
END
sed 's/age < 28/&, by: [age]/' "$scratch/seven.yaml" >"$scratch/each.yaml"
"$programs/integ-progress" --ledger "$scratch/seven.json" --as-of 2020-01-01 "$scratch/seven.yaml" people.csv >"$scratch/out" 2>&1
expect "the seven are counted" grep -q "Nu  *7 " "$scratch/out"
cp "$scratch/seven.json" "$scratch/before"
refused "integ-progress: error: beside what was published earlier, what is listed, shown and hidden here would give 7 small figures away \
(leave out groups and breakdowns with figures of a few people)" \
    integ-progress --lang en --ledger "$scratch/seven.json" --as-of 2020-01-01 "$scratch/each.yaml" people.csv
expect_same "what is refused is not remembered" "$scratch/before" "$scratch/seven.json"
refused "--published: error: needs a ledger (--ledger FILE)" integ-progress --published 2020-01-01 policy.yaml town

# All seven in one area are late, and those in the table of departures are none of the citizens any more.
mkdir "$scratch/left"
cat >"$scratch/left/register.yaml" <<'END'
register: Left
tables:
  citizen: {key: id, columns: {id: {type: integer}, area: {type: code}, late: {type: integer}}}
  departure: {link: {id: citizen}, columns: {id: {type: integer}, reason: {type: code}}}
snapshots: [{as_of: 2020-01-01, citizen: citizen.csv, departure: departure.csv}]
END
awk 'BEGIN {print "id,area,late"; for (i = 1; i <= 40; i++) print i "," (i < 8 ? "z" : "a") "," (i < 8 || i % 3 == 0)}' \
    >"$scratch/left/citizen.csv"
awk 'BEGIN {print "id,reason"; for (i = 50; i < 60; i++) print i ",moved"}' >"$scratch/left/departure.csv"
cat >"$scratch/left.yaml" <<'END'
policy: Left
population: citizen
groups: {z: {title: Z, where: "area = 'z'"}}
indicators: {late: {title: Late, kind: share, of: z, where: "late = 1"}}
END
"$programs/integ-progress" --lang en "$scratch/left.yaml" "$scratch/left" >"$scratch/out" 2>"$scratch/err"
expect "a linked table of nobody who is there is no hindrance" grep -q 'too few people .* \.\. of 7$' "$scratch/out"

done_testing
