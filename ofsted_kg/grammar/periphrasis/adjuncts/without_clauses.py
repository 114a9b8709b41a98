"""Part what is not so from what is: "is above X without (as yet) matching Y".

In: the units of a sentence. Out: the same, where "without" before what something is not, or how it does not
compare, has a comma before it and a verb behind it. No offset changes: what is put in has no width.
"""

from __future__ import annotations

from collections.abc import Sequence

from ofsted_kg.grammar.lex.closed_classes import Kind, words_of
from ofsted_kg.grammar.lex.units import Unit, copula

_LIGHT = words_of("yet quite ever") | {"as yet", "even", "actually"}
_BEING = words_of("being becoming")


def without_clauses(units: list[Unit]) -> list[Unit]:
    """Return units with each such denial as a clause of its own."""
    made: list[Unit] = []
    place = 0
    while place < len(units):
        end = _denies(units, place) if units[place].text == "without" and made else 0
        if not end:
            made.append(units[place])
            place += 1
            continue
        first, verb = units[place], units[end]
        if made[-1].kind is not Kind.COMMA:
            made.append(Unit(Kind.COMMA, first.start, first.start, (",",)))
        made += [first, copula(verb.start, "being")]
        place = end + (verb.text in _BEING)
    return made


def _denies(units: Sequence[Unit], place: int) -> int:
    """Return where the verb stands of what is not so behind "without", or 0."""
    look = place + 1
    while look < len(units) and units[look].text in _LIGHT:
        look += 1
    if look + 1 >= len(units):
        return 0
    verb = units[look]
    compares = verb.kind is Kind.CUE and verb.words[0].endswith("ing")
    return look if compares or verb.text in _BEING else 0


__all__ = ["without_clauses"]
