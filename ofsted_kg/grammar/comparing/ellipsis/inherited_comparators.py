"""Read a sentence that compares with the places of the one before it: "At Key Stage 4 it is lower".

In: a part of a sentence that names no places, those before it, what was compared last. Out: which way it
lies, and whether that is certain: what only "is higher" may be so beside last year or what was named before.
"""

from __future__ import annotations

from collections.abc import Sequence

from ofsted_kg.grammar.comparing.comparees.subject_core import subject_core
from ofsted_kg.grammar.comparing.last_compared import Last
from ofsted_kg.grammar.comparing.part import Part
from ofsted_kg.grammar.lex.closed_classes import LINKING_VERBS, Kind, words_of
from ofsted_kg.grammar.lex.comparatives import BELOW, Form
from ofsted_kg.grammar.lex.units import Unit

_RELATIONS = words_of("above below behind ahead") | {"in line"}
_LIES = _RELATIONS | words_of(
    "longer shorter higher lower better worse weaker stronger wider narrower smaller larger"
    " superior inferior poorer"
)
_JOINS = words_of("also too however still likewise similarly though but again") | {
    "by contrast",
    "in contrast",
}
_CHANGES = words_of(
    "now year years month months previously before earlier getting becoming growing last once then when ever"
)
_MEASURED = words_of("common frequent likely high large great many long wide strong prevalent numerous")
_LIGHT = frozenset({Kind.COMMA, Kind.ADVERB})
_BESIDE = frozenset({Kind.THAN, Kind.COMPARED, Kind.GRADE, Kind.COUNT, Kind.QUANTITY})


def inherited_comparators(
    part: Part, before: Sequence[Part], last: Last, sentence: Sequence[Unit]
) -> tuple[Unit, str, bool] | None:
    """Return the word that compares, which way it lies, and whether that is certain.

    Args:
        part: a part that names no places.
        before: the parts of the sentence before it.
        last: what was compared last.
        sentence: its units, with the adverbs that are left out of the part.
    """
    units = part.units
    if not last.about or any(other.verb or other.places for other in before) or not part.before:
        return None
    if not part.verb or part.verb[-1].kind not in LINKING_VERBS or part.denied:
        return None
    if any(_CHANGES & set(unit.words) for unit in units):
        return None
    found = unequal(part.after) or _lies(part.after)
    if found is None:
        return None
    cue, way = found
    source = subject_core(part.before)
    if len(source) == 1 and source[0].text in ("this", "that"):
        return None
    behind = [unit for unit in sentence if unit.start >= part.span[1]]
    ends = next((unit.start for unit in behind if unit.kind not in _LIGHT), part.span[1])
    joined = any(unit.text in _JOINS for unit in sentence if unit.start < ends)
    certain = cue.text in _RELATIONS or joined
    return cue, way, certain


def not_as(part: Part) -> str | None:
    """Read "(X is greater than in Y) whilst smoking is not as common": below the same places."""
    lies = bool(part.verb) and part.verb[-1].kind in (Kind.BE, Kind.COPULA) and bool(part.before)
    told = unequal(part.after) if lies else None
    return told[1] if told is not None and told[0].text in _MEASURED else None


def unequal(after: Sequence[Unit]) -> tuple[Unit, str] | None:
    """Read "not as good"."""
    texts = [unit.text for unit in after]
    return (after[2], BELOW) if len(after) == 3 and texts[0] == "not" and texts[1] in ("as", "so") else None


def _lies(after: Sequence[Unit]) -> tuple[Unit, str] | None:
    """Read "lower", "lower in special schools"."""
    said = [unit for unit in after if unit.kind not in _LIGHT]
    cue = said[0].cue if said else None
    if cue is None or cue.form not in (Form.DIRECT, Form.COMPARATIVE) or said[0].text not in _LIES:
        return None
    if any(unit.kind in _BESIDE for unit in said):
        return None
    placed = len(said) == 1 or said[1].kind is Kind.PREPOSITION or said[1].text == "at"
    return (said[0], cue.direction) if placed else None
