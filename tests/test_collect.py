"""Which files a build reads, and what it says of those it cannot."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from ofsted_kg.errors import OfstedKGError
from ofsted_kg.pipeline.collect import collect


def make(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name, encoding="utf-8")


def names(folder: Path, *paths: Path) -> list[str]:
    return [str(file.path.relative_to(folder)) for file in collect(paths or [folder]).files]


def test_files_below_folders_sorted_by_name(tmp_path: Path) -> None:
    make(tmp_path, "b/a letter's name.txt", "a/z.txt", "c.txt", ".hidden.txt", ".git/x.txt")
    assert names(tmp_path) == ["b/a letter's name.txt", "c.txt", "a/z.txt"]


def test_a_file_reached_twice_is_read_once(tmp_path: Path) -> None:
    make(tmp_path, "a/x.txt")
    (tmp_path / "again").symlink_to(tmp_path / "a")
    assert names(tmp_path, tmp_path, tmp_path / "a", tmp_path / "a" / "x.txt") == ["a/x.txt"]


def test_the_order_of_arguments_changes_nothing(tmp_path: Path) -> None:
    make(tmp_path, "a/x.txt", "b/y.txt")
    assert names(tmp_path, tmp_path / "b", tmp_path / "a") == names(tmp_path, tmp_path / "a", tmp_path / "b")


@pytest.mark.parametrize(
    ("link", "target"),
    [("round", "."), ("nowhere", "gone"), ("self", "self")],
    ids=["parent", "gone", "itself"],
)
def test_a_link_that_loops_or_leads_nowhere_is_named(link: str, target: str, tmp_path: Path) -> None:
    make(tmp_path, "x.txt")
    (tmp_path / link).symlink_to(target)
    found = collect([tmp_path])
    assert [file.path.name for file in found.files] == ["x.txt"]
    assert [Path(problem.file or "").name for problem in found.problems] == [link]


def test_what_is_no_file_is_named(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert "not a regular file" in str(collect([tmp_path]).problems[0])


def test_a_path_that_does_not_exist_stops_the_build(tmp_path: Path) -> None:
    with pytest.raises(OfstedKGError, match="no such file or folder"):
        collect([tmp_path / "gone"])
