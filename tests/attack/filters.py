# This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
# If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/.
"""Filters, as text for the programs and as what they mean: a second evaluation, in three-valued logic.

A filter is a tuple of an operation and its operands. It is asked of a People, which is the citizens of a town, or all
kinds of citizens that there may be, with their contracts. Of citizens the answer is a vector, of contracts a matrix of
citizens by kinds of contracts."""

import operator

import numpy

FALSE, UNKNOWN, TRUE = 0, 1, 2
COMPARISONS = {"=": operator.eq, "<>": operator.ne, "<": operator.lt, "<=": operator.le, ">": operator.gt,
               ">=": operator.ge}
ALL = ("all",)


class People:
    """Citizens, or kinds of them: for each the index of its value in each column, the last one of which is unknown, and
    how many contracts it has of each kind, whose columns are told likewise."""

    def __init__(self, schema, columns, row_columns, counts):
        self.schema, self.columns, self.row_columns, self.counts = schema, columns, row_columns, counts
        self.size, self.kinds = counts.shape
        self.answers = {}

    def take(self, chosen):
        """Some of them."""
        return People(self.schema, {name: values[chosen] for name, values in self.columns.items()}, self.row_columns,
                      self.counts[chosen])

    def column(self, table, name):
        if table == "contract":
            return self.row_columns[name].reshape(1, self.kinds)
        return self.columns[name]

    def evaluate(self, table, filter):
        answer = self.answers.get((table, filter))
        if answer is None:
            answer = self.answers[table, filter] = evaluate(self, table, filter)
        return answer

    def is_true(self, table, filter):
        """For whom the filter is true, in full size."""
        answer = self.evaluate(table, filter) == TRUE
        return numpy.broadcast_to(answer, (self.size, self.kinds)) if table == "contract" else answer

    def rows(self, table, filter):
        """How many rows of each citizen are in."""
        answer = self.is_true(table, filter)
        return (answer * self.counts).sum(axis=1) if table == "contract" else answer.astype(numpy.int64)

    def owners(self, table, filter):
        return (self.rows(table, filter) > 0).astype(numpy.int64)

    def amounts(self, measure):
        """What each citizen has of a measure, which is a column or how many rows of some kind: 0 where it is unknown."""
        if measure[0] == "column":
            values = numpy.array([*self.schema.values("citizen", measure[1]), 0])
            return values[self.columns[measure[1]]]
        return count_rows(self, measure[1])


def look_up(people, table, name, truth):
    """The answer for each row, of what is true of each known value."""
    values = people.schema.values(table, name)
    answers = numpy.array([TRUE if truth(value) else FALSE for value in values] + [UNKNOWN], dtype=numpy.int8)
    return answers[people.column(table, name)]


def as_answer(truth):
    return numpy.where(truth, TRUE, FALSE).astype(numpy.int8)


def constant(people, table, answer):
    return numpy.full((1, 1) if table == "contract" else people.size, answer, dtype=numpy.int8)


def count_rows(people, filter):
    """How many contracts of each citizen the filter is true for."""
    return people.rows("contract", filter if filter is not None else ALL)


def evaluate(people, table, filter):
    kind = filter[0]
    if kind == "all":
        return constant(people, table, TRUE)
    if kind == "none":
        return constant(people, table, FALSE)
    if kind in COMPARISONS:
        return look_up(people, table, filter[1], lambda value: COMPARISONS[kind](value, filter[2]))
    if kind == "in":
        return look_up(people, table, filter[1], lambda value: value in filter[2])
    if kind == "between":
        return look_up(people, table, filter[1], lambda value: filter[2] <= value <= filter[3])
    if kind == "null":
        return as_answer(people.column(table, filter[1]) == len(people.schema.values(table, filter[1])))
    if kind == "exists":
        return as_answer(count_rows(people, filter[1]) > 0)
    if kind == "rows":
        return as_answer(COMPARISONS[filter[1]](count_rows(people, filter[3]), filter[2]))
    if kind == "group":
        return people.evaluate(table, filter[2])
    if kind == "linked":
        return people.evaluate("citizen", filter[2]).reshape(people.size, 1)
    if kind == "measured":
        return evaluate(people, table, ("not", ("null", filter[1][1])) if filter[1][0] == "column" else ALL)
    answers = [people.evaluate(table, operand) for operand in filter[1:]]
    if kind == "and":
        return numpy.minimum(*answers)
    if kind == "or":
        return numpy.maximum(*answers)
    if kind == "not":
        return (TRUE - answers[0]).astype(numpy.int8)
    # What nobody writes, but figures are made of.
    return as_answer({"true": answers[0] == TRUE, "false": answers[0] == FALSE, "unknown": answers[0] == UNKNOWN,
                      "known": answers[0] != UNKNOWN}[kind])


def literal(value):
    return f"'{value}'" if isinstance(value, str) else str(value)


def text(filter):
    kind = filter[0]
    if kind in ("all", "none"):
        return "1 = 1" if kind == "all" else "1 = 2"
    if kind in COMPARISONS:
        return f"{filter[1]} {kind} {literal(filter[2])}"
    if kind == "in":
        return f"{filter[1]} IN ({', '.join(literal(value) for value in filter[2])})"
    if kind == "between":
        return f"{filter[1]} BETWEEN {filter[2]} AND {filter[3]}"
    if kind == "null":
        return f"{filter[1]} IS NULL"
    if kind == "exists":
        return f"exists({table_and_filter(filter[1])})"
    if kind == "rows":
        return f"rows({table_and_filter(filter[3])}) {filter[1]} {filter[2]}"
    if kind == "group":
        return f"in_group('{filter[1]}')"
    if kind == "linked":
        return f"linked_in('{filter[1]}')"
    if kind == "measured":
        return f"known[{measure_text(filter[1])}]"
    if kind in ("and", "or"):
        return "(" + f" {kind.upper()} ".join(text(operand) for operand in filter[1:]) + ")"
    if kind == "not":
        return f"NOT ({text(filter[1])})"
    return f"{kind}[{text(filter[1])}]"


def table_and_filter(filter):
    return "contract" if filter is None else f"contract, {text(filter)}"


def measure_text(measure):
    return measure[1] if measure[0] == "column" else f"rows({table_and_filter(measure[1])})"


def both(first, second):
    if first == ALL:
        return second
    return first if second == ALL else ("and", first, second)


def is_true(filter):
    """Those for whom it is true, and not unknown."""
    return ALL if filter == ALL else ("true", filter)


def names(table, filter, found):
    """Adds the columns that are asked about, as pairs of a table and a name; contracts at all are (contract, None)."""
    kind = filter[0]
    if table == "contract":
        found.add(("contract", None))
    if kind in COMPARISONS or kind in ("in", "between", "null"):
        found.add((table, filter[1]))
    elif kind == "measured":
        names(table, ("null", filter[1][1]) if filter[1][0] == "column" else ("rows", filter[1][1]), found)
    elif kind in ("exists", "rows"):
        names("contract", filter[-1] if filter[-1] is not None else ALL, found)
    elif kind in ("group", "linked"):
        names("citizen" if kind == "linked" else table, filter[2], found)
    else:
        for operand in filter[1:]:
            names(table, operand, found)
