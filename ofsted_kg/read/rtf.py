# Past 300 lines: one format, by the words of its specification.
r"""Read a letter that is rich text (RTF), as Word, WordPad and LibreOffice write it.

In: the bytes of a file (Rich Text Format Specification 1.9.1). Out: a ``Document`` whose text
is what a reader of the page sees, set as in a Word file's. Hidden, deleted and struck text,
footnotes, pictures and tables of contents are left out; text boxes and fields are read through.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from ofsted_kg.errors import UnreadableFile
from ofsted_kg.model import Document
from ofsted_kg.read.flow import (
    FOOTNOTE_MARK,
    HEADING_STYLE,
    Block,
    LeftOut,
    Paragraph,
    Table,
    mark_of,
    notices_of,
    says_something,
    write,
)
from ofsted_kg.read.rtftokens import Tokens

MEDIA_TYPE = "application/rtf"
# Destinations of which nothing is text of the page.
_SKIPPED = frozenset(
    re.findall(
        r"\w+",
        """annotation aftncn aftnsep aftnsepc atnauthor atndate atnid atnparent atnref atrfend atrfstart
        author background bkmkend bkmkstart category colortbl comment company creatim datafield do
        doccomm docvar fldtype fonttbl footerl formfield ftncn ftnsep ftnsepc generator headerl info
        keywords linkval listname listoverridetable listtable manager nonesttables nonshppict objclass
        objdata objname operator pict pn printim private revtbl revtim rsidtbl shprslt sn sp stylesheet
        subject sv tc template themedata title ud userprops xe xmlnstbl latentstyles
        datastore colorschememapping pgptbl mmathPr falt panose""",
    )
)
_NOTES = frozenset({"footnote", "endnote"})
# Starred destinations that hold text of the page all the same.
_STARRED = frozenset({"shpinst", "shptxt", "fldinst", "ud", "nesttableprops"})
_HEADS = ("headerf", "header", "headerr")
_FEET = ("footerf", "footer", "footerr")
_FURNITURE = re.compile(r"\s*(?:PAGE|NUMPAGES|SECTIONPAGES|TOC)\b", re.IGNORECASE)
_STYLES = re.compile(rb"\{\\s(\d{1,4})\b([^{};]*(?:\{[^{}]*\}[^{};]*){0,20});\}")
_COLOURS = re.compile(rb"\{\\colortbl\b([^{}]{0,20000})\}")
_WHITE = re.compile(rb"\\red25[345]\s*\\green25[345]\s*\\blue25[345]\b")
_PAINTED = re.compile(rb"\\(?:clcbpat|cbpat|chcbpat|highlight|cb|shading|clshdng)[1-9]")
# Letters of a point and a half, in half points.
_TINY = 3
_STYLE_WORDS = re.compile(rb"\\[a-z]+-?\d* ?|\\\*|\{[^{}]*\}")


@dataclass(frozen=True, slots=True)
class _State:
    """What holds for a group's text."""

    into: Literal["text", "skip", "mark", "code"] = "text"
    hidden: bool = False
    struck: bool = False
    deleted: bool = False
    raised: bool = False
    pale: bool = False
    tiny: bool = False
    starred: bool = False


def read_rtf(path: Path, data: bytes) -> Document:
    """Read rich text.

    Args:
        path: where the bytes came from; names the document.
        data: the bytes.

    Raises:
        UnreadableFile: it holds no text.
    """
    reader = _Reader(_headings(data), _pale(data))
    reader.read(Tokens(data))
    text = write(reader.blocks())
    if not text.strip():
        raise UnreadableFile(
            "the rich text holds no text",
            file=path,
            remedy="Open it in a word processor and save it as .docx",
        )
    return Document(
        source=path.stem,
        file_name=path.name,
        media_type=MEDIA_TYPE,
        sha256=hashlib.sha256(data).hexdigest(),
        size=len(data),
        text=text,
        notices=notices_of(reader.left_out),
    )


def _headings(data: bytes) -> dict[int, int]:
    """Return the levels of the styles that are headings."""
    start = data.find(b"{\\stylesheet")
    found: dict[int, int] = {}
    if start >= 0:
        for style in _STYLES.finditer(data, start, start + 200_000):
            name = _STYLE_WORDS.sub(b"", style[2]).decode("latin-1").strip()
            heading = HEADING_STYLE.match(name)
            if heading:
                found[int(style[1])] = int(heading[1])
    return found


def _pale(data: bytes) -> frozenset[int]:
    """Return the numbers of the colours that are paper's; none where something is painted behind words."""
    table = _COLOURS.search(data)
    if table is None or _PAINTED.search(data):
        return frozenset()
    entries = table[1].split(b";")
    return frozenset(number for number, entry in enumerate(entries) if _WHITE.search(entry))


class _Flow:
    """A stream of paragraphs and tables: the body, a header, a footer, a text box."""

    def __init__(self, name: str = "") -> None:
        self.name = name
        self.done: list[Block] = []
        self.boxes: list[Block] = []  # text boxes that hang on the open paragraph
        self.parts: list[str] = []
        self.mark = ""
        self.level = 0
        self.in_table = False
        self.depth = 1
        self.cell: list[Block] = []
        self.row: list[tuple[Block, ...]] = []
        self.rows: list[tuple[tuple[Block, ...], ...]] = []
        self.inner_row: list[tuple[Block, ...]] = []
        self.inner_rows: list[tuple[tuple[Block, ...], ...]] = []
        self.inner: list[Block] = []

    def paragraph(self) -> None:
        """End the open paragraph."""
        text = "".join(self.parts)
        self.parts = []
        block = Paragraph(text, self.level, "" if self.level else self.mark)
        self.mark = ""
        if not self.in_table:
            self.end_table()
        if text.strip():
            self._place().append(block)
        if self.boxes:
            self._place().extend(self.boxes)
            self.boxes = []

    def _place(self) -> list[Block]:
        if not self.in_table:
            return self.done
        if self.depth > 1:
            return self.inner
        if self.inner_rows:
            self.cell.append(Table(tuple(self.inner_rows)))
            self.inner_rows = []
        return self.cell

    def end_cell(self, *, nested: bool) -> None:
        """End a cell."""
        self.in_table = True
        self.depth = 2 if nested else 1
        self.paragraph()
        if nested:
            self.inner_row.append(tuple(self.inner))
            self.inner = []
        else:
            self._place()
            self.row.append(tuple(self.cell))
            self.cell = []

    def end_row(self, *, nested: bool) -> None:
        """End a row."""
        if nested and self.inner_row:
            self.inner_rows.append(tuple(self.inner_row))
            self.inner_row = []
        elif not nested and self.row:
            self.rows.append(tuple(self.row))
            self.row = []

    def end_table(self) -> None:
        """End the open table."""
        if self.cell or self.inner or self.inner_rows:
            self._place()
            self.row.append((*self.cell, *self.inner))
            self.cell, self.inner = [], []
        self.end_row(nested=False)
        if self.rows:
            self.done.append(Table(tuple(self.rows)))
            self.rows = []

    def finish(self) -> list[Block]:
        """Return all blocks."""
        self.paragraph()
        self.in_table = False
        self.end_table()
        return self.done


class _Reader:
    """Goes through the tokens."""

    def __init__(self, headings: dict[int, int], pale: frozenset[int]) -> None:
        self._headings = headings
        self._pale = pale
        self.left_out = LeftOut()
        self._state = _State()
        self._stack: list[tuple[_State, _Flow]] = []
        self._body = self._flow = _Flow()
        self._margins: dict[str, list[Block]] = {}
        self._code: list[str] = []
        self._mark: list[str] = []

    def blocks(self) -> list[Block]:
        """Return what was read: the page's header, the body, the footer."""
        heads = [block for name in _HEADS for block in self._margins.get(name, ())]
        feet = [block for name in _FEET for block in self._margins.get(name, ())]
        return [*_once(heads), *self._body.finish(), *_once(feet)]

    def read(self, tokens: Tokens) -> None:
        """Read all tokens."""
        for token in tokens:
            if token.kind == "{":
                self._stack.append((self._state, self._flow))
                self._state = replace(self._state, starred=False)
            elif token.kind == "}":
                self._end_group()
            elif token.kind == "text":
                self._text(token.value)
            elif self._state.into != "skip":
                self._word(token.value, token.number)

    def _end_group(self) -> None:
        if not self._stack:
            return
        state, flow = self._stack.pop()
        if self._state.into == "mark" and state.into != "mark":
            self._flow.mark = mark_of("".join(self._mark))
        if flow is not self._flow:
            done = self._flow.finish()
            if self._flow.name == "box":
                flow.boxes += done
            else:
                self._margins.setdefault(self._flow.name, []).extend(done)
        self._state, self._flow = state, flow

    def _text(self, words: str) -> None:
        state = self._state
        if state.into == "code":
            self._code.append(words)
        elif state.into == "mark":
            self._mark.append(words)
        elif state.into == "text":
            if state.hidden or state.struck or state.deleted or state.pale or state.tiny:
                self.left_out.unseen = self.left_out.unseen or bool(words.strip())
            elif not (state.raised and self._flow.parts and FOOTNOTE_MARK.match(words)):
                self._flow.parts.append(words)

    def _word(self, word: str, number: int | None) -> None:
        on = number != 0
        if word == "*":
            self._state = replace(self._state, starred=True)
        elif (self._state.starred and word not in _STARRED) or word in _SKIPPED or word in _NOTES:
            self._skip(word)
        elif word in ("shpinst", "nesttableprops"):
            self._state = replace(self._state, starred=False)
        elif word == "fldinst":
            self._code = []
            self._state = replace(self._state, into="code", starred=False)
        elif word == "fldrslt":
            if _FURNITURE.match("".join(self._code)):
                self._skip(word)
        elif word in ("listtext", "pntext"):
            self._mark = []
            self._state = replace(self._state, into="mark")
        elif word in _HEADS or word in _FEET or word == "shptxt":
            self._flow = _Flow("box" if word == "shptxt" else word)
            self._state = _State()
        elif self._state.into == "text":
            self._format(word, on=on, number=number)
            self._break(word)

    def _skip(self, word: str) -> None:
        if word in _NOTES:
            self.left_out.notes += 1
        self._state = replace(self._state, into="skip")

    def _format(self, word: str, *, on: bool, number: int | None) -> None:
        """Note how characters and paragraphs are set."""
        if word == "plain":
            self._state = _State(self._state.into, starred=self._state.starred)
        elif word == "cf":
            self._state = replace(self._state, pale=(number or 0) in self._pale)
        elif word == "fs" and number is not None:
            self._state = replace(self._state, tiny=number <= _TINY)
        elif word == "v":
            self._state = replace(self._state, hidden=on)
        elif word in ("strike", "striked"):
            self._state = replace(self._state, struck=on)
        elif word in ("deleted", "mvf"):
            self.left_out.revised = self.left_out.revised or on
            self._state = replace(self._state, deleted=on)
        elif word in ("revised", "mvt"):
            self.left_out.revised = self.left_out.revised or on
        elif word in ("super", "nosupersub", "sub"):
            self._state = replace(self._state, raised=word == "super" and on)
        elif word == "up":
            self._state = replace(self._state, raised=bool(number))
        elif word == "pard":
            self._flow.level = 0
            self._flow.in_table, self._flow.depth = False, 1
        elif word == "intbl":
            self._flow.in_table = True
        elif word == "itap" and number is not None:
            self._flow.in_table, self._flow.depth = number > 0, max(number, 1)
        elif word == "s" and number is not None:
            self._flow.level = self._headings.get(number, 0)
        elif word == "outlinelevel" and number is not None:
            self._flow.level = number + 1 if number < 6 else 0

    def _break(self, word: str) -> None:
        """End what a word ends."""
        flow = self._flow
        if word in ("par", "page", "sect", "column"):
            flow.paragraph()
        elif word in ("cell", "nestcell"):
            flow.end_cell(nested=word == "nestcell")
        elif word in ("row", "nestrow"):
            flow.end_row(nested=word == "nestrow")


def _once(blocks: list[Block]) -> list[Block]:
    """Leave out of the margins what comes again, and what says nothing without the page's number."""
    found: list[Block] = []
    for block in blocks:
        if block not in found and (not isinstance(block, Paragraph) or says_something(block.text)):
            found.append(block)
    return found
