"""Which files a build reads, and what it says of those it cannot."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from ofsted_kg.errors import OfstedKGError
from ofsted_kg.pipeline import add, build
from ofsted_kg.pipeline.builds import prune, writing
from ofsted_kg.pipeline.collect import collect, refuse_among


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


def test_of_a_graph_only_its_own_files_are_no_letters(tmp_path: Path) -> None:
    make(
        tmp_path,
        "a.txt",
        "CURRENT",
        "builds/0123456789abcdef/build.json",
        "places/s3/b.txt",
        "c/places/d.txt",
    )
    assert names(tmp_path) == ["a.txt", "c/places/d.txt"]


@pytest.mark.parametrize("name", ["CURRENT", "SHA256SUMS", "builds/a.txt"])
def test_a_name_alone_makes_no_graph_and_no_release(name: str, tmp_path: Path) -> None:
    make(tmp_path, "letter.txt", name)
    assert "letter.txt" in names(tmp_path)


def test_a_release_holds_no_letters(tmp_path: Path) -> None:
    make(tmp_path, "letter.txt", "site/page.txt")
    (tmp_path / "site" / "SHA256SUMS").write_text("ab12  void.ttl\n", encoding="utf-8")
    assert names(tmp_path) == ["letter.txt"]


@pytest.mark.parametrize("kg", [".", "sub"], ids=["the folder itself", "a folder in it"])
def test_a_folder_of_letters_takes_no_graph(kg: str, tmp_path: Path) -> None:
    make(tmp_path, "sub/letter.txt")
    with pytest.raises(OfstedKGError, match=r"a folder of letters \((sub/)?letter\.txt\).*--kg"):
        build([tmp_path], tmp_path / kg)
    assert names(tmp_path) == ["sub/letter.txt"]


def test_a_graph_that_an_earlier_version_put_among_the_letters(tmp_path: Path) -> None:
    make(tmp_path, "letter.txt", "CURRENT", "builds/0123456789abcdef/build.json")
    for change in (build, add):
        with pytest.raises(OfstedKGError, match=r"CURRENT and builds/ in this one can be deleted"):
            change([tmp_path], tmp_path)


def test_what_stands_beside_a_graph_hinders_no_build(tmp_path: Path) -> None:
    make(tmp_path, "letter.txt", "kg/CURRENT", "kg/builds/0123456789abcdef/build.json", "kg/latest.csv")
    refuse_among([tmp_path], tmp_path / "kg")


def test_what_is_no_build_stays_when_builds_go(tmp_path: Path) -> None:
    make(tmp_path, "builds/0123456789abcdef/build.json", "builds/mine/a.txt", "builds/.mine/a.txt")
    with writing(tmp_path):
        prune(tmp_path, set())
    assert sorted(path.name for path in (tmp_path / "builds").iterdir()) == [".mine", "mine"]
