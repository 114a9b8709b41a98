"""What a composed sentence is, and what is known of it.

In: nothing. Out: records that all steps share. Slugs are those of the extraction contract;
a measure that is no subject of the vocabulary is ``other``.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Judged:
    """A grade given to a subject. ``also`` lists subjects that do as well."""

    subject: str
    grade: str
    at_least: bool = False
    quantity: str = ""
    exception: str = ""
    outcome: str = ""
    also: tuple[str, ...] = ()

    def key(self) -> tuple[str, ...]:
        """What must be right for the fact to count as found."""
        return (self.grade, str(self.at_least))

    def detail(self) -> tuple[str, ...]:
        """What else must be right for it to be right in full."""
        return (self.quantity, self.exception, self.outcome)


@dataclass(frozen=True, slots=True)
class Compared:
    """A subject or measure held against others. ``also`` lists subjects that do as well."""

    subject: str
    direction: str
    comparator: str
    value: Decimal | None = None
    comparator_value: Decimal | None = None
    unit: str = ""
    also: tuple[str, ...] = ()

    def key(self) -> tuple[str, ...]:
        """What must be right for the fact to count as found."""
        return (self.direction, self.comparator)

    def detail(self) -> tuple[str, ...]:
        """What else must be right for it to be right in full."""
        return (number(self.value), number(self.comparator_value), self.unit)


Fact = Judged | Compared


def number(value: Decimal | str | None) -> str:
    """Return a number in one spelling, so that 61 and 61.0 are the same."""
    if value is None or value == "":
        return ""
    return format(Decimal(value).normalize(), "f")


@dataclass(frozen=True, slots=True)
class Composed:
    """A sentence (sometimes two, where the second refers to the first).

    Attributes:
        text: the sentence.
        facts: all that must be read from it.
        family: which kind of sentence it is.
        slots: the value that each slot has here, by the slot's name.
        refusal: for a near miss, which rule of the contract refuses it.
        optional: facts with two honest readings: neither asked for nor held against.
    """

    text: str
    facts: tuple[Fact, ...]
    family: str
    slots: tuple[tuple[str, str], ...]
    refusal: str = ""
    optional: tuple[Fact, ...] = ()
