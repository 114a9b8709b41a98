"""The door: which query texts are let through to the engine.

In: the text of a query (SPARQL 1.1). Out: what kind of query it is and whether it
names its own dataset. Refused: what cannot be parsed, ``SERVICE`` anywhere in it, and
a ``FROM`` that names a file. The worker that runs a query cannot open a file or a
connection either (see `worker`): this is the door, that is the wall.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pyparsing import ParseBaseException, ParseResults
from rdflib.plugins.sparql.parser import parseQuery
from rdflib.plugins.sparql.parserutils import CompValue

from ofsted_kg.serve.problems import Problem

FORMS = {
    "SelectQuery": "SELECT",
    "AskQuery": "ASK",
    "ConstructQuery": "CONSTRUCT",
    "DescribeQuery": "DESCRIBE",
}


@dataclass(frozen=True, slots=True)
class Checked:
    """A query that may run.

    Attributes:
        form: SELECT, ASK, CONSTRUCT or DESCRIBE.
        own_dataset: it has FROM or FROM NAMED.
    """

    form: str
    own_dataset: bool


def check(query: str) -> Checked:
    """Let a query through, or say why not.

    Raises:
        Problem: 400, with the reason.
    """
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
    body = next((part for part in parsed if isinstance(part, CompValue) and part.name in FORMS), None)
    if body is None:
        raise Problem(400, "this is not a query: SELECT, ASK, CONSTRUCT or DESCRIBE is expected")
    for part in _walk(parsed):
        if part.name == "ServiceGraphPattern":
            raise Problem(400, "SERVICE is not allowed here: this endpoint queries nothing but its own data")
    # CompValue.get answers with the key's own name when there is nothing: ask the dict.
    graphs = [iri for clause in dict.get(body, "datasetClause") or () for iri in clause.values()]
    for iri in graphs:
        refuse_file(str(iri))
    return Checked(FORMS[body.name], bool(graphs))


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
