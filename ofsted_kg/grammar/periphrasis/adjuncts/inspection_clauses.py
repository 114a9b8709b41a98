"""Leave out clauses that only say that somebody inspected: "the provision that is inspected by Ofsted".

In: the units of a sentence and a place. Out: the noun alone, "in every case" for "wherever it was judged", or
nothing; and where the run ends.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from ofsted_kg.grammar.lex.closed_classes import VERBS, Kind, words_of
from ofsted_kg.grammar.lex.concepts import ALL_SETTINGS, CHILDRENS_HOMES
from ofsted_kg.grammar.lex.semantic_fields import JUDGEMENTS, REACHED
from ofsted_kg.grammar.lex.units import Unit
from ofsted_kg.grammar.periphrasis.adjuncts.lead_ins import period

INSPECT = words_of("inspected inspects inspect regulated regulates regulate visited")
_SEEN = words_of("inspected visited")
_WHO = words_of("ofsted we inspectors")
_WHOLE = words_of("provision services settings institutions providers")


def inspected(units: Sequence[Unit], place: int) -> tuple[Unit, int] | None:
    """Read "the provision that is inspected by Ofsted", "settings that we inspected" by the noun alone."""
    unit = units[place]
    if unit.text == "homes" and place + 1 < len(units) and units[place + 1].words[-1] in _SEEN:
        # "Of the 14 homes inspected, nine were good"
        whole = replace(unit, kind=Kind.SUBJECT, slugs=(CHILDRENS_HOMES,), scheme="setting")
        return replace(whole, end=units[place + 1].end), place + 2
    all_that = units[place + 1 : place + 2] and units[place + 1].text in ("that", "which")
    every = unit.text == "everything" or (unit.text in ("all", "all of") and all_that)
    if unit.text == "what" or every:
        # "most of what Ofsted inspects", "what has been inspected", "everything (that) Ofsted inspects"
        look = _done_by(units, place + 1 + bool(every and all_that))
        if look:
            whole = replace(unit, kind=Kind.SUBJECT, slugs=(ALL_SETTINGS,), scheme="setting")
            return replace(whole, end=units[look - 1].end), look
    if unit.kind is Kind.COMMA and (end := _lately(units, place + 1)):
        return units[end], end + 1
    end = _inspects(units, place + 1) if unit.kind in (Kind.SHELL_NOUN, Kind.SUBJECT) else 0
    if not end:
        return None
    whole = replace(unit, end=units[end - 1].end)
    if unit.kind is Kind.SHELL_NOUN and unit.text in _WHOLE:
        whole = replace(whole, kind=Kind.SUBJECT, slugs=(ALL_SETTINGS,), scheme="setting")
    return whole, end


def _lately(units: Sequence[Unit], place: int) -> int:
    """Return the verb behind an aside of when somebody inspected: ", inspected this year, | are", or 0."""
    seen = place + 2 < len(units) and units[place].words[-1] in _SEEN
    end = period(units, place + 1) if seen else 0
    return end if end and end < len(units) and units[end].kind in VERBS else 0


def wherever(units: Sequence[Unit], place: int) -> tuple[Unit, int] | None:
    """Read "good wherever it has been judged" as "good in every case"."""
    if units[place].text != "wherever":
        return None
    look = place + 1
    pronoun = look < len(units) and units[look].text in ("it", "they", "this")
    look += 1
    while look < len(units) and units[look].kind in (Kind.BE, Kind.HAVE, Kind.ADVERB):
        look += 1
    if not pronoun or look >= len(units) or units[look].words[-1] not in _JUDGED:
        return replace(units[place], kind=Kind.CONJUNCTION), place + 1
    case = replace(units[place], kind=Kind.ADVERB, end=units[look].end, words=("in", "every", "case"))
    return case, look + 1


_JUDGED = words_of("judged inspected seen assessed evaluated found visited graded rated")


def given(units: Sequence[Unit], place: int) -> tuple[Unit, int] | None:
    """Read "judgements made on staying safe", "grades given for X" by the noun alone."""
    unit, rest = units[place], units[place + 1 : place + 3]
    given = len(rest) == 2 and rest[0].words[-1] in REACHED and rest[1].kind is Kind.PREPOSITION
    if unit.words[-1] not in JUDGEMENTS or not given or rest[1].text not in ("on", "for", "in", "about"):
        return None
    return replace(unit, end=rest[0].end), place + 2


def _inspects(units: Sequence[Unit], place: int) -> int:
    """Return where a relative clause ends that only says that Ofsted inspected, or 0."""
    look = place
    if look < len(units) and units[look].text in ("that", "which"):
        look += 1
    else:
        return 0
    return _done_by(units, look)


def _done_by(units: Sequence[Unit], look: int) -> int:
    """Return where "(we) have inspected (and regulated)" ends, or 0."""
    if look < len(units) and units[look].words[-1] in _WHO:
        look += 1
    while look < len(units) and (units[look].kind in (Kind.BE, Kind.HAVE, Kind.ADVERB)):
        look += 1
    if look >= len(units) or units[look].words[-1] not in INSPECT:
        return 0
    look += 1
    if look < len(units) and units[look].text == "by ofsted":
        look += 1
    return look
