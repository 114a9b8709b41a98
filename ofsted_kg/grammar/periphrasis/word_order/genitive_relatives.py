"""Read what is told of other places by "whose": "X, with whose figure theirs is level" as a clause.

In: the units of a sentence. Out: the same, where such a clause is one of its own, and names the places again
at its end, in no width. No offset changes.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from ofsted_kg.grammar.lex.closed_classes import BOUNDARIES, Kind, words_of
from ofsted_kg.grammar.lex.comparatives import LINE, LOOSE, Cue, Form
from ofsted_kg.grammar.lex.semantic_fields import OF_FIGURES
from ofsted_kg.grammar.lex.units import Unit, copula
from ofsted_kg.grammar.periphrasis.word_order.converses import called

_LEVEL = words_of("identical equal level similar comparable")
_WITH = words_of("with to")
_WHO = {"theirs": "they", "it": "it", "they": "they", "its": "it"}


def genitive_relatives(units: list[Unit]) -> list[Unit]:
    """Return units with each such clause made plain."""
    for place in range(3, len(units) - 2):
        if units[place].text == "whose" and (found := _plain(units, place)):
            start, made, end = found
            return [*units[:start], *made, *genitive_relatives(units[end:])]
    return units


def _plain(units: Sequence[Unit], place: int) -> tuple[int, list[Unit], int] | None:
    """Return where such a clause begins, what stands for it, and where it ends."""
    led = units[place - 1].text in _WITH or units[place - 1].kind is Kind.WITH
    comma = place - 1 - led
    # "similar areas (72%), whose"
    named = next((u for u in reversed(units[max(0, comma - 4) : comma]) if u.kind is Kind.COMPARATOR), None)
    if named is None or units[comma].kind is not Kind.COMMA or units[place + 1].words[-1] not in OF_FIGURES:
        return None
    look = place + 2
    who = _WHO.get(units[look].text)
    verb = look + 1 < len(units) and units[look + 1].kind is Kind.BE
    look += 1 + verb
    while look < len(units) and units[look].kind is Kind.ADVERB:
        look += 1
    if (
        who is None
        or look >= len(units)
        or (look + 1 < len(units) and units[look + 1].kind not in BOUNDARIES)
    ):
        return None
    last, pronoun = units[look], units[place + 2]
    cue = last.cue if last.kind is Kind.CUE and last.text not in LOOSE else None
    way = LINE if led and last.text in _LEVEL else cue.direction if cue and cue.form is Form.DIRECT else None
    if way is None or not (led or not verb):
        return None
    is_ = copula(last.start, "is" if who == "it" else "are")
    joint = replace(units[comma], kind=Kind.AND, end=pronoun.start, words=("and",))
    lies = replace(last, kind=Kind.CUE, words=called(way), cue=Cue(way, Form.DIRECT))
    there = replace(named, start=last.end, end=last.end)
    return comma, [joint, replace(pronoun, kind=Kind.PRONOUN, words=(who,)), is_, lies, there], look + 1


__all__ = ["genitive_relatives"]
