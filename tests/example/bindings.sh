#!/bin/sh
# This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
# If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/.
#
# What another language reads call by call is what the report says: every goal, indicator, cell and value in time.

. "$srcdir/example/example.sh"
need_program integ-synth
need_program integ-progress
library=$top_builddir/lib/.libs/libintegration.so
[ -e "$library" ] || skip_all "there is no shared library"
python3 -c 'import ctypes, json, sys; ctypes.CDLL(sys.argv[1])' "$library" 2>/dev/null ||
    skip_all "no python3 that can load the library"

policy=$data/integrationspolitik.yaml
expect "the example register is made" "$programs/integ-synth" "$scratch/register"
"$programs/integ-progress" --format json "$policy" "$scratch/register" >"$scratch/report.json" 2>"$scratch/err"
expect "the report is made" test $? -le 1
expect "the results are read through ctypes" sh -c \
    'PYTHONDONTWRITEBYTECODE=1 python3 "$1/example/results.py" "$2" "$3" "$4/register" 2020-01-01 >"$4/read.json"' \
    sh "$srcdir" "$library" "$policy" "$scratch"

# Whatever was read has to be in the report too, under the same name.
cat >"$scratch/differ.py" <<'END'
import json, sys
report, read = (json.load(open(name, encoding="utf-8")) for name in sys.argv[1:3])
seen = {"values": 0, "hidden": 0, "cells": 0, "milestones": 0}

def differ(place, said, found):
    if isinstance(found, dict) and isinstance(said, dict):
        for key in found:
            differ(f"{place}.{key}", said.get(key, "nothing"), found[key])
    elif isinstance(found, list) and isinstance(said, list):
        seen["cells"] += place.endswith(".by") and len(found)
        seen["milestones"] += place.endswith(".milestones") and len(found)
        if len(said) != len(found):
            print(f"{place}: {len(found)} instead of {len(said)}")
        for i, pair in enumerate(zip(said, found)):
            differ(f"{place}[{i}]", *pair)
    elif said != found:
        print(f"{place}: {found!r} instead of {said!r}")
    else:
        seen["values"] += 1
        seen["hidden"] += found == "too_few"

for goal in report["goals"]:
    goal["target"] = goal["from"]["target"]
for part in ("goals", "indicators"):
    differ(part, report[part], read[part])
for name, count in seen.items():
    if count < 5:
        print(f"only {count} {name} were compared")
END
python3 "$scratch/differ.py" "$scratch/report.json" "$scratch/read.json" >"$scratch/differences" 2>&1
expect_empty "all that was read stands in the report" "$scratch/differences"

done_testing
