#!/bin/sh
# This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
# If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/.
#
# Tables that somebody protected badly, and how integ-protect --audit finds out what they tell. The sources are those of
# tests/disclosure/attacks.c: issues of sdcTools/UserSupport, sdcTable's tests and the handbook.

. "$srcdir/programs/programs.sh"

cd "$scratch" || exit 99

# found NAME STATUS EXPECTED OPTIONS...: audits the table on standard input. EXPECTED has a line for each hidden cell: its
# codes, the limits without and with the rule, and the finding.
found() {
    cat >table.csv
    name=$1
    expected_status=$2
    printf '%s\n' "$3" >expected
    shift 3
    "$programs/integ-protect" --audit --format csv "$@" table.csv >out 2>err
    status=$?
    expect "$name: exit status $expected_status" test $status -eq "$expected_status"
    sed '1d; s/,[^,]*$//' out >limits
    expect_same "$name: what is found" expected limits
    awk -F, 'NR > 1 && $NF == "" && $(NF - 1) != "safe"' out >missing
    expect_empty "$name: with its witness" missing
}

# withstands NAME OPTIONS...: protects the table on standard input, and audits what comes of it.
withstands() {
    cat >table.csv
    name=$1
    shift
    "$programs/integ-protect" "$@" table.csv >protected.csv 2>err
    expect "$name is protected" test $? -eq 0
    "$programs/integ-protect" --audit "$@" protected.csv >out 2>err
    expect "$name withstands the audit" test $? -eq 0
    grep -F '..' protected.csv >hidden
    expect "$name hides something" test -s hidden
}

plain='--full-cell 0 --no-complement'

found "zeros beside each other" 1 'a,0,0,0,0,interval
b,0,0,0,0,interval' $plain <<'TABLE'
part,n
total,0
a,..
b,..
c,0
TABLE
found "zeros beside others" 1 'c,0,0,0,0,interval
d,0,0,0,0,interval' $plain <<'TABLE'
part,n
total,15
a,10
b,5
c,..
d,..
TABLE
found "ones beside others" 1 'c,0,2,1,1,rule
d,0,2,1,1,rule' $plain <<'TABLE'
part,n
total,15
a,10
b,3
c,..
d,..
TABLE
withstands "ones beside others" --threshold 2 $plain <<'TABLE'
part,n
total,15
a,10
b,3
c,1
d,1
TABLE
found "ones and twos" 1 '1,A,0,3,1,1,rule
1,B,0,3,1,1,rule
1,M,0,3,1,1,rule
2,A,0,3,1,1,rule
2,M,0,3,2,2,rule
total,A,0,3,2,2,rule
total,B,0,3,1,1,rule' --threshold 3 $plain <<'TABLE'
row,column,n
1,A,..
1,B,..
1,H,7
1,M,..
1,W,0
1,total,10
2,A,..
2,B,0
2,H,0
2,M,..
2,W,8
2,total,11
total,A,..
total,B,..
total,H,7
total,M,3
total,W,8
total,total,21
TABLE
withstands "ones and twos" --threshold 3 $plain <<'TABLE'
row,column,n
1,A,1
1,B,1
1,H,7
1,M,1
1,W,0
1,total,10
2,A,1
2,B,0
2,H,0
2,M,2
2,W,8
2,total,11
total,A,2
total,B,1
total,H,7
total,M,3
total,W,8
total,total,21
TABLE
found "two ones" 1 'a,0,2,1,1,rule
c,0,2,1,1,rule' --threshold 2 $plain <<'TABLE'
region,n
a,..
b,2
c,..
d,0
total,4
TABLE
withstands "two ones" --threshold 2 $plain <<'TABLE'
region,n
a,1
b,2
c,1
d,0
total,4
TABLE
found "the handbook's limits" 0 '1,1,3,6,3,6,safe
1,2,1,4,1,4,safe
2,1,0,3,0,3,safe
2,2,0,3,0,3,safe' --zeros $plain <<'TABLE'
row,column,n
1,1,..
1,2,..
1,total,7
2,1,..
2,2,..
2,total,3
3,1,3
3,2,3
3,total,6
total,1,9
total,2,7
total,total,16
TABLE
found "two hidden in every line" 1 'w,a,25,94,26,93,safe
w,b,47,47,47,47,linear
w,c,0,69,1,68,safe
x,a,26,95,27,94,safe
x,c,0,69,1,68,safe
y,b,0,185,1,184,safe
y,d,0,185,1,184,safe
z,b,906,1091,907,1090,safe
z,d,585,770,586,769,safe' $plain <<'TABLE'
row,column,n
total,total,3943
total,a,1012
total,b,1262
total,c,779
total,d,890
w,total,230
w,a,..
w,b,..
w,c,..
w,d,89
x,total,250
x,a,..
x,b,124
x,c,..
x,d,31
y,total,336
y,a,92
y,b,..
y,c,59
y,d,..
z,total,3127
z,a,800
z,b,..
z,c,651
z,d,..
TABLE
withstands "everybody and nobody" --threshold 3 <<'TABLE'
status,hours,n
total,total,16
total,full,13
total,part,3
married,total,6
married,full,6
married,part,0
divorced,total,6
divorced,full,5
divorced,part,1
single,total,4
single,full,2
single,part,2
TABLE

# Tables of two columns of which others published what they hid, and what that leaves: GaussSuppression and sdcTable, with
# limits by lpSolve. Each is audited as it was hidden there, and protected here.
vectors=${INTEGRATION_SHARED:-$top_srcdir/../shared}/vectors/suppression.csv
if [ -r "$vectors" ]; then
    for table in z1_maxN1 z1_maxN2 z1_maxN3 z1_maxN5 UserSupport135_maxN2_gauss_nosingleton sdcTable_4x4_unsafe; do
        rm -f ./*.csv
        awk -F, -v table=$table '$1 == table {
            gsub(/[a-z0-9]+=/, "", $3); split($3, code, ";"); most = $2; cells = code[1] "," code[2] ","
            if (sub(/^maxN=/, "", most)) most += 0; else most = 0
            if (!n++) print "row,column,n" >"whole.csv"
            if (n == 1) print "row,column,n" >"hidden.csv"
            print cells $4 >"whole.csv"
            print cells ($6 == 1 ? ".." : $4) >"hidden.csv"
            if ($6 == 1) print cells $7 "," $8 "," ($10 == "" ? "" : $10 "," $11) >"limits.csv"
            published += $6; exposed += $9 + $12
        } END { print most + 1, published, (exposed > 0) }' "$vectors" >about
        read -r threshold published exposed <about
        "$programs/integ-protect" --audit --total Total --format csv $plain hidden.csv >out 2>err
        expect "$table: what was hidden is audited" test $? -eq "$exposed"
        awk -F, 'NR == FNR { cell[$1 "," $2] = $3 "," $4 "," $5 "," $6; next } FNR > 1 {
            split(cell[$1 "," $2], is, ","); wrong = is[1] != $3 || is[2] != $4 || (is[3] != "" && (is[3] != $5 || is[4] != $6))
            if (wrong) print $0, "instead of", cell[$1 "," $2] }' limits.csv out >differences
        expect_empty "$table: the limits are those published" differences
        [ "$threshold" -gt 1 ] || continue
        withstands "$table" --total Total --threshold "$threshold" $plain <whole.csv
        [ "$exposed" -eq 1 ] || expect "$table: no more is hidden" test "$(grep -c . hidden)" -le "$published"
    done
else
    skip "published tables" "no $vectors"
fi

done_testing
