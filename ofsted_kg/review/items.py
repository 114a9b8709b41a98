"""What was read of a letter, as things that a person can accept or correct.

In: a letter's graph as N-Quads. Out: ``Item`` records in the order of the text, each by the path
that the fact had when it was read: a correction of a corrected fact replaces the first one.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from ofsted_kg.corrections import kind_of, properties
from ofsted_kg.errors import StoreError
from ofsted_kg.graph.revisions import property_iri
from ofsted_kg.rows import TYPE, Row, read_rows
from ofsted_kg.vocabulary.namespaces import DCTERMS, DEF, OA, PROV

_PERSON_KINDS = ("addressee", "signatory")
_FACT_KINDS = ("rating", "judgement", "comparison", "finding", "review")


@dataclass(frozen=True, slots=True)
class Item:
    """A fact, or the letter itself.

    Attributes:
        fact: its path as it was read; ``letter`` for the letter.
        kind: of fact.
        values: what was read, by property.
        start: first offset of its quote; None where it has none of its own.
        end: one past the last.
        corrected: whether the graph already holds a correction of it.
    """

    fact: str
    kind: str
    values: dict[str, str] = field(hash=False)
    start: int | None = None
    end: int | None = None
    corrected: bool = False


@dataclass(frozen=True, slots=True)
class Read:
    """A letter as it was read."""

    source: str
    sha256: str
    framework: str
    items: tuple[Item, ...]


def read_items(nquads: str) -> Read:
    """Return what can be corrected of a letter.

    Raises:
        StoreError: the graph is no letter's.
    """
    about: dict[str, list[Row]] = defaultdict(list)
    for row in read_rows(nquads):
        about[row.subject].append(row)
    letter = next((s for s, rows in about.items() if _has(rows, TYPE, f"{DEF}Assessment")), None)
    if letter is None:
        raise StoreError("this graph is no letter's", remedy="Build it again")
    items = [_item("letter", "letter", about[letter], about, letter)]
    for subject in sorted(about):
        path = subject.removeprefix(f"{letter}/")
        kind = kind_of(path)
        if path != subject and (kind in _FACT_KINDS or kind in _PERSON_KINDS) and _one(about[subject], TYPE):
            items.append(_item(path, kind, about[subject], about, letter))
    source = _one(about[letter], DCTERMS + "identifier")
    digest = next(
        (row.text for rows in about.values() for row in rows if row.predicate == DEF + "sha256"), ""
    )
    order = sorted(items, key=lambda item: (item.kind != "letter", item.start or 0, item.end or 0, item.fact))
    framework = _local(_one(about[letter], DEF + "framework"))
    return Read(source, digest, framework, tuple(order))


def _item(path: str, kind: str, rows: list[Row], about: dict[str, list[Row]], letter: str) -> Item:
    values = {name: _local(_one(rows, property_iri(name))) for name in properties(kind)}
    was = _one(rows, PROV + "wasRevisionOf")
    start, end = _place(rows, about)
    if was:
        path = was.removeprefix(f"{letter}/as-read").strip("/") or "letter"
    return Item(path, kind, values, start, end, bool(was))


def _place(rows: list[Row], about: dict[str, list[Row]]) -> tuple[int | None, int | None]:
    places = []
    for link in rows:
        if link.predicate != DEF + "evidence":
            continue
        numbers = {
            row.predicate: int(row.text)
            for selector in about[link.text]
            if selector.predicate == OA + "hasSelector"
            for row in about[selector.text]
            if row.predicate in (OA + "start", OA + "end")
        }
        if len(numbers) == 2:
            places.append((numbers[OA + "start"], numbers[OA + "end"]))
    return min(places, default=(None, None))


def _one(rows: list[Row], predicate: str) -> str:
    return next((row.text for row in rows if row.predicate == predicate), "")


def _has(rows: list[Row], predicate: str, value: str) -> bool:
    return any(row.predicate == predicate and row.text == value for row in rows)


def _local(value: str) -> str:
    """Return the slug of a concept, or a text as it is."""
    return value.rsplit("/", 1)[-1] if value.startswith(("http://", "https://")) else value
