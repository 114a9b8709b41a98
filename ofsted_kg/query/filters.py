"""The filters that many queries share, in one place.

In: the values of ``region``, ``type``, ``from``, ``to`` and ``past``, and the graph. Out: what
goes into the query's own slots: the codes of the councils that are meant, the IRIs of the
documents of the period. So a query needs no line of its own for each filter.
"""

from __future__ import annotations

import calendar
import difflib
import re
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

import pyoxigraph as ox

from ofsted_kg.errors import QueryError, did_you_mean
from ofsted_kg.query.header import StoredQuery
from ofsted_kg.query.table import Answering, select
from ofsted_kg.query.typed import Term
from ofsted_kg.vocabulary import lexicon
from ofsted_kg.vocabulary.namespaces import DCTERMS, DEF, XSD

if TYPE_CHECKING:
    import rdflib

# "2019", "2019-04" or "2019-04-30"
_PERIOD = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?")
_TRUE = ox.Literal("true", datatype=ox.NamedNode(XSD + "boolean"))
_COUNCILS = f"""SELECT ?code ?region ?type WHERE {{
  ?council a <{DEF}Council> ; <{DEF}gssCode> ?code .
  OPTIONAL {{ ?council <{DEF}region> ?region }}
  OPTIONAL {{ ?council <{DEF}councilType> ?type }}
}} ORDER BY ?code"""
_LETTERS = f"""SELECT ?letter ?day WHERE {{
  ?letter a <{DEF}Assessment> .
  OPTIONAL {{ ?letter <{DCTERMS}issued> ?issued }}
  OPTIONAL {{ ?letter <{DEF}inspectionEnd> ?end }}
  BIND(COALESCE(?issued, ?end) AS ?day)
}} ORDER BY ?letter"""


def shared(
    query: StoredQuery,
    values: Mapping[str, str],
    terms: Mapping[str, tuple[Term, ...] | None],
    target: Answering | rdflib.Graph,
) -> dict[str, tuple[Term, ...] | None]:
    """Return what the shared filters of a query put into its slots.

    Args:
        query: the stored query.
        values: as the user gave them, by the parameter's name.
        terms: what the query's own parameters have become.
        target: the graph that will be asked.

    Raises:
        QueryError: a value is no region, type of council, day, month or year.
    """
    given = {p.name: values[p.name] for p in query.parameters if p.slot and values.get(p.name)}
    found: dict[str, tuple[Term, ...] | None] = {}
    if "region" in given or "type" in given:
        codes = _councils(given, target)
        named = terms.get("council")
        found["council"] = tuple(code for code in codes if named is None or code in named)
    if "from" in given or "to" in given:
        found["letter"] = found["any_letter"] = _letters(given, target)
        found["window"] = (_TRUE,)
    if terms.get("council") is not None and any(p.name == "past" for p in query.parameters):
        # Whoever names a council means it, whether it still is or not.
        found["past"] = (_TRUE,)
    return found


def _councils(given: Mapping[str, str], target: Answering | rdflib.Graph) -> tuple[Term, ...]:
    wanted = {name: _slugs(name, scheme, given[name]) for name, scheme in _SCHEMES.items() if name in given}
    rows = select(target, _COUNCILS)
    return tuple(
        ox.Literal(code)
        for code, region, kind in rows.values()
        if all(
            {"region": region, "type": kind}[name].rpartition("/")[2] in slugs
            for name, slugs in wanted.items()
        )
    )


_SCHEMES = {"region": "region", "type": "council-type"}


def _slugs(name: str, scheme: str, text: str) -> set[str]:
    entries = lexicon.load().concepts(scheme)
    names = {label.casefold(): e.slug for e in entries for label in (e.slug, e.label)}
    parts = [text] if text.casefold() in names else [part.strip() for part in re.split("[;,]", text)]
    unknown = next((part for part in parts if part.casefold() not in names), None)
    if unknown is not None:
        there = f"There are: {', '.join(entry.slug for entry in entries)}"
        near = difflib.get_close_matches(unknown.casefold(), names, n=8, cutoff=0.4)
        offered = did_you_mean(list(dict.fromkeys(names[name] for name in near))[:4])
        what = scheme.replace("-", " ")
        raise QueryError(f"{name}: there is no {what} {unknown!r}", remedy=f"{offered} {there}".lstrip())
    return {names[part.casefold()] for part in parts}


def _letters(given: Mapping[str, str], target: Answering | rdflib.Graph) -> tuple[Term, ...]:
    first = day("from", given["from"], last=False).isoformat() if "from" in given else ""
    last = day("to", given["to"], last=True).isoformat() if "to" in given else "9999"
    rows = select(target, _LETTERS)
    return tuple(ox.NamedNode(letter) for letter, when in rows.values() if when and first <= when <= last)


def day(name: str, text: str, *, last: bool) -> date:
    """Return the first or the last day that a text stands for: a day, a month or a year.

    >>> day("to", "2019-02", last=True)
    datetime.date(2019, 2, 28)

    Raises:
        QueryError: it is neither.
    """
    match = _PERIOD.fullmatch(text)
    what = "a day, a month or a year, such as 2019-04-30, 2019-04 or 2019"
    if match is None:
        raise QueryError(f"{name}: {text!r} is not {what}")
    try:
        year, month = int(match["year"]), int(match["month"] or (12 if last else 1))
        number = match["day"] or (calendar.monthrange(year, month)[1] if last else 1)
        return date(year, month, int(number))
    except ValueError:
        raise QueryError(f"{name}: {text!r} is not {what}") from None
