"""Several files of one document: which of them stands in the graph, why, and how to have another."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from small_pdf import small_pdf
from two_reports import ILACS
from word_file import word_file

from ofsted_kg.pipeline import Options, add, build, remove
from ofsted_kg.pipeline.ledger import Entry, Remark, Status
from ofsted_kg.pipeline.merge import merge
from ofsted_kg.query import run
from ofsted_kg.read.docx import read_docx
from ofsted_kg.read.odt import read_odt
from ofsted_kg.read.pdf import read_pdf
from ofsted_kg.store import KnowledgeGraph

GRADES = (("overall-effectiveness", "good"), ("in-care", "inadequate"))
ENTRY = Entry("", "", Status.CONVERTED, graph="graph", council="E1", date="2021-12-17", grades=GRADES)
DRAFT = (Remark("draft", "Warning", "The document says that it is a draft"),)


def file(name: str, **what: object) -> Entry:
    return replace(ENTRY, source=name, file_name=name, path=f"in/{name}", sha256=name, **what)  # type: ignore[arg-type]


# name: two files in the order of their names, which is kept, and why the other is not.
PAIRS = {
    "nothing told": (file("a.txt"), file("b.txt"), 0, "neither says that it is the newer"),
    "corrected": (file("a.pdf"), file("bury-corrected.pdf"), 1, "as the names have it"),
    "version": (file("bury v1.pdf"), file("bury v2.pdf"), 1, "as the names have it"),
    "tenth version": (file("bury_v10.pdf"), file("bury_v9.pdf"), 0, "as the names have it"),
    "old": (file("bury (old).pdf"), file("bury.pdf"), 1, "as the names have it"),
    "not an old": (file("oldham.pdf"), file("zoo.pdf"), 0, "neither says"),
    "made later": (
        file("a.pdf", made="2021-12-16T09:00:00Z"),
        file("b.pdf", made="2022-02-01T09:00:00Z 2022-02-01T10:00:00Z"),
        1,
        "made later (2022-02-01; this one 2021-12-16)",
    ),
    "changed later": (
        file("a.pdf", made="2021-12-16T09:00:00Z 2021-12-16T09:00:00Z"),
        file("b.pdf", made="2021-12-16T09:00:00Z 2022-01-05T09:00:00Z"),
        1,
        "made later",
    ),
    "one untold": (file("a.txt"), file("b.pdf", made="2022-02-01T09:00:00Z"), 1, "does not say when"),
    "name before making": (
        file("a.pdf", made="2023-02-01T09:00:00Z"),
        file("b revised.pdf", made="2022-02-01T09:00:00Z"),
        1,
        "as the names have it",
    ),
    "a draft": (
        file("a corrected.pdf", notices=DRAFT, made="2023-02-01T09:00:00Z"),
        file("b.pdf"),
        1,
        "this one is a draft",
    ),
}


@pytest.mark.parametrize("case", PAIRS)
def test_of_two_files_of_a_document_the_newer_is_kept(case: str) -> None:
    one, two, kept, why = PAIRS[case]
    merged = merge([one, two])
    assert [entry.status for entry in merged].index(Status.CONVERTED) == kept
    out, stays = merged[1 - kept], (one, two)[kept]
    assert out.status is Status.DUPLICATE
    assert f"the same letter or report as in/{stays.file_name}, which was kept: " in out.reason
    assert why in out.reason


@pytest.mark.parametrize("case", [case for case in PAIRS if case != "a draft"])
def test_the_name_that_is_advised_lets_the_other_be_kept(case: str) -> None:
    one, two, kept, _ = PAIRS[case]
    out = merge([one, two])[1 - kept]
    called = out.reason.rpartition("call this one ")[2]
    assert called.endswith(Path(out.file_name).suffix)
    again = [one, two]
    again[1 - kept] = replace(again[1 - kept], file_name=called)
    assert merge(again)[1 - kept].status is Status.CONVERTED


def test_it_is_said_where_two_files_of_a_document_give_other_grades() -> None:
    mended = file("b-corrected.pdf", grades=(("overall-effectiveness", "good"), ("in-care", "good")))
    out, _ = merge([file("a.pdf"), mended])
    assert "Their grades differ: in-care inadequate here, good there." in out.reason
    assert "differ" not in merge([file("a.pdf"), file("b.pdf")])[1].reason


def test_however_many_and_in_whatever_order() -> None:
    files = [file(f"{name}.pdf", made=made) for name, made in zip("abcd", ("2", "", "9", "5"), strict=True)]
    kept = [entry.file_name for entry in merge(files) if entry.status is Status.CONVERTED]
    assert kept == ["c.pdf"]


def report(*, made: str, grade: str) -> bytes:
    """A report as PDF, with the day on which it says that it was made."""
    words = ILACS.replace("Northmoor", "Bury").replace("Outstanding", grade).replace("’", "'")
    data = small_pdf([words])
    number = data.count(b" 0 obj\n") + 1
    info = b"%d 0 obj\n<< /CreationDate (%s) >>\nendobj\n" % (number, made.encode())
    place = data.index(b"xref\n")
    # PDFium mends a table of references that is too short: the catalogue stays where it was.
    return data[:place] + info + data[place:].replace(b"/Root 1 0 R", b"/Root 1 0 R /Info %d 0 R" % number)


def overall(kg: Path) -> str:
    rows = run("ratings", {}, KnowledgeGraph.open(kg)).dicts()
    return next(str(row["grade"]) for row in rows if row["area"] == "in-care")


def test_a_corrected_file_takes_the_place_of_the_old_one_and_keeps_it(tmp_path: Path) -> None:
    folder, kg, options = tmp_path / "in", tmp_path / "kg", Options(jobs=1)
    folder.mkdir()
    (folder / "a-2024-07-19.pdf").write_bytes(report(made="D:20240715090000Z", grade="Outstanding"))
    assert build([folder], kg, options).added == ("a-2024-07-19",)
    assert overall(kg) == "outstanding"
    new = folder / "b-2024-07-19.pdf"
    new.write_bytes(report(made="D:20240801090000+01'00'", grade="Good"))
    result = add([new], kg, options)
    assert overall(kg) == "good"
    (old,) = result.ledger.with_status(Status.DUPLICATE)
    assert "made later (2024-08-01; this one 2024-07-15)" in old.reason
    assert "in-care outstanding here, good there" in old.reason
    build([folder], kg, options)
    assert overall(kg) == "good"
    # And whoever would rather have the old one takes the other away, as he is told.
    remove(["b-2024-07-19"], kg, options)
    assert overall(kg) == "outstanding"


MADE = {
    "D:20230113093000Z": ("2023-01-13", "2023-01-13T09:30:00Z"),
    "D:20230113093000+05'30'": ("2023-01-13", "2023-01-13T04:00:00Z"),
    "D:20230113093000+05'30": ("2023-01-13", "2023-01-13T04:00:00Z"),
    "D:20230113": ("2023-01-13", "2023-01-13T00:00:00Z"),
    "20230113093000": ("2023-01-13", "2023-01-13T09:30:00Z"),
    "2023-01-13T09:30:00+00:00": ("2023-01-13", "2023-01-13T09:30:00Z"),
    "D:202301": ("None", ""),
    "D:20231399": ("None", ""),
    "D:20230113997799": ("2023-01-13", ""),
    "Friday, 13 January": ("None", ""),
    "": ("None", ""),
}


@pytest.mark.parametrize("said", MADE)
def test_when_a_pdf_says_that_it_was_made(said: str) -> None:
    document = read_pdf(Path("a.pdf"), report(made=said, grade="Good"))
    assert (str(document.created), document.made) == MADE[said]


def test_when_only_its_xmp_says_so() -> None:
    xmp = b"<x:xmpmeta><rdf:Description xmp:CreateDate='2023-01-13T09:30:00Z'/>%s</x:xmpmeta>"
    data = report(made="", grade="Good")
    one = read_pdf(Path("a.pdf"), data + b"\n%" + xmp % b"")
    assert (str(one.created), one.made) == ("2023-01-13", "2023-01-13T09:30:00Z")
    picture = b"<xmp:CreateDate>2001-01-01T00:00:00Z</xmp:CreateDate>"
    assert read_pdf(Path("a.pdf"), data + b"\n%" + xmp % picture).created is None


def test_when_other_files_say_that_they_were_saved() -> None:
    core = (
        '<cp:coreProperties xmlns:cp="c" xmlns:dcterms="http://purl.org/dc/terms/">'
        "<dcterms:modified>2023-01-13T09:30:00Z</dcterms:modified></cp:coreProperties>"
    )
    kinds = "http://schemas.openxmlformats.org"
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="1" Type="{kinds}/officeDocument/2006/relationships/officeDocument"'
        ' Target="word/document.xml"/>'
        f'<Relationship Id="2" Type="{kinds}/package/2006/relationships/metadata/core-properties"'
        ' Target="docProps/core.xml"/></Relationships>'
    )
    body = "<w:p><w:r><w:t>Words</w:t></w:r></w:p>"
    saved = word_file(body, more={"_rels/.rels": relations, "docProps/core.xml": core})
    assert read_docx(Path("a.docx"), saved).made == "2023-01-13T09:30:00Z"
    assert read_docx(Path("a.docx"), word_file(body)).made == ""
    flat = (
        '<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
        ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' office:mimetype="application/vnd.oasis.opendocument.text">'
        "<office:meta><dc:date>2023-01-13T09:30:00.123</dc:date></office:meta>"
        "<office:body><office:text><text:p>Words.</text:p></office:text></office:body></office:document>"
    )
    assert read_odt(Path("a.fodt"), flat.encode()).made == "2023-01-13T09:30:00Z"
