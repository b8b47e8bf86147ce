# This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
# If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/.
"""What a policy's run found, read call by call through ctypes: no JSON, no compiled glue.

    results.py LIBRARY POLICY REGISTER AS_OF

prints it as JSON, for a test that holds it against the report of integ-progress. A binding would make objects of it."""

import ctypes
import datetime
import json
import sys

EPOCH = datetime.date(1970, 1, 1)
POINTER, TEXT, COUNT = ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int64


class Library:
    def __init__(self, path):
        self.c = ctypes.CDLL(path)
        kinds = {
            TEXT: "integ_error_message integ_goal_id integ_goal_title integ_goal_theme integ_goal_indicator "
                  "integ_direction_name integ_milestone_name integ_reason_name integ_goal_status_name "
                  "integ_indicator_id integ_indicator_kind_name integ_dimensions_column integ_results_cell_code "
                  "integ_constant_name",
            COUNT: "integ_results_goal_count integ_results_indicator_count integ_results_cell_count "
                   "integ_goal_milestone_count integ_series_count integ_dimensions_count integ_constant_count "
                   "integ_constant_value",
            POINTER: "integ_results_goal integ_results_progress integ_results_indicator integ_results_figure "
                     "integ_results_series integ_results_cell integ_series_figure integ_indicator_by",
        }
        for kind, names in kinds.items():
            for name in names.split():
                getattr(self.c, name).restype = kind
        self.constants = {self.text("integ_constant_name", COUNT(i)): self.c.integ_constant_value(COUNT(i))
                          for i in range(self.c.integ_constant_count())}
        self.error = POINTER()
        self.c.integ_error_new(ctypes.byref(self.error))
        self.context = self.make("integ_context_new")

    def make(self, name, *arguments):
        """Calls a function that makes a handle, which comes through the last argument but one."""
        out = POINTER()
        if getattr(self.c, name)(*arguments, ctypes.byref(out), self.error) != 0:
            raise SystemExit(self.text("integ_error_message", self.error, COUNT(0), 1))
        return out

    def text(self, name, *arguments):
        found = getattr(self.c, name)(*arguments)
        return None if found is None else found.decode()

    def ask(self, name, kinds, *arguments):
        """What a call says and what it writes; nothing is written where it says 0."""
        places = [kind() for kind in kinds]
        said = getattr(self.c, name)(*arguments, *map(ctypes.byref, places))
        return said, [place.value for place in places]


def day(number):
    return (EPOCH + datetime.timedelta(days=number)).isoformat()


def decimal(coefficient, decimals):
    return coefficient / 10 ** decimals


def limit(library, name, goal):
    kind, number = library.ask(name, [COUNT, ctypes.c_int32], goal)
    names = {library.constants["INTEG_LIMIT_AT_LEAST"]: "at_least", library.constants["INTEG_LIMIT_AT_MOST"]: "at_most"}
    return {names[kind]: decimal(*number)} if kind else None


def target(library, goal):
    there, (coefficient, decimals, by) = library.ask("integ_goal_target", [COUNT, ctypes.c_int32, ctypes.c_int32], goal)
    if not there:
        return None
    by = None if by == library.constants["INTEG_DATE_MAXIMUM"] else day(by)
    level = decimal(coefficient, decimals)
    between, high = library.ask("integ_goal_target_high", [COUNT, ctypes.c_int32], goal)
    if between:
        return {"between": [level, decimal(*high)], "by": by}
    keeps = library.c.integ_goal_direction(goal) == library.constants["INTEG_DIRECTION_MAINTAIN"]
    return {"maintain" if keeps else "value": level, "by": by}


def milestones(library, goal, progress):
    for i in range(library.c.integ_goal_milestone_count(goal)):
        _, (coefficient, decimals, by) = library.ask("integ_goal_milestone", [COUNT, ctypes.c_int32, ctypes.c_int32], goal,
                                                     COUNT(i))
        outcome = library.c.integ_progress_milestone(progress, COUNT(i), None)
        yield {"value": decimal(coefficient, decimals), "by": day(by),
               "outcome": library.text("integ_milestone_name", outcome)}


def goals(library, results):
    for i in range(library.c.integ_results_goal_count(results)):
        goal = POINTER(library.c.integ_results_goal(results, COUNT(i)))
        progress = POINTER(library.c.integ_results_progress(results, COUNT(i)))
        there, (value, _) = library.ask("integ_progress_value", [ctypes.c_double, ctypes.c_int32], progress)
        yield {"id": library.text("integ_goal_id", goal), "title": library.text("integ_goal_title", goal),
               "theme": library.text("integ_goal_theme", goal), "indicator": library.text("integ_goal_indicator", goal),
               "direction": library.text("integ_direction_name", library.c.integ_goal_direction(goal)),
               "value": value if there else None,
               "status": library.text("integ_goal_status_name", library.c.integ_progress_status(progress)),
               "target": target(library, goal), "requirement": limit(library, "integ_goal_requirement", goal),
               "recognition": limit(library, "integ_goal_recognition", goal),
               "milestones": list(milestones(library, goal, progress))}


def figure(library, handle, counts=True):
    handle = POINTER(handle)
    there, (value,) = library.ask("integ_figure_value", [ctypes.c_double], handle)
    limited, limits = library.ask("integ_figure_interval", [ctypes.c_double] * 2, handle)
    reason = library.c.integ_figure_reason(handle)
    told = {"value": value if there else None, "lower": limits[0] if limited else None,
            "upper": limits[1] if limited else None,
            "reason": library.text("integ_reason_name", reason) if reason else None}
    names = ["numerator", "denominator", "unknown"]
    counted, own = library.ask("integ_figure_counts", [COUNT] * 3, handle)
    compared, other = library.ask("integ_figure_other_counts", [COUNT] * 3, handle)
    if counts:
        told |= {name: count if counted and count >= 0 else None for name, count in zip(names, own)}
        told["compared_with"] = {name: count if count >= 0 else None for name, count in zip(names, other)} \
            if compared else None
    return told


def series(library, results, index):
    handle = POINTER(library.c.integ_results_series(results, COUNT(index)))
    for i in range(library.c.integ_series_count(handle)):
        date = ctypes.c_int32()
        point = library.c.integ_series_figure(handle, COUNT(i), ctypes.byref(date))
        yield {"date": day(date.value)} | figure(library, point, counts=False)


def indicators(library, results):
    for i in range(library.c.integ_results_indicator_count(results)):
        indicator = POINTER(library.c.integ_results_indicator(results, COUNT(i)))
        by = POINTER(library.c.integ_indicator_by(indicator))
        dimensions = library.c.integ_dimensions_count(by) if by else 0
        cells = [{"labels": [library.text("integ_results_cell_code", results, COUNT(i), COUNT(cell), COUNT(d), None)
                             for d in range(dimensions)]}
                 | figure(library, library.c.integ_results_cell(results, COUNT(i), COUNT(cell)))
                 for cell in range(library.c.integ_results_cell_count(results, COUNT(i)))]
        yield {"id": library.text("integ_indicator_id", indicator),
               "kind": library.text("integ_indicator_kind_name", library.c.integ_indicator_kind(indicator)),
               "dimensions": [library.text("integ_dimensions_column", by, COUNT(d)) for d in range(dimensions)],
               "by": cells, "series": list(series(library, results, i))} \
            | figure(library, library.c.integ_results_figure(results, COUNT(i)))


def main():
    library = Library(sys.argv[1])
    as_of = (datetime.date.fromisoformat(sys.argv[4]) - EPOCH).days
    policy = library.make("integ_policy_load", library.context, sys.argv[2].encode())
    register = library.make("integ_register_open", library.context, sys.argv[3].encode(), None)
    results = library.make("integ_policy_run", policy, register, as_of)
    library.c.integ_register_free(register)  # results keep what they need
    library.c.integ_policy_free(policy)
    json.dump({"goals": list(goals(library, results)), "indicators": list(indicators(library, results))}, sys.stdout)
    library.c.integ_results_free(results)
    library.c.integ_context_free(library.context)
    library.c.integ_error_free(library.error)


main()
