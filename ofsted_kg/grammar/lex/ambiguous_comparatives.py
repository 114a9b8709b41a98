"""Settle words that compare only right before other places: "meets the average", "about the national figure".

In: the units of a sentence and a place in it. Out: the comparing word that stands there, or nothing where
the word is what it mostly is: "meets the needs of", "about half"; and a preposition where a comparing word
opens with what hides there: "Behind it lie some contrasts"; and a negation before a grade that is set against
another: "good as opposed to outstanding".
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from ofsted_kg.grammar.lex.closed_classes import BOUNDARIES, FILLERS, JOINTS, Kind, words_of
from ofsted_kg.grammar.lex.comparatives import ABOVE, LINE, Cue, Form
from ofsted_kg.grammar.lex.semantic_fields import ANAPHORA, FIGURES, LIE, STANDS_FOR_NOUN
from ofsted_kg.grammar.lex.units import Unit

_REACH = words_of(
    """
    meet meets met echo echoes echoed parallel parallels paralleled track tracks tracked shadow shadows
    shadowed follow follows followed rival rivals rivalled approach approaches approached
    """
)
_PASS = words_of(
    """trump trumps trumped dwarf dwarfs dwarfed trounce trounces edge edges pip pips shade shades pass passes
    passed"""
)
# "They continue | to track those of similar councils": it is so.
_GOES_ON = words_of("continue continues continued continuing tend tends")
_ROUGHLY = frozenset(
    {
        "about",
        "roughly",
        "broadly",
        "approximately",
        "more or less",
        "almost exactly",
        "exactly",
        "much",
        "almost",
        "nearly",
        "virtually",
    }
)
_LIKE, _BESIDE, _ON = frozenset({"like"}), frozenset({"beside"}), frozenset({"on"})
_BETTER = frozenset({"better"})
_WHERE = words_of("behind below beneath underneath above beyond under")
# They compare figures, "85% as opposed to 79%", and deny a grade.
_RATHER = frozenset({"as against", "as opposed to"})
_FIRST_OF_SEVERAL = {text.split()[0] for text in _ROUGHLY | _RATHER}
AMBIGUOUS = _BETTER | _REACH | _PASS | _LIKE | _BESIDE | _ON | _WHERE | _FIRST_OF_SEVERAL
_NORMS = FIGURES | words_of("average averages norm norms mean median")
_OF = words_of("of in for")
_STANDS = frozenset({Kind.BE, Kind.COPULA, Kind.COMMA, Kind.STOP})


def ambiguous_comparatives(units: Sequence[Unit], place: int) -> Unit | None:
    """Return the comparing word that a unit is, the preposition that one is not, or None."""
    unit = units[place]
    if unit.words[0] == "as":
        return _denial(units, place) if unit.text in _RATHER else None
    if unit.text in _WHERE:
        hides = unit.cue is not None and _hides(units, place)
        return replace(unit, kind=Kind.PREPOSITION, cue=None) if hides else None
    either = unit.text in _ON and _or_beyond(units, place + 1)
    ahead = _behind(units, place + 3 if either else place + 1)
    that = ahead + 1 < len(units) and units[ahead].text in STANDS_FOR_NOUN and units[ahead + 1].text in _OF
    ahead = _behind(units, ahead + 2) if that else ahead
    places = units[ahead] if ahead < len(units) else None
    if unit.text in _PASS and _of_it(units, place):
        return replace(unit, kind=Kind.CUE, cue=Cue(ABOVE, Form.DIRECT))
    if places is None or places.kind is not Kind.COMPARATOR or unit.cue is not None:
        return None
    if unit.text in _BESIDE:
        return replace(unit, kind=Kind.COMPARED)
    norm = that or places.words[0] in STANDS_FOR_NOUN or places.words[-1] in _NORMS
    prior = units[place - 1] if place else None
    if unit.text in _ON:
        lies = prior is not None and (prior.kind in (Kind.BE, Kind.COPULA) or prior.text in LIE)
        lying = norm and (either or lies)
        return replace(unit, kind=Kind.CUE, cue=Cue(LINE, Form.DIRECT)) if lying else None
    if unit.text in _REACH | _PASS:
        wished = prior is not None and prior.kind in (Kind.TO, Kind.MODAL, Kind.DETERMINER)
        if place > 1 and prior is not None and prior.kind is Kind.TO and units[place - 2].text in _GOES_ON:
            wished = False
        if wished or not norm:
            return None
        return replace(unit, kind=Kind.CUE, cue=Cue(ABOVE if unit.text in _PASS else LINE, Form.DIRECT))
    lies = prior is not None and prior.kind in _STANDS
    if unit.text in _LIKE and place > 1 and prior is not None and prior.text in ("much", "very", "just"):
        lies = units[place - 2].kind in _STANDS
    said = unit.text in _LIKE and prior is not None and prior.kind is not Kind.COMMA
    if lies and norm and (said or (unit.text in _ROUGHLY and unit.kind is Kind.ADVERB)):
        return replace(unit, kind=Kind.CUE, cue=Cue(LINE, Form.DIRECT))
    return None


def _denial(units: Sequence[Unit], place: int) -> Unit | None:
    """Return a comparing word as the denial that it is before a grade: "good as opposed to outstanding"."""
    behind = next((unit for unit in units[place + 1 :] if unit.kind is not Kind.ADVERB), None)
    return replace(units[place], kind=Kind.NOT) if behind is not None and behind.kind is Kind.GRADE else None


def _hides(units: Sequence[Unit], place: int) -> bool:
    """Say whether something is told to lie behind what was told: "Behind it (all) lie some contrasts"."""
    opens = not place or units[place - 1].kind in JOINTS
    ahead = _behind(units, place + 1)
    if not opens or ahead >= len(units) or units[ahead].text not in _TOLD:
        return False
    lies = _behind(units, ahead + 1)
    lies += lies < len(units) and units[lies].text == "all"
    there = lies < len(units) and (units[lies].text in LIE or units[lies].kind is Kind.BE)
    ends = next((n for n in range(lies + 1, len(units)) if units[n].kind in _PARTING), len(units))
    return there and all(unit.kind is not Kind.COMPARATOR for unit in units[lies + 1 : ends])


_PARTING = JOINTS | {Kind.WITH}
_TOLD = ANAPHORA | words_of("them that those all")


def _or_beyond(units: Sequence[Unit], place: int) -> bool:
    """Say whether "on" is one of two: "on | or over the average"."""
    said = units[place : place + 2]
    cue = said[1].cue if len(said) > 1 and said[0].text == "or" else None
    return cue is not None and cue.form is Form.DIRECT and cue.direction != LINE


def _of_it(units: Sequence[Unit], place: int) -> bool:
    """Say whether "it" is a figure named before: "A do not reach the national average, but B pass | it"."""
    behind = units[place + 1 : place + 3]
    ends = len(behind) == 1 or (len(behind) > 1 and behind[1].kind in BOUNDARIES)
    before = [unit for unit in units[:place] if unit.kind is Kind.COMPARATOR]
    return ends and behind[0].text == "it" and bool(before) and before[-1].words[-1] in _NORMS


def _behind(units: Sequence[Unit], place: int) -> int:
    """Return the first place behind articles and adverbs."""
    return next((n for n in range(place, len(units)) if units[n].kind not in FILLERS), len(units))


__all__ = ["AMBIGUOUS", "ambiguous_comparatives"]
