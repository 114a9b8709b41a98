"""A letter in the terminal, its facts marked in the text.

In: a letter's graph (N-Quads) and its text. Out: rich renderables: the text with each
span marked and numbered, and under each paragraph what was understood of its marks.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse
from rich.text import Text

from ofsted_kg.namespaces import DCTERMS, DEF, FOAF, OA, RDF, RDFS

_TYPE = NamedNode(RDF + "type")
_START = NamedNode(OA + "start")
_END = NamedNode(OA + "end")
_SELECTOR = NamedNode(OA + "hasSelector")
# What links a thing to the words that say it: `evidence`, and the head's own links.
_LINKS = {
    NamedNode(DEF + name): label
    for name, label in (
        ("evidence", ""),
        ("frameworkEvidence", "framework"),
        ("councilEvidence", "council"),
        ("dateEvidence", "date"),
        ("inspectionEvidence", "inspection"),
    )
}
# Said by the mark itself, or by the thing's kind.
_SILENT = {DEF + "inLetter", DEF + "evidence", DEF + "scale", DEF + "text", DEF + "position"}
_NAMES = {FOAF + "name": "name", RDFS + "comment": "", DCTERMS + "title": "title"}
_STYLES = {
    "Rating": "bold black on green",
    "Judgement": "black on cyan",
    "Comparison": "black on yellow",
    "Finding": "black on bright_blue",
    "SeriousCaseReview": "black on magenta",
    "Warning": "black on red",
}
_PARAGRAPH = re.compile(r"\n\s*\n")


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """A marked stretch of the text and what was understood there."""

    start: int
    end: int
    kind: str
    meaning: str


def marks(nquads: str) -> tuple[Mark, ...]:
    """Return the marks of a letter's graph in the order of the text; whole sections are left out."""
    about: dict[NamedNode, list[Quad]] = defaultdict(list)
    for quad in parse(nquads, format=RdfFormat.N_QUADS):
        about[quad.subject].append(quad)
    places = {node: place for node in about if (place := _place(node, about)) is not None}
    found = set()
    for quads in about.values():
        kind = next((_local(q.object) for q in quads if q.predicate == _TYPE and _own(q)), "")
        for quad in quads:
            if quad.predicate in _LINKS and quad.object in places and kind != "Section":
                label = _LINKS[quad.predicate]
                meaning = _head(label, quads) if label else _meaning(quads)
                found.add(Mark(*places[quad.object], label or kind or "Person", meaning))
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
                ("    ", ""), (f"[{number}] ", "bold"), (mark.kind, "italic"), f"  {mark.meaning}"
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
            text[here_edge:next_edge].replace("\f", "\n"),
            _STYLES.get(inside[-1], "underline") if inside else "",
        )
    return out


def _place(node: NamedNode, about: dict[NamedNode, list[Quad]]) -> tuple[int, int] | None:
    numbers: dict[NamedNode, int] = {}
    for link in about[node]:
        if link.predicate == _SELECTOR:
            for quad in about.get(link.object, ()):
                if quad.predicate in (_START, _END):
                    numbers[quad.predicate] = int(quad.object.value)
    return (numbers[_START], numbers[_END]) if len(numbers) == 2 else None


def _own(quad: Quad) -> bool:
    return (
        isinstance(quad.object, NamedNode)
        and quad.object.value.startswith(DEF)
        and not quad.object.value.endswith("/Statement")
    )


def _local(node: object) -> str:
    value = node.value if isinstance(node, NamedNode | Literal) else str(node)
    return value.removeprefix(DEF).rsplit("/", 1)[-1]


def _head(label: str, quads: list[Quad]) -> str:
    wanted = {
        "framework": (DEF + "framework",),
        "council": (DEF + "council",),
        "date": (DCTERMS + "issued",),
        "inspection": (DEF + "inspectionStart", DEF + "inspectionEnd"),
    }[label]
    return " to ".join(_local(q.object) for name in wanted for q in quads if q.predicate.value == name)


def _meaning(quads: list[Quad]) -> str:
    parts = []
    for quad in sorted(quads, key=lambda q: (_rank(q.predicate.value), str(q.object))):
        predicate = quad.predicate.value
        if quad.predicate == _TYPE or predicate in _SILENT or quad.predicate in _LINKS:
            continue
        name = _NAMES.get(predicate, predicate.removeprefix(DEF).rsplit("/", 1)[-1])
        value = quad.object.value if isinstance(quad.object, Literal) else _local(quad.object)
        if name == "atLeast":
            if value == "true":
                parts.append("or better")
        else:
            parts.append(f"{name} {value}".strip())
    return ", ".join(parts)


def _rank(predicate: str) -> tuple[int, str]:
    order = ("subject", "area", "grade", "atLeast", "score", "direction", "comparator", "quantity")
    name = predicate.removeprefix(DEF)
    return (order.index(name) if name in order else len(order), name)
