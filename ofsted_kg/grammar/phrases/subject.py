"""Whom a statement is about: the record that `subject_reader` reads and `reference` settles.

In: nothing. Out: `Subject`, and by what it `Points` back.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum, auto

import msgspec
from msgspec.structs import force_setattr, replace

from ofsted_kg.grammar.lex.closed_classes import Kind
from ofsted_kg.grammar.lex.fast_enum import direct
from ofsted_kg.grammar.lex.units import Unit
from ofsted_kg.grammar.phrases.ordinals import Slice
from ofsted_kg.grammar.phrases.phrase import Form, Phrase

ONE = "one"


@direct
class Points(StrEnum):
    """By what a subject points back."""

    NONE = auto()
    PRONOUN = auto()
    REST = auto()
    AMOUNT = auto()  # "most", "two", "fewer"
    SHELL_NOUN = auto()  # "the service", "provision"
    ASPECT = auto()  # "overall effectiveness"
    LEFT_OUT = auto()  # the clause has no subject


class Subject(msgspec.Struct, frozen=True):
    """Whom a statement is about.

    Attributes:
        names: slugs, each with how much of it is meant.
        quantity: how much is meant of what it points back to.
        outcome: the outcome that the statement is confined to.
        exceptions: slugs taken out; `ONE` for "except one".
        including: slugs named after "including".
        beside: what is named beside the one that points back: "the rest, | together with the colleges".
        points: by what it points back.
        part: how many of them are meant, if told without the total.
        total: how many there are, if told.
        cue: its quantity is itself compared ("a higher proportion of", "fewer").
        share: it counts ("the proportion of").
        denied: it says "no" or "none".
        unknown: it is about something outside the vocabulary.
        review: it is about serious case reviews.
        topics: the topics it names.
        grades: the grades before its nouns.
        head: the unit that it is about.
        both: it says "both".
        loose: its names were found by a pronoun or a general noun: what follows may tell better.
        order: which of several it points to: "the first two".
        these: it points to schools spoken of: "these schools".
        slugs: the names alone.
    """

    names: tuple[tuple[str, str | None], ...] = ()
    quantity: str | None = None
    outcome: str | None = None
    exceptions: tuple[str, ...] = ()
    including: tuple[str, ...] = ()
    beside: tuple[tuple[str, str | None], ...] = ()
    points: Points = Points.NONE
    part: int | None = None
    total: int | None = None
    cue: Unit | None = None
    share: bool = False
    denied: bool = False
    unknown: bool = False
    review: bool = False
    topics: tuple[str, ...] = ()
    grades: tuple[Unit, ...] = ()
    head: Unit | None = None
    both: bool = False
    loose: bool = False
    these: bool = False
    order: Slice | None = None
    slugs: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Keep the names alone: they are asked for a dozen times a subject."""
        force_setattr(self, "slugs", tuple([slug for slug, _ in self.names]))

    def head_is(self, *kinds: Kind) -> bool:
        """Say whether its head is of one of some classes."""
        return self.head is not None and self.head.kind in kinds


NOBODY = Subject(unknown=True)


def naming(slugs: Iterable[str], total: int | None = None) -> Subject:
    """Return a subject of these names, of which no amount is told."""
    return Subject(names=tuple([(slug, None) for slug in slugs]), total=total)


def all_of(subject: Subject, quantity: str | None) -> Subject:
    """Return a subject of which so much is meant, where its names don't tell."""
    return replace(
        subject, quantity=quantity, names=tuple((slug, own or quantity) for slug, own in subject.names)
    )


def affirmed(subject: Subject, before: Sequence[Phrase]) -> Subject:
    """Return of whom a participle tells behind a denial: "Neither A nor B is ill, each | having been good".

    Args:
        subject: that of the denial.
        before: what stands behind its verb.
    """
    ended = not before or before[-1].form is Form.COMMA
    last = before[-1].text if len(before) > 1 and before[-2].form is Form.COMMA else ""
    if not ended and last not in _WHOLE:
        return subject  # "No home is, one | having been poor"
    much = "all" if last.startswith("all") else None
    names = tuple((slug, much) for slug in subject.slugs)
    return replace(subject, names=names, quantity=much, part=None, denied=False)


_WHOLE = frozenset({"all", "both", "each", "all of them", "both of them", "each of them", "all of these"})
