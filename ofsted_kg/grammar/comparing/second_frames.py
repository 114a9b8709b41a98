"""Part what a second "compared with" frames from what the first one did.

In: the parts of a sentence. Out: parts, each with its own frame: "Compared with A it is stronger, |
compared with B it is weaker", "It is above A and, | against B, (it is) level".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from ofsted_kg.grammar.comparing.part import Part
from ofsted_kg.grammar.lex.closed_classes import Kind
from ofsted_kg.grammar.lex.comparatives import Form
from ofsted_kg.grammar.lex.semantic_fields import COUNTERPARTS
from ofsted_kg.grammar.lex.units import Unit


def framed_apart(parts: Sequence[Part]) -> Iterator[Part]:
    """Yield the parts with each frame where it belongs: it opens what stands behind it."""
    waiting: tuple[Unit, ...] = ()
    for place, part in enumerate(parts):
        if waiting:
            part = replace(part, before=[*waiting, *part.before], shared=False)
            waiting = ()
        following = parts[place + 1] if place + 1 < len(parts) else None
        cut = _frame(part.after)
        rest = part.after[_frame_end(part.after, cut) :] if cut else ()
        if cut and _opens_next(part, part.after[:cut], rest, following):
            waiting = tuple(unit for unit in part.after[cut:] if unit.kind is not Kind.COMMA)
            yield replace(part, after=_closed(part.after[:cut]))
        elif cut and _predicate(part, part.after[:cut], rest):
            yield replace(part, after=_closed(part.after[:cut]))
            frame = part.after[cut : len(part.after) - len(rest)]
            yield replace(part, lead=None, before=[*frame, *part.before], after=rest)
        else:
            yield part


def _frame(after: Sequence[Unit]) -> int:
    """Return where a frame begins that a comma or "and" parts from what is said before it, or 0."""
    for place in range(len(after) - 1, 0, -1):
        if after[place].kind is Kind.COMPARED:
            ends = _frame_end(after, place)
            led = after[place - 1].kind is Kind.COMMA and place > 1
            named = after[ends - 1].kind is Kind.COMPARATOR or after[ends - 1].kind is Kind.COMMA
            return place if led and named and ends > place + 1 else 0
    return 0


def _frame_end(after: Sequence[Unit], place: int) -> int:
    """Return where a frame ends: behind its places and the comma behind them."""
    end = place + 1
    while end < len(after) and (after[end].kind in _LIGHT or after[end].text in COUNTERPARTS):
        end += 1
    if end == len(after) or after[end].kind is not Kind.COMPARATOR:
        return place
    return end + 1 + (end + 1 < len(after) and after[end + 1].kind is Kind.COMMA)


_LIGHT = frozenset({Kind.DETERMINER, Kind.PREPOSITION})


def _opens_next(part: Part, said: Sequence[Unit], rest: Sequence[Unit], following: Part | None) -> bool:
    """Say whether a frame at the end of a part opens the next: "is stronger, compared with B | it is"."""
    if rest or following is None or not (following.before and following.verb):
        return False
    if following.lead is None and following.before[0].start < part.after[-1].end:
        return False
    joined = _joined(said)
    free = following.lead is None or (following.lead_kind is Kind.COMMA and (joined or bool(part.places[1:])))
    compared = any(unit.kind is Kind.COMPARATOR for unit in (*part.before, *said))
    return free and (joined or (compared and following.lead is None))


def _predicate(part: Part, said: Sequence[Unit], rest: Sequence[Unit]) -> bool:
    """Say whether a frame stands before a predicate that leaves out its verb: "and, against B, level"."""
    copula = bool(part.verb) and part.verb[-1].kind in (Kind.BE, Kind.COPULA)
    compared = any(unit.kind is Kind.COMPARATOR for unit in said)
    told = any(unit.cue is not None and unit.cue.form is not Form.PLAIN for unit in rest)
    told = told or any(unit.text in _LEVEL for unit in rest)
    other = any(unit.kind in (Kind.COMPARATOR, Kind.COMPARED, Kind.THAN) for unit in rest)
    return copula and compared and told and not other and _joined(said)


_LEVEL = frozenset({"level", "similar", "the same"})


def _joined(said: Sequence[Unit]) -> bool:
    """Say whether what stands before a frame ends with "and" and a comma."""
    return len(said) > 1 and said[-2].kind in (Kind.AND, Kind.CONJUNCTION) and said[-1].kind is Kind.COMMA


def _closed(said: Sequence[Unit]) -> Sequence[Unit]:
    """Leave out the joint at the end."""
    end = len(said)
    while end and said[end - 1].kind in (Kind.COMMA, Kind.AND, Kind.CONJUNCTION):
        end -= 1
    return said[:end]
