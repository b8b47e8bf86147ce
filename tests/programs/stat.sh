#!/bin/sh
# This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
# If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/.
#
# integ-stat: every function on rows whose results are published, and every refusal.

. "$srcdir/support/tap.sh"

stat=$top_builddir/examples/integ-stat
[ -x "$stat" ] || skip_all "the example programs are not built"

# gives INPUT OUTPUT ARGUMENTS...: exactly this on standard output and nothing on standard error, exit status 0.
gives() {
    input=$1
    output=$2
    shift 2
    printf '%b\n' "$input" | "$stat" "$@" >"$scratch/out" 2>"$scratch/err"
    status=$?
    {
        [ $status -eq 0 ] || echo "exit status $status"
        cat "$scratch/err"
        printf '%b\n' "$output" | diff -u - "$scratch/out"
    } >"$scratch/differences"
    expect_empty "integ-stat $*" "$scratch/differences"
}

# in_danish INPUT ARGUMENTS...: each line that was just said in English, in err, is said in other words, of as many places.
in_danish() {
    input=$1
    shift
    case " $* " in *" --lang "*) return ;; esac
    printf '%b' "$input" | "$stat" --lang da "$@" 2>&1 >"$scratch/out" |
        sed 's/: fejl: /: error: /; s/: advarsel: /: warning: /' >"$scratch/words"
    if grep -Fxf "$scratch/err" "$scratch/words" >>"$scratch/not-danish" ||
        [ "$(wc -l <"$scratch/err")" != "$(wc -l <"$scratch/words")" ]; then
        cat "$scratch/words" >>"$scratch/not-danish"
    fi
    cat "$scratch/words" >>"$scratch/danish"
}
: >"$scratch/not-danish"
: >"$scratch/danish"

# refuses INPUT MESSAGE ARGUMENTS...: this message, nothing on standard output, exit status 2.
refuses() {
    input=$1
    message=$2
    shift 2
    printf '%b' "$input" | "$stat" "$@" >"$scratch/out" 2>"$scratch/err"
    status=$?
    {
        [ $status -eq 2 ] || echo "exit status $status instead of 2"
        cat "$scratch/out"
        printf '%s\n' "$message" | diff -u - "$scratch/err"
    } >"$scratch/differences"
    expect_empty "refused: integ-stat $*: $message" "$scratch/differences"
    in_danish "$input" "$@"
}

# near NAME EXPECTED ACTUAL: to a relative 1e-12.
near() {
    expect "$1 is $2" awk "BEGIN {d = $3 - $2; if (d < 0) d = -d; e = $2 < 0 ? -$2 : $2; exit !(d <= 1e-12 * e)}"
}

# Published by the R package PHEindicatormethods 2.1.0.
gives 'area,x,n\nA,65,100\nB,,100\n"C, D",1045,5000' \
    'area,x,n,value,lower,upper\nA,65,100,0.65,0.5525444329688797,0.7363575175690247\nB,,100,,,\n"C, D",1045,5000,0.209,0.19795549880013297,0.2204913037318903' \
    proportion
gives 'x;n\n20;100' 'x;n;value;lower;upper\n20;100;20;10,519162066711507;34,711094170085836' \
    proportion --delimiter ';' --decimal , --multiplier 100 --confidence 0.998
gives 'x,n\n5,100' 'x,n,value,lower,upper\n5,100,0.05,0.016431879182052182,0.11283491110546265' \
    proportion --method clopper-pearson
gives 'x,n\n65,100\nnull,100' 'x,n,value,lower,upper\n65,100,65,50.163187710459454,82.84913854593984\nnull,100,,,' \
    rate --multiplier 100
# Byar's limits and the exact ones, of a rate and of a count, both from the same tests.
of_row() { # FIELD ROWS ARGUMENTS...
    field=$1 rows=$2
    shift 2
    printf '%b\n' "$rows" | "$stat" "$@" | tail -n 1 | cut -d, -f"$field"
}
near "Byar's lower limit of 65" 50.163187710459454 "$(of_row 3 'x\n65' rate --method byar)"
near "Byar's lower limit of 1" .013072132901504351 "$(of_row 3 'x\n1' rate --method byar)"
near "Byar's upper limit of 1" 5.5637555824752605 "$(of_row 4 'x\n1' rate --method byar)"
near "the exact lower limit of 1" 25.317807984289897 \
    "$(of_row 4 'x,n\n1,100' rate --method exact --multiplier 100000)"
near "the exact upper limit of 1" 5571.643390938898 \
    "$(of_row 5 'x,n\n1,100' rate --method exact --multiplier 100000)"
# Nobody has no share, no rate and no point of a chart, and the other rows have theirs.
empty() { # DESCRIPTION WANTED ROWS ARGUMENTS...
    description=$1 wanted=$2 rows=$3
    shift 3
    printf '%b\n' "$rows" | "$stat" "$@" 2>/dev/null | cut -d, -f"$field" | tr '\n' ' ' >"$scratch/out"
    expect "$description" test "$(cat "$scratch/out")" = "$wanted"
}
field=3
empty "nobody has no share" 'value  0.5 ' 'x,n\n5,0\n5,10' proportion
empty "nobody is no point of a chart" 'value 0.5  0.3 ' 'x,n\n5,10\n0,0\n3,10' control-chart --chart p
field=4
empty "a band of nobody has no standardised rate" 'value  0.2 ' \
    'dataset,count,pop,stdpop\na,20,0,5\na,5,100,5\nb,20,100,1' standardised-rate
# Statistics Canada's indicators 17-18-1, of two series, and 9-c-1, of which two series are a group of their own:
# sdg-data-canada-odd-donnees/sdg-data-donnees-odd@f89e601d, indicator_calculation_components.yml.
gives 'id,dataset,score,status,group\n1,17-18-1,0.7281197264821118,moderate_progress,\n2,17-18-1,3.8907192806023563,substantial_progress,\n3,9-c-1,5,substantial_progress,a\n4,9-c-1,0.5456262610658811,moderate_progress,\n5,9-c-1,5,substantial_progress,a\n6,9-c-1,5,substantial_progress,\n7,none,,not_available,\n8,met,5,target_achieved,\n9,met,5,target_achieved,' \
    'dataset,count,score,status\n17-18-1,2,2.309419503542234,moderate_progress\n9-c-1,4,3.515208753688627,substantial_progress\nmet,2,5,target_achieved\nnone,0,,not_available' \
    together
gives 'dataset,score\na,2.5\nb,2.6' 'dataset,count,score,status\na,1,2.5,moderate_progress\nb,1,2.6,significant_progress' \
    together --method eurostat
# integrationsbarometer.dk, barometerbevægelser: what two of three do decides.
gives 'dataset,status\na,positive\na,positive\na,unchanged\nb,negative\nb,negative\nb,unchanged\nc,unchanged\nc,unchanged\nc,unchanged\nd,negative\nd,positive\nd,unchanged\ne,positive\ne,\ne,positive\nf,positive' \
    'dataset,count,score,status\na,3,1,positive\nb,3,-1,negative\nc,3,0,unchanged\nd,3,0,unchanged\ne,3,,not_available\nf,1,1,positive' \
    together --method barometer
gives 'observed,expected\n91,835.88356123117433' \
    'observed,expected,value,lower,upper\n91,835.88356123117433,10.886683770400502,8.765040101829404,13.366576328418912' \
    indirect-rate --multiplier 100
gives 'dataset,count,pop,refcount,refpop\na,6,100,5,1000\na,4,200,30,3000' \
    'dataset,observed,expected,value,lower,upper\na,10,2.5,4,1.9149799655870257,7.356583442302589' indirect-rate

# Newcombe (1998), method 10, gives 0.0524 to 0.3339 for 56 of 70 and 48 of 80. The smallest change is seen by the test
# that the two shares are the same: z is 1.96 + 0.84 standard errors there.
gives 'x,n,other_x,other_n\n56,70,48,80\n,5,0,4' \
    'x,n,other_x,other_n,difference,difference_lower,difference_upper,ratio,ratio_lower,ratio_upper,z,p_value
56,70,48,80,0.20000000000000007,0.05243147240236515,0.3338726540369059,1.3333333333333335,1.0798215063618986,1.6708055780191113,2.6501719512585336,0.008045081368196568
,5,0,4,,,,,,,,' comparison
gives 'share,n,other_n\n0.5,400,400\n0.5,,400' \
    'share,n,other_n,up,down\n0.5,400,400,0.09842486354575868,0.09842486354575866\n0.5,,400,,' detectable-change
# 4 ± 2.5706 · 2.8284 / √6, Student's t of 5 degrees; of six values the first and the last are the limits of the median.
gives 'value\n1\n2\n\n9\n3\n4\n5' \
    'count,mean,lower,upper,median,median_lower,median_upper\n6,4,1.0317477704428102,6.96825222955719,3.5,1,9' mean

# Published by Statistics Canada and by Eustat with their indicators.
header='base_year,base_value,current_year,current_value,direction,target,target_year,limit'
gives "$header\n2015.0,14.5,2023.0,10.2,-1,7.25,2030.0,\n2016,66.6,2023,71.4,1,,2030,100\n2018,3.6,2018,3.6,-1,0.1,2030,\n2015,1,2024,1,-1,1,2030," \
    "$header,progress,status,score,reason\n2015.0,14.5,2023.0,10.2,-1,7.25,2030.0,,0.9525901792032172,substantial_progress,2.5185563910306596,\n2016,66.6,2023,71.4,1,,2030,100,0.009991483690946268,moderate_progress,1.739752850099936,\n2018,3.6,2018,3.6,-1,0.1,2030,,,not_available,,too_few_years\n2015,1,2024,1,-1,1,2030,,,target_achieved,5,baseline_equals_target" \
    progress
gives "$header\n2015,34.13,2024,35.32,1,,2030," \
    "$header,progress,status,score,reason\n2015,34.13,2024,35.32,1,,2030,,0.003815327994563189,moderate_progress,0.9538319986407973," \
    progress --method eurostat
short='base_year,base_value,current_year,current_value,direction'
gives "$short\n2015,100,2016,101.5,1" "$short,progress,status,score,reason\n2015,100,2016,101.5,1,0.015,substantial_progress,2.5," \
    progress
gives "$short\n2015-16,100,2016-17,101.5,increase" \
    "$short,progress,status,score,reason\n2015-16,100,2016-17,101.5,increase,0.014999999999999902,moderate_progress,2.4999999999999756," \
    progress --strict
gives 'base_value,current_value,direction\n26.4,20.4,-1\n60.4,59.5,1' \
    'base_value,current_value,direction,progress,status,score,reason\n26.4,20.4,-1,6,positive,1,\n60.4,59.5,1,0,unchanged,0,' \
    progress --method barometer
gives 'year,value,direction,target,target_year\n2015,10,1,25,2030\n2016,11,,,\n2017,12,,,\n2018,13,,,' 'progress,status\n1,sun' \
    progress --method weather
# Of the targets of 2019, 2022 and 2025 that of 2022 is next: one a year leads from 15 to 17.
gives 'year,value,direction,target,target_year\n2017,12,1,30,2025\n2018,13,1,17,2022\n2019,14,1,90,2019\n2020,15,1,,' \
    'progress,status\n1,sun' progress --method weather

gives 'value\n1\n2\n3\n4\n5\n6\n7' \
    'value,mean,lower,upper,flag,variation,assurance
1,4,1.3400000000000003,6.66,below_lcl,concern,inconsistent
2,4,1.3400000000000003,6.66,7_point_trend_increasing,improvement,inconsistent
3,4,1.3400000000000003,6.66,7_point_trend_increasing,improvement,inconsistent
4,4,1.3400000000000003,6.66,7_point_trend_increasing,improvement,inconsistent
5,4,1.3400000000000003,6.66,7_point_trend_increasing,improvement,inconsistent
6,4,1.3400000000000003,6.66,7_point_trend_increasing,improvement,inconsistent
7,4,1.3400000000000003,6.66,above_ucl,improvement,inconsistent' \
    control-chart --improve up --target 5
gives 'x,n\n5,100\n10,100' \
    'x,n,value,mean,lower,upper,flag\n5,100,5,7.5,0,15.401740314639556,common_cause\n10,100,10,7.5,0,15.401740314639556,common_cause' \
    control-chart --chart p --multiplier 100
gives 'year,value\n1,1\n2,2\n3,3' 'slope,at,value,lower,upper\n1,10,10,10,10' trend --at 10

# From the tests of the R package segregation.
gives 'u,g,n\na,x,100\nb,x,60\nb,y,40\nc,x,40\nc,y,60\nd,y,100' \
    'measure,value,group,other
mutual_information,0.3566413470553171,,
theil_h,0.5145247027726657,,
dissimilarity,0.6,,
gini,0.8,,
atkinson,0.76,,
isolation,0.76,x,
isolation,0.76,y,
exposure,0.24,x,y
exposure,0.24,y,x
entropy,0.6931471805599453,,' \
    segregation --unit u --group g --count n

# Everywhere 1 of 4 is x: in a 2 of 3 and so 8 / 3 times that; nobody is in c. 2/3 ln(8/3) + 1/3 ln(4/9) is what a adds.
places='u,g,n\na,x,2\na,y,1\nb,y,5\nc,x,0'
quotients='unit,group,value\na,x,2.6666666666666665\na,y,0.4444444444444444\nb,x,0\nb,y,1.3333333333333333\nc,x,\nc,y,'
printf '%b\n' "$places" | "$stat" location-quotient --unit u --group g --count n >"$scratch/out" 2>"$scratch/err"
printf '%b\n' "$quotients" | diff -u - "$scratch/out" >"$scratch/differences"
expect_empty "quotients of a unit without members are empty" "$scratch/differences"
expect "and that is said" test "$(cat "$scratch/err")" = "standard input:5:1: warning: the unit 'c' has no members"
printf '%b\n' "$places" | "$stat" local-segregation --unit u --group g --count n >"$scratch/out" 2>"$scratch/err"
expect "the rows are units with their shares" test "$(cut -d, -f1,2 "$scratch/out" | tr '\n' ' ')" = \
    'unit,share a,0.375 b,0.625 c,0 '
near "what a unit adds" 0.38357609660237457 "$(sed -n 's/^a,.*,//p' "$scratch/out")"

# Rates of a part of a year become those of a whole one; published rounded by dhis2/dhis2-core@3f8c14a0,
# ExpressionServiceTest.java: 200, 3532.258, 401.1 and 200.
printf 'x,n,days\n24,12,\n36,12,31\n24,12,182\n24,12,null\n24,0,31\n,12,31\n' |
    "$stat" rate --multiplier 100 --days days 2>"$scratch/err" | cut -d, -f4 | tr '\n' ' ' >"$scratch/out"
expect "rates of days are rates of years" test "$(cat "$scratch/out")" = \
    'value 200 3532.258064516129 401.0989010989011 200   '

# A row of too many for exact limits keeps its value, and the others their limits.
printf 'x,n\n3,2e10\n5,100\n' | "$stat" proportion --method clopper-pearson >"$scratch/out" 2>"$scratch/err"
expect "too many for exact limits is no error" test $? -eq 0
printf '%s\n' 'x,n,value,lower,upper' '3,2e10,1.5e-10,,' \
    '5,100,0.05,0.016431879182052182,0.11283491110546265' | diff -u - "$scratch/out" >"$scratch/differences"
expect_empty "only that row has none" "$scratch/differences"
expect "and it is said" test "$(cat "$scratch/err")" = \
    'standard input:2:3: warning: this is too many for exact limits (--method wilson has limits)'
refuses 'x,n,d\n5,9,0\n' 'standard input:2:5: error: a rate needs more than 0 days' rate --days d

# The same town as in the tests of the library, where another program worked out the parts of the change.
town='u,g,n,y\na,x,12,1\na,y,3,1\na,z,40,1\nb,x,7,1\nb,y,7,1\nb,z,7,1\nc,y,20,1\nc,z,31,1\nd,x,9,1\ne,x,3,1\ne,y,33,1\ne,z,8,1'
later='a,x,14,2\na,y,5,2\na,z,30,2\nb,x,17,2\nb,y,7,2\nb,z,2,2\nd,x,9,2\nd,z,10,2\ne,x,6,2\ne,y,20,2\ne,z,8,2'
printf '%b\n' "$town\n$later" | "$stat" segregation --unit u --group g --count n --period y >"$scratch/out"
expect "the parts of a change are named" test "$(cut -d, -f1 "$scratch/out" | tr '\n' ' ')" = \
    'measure mutual_information_before mutual_information_after difference additions removals group_marginal unit_marginal structural '
part() { sed -n "s/^$1,\([^,]*\),,\$/\1/p" "$scratch/out"; }
near "mutual information before" 0.3113327918641322 "$(part mutual_information_before)"
near "mutual information after" 0.21477484352412335 "$(part mutual_information_after)"
near "what removals take" 0.03234746452844173 "$(part removals)"
parts="$(part additions) + $(part removals) + $(part group_marginal) + $(part unit_marginal) + $(part structural)"
expect "the parts add up" awk "BEGIN {d = $parts - $(part difference); exit !(d < 1e-14 && d > -1e-14)}"
gives 'u,g,n\na,x,5\na,y,3' \
    'measure,value,group,other,corrected,lower,upper
dissimilarity,0,x,,0,0,0
gini,0,x,,0,0,0
atkinson,0,x,,0,0,0
isolation,0.625,x,,0.59375,0.5,0.65625
exposure,0.375,x,y,0.40625,0.34375,0.5' \
    segregation --unit u --group g --count n --of x --bootstrap 4 --seed 42 --confidence 0.5
schools=${INTEGRATION_SHARED:-$top_srcdir/../shared}/vectors/seg_data_schools00.csv
if [ -r "$schools" ]; then
    "$stat" segregation --unit school --group race --count n --within state <"$schools" >"$scratch/out"
    measure() { sed -n "s/^$1,\([^,]*\),$2\$/\1/p" "$scratch/out"; }
    near "mutual information" 0.42553897587642 "$(measure mutual_information ,)"
    near "dissimilarity of two of five" 0.717076349984083 "$(measure dissimilarity asian,black)"
    near "dissimilarity of two others" 0.582100430018938 "$(measure dissimilarity asian,hisp)"
    near "H" 0.418808314641945 "$(measure theil_h ,)"
    near "mutual information within" 0.326295274593477 "$(measure mutual_information_within ,)"
    near "entropy" 1.01607098283192 "$(measure entropy ,)"
    near "isolation" 0.611959574521422 "$(measure isolation black,)"
    near "exposure" 0.607925102372456 "$(measure exposure native,white)"
    "$stat" local-segregation --unit race --group school --count n <"$schools" >"$scratch/out"
    near "what one group adds" 1.4342643919387 "$(sed -n 's/^native,.*,//p' "$scratch/out")"
    near "its share of all" 0.00750792661599861 "$(sed -n 's/^native,\(.*\),.*/\1/p' "$scratch/out")"
else
    skip "the published schools" "the data are not here"
fi

# The directly standardised rate of a published dataset, in the European Standard Population.
{
    echo 'dataset,count,pop,stdpop'
    echo '12,636,5000 4,558,5500 3,609,5500 2,543,5500 3,384,6000 4,594,6000 8,669,6500 2,843,7000 2,660,7000 3,576,7000
        4,606,7000 5,522,6500 6,426,6000 8,273,5500 5,300,5000 6,288,4000 5,153,2500 5,123,1500 4,207,1000' |
        tr -s ' \n' '\n\n' | sed 's/^./small,&/'
} >"$scratch/strata.csv"
gives "$(cat "$scratch/strata.csv")" \
    'dataset,total_count,total_pop,value,lower,upper\nsmall,91,8970,110.3212025300104,87.7455767536709,136.70882227251795' \
    standardised-rate --multiplier 10000

# What does not exist is an empty field, and said.
printf 'x,n\n0,0\n' | "$stat" proportion >"$scratch/out" 2>"$scratch/err"
expect "the share of nobody is no error" test $? -eq 0
expect "it is empty" test "$(sed -n 2p "$scratch/out")" = '0,0,,,'
expect "and said" test "$(cat "$scratch/err")" = \
    'standard input:2:3: warning: there is no share of nobody'

refuses 'x,n,other_x,other_n\n5,3,3,4\n' "standard input:2:1: error: '5' in column 'x' is outside its range" comparison
refuses 'x,n,other_x,other_n\n1,3,5,4\n' "standard input:2:5: error: '5' in column 'other_x' is outside its range" comparison
refuses '' "--power: error: '1' is not from 0.5 and below 1" detectable-change --power 1
refuses 'x,n\n5,abc\n' "standard input:2:3: error: 'abc' in column 'n' is not a number" proportion
refuses 'x;n\n5;1,5\n' "standard input:2:3: error: '1,5' in column 'n' is not a number (--decimal , if that is its decimal mark)" \
    proportion --delimiter ';'
refuses 'x;n\n5;1.5\n' "standard input:2:3: error: '1.5' in column 'n' is not a number (--decimal . if that is its decimal mark)" \
    proportion --delimiter ';' --decimal ,
refuses 'x;n\n5;1,5\n' "standard input:2:3: fejl: '1,5' i kolonnen 'n' er ikke et tal (hvis det er dets decimaltegn: --decimal ,)" \
    proportion --delimiter ';' --lang da
refuses 'x,n\n5,0x10\n' "standard input:2:3: error: '0x10' in column 'n' is not a number" proportion
refuses 'x,n\n5,1e999\n' "standard input:2:3: error: '1e999' in column 'n' is too large" proportion
refuses 'x,n\næ,5\n' "standard input:2:1: error: 'æ' in column 'x' is not a number" proportion
refuses 'n,x\n3,5\n' "standard input:2:3: error: '5' in column 'x' is outside its range" proportion
refuses 'x,n\n-1,5\n' "standard input:2:1: error: '-1' in column 'x' is outside its range" rate
refuses 'x,n\n5\n' 'standard input:2:1: error: the row has 1 field, and the header has 2' proportion
refuses 'x;n\n5;6\n' "standard input:1:1: error: there is no column 'x' (is the delimiter another: --delimiter ';')" proportion
refuses 'x,m\n5,6\n' "standard input:1:1: error: there is no column 'n', which proportion needs" proportion
refuses 'x,x\n5,6\n' "standard input:1:3: error: the column 'x' is there twice" proportion
refuses 'x,\n5,6\n' 'standard input:1:3: error: a column has no name' proportion
refuses '' 'standard input:1:1: error: there is nothing, not even a header' proportion
refuses 'x,n\n"5,6\n' 'standard input:2:1: error: the quote is never closed' proportion
refuses 'x,n\n"5"a,6\n' 'standard input:2:4: error: there is text behind the closing quote' proportion
refuses 'x,n\næ\0377,6\n' 'standard input:2:2: error: this is not UTF-8' proportion
refuses 'x,n,value\n5,6,7\n' \
    "standard input:1:5: error: the column 'value' is there already, and proportion would write another" proportion
refuses "$short\n2015,1,2016,2,3\n" 'standard input:2:15: error: a direction is 1 or -1' progress
refuses '' "integ-stat: error: there is no function 'nonsense' (integ-stat --help lists them)" nonsense
refuses '' 'integ-stat: error: say which function (integ-stat FUNCTION [OPTION]... < rows.csv)'
refuses '' "--confidence: error: '95' is not above 0 and below 1 (95 % is 0.95)" rate --confidence 95
refuses '' "--method: error: rate has no method 'wald' (integ-stat --help lists them)" rate --method wald
idle='(integ-stat --help says what each function takes)'
refuses '' "--screen: error: proportion has no use for it $idle" proportion --screen
refuses '' "--confidence: error: progress has no use for it $idle" progress --confidence 0.9
refuses '' "--at: error: rate has no use for it $idle" rate --at 3
refuses '' "--bootstrap: error: location-quotient has no use for it $idle" \
    location-quotient --unit u --group g --bootstrap 5
refuses '' '--strict: error: progress has a use for it only with --method open_sdg, eurostat or un_progress_chart' \
    progress --strict --method barometer
refuses '' '--tolerance: error: progress has a use for it only with --method un_progress_chart' progress --tolerance 1
refuses '' '--decimals: error: progress has a use for it only with --method barometer' progress --decimals 1
refuses '' '--screen: error: control-chart has a use for it only with --chart xmr' control-chart --screen --chart p
refuses '' '--target: error: control-chart has a use for it only with --improve' control-chart --target 5
refuses '' '--improve: error: trend has a use for it only with --target' trend --improve up
refuses '' '--seed: error: segregation has a use for it only with --bootstrap' segregation --unit u --group g --seed 5
refuses '' '--of: error: segregation has a use for it only without --period' \
    segregation --unit u --group g --of x --period y
refuses '' '--group: error: segregation needs the name of this column' segregation --unit a
refuses '' "--decimal: error: cannot be the delimiter too (--delimiter ';')" rate --decimal ,
refuses 'u,g,y\na,x,1\na,y,1\n' "standard input:1:5: error: the column 'y' has 1 period, and two are compared" \
    segregation --unit u --group g --period y
refuses 'u,g,n\na,x,1.5\nb,y,2\n' "standard input:2:5: error: '1.5' is no whole number, and only whole members can be drawn" \
    segregation --unit u --group g --count n --bootstrap 10
refuses '' "--precision: error: '1' is not from 0 and below 1" segregation --unit u --group g --precision 1
refuses 'dataset,count,pop\na,5,9\n' "standard input:2:1: error: dataset 'a' has 1 bands, and the European Standard Population, which is taken without a column 'stdpop', has 19" \
    standardised-rate

# A wrong number is found in its own row, though all rows are computed together.
refuses 'x,n\n1,10\n3,10\n5,10\n12,10\n' "standard input:5:1: error: '12' in column 'x' is outside its range" \
    control-chart --chart p
refuses 'x,n\n1,10\n3,-10\n5,10\n' "standard input:3:3: error: '-10' in column 'n' is outside its range" \
    control-chart --chart u
refuses 'dataset,count,pop,stdpop\na,-5,100,5\na,20,100,5\n' \
    "standard input:2:3: error: '-5' in column 'count' is outside its range" standardised-rate
refuses 'dataset,count,pop,refcount,refpop\na,-5,100,5,1000\na,20,100,5,1000\n' \
    "standard input:2:3: error: '-5' in column 'count' is outside its range" indirect-rate
# No event and no reference rate is passed over in silence.
refuses 'dataset,count,pop,stdpop,f1,f3\na,12,100,5,9,1\n' \
    "standard input:1:29: error: 'f3' cannot be read without a column 'f2' (fill it with 0 for none)" standardised-rate
refuses 'dataset,count,pop,stdpop,f1,f2\na,99,100,5,6,2\n' \
    "standard input:2:3: error: '99' in column 'count' is not what f1, f2 and on add up to" standardised-rate
refuses 'dataset,count,pop,stdpop,f1,f2\na,99,100,5,6,2\n' \
    "standard input:2:3: fejl: '99' i kolonnen 'count' er ikke summen af f1, f2 og så videre" standardised-rate --lang da
gives 'dataset,count,pop,stdpop,f1,f2\na,10,100,5,6,2\na,,100,5,,3' \
    'dataset,total_count,total_pop,value,lower,upper\na,16,200,0.08,0.03627277762851146,0.14363855647972432' standardised-rate
strata='dataset,count,pop,refcount,refpop'
refuses "$strata,ref_rate\\na,6,100,5,1000,3\\n" \
    "standard input:1:35: error: the column 'ref_rate' is not used together with 'refpop' (leave one of them out)" indirect-rate
refuses "$strata,observed\\na,6,100,5,1000,3\\n" \
    "standard input:1:35: error: the column 'observed' is not used together with 'refpop' (leave one of them out)" indirect-rate
refuses 'observed,expected,ref_rate\n9,10,5\n' \
    "standard input:1:19: error: a rate is per as many as 'ref_rate' is (leave out --multiplier)" indirect-rate --multiplier 100

# says ROWS WANTED WARNINGS ARGUMENTS...: these warnings and this output.
says() {
    rows=$1 wanted=$2 warnings=$3
    shift 3
    printf '%b\n' "$rows" | "$stat" "$@" >"$scratch/out" 2>"$scratch/err" || echo "exit status $?" >>"$scratch/err"
    printf '%b\n' "$wanted" | diff -u - "$scratch/out" >"$scratch/differences"
    printf '%b\n' "$warnings" | diff -u - "$scratch/err" >>"$scratch/differences"
    expect_empty "integ-stat $* warns: $warnings" "$scratch/differences"
    in_danish "$rows\\n" "$@"
}
says 'observed,expected,ref_rate\n9,10,5\n9,10,' \
    'observed,expected,ref_rate,value,lower,upper\n9,10,5,4.5,2.0576865486891673,8.54240172570958\n9,10,,,,' \
    "standard input:3:6: warning: there is no rate without a number in column 'ref_rate'" indirect-rate
says "$strata\\nb,6,,4,1000\\nc,4,5,0,100" 'dataset,observed,expected,value,lower,upper\nb,6,,,,\nc,4,0,,,' \
    "standard input:2:1: warning: a number of dataset 'b' is missing\\nstandard input:3:7: warning: dataset 'c' has no expected events" \
    indirect-rate

# A warning is given once for a field, and of very many of a kind their number.
says 'u,g,n\na,x,5' \
    'measure,value,group,other\nmutual_information,0,,\ntheil_h,,,\ndissimilarity,,,\ndissimilarity,,x,\ngini,,x,\natkinson,,x,\nisolation,1,x,\nentropy,0,,' \
    'standard input:2:1: warning: all members are in one group, so that there is nothing to be kept apart' \
    segregation --unit u --group g --count n
says 'share,n,other_n\n0,100,100\n0.5,3,3' 'share,n,other_n,up,down\n0,100,100,0.07467191790369576,\n0.5,3,3,,' \
    'standard input:3:1: warning: the group is too small to show any change' detectable-change
says 'dataset,count,pop,stdpop\na,5,100,5' 'dataset,total_count,total_pop,value,lower,upper\na,5,100,,,' \
    "standard input:2:1: warning: dataset 'a': there are too few events: at least 10 are needed" standardised-rate
{ echo x,n; i=0; while [ $i -lt 30 ]; do echo 5,0; i=$((i + 1)); done; } >"$scratch/many"
"$stat" proportion <"$scratch/many" 2>"$scratch/err" >"$scratch/out"
expect "of many warnings some are shown" test "$(wc -l <"$scratch/err")" -eq 21
expect "and the number of the others" test "$(tail -n 1 "$scratch/err")" = \
    'standard input:31:3: warning: and 10 more up to here such as: there is no share of nobody'
{ echo x,y; i=0; while [ $i -lt 4001 ]; do echo $i,1; i=$((i + 1)); done; } >"$scratch/many"
refuses "$(cat "$scratch/many")" 'standard input:1:1: error: theil-sen takes at most 4000 rows, and there are 4001' \
    trend --method theil-sen

# Koopman's lower limit of a ratio to a share of 0, which a search for the likeliest
# shares of each ratio by golden section puts at 3.6031777 and 0.7256889.
rows='x,n,other_x,other_n\n10,10,0,10\n5,56,0,29\n0,5,0,5'
printf '%b\n' "$rows" | "$stat" comparison 2>/dev/null >"$scratch/out"
expect "a ratio to 0 has a lower limit alone" test "$(cut -d, -f8,9,10 "$scratch/out" | tr '\n' ' ')" = \
    'ratio,ratio_lower,ratio_upper ,3.603177716270059, ,0.7256888835936187, ,, '
# Members of whom a unit, a group or a number is missing are in none: the rest is as if they were not there.
without='a,x,100\nb,x,60\nb,y,40\nc,x,40\nc,y,60\nd,y,100'
printf '%b\n' "u,g,n\n$without" | "$stat" segregation --unit u --group g --count n >"$scratch/wanted"
printf '%b\n' "u,g,n\n,x,50\n$without\na,,7\na,NA,8\nb,y,null\n" |
    "$stat" segregation --unit u --group g --count n >"$scratch/out" 2>"$scratch/err"
expect_same "what is missing is no group and no unit" "$scratch/wanted" "$scratch/out"
printf '%s\n' "standard input:2:1: warning: 'u' is missing, so that rows are left out: 1" \
    "standard input:9:3: warning: 'g' is missing, so that rows are left out: 2" \
    "standard input:11:5: warning: 'n' is missing, so that rows are left out: 1" | diff -u - "$scratch/err" >"$scratch/differences"
expect_empty "and it is said how many rows" "$scratch/differences"
says 'u,g\n,x' 'measure,value,group,other' "standard input:2:1: warning: 'u' is missing, so that rows are left out: 1" \
    segregation --unit u --group g
says 'u,g,n\na,x,2\na,y,0' 'unit,group,value\na,x,1\na,y,' "standard input:3:3: warning: the group 'y' has no members" \
    location-quotient --unit u --group g --count n
# The rows of a series have one direction, and one target for a year.
series='year,value,direction,target,target_year\n2015,10,1,25,2030\n2016,11'
other='is not what a row before says of the same series'
refuses "$series,-1,,\\n" "standard input:3:9: error: '-1' $other" progress --method weather
refuses "$series,1,26,2030\\n" "standard input:3:11: error: '26' $other" progress --method weather
refuses "$series,1,26,\\n" "standard input:3:11: error: '26' $other" progress --method weather
refuses "$series,1,,2031\\n" "standard input:3:12: error: '2031' $other" progress --method weather
gives "$series,1,25,2030\\n2017,12,,25,\\n2018,13,,,2030" 'progress,status\n1,sun' progress --method weather
refuses 'x,n\n5, 10\n' \
    "standard input:2:3: error: ' 10' in column 'n' is not a number (leave out the spaces around it)" proportion
refuses 'x,n\r5,10\r' 'standard input:1:3: error: lines end in a carriage return alone (give them line feeds)' proportion
gives 'year,value\n2015-16,1\n2016-17,2\n2017-18,3' 'slope,at,value,lower,upper\n1,2020,6,6,6' trend --at 2020-21
refuses '' "--chart: error: there is no chart 'c' (xmr, p or u)" control-chart --chart c

expect_empty "all that is said can be said in Danish" "$scratch/not-danish"

done_testing
