"""Running heads and feet, known by where they stand: at the same edge of page after page.

In: the lines of a document, and what may run along. Out: the numbers of the lines that do. What a body
prints on its paper may be a whole sentence ("Printed on paper that is recycled"), and two such
lines may stand one below the other: each is told by the same line on another page.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence

from ofsted_kg.text.lines import Line

_FEWEST_PAGES = 2
_MOST_LINES = 3


def running_lines(lines: Sequence[Line], shape: Callable[[int], str]) -> frozenset[int]:
    """Find the lines at the edges of pages that stand there on other pages too.

    Args:
        lines: all lines of the document.
        shape: of a line's number: its words, its figures as one; nothing if it cannot run along.
    """
    pages = list(_pages(lines))
    if len(pages) < _FEWEST_PAGES:
        return frozenset()
    shapes = {number: shape(number) for page in pages for number in (*_top(page), *_foot(page))}
    return frozenset((*_along(map(_top, pages), shapes), *_along(map(_foot, pages), shapes)))


def _along(edges: Iterable[Sequence[int]], shapes: dict[int, str]) -> Iterator[int]:
    """Yield the lines of edges, from the page's end inwards, up to the first that comes once."""
    held = list(edges)
    common = Counter(words for edge in held for words in {shapes[number] for number in edge} if words)
    for edge in held:
        for number in edge:
            if common[shapes[number]] < _FEWEST_PAGES:
                break
            yield number


def _pages(lines: Sequence[Line]) -> Iterator[list[int]]:
    """Yield the lines with words of each page."""
    page: list[int] = []
    for number, line in enumerate(lines):
        if "\f" in line.raw and page:
            yield page
            page = []
        if not line.blank:
            page.append(number)
    if page:
        yield page


def _top(page: Sequence[int]) -> Sequence[int]:
    return page[:_MOST_LINES]


def _foot(page: Sequence[int]) -> Sequence[int]:
    return page[: -_MOST_LINES - 1 : -1]
