"""Undo inversion and gapping in comparisons, a construction a module.

In: the units of a sentence and its words. Out: the units with what is compared before its comparing word,
and each matter with a clause of its own. No offset changes.
"""

from __future__ import annotations

from collections.abc import Set

from msgspec.structs import replace

from ofsted_kg.grammar.lex.closed_classes import Kind
from ofsted_kg.grammar.lex.comparatives import LINE, Cue, Form
from ofsted_kg.grammar.lex.semantic_fields import CONCEDING
from ofsted_kg.grammar.lex.units import Unit
from ofsted_kg.grammar.periphrasis.adjuncts.topic_markers import TOPIC_MARKERS, topic_markers
from ofsted_kg.grammar.periphrasis.adjuncts.without_clauses import without_clauses
from ofsted_kg.grammar.periphrasis.anaphora.such_anaphora import SUCH, such_anaphora
from ofsted_kg.grammar.periphrasis.comparison.resemblance import RESEMBLE, resemblance
from ofsted_kg.grammar.periphrasis.word_order.converse_relatives import BEHIND, converse_relatives
from ofsted_kg.grammar.periphrasis.word_order.converses import converses
from ofsted_kg.grammar.periphrasis.word_order.existentials import THERE, existentials
from ofsted_kg.grammar.periphrasis.word_order.gapping import LEADS, gapping
from ofsted_kg.grammar.periphrasis.word_order.genitive_relatives import genitive_relatives
from ofsted_kg.grammar.periphrasis.word_order.passive_standards import PASSIVE, passive_standards
from ofsted_kg.grammar.periphrasis.word_order.preposed_standards import preposed_standards


def gapped_topics(units: list[Unit], words: Set[str]) -> list[Unit]:
    """Return units with what is told of one outcome after another as clauses."""
    if words & TOPIC_MARKERS:
        units = topic_markers(units)
    if "upon" in words:
        units = _upon_it(units)
    return gapping(units) if words & LEADS else units


def _upon_it(units: list[Unit]) -> list[Unit]:
    """Return units with "at sixteen upon it", behind other places, as level with it."""
    made = list(units)
    for place in range(2, len(units) - 1):
        led = units[place].text == "upon" and units[place - 1].kind is Kind.COUNT
        named = any(unit.kind is Kind.COMPARATOR for unit in units[:place])
        if led and named and units[place - 2].text == "at" and units[place + 1].text in ("it", "them"):
            made[place] = replace(units[place], kind=Kind.CUE, cue=Cue(LINE, Form.DIRECT))
    return made


def _with_verbs(units: list[Unit]) -> list[Unit]:
    """Return units with the verb of "has the edge over" as one of its own: a clause needs it."""
    made: list[Unit] = []
    for unit in units:
        if unit.kind is Kind.CUE and unit.words[0] in _HAVE and len(unit.words) > 1:
            middle = unit.start + len(unit.words[0])
            made.append(Unit(Kind.HAVE, unit.start, middle, unit.words[:1]))
            unit = replace(unit, start=middle + 1, words=unit.words[1:])
        made.append(unit)
    return made


def _without_concession(units: list[Unit]) -> list[Unit]:
    """Return units without what is conceded behind a comparing word: "trailing, though by less, X"."""
    for place in range(len(units) - 2):
        if units[place].cue is None or [u.kind for u in units[place + 1 : place + 3]] != _CONCEDES:
            continue
        ahead = range(place + 3, min(len(units), place + _LONGEST))
        end = next((n for n in ahead if units[n].kind is Kind.COMMA), 0)
        behind = units[end + 1 : end + 6]
        named = any(unit.kind is Kind.COMPARATOR for unit in behind)
        inner = any(u.kind in (Kind.COMPARATOR, Kind.GRADE, Kind.STOP) for u in units[place:end])
        if end and named and not inner and units[place + 2].text in CONCEDING:
            return [*units[: place + 1], *_without_concession(units[end + 1 :])]
    return units


_CONCEDES = [Kind.COMMA, Kind.CONJUNCTION]
_LONGEST = 10
_HAVE = frozenset({"has", "have", "had"})


def inversion(units: list[Unit], words: Set[str]) -> list[Unit]:
    """Return units with what is compared in front."""
    units = resemblance(units) if words & RESEMBLE else units
    units = existentials(units) if words & THERE else units
    units = _with_verbs(such_anaphora(units) if words & SUCH else units)
    if not any(unit.kind is Kind.COMPARATOR for unit in units):
        return without_clauses(units) if "without" in words else units
    if words & PASSIVE:
        units = passive_standards(units)
    units = preposed_standards(converses(_without_concession(units)))
    if "whose" in words:
        units = genitive_relatives(units)
    if "without" in words:
        units = without_clauses(units)
    return converse_relatives(units) if words & BEHIND else units


__all__ = ["gapped_topics", "inversion"]
