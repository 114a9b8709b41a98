"""What a validation found, in words that a publisher can act on.

In: the raw results of the SHACL engine and the triples of the letter they are about.
Out: ``Report`` and ``Result``, in an order that does not depend on the engine's, each
result with the words of the letter that it is about and their page.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from operator import attrgetter

from pyoxigraph import Literal, NamedNode, Quad

from ofsted_kg.vocabulary.namespaces import DEF, OA

VIOLATION = "Violation"
WARNING = "Warning"

_EVIDENCE = DEF + "evidence"
_PAGE = DEF + "page"
_HAS_SELECTOR = OA + "hasSelector"
_EXACT = OA + "exact"
_START = OA + "start"
_SEVERITIES = {VIOLATION: 0, WARNING: 1}


@dataclass(frozen=True, slots=True)
class Fault:
    """A result as the engine gives it: IRIs and texts, without the letter's words."""

    focus: str
    shape: str
    severity: str
    message: str
    value: str
    path: str


@dataclass(frozen=True, slots=True)
class Result:
    """One rule that one node breaks.

    Attributes:
        focus: IRI of the node.
        shape: IRI of the rule.
        severity: ``Violation`` (publishing would mislead), ``Warning`` (merely poor) or ``Info``.
        message: the rule, in a sentence.
        value: the value at fault, where there is one.
        path: the property or path at fault, empty where the node as a whole is.
        quote: the words of the letter that this is about, where known.
        page: their page, where the document has pages.
    """

    focus: str
    shape: str
    severity: str
    message: str
    value: str
    path: str
    quote: str
    page: int | None


@dataclass(frozen=True, slots=True)
class Report:
    """What the validation of one letter found.

    Attributes:
        letter: the letter's source, or the name of what was validated instead.
        conforms: there is no violation (there may be warnings).
        results: the worst first, then by node and rule.
    """

    letter: str
    conforms: bool
    results: tuple[Result, ...]


def report(letter: str, results: Iterable[Result]) -> Report:
    """Return the report of a letter, its results in order."""
    ordered = sorted(set(results), key=_order)
    return Report(letter, all(result.severity != VIOLATION for result in ordered), tuple(ordered))


def _order(result: Result) -> tuple[int, str, str, str, str, str]:
    severity = _SEVERITIES.get(result.severity, len(_SEVERITIES))
    return severity, result.focus, result.shape, result.path, result.value, result.message


@dataclass(frozen=True, slots=True)
class _Words:
    start: int
    quote: str
    page: int | None


class Citations:
    """Finds the words of a letter that a result is about."""

    def __init__(self, quads: Iterable[Quad], places: Mapping[str, tuple[str, ...]]) -> None:
        """Index a letter's triples.

        Args:
            quads: the letter's graph.
            places: for a shape, the properties of a letter that lead to the words it is about.
        """
        self._places = places
        self._objects: dict[tuple[str, str], list[str]] = {}
        for quad in quads:
            if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode | Literal):
                key = (quad.subject.value, quad.predicate.value)
                self._objects.setdefault(key, []).append(quad.object.value)

    def cite(self, fault: Fault) -> Result:
        """Return the fault with quote and page."""
        words = min(self._words(fault), key=attrgetter("start"), default=_Words(0, "", None))
        return Result(
            fault.focus,
            fault.shape,
            fault.severity,
            fault.message,
            fault.value,
            fault.path,
            words.quote,
            words.page,
        )

    def _words(self, fault: Fault) -> list[_Words]:
        # The narrowest first: the rule's own words, the fact's, the value's, the span itself.
        spans: list[str] = []
        for place in self._places.get(fault.shape, ()):
            spans.extend(self._get(fault.focus, place))
        spans = spans or self._get(fault.focus, _EVIDENCE) or self._get(fault.value, _EVIDENCE)
        return self._quotes(spans or [fault.focus, fault.focus.rpartition("/")[0]])

    def _quotes(self, spans: Iterable[str]) -> list[_Words]:
        words: list[_Words] = []
        for span in spans:
            pages = [int(page) for page in self._get(span, _PAGE) if page.isdecimal()]
            selectors = self._get(span, _HAS_SELECTOR)
            starts = [int(n) for selector in selectors for n in self._get(selector, _START) if n.isdecimal()]
            words.extend(
                _Words(min(starts, default=0), quote, min(pages, default=None))
                for selector in selectors
                for quote in self._get(selector, _EXACT)
            )
        return words

    def _get(self, subject: str, predicate: str) -> list[str]:
        return self._objects.get((subject, predicate), [])
