"""Find what says that something lies above or below, beside places that it leaves out.

In: a part of a sentence of which no comparison came, or what stands behind its last mention of
other places. Out: the word that compares, so that a notice can show it: "most of them are below".
"""

from __future__ import annotations

from collections.abc import Sequence

from ofsted_kg.grammar.comparing.part import Part
from ofsted_kg.grammar.lex.closed_classes import DO, JOINTS, Kind, words_of
from ofsted_kg.grammar.lex.comparatives import ABOVE, BELOW, LINE, OR_ABOVE, OR_BELOW, TURNED, Form
from ofsted_kg.grammar.lex.semantic_fields import ANAPHORA, PAST, RELATIONS
from ofsted_kg.grammar.lex.units import Unit

_TELLS = words_of(
    "above below behind better worse superior inferior poorer higher lower weaker stronger wider narrower"
    " fewer"
)
# What is compared with one's own past, or is no comparison at all: "the year is better", "getting better".
_OPENS = frozenset({Kind.PREPOSITION, Kind.DETERMINER, Kind.ADVERB, Kind.AND, Kind.COMMA, Kind.COMPARATOR})


def untold(part: Part, *, named: bool, served: bool) -> Unit | None:
    """Return the word that compares with places that are left out.

    Args:
        part: the part.
        named: the sentence names other places.
        served: a comparison came of the part: only what stands behind its places is looked at.
    """
    units = part.units
    last = max((n for n, unit in enumerate(units) if unit.kind is Kind.COMPARATOR), default=-1)
    if (last >= 0) is not served:
        return None  # that mention has an account of its own; or pronouns were the places: "above the former"
    if any(unit.kind is Kind.COMPARED for unit in units[: last + 1]):
        return None  # "In comparison with similar areas, attendance is better"
    if served and all(unit.kind in _OPENS or unit.text == "both" for unit in units[:last]):
        return None  # "(Both nationally and) in similar areas homes are better" is that fact
    if served and last == len(part.before) - 1 and all(unit.cue is None for unit in units[:last]):
        return None  # "Homes in similar areas | fare better" is that fact, too
    word = next((units[n] for n in range(last + 1, len(units)) if _tells(units, n, named=named)), None)
    if word is None or any(unit.kind is Kind.NOT for unit in units):
        return None
    return None if any(PAST & set(unit.words) for unit in units) else word


def unmatched(part: Part, ways: Sequence[str]) -> Unit | None:
    """Return a word that waits for the places of a part, of which nothing came: "is below, and B above".

    Args:
        part: a part of which comparisons came.
        ways: which way each of them points.
    """
    units = part.units
    named = [n for n, unit in enumerate(units) if unit.kind is Kind.COMPARATOR]
    if not named or any(PAST & set(unit.words) for unit in units):
        return None
    there = next((n for n in range(1, len(units) - 1) if units[n + 1].text == "there"), 0)
    if there and units[there].kind is Kind.THAN and units[there - 1].cue is not None:
        return units[there - 1]  # "fewer than there and than nationally"
    for place in range(1, len(units) - 1) if not {OR_ABOVE, LINE} & set(ways) else ():
        cue = units[place].cue
        denied = units[place - 1].text == "no" and cue is not None and cue.direction == BELOW
        if denied and units[place + 1].kind is Kind.PREPOSITION:
            return units[place]  # "better than X on seven, no worse on four"
    for place in range(1, named[-1] - 1):
        cue, following = units[place].cue, units[place + 1]
        if cue is None or cue.form not in (Form.DIRECT, Form.COMPARATIVE) or following.kind not in JOINTS:
            continue
        if units[place].text not in _TELLS | RELATIONS or any(
            unit.kind is Kind.NOT for unit in units[:place]
        ):
            continue
        near = {cue.direction, TURNED.get(cue.direction) if cue.welcome else cue.direction}
        if not any(near & _COVERS.get(way, {way}) for way in ways):
            return units[place]
    return None


_COVERS = {OR_ABOVE: {LINE, ABOVE}, OR_BELOW: {LINE, BELOW}}


def _tells(units: Sequence[Unit], place: int, *, named: bool) -> bool:
    cue, text = units[place].cue, units[place].text
    if cue is None or cue.form not in (Form.DIRECT, Form.COMPARATIVE) or text not in _TELLS | RELATIONS:
        return False
    following = units[place + 1 :]
    before = units[place - 1] if place else None
    if before is not None and before.kind in (Kind.NOT, Kind.COUNT):
        return False
    ends = not following or following[0].kind in (Kind.COMMA, Kind.STOP, Kind.PREPOSITION, Kind.ADVERB)
    ends = ends or following[0].text == "at"
    return ends and (named or _points(units[:place]) or (not following and text in RELATIONS))


def _points(before: Sequence[Unit]) -> bool:
    """Say whether what was compared in the sentence before does so now: "At 16 they do (worse)"."""
    kinds = {unit.kind for unit in before}
    others = kinds & {Kind.SUBJECT, Kind.TOPIC, Kind.MODAL, Kind.WORD, Kind.SHARE, Kind.TO}
    does = bool(before) and before[-1].text in DO
    return does and not others and any(unit.text in ANAPHORA for unit in before)


__all__ = ["untold"]
