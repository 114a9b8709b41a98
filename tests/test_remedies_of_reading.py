"""What is told to do with files that cannot be read, or not wholly: each case does it, and reads the file."""

from __future__ import annotations

import datetime as dt
import gzip
import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from mending import mended
from small_pdf import locked, small_pdf
from word_file import paragraph, run, word_file

from ofsted_kg import register
from ofsted_kg.errors import OfstedKGError
from ofsted_kg.letters import parse_letter
from ofsted_kg.model import Letter
from ofsted_kg.pipeline.collect import collect
from ofsted_kg.read import read_document
from ofsted_kg.reports import parse_report
from ofsted_kg.vocabulary import lexicon

SAMPLES = Path(__file__).resolve().parent.parent / "samples"
REGISTER = SAMPLES / "register.csv"
LETTER = (SAMPLES / "letters" / "apa-2007-quayhaven.txt").read_bytes()


def zipped(name: str, data: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(name, data)
    return buffer.getvalue()


WORD = word_file(paragraph(run("Dear Director, all is well.")))
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
MAIL = b"From: a@example.org\nTo: b@example.org\nSubject: Letter\n\nDear Director, all is well.\n"
PDF = small_pdf(
    ["Dear Director, all is well in every one of the services that we have seen this year.\n" * 3]
)
FLAT = (
    b'<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    b' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    b' office:mimetype="application/vnd.oasis.opendocument.text"><office:body><office:text>'
    b"<text:p>Dear Director.</text:p></office:text></office:body></office:document>"
)
# The file as it is, what is said to do, and the file when that is done; names where they matter.
UNREADABLE: dict[str, tuple[bytes, str, bytes]] = {
    "gzip": (gzip.compress(LETTER), "Unpack it", LETTER),
    "7z": (b"7z\xbc\xaf\x27\x1c" + bytes(60), "Unpack it", LETTER),
    "an archive with nothing": (b"PK\x05\x06" + bytes(18), "Download it again", WORD),
    "a program": (b"MZ\x90\x00" + bytes(600), "unpack it and build from its files", LETTER),
    "old Word": (OLD_OFFICE, "Save it as .docx, PDF or text", WORD),
    "Outlook": (OLD_OFFICE + "__substg1.0_".encode("utf-16-le"), "or the message as .eml", MAIL),
    "a locked Word file": (
        OLD_OFFICE + "EncryptedPackage".encode("utf-16-le"),
        "Save a copy without the password",
        WORD,
    ),
    "winmail.dat": (b'x\x9f>"' + bytes(60), "Save the letter from the mail program", WORD),
    "a torn Word file": (WORD[:300], "Download it again", WORD),
    "a damaged Word file": (zipped("word/document.xml", b"<w"), "Open it in Word and save it anew", WORD),
    "a damaged flat file": (FLAT[:-20], "Open it in LibreOffice and save it anew", FLAT),
    "a torn PDF": (PDF[:60], "Fetch it again from its source", PDF),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(60), "Run text recognition (OCR) on it", PDF),
    "a page of an error": (
        b"<!doctype html><html><title>404 Not Found</title><h1>Not Found</h1></html>",
        "Download the document again",
        LETTER,
    ),
    "an empty file": (b"", "Fetch it again from its source", LETTER),
    "blanks": (b" \n\n ", "Fetch it again from its source", LETTER),
    "a workbook": (zipped("xl/workbook.xml", b"<x/>"), "If it holds one, save that as PDF", PDF),
    "a workbook in XML": (
        b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
        "If it holds one, save that as PDF", PDF,
    ),
    "a feed": (b'<?xml version="1.0"?><rss/>', "save the letter as text, HTML or PDF", LETTER),
    "a Word file of pictures": (word_file(paragraph()), "save it as PDF", PDF),
    "rich text of pictures": (b"{\\rtf1 {\\pict 00}}", "save it as .docx", WORD),
    "a page of nothing": (b"<!doctype html><html><body><img src=a.png>", "print it into a PDF", PDF),
    "a page too deep": (b"<html>" + b"<div>" * 40_000, "Open it in a browser and print it into a PDF", PDF),
    "a mail of nothing": (
        MAIL.partition(b"\n\n")[0] + b"\nMIME-Version: 1.0\n\n \n",
        "Save the letter from the mail program", LETTER,
    ),
    "a locked PDF": (locked(PDF, "secret"), "Save a copy without the password", locked(PDF, "")),
    "a book": (
        PDF.replace(b"/Count 1", b"/Count 2500"),
        "Save the pages that are the letter as a PDF of their own", PDF,
    ),
    "no text": (
        bytes(range(256)) * 4,
        "Letters are read from text, Markdown, HTML, PDF and Word files",
        LETTER,
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", UNREADABLE)
def test_reading(name: str, tmp_path: Path) -> None:
    wrong, says, right = UNREADABLE[name]
    assert "Dear " in mended(tmp_path / "letter", wrong, says, right, read_document).text


def test_archives_in_archives(tmp_path: Path) -> None:
    inner = zipped("a.zip", zipped("b.zip", zipped("c.zip", LETTER)))
    path = tmp_path / "deep.zip"
    path.write_bytes(zipped("d.zip", inner))
    (problem,) = collect([path]).problems
    assert "Unpack them and build from the files" in str(problem)
    path.write_bytes(zipped("c.zip", LETTER))
    assert len(collect([path]).files) == 1


# -- letters of which something is not known


def read(path: Path, *registers: Path, published: dt.date | None = None) -> Letter:
    document = read_document(path)
    document = replace(document, origin=replace(document.origin, path=path.name, published=published))
    return parse_letter(document, lexicon.load(), register.load(registers))


def said(letter: Letter, code: str) -> str:
    return " ".join(notice.message for notice in letter.notices if notice.code == code)


def test_a_letter_without_date(tmp_path: Path) -> None:
    text = LETTER.decode("utf-8-sig").replace("26 November 2007\n", "")
    path = tmp_path / "letter.txt"
    path.write_text(text, encoding="utf-8")
    assert "End the file's name in the day, as in bury-2010-12-09.txt, or list it in sources.csv" in said(
        read(path, REGISTER), "no-date"
    )
    path.rename(tmp_path / "quayhaven-2007-11-26.txt")
    day = dt.date(2007, 11, 26)
    assert read(tmp_path / "quayhaven-2007-11-26.txt", REGISTER).date == day
    (tmp_path / "quayhaven-2007-11-26.txt").rename(path)
    assert read(path, REGISTER, published=day).date == day


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        pytest.param(
            lambda text: text[text.index("Being healthy") :], "build from the whole document", id="page"
        ),
        pytest.param(
            lambda text: text.replace("26 November 2007\n", "").replace("Council 2007", "Council"),
            "End the file's name in the day, as in bury-2010-12-09.txt",
            id="year",
        ),
    ],
)
def test_a_letter_that_is_not_known_for_one(wrong: Callable[[str], str], says: str, tmp_path: Path) -> None:
    whole = LETTER.decode("utf-8-sig")
    path = tmp_path / "letter.txt"
    path.write_text(wrong(whole), encoding="utf-8")
    with pytest.raises(OfstedKGError, match=says):
        read(path, REGISTER)
    if says.startswith("End"):
        path = path.rename(tmp_path / "quayhaven-2007-11-26.txt")
    else:
        path.write_text(whole, encoding="utf-8")
    assert read(path, REGISTER).framework == "apa-2007"


def test_the_council_of_a_report_that_the_register_has_not() -> None:
    report = read_document(SAMPLES / "reports" / "quayhaven-2019-04-12.pdf")
    told = said(parse_report(report, lexicon.load(), register.load()), "unknown-council")
    assert "If it is one, give a file that lists it as --register to `ofsted-kg build`" in told
    known = parse_report(report, lexicon.load(), register.load((REGISTER,)))
    assert known.council is not None


def test_a_council_that_the_register_has_not(tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_bytes(LETTER)
    remedy = "give a file that lists it as --register to `ofsted-kg build`"
    assert remedy in said(read(path), "unknown-council")
    council = read(path, REGISTER).council
    assert council is not None
    assert council.name == "Quayhaven"


PAPER = """Quayhaven City Council
Cabinet, 12 January 2008
Report of the Director

1. Ofsted wrote to us on 26 November 2007: annual performance assessment of services for children and
young people in Quayhaven City Council 2007.
2. Overall effectiveness of children's services: Grade 3.
"""


def test_a_paper_that_quotes_a_letter(tmp_path: Path) -> None:
    path = tmp_path / "paper.txt"
    path.write_text(PAPER, encoding="utf-8")
    with pytest.raises(OfstedKGError, match="Build the letter itself, which Ofsted"):
        read(path, REGISTER)
    path.write_bytes(LETTER)
    assert read(path, REGISTER).ratings
