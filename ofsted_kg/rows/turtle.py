"""Turtle and TriG (RDF 1.1) that read as if they had been written by hand.

In: rows in the order in which they should be read. Out: text: a block a subject with a line between
blocks, prefixes for what is used, names below a letter's own relative to it
(``<2009-12-09/rating/overall>``), numbers and truth values bare. The same rows give the same text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from pyoxigraph import Literal, NamedNode

from ofsted_kg.rows.row import TYPE, Row
from ofsted_kg.vocabulary.namespaces import DEF, PREFIXES, XSD

# `rating`, `E08000002`, `2009-12-09`: a local name that needs no escape.
_PLAIN = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_-])?")
# `letter/bury/annual-rating-2009`: one that can be written with escapes.
_ESCAPABLE = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_.~!$&'()*+,;=/?@%-]*[A-Za-z0-9_/-])?")
_TO_ESCAPE = re.compile(r"[~!$&'()*+,;=/?@%]")
# `/rating/overall`: what may follow the base in a relative reference.
_BELOW = re.compile(r"(?:/[A-Za-z0-9_-][A-Za-z0-9_.-]*)+")
# `rating/overall`: the same where the base ends with a slash.
_WITHIN = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9_.-]*(?:/[A-Za-z0-9_-][A-Za-z0-9_.-]*)*")
# `https://w3id.org/ofsted-kg/id/council/bury`: the base that our own names hang on.
_OWN = re.compile(r"(.+?/)(?:id|doc|set)/")
# What stands in Turtle without quotes, by datatype.
_BARE = {
    XSD + "integer": re.compile(r"[+-]?[0-9]+"),
    XSD + "decimal": re.compile(r"[+-]?[0-9]*\.[0-9]+"),
    XSD + "boolean": re.compile(r"true|false"),
}
_STRING = XSD + "string"


def own_prefixes(subjects: Iterable[str]) -> dict[str, str]:
    """Return the prefixes of our own names, from the names of what is described.

    >>> own_prefixes(["https://a.example/kg/id/council/bury"])["id"]
    'https://a.example/kg/id/'
    """
    for subject in subjects:
        match = None if subject.startswith(DEF) else _OWN.match(subject)
        if match is not None:
            base = match[1]
            names = {"council": "id/council/", "doc": "doc/", "id": "id/", "set": "set/"}
            return {prefix: base + path for prefix, path in names.items()}
    return {}


class _Names:
    """Writes IRIs as short as they can be read."""

    def __init__(self, own: dict[str, str], base: str) -> None:
        self._base = base
        self._own = own
        self._spaces = {space: prefix for prefix, space in (PREFIXES | own).items()}
        self._known: dict[str, str] = {}
        self.used: dict[str, str] = {}

    def __call__(self, iri: str) -> str:
        found = self._known.get(iri)
        if found is None:
            found = self._known[iri] = self._short(iri)
        return found

    def _short(self, iri: str) -> str:
        cut = max(iri.rfind("/"), iri.rfind("#")) + 1
        space, local = iri[:cut], iri[cut:]
        if _PLAIN.fullmatch(local):
            prefix = self._spaces.get(space)
            if prefix is None and space.startswith(DEF):
                # One for each concept scheme: `area:`, `grade-sif:`.
                prefix = self._spaces[space] = space.removeprefix(DEF).strip("/").replace("/", "-")
            if prefix is not None and prefix != "id" and not self._relative(iri):
                return self._with(prefix, space, local)
        if relative := self._relative(iri):
            return relative
        for prefix, space in self._own.items():
            rest = iri.removeprefix(space)
            if rest != iri and _ESCAPABLE.fullmatch(rest):
                return self._with(prefix, space, _TO_ESCAPE.sub(r"\\\g<0>", rest))
        return str(NamedNode(iri))

    def _relative(self, iri: str) -> str:
        """Return an IRI relative to the base (RFC 3986, section 5); empty where it is not below that."""
        base = self._base
        own = base.removesuffix("/")
        if not base or not iri.startswith(own):
            return ""
        name = own[own.rfind("/") + 1 :]
        if base == own:
            if iri == base:
                return "<>"
            return f"<{name}{iri[len(base) :]}>" if _BELOW.fullmatch(iri, len(base)) else ""
        if iri == own:
            return f"<../{name}>"
        return f"<{iri[len(base) :]}>" if iri.startswith(base) and _WITHIN.fullmatch(iri, len(base)) else ""

    def _with(self, prefix: str, space: str, local: str) -> str:
        self.used[prefix] = space
        return f"{prefix}:{local}"

    def value(self, value: NamedNode | Literal) -> str:
        if isinstance(value, NamedNode):
            return self(value.value)
        if value.language:
            return str(value)
        kind = value.datatype.value
        if kind == _STRING:
            return str(value)
        bare = _BARE.get(kind)
        if bare is not None and bare.fullmatch(value.value):
            return value.value
        return f"{Literal(value.value)}^^{self(kind)}"


def write_turtle(parts: Sequence[tuple[Sequence[Row], str]], *, graphs: bool = False) -> str:
    """Return parts as Turtle, or as TriG with their graphs; all prefixes stand at the head.

    Args:
        parts: of each its rows, each once, those of a graph and of a subject together; and the IRI
            of what it mainly tells of: names below that are written relative to it, from its last
            segment or, where a slash ends it, shorter still from behind that.
        graphs: keep the graphs.
    """
    own = own_prefixes(row.subject for rows, _ in parts for row in rows)
    prefixes: dict[str, str] = {}
    texts = []
    for rows, base in parts:
        names = _Names(own, base)
        told = "\n".join(_graphs(names, rows, graphs=graphs))
        prefixes |= names.used
        texts.append(f"@base <{base}> .\n\n{told}" if base else told)
    head = "".join(f"@prefix {prefix}: <{space}> .\n" for prefix, space in sorted(prefixes.items()))
    return "\n".join(text for text in (head, *texts) if text)


def _graphs(names: _Names, rows: Sequence[Row], *, graphs: bool) -> Iterator[str]:
    for graph, members in groupby(rows, key=lambda row: row.graph if graphs else ""):
        blocks = [_block(names, name, list(g)) for name, g in groupby(members, key=lambda row: row.subject)]
        text = "\n".join(blocks)
        if graph:
            # Not `splitlines`, which cuts a literal at U+0085.
            inner = "\n".join(f"    {line}" if line else line for line in text.split("\n"))
            text = f"{names(graph)} {{\n{inner}}}\n"
        yield text


def _block(names: _Names, subject: str, rows: Sequence[Row]) -> str:
    said = []
    for predicate, group in groupby(rows, key=lambda row: row.predicate):
        verb = "a" if predicate == TYPE else names(predicate)
        said.append(f"{verb} {' , '.join(names.value(row.value) for row in group)}")
    told = " ;\n    ".join(said)
    return f"{names(subject)} {told} .\n"
