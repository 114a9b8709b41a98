"""Read "X, the arrangements for which are poor" as "X, whose arrangements are poor".

In: the units of a sentence. Out: the same, where a noun behind a comma on which "for which" or "of which"
hangs follows its relative. No offset changes.
"""

from __future__ import annotations

from msgspec.structs import replace

from ofsted_kg.grammar.lex.closed_classes import Kind
from ofsted_kg.grammar.lex.units import Unit

_NOUNS = frozenset({Kind.SHELL_NOUN, Kind.ASPECT})
_VERBS = frozenset({Kind.BE, Kind.COPULA, Kind.HAVE, Kind.JUDGE})
_WHICH = frozenset({"for which", "of which"})


def pied_piping(units: list[Unit]) -> list[Unit]:
    """Return units with the relative before its noun."""
    for place in range(3, len(units) - 1):
        which, noun, the, mark = units[place], units[place - 1], units[place - 2], units[place - 3]
        opens = mark.kind is Kind.COMMA and the.text == "the" and noun.kind in _NOUNS
        if opens and which.text in _WHICH and units[place + 1].kind in _VERBS:
            whose = replace(the, kind=Kind.RELATIVE, words=("whose",))
            return [*units[: place - 2], whose, noun, *pied_piping(units[place + 1 :])]
    return units


__all__ = ["pied_piping"]
