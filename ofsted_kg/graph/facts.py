# Past 300 lines: one method a kind of fact, each a list of triples.
"""What a letter says, as triples: one method a kind of fact.

In: a ``Letter`` and its ``Document``. Out: the quads of its graph. Origin is PROV-O,
people are FOAF, judgements, ratings and the rest are the ontology's own classes.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from ofsted_kg.grammar.lex.quantifiers import counted
from ofsted_kg.graph.explained import opening, sections_of
from ofsted_kg.graph.labels import Labels, printed_grade
from ofsted_kg.graph.paths import path_of, place
from ofsted_kg.graph.quad_writer import QuadWriter
from ofsted_kg.graph.revisions import write_revisions
from ofsted_kg.graph.terms import Term, count, date, decimal, integer, iri, literal
from ofsted_kg.model import (
    Comparison,
    Document,
    Evidence,
    Figure,
    Finding,
    Judgement,
    Letter,
    Notice,
    Person,
    Rating,
    Review,
    Section,
)
from ofsted_kg.vocabulary.lexicon import Lexicon
from ofsted_kg.vocabulary.namespaces import (
    DCAT,
    DCTERMS,
    DEF,
    FOAF,
    OA,
    PROV,
    RDFS,
    SKOS,
    XSD,
    Base,
    concept,
    is_web_iri,
    scheme,
    slug,
)

_HEX = iri(XSD + "hexBinary")
_TRUE = literal("true", datatype=iri(XSD + "boolean"))
_FALSE = literal("false", datatype=iri(XSD + "boolean"))
_DATE_KINDS = {4: "gYear", 7: "gYearMonth", 10: "date"}


class LetterWriter(QuadWriter):
    """Writes one letter."""

    def __init__(
        self,
        letter: Letter,
        document: Document,
        lexicon: Lexicon,
        base: Base,
        letter_iri: str,
        graph: str,
        software: str,
    ) -> None:
        super().__init__(letter_iri, graph, document)
        self.letter = letter
        self.lexicon = lexicon
        self.base = base
        self.labels = Labels(letter, lexicon)
        self.explained = sections_of(letter, lexicon)
        self.source = iri(f"{letter_iri}/source")
        self.software = iri(software)

    def write(self) -> None:
        """Write all that was understood of the letter."""
        self._letter()
        self._origin()
        if self.letter.addressee is not None:
            self._person("addressee", "addressee", self.letter.addressee, None)
        self._people("signatory", "signatory", self.letter.signatories)
        for rating in self.letter.ratings:
            self._rating(rating)
        for section in self.letter.sections:
            self._section(section)
        for judgement in self.letter.judgements:
            self._judgement(judgement)
        for comparison in self.letter.comparisons:
            self._comparison(comparison)
        for finding in self.letter.findings:
            self._finding(finding)
        for review in self.letter.reviews:
            self._review(review)
        for number, notice in enumerate(self.letter.notices, start=1):
            self._notice(number, notice)
        write_revisions(self, self.letter.revisions, self.software)

    def _letter(self) -> None:
        letter = self.letter
        self.kind(self.subject, DEF + "Assessment")
        self.kind(self.subject, DEF + ("Letter" if letter.inspection is None else "InspectionReport"))
        self.label(self.subject, self.labels.assessment())
        self.add(self.subject, DCTERMS + "identifier", literal(letter.source))
        if letter.title:
            self.add(self.subject, DCTERMS + "title", literal(letter.title))
        self.add(self.subject, DEF + "framework", iri(concept("framework", letter.framework)))
        if letter.council is not None:
            self.add(self.subject, DEF + "council", iri(self.base.council(letter.council.name)))
        if letter.date is not None:
            self.add(self.subject, DCTERMS + "issued", date(letter.date))
        # By what documents are put in order: one may not tell when it came out.
        placed = letter.date or (letter.inspection.end if letter.inspection else None)
        if placed is not None:
            self.add(self.subject, DCTERMS + "date", date(placed))
        if letter.year is not None:
            self.add(self.subject, DEF + "year", integer(letter.year))
        if self.document.origin.url:
            self.add(self.subject, DCTERMS + "source", iri(self.document.origin.url))
        self.evidence(self.subject, letter.framework_evidence, "frameworkEvidence")
        self.evidence(self.subject, letter.council_evidence, "councilEvidence")
        self.evidence(self.subject, letter.date_evidence, "dateEvidence")
        inspection = letter.inspection
        if inspection is not None:
            if inspection.start is not None:
                self.add(self.subject, DEF + "inspectionStart", date(inspection.start))
            if inspection.end is not None:
                self.add(self.subject, DEF + "inspectionEnd", date(inspection.end))
            self.evidence(self.subject, inspection.evidence, "inspectionEvidence")
            for lead in inspection.leads:
                self._inspector(lead)

    def _origin(self) -> None:
        document = self.document
        self.add(self.subject, PROV + "wasDerivedFrom", self.source)
        self.kind(self.source, PROV + "Entity")
        self.label(self.source, f"The file {document.file_name}")
        self.add(self.source, DEF + "fileName", literal(document.file_name))
        self.add(self.source, DCTERMS + "format", literal(document.media_type))
        self.add(self.source, DEF + "sha256", literal(document.sha256, datatype=_HEX))
        self.add(self.source, DCAT + "byteSize", count(document.size))
        rights = self.letter.rights
        if rights is not None:
            self.add(self.source, DCTERMS + "rights", literal(" ".join(rights.evidence.quote.split())))
            if rights.licence is not None:
                self.add(self.source, DCTERMS + "license", iri(rights.licence))
            self.evidence(self.source, rights.evidence)
        self._listed_licence()
        self.extracted()
        conversion = self.node("conversion")
        self.kind(conversion, PROV + "Activity")
        self.label(conversion, f"The conversion of {document.file_name}")
        self.add(conversion, PROV + "used", self.source)
        self.add(conversion, PROV + "wasAssociatedWith", self.software)
        self.kind(self.graph, PROV + "Entity", FOAF + "Document")
        self.label(self.graph, f"What was read in {document.file_name}")
        self.add(self.graph, FOAF + "primaryTopic", self.subject)
        self.add(self.graph, PROV + "wasDerivedFrom", self.source)
        self.add(self.graph, PROV + "wasGeneratedBy", conversion)

    def extracted(self) -> None:
        """Describe the text that was extracted, which spans select from."""
        self.kind(self.text, PROV + "Entity")
        self.label(self.text, f"The text of {self.document.file_name}")
        self.add(self.text, PROV + "wasDerivedFrom", self.source)
        self.add(self.text, DEF + "length", count(len(self.document.text)))

    def _inspector(self, person: Person) -> None:
        """Name who led: one IRI for one name within Ofsted, whatever the report."""
        node = iri(self.base.inspector(person.name))
        self.add(self.subject, DEF + "leadInspector", node)
        self.kind(node, FOAF + "Person")
        self.label(node, person.name)
        self.add(node, FOAF + "name", literal(person.name))
        self.evidence(self.subject, person.evidence, "leadInspectorEvidence")

    def _listed_licence(self) -> None:
        """Write the terms that a list of sources names, where the document itself states none."""
        licence = self.document.origin.licence
        if not licence or self.letter.rights is not None:
            return
        if is_web_iri(licence):
            self.add(self.source, DCTERMS + "license", iri(licence))
        else:
            self.add(self.source, DCTERMS + "rights", literal(licence))

    def _people(self, predicate: str, path: str, people: Sequence[Person]) -> None:
        for number, person in enumerate(people, start=1):
            self._person(predicate, f"{path}/{number}", person, number)

    def _person(self, predicate: str, path: str, person: Person, position: int | None) -> None:
        node = self.node(path)
        self.add(self.subject, DEF + predicate, node)
        self.kind(node, FOAF + "Person")
        self.label(node, person.name)
        self.add(node, FOAF + "name", literal(person.name))
        if person.honorific:
            self.add(node, FOAF + "title", literal(person.honorific))
        if person.role:
            self.add(node, DEF + "role", literal(person.role))
        if position is not None:
            self.add(node, DEF + "position", integer(position))
        self.evidence(node, person.evidence)

    def _rating(self, rating: Rating) -> None:
        node = self.node(path_of(rating))
        scale = self._scale()
        self.kind(node, DEF + "Rating")
        self.own(node)
        point = self._point(scale, rating)
        self.label(node, self.labels.rating(rating, scale, point))
        if self.letter.council is not None:
            self.add(node, DEF + "council", iri(self.base.council(self.letter.council.name)))
        self.concept(node, "area", "area", rating.area)
        self.concept(node, "scale", "scale", scale)
        self.concept(node, "grade", f"grade/{scale}", point)
        if rating.score is not None:
            self.add(node, DEF + "score", integer(rating.score))
        self.printed(node, printed_grade(rating, self.lexicon.scale(scale)))
        self.evidence(node, rating.evidence)
        for further in rating.further:
            self.evidence(node, further, "furtherEvidence")
        section = self.explained.get(rating.area)
        if section is not None:
            self.add(node, DEF + "section", self.node(f"section/{place(section.evidence)}"))

    def printed(self, node: Term, word: str | None) -> None:
        """Say which words are printed for a grade, where any are."""
        if word is not None:
            self.add(node, DEF + "gradeWord", literal(word))

    def _scale(self) -> str:
        framework = self.lexicon.framework(self.letter.framework)
        return framework.scale if framework else self.letter.framework

    def _point(self, scale: str, rating: Rating) -> str | None:
        """Return the point of the scale that a rating names, by its word or by its number.

        A word that is no point of the scale stays as it is: the shapes then say so.
        """
        grades = self.lexicon.scale(scale)
        word = rating.grade
        if word is not None:
            named = [g.slug for g in grades if word == g.slug or word in {slug(label) for label in g.labels}]
            if named:
                return named[0]
        numbered = [g.slug for g in grades if g.score is not None and g.score == rating.score]
        if numbered and (word is None or numbered[0].isdigit()):
            return numbered[0]
        if word is None and rating.score is not None:
            return str(rating.score)
        return word

    def _section(self, section: Section) -> None:
        whole = section.evidence
        node = self.node(f"section/{place(whole)}")
        self.kind(node, DEF + "Section")
        self.label(node, self.labels.section(section))
        self.own(node)
        self.add(node, DCTERMS + "title", literal(section.title))
        self.concept(node, "outcome", "outcome", section.outcome)
        if section.grade is not None:
            self.concept(node, "grade", f"grade/{self._scale()}", section.grade)
        # Its first line is quoted, its extent only measured: a graph that quoted every
        # section would be a copy of the document, which not every source allows.
        first = len(whole.quote.split("\n", 1)[0]) or len(whole.quote)
        self.evidence(node, self.document.evidence(whole.start, whole.start + first))
        if section in self.explained.values():
            quoted = [r.evidence for r in self.letter.ratings if self.explained.get(r.area) is section]
            sentences = opening(section, self.document, self.lexicon.scale(self._scale()), quoted)
            if sentences is not None:
                self.evidence(node, self.document.evidence(*sentences), "opening")
        extent = self.part(node, "extent")
        self.add(node, DEF + "extent", extent)
        self.kind(extent, OA + "TextPositionSelector")
        self.add(extent, OA + "start", count(whole.start))
        self.add(extent, OA + "end", count(whole.end))

    def _statement(self, node: Term, kind: str, label: str, evidence: Evidence) -> None:
        self.kind(node, DEF + kind)
        self.label(node, label)
        self.own(node)
        self.evidence(node, evidence)

    def _judgement(self, judgement: Judgement) -> None:
        node = self.node(path_of(judgement))
        self._statement(node, "Judgement", self.labels.judgement(judgement), judgement.evidence)
        self.add(node, DEF + "subject", iri(self.lexicon.subject_iri(judgement.subject)))
        self.concept(node, "grade", "grade/prose", judgement.grade)
        self.add(node, DEF + "atLeast", _TRUE if judgement.at_least else _FALSE)
        self._quantity(node, judgement)
        if judgement.exception is not None:
            self.add(node, DEF + "exception", iri(self.lexicon.subject_iri(judgement.exception)))
        self.concept(node, "outcome", "outcome", judgement.outcome)
        if judgement.earlier is not None:
            self.add(node, DEF + "earlier", _time(judgement.earlier))
        if self._is_past(judgement):
            self.add(node, DEF + "past", _TRUE)
        self.evidence(node, judgement.context, "context")

    def _is_past(self, judgement: Judgement) -> bool:
        """Say whether a judgement is no longer that of its document: what rests on its own year still is."""
        if judgement.past or judgement.earlier is None:
            return judgement.past
        letter = self.letter
        of_its_own = letter.inspection is None and letter.year is not None
        return not of_its_own or int(judgement.earlier[:4]) < (letter.year or 0)

    def _quantity(self, node: Term, judgement: Judgement) -> None:
        """Say how much is meant; a count that the vocabulary does not list is described as it would be."""
        slug = judgement.quantity
        self.concept(node, "quantity", "quantity", slug)
        numbers = counted(slug) if slug is not None else None
        if slug is None or numbers is None or self.lexicon.concept("quantity", slug) is not None:
            return
        count_node, scheme_node = iri(concept("quantity", slug)), iri(scheme("quantity"))
        label = slug.replace("-of-", " of ").replace("-", " ").capitalize()
        self.kind(count_node, SKOS + "Concept", DEF + "Quantity")
        self.add(count_node, SKOS + "inScheme", scheme_node)
        self.add(count_node, SKOS + "notation", literal(slug))
        self.add(count_node, SKOS + "prefLabel", literal(label, language="en"))
        self.add(count_node, SKOS + "definition", literal(f"{label}, counted.", language="en"))
        self.add(count_node, SKOS + "example", literal(f"{label} homes are good.", language="en"))
        self.add(count_node, DEF + "share", decimal(round(Decimal(numbers[0]) / numbers[1], 4)))
        self.add(count_node, RDFS + "isDefinedBy", scheme_node)

    def _comparison(self, comparison: Comparison) -> None:
        node = self.node(path_of(comparison))
        self._statement(node, "Comparison", self.labels.comparison(comparison), comparison.evidence)
        self.add(node, DEF + "subject", iri(self.lexicon.subject_iri(comparison.subject)))
        self.concept(node, "direction", "direction", comparison.direction)
        self.concept(node, "comparator", "comparator", comparison.comparator)
        self._figure(node, "value", comparison.value)
        self._figure(node, "comparatorValue", comparison.comparator_value)
        self.concept(node, "unit", "unit", comparison.unit)
        self.evidence(node, comparison.context, "context")

    def _figure(self, node: Term, name: str, figure: Figure | None) -> None:
        if figure is not None:
            self.add(node, DEF + name, decimal(figure.value))
            self.evidence(node, figure.evidence, f"{name}Evidence")

    def _finding(self, finding: Finding) -> None:
        node = self.node(path_of(finding))
        self._statement(node, "Finding", self.labels.finding(finding), finding.evidence)
        self.concept(node, "outcome", "outcome", finding.outcome)
        self.concept(node, "polarity", "polarity", finding.polarity)
        self.add(node, DEF + "text", literal(finding.text))

    def _review(self, review: Review) -> None:
        node = self.node(path_of(review))
        self._statement(node, "SeriousCaseReviewStatement", self.labels.review(review), review.evidence)
        if review.count is not None:
            self.add(node, DEF + "count", integer(review.count))
        if review.since is not None:
            self.add(node, DEF + "since", _time(review.since))
        self.concept(node, "grade", "grade/prose", review.grade)

    def _notice(self, number: int, notice: Notice) -> None:
        node = self.node(f"warning/{number}")
        self.kind(node, DEF + "Warning")
        self.label(node, self.labels.warning(notice))
        self.own(node)
        self.add(node, DEF + "code", literal(notice.code))
        self.add(node, RDFS + "comment", literal(notice.message))
        self.evidence(node, notice.evidence)


def _time(text: str) -> Term:
    """Return a year, a month or a day, as its own datatype."""
    return literal(text, datatype=iri(XSD + _DATE_KINDS[len(text)]))
