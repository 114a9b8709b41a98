"""What documents say, as rows of HTML: a concept's page has sixty, and a statement stands on several pages.

In: facts. Out: a row each, made once for all pages that are equally deep.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from itertools import groupby

from markupsafe import Markup, escape

from ofsted_kg.publish.pages.cite import lead_up, words
from ofsted_kg.publish.pages.views import Fact, Link, Origin

_SPECIAL = re.compile("[&<>\"']")


class Statements:
    """Makes the rows, and remembers them.

    Args:
        day: writes a date as people read it.
        shorten: cuts a long quotation behind a word.
    """

    def __init__(self, day: Callable[[str], str], shorten: Callable[[str], str]) -> None:
        self._day = day
        self._shorten = shorten
        self._known: dict[tuple[str, str], str] = {}

    def __call__(self, facts: Iterable[Fact], to: Callable[[str], str]) -> Markup:
        """Return the rows of facts.

        Args:
            facts: in order.
            to: makes a link of a path.
        """
        root, lines = to(""), []
        for fact in facts:
            key = (root, fact.iri)
            if key not in self._known:
                self._known[key] = self._row(fact, to)
            lines.append(self._known[key])
        return Markup("".join(lines))  # noqa: S704 - each cell is escaped

    def grades(self, facts: Iterable[Fact], to: Callable[[str], str]) -> Markup:
        """Return the rows of formal grades, a document each: council, day, areas, document.

        Args:
            facts: in order, those of a document together.
            to: makes a link of a path.
        """
        lines = []
        for _, given in groupby(facts, key=lambda fact: fact.origin.iri):
            own = list(given)
            areas = ", ".join(linked(Link(fact.about.label, fact.path), to) for fact in own)
            origin = own[0].origin
            document = linked(Link(origin.name, origin.path), to)
            lines.append(f"{self._head(origin, to)}<td>{areas}</td>\n<td>{document}</td></tr>\n")
        return Markup("".join(lines))  # noqa: S704 - each cell is escaped

    def _row(self, fact: Fact, to: Callable[[str], str]) -> str:
        grade = fact.grade
        chip = f'<span class="chip g{grade.level}">{escaped(grade.short)}</span>' if grade is not None else ""
        details = "".join(f'<span class="detail">{escaped(detail.label)}</span>' for detail in fact.details)
        said = self._shorten(words(fact.quotes[0].text)) if fact.quotes else fact.origin.name
        # "23% (the national average is 14%" says little without what is measured.
        before = lead_up(fact.quotes[0]) if fact.quotes else ""
        led = f'<span class="quiet">{escaped(before)}</span> ' if before else ""
        return (
            f"{self._head(fact.origin, to)}<td>{escaped(fact.about.label or words(fact.text))}</td>\n"
            f"<td>{chip}{details}</td>\n"
            f'<td>{led}<a href="{escaped(to(fact.path))}">{escaped(said)}</a></td></tr>\n'
        )

    def _head(self, origin: Origin, to: Callable[[str], str]) -> str:
        """Return the cells that tell which document."""
        council = f'<th scope="row">{linked(origin.council, to)}</th>'
        return f'<tr>{council}<td class="nowrap">{when(origin.issued, self._day)}</td>\n'


def when(issued: str, day: Callable[[str], str]) -> str:
    """Return a day as HTML.

    Args:
        issued: the day; empty where it is not known.
        day: writes a date as people read it.
    """
    return f'<time datetime="{escaped(issued)}">{escaped(day(issued))}</time>' if issued else "date not known"


def linked(link: Link, to: Callable[[str], str]) -> str:
    """Return a name as HTML, with a link where it leads somewhere."""
    label = escaped(link.label)
    return f'<a href="{escaped(to(link.path))}">{label}</a>' if link.path else label


def escaped(text: str) -> str:
    """Return a text escaped; few have anything to escape, and to look takes a fifth of the time."""
    return str(escape(text)) if _SPECIAL.search(text) else text
