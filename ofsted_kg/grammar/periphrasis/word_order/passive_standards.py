"""Read "the national average is exceeded in mathematics" as "mathematics exceeds the national average".

In: the units of a sentence. Out: the same, where the figure of other places that opens a clause is reached or
passed, with who reaches it in front: the agent, what is told behind "in", or results; and "X, on which
England is surpassed" as "X, which is above England". No offset changes: each stands where another stood.
(The passive and its agent: Quirk et al. 1985, 3.63.)
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from ofsted_kg.grammar.lex.closed_classes import BOUNDARIES, JOINTS, NAMES, Kind, words_of
from ofsted_kg.grammar.lex.comparatives import ABOVE, BELOW, LINE, OR_BELOW, Cue, Form
from ofsted_kg.grammar.lex.semantic_fields import CORRESPONDING, PASSED
from ofsted_kg.grammar.lex.units import Unit, copula

_REACHED = words_of("reached matched equalled met attained achieved")
PASSIVE = PASSED | _REACHED
_FIGURES = words_of("average averages figure figures norm norms rate rates mean median level levels")
_WHERE = words_of("in for")
_BETWEEN = frozenset({Kind.ADVERB, Kind.NOT})
_THEIRS = frozenset({Kind.COMPARATOR, Kind.AND, Kind.DETERMINER, Kind.COMMA})
_ALIKE = words_of("alike both all")
_ON = words_of("on in where for")
_NOT_REACHED = {LINE: BELOW, ABOVE: OR_BELOW}


def passive_standards(units: list[Unit]) -> list[Unit]:
    """Return units with each such clause in the active voice."""
    for place, unit in enumerate(units):
        if unit.kind is Kind.RELATIVE and (passed := _relative(units, place)):
            made, first, end = passed
            return [*units[:first], *made, *passive_standards(units[end:])]
        figure = _of_figure(units, place) or not _FIGURES.isdisjoint(unit.words)
        if unit.kind is Kind.COMPARATOR and figure and (found := _active(units, place)):
            made, first, end = found
            return [*units[:first], *made, *passive_standards(units[end:])]
    return units


def _active(units: Sequence[Unit], place: int) -> tuple[list[Unit], int, int] | None:
    """Return what stands for a passive clause that other places open, where it begins and where it ends."""
    first = place - 2 if _of_figure(units, place) else place
    while first and (units[first - 1].kind is Kind.DETERMINER or units[first - 1].text in CORRESPONDING):
        first -= 1
    of, be_at = _who(units, place + 1, Kind.BE)
    if not _opens(units[:first]) or [unit.kind for unit in units[be_at : be_at + 1]] != [Kind.BE]:
        return None
    verb = be_at + 1
    while verb < len(units) and units[verb].kind in _BETWEEN:
        verb += 1
    if (units[verb].text if verb < len(units) else "") not in PASSIVE:
        return None
    way = _way(units, place, verb)
    mention, be = units[place], units[be_at]
    who, end = (of, verb + 1) if of else _who(units, verb + 1)
    if any(unit.kind is Kind.COMPARATOR for unit in who):  # "is exceeded by similar areas" compares places
        return [*units[first:verb], _unread(units[verb]), *units[verb + 1 : end]], first, end
    last = who[-1].end if who else units[verb].end
    opens = [replace(unit, start=mention.start, end=mention.start) for unit in who[:-1]]
    opens += [replace(who[-1], start=mention.start)] if who else [Unit(Kind.ASPECT, last, last, ("results",))]
    cue = replace(units[verb], kind=Kind.CUE, words=(way,), cue=Cue(way, Form.DIRECT), slugs=(), scheme="")
    return (
        [*opens, be, cue, replace(mention, start=units[verb].start, end=max(last, units[verb].end))],
        first,
        end,
    )


def _relative(units: Sequence[Unit], place: int) -> tuple[list[Unit], int, int] | None:
    """Return what stands for "on which England and similar areas are (alike) surpassed", and its ends."""
    first = place - 1 if units[place].text == "which" else place
    led = units[first].text if first < place else units[place].text.removesuffix(" which")
    inside = range(place + 1, len(units))
    be_at = next((n for n in inside if units[n].kind not in _THEIRS and units[n].text != "both"), len(units))
    verb = be_at + 1
    while verb < len(units) and (units[verb].kind in _BETWEEN or units[verb].text in _ALIKE):
        verb += 1
    theirs = units[place + 1 : be_at]
    passive = verb < len(units) and units[be_at].kind is Kind.BE and units[verb].text in PASSIVE
    mentions = [unit for unit in theirs if unit.kind is Kind.COMPARATOR]
    if not passive or led not in _ON or not mentions:
        return None
    agent = [unit for unit in units[verb + 1 : verb + 4] if unit.kind is not Kind.DETERMINER]
    if agent and agent[0].text == "by":
        theirs_too = any(unit.kind is Kind.COMPARATOR for unit in agent[1:2])
        return ([*units[first:verb], _unread(units[verb])], first, verb + 1) if theirs_too else None
    way = _way(units, be_at, verb)
    start = theirs[0].start
    cue = Unit(Kind.CUE, start, start, (way,), cue=Cue(way, Form.DIRECT))
    ends = replace(units[verb], start=units[be_at].start, kind=Kind.ADVERB, words=("indeed",), cue=None)
    which = replace(units[place], start=units[first].start, words=("which",))
    own = [unit for unit in theirs if unit.text != "both"]
    return [which, copula(start, "are"), cue, *own, ends], first, verb + 1


def _way(units: Sequence[Unit], first: int, verb: int) -> str:
    """Return how one's own lies where places are (not) reached or passed by it."""
    way = ABOVE if units[verb].text in PASSED else LINE
    return _NOT_REACHED[way] if any(unit.kind is Kind.NOT for unit in units[first:verb]) else way


def _unread(verb: Unit) -> Unit:
    """Return a verb that says nothing of one's own, as places are compared with places."""
    return replace(verb, kind=Kind.WORD, words=("set",), cue=None)


def _of_figure(units: Sequence[Unit], place: int) -> bool:
    """Say whether a figure of the places stands in front: "the average | of | similar areas"."""
    return place > 1 and units[place - 1].text in ("of", "for") and units[place - 2].words[-1] in _FIGURES


def _opens(before: Sequence[Unit]) -> bool:
    """Say whether a clause opens there, if need be behind what is fronted: "At every stage | the average"."""
    joint = max((n + 1 for n, unit in enumerate(before) if unit.kind in JOINTS), default=0)
    fronted = before[joint:]
    return not fronted or fronted[0].text in ("at", "in", "for")


def _who(units: Sequence[Unit], first: int, until: Kind | None = None) -> tuple[list[Unit], int]:
    """Return who reaches it, and where that ends: "by | boys", "in | mathematics"; or nobody."""
    led = units[first].text if first < len(units) else ""
    if led not in _WHERE and (led != "by" or until is not None):
        return [], first
    ends = (n for n in range(first, len(units)) if units[n].kind in BOUNDARIES or units[n].kind is until)
    end = next(ends, len(units))
    who = list(units[first + 1 : end])
    named = any(unit.kind in NAMES for unit in who)
    return (who, end) if named or (led == "by" and who) else ([], first)


__all__ = ["PASSIVE", "passive_standards"]
