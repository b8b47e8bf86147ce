# This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
# If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/.
"""All towns that could lie behind what is shown, as whole numbers of citizens of each kind, and what follows of them.

Kinds of citizens that enter everything shown alike are one class. A number follows where it is the same in all towns;
towns that were found on the way are kept, and show of most numbers at once that they do not follow."""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

import numpy
from ortools.sat.python import cp_model

FEW = range(1, 5)
SECONDS = 0.3  # deterministic ones, for each of two questions about a number
SECONDS_OF_FEW = 5  # where it is a hidden figure of few people
SOME_CLASSES = 200
MOST_UNDECIDED = 4
FOLLOWS, OPEN, UNDECIDED = "follows", "open", "undecided"


@dataclass
class Known:
    """At least and at most so many, adding up what each kind of citizen counts for."""
    path: str
    kinds: numpy.ndarray
    citizens: numpy.ndarray
    least: int
    most: int


@dataclass
class Number:
    """What is asked for: what each kind of citizen counts for, and the number that is true."""
    path: str
    kinds: numpy.ndarray
    true: int
    people: int
    is_hidden_figure: bool
    description: str
    count: Callable  # what each of a People counts for
    citizens: bytes = b""  # the same for numbers of the same people


def merge(known):
    """What is said twice is known once, by the narrower of the limits."""
    merged = {}
    for one in known:
        key = one.kinds.tobytes()
        if key not in merged:
            merged[key] = Known(one.path, one.kinds, one.citizens, one.least, one.most)
        else:
            own = merged[key]
            if (one.least, one.most) != (own.least, own.most) and one.least == one.most:
                own.path = one.path
            own.least, own.most = max(own.least, one.least), min(own.most, one.most)
    return [own for own in merged.values() if own.kinds.any()]


class Towns:
    def __init__(self, known, size):
        self.known, self.size = merge(known), size
        self.check_truth()
        self.drop_kinds()
        self.make_classes()
        self.found = self.true_classes().reshape(1, -1)
        self.model = None
        self.solved = 0

    def check_truth(self):
        for one in self.known:
            true = int(one.citizens.sum())
            if not one.least <= true <= one.most:
                raise AssertionError(f"{one.path} is {true} and not {one.least} to {one.most}")

    def drop_kinds(self):
        """Nobody is of a kind that would be counted where nobody is."""
        alive = numpy.ones(len(self.known[0].kinds), dtype=bool)
        for one in self.known:
            if one.most == 0:
                alive &= one.kinds == 0
        self.alive = numpy.flatnonzero(alive)
        self.left = [one for one in self.known if one.most > 0 and one.kinds[self.alive].any()]

    def make_classes(self):
        """Classes in order, each a run of kinds in self.order that begins at one of self.starts."""
        matrix = numpy.array([one.kinds[self.alive] for one in self.left]).reshape(-1, len(self.alive)).T
        self.columns, classes = numpy.unique(matrix, axis=0, return_inverse=True)
        self.order = self.alive[numpy.argsort(classes.reshape(-1), kind="stable")]
        self.starts = numpy.searchsorted(numpy.sort(classes.reshape(-1)), numpy.arange(len(self.columns)))

    def true_classes(self):
        """How many of the true citizens are in each class; fails where one is of no possible kind."""
        place = {column.tobytes(): i for i, column in enumerate(self.columns)}
        citizens = numpy.array([one.citizens for one in self.left])
        citizens = citizens.reshape(len(self.left), len(self.known[0].citizens)).T.astype(self.columns.dtype)
        true = numpy.zeros(len(self.columns), dtype=numpy.int64)
        for citizen in numpy.ascontiguousarray(citizens):
            true[place[citizen.tobytes()]] += 1
        return true

    def limits(self, matrix):
        """The least and the most that somebody of each class counts for in each number (rows of the matrix)."""
        ordered = matrix[:, self.order]
        return (numpy.minimum.reduceat(ordered, self.starts, axis=1),
                numpy.maximum.reduceat(ordered, self.starts, axis=1))

    def base(self):
        """The model of all towns, which is copied for each question."""
        if self.model is None:
            self.model, self.variables = self.make_model(numpy.arange(len(self.columns)))
        return self.model

    def make_model(self, classes):
        model = cp_model.CpModel()
        variables = [model.new_int_var(0, self.size, "") for _ in classes]
        columns = self.columns[classes]
        for i, one in enumerate(self.left):
            total = cp_model.LinearExpr.weighted_sum(variables, columns[:, i].tolist())
            model.add_linear_constraint(total, one.least, one.most)
        return model, variables

    def solve(self, weights, least, most, classes=None):
        """A town of some of the classes, or of all, in which the sum is within the limits: True and it is kept, False,
        or None where time was short."""
        if classes is None:
            classes = numpy.arange(len(self.columns))
            model = self.base().clone()
            variables = [model.get_int_var_from_proto_index(i) for i in range(len(self.variables))]
        else:
            model, variables = self.make_model(classes)
        total = cp_model.LinearExpr.weighted_sum(variables, weights[classes].tolist())
        model.add_linear_constraint(total, least, most)
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.max_deterministic_time = self.seconds
        solver.parameters.random_seed = self.solved
        self.solved += 1
        status = solver.solve(model)
        if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            town = numpy.zeros(len(self.columns), dtype=numpy.int64)
            town[classes] = [solver.value(variable) for variable in variables]
            self.found = numpy.vstack([self.found, town])
            return True
        return False if status == cp_model.INFEASIBLE else None

    def some_classes(self):
        """Those of the true citizens, and others that are drawn: most numbers are seen there not to follow."""
        if len(self.columns) <= 2 * SOME_CLASSES:
            return None
        drawn = Random(self.solved).sample(range(len(self.columns)), SOME_CLASSES)
        return numpy.unique(numpy.concatenate([numpy.flatnonzero(self.found[0]), drawn]))

    def decide(self, low, high, true):
        """Whether a number is the same in all towns."""
        highest = int(high.max(initial=0)) * self.size
        for _ in range(2):
            some = self.some_classes()
            if some is not None and (self.differs(low, high, true, highest, some) is True):
                return OPEN
        answer = self.differs(low, high, true, highest, None)
        return {True: OPEN, False: FOLLOWS, None: UNDECIDED}[answer]

    def differs(self, low, high, true, highest, classes):
        """Whether it is another one in a town of these classes."""
        below = self.solve(low, 0, true - 1, classes) if true > 0 else False
        above = False
        if below is not True and highest > true:
            above = self.solve(high, true + 1, highest, classes)
        if True in (below, above):
            return True
        return None if None in (below, above) else False

    def judge(self, numbers):
        """For each number whether it follows."""
        if not numbers:
            return []
        low, high = self.limits(numpy.stack([number.kinds for number in numbers]))
        true = numpy.array([number.true for number in numbers])
        results = [None] * len(numbers)
        seen, is_open = 0, numpy.zeros(len(numbers), dtype=bool)
        budget = MOST_UNDECIDED
        for i, number in enumerate(numbers):
            self.seconds = SECONDS_OF_FEW if number.is_hidden_figure and number.people in FEW else SECONDS
            if seen < len(self.found):
                towns = self.found[seen:]
                is_open |= ((towns @ low.T != true) | (towns @ high.T != true)).any(axis=0)
                seen = len(self.found)
            if is_open[i]:
                results[i] = OPEN
                continue
            results[i] = self.decide(low[i], high[i], number.true) if budget > 0 else UNDECIDED
            budget -= results[i] == UNDECIDED
        return results
