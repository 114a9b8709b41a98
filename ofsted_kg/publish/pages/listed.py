"""The list of all documents, as rows of HTML: with a document more, all of them move by one.

In: outlines. Out: a row each, as a template would write it in ten times the time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from markupsafe import Markup

from ofsted_kg.publish.pages.statements import escaped, linked, when
from ofsted_kg.publish.pages.views import Fact, Link, Outline


class Listed:
    """Makes the rows.

    Args:
        day: writes a date as people read it.
        headline: returns the rating of a document as a whole.
    """

    def __init__(self, day: Callable[[str], str], headline: Callable[[Outline], Fact | None]) -> None:
        self._day, self._headline = day, headline

    def __call__(self, letters: Iterable[Outline], to: Callable[[str], str]) -> Markup:
        """Return the rows of documents.

        Args:
            letters: in order.
            to: makes a link of a path.
        """
        return Markup("".join(self._row(letter, to) for letter in letters))  # noqa: S704 - each cell is escaped

    def under(self, letters: Iterable[Outline], to: Callable[[str], str]) -> Markup:
        """Return the rows of documents under one framework: by council.

        Args:
            letters: in order.
            to: makes a link of a path.
        """
        return Markup("".join(self._row_under(letter, to) for letter in letters))  # noqa: S704 - each is escaped

    def _row(self, letter: Outline, to: Callable[[str], str]) -> str:
        origin, warnings = letter.origin, letter.number("warning")
        nil = "" if warnings else " nil"
        return (
            f'<tr><th scope="row">{linked(Link(origin.name, origin.path), to)}</th>'
            f'<td class="nowrap">{when(origin.issued, self._day)}</td><td>{linked(origin.council, to)}</td>'
            f'<td>{self.overall(letter, to)}</td><td class="number" data-label="Facts">{letter.facts}</td>'
            f'<td class="number{nil}" data-label="Warnings">{warnings}</td></tr>\n'
        )

    def _row_under(self, letter: Outline, to: Callable[[str], str]) -> str:
        origin = letter.origin
        return (
            f'<tr><th scope="row">{linked(origin.council, to)}</th>'
            f'<td class="nowrap">{when(origin.issued, self._day)}</td><td>{self.overall(letter, to)}</td>'
            f"<td>{linked(Link(origin.name, origin.path), to)}</td></tr>\n"
        )

    def overall(self, letter: Outline, to: Callable[[str], str]) -> Markup:
        """Return the overall grade; of a document that grades areas only, that there is none."""
        whole = self._headline(letter)
        if whole is not None and whole.grade is not None:
            words = escaped(whole.grade.short)
            chip = f'<a class="chip g{whole.grade.level}" href="{escaped(to(whole.path))}">{words}</a>'
        else:
            chip = '<span class="quiet">areas only</span>' if letter.ratings else ""
        return Markup(chip)  # noqa: S704 - each part is escaped
