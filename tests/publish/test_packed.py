"""Packed files and counts follow on those of the release before: both are what they would be anew."""

from __future__ import annotations

import io
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ofsted_kg.publish.packed import Packed, pack, unpacked
from ofsted_kg.publish.statistics import Statistics, total

DATA = {key: key.encode() * 9 for key in "abcdefgh"}
KEYS = st.lists(st.sampled_from(sorted(DATA)), unique=True)


def packed(keys: list[str], before: Packed | None = None, path: Path | None = None) -> tuple[Packed, bytes]:
    file = io.BytesIO()
    found = Packed(file, path, before.members if before is not None else None)
    for key in keys:
        found.add(key, partial(DATA.__getitem__, key))
    found.end()
    return found, file.getvalue()


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("packed") / "old.gz"


@given(old=KEYS, new=KEYS)
def test_pieces_of_the_file_before_are_those_that_would_be_packed(
    path: Path, old: list[str], new: list[str]
) -> None:
    before, data = packed(old)
    path.write_bytes(data)
    followed, anew = packed(new, before, path), packed(new)
    assert followed[1] == anew[1]
    assert followed[0].members == anew[0].members


def test_a_piece_that_is_none_is_packed_anew(path: Path) -> None:
    before, data = packed(["a", "b", "c"])
    start, length = before.members["b"]
    path.write_bytes(data[:start] + bytes(length) + data[start + length : -1])
    assert packed(["a", "b", "c"], before, path)[1] == data
    path.write_bytes(pack(b"d"))
    assert list(unpacked(path)) == [b"d"]


COUNTS = st.dictionaries(st.sampled_from("xyz"), st.integers(1, 5))
COUNTED = st.builds(
    Statistics,
    st.integers(0, 9),
    st.integers(0, 9),
    st.integers(0, 9),
    COUNTS,
    COUNTS,
    st.dictionaries(st.sampled_from("pq"), COUNTS.filter(bool)),
)


@given(st.lists(COUNTED), st.lists(COUNTED), st.lists(COUNTED))
def test_counts_of_what_stays_are_not_added_up_anew(
    stayed: list[Statistics], gone: list[Statistics], came: list[Statistics]
) -> None:
    assert total([total([*stayed, *gone]), *came], gone) == total([*stayed, *came])
