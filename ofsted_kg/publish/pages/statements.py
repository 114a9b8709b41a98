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
            areas = ", ".join(_link(Link(fact.about.label, fact.path), to) for fact in own)
            origin = own[0].origin
            document = _link(Link(origin.name, origin.path), to)
            lines.append(f"{self._head(origin, to)}<td>{areas}</td>\n<td>{document}</td></tr>\n")
        return Markup("".join(lines))  # noqa: S704 - each cell is escaped

    def _row(self, fact: Fact, to: Callable[[str], str]) -> str:
        grade = fact.grade
        chip = (
            f'<span class="chip g{grade.level}">{_escaped(grade.short)}</span>' if grade is not None else ""
        )
        details = "".join(f'<span class="detail">{_escaped(detail.label)}</span>' for detail in fact.details)
        said = self._shorten(words(fact.quotes[0].text)) if fact.quotes else fact.origin.name
        # "23% (the national average is 14%" says little without what is measured.
        before = lead_up(fact.quotes[0]) if fact.quotes else ""
        led = f'<span class="quiet">{_escaped(before)}</span> ' if before else ""
        return (
            f"{self._head(fact.origin, to)}<td>{_escaped(fact.about.label or words(fact.text))}</td>\n"
            f"<td>{chip}{details}</td>\n"
            f'<td>{led}<a href="{_escaped(to(fact.path))}">{_escaped(said)}</a></td></tr>\n'
        )

    def _head(self, origin: Origin, to: Callable[[str], str]) -> str:
        """Return the cells that tell which document."""
        issued = origin.issued
        when = f'<time datetime="{_escaped(issued)}">{_escaped(self._day(issued))}</time>' if issued else ""
        council = f'<th scope="row">{_link(origin.council, to)}</th>'
        return f'<tr>{council}<td class="nowrap">{when or "date not known"}</td>\n'


def _link(link: Link, to: Callable[[str], str]) -> str:
    label = _escaped(link.label)
    return f'<a href="{_escaped(to(link.path))}">{label}</a>' if link.path else label


def _escaped(text: str) -> str:
    """Return a text escaped; few have anything to escape, and to look takes a fifth of the time."""
    return str(escape(text)) if _SPECIAL.search(text) else text
