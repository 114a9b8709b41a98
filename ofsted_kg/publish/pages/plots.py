"""Plots as geometry: a council's history, and the national picture.

In: letters' views. Out: ``History`` and ``National``: positions in user units, words and
links, which the templates draw as inline SVG. Nothing here knows a colour.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from ofsted_kg.publish.pages.headline import Stretch, family_of, headline, names, points, stretches, years
from ofsted_kg.publish.pages.views import Fact, Letter
from ofsted_kg.publish.pages.vocabulary import Vocabulary

_RANKS = 4
_LETTER_WIDTH = 6.9  # of a letter of the labels, generously
_LANE = 46
_TOP = 56
_SPREAD = 30  # between points of one day; a finger needs 24
_YEAR = 46
_WIDTH = 1080  # of a page's column; a longer history scrolls
_GAP = 40  # between stretches, where the break is drawn
_PAD = 22
_BAR = 34
_SLOT = 46
_BARS = 240


@dataclass(frozen=True, slots=True)
class Mark:
    """Words at a place."""

    x: float
    y: float
    text: str


@dataclass(frozen=True, slots=True)
class Point:
    """A rating in a history: where, how good, which fact; minor where it is not the whole's."""

    x: float
    y: float
    fact: Fact
    minor: bool


@dataclass(frozen=True, slots=True)
class Panel:
    """A stretch of a plot within which grades may be compared."""

    left: float
    inner: float
    right: float
    title: str
    subtitle: str
    lanes: tuple[Mark, ...]
    ticks: tuple[Mark, ...]
    line: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class History:
    """A council's ratings over time."""

    width: float
    height: float
    top: float
    bottom: float
    panels: tuple[Panel, ...]
    breaks: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """A part of a bar: the councils with one grade."""

    y: float
    height: float
    level: int
    count: int


@dataclass(frozen=True, slots=True)
class Bar:
    """A year on one family of scales."""

    x: float
    year: str
    total: int
    top: float
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Band:
    """The bars of one family of scales; `grades` are its words for levels 4 to 1."""

    left: float
    right: float
    title: str
    subtitle: str
    grades: tuple[str, ...]
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class National:
    """Councils by grade and year."""

    width: float
    height: float
    top: float
    bottom: float
    bar: float
    gridlines: tuple[Mark, ...]
    bands: tuple[Band, ...]
    breaks: tuple[float, ...]

    @property
    def legend(self) -> tuple[tuple[int, str], ...]:
        """The levels that occur, best first, with the words of all scales for them."""
        levels = {block.level for band in self.bands for bar in band.bars for block in bar.blocks}
        words = {
            level: ", ".join(
                dict.fromkeys(
                    band.grades[_RANKS - level] for band in self.bands if band.grades[_RANKS - level]
                )
            )
            for level in sorted(levels, reverse=True)
        }
        return tuple(words.items())


def history(letters: Sequence[Letter], vocabulary: Vocabulary) -> History | None:
    """Return the plot of a council's ratings; None without any."""
    dated = [letter for letter in letters if letter.origin.issued and points(letter, vocabulary)]
    if not dated:
        return None
    # A lane below the ranked ones, for grades without a rank.
    unranked = any(f.grade and not f.grade.rank for letter in dated for f in points(letter, vocabulary))
    bottom = _TOP + _LANE * (_RANKS + (1 if unranked else 0))
    cut = stretches(dated, vocabulary)
    panels = _panels(cut, 0, vocabulary)
    # What is left of the width of a page goes to the panels in equal parts.
    room = max(0.0, (_WIDTH - panels[-1].right) / len(panels))
    panels = _panels(cut, room, vocabulary) if room else panels
    breaks = tuple(panel.right + _GAP / 2 for panel in panels[:-1])
    return History(panels[-1].right + 4, bottom + 34, _TOP, bottom, tuple(panels), breaks)


def _panels(cut: Sequence[Stretch], room: float, vocabulary: Vocabulary) -> list[Panel]:
    found: list[Panel] = []
    for stretch in cut:
        found.append(_panel(stretch, found[-1].right + _GAP if found else 0.0, room, vocabulary))
    return found


def _panel(stretch: Stretch, left: float, room: float, vocabulary: Vocabulary) -> Panel:
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
    inner = left + max(len(text) for text in lanes.values()) * _LETTER_WIDTH + 14
    days = defaultdict(list)
    for letter, fact in shown:
        days[dt.date.fromisoformat(letter.origin.issued)].append(fact)
    places, right = _places(days, inner, room)
    title, subtitle = (
        years([letter.origin.issued for letter in stretch.letters]),
        names(stretch.letters, vocabulary),
    )
    right = max(right, left + max(len(title), len(subtitle)) * _LETTER_WIDTH)
    wholes = {whole.iri for letter in stretch.letters if (whole := headline(letter, vocabulary)) is not None}
    found = [
        Point(x, _lane(fact.grade.rank if fact.grade else 0), fact, fact.iri not in wholes)
        for day in sorted(days)
        for x, fact in zip(places[day], days[day], strict=True)
    ]
    line = " ".join(
        f"{p.x:.1f},{p.y:.1f}" for p in found if not p.minor and p.fact.grade and p.fact.grade.rank
    )
    centres = {day: sum(places[day]) / len(places[day]) for day in days}
    return Panel(
        left,
        inner,
        right,
        title,
        subtitle,
        tuple(Mark(inner - 10, _lane(rank), text) for rank, text in sorted(lanes.items(), reverse=True)),
        tuple(_ticks(centres)),
        line if line.count(",") > 1 else "",
        tuple(found),
    )


def _lane(rank: int) -> float:
    return _TOP + _LANE * (_RANKS - rank) + _LANE / 2


def _places(
    days: dict[dt.date, list[Fact]], inner: float, room: float
) -> tuple[dict[dt.date, list[float]], float]:
    """Place the days to scale, but never so near that two points touch; return also the right edge."""
    places: dict[dt.date, list[float]] = {}
    first, span = min(days), (max(days) - min(days)).days / 365.25
    year = _YEAR + room / span if span else 0
    left = inner + _PAD - _SPREAD / 2 + (0 if span else room / 2)
    edge = left
    for day in sorted(days):
        width = _SPREAD * len(days[day])
        start = max(left + (day - first).days / 365.25 * year, edge)
        places[day] = [start + _SPREAD * (n + 0.5) for n in range(len(days[day]))]
        edge = start + width
    return places, edge + _PAD - _SPREAD / 2 + (0 if span else room / 2)


def _ticks(centres: dict[dt.date, float]) -> list[Mark]:
    """Return a year at each point, left out where it would touch the one before."""
    found: list[Mark] = []
    for day, x in sorted(centres.items()):
        if not found or (x - found[-1].x >= 4.5 * _LETTER_WIDTH and found[-1].text != str(day.year)):
            found.append(Mark(x, 0, str(day.year)))
    return found


def national(letters: Sequence[Letter], vocabulary: Vocabulary) -> National | None:
    """Return how many councils got which grade, year by year; None without headline ratings."""
    latest: dict[tuple[str, int, str], tuple[str, int]] = {}
    members: dict[str, list[Letter]] = defaultdict(list)
    for letter in letters:
        whole = headline(letter, vocabulary)
        if whole is None or whole.grade is None or not letter.origin.year:
            continue
        family = family_of(letter, vocabulary)
        members[family].append(letter)
        key = (family, int(letter.origin.year), letter.origin.council_iri)
        latest[key] = max(latest.get(key, ("", 0)), (letter.origin.issued, whole.grade.level))
    if not latest:
        return None
    counts: dict[tuple[str, int], Counter[int]] = defaultdict(Counter)
    for (family, year, _), (_, level) in latest.items():
        counts[family, year][level] += 1
    most = max(sum(counter.values()) for counter in counts.values())
    step = next(s for s in (1, 2, 5, 10, 20, 50, 100, 200, 500) if most / s <= 6)
    ceiling = -(-most // step) * step
    unit = _BARS / ceiling
    bottom = float(_TOP + _BARS)
    left = 34.0
    bands = []
    for family in sorted(members, key=lambda f: (min(year for g, year in counts if g == f), f)):
        band = _band(family, members[family], counts, left, bottom, unit, vocabulary)
        bands.append(band)
        left = band.right + _GAP / 2
    grid = tuple(Mark(0, bottom - n * unit, str(n)) for n in range(0, ceiling + 1, step))
    breaks = tuple(band.right + _GAP / 4 for band in bands[:-1])
    return National(bands[-1].right + 2, bottom + 30, _TOP, bottom, _BAR, grid, tuple(bands), breaks)


def _band(
    family: str,
    letters: list[Letter],
    counts: dict[tuple[str, int], Counter[int]],
    left: float,
    bottom: float,
    unit: float,
    vocabulary: Vocabulary,
) -> Band:
    own = sorted(year for other, year in counts if other == family)
    bars = []
    for place, year in enumerate(range(own[0], own[-1] + 1)):
        y, blocks = bottom, []
        for level in range(_RANKS + 1):
            count = counts[family, year][level] if (family, year) in counts else 0
            if count:
                y -= count * unit
                blocks.append(Block(y, count * unit, level, count))
        x = left + _SLOT * place + (_SLOT - _BAR) / 2
        bars.append(Bar(x, str(year), sum(block.count for block in blocks), y, tuple(reversed(blocks))))
    letters = sorted(letters, key=lambda letter: (letter.origin.issued, letter.source))
    words: dict[int, list[str]] = defaultdict(list)
    for scale in dict.fromkeys(vocabulary.scale(letter.origin.framework_iri) for letter in letters):
        for grade in vocabulary.grades(scale):
            words[grade.level].append(grade.label.partition(":")[0])
    title, subtitle = years([bar.year for bar in bars]), names(letters, vocabulary)
    right = max(left + _SLOT * len(bars), left + max(len(title), len(subtitle)) * _LETTER_WIDTH)
    grades = tuple(" / ".join(dict.fromkeys(words[level])) for level in range(_RANKS, -1, -1))
    return Band(left, right, title, subtitle, grades, tuple(bars))
