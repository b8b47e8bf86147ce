#!/bin/sh
# This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
# If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/.
#
# The schemas for editors accept every document of the tree that the library reads, and refuse those that it refuses for
# their form. That they know the same keys as the loaders is tested in the suite of policies.

. "$srcdir/support/tap.sh"

python3 -c 'import jsonschema, yaml; jsonschema.Draft202012Validator' 2>/dev/null ||
    skip_all "no python3 with jsonschema and yaml"

check() { # DESCRIPTION SCHEMA MODE FILE...
    description=$1 schema=$top_srcdir/docs/$2.schema.json mode=$3
    shift 3
    python3 "$srcdir/house/schemas.py" "$schema" "$mode" "$@" >"$scratch/wrong" 2>&1
    expect_empty "$description" "$scratch/wrong"
}

programs=$srcdir/programs/data
check "policies fit their schema" policy accepts "$top_srcdir/examples/data/integrationspolitik.yaml" \
    "$top_srcdir/examples/data/sprogkloeft.yaml" "$srcdir/policy/data/complete.yaml" "$programs/policy.yaml" "$programs/policy-old.yaml" "$programs/rules.yaml" \
    "$programs/years.yaml" "$programs/doubtful.yaml" "$programs/misfit.yaml"
check "manifests fit their schema" register accepts "$top_srcdir/examples/data/eusilc.yaml" \
    "$top_srcdir/examples/data/gssvocab.yaml" "$programs"/*/register.yaml "$srcdir"/register/data/*/register.yaml
check "policies of the wrong form do not" policy refuses "$srcdir"/policy/invalid/*.yaml
# `order` is wrong by what its thresholds are together, which a schema cannot see; nothing is wrong with `open`.
check "goals whose method is of the wrong form do not" policy entries goals "$srcdir/policy/invalid/goal-methods.yaml" \
    order open
check "a policy with a wrong key anywhere does not" policy mutations "$srcdir/policy/data/complete.yaml"
check "neither does one with every method" policy mutations "$top_srcdir/examples/data/integrationspolitik.yaml"
check "a manifest with a wrong key anywhere does not" register mutations "$srcdir/register/data/danish/register.yaml"

done_testing
