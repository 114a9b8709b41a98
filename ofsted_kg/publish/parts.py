"""What a release needs to know of each letter, so that it loads each once and not for every file.

In: a letter, loaded. Out: ``Part``: the letter as its page shows it, and how much its graph
holds. The parts are published too, as JSON, a letter a line; the next release reads them
instead of the letters that have not changed.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec
from pyoxigraph import RdfFormat

from ofsted_kg.checksums import digest_of
from ofsted_kg.publish.content import Content, LetterContent
from ofsted_kg.publish.folder import ReleaseFolder
from ofsted_kg.publish.packed import unpacked
from ofsted_kg.publish.pages.councils import Councils
from ofsted_kg.publish.pages.letters import letter_view
from ofsted_kg.publish.pages.views import Fact, Letter, Origin
from ofsted_kg.publish.pages.vocabulary import Vocabulary
from ofsted_kg.publish.statistics import Statistics, statistics
from ofsted_kg.rows import TYPE, Row, read_rows, write_rows
from ofsted_kg.vocabulary.namespaces import DEF, Base
from ofsted_kg.web.addresses import place


@dataclass(frozen=True, slots=True)
class Part:
    """A letter of a release.

    Attributes:
        digest: of its graph and text.
        kinds: IRIs of its classes.
        data: path of the file of data that holds it, without its ending.
        letter: as its page shows it.
        counted: what its graph holds of the letter.
        others: what it holds of things that other letters name too (an inspector), as N-Triples.
    """

    digest: str
    kinds: tuple[str, ...]
    data: str
    letter: Letter
    counted: Statistics
    others: str

    def line(self) -> bytes:
        """Return it as a line of JSON."""
        # Each fact would tell its document again: two fifths of the line.
        again = b',"origin":' + msgspec.json.encode(self.letter.origin)
        return msgspec.json.encode(self).replace(again, b"") + b"\n"


def part(content: LetterContent, base: Base, vocabulary: Vocabulary, councils: Councils) -> Part:
    """Return what a release needs to know of a letter."""
    told = place(content.iri.removeprefix(base.iri))
    own = (content.iri, content.graph)
    below = tuple(f"{iri}/" for iri in own)
    others = [row for row in content.rows if row.subject not in own and not row.subject.startswith(below)]
    return Part(
        content.digest,
        tuple(
            sorted(row.text for row in content.rows if row.subject == content.iri and row.predicate == TYPE)
        ),
        told.data if told is not None else "",
        letter_view(content, councils.link(content.council), vocabulary),
        statistics(set(content.rows) - set(others), base.thing(""), (base.iri, DEF)),
        write_rows(others, RdfFormat.N_TRIPLES).decode(),
    )


def read_parts(path: Path) -> Iterator[Part]:
    """Yield the parts that a release published; none of a file that is damaged or of another make."""
    decoder = msgspec.json.Decoder(Part)
    known: dict[Any, Any] = {}
    try:
        for lines in unpacked(path):
            for line in lines.splitlines():
                one = decoder.decode(line)
                _share(one.letter.facts, one.letter.origin, known)
                yield one
    except (OSError, EOFError, zlib.error, msgspec.MsgspecError):
        return


def _share(facts: Iterable[Fact], origin: Origin, known: dict[Any, Any]) -> None:
    """Let facts that were just read name their document, and hold one record of what is equal.

    Each would hold its own, and all of them take two and a half times the memory.
    """
    # Frozen, but nobody else has seen them yet; to make them anew takes ten times as long.
    put = object.__setattr__
    for fact in facts:
        put(fact, "origin", origin)
        for name in ("about", "grade", "details", "concepts"):
            value = getattr(fact, name)
            put(fact, name, known.setdefault(value, value))


def others(parts: Iterable[Part]) -> list[Row]:
    """Return what the letters hold of things that several name, each statement once."""
    return sorted({row for text in {part.others for part in parts} for row in read_rows(text)}, key=str)


def shared_counts(
    content: Content, parts: Sequence[Part], shared: Sequence[Row], folder: ReleaseFolder
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
