"""Read what leaves other places behind, and "a record that they cannot match", as what lies above them.

In: the units of a sentence. Out: the same, where "leaves X (well) behind" is "is above X", and ", a figure
that X trail", ", a record to which that of X is superior" is ", which is above X" or below it. No offset
changes: what has no place of its own in the text has no width.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from ofsted_kg.grammar.lex.closed_classes import BOUNDARIES, DO, Kind, words_of
from ofsted_kg.grammar.lex.comparatives import ABOVE, BELOW, LOOSE, TURNED, Cue, Form
from ofsted_kg.grammar.lex.semantic_fields import FIGURES, PEERS
from ofsted_kg.grammar.lex.units import Unit, copula
from ofsted_kg.grammar.periphrasis.comparison.respect_adjuncts import how_far
from ofsted_kg.grammar.periphrasis.word_order.converses import DENIED, called

_LEAVE = words_of("leave leaves left leaving")
# What makes a look worth while.
BEHIND = _LEAVE | words_of("that which neither")
_BEHIND = words_of("behind standing trailing")
_INSIDE = frozenset({Kind.DETERMINER, Kind.THAT, Kind.PRONOUN, Kind.PREPOSITION, Kind.COMPARATOR, Kind.AND})
_INSIDE |= {Kind.OPEN, Kind.CLOSE, Kind.COUNT, Kind.ADVERB, Kind.COMMA}
_ENDS = BOUNDARIES | {Kind.PREPOSITION}
_ENDS |= {Kind.RELATIVE}
_RECORDS = FIGURES | words_of(
    "record fraction profile position showing picture performance result level standard mark total score feat"
)
_WHICH = frozenset({"that", "which"})
_VALUES = {"superior": ABOVE, "preferable": ABOVE, "better": ABOVE, "inferior": BELOW, "worse": BELOW}
_LIES = frozenset({Kind.BE, Kind.MODAL, Kind.NOT, Kind.ADVERB, Kind.HAVE, Kind.VERB})
_LONGEST = 14


def converse_relatives(units: list[Unit]) -> list[Unit]:
    """Return units with each such comparison made plain."""
    made: list[Unit] = []
    place = 0
    while place < len(units):
        found = _leaves(units, place) if units[place].text in _LEAVE else None
        found = found or _matched(units, place) or _called(units, place)
        if found is None:
            made.append(units[place])
            place += 1
            continue
        said, place = found
        if made and made[-1].kind is Kind.HAVE and said[0].kind is Kind.BE:
            made.pop()  # "have left X behind"
        if [unit.kind for unit in made[-4:-2]] == _APPOSED and _is_record(made[-3:]):
            made[-3:] = [replace(made[-1], kind=Kind.RELATIVE, start=made[-3].start, words=("which",))]
        made += said
    return made


def _is_record(units: Sequence[Unit]) -> bool:
    """Say whether "a record which" stands here, as what was told is then called."""
    return units[1].words[-1] in _RECORDS and units[2].text in _WHICH


_APPOSED = [Kind.COMMA, Kind.DETERMINER]


def _leaves(units: Sequence[Unit], place: int) -> tuple[list[Unit], int] | None:
    """Read "leaves those of X (well) behind" as "is above those of X"."""
    if not place or units[place - 1].kind in (Kind.TO, Kind.MODAL, Kind.NOT):
        return None
    look = place + 1
    while look < len(units) and look < place + _LONGEST and _of_theirs(units[look]):
        look += 1
    last = look
    while look < len(units) and units[look].text not in _BEHIND and how_far(units[look]):
        look += 1
    inside = units[place + 1 : last]
    named = any(unit.kind is Kind.COMPARATOR for unit in inside)
    if not named or look >= len(units) or units[look].text not in _BEHIND:
        return None
    first = units[place]
    is_ = "being" if first.text == "leaving" else "are"
    cue = replace(first, kind=Kind.CUE, words=("above",), cue=Cue(ABOVE, Form.DIRECT))
    said = [copula(first.start, is_), cue, *inside[:-1]]
    again = look + 1 < len(units) and units[look + 1].text in _US  # "leave X behind | them"
    return [*said, replace(inside[-1], end=units[look + again].end)], look + 1 + again


def _of_theirs(unit: Unit) -> bool:
    """Say whether a unit may be of what is left behind: "their peers in England", "those of X"."""
    return unit.kind in _INSIDE or unit.kind is Kind.SUBJECT or unit.words[-1] in PEERS


_US = words_of("them it")


def _matched(units: Sequence[Unit], place: int) -> tuple[list[Unit], int] | None:
    """Read ", a figure that X trail" as ", which is above X"."""
    if units[place].kind is not Kind.COMMA or place + 4 >= len(units):
        return None
    a, noun, led = units[place + 1 : place + 4]
    if a.kind is not Kind.DETERMINER or noun.words[-1] not in _RECORDS:
        return None
    to = led.text == "to which" or led.kind is Kind.THAN
    which = place + 3 + (led.kind is Kind.THAN)
    if units[which].text not in _WHICH | {"to which"}:
        return None
    look = which + 1
    while look < len(units) and look < which + _LONGEST and _names(units[look]):
        look += 1
    inside = [unit for unit in units[which + 1 : look] if unit.text != "neither"]
    denied = len(inside) < look - which - 1
    named = [unit for unit in inside if unit.kind is Kind.COMPARATOR]
    opening = look
    while look < len(units) and (units[look].kind in _LIES or units[look].text in DO):
        look += 1
    ends = look + 1 >= len(units) or units[look + 1].kind in _ENDS
    if not named or look >= len(units) or not ends:
        return None
    denied = denied or any(unit.kind is Kind.NOT for unit in units[opening:look])
    direction = _VALUES.get(units[look].text) if to else _direct(units[look])
    way = DENIED.get(direction or "") if denied else TURNED.get(direction or "", direction)
    if way is None:
        return None
    first = inside[0].start
    relative = replace(units[which], kind=Kind.RELATIVE, start=a.start, words=("which",))
    said = [units[place], relative, copula(first, "is")]
    said.append(Unit(Kind.CUE, first, first, called(way), cue=Cue(way, Form.DIRECT)))
    joined = [replace(u, kind=Kind.AND, words=("and",)) if u.text == "nor" else u for u in inside]
    return [*said, *joined[:-1], replace(joined[-1], end=units[look].end)], look + 1


def _called(units: Sequence[Unit], place: int) -> tuple[list[Unit], int] | None:
    """Read ", a record that is above X" as ", which is above X"."""
    said = units[place : place + 5]
    if [unit.kind for unit in said[:2]] != _APPOSED or len(said) < 5 or said[4].kind is not Kind.BE:
        return None
    if not _is_record(said[1:4]) or said[2].words[-1] in FIGURES:
        return None
    relative = replace(said[3], kind=Kind.RELATIVE, start=said[1].start, words=("which",))
    return [said[0], relative], place + 4


def _names(unit: Unit) -> bool:
    return unit.kind in _INSIDE or unit.text in ("neither", "nor")


def _direct(unit: Unit) -> str | None:
    cue = unit.cue if unit.kind is Kind.CUE and unit.text not in LOOSE else None
    return cue.direction if cue is not None and cue.form is Form.DIRECT else None


__all__ = ["BEHIND", "converse_relatives"]
