"""Quotes of a letter's graph against the text that they are said to stand in.

In: the rows of a graph, and the text where it is at hand. Out: a line for each span whose words are
not there. Standard: Web Annotation selectors (position and quote), offsets in code points.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ofsted_kg.rows import Row
from ofsted_kg.vocabulary.namespaces import DEF, OA, RDF

_SELECTOR = OA + "hasSelector"
_SPAN = OA + "SpecificResource"
_LENGTH = DEF + "length"
_PARTS = {OA + name: name for name in ("start", "end", "exact", "prefix", "suffix")}


@dataclass(frozen=True, slots=True)
class Span:
    """Where words are said to stand: what the graph has of it."""

    iri: str
    start: int | None
    end: int | None
    exact: str | None
    prefix: str = ""
    suffix: str = ""

    @property
    def name(self) -> str:
        """How to call it in a line."""
        return f"characters {self.start} to {self.end}"


def spans(rows: Iterable[Row]) -> Iterator[Span]:
    """Yield the spans that a graph describes, in the order of their IRIs."""
    about: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        about[row.subject].append(row)
    for node in sorted(about):
        if not any(row.predicate == RDF + "type" and row.text == _SPAN for row in about[node]):
            continue
        found: dict[str, str] = {}
        for link in about[node]:
            if link.predicate == _SELECTOR:
                found |= {
                    _PARTS[row.predicate]: row.text
                    for row in about.get(link.text, ())
                    if row.predicate in _PARTS
                }
        yield Span(
            node,
            _number(found.get("start")),
            _number(found.get("end")),
            found.get("exact"),
            found.get("prefix", ""),
            found.get("suffix", ""),
        )


def faults(found: Iterable[Span], text: str | None) -> Iterator[str]:
    """Yield what is wrong with spans: in themselves, and where the text is at hand with their words."""
    for span in found:
        if span.start is None or span.end is None or span.exact is None:
            yield f"{span.iri} does not say where its words stand, or which they are"
        elif span.end - span.start != len(span.exact):
            yield f"{span.name}: the quote has {len(span.exact)} characters"
        elif text is not None:
            yield from _against(span, span.start, span.end, text)


def _against(span: Span, start: int, end: int, text: str) -> Iterator[str]:
    if text[start:end] != span.exact:
        there, quoted = _short(text[start:end]), _short(span.exact or "")
        yield f"{span.name}: the text says «{there}», the graph «{quoted}»"
    elif not text[:start].endswith(span.prefix) or not text[end:].startswith(span.suffix):
        yield f"{span.name}: other words stand around the quote «{_short(span.exact)}»"


def stated_length(rows: Iterable[Row]) -> int | None:
    """Return how many characters the graph says that the text has."""
    return next((_number(row.text) for row in rows if row.predicate == _LENGTH), None)


def _number(text: str | None) -> int | None:
    return int(text) if text is not None and text.isascii() and text.isdecimal() else None


def _short(words: str) -> str:
    plain = " ".join(words.split())
    return plain if len(plain) <= 60 else plain[:57] + "..."
