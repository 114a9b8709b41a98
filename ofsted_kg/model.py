# Past 300 lines: one record a fact, and no step could stand without the others'.
"""The records that travel between the steps: frozen, typed, each fact with its evidence.

In: nothing. Out: ``Document`` (what a file says) and ``Letter`` (what was understood).
Offsets are Unicode code points into ``Document.text``, ``end`` exclusive, and always
``text[start:end] == quote``. Names of vocabulary entries are slugs of ontology/.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page, in PDF points from the page's lower left corner."""

    page: int
    left: float
    bottom: float
    right: float
    top: float


@dataclass(frozen=True, slots=True, order=True)
class Evidence:
    """Where a fact stands.

    Attributes:
        start: first code point in the document's text.
        end: one past the last.
        quote: ``text[start:end]``.
        page: page number from 1, where the document has pages.
        box: the page's rectangle around the quote's first page part, where known.
    """

    start: int
    end: int
    quote: str
    page: int | None = None
    box: Box | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Notice:
    """Something the tool could not read or is unsure of; shown, never dropped.

    Attributes:
        code: a slug that groups notices, such as ``unread-grade``.
        message: a sentence for the reader.
        evidence: where, if it has a place.
    """

    code: str
    message: str
    evidence: Evidence | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a document: number from 1, its stretch of the text, its size in points."""

    number: int
    start: int
    end: int
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a file comes from, as far as its path or a list of sources says it.

    Attributes:
        path: its path below the folder that was named, with ``/``; its own name alone otherwise.
        url: where it was published.
        published: the day on which it was, as listed.
        licence: the terms it is offered under, as listed.
        folder: the name of the folder in which it lies, where that has a day and is none of the path's.
        reading: how its pages that are pictures are read, where that was asked for this file alone.
    """

    path: str = ""
    url: str = ""
    published: date | None = None
    licence: str = ""
    folder: str = ""
    reading: str = ""

    def full_path(self, source: str) -> str:
        """Return the path in whose names a day may stand; without any, the source name."""
        return "/".join(filter(None, (self.folder, self.path or source)))


@dataclass(frozen=True, slots=True)
class Document:
    r"""A file turned into text.

    Attributes:
        source: the file's name without its ending, or where that is another's too, more of its path.
        file_name: the file's name.
        media_type: what the bytes are (``text/plain``, ``text/markdown``, ``text/html``,
            ``application/pdf``, a Word type), judged by the bytes.
        sha256: hexadecimal digest of the bytes.
        size: number of bytes.
        text: for text and Markdown the decoded file without byte-order mark and with
            ``\n`` line ends; else the text that was extracted.
        pages: in order; empty where the format has none.
        notices: what the reader had to guess (an encoding, say).
        boxes: for documents with pages, the rectangles of a stretch of the text.
        origin: where the file comes from.
        created: the day on which a PDF says that it was made, if it does.
        made: when the file says that it was made, and last changed: moments in UTC (ISO 8601), so that
            what was made later sorts behind; empty where it does not.
        original: where the text had to be repaired before it could be read, the document as it came,
            and the way there: what stretch of its text stands behind one of this.
    """

    source: str
    file_name: str
    media_type: str
    sha256: str
    size: int
    text: str
    pages: tuple[Page, ...] = ()
    notices: tuple[Notice, ...] = ()
    boxes: Callable[[int, int], tuple[Box, ...]] | None = field(default=None, compare=False, repr=False)
    origin: Origin = Origin()
    created: date | None = None
    made: str = ""
    original: tuple[Document, Callable[[int, int], tuple[int, int]]] | None = field(
        default=None, compare=False, repr=False
    )

    def evidence(self, start: int, end: int) -> Evidence:
        """Return the evidence for a stretch of the text, with its page where there are pages.

        Of a text that was repaired it is what stands in the document as it came.
        """
        if self.original is not None:
            document, place = self.original
            return document.evidence(*place(start, end))
        number = next((page.number for page in self.pages if page.start <= start < page.end), None)
        return Evidence(start, end, self.text[start:end], number)


@dataclass(frozen=True, slots=True)
class Council:
    """A row of the register: the organisation, not its area.

    Attributes:
        name: short name, unique in the register; the IRI comes from it.
        official_name: full name.
        gss_code: the code now (or last) in force; names the council in tables.
        former_gss_codes: earlier codes.
        kind: slug of a council type.
        region: slug of a region.
        start: first day, where known.
        end: last day, where it has ended.
        replaced_by: GSS codes of successors.
        dfe_code: three-digit local authority number.
        ofsted_urn: Ofsted's number.
    """

    name: str
    official_name: str
    gss_code: str
    former_gss_codes: tuple[str, ...] = ()
    kind: str = ""
    region: str = ""
    start: date | None = None
    end: date | None = None
    replaced_by: tuple[str, ...] = ()
    dfe_code: str = ""
    ofsted_urn: str = ""
    latitude: str = ""
    longitude: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """Someone a letter names: name in ordinary case without honorific, honorific, role."""

    name: str
    honorific: str = ""
    role: str = ""
    evidence: Evidence | None = None


@dataclass(frozen=True, slots=True)
class Rating:
    """A formal grade.

    Attributes:
        area: slug of an area.
        grade: slug of the word the document prints (or None where it prints only a number).
        score: the number the document prints (or None).
        evidence: the row, line or sentence.
        further: other places that say the same.
    """

    area: str
    grade: str | None
    score: int | None
    evidence: Evidence
    further: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a document: its title, the outcome it is about, and all its text.

    ``headed`` says whether its text begins with its heading and grade; that of a report's summary does not.
    """

    title: str
    outcome: str | None
    evidence: Evidence
    grade: str | None = None
    headed: bool = True


@dataclass(frozen=True, slots=True)
class Judgement:
    """A grade word given to a subject in prose (see the extraction contract).

    ``earlier`` is the year (``2008``) or the year and month of the other inspection, visit
    or review whose grade this is, where the statement reports one. ``past`` says that its
    words tell of what was so before ("unsatisfactory two years ago", "inadequate, is now good").
    ``context`` is what stands before a few words that begin in the midst of a sentence ("two poor").
    """

    subject: str
    grade: str
    at_least: bool
    evidence: Evidence
    quantity: str | None = None
    exception: str | None = None
    outcome: str | None = None
    earlier: str | None = None
    past: bool = False
    context: Evidence | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that a statement prints, and where; a unit goes with it in the statement."""

    value: Decimal
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Comparison:
    """A subject, or a measure of it, set against other places.

    ``value`` is the figure printed of the subject, ``comparator_value`` the one of the
    others, ``unit`` the slug of what both are counted in. ``context`` is what stands before the
    words, where these begin in the midst of a sentence, or point back: what the figure is of.
    """

    subject: str
    direction: str
    comparator: str
    evidence: Evidence
    value: Figure | None = None
    comparator_value: Figure | None = None
    unit: str | None = None
    context: Evidence | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """A listed strength or area for improvement; ``text`` has its white space folded."""

    outcome: str | None
    polarity: str
    text: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Review:
    """A statement on serious case reviews; ``since`` is ISO 8601, possibly a year and month only."""

    count: int | None
    since: str | None
    grade: str | None
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Inspection:
    """When inspectors were on site, and who led them."""

    start: date | None
    end: date | None
    leads: tuple[Person, ...] = ()
    evidence: Evidence | None = None


@dataclass(frozen=True, slots=True)
class Rights:
    """The sentence that states terms of use, and the IRI of the licence it names, if any."""

    evidence: Evidence
    licence: str | None = None


@dataclass(frozen=True, slots=True)
class Revision:
    """What a person corrected in what was read.

    Attributes:
        was: path of the fact as it was read, below the letter's IRI; empty for the letter itself.
        now: its path now; None where the fact was withdrawn.
        property: name of the property that is otherwise now; empty where the fact was withdrawn.
        read: what was read, as the tables have it; empty for nothing.
        value: what is right.
        who: who says so.
        why: the reason.
        source: what it rests on.
        date: the day on which it was said, where known.
    """

    was: str
    now: str | None
    property: str
    read: str
    value: str
    who: str
    why: str
    source: str
    date: date | None = None


@dataclass(frozen=True, slots=True)
class Letter:
    """What was understood of one letter or report.

    ``date`` is the letter's date or the day a report was published; ``year`` the year
    the framework names, or the year in which an inspection ended. ``notices`` holds the
    document's own, too; ``refusals`` how many grades and comparators of the prose make no
    fact, by the rule that says so.
    """

    source: str
    framework: str
    council: Council | None
    date: date | None
    year: int | None
    title: str = ""
    addressee: Person | None = None
    signatories: tuple[Person, ...] = ()
    inspection: Inspection | None = None
    ratings: tuple[Rating, ...] = ()
    sections: tuple[Section, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    comparisons: tuple[Comparison, ...] = ()
    findings: tuple[Finding, ...] = ()
    reviews: tuple[Review, ...] = ()
    notices: tuple[Notice, ...] = ()
    refusals: tuple[tuple[str, int], ...] = ()
    framework_evidence: Evidence | None = None
    council_evidence: Evidence | None = None
    date_evidence: Evidence | None = None
    rights: Rights | None = None
    revisions: tuple[Revision, ...] = ()
