# This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
# If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/.
"""Towns that do not exist: 10 to 60 citizens with a few attributes, some unknown, and their contracts."""

import os
from itertools import combinations_with_replacement
from math import comb

import numpy
import yaml

from filters import People

CITIZEN = {"sex": ("f", "m"), "origin": ("d", "w", "n"), "status": ("e", "u", "s"), "district": ("1", "2"),
           "born": (1950, 1980, 2000)}
# A column of amounts; nobody has the larger ones, which are thought possible.
AMOUNTS = {"children": (0, 1, 2, 3, 4, 5)}
OCCURRING = 4
CONTRACT = {"kind": ("a", "b", "c"), "sector": ("p", "q")}
BANDS = {"born": (1960, 1990)}
MOST_KINDS_OF_CITIZENS = 30000


class Schema:
    """Which columns the citizens and contracts of a town have, and which values these can have but unknown."""

    def __init__(self, citizen, contract):
        self.tables = {"citizen": {name: {**CITIZEN, **AMOUNTS}[name] for name in citizen},
                       "contract": {name: CONTRACT[name] for name in contract}}
        if "sector" in contract:
            self.tables["contract"]["kind"] = CONTRACT["kind"][:2]

    def values(self, table, name):
        return self.tables[table][name]

    def manifest(self, dates):
        tables = {"citizen": {"key": "id", "columns": {"id": {"type": "integer"}}},
                  "contract": {"link": {"citizen_id": "citizen"}, "columns": {"citizen_id": {"type": "integer"}}}}
        for table, columns in self.tables.items():
            for name, values in columns.items():
                is_code = isinstance(values[0], str)
                tables[table]["columns"][name] = ({"type": "code", "labels": {value: value.upper() for value in values}}
                                                  if is_code else {"type": "integer"})
        files = [{"as_of": date, "citizen": f"citizen-{date}.csv", "contract": f"contract-{date}.csv"}
                 for date in dates]
        return {"register": "Town", "version": 1, "tables": tables, "snapshots": files}


class Town:
    """For each citizen the values, and a list of contracts with their values; None is unknown."""

    def __init__(self, random, citizens_only, has_amounts=False):
        attributes = random.sample(sorted(CITIZEN), random.choice((2, 2, 2) if has_amounts else (2, 3, 3)))
        attributes += sorted(AMOUNTS) if has_amounts else []
        rows = ["kind"] if random.random() < 0.7 else ["kind", "sector"]
        self.schema = Schema(attributes, [] if citizens_only else rows)
        self.citizens, self.contracts = [], []
        self.habits = {}
        how_many = [random.choice((0, 1, 2, 5, 10)) for _ in range(3)] + [1]
        for _ in range(random.randint(10, 60)):
            self.citizens.append({name: self.draw(random, "citizen", name) for name in attributes})
            count = 0 if citizens_only else random.choices(range(4), how_many)[0]
            self.contracts.append([self.draw_contract(random, self.citizens[-1]) for _ in range(count)])

    def draw(self, random, table, name, condition=None):
        """A value; how often each one occurs is drawn the first time."""
        values = self.schema.values(table, name)
        habit = self.habits.get((table, name, condition))
        if habit is None:
            habit = [random.choice((1, 1, 3, 10)) for _ in values] + [0]
            if name in AMOUNTS:
                habit[OCCURRING:-1] = [0] * (len(values) - OCCURRING)
            habit[-1] = sum(habit) * random.choice((0, 0, 0.05, 0.15))
            self.habits[table, name, condition] = habit
        return random.choices(values + (None,), habit)[0]

    def draw_contract(self, random, citizen):
        """Contracts have to do with who has them, in one attribute."""
        condition = citizen[min(name for name in citizen if name in CITIZEN)]
        return {name: self.draw(random, "contract", name, condition) for name in self.schema.tables["contract"]}

    def write(self, folder, date="2019-01-01"):
        with open(os.path.join(folder, "register.yaml"), "w") as file:
            yaml.safe_dump(self.schema.manifest([date]), file, sort_keys=False)
        with open(os.path.join(folder, f"citizen-{date}.csv"), "w") as file:
            write_rows(file, ["id", *self.schema.tables["citizen"]],
                       ([i + 1, *citizen.values()] for i, citizen in enumerate(self.citizens)))
        with open(os.path.join(folder, f"contract-{date}.csv"), "w") as file:
            write_rows(file, ["citizen_id", *self.schema.tables["contract"]],
                       ([i + 1, *contract.values()] for i, own in enumerate(self.contracts) for contract in own))

    def people(self, used):
        """The citizens as they are, with what is asked about."""
        kinds, row_columns = kinds_of_contracts(self.schema, used)
        place = {kind: i for i, kind in enumerate(kinds)}
        names = used_columns(self.schema, used, "contract")
        counts = numpy.zeros((len(self.citizens), len(kinds)), dtype=numpy.int64)
        for i, own in enumerate(self.contracts):
            for contract in own if kinds else ():
                counts[i, place[tuple(index(self.schema, "contract", name, contract[name]) for name in names)]] += 1
        columns = {name: numpy.array([index(self.schema, "citizen", name, citizen[name]) for citizen in self.citizens])
                   for name in used_columns(self.schema, used, "citizen")}
        return People(self.schema, columns, row_columns, counts)


def write_rows(file, header, rows):
    file.write(",".join(header) + "\n")
    for row in rows:
        file.write(",".join("" if value is None else str(value) for value in row) + "\n")


def index(schema, table, name, value):
    values = schema.values(table, name)
    return len(values) if value is None else values.index(value)


def used_columns(schema, used, table):
    return [name for name in schema.tables[table] if (table, name) in used]


def product(sizes):
    """All combinations, as one row of indices for each of the columns."""
    grids = numpy.meshgrid(*[numpy.arange(size) for size in sizes], indexing="ij")
    return [grid.reshape(-1) for grid in grids]


def kinds_of_contracts(schema, used):
    """The kinds of contracts that can be told apart; none where nobody asks about contracts."""
    if ("contract", None) not in used:
        return [], {}
    names = used_columns(schema, used, "contract")
    columns = product([len(schema.values("contract", name)) + 1 for name in names])
    kinds = list(zip(*[column.tolist() for column in columns])) if names else [()]
    return kinds, dict(zip(names, columns))


def all_people(schema, used, most, most_kinds=MOST_KINDS_OF_CITIZENS):
    """Every kind of citizen that there may be, with up to so many contracts, fewer where that is too many kinds."""
    kinds, row_columns = kinds_of_contracts(schema, used)
    names = used_columns(schema, used, "citizen")
    sizes = [len(schema.values("citizen", name)) + 1 for name in names]
    attributes = product(sizes) if names else []
    number = int(numpy.prod(sizes)) if names else 1
    while kinds and most > 3 and number * comb(len(kinds) + most, most) > most_kinds:
        most -= 1
    hands = [hand for count in range(most + 1 if kinds else 1)
             for hand in combinations_with_replacement(range(len(kinds)), count)]
    counts = numpy.zeros((len(hands), len(kinds)), dtype=numpy.int64)
    for i, hand in enumerate(hands):
        for kind in hand:
            counts[i, kind] += 1
    columns = {name: numpy.repeat(column, len(hands)) for name, column in zip(names, attributes)}
    return People(schema, columns, row_columns, numpy.tile(counts, (number, 1)))
