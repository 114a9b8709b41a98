"""Undo inversion and gapping in comparisons, a construction a module.

In: the units of a sentence and its words. Out: the units with what is compared before its comparing word,
and each matter with a clause of its own. No offset changes.
"""

from __future__ import annotations

from collections.abc import Set

from ofsted_kg.grammar.compared_ahead import compared_ahead
from ofsted_kg.grammar.gapped_fronts import LEADS, gapped_fronts
from ofsted_kg.grammar.left_behind import BEHIND, left_behind
from ofsted_kg.grammar.matters import MATTERS, matters
from ofsted_kg.grammar.places_first import places_first
from ofsted_kg.grammar.units import Unit
from ofsted_kg.grammar.whose_places import whose_places
from ofsted_kg.grammar.without import without
from ofsted_kg.grammar.words import Kind


def by_matter(units: list[Unit], words: Set[str]) -> list[Unit]:
    """Return units with what is told of one outcome after another as clauses."""
    if words & MATTERS:
        units = matters(units)
    return gapped_fronts(units) if words & LEADS else units


def turned_about(units: list[Unit], words: Set[str]) -> list[Unit]:
    """Return units with what is compared in front."""
    if not any(unit.kind is Kind.COMPARATOR for unit in units):
        return without(units) if "without" in words else units
    units = compared_ahead(places_first(units))
    if "whose" in words:
        units = whose_places(units)
    if "without" in words:
        units = without(units)
    return left_behind(units) if words & BEHIND else units


__all__ = ["by_matter", "turned_about"]
