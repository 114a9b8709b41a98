"""Read "such poor provision as remains is confined to A and to B" as "poor provision is confined to A, B".

In: the units of a sentence. Out: the same without what says that there still is some, without a second "to",
and without a clause that tells more of the first place. No offset changes.
"""

from __future__ import annotations

from collections.abc import Sequence

from ofsted_kg.grammar.lex.closed_classes import FINITE_BE, Kind, words_of
from ofsted_kg.grammar.lex.units import Unit

# What makes a look worth while.
LIMITS = words_of("limited confined restricted")
_REMAINS = words_of("remains remain persists persist exists exist survives survive is are")
_LEADS = words_of("as that which")
_INSERTED = words_of("where which")
_NOUNS = frozenset({Kind.SHELL_NOUN, Kind.SUBJECT})
_SAYS = frozenset({Kind.GRADE, Kind.COMPARATOR, Kind.STOP})


def confinement(units: Sequence[Unit]) -> list[Unit]:
    """Return the units with each such statement made plain."""
    limit = next((n for n, u in enumerate(units[:-1]) if u.text in LIMITS and units[n + 1].text == "to"), 0)
    verb = limit - 1
    while verb > 0 and units[verb].kind is Kind.ADVERB:
        verb -= 1
    if not limit or units[verb].text not in FINITE_BE:
        return list(units)
    return [*_without_remaining(units[:verb]), *units[verb : limit + 2], *_places(units[limit + 2 :])]


def _without_remaining(units: Sequence[Unit]) -> list[Unit]:
    """Leave out "such ... as remains", "that there is" behind a graded noun."""
    noun = next((n for n in range(1, len(units)) if _is_graded(units, n)), 0)
    rest = units[noun + 1 :]
    told = [unit.text for unit in rest if unit.kind is not Kind.ADVERB or unit.text == "as"]
    what = noun == 2 and units[0].text == "what"  # "What poor provision remains"
    told = ["that", *told] if what else told
    still = len(told) in (2, 3) and told[0] in _LEADS and told[-1] in _REMAINS
    if not noun or not still or (len(told) == 3 and told[1] != "there"):
        return list(units)
    return [unit for unit in units[: noun + 1] if unit.text not in ("such", "what")]


def _is_graded(units: Sequence[Unit], place: int) -> bool:
    return units[place].kind in _NOUNS and units[place - 1].kind is Kind.GRADE


def _places(units: Sequence[Unit]) -> list[Unit]:
    """Return what something is confined to, as one list."""
    made: list[Unit] = []
    place = 0
    while place < len(units):
        if units[place].kind is Kind.STOP:
            return [*made, *units[place:]]
        end = _inserted(units, place)
        if end:
            place = end
            continue
        again = units[place].text == "to" and bool(made) and made[-1].kind in (Kind.AND, Kind.COMMA)
        if not again:
            made.append(units[place])
        place += 1
    return made


def _inserted(units: Sequence[Unit], place: int) -> int:
    """Return where a list goes on behind ", where it persists in a few," with "and to", or 0."""
    if units[place].kind is not Kind.COMMA or place + 1 >= len(units):
        return 0
    if units[place + 1].words[0] not in _INSERTED:
        return 0
    for end in range(place + 2, len(units) - 2):
        if units[end].kind in _SAYS:
            return 0
        if [unit.text for unit in units[end : end + 3]] == [",", "and", "to"]:
            return end + 1
    return 0


__all__ = ["LIMITS", "confinement"]
