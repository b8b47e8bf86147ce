# This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
# If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/.
"""A million mixed rows from each of those who speak Arrow, into a register and back: they must arrive equal.

    check.py LIBRARY ROWS [POLICY REGISTER REPORT]

With a policy, a register's folder and the report that integ-progress --format json makes of them, the results must be
the same too.

Prints a line for every check and ends with "N passed, N failed"."""

import datetime
import gc
import json
import sys

import duckdb
import numpy
import pandas
import polars
import pyarrow
import pyarrow.compute as compute

from integration import DATE, GOALS, INDICATORS, STATISTICS, Failure, Library

ROWS = int(sys.argv[2])
counts = {"passed": 0, "failed": 0}


def check(name, holds, why=""):
    counts["passed" if holds else "failed"] += 1
    print(f"{'ok' if holds else 'FAIL'} {name}" + (f": {why}" if why and not holds else ""), flush=True)


def is_done(name, work):
    """A check that passes when the work raises nothing and returns no complaint."""
    try:
        complaint = work()
    except Exception as error:  # what went wrong is the result
        complaint = f"{type(error).__name__}: {error}"
    check(name, not complaint, complaint)


# ---- the rows: the same on every machine -----------------------------------------------------------------------

def with_nulls(random, values, share, kind):
    return pyarrow.array(values, type=kind, mask=random.random(ROWS) < share)


def decimals(random):
    """Amounts with two decimals, in the bytes of decimal128."""
    cents = random.integers(-10**11, 10**11, ROWS)
    halves = numpy.column_stack([cents, cents >> 63]).astype("<i8")
    known = numpy.packbits(random.random(ROWS) >= 0.1, bitorder="little")
    buffers = [pyarrow.py_buffer(known.tobytes()), pyarrow.py_buffer(halves.tobytes())]
    return pyarrow.Array.from_buffers(pyarrow.decimal128(14, 2), ROWS, buffers)


def make_truth():
    random = numpy.random.Generator(numpy.random.PCG64(20261122))
    codes = numpy.array(["Aarhus", "København", "Ærø", "Læsø", "", "a code of more than twelve bytes", "100", "Ø"])
    names = numpy.char.add("borger-", random.integers(0, 50_000, ROWS).astype(str))
    days = random.integers(-25_000, 18_000, ROWS).astype("datetime64[D]")
    instants = random.integers(-10**15, 10**15, ROWS).astype("datetime64[us]")
    return pyarrow.table({
        "id": pyarrow.array(random.permutation(ROWS).astype("int64") + 10**9),
        "small": with_nulls(random, random.integers(-100, 100, ROWS), 0.05, pyarrow.int16()),
        "wide": with_nulls(random, random.integers(-2**62, 2**62, ROWS), 0.05, pyarrow.int64()),
        "employed": with_nulls(random, random.random(ROWS) < 0.6, 0.08, pyarrow.bool_()),
        "area": with_nulls(random, codes[random.integers(0, len(codes), ROWS)], 0.03, pyarrow.string()),
        "name": with_nulls(random, names, 0.01, pyarrow.string()),
        "born": with_nulls(random, days, 0.02, pyarrow.date32()),
        "seen": with_nulls(random, instants, 0.30, pyarrow.timestamp("us", "UTC")),
        "income": decimals(random),
        "weight": with_nulls(random, random.normal(size=ROWS), 0.04, pyarrow.float64()),
        "half": with_nulls(random, random.normal(size=ROWS).astype("float32"), 0.04, pyarrow.float32()),
        "nothing": pyarrow.nulls(ROWS, pyarrow.string()),
    })


# ---- comparing ---------------------------------------------------------------------------------------------------

CANONICAL = {"id": "int64", "small": "int64", "wide": "int64", "employed": "bool", "area": "large_string",
             "name": "large_string", "born": "date32[day]", "weight": "double", "half": "double",
             "nothing": "large_string"}


def canonical(name, column):
    """A column as the library gives it back, whatever it came as."""
    if pyarrow.types.is_dictionary(column.type):
        column = compute.cast(column, column.type.value_type)
    if name == "income":
        return compute.cast(column, pyarrow.decimal128(19, 2))
    if name == "seen":
        return compute.cast(column, pyarrow.timestamp("us", "UTC"))
    return compute.cast(column, CANONICAL[name]) if name in CANONICAL else column


def difference(expected, found):
    """What differs between two tables, or nothing."""
    if expected.column_names != found.column_names:
        return f"columns {found.column_names}"
    if expected.num_rows != found.num_rows:
        return f"{found.num_rows} rows instead of {expected.num_rows}"
    for name in expected.column_names:
        wanted, got = (canonical(name, table[name]).combine_chunks() for table in (expected, found))
        if wanted.null_count != got.null_count:
            return f"{name}: {got.null_count} unknown instead of {wanted.null_count}"
        if not wanted.equals(got):
            return f"{name} differs"
    return None


# ---- who hands the rows over ------------------------------------------------------------------------------------

def in_chunks(table):
    """Slices of a larger table, so that arrays have offsets, some of them empty."""
    around = pyarrow.concat_tables([table.slice(0, 7), table]).combine_chunks()
    edges = [7, 8, 8, 1000, 65_543, 65_544, 300_001, ROWS + 7]
    edges = sorted({min(edge, ROWS + 7) for edge in edges})
    chunks = [around.slice(a, b - a) for a, b in zip(edges, edges[1:])]
    chunks.insert(1, around.slice(3, 0))
    return pyarrow.concat_tables(chunks)


def with_types(table, **types):
    for name, kind in types.items():
        index = table.column_names.index(name)
        table = table.set_column(index, name, compute.cast(table[name], kind))
    return table


def with_dictionaries(table):
    """Another dictionary in every chunk, and indices of another type for each column."""
    chunks = []
    for batch in table.to_batches(max_chunksize=200_000):
        columns = batch.columns
        for name, index in (("area", pyarrow.int8()), ("name", pyarrow.uint32()), ("born", pyarrow.int64())):
            at = batch.schema.get_field_index(name)
            encoded = columns[at].dictionary_encode()
            columns[at] = pyarrow.DictionaryArray.from_arrays(encoded.indices.cast(index), encoded.dictionary)
        chunks.append(pyarrow.RecordBatch.from_arrays(columns, names=batch.schema.names))
    return pyarrow.RecordBatchReader.from_batches(chunks[0].schema, chunks)


def from_duckdb(truth):
    connection = duckdb.connect()
    connection.execute("SET threads = 2; SET TimeZone = 'UTC'")
    connection.register("truth", truth)
    return connection.sql("SELECT * FROM truth")


def from_pandas(truth):
    """What a data frame makes of them: types that know unknowns where whole numbers need them."""
    mapper = {pyarrow.int16(): pandas.Int16Dtype(), pyarrow.int64(): pandas.Int64Dtype(),
              pyarrow.bool_(): pandas.BooleanDtype()}
    frame = truth.to_pandas(types_mapper=mapper.get)
    frame["area"] = frame["area"].astype("category")
    frame["born"] = pandas.to_datetime(frame["born"])
    return frame


PRODUCERS = {
    "pyarrow": lambda truth: truth,
    "pyarrow in chunks with offsets": in_chunks,
    "pyarrow with other types": lambda truth: with_types(
        truth, id=pyarrow.uint64(), small=pyarrow.int8(), area=pyarrow.large_string(), name=pyarrow.string_view(),
        born=pyarrow.date64(), seen=pyarrow.timestamp("ns", "Europe/Copenhagen")),
    "pyarrow with dictionaries": with_dictionaries,
    "polars": polars.from_arrow,
    "polars with categories": lambda truth: polars.from_arrow(truth).with_columns(
        polars.col("area").cast(polars.Categorical)),
    "duckdb": from_duckdb,
    "pandas": from_pandas,
}


def round_trip(library, truth, name):
    def work():
        before = pyarrow.total_allocated_bytes()
        table = PRODUCERS[name](truth)
        types = {"born": (DATE, 0)} if name == "pandas" else None
        register = library.register(table, types)
        del table
        gc.collect()
        left = pyarrow.total_allocated_bytes() - before
        complaint = difference(truth, pyarrow.table(library.table(register)))
        library.c.integ_register_free(register)
        return complaint or (left > 1 << 20 and f"{left} bytes of the stream were kept") or None
    is_done(f"{ROWS} rows from {name}", work)


# ---- who takes them ---------------------------------------------------------------------------------------------

def to_duckdb(stream):
    connection = duckdb.connect()
    connection.execute("SET TimeZone = 'UTC'")
    return pyarrow.table(connection.from_arrow(pyarrow.RecordBatchReader.from_stream(stream)))


def to_pandas(stream):
    return pyarrow.Table.from_pandas(pandas.DataFrame.from_arrow(stream), preserve_index=False)


# Pandas holds whole numbers with unknowns as floats, which have no room for all of these.
TAKERS = {
    "pyarrow, in small batches": (1000, pyarrow.table, []),
    "polars": (0, lambda stream: polars.DataFrame(stream).to_arrow(), []),
    "duckdb": (0, to_duckdb, []),
    "pandas": (0, to_pandas, ["wide"]),
}


def check_takers(library, truth, register):
    for name, (batch_rows, take, without) in TAKERS.items():
        is_done(f"{ROWS} rows to {name}", lambda: difference(
            truth.drop_columns(without), take(library.table(register, batch_rows)).drop_columns(without)))


def check_the_check(truth):
    """Each column moved by one row: the comparison must see it."""
    for name in truth.column_names:
        column = truth[name].combine_chunks()
        other = pyarrow.concat_arrays([column.slice(1), column.slice(0, 1)])
        changed = truth.set_column(truth.column_names.index(name), name, other)
        if name != "nothing":
            check(f"a difference in {name} is seen", difference(truth, changed) == f"{name} differs")


def check_cohort(library, truth, register):
    def work():
        found = pyarrow.table(library.cohort(register, "employed = true AND weight > 1 AND area <> 'Ø'"))
        mask = compute.and_kleene(compute.and_kleene(truth["employed"], compute.greater(truth["weight"], 1)),
                                  compute.not_equal(truth["area"], "Ø"))
        return difference(truth.filter(mask), found)
    is_done("the rows of a cohort", work)


def check_tally(library, truth, register):
    def work():
        found = pyarrow.table(library.tally(register, ["area", "employed"], "income")).to_pylist()
        groups = truth.group_by(["area", "employed"]).aggregate([([], "count_all"), ("income", "count"), ("income", "sum")])
        label = {True: "true", False: "false", None: None}
        expected = {(row["area"], label[row["employed"]]): (row["count_all"], row["income_count"], row["income_sum"])
                    for row in groups.to_pylist()}
        answer = {(row["area"], row["employed"]): (row["rows"], row["measured"], row["sum"]) for row in found}
        return None if answer == expected else "other cells"
    is_done("the cells of a tally, with exact sums", work)


def check_purpose(library, truth):
    def work():
        register = library.register(truth.slice(0, 10), purpose=STATISTICS)
        for export in (lambda: library.table(register), lambda: library.cohort(register, "employed")):
            try:
                export()
                return "citizens left a register for statistics"
            except Failure as failure:
                if "REFUSED" not in failure.args[0]:
                    return str(failure)
        return None if pyarrow.table(library.tally(register, ["employed"], "income")).num_rows else "no tally"
    is_done("a register for statistics hands out no citizen", work)


# ---- results -----------------------------------------------------------------------------------------------------

FIGURES = ["value", "lower", "upper"]
COUNTS = ["numerator", "denominator", "unknown"]


def goals_differ(report, rows):
    for goal, row in zip(report["goals"], rows):
        target = goal["from"]["target"] or {}
        level = target.get("value", target.get("maintain"))
        pairs = [(goal["id"], row["goal"]), (goal["from"]["numerator"], row["numerator"]),
                 (goal["from"]["denominator"], row["denominator"]), (goal["date"], str(row["date"]))]
        pairs += [(goal[name], row[name]) for name in FIGURES + ["theme", "title", "indicator", "direction", "unit",
                                                                 "progress", "expected", "status", "reason"]]
        pairs += [(level, float(row["target"]))] if level is not None else []
        pairs += [((goal["requirement"] or {}).get("met"), row["requirement_met"])]
        for expected, found in pairs:
            if expected != found:
                return f"goal {goal['id']}: {found} instead of {expected}"
    return None if len(rows) == len(report["goals"]) else "another number of goals"


def indicators_differ(report, rows):
    rows = iter(rows)
    for indicator in report["indicators"]:
        for cell in [indicator, *indicator["by"]]:
            row = next(rows, {})
            labels = cell.get("labels", [])
            pairs = [(indicator["id"], row.get("indicator")), (indicator["kind"], row.get("kind"))]
            pairs += [(cell[name], row.get(name)) for name in FIGURES + COUNTS + ["reason"]]
            pairs += [(label, row.get(f"code_{i + 1}")) for i, label in enumerate(labels)]
            pairs += [(name, row.get(f"by_{i + 1}")) for i, name in enumerate(indicator["dimensions"]) if labels]
            pairs += [({name for name in cell["hidden"] if "." not in name},
                       set(filter(None, row.get("hidden", "?").split(","))))]
            for expected, found in pairs:
                if expected != found:
                    return f"indicator {indicator['id']}: {found} instead of {expected}"
    return None if next(rows, None) is None else "more rows than cells"


def check_report(library, policy, folder, path):
    with open(path, encoding="utf-8") as file:
        report = json.load(file)
    as_of = (datetime.date.fromisoformat(report["as_of"]) - datetime.date(1970, 1, 1)).days
    for name, part, differ in (("goals", GOALS, goals_differ), ("indicators", INDICATORS, indicators_differ)):
        is_done(f"the {name} of a report", lambda: differ(
            report, pyarrow.table(library.report(policy, folder, as_of, part)).to_pylist()))


# ---- what is refused ------------------------------------------------------------------------------------------

def check_refused(library):
    refused = {
        "list": pyarrow.array([[1], None]), "struct": pyarrow.array([{"a": 1}]), "binary": pyarrow.array([b"x"]),
        "large_binary": pyarrow.array([b"x"], pyarrow.large_binary()), "time64": pyarrow.array([datetime.time(1)]),
        "duration": pyarrow.array([1], pyarrow.duration("s")), "map": pyarrow.array([[("a", 1)]], pyarrow.map_(
            pyarrow.string(), pyarrow.int8())), "binary_view": pyarrow.array([b"x"], pyarrow.binary_view()),
        "fixed_size_binary": pyarrow.array([b"xy"], pyarrow.binary(2)),
        "decimal256": pyarrow.array([1], pyarrow.decimal256(40, 0)),
        "interval_month_day_nano": pyarrow.array([(1, 2, 3)], pyarrow.month_day_nano_interval()),
        "run_end_encoded": pyarrow.RunEndEncodedArray.from_arrays([2], ["a"]),
    }
    for name, array in refused.items():
        def work(name=name, array=array):
            try:
                library.register(pyarrow.table({"x": array}))
                return "it was read"
            except Failure as failure:
                return None if f'type {name} (' in failure.args[1] else failure.args[1]
        is_done(f"{name} is refused by name", work)


def check_faults(library):
    cases = {
        'column "x", batch 2: row 4 is outside the range': pyarrow.chunked_array(
            [[1, 2], [3, 2**63]], pyarrow.uint64()),
        'column "x", batch 1: row 2 has nanoseconds': pyarrow.array([1000, 1001], pyarrow.timestamp("ns")),
        'column "x", batch 1: row 1 is infinite': pyarrow.array([float("inf")]),
    }
    for expected, values in cases.items():
        def work(expected=expected, values=values):
            try:
                library.register(pyarrow.table({"x": values}))
                return "it was read"
            except Failure as failure:
                return None if expected in failure.args[1] else failure.args[1]
        is_done(expected, work)

    def failing():
        def batches():
            yield pyarrow.record_batch({"x": [1]})
            raise ValueError("the cable was pulled")
        reader = pyarrow.RecordBatchReader.from_batches(pyarrow.schema({"x": pyarrow.int64()}), batches())
        try:
            library.register(reader)
            return "it was read"
        except Failure as failure:
            return None if "the cable was pulled" in failure.args[1] else failure.args[1]
    is_done("a stream that fails says why", failing)


def main():
    library = Library(sys.argv[1])
    truth = make_truth()
    for name in PRODUCERS:
        round_trip(library, truth, name)
    check_the_check(truth)
    register = library.register(truth)
    check_takers(library, truth, register)
    check_cohort(library, truth, register)
    check_tally(library, truth, register)
    check_purpose(library, truth)
    if len(sys.argv) > 3:
        check_report(library, *sys.argv[3:6])
    check_refused(library)
    check_faults(library)
    print(f"{counts['passed']} passed, {counts['failed']} failed")
    return counts["failed"] > 0


sys.exit(main())
