r"""Rich text: control words, code pages, tables, and what no reader sees."""

from __future__ import annotations

from pathlib import Path

import pytest

from ofsted_kg.errors import UnreadableFile
from ofsted_kg.read.rtf import read_rtf

NAME = Path("letter.rtf")
_HEAD = (
    r"{\rtf1\ansi\ansicpg1252\deff0"
    r"{\fonttbl{\f0\fcharset0 Arial;}{\f1\fcharset2 Symbol;}{\f2\fcharset204 Cyr;}}"
    r"{\stylesheet{\s0 Normal;}{\s1\sbasedon0\b heading 1;}{\*\cs9 x;}}"
    r"{\colortbl;\red0\green0\blue0;\red255\green255\blue255;}"
    r"{\*\generator Word}{\info{\title No text}}"
)


def rtf(body: str) -> bytes:
    return f"{_HEAD}{body}}}".encode("latin-1")


SEEN = [
    ("paragraphs", r"\pard Good\par work\par", "Good\n\nwork"),
    ("line end after a word", "\\pard\nGood\r\nwork\\par", "Goodwork"),
    ("bytes and characters", r"caf\'e9 \u8217?s \u8211\'96 \emdash\~x\_y\-z", "café ’s – — x-yz"),
    ("beyond the plane", r"\u-10179?\u-8448?", "\U0001f700"),
    ("characters for older readers", r"\uc2\u8217\'3f?s {\uc0\u233}t\'e9", "’s été"),
    ("code page of a font", r"{\f2 \'c4\'e0}", "Да"),
    ("braces", r"\{a\}\\b", "{a}\\b"),
    ("heading", r"\pard\s1 Staying safe\par\pard\s0 Good.\par", "# Staying safe\n\nGood."),
    ("level", r"\pard\outlinelevel1 Safe\par", "## Safe"),
    ("tabs", r"Staying safe\tab 3\par", "Staying safe\t3"),
    ("items of Word", r"{\listtext\f1\'b7\tab}\pard\li9 calm\par{\pntext\f0 2.\tab}\pard kind\par\pard x\par",
        "• calm\n2. kind\n\nx"),
    ("field", r"{\field{\*\fldinst{DATE}}{\fldrslt{9 May 2010}}}", "9 May 2010"),
    ("text box", r"a{\shp{\*\shpinst{\sp{\sn x}}{\shptxt\pard box\par}}{\shprslt bad}}\par"
        r" b\par",
        "a\n\nbox\n\nb"),
    ("table", r"\trowd\cellx1\pard\intbl Area\cell Grade\cell\row\trowd\pard\intbl Safe\cell 3\cell\row"
        r"\pard x\par",
        "Area\tGrade\nSafe\t3\n\nx"),
    ("items in a cell", r"\trowd\pard\intbl Strengths\cell Areas\cell\row"
        r"\pard\intbl{\listtext\f1\'b7\tab}calm\par{\listtext\f1\'b7\tab}kind\cell late\cell\row\pard\par",
        "Strengths\tAreas\n• calm • kind\tlate"),
    ("table in a table", r"\trowd\pard\intbl\itap2 Safe\nestcell 3\nestcell{\*\nesttableprops\trowd\nestrow}"
        r"\pard\intbl\itap1\cell\row\pard\par", "Safe\t3"),
    ("binary data", r"a{\pict\bin5 }}}}}b}c", "ac"),
    ("raised letters", r"9{\super th} May", "9th May"),
    ("header and footer", r"{\header\pard 9 May 2010\par}"
        r"{\footer Page {\field{\*\fldinst PAGE}{\fldrslt 1}}\par}Dear\par",
        "9 May 2010\n\nDear"),
]  # fmt: skip


@pytest.mark.parametrize(("body", "text"), [pytest.param(b, t, id=name) for name, b, t in SEEN])
def test_what_a_reader_sees_is_text(body: str, text: str) -> None:
    assert read_rtf(NAME, rtf(body)).text == text + "\n"


UNSEEN = [
    ("hidden", r"{\v bad}", "hidden-text"),
    ("hidden till switched off", r"\v bad\v0 ", "hidden-text"),
    ("struck", r"{\strike bad}", "hidden-text"),
    ("struck twice", r"{\striked1 bad}", "hidden-text"),
    ("white", r"{\cf2 bad}", "hidden-text"),
    ("white till plain", r"\cf2 bad\plain ", "hidden-text"),
    ("a point high", r"{\fs2 bad}", "hidden-text"),
    ("deleted", r"{\deleted\revauthdel1 bad}", "revisions"),
    ("footnote", r"{\super\chftn}{\footnote\pard bad\par}", "footnotes-unread"),
    ("raised digit", r"{\super 2}", None),
    ("lifted digit", r"{\up6 12}", None),
    ("unknown destination", r"{\*\whatever bad}", None),
    ("instructions", r"{\field{\*\fldinst ASK bad}}", None),
    ("contents", r'{\field{\*\fldinst TOC \\o "1-3"}{\fldrslt Staying safe\tab 4\par}}', None),
    ("picture", r"{\pict 89504e47}", None),
]  # fmt: skip


@pytest.mark.parametrize(("inner", "notice"), [pytest.param(i, n, id=name) for name, i, n in UNSEEN])
def test_what_no_reader_sees_is_no_text(inner: str, notice: str | None) -> None:
    document = read_rtf(NAME, rtf(f"Good{inner} work\\par"))
    assert document.text == "Good work\n"
    codes = [n.code for n in document.notices]
    assert notice in codes if notice else not codes


@pytest.mark.parametrize("body", [r"{\cf1 work}", r"{\cf2\highlight1 work}", r"{\fs8 work}"])
def test_what_only_looks_unseen_is_text(body: str) -> None:
    assert read_rtf(NAME, rtf(f"Good {body}\\par")).text == "Good work\n"


@pytest.mark.parametrize(
    "data", [b"{\\rtf1", b"{\\rtf1 }}}}}", b"{\\rtf1 " + b"{" * 50_000, b"{\\rtf1\\bin99999 x}"]
)
def test_broken_files_hold_no_text(data: bytes) -> None:
    with pytest.raises(UnreadableFile, match="no text"):
        read_rtf(NAME, data)
