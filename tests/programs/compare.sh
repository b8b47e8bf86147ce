#!/bin/sh
# This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
# If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/.
#
# integ-check --compare, read by somebody who subtracts: two policies of random groups over random small towns. Who is in
# which figure is worked out here.

. "$srcdir/programs/programs.sh"

# town SEED: writes a register of three columns of yes and no, which may be unknown, two policies of four groups, and
# into `people` for each figure of each group who is in it.
town() {
    ${AWK:-awk} -v seed="$1" -v folder="$scratch" '
    function draw(below) { state = state * 16807 % 2147483647; return int(state / 65536) % below }
    function literal(column, value) { return column " = " (value == 1 ? "TRUE" : "FALSE") }
    # 1, 0, or -1 where it is unknown.
    function holds(policy, group, person,    i, answer, found) {
        answer = 1
        for (i = 0; i < parts[policy, group]; i++) {
            found = value[person, column[policy, group, i]]
            if (found >= 0) found = (found == wanted[policy, group, i])
            if (found == 0) return 0
            if (found < 0) answer = -1
        }
        if (within[policy, group] < 0) return answer
        found = holds(policy, within[policy, group], person)
        return found == 0 ? 0 : found < 0 ? found : answer
    }
    function write(policy, file,    g, i, text) {
        print "policy: P\nlanguage: en\npopulation: p\ngroups:" >file
        for (g = 0; g < 4; g++) {
            parts[policy, g] = 1 + draw(2)
            within[policy, g] = g > 0 && draw(3) == 0 ? draw(g) : -1
            text = ""
            for (i = 0; i < parts[policy, g]; i++) {
                column[policy, g, i] = draw(3)
                wanted[policy, g, i] = draw(4) > 0
                text = text (i > 0 ? " AND " : "") literal(substr("abc", column[policy, g, i] + 1, 1), wanted[policy, g, i])
            }
            if (within[policy, g] >= 0) text = text " AND in_group(\047g" within[policy, g] "\047)"
            print "  g" g ": {where: \"" text "\"}" >file
        }
        close(file)
    }
    BEGIN {
        state = seed * 7919 + 17
        for (i = 0; i < 20; i++) draw(2)
        count = 12 + draw(90); unknown = draw(3) * 12
        for (i = 0; i < 3; i++) share[i] = 20 + draw(70)
        print "id,a,b,c" >(folder "/p.csv")
        for (p = 0; p < count; p++) {
            line = p + 1
            for (i = 0; i < 3; i++) {
                value[p, i] = draw(100) < unknown ? -1 : draw(100) < share[i]
                line = line "," (value[p, i] < 0 ? "" : value[p, i] ? "true" : "false")
            }
            print line >(folder "/p.csv")
        }
        close(folder "/p.csv")
        write("old", folder "/old.yaml")
        write("new", folder "/new.yaml")
        for (g = 0; g < 4; g++) {
            for (f = 1; f <= 6; f++) set[f] = ""
            for (p = 0; p < count; p++) {
                before = holds("old", g, p); now = holds("new", g, p)
                set[1] = set[1] (before == 1); set[2] = set[2] (now == 1)
                set[3] = set[3] (now == 1 && before != 1); set[4] = set[4] (before == 1 && now != 1)
                set[5] = set[5] (now == 1 && before == 1); set[6] = set[6] (now < 0 && before >= 0)
            }
            for (f = 1; f <= 6; f++) print g, f, set[f] >(folder "/people")
        }
    }'
}

# attack: reads `people` and what the program printed, and prints what somebody finds who adds and subtracts: a hidden
# figure, or a group of one to four people; on standard error what three figures tell together, and how many there are.
# Who occurs at all is known to this reader, which is more than can be read.
attack() {
    ${AWK:-awk} '
    function size(set,    ones) { ones = set; return gsub(/1/, "", ones) }
    # Whether all of one set are in another: 1, or 0.
    function inside(part, whole,    i) {
        for (i = 1; i <= length(part); i++) if (substr(part, i, 1) == 1 && substr(whole, i, 1) == 0) return 0
        return 1
    }
    function apart(one, other,    i) {
        for (i = 1; i <= length(one); i++) if (substr(one, i, 1) == 1 && substr(other, i, 1) == 1) return 0
        return 1
    }
    function inverse(number,    result, power) { # modulo PRIME
        result = 1
        for (power = PRIME - 2; power > 0; power = int(power / 2)) {
            if (power % 2 == 1) result = result * number % PRIME
            number = number * number % PRIME
        }
        return result
    }
    # Takes the rows that are there off the vector `left`; the first place that is left, 0 for none.
    function reduce(    r, i, factor) {
        for (r = 1; r <= rank; r++) {
            factor = left[pivot[r]]
            if (factor == 0) continue
            for (i = 1; i <= people; i++) left[i] = (left[i] + (PRIME - factor) * row[r, i]) % PRIME
        }
        for (i = 1; i <= people; i++) if (left[i] != 0) return i
        return 0
    }
    function load(set,    i) { for (i = 1; i <= people; i++) left[i] = substr(set, i, 1) + 0 }
    function know(set,    at, i, scale) {
        load(set)
        if ((at = reduce()) == 0) return
        scale = inverse(left[at])
        pivot[++rank] = at
        for (i = 1; i <= people; i++) row[rank, i] = left[i] * scale % PRIME
    }
    BEGIN { PRIME = 1000003 }
    NR == FNR { set[$1, $2] = $3; people = length($3); next }
    /^g[0-9].*: / { group = substr($1, 2, 1) }
    /^Counts/ {
        sub(/^[^:]*: /, "")
        for (f = split($0, field, ", "); f >= 1; f--) {
            count = split(field[f], word, " ")
            if (word[count] == "..") { hidden[++hiding] = set[group, f]; continue }
            if (word[count] != size(set[group, f])) print "wrong: g" group, field[f]
            shown[++showing] = set[group, f]
            about[showing] = "g" group " " field[f]
        }
    }
    END {
        for (s = 1; s <= showing; s++) if (size(shown[s]) >= 1 && size(shown[s]) <= 4) print "small:", about[s]
        for (s = 1; s <= showing; s++) know(shown[s])
        for (h = 1; h <= hiding; h++) {
            if (size(hidden[h]) == 0 || size(hidden[h]) > 4) continue
            load(hidden[h])
            if (reduce() == 0) print "a hidden figure of", size(hidden[h])
        }
        for (s = 1; s <= showing; s++) for (t = 1; t <= showing; t++) {
            if (s == t || !inside(shown[t], shown[s])) continue
            rest = size(shown[s]) - size(shown[t])
            if (rest >= 1 && rest <= 4) print about[s], "without", about[t]
            for (u = t + 1; u <= showing; u++) {
                if (!inside(shown[u], shown[s]) || !apart(shown[t], shown[u])) continue
                rest = size(shown[s]) - size(shown[t]) - size(shown[u])
                if (rest >= 1 && rest <= 4) print about[s], "without", about[t], "and", about[u] >"/dev/stderr"
            }
        }
        print "shown", showing, "hidden", hiding >"/dev/stderr"
    }' "$scratch/people" "$1"
}

describe_answers "$scratch"
: >"$scratch/found"
: >"$scratch/alone"
: >"$scratch/counts"
seed=1
while [ $seed -le 40 ]; do
    town $seed
    "$programs/integ-check" --compare "$scratch/old.yaml" "$scratch/new.yaml" "$scratch" >"$scratch/out" 2>"$scratch/err"
    status=$?
    [ $status -le 1 ] || echo "town $seed: exit status $status" >>"$scratch/found"
    attack "$scratch/out" 2>>"$scratch/counts" | sed "s/^/town $seed: /" >>"$scratch/found"
    # The same, where each count is hidden for its own sake alone.
    "$programs/integ-check" --unprotected --compare "$scratch/old.yaml" "$scratch/new.yaml" "$scratch" 2>/dev/null |
        sed '/^Counts/{s/ [1-4]\(,\|$\)/ ..\1/g;s/ [1-4],/ ..,/g;s/ [1-4]$/ ../;}' >"$scratch/out"
    attack "$scratch/out" 2>/dev/null >>"$scratch/alone"
    seed=$((seed + 1))
done
expect_empty "nobody finds few people by adding and subtracting" "$scratch/found"
expect "hiding small counts alone does not do" test "$(wc -l <"$scratch/alone")" -gt 50
expect "three figures tell of few people in one town of forty at most" \
    test "$(sed 's/^shown.*/-/' "$scratch/counts" | uniq | grep -c without)" -le 1
shown=$(awk '/^shown/ { shown += $2 } END { print shown }' "$scratch/counts")
hidden=$(awk '/^shown/ { hidden += $4 } END { print hidden }' "$scratch/counts")
expect "most counts are shown: $shown, and $hidden hidden" test "$shown" -gt "$hidden"

done_testing
