# This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
# If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/.
"""Random questions about a town: policies, and calls of integ-cohort."""

import os

import yaml

import filters
from filters import ALL
from town import AMOUNTS, BANDS, CITIZEN

PUBLISHED = "2019-02-01"


class Groups:
    """Named groups: the table, the group within which it is or None, and the condition."""

    def __init__(self):
        self.all = {}

    def of(self, table):
        return [name for name, group in self.all.items() if group[0] == table]

    def filter(self, name):
        """The whole definition."""
        table, within, where = self.all[name]
        return where if within is None else filters.both(self.filter(within), where)

    def conditions(self, name):
        """The conditions one by one, those of the group that it is within first."""
        table, within, where = self.all[name]
        return (self.conditions(within) if within is not None else []) + split(where)


def split(filter):
    if filter == ALL:
        return []
    return split(filter[1]) + split(filter[2]) if filter[0] == "and" else [filter]


class Writer:
    """Draws filters. What it draws stays within the schema and the groups that there are."""

    def __init__(self, random, schema, groups):
        self.random, self.schema, self.groups = random, schema, groups
        self.has_contracts = bool(schema.tables["contract"])

    def filter(self, table, may_name_groups=True):
        draw = self.random.random()
        if draw < 0.62:
            return self.leaf(table, may_name_groups)
        if draw < 0.68:
            return ("not", self.leaf(table, may_name_groups))
        operation = "and" if draw < 0.88 else "or"
        return (operation, self.leaf(table, may_name_groups), self.leaf(table, may_name_groups))

    def leaf(self, table, may_name_groups):
        draw = self.random.random()
        if table == "citizen" and self.has_contracts and draw < 0.4:
            return self.history()
        if table == "contract" and may_name_groups and draw < 0.45 and self.groups.of("citizen"):
            name = self.random.choice(self.groups.of("citizen"))
            return ("linked", name, self.groups.filter(name))
        if may_name_groups and draw > 0.93 and self.groups.of(table):
            name = self.random.choice(self.groups.of(table))
            return ("group", name, self.groups.filter(name))
        return self.comparison(table)

    def history(self):
        inner = self.filter("contract", False) if self.random.random() < 0.5 else None
        if self.random.random() < 0.45:
            return ("exists", inner)
        return ("rows", *self.random.choice((("=", 1), ("=", 1), (">=", 2), (">=", 2), ("=", 2), ("=", 0), (">", 2),
                                             ("<=", 1))), inner)

    def comparison(self, table):
        name = self.random.choice(sorted(self.schema.tables[table]))
        values = self.schema.values(table, name)
        draw = self.random.random()
        if draw < 0.06:
            return ("null", name)
        if name in AMOUNTS:
            return (self.random.choice((">=", "=", "<=")), name, self.random.choice((0, 1, 2)))
        if name in BANDS:
            edges = BANDS[name]
            if draw < 0.2:
                return ("between", name, edges[0], edges[1] - 1)
            return (self.random.choice(("<", ">=")), name, self.random.choice(edges))
        if draw < 0.2 and len(values) > 2:
            return ("in", name, tuple(self.random.sample(values, 2)))
        return ("<>" if draw < 0.3 else "=", name, self.random.choice(values))

    def breakdown(self, table, most):
        names = sorted(self.schema.tables[table])
        drawn = self.random.sample(names, min(len(names), self.random.randint(1, most)))
        by_amount = [name for name in names if name in AMOUNTS and self.random.random() < 0.4]
        return by_amount or drawn


def draw_groups(random, schema):
    groups = Groups()
    writer = Writer(random, schema, groups)
    tables = ["citizen"] * random.randint(1, 4)
    if writer.has_contracts:
        groups.all["contracts"] = ("contract", None, ALL)
        tables += ["contract"] * random.randint(1, 3)
    for i, table in enumerate(tables):
        within = random.choice(groups.of(table)) if groups.of(table) and random.random() < 0.3 else None
        groups.all[f"g{i + 1}"] = (table, within, writer.filter(table))
    return groups


class Policy:
    """A policy of groups and indicators, sometimes with an effort."""

    def __init__(self, random, schema, groups):
        self.random, self.schema, self.groups = random, schema, groups
        self.writer = Writer(random, schema, self.groups)
        self.has_amounts = any(name in AMOUNTS for name in schema.tables["citizen"])
        self.indicators = {f"i{i + 1}": self.draw_indicator() for i in range(random.randint(2, 8))}
        self.area = self.effort = None
        if random.random() < 0.25:
            self.draw_effort()

    def draw_indicator(self):
        random = self.random
        table = "contract" if self.writer.has_contracts and random.random() < 0.45 else "citizen"
        own = self.groups.of(table)
        of = random.choice(own) if table == "contract" or random.random() < 0.6 else None
        kind = random.choices(("count", "share", "rate", "representation"), (45, 40, 6, 6))[0]
        where = ALL if kind == "count" and of and random.random() < 0.4 else self.writer.filter(table)
        measure = self.draw_measure() if table == "citizen" and self.has_amounts and random.random() < 0.4 else None
        if measure:
            kind, where = random.choice(("sum", "mean")), where if random.random() < 0.5 else ALL
        compare = random.choice(own) if kind == "representation" or random.random() < 0.12 else None
        return {"table": table, "kind": kind, "of": of, "where": where, "compare": compare, "measure": measure,
                "as_false": kind == "share" and random.random() < 0.15,
                "by": self.writer.breakdown(table, 2) if random.random() < 0.35 else []}

    def draw_measure(self):
        if not self.writer.has_contracts or self.random.random() < 0.4:
            return ("column", self.random.choice(sorted(AMOUNTS)))
        return ("rows", self.writer.filter("contract", False) if self.random.random() < 0.5 else None)

    def draw_effort(self):
        codes = [name for name in self.schema.tables["citizen"] if name in CITIZEN and name not in BANDS]
        groups = self.groups.of("citizen")
        self.area = self.random.choice(codes) if codes and self.random.random() < 0.7 else None
        self.effort = self.random.sample(groups, min(len(groups), self.random.randint(1, 2)))

    def document(self):
        groups = {}
        for name, (table, within, where) in self.groups.all.items():
            groups[name] = group = {"title": name}
            if within is not None:
                group["within"] = within
            if where != ALL:
                group["where"] = filters.text(where)
            if table == "contract":
                group["population"] = table
        document = {"policy": "Attacked", "language": "en", "population": "citizen", "groups": groups,
                    "indicators": {name: self.indicator(name) for name in self.indicators}}
        if self.area:
            document["area"] = self.area
        if self.effort:
            document["efforts"] = {"effort": {"title": "effort", "status": "decided", "reaches": self.effort}}
        return document

    def indicator(self, name):
        told = self.indicators[name]
        document = {"title": name, "kind": told["kind"]}
        if told["of"]:
            document["of"] = told["of"]
        if told["where"] != ALL:
            document["where"] = filters.text(told["where"])
        if told["measure"]:
            document["measure"] = filters.measure_text(told["measure"])
        if told["compare"]:
            document["compare"] = {"with": told["compare"],
                                   "as": "ratio" if told["kind"] == "representation" else "difference"}
        if told["as_false"]:
            document["unknown"] = "as_false"
        if told["by"]:
            document["by"] = [{"column": column, "bands": list(BANDS[column])} if column in BANDS else column
                              for column in told["by"]]
        return document

    def write(self, folder, name="policy.yaml"):
        with open(os.path.join(folder, name), "w") as file:
            yaml.safe_dump(self.document(), file, sort_keys=False, width=1000)

    def of(self, group):
        return self.groups.filter(group) if group else ALL


class Report:
    """A call of integ-progress."""

    program = "integ-progress"

    def __init__(self, random, schema, groups):
        self.policy = Policy(random, schema, groups)

    def arguments(self, number):
        return [f"policy{number}.yaml", "."]

    def write(self, folder, number):
        self.policy.write(folder, f"policy{number}.yaml")

    def describe(self):
        return "integ-progress\n" + yaml.safe_dump(self.policy.document(), sort_keys=False, width=1000)


class Call:
    """A call of integ-cohort: about everybody, a filter or a group; counts, a breakdown, a funnel or an overlap."""

    program = "integ-cohort"

    def __init__(self, random, schema, groups):
        self.schema, self.groups = schema, groups
        writer = Writer(random, schema, groups)
        self.what = random.choices(("count", "by", "funnel", "overlap"), (20, 40, 25, 15))[0]
        self.table, self.group, self.where, self.by = "citizen", None, ALL, []
        if self.what == "overlap":
            self.draw_overlap(random)
        elif random.random() < 0.5:
            self.group = random.choice(sorted(groups.all))
            self.table = groups.all[self.group][0]
        elif random.random() < (0.85 if self.what == "by" else 1):
            self.where = writer.filter("citizen", False)
        if self.what == "by":
            self.by = writer.breakdown(self.table, 3)

    def draw_overlap(self, random):
        tables = [table for table in ("citizen", "contract") if self.groups.of(table)]
        self.table = random.choice(tables)
        names = self.groups.of(self.table)
        self.overlap = random.sample(names, min(len(names), random.randint(2, 4)))

    def filter(self):
        return self.groups.filter(self.group) if self.group else self.where

    def conditions(self):
        return self.groups.conditions(self.group) if self.group else split(self.where)

    def arguments(self, number):
        arguments = ["--policy", f"policy{number}.yaml"] if self.group or self.what == "overlap" else []
        if self.group:
            arguments += ["--group", self.group]
        if self.where != ALL:
            arguments += ["--where", filters.text(self.where)]
        arguments += {"count": ["--count"], "by": ["--by", ",".join(self.by)], "funnel": ["--funnel"],
                      "overlap": ["--overlap", ",".join(self.overlap) if self.what == "overlap" else ""]}[self.what]
        return arguments + ["."]

    def write(self, folder, number):
        groups = {}
        for name, (table, within, where) in self.groups.all.items():
            groups[name] = {"title": name, **({"within": within} if within else {}),
                            **({"where": filters.text(where)} if where != ALL else {}),
                            **({"population": table} if table == "contract" else {})}
        with open(os.path.join(folder, f"policy{number}.yaml"), "w") as file:
            yaml.safe_dump({"policy": "Groups", "population": "citizen", "groups": groups}, file, sort_keys=False,
                           width=1000)

    def describe(self):
        lines = ["integ-cohort " + " ".join(f'"{word}"' if " " in word else word for word in self.arguments(1))]
        for name, (table, within, where) in self.groups.all.items():
            lines.append(f"  {name}: {table}{' within ' + within if within else ''}: {filters.text(where)}")
        return "\n".join(lines)
