"""Word files: what a reader of the page sees is text, and nothing else is."""

from __future__ import annotations

from pathlib import Path

import pytest
from word_file import STRICT, TRANSITIONAL, flat, paragraph, run, table, wide, word_file

from ofsted_kg.errors import UnreadableFile
from ofsted_kg.read import DEFAULT, read_data
from ofsted_kg.read.docx import MACROS_TYPE, read_docx

NAME = Path("letter.docx")
_WHO = 'w:id="1" w:author="x" w:date="2010-01-01T00:00:00Z"'
_DOT = '<w:pStyle w:val="Dot"/>'
_TAB = "<w:r><w:tab/></w:r>"


def _field(code: str, shown: str) -> str:
    marks = [f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")]
    return f"{marks[0]}<w:r><w:instrText>{code}</w:instrText></w:r>{marks[1]}{run(shown)}{marks[2]}"


def _box(inner: str) -> str:
    content = f"<w:txbxContent>{inner}</w:txbxContent>"
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>'
        f"<wps:txbx>{content}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{content}</v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )


def _control(inner: str, properties: str = "") -> str:
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{inner}</w:sdtContent></w:sdt>"


SEEN = [
    ("block control", _control(paragraph("9 December 2010")), "9 December 2010"),
    ("inline control", paragraph("9 ", _control(run("December")), " 2010"), "9 December 2010"),
    ("control in a control", _control(_control(paragraph("Good", _control(run(" work"))))), "Good work"),
    ("row in a control", table(("Area", "Grade")).replace("<w:tr>", "<w:sdt><w:sdtContent><w:tr>")
        .replace("</w:tr>", "</w:tr></w:sdtContent></w:sdt>"), "Area\tGrade"),
    ("cell in a control", table(("Area", "Grade")).replace("<w:tc>", "<w:sdt><w:sdtContent><w:tc>")
        .replace("</w:tc>", "</w:tc></w:sdtContent></w:sdt>"), "Area\tGrade"),
    ("smart tag", paragraph("On ", f"<w:smartTag><w:smartTag>{run('9 May')}</w:smartTag></w:smartTag>"),
        "On 9 May"),
    ("simple field", paragraph(f'<w:fldSimple w:instr="DATE">{run("9 May")}</w:fldSimple>'), "9 May"),
    ("complex field", paragraph(_field('DATE \\@ "d"', "9 May 2010")), "9 May 2010"),
    ("field in a field's instructions", paragraph(
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>', _field("MERGEFIELD x", "1 May 2001"),
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>', "9 May 2010",
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'), "9 May 2010"),
    ("hyperlink", paragraph(f"<w:hyperlink>{run('See this')}</w:hyperlink>"), "See this"),
    ("text box, once", paragraph(_box(paragraph("Performs well (3)"))), "Performs well (3)"),
    ("inserted paragraph", paragraph(f"<w:ins {_WHO}>{run('Good')}</w:ins>",
        properties=f"<w:rPr><w:ins {_WHO}/></w:rPr>"), "Good"),
    ("moved here", paragraph(f"<w:moveTo {_WHO}>{run('Good')}</w:moveTo>"), "Good"),
    ("an end that was deleted", paragraph("9 December ", properties=f"<w:rPr><w:del {_WHO}/></w:rPr>")
        + paragraph("2010"), "9 December 2010"),
    ("struck before a change", paragraph(
        run("Good", f"<w:rPrChange {_WHO}><w:rPr><w:strike/></w:rPr></w:rPrChange>")), "Good"),
    ("switched off", paragraph(run("Good", '<w:strike w:val="0"/><w:vanish w:val="false"/>')), "Good"),
    ("raised letters", paragraph("9", run("th", '<w:vertAlign w:val="superscript"/>'), " May"), "9th May"),
    ("symbol", paragraph('<w:r><w:sym w:font="Symbol" w:char="F0B7"/></w:r>', _TAB, "calm"), "•\tcalm"),
    ("hyphens", paragraph("well", "<w:r><w:noBreakHyphen/></w:r>", "be", "<w:r><w:softHyphen/></w:r>", "ing"),
        "well-being"),
    ("heading", paragraph("Staying safe", properties='<w:pStyle w:val="H2"/>'), "## Staying safe"),
    ("heading by its level", paragraph("Safe", properties='<w:outlineLvl w:val="2"/>'), "### Safe"),
    ("list by its style", paragraph("calm", properties=_DOT), "• calm"),
    ("no list", paragraph("calm", properties=f'{_DOT}<w:numPr><w:numId w:val="0"/></w:numPr>'), "calm"),
    ("numbers of a list", "".join(paragraph(words, properties='<w:numPr><w:numId w:val="2"/></w:numPr>')
        for words in ("calm", "kind")), "(a) calm\n(b) kind"),
    ("table in a cell", table(("Rating", table(("Overall", "3")))), "Rating\n\nOverall\t3"),
    ("page in a cell", table(("", "".join(map(paragraph, ("9 May 2010", "Ms Orr", "Dear Ms Orr"))))),
        "9 May 2010\n\nMs Orr\n\nDear Ms Orr"),
    ("items in cells", table(("Strengths", "Areas for development"), (
        paragraph("calm", properties=_DOT) + paragraph("kind", properties=_DOT),
        "late")), "Strengths\tAreas for development\n• calm • kind\tlate"),
    ("lists side by side", table(tuple(
        paragraph(head) + paragraph(item, properties=_DOT)
        for head, item in (("Strengths", "calm"), ("Areas", "late")))),
        "Strengths\n\n• calm\n\nAreas\n\n• late"),
    ("merged cells", table(("Safe", "3"), (f"<w:tcPr><w:vMerge/></w:tcPr>{paragraph('')}", "4")),
        "Safe\t3\n\t4"),
]  # fmt: skip


@pytest.mark.parametrize(("body", "text"), [pytest.param(b, t, id=name) for name, b, t in SEEN])
@pytest.mark.parametrize("strict", [False, True], ids=["transitional", "strict"])
def test_what_a_reader_sees_is_text(body: str, text: str, strict: bool) -> None:
    data = word_file(body, namespace=STRICT) if strict else word_file(body)
    assert read_docx(NAME, data).text == text + "\n"


UNSEEN = [
    ("hidden", run("Bad", "<w:vanish/>"), "hidden-text"),
    ("struck", run("Bad", "<w:strike/>"), "hidden-text"),
    ("struck twice", run("Bad", "<w:dstrike/>"), "hidden-text"),
    ("white", run("Bad", '<w:color w:val="FFFFFF"/>'), "hidden-text"),
    ("white by the theme", run("Bad", '<w:color w:val="auto" w:themeColor="background1"/>'), "hidden-text"),
    ("a point high", run("Bad", '<w:sz w:val="2"/>'), "hidden-text"),
    ("hidden by a style's style", run("Bad", '<w:rStyle w:val="Hid"/>'), "hidden-text"),
    ("deleted", f"<w:del {_WHO}><w:r><w:delText>Bad</w:delText></w:r></w:del>", "revisions"),
    ("moved away", f"<w:moveFrom {_WHO}>{run('Bad')}</w:moveFrom>", "revisions"),
    ("footnote's mark", '<w:r><w:footnoteReference w:id="2"/></w:r>', "footnotes-unread"),
    ("raised digit", run("2", '<w:vertAlign w:val="superscript"/>'), None),
    ("raised by a style", run("12", '<w:rStyle w:val="Up"/>'), None),
    ("lifted digit", run("3", '<w:position w:val="6"/>'), None),
    ("field without a result", '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>ASK "Bad"'
        '</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>', None),
    ("a page's number", _field(" PAGE ", "4"), None),
    ("table of contents", _field(' TOC \\o "1-3" ', "Staying safe 4"), None),
    ("where one may write", _control(run("Click here"), "<w:showingPlcHdr/>"), None),
]  # fmt: skip


@pytest.mark.parametrize(("inner", "notice"), [pytest.param(i, n, id=name) for name, i, n in UNSEEN])
def test_what_no_reader_sees_is_no_text(inner: str, notice: str | None) -> None:
    document = read_docx(NAME, word_file(paragraph("Good", inner, " work")))
    assert document.text == "Good work\n"
    assert [n.code for n in document.notices] == ([notice] if notice else [])


_WHITE = run("work", '<w:color w:val="FFFFFF"/>')
_BLUE = '<w:shd w:val="clear" w:fill="003366"/>'


@pytest.mark.parametrize(
    "body",
    [
        paragraph(_WHITE, properties=_BLUE),
        paragraph(run("work", f'<w:color w:val="FFFFFF"/>{_BLUE}')),
        paragraph(run("work", '<w:color w:val="FFFFFF"/><w:highlight w:val="blue"/>')),
        f"<w:tbl><w:tr><w:tc><w:tcPr>{_BLUE}</w:tcPr>{paragraph(_WHITE)}</w:tc></w:tr></w:tbl>",
        paragraph(run("work", '<w:color w:val="808080"/><w:sz w:val="8"/>')),
    ],
    ids=["paragraph", "run", "highlight", "cell", "grey and small"],
)
def test_white_on_a_colour_is_text(body: str) -> None:
    assert read_docx(NAME, word_file(paragraph("Good") + body)).text.split() == ["Good", "work"]


UNSEEN_BLOCKS = [
    ("struck by the paragraph's style", paragraph("Bad", properties='<w:pStyle w:val="Gone"/>')),
    ("deleted row", table(("Bad", "1")).replace("<w:tr>", f"<w:tr><w:trPr><w:del {_WHO}/></w:trPr>")),
    ("hidden row", table(("Bad", "1")).replace("<w:tr>", "<w:tr><w:trPr><w:hidden/></w:trPr>")),
    ("contents by style", paragraph("Staying safe", _TAB, "4", properties='<w:pStyle w:val="Toc"/>')),
    ("contents in a control", _control(paragraph("Staying safe", _TAB, "4"),
        '<w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj>')),
]  # fmt: skip


@pytest.mark.parametrize("body", [pytest.param(body, id=name) for name, body in UNSEEN_BLOCKS])
def test_blocks_that_no_reader_sees_are_no_text(body: str) -> None:
    assert read_docx(NAME, word_file(paragraph("Good") + body)).text == "Good\n"


def test_header_and_footer_are_read_once_and_without_page_numbers() -> None:
    head = paragraph("9 December 2010") + paragraph(
        "Page ", _field("PAGE", "1"), " of ", _field("NUMPAGES", "3")
    )
    foot = table(("Inspection House", "Chancel Row"))
    document = read_docx(NAME, word_file(paragraph("Dear Ms Orr"), head=head, foot=foot))
    assert document.text == "9 December 2010\n\nDear Ms Orr\n\nInspection House\tChancel Row\n"


def test_a_watermark_is_read() -> None:
    mark = '<w:p><w:r><w:pict><v:shape><v:textpath string="DRAFT"/></v:shape></w:pict></w:r></w:p>'
    assert read_docx(NAME, word_file(paragraph("Dear Ms Orr"), head=mark)).text == "DRAFT\n\nDear Ms Orr\n"


def test_macros_are_named_and_not_run() -> None:
    document = read_docx(NAME, word_file(paragraph("Good"), more={"word/vbaProject.bin": "x"}))
    assert document.media_type == MACROS_TYPE


def test_the_main_part_may_have_another_name() -> None:
    assert read_data(NAME, word_file(paragraph("Good"), main="document2.xml"), DEFAULT).text == "Good\n"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        pytest.param(word_file(paragraph("x" * 65_000_000)), "MB", id="a part of 65 MB"),
        pytest.param(word_file("<w:p/>" * 3_000_001), "tags", id="too many tags"),
        pytest.param(
            word_file(paragraph("x"), more={"word/document.xml": '<!DOCTYPE x [<!ENTITY y "z">]><x>&y;</x>'}),
            "document type",
            id="entities",
        ),
        pytest.param(word_file(paragraph(run("x", "<w:vanish/>"))), "no text", id="only hidden text"),
    ],
)
def test_what_is_too_much_or_nothing_is_refused(data: bytes, message: str) -> None:
    with pytest.raises(UnreadableFile, match=message):
        read_docx(NAME, data)


def test_nesting_without_end_is_cut_and_said() -> None:
    inner = paragraph("deep")
    for _ in range(200):
        inner = f"<w:tbl><w:tr><w:tc>{inner}</w:tc></w:tr></w:tbl>"
    document = read_docx(NAME, word_file(paragraph("Good") + inner))
    assert document.text == "Good\n"
    assert [n.code for n in document.notices] == ["too-deep"]


CHUNK = '<w:altChunk r:id="chunk1"/>'
PAGE = b"<html><body><p>Most schools are good.</p><ul><li>Colleges</li></ul></body></html>"
WITHIN = word_file(paragraph("Within.") + CHUNK, chunks=[PAGE])
EMBEDDED = {
    "page": (PAGE, "Most schools are good.\n\n\u2022 Colleges"),
    "web archive": (
        b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x\r\n"
        b"Content-Type: text/html\r\nContent-Location: file:///a.htm\r\n\r\n" + PAGE + b"\r\n--x--\r\n",
        "Most schools are good.\n\n\u2022 Colleges",
    ),
    "rich text": (rb"{\rtf1\ansi Most schools are good.\par}", "Most schools are good."),
    "plain text": (
        b"Most schools are good.\r\nAll colleges, too.",
        "Most schools are good.\nAll colleges, too.",
    ),
    "Word file": (WITHIN, "Within.\n\nMost schools are good.\n\n\u2022 Colleges"),
}


@pytest.mark.parametrize("strict", [False, True])
@pytest.mark.parametrize(("chunk", "text"), EMBEDDED.values(), ids=EMBEDDED)
def test_an_embedded_document_is_read_where_it_stands(chunk: bytes, text: str, strict: bool) -> None:
    body = paragraph("Above.") + CHUNK + paragraph("Below.")
    data = word_file(body, chunks=[chunk], namespace=STRICT if strict else TRANSITIONAL)
    document = read_docx(Path("letter.docx"), data)
    assert document.text == f"Above.\n\n{text}\n\nBelow.\n"
    assert document.notices == ()


def _nested(levels: int) -> bytes:
    data = b"Plain."
    for level in range(levels):
        data = word_file(paragraph(f"Level {level}.") + CHUNK, chunks=[data])
    return data


@pytest.mark.parametrize(
    ("body", "chunks", "text"),
    [
        pytest.param('<w:altChunk r:id="chunk9"/>', [], "Above.\n", id="not-there"),
        pytest.param('<w:altChunk r:id="styles"/>', [], "Above.\n", id="no-document"),
        pytest.param(CHUNK, [b"\x89PNG\r\n"], "Above.\n", id="a-picture"),
        pytest.param(CHUNK, [_nested(5)], "Above.\n\nLevel 4.\n\nLevel 3.\n\nLevel 2.\n", id="too-deep"),
    ],
)
def test_an_embedded_document_that_cannot_be_read_is_said(body: str, chunks: list[bytes], text: str) -> None:
    document = read_docx(Path("letter.docx"), word_file(paragraph("Above.") + body, chunks=chunks))
    assert document.text == text
    assert [notice.code for notice in document.notices] == ["embedded-unread"]


def test_an_embedded_document_is_read_once() -> None:
    document = read_docx(Path("letter.docx"), word_file(CHUNK * 1000, chunks=[PAGE]))
    assert document.text == "Most schools are good.\n\n\u2022 Colleges\n"


def test_of_a_file_that_only_embeds_what_cannot_be_read_that_is_said() -> None:
    with pytest.raises(UnreadableFile, match="embeds was not read: the file is a picture"):
        read_docx(Path("letter.docx"), word_file(CHUNK, chunks=[b"\x89PNG\r\n"]))


def test_a_narrow_cell_with_a_word_a_paragraph_is_a_cell() -> None:
    cell = paragraph("Performs") + paragraph("well") + paragraph("(3)")
    read = read_docx(Path("letter.docx"), word_file(table(("Children's services assessment", cell))))
    assert read.text == "Children's services assessment\tPerforms<br>well<br>(3)\n"


WHOLE = word_file(
    paragraph("Dear Ms Orr") + paragraph("Schools – good", properties=_DOT) + table(("Staying safe", "3")),
    head=paragraph("9 December 2010"),
)
WIDE = {
    "with a mark of order": wide(WHOLE),
    "little ends first": wide(WHOLE, "utf-16-le"),
    "big ends first": wide(WHOLE, "utf-16-be"),
    "one file": flat(WHOLE),
    "one wide file": flat(WHOLE).replace(b'"UTF-8"', b'"UTF-16"').decode().encode("utf-16"),
}


@pytest.mark.parametrize("data", WIDE.values(), ids=WIDE)
def test_parts_may_be_wide_or_in_one_file(data: bytes) -> None:
    document = read_data(NAME, data, DEFAULT)
    assert document.text == read_docx(NAME, WHOLE).text
    assert "Schools – good" in document.text
    assert document.size == len(data)


def test_what_one_file_embeds_is_read() -> None:
    body = paragraph("Dear Ms Orr") + '<w:altChunk r:id="chunk1"/>'
    data = flat(word_file(body, chunks=[b"<html><body><p>Most schools are good.</p></body></html>"]))
    assert read_data(NAME, data, DEFAULT).text == "Dear Ms Orr\n\nMost schools are good.\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-be"])
def test_entities_are_refused_in_any_encoding(encoding: str) -> None:
    text = flat(WHOLE).decode().replace("<pkg:package", '<!DOCTYPE x [<!ENTITY y "z">]><pkg:package', 1)
    text = text.replace('"UTF-8"', f'"{encoding[:6].rstrip("-")}"')
    with pytest.raises(UnreadableFile, match="document type"):
        read_data(NAME, text.encode(encoding), DEFAULT)


def test_one_file_that_is_cut_off_is_damaged() -> None:
    with pytest.raises(UnreadableFile, match="damaged"):
        read_data(NAME, flat(WHOLE)[:-200], DEFAULT)
