# This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
# If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/.
"""As much of libintegration as a table needs to go in and out, through ctypes: no compiled glue anywhere."""

import ctypes

STREAM_BYTES = 5 * ctypes.sizeof(ctypes.c_void_p)  # four functions and the private data
STATISTICS, CASEWORK = 1, 2
DATE = 5  # INTEG_TYPE_DATE
GOALS, INDICATORS = 1, 2

_capsule_pointer = ctypes.pythonapi.PyCapsule_GetPointer
_capsule_pointer.restype = ctypes.c_void_p
_capsule_pointer.argtypes = [ctypes.py_object, ctypes.c_char_p]
_new_capsule = ctypes.pythonapi.PyCapsule_New
_new_capsule.restype = ctypes.py_object
_new_capsule.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_void_p]


class Failure(Exception):
    """A call that failed: its status by name, and what the error object says."""


class Stream:
    """An Arrow stream that the library has made. Anything that knows Arrow's capsules takes it, once."""

    def __init__(self):
        self.struct = ctypes.create_string_buffer(STREAM_BYTES)

    def __arrow_c_stream__(self, requested_schema=None):
        return _new_capsule(ctypes.addressof(self.struct), b"arrow_array_stream", None)


class Library:
    def __init__(self, path):
        self.c = ctypes.CDLL(path)
        for name in ("integ_status_name", "integ_error_message"):
            getattr(self.c, name).restype = ctypes.c_char_p
        for name in ("integ_register_snapshot",):
            getattr(self.c, name).restype = ctypes.c_void_p
        for name in ("integ_error_count", "integ_snapshot_rows_unprotected"):
            getattr(self.c, name).restype = ctypes.c_int64
        self.error = self.make("integ_error_new", last=())
        self.context = self.make("integ_context_new")

    def call(self, name, *arguments):
        """Calls a function that returns a status, the error object last."""
        self.c.integ_error_clear(self.error)
        self._raise(getattr(self.c, name)(*arguments, self.error))

    def make(self, name, *arguments, last=None):
        """Calls a function that makes a handle, which comes through the last argument but one."""
        out = ctypes.c_void_p()
        last = (self.error,) if last is None else last
        self._raise(getattr(self.c, name)(*arguments, ctypes.byref(out), *last))
        return out

    def _raise(self, status):
        if status != 0:
            message = self.c.integ_error_message(self.error, ctypes.c_int64(0), 1)
            raise Failure(self.c.integ_status_name(status).decode(), message.decode())

    def builder(self, purpose=CASEWORK, as_of=18262):
        """A builder with one snapshot."""
        # Handles made on the way to a failure are left to the end of the program.
        out = ctypes.c_void_p()
        self._raise(self.c.integ_register_builder_new(self.context, purpose, ctypes.byref(out), self.error))
        self.call("integ_register_builder_add_snapshot", out, as_of)
        return out

    def add(self, builder, name, table, types=None):
        """Adds a table: anything with `__arrow_c_stream__`."""
        capsule = table.__arrow_c_stream__()
        options = self.make("integ_arrow_options_new", self.context)
        for column, (kind, decimals) in (types or {}).items():
            self.call("integ_arrow_options_set_type", options, column.encode(), kind, decimals)
        try:
            self.call("integ_register_builder_add_arrow", builder, name.encode(),
                      ctypes.c_void_p(_capsule_pointer(capsule, b"arrow_array_stream")), options)
        finally:
            self.c.integ_arrow_options_free(options)

    def register(self, table, types=None, purpose=CASEWORK):
        """A register of one table in one snapshot."""
        builder = self.builder(purpose)
        try:
            self.add(builder, "citizen", table, types)
            return self.make("integ_register_builder_finish", builder)
        finally:
            self.c.integ_register_builder_free(builder)

    def snapshot(self, register):
        return ctypes.c_void_p(self.c.integ_register_snapshot(register, ctypes.c_int64(0)))

    def table(self, register, batch_rows=0):
        """The register's table as a stream."""
        out = Stream()
        self.call("integ_snapshot_to_arrow", self.snapshot(register), ctypes.c_int64(0), ctypes.c_int64(batch_rows),
                  ctypes.byref(out.struct))
        return out

    def cohort(self, register, text):
        """The rows for which a filter is true, as a stream."""
        text = text.encode()
        expression = self.make("integ_expression_parse", self.context, text, ctypes.c_size_t(len(text)), None)
        cohort = self.make("integ_cohort_of_filter", expression, None, self.snapshot(register), None)
        out = Stream()
        self.call("integ_cohort_to_arrow", cohort, ctypes.c_int64(0), ctypes.byref(out.struct))
        self.c.integ_cohort_free(cohort)
        self.c.integ_expression_free(expression)
        return out

    def tally(self, register, columns, measure):
        """Counts by columns, and the sum of an expression, as a stream."""
        dimensions = self.make("integ_dimensions_new", self.context)
        for column in columns:
            self.call("integ_dimensions_add_column", dimensions, column.encode())
        plan = self.make("integ_plan_new", register, None)
        text = measure.encode()
        expression = self.make("integ_expression_parse", self.context, text, ctypes.c_size_t(len(text)), None)
        query = ctypes.c_int64()
        self.call("integ_plan_add", plan, None, None, None, expression, dimensions, ctypes.byref(query))
        tally = self.make("integ_tally_of_plan_unprotected", plan, self.snapshot(register))
        out = Stream()
        self.call("integ_tally_to_arrow_unprotected", tally, query, ctypes.byref(out.struct))
        for name, handle in (("tally", tally), ("plan", plan), ("expression", expression), ("dimensions", dimensions)):
            getattr(self.c, f"integ_{name}_free")(handle)
        return out

    def report(self, policy, folder, as_of, part):
        """What a policy's run found in a register of files, as a stream."""
        loaded = self.make("integ_policy_load", self.context, policy.encode())
        register = self.make("integ_register_open", self.context, folder.encode(), None)
        results = self.make("integ_policy_run", loaded, register, as_of)
        out = Stream()
        self.call("integ_report_to_arrow", results, part, ctypes.byref(out.struct))
        for name, handle in (("results", results), ("register", register), ("policy", loaded)):
            getattr(self.c, f"integ_{name}_free")(handle)
        return out
