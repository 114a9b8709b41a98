"""Read councils from files.

In: a CSV file with the columns of ``COLUMNS``, or Turtle as in ontology/councils.ttl. Out:
``Council`` records, and further names of them. A row that says too little, or what cannot be,
is an error with its line.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pyoxigraph as ox

from ofsted_kg.errors import VocabularyError
from ofsted_kg.model import Council
from ofsted_kg.vocabulary import resources
from ofsted_kg.vocabulary.namespaces import DEF, GEO, ORG, RDF, SKOS, slug, term

COLUMNS = (
    "gss_code",
    "former_gss_codes",
    "official_name",
    "name",
    "type",
    "region",
    "start_date",
    "end_date",
    "replaced_by",
    "dfe_code",
    "ofsted_urn",
    "latitude",
    "longitude",
)
_REACH = "Check the file's name and permissions"
_NEEDED = ("gss_code", "name")


def read_csv(path: Path) -> list[Council]:
    """Read councils from a CSV file with the columns of `COLUMNS`.

    Raises:
        VocabularyError: the file or one of its rows is not as it must be.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise VocabularyError(
            f"cannot read the register: {error.strerror}", file=path, remedy=_REACH
        ) from error
    except UnicodeDecodeError as error:
        raise VocabularyError("the register is not UTF-8", file=path, remedy="Save it as UTF-8") from error
    rows = csv.DictReader(io.StringIO(text, newline=""))
    missing = [name for name in _NEEDED if name not in (rows.fieldnames or ())]
    if missing:
        raise VocabularyError(
            f"the register has no column {' and no column '.join(missing)}",
            file=path,
            place="line 1",
            remedy=f"The columns are {','.join(COLUMNS)}",
        )
    councils: list[Council] = []
    lines: dict[str, int] = {}
    for row in _rows(rows, path):
        line = rows.line_num
        if not any((value or "").strip() for value in row.values() if isinstance(value, str)):
            continue
        council = _council(row, path, line)
        key = f"code {council.gss_code}"
        if key in lines:
            raise VocabularyError(
                f"the code {council.gss_code} is already on line {lines[key]}",
                file=path,
                place=f"line {line}",
                remedy="Keep one of the two rows",
            )
        lines[key] = line
        councils.append(council)
    return _named_apart(councils, lines, path)


def _rows(rows: csv.DictReader[str], path: Path) -> Iterator[dict[str, str]]:
    try:
        yield from rows
    except csv.Error as error:
        raise VocabularyError(
            f"the register is no CSV ({error})",
            file=path,
            place=f"line {rows.line_num + 1}",
            remedy="Look for a quotation mark that is not closed",
        ) from error


def _named_apart(councils: list[Council], lines: dict[str, int], path: Path) -> list[Council]:
    """Give bodies of one name names of their own: an IRI comes from the name.

    Of Somerset (until 2023) and Somerset (since 2023) the one that ended becomes "Somerset
    County", after its official name.
    """
    seen: dict[str, Council] = {}
    named: list[Council] = []
    for council in sorted(councils, key=lambda c: (c.end is not None, lines[f"code {c.gss_code}"])):
        apart = council
        if slug(council.name) in seen and council.end is not None:
            apart = replace(council, name=re.sub(r"\s+Council$", "", council.official_name))
        if slug(apart.name) in seen:
            raise VocabularyError(
                f"the name {council.name} is already on line "
                f"{lines[f'code {seen[slug(apart.name)].gss_code}']}",
                file=path,
                place=f"line {lines[f'code {council.gss_code}']}",
                remedy="Give one of them another name, or the day on which it ended",
            )
        seen[slug(apart.name)] = apart
        named.append(apart)
    return sorted(named, key=lambda c: lines[f"code {c.gss_code}"])


def _council(row: dict[str, str], path: Path, line: int) -> Council:
    if None in row or None in row.values():
        raise VocabularyError(
            "the row has not as many cells as the heading",
            file=path,
            place=f"line {line}",
            remedy="Give each column a cell, empty where nothing is known",
        )
    cells = {name: value.strip() for name, value in row.items()}
    for name in _NEEDED:
        if not cells[name]:
            raise VocabularyError(
                f"the row has no {name}", file=path, place=f"line {line}", remedy="Fill the cell"
            )
    days: dict[str, date | None] = {}
    for name in ("start_date", "end_date"):
        try:
            days[name] = date.fromisoformat(cells[name]) if cells.get(name) else None
        except ValueError:
            raise VocabularyError(
                f"{name} is {cells[name]!r}, not a date",
                file=path,
                place=f"line {line}",
                remedy="Write it as 2009-04-01",
            ) from None
    start, end = days["start_date"], days["end_date"]
    if start and end and end < start:
        raise VocabularyError(
            "end_date is before start_date", file=path, place=f"line {line}", remedy="Mend one of the two"
        )
    for name in ("latitude", "longitude"):
        if cells.get(name) and not re.fullmatch(r"[-+]?\d{1,3}(?:\.\d+)?", cells[name]):
            raise VocabularyError(
                f"{name} is {cells[name]!r}, not a number",
                file=path,
                place=f"line {line}",
                remedy="Write it as 53.95000",
            )
    return Council(
        name=" ".join(cells["name"].split()),
        official_name=" ".join((cells.get("official_name") or cells["name"]).split()),
        gss_code=cells["gss_code"],
        former_gss_codes=_codes(cells.get("former_gss_codes", "")),
        kind=slug(cells.get("type", "")),
        region=slug(cells.get("region", "")),
        start=start,
        end=end,
        replaced_by=_codes(cells.get("replaced_by", "")),
        dfe_code=cells.get("dfe_code", ""),
        ofsted_urn=cells.get("ofsted_urn", ""),
        latitude=cells.get("latitude", ""),
        longitude=cells.get("longitude", ""),
    )


def _codes(cell: str) -> tuple[str, ...]:
    return tuple(code.strip() for code in cell.split(";") if code.strip())


def read_turtle(path: Path) -> tuple[list[Council], dict[str, tuple[str, ...]]]:
    """Read councils, and their further names by code, from a Turtle file.

    Raises:
        VocabularyError: it is not Turtle, or a council lacks its code or name.
    """
    facts: dict[str, dict[str, list[str]]] = {}
    try:
        for triple in resources.triples(path):
            subject, value = triple.subject, triple.object
            if isinstance(subject, ox.NamedNode) and isinstance(value, ox.NamedNode | ox.Literal):
                entry = facts.setdefault(subject.value, {})
                entry.setdefault(triple.predicate.value, []).append(value.value)
    except OSError as error:
        raise VocabularyError(
            f"cannot read the register: {error.strerror or error}", file=path, remedy=_REACH
        ) from error
    except (SyntaxError, ValueError) as error:
        raise VocabularyError(f"not Turtle: {error}", file=path, remedy="Mend that line") from error
    councils: list[Council] = []
    labels: dict[str, tuple[str, ...]] = {}
    kind = term("Council")
    codes = {iri: entry[term("gssCode")][0] for iri, entry in facts.items() if term("gssCode") in entry}
    for iri in sorted(facts):
        entry = facts[iri]
        if kind not in entry.get(RDF + "type", ()):
            continue
        council = _described(iri, entry, facts, codes, path)
        councils.append(council)
        others = sorted(
            {
                name
                for what in (SKOS + "altLabel", SKOS + "hiddenLabel", term("deliveryOrganisation"))
                for name in entry.get(what, ())
            }
        )
        if others:
            labels[council.gss_code] = tuple(others)
    return councils, labels


def _described(
    iri: str,
    entry: dict[str, list[str]],
    facts: dict[str, dict[str, list[str]]],
    codes: dict[str, str],
    path: Path,
) -> Council:
    def one(name: str) -> str:
        return min(entry.get(name, [""]))

    name, code = one(SKOS + "prefLabel"), one(term("gssCode"))
    for value, what in ((name, "skos:prefLabel"), (code, "ok:gssCode")):
        if not value:
            raise VocabularyError(f"<{iri}> has no {what}", file=path, remedy=f"Give it one {what}")
    days: list[date | None] = []
    for what in ("startDate", "endDate"):
        text = one(term(what))
        try:
            days.append(date.fromisoformat(text) if text else None)
        except ValueError:
            raise VocabularyError(
                f"<{iri}> has {text!r} as ok:{what}, not a date", file=path, remedy="Write it as 2009-04-01"
            ) from None
    successors = sorted(
        codes[body]
        for event in entry.get(ORG + "changedBy", ())
        for body in facts.get(event, {}).get(ORG + "resultingOrganization", ())
        if body in codes and body != iri
    )
    return Council(
        name=name,
        official_name=one(term("officialName")) or name,
        gss_code=code,
        former_gss_codes=tuple(sorted(entry.get(term("formerGssCode"), ()))),
        kind=one(term("councilType")).removeprefix(f"{DEF}council-type/"),
        region=one(term("region")).removeprefix(f"{DEF}region/"),
        start=days[0],
        end=days[1],
        replaced_by=tuple(successors),
        dfe_code=one(term("dfeCode")),
        ofsted_urn=one(term("ofstedUrn")),
        latitude=one(GEO + "lat"),
        longitude=one(GEO + "long"),
    )
