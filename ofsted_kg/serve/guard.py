"""Admission: which query texts are let through to the engine.

In: the text of a query (SPARQL 1.1). Out: whether it names its own dataset. Refused:
``SERVICE`` anywhere in it, a ``FROM`` that names a file, what cannot be parsed, and what is nested or
joined so often that a parser would lose its way. The worker that runs a query cannot open a file or a
connection either (see `worker`): this is admission, that is confinement.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from pyparsing import ParseBaseException, ParseResults
from rdflib.plugins.sparql.parser import parseQuery
from rdflib.plugins.sparql.parserutils import CompValue

from ofsted_kg.serve.problems import Problem

# Without one of these there is no SERVICE and no FROM, however the rest is read: the words
# themselves, and the escapes that SPARQL undoes before anything else (section 19.2).
_SUSPECT = ("service", "from", "\\u")
_DEEPEST = 100
_MOST_JOINED = 500
# What nests or joins, once strings, IRIs and comments are passed over: `{`, `UNION`.
_STRUCTURE = re.compile(
    r"""
    "{3}(?:[^"\\]|\\.|"{1,2}(?!"))*+(?:"{3}|\Z) | [']{3}(?:[^'\\]|\\.|'{1,2}(?!'))*+(?:[']{3}|\Z)
    | "(?:[^"\\\r\n]|\\.)*+(?:"|$|\Z) | '(?:[^'\\\r\n]|\\.)*+(?:'|$|\Z)
    | <[^<>"{}|^`\\\s]*> | \#[^\r\n]*
    | (?P<opens>[{(\[]) | (?P<closes>[})\]])
    | (?<![\w?$:])(?P<joins>UNION|OPTIONAL|MINUS|FILTER|BIND)(?![\w:])
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL | re.MULTILINE,
)


def check(query: str) -> bool:
    """Let a query through and say whether it names its own dataset, or say why not.

    A text that holds none of the words that matter goes straight to the engine, whose
    parser is the judge of the rest: parsing here takes ten times as long as there.

    Raises:
        Problem: 400, with the reason.
    """
    _measure(query)
    folded = query.casefold()
    if not any(word in folded for word in _SUSPECT):
        return False
    try:
        parsed = parseQuery(query)
    except ParseBaseException as error:
        raise Problem(
            400, f"the query cannot be parsed: line {error.lineno}, column {error.column}: {error.msg}"
        ) from error
    except RecursionError as error:
        raise Problem(400, "the query cannot be parsed: it is nested too deeply") from error
    except Exception as error:  # the parser's actions raise whatever they meet
        raise Problem(400, f"the query cannot be parsed: {error}") from error
    graphs = []
    for part in _walk(parsed):
        if part.name == "ServiceGraphPattern":
            raise Problem(400, "SERVICE is not allowed here: this endpoint queries nothing but its own data")
        if part.name == "DatasetClause":
            graphs += [str(iri) for iri in part.values()]
    for iri in graphs:
        refuse_file(iri)
    return bool(graphs)


def _measure(query: str) -> None:
    """Refuse what is nested too deeply, or joins too much.

    Raises:
        Problem: 400, with the limit.
    """
    depth = joined = 0
    for found in _STRUCTURE.finditer(query):
        depth += (found["opens"] is not None) - (found["closes"] is not None)
        joined += found["joins"] is not None
        if depth > _DEEPEST:
            raise Problem(400, f"the query is nested too deeply: {_DEEPEST} levels are read")
        if joined > _MOST_JOINED:
            raise Problem(
                400, f"the query has too many parts: {_MOST_JOINED} of UNION, OPTIONAL, FILTER and so on"
            )


def refuse_file(iri: str) -> None:
    """Refuse a graph name that is a file's.

    Raises:
        Problem: 400.
    """
    if iri.strip().lower().startswith("file:"):
        raise Problem(400, "a graph of the dataset is expected, not a file: nothing is loaded from outside")


def _walk(node: Any) -> Iterator[CompValue]:  # noqa: ANN401 - rdflib's parse trees are untyped
    """Every part of a parse tree, without recursion (queries may be deep)."""
    waiting = [node]
    while waiting:
        current = waiting.pop()
        if isinstance(current, CompValue):
            yield current
            waiting.extend(current.values())
        elif isinstance(current, ParseResults | list | tuple):
            waiting.extend(current)
