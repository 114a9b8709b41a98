"""What is to be said of an answer beside its rows: why it has none, or what it leaves out.

In: a stored query, the values it was asked with, and the graph. Out: a sentence. Of an empty answer:
whether the graph holds such documents at all, and if it does, which of the values leaves nothing over
and what there is instead. An answer without rows is no error; but it must not be taken for "there is no
such grade".
"""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from ofsted_kg.counts import counted, some_of
from ofsted_kg.errors import QueryError, did_you_mean
from ofsted_kg.query.bind import Value, bind, to_terms
from ofsted_kg.query.header import Parameter, StoredQuery
from ofsted_kg.query.ordering import ordered
from ofsted_kg.query.table import Answering, Table, select
from ofsted_kg.query.unpaired import unpaired
from ofsted_kg.vocabulary.namespaces import DCTERMS, DEF, ORG, SKOS

if TYPE_CHECKING:
    import rdflib

# So many of the values that there are get named.
_MOST = 12
_HELD = f"""SELECT ?code ?name (COUNT(?letter) AS ?held) (COUNT(?address) AS ?recorded)
  (MIN(?day) AS ?first) (MAX(?day) AS ?last) WHERE {{
  ?letter a <{DEF}Assessment> ; <{DEF}council> ?council .
  ?council <{DEF}gssCode> ?code ; <{SKOS}prefLabel> ?name .
  OPTIONAL {{ ?letter <{DCTERMS}date> ?day }}
  OPTIONAL {{ ?letter <{DEF}recordedFrom> ?address }}
}} GROUP BY ?code ?name ORDER BY ?code"""
_NAMES = f"SELECT ?code ?name WHERE {{ ?c <{DEF}gssCode> ?code ; <{SKOS}prefLabel> ?name }} ORDER BY ?code"
_ENDED = f"""SELECT ?code ?day ?next WHERE {{
  ?c <{DEF}gssCode> ?code ; <{DEF}endDate> ?day .
  OPTIONAL {{ ?c <{ORG}changedBy>/<{ORG}resultingOrganization>/<{SKOS}prefLabel> ?next }}
}} ORDER BY ?code ?next"""


def why_empty(query: StoredQuery, values: Mapping[str, Value], target: Answering | rdflib.Graph) -> str:
    """Say why a query has no rows.

    Args:
        query: the stored query.
        values: what it was asked with.
        target: the graph that was asked.
    """
    held = select(target, _HELD)
    if not held.rows:
        return "the graph holds no letter or report; `build --record` puts in the grades since 2013"
    given = {name: str(value) for name, value in values.items() if str(value).strip()}
    missing = _not_held(query, given, held, target)
    if missing:
        return missing
    # Whoever names a council means it: what else was asked is looked at first.
    for name, text in sorted(given.items(), key=lambda item: query.parameter(item[0]).kind == "council"):
        parameter = query.parameter(name)
        if parameter.required:
            continue
        others = {key: value for key, value in values.items() if key != name}
        table = _ask(query, {**others, name: ""}, target)
        if table is not None and table.rows:
            codes = _codes(parameter, text, target) if parameter.kind == "council" else []
            return _instead(parameter, text, table, held, codes)
    for parameter in query.parameters:
        if parameter.kind == "boolean" and parameter.default == "false" and parameter.name not in given:
            table = _ask(query, {**values, parameter.name: "true"}, target)
            if table is not None and table.rows:
                rows = counted(len(table.rows), "rows")
                return f"{parameter.name}=true gives {rows} ({parameter.description})"
    if len(given) > 1:
        return f"nothing matches {' and '.join(f'{name}={text}' for name, text in given.items())} together"
    if given:
        return f"nothing matches {' '.join(f'{name}={text}' for name, text in given.items())}"
    return f"none of the {sum(map(int, held.column('held')))} documents held says such a thing"


def left_out(query: StoredQuery, values: Mapping[str, Value], target: Answering | rdflib.Graph) -> str:
    """Say how many rows a query leaves out of itself, where its header says that it does."""
    name, shown, value = query.leaves.partition("=")
    if name and not shown:
        return unpaired(query, values, lambda asked, given: _ask(asked, given, target))
    if not name or str(values.get(name, "")).strip():
        return ""
    table = _ask(query, {**values, name: value}, target)
    if table is None or not table.rows:
        return ""
    rows, what = counted(len(table.rows), "rows"), query.parameter(name).description
    return f"{rows} left out, which {query.leaves} shows ({what})"


def _not_held(
    query: StoredQuery, given: Mapping[str, str], held: Table, target: Answering | rdflib.Graph
) -> str:
    """Say which of the councils asked for have no document, where none has."""
    name = next((p.name for p in query.parameters if p.kind == "council" and p.name in given), None)
    if name is None:
        return ""
    codes = _codes(query.parameter(name), given[name], target)
    if set(codes) & set(held.column("code")):
        return ""
    names = {code: name for code, name in select(target, _NAMES).values()}  # noqa: C416 - rows may be longer
    ended = _ended(target)
    called = " or ".join(names.get(code, code) + ended.get(code, "") for code in codes)
    there = len(held.rows)
    recorded = any(map(int, held.column("recorded")))
    hint = "" if recorded else "; `build --record` puts in the grades since 2013"
    return f"no document is held on {called} ({there} councils have some: `query letters` lists them){hint}"


def _ended(target: Answering | rdflib.Graph) -> dict[str, str]:
    """Say of each council that is no more when it ended, and who followed."""
    found: dict[str, list[str]] = {}
    for code, when, name in select(target, _ENDED).values():
        found.setdefault(code, [f", which ended on {when}"]).append(name)
    return {
        code: day + (f" and was followed by {'; '.join(followed)}" if all(followed) else "")
        for code, (day, *followed) in found.items()
    }


def _codes(parameter: Parameter, text: str, target: Answering | rdflib.Graph) -> list[str]:
    return [term.value for term in to_terms(parameter, text, target)]


def _ask(query: StoredQuery, values: Mapping[str, Value], target: Answering | rdflib.Graph) -> Table | None:
    try:
        return ordered(target, bind(query, values, target))
    except QueryError:
        return None


def _instead(parameter: Parameter, text: str, table: Table, held: Table, codes: Sequence[str]) -> str:
    """Say that a value leaves nothing over, and what there is without it."""
    rows = counted(len(table.rows), "rows")
    said = f"nothing matches {parameter.name}={text}; without it {rows} would be there"
    if codes:
        there = [row for row in held.values() if row[0] in codes]
        documents, known = (sum(int(row[place]) for row in there) for place in (2, 3))
        part = "all" if known == documents else str(known)
        record = f" ({part} known from a record: grades, no words)" if known else ""
        return f"{said}. Documents held on {' and '.join(row[1] for row in there)}: {documents}{record}"
    if parameter.kind == "date":
        days = sorted({*held.column("first"), *held.column("last")} - {""})
        return f"{said}, of documents from {days[0]} to {days[-1]}" if days else said
    free = parameter.kind == "string" and not parameter.choices
    column = {"name": "person"}.get(parameter.name, "" if free else parameter.name)
    if column not in table.columns:
        return said
    there_are = sorted(set(table.column(column)) - {""})
    # Of a few that may be given the value is one: it is no slip of the pen.
    if free:
        near = difflib.get_close_matches(text, there_are, n=3, cutoff=0.6)
        words = {word: name for name in reversed(there_are) for word in name.split()}
        near = [words[word] for word in difflib.get_close_matches(text, words, n=3, cutoff=0.75)] or near
        return f"{said}. {did_you_mean(dict.fromkeys(near))}" if near else said
    return f"{said}, with {column} {some_of(there_are, _MOST)}"
