#!/bin/sh
# This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
# If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/.
#
# integ-stat on inputs whose results others have published, in data/published/: each file has the columns that a function
# reads and those that it should give, expected_NAME, to a part of 1e-12; `?` is not published.
#
# proportion-C-M, rate-C-M and indirect-rate-C-M, with confidence C and multiplier M, and strata: Office for Health
# Improvement and Disparities, R package PHEindicatormethods, ukhsa-collaboration/PHEindicatormethods@093fd288,
# tests/testthat. open_sdg: Statistics Canada, sdg-data-canada-odd-donnees/sdg-data-donnees-odd@f89e601d; open_sdg-edges:
# the formulas of open-sdg/sdg-build at their edges, worked out apart from this library; eurostat: Eustat,
# EUSTAT-PRE/data@0f34aa00.

. "$srcdir/support/tap.sh"

stat=$top_builddir/examples/integ-stat
[ -x "$stat" ] || skip_all "the example programs are not built"
published=$srcdir/programs/data/published
shared=${INTEGRATION_SHARED:-$top_srcdir/../shared}/vectors

# compare COLUMNS: reads what integ-stat wrote and prints the rows in which a column is not as expected. COLUMNS are
# pairs NAME=EXPECTED, or nothing: then every expected_NAME is compared with NAME. Quoted fields are stepped over.
compare() {
    awk -v pairs="${1:-}" '
        function is_number(text) { return text ~ /^-?[0-9.]+([eE][-+]?[0-9]+)?$/ }
        function same(is, should) {
            if (should == "?" || is == should || (should == "null" && is == "")) return 1
            if (!is_number(is) || !is_number(should)) return 0
            d = is - should; d = d < 0 ? -d : d
            return d <= 1e-12 * (should < 0 ? -should : should)
        }
        { gsub(/"[^"]*"/, "text"); n = split($0, field, ",") }
        NR == 1 {
            for (i = 1; i <= n; i++) {
                column[field[i]] = i
                if (pairs == "" && field[i] ~ /^expected_/) wanted[substr(field[i], 10)] = field[i]
            }
            count = split(pairs, pair, " ")
            for (i = 1; i <= count; i++) { split(pair[i], side, "="); wanted[side[1]] = side[2] }
            next
        }
        {
            rows++
            for (name in wanted)
                if (!same(field[column[name]], field[column[wanted[name]]]))
                    print "row " NR ": " name " is " field[column[name]] " and not " field[column[wanted[name]]] ": " $0
        }
        END { if (rows < 1) print "there are no rows" }'
}

# gives DESCRIPTION FILE COLUMNS ARGUMENTS...
gives() {
    description=$1 file=$2 columns=$3
    shift 3
    "$stat" "$@" <"$file" >"$scratch/out" 2>"$scratch/wrong" || echo "exit status $?" >>"$scratch/wrong"
    compare "$columns" <"$scratch/out" >>"$scratch/wrong"
    expect_empty "$description" "$scratch/wrong"
}

for function in proportion rate indirect-rate; do
    for file in "$published/$function"-0*.csv; do
        name=$(basename "$file" .csv)
        options=${name#"$function-"}
        gives "$name" "$file" "" "$function" --confidence "${options%-*}" --multiplier "${options#*-}"
    done
done

strata() { # CONFIDENCE ROWS
    "$stat" standardised-rate --confidence "$1" --multiplier 10000 <"$published/strata.csv" 2>"$scratch/warnings" |
        sed "1s/\$/,expected_total_count,expected_total_pop,expected_value,expected_lower,expected_upper/
            2s/\$/$2/; 3s/\$/$3/; 4s/\$/$4/" | compare >"$scratch/wrong"
    expect_empty "standardised rates with a confidence of $1" "$scratch/wrong"
}
strata 0.95 ',895,8970,1043.0247991469423,971.77090679856803,1117.894091547925' \
    ',91,8970,110.3212025300104,87.745576753670903,136.70882227251795' ',9,8970,,,'
strata 0.998 ',895,8970,1043.0247991469423,932.32878802199036,1162.0595999522059' \
    ',91,8970,110.3212025300104,76.36420357939879,153.00328948244763' ',9,8970,,,'

# The same weights are taken where none are given: they are the European Standard Population's.
cut -d, -f1-4 "$published/strata.csv" >"$scratch/unweighted.csv"
"$stat" standardised-rate --multiplier 10000 <"$published/strata.csv" >"$scratch/weighted" 2>&1
"$stat" standardised-rate --multiplier 10000 <"$scratch/unweighted.csv" >"$scratch/unweighted" 2>&1
expect_same "without weights, those of the European Standard Population" "$scratch/weighted" "$scratch/unweighted"
gives "open_sdg" "$published/open_sdg.csv" "" progress
gives "open_sdg as the programs do" "$published/open_sdg.csv" "" progress --strict
gives "open_sdg at its edges, as the programs do" "$published/open_sdg-edges.csv" "" progress --strict
gives "eurostat" "$published/eurostat.csv" "" progress --method eurostat
gives "eurostat as the programs do" "$published/eurostat.csv" "" progress --method eurostat --strict

# What is published under terms that do not let it be passed on is compared where it lies beside the project.
if [ -r "$shared/progress.csv" ]; then
    columns='progress=expected_progress_value status=expected_status score=expected_score'
    gives "all published rows of open_sdg" "$shared/progress.csv" "$columns" progress --strict
    gives "all published rows of eurostat" "$shared/progress_eurostat.csv" "$columns" progress --method eurostat
else
    skip "all published rows of open_sdg and eurostat" "the data are not here"
fi

# Ten pairs of groups, what they meet, and the entropy of races, published with the R package segregation.
schools=$shared/seg_data_schools00.csv
if [ -r "$schools" ]; then
    "$stat" segregation --unit school --group race --count n <"$schools" >"$scratch/all"
    awk -F'"' '/^schools00,(exposure|isolation),/ {n = split($0, f, ","); print f[2] "," f[3] "," f[4]}' \
        "$shared/segregation.csv" | tr -d '"' >"$scratch/published"
    : >"$scratch/wrong"
    while IFS=, read -r measure arguments value; do
        of=$(echo "$arguments" | sed -n 's/^of=\([a-z]*\);.*/\1/p; s/^group=race=\([a-z]*\);.*/\1/p')
        to=$(echo "$arguments" | sed -n 's/.*;to=\([a-z]*\);.*/\1/p')
        found=$(sed -n "s/^$measure,\([^,]*\),$of,$to\$/\1/p" "$scratch/all")
        awk "BEGIN {d = $found - $value; if (d < 0) d = -d; exit !(d <= 1e-12)}" ||
            echo "$measure of $of to $to is $found and not $value" >>"$scratch/wrong"
    done <"$scratch/published"
    expect "there are published exposures" test "$(wc -l <"$scratch/published")" -ge 9
    expect_empty "exposures and isolation of schools" "$scratch/wrong"
    sed -n 's/^schools00,D,"group=race in {\([a-z]*\),\([a-z]*\)};unit=school",\([0-9.]*\),.*/\1 \2 \3/p' \
        "$shared/segregation.csv" >"$scratch/published"
    : >"$scratch/wrong"
    while read -r one other value; do
        found=$(awk -F, -v one="$one" -v other="$other" 'NR == 1 || $4 == one || $4 == other' "$schools" |
            "$stat" segregation --unit school --group race --count n | sed -n 's/^dissimilarity,\([^,]*\),,$/\1/p')
        awk "BEGIN {d = $found - $value; if (d < 0) d = -d; exit !(d <= 1e-12)}" ||
            echo "dissimilarity of $one and $other is $found and not $value" >>"$scratch/wrong"
    done <"$scratch/published"
    expect "there are published dissimilarities" test "$(wc -l <"$scratch/published")" -ge 7
    expect_empty "dissimilarities of schools" "$scratch/wrong"
else
    skip "exposures and dissimilarities of schools" "the data are not here"
fi

done_testing
