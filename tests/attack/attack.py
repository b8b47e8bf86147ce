# This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
# If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/.
"""An attack with a solver: what follows of few people from what the programs show?

    attack.py all [OPTION]...            some of everything; ends with "N passed, N failed"
    attack.py run [OPTION]...            random towns and questions; findings one a line, a summary at the end
    attack.py check [OPTION]...          whether filters mean here what they mean to the programs, which hide nothing
    attack.py explain SEED [OPTION]...   one run in full, each finding with the fewest figures that give it away

Each run makes a town, asks the programs about it, and looks with CP-SAT at all towns that could lie behind what they
show and behind how many citizens there are, which everybody knows. A number that is the same in all of them follows."""

import argparse
import os
import sys
import time
from collections import Counter
from copy import copy
from multiprocessing import Pool

from answers import Fact, Figure
from model import Towns
from run import FAULTS, KINDS, Example, Run


def seeds_of(options):
    first, end = (int(part) for part in options.seeds.split(":"))
    return range(first, end)


def name_of(options):
    return (options.kind + (", citizens only" if options.citizens_only else "")
            + (", amounts" if options.amounts else "") + (", naive" if options.naive else "")
            + f", seeds {options.seeds}")


def in_parallel(function, options):
    with Pool(options.processes) as pool:
        yield from pool.imap(function, [(seed, options) for seed in seeds_of(options)], chunksize=4)


# ---- do filters mean the same? ----

def check_one(task):
    """Whether each figure is what the evaluation here says, when nothing is hidden."""
    seed, options = task
    try:
        run = Run(seed, options)
        run.ask(unprotected=True)
        # What is named says nothing where nothing is hidden.
        run.told = [one for one in run.told if isinstance(one, Figure) or not one.of_people]
        Towns(run.known(), len(run.town.citizens))
        hidden = [one.path for one in run.figures if one.value is None]
        return seed, len(run.told), "; ".join(run.failures + [f"{path} is hidden" for path in hidden])
    except Exception as error:  # what went wrong is the result
        return seed, 0, f"{type(error).__name__}: {error}"


def check(options):
    figures = wrong = 0
    for seed, count, fault in in_parallel(check_one, options):
        figures += count
        if fault:
            wrong += 1
            print(f"{seed}\twrong\t{fault}", flush=True)
    print(f"{name_of(options)}: {figures} figures and facts checked, {wrong} runs wrong", flush=True)
    return len(seeds_of(options)) - wrong, wrong


# ---- many runs ----

def run_one(task):
    seed, options = task
    begun = time.perf_counter()
    counts = Counter(runs=1)
    try:
        run = Run(seed, options)
        run.attack()
        findings = [("refused", failure) for failure in run.failures]
        findings += [(kind, number.description) for kind, number in run.findings()]
    except Exception as error:  # a true town that could not be is a fault of the attack itself
        return seed, [("wrong", f"{type(error).__name__}: {error}")], counts
    counts.update({"figures": len(run.figures), "hidden": sum(figure.value is None for figure in run.figures),
                   "withheld": run.withheld, "numbers asked for": len(run.numbers), "solved": run.towns.solved,
                   "milliseconds": round(1000 * (time.perf_counter() - begun))})
    return seed, findings, counts


def summary(options, totals, cases, runs, seconds):
    names = ("runs", "withheld", "figures", "hidden", "numbers asked for", "solved")
    counts = ", ".join(f"{totals[name]} {name}" for name in names)
    found = ", ".join(f"{kind}: {cases[kind]} in {runs[kind]} runs" for kind in sorted(cases)) or "nothing follows"
    each = totals["milliseconds"] / totals["runs"]
    return f"{name_of(options)}: {counts}; {each:.0f} ms each, {seconds:.0f} s; {found}"


def run_many(options):
    """How many runs found no fault, and how many did."""
    totals, runs, cases = Counter(), Counter(), Counter()
    failed, begun = 0, time.perf_counter()
    for seed, findings, counts in in_parallel(run_one, options):
        totals.update(counts)
        kinds = Counter(kind for kind, description in findings)
        runs.update(set(kinds))
        cases.update(kinds)
        failed += any(kind in FAULTS for kind in kinds)
        for kind, description in findings:
            if options.harmless or (kind in FAULTS and not options.naive):
                print(f"{seed}\t{kind}\t{description}", flush=True)
    print(summary(options, totals, cases, runs, time.perf_counter() - begun), flush=True)
    return totals["runs"] - failed, failed


# ---- everything ----

def finds_what_is_planted(options):
    """The attack has to find what is known to be there, or what it does not find says nothing."""
    example = Example(options)
    example.judge()
    found = [number for kind, number in example.findings() if kind == "people" and number.true == 3]
    print(f"{'ok' if found else 'FAIL'} 23 citizens with one contract, 20 of them of one kind: 3 have another one")
    naive = copy(options)
    naive.naive, naive.citizens_only, naive.kind, naive.seeds = True, True, "report", "0:20"
    passed, failed = run_many(naive)
    print(f"{'ok' if failed else 'FAIL'} where figures of few alone are hidden, much follows", flush=True)
    return bool(found) + (failed > 0), (not found) + (failed == 0)


def run_all(options):
    passed, failed = finds_what_is_planted(options)
    for kind in KINDS:
        for citizens_only in (False, True):
            part = copy(options)
            part.kind, part.citizens_only = kind, citizens_only
            for work in (check, run_many):
                good, bad = work(part)
                passed, failed = passed + good, failed + bad
    return passed, failed


def explain(options):
    run = Run(options.seed, options)
    run.attack()
    print(f"{len(run.town.citizens)} citizens, {sum(map(len, run.town.contracts))} contracts")
    for question in run.questions:
        print(question.describe())
    for one in run.told if options.told else ():
        print("  " + one.describe())
    for failure in run.failures:
        print("refused: " + failure)
    for kind, number in run.findings():
        print(f"\n{kind}: {number.description} (is {number.true}, of {number.people} people)")
        if kind not in ("direct", "value", "undecided"):
            for known in run.witness(number):
                print("    " + known.path)


def write(options):
    """The town and the questions as files, to run the programs on them by hand."""
    run = Run(options.seed, options)
    os.makedirs(options.folder, exist_ok=True)
    run.town.write(options.folder)
    for number, question in enumerate(run.questions, 1):
        question.write(options.folder, number)
        print(question.program, " ".join(f'"{word}"' if " " in word else word for word in question.arguments(number)))


def parse():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("action", choices=("all", "run", "check", "explain"))
    parser.add_argument("seed", nargs="?", type=int)
    parser.add_argument("--kind", choices=KINDS, default="report", help="one report, one call of integ-cohort, several "
                        "calls with a ledger, or two reports with one; report unless given")
    parser.add_argument("--citizens-only", action="store_true", help="nobody asks about contracts")
    parser.add_argument("--amounts", action="store_true", help="reports: also ask for sums and means")
    parser.add_argument("--seeds", default="0:200", help="FIRST:END; 0:200 unless given")
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--programs", default="examples", help="the folder of the programs")
    parser.add_argument("--most", type=int, default=5, help="contracts that a citizen may have; what follows is then "
                        "tried with three more")
    parser.add_argument("--naive", action="store_true", help="hide figures of few alone: much has to be found then")
    parser.add_argument("--harmless", action="store_true", help="run: also tell what follows of nobody and of many")
    parser.add_argument("--told", action="store_true", help="explain: also tell everything that is shown")
    parser.add_argument("--folder", help="explain: write the town and the questions there instead")
    options = parser.parse_args()
    options.programs = os.path.abspath(options.programs)
    options.most_rows = 1000
    if options.action == "explain" and options.seed is None:
        parser.error("explain needs a seed")
    return options


def main():
    options = parse()
    if options.action == "explain":
        (write if options.folder else explain)(options)
        return 0
    passed, failed = {"all": run_all, "run": run_many, "check": check}[options.action](options)
    print(f"{passed} passed, {failed} failed")
    return int(failed > 0)


if __name__ == "__main__":
    sys.exit(main())
