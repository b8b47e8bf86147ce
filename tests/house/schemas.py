# This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
# If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/.
#
# schemas.py SCHEMA accepts FILE...     every document fits the schema, as texts and as YAML's own types
# schemas.py SCHEMA refuses FILE...     none does
# schemas.py SCHEMA entries SECTION FILE NAME...   of this section no entry fits on its own, but for those named
# schemas.py SCHEMA mutations FILE      none does any more when a key is added, taken away or given a list
#
# Prints what is wrong, and nothing else.

import copy
import json
import sys

import jsonschema
import yaml

# Codes of faults that a schema can see: the form of a document, not what its names and filters mean.
VISIBLE = """document.unknown_key document.unknown_key_near document.missing_key document.not_mapping document.not_sequence
document.other_word policy.indicator_needs policy.indicator_unused policy.indicator_by policy.limit_form policy.target_form policy.target_date
policy.baseline_form policy.baseline_missing policy.compare_idle policy.compare_one policy.compare_as policy.indicator_kind
policy.version policy.number_range policy.by_many policy.list_empty policy.name_colon policy.method policy.population_of
policy.weight document.not_date document.not_integer document.not_number document.other_word_near""".split()


def loader(kept):
    """A YAML loader that leaves plain scalars as texts, but for the tags that are named."""

    class Loader(yaml.SafeLoader):
        pass

    Loader.yaml_implicit_resolvers = {
        first: [(tag, form) for tag, form in resolvers if tag.rsplit(":", 1)[1] in kept]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }
    return Loader


TEXTS = loader({"null"})
TYPES = loader({"null", "int", "float", "bool"})  # an editor's; dates stay texts in YAML 1.2


def with_text_keys(node):
    """Keys are texts, `null` too."""
    if isinstance(node, dict):
        return {"null" if key is None else str(key): with_text_keys(value) for key, value in node.items()}
    return [with_text_keys(item) for item in node] if isinstance(node, list) else node


def read(path, kind):
    with open(path, encoding="utf-8") as file:
        return with_text_keys(yaml.load(file, kind))


def accepts(validator, paths):
    for path in paths:
        for kind in (TEXTS, TYPES):
            for error in validator.iter_errors(read(path, kind)):
                print(f"{path}: {'/'.join(map(str, error.absolute_path))}: {error.message[:200]}")


def is_visible(path):
    with open(path + ".expected", encoding="utf-8") as file:
        text = file.read()
    return any(f"[{code}," in text for code in VISIBLE)


def refuses(validator, paths):
    seen = 0
    for path in paths:
        if not is_visible(path):
            continue
        seen += 1
        try:
            document = read(path, TEXTS)
        except yaml.YAMLError:
            continue
        if validator.is_valid(document):
            print(f"{path} fits the schema")
    if seen < 5:
        print(f"only {seen} documents have a fault that a schema can see")


def entries(validator, arguments):
    """The other sections are left out: they may be wrong too."""
    section, path, *fitting = arguments
    document = read(path, TYPES)
    for name, entry in document[section].items():
        if validator.is_valid({"policy": "One", section: {name: entry}}) != (name in fitting):
            print(f"{path}: {name} {'does not fit' if name in fitting else 'fits'}")
    if len(document[section]) < 5:
        print(f"{path} has few entries")


def places(document, path=()):
    """Where the mappings are."""
    if isinstance(document, dict):
        yield path
        for key, value in document.items():
            yield from places(value, path + (key,))
    elif isinstance(document, list):
        for index, value in enumerate(document):
            yield from places(value, path + (index,))


def at(document, path):
    for step in path:
        document = document[step]
    return document


# Mappings whose keys are names that the document chooses.
OPEN = {"themes", "groups", "indicators", "goals", "efforts", "tables", "columns", "derive", "labels", "link"}


def mutations(validator, paths):
    document = read(paths[0], TEXTS)
    changed = 0
    for path in places(document):
        is_open = bool(path) and path[-1] in OPEN and (len(path) == 1 or path[0] == "tables")
        is_snapshot = bool(path) and path[0] == "snapshots"
        for kind in ("added", "list"):
            again = copy.deepcopy(document)
            mapping = at(again, path)
            if kind == "added" and not is_open and not is_snapshot:
                mapping["nonsense"] = "x"
            elif kind == "list" and mapping and not is_open:
                key = next((key for key, value in mapping.items() if isinstance(value, str) and key != "null"), None)
                if key is None:
                    continue
                mapping[key] = {"a": {"b": []}}
            else:
                continue
            changed += 1
            if validator.is_valid(again):
                print(f"{kind} at {'/'.join(map(str, path))} is not refused")
    if changed < 20:
        print(f"only {changed} mutations")


with open(sys.argv[1], encoding="utf-8") as schema_file:
    schema = json.load(schema_file)
jsonschema.Draft202012Validator.check_schema(schema)
{"accepts": accepts, "refuses": refuses, "entries": entries, "mutations": mutations}[sys.argv[2]](
    jsonschema.Draft202012Validator(schema), sys.argv[3:]
)
