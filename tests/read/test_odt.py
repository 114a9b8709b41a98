"""OpenDocument texts: what a reader of the page sees, packed or flat."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from ofsted_kg.errors import UnreadableFile
from ofsted_kg.read import DEFAULT, read_data

_SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{full}:1.0"'
    for name, full in (
        ("office", "office"),
        ("style", "style"),
        ("text", "text"),
        ("table", "table"),
        ("draw", "drawing"),
        ("fo", "xsl-fo-compatible"),
    )
)
_TYPE = "application/vnd.oasis.opendocument.text"
_STYLES = """<office:automatic-styles>
<style:style style:name="Gone" style:family="text"><style:text-properties text:display="none"/></style:style>
<style:style style:name="Struck0" style:family="text">
<style:text-properties style:text-line-through-style="solid"/></style:style>
<style:style style:name="Struck" style:family="text" style:parent-style-name="Struck0"/>
<style:style style:name="Kept" style:family="text">
<style:text-properties style:text-line-through-style="none"/></style:style>
<style:style style:name="Up" style:family="text">
<style:text-properties style:text-position="super 58%"/></style:style>
<style:style style:name="Off" style:family="paragraph">
<style:text-properties text:display="none"/></style:style>
<style:style style:name="White" style:family="text"><style:text-properties fo:color="#ffffff"/></style:style>
<style:style style:name="Tiny" style:family="text"><style:text-properties fo:font-size="1pt"/></style:style>
<text:list-style style:name="Num"><text:list-level-style-number text:level="1" style:num-format="1"
style:num-suffix="."/></text:list-style></office:automatic-styles>"""
_MASTER = """<office:master-styles><style:master-page style:name="Standard"><style:header>{}</style:header>
<style:footer><text:p>Page <text:page-number>1</text:page-number></text:p></style:footer>
</style:master-page></office:master-styles>"""


def packed(body: str, head: str = "") -> bytes:
    parts = {
        "mimetype": _TYPE,
        "content.xml": f"<office:document-content {_SPACES}>{_STYLES}<office:body><office:text>{body}"
        "</office:text></office:body></office:document-content>",
        "styles.xml": f"<office:document-styles {_SPACES}>{_MASTER.format(head)}</office:document-styles>",
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as folder:
        for name, text in parts.items():
            folder.writestr(name, text)
    return buffer.getvalue()


def flat(body: str, head: str = "") -> bytes:
    return (
        f'<?xml version="1.0"?><office:document {_SPACES} office:mimetype="{_TYPE}">{_STYLES}'
        f"{_MASTER.format(head)}<office:body><office:text>{body}</office:text></office:body></office:document>"
    ).encode()


def span(style: str, words: str) -> str:
    return f'<text:span text:style-name="{style}">{words}</text:span>'


_ITEMS = "".join(f"<text:list-item><text:p>{words}</text:p></text:list-item>" for words in ("calm", "kind"))
_CELL = "<table:table-cell><text:p>{}</text:p></table:table-cell>"


def row(*cells: str) -> str:
    return f"<table:table-row>{''.join(_CELL.format(cell) for cell in cells)}</table:table-row>"


SEEN = [
    ("paragraphs", "<text:p>Good</text:p><text:p>work</text:p>", "Good\n\nwork"),
    ("white space", "<text:p>Safe<text:tab/>3 \n <text:s text:c='2'/>x<text:line-break/>y</text:p>",
        "Safe\t3   x\ny"),
    ("heading", '<text:h text:outline-level="2">Safe</text:h>', "## Safe"),
    ("list", f"<text:list>{_ITEMS}</text:list><text:p>x</text:p>", "• calm\n• kind\n\nx"),
    ("numbered list", f'<text:list text:style-name="Num">{_ITEMS}</text:list>', "1. calm\n2. kind"),
    ("table", f"<table:table><table:table-header-rows>{row('Area', 'Grade')}</table:table-header-rows>"
        f"{row('Safe', '3')}</table:table>", "Area\tGrade\nSafe\t3"),
    ("wide cell", "<table:table><table:table-row>"
        '<table:table-cell table:number-columns-spanned="2"><text:p>Safe</text:p></table:table-cell>'
        f"<table:covered-table-cell/>{_CELL.format('3')}</table:table-row></table:table>", "Safe\t3"),
    ("text box", "<text:p>a<draw:frame><draw:text-box><text:p>box</text:p></draw:text-box></draw:frame>"
        "</text:p>", "a\n\nbox"),
    ("field and link", "<text:p><text:date>9 May</text:date> <text:a>2010</text:a></text:p>", "9 May 2010"),
    ("inserted", '<text:p>a<text:change-start text:change-id="1"/>b<text:change-end text:change-id="1"/>'
        "</text:p>", "ab"),
    ("section", "<text:section><text:p>Good</text:p></text:section>", "Good"),
    ("raised letters", f"<text:p>9{span('Up', 'th')} May</text:p>", "9th May"),
    ("not struck", f"<text:p>{span('Struck', span('Kept', 'Good'))}</text:p>", "Good"),
]  # fmt: skip


@pytest.mark.parametrize("form", [packed, flat])
@pytest.mark.parametrize(("body", "text"), [pytest.param(b, t, id=name) for name, b, t in SEEN])
def test_what_a_reader_sees_is_text(form: Callable[[str], bytes], body: str, text: str) -> None:
    assert read_data(Path("x.odt"), form(body), DEFAULT).text == text + "\n"


UNSEEN = [
    ("hidden", span("Gone", "bad"), "hidden-text"),
    ("struck", span("Struck", "bad"), "hidden-text"),
    ("white", span("White", "bad"), "hidden-text"),
    ("a point high", span("Tiny", "bad"), "hidden-text"),
    ("note", "<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>bad</text:p>"
        "</text:note-body></text:note>", "footnotes-unread"),
    ("comment", "<office:annotation><text:p>bad</text:p></office:annotation>", None),
    ("raised digit", span("Up", "2"), None),
    ("page's number", "<text:page-number>4</text:page-number>", None),
]  # fmt: skip


@pytest.mark.parametrize(("inner", "notice"), [pytest.param(i, n, id=name) for name, i, n in UNSEEN])
def test_what_no_reader_sees_is_no_text(inner: str, notice: str | None) -> None:
    document = read_data(Path("x.odt"), packed(f"<text:p>Good{inner} work</text:p>"), DEFAULT)
    assert document.text == "Good work\n"
    assert [n.code for n in document.notices] == ([notice] if notice else [])


def test_blocks_that_no_reader_sees_are_no_text() -> None:
    deleted = "<text:deletion><text:p>bad</text:p></text:deletion>"
    body = (
        f"<text:tracked-changes><text:changed-region>{deleted}</text:changed-region></text:tracked-changes>"
        "<text:table-of-content><text:p>Safe 4</text:p></text:table-of-content><text:p>Good</text:p>"
        '<text:section text:display="none"><text:p>bad</text:p></text:section>'
        '<text:p text:style-name="Off">bad</text:p>'
    )
    document = read_data(Path("x.odt"), packed(body), DEFAULT)
    assert document.text == "Good\n"
    assert [n.code for n in document.notices] == ["revisions", "hidden-text"]


def test_the_header_is_read() -> None:
    document = read_data(
        Path("x.odt"), packed("<text:p>Dear</text:p>", "<text:p>9 May 2010</text:p>"), DEFAULT
    )
    assert document.text == "9 May 2010\n\nDear\n"


@pytest.mark.parametrize(
    ("data", "message"),
    [(packed(""), "no text"), (packed("<text:p"), "damaged"), (flat("<text:p>" * 3), "damaged")],
)
def test_what_is_broken_is_said(data: bytes, message: str) -> None:
    with pytest.raises(UnreadableFile, match=message):
        read_data(Path("x.odt"), data, DEFAULT)


def test_a_locked_file_is_told_from_a_damaged_one() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as folder:
        folder.writestr("mimetype", _TYPE)
        folder.writestr("content.xml", b"\x8f\x12 no mark-up")
        entry = "<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>"
        folder.writestr("META-INF/manifest.xml", f"<manifest:manifest>{entry}</manifest:manifest>")
    with pytest.raises(UnreadableFile, match=r"locked with a password.*without the password"):
        read_data(Path("x.odt"), buffer.getvalue(), DEFAULT)
