"""XML that Word 2003 saved: read as a .docx is, by its own names of elements."""

from __future__ import annotations

from pathlib import Path

import pytest

from ofsted_kg.errors import UnreadableFile
from ofsted_kg.model import Document
from ofsted_kg.read import DEFAULT, read_data
from ofsted_kg.read.wordml import MEDIA_TYPE

NAME = Path("letter.xml")
_SPACES = (
    'xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml" xmlns:v="urn:schemas-microsoft-com:vml"'
    ' xmlns:w10="urn:schemas-microsoft-com:office:word" xmlns:aml="http://schemas.microsoft.com/aml/2001/core"'
    ' xmlns:wx="http://schemas.microsoft.com/office/word/2003/auxHint"'
    ' xmlns:o="urn:schemas-microsoft-com:office:office"'
    ' xmlns:st1="urn:schemas-microsoft-com:office:smarttags"'
    ' xmlns:ns0="urn:example:minutes" w:macrosPresent="no" w:embeddedObjPresent="no" w:ocxPresent="no"'
    ' xml:space="preserve"'
)
_STYLES = """<w:styles><w:versionOfBuiltInStylenames w:val="4"/>
<w:style w:type="paragraph" w:default="on" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Heading2"><w:name w:val="heading 2"/><wx:uiName wx:val="Heading 2"/>
<w:basedOn w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/></w:style>
<w:style w:type="paragraph" w:styleId="Dotted"><w:name w:val="Dotted"/>
<w:pPr><w:listPr><w:ilfo w:val="1"/></w:listPr></w:pPr></w:style>
<w:style w:type="character" w:styleId="Gone"><w:name w:val="Gone"/><w:rPr><w:vanish/></w:rPr></w:style>
</w:styles>"""
_LISTS = """<w:lists>
<w:listDef w:listDefId="0"><w:lsid w:val="1"/><w:lvl w:ilvl="0"><w:start w:val="1"/><w:nfc w:val="23"/>
<w:lvlText w:val="·"/></w:lvl></w:listDef>
<w:listDef w:listDefId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:lvlText w:val="%1."/></w:lvl>
<w:lvl w:ilvl="1"><w:nfc w:val="4"/><w:lvlText w:val="(%2)"/></w:lvl>
<w:lvl w:ilvl="2"><w:nfc w:val="2"/><w:lvlText w:val="%3)"/></w:lvl>
<w:lvl w:ilvl="3"><w:nfc w:val="255"/><w:lvlText w:val="%4"/></w:lvl></w:listDef>
<w:list w:ilfo="1"><w:ilst w:val="0"/></w:list><w:list w:ilfo="2"><w:ilst w:val="1"/></w:list></w:lists>"""
_PROPERTIES = (
    "<o:DocumentProperties><o:Author>A. Clerk</o:Author><o:Created>2007-11-20T09:00:00Z</o:Created>"
    "<o:LastSaved>2007-11-26T09:30:00Z</o:LastSaved></o:DocumentProperties>"
)


def document(body: str, section: str = "") -> bytes:
    """Return a file as Word 2003 writes it."""
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        '<?mso-application progid="Word.Document"?>\n'
        f"<w:wordDocument {_SPACES}>{_PROPERTIES}<w:fonts><w:defaultFonts w:ascii='Arial'/></w:fonts>{_LISTS}"
        f"{_STYLES}<w:docPr><w:view w:val='print'/></w:docPr><w:body><wx:sect>{body}"
        f"<w:sectPr>{section}<w:pgSz w:w='11906' w:h='16838'/></w:sectPr></wx:sect></w:body></w:wordDocument>"
    ).encode()


def run(words: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}<wx:font wx:val='Arial'/></w:rPr><w:t>{words}</w:t></w:r>"


def paragraph(*runs: str, properties: str = "") -> str:
    inner = "".join(part if part.startswith("<") else run(part) for part in runs)
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>"


def table(*rows: tuple[str, ...]) -> str:
    cells = (
        "".join(f"<w:tc><w:tcPr/>{c if c.startswith('<') else paragraph(c)}</w:tc>" for c in row)
        for row in rows
    )
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


def annotation(kind: str, inner: str = "") -> str:
    content = f"<aml:content>{inner}</aml:content>" if inner else ""
    who = 'aml:author="A. Clerk" aml:createdate="2007-11-20T09:00:00Z"'
    return f'<aml:annotation aml:id="3" w:type="Word.{kind}" {who}>{content}</aml:annotation>'


def field(code: str, shown: str) -> str:
    begin, separate, end = (
        f'<w:r><w:fldChar w:fldCharType="{k}"/></w:r>' for k in ("begin", "separate", "end")
    )
    return f"{begin}<w:r><w:instrText>{code}</w:instrText></w:r>{separate}{run(shown)}{end}"


def item(words: str, level: int = 0, number: int = 2) -> str:
    marks = f'<w:ilvl w:val="{level}"/><w:ilfo w:val="{number}"/><wx:t wx:val="x"/><wx:font wx:val="Symbol"/>'
    return paragraph(words, properties=f"<w:listPr>{marks}</w:listPr>")


def read(data: bytes) -> Document:
    return read_data(NAME, data, DEFAULT)


_BOX = (
    '<w:r><w:pict><v:shapetype id="_x0000_t202"/><v:shape type="#_x0000_t202"><v:textbox><w:txbxContent>'
    f"{paragraph('Performs well (3)')}</w:txbxContent></v:textbox><w10:wrap/></v:shape></w:pict></w:r>"
)
_ABOVE = "<w:tcPr><w:vmerge w:val='restart'/></w:tcPr>"
SEEN = [
    ("tabs and breaks", paragraph("<w:r><w:t>Grade</w:t><w:tab wx:wTab='600' wx:tlc='none'/><w:t>3</w:t>"
        "<w:br w:type='text-wrapping'/><w:t>good</w:t></w:r>"), "Grade\t3\ngood"),
    ("hyphens", paragraph("well", "<w:r><w:noBreakHyphen/></w:r>", "be", "<w:r><w:softHyphen/></w:r>", "ing"),
        "well-being"),
    ("sections of sections", "<wx:sub-section><wx:sub-section>" + paragraph("Safe",
        properties='<w:pStyle w:val="Heading2"/>') + "</wx:sub-section></wx:sub-section>", "## Safe"),
    ("heading by its level", paragraph("Safe", properties='<w:outlineLvl w:val="2"/>'), "### Safe"),
    ("group with a border", "<wx:pBdrGroup><wx:borders><wx:top wx:val='solid'/></wx:borders>"
        + paragraph("Good") + "</wx:pBdrGroup>", "Good"),
    ("smart tags", paragraph("In ", f"<st1:place w:st='on'><st1:City>{run('Bury')}</st1:City></st1:place>"),
        "In Bury"),
    ("other people's XML", "<ns0:p><ns0:tbl>" + paragraph("Good ", f"<ns0:del>{run('work')}</ns0:del>")
        + "</ns0:tbl></ns0:p>", "Good work"),
    ("rows and cells in other people's XML", table(("Safe", "3")).replace("<w:tr>", "<ns0:r><w:tr><ns0:c>")
        .replace("</w:tr>", "</ns0:c></w:tr></ns0:r>"), "Safe\t3"),
    ("hyperlink", paragraph(f"<w:hlink w:dest='http://example.org/'>{run('See this')}</w:hlink>"),
        "See this"),
    ("simple field", paragraph(f'<w:fldSimple w:instr="DATE">{run("9 May")}</w:fldSimple>'), "9 May"),
    ("complex field", paragraph(field('DATE \\@ "d"', "9 May 2010")), "9 May 2010"),
    ("text box", paragraph(_BOX), "Performs well (3)"),
    ("group of shapes", paragraph(_BOX.replace("<v:shape ", "<v:group><v:shape ")
        .replace("</v:shape>", "</v:shape></v:group>")), "Performs well (3)"),
    ("bookmark", paragraph(annotation("Bookmark.Start"), "Good", annotation("Bookmark.End")), "Good"),
    ("table", table(("Safe", "3"), ("Healthy", "2")), "Safe\t3\nHealthy\t2"),
    ("table in a cell", table(("Rating", table(("Overall", "3")))), "Rating\n\nOverall\t3"),
    ("merged cells", table(("Safe", "3"), ("gone", "4")).replace("<w:tcPr/>", _ABOVE, 1)
        .replace("<w:tr><w:tc><w:tcPr/>", "<w:tr><w:tc><w:tcPr><w:vmerge/></w:tcPr>"), "Safe\t3\n\t4"),
    ("numbers of a list", item("calm") + item("kind") + item("late", 1) + item("poor", 1) + item("ill", 2)
        + item("left", 3), "1. calm\n2. kind\n(a) late\n(b) poor\ni) ill\n\nleft"),
    ("dots of a list", item("calm", number=1), "• calm"),
    ("list by its style", paragraph("calm", properties='<w:pStyle w:val="Dotted"/>'), "• calm"),
    ("list that is not told of", item("calm", number=9), "• calm"),
    ("no list", item("calm", number=0), "calm"),
    ("symbol", paragraph('<w:r><w:sym w:font="Symbol" w:char="F0B7"/></w:r>', " calm"), "• calm"),
    ("switched off", paragraph(run("Good", '<w:strike w:val="off"/><w:vanish w:val="off"/>')), "Good"),
    ("struck before a change", paragraph(run("Good", annotation("Formatting", "<w:rPr><w:strike/></w:rPr>"))),
        "Good"),
    ("raised letters", paragraph("9", run("th", '<w:vertAlign w:val="superscript"/>'), " May"), "9th May"),
    ("chunk with its own styles", f"<w:cfChunk><w:styles/>{paragraph('Good')}</w:cfChunk>", "Good"),
]  # fmt: skip


@pytest.mark.parametrize(("body", "text"), [pytest.param(b, t, id=name) for name, b, t in SEEN])
def test_what_a_reader_sees_is_text(body: str, text: str) -> None:
    found = read(document(body))
    assert found.text == text + "\n"
    assert found.notices == ()


REVISED = [
    ("inserted", paragraph("Good", annotation("Insertion", run(" work"))), "Good work"),
    ("deleted", paragraph("Good", annotation("Deletion", "<w:r><w:delText>Bad</w:delText></w:r>")), "Good"),
    ("inserted and deleted", paragraph("Good", annotation("Insertion", annotation("Deletion",
        "<w:r><w:delText>Bad</w:delText></w:r>"))), "Good"),
    ("deleted by its run's properties", paragraph("Good", run("Bad", annotation("Deletion"))), "Good"),
    ("inserted paragraph", paragraph("Good", properties=f"<w:rPr>{annotation('Insertion')}</w:rPr>"), "Good"),
    ("an end that was deleted", paragraph("9 May ", properties=f"<w:rPr>{annotation('Deletion')}</w:rPr>")
        + paragraph("2010"), "9 May 2010"),
    ("deleted row", table(("Bad", "1"), ("Good", "3")).replace("<w:tr>",
        f"<w:tr><w:trPr>{annotation('Deletion')}</w:trPr>", 1), "Good\t3"),
]  # fmt: skip


@pytest.mark.parametrize(("body", "text"), [pytest.param(b, t, id=name) for name, b, t in REVISED])
def test_of_tracked_changes_the_result_is_read(body: str, text: str) -> None:
    found = read(document(body))
    assert found.text == text + "\n"
    assert [notice.code for notice in found.notices] == ["revisions"]


_NOTE = f"<w:footnote>{paragraph('<w:r><w:footnoteRef/></w:r>', ' Bad')}</w:footnote>"
UNSEEN = [
    ("hidden", run("Bad", "<w:vanish/>"), "hidden-text"),
    ("hidden by its style", run("Bad", '<w:rStyle w:val="Gone"/>'), "hidden-text"),
    ("struck", run("Bad", "<w:strike/>"), "hidden-text"),
    ("struck twice", run("Bad", "<w:dstrike/>"), "hidden-text"),
    ("white", run("Bad", '<w:color w:val="FFFFFF"/>'), "hidden-text"),
    ("footnote", f'<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr>{_NOTE}</w:r>', "footnotes-unread"),
    ("endnote", f"<w:r>{_NOTE.replace('footnote>', 'endnote>')}</w:r>", "footnotes-unread"),
    ("comment", f"{annotation('Comment.Start')}<w:r>{annotation('Comment', paragraph('Bad'))}</w:r>", None),
    ("label of a field", "<w:r><wx:t wx:val='Bad'/></w:r>", None),
    ("a page's number", field(" PAGE ", "4"), None),
    ("picture", "<w:r><w:pict><w:binData w:name='wordml://1.png'>QmFk</w:binData></w:pict></w:r>", None),
]  # fmt: skip


@pytest.mark.parametrize(("inner", "notice"), [pytest.param(i, n, id=name) for name, i, n in UNSEEN])
def test_what_no_reader_sees_is_no_text(inner: str, notice: str | None) -> None:
    found = read(document(paragraph("Good", inner, " work")))
    assert found.text == "Good work\n"
    assert [n.code for n in found.notices] == ([notice] if notice else [])


def test_lines_of_contents_are_no_text() -> None:
    line = paragraph("Safe", "<w:r><w:tab/></w:r>", "4", properties='<w:pStyle w:val="TOC1"/>')
    assert read(document(paragraph("Good") + line)).text == "Good\n"


def test_headers_and_footers_stand_in_the_section() -> None:
    first, odd, even = (paragraph(words) for words in ("9 May 2010", "Inspection House", "Even"))
    number = paragraph("Page ", field("PAGE", "1"))
    section = (
        f"<w:hdr w:type='even'>{even}</w:hdr><w:hdr w:type='odd'>{odd}{number}</w:hdr>"
        f"<w:ftr w:type='odd'>{paragraph('Chancel Row')}</w:ftr><w:hdr w:type='first'>{first}</w:hdr>"
    )
    body = paragraph("Dear Ms Orr")
    plain = "Inspection House\n\nDear Ms Orr\n\nChancel Row\n"
    assert read(document(body, section)).text == plain
    assert read(document(body, section + "<w:titlePg/>")).text == "9 May 2010\n\n" + plain


def test_a_watermark_is_read() -> None:
    mark = "<w:p><w:r><w:pict><v:shape><v:textpath string='DRAFT'/></v:shape></w:pict></w:r></w:p>"
    text = read(document(paragraph("Dear Ms Orr"), f"<w:hdr w:type='odd'>{mark}</w:hdr>")).text
    assert text == "DRAFT\n\nDear Ms Orr\n"


def test_what_is_told_of_the_file() -> None:
    data = document(paragraph("Good"))
    found = read(data)
    assert (found.media_type, found.made, found.size) == (MEDIA_TYPE, "2007-11-26T09:30:00Z", len(data))


BARE = (
    '<wordDocument xmlns="http://schemas.microsoft.com/office/word/2003/wordml"><body>'
    "<p><r><t>Fü\u2019r Sie</t></r></p></body></wordDocument>"
)


@pytest.mark.parametrize("before", ["", '<?xml version="1.0"?>\n<!-- by a program: a > b -->\n'])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_what_other_programs_write_of_it(before: str, encoding: str) -> None:
    assert read((before + BARE).encode(encoding)).text == "Fü\u2019r Sie\n"


def test_an_old_encoding_that_the_file_names() -> None:
    data = ('<?xml version="1.0" encoding="windows-1252"?>' + BARE).encode("cp1252")
    assert read(data).text == "Fü\u2019r Sie\n"


def test_a_root_with_many_names() -> None:
    spaces = "".join(f' xmlns:a{n}="http://schemas.example.org/{"x" * 60}/{n}"' for n in range(40))
    assert (
        read(document(paragraph("Good")).replace(b" xmlns:w=", spaces.encode() + b" xmlns:w=")).text
        == "Good\n"
    )


@pytest.mark.parametrize(
    ("data", "message"),
    [
        pytest.param(document("<w:p>"), "damaged", id="torn"),
        pytest.param(document(paragraph(_BOX.replace("Performs well (3)", ""))), "no text", id="no-text"),
        pytest.param(BARE.replace("body>", "sect>").encode(), "damaged .it has no body", id="no-body"),
        pytest.param(
            document("&y;").replace(b"<w:word", b'<!DOCTYPE x [<!ENTITY y "z">]><w:word', 1),
            "document type",
            id="entities",
        ),
    ],
)
def test_what_cannot_be_read_is_said(data: bytes, message: str) -> None:
    with pytest.raises(UnreadableFile, match=message):
        read(data)
