"""Read "places the council above similar areas" as "is above similar areas".

In: the units of a sentence. Out: the same, where a verb that puts a council somewhere beside others is a form
of "be", "a rise that takes it past them" tells of what rose, and "or ahead of them" only widens. No offset
changes.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from ofsted_kg.grammar.lex.closed_classes import IMPERATIVES, VERBS, Kind, words_of
from ofsted_kg.grammar.lex.comparatives import ABOVE, Cue, Form
from ofsted_kg.grammar.lex.semantic_fields import COUNCIL
from ofsted_kg.grammar.lex.units import Unit

# What makes a look worth while.
PLACES = words_of(
    """place places placed placing put puts putting bring brings brought bringing take takes took taken taking
    carry carries carried leave leaves left leaving lift lifts lifted keep keeps kept move moves moved
    set sets setting"""
)
_CHANGES = words_of(
    "rise increase improvement gain change fall drop reduction result figure share proportion rate"
)
_THEM = words_of("them those these it that")
_HOW_FAR = frozenset({Kind.ADVERB, Kind.QUANTITY, Kind.DETERMINER})
_SIZES = words_of("distance way little bit just points point percentage well")
_REACH = 6


def placement_verbs(units: Sequence[Unit]) -> list[Unit]:
    """Return the units with such verbs made plain."""
    made: list[Unit] = []
    place = 0
    while place < len(units):
        found = _puts(units, place) if units[place].words[-1] in PLACES else 0
        found = found if not _is_asked(units, place) else 0
        if not found:
            made.append(units[place])
            place += 1
            continue
        first = _of_a_change(made)
        while made and made[-1].kind is Kind.HAVE:
            made.pop()
        if first:
            made[first:] = [replace(made[first], kind=Kind.RELATIVE, words=("which",))]
        begins = units[place]
        if made and made[-1].kind is Kind.COMMA and begins.text.endswith("ing") and found > place + 1:
            # "Schools vary, with two inadequate, leaving the city below": which is below, of the schools
            made.append(replace(begins, kind=Kind.RELATIVE, words=("which",), cue=None))
            begins = units[place + 1]
        made.append(replace(begins, kind=Kind.BE, end=units[found - 1].end, words=("is",), cue=None))
        if found < len(units) and units[found].text == "past":
            made.append(replace(units[found], kind=Kind.CUE, cue=Cue(ABOVE, Form.DIRECT)))
            found += 1
        place = found
    return made


def _is_asked(units: Sequence[Unit], place: int) -> bool:
    """Say whether a demand tells how far to put something: "Raise the proportion, | bringing it into"."""
    told = place > 1 and units[place - 1].kind is Kind.COMMA and units[place].text.endswith("ing")
    return told and units[0].words[0] in IMPERATIVES and units[1].kind not in VERBS


def _puts(units: Sequence[Unit], place: int) -> int:
    """Return where the council ends that a verb puts somewhere beside other places, or 0."""
    whom = place + 1
    if whom < len(units) and units[whom].kind is Kind.DETERMINER:
        whom += 1
    if whom >= len(units):
        return 0
    name = units[whom].capital and units[whom].kind is Kind.WORD  # the council's own
    if not (name or units[whom].words[-1] in COUNCIL or units[whom].text in ("it", "them")):
        return 0
    look = whom + 1
    while look < len(units) and look < whom + _REACH:
        unit = units[look]
        if (unit.cue is not None and unit.cue.form is Form.DIRECT) or unit.text == "past":
            ahead = units[look + 1 : look + 4]
            return whom + 1 if any(u.kind is Kind.COMPARATOR for u in ahead) else 0
        if unit.kind not in _HOW_FAR and unit.words[-1] not in _SIZES and unit.kind is not Kind.COUNT:
            return 0
        look += 1
    return 0


def _of_a_change(made: Sequence[Unit]) -> int:
    """Return where an apposition opens that tells what was told: ", | a rise (of six points) that"; or 0."""
    end = len(made)
    while end and made[end - 1].kind is Kind.HAVE:
        end -= 1
    if not end or made[end - 1].text not in ("that", "which"):
        return 0
    for place in range(end - 2, max(0, end - 10), -1):
        if made[place].kind is Kind.COMMA or made[place].kind is Kind.STOP:
            return 0
        if made[place].kind is Kind.DETERMINER and made[place - 1].kind is Kind.COMMA:
            return place if made[place + 1].words[-1] in _CHANGES else 0
    return 0


def them_too(units: Sequence[Unit]) -> list[Unit]:
    """Read "in line with similar areas or ahead (of them)" without the pronoun, which says nothing new."""
    made: list[Unit] = []
    for place, unit in enumerate(units):
        if unit.kind is Kind.PRONOUN and unit.text in _THEM and _widens(units, place):
            if made[-1].kind is Kind.THAN:
                made.pop()
            made[-1] = replace(made[-1], end=unit.end)
        else:
            made.append(unit)
    return made


def _widens(units: Sequence[Unit], place: int) -> bool:
    """Say whether "or" and a relation stand before a pronoun, behind other places."""
    ends = place + 1 == len(units) or units[place + 1].kind in (Kind.COMMA, Kind.STOP, Kind.CONJUNCTION)
    than = place > 1 and units[place - 1].kind is Kind.THAN
    cue = units[place - 1 - than].cue if place > 2 else None
    joint = next((n for n in range(place - 2, max(0, place - 6), -1) if units[n].text == "or"), 0)
    relation = cue is not None and cue.form is (Form.COMPARATIVE if than else Form.DIRECT)
    return ends and relation and joint > 0 and units[joint - 1].kind is Kind.COMPARATOR


__all__ = ["PLACES", "placement_verbs", "them_too"]
