"""What a release keeps of each document for the next: its outline and what its graph holds.

In: ``Brief`` records. Out: a packed file, which tells concepts and grades once and names them by number;
and the records again. What a document says word by word stands in the dump of documents.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import msgspec

from ofsted_kg.checksums import digest_of
from ofsted_kg.compression import zstd
from ofsted_kg.publish.content import Content
from ofsted_kg.publish.folder import ReleaseFolder
from ofsted_kg.publish.pages.outlines import outline
from ofsted_kg.publish.pages.views import Fact, Grade, Link, Origin, Outline
from ofsted_kg.publish.parts import Part
from ofsted_kg.publish.statistics import Statistics, statistics, total
from ofsted_kg.rows import Row, read_rows
from ofsted_kg.vocabulary.namespaces import DEF

FILE = "DOCUMENTS.zst"
Places = Mapping[str, tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Brief:
    """A document of a release, in brief.

    Attributes:
        digest: of its graph and text.
        kinds: IRIs of its classes.
        data: path of the file of data that holds it, without its ending.
        letter: its outline.
        counted: what its graph holds of the letter.
        others: what it holds of things that other letters name too (an inspector), as N-Triples.
    """

    digest: str
    kinds: tuple[str, ...]
    data: str
    letter: Outline
    counted: Statistics
    others: str


def brief(part: Part) -> Brief:
    """Return a part in brief."""
    return Brief(part.digest, part.kinds, part.data, outline(part.letter), part.counted, part.others)


class _Kept(msgspec.Struct, frozen=True, array_like=True):
    digest: str
    kinds: tuple[str, ...]
    data: str
    counted: Statistics
    others: str
    origin: Origin
    source: str
    report: bool
    terms: Link
    # IRI, place on the page, about, its IRI, grade.
    ratings: tuple[tuple[str, str, Link, str, int], ...]
    led: tuple[str, ...]
    numbers: dict[str, int]
    said: tuple[tuple[int, int], ...]
    given: tuple[tuple[int, int, int], ...]


class _File(msgspec.Struct, frozen=True):
    concepts: tuple[str, ...]
    grades: tuple[Grade | None, ...]
    documents: list[_Kept]
    # Offset and length of each in the dump.
    places: list[tuple[int, int]]


def write_briefs(briefs: Sequence[Brief], places: Places) -> bytes:
    """Return the file of some documents.

    Args:
        briefs: in order.
        places: where each stands in the dump, by digest.
    """
    concepts: dict[str, int] = {}
    grades: dict[Grade | None, int] = {}
    kept = []
    for one in briefs:
        letter = one.letter
        ratings = tuple(
            (fact.iri, fact.anchor, fact.about, fact.about_iri, grades.setdefault(fact.grade, len(grades)))
            for fact in letter.ratings
        )
        said = tuple((concepts.setdefault(iri, len(concepts)), n) for iri, n in letter.said.items())
        given = tuple(
            (concepts.setdefault(iri, len(concepts)), grades.setdefault(grade, len(grades)), n)
            for iri, grade, n in letter.given
        )
        kept.append(
            _Kept(
                one.digest,
                one.kinds,
                one.data,
                one.counted,
                one.others,
                letter.origin,
                letter.source,
                letter.report,
                letter.terms,
                ratings,
                letter.led,
                dict(letter.numbers),
                said,
                given,
            )
        )
    found = [places[one.digest] for one in briefs]
    return zstd.compress(msgspec.msgpack.encode(_File(tuple(concepts), tuple(grades), kept, found)))


def read_briefs(data: bytes | None) -> tuple[list[Brief], Places] | None:
    """Return what `write_briefs` wrote; None of what is not there or of another make."""
    try:
        file = msgspec.msgpack.decode(zstd.decompress(data or b""), type=_File)
        found = [_brief(kept, file.concepts, file.grades) for kept in file.documents]
        return found, {one.digest: place for one, place in zip(found, file.places, strict=True)}
    except (zstd.ZstdError, msgspec.MsgspecError, IndexError, ValueError):
        return None


def _brief(kept: _Kept, concepts: tuple[str, ...], grades: tuple[Grade | None, ...]) -> Brief:
    origin = kept.origin
    ratings = tuple(
        Fact("rating", iri, anchor, about, about_iri, grades[grade], (), "", (), (), origin)
        for iri, anchor, about, about_iri, grade in kept.ratings
    )
    given = tuple(
        (concepts[about], found, n) for about, grade, n in kept.given if (found := grades[grade]) is not None
    )
    letter = Outline(
        origin,
        kept.source,
        kept.report,
        kept.terms,
        ratings,
        kept.led,
        kept.numbers,
        {concepts[place]: n for place, n in kept.said},
        given,
    )
    return Brief(kept.digest, kept.kinds, kept.data, letter, kept.counted, kept.others)


def others(parts: Iterable[Brief]) -> list[Row]:
    """Return what the letters hold of things that several name, each statement once."""
    return sorted({row for text in {part.others for part in parts} for row in read_rows(text)}, key=str)


def letters_counts(parts: Sequence[Brief], known: Mapping[str, Brief], folder: ReleaseFolder) -> Statistics:
    """Return how much there is in letters; of those that the release before held too it is not added up anew.

    Args:
        parts: the letters.
        known: those of the release before, by digest.
        folder: of the release.
    """
    noted, now = folder.noted("counted"), {one.digest: one for one in parts}
    if known and noted is not None:
        came = [one.counted for digest, one in now.items() if digest not in known]
        gone = [one.counted for digest, one in known.items() if digest not in now]
        counted = total([msgspec.convert(noted, Statistics), *came], gone)
    else:
        counted = total(one.counted for one in parts)
    folder.note("counted", msgspec.to_builtins(counted))
    return counted


def shared_counts(
    content: Content, parts: Sequence[Brief], shared: Sequence[Row], folder: ReleaseFolder
) -> Statistics:
    """Return how much there is of what letters share; counted anew only where it is not what it was."""
    origin = digest_of(str(folder.noted("made")), *sorted({one.others for one in parts}))
    noted = folder.noted("common") or {}
    if noted.get("origin") == origin:
        return msgspec.convert(noted["counted"], Statistics)
    common, base = [*content.vocabulary, *content.register, *shared], content.base
    counted = statistics(common, base.thing(""), (base.iri, DEF))
    folder.note("common", {"origin": origin, "counted": msgspec.to_builtins(counted)})
    return counted
