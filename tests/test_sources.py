"""Lists of sources: what they may look like, what is said of faults, and which files they tell of."""

from __future__ import annotations

import datetime as dt
import re
import zipfile
from pathlib import Path

import pytest

from ofsted_kg.errors import OfstedKGError
from ofsted_kg.pipeline.collect import collect
from ofsted_kg.pipeline.listed import idle, read_lists, with_sources
from ofsted_kg.pipeline.naming import name_files
from ofsted_kg.sources.lists import is_list, read_list

URL = "https://files.example.org/v1/file/1"
ROW = ("north/a.pdf", URL, dt.date(2023, 1, 13), "")

LISTS = {
    "as documented": (f"file,url,published,licence\nnorth/a.pdf,{URL},2023-01-13,\n", ROW),
    "no licence": (f"file,url,published\nnorth/a.pdf,{URL},2023-01-13\n", ROW),
    "columns in another order": (f"published,URL,File\n2023-01-13,{URL},north/a.pdf\n", ROW),
    "further columns": (f"file,url,published,la\nnorth/a.pdf,{URL},2023-01-13,Bury\n", ROW),
    "semicolons": (f"file;url;published\nnorth/a.pdf;{URL};2023-01-13\n", ROW),
    "tabs": (f"file\turl\tpublished\nnorth/a.pdf\t{URL}\t2023-01-13\n", ROW),
    "a spreadsheet's date": (f"file,url,published\nnorth/a.pdf,{URL},13/01/2023\n", ROW),
    "a byte-order mark, Windows line ends": (
        f"\ufefffile,url,published\r\nnorth/a.pdf,{URL},2023-01-13\r\n",
        ROW,
    ),
    "a Windows path": (f"file,url,published\nnorth\\a.pdf,{URL},2023-01-13\n", ROW),
    "blank lines": (f"file,url,published\n\nnorth/a.pdf,{URL},2023-01-13\n,,\n", ROW),
    "the same row twice": (f"file,url\na.pdf,{URL}\na.pdf,{URL}\n", ("a.pdf", URL, None, "")),
    "quotes": (f'file,url,licence\n"a, b.pdf",{URL},"OGL, 3.0"\n', ("a, b.pdf", URL, None, "OGL, 3.0")),
    "no address yet": ("file,url,published\na.pdf,,2023-01-13\n", ("a.pdf", "", dt.date(2023, 1, 13), "")),
}


@pytest.mark.parametrize("case", LISTS)
def test_lists(case: str, tmp_path: Path) -> None:
    text, wanted = LISTS[case]
    (tmp_path / "sources.csv").write_bytes(text.encode())
    (row,) = read_list(tmp_path / "sources.csv")
    assert (row.file, row.url, row.published, row.licence) == wanted


SAVED = {
    "Windows-1252": ("cp1252", "\n", ","),
    "Unicode text of Excel": ("utf-16", "\r\n", "\t"),
    "an old Macintosh": ("utf-8", "\r", ","),
}


@pytest.mark.parametrize("case", SAVED)
def test_lists_that_spreadsheets_save(case: str, tmp_path: Path) -> None:
    encoding, line_end, mark = SAVED[case]
    lines = ["file,url,published", f"r\u00e9sum\u00e9.pdf,{URL},2023-01-13"]
    text = "".join(line.replace(",", mark) + line_end for line in lines)
    (tmp_path / "sources.csv").write_bytes(text.encode(encoding))
    assert is_list(tmp_path / "sources.csv")
    (row,) = read_list(tmp_path / "sources.csv")
    assert (row.file, row.url, row.published) == ("r\u00e9sum\u00e9.pdf", *ROW[1:3])


FAULTS = {
    "no column": ("name,url\na,b\n", "line 1: the first line must name"),
    "empty": ("", "line 1"),
    "no date": (f"file,url,published\na.pdf,{URL},soon\n", "line 2: 'soon' is no date. Write it as"),
    "no such day": (f"file,url,published\na.pdf,{URL},31/02/2023\n", "line 2: '31/02/2023' is no date"),
    "no address": ("file,url\na.pdf,www.example.org\n", "line 2: 'www.example.org' is no http"),
    "no file": (f"file,url\n,{URL}\n", "line 2: '' is no path below"),
    "out of the folder": (f"file,url\n../../etc/passwd,{URL}\n", "line 2: .* is no path below"),
    "an absolute path": (f"file,url\n/etc/passwd,{URL}\n", "line 2: .* is no path below"),
    "a drive": (f"file,url\nC:\\a.pdf,{URL}\n", "line 2: .* is no path below"),
    "listed otherwise": (
        f"file,url\na.pdf,{URL}\na.pdf,{URL}2\n",
        "line 3: a.pdf was listed otherwise in line 2",
    ),
    "no text": ("file,url\n" + "a\0\0b" * 9, "no text"),
}


@pytest.mark.parametrize("case", FAULTS)
def test_faults_name_line_and_remedy(case: str, tmp_path: Path) -> None:
    text, message = FAULTS[case]
    path = tmp_path / "sources.csv"
    path.write_bytes(text.encode(errors="surrogateescape"))
    with pytest.raises(OfstedKGError, match=message) as caught:
        read_list(path)
    assert str(caught.value).startswith(str(path))
    assert caught.value.remedy


def test_a_row_that_is_wrong_costs_a_build_itself(tmp_path: Path) -> None:
    rows = ["file,url,published", f"a.pdf,{URL},2023-01-13", f"b.pdf,{URL},31/02/2023", "c.pdf,javascript:x,"]
    rows += [f"d.pdf,{URL},", f"d.pdf,{URL}2,"]
    (tmp_path / "sources.csv").write_text("\n".join(rows), encoding="utf-8")
    for name in "abcd":
        (tmp_path / f"{name}.pdf").write_bytes(b"x")
    assert addresses(tmp_path) == {"a.pdf": "1", "b.pdf": "", "c.pdf": "", "d.pdf": ""}
    found = collect([tmp_path])
    with pytest.raises(OfstedKGError, match="line 3"):
        read_lists(found.lists)
    lists = read_lists((), found.lists)
    said = idle(with_sources(name_files(found.files), lists), lists)
    assert [re.findall(r"\bline \d", line)[0] for line in said] == ["line 3", "line 4", "line 6"]
    assert all(line.endswith("(the row was passed over)") for line in said)


def addresses(folder: Path, *lists: Path) -> dict[str, str]:
    found = collect([folder])
    files = with_sources(name_files(found.files), read_lists(lists, found.lists))
    return {file.path.relative_to(folder).as_posix(): file.origin.url[-1:] for file in files}


# Files, rows of a list in that place, and the addresses that the files get.
PLACES = {
    "beside the files": (
        ["a.pdf", "b.pdf"],
        "docs/sources.csv",
        ["a.pdf", "b.pdf"],
        {"a.pdf": "0", "b.pdf": "1"},
    ),
    "in a folder of theirs": (
        ["x/a.pdf", "y/a.pdf"],
        "docs/x/sources.csv",
        ["a.pdf"],
        {"x/a.pdf": "0", "y/a.pdf": ""},
    ),
    "paths": (
        ["x/a.pdf", "y/a.pdf"],
        "docs/sources.csv",
        ["y/a.pdf", "x/a.pdf"],
        {"x/a.pdf": "1", "y/a.pdf": "0"},
    ),
    "elsewhere": (["x/a.pdf"], "sources.csv", ["a.pdf"], {"x/a.pdf": "0"}),
    "elsewhere, one name for several": (
        ["x/a.pdf", "y/a.pdf"],
        "sources.csv",
        ["a.pdf"],
        {"x/a.pdf": "", "y/a.pdf": ""},
    ),
    "elsewhere, with a folder": (
        ["x/a.pdf", "y/a.pdf"],
        "sources.csv",
        ["y/a.pdf"],
        {"x/a.pdf": "", "y/a.pdf": "0"},
    ),
    "the more of the path the better": (["x/a.pdf"], "sources.csv", ["a.pdf", "x/a.pdf"], {"x/a.pdf": "1"}),
    "capitals": (["Bury Report.PDF"], "docs/sources.csv", ["bury report.pdf"], {"Bury Report.PDF": "0"}),
    "what stands for blanks": (
        ["x/bury_report.pdf"],
        "docs/sources.csv",
        ["X/Bury%20report .pdf"],
        {"x/bury_report.pdf": "0"},
    ),
    "another ending": (["bury.txt"], "sources.csv", ["bury.pdf"], {"bury.txt": "0"}),
    "no ending": (
        ["bury.pdf", "derby.pdf"],
        "sources.csv",
        ["derby", "bury"],
        {"bury.pdf": "1", "derby.pdf": "0"},
    ),
    "the very name first": (
        ["bury.pdf", "Bury.txt"],
        "docs/sources.csv",
        ["bury.pdf"],
        {"bury.pdf": "0", "Bury.txt": ""},
    ),
    "several files nearly": (
        ["bury.txt", "bury.html"],
        "docs/sources.csv",
        ["Bury.pdf"],
        {"bury.txt": "", "bury.html": ""},
    ),
    "several rows nearly": (["BURY.pdf"], "docs/sources.csv", ["Bury.pdf", "bury.pdf"], {"BURY.pdf": ""}),
    "another folder": (["x/bury.pdf"], "docs/sources.csv", ["y/Bury.pdf"], {"x/bury.pdf": ""}),
    "not there": (["a.pdf"], "sources.csv", ["b.pdf"], {"a.pdf": ""}),
}


@pytest.mark.parametrize("case", PLACES)
def test_which_files_a_list_tells_of(case: str, tmp_path: Path) -> None:
    files, place, rows, wanted = PLACES[case]
    for name in files:
        (tmp_path / "docs" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "docs" / name).write_text(name, encoding="utf-8")
    text = "".join(f"{row},https://example.org/{number}\n" for number, row in enumerate(rows))
    (tmp_path / place).write_text(f"file,url\n{text}", encoding="utf-8")
    lists = [] if place.startswith("docs") else [tmp_path / place]
    assert addresses(tmp_path / "docs", *lists) == wanted


def test_a_list_among_the_documents_is_none_of_them(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("a", encoding="utf-8")
    (tmp_path / "sources.csv").write_text("file,url\na.txt,https://example.org/\n", encoding="utf-8")
    (tmp_path / "sources.lock").write_text("{}", encoding="utf-8")
    (tmp_path / "x").mkdir()
    (tmp_path / "x" / "sources.csv").write_text("water,sources\n1,2\n", encoding="utf-8")
    assert set(addresses(tmp_path)) == {"a.txt", "x/sources.csv"}


def test_a_list_in_an_archive_tells_of_what_lies_there(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("docs/a.txt", "a")
        archive.writestr("docs/sources.csv", f"file,url\na.txt,{URL}\n")
    assert addresses(tmp_path) == {"a.zip/docs/a.txt": URL[-1:]}
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("docs/a.txt", "a")
        archive.writestr("docs/sources.csv", "file,url\na.txt,example.org\n")
    assert addresses(tmp_path) == {"a.zip/docs/a.txt": ""}
    (one,) = read_lists((), collect([tmp_path]).lists)
    (fault,) = one.faults
    assert re.search(r"a\.zip/docs/sources\.csv, line 2: .* Give the address", str(fault))


def test_a_list_alone_is_nothing_to_build(tmp_path: Path) -> None:
    (tmp_path / "sources.csv").write_text("file,url\na.txt,https://example.org/\n", encoding="utf-8")
    with pytest.raises(OfstedKGError, match="no file to read"):
        collect([tmp_path])


def test_a_list_that_names_none_of_the_files_is_said(tmp_path: Path) -> None:
    folder = tmp_path / "docs"
    folder.mkdir()
    for name in ("a.pdf", "b.pdf"):
        (folder / name).write_bytes(name.encode())
    other, ours = tmp_path / "other.csv", folder / "sources.csv"
    other.write_text("file,url\nc.pdf,https://example.org/c\n", encoding="utf-8")
    ours.write_text("file,url\nz.pdf,https://example.org/z\na.pdf,https://example.org/a\n", encoding="utf-8")
    found = collect([folder])
    lists = read_lists([other, *found.lists])
    files = with_sources(name_files(found.files), lists)
    (line,) = idle(files, lists)
    assert line.startswith(f"{other}: none of the files is listed there")
    assert "names like 'c.pdf'" in line


def test_names_that_may_mean_several_are_said(tmp_path: Path) -> None:
    for name in ("bury.txt", "bury.html", "DERBY.txt", "c.txt"):
        (tmp_path / name).write_text(name, encoding="utf-8")
    rows = ["Bury.pdf", "Derby.pdf", "derby.pdf", "c.txt"]
    text = "".join(f"{name},https://example.org/{number}\n" for number, name in enumerate(rows))
    (tmp_path / "sources.csv").write_text(f"file,url\n{text}", encoding="utf-8")
    found = collect([tmp_path])
    lists = read_lists(found.lists)
    one, two = idle(with_sources(name_files(found.files), lists), lists)
    place = f"{tmp_path / 'sources.csv'}: "
    assert one == (
        f"{place}'Bury.pdf' in line 2 may be {tmp_path / 'bury.html'} or {tmp_path / 'bury.txt'}. "
        "Write there the one that it is"
    )
    assert two == (
        f"{place}'Derby.pdf' in line 3 and 'derby.pdf' in line 4 may both be {tmp_path / 'DERBY.txt'}. "
        "Write its name in the one that is"
    )
    # As it says:
    (tmp_path / "sources.csv").write_text(
        f"file,url\n{text}".replace("Bury.pdf", "bury.txt").replace("Derby.pdf", "DERBY.txt"),
        encoding="utf-8",
    )
    lists = read_lists(found.lists)
    files = with_sources(name_files(found.files), lists)
    assert idle(files, lists) == ()
    assert sum(bool(file.origin.url) for file in files) == 3
