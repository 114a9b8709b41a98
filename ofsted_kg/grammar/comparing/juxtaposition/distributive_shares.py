"""Read shares side by side of which each lies its own way: "a higher share of A and a lower one of B are".

In: a graded part of a sentence and its places. Out: a `Draft` for each share: beside the places told in
it ("a higher than average proportion of A"), or beside those behind the grade ("than in similar areas").
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ofsted_kg.grammar.comparing.comparators.places import Group
from ofsted_kg.grammar.comparing.comparees.comparee import Comparees
from ofsted_kg.grammar.comparing.draft import Draft
from ofsted_kg.grammar.comparing.part import Part
from ofsted_kg.grammar.lex.closed_classes import FILLERS, RUNNING_JOINTS, Kind
from ofsted_kg.grammar.lex.comparatives import ABOVE, BELOW, Form
from ofsted_kg.grammar.lex.units import Unit
from ofsted_kg.grammar.phrases.named_entities import names_in
from ofsted_kg.grammar.results import By


def distributive_shares(about: Comparees, part: Part, groups: Sequence[Group]) -> list[Draft]:
    """Return the comparisons of a part whose subject is two shares or more; none where it is not.

    Args:
        about: knows the settings.
        part: a part.
        groups: the places that it names.
    """
    if not part.graded or not part.verb or part.denied or not groups:
        return []
    pieces = list(_pieces(part.before))
    told = [names_in(piece, about.outcomes) for piece in pieces]
    if len(pieces) < 2 or not all(names and set(names[0].slugs) <= about.settings for names in told):
        return []
    inside = [[unit for unit in piece if unit.kind is Kind.COMPARATOR] for piece in pieces]
    behind = groups[-1] if groups[-1].first > len(part.before) else None
    if behind is None and not all(inside):
        return []
    if behind is not None and (any(inside) or not _led(part, behind)):
        return []
    places = part.units[behind.first : behind.last + 1] if behind is not None else ()
    mentions = tuple(unit for unit in places if unit.kind is Kind.COMPARATOR)
    made: list[Draft] = []
    for piece, names, own in zip(pieces, told, inside, strict=True):
        way, named = _way(piece), tuple(own) or mentions
        slugs = tuple(slug for unit in named for slug in unit.slugs)
        span = (piece[0].start, piece[-1].end) if behind is None else part.span
        if way is not None:
            made.append(Draft(names[0].slugs, way, slugs, *span, None, named, By.DISTRIBUTIVE_SHARES))
    return made


def _pieces(source: Sequence[Unit]) -> Iterator[Sequence[Unit]]:
    """Yield the shares of a subject: none where something else stands in it."""
    cuts = [
        0,
        *(n + 1 for n, unit in enumerate(source) if unit.kind in RUNNING_JOINTS and _opens(source, n + 1)),
    ]
    for first, end in zip(cuts, [*cuts[1:], len(source)], strict=True):
        piece = list(source[first:end])
        while piece and piece[-1].kind in RUNNING_JOINTS:
            piece.pop()
        if piece and not _opens(piece, 0):
            return
        if piece:
            yield piece


def _opens(units: Sequence[Unit], place: int) -> bool:
    return _way(units[place:]) is not None


def _way(piece: Sequence[Unit]) -> str | None:
    """Return which way a share lies that opens here: "a higher proportion of"."""
    said = [unit for unit in piece if unit.kind not in FILLERS]
    if not said:
        return None
    first = said[1] if said[0].text == "well" and said[1:] else said[0]
    cue = first.cue
    shares = any(unit.kind is Kind.SHARE for unit in said[1:5])
    if cue is None or not shares or cue.direction not in (ABOVE, BELOW):
        return None
    lies = cue.form is Form.COMPARATIVE or (cue.form is Form.DIRECT and first.text in ("above", "below"))
    return cue.direction if lies or first.text == "better" else None


def _led(part: Part, group: Group) -> bool:
    """Say whether the places behind the grade are those of all: "are good (than) in similar areas"."""
    between = part.units[len(part.before) + len(part.verb) : group.first]
    leads = [unit for unit in between if unit.kind in (Kind.THAN, Kind.COMPARED)]
    cued = any(unit.kind is Kind.CUE for unit in between)
    return len(leads) == 1 and not cued
