#!/bin/sh
# This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
# If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/.
#
# Each floor uses only floors with a smaller number; floors with the same number don't use each other.

. "$srcdir/support/tap.sh"

number_of() {
    case $1 in
    base) echo 1 ;;
    statistics | disclosure | register) echo 2 ;;
    expression) echo 3 ;;
    denmark) echo 4 ;;
    cohort) echo 5 ;;
    tally) echo 6 ;;
    indicator) echo 7 ;;
    release) echo 8 ;;
    goal) echo 9 ;;
    policy) echo 10 ;;
    report) echo 11 ;;
    esac
}

# The floors that a file includes: "cohort/groups.h", "integration/cohort.h" and <integration/cohort.h>.
floors_used() {
    sed -nE 's/^[[:space:]]*#[[:space:]]*include[[:space:]]*["<](integration\/)?([a-z0-9_]+)[.\/].*/\2/p' "$1" | sort -u
}

check_file() {
    own=$(number_of "$2")
    if grep -q 'include.*integration\.h[">]' "$1"; then
        echo "$1 includes the whole interface"
    fi
    for used in $(floors_used "$1"); do
        number=$(number_of "$used")
        if [ -n "$number" ] && [ "$used" != "$2" ] && [ "$number" -ge "$own" ]; then
            echo "$1 ($2, floor $own) uses $used (floor $number)"
        fi
    done
}

for path in "$top_srcdir"/lib/*/; do
    floor=$(basename "$path")
    case $floor in .*) continue ;; esac
    if [ -z "$(number_of "$floor")" ]; then
        echo "lib/$floor is no floor" >"$scratch/wrong"
    else
        interface=$top_srcdir/include/integration/$floor
        for file in "$path"*.[ch] "$interface.h" "$interface"/*.h; do
            [ ! -e "$file" ] || check_file "$file" "$floor"
        done >"$scratch/wrong"
    fi
    expect_empty "$floor uses only lower floors" "$scratch/wrong"
    # Characters, not bytes, which awk would count. A pragma's string cannot be broken.
    grep -rnE '^.{121,}' "$path" "$interface.h" $([ ! -d "$interface" ] || echo "$interface") --include='*.[ch]' |
        grep -v ':#pragma' >"$scratch/wide"
    expect_empty "$floor has no line of more than 120 characters" "$scratch/wide"
done

done_testing
