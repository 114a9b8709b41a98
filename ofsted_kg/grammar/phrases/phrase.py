"""A phrase: the piece of a sentence that clauses are made of.

In: nothing. Out: `Phrase` and its `Form`, which `phrase_structure` makes and all further steps read.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum, auto

import msgspec
from msgspec.structs import force_setattr

from ofsted_kg.grammar.lex.closed_classes import Kind
from ofsted_kg.grammar.lex.fast_enum import direct
from ofsted_kg.grammar.lex.units import Unit


@direct
class Form(StrEnum):
    """What a phrase does in its sentence."""

    NOUN = auto()
    GRADE = auto()  # a grade that is said of something, not one before its noun
    VERB = auto()
    CUE = auto()  # a comparing word: "above", "higher"
    PLACES = auto()  # other places: "similar areas"
    THAN = auto()
    COMPARED = auto()
    PREP = auto()
    AND = auto()
    COMMA = auto()
    STOP = auto()
    CONJ = auto()
    REL = auto()
    THAT = auto()
    EXCEPT = auto()
    INCLUDING = auto()
    WITH = auto()
    NOT = auto()
    ADVERB = auto()
    OTHER = auto()


class Phrase(msgspec.Struct, frozen=True):
    """A phrase.

    Attributes:
        form: what it does.
        units: its units, in order.
        head: of a noun phrase, the unit that it is about; of a verb group, its last verb.
        names: the slugs that a noun phrase names.
        quantity: how much of it is meant.
        part: how many of them, if told.
        total: how many there are, if told.
        grades: the grades that stand before its noun.
        cue: a comparing word before its noun ("a higher proportion of", "fewer schools").
        denied: it says "no", "none of", or its verb group says "not".
        share: it counts ("the proportion of", "the number of").
        text: its folded words with spaces.
    """

    form: Form
    units: tuple[Unit, ...]
    head: Unit | None = None
    names: tuple[str, ...] = ()
    quantity: str | None = None
    part: int | None = None
    total: int | None = None
    grades: tuple[Unit, ...] = ()
    cue: Unit | None = None
    denied: bool = False
    share: bool = False
    text: str = ""

    def __post_init__(self) -> None:
        """Keep the words with spaces, as a unit does."""
        units = self.units
        text = units[0].text if len(units) == 1 else " ".join([unit.text for unit in units])
        force_setattr(self, "text", text)

    @property
    def start(self) -> int:
        """First offset in the passage."""
        return self.units[0].start

    @property
    def end(self) -> int:
        """One past the last offset in the passage."""
        return self.units[-1].end

    @property
    def kind(self) -> Kind:
        """The class of the head."""
        return self.head.kind if self.head is not None else self.units[0].kind

    @property
    def word(self) -> str:
        """The last word of the head."""
        return self.head.words[-1] if self.head is not None else self.units[-1].words[-1]


def units_of(zone: Sequence[Phrase]) -> list[Unit]:
    """Return the units of phrases, in order."""
    return [unit for phrase in zone for unit in phrase.units]
