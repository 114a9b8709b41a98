"""Read who joins whom in what is said as both: "A has joined B in being good" as "A and B are good".

In: the units of a sentence. Out: the same, with a joint for the verb, and "A, no less than B, is" as "A, like
B, is". No offset changes.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from ofsted_kg.grammar.lex.closed_classes import VERBS, Kind, words_of
from ofsted_kg.grammar.lex.runs import joined
from ofsted_kg.grammar.lex.semantic_fields import OF_TWO
from ofsted_kg.grammar.lex.units import Unit

_JOINS = words_of("joined joins followed follows matched matches")
_LIGHT = frozenset({Kind.ADVERB, Kind.JUDGE})


def comitatives(units: list[Unit]) -> list[Unit]:
    """Return units where what two have in common is said of both."""
    being = next((n for n, unit in enumerate(units) if _opens(units, n)), 0)
    verb = being - 4 if being > 4 and units[being - 3].kind is Kind.DETERMINER else being - 3
    if verb < 1 or units[verb].text not in _JOINS or units[being - 2].kind is not Kind.SUBJECT:
        return units
    if units[being - 1].text != "in":
        return units
    first = verb
    while first > 1 and units[first - 1].kind in (Kind.ADVERB, Kind.HAVE):
        first -= 1
    joint = replace(units[verb], kind=Kind.AND, start=units[first].start, words=("and",))
    be = replace(units[being], kind=Kind.BE, start=units[being - 1].start, words=("are",))
    return [*units[:first], joint, *units[verb + 1 : being - 1], be, *units[being + 1 :]]


def no_less_than(units: list[Unit]) -> list[Unit]:
    """Return units with "A, no less than B, is" and "A, quite as much as B, is" as "A, like B, is"."""
    return joined(units, _like)


def _like(units: Sequence[Unit], place: int) -> tuple[Unit, int] | None:
    """Return "like" in place of what joins two behind a comma, and where its words end."""
    if not place or units[place - 1].kind is not Kind.COMMA:
        return None
    look = place
    while look < len(units) and units[look].text in _QUITE:
        look += 1
    end = next((end for words in _LIKE if (end := _spells(units, look, words))), 0)
    close = next((n for n in range(end, min(len(units), end + 4)) if units[n].kind is Kind.COMMA), 0)
    inner = units[end:close]
    named = any(unit.kind is Kind.SUBJECT or unit.text in OF_TWO for unit in inner)
    verb = bool(close) and close + 1 < len(units) and units[close + 1].kind in VERBS
    if not end or not named or not verb:
        return None
    return Unit(Kind.PREPOSITION, units[place].start, units[end - 1].end, ("like",)), end


def _spells(units: Sequence[Unit], place: int, words: Sequence[str]) -> int:
    """Return where the units end that are these words, or 0."""
    told = [unit.text for unit in units[place : place + len(words)]]
    return place + len(words) if told == list(words) else 0


_LIKE = (("no", "less", "than"), ("as", "much", "as"), ("equally", "with"), ("in", "common", "with"))
_QUITE = words_of("quite just every bit")


def _opens(units: Sequence[Unit], place: int) -> bool:
    """Say whether "being" opens a grade: "in being (judged) good"."""
    if units[place].words != ("being",):
        return False
    behind = next((u for u in units[place + 1 :] if u.kind not in _LIGHT), None)
    return behind is not None and behind.kind is Kind.GRADE


__all__ = ["comitatives", "no_less_than"]
