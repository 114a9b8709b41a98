"""Answers of stored queries, as their pages show them.

In: the lines of a table. Out: ``Answer``: cells as links where the term is a thing of
the dataset, and no more rows than a page can bear.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from ofsted_kg.publish.answers import Answered, Kinds
from ofsted_kg.publish.columns import COLUMNS
from ofsted_kg.publish.lines import Lines, bare, kind, split
from ofsted_kg.publish.pages.markup import plain
from ofsted_kg.publish.pages.views import Link
from ofsted_kg.publish.pages.vocabulary import Vocabulary
from ofsted_kg.query.columns import LABEL, label_schemes, terminal_order
from ofsted_kg.vocabulary.namespaces import DEF, SKOS, XSD, scheme

MOST_ROWS = 500
# So many columns can be read side by side; whole paragraphs make rows that fill a screen.
_BESIDE = 10
_PARAGRAPHS = ("explanation",)
_NUMBERS = {XSD + name for name in ("integer", "nonNegativeInteger", "decimal", "double")}


@dataclass(frozen=True, slots=True)
class Answer:
    """A table.

    Attributes:
        columns: with whether they hold numbers.
        rows: the first of them; as HTML where they are known from the release before.
        total: how many there are in all.
        aside: the columns that paper has no room for.
    """

    columns: tuple[tuple[str, bool], ...]
    rows: tuple[tuple[Link, ...] | str, ...]
    total: int
    aside: frozenset[str] = frozenset()


class Words:
    """The words for what stands in a cell: notations of the vocabulary and codes of councils.

    Args:
        vocabulary: labels of concepts.
        councils: links of councils by their codes.
        documents: links of documents by their sources.
    """

    def __init__(
        self, vocabulary: Vocabulary, councils: Mapping[str, Link], documents: Mapping[str, Link]
    ) -> None:
        self.vocabulary = vocabulary
        self.councils = councils
        self.documents = documents
        self._schemes: dict[str, dict[str, Link]] = {}
        self.known: dict[tuple[str, str], Link] = {}

    def notation(self, schemes: Sequence[str], value: str) -> Link | None:
        """Return the concept with a notation in one of some schemes."""
        return next((self._of(name)[value] for name in schemes if value in self._of(name)), None)

    def told(self, base: str) -> dict[str, object]:
        """Return the words as the pages' script reads them, for what a server answers: labels, no slugs.

        Args:
            base: of the IRIs.
        """
        columns = {**label_schemes(), **{name: one.schemes for name, one in COLUMNS.items() if one.schemes}}
        schemes = {
            name: self._of(name) for name in sorted({name for own in columns.values() for name in own})
        }
        return {
            "base": base,
            "columns": dict(sorted(columns.items())),
            "schemes": {
                name: {k: [v.label, v.path] for k, v in own.items()} for name, own in schemes.items()
            },
            "councils": {code: link.path for code, link in sorted(self.councils.items())},
        }

    def _of(self, name: str) -> dict[str, Link]:
        if name not in self._schemes:
            self._schemes[name] = self._read(name)
        return self._schemes[name]

    def _read(self, name: str) -> dict[str, Link]:
        subjects = self.vocabulary.subjects
        members = subjects.of(DEF + "Grade") if name == "grade" else self.vocabulary.members(scheme(name))
        found: dict[str, Link] = {}
        for member in members:
            link = self.vocabulary.link(member)
            # A grade's word is the same on many scales: it leads to none of them.
            shown = Link(link.label) if name == "grade" else link
            found.setdefault(subjects.one(member, SKOS + "notation"), shown)
        return found


def answer(lines: Lines, kinds: Kinds, words: Words, before: Mapping[str, str] | None = None) -> Answer:
    """Return a query's answer as shown.

    Args:
        lines: the answer.
        kinds: of its cells, column by column.
        words: for what stands in them.
        before: rows that are known, as HTML, by their lines.
    """
    names = _shown(lines.columns)
    places = [lines.columns.index(name) for name in names]
    rows: list[tuple[Link, ...] | str] = []
    for line in lines.first(MOST_ROWS):
        if before and line in before:
            rows.append(before[line])
            continue
        row = split(line)
        rows.append(tuple(_known(name, row[place], words) for name, place in zip(names, places, strict=True)))
    return Answer(_columns(lines.columns, kinds), tuple(rows), len(lines), _aside(names))


def blank(columns: Sequence[str]) -> Answer:
    """Return an answer without rows yet: those that a server gives have a place."""
    names = _shown(columns)
    return Answer(tuple((name, False) for name in names), (), 0, _aside(names))


def _shown(columns: Sequence[str]) -> list[str]:
    """Return the columns that are shown: a slug is, by its label, and leads to the concept."""
    there, told = set(columns), label_schemes()
    doubled = {f"{slug}_name" for slug in there if slug in told}
    return [
        name for name in columns if name.removesuffix(LABEL) not in there - {name} and name not in doubled
    ]


def _columns(columns: Sequence[str], kinds: Kinds) -> tuple[tuple[str, bool], ...]:
    """Return the columns that are shown, with whether they hold numbers."""
    numbers = {n for n, own in zip(columns, kinds, strict=True) if own and own <= _NUMBERS}
    return tuple((name, name in numbers) for name in _shown(columns))


def rows_before(
    one: Answered, page: str, documents: Mapping[str, Sequence[str]], words: Words
) -> dict[str, str]:
    """Return the rows of a page of the release before, as HTML, by their lines: those that show the same now.

    Args:
        one: the answer now, with that before.
        page: the page before; empty where there is none.
        documents: names and paths of the documents then, by their sources.
        words: for what stands in the cells now.
    """
    columns, old = one.lines.columns, one.before
    if old.columns != columns or not one.kinds_before:
        return {}
    if _columns(columns, one.kinds_before) != _columns(columns, one.kinds):
        return {}
    html = page.partition("<tbody>\n")[2].partition("</tbody>")[0].split(_ENDS_ROW)[:-1]
    lines = list(old.first(MOST_ROWS))
    if len(html) != len(lines):
        return {}
    found = dict(zip(lines, (f"{row}{_ENDS_ROW}" for row in html), strict=True))
    if "source" not in columns:
        return found
    place = columns.index("source")

    def same(line: str) -> bool:
        source = bare(line.split("\t", place + 1)[place])
        now = words.documents.get(source)
        return now is not None and documents.get(source) == [now.label, now.path]

    return {line: row for line, row in found.items() if same(line)}


def _aside(columns: Sequence[str]) -> frozenset[str]:
    """Return the columns that paper and screens have no room for, chosen as for a narrow terminal."""
    drop, keep = terminal_order()
    order = [name for name in (*_PARAGRAPHS, *drop) if name in columns]
    order += [name for name in reversed(columns) if name not in (*drop, *keep)]
    return frozenset(order[: max(0, len(columns) - _BESIDE)])


def named(lines: Lines, words: Words) -> list[str]:
    """Return the names of the documents in the rows that are shown: a row does not change with them."""
    if "source" not in lines.columns:
        return []
    place = lines.columns.index("source")
    sources = dict.fromkeys(bare(row.split("\t", place + 1)[place]) for row in lines.first(MOST_ROWS))
    return [words.documents[source].label for source in sources if source in words.documents]


_ENDS_ROW = "</tr>\n"
# A shorter cell than the first stays on its line; the longer ones get room, lest a name take six lines.
_SHORT, _MIDDLE, _LONG = 12, 24, 60


def body(shown: Answer, to: Callable[[str], str]) -> Markup:
    """Return the rows of an answer as HTML: thousands of cells, for which a template is slow.

    Args:
        shown: the answer.
        to: makes a link of a path.
    """
    kinds = [(number, name in shown.aside) for name, number in shown.columns]
    html = functools.cache(functools.partial(_html, to=to))
    lines = []
    for row in shown.rows:
        if isinstance(row, str):
            lines.append(row)
            continue
        cells = (html(link, number=n, aside=aside) for link, (n, aside) in zip(row, kinds, strict=True))
        lines.append(f"<tr>{''.join(cells)}{_ENDS_ROW}")
    return Markup("".join(lines))  # noqa: S704 - each cell is escaped


def _html(link: Link, *, to: Callable[[str], str], number: bool, aside: bool) -> str:
    length = len(link.label)
    sized = "nowrap" if length < _SHORT else "long" if length > _LONG else "mid" if length > _MIDDLE else ""
    kind = "number" if number else sized
    kind = f"{kind} aside".strip() if aside else kind
    label = escape(link.label)
    inner = f'<a href="{escape(to(link.path))}">{label}</a>' if link.path else label
    return f'<td class="{kind}">{inner}</td>' if kind else f"<td>{inner}</td>"


def _known(column: str, cell: str, words: Words) -> Link:
    found = words.known.get((column, cell))
    if found is None:
        found = words.known[column, cell] = _read(column, cell, words)
    return found


def _read(column: str, cell: str, words: Words) -> Link:
    if not cell:
        return Link("")
    vocabulary, value = words.vocabulary, bare(cell)
    if cell.startswith("<"):
        page = vocabulary.places.page(value)
        if value in vocabulary.subjects:
            return vocabulary.link(value)
        if page:
            return Link("its sentence" if "#" in page else "its page", page)
        return Link(value, value if value.startswith(("http://", "https://")) else "")
    if column == "source" and value in words.documents:
        return words.documents[value]
    if column in ("council", "replaced_by") and value in words.councils:
        return Link(value, words.councils[value].path)
    if kind(cell) in _NUMBERS:  # a figure is no notation, though a scale of 2005 has 3 for one
        return Link(value)
    told = COLUMNS.get(column)
    schemes = told.schemes if told is not None and told.schemes else label_schemes().get(column, ())
    return words.notation(schemes, value) or Link(plain(value))
