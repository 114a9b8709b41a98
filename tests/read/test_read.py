"""Files read by what their bytes are: encodings, web pages, Word files, and what is no text."""

from __future__ import annotations

import hashlib
import io
import os
import sys
import zipfile
from pathlib import Path

import pytest

from ofsted_kg.errors import NotALetter, UnreadableFile
from ofsted_kg.read import read_document

TEXT = "Dear Ms O’Neill\r\n\r\nThe café’s work – “good” – cost £5.\rDone.\n"
FOLDED = "Dear Ms O’Neill\n\nThe café’s work – “good” – cost £5.\nDone.\n"


def write(folder: Path, data: bytes, name: str = "letter.txt") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


@pytest.mark.parametrize(
    ("encoding", "mark", "notice"),
    [
        ("utf-8", b"", None),
        ("utf-8", b"\xef\xbb\xbf", None),
        ("utf-16-le", b"\xff\xfe", "UTF-16"),
        ("utf-16-be", b"\xfe\xff", "UTF-16"),
        ("utf-16-le", b"", "UTF-16"),
        ("utf-16-be", b"", "UTF-16"),
        ("utf-32-le", b"\xff\xfe\x00\x00", "UTF-32"),
        ("cp1252", b"", "Windows-1252"),
        ("mac_roman", b"", "Mac Roman"),
    ],
)
def test_encodings(tmp_path: Path, encoding: str, mark: bytes, notice: str | None) -> None:
    document = read_document(write(tmp_path, mark + TEXT.encode(encoding)))
    assert document.text == FOLDED
    assert [n.code for n in document.notices] == (["encoding"] if notice else [])
    assert notice is None or notice in document.notices[0].message


def test_what_is_known_of_a_file(tmp_path: Path) -> None:
    data = TEXT.encode()
    document = read_document(write(tmp_path, data, 'a letter\'s "name".v2.txt'))
    assert document.source == 'a letter\'s "name".v2'
    assert document.file_name == 'a letter\'s "name".v2.txt'
    assert document.sha256 == hashlib.sha256(data).hexdigest()
    assert document.size == len(data)


@pytest.mark.parametrize(
    ("text", "media_type"),
    [
        ("Dear Ms X\n\nAll is good.\n", "text/plain"),
        ("# Title\n\nText.\n", "text/markdown"),
        ("| a | b |\n|---|---|\n| 1 | 2 |\n", "text/markdown"),
        ("A **bold** word.\n", "text/markdown"),
        ("Rating\tGood\n------\t----\n", "text/plain"),
    ],
)
def test_markdown_is_told_by_its_marks(tmp_path: Path, text: str, media_type: str) -> None:
    assert read_document(write(tmp_path, text.encode())).media_type == media_type


def archive(names: dict[str, str]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as folder:
        for name, text in names.items():
            folder.writestr(name, text)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "empty"),
        (b" \n\t\r\n", "white space"),
        (b"\xef\xbb\xbf", "white space"),
        (b"abc\x00\x01\x02def", "binary"),
        (bytes(range(256)) * 20, "binary"),
        (b"\x89PNG\r\n\x1a\n....", "picture"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1....", "old Word"),
        (b"{\\rtf1 }", "no text"),
        (b"\x1f\x8b\x08\x00", "gzip"),
        (b"PK\x03\x04 broken", "damaged"),
        (archive({"a.txt": "text"}), "archive"),
        (archive({"word/document.xml": "<no/>"}), "damaged"),
    ],
)
def test_what_is_no_text_is_said(tmp_path: Path, data: bytes, message: str) -> None:
    with pytest.raises(UnreadableFile, match=message) as caught:
        read_document(write(tmp_path, data))
    assert caught.value.file


def test_missing_folder_loop(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="no such file"):
        read_document(tmp_path / "none.txt")
    with pytest.raises(UnreadableFile, match="folder"):
        read_document(tmp_path)
    loop = tmp_path / "loop.txt"
    loop.symlink_to(loop)
    with pytest.raises(UnreadableFile):
        read_document(loop)


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="the superuser may read every file")
def test_no_permission(tmp_path: Path) -> None:
    path = write(tmp_path, b"text")
    path.chmod(0)
    with pytest.raises(UnreadableFile, match="may not be read"):
        read_document(path)


def test_a_file_cut_off_in_a_character_is_read_to_there(tmp_path: Path) -> None:
    data = "The café is good – very".encode()[:-6]
    document = read_document(write(tmp_path, data))
    assert document.text.startswith("The café is good")
    assert [n.code for n in document.notices] == ["cut-off"]


PAGE = """<!DOCTYPE html><html><head><title>Letter</title><style>p {}</style></head><body>
<nav>Home</nav><h1>Annual   children's services assessment</h1>
<p>Dear Ms&nbsp;Orr</p><p>Most schools are <b>good</b>.<br>Some are not.</p>
<ul><li>one</li><li><p>two</p></li></ul>
<table><tr><th>Strengths</th><th>Areas for improvement</th></tr>
<tr><td><ul><li>calm</li><li>kind</li></ul></td><td>late<br>dear</td></tr></table>
<script>var x;</script></body></html>"""


@pytest.mark.parametrize("name", ["letter.html", "letter.pdf", "letter.txt"])
def test_a_web_page_is_read_as_one_whatever_its_name(tmp_path: Path, name: str) -> None:
    document = read_document(write(tmp_path, PAGE.encode(), name))
    assert document.media_type == "text/html"
    assert document.text == (
        "# Annual children's services assessment\n\nDear Ms Orr\n\nMost schools are good.\nSome are not.\n\n"
        "• one\n• two\n\nStrengths\tAreas for improvement\n• calm • kind\tlate<br>dear\n"
    )


def test_cells_and_rows_may_be_left_open(tmp_path: Path) -> None:
    page = """<!doctype html><table><tr><th>Area<th>Grade<tr><td>Staying safe<td>3
        <tr><td>Notes<td><table><tr><td>a<td>b</table></table><p>After it"""
    assert read_document(write(tmp_path, page.encode())).text == (
        "Area\tGrade\nStaying safe\t3\n\nNotes\n\na\tb\n\nAfter it\n"
    )


def test_a_page_may_nest_deeply(tmp_path: Path) -> None:
    page = f"<!doctype html><table><tr><td>{'<div>' * 3000}deep</table>{'<div>' * 3000}deeper"
    assert read_document(write(tmp_path, page.encode())).text == "deep\n\ndeeper\n"


@pytest.mark.parametrize(
    "page",
    [
        "<html><head><title>404 Not Found</title></head><body><h1>Not Found</h1></body></html>",
        "<!doctype html><title>Ofsted</title><h1>Sorry, this page cannot be found</h1>",
        "<html><body><h1>503 Service Unavailable</h1></body></html>",
    ],
)
def test_an_error_page_is_no_letter(tmp_path: Path, page: str) -> None:
    with pytest.raises(NotALetter, match="error page"):
        read_document(write(tmp_path, page.encode(), "report.pdf"))


@pytest.mark.parametrize(
    "head",
    [
        "<title>Annual performance assessment 2008 (error corrected)</title>",
        "<!-- <title>404</title> --><title>Letter to Northmoor</title>",
        '<script>var page = "<title>Not found</title>"</script><title>Letter to Northmoor</title>',
    ],
)
def test_a_short_letter_is_no_error_page(tmp_path: Path, head: str) -> None:
    page = f"<html><head>{head}</head><body><p>Dear Ms Orr</p></body></html>"
    assert read_document(write(tmp_path, page.encode(), "x.html")).text == "Dear Ms Orr\n"


def test_a_web_page_says_its_encoding(tmp_path: Path) -> None:
    page = '<html><head><meta charset="iso-8859-1"></head><body><p>Caf\u00e9 and more</p></body></html>'
    document = read_document(write(tmp_path, page.encode("latin-1"), "x.html"))
    assert document.text == "Café and more\n"
    assert [n.code for n in document.notices] == ["encoding"]


def test_word(tmp_path: Path) -> None:
    docx = pytest.importorskip("docx")
    content = docx.Document()
    content.add_heading("Staying safe", level=2)
    content.add_paragraph("Outcomes are good.")
    content.add_paragraph("calm", style="List Bullet")
    content.add_paragraph("After the list.")
    table = content.add_table(rows=2, cols=2)
    for cell, words in zip(
        (cell for row in table.rows for cell in row.cells),
        ("Area", "Grade", "Staying safe", "3"),
        strict=True,
    ):
        cell.text = words
    path = tmp_path / "letter.docx"
    content.save(str(path))
    document = read_document(path)
    assert document.text.split("\n") == [
        "## Staying safe", "", "Outcomes are good.", "", "• calm", "", "After the list.", "",
        "Area\tGrade", "Staying safe\t3", "",
    ]  # fmt: skip


def test_a_word_file_with_flipped_bits_is_damaged(tmp_path: Path) -> None:
    docx = pytest.importorskip("docx")
    buffer = io.BytesIO()
    content = docx.Document()
    content.add_paragraph("Outcomes are good. " * 200)
    content.save(buffer)
    data = bytearray(buffer.getvalue())
    with zipfile.ZipFile(buffer) as folder:
        part = folder.getinfo("word/document.xml")
    # Behind the local header of 30 bytes and the name lies the compressed text.
    for place in range(part.header_offset + 30 + len(part.filename), part.header_offset + 120):
        data[place] ^= 0xFF
    with pytest.raises(UnreadableFile, match="damaged"):
        read_document(write(tmp_path, bytes(data), "letter.docx"))


def test_a_large_letter_is_read_whole(tmp_path: Path) -> None:
    path = write(tmp_path, ("The council’s schools are good. " * 20 + "\n").encode("cp1252") * 8000)
    document = read_document(path)
    assert len(document.text) > 5_000_000
