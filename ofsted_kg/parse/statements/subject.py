"""What a statement is about, as far as a noun phrase says.

In: nothing. Out: `Subject`, which `subjects` reads and `resolve` settles.
"""

from __future__ import annotations

from dataclasses import dataclass

# Stands for the exception in "all but one".
ONE = "one"
ALL_OUTCOMES = "all-outcomes"
ALL_SETTINGS = "all-settings"
# Subjects that only stand in for lack of a better one: "leadership and management of schools".
WEAK = frozenset({"service-management", "capacity-to-improve"})
# Bare words that name all settings but, after "these" or "the other", point back.
BARE = frozenset({"settings", "setting", "services and settings", "providers", "provider"})


@dataclass(frozen=True, slots=True)
class Subject:
    """What a statement is about.

    Attributes:
        slugs: settings or outcomes; empty if none is named.
        quantity: slug of how much of it.
        outcome: slug of the outcome the statement is confined to.
        exceptions: slugs taken out.
        points_back: it stands for something said before.
        total: how many there are, if told.
        part: how many of them are meant, if told without the total.
        share: its head is "the proportion of", so that grades inside it are measured, not given.
        relative: its quantity is itself compared ("a higher proportion", "fewer").
        unknown: it is about something outside the vocabulary.
        only_aspect: it names an aspect and nothing that has it ("the overall quality").
        review: it is about serious case reviews.
        generic: it points back by a noun that fits anything ("provision"), not by a pronoun.
        loose: it was a pronoun without a number: a place named later is nearer the point.
        denied: it says "no" or "none".
        bare: it says no more than "settings", which may be those just spoken of.
        nouns: the nouns by which it points back ("homes").
        quantities: of each slug, where they differ.
    """

    slugs: tuple[str, ...] = ()
    quantity: str | None = None
    outcome: str | None = None
    exceptions: tuple[str, ...] = ()
    points_back: bool = False
    total: int | None = None
    part: int | None = None
    share: bool = False
    relative: bool = False
    unknown: bool = False
    only_aspect: bool = False
    review: bool = False
    generic: bool = False
    loose: bool = False
    denied: bool = False
    bare: bool = False
    nouns: tuple[str, ...] = ()
    quantities: tuple[str | None, ...] = ()

    def quantity_of(self, slug: str) -> str | None:
        """Return the quantity of one of several subjects: "most X and all Y"."""
        if slug in self.slugs and len(self.quantities) == len(self.slugs):
            return self.quantities[self.slugs.index(slug)] or self.quantity
        return self.quantity


NOBODY = Subject(unknown=True)
