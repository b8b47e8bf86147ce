# This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
# If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/.
"""What the programs say, as figures: of which rows each one is the number, and that number or None where it is hidden;
and as facts: how many rows or people some cells have at least and at most."""

from dataclasses import dataclass
from itertools import product

from filters import ALL, both, is_true, measure_text, text
from town import BANDS

LISTED_FROM = 5


@dataclass
class Figure:
    path: str
    table: str
    filter: tuple
    value: int | None
    is_told: bool = False  # by a value that is made of it, such as a share
    measure: tuple | None = None  # the sum of it, or of its squares
    power: int = 1

    def key(self):
        """The same for figures that are one number."""
        return self.table, self.filter, self.measure, self.power

    def count(self, people):
        """What each of some citizens counts for."""
        rows = people.rows(self.table, self.filter)
        return rows if self.measure is None else rows * people.amounts(self.measure) ** self.power

    def owners(self, people):
        """How many people count for something."""
        return int((self.count(people) != 0).sum())

    def describe(self):
        shown = "hidden" if self.value is None else f"= {self.value}"
        measure = "" if self.measure is None else f"{measure_text(self.measure)}{'' if self.power == 1 else '^2'} of "
        return f"{self.path}: {measure}{self.table} {text(self.filter)} {shown}"


@dataclass
class Fact:
    """At least and at most so many rows, or people who have them, of several filters together."""
    path: str
    table: str
    filters: list
    of_people: bool
    least: int
    most: int | None

    def describe(self):
        most = "" if self.most is None else f" <= {self.most}"
        unit = "people with" if self.of_people else "rows of"
        return f"{self.path}: {self.least} <= {unit} {self.table} {' + '.join(map(text, self.filters))}{most}"


# ---- labels ----

def labels_of(schema, table, column, in_bands):
    """All labels that a breakdown by the column can have, with the condition of each one."""
    if column in BANDS and in_bands:
        edges = BANDS[column]
        conditions = {f"<{edges[0]}": ("<", column, edges[0]), f"{edges[-1]}+": (">=", column, edges[-1])}
        for low, high in zip(edges, edges[1:]):
            conditions[f"{low}-{high - 1}"] = ("between", column, low, high - 1)
    else:
        conditions = {str(value): ("=", column, value) for value in schema.values(table, column)}
    conditions[None] = ("null", column)
    return conditions


def cells_of(schema, table, columns, in_bands=True):
    """All cells of a breakdown: labels, with the condition of those who have them."""
    cells = {}
    for cell in product(*[labels_of(schema, table, column, in_bands).items() for column in columns]):
        condition = ALL
        for label, own in cell:
            condition = both(condition, own)
        cells[tuple(label for label, own in cell)] = condition
    return cells


# ---- reports ----

def read_counts(path, table, sets, told, measure=None):
    """The three counts behind a value, which must not be shown if one of those that it is made of is not."""
    has_value = any(told.get(name) is not None for name in ("value", "lower", "upper"))
    for name, filter in sets.items():
        yield Figure(f"{path}.{name}", table, filter, told[name], has_value and name != "unknown")
    if measure is not None:
        yield Figure(f"{path}.value", table, sets["numerator"], sum_of(told), measure=measure)


def sum_of(told):
    """The sum behind a value that is a sum, or a mean of so many."""
    if told["value"] is None:
        return 0 if told["reason"] == "no_data" else None
    return round(told["value"] * (told["denominator"] or 0) if told["is_mean"] else told["value"])


def counted_sets(policy, told, group, condition=None):
    """Who is behind the numerator, the denominator and those left out; with a condition, in a cell of the breakdown,
    which counts within the group alone: not those of whom it is unknown whether they are in it."""
    if condition is not None:
        return {name: both(filter, condition) for name, filter in counted_in_group(policy, told, group).items()}
    sets = counted_in_group(policy, told, group)
    if told["kind"] == "count":
        sets["unknown"] = ("unknown", both(policy.of(group), told["where"]))
    return sets


def counted_in_group(policy, told, group):
    inside, where = is_true(policy.of(group)), told["where"]
    numerator = both(inside, is_true(where))
    if told["measure"]:
        measured = ("measured", told["measure"])
        return {"numerator": both(numerator, measured), "denominator": both(numerator, measured),
                "unknown": both(inside, ("or", ("unknown", where), both(is_true(where), ("not", measured))))}
    if told["kind"] == "count":
        return {"numerator": numerator, "denominator": numerator, "unknown": both(inside, ("unknown", where))}
    if told["as_false"]:
        return {"numerator": numerator, "denominator": inside, "unknown": both(inside, ("unknown", where))}
    return {"numerator": numerator, "denominator": both(inside, ("known", where)),
            "unknown": both(inside, ("unknown", where))}


def read_both(policy, told, path, shown, condition=None):
    """The counts of a value, and of the one that it is compared with."""
    shown["is_mean"] = told["kind"] == "mean"
    # What is compared is no sum.
    measure = None if shown["compared_with"] else told["measure"]
    yield from read_counts(path, told["table"], counted_sets(policy, told, told["of"], condition), shown, measure)
    if shown["compared_with"]:
        sets = counted_sets(policy, told, told["compare"], condition)
        yield from read_counts(path + ".compared_with", told["table"], sets, shown["compared_with"])


def read_indicator(policy, told, indicator):
    """An indicator with its breakdown. Which labels it has tells who there is in the group."""
    path, table = indicator["id"], told["table"]
    yield from read_both(policy, told, path, indicator)
    if not told["by"]:
        return
    missing = cells_of(policy.schema, table, told["by"])
    for cell in indicator["by"]:
        labels = tuple(cell["labels"])
        condition = missing.pop(labels)
        place = f"{path}[{','.join(str(label) for label in labels)}]"
        yield from read_both(policy, told, place, cell, condition)
        yield Fact(place + " is listed", table, [both(is_true(policy.of(told["of"])), condition)], False, 1, None)
    for labels, condition in missing.items():
        place = f"{path}[{','.join(str(label) for label in labels)}]"
        yield Fact(place + " is not listed", table, [both(is_true(policy.of(told["of"])), condition)], False, 0, 0)


def read_effort(policy, effort):
    reached = ("none",)
    for group in policy.effort:
        reached = ("or", reached, is_true(policy.groups.filter(group)))
    yield Figure("effort.reached", "citizen", reached, effort["reached"])
    if not policy.area:
        return
    missing = cells_of(policy.schema, "citizen", [policy.area])
    for area in effort["areas"]:
        condition = missing.pop((area["area"],))
        path = f"effort[{area['area']}]"
        yield Figure(path + ".reached", "citizen", both(reached, condition), area["reached"])
        yield Figure(path + ".residents", "citizen", condition, area["residents"])
        yield Fact(path + " is listed", "citizen", [both(reached, condition)], False, 1, None)
    for labels, condition in missing.items():
        yield Fact(f"effort[{labels[0]}] is not listed", "citizen", [both(reached, condition)], False, 0, 0)


def read_report(report, answer):
    policy = report.policy
    for indicator in answer["indicators"]:
        yield from read_indicator(policy, policy.indicators[indicator["id"]], indicator)
    for effort in answer["efforts"]:
        yield from read_effort(policy, effort)


# ---- integ-cohort ----

def read_count(call, answer):
    yield Figure("count", call.table, is_true(call.filter()), answer["count"])
    yield Figure("unknown", call.table, ("unknown", call.filter()), answer["unknown"])
    yield Figure("rows", call.table, ALL, answer["rows"])


def read_by(call, answer):
    """A cell is listed where enough people have it, selected or not."""
    if answer["withheld"]:
        return
    missing = cells_of(call.schema, call.table, call.by, in_bands=False)
    for cell in answer["cells"]:
        labels = tuple(cell["labels"])
        condition = missing.pop(labels)
        place = f"by[{','.join(str(label) for label in labels)}]"
        yield Figure(place, call.table, both(is_true(call.filter()), condition), cell["count"])
        yield Fact(place + " is listed", call.table, [condition], True, LISTED_FROM, None)
    most = LISTED_FROM - 1 if answer["left_out"] else 0
    for labels, condition in missing.items():
        place = f"by[{','.join(str(label) for label in labels)}]"
        yield Fact(place + " is not listed", call.table, [condition], True, 0, most)


def read_funnel(call, answer):
    yield Figure("rows", call.table, ALL, answer["rows"])
    conditions, left = call.conditions(), ALL
    if len(conditions) != len(answer["steps"]):
        raise ValueError(f"{len(answer['steps'])} steps instead of {len(conditions)}")
    for i, (condition, step) in enumerate(zip(conditions, answer["steps"])):
        before, others = left, ALL
        left = both(left, is_true(condition))
        for other in conditions[:i] + conditions[i + 1:]:
            others = both(others, is_true(other))
        sets = {"alone": is_true(condition), "left": left,
                "lost": both(before, ("not", is_true(condition))), "unknown": ("unknown", condition),
                "near_miss": both(others, ("false", condition)), "near_unknown": both(others, ("unknown", condition))}
        for name, filter in sets.items():
            yield Figure(f"step{i + 1}.{name}", call.table, filter, step[name])


def read_overlap(call, answer):
    sets = {name: is_true(call.groups.filter(name)) for name in call.overlap}
    for overlap in answer["overlaps"]:
        first, second = overlap["groups"]
        filter = sets[first] if first == second else both(sets[first], sets[second])
        yield Figure(f"overlap[{first},{second}]", call.table, filter, overlap["count"])
    shown = {frozenset(pattern["groups"]): pattern["count"] for pattern in answer["patterns"]}
    for pattern in product((False, True), repeat=len(call.overlap)):
        inside = frozenset(name for name, is_in in zip(call.overlap, pattern) if is_in)
        filter = ALL
        for name, is_in in zip(call.overlap, pattern):
            filter = both(filter, sets[name] if is_in else ("not", sets[name]))
        if inside in shown:
            yield Figure(f"pattern{sorted(inside)}", call.table, filter, shown[inside])
        elif inside:
            hidden = None if answer["left_out"] else 0
            yield Figure(f"pattern{sorted(inside)}", call.table, filter, hidden)


READERS = {"count": read_count, "by": read_by, "funnel": read_funnel, "overlap": read_overlap}


def read(question, answer):
    if question.program == "integ-progress":
        return list(read_report(question, answer))
    return list(READERS[question.what](question, answer))
