"""The prefixes that a query need not declare, and where in a query something is wrong.

In: SPARQL as a person types it. Out: the same with the prefixes of this project declared that it
uses and does not declare, on a line of their own in front; and an error in one short line that
points at the place in what was typed.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from ofsted_kg.errors import QueryError
from ofsted_kg.vocabulary.namespaces import DEF, DEFAULT_BASE, PREFIXES

# `PREFIX ok: <...>`
_DECLARED = re.compile(r"\bPREFIX\s+([A-Za-z][\w.-]*)?:", re.IGNORECASE)
# `ok:Letter`, but not the colon of `<https://...>`
_USED = re.compile(r"(?<![\w<:/.-])([A-Za-z][\w-]*):")
# `error at 2:10: expected OPTIONAL`
_PLACE = re.compile(r"error at (?P<line>\d+):(?P<column>\d+): (?P<what>.*)", re.DOTALL)
_NEAR = 24

# Beside the namespaces: things of this graph, and the lists of the ontology.
BUILT_IN: dict[str, str] = {
    **PREFIXES,
    "id": f"{DEFAULT_BASE}id/",
    "doc": f"{DEFAULT_BASE}doc/",
    **{
        scheme: f"{DEF}{scheme}/"
        for scheme in ("area", "comparator", "direction", "framework", "grade", "outcome", "quantity")
    },
    **{scheme: f"{DEF}{scheme}/" for scheme in ("region", "scale", "scheme", "setting", "topic")},
}


def prefixed(sparql: str) -> str:
    """Declare the prefixes that a query uses without declaring them.

    >>> prefixed("ASK { ?s a ok:Letter }").splitlines()
    ['PREFIX ok: <https://w3id.org/ofsted-kg/def/>', 'ASK { ?s a ok:Letter }']
    """
    declared = {match[1] or "" for match in _DECLARED.finditer(sparql)}
    used = {match[1] for match in _USED.finditer(sparql)} - declared
    lines = [f"PREFIX {name}: <{BUILT_IN[name]}>" for name in sorted(used) if name in BUILT_IN]
    return f"{' '.join(lines)}\n{sparql}" if lines else sparql


def explained(
    error: QueryError, typed: str, sent: str, known: Collection[str] = BUILT_IN.keys()
) -> QueryError:
    """Return the error of a query in one short line, with its place in what was typed.

    Args:
        error: what the engine said of it.
        typed: the query as it was typed.
        sent: the query as the engine read it.
        known: prefixes that need not be declared there.
    """
    found = _PLACE.search(error.message)
    if found is None:
        return error
    line = int(found["line"]) - (1 if sent != typed else 0)
    column = int(found["column"])
    lines = typed.split("\n") or [""]
    text = lines[line - 1] if 0 < line <= len(lines) else ""
    if "Prefix not found" in found["what"]:
        names = _USED.findall(text[: column - 1])
        what = f"the prefix {names[-1] if names else ''}: is not declared"
        remedy = "Declare it with PREFIX"
        if known:
            remedy += f". Known without that: {', '.join(sorted(known))}"
    else:
        near = text[column - 1 :][:_NEAR].strip()
        what = "this is no SPARQL 1.1 query: " + (
            f"it breaks off at “{near}”" if near else "it ends too early"
        )
        remedy = ""
    return QueryError(what, place=f"line {line}, column {column}", remedy=remedy)
