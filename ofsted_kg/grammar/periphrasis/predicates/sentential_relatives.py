"""Read "A is good, which is more than can be said of B, poor since 2007" as "A is good; B, poor since 2007".

In: the units of a sentence. Out: the same, where what cannot be said of something parts it from what was
said before, so that a grade behind it is its own. Where no such grade follows, nothing changes, as nothing
is told of it. No offset changes.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from ofsted_kg.grammar.lex.closed_classes import Kind, words_of
from ofsted_kg.grammar.lex.runs import joined
from ofsted_kg.grammar.lex.semantic_fields import HARDLY
from ofsted_kg.grammar.lex.units import Unit

# What makes a look worth while.
UNSAID = words_of("said claimed")
_OF = words_of("of for about")
_IT = words_of("that this it they these those")
_OPENS = frozenset({"which", "the same", "as much", "this", "that"})
_LEADS = frozenset({Kind.CUE, Kind.THAN, Kind.NOT, Kind.ADVERB, Kind.BE, Kind.MODAL})
_LONGEST = 9  # words between what opens it and "said"
_TELLS = frozenset({Kind.GRADE, Kind.JUDGE, Kind.COUNT, Kind.QUANTITY, Kind.ADVERB})


def sentential_relatives(units: list[Unit]) -> list[Unit]:
    """Return units with each "which cannot be said of" as a stop, or an adverb where it opens."""
    return joined(units, _unsaid)


def _unsaid(units: Sequence[Unit], place: int) -> tuple[Unit, int] | None:
    """Return what parts two subjects here as one unit, and where its words end."""
    opens = place == 0 or units[place - 1].kind is Kind.STOP
    comma = units[place].kind is Kind.COMMA
    look = place + comma
    if not (opens or comma) or not (look := _opening(units, look)):
        return None
    denied = more = False
    for end in range(look, min(len(units) - 2, look + _LONGEST)):
        if units[end].text in UNSAID:
            found = (denied or more) and units[end + 1].text in _OF and _is_graded(units, end + 2)
            kind = Kind.ADVERB if opens else Kind.STOP
            return (replace(units[place], kind=kind, end=units[end + 1].end), end + 2) if found else None
        denied = denied or units[end].kind is Kind.NOT or units[end].text in HARDLY
        more = more or units[end].text == "more"
        if units[end].kind not in _LEADS and units[end].text not in ("can", "could", "be", "may"):
            return None
    return None


_AMOUNTS = frozenset({Kind.DETERMINER, Kind.COUNT, Kind.PRONOUN})  # "the three homes"


def _opening(units: Sequence[Unit], place: int) -> int:
    """Return where what opens ends: "which", "the same", "as much"; 0 where nothing does."""
    for size in (1, 2):
        if " ".join(unit.text for unit in units[place : place + size]) in _OPENS:
            return place + size
    return 0


def _is_graded(units: Sequence[Unit], place: int) -> bool:
    """Say whether a subject stands here with a comma and a grade or an amount behind it, or a clause."""
    while place < len(units) and units[place].kind in _AMOUNTS:
        place += 1
    named = place + 2 < len(units) and units[place].kind is Kind.SUBJECT
    if named and units[place + 1].kind is Kind.STOP:
        return units[place + 2].text in _IT  # "of adoption: that is poor"
    return named and units[place + 1].kind is Kind.COMMA and units[place + 2].kind in _TELLS
