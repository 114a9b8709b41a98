"""A letter in the terminal, its facts marked in the text.

In: a letter's graph (N-Quads) and its text. Out: rich renderables: the text with each
span marked and numbered, and under each paragraph what was understood of its marks.
"""

from __future__ import annotations

import contextlib
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from pyoxigraph import Literal
from rich.text import Text

from ofsted_kg.errors import StoreError
from ofsted_kg.query import Table, pick, run
from ofsted_kg.rows import TYPE, Row, read_rows
from ofsted_kg.store import KnowledgeGraph
from ofsted_kg.vocabulary.namespaces import DCTERMS, DEF, FOAF, OA, RDFS, slug

_START = OA + "start"
_END = OA + "end"
# What links a thing to the words that say it: `evidence`, and the head's own links.
_LINKS = {
    DEF + name: label
    for name, label in (
        ("evidence", ""),
        ("furtherEvidence", ""),
        ("frameworkEvidence", "framework"),
        ("councilEvidence", "council"),
        ("dateEvidence", "date"),
        ("inspectionEvidence", "inspection"),
        ("leadInspectorEvidence", "lead inspector"),
    )
}
# Said by the mark itself, or by the thing's kind.
_SILENT = {
    RDFS + "label",
    *(
        DEF + name
        for name in ("inLetter", "council", "evidence", "section", "scale", "gradeWord", "text", "position")
    ),
    DEF + "context",
    DEF + "valueEvidence",
    DEF + "comparatorValueEvidence",
}
_PAGE = DEF + "page"
# What is known of a file is nothing that its words say.
_OF_FILES = ("dcat#", "sha256", "fileName", "format", "license", "rights")
_NAMES = {FOAF + "name": "name", RDFS + "comment": "", DCTERMS + "title": "title"}
_STYLES = {
    "Rating": "bold black on green",
    "Judgement": "black on cyan",
    "Comparison": "black on yellow",
    "Finding": "black on bright_blue",
    "SeriousCaseReviewStatement": "black on magenta",
    "Warning": "black on red",
}
_PARAGRAPH = re.compile(r"\n\s*\n")
# All but tab and line feed.
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """A marked stretch of the text and what was understood there."""

    start: int
    end: int
    kind: str
    meaning: str
    page: str = ""


def letter(graph: KnowledgeGraph, *sources: str) -> tuple[str, str]:
    """Return a letter's graph as N-Quads, and its text.

    Args:
        graph: the graph that holds it.
        sources: what its source name may be; the first that there is counts.

    Raises:
        StoreError: there is no such letter; where its file was passed over, the reason.
    """
    for source in sources:
        with contextlib.suppress(StoreError):
            return graph.letter(source)
    try:
        return graph.letter(sources[-1])
    except StoreError as error:
        # Late: only the ledger tells, and its package loads the whole reading of letters.
        from ofsted_kg.pipeline.ledger import read_ledger

        for entry in read_ledger(graph.folder / "ledger.json").entries:
            if entry.reason and {entry.source, entry.path} & set(sources):
                raise StoreError(f"it is not in the graph: {entry.reason}", file=entry.place) from error
        raise


def candidates(graph: KnowledgeGraph, words: str) -> Table:
    """Return the documents that a few words may mean: by source name, or by the council's name or code."""
    table = run("letters", {}, graph)
    wanted = slug(words)
    names = [name for name in ("source", "council", "council_name") if name in table.columns]
    rows = tuple(
        row
        for row in table.rows
        if wanted and any(wanted in slug(term.value) for n in names if (term := row[table.columns.index(n)]))
    )
    distinct = {str(row[0]): row for row in reversed(rows)}
    return pick(
        Table(table.columns, tuple(reversed(distinct.values()))),
        ("source", "council_name", "framework_label", "date"),
    )


def recorded(graph: KnowledgeGraph, source: str) -> tuple[Table, str]:
    """Return the formal grades of a document whose text is not held, and in words where they stand."""
    table = run("ratings", {}, graph)
    sources = table.column("source")
    rows = tuple(row for row, of in zip(table.rows, sources, strict=True) if of == source)
    known = Table(table.columns, rows)
    where = " and ".join(sorted({url for url in known.column("url") if url}))
    return pick(
        known, ("area_label", "grade_label", "score", "date")
    ), f", and stand at {where}" if where else ""


def marks(nquads: str) -> tuple[Mark, ...]:
    """Return the marks of a letter's graph in the order of the text; whole sections are left out."""
    about: dict[str, list[Row]] = defaultdict(list)
    for row in read_rows(nquads):
        about[row.subject].append(row)
    places = {node: place for node in list(about) if (place := _place(node, about)) is not None}
    pages = {row.subject: row.text for rows in about.values() for row in rows if row.predicate == _PAGE}
    found = set()
    for rows in about.values():
        kind = next((_local(row.text) for row in rows if row.predicate == TYPE and _own(row.text)), "")
        for row in rows:
            if row.predicate in _LINKS and row.text in places and kind != "Section":
                label = _LINKS[row.predicate]
                meaning = _head(label, rows) if label else _meaning(rows)
                page = pages.get(row.text, "")
                found.add(Mark(*places[row.text], label or kind or _other(rows), meaning, page))
    return tuple(sorted(found))


def render(text: str, found: tuple[Mark, ...]) -> Iterator[Text]:
    """Yield the text paragraph by paragraph, marked, each followed by its notes."""
    numbered = list(enumerate(found, start=1))
    start = 0
    for stop in [m.start() for m in _PARAGRAPH.finditer(text)] + [len(text)]:
        here = [(n, m) for n, m in numbered if start <= m.start < stop]
        yield _marked(text, start, stop, here)
        for number, mark in here:
            yield Text.assemble(
                ("    ", ""),
                (f"[{number}] ", "bold"),
                (mark.kind, "italic"),
                f"  {_plain(mark.meaning)}".rstrip(),
                (f"  (page {mark.page})" if mark.page else "", "dim"),
            )
        start = stop


def _marked(text: str, start: int, stop: int, here: list[tuple[int, Mark]]) -> Text:
    """Return a paragraph with its marks: colour where there is colour, brackets and numbers always."""
    opens: dict[int, list[str]] = defaultdict(list)
    closes: dict[int, list[str]] = defaultdict(list)
    spans: dict[tuple[int, int], list[int]] = defaultdict(list)
    for number, mark in here:
        spans[mark.start, min(mark.end, stop)].append(number)
    for (first, last), numbers in spans.items():
        opens[first].append("⟦")
        closes[last].append("⟧" + ",".join(map(str, numbers)))
    out = Text()
    edges = sorted({start, stop, *opens, *closes})
    for here_edge, next_edge in zip(edges, [*edges[1:], stop], strict=True):
        for mark_text in closes.get(here_edge, ()):
            out.append(mark_text, "bold")
        for mark_text in opens.get(here_edge, ()):
            out.append(mark_text, "bold")
        inside = [mark.kind for _, mark in here if mark.start <= here_edge and next_edge <= mark.end]
        out.append(
            _plain(text[here_edge:next_edge]),
            _STYLES.get(inside[-1], "underline") if inside else "",
        )
    return out


def _plain(text: str) -> str:
    """Return a text without what a terminal would obey; a letter may hold anything."""
    return _CONTROLS.sub("\ufffd", text.replace("\f", "\n"))


def _place(node: str, about: dict[str, list[Row]]) -> tuple[int, int] | None:
    numbers: dict[str, int] = {}
    for link in about[node]:
        if link.predicate == OA + "hasSelector":
            for row in about.get(link.text, ()):
                if row.predicate in (_START, _END):
                    numbers[row.predicate] = int(row.text)
    return (numbers[_START], numbers[_END]) if len(numbers) == 2 else None


def _own(iri: str) -> bool:
    return iri.startswith(DEF)


def _local(iri: str) -> str:
    return iri.removeprefix(DEF).rsplit("/", 1)[-1]


def _other(rows: list[Row]) -> str:
    """Name what has no class of its own: a person, or else the document as such."""
    return "Person" if any(row.predicate == FOAF + "name" for row in rows) else "Terms of use"


def _head(label: str, rows: list[Row]) -> str:
    wanted = {
        "framework": (DEF + "framework",),
        "council": (DEF + "council",),
        "date": (DCTERMS + "issued",),
        "inspection": (DEF + "inspectionStart", DEF + "inspectionEnd"),
        "lead inspector": (DEF + "leadInspector",),
    }[label]
    return " to ".join(_local(row.text) for name in wanted for row in rows if row.predicate == name)


def _meaning(rows: list[Row]) -> str:
    parts = []
    for row in sorted(rows, key=lambda row: (_rank(row.predicate), row.text)):
        if row.predicate == TYPE or row.predicate in _SILENT or row.predicate in _LINKS:
            continue
        name = _NAMES.get(row.predicate, _local(row.predicate))
        if name.startswith(_OF_FILES):
            continue
        value = row.text if isinstance(row.value, Literal) else _local(row.text)
        if name == "atLeast":
            if value == "true":
                parts.append("or better")
        elif name == "past":
            parts.append("of a time before")
        else:
            parts.append(f"{name} {value}".strip())
    return ", ".join(parts)


def _rank(predicate: str) -> tuple[int, str]:
    order = ("subject", "area", "grade", "atLeast", "score", "direction", "comparator", "quantity", "past")
    name = predicate.removeprefix(DEF)
    return (order.index(name) if name in order else len(order), name)
