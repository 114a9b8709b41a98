"""Letters and reports, as their pages show them.

In: ``LetterContent`` and the vocabulary. Out: ``Letter`` views: head, facts with their
quotes in the order of the text, people, warnings.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ofsted_kg.publish.content import LetterContent
from ofsted_kg.publish.pages.context import around
from ofsted_kg.publish.pages.places import anchor
from ofsted_kg.publish.pages.subjects import Subjects
from ofsted_kg.publish.pages.terms import stated_terms
from ofsted_kg.publish.pages.views import Fact, Letter, Link, Notice, Origin, Person, Quote
from ofsted_kg.publish.pages.vocabulary import Vocabulary
from ofsted_kg.vocabulary.namespaces import DCAT, DCTERMS, DEF, FOAF, OA, PROV, RDFS, SKOS

_KINDS = {
    "Rating": "rating",
    "Judgement": "judgement",
    "Comparison": "comparison",
    "Finding": "finding",
    "SeriousCaseReviewStatement": "review",
    "Section": "section",
}
# What a sentence says; the rest stands in a table, a heading or a list.
_PROSE = ("judgement", "comparison", "review")
# The property that says what a fact is about.
_ABOUT = {"rating": "area", "judgement": "subject", "comparison": "subject", "section": "outcome"}
_PARTS = (
    ("addressee", "Addressed to"),
    ("signatory", "Signed by"),
    ("leadInspector", "Lead inspector"),
)


# What the document says of itself: the property of its evidence, and what that is evidence of.
_HEAD = (
    ("councilEvidence", "Council"),
    ("frameworkEvidence", "Framework"),
    ("inspectionEvidence", "Inspected"),
    ("leadInspectorEvidence", "Lead inspector"),
    ("issuedEvidence", "Date"),
    ("dateEvidence", "Date"),
)
_YEAR = re.compile(r"\s*\b(?:19|20)\d\d$")


class _Reader:
    """The rows of one letter, and which of its spans have a place on the page already."""

    def __init__(self, content: LetterContent) -> None:
        self.own = Subjects(content.rows)
        self.iri = content.iri
        self.text = content.text
        self._placed: set[str] = set()

    def quotes(self, subject: str, name: str = "evidence", *, prose: bool = False) -> tuple[Quote, ...]:
        """Return the evidence of a subject, in the order of the text; of prose in its sentence."""
        spans = self.own.all(subject, DEF + name)
        found = [quote for span in spans for quote in self._quote(span, prose=prose)]
        return tuple(sorted(found, key=lambda quote: (quote.start, quote.end)))

    def others(self) -> tuple[Quote, ...]:
        """Return the spans that no quote returned before has given a place."""
        spans = [span for span in self.own.of(OA + "SpecificResource") if span not in self._placed]
        found = [quote for span in spans for quote in self._quote(span, prose=False)]
        return tuple(sorted(found, key=lambda quote: (quote.start, quote.end)))

    def _quote(self, span: str, *, prose: bool) -> Iterator[Quote]:
        own, position = self.own, f"{span}/position"
        start, end = own.one(position, OA + "start"), own.one(position, OA + "end")
        if start and end:
            place = "" if span in self._placed else anchor(self.iri, span)
            self._placed.add(span)
            yield Quote(
                own.one(f"{span}/quote", OA + "exact"),
                int(start),
                int(end),
                int(own.one(span, DEF + "page") or 0),
                place,
                *(around(self.text, int(start), int(end)) if prose else ("", "")),
            )


def letter_view(content: LetterContent, council: Link, vocabulary: Vocabulary) -> Letter:
    """Return a letter as its page shows it."""
    reader = _Reader(content)
    own, iri = reader.own, content.iri
    source, tool = f"{iri}/source", own.one(f"{iri}/conversion", PROV + "wasAssociatedWith")
    report = own.is_a(iri, DEF + "InspectionReport")
    origin = Origin(
        iri,
        vocabulary.places.page(iri),
        content.title or vocabulary.label(content.framework),
        vocabulary.link(content.framework),
        content.framework,
        council,
        content.council,
        content.issued,
        own.one(iri, DEF + "year"),
        "inspection report" if report else _kind(vocabulary.label(content.framework)),
        _original(own, iri, source),
    )
    whole = vocabulary.headline(content.framework)
    facts = tuple(sorted(_facts(reader, origin, vocabulary), key=lambda fact: _place(fact, whole)))
    people = tuple(_people(reader))
    head = tuple((words, quote) for name, words in _HEAD for quote in reader.quotes(iri, name))
    warnings = tuple(_warnings(reader))
    return Letter(
        origin,
        content.source,
        own.one(source, DEF + "fileName"),
        own.one(source, DCTERMS + "format"),
        int(own.one(source, DCAT + "byteSize") or 0),
        own.one(source, DEF + "sha256"),
        " ".join(tool.rsplit("/", 2)[-2:]),
        Link(*stated_terms(content)),
        report,
        tuple(own.all(iri, DEF + "inspectionStart") + own.all(iri, DEF + "inspectionEnd")),
        people,
        facts,
        warnings,
        head,
        permission=reader.quotes(source),
        others=reader.others(),
    )


def _kind(label: str) -> str:
    """Return what sort of letter, by its framework's name.

    >>> _kind("Annual performance assessment 2005")
    'annual performance assessment'
    """
    words = _YEAR.sub("", label)
    return words[:1].lower() + words[1:]


def _original(own: Subjects, iri: str, source: str) -> str:
    """Return the document's address at its publisher's."""
    found = own.all(source, DCTERMS + "source") + own.all(iri, DCTERMS + "source")
    return next((address for address in found if address.startswith(("http://", "https://"))), "")


def _facts(reader: _Reader, origin: Origin, vocabulary: Vocabulary) -> Iterator[Fact]:
    for kind, name in _KINDS.items():
        for iri in reader.own.of(DEF + kind):
            yield _fact(reader, iri, name, origin, vocabulary)


def _fact(reader: _Reader, iri: str, kind: str, origin: Origin, vocabulary: Vocabulary) -> Fact:
    own = reader.own
    about = own.one(iri, DEF + _ABOUT[kind]) if kind in _ABOUT else ""
    grade = own.one(iri, DEF + "grade")
    concepts = {
        value
        for name in (
            "area",
            "subject",
            "grade",
            "outcome",
            "direction",
            "comparator",
            "polarity",
            "quantity",
            "exception",
        )
        for value in own.all(iri, DEF + name)
    }
    return Fact(
        kind,
        iri,
        anchor(origin.iri, iri),
        vocabulary.link(about) if about else Link(""),
        about,
        vocabulary.grade(grade) if grade else None,
        tuple(_details(own, iri, kind, vocabulary)),
        _text(own, iri, kind),
        reader.quotes(iri, prose=kind in _PROSE) + reader.quotes(iri, "furtherEvidence"),
        tuple(sorted(concepts)),
        origin,
        _figures(own, iri, vocabulary),
    )


def _figures(own: Subjects, iri: str, vocabulary: Vocabulary) -> tuple[float, float, str] | None:
    """Return the figures of a comparison and their unit, where both are printed."""
    try:
        value, other = float(own.one(iri, DEF + "value")), float(own.one(iri, DEF + "comparatorValue"))
    except ValueError:
        return None
    unit = own.one(iri, DEF + "unit")
    label = vocabulary.label(unit) if unit else ""
    return value, other, "%" if label.lower() in ("percent", "per cent") else f" {label.lower()}".rstrip()


def _details(own: Subjects, iri: str, kind: str, vocabulary: Vocabulary) -> Iterator[Link]:
    if own.one(iri, DEF + "atLeast") == "true":
        yield Link("or better")
    for name, before in (
        ("direction", ""),
        ("comparator", ""),
        ("polarity", ""),
        ("quantity", ""),
        ("exception", "except "),
    ):
        for value in own.all(iri, DEF + name):
            link = _link(own, value, vocabulary)
            yield Link(before + link.label, link.path)
    earlier = own.one(iri, DEF + "earlier")
    if earlier:
        yield Link(f"of {earlier}")
    elif own.one(iri, DEF + "past") == "true":
        yield Link("of a time before")
    if kind != "section":
        for value in own.all(iri, DEF + "outcome"):
            if value != own.one(iri, DEF + "subject"):
                link = vocabulary.link(value)
                yield Link("under " + link.label, link.path)
    score = own.one(iri, DEF + "score")
    if score:
        yield Link(f"printed score {score}")


def _link(own: Subjects, iri: str, vocabulary: Vocabulary) -> Link:
    """Return a concept's label and page; what the vocabulary lacks the letter describes."""
    label = "" if iri in vocabulary.subjects else own.one(iri, SKOS + "prefLabel")
    return Link(label, vocabulary.places.page(iri)) if label else vocabulary.link(iri)


def _text(own: Subjects, iri: str, kind: str) -> str:
    if kind == "finding":
        return own.one(iri, DEF + "text")
    if kind == "section":
        return own.one(iri, DCTERMS + "title")
    if kind == "review":
        count, since = own.one(iri, DEF + "count"), own.one(iri, DEF + "since")
        number = {"": "serious case reviews", "1": "1 serious case review"}.get(
            count, f"{count} serious case reviews"
        )
        return number + (f" since {since}" if since else "")
    return ""


def _people(reader: _Reader) -> Iterator[Person]:
    own, iri = reader.own, reader.iri
    for name, part in _PARTS:
        people = own.all(iri, DEF + name)
        for person in sorted(people, key=lambda p: int(own.one(p, DEF + "position") or 0)):
            title = own.one(person, FOAF + "title")
            called = own.one(person, FOAF + "name")
            yield Person(
                anchor(iri, person) if person.startswith(f"{iri}/") else "",
                part,
                f"{title} {called}".strip(),
                own.one(person, DEF + "role"),
                reader.quotes(person),
                person,
            )


def _warnings(reader: _Reader) -> Iterator[Notice]:
    own, iri = reader.own, reader.iri
    found = own.of(DEF + "Warning")
    for warning in sorted(found, key=lambda w: (len(w), w)):
        yield Notice(
            anchor(iri, warning),
            own.one(warning, DEF + "code"),
            own.one(warning, RDFS + "comment"),
            reader.quotes(warning, prose=True),
        )


def _place(fact: Fact, whole: str) -> tuple[int, int, str]:
    """Return what facts are sorted by: their place in the text, of a record the grade as a whole first."""
    if not fact.quotes:
        return (0, int(fact.about_iri != whole), fact.iri)
    return (fact.quotes[0].start, fact.quotes[0].end, fact.iri)
