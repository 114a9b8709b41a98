"""Read when something is measured as a time, and not as a clause: "by the time they leave primary school".

In: the units of a sentence. Out: the same, with a clause that only tells at which stage of their
lives people are ("when they start secondary school", "on leaving college") as one adverb: the school
named in it is no subject, and the measure it stands in has its verb still to come.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from ofsted_kg.grammar.lex.closed_classes import Kind, words_of
from ofsted_kg.grammar.lex.runs import joined
from ofsted_kg.grammar.lex.semantic_fields import PERSONS
from ofsted_kg.grammar.lex.units import Unit

# What people do at the end or the beginning of a stage.
MOVES = words_of(
    """
    leave leaves left leaving start starts started starting enter enters entered entering reach reaches
    reached reaching finish finishes finished finishing join joins joined joining begin begins began
    transfer transfers transferred transferring move moves moved moving go goes went going arrive arrives
    arrived arriving complete completes completed completing
    """
)
_WHEN = words_of("when before after until till once since")
_ON = frozenset({"on", "upon", "prior to"})
_THEY = PERSONS | {"they", "he", "she", "babies"}
_TO = words_of("to in at into from out of")
_SCHOOLING = words_of("school schools college nursery education")
_PEOPLE = frozenset({Kind.PRONOUN, Kind.WORD, Kind.DETERMINER, Kind.TOPIC, Kind.SUBJECT})


def temporal_clauses(units: list[Unit]) -> list[Unit]:
    """Return units with each clause of a stage as one adverb."""
    return joined(units, _as_adverb)


def _as_adverb(units: Sequence[Unit], place: int) -> tuple[Unit, int] | None:
    """Return a clause of a stage that opens here, behind something else, as an adverb, and where it ends."""
    end = _stage(units, place) if place else 0
    return (replace(units[place], kind=Kind.ADVERB, end=units[end - 1].end, cue=None), end) if end else None


def _stage(units: Sequence[Unit], place: int) -> int:
    """Return where a clause of a stage ends that opens here, or 0."""
    verb = _by_the_time(units, place)
    if not verb:
        return 0
    look = verb + 1
    while look < len(units) and look < verb + 3 and units[look].words[-1] in _TO:
        look += 1
    named = look < len(units) and (units[look].scheme == "setting" or units[look].words[-1] in _SCHOOLING)
    return look + 1 if named else 0


def _by_the_time(units: Sequence[Unit], place: int) -> int:
    """Return where the verb of a clause of a stage stands, or 0."""
    opens = units[place].text
    look = place + 1
    if opens in ("by", "at") and [u.text for u in units[look : look + 2]] in (
        ["the", "time"],
        ["the", "point"],
    ):
        look += 2
        if look < len(units) and units[look].text in ("of", "that", "when"):
            look += 1
    elif opens not in _WHEN | _ON:
        return 0
    if look < len(units) and units[look].words[-1].endswith("ing"):
        return look if units[look].words[-1] in MOVES else 0
    if opens in _ON:
        return 0
    who = look
    while look < len(units) and look < who + 3 and units[look].kind in _PEOPLE:
        if units[look].words[-1] in MOVES and look > who:
            return look
        look += 1
    goes = look > who and look < len(units) and units[look].words[-1] in MOVES
    return look if goes and units[look - 1].words[-1] in _THEY else 0


__all__ = ["MOVES", "temporal_clauses"]
