"""Read "X, the arrangements for which are poor" as "X, whose arrangements are poor".

In: the units of a sentence. Out: the same, where a noun behind a comma on which "for which", "of which" or
"in which" hangs follows its relative: "the college, provision in which is good". No offset changes.
"""

from __future__ import annotations

from ofsted_kg.grammar.lex.closed_classes import Kind
from ofsted_kg.grammar.lex.units import Unit

_NOUNS = frozenset({Kind.SHELL_NOUN, Kind.ASPECT})
_VERBS = frozenset({Kind.BE, Kind.COPULA, Kind.HAVE, Kind.JUDGE})
_PLACED = frozenset({"in which", "at which"})
_WHICH = frozenset({"for which", "of which"}) | _PLACED


def pied_piping(units: list[Unit]) -> list[Unit]:
    """Return units with the relative before its noun."""
    for place in range(3, len(units) - 1):
        led = units[place].text == "which" and units[place - 1].text == "at"
        which = "at which" if led else units[place].text
        if which not in _WHICH or units[place + 1].kind not in _VERBS:
            continue
        noun = place - 1 - led
        the = units[noun - 1].text == "the"
        mark = noun - 1 - the
        named = mark > 0 and units[mark - 1].kind is Kind.SUBJECT
        opens = mark > 0 and units[mark].kind is Kind.COMMA and units[noun].kind in _NOUNS
        if opens and (the or (which in _PLACED and named)):
            start, end = units[noun - the].start, units[noun - the].end if the else units[noun].start
            whose = Unit(Kind.RELATIVE, start, end, ("whose",))
            return [*units[: noun - the], whose, units[noun], *pied_piping(units[place + 1 :])]
    return units


__all__ = ["pied_piping"]
