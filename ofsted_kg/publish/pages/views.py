# Past 300 lines: records only: what the templates may show.
"""What the pages show, as records: no template sees a triple.

In: nothing. Out: frozen dataclasses that the steps of this package fill and the
templates read. A ``path`` is that of a file below the release, with ``#anchor`` where
it points into a page.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass


def month(iso: str) -> str:
    """Return a day's month as people read it.

    >>> month("2009-12-09"), month("")
    ('December 2009', '')
    """
    try:
        return f"{dt.date.fromisoformat(iso):%B %Y}"
    except ValueError:
        return iso


@dataclass(frozen=True, slots=True, order=True)
class Link:
    """A name and where it leads; an empty path leads nowhere. In order by name, then by where."""

    label: str
    path: str = ""


@dataclass(frozen=True, slots=True)
class Grade:
    """A grade as shown.

    Attributes:
        label: as its scale words it.
        short: for narrow places.
        path: of the grade's page.
        level: 4 (best) to 1 for the colour, whatever the scale's own numbers; 0 without rank.
        rank: its rank on its scale; 0 without.
        scale: IRI of its scale.
    """

    label: str
    short: str
    path: str
    level: int
    rank: int
    scale: str


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a document and where they stand.

    Attributes:
        text: the words, to the letter.
        start: first code point of the document's text.
        end: the one behind the last.
        page: 0 where the document has no pages.
        anchor: its place on the document's page; empty where another quote of the same words has it.
        before: what stands before it in its sentence.
        behind: what stands behind it there.
    """

    text: str
    start: int
    end: int
    page: int
    anchor: str = ""
    before: str = ""
    behind: str = ""


@dataclass(frozen=True, slots=True)
class Origin:
    """Which document a page or a fact is taken from.

    Attributes:
        iri: of the letter or report.
        path: of its page.
        title: as printed.
        framework: the rules it was written under.
        framework_iri: their IRI.
        council: whose services it judges.
        council_iri: its IRI.
        issued: day, ISO 8601.
        year: the year it is about.
        kind: what sort of document, in words: "inspection report".
        original: its address at its publisher's; empty where that is not known.
    """

    iri: str
    path: str
    title: str
    framework: Link
    framework_iri: str
    council: Link
    council_iri: str
    issued: str
    year: str
    kind: str = "letter"
    original: str = ""

    @property
    def name(self) -> str:
        """The name that tells the document apart: "Bury, May 2016: inspection report"."""
        head = ", ".join(part for part in (self.council.label, month(self.issued)) if part)
        return f"{head}: {self.kind}"


_NOT_TOLD = Origin("", "", "", Link(""), "", Link(""), "", "", "")


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that a document says.

    Attributes:
        kind: ``rating``, ``judgement``, ``comparison``, ``finding``, ``review`` or ``section``.
        iri: its IRI, for citing.
        anchor: its place on the document's page.
        about: what it is about.
        about_iri: the IRI of that; empty for a finding.
        grade: the grade given, if one is.
        details: what else it says: quantity, exception, direction, outcome, ….
        text: words of its own (a finding's, a section's title, the count of reviews).
        quotes: the evidence.
        concepts: IRIs of all concepts it names.
        origin: the document; a file of documents does not tell it again with each fact.
        figures: what it prints for the council and for the others, and the unit.
    """

    kind: str
    iri: str
    anchor: str
    about: Link
    about_iri: str
    grade: Grade | None
    details: tuple[Link, ...]
    text: str
    quotes: tuple[Quote, ...]
    concepts: tuple[str, ...]
    origin: Origin = _NOT_TOLD
    figures: tuple[float, float, str] | None = None

    @property
    def path(self) -> str:
        """The path of the fact on its document's page."""
        return f"{self.origin.path}#{self.anchor}"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody named in a document: place on the page, in which part, name, role, evidence, IRI."""

    anchor: str
    part: str
    name: str
    role: str
    quotes: tuple[Quote, ...] = ()
    iri: str = ""


@dataclass(frozen=True, slots=True)
class Notice:
    """What was not understood: place on the page, and the words if there are any."""

    anchor: str
    code: str
    text: str
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter or report, read.

    Attributes:
        head: what the document says of itself, with the words: whose it is, under which rules, when.
        permission: what it says of the terms on which it may be used.
        others: words that something in the data rests on and that stand nowhere else on the page.
    """

    origin: Origin
    source: str
    file: str
    media_type: str
    size: int
    sha256: str
    tool: str
    terms: Link
    report: bool
    inspected: tuple[str, ...]
    people: tuple[Person, ...]
    facts: tuple[Fact, ...]
    warnings: tuple[Notice, ...]
    head: tuple[tuple[str, Quote], ...] = ()
    permission: tuple[Quote, ...] = ()
    others: tuple[Quote, ...] = ()

    def of(self, kind: str) -> tuple[Fact, ...]:
        """Return the facts of one kind, in the order of the text."""
        return tuple(fact for fact in self.facts if fact.kind == kind)


@dataclass(frozen=True, slots=True)
class Outline:
    """A letter or report without its words.

    Attributes:
        origin: which it is.
        source: its name in the graph.
        report: whether it is a report.
        terms: on which it may be used.
        ratings: its formal grades, in the order of the text; without their words.
        led: IRIs of the lead inspectors that other documents name too.
        numbers: how many facts it has, by kind, and how many warnings.
        said: how often it speaks of a concept, by its IRI, but for headings.
        given: how often it gives a concept which grade, but in headings; in the order of the text.
    """

    origin: Origin
    source: str
    report: bool
    terms: Link
    ratings: tuple[Fact, ...]
    led: tuple[str, ...]
    numbers: Mapping[str, int]
    said: Mapping[str, int]
    given: tuple[tuple[str, Grade, int], ...]

    def of(self, kind: str) -> tuple[Fact, ...]:
        """Return the formal grades; an outline holds no other facts."""
        if kind != "rating":
            raise ValueError(f"an outline holds no {kind}")
        return self.ratings

    def number(self, kind: str) -> int:
        """Return how many facts of a kind it has, or warnings."""
        return self.numbers.get(kind, 0)

    @property
    def facts(self) -> int:
        """How many facts it has."""
        return sum(self.numbers.values()) - self.number("warning")


@dataclass(frozen=True, slots=True)
class Definition:
    """A heading and what stands under it, as links or plain words."""

    term: str
    values: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """A grade in a table of many, and the place it leads to; the date tells which document."""

    grade: Grade | None
    path: str
    date: str


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A row of a table of grades: whose, and its cells, column by column."""

    head: Link
    cells: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Column:
    """The head of a column.

    Attributes:
        label: what it holds.
        path: where that leads.
        fresh: whether its scale cannot be compared with that of the column before.
        date: of the document, if the column is one document.
    """

    label: str
    path: str
    fresh: bool
    date: str = ""


@dataclass(frozen=True, slots=True)
class Matrix:
    """A table of grades: column heads and rows."""

    columns: tuple[Column, ...]
    rows: tuple[MatrixRow, ...]


@dataclass(frozen=True, slots=True)
class Council:
    """A council: facts about it, its succession, its documents in time order.

    Attributes:
        until: its documents with those of the councils it came from; of what it became none is its own.
    """

    iri: str
    path: str
    name: str
    official: str
    region: Link
    ended: str
    facts: tuple[Definition, ...]
    before: tuple[Link, ...]
    after: tuple[Link, ...]
    letters: tuple[Outline, ...]
    until: tuple[Outline, ...] = ()


@dataclass(frozen=True, slots=True)
class Concept:
    """A concept, scale, scheme or framework: what it means and how it is known."""

    iri: str
    path: str
    kind: str
    label: str
    definition: str
    facts: tuple[Definition, ...]
    members: tuple[Link, ...]
    grade: Grade | None


@dataclass(frozen=True, slots=True)
class Term:
    """A class or property of the ontology."""

    iri: str
    name: str
    label: str
    comment: str
    facts: tuple[Definition, ...]
