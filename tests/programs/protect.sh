#!/bin/sh
# This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
# If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/.
#
# integ-protect: tables that are protected, tables that are not, and tables that are none.

. "$srcdir/programs/programs.sh"

output protect-regions 0 integ-protect regions.csv
output protect-text 0 integ-protect --format text --marker x regions.csv
output protect-json 0 integ-protect --format json regions.csv
output protect-hierarchy 0 integ-protect --delimiter ';' --hierarchy areas-hierarchy.csv areas.csv
output protect-column-hierarchy 0 integ-protect --delimiter ';' --hierarchy area=areas-hierarchy.csv areas.csv
output protect-missing 0 integ-protect --missing-as-zero missing.csv
output protect-missing-audit 1 integ-protect --audit --missing-as-zero --threshold 3 --full-cell 0 missing-hidden.csv
output protect-round 0 integ-protect --method round regions.csv
output protect-round-base 0 integ-protect --method round --threshold 3 --base 3 --format text regions.csv
output protect-round-json 0 integ-protect --method round --base 10 --delimiter ';' --hierarchy areas-hierarchy.csv \
    --format json areas.csv
output protect-nothing 0 integ-protect --threshold 1 --no-complement --full-cell 0 regions.csv
output protect-audit 1 integ-protect --audit --full-cell 0 singletons.csv
output protect-nothing-da 0 integ-protect --lang da --threshold 1 --no-complement --full-cell 0 regions.csv
output protect-round-da 0 integ-protect --lang da --method round regions.csv
output protect-audit-da 1 integ-protect --lang da --audit --full-cell 0 singletons.csv
output protect-audit-csv 1 integ-protect --audit --full-cell 0 --format csv singletons.csv
output protect-audit-json 1 integ-protect --audit --full-cell 0 --format json singletons.csv

"$programs/integ-protect" regions.csv >"$scratch/protected.csv" 2>"$scratch/err"
# What is shown is not audited, and neither is what follows with totals that the table does not have.
printf 'a,n\nx,3\ny,30\nz,20\ntotal,53\n' >"$scratch/shown.csv"
output protect-audit-shown 0 integ-protect --audit --format json "$scratch/shown.csv"
printf 'a,b,n\nx,k,3\ny,k,4\nz,k,..\nx,l,..\ny,l,0\nz,l,10\n' >"$scratch/no-total.csv"
output protect-audit-no-total 0 integ-protect --audit "$scratch/no-total.csv"
output protect-audit-no-total-da 0 integ-protect --lang da --audit "$scratch/no-total.csv"
output protect-audit-without-total 0 integ-protect --zeros --no-total --audit "$scratch/no-total.csv"
"$programs/integ-protect" --audit "$scratch/protected.csv" >"$scratch/out" 2>"$scratch/err"
expect "what was protected passes the audit" test $? -eq 0
"$programs/integ-protect" --strict regions.csv >"$scratch/strict.csv" 2>"$scratch/err"
expect "strictly too" test $? -eq 0

# A file from Windows is read, and what is written is read again, as often as one likes.
printf '\357\273\277g,h,n\r\n"total",total,"31"\r\n"a, b",total,11\r\n"c ""d""",total,20\r\n\r\n' >"$scratch/windows.csv"
printf 'total,x,21\r\n"a, b",x,8\r\n"c ""d""",x,13\r\ntotal,y,10\r\n"a, b",y,3\r\n"c ""d""",y,7' >>"$scratch/windows.csv"
"$programs/integ-protect" "$scratch/windows.csv" >"$scratch/one" 2>"$scratch/err"
expect "a file with marks of Windows is protected" test $? -eq 0
"$programs/integ-protect" --audit "$scratch/one" >"$scratch/out" 2>"$scratch/err"
expect "and passes the audit" test $? -eq 0
"$programs/integ-protect" --method round "$scratch/windows.csv" >"$scratch/one" 2>"$scratch/err"
"$programs/integ-protect" --method round "$scratch/one" >"$scratch/two" 2>"$scratch/err"
expect_same "what was rounded is not changed any more" "$scratch/one" "$scratch/two"

# One to six dimensions, in every format.
${AWK:-awk} -v folder="$scratch" 'BEGIN {
    for (d = 1; d <= 6; d++) {
        file = folder "/dimensions" d ".csv"; line = ""
        for (at = 1; at <= d; at++) line = line "d" at ","
        print line "n" >file
        for (cell = 0; cell < 3 ^ d; cell++) {
            line = ""; rest = cell; ones = 0
            for (at = 1; at <= d; at++) { k = rest % 3; rest = int(rest / 3); line = line (k == 0 ? "total" : k == 1 ? "u" : "v") ","; ones += k == 0 }
            print line 2 ^ ones * 3 >file
        }
        close(file)
    } }'
for dimensions in 1 2 3 4 5 6; do
    "$programs/integ-protect" "$scratch/dimensions$dimensions.csv" >"$scratch/one" 2>"$scratch/err"
    expect "$dimensions dimensions are protected" test $? -eq 0
    "$programs/integ-protect" --audit "$scratch/one" >"$scratch/out" 2>"$scratch/err"
    expect "$dimensions dimensions pass the audit" test $? -eq 0
    for format in text json; do
        "$programs/integ-protect" --format $format "$scratch/dimensions$dimensions.csv" >"$scratch/out" 2>"$scratch/err"
        expect "$dimensions dimensions as $format" test $? -eq 0
    done
done

# What was rounded is looked at by a program of its own: parts add up, no count is 1 to 4, zeros stay.
"$programs/integ-protect" --method round rounding.csv >"$scratch/rounded.csv" 2>"$scratch/err"
expect "counts are rounded" test $? -eq 0
awk -F, 'NR == FNR { before[$1 "," $2] = $3; next }
    { now[$1 "," $2] = $3; rows[$1] = 1; columns[$2] = 1 }
    $3 > 0 && $3 < 5 { print $1, $2, "is small" }
    before[$1 "," $2] == 0 && $3 != 0 { print $1, $2, "was nobody" }
    END {
        for (r in rows) for (c in columns) if (r != "row" && r != "total" && c != "total") {
            sum[r ",total"] += now[r "," c]; sum["total," c] += now[r "," c]; sum["total,total"] += now[r "," c]
        }
        for (cell in sum) if (sum[cell] != now[cell]) print cell, "is no sum"
    }' rounding.csv "$scratch/rounded.csv" >"$scratch/out"
expect_empty "they add up, and none is small" "$scratch/out"
"$programs/integ-protect" --method round --format json rounding.csv >"$scratch/one" 2>"$scratch/err"
"$programs/integ-protect" --method round --format json --base 5 rounding.csv >"$scratch/two" 2>"$scratch/err"
expect_same "the base is the threshold unless it is given" "$scratch/one" "$scratch/two"

# in_danish OPTIONS...: what was just said in English, in err, is said in other words, and called an error.
in_danish() {
    "$programs/integ-protect" --lang da "$@" 2>&1 >"$scratch/out" </dev/null | sed 's/: fejl: /: error: /' >"$scratch/words"
    cat "$scratch/words" >>"$scratch/danish"
    if diff "$scratch/err" "$scratch/words" >/dev/null || ! grep -q ': error: ' "$scratch/words"; then
        cat "$scratch/words" >>"$scratch/not-danish"
    fi
}
: >"$scratch/not-danish"

# wrong NAME TEXT MESSAGE OPTIONS...: a table that is refused, with this message alone.
wrong() {
    printf "$2" >"$scratch/wrong.csv"
    message=$3
    name=$1
    shift 3
    (cd "$scratch" && "$programs/integ-protect" "$@" wrong.csv >out 2>err </dev/null)
    expect "$name is refused" test $? -eq 2
    cd "$scratch" || exit 99
    in_danish "$@" wrong.csv
    cd "$data" || exit 99
    printf '%s\n' "$message" >"$scratch/expected"
    expect_same "$name has its message" "$scratch/expected" "$scratch/err"
    expect_empty "$name prints nothing" "$scratch/out"
}

say_total="say --total"
or_none="if it does (again for each name), or --no-total if it is none"
printf 'a;nord\nb;nord\n' >"$scratch/nord-hierarchy.csv"
wrong "a total that is no sum" 'g,n\ntotal,9\na,3\nb,7\n' \
    "wrong.csv:2:7: error: this total is not the sum of its parts by g"
wrong "a cell that stands twice" 'g,n\ntotal,9\na,9\na,9\n' "wrong.csv:4:1: error: this cell stands in line 3 already"
wrong "a cell that is missing" 'g,h,n\na,x,1\na,y,2\nb,x,3\n' \
    "wrong.csv: error: there is no row for g 'b', h 'y' (write 0 where nobody is, or say --missing-as-zero)"
wrong "a missing cell, of those that are not nobody," 'g,h,n\na,x,1\na,t,1\nb,x,3\nb,t,3\nt,x,4\n' \
    "wrong.csv: error: there is no row for g 't', h 't', and its parts are not 0" --missing-as-zero --total t
wrong "a count with a fraction" 'g,n\na,1.5\n' "wrong.csv:2:3: error: this is no count: a whole number, 0 or more"
wrong "a count in quotes and words" 'g,n\n"a ""b""","1 person"\n' \
    "wrong.csv:2:11: error: this is no count: a whole number, 0 or more"
wrong "a count that is not the marker" 'g,n\ntotal,9\na,x\nb,x\n' \
    "wrong.csv:3:3: error: this is no count: a whole number, 0 or more, or the marker" --audit
wrong "a negative count" 'g,n\na,-1\n' "wrong.csv:2:3: error: this is no count: a whole number, 0 or more"
wrong "an empty count" 'g,n\na,\n' "wrong.csv:2:3: error: this is no count: a whole number, 0 or more"
wrong "a hidden count" 'g,n\na,..\n' \
    "wrong.csv:2:3: error: this count is hidden already (--audit audits a protected table)"
wrong "another number of fields" 'g,n\na,1,2\n' "wrong.csv:2:1: error: the header has 2 fields, and this row 3"
wrong "one field" 'g,n\na\n' "wrong.csv:2:1: error: the header has 2 fields, and this row 1"
wrong "a count that is too large" 'g,n\na,99999999999999999999\n' "wrong.csv:2:3: error: this count is too large"
wrong "another encoding" 'g,n\ntotal,9\nb,3\n\303\246\346,6\n' \
    "wrong.csv:4:2: error: this is no UTF-8; convert the file (iconv -f windows-1252 -t utf-8)"
wrong "a surrogate" 'g,n\n\355\240\200,6\n' \
    "wrong.csv:2:1: error: this is no UTF-8; convert the file (iconv -f windows-1252 -t utf-8)"
wrong "a name that stands twice" 'g,g,n\na,b,6\n' "wrong.csv:1:3: error: there are two columns 'g'"
wrong "a column without a name" 'g,,n\na,b,6\n' "wrong.csv:1:3: error: this column has no name"
wrong "a total by another name" 'g,n\nTotal,10\na,4\nb,6\n' \
    "wrong.csv:2:1: error: 'Total' has the name of a total, and no code of column 'g' marks totals; $say_total 'Total' $or_none"
# Nord is I alt less syd. Whoever gives out such a table gives nord away.
for called in 'I alt' IALT i-alt Alle ALL Sum TOTAL 'Hele landet' Samlet; do
    complaint="wrong.csv:4:1: error: '$called' has the name of a total, and no code of column 'g' marks totals; $say_total '$called' $or_none"
    wrong "a total that is called $called" "g,n\nnord,3\nsyd,20\n$called,23\n" "$complaint"
    wrong "a protected table with a total that is called $called" "g,n\nnord,..\nsyd,20\n$called,23\n" "$complaint" --audit
    wrong "a table to be rounded with a total that is called $called" "g,n\nnord,3\nsyd,20\n$called,23\n" "$complaint" --method round
done
wrong "a total by no usual name" 'g,h,n\nnord,x,3\nsyd,x,20\nbyen,x,23\nnord,y,0\nsyd,y,8\nbyen,y,8\n' \
    "wrong.csv:4:1: error: 'byen' is the sum of all others, and no code of column 'g' marks totals; $say_total 'byen' $or_none"
wrong "a total of regions by no usual name" 'g,n\nbyen,43\na,3\nb,20\nc,20\nnord,23\n' \
    "wrong.csv:2:1: error: 'byen' is the sum of all others, and no code of column 'g' marks totals; $say_total 'byen' $or_none" \
    --hierarchy nord-hierarchy.csv
wrong "a total of which some lines are without rows" 'g,h,n\nnord,x,3\nsyd,x,20\nbyen,x,23\nnord,y,5\nsyd,y,8\n' \
    "wrong.csv:4:1: error: 'byen' is the sum of all others, and no code of column 'g' marks totals; $say_total 'byen' $or_none" \
    --missing-as-zero
wrong "a protected table with a total by no usual name" \
    'g,h,n\nnord,x,..\nsyd,x,20\nbyen,x,23\nnord,y,6\nsyd,y,8\nbyen,y,14\n' \
    "wrong.csv:4:1: error: 'byen' is the sum of all others, and no code of column 'g' marks totals; $say_total 'byen' $or_none" --audit
wrong "a second column with totals by another name" 'g,h,n\nt,total,9\na,total,9\nt,x,9\na,x,9\n' \
    "wrong.csv:2:3: error: 'total' has the name of a total, and no code of column 'h' marks totals; $say_total 'total' $or_none" \
    --total t
wrong "a code of totals that stands nowhere" 'g,n\nnord,3\nsyd,20\nI alt,23\n' \
    "--total: error: no column has the code 'I ALT' (did you mean 'I alt'?)" --total 'I ALT'
wrong "a code of totals that is misspelled" 'g,n\nnord,3\nsyd,20\nbyen,23\n' \
    "--total: error: no column has the code 'byn' (did you mean 'byen'?)" --total byn --audit
wrong "a code of totals that is like no other" 'g,n\nnord,3\nsyd,20\n' \
    "--total: fejl: ingen kolonne har koden 'omegnen'" --total omegnen --no-total --lang da
wrong "a column with two codes of totals" 'g,n\nnord,3\nI alt,3\ntotal,3\n' \
    "--total: error: column 'g' has both 'I alt' and 'total'" --total 'I alt' --total total

# given NAME TEXT EXPECTED OPTIONS...: a table whose totals were said, and what is printed of it.
given() {
    printf "$2" >"$scratch/given.csv"
    printf "$3" >"$scratch/expected"
    name=$1
    shift 3
    "$programs/integ-protect" "$@" "$scratch/given.csv" >"$scratch/out" 2>"$scratch/err"
    expect_same "$name" "$scratch/expected" "$scratch/out"
}
given "a total that is named protects its parts" 'g,n\nnord,3\nsyd,20\nI alt,23\n' 'g,n\nnord,..\nsyd,..\nI alt,23\n' \
    --total 'I alt'
given "each column may call its totals differently" \
    'g,h,n\nnord,x,3\nsyd,x,20\nbyen,x,23\nnord,alle,3\nsyd,alle,20\nbyen,alle,23\n' \
    'g,h,n\nnord,x,..\nsyd,x,..\nbyen,x,23\nnord,alle,..\nsyd,alle,..\nbyen,alle,23\n' --total byen --total alle
given "a sum by accident is a count like any other" 'g,n\na,3\nb,20\nc,23\n' 'g,n\na,..\nb,20\nc,23\n' --no-total
given "so is a code that has the name of a total" 'g,n\na,3\nb,20\nalle,30\n' 'g,n\na,..\nb,20\nalle,30\n' --no-total
given "a code that is no sum in one line is no total" 'g,h,n\na,x,3\nb,x,20\nc,x,23\na,y,7\nb,y,8\nc,y,16\n' \
    'g,h,n\na,x,..\nb,x,20\nc,x,23\na,y,7\nb,y,8\nc,y,16\n'
given "one code as large as another is no total" 'g,n\na,20\nb,20\nc,0\n' 'g,n\na,20\nb,20\nc,0\n'
given "a column of one code has no totals" 'g,h,n\nalle,x,3\nalle,y,20\n' 'g,h,n\nalle,x,..\nalle,y,20\n'
wrong "another delimiter" 'g;n\ntotal;9\n' "wrong.csv:1:1: error: there is one column only; say --delimiter ';' if that parts them"
wrong "tabs" 'g\tn\ntotal\t9\n' "wrong.csv:1:1: error: there is one column only; say --delimiter '\t' if that parts them"
wrong "a total that is less than a part" 'g,n\ntotal,3\na,5\nb,..\n' \
    "wrong.csv:2:7: error: this total is not the sum of its parts by g" --audit
wrong "cells that contradict each other" 'g,h,n\na,x,..\na,y,..\nb,x,..\nb,y,..\na,t,2\nb,t,2\nt,x,..\nt,y,1\nt,t,5\n' \
    "wrong.csv:10:5: error: this total is not the sum of its parts by g" --audit --total t
wrong "hidden cells that contradict each other" 'g,h,n\na,x,..\na,y,..\nb,x,..\nb,y,..\na,t,2\nb,t,..\nt,x,..\nt,y,..\nt,t,1\n' \
    "wrong.csv:10:5: error: this total is not the sum of its parts by g" --audit --total t
wrong "an open quote" 'g,n\n"a,1\n' "wrong.csv:2:1: error: this quote is not closed"
wrong "text behind a quote" 'g,n\n"a"b,1\n' \
    "wrong.csv:2:4: error: there is something between the closing quote and the end of the field"
wrong "one column" 'n\n1\n' "wrong.csv:1:1: error: a table has a column of codes at least, and one of counts; \
if another character parts them, say which with --delimiter"
printf 'g\tn\na\t7\ntotal\t7\n' >"$scratch/tab.csv"
for tab in tab '\t'; do
    expect "--delimiter $tab parts columns by tabs" "$programs/integ-protect" --delimiter "$tab" "$scratch/tab.csv"
done
wrong "a header alone" 'g,n\n' "wrong.csv:1:1: error: the table has no rows"
wrong "an empty file" '' "wrong.csv: error: is empty"
wrong "what cannot have been published" 'g,h,n\na,x,5\na,t,3\nt,x,..\nt,t,..\n' \
    "wrong.csv:3:5: error: this total is not the sum of its parts by h" --audit --total t

# As `refused`, in both languages.
refused_in_both() {
    refused "$@"
    shift 2
    in_danish "$@"
}

refused_in_both "integ-protect: error: say which table (integ-protect [OPTION]... TABLE.csv)" integ-protect
refused_in_both "--method: error: there is no method 'magic' (suppress or round)" integ-protect --method magic regions.csv
refused_in_both "--threshold: error: '0' is not a whole number from 1 to 1000" integ-protect --threshold 0 regions.csv
wrong "a table in which zeros were hidden" 'g,n\ntotal,2\na,..\nb,..\nc,..\n' \
    "wrong.csv:2:7: error: by this rule it cannot have been hidden so: a hidden part of this total must be 0 (--zeros says \
that zeros are hidden)" --audit --full-cell 0
wrong "what only several lines tell to have been hidden by another rule" \
    'g,h,n\ntotal,total,12\ntotal,x,6\ntotal,y,6\na,total,..\na,x,..\na,y,..\nb,total,..\nb,x,..\nb,y,..\nc,total,9\nc,x,5\nc,y,4\n' \
    "wrong.csv: error: by this rule it cannot have been hidden so: a hidden count must be 0 (--zeros says that zeros are \
hidden)" --audit --full-cell 0
wrong "a NUL byte" 'g,n\na\000b,5\n' "wrong.csv:2:2: error: a NUL byte is no text"
wrong "a NUL byte alone" '\000' "wrong.csv:1:1: error: a NUL byte is no text"
wrong "a table in UTF-16" '\377\376g\000,\000' \
    "wrong.csv:1:1: error: this is no UTF-8; convert the file (iconv -f windows-1252 -t utf-8)"
wrong "a table in lines that end with a carriage return alone" 'g\303\270,n\rtotal,9\ra,9\r' \
    "wrong.csv:1:5: error: lines end with a carriage return alone; convert the file (tr '\\r' '\\n')"

refused_in_both "--base: error: only --method round rounds" integ-protect --base 5 regions.csv
refused_in_both "--base: error: '1' is not a whole number from 2 to 1000" integ-protect --method round --base 1 regions.csv
refused_in_both "--base: error: say what to round to, since the threshold is 1" \
    integ-protect --method round --threshold 1 regions.csv
for base in 2 3 4; do
    refused "--base: error: $base is below the threshold, which is 5, and would be shown: say --threshold $base too, if \
that is no small count" integ-protect --method round --base $base regions.csv
done
refused "--base: fejl: 3 er under tærsklen, som er 5, og ville blive vist: angiv også --threshold 3, hvis det ikke er et \
lille antal" integ-protect --method round --base 3 --lang da regions.csv
refused_in_both "--audit: error: looks at hidden counts, and --method round hides none" \
    integ-protect --audit --method round regions.csv
refused_in_both "--marker: error: '0' cannot be told from a count" integ-protect --marker 0 regions.csv
refused_in_both "--hierarchy: error: the table has no column 'place'" integ-protect --hierarchy place=areas-hierarchy.csv regions.csv
refused_in_both "areas-hierarchy.csv:2:3: error: column 'region' of the table has no code 'north'" \
    integ-protect --hierarchy region=areas-hierarchy.csv regions.csv

# wrong_hierarchy NAME TEXT MESSAGE: a hierarchy of areas that is refused.
wrong_hierarchy() {
    printf "$2" >"$scratch/hierarchy.csv"
    (cd "$scratch" && "$programs/integ-protect" --delimiter ';' --hierarchy hierarchy.csv "$data/areas.csv" >out 2>err)
    expect "$1 is refused" test $? -eq 2
    cd "$scratch" || exit 99
    in_danish --delimiter ';' --hierarchy hierarchy.csv "$data/areas.csv"
    cd "$data" || exit 99
    printf '%s\n' "$3" >"$scratch/expected"
    expect_same "$1 has its message" "$scratch/expected" "$scratch/err"
}

wrong_hierarchy "an unknown parent" 'child;parent\na;west\n' \
    "hierarchy.csv:2:1: error: no column of the table has both 'a' and 'west'"
wrong_hierarchy "an unknown child in the first line" 'x;north\n' \
    "hierarchy.csv:1:1: error: no column of the table has both 'x' and 'north'"
wrong_hierarchy "one field" 'a;north\nb\n' "hierarchy.csv:2:1: error: the header has 2 fields, and this row 1"
wrong_hierarchy "a part of itself" 'a;a\n' "hierarchy.csv:1:1: error: 'a' is above itself"
wrong_hierarchy "a cycle" 'child;parent\na;north\nnorth;b\nb;a\n' "hierarchy.csv:4:1: error: 'b' is above itself"
wrong_hierarchy "two parents" 'a;north\nb;north\na;south\n' "hierarchy.csv:3:1: error: 'a' has two parents"
wrong_hierarchy "a part of nothing" 'child;parent\ntotal;north\n' \
    "hierarchy.csv:2:1: error: 'total' marks totals, and is below nothing"
wrong_hierarchy "a column too many" 'child;parent;more\na;north;1\n' \
    "hierarchy.csv:1:1: error: a hierarchy has two columns: child;parent"
refused_in_both "areas-hierarchy.csv:2:1: error: no column of the table has both 'a' and 'north'" \
    integ-protect --hierarchy areas-hierarchy.csv regions.csv
refused_in_both "no-such.csv: error: cannot be read: No such file or directory" integ-protect no-such.csv
expect_empty "what is wrong is said in Danish too" "$scratch/not-danish"
expect "that is $(sort -u "$scratch/danish" | wc -l) different messages" test "$(sort -u "$scratch/danish" | wc -l)" -gt 40

# A table of which two thousand hidden counts hang together, more than the library's audit has time for. Where the program
# is built with CLP nothing is left undecided, and where it is not, what is undecided is unsafe.
check_large_table() {
    ${AWK:-awk} 'function draw() { seed = (seed * 1103515245 + 12345) % 2147483648; return int(seed / 65536) }
        BEGIN {
            seed = 7
            print "row,column,n"
            for (r = 1; r <= 70; r++) {
                for (c = 1; c <= 60; c++) {
                    n = draw() % 12
                    hidden = n > 0 && (n < 5 || draw() % 10 < 3)
                    print r "," c "," (hidden ? ".." : n)
                    row[r] += n; column[c] += n; all += n
                }
            }
            for (r = 1; r <= 70; r++) print r ",total," row[r]
            for (c = 1; c <= 60; c++) print "total," c "," column[c]
            print "total,total," all
        }' >"$scratch/large.csv"
    "$programs/integ-protect" --audit --full-cell 0 --format csv "$scratch/large.csv" >"$scratch/out" 2>"$scratch/err"
    status=$?
    grep -v ',safe,$' "$scratch/out" | sed 1d >"$scratch/unsafe"
    if grep -q 'S\["HAVE_CLP_TRUE"\]=""' "$top_builddir/config.status"; then
        expect "a large table is decided" test $status -eq 0
        expect_empty "nothing of it is left undecided" "$scratch/unsafe"
    elif grep -q undecided "$scratch/err"; then
        expect "what is undecided of a large table is unsafe" test $status -eq 1
        grep -v ',undecided,' "$scratch/unsafe" >"$scratch/differences"
        expect_empty "and nothing else is" "$scratch/differences"
    else
        expect "a large table is decided without CLP" test $status -eq 0
    fi
}

# Three hierarchies, protected here, and audited by what is printed alone: 2197 cells, of which hundreds hang together.
check_cube() {
    ${AWK:-awk} 'function draw() { seed = (seed * 1103515245 + 12345) % 2147483648; return int(seed / 65536) }
        function up(code, level) { return level == 0 ? code : level == 1 ? substr(code, 1, 2) : "total" }
        BEGIN {
            seed = 11
            for (i = 0; i < 27 * 27; i++) {
                a = "a" int(i / 243) "_" int(i / 81) % 3; b = "b" int(i / 27) % 3 "_" int(i / 9) % 3; c = "c" int(i / 3) % 3 "_" i % 3
                n = draw() % 4 == 0 ? 0 : draw() % (draw() % 3 == 0 ? 6 : 40)
                for (k = 0; k < 27; k++) sum[up(a, int(k / 9)) "," up(b, int(k / 3) % 3) "," up(c, k % 3)] += n
            }
            print "a,b,c,n"
            for (cell in sum) print cell "," sum[cell]
        }' >"$scratch/cube.csv"
    for d in a b c; do for g in 0 1 2; do for l in 0 1 2; do echo "$d${g}_$l;$d$g"; done; done; done >"$scratch/cube-hierarchy.csv"
    "$programs/integ-protect" --full-cell 0 --hierarchy "$scratch/cube-hierarchy.csv" "$scratch/cube.csv" >"$scratch/hidden.csv" 2>"$scratch/err"
    expect "a cube is protected" test $? -eq 0
    "$programs/integ-protect" --audit --full-cell 0 --hierarchy "$scratch/cube-hierarchy.csv" --format csv "$scratch/hidden.csv" \
        >"$scratch/out" 2>"$scratch/err"
    status=$?
    if grep -q 'S\["HAVE_CLP_TRUE"\]=""' "$top_builddir/config.status"; then
        expect "what a cube tells is decided, and is nothing" test $status -eq 0
        grep -c ',safe,' "$scratch/out" >"$scratch/safe"
        grep -c -F '..' "$scratch/hidden.csv" >"$scratch/expected"
        expect_same "all that is hidden is safe" "$scratch/expected" "$scratch/safe"
        "$programs/integ-protect" --audit --budget 0 --full-cell 0 --hierarchy "$scratch/cube-hierarchy.csv" --format csv \
            "$scratch/hidden.csv" >"$scratch/out" 2>"$scratch/err"
        expect "what there is no budget for is not safe" test $? -eq 1
        grep -v ',undecided,' "$scratch/out" | sed 1d >"$scratch/differences"
        expect_empty "but undecided" "$scratch/differences"
    else
        expect "what a cube tells is undecided without CLP" test $status -eq 1
    fi
}

# Zeros that were shown for the sake of a total of nobody are hidden with it, and stay hidden.
check_sparse_tables() {
    for seed in 1 2 4 5; do
        awk -v seed=$seed -v folder="$scratch" -f "$data/sparse.awk"
        "$programs/integ-protect" --hierarchy "x=$scratch/sparse-1.csv" --hierarchy "y=$scratch/sparse-2.csv" \
            --hierarchy "z=$scratch/sparse-3.csv" "$scratch/sparse.csv" >"$scratch/out" 2>"$scratch/err"
        expect "a sparse table of 3,328 cells passes the audit (seed $seed)" test $? -eq 0
    done
}

if [ -z "${QUICK_TESTS:-}" ]; then
    check_large_table
    check_cube
fi
if [ -n "${LONG_TESTS:-}" ]; then
    check_sparse_tables
fi

if [ -w /dev/full ]; then
    "$programs/integ-protect" regions.csv >/dev/full 2>"$scratch/err"
    expect "a full disk is exit status 3" test $? -eq 3
else
    skip "a full disk is exit status 3" "no /dev/full"
fi

done_testing
