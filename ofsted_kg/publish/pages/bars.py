"""How often each grade was given, year by year, as geometry.

In: letters' views, or facts. Out: ``Bars``: a panel for each family of comparable scales,
the newest first, in it a bar a year, cut into blocks by grade. A year is that of the last
day on site (for letters, the one their framework names).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ofsted_kg.publish.pages.headline import headline, names, years
from ofsted_kg.publish.pages.plots import RANKS, Mark
from ofsted_kg.publish.pages.views import Grade, Outline
from ofsted_kg.publish.pages.vocabulary import Vocabulary
from ofsted_kg.vocabulary.namespaces import DEF

_BAR = 20
_SLOT = 26
_HEIGHT = 190
_LEFT = 30.0
_TOP = 16.0
_PROSE = "in prose"
_PROSE_SCALE = f"{DEF}scale/prose"
# Bars that only repeat what two rows of a table say are not worth drawing.
_LEAST_YEARS = 2


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
class Panel:
    """The bars of one family of comparable scales; `grades` are its words for levels 4 to 1."""

    title: str
    subtitle: str
    width: float
    grades: tuple[str, ...]
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Bars:
    """Grades by year: how many things (councils, places in documents) got which; newest panel first."""

    height: float
    bottom: float
    bar: float
    gridlines: tuple[Mark, ...]
    panels: tuple[Panel, ...]

    @property
    def legend(self) -> tuple[tuple[int, str], ...]:
        """The levels that occur, best first, with the words of all scales for them."""
        levels = {block.level for panel in self.panels for bar in panel.bars for block in bar.blocks}
        words = {
            level: ", ".join(
                dict.fromkeys(
                    panel.grades[RANKS - level] for panel in self.panels if panel.grades[RANKS - level]
                )
            )
            for level in sorted(levels, reverse=True)
        }
        return tuple(words.items())


@dataclass(frozen=True, slots=True)
class Given:
    """A grade given in a year (0: not known), by which framework, and how many times."""

    grade: Grade
    year: int
    framework: str
    times: int = 1


def national(letters: Iterable[Outline], vocabulary: Vocabulary) -> Bars | None:
    """Return how many councils got which grade as a whole, year by year; None without any.

    Of several documents of a year on one family of scales the last counts.
    """
    last: dict[tuple[str, str, str], tuple[str, str, Given]] = {}
    for letter in letters:
        whole, origin = headline(letter, vocabulary), letter.origin
        if whole is not None and whole.grade is not None and origin.year:
            key = (vocabulary.family(whole.grade.scale), origin.year, origin.council_iri)
            given = Given(whole.grade, int(origin.year), origin.framework_iri)
            if key not in last or last[key][:2] < (origin.issued, letter.source):
                last[key] = (origin.issued, letter.source, given)
    return _bars([given for _, _, given in last.values()], vocabulary)


def by_year(given: Iterable[Given], vocabulary: Vocabulary) -> Bars | None:
    """Return how often which grade was given, year by year; None for a single year."""
    found = [one for one in given if one.year]
    return _bars(found, vocabulary) if len({given.year for given in found}) >= _LEAST_YEARS else None


def _bars(found: Sequence[Given], vocabulary: Vocabulary) -> Bars | None:
    if not found:
        return None
    families: dict[str, list[Given]] = defaultdict(list)
    for given in found:
        families[vocabulary.family(given.grade.scale)].append(given)
    counts: dict[str, Counter[tuple[int, int]]] = defaultdict(Counter)
    for family, own in families.items():
        for given in own:
            counts[family][given.year, given.grade.level] += given.times
    most = max(
        sum(count for (other, _), count in counter.items() if other == year)
        for counter in counts.values()
        for year, _ in counter
    )
    step = next(step for step in _steps() if most / step <= 6)
    ceiling = -(-most // step) * step
    unit = _HEIGHT / ceiling
    bottom = _TOP + _HEIGHT
    ordered = sorted(families, key=lambda f: (max(given.year for given in families[f]), f), reverse=True)
    panels = tuple(_panel(families[family], counts[family], unit, vocabulary) for family in ordered)
    grid = tuple(Mark(0, bottom - n * unit, str(n)) for n in range(0, ceiling + 1, step))
    return Bars(bottom + 26, bottom, _BAR, grid, panels)


def _steps() -> Iterable[int]:
    """Yield 1, 2, 5, 10, 20, 50 and so on."""
    power = 1
    while True:
        yield from (power, 2 * power, 5 * power)
        power *= 10


def _panel(
    found: Sequence[Given], counts: Counter[tuple[int, int]], unit: float, vocabulary: Vocabulary
) -> Panel:
    first, last = min(given.year for given in found), max(given.year for given in found)
    bars = []
    for place, year in enumerate(range(first, last + 1)):
        y, blocks = _TOP + _HEIGHT, []
        for level in range(RANKS + 1):
            count = counts[year, level]
            if count:
                y -= count * unit
                blocks.append(Block(y, count * unit, level, count))
        x = _LEFT + _SLOT * place + (_SLOT - _BAR) / 2
        bars.append(Bar(x, str(year), sum(block.count for block in blocks), y, tuple(reversed(blocks))))
    words: dict[int, list[str]] = defaultdict(list)
    ordered = sorted(found, key=lambda given: (given.year, given.framework))
    for scale in dict.fromkeys(given.grade.scale for given in ordered):
        for grade in vocabulary.grades(scale):
            words[grade.level].append(grade.label.partition(":")[0])
    prose = all(given.grade.scale == _PROSE_SCALE for given in found)
    title = years([bar.year for bar in bars])
    subtitle = _PROSE if prose else names([given.framework for given in ordered], vocabulary)
    grades = tuple(" / ".join(dict.fromkeys(words[level])) for level in range(RANKS, -1, -1))
    return Panel(title, subtitle, _LEFT + _SLOT * len(bars) + 4, grades, tuple(bars))
