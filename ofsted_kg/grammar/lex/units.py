"""A unit: the piece of a sentence that the grammar works with.

In: nothing. Out: `Unit`, which `chunker` makes and all further steps read.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec
from msgspec.structs import force_setattr

from ofsted_kg.grammar.lex.closed_classes import Kind
from ofsted_kg.grammar.lex.comparatives import Cue
from ofsted_kg.grammar.lex.semantic_fields import PERSONS

INDICATORS = "national-indicators"


class Unit(msgspec.Struct, frozen=True):
    """A piece of a sentence.

    Attributes:
        kind: what it does.
        start: first offset in the passage.
        end: one past the last.
        words: its folded words.
        slugs: what it names, if it names something.
        at_least: of a grade: that or better.
        cue: of a comparing word: its direction and form.
        part: of a count: how many.
        total: of a count: of how many.
        percent: of a count: whether it is out of a hundred.
        capital: of a word of no class: whether it is printed with a capital.
        text: its folded words with spaces.
    """

    kind: Kind
    start: int
    end: int
    words: tuple[str, ...]
    slugs: tuple[str, ...] = ()
    scheme: str = ""
    at_least: bool = False
    cue: Cue | None = None
    part: float | None = None
    total: float | None = None
    percent: bool = False
    capital: bool = False
    text: str = ""

    def __post_init__(self) -> None:
        """Keep the words with spaces: they are asked for a dozen times a unit."""
        words = self.words
        force_setattr(self, "text", words[0] if len(words) == 1 else " ".join(words))


def names_people(units: Iterable[Unit]) -> bool:
    """Say whether units tell of people, if only as "they"."""
    return any(unit.text == "they" or not PERSONS.isdisjoint(unit.words) for unit in units)


def copula(start: int, form: str) -> Unit:
    """Return a form of "be" that is understood at a place: it has no width."""
    return Unit(Kind.BE, start, start, (form,))
