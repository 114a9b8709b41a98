"""What becomes of a grade or a comparator: a fact, a refusal by a rule, or a notice.

In: nothing. Out: the records that constructions yield and `account` sums up.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from enum import StrEnum

import msgspec

from ofsted_kg.grammar.lex.units import Unit


class Rule(StrEnum):
    """Why a grade or a comparator makes no fact: the rules of the extraction contract."""

    DENIED = "denied"  # "not yet good", "none is inadequate"
    WISHED = "wished"  # "should be good", "aims to be above the national average"
    CONDITION = "condition"  # "if all schools were good"
    ASKED = "asked"  # "Improve the proportion of good schools": a demand, not a statement
    OPINION = "opinion"  # what parents say, what the council thinks of itself
    HEDGED = "hedged"  # "almost good", "potentially outstanding"
    OTHER_NOUN = "other-noun"  # "good progress": not the service
    OTHER_PLACE = "other-place"  # "In England most schools are good", a region, neighbours
    OWN_PAST = "own-past"  # "improved from satisfactory", "higher than last year"
    RESTRICTS = "restricts"  # "heads of outstanding schools": it only tells which are meant
    MEASURED = "measured"  # "the proportion of good schools": it is counted, not said
    COMPARED = "compared"  # the grade word serves a comparison: "as good as", "good compared with"
    TARGET = "target"  # targets, thresholds, scorecards
    LOCAL = "local"  # "their peers": own groups set against each other
    RECOGNISED = "recognised"  # "nationally recognised": no comparison
    SCALE = "scale"  # the explanation of the scale, other boilerplate
    NAME = "name"  # part of a name or title: "National Indicator Set", "Good Practice Guide"
    REVIEW = "review"  # the grade of a serious case review, read by `reviews`


class Judged(msgspec.Struct, frozen=True):
    """A judgement: see the extraction contract; ``past`` where its words tell of what was so before."""

    subject: str
    grade: str
    at_least: bool
    quantity: str | None = None
    exception: str | None = None
    outcome: str | None = None
    earlier: str | None = None
    past: bool = False


class Printed(msgspec.Struct, frozen=True):
    """A figure, and where it stands in the passage."""

    value: Decimal
    start: int
    end: int


class Compared(msgspec.Struct, frozen=True):
    """A comparison: see the extraction contract."""

    subject: str
    direction: str
    comparator: str
    value: Printed | None = None
    comparator_value: Printed | None = None
    unit: str | None = None


class Candidate(msgspec.Struct, frozen=True):
    """A fact, the units it accounts for, and the construction that found it.

    Attributes:
        fact: the fact.
        start: first offset of its quote in the passage.
        end: one past the last.
        units: the grades and comparators that are accounted for by it.
        rule: the name of the construction.
        amount: how much of it its predicate tells ("is good in most settings"), for echoes.
    """

    fact: Judged | Compared
    start: int
    end: int
    units: tuple[Unit, ...]
    rule: str
    amount: str | None = None


class Refusal(msgspec.Struct, frozen=True):
    """Grades or comparators that make no fact, and the rule that says so."""

    units: tuple[Unit, ...]
    rule: Rule


class Unread(msgspec.Struct, frozen=True):
    """A grade or comparator that is accounted for by nothing: it becomes a notice."""

    unit: Unit
    start: int
    end: int


class Account(msgspec.Struct, frozen=True):
    """What became of every grade and comparator of a sentence.

    Attributes:
        facts: in the order in which they were found.
        refusals: by rule.
        unread: what nothing accounts for.
    """

    facts: tuple[Candidate, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    unread: tuple[Unread, ...] = ()


def places(units: Iterable[Unit]) -> frozenset[int]:
    """Return where units stand: what they are told apart by."""
    return frozenset(unit.start for unit in units)
