"""The words of the ontology, as pages show them.

In: rows of the vocabulary. Out: ``Vocabulary``: labels, links, grades with their colour
level, scales in families that may be compared, and each framework's headline area.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property

from ofsted_kg.publish.pages.places import Places
from ofsted_kg.publish.pages.subjects import Subjects
from ofsted_kg.publish.pages.views import Grade, Link
from ofsted_kg.rows import Row
from ofsted_kg.vocabulary.namespaces import DEF, RDFS, SKOS, concept
from ofsted_kg.vocabulary.namespaces import scheme as scheme_iri

# The area that stands for a document as a whole, the first of these that its framework judges.
_HEADLINES = tuple(
    concept("area", name) for name in ("overall", "overall-effectiveness", "childrens-services")
)
_LEVELS = 4
_PERFORMS = "Performs "


class Vocabulary:
    """Labels and order of the ontology's concepts."""

    def __init__(self, rows: Iterable[Row], places: Places) -> None:
        self.subjects = Subjects(rows)
        self.places = places
        self._grades: dict[str, Grade] = {}
        self._members: dict[str, list[str]] = {}
        self._links: dict[str, Link] = {}
        self._headlines: dict[str, str] = {}

    def label(self, iri: str) -> str:
        """Return the label of a concept, scheme or term; the end of its IRI without one."""
        return (
            self.subjects.one(iri, SKOS + "prefLabel")
            or self.subjects.one(iri, RDFS + "label")
            or iri.rstrip("/").rsplit("/", 1)[-1].rsplit("#", 1)[-1]
        )

    def link(self, iri: str) -> Link:
        """Return a concept's label and page."""
        if iri not in self._links:
            self._links[iri] = Link(self.label(iri), self.places.page(iri) if iri in self.subjects else "")
        return self._links[iri]

    def grade(self, iri: str) -> Grade:
        """Return a grade as shown."""
        if iri not in self._grades:
            label, rank = self.label(iri), int(self.subjects.one(iri, DEF + "rank") or 0)
            self._grades[iri] = Grade(
                label,
                _short(label),
                self.link(iri).path,
                self._level(iri, rank),
                rank,
                self.subjects.one(iri, SKOS + "inScheme"),
            )
        return self._grades[iri]

    def grades(self, scale: str) -> list[Grade]:
        """Return the grades of a scale, best first, those without rank last."""
        members = [self.grade(iri) for iri in self.members(scale)]
        return sorted(members, key=lambda grade: (-grade.rank, grade.label))

    def members(self, scheme: str) -> list[str]:
        """Return the concepts of a scheme: frameworks by first year, grades best first, else by label."""
        if scheme not in self._members:
            found = self.subjects.with_property(SKOS + "inScheme", scheme)
            self._members[scheme] = sorted(found, key=lambda iri: (*self._order(iri), self.label(iri), iri))
        return [*self._members[scheme]]

    def frameworks(self) -> list[str]:
        """Return the frameworks in the order of their first day."""
        return self.members(scheme_iri("framework"))

    def short(self, framework: str) -> str:
        """Return a framework's name for narrow places: its slug in words.

        `apa-2005` reads "APA 2005", `ilacs-short` "ILACS short".
        """
        words = framework.rsplit("/", 1)[-1].split("-")
        known = ("apa", "sif", "ilacs", "lscb")
        words = [word.upper() if word in known else word for word in words]
        return " ".join([words[0][:1].upper() + words[0][1:], *words[1:]])

    def scale(self, framework: str) -> str:
        """Return the scale of a framework."""
        return self.subjects.one(framework, DEF + "scale")

    def headline(self, framework: str) -> str:
        """Return the area that stands for the whole under a framework; empty where it has none."""
        found = self._headlines.get(framework)
        if found is None:
            judged = self.subjects.all(framework, DEF + "judgesArea")
            found = self._headlines[framework] = next((area for area in _HEADLINES if area in judged), "")
        return found

    def overall_note(self, framework: str) -> str:
        """Return what stands for the grade as a whole where a framework gives none: "not given since"."""
        return self.subjects.one(framework, DEF + "overallNote")

    def family(self, scale: str) -> str:
        """Return the name of the scales that this one may be compared with, itself among them."""
        return self._families.get(scale, scale)

    def comparable(self) -> list[list[str]]:
        """Return the names of the scales of each family that has several."""
        families: dict[str, list[str]] = defaultdict(list)
        for scale, first in sorted(self._families.items(), key=lambda item: self.label(item[0])):
            families[first].append(self.label(scale))
        return [names for names in families.values() if len(names) > 1]

    @cached_property
    def _families(self) -> dict[str, str]:
        """The least scale of each scale's family, by way of `ok:comparableScale`."""
        found: dict[str, str] = {}
        for first in self.subjects.of(DEF + "Scale"):
            queue = [first]
            while queue:
                scale = queue.pop()
                if scale not in found:
                    found[scale] = first
                    queue += self.subjects.all(scale, DEF + "comparableScale")
        return found

    def _order(self, iri: str) -> tuple[str, int]:
        return self.subjects.one(iri, DEF + "dateFrom"), -int(self.subjects.one(iri, DEF + "rank") or 0)

    def _level(self, iri: str, rank: int) -> int:
        """Return the rank, brought to a scale of four: of the six ranks of prose, good is 3, inadequate 1."""
        if not rank:
            return 0
        others = self.subjects.with_property(SKOS + "inScheme", self.subjects.one(iri, SKOS + "inScheme"))
        top = max(int(self.subjects.one(other, DEF + "rank") or 0) for other in others)
        return max(1, (2 * rank * _LEVELS + top) // (2 * top))


def _short(label: str) -> str:
    """Return a grade's label for narrow places.

    >>> _short("4: well above minimum requirements"), _short("Performs well")
    ('4', 'Well')
    """
    label = label.partition(":")[0].removesuffix(" to be good")
    if label.startswith(_PERFORMS):
        label = label.removeprefix(_PERFORMS).capitalize()
    return label
