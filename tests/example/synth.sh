#!/bin/sh
# This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
# If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/.
#
# integ-synth: its options, its output to the byte, and that every compiler makes the same bytes.

. "$srcdir/example/example.sh"
need_program integ-synth
synth=$programs/integ-synth
golden=$srcdir/example/golden

# The whole default register: names and contents of all files. Changes only when the example is changed on purpose.
recorded="3658176651 68600333"

# run ARGUMENTS...: leaves standard output and error, and the exit status, in the scratch folder.
run() {
    (cd "$scratch" && "$synth" "$@") >"$scratch/stdout" 2>"$scratch/stderr" </dev/null
    echo "status $?" >"$scratch/status"
}

# refuses "description" STATUS LINE ARGUMENTS...
refuses() {
    description=$1
    echo "status $2" >"$scratch/wanted"
    echo "$3" >>"$scratch/wanted"
    shift 3
    run "$@"
    cat "$scratch/status" "$scratch/stderr" "$scratch/stdout" >"$scratch/got"
    expect_same "$description" "$scratch/wanted" "$scratch/got"
}

run --help
cat "$scratch/status" "$scratch/stdout" "$scratch/stderr" >"$scratch/got"
{ echo "status 0"; cat "$golden/help.txt"; } >"$scratch/wanted"
expect_same "--help explains every option and ends with 0" "$scratch/wanted" "$scratch/got"
for option in citizens seed snapshots help version; do
    expect "the man page explains --$option" grep -q -e "--$option\|\\\\-\\\\-$option" \
        "$top_srcdir/examples/integ-synth.1"
done
run --version
version=$(sh "$top_srcdir/build-aux/version.sh")
{ echo "status 0"; echo "integ-synth (libintegration) $version"; } >"$scratch/wanted"
cat "$scratch/status" "$scratch/stdout" "$scratch/stderr" >"$scratch/got"
expect_same "--version names the version" "$scratch/wanted" "$scratch/got"

refuses "no folder" 2 "integ-synth: error: say which folder to write: integ-synth [OPTION]... OUT"
refuses "two folders" 2 "integ-synth: error: only one folder can be written" one two
refuses "an unknown option" 2 "--citizen-count: error: there is no such option (integ-synth --help lists the options)" --citizen-count 3 town
refuses "a short option" 2 "-n: error: there is no such option (integ-synth --help lists the options)" --seed 3 -nx town
refuses "an option without its value" 2 "--seed: error: needs a value (integ-synth --help lists the options)" town --seed
for number in 0 -1 1,5 100000001 99999999999999999999 ten ' 5' ''; do
    refuses "--citizens '$number'" 2 "--citizens: error: '$number' is not a whole number from 1 to 100000000" \
        --citizens "$number" town
done
for number in -1 0x10 18446744073709551616 1.5 ''; do
    refuses "--seed '$number'" 2 "--seed: error: '$number' is not a whole number from 0 to 18446744073709551615" \
        --seed "$number" town
done
for day in 2020-02-30 01-01-2020 2020 2020-01-01x ''; do
    refuses "--snapshots '$day'" 2 "--snapshots: error: '$day' is not a date as YYYY-MM-DD" --snapshots "$day" town
done
refuses "a list of dates that ends with a comma" 2 "--snapshots: error: '' is not a date as YYYY-MM-DD" \
    --snapshots 2020-01-01, town
refuses "dates out of order" 2 "--snapshots: error: 2019-01-01 is not later than the date before it" \
    --snapshots 2020-01-01,2019-01-01 town
refuses "the same date twice" 2 "--snapshots: error: 2019-01-01 is not later than the date before it" \
    --snapshots 2019-01-01,2019-01-01 town
refuses "a date before registers" 2 "--snapshots: error: 1899-12-31 is not between 1900-01-01 and 2100-12-31" \
    --snapshots 1899-12-31 town
expect "nothing was written when something was refused" test ! -e "$scratch/town/register.yaml"

refuses "a folder that cannot be made" 3 "integ-synth: error: cannot make the folder no/such/place: No such file or directory" no/such/place
touch "$scratch/file"
refuses "a file where the folder should be" 3 "integ-synth: error: cannot write file/citizen-2020-01-01.csv: Not a directory" \
    --snapshots 2020-01-01 --citizens 10 file
if [ -w /dev/full ]; then
    mkdir "$scratch/full"
    ln -s /dev/full "$scratch/full/citizen-2020-01-01.csv"
    refuses "a full disk" 3 "integ-synth: error: cannot write full/citizen-2020-01-01.csv: No space left on device" \
        --snapshots 2020-01-01 --citizens 10 full
else
    skip "a full disk" "no /dev/full"
fi

expect "a hamlet of 12 is made" "$synth" --citizens 12 --seed 7 --snapshots 2018-09-15,2020-01-01 "$scratch/hamlet"
for file in "$golden"/hamlet/*; do
    name=${file##*/}
    expect_same "the hamlet's $name is as recorded" "$file" "$scratch/hamlet/$name"
done
ls "$golden/hamlet" >"$scratch/wanted"
ls "$scratch/hamlet" >"$scratch/got"
expect_same "the hamlet has no other files" "$scratch/wanted" "$scratch/got"

expect "one citizen is enough" "$synth" --citizens 1 --snapshots 1900-01-01,2100-12-31 "$scratch/one"
expect "one citizen has one row" sh -c "[ \$(wc -l <'$scratch/one/citizen-2100-12-31.csv') = 2 ]"

expect "the example municipality is made" "$synth" "$scratch/example"
made=$(checksum "$scratch/example")
echo "$recorded" >"$scratch/wanted"
echo "$made" >"$scratch/got"
expect_same "the example municipality is as recorded, byte for byte" "$scratch/wanted" "$scratch/got"
expect "the defaults are what the man page says" "$synth" --citizens 48300 --seed 20191203 --snapshots \
    2015-01-01,2016-01-01,2017-01-01,2018-01-01,2019-01-01,2020-01-01 "$scratch/example"
checksum "$scratch/example" >"$scratch/got"
expect_same "writing over an older register gives the same bytes" "$scratch/wanted" "$scratch/got"

expect "another seed works" "$synth" --citizens 500 --seed 1 "$scratch/one"
expect "and another" "$synth" --citizens 500 --seed 18446744073709551615 "$scratch/other"
expect_failure "another seed makes other people" cmp "$scratch/one/citizen-2020-01-01.csv" \
    "$scratch/other/citizen-2020-01-01.csv"

# Built again by every compiler there is, at both ends of optimisation.
library=$top_builddir/lib/.libs
build_and_compare() {
    name="built by $*, the example municipality is the same"
    command -v "$1" >/dev/null || { skip "$name" "no $1"; return; }
    if ! "$@" -std=gnu11 -w -I"$top_srcdir/include" -I"$top_srcdir/examples" -o "$scratch/rebuilt" \
        "$top_srcdir/examples/integ-synth.c" "$top_srcdir"/examples/synth/*.c \
        -L"$library" -lintegration -Wl,-rpath,"$library" >"$scratch/output" 2>&1; then
        fail "$name" <"$scratch/output"
        return
    fi
    rm -rf "$scratch/example"
    expect "integ-synth built by $* works" "$scratch/rebuilt" "$scratch/example"
    checksum "$scratch/example" >"$scratch/got"
    expect_same "$name" "$scratch/wanted" "$scratch/got"
}
echo "$recorded" >"$scratch/wanted"
if [ ! -e "$library/libintegration.so" ] || $NM -D "$library/libintegration.so" | grep -q __asan_; then
    skip "another compiler makes the same bytes" "no plain shared library"
else
    build_and_compare gcc -O0
    build_and_compare gcc -O3
    build_and_compare clang -O2
fi

done_testing
