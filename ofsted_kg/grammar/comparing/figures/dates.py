"""Leave out the numbers that are no figures of a comparison: those of dates, and those of a year before.

In: the units of a sentence and its clauses. Out: the units, without these.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from ofsted_kg.grammar.clauses.clause import Clause
from ofsted_kg.grammar.lex.closed_classes import Kind
from ofsted_kg.grammar.lex.times import year_in
from ofsted_kg.grammar.lex.units import Unit
from ofsted_kg.grammar.phrases.phrase import Form


def without_dates(units: Sequence[Unit], clauses: Sequence[Clause]) -> list[Unit]:
    """Return the units of a sentence but those of its dates, and the figures of then."""
    dated = {unit.start for clause in clauses for unit in _dates(clause)}
    dated |= {
        unit.start
        for before, unit in pairwise(units)
        if before.start in dated and unit.kind is Kind.COUNT and unit.start - before.end < 2
        if unit.text.isdecimal()
    }  # "2014-15", but "In 2008 78% of"
    dated |= set(_of_then(clauses))
    return [unit for unit in units if unit.start not in dated]


def _dates(clause: Clause) -> list[Unit]:
    """Return the units of times that name a year: no figures of a comparison."""
    adverbs = (p for p in clause.phrases if p.form is Form.ADVERB and len(p.units) > 1)
    return [
        unit for p in adverbs if year_in(p.units) is not None for unit in p.units if unit.text != "from"
    ]  # "improved from the 2012-13 figure of 44%"


def _of_then(clauses: Sequence[Clause]) -> Iterator[int]:
    """Yield where figures stand that are of a year before, and not set beside those of now.

    "a decrease on 2013, when 17% did"; "22%, down from 31% in 2012, when the average was 34%".
    """
    for told, clause in pairwise(clauses):
        named = [phrase for phrase in told.phrases if phrase.form is not Form.COMMA]
        if clause.lead_text != "when" or not named or named[-1].form is not Form.ADVERB:
            continue
        if year_in(named[-1].units) is None:
            continue
        before = [unit for phrase in named[:-1] for unit in phrase.units]
        figures = [unit.start for unit in clause.units if unit.kind is Kind.COUNT]
        earlier = [n for n, unit in enumerate(before) if unit.kind is Kind.COUNT]
        if not clause.names_places or (earlier and before[earlier[-1] - 1].text == "from"):
            yield from figures
        elif earlier:
            yield from (before[place].start for place in earlier[:-1])
