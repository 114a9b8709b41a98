"""The views that the pages of a release share.

In: the release's content, the outlines of its letters. Out: ``Site``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from ofsted_kg.publish.content import Content
from ofsted_kg.publish.pages import places as place
from ofsted_kg.publish.pages.concepts import concepts
from ofsted_kg.publish.pages.councils import Councils
from ofsted_kg.publish.pages.standing import Standing, standing, with_current
from ofsted_kg.publish.pages.subjects import Subjects
from ofsted_kg.publish.pages.views import Concept, Council, Letter, Outline
from ofsted_kg.publish.pages.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Site:
    """The views that pages share.

    Attributes:
        vocabulary: labels of the ontology's concepts.
        register: the councils' names.
        letters: in the order of their sources.
        newest: the same, the newest first, those of a day by council.
        councils: by name.
        concepts: schemes, each followed by its concepts.
        naming: the letters that speak of a concept, by its IRI; the newest first.
        standings: where the councils of today stand, by name.
        load: returns a letter with all its words.
    """

    vocabulary: Vocabulary
    register: Councils
    letters: tuple[Outline, ...] = ()
    newest: tuple[Outline, ...] = ()
    councils: tuple[Council, ...] = ()
    concepts: tuple[Concept, ...] = ()
    naming: Mapping[str, Sequence[Outline]] = field(default_factory=dict)
    standings: tuple[Standing, ...] = ()
    load: Callable[[Outline], Letter] | None = None

    def with_letters(self, letters: Iterable[Outline], load: Callable[[Outline], Letter]) -> Site:
        """Return the site with the letters' outlines, and what loads a letter whole."""
        letters = tuple(letters)
        naming: dict[str, list[Outline]] = defaultdict(list)
        ordered = sorted(letters, key=lambda letter: (letter.origin.council.label.casefold(), letter.source))
        ordered.sort(key=lambda letter: letter.origin.issued, reverse=True)
        for letter in ordered:
            for iri in letter.said:
                naming[iri].append(letter)
        councils = tuple(self.register.views(letters))
        standings = (
            standing(council, council.until, self.vocabulary) for council in councils if not council.ended
        )
        return replace(
            self,
            letters=letters,
            newest=tuple(ordered),
            councils=councils,
            standings=with_current(tuple(standings), self.vocabulary),
            concepts=tuple(concepts(self.vocabulary)),
            naming=dict(naming),
            load=load,
        )

    def whole(self, letter: Outline) -> Letter:
        """Return a letter with all its words."""
        if self.load is None:
            raise ValueError("a site without letters")
        return self.load(letter)


def build_site(content: Content) -> Site:
    """Return the site without its letters: what their views are made with."""
    vocabulary = Vocabulary(content.vocabulary, place.Places(content.base))
    return Site(vocabulary, Councils(Subjects(content.register), vocabulary))
