# This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
# If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/.
#
# For the tests of integ-cohort, integ-progress and integ-check: a small town whose figures were counted by hand and in
# SQLite, and runs whose whole output is compared.

. "$srcdir/support/tap.sh"

data=$srcdir/programs/data
golden=$srcdir/programs/golden
programs=$top_builddir/examples
[ -x "$programs/integ-progress" ] || skip_all "the example programs are not built"
cd "$data" || exit 99

# describe_answers FOLDER: the manifest of p.csv, of which the columns are id and a, b and c, true or false.
describe_answers() {
    cat >"$1/register.yaml" <<'END'
register: T
version: 1
tables:
  p: {key: id, columns: {id: {type: integer}, a: {type: boolean}, b: {type: boolean}, c: {type: boolean}}}
snapshots:
  - {as_of: 2019-01-01, p: p.csv}
END
}

# output NAME STATUS PROGRAM ARGUMENTS...: compares what is printed with NAME.out and NAME.err (nothing, where there is no
# such file) and the exit status. With UPDATE_EXPECTED set the files are written: read them before they are committed.
output() {
    name=$1
    expected_status=$2
    shift 2
    program=$1
    shift
    "$programs/$program" "$@" >"$scratch/out" 2>"$scratch/err" </dev/null
    status=$?
    if [ -n "${UPDATE_EXPECTED:-}" ]; then
        cp "$scratch/out" "$golden/$name.out"
        cp "$scratch/err" "$golden/$name.err"
        for file in "$golden/$name.out" "$golden/$name.err"; do
            [ -s "$file" ] || rm "$file"
        done
    fi
    {
        [ $status -eq "$expected_status" ] || echo "exit status $status instead of $expected_status: $program $*"
        for stream in out err; do
            expected=$golden/$name.$stream
            [ -e "$expected" ] || expected=/dev/null
            diff -u "$expected" "$scratch/$stream"
        done
    } >"$scratch/differences"
    expect_empty "$name" "$scratch/differences"
}

# refused MESSAGE PROGRAM ARGUMENTS...: exit status 2, nothing on standard output, and exactly this one message.
refused() {
    message=$1
    shift
    program=$1
    shift
    "$programs/$program" "$@" >"$scratch/out" 2>"$scratch/err" </dev/null
    status=$?
    {
        [ $status -eq 2 ] || echo "exit status $status instead of 2: $program $*"
        cat "$scratch/out"
        printf '%s\n' "$message" | diff -u - "$scratch/err"
    } >"$scratch/differences"
    expect_empty "refused: $program $*" "$scratch/differences"
}

# says TEXT PROGRAM ARGUMENTS...: standard output is exactly this, exit status 0, nothing on standard error.
says() {
    text=$1
    shift
    program=$1
    shift
    "$programs/$program" "$@" >"$scratch/out" 2>"$scratch/err" </dev/null
    status=$?
    {
        [ $status -eq 0 ] || echo "exit status $status: $program $*"
        cat "$scratch/err"
        printf '%s\n' "$text" | diff -u - "$scratch/out"
    } >"$scratch/differences"
    expect_empty "$program $*" "$scratch/differences"
}
