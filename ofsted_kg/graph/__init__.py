"""A letter as triples in its own named graph.

In: a ``Letter``, the ``Document`` it was read from, the ``Lexicon`` and the base of
the IRIs. Out: pyoxigraph quads, or the same as sorted N-Quads text. No blank nodes:
every IRI follows from the letter and a span.
"""

from __future__ import annotations

from collections.abc import Iterable

from ofsted_kg import __version__
from ofsted_kg.graph.facts import LetterWriter
from ofsted_kg.model import Document, Letter
from ofsted_kg.vocabulary.lexicon import Lexicon
from ofsted_kg.vocabulary.namespaces import Base

__all__ = [
    "graph_iri",
    "letter_iri",
    "nquads",
    "occasion",
    "quads",
    "software_iri",
    "sorted_nquads",
    "written",
]


def letter_iri(letter: Letter, document: Document, base: Base) -> str:
    """Return the IRI of the letter, the thing: ``id/letter/<council>/<framework>/<date>``."""
    return base.thing(_path(letter, document, base))


def graph_iri(letter: Letter, document: Document, base: Base) -> str:
    """Return the IRI of the letter's named graph, the document about it."""
    return base.document(_path(letter, document, base))


def occasion(letter: Letter) -> str:
    """Return what tells a document apart where its date is not known.

    That is the last day on site of an inspection, the year of a yearly letter; empty if not known.
    """
    if letter.inspection is not None:
        return letter.inspection.end.isoformat() if letter.inspection.end else ""
    return str(letter.year) if letter.year is not None else ""


def software_iri(base: Base) -> str:
    """Return the IRI of this version of the tool, a ``prov:SoftwareAgent``."""
    return base.thing(f"software/ofsted-kg/{__version__}")


def nquads(letter: Letter, document: Document, lexicon: Lexicon, base: Base | None = None) -> str:
    """Return the letter's graph as N-Quads, a sorted line each: the same bytes every time."""
    return sorted_nquads(written(letter, document, lexicon, base))


def sorted_nquads(lines: Iterable[str]) -> str:
    """Return lines of N-Quads as a text, sorted and each once."""
    return "\n".join([*sorted(set(lines)), ""])


def _path(letter: Letter, document: Document, base: Base) -> str:
    council = letter.council.name if letter.council else None
    day = letter.date.isoformat() if letter.date else ""
    return base.letter_path(council, letter.framework, day, occasion(letter), document.sha256)


def written(
    letter: Letter,
    document: Document,
    lexicon: Lexicon,
    base: Base | None,
    kind: type[LetterWriter] = LetterWriter,
) -> list[str]:
    """Return the lines of a letter's graph, as a kind of writer writes them."""
    base = base or Base()
    writer = kind(
        letter,
        document,
        lexicon,
        base,
        letter_iri(letter, document, base),
        graph_iri(letter, document, base),
        software_iri(base),
    )
    writer.write()
    return writer.out
