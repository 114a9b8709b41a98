"""What a release keeps of each document for the next: its outline and what its graph holds.

In: ``Summary`` records. Out: a file of packed blocks, each of which tells concepts and grades once and names
them by number; and the records again. A block whose documents have not changed is that of the release before.
What a document says word by word stands in the dump of documents.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

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
# A digest that begins so begins a block: one of 64.
_BEGINS = ("00", "40", "80", "c0")
Places = Mapping[str, tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Summary:
    """A document of a release: what it is, what it counts, where its data stands.

    Attributes:
        digest: of its graph and text.
        kinds: IRIs of its classes.
        data: path of the file of data that holds it, without its ending.
        letter: its outline.
        counts: what its graph holds of the letter, packed: of most letters nobody asks.
        others: what it holds of things that other letters name too (an inspector), as N-Triples.
    """

    digest: str
    kinds: tuple[str, ...]
    data: str
    letter: Outline
    counts: bytes
    others: str

    @property
    def counted(self) -> Statistics:
        """What its graph holds of the letter."""
        return msgspec.msgpack.decode(self.counts, type=Statistics)


def summary(part: Part) -> Summary:
    """Return the summary of a part."""
    counts = msgspec.msgpack.encode(part.counted)
    return Summary(part.digest, part.kinds, part.data, outline(part.letter), counts, part.others)


class _Kept(msgspec.Struct, frozen=True, array_like=True):
    digest: str
    kinds: tuple[str, ...]
    data: str
    counts: bytes
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


class _Block(msgspec.Struct, frozen=True):
    concepts: tuple[str, ...]
    grades: tuple[Grade | None, ...]
    documents: list[_Kept]


class _Head(msgspec.Struct, frozen=True):
    # Bytes of each block.
    sizes: list[int]
    # Offset and length of each document in the dump.
    places: list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Summaries:
    """The documents of a release, as its file tells of them.

    Attributes:
        documents: in order.
        places: offset and length of each in the dump, by digest.
        blocks: the pieces of the file, by the digests of their documents.
    """

    documents: Sequence[Summary] = ()
    places: Places = field(default_factory=dict)
    blocks: Mapping[tuple[str, ...], bytes] = field(default_factory=dict)


def write_summaries(
    summaries: Sequence[Summary], places: Places, known: Mapping[tuple[str, ...], bytes] | None = None
) -> bytes:
    """Return the file of some documents.

    Args:
        summaries: in order.
        places: where each stands in the dump, by digest.
        known: blocks that were written before from the same, by the digests of their documents.
    """
    blocks = []
    for own in _cut(summaries):
        block = (known or {}).get(tuple(one.digest for one in own))
        blocks.append(zstd.compress(msgspec.msgpack.encode(_block(own))) if block is None else block)
    head = _Head([len(block) for block in blocks], [places[one.digest] for one in summaries])
    # Frames one behind the other are one file (RFC 8878, section 3).
    return b"".join((zstd.compress(msgspec.msgpack.encode(head)), *blocks))


def _cut(summaries: Iterable[Summary]) -> Iterator[list[Summary]]:
    """Yield documents in blocks; where one ends follows from the next document alone."""
    own: list[Summary] = []
    for one in summaries:
        if own and one.digest.startswith(_BEGINS):
            yield own
            own = []
        own.append(one)
    if own:
        yield own


def _block(summaries: Iterable[Summary]) -> _Block:
    concepts: dict[str, int] = {}
    grades: dict[Grade | None, int] = {}
    kept = []
    for one in summaries:
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
                one.counts,
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
    return _Block(tuple(concepts), tuple(grades), kept)


def read_summaries(data: bytes | None) -> Summaries | None:
    """Return what `write_summaries` wrote; None of what is not there or of another make."""
    first = zstd.ZstdDecompressor()
    decoder = msgspec.msgpack.Decoder(_Block)
    found: list[Summary] = []
    blocks: dict[tuple[str, ...], bytes] = {}
    try:
        head = msgspec.msgpack.decode(first.decompress(data or b""), type=_Head)
        rest, start = first.unused_data, 0
        for size in head.sizes:
            packed = rest[start : start + size]
            block = decoder.decode(zstd.decompress(packed))
            found += [_summary(kept, block.concepts, block.grades) for kept in block.documents]
            blocks[tuple(kept.digest for kept in block.documents)] = packed
            start += size
        places = {one.digest: place for one, place in zip(found, head.places, strict=True)}
        return Summaries(found, places, blocks)
    except (zstd.ZstdError, msgspec.MsgspecError, IndexError, ValueError):
        return None


def _summary(kept: _Kept, concepts: tuple[str, ...], grades: tuple[Grade | None, ...]) -> Summary:
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
    return Summary(kept.digest, kept.kinds, kept.data, letter, kept.counts, kept.others)


def others(parts: Iterable[Summary]) -> list[Row]:
    """Return what the letters hold of things that several name, each statement once."""
    return sorted({row for text in {part.others for part in parts} for row in read_rows(text)}, key=str)


def letters_counts(
    parts: Sequence[Summary], known: Mapping[str, Summary], folder: ReleaseFolder
) -> Statistics:
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
    content: Content, parts: Sequence[Summary], shared: Sequence[Row], folder: ReleaseFolder
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
