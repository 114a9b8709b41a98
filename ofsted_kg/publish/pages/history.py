"""A council's ratings over time, as geometry.

In: letters' views. Out: ``History``: a panel for each stretch of comparable scales, time
to scale within it, each point with the fact that it leads to.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from ofsted_kg.publish.pages.headline import Stretch, headline, names, points, stretches, years
from ofsted_kg.publish.pages.plots import GAP, LETTER_WIDTH, RANKS, TOP, Mark
from ofsted_kg.publish.pages.views import Fact, Outline
from ofsted_kg.publish.pages.vocabulary import Vocabulary

_LANE = 46
_SPREAD = 30  # between points of one day; a finger needs 24
_YEAR = 24  # a panel of nine years fits a phone
_PAD = 22


@dataclass(frozen=True, slots=True)
class Point:
    """A rating in a history: where, how good, which fact; minor where it is not the whole's.

    One of a council before it is kin.
    """

    x: float
    y: float
    fact: Fact
    minor: bool
    kin: bool


@dataclass(frozen=True, slots=True)
class Panel:
    """A stretch of a plot within which grades may be compared, in units of its own.

    Attributes:
        left: where its words begin; behind the mark of a break where it has one.
        inner: where its lanes begin.
        right: where they end.
    """

    left: float
    inner: float
    right: float
    title: str
    subtitle: str
    lanes: tuple[Mark, ...]
    ticks: tuple[Mark, ...]
    lines: tuple[str, ...]
    points: tuple[Point, ...]

    @property
    def width(self) -> float:
        """Of the whole."""
        return self.right + 4

    @property
    def broken(self) -> float | None:
        """Where the line stands that parts it from the scale before it; None for the first."""
        return self.left / 2 if self.left else None


@dataclass(frozen=True, slots=True)
class History:
    """A council's ratings over time."""

    height: float
    top: float
    bottom: float
    panels: tuple[Panel, ...]


def history(letters: Sequence[Outline], vocabulary: Vocabulary, council: str = "") -> History | None:
    """Return the plot of a council's ratings, and of its kin's; None without any."""
    dated = [letter for letter in letters if letter.origin.issued and points(letter, vocabulary)]
    if not dated:
        return None
    # A lane below the ranked ones, for grades without a rank.
    unranked = any(f.grade and not f.grade.rank for letter in dated for f in points(letter, vocabulary))
    bottom = TOP + _LANE * (RANKS + (1 if unranked else 0))
    cut = stretches(dated, vocabulary)
    panels = tuple(_panel(stretch, vocabulary, council, first=not n) for n, stretch in enumerate(cut))
    return History(bottom + 34, TOP, bottom, panels)


def _panel(stretch: Stretch, vocabulary: Vocabulary, council: str, *, first: bool) -> Panel:
    left = 0.0 if first else GAP
    shown = [
        (letter, fact) for letter in stretch.letters for fact in points(letter, vocabulary) if fact.grade
    ]
    words: dict[int, list[str]] = defaultdict(list)
    for scale in dict.fromkeys(vocabulary.scale(letter.origin.framework_iri) for letter in stretch.letters):
        for grade in vocabulary.grades(scale):
            words[grade.rank].append(grade.short)
    lanes = {rank: " / ".join(dict.fromkeys(names)) for rank, names in words.items()}
    if not any(fact.grade and not fact.grade.rank for _, fact in shown):
        lanes.pop(0, None)
    inner = left + max(len(text) for text in lanes.values()) * LETTER_WIDTH + 14
    days = defaultdict(list)
    for letter, fact in shown:
        days[dt.date.fromisoformat(letter.origin.issued)].append(fact)
    places, right = _places(days, inner)
    title, subtitle = (
        years([letter.origin.issued for letter in stretch.letters]),
        names([letter.origin.framework_iri for letter in stretch.letters], vocabulary),
    )
    right = max(right, left + max(len(title), len(subtitle)) * LETTER_WIDTH)
    wholes = {whole.iri for letter in stretch.letters if (whole := headline(letter, vocabulary)) is not None}
    found = [
        Point(
            x,
            _lane(fact.grade.rank if fact.grade else 0),
            fact,
            fact.iri not in wholes,
            bool(council) and fact.origin.council_iri != council,
        )
        for day in sorted(days)
        for x, fact in zip(places[day], days[day], strict=True)
    ]
    # A line is a council's own: a rise from one council to another is none.
    lines: dict[str, list[str]] = defaultdict(list)
    for p in found:
        if not p.minor and p.fact.grade and p.fact.grade.rank:
            lines[p.fact.origin.council_iri].append(f"{p.x:.1f},{p.y:.1f}")
    centres = {day: sum(places[day]) / len(places[day]) for day in days}
    return Panel(
        left,
        inner,
        right,
        title,
        subtitle,
        tuple(Mark(inner - 10, _lane(rank), text) for rank, text in sorted(lanes.items(), reverse=True)),
        tuple(_ticks(centres)),
        tuple(" ".join(line) for line in lines.values() if len(line) > 1),
        tuple(found),
    )


def _lane(rank: int) -> float:
    return TOP + _LANE * (RANKS - rank) + _LANE / 2


def _places(days: dict[dt.date, list[Fact]], inner: float) -> tuple[dict[dt.date, list[float]], float]:
    """Place the days to scale, but never so near that two points touch; return also the right edge."""
    places: dict[dt.date, list[float]] = {}
    first = min(days)
    left = inner + _PAD - _SPREAD / 2
    edge = left
    for day in sorted(days):
        width = _SPREAD * len(days[day])
        start = max(left + (day - first).days / 365.25 * _YEAR, edge)
        places[day] = [start + _SPREAD * (n + 0.5) for n in range(len(days[day]))]
        edge = start + width
    return places, edge + _PAD - _SPREAD / 2


def _ticks(centres: dict[dt.date, float]) -> list[Mark]:
    """Return a year at each point, left out where it would touch the one before."""
    found: list[Mark] = []
    for day, x in sorted(centres.items()):
        if not found or (x - found[-1].x >= 4.5 * LETTER_WIDTH and found[-1].text != str(day.year)):
            found.append(Mark(x, 0, str(day.year)))
    return found
