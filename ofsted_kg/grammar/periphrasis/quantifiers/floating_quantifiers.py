"""Read of how many a grade is, told between it and its verb: "are, to the last one, good".

In: the units of a sentence. Out: the same, where such words are the adverb "without exception", or "with few
exceptions". No offset changes.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from ofsted_kg.grammar.lex.closed_classes import COPULAS, Kind, words_of
from ofsted_kg.grammar.lex.runs import joined
from ofsted_kg.grammar.lex.units import Unit

# What makes a look worth while: the last words of such an aside.
FLOATED = words_of("one last man all them exception exceptions single")
_ALL = frozenset(
    {"to the last one", "to the last", "to a man", "one and all", "every one of them", "each and every one"}
    | {"every last one", "every single one", "all of them", "every last one of them"}
)
_FEW = frozenset({"only", "but", "just", "one", "two", "three", "or", "a", "few", "very", "the", "odd"})
_LONGEST = 7


def floating_quantifiers(units: list[Unit]) -> list[Unit]:
    """Return units with such words as an adverb."""
    return joined(units, _how_many)


def _how_many(units: Sequence[Unit], place: int) -> tuple[Unit, int] | None:
    """Return the adverb that such words are here, and where they end."""
    comma = units[place].kind is Kind.COMMA
    if not place or units[place - 1].kind not in COPULAS:
        return None
    first = place + comma
    for end in range(first + 1, min(len(units), first + _LONGEST)):
        words = [word for unit in units[first:end] for word in unit.words]
        close = end + (comma and units[end].kind is Kind.COMMA)
        if not _is_graded(units, close) or (comma and close == end):
            continue
        adverb = replace(units[place], kind=Kind.ADVERB, end=units[close - 1].end)
        if " ".join(words) in _ALL:
            return replace(adverb, words=("without", "exception")), close
        few = words[0] == "with" and words[-1] in ("exception", "exceptions") and set(words[1:-1]) <= _FEW
        if few and len(words) > 1 + 1:
            return replace(adverb, words=("with", "few", "exceptions")), close
    return None


def _is_graded(units: Sequence[Unit], place: int) -> bool:
    place += place < len(units) and units[place].text == "either"
    return place < len(units) and units[place].kind is Kind.GRADE


__all__ = ["FLOATED", "floating_quantifiers"]
