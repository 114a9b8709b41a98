"""A release with one letter more does the work of that letter: what has not changed is not taken apart."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import pytest

from ofsted_kg.publish import Options, publish
from ofsted_kg.publish.answer_cache import read_answers
from ofsted_kg.publish.delimited import delimited
from ofsted_kg.publish.documents import Documents
from ofsted_kg.publish.folder import ReleaseFolder
from ofsted_kg.publish.pages.views import Letter
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


def test_only_letters_that_pages_show_are_read_whole(
    kg: Path, smaller: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without quotations to search and concepts to list: the letters of the council whose page is made."""
    read: set[str] = set()
    letter = Documents._letter

    def noted(self: Documents, digest: str) -> Letter:
        found = letter(self, digest)
        read.add(found.source)
        return found

    monkeypatch.setattr(Documents, "_letter", noted)
    for most in ("site.MOST_FACTS", "search.MOST_QUOTATIONS"):
        monkeypatch.setattr(f"ofsted_kg.publish.pages.{most}", 0)
    out = tmp_path / "out"
    shutil.copytree(smaller, out)
    publish(KnowledgeGraph.open(kg), out, NEXT)
    assert ADDED in read
    assert {source for source in read if "quayhaven" not in source} == set()


def test_a_release_without_outlines_is_read_from_its_dump(kg: Path, smaller: Path, tmp_path: Path) -> None:
    """As earlier versions of the program made them: what changed is told all the same."""
    out = tmp_path / "out"
    shutil.copytree(smaller, out)
    (out / "DOCUMENTS.zst").unlink()
    assert publish(KnowledgeGraph.open(kg), out, NEXT).summary == "1 document added"


def test_files_that_nobody_wrote_since_are_not_read(
    kg: Path, smaller: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: set[str] = set()
    before = ReleaseFolder.before

    def noted(self: ReleaseFolder, path: str) -> bytes | None:
        read.add(path)
        return before(self, path)

    monkeypatch.setattr(ReleaseFolder, "before", noted)
    out = tmp_path / "out"
    shutil.copytree(smaller, out)
    assert publish(KnowledgeGraph.open(kg), out, NEXT).kept > 100
    assert {path for path in read if path.startswith(("doc/", "def/", "set/"))} == set()


def written(page: Path) -> None:
    page.write_bytes(page.read_bytes().replace(b"e", b"o"))


def cut_off(page: Path) -> None:
    state = page.stat()
    page.write_bytes(page.read_bytes()[:100])
    os.utime(page, ns=(state.st_atime_ns, state.st_mtime_ns))


@pytest.mark.parametrize("damage", [written, cut_off, Path.unlink])
def test_what_is_no_longer_what_it_was_is_made_anew(
    kg: Path, release: Path, tmp_path: Path, damage: Callable[[Path], None]
) -> None:
    out = tmp_path / "out"
    shutil.copytree(release, out)
    page = out / "doc/council/quayhaven.html"
    damage(page)
    publish(KnowledgeGraph.open(kg), out, NEXT)
    assert page.read_bytes() == (release / "doc/council/quayhaven.html").read_bytes()
