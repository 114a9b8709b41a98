"""Leave out what is conceded of a subject between commas: "the homes, few as they are, are good".

In: the units of a sentence. Out: the same without ", ADJECTIVE as it is,", ", whatever its critics say," and
", whether of A or of B," between a noun and its verb, and with "It follows that" before two clauses and
"which is to say" as adverbs; nor what the target is, told on the way. Nothing is graded or compared there,
and no amount is told. No offset changes.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from ofsted_kg.grammar.lex.closed_classes import VERBS, Kind, words_of
from ofsted_kg.grammar.lex.units import Unit

# What makes a look worth while.
CONCEDES = words_of("as whatever however whichever whether follows say")
_NOUNS = frozenset(
    {Kind.SUBJECT, Kind.TOPIC, Kind.WORD, Kind.SHELL_NOUN, Kind.PRONOUN, Kind.SHARE, Kind.REST, Kind.ASPECT}
)
_ADJECTIVES = frozenset({Kind.WORD, Kind.ADVERB, Kind.QUANTITY, Kind.CUE})
_GOES_ON = VERBS | {Kind.ADVERB, Kind.CUE}
_SAYS = frozenset({Kind.GRADE, Kind.COMPARATOR, Kind.STOP})
_LONGEST = 18
_SHORTEST = 3


def without_concessive(units: list[Unit]) -> list[Unit]:
    """Return units without such asides."""
    made: list[Unit] = []
    place = _it_follows(units)
    if place:  # "It follows that, where X is good, Y is": two clauses and no more
        made.append(Unit(Kind.ADVERB, units[0].start, units[place - 1].end, ("thus",)))
    while place < len(units):
        if made and (end := _that_is_to_say(units, place)):
            made.append(Unit(Kind.ADVERB, units[place].start, units[end - 1].end, ("namely",)))
            place = end
            continue
        end = _aside(units, place) if made and units[place].kind is Kind.COMMA else 0
        if end:
            place = end
            continue
        made.append(units[place])
        place += 1
    return made


def _that_is_to_say(units: Sequence[Unit], place: int) -> int:
    """Return where "which is to say" or "that is to say" ends, or 0."""
    if units[place].text not in ("which", "that"):
        return 0
    said = ""
    for end in range(place + 1, min(len(units), place + 4)):
        said = f"{said} {units[end].text}".strip()
        if said == "is to say":
            return end + 1
    return 0


def _it_follows(units: Sequence[Unit]) -> int:
    """Return where "It follows that," ends before a further clause, or 0."""
    if [unit.text for unit in units[:3]] != ["it", "follows", "that"]:
        return 0
    end = 3 + (units[3:4] != [] and units[3].kind is Kind.COMMA)
    return end if end < len(units) and units[end].kind in (Kind.CONJUNCTION, Kind.RELATIVE) else 0


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
    told = told and (inner[0].text != "whether" or any(unit.text == "or" for unit in inner))
    turned = inner[0].kind in _ADJECTIVES and inner[1].text == "as" and inner[0].text != "as"
    says = any(unit.kind in VERBS or unit.kind is Kind.WORD for unit in inner[2:])
    return end + 1 if (told or turned) and says else 0


def targets(units: Sequence[Unit], place: int) -> tuple[Unit, int] | None:
    """Leave out what the target is beside the others' figure: ", the target is 95% and the average 93%"."""
    look = place + (units[place].kind is Kind.DETERMINER)
    if look + 1 >= len(units) or units[look].words[-1] != "target":
        return None
    look += 1 + (units[look + 1].kind is Kind.BE)
    figure = look < len(units) and units[look].kind is Kind.COUNT and units[look].percent
    ends = look + 1 < len(units) and units[look + 1].kind in (Kind.AND, Kind.COMMA, Kind.STOP)
    beside = any(unit.kind is Kind.COMPARATOR for unit in units[look + 2 : look + 6])
    if not (figure and ends and beside) or (place and units[place - 1].kind not in _MARKS):
        return None
    return replace(units[place], kind=Kind.ADVERB, end=units[look].end, words=("overall",)), look + 1


_MARKS = frozenset({Kind.COMMA, Kind.STOP, Kind.OPEN})


__all__ = ["CONCEDES", "targets", "without_concessive"]
