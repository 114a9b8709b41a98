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


class By(StrEnum):
    """By which construction a fact was found: the name of its module, as `explain` prints it."""

    # Judgements: modules of `constructions`.
    ATTRIBUTIVE = "attributive"  # "an inadequate private fostering service"
    PREDICATIVE = "predicative"  # "X is good", "judged X to be good"
    PREDICATE_ANAPHORA = "predicate_anaphora"  # "as is B", "the same is true of B"
    VERB_PHRASE_ELLIPSIS = "verb_phrase_ellipsis"  # "at secondary level half are"
    ELLIPSIS = "ellipsis"  # "good in most settings and childminding in the majority"
    EXCEPTIVES = "exceptives"  # "No school is inadequate, except X"
    PASSIVES = "passives"  # "A good service is provided by X"
    PROPORTION_VERBS = "proportion_verbs"  # "good primary schools make up three quarters of the total"
    SPECIFICATIONAL = "specificational"  # "Services which are good include X"
    # Comparisons: `COMPARISONS` where the places and what compares are told, else modules of `comparing`.
    COMPARISONS = "comparisons"  # "X is above the national average"
    STRIPPING = "stripping"  # "in line with the average at 7 and above at 16"
    CONTINUATIONS = "continuations"  # "but not nationally, where it is lower"
    IMPLICIT_COMPARATORS = "implicit_comparators"  # "fewer are inadequate", "as is B"
    PARALLELISM = "parallelism"  # "fewer smoke, more read and X is better than"
    GRADABLE_ADJECTIVES = "gradable_adjectives"  # "A is low and B is high compared with"
    COORDINATED_PREDICATES = "coordinated_predicates"  # "and more likely to stay on"
    COORDINATED_VERBS = "coordinated_verbs"  # "A surpass, B equal and C fall below the average"
    RESPECTIVE_LISTS = "respective_lists"  # "A is 61% and B 70%, against 58% and 72% nationally"
    RESPECTIVE_RELATIONS = "respective_relations"  # "A and B are above and below similar areas respectively"
    RIGHT_NODE_RAISING = "right_node_raising"  # "A is above, and B in line with, similar areas"
    FRONTED_COMPARATORS = "fronted_comparators"  # "Compared with X, A is better for B and worse for C"
    PRIOR_VALUES = "prior_values"  # "has risen from well below to above the average"
    SEPARATE_CLAUSES = "separate_clauses"  # "Nationally it is 61%; in the county it is 55%"
    RESPECTIVE_FIGURES = "respective_figures"  # "for B the equivalent figures are 69%, 80% and 81%"
    BRACKETED_FIGURES = "bracketed_figures"  # "88% of A (77% nationally) and 84% of B (75%)"
    FIGURE_LISTS = "figure_lists"  # "smoking 19% (England 15%), breastfeeding 61% (70%)"
    DISTRIBUTIVE_SHARES = "distributive_shares"  # "a higher share of A and a lower one of B are good"


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
        rule: the construction.
        amount: how much of it its predicate tells ("is good in most settings"), for echoes.
    """

    fact: Judged | Compared
    start: int
    end: int
    units: tuple[Unit, ...]
    rule: By
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
