# This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
# If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/.
"""What nobody may find: each hidden figure, and how many people, contracts and what amounts there are in groups of a few
people that figures have in common or set apart."""

import numpy

from filters import ALL, measure_text, text
from model import FEW, Number

MOST_PAIRS = 4000     # that are looked at, of sets of people and of sets of contracts
MOST_TRIPLES = 6000
MOST_GROUPS = 400     # that are asked for, of each size


def numbers(random, figures, kinds, citizens):
    return (hidden_figures(figures, kinds, citizens) + few_people(random, figures, kinds, citizens)
            + few_contracts(random, figures, kinds, citizens) + few_amounts(random, figures, kinds, citizens))


# ---- figures ----

def number_of(kinds, citizens, figure):
    def count(people):
        return figure.count(people)
    return Number(figure.path, count(kinds), int(count(citizens).sum()), figure.owners(citizens), True,
                  figure.describe(), count)


def hidden_figures(figures, kinds, citizens):
    """Each set of rows once, unless it is shown elsewhere under another name."""
    shown = {figure.key() for figure in figures if figure.value is not None}
    hidden = {figure.key(): figure for figure in figures if figure.value is None}
    return [number_of(kinds, citizens, figure) for key, figure in hidden.items() if key not in shown]


# ---- groups of people that are no figure ----

def sets_of_owners(name, filter):
    """Those of whose contracts some, one, several or all are counted."""
    def rows(people):
        return people.rows("contract", filter)
    return {f"owners of {name}": lambda people: rows(people) > 0,
            f"owners of one {name}": lambda people: rows(people) == 1,
            f"owners of several {name}": lambda people: rows(people) > 1,
            f"owners of {name} alone": lambda people: (rows(people) > 0) & (rows(people) == people.counts.sum(axis=1))}


def sets_of_people(figures, has_contracts):
    """Named sets of citizens, each as a function of a People."""
    sets = {}
    for table, filter in dict.fromkeys((figure.table, figure.filter) for figure in figures):
        if table == "citizen":
            sets[text(filter)] = lambda people, filter=filter: people.is_true("citizen", filter)
        else:
            sets.update(sets_of_owners(text(filter), filter))
    if has_contracts:
        sets["those with one contract"] = lambda people: people.counts.sum(axis=1) == 1
        sets["those with several contracts"] = lambda people: people.counts.sum(axis=1) > 1
    return sets


class Sets:
    """The sets that differ from each other and are neither nobody nor everybody, and what is not in each of them: as
    bits, of the kinds that may be and of the citizens."""

    def __init__(self, named, kinds, citizens):
        seen = set()
        self.names, self.functions, self.of_kinds, self.of_citizens = [], [], [], []
        for name, function in named.items():
            bits = function(kinds)
            if bits.tobytes() in seen or not bits.any() or bits.all():
                continue
            seen.add(bits.tobytes())
            self.names += [name, f"not ({name})"]
            self.functions += [function, lambda people, function=function: ~function(people)]
            self.of_kinds += [bits, ~bits]
            self.of_citizens += [function(citizens), ~function(citizens)]
        self.matrix = numpy.array(self.of_citizens)

    def number(self, group):
        """Who is in all sets of a group."""
        def count(people):
            return numpy.logical_and.reduce([self.functions[i](people) for i in group]).astype(numpy.int64)
        kinds = numpy.logical_and.reduce([self.of_kinds[i] for i in group]).astype(numpy.int64)
        citizens = numpy.logical_and.reduce([self.of_citizens[i] for i in group])
        true, name = int(citizens.sum()), " and ".join(self.names[i] for i in group)
        return Number("people: " + name, kinds, true, true, False, f"{true} people: {name}", count, citizens.tobytes())


def is_few(sizes):
    return numpy.flatnonzero((sizes >= FEW[0]) & (sizes <= FEW[-1]))


def sample(random, items, most):
    return items if len(items) <= most else random.sample(items, most)


def few_people(random, figures, kinds, citizens):
    """Groups of one to four people: who are in one set, or in two or three."""
    sets = Sets(sets_of_people(figures, kinds.kinds > 0), kinds, citizens)
    count = len(sets.names)
    if count < 4:
        return [sets.number((i,)) for i in range(count) if sets.of_citizens[i].sum() in FEW]
    found = [(int(i),) for i in is_few(sets.matrix.sum(axis=1))]
    pairs = sample(random, [(i, j) for i in range(count) for j in range(i + 1, count) if i // 2 != j // 2], MOST_PAIRS)
    first, second = numpy.array(pairs).T
    common = sets.matrix[first] & sets.matrix[second]
    found += sample(random, [pairs[i] for i in is_few(common.sum(axis=1))], MOST_GROUPS)
    chosen = random.choices(range(len(pairs)), k=MOST_TRIPLES)
    third = random.choices(range(count), k=MOST_TRIPLES)
    few = is_few((common[chosen] & sets.matrix[third]).sum(axis=1))
    triples = {tuple(sorted((*pairs[chosen[i]], third[i]))) for i in few}
    triples = sorted(triple for triple in triples if len({i // 2 for i in triple}) == 3)
    return [sets.number(group) for group in found + sample(random, triples, MOST_GROUPS)]


# ---- their contracts ----

def matrix(people, key):
    """Which contracts of each citizen are a figure's, or a citizen's of a figure."""
    bits = people.is_true(*key)
    return bits if key[0] == "contract" else numpy.broadcast_to(bits.reshape(-1, 1), people.counts.shape)


def number_of_contracts(signed, kinds, citizens):
    """How many contracts are, or are not, in each of some sets."""
    def count(people):
        chosen = numpy.logical_and.reduce([matrix(people, key) == is_in for key, is_in in signed])
        return (chosen * people.counts).sum(axis=1)
    rows = count(citizens)
    people, true = int((rows > 0).sum()), int(rows.sum())
    name = " and ".join(text(key[1]) if is_in else f"not ({text(key[1])})" for key, is_in in signed)
    description = f"{true} contracts of {people} people: {name}"
    return Number("contracts: " + name, count(kinds), true, people, False, description, count,
                  b"contracts" + rows.tobytes())


def few_contracts(random, figures, kinds, citizens):
    """Contracts of one to four people: of one or two figures' contracts or citizens."""
    keys = [key for key in dict.fromkeys((figure.table, figure.filter) for figure in figures) if key[1] != ALL]
    if not kinds.kinds:
        return []
    own = {key: matrix(citizens, key) for key in keys}
    groups = [((key, True),) for key in keys] + sample(random, [
        ((keys[i], first), (keys[j], second)) for i in range(len(keys)) for j in range(i)
        for first in (True, False) for second in (True, False)], MOST_PAIRS // 4)
    found, seen = [], set()
    for signed in groups:
        rows = numpy.logical_and.reduce([own[key] == is_in for key, is_in in signed]) * citizens.counts
        if rows.any(axis=1).sum() not in FEW or len(found) == MOST_GROUPS:
            continue
        number = number_of_contracts(signed, kinds, citizens)
        if number.kinds.tobytes() not in seen:
            found.append(number)
        seen.add(number.kinds.tobytes())
    return found


# ---- their amounts ----

def few_amounts(random, figures, kinds, citizens):
    """What one to four people have together of what is summed up somewhere: who are in one set, or in two."""
    measures = list(dict.fromkeys(figure.measure for figure in figures if figure.measure is not None))
    if not measures:
        return []
    sets = Sets(sets_of_people(figures, kinds.kinds > 0), kinds, citizens)
    count = range(len(sets.names))
    groups = [(i,) for i in count] + sample(random, [(i, j) for i in count for j in count if i // 2 < j // 2],
                                            MOST_PAIRS // 4)
    found = []
    for measure in measures:
        amounts = citizens.amounts(measure)
        for group in groups:
            own = amounts * numpy.logical_and.reduce([sets.of_citizens[i] for i in group])
            if (own != 0).sum() in FEW and len(found) < MOST_GROUPS:
                found.append(number_of_amount(measure, group, sets, kinds, citizens))
    return found


def number_of_amount(measure, group, sets, kinds, citizens):
    def count(people):
        return people.amounts(measure) * numpy.logical_and.reduce([sets.functions[i](people) for i in group])
    own = count(citizens)
    name = f"{measure_text(measure)} of {' and '.join(sets.names[i] for i in group)}"
    return Number("amounts: " + name, count(kinds), int(own.sum()), int((own != 0).sum()), False,
                  f"{own.sum()} of {(own != 0).sum()} people: {name}", count, b"amounts" + own.tobytes())
