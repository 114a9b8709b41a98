"""Find the measure that stands as a label before what compares: "Absence - primary at the average".

In: a part of a sentence and those before it. Out: slugs, none where no label stands there.
"""

from __future__ import annotations

from collections.abc import Sequence

from ofsted_kg.grammar.comparing.comparees.indicators import of_indicators
from ofsted_kg.grammar.comparing.last_compared import Slugs
from ofsted_kg.grammar.comparing.part import Part
from ofsted_kg.grammar.lex.closed_classes import PADDING, PARTS, Kind
from ofsted_kg.grammar.lex.units import INDICATORS, Unit

_MARKS = frozenset({":", "–", "—", "-"})


def labelled(part: Part, before: Sequence[Part]) -> Slugs:
    """Return of what a part without a topic of its own tells where it lies, behind a dash or a colon."""
    label = before[-1] if before else None
    led = part.lead is not None and part.lead.kind is Kind.STOP and part.lead.text in _MARKS
    if label is None or not led or label.verb or label.graded or part.graded:
        return ()
    said = [unit for unit in label.units if unit.kind not in PADDING]
    if part.verb and not (of_indicators(said) and _counts_some(part.before)):
        return ()
    if not said or said[0].kind is not Kind.TOPIC or any(unit.cue is not None for unit in said):
        return ()
    if any(unit.kind is Kind.TOPIC for unit in part.units):
        return ()
    return (INDICATORS,) if of_indicators(said) else said[0].slugs[:1]


def _counts_some(units: Sequence[Unit]) -> bool:
    """Say whether a subject only counts some of what a label names: "Indicators: of the 90, 60 | are"."""
    named = any(unit.kind in (Kind.SUBJECT, Kind.SHELL_NOUN) for unit in units)
    return any(unit.kind in PARTS for unit in units) and not named
