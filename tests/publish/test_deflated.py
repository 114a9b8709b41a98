"""ZIP archives put together of pieces: any reader unpacks them, and pieces go from one to the next."""

from __future__ import annotations

import io
import zipfile

from hypothesis import given
from hypothesis import strategies as st

from ofsted_kg.publish.deflated import Archive, Piece, pieces_of


@given(st.lists(st.binary(max_size=300), max_size=6), st.lists(st.binary(max_size=80), max_size=2))
def test_pieces_of_one_archive_stand_in_the_next(first: list[bytes], more: list[bytes]) -> None:
    old = io.BytesIO()
    archive = Archive(old)
    archive.add("before.csv", [Piece.of(b"something else")])
    pieces = [Piece.of(data) for data in first]
    start = archive.add("table.csv", pieces)
    archive.end()
    taken = pieces_of(old.getvalue(), start, [piece.told for piece in pieces])
    assert taken == pieces
    assert [piece.bytes() for piece in taken] == first
    new = io.BytesIO()
    archive = Archive(new)
    archive.add("table.csv", [*(Piece.of(data) for data in more), *taken])
    archive.end()
    with zipfile.ZipFile(new) as found:
        # It reads every member against its length and its CRC-32.
        assert found.testzip() is None
        assert found.read("table.csv") == b"".join((*more, *first))
        assert oct(found.getinfo("table.csv").external_attr >> 16) == "0o644"
