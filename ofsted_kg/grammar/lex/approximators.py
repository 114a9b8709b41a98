"""Read what makes an amount a rough one: "pretty well all", "the best part of half", "just about everywhere".

In: the units of a sentence. Out: the same, with such words joined to the amount they stand before: what is
nearly all is not all, and what is "upwards of half" is over half. No offset changes.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from ofsted_kg.grammar.lex.closed_classes import NAMES, NOUNS, Kind, words_of
from ofsted_kg.grammar.lex.runs import joined
from ofsted_kg.grammar.lex.units import Unit

# The last words of what may stand before an amount.
ROUGHLY = words_of("about nigh well much on for part of region like practically to near off short enough as")
_NEARLY = frozenset(
    {
        "just about",
        "well nigh",
        "nigh on",
        "pretty well",
        "pretty much",
        "pretty nearly",
        "pretty near",
        "very nearly",
        "very near",
        "near enough",
        "near on",
        "close on",
        "close to",
        "closer to",
        "getting on for",
        "practically",
        "the best part of",
        "the better part of",
        "not far off",
        "not far short of",
        "something near",
        "as good as",
    }
)
_BEYOND = frozenset({"upwards of", "upward of", "north of", "rather over", "rather above"})
_SOME = frozenset({"something like", "in the region of", "in the order of", "somewhere around"})
# What only says that this is many or few: "as many as eight", "up to a third".
_MANY = frozenset({"as many as", "as few as", "as much as", "as little as"})
_UP_TO = frozenset({"up to", "anything up to"})
_LONGEST = 4
_EVERY = _NEARLY | _BEYOND | _SOME | _MANY | _UP_TO
_FIRST = frozenset(said.split()[0] for said in _EVERY)


def approximators(units: list[Unit]) -> list[Unit]:
    """Return units with each rough amount as one."""
    if _FIRST.isdisjoint([unit.words[0] for unit in units]):
        return units
    return joined(units, _rough)


def _rough(units: Sequence[Unit], place: int) -> tuple[Unit, int] | None:
    """Return the rough amount that opens here, and where it ends."""
    if units[place].words[0] not in _FIRST:
        return None
    for end in range(min(place + _LONGEST, len(units) - 1), place, -1):
        said = " ".join(unit.text for unit in units[place:end])
        if said not in _EVERY:
            continue
        amount = units[end]
        if said in _MANY and amount.kind is Kind.COUNT and not _of_a_place(units, end + 1):
            return replace(amount, start=units[place].start), end + 1
        if amount.text == "everywhere":
            words = ("nearly", "everywhere")
            return replace(amount, start=units[place].start, words=words), end + 1
        if amount.kind is not Kind.QUANTITY or _of_a_place(units, end + 1):
            return None
        slugs = amount.slugs
        if said in _NEARLY and slugs == ("all",):
            slugs = ("nearly-all",)
        elif said in _BEYOND and slugs == ("half",):
            slugs = ("over-half",)
        return replace(
            amount, start=units[place].start, words=("nearly", *amount.words), slugs=slugs
        ), end + 1
    return None


def tells_topic(units: Sequence[Unit], place: int) -> bool:
    """Say whether "about" tells of what, and not how much: "information (held) | about | adoption"."""
    prior = units[place - 1].kind if place else None
    ahead = next((unit.kind for unit in units[place + 1 :] if unit.kind is not Kind.DETERMINER), None)
    return prior in NOUNS and ahead in NAMES | {Kind.PRONOUN}


def _of_a_place(units: Sequence[Unit], place: int) -> bool:
    """Say whether a figure of other places follows: "close to half | the national rate"."""
    ahead = [unit for unit in units[place : place + 4] if unit.kind is not Kind.DETERMINER]
    return bool(ahead) and ahead[0].kind is Kind.COMPARATOR


__all__ = ["ROUGHLY", "approximators", "tells_topic"]
