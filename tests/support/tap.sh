# This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
# If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/.
#
# For shell tests: one line of TAP for each thing that is tested. The environment gives srcdir (of tests/), top_srcdir
# and top_builddir as absolute paths, and CC, CXX, PKG_CONFIG, NM as configure found them.

set -u
tap_count=0

# A folder of the test's own, removed at the end.
scratch=$(mktemp -d "${TMPDIR:-/tmp}/libintegration-test.XXXXXX") || exit 99
trap 'rm -rf "$scratch"' EXIT
trap 'exit 99' HUP INT TERM

pass() {
    tap_count=$((tap_count + 1))
    printf 'ok %d - %s\n' "$tap_count" "$*"
}

# The explanation is read from standard input: fail "description" <file
fail() {
    tap_count=$((tap_count + 1))
    printf 'not ok %d - %s\n' "$tap_count" "$*"
    sed 's/^/# /'
}

# expect "description" command...: passes when the command succeeds; its output explains a failure.
expect() {
    description=$1
    shift
    if "$@" >"$scratch/output" 2>&1 </dev/null; then
        pass "$description"
    else
        fail "$description" <"$scratch/output"
    fi
}

expect_failure() {
    description=$1
    shift
    if "$@" >"$scratch/output" 2>&1 </dev/null; then
        { echo "succeeded, and should not have: $*"; cat "$scratch/output"; } >"$scratch/explanation"
        fail "$description" <"$scratch/explanation"
    else
        pass "$description"
    fi
}

# expect_empty "description" file: passes when nothing is in the file; its lines explain a failure.
expect_empty() {
    if [ -s "$2" ]; then
        fail "$1" <"$2"
    else
        pass "$1"
    fi
}

# expect_same "description" expected-file actual-file
expect_same() {
    expect "$1" diff -u "$2" "$3"
}

skip() {
    tap_count=$((tap_count + 1))
    echo "ok $tap_count - $1 # SKIP $2"
}

skip_all() {
    echo "1..0 # SKIP $*"
    exit 0
}

done_testing() {
    echo "1..$tap_count"
    exit 0
}
