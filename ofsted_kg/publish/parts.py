"""What a release needs to know of each letter, so that it loads each once and not for every file.

In: a letter, loaded. Out: ``Part``: the letter as its page shows it, and how much its graph
holds. The parts are published too, as JSON, a letter a line; the next release reads them
instead of the letters that have not changed.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import msgspec
from pyoxigraph import RdfFormat

from ofsted_kg.publish.content import LetterContent
from ofsted_kg.publish.packed import unpacked
from ofsted_kg.publish.pages.councils import Councils
from ofsted_kg.publish.pages.letters import letter_view
from ofsted_kg.publish.pages.views import Letter
from ofsted_kg.publish.pages.vocabulary import Vocabulary
from ofsted_kg.publish.statistics import Statistics, statistics
from ofsted_kg.rows import TYPE, write_rows
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
    try:
        for lines in unpacked(path):
            for line in lines.splitlines():
                one = decoder.decode(line)
                named(one.letter)
                yield one
    except (OSError, EOFError, zlib.error, msgspec.MsgspecError):
        return


def named(letter: Letter) -> Letter:
    """Return a letter that was just read, with its name on each of its facts: the file does not repeat it."""
    for fact in letter.facts:
        # Frozen, but nobody else has seen them yet; to make them anew takes ten times as long.
        object.__setattr__(fact, "origin", letter.origin)
    return letter
