"""Leave out what is conceded of a subject between commas: "the homes, few as they are, are good".

In: the units of a sentence. Out: the same without ", ADJECTIVE as it is," and ", whatever its critics say,"
between a noun and its verb. Nothing is graded or compared there, and no amount is told. No offset changes.
"""

from __future__ import annotations

from collections.abc import Sequence

from ofsted_kg.grammar.units import Unit
from ofsted_kg.grammar.words import VERBS, Kind, words_of

# What makes a look worth while.
CONCEDES = words_of("as whatever however whichever")
_NOUNS = frozenset(
    {Kind.SUBJECT, Kind.TOPIC, Kind.WORD, Kind.SHELL_NOUN, Kind.PRONOUN, Kind.SHARE, Kind.REST, Kind.ASPECT}
)
_ADJECTIVES = frozenset({Kind.WORD, Kind.ADVERB, Kind.QUANTITY, Kind.CUE})
_GOES_ON = VERBS | {Kind.ADVERB, Kind.CUE}
_SAYS = frozenset({Kind.GRADE, Kind.COMPARATOR, Kind.STOP})
_LONGEST = 12
_SHORTEST = 3


def without_concessive(units: list[Unit]) -> list[Unit]:
    """Return units without such asides."""
    made: list[Unit] = []
    place = 0
    while place < len(units):
        end = _aside(units, place) if made and units[place].kind is Kind.COMMA else 0
        if end:
            place = end
            continue
        made.append(units[place])
        place += 1
    return made


def _aside(units: Sequence[Unit], place: int) -> int:
    """Return where the sentence goes on behind an aside that opens with a comma here, or 0."""
    ahead = range(place + 1, min(len(units), place + _LONGEST))
    end = next((n for n in ahead if units[n].kind is Kind.COMMA), 0)
    inner = units[place + 1 : end]
    if units[place - 1].kind not in _NOUNS or len(inner) < _SHORTEST or end + 1 >= len(units):
        return 0
    if any(unit.kind in _SAYS for unit in inner) or units[end + 1].kind not in _GOES_ON:
        return 0
    told = inner[0].text in CONCEDES - {"as"} and len(inner) > _SHORTEST
    turned = inner[0].kind in _ADJECTIVES and inner[1].text == "as" and inner[0].text != "as"
    says = any(unit.kind in VERBS or unit.kind is Kind.WORD for unit in inner[2:])
    return end + 1 if (told or turned) and says else 0


__all__ = ["CONCEDES", "without_concessive"]
