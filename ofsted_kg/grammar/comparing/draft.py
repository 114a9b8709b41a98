"""What comes of reading comparisons, before its evidence is cut out of a document.

In: nothing. Out: `Draft`, a comparison, and what is asked of a part to make one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

import msgspec
from msgspec.structs import replace

from ofsted_kg.grammar.comparing.comparators.places import Group
from ofsted_kg.grammar.comparing.figures.figure_pairs import Pair
from ofsted_kg.grammar.comparing.part import Part
from ofsted_kg.grammar.lex.closed_classes import Kind
from ofsted_kg.grammar.lex.units import Unit
from ofsted_kg.grammar.results import By, Unread


class Draft(msgspec.Struct, frozen=True):
    """A comparison.

    Attributes:
        subjects: what is compared, a fact for each.
        direction: where it lies.
        comparators: beside whom, a fact for each.
        start: first offset in the passage.
        end: one past the last.
        figures: what is printed.
        units: the mentions of other places that it accounts for.
        rule: the construction that found it.
    """

    subjects: tuple[str, ...]
    direction: str
    comparators: tuple[str, ...]
    start: int
    end: int
    figures: Pair | None = None
    units: tuple[Unit, ...] = ()
    rule: By = By.COMPARISONS


def told_again(drafts: Iterable[Draft | Unread], units: Sequence[Unit]) -> Iterator[Draft | Unread]:
    """Yield drafts; what is told a second time of other mentions in the same words has its own words.

    "Results at 5 are better than those of X, at 16 better than them": the same is so of both; "have fewer
    moves than average and wait less time than nationally".
    """
    seen: dict[tuple[object, ...], Draft] = {}
    for draft in drafts:
        if isinstance(draft, Draft) and draft.rule is By.COMPARISONS and draft.units:
            key = (draft.subjects, draft.direction, draft.comparators, draft.start, draft.end)
            first = seen.setdefault(key, draft)
            if first is not draft and draft.units != first.units:
                last = draft.units[0].start
                joints = [u for u in units if u.kind in (*_JOINTS, Kind.AND) and draft.start < u.start < last]
                behind = [u.end for u in joints if u.start >= first.units[-1].end]
                ends = behind[:1] or [u.end for u in joints if u.kind in _JOINTS][-1:]
                start = next((u.start for u in units if ends and u.start >= ends[0]), draft.start)
                yield replace(draft, start=start, end=max(draft.units[-1].end, start))
                continue
        yield draft


def with_brackets(drafts: Iterable[Draft | Unread]) -> list[Draft | Unread]:
    """Return drafts; figures in brackets are those of what is said around them, and no second fact.

    "Breastfeeding (46%; England 48%) is below the national figure".
    """
    told = list(drafts)
    for inner in [draft for draft in told if isinstance(draft, Draft)]:
        outer = next((d for d in told if isinstance(d, Draft) and _tells_of(inner, d)), None)
        if outer is not None:
            whole = replace(outer, figures=inner.figures, units=(*inner.units, *outer.units))
            told = [whole if draft is outer else draft for draft in told if draft is not inner]
    return told


def _tells_of(inner: Draft, outer: Draft) -> bool:
    """Say whether a draft prints the figure of other places that another one leaves out."""
    same = (inner.subjects, inner.direction, inner.comparators)
    if inner is outer or same != (outer.subjects, outer.direction, outer.comparators):
        return False
    inside = outer.start <= inner.start and inner.end < outer.end
    mine, theirs = inner.figures, outer.figures
    if not inside or mine is None or theirs is None or mine.theirs is None or theirs.theirs is not None:
        return False
    return mine.own is not None and mine.own == theirs.own


_JOINTS = frozenset({Kind.COMMA, Kind.STOP})
# The constructions that read what their clause compares to its end.
TELL_ALL = frozenset({By.STRIPPING, By.PRIOR_VALUES, By.FRONTED_COMPARATORS})


def places_of(ways: Sequence[tuple[str, tuple[str, ...]]]) -> tuple[str, ...]:
    """Return the places that were compared with, in order."""
    return tuple(dict.fromkeys(slug for _, slugs in ways for slug in slugs))


def mentions_of(units: Sequence[Unit], group: Group, untold: Collection[str] = ()) -> tuple[Unit, ...]:
    """Return the units that name the places of a group, but for those of which nothing was told."""
    named = (unit for unit in units[group.first : group.last + 1] if unit.kind is Kind.COMPARATOR)
    return tuple(unit for unit in named if not (unit.slugs and set(unit.slugs) <= set(untold)))


def span_of(part: Part, figures: Pair | None) -> tuple[int, int]:
    """Return where a comparison stands: its part, widened to figures of the sentence outside it."""
    start, end = part.span
    for number in (figures.own, figures.theirs) if figures is not None else ():
        if number is not None and number.place >= 0:
            start, end = min(start, number.start), max(end, number.end)
    return start, end
