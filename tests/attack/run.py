# This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
# If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/.
"""One town with one or several questions about it: what the programs show, and what follows of few people."""

import json
import os
import subprocess
import tempfile
from random import Random

import answers
import few
import filters
from answers import Fact, Figure
from filters import ALL
from model import FEW, FOLLOWS, UNDECIDED, Known, Towns
from questions import PUBLISHED, Call, Report, draw_groups
from town import MOST_KINDS_OF_CITIZENS, Town, all_people

KINDS = ("report", "cohort", "ledger", "reports")
WITHHELD = "what is listed, shown and hidden here would give"
FAULTS = ("direct", "small", "people", "contracts", "amounts", "value", "wrong", "refused")


class Run:
    """Drawn from the seed; nothing else decides what it is."""

    def __init__(self, seed, options):
        self.options = options
        amounts = " amounts" if options.amounts else ""
        self.random = Random(f"{options.kind} {options.citizens_only}{amounts} {seed}")
        self.town = Town(self.random, options.citizens_only, options.amounts)
        self.questions = self.draw_questions()
        self.failures = []
        self.withheld = 0  # releases of which nothing is published, since that would give something away

    def draw_questions(self):
        random, schema, kind = self.random, self.town.schema, self.options.kind
        groups = draw_groups(random, schema)
        if kind in ("report", "reports"):
            return [Report(random, schema, groups) for _ in range(1 if kind == "report" else 2)]
        return [Call(random, schema, groups) for _ in range(1 if kind == "cohort" else random.randint(2, 5))]

    # ---- what is shown ----

    def ask(self, unprotected=False):
        """Asks the programs; a question that fails shows nothing."""
        self.told = []
        with tempfile.TemporaryDirectory() as folder:
            self.town.write(folder)
            for number, question in enumerate(self.questions, 1):
                self.ask_one(folder, number, question, unprotected)
        self.look()

    def ask_one(self, folder, number, question, unprotected):
        question.write(folder, number)
        command = [os.path.join(self.options.programs, question.program), "--format", "json"]
        if unprotected:
            command.append("--unprotected")
        elif self.options.kind in ("ledger", "reports"):
            command += ["--ledger", "ledger.json", "--published", PUBLISHED]
        done = subprocess.run(command + question.arguments(number), cwd=folder, capture_output=True, text=True)
        if done.returncode == 2 and WITHHELD in done.stderr:
            self.withheld += 1
            return
        if done.returncode not in (0, 1):
            self.failures.append(f"status {done.returncode}: {done.stderr.strip()}")
            return
        for one in answers.read(question, json.loads(done.stdout)):
            if len(self.questions) > 1:
                one.path = f"{number}: {one.path}"
            self.told.append(one)

    def look(self):
        """Which citizens there are and may be, as far as what is shown can tell them apart."""
        self.figures = [one for one in self.told if isinstance(one, Figure)]
        self.used = set()
        for one in self.told:
            for filter in ([one.filter] if isinstance(one, Figure) else one.filters):
                filters.names(one.table, filter, self.used)
            if isinstance(one, Figure) and one.measure is not None:
                filters.names("citizen", ("measured", one.measure), self.used)
        self.kinds = all_people(self.town.schema, self.used, self.options.most)
        self.citizens = self.town.people(self.used)

    def hide_few(self):
        """What would be shown if figures of few people were hidden, and no other one for their sake."""
        self.told = self.figures
        for figure in self.figures:
            figure.is_told = False
            if figure.owners(self.citizens) in FEW:
                figure.value = None

    # ---- what is known ----

    def known(self):
        shown = [one for one in self.told if isinstance(one, Fact) or one.value is not None]
        everybody = Figure("how many citizens there are", "citizen", ALL, len(self.town.citizens))
        return [self.known_of(one) for one in shown + [everybody]]

    def known_of(self, one):
        if isinstance(one, Figure):
            return Known(one.describe(), one.count(self.kinds), one.count(self.citizens), one.value, one.value)

        def count(people):
            of_one = people.owners if one.of_people else people.rows
            return sum(of_one(one.table, filter) for filter in one.filters)
        at_most = self.options.most_rows if one.most is None else one.most
        return Known(one.describe(), count(self.kinds), count(self.citizens), one.least, at_most)

    # ---- what follows ----

    def attack(self):
        self.ask(self.options.naive)
        if self.options.naive:
            self.hide_few()
        self.judge()

    def judge(self):
        self.towns = Towns(self.known(), len(self.town.citizens))
        self.numbers = few.numbers(self.random, self.figures, self.kinds, self.citizens)
        self.results = self.towns.judge(self.numbers)
        self.confirm()

    def confirm(self):
        """What follows must not follow from how many contracts somebody was thought to have at most."""
        follow = [i for i, result in enumerate(self.results) if result == FOLLOWS]
        if not self.kinds.kinds or all(self.numbers[i].people not in FEW for i in follow):
            return
        self.kinds = all_people(self.town.schema, self.used, self.options.most + 3, 8 * MOST_KINDS_OF_CITIZENS)
        self.towns = Towns(self.known(), len(self.town.citizens))
        for i in follow:
            self.numbers[i].kinds = self.numbers[i].count(self.kinds)
        for i, result in zip(follow, self.towns.judge([self.numbers[i] for i in follow])):
            self.results[i] = result

    def findings(self):
        """Pairs of a kind and a number that follows, or is shown though it is of few; of the same few people one."""
        found = [("direct", few.number_of(self.kinds, self.citizens, figure)) for figure in self.figures
                 if figure.value is not None and figure.owners(self.citizens) in FEW]
        found += [("value", few.number_of(self.kinds, self.citizens, figure)) for figure in self.figures
                  if figure.is_told and figure.value is None]
        printed = {one.kinds.tobytes() for one in self.towns.known if one.least == one.most}
        seen = set()
        for number, result in zip(self.numbers, self.results):
            if result == UNDECIDED:
                found.append(("undecided", number))
            elif result == FOLLOWS and number.citizens not in seen:
                if not number.is_hidden_figure:
                    seen.add(number.citizens)
                found.append((kind_of(number, printed), number))
        return found

    def witness(self, number):
        """The fewest things known from which a number still follows, by leaving out one after the other."""
        needed = list(self.towns.known)
        for one in sorted(self.towns.known, key=lambda known: known.least == known.most):
            fewer = [other for other in needed if other is not one]
            if fewer and Towns(fewer, self.towns.size).judge([number]) == [FOLLOWS]:
                needed = fewer
        return needed


def kind_of(number, printed):
    """Of a number that follows: `small`, a hidden figure of few people, and `people`, `contracts` or `amounts`, few people
    who are no figure, and what they have, are faults. A hidden figure of nobody or many may be `impossible`, since nobody can be
    in it, or `printed` elsewhere; else it is `zero` or `other`."""
    if not number.is_hidden_figure:
        return number.path.split(":")[0]
    if number.people in FEW:
        return "small"
    if not number.kinds.any():
        return "impossible"
    if number.kinds.tobytes() in printed:
        return "printed"
    return "zero" if number.true == 0 else "other"


class Example(Run):
    """A town in which 23 citizens have one contract each, 20 of these are of one kind, and both is printed."""

    def __init__(self, options):
        super().__init__(0, options)
        self.town = Town(Random(1), False)
        self.town.citizens = [self.town.citizens[0]] * 40
        kinds = ["a"] * 20 + ["b"] * 3
        self.town.contracts = [[{"kind": kind, "sector": "p"}] for kind in kinds] + [
            [{"kind": "a", "sector": "p"}, {"kind": kind, "sector": "p"}] for kind in "aabbb"] + [[]] * 12
        one = ("rows", "=", 1, None)
        self.told = [Figure("citizens", "citizen", one, 23), Figure(
            "contracts", "contract", ("and", ("linked", "one", one), ("=", "kind", "a")), 20)]
        self.look()
