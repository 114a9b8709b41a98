"""Answers of stored queries, as their pages show them.

In: the lines of a table. Out: ``Answer``: cells as links where the term is a thing of
the dataset, and no more rows than a page can bear.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape
from pyoxigraph import Literal, NamedNode

from ofsted_kg.publish.columns import COLUMNS
from ofsted_kg.publish.lines import Lines, kind
from ofsted_kg.publish.pages.views import Link
from ofsted_kg.publish.pages.vocabulary import Vocabulary
from ofsted_kg.query import pick
from ofsted_kg.query.columns import LABEL, label_schemes, terminal_order
from ofsted_kg.vocabulary.namespaces import DEF, SKOS, XSD, scheme

MOST_ROWS = 500
# So many columns can be read on paper.
_ON_PAPER = 14
_NUMBERS = {XSD + name for name in ("integer", "nonNegativeInteger", "decimal", "double")}


@dataclass(frozen=True, slots=True)
class Answer:
    """A table: columns (with whether they hold numbers), the first rows, how many there are in all.

    Attributes:
        aside: the columns that paper has no room for.
    """

    columns: tuple[tuple[str, bool], ...]
    rows: tuple[tuple[Link, ...], ...]
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
        self.known: dict[tuple[str, object], Link] = {}

    def notation(self, schemes: Sequence[str], value: str) -> Link | None:
        """Return the concept with a notation in one of some schemes."""
        for name in schemes:
            if name not in self._schemes:
                self._schemes[name] = self._read(name)
            if value in self._schemes[name]:
                return self._schemes[name][value]
        return None

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


def answer(lines: Lines, words: Words) -> Answer:
    """Return a query's answer as shown."""
    # A slug is shown by its label and leads to the concept: no need of the label beside it.
    there = set(lines.columns)
    names = [n for n in lines.columns if n.removesuffix(LABEL) not in there - {n}]
    table = pick(lines.table(MOST_ROWS), names)
    numbers = _numeric(lines)
    return Answer(
        tuple((name, name in numbers) for name in names),
        tuple(
            tuple(_known(name, term, words) for name, term in zip(names, row, strict=True))
            for row in table.rows
        ),
        len(lines.rows),
        _aside(names),
    )


def _aside(columns: Sequence[str]) -> frozenset[str]:
    """Return the columns that paper has no room for, chosen as for a narrow terminal."""
    drop, keep = terminal_order()
    order = [name for name in drop if name in columns]
    order += [name for name in reversed(columns) if name not in (*drop, *keep)]
    return frozenset(order[: max(0, len(columns) - _ON_PAPER)])


def named(lines: Lines, words: Words) -> list[str]:
    """Return the names of the documents in the rows that are shown: a row does not change with them."""
    if "source" not in lines.columns:
        return []
    place = lines.columns.index("source")
    sources = dict.fromkeys(row[place] for row in lines.values(MOST_ROWS))
    return [words.documents[source].label for source in sources if source in words.documents]


# A cell longer than the one stays on its line, a longer one than the other gets room.
_SHORT, _LONG = 12, 60


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
        cells = (html(link, number=n, aside=aside) for link, (n, aside) in zip(row, kinds, strict=True))
        lines.append(f"<tr>{''.join(cells)}</tr>\n")
    return Markup("".join(lines))  # noqa: S704 - each cell is escaped


def _html(link: Link, *, to: Callable[[str], str], number: bool, aside: bool) -> str:
    length = len(link.label)
    kind = "number" if number else "nowrap" if length < _SHORT else "long" if length > _LONG else ""
    kind = f"{kind} aside".strip() if aside else kind
    label = escape(link.label)
    inner = f'<a href="{escape(to(link.path))}">{label}</a>' if link.path else label
    return f'<td class="{kind}">{inner}</td>' if kind else f"<td>{inner}</td>"


def _numeric(lines: Lines) -> set[str]:
    """Return the columns that hold numbers only; most show in the first rows that they do not."""
    left, found = list(range(len(lines.columns))), set()
    for row in lines.rows:
        cells = row.split("\t")
        filled = [place for place in left if cells[place]]
        wrong = {place for place in filled if kind(cells[place]) not in _NUMBERS}
        left = [place for place in left if place not in wrong] if wrong else left
        found.update(filled)
    return {lines.columns[place] for place in left if place in found}


def _known(column: str, term: object, words: Words) -> Link:
    found = words.known.get((column, term))
    if found is None:
        found = words.known[column, term] = _cell(column, term, words)
    return found


def _cell(column: str, term: object, words: Words) -> Link:
    vocabulary = words.vocabulary
    if isinstance(term, NamedNode):
        page = vocabulary.places.page(term.value)
        if term.value in vocabulary.subjects:
            return vocabulary.link(term.value)
        if page:
            return Link("its sentence" if "#" in page else "its page", page)
        return Link(term.value, term.value if term.value.startswith(("http://", "https://")) else "")
    if not isinstance(term, Literal):
        return Link("")
    value = term.value
    if column == "source" and value in words.documents:
        return words.documents[value]
    if column in ("council", "replaced_by") and value in words.councils:
        return Link(value, words.councils[value].path)
    told = COLUMNS.get(column)
    schemes = told.schemes if told is not None and told.schemes else label_schemes().get(column, ())
    return words.notation(schemes, value) or Link(value)
