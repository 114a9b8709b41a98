"""A release with one letter more does the work of that letter: what has not changed is not taken apart."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest

from ofsted_kg.publish import Options, publish
from ofsted_kg.publish.delimited import delimited
from ofsted_kg.publish.kept import read_answers
from ofsted_kg.store import KnowledgeGraph
from ofsted_kg.store.pack import Frame, PackReader, Stored
from publish.conftest import ADDED

NEXT = Options(date="2026-02-28")


def test_only_the_letters_of_its_council_are_unpacked(
    kg: Path, smaller: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    unpacked: set[str] = set()
    read = PackReader.read

    def noted(self: PackReader, frame: Frame, source: str) -> Stored:
        unpacked.add(source)
        return read(self, frame, source)

    monkeypatch.setattr(PackReader, "read", noted)
    out = tmp_path / "out"
    shutil.copytree(smaller, out)
    publish(KnowledgeGraph.open(kg), out, NEXT)
    assert ADDED in unpacked
    assert {source for source in unpacked if "quayhaven" not in source} == set()


def test_rows_that_were_there_are_not_written_anew(
    kg: Path, smaller: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = 0

    def counted(lines: Iterable[str], numeric: Sequence[bool]) -> bytes:
        nonlocal written
        rows = list(lines)
        written += len(rows)
        return delimited(rows, numeric)

    monkeypatch.setattr("ofsted_kg.publish.tables.delimited", counted)
    out = tmp_path / "out"
    shutil.copytree(smaller, out)
    publish(KnowledgeGraph.open(kg), out, NEXT)
    rows = sum(len(kept.lines) for kept in read_answers((out / "ANSWERS.zst").read_bytes()).values())
    assert 0 < written < rows * 0.7
