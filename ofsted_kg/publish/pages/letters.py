"""Letters and reports, as their pages show them.

In: ``LetterContent`` and the vocabulary. Out: ``Letter`` views: head, facts with their
quotes in the order of the text, people, warnings.
"""

from __future__ import annotations

from collections.abc import Iterator

from ofsted_kg.namespaces import DCAT, DCTERMS, DEF, FOAF, OA, PROV, RDFS
from ofsted_kg.publish.content import LetterContent
from ofsted_kg.publish.licences import stated_terms
from ofsted_kg.publish.pages.places import anchor
from ofsted_kg.publish.pages.subjects import Subjects
from ofsted_kg.publish.pages.views import Fact, Gap, Letter, Link, Origin, Person, Quote
from ofsted_kg.publish.pages.vocabulary import Vocabulary

_KINDS = {
    "Rating": "rating",
    "Judgement": "judgement",
    "Comparison": "comparison",
    "Finding": "finding",
    "SeriousCaseReviewStatement": "review",
    "Section": "section",
}
# The property that says what a fact is about.
_ABOUT = {"rating": "area", "judgement": "subject", "comparison": "subject", "section": "outcome"}
_PARTS = (
    ("addressee", "Addressed to"),
    ("signatory", "Signed by"),
    ("leadInspector", "Lead inspector"),
)


def letter_view(content: LetterContent, council: Link, vocabulary: Vocabulary) -> Letter:
    """Return a letter as its page shows it."""
    own = Subjects(content.rows)
    iri = content.iri
    source, tool = f"{iri}/source", own.one(f"{iri}/conversion", PROV + "wasAssociatedWith")
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
    )
    return Letter(
        origin,
        content.source,
        own.one(source, DEF + "fileName"),
        own.one(source, DCTERMS + "format"),
        int(own.one(source, DCAT + "byteSize") or 0),
        own.one(source, DEF + "sha256"),
        " ".join(tool.rsplit("/", 2)[-2:]),
        Link(*stated_terms(content)),
        own.is_a(iri, DEF + "InspectionReport"),
        tuple(own.all(iri, DEF + "inspectionStart") + own.all(iri, DEF + "inspectionEnd")),
        tuple(_people(own, iri)),
        tuple(sorted(_facts(own, origin, vocabulary), key=_place)),
        tuple(_warnings(own, iri)),
    )


def _facts(own: Subjects, origin: Origin, vocabulary: Vocabulary) -> Iterator[Fact]:
    for kind, name in _KINDS.items():
        for iri in own.of(DEF + kind):
            yield _fact(own, iri, name, origin, vocabulary)


def _fact(own: Subjects, iri: str, kind: str, origin: Origin, vocabulary: Vocabulary) -> Fact:
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
        quotes_of(own, iri),
        tuple(sorted(concepts)),
        origin,
    )


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
            link = vocabulary.link(value)
            yield Link(before + link.label, link.path)
    if kind != "section":
        for value in own.all(iri, DEF + "outcome"):
            if value != own.one(iri, DEF + "subject"):
                link = vocabulary.link(value)
                yield Link("under " + link.label, link.path)
    score = own.one(iri, DEF + "score")
    if score:
        yield Link(f"printed score {score}")


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


def quotes_of(own: Subjects, subject: str) -> tuple[Quote, ...]:
    """Return the evidence of a subject, in the order of the text."""
    found = [
        Quote(
            own.one(f"{span}/quote", OA + "exact"),
            int(own.one(f"{span}/position", OA + "start")),
            int(own.one(f"{span}/position", OA + "end")),
            int(own.one(span, DEF + "page") or 0),
        )
        for span in own.all(subject, DEF + "evidence")
    ]
    return tuple(sorted(found, key=lambda quote: (quote.start, quote.end)))


def _people(own: Subjects, iri: str) -> Iterator[Person]:
    for name, part in _PARTS:
        people = own.all(iri, DEF + name)
        for person in sorted(people, key=lambda p: int(own.one(p, DEF + "position") or 0)):
            title = own.one(person, FOAF + "title")
            called = own.one(person, FOAF + "name")
            yield Person(
                anchor(iri, person), part, f"{title} {called}".strip(), own.one(person, DEF + "role")
            )


def _warnings(own: Subjects, iri: str) -> Iterator[Gap]:
    found = own.of(DEF + "Warning")
    for warning in sorted(found, key=lambda w: (len(w), w)):
        yield Gap(
            anchor(iri, warning),
            own.one(warning, DEF + "code"),
            own.one(warning, RDFS + "comment"),
            quotes_of(own, warning),
        )


def _place(fact: Fact) -> tuple[int, int, str]:
    if not fact.quotes:
        return (0, 0, fact.iri)
    return (fact.quotes[0].start, fact.quotes[0].end, fact.iri)
