"""What the files of a build are called, in the graph and on the disk."""

from __future__ import annotations

from pathlib import Path, PurePath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ofsted_kg.pipeline.collect import collect
from ofsted_kg.pipeline.naming import Found, name_files

ROOT = Path("/letters")

# Files below the folder that was named, and what each is called.
NAMED = {
    "names of their own": {"bury-2009.txt": "bury-2009", "north/derby 2009.txt": "derby 2009"},
    "one name in several folders": {
        "Bury/letter.txt": "Bury/letter",
        "Derby/letter.txt": "Derby/letter",
        "derby-2009.txt": "derby-2009",
    },
    "one of them in the folder itself": {"letter.txt": "letter", "Derby/letter.txt": "Derby/letter"},
    "one name, two endings": {"a.pdf": "a", "a.txt": "a.txt"},
    "two endings in two folders": {"a.pdf": "a", "text/a.txt": "text/a"},
    "two blanks": {"letter,  pdf.txt": "letter,  pdf", "letter, pdf.txt": "letter, pdf"},
    "blanks at the ends": {"letter .txt": "letter", "letter.txt ": "letter.txt"},
    "accents apart": {"re\u0301sume\u0301.txt": "r\u00e9sum\u00e9"},
    "a name that looks like another's with its ending": {"a.pdf": "a", "a.txt": "a~2", "a.txt.md": "a.txt"},
    "capitals are letters": {"Letter.txt": "Letter", "b/letter.txt": "letter"},
    "a line end in a name": {"a\nb.txt": "a b"},
    "bytes that are no text": {"caf\udce9.txt": "caf\ufffd"},
}


@pytest.mark.parametrize("case", NAMED)
def test_source_names(case: str) -> None:
    wanted = NAMED[case]
    for order in (list(wanted), list(reversed(wanted))):
        files = name_files([Found(ROOT / below, PurePath(below)) for below in order])
        assert {str(file.path.relative_to(ROOT)): file.source for file in files} == wanted


def test_files_named_one_by_one_are_told_apart_by_their_folders() -> None:
    paths = [Path("x/Bury/letter.txt"), Path("x/Derby/letter.txt"), Path("x/Derby/other.txt")]
    files = name_files([Found(path, PurePath(path.name)) for path in paths])
    assert [file.source for file in files] == ["Bury/letter", "Derby/letter", "other"]


def test_two_named_folders_with_the_same_inside(tmp_path: Path) -> None:
    for name in ("old", "new"):
        (tmp_path / name / "bury").mkdir(parents=True)
        (tmp_path / name / "bury" / "letter.txt").write_text(name, encoding="utf-8")
    found = collect([tmp_path / "old", tmp_path / "new"])
    assert [file.source for file in name_files(found.files)] == ["new/bury/letter", "old/bury/letter"]


def test_a_name_that_another_letter_of_the_graph_has() -> None:
    (file,) = name_files([Found(ROOT / "Bury" / "letter.txt", PurePath("letter.txt"))], taken={"letter"})
    assert file.source == "Bury/letter"


NAMES = st.text(st.characters(codec="utf-8", exclude_characters="/\0"), min_size=1, max_size=12)
PATHS = st.lists(NAMES, min_size=1, max_size=3).map("/".join)


@given(st.sets(PATHS, min_size=1, max_size=8))
def test_no_two_files_have_one_name(below: set[str]) -> None:
    paths = {str(Path(part)): part for part in below if not {".", ".."} & set(Path(part).parts)}
    found = [Found(ROOT / path, PurePath(path)) for path in paths]
    sources = [file.source for file in name_files(found)]
    assert len(set(sources)) == len(sources)
    assert sources == [file.source for file in reversed(name_files(found[::-1]))]


def test_the_folder_that_was_named_counts_where_its_name_has_a_day(tmp_path: Path) -> None:
    for name in ("7 December 2010", "letters"):
        (tmp_path / name / "in").mkdir(parents=True)
        for place in ("a.txt", "in/b.txt"):
            (tmp_path / name / place).write_text(name, encoding="utf-8")
    dated, plain = tmp_path / "7 December 2010", tmp_path / "letters"
    folders = [file.origin.folder for file in name_files(collect([dated]).files)]
    assert folders == ["7 December 2010", ""]
    (one,) = name_files(collect([dated / "a.txt"]).files)
    assert one.origin.full_path(one.source) == "7 December 2010/a.txt"
    assert {file.origin.folder for file in name_files(collect([plain]).files)} == {""}
