"""The documents of a release word by word, read one at a time from its dump.

In: the dump, and where each document stands in it. Out: ``Letter`` views.
"""

from __future__ import annotations

import functools
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path

import msgspec

from ofsted_kg.publish.packed import GZIP
from ofsted_kg.publish.pages.views import Letter
from ofsted_kg.publish.parts import named

# A page shows the newest of a concept's documents, which are those of other concepts, too.
_HELD = 500


class _Line(msgspec.Struct, frozen=True):
    letter: Letter


_DECODER = msgspec.json.Decoder(_Line)


class Documents:
    """Documents by their digests.

    Args:
        path: of the dump; None where there is none.
        places: offset and length of each.

    Attributes:
        places: the same.
    """

    def __init__(self, path: Path | None, places: Mapping[str, tuple[int, int]]) -> None:
        self._path, self.places = path, places
        self.letter = functools.lru_cache(_HELD)(self._letter)

    def those(self, digests: Iterable[str]) -> Iterator[Letter]:
        """Yield some documents, but for those that are not to be had or of another make."""
        for digest in digests:
            with suppress(OSError, KeyError, zlib.error, msgspec.MsgspecError):
                yield self.letter(digest)

    def _letter(self, digest: str) -> Letter:
        place = self.places[digest]
        if self._path is None:
            raise KeyError(digest)
        with self._path.open("rb") as file:
            file.seek(place[0])
            line = zlib.decompress(file.read(place[1]), GZIP)
        return named(_DECODER.decode(line).letter)
