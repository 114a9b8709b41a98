# Past 300 lines: one parser's events.
"""Gather the blocks of a web page while it is parsed.

In: mark-up as text. Out: the page's text and title. The parser is libxml2's: it closes what
authors leave open and takes time in proportion to the page. No tree is built, so a page of
unclosed tags costs no more than its length; how deep it may go is bounded all the same.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from ofsted_kg.errors import UnreadableFile
from ofsted_kg.read.flow import FOOTNOTE_MARK, Block, Paragraph, Table, mark_of, write
from ofsted_kg.read.htmlselectors import Element, element_of
from ofsted_kg.read.htmlstyle import (
    UNSEEN,
    Styles,
    is_item,
    is_item_mark,
    is_raised,
    keeps_space,
)

_BLOCKS = frozenset(
    re.findall(
        r"\w+",
        """address article aside blockquote body caption center dd details div dl dt fieldset figcaption
        figure footer form header hr html legend main ol p pre section summary ul""",
    )
)
_STRUCK = frozenset({"del", "s", "strike"})
_HEADING = re.compile(r"h([1-6])$")
_SPACE = re.compile(r"\s+")
# What describes the name of an area: "Performs well (3)", "Grade 2", "Requires improvement to be good".
_GRADE = re.compile(
    r"(?:grade\s)?(?:[1-4]|performs\s[a-z]+|outstanding|good|adequate|inadequate|satisfactory|poor|very\sgood"
    r"|excellent|requires\simprovement(?:\sto\sbe\sgood)?)(?:\s\(?[1-4]\)?)?[.]?$",
    re.IGNORECASE,
)
# What stands round the letter on a page that says which part is its own (WAI-ARIA landmarks).
_MAIN = re.compile(r"<main\b|\brole\s{0,9}=\s{0,9}[\"']?main\b", re.IGNORECASE)
_FRAME = frozenset({"nav", "aside", "footer"})
_FRAME_ROLES = frozenset({"navigation", "complementary", "contentinfo", "search", "dialog", "alertdialog"})
# No page nests deeper; libxml2 looks through all open tags where an end has no beginning.
_DEEPEST = 20_000
_DEEPEST_TABLE = 40
_CHUNK = 1 << 15
_MOST_ATTRIBUTES = 2000
# What to do about a page that cannot be read as one.
PRINT_IT = "Open it in a browser and print it into a PDF"


@dataclass(frozen=True, slots=True)
class Page:
    """What a page says."""

    text: str
    title: str
    struck: bool
    folded: bool


def read_page(path: Path, markup: str) -> Page:
    """Read a page's mark-up.

    Raises:
        UnreadableFile: a tag has more attributes, or tags nest deeper, than in any page.
    """
    markup, sheets = _without_scripts(markup)
    if any(piece.count("=") > _MOST_ATTRIBUTES for piece in markup.split(">")):
        raise UnreadableFile(
            f"a tag of the web page has more than {_MOST_ATTRIBUTES:,} attributes", file=path, remedy=PRINT_IT
        )
    writer = _written(path, markup, sheets, framed=_MAIN.search(markup) is not None)
    if writer.framed and not writer.says:  # it says which part is its own, and has nothing in it
        writer = _written(path, markup, sheets, framed=False)
    return Page(writer.text(), writer.title(), writer.struck, writer.folded)


def _written(path: Path, markup: str, sheets: Sequence[str], *, framed: bool) -> _Writer:
    writer = _Writer(framed=framed)
    for sheet in sheets:
        writer.styles.read(sheet)
    parser = etree.HTMLParser(target=writer, huge_tree=True, encoding="utf-8")
    data = markup.encode("utf-8", "replace")
    try:
        for at in range(0, len(data), _CHUNK):
            parser.feed(data[at : at + _CHUNK])
            if writer.depth > _DEEPEST:
                raise UnreadableFile(
                    f"the tags of the web page nest deeper than {_DEEPEST:,}", file=path, remedy=PRINT_IT
                )
        parser.close()
    except etree.LxmlError as error:
        raise UnreadableFile(f"the web page cannot be read ({error})", file=path, remedy=PRINT_IT) from error
    return writer


def _without_scripts(markup: str) -> tuple[str, list[str]]:
    """Take scripts and style sheets out of a page; return also the sheets."""
    lower = markup.lower()
    if len(lower) != len(markup):  # a letter or two of other scripts grow by it
        lower = markup.translate({code: code + 32 for code in range(65, 91)})
    kept: list[str] = []
    sheets: list[str] = []
    at = 0
    for opening in re.finditer(r"<(script|style)\b|<!--", lower):
        if opening.start() < at:
            continue
        name = opening[1]
        if name is None:
            end = lower.find("-->", opening.end())
            # What is left of a comment that never ends is text for the parser to judge.
            at, before = (end + 3, at) if end >= 0 else (at, at)
            if end < 0:
                break
            kept.append(markup[before : opening.start()])
            continue
        end = lower.find(f"</{name}", opening.end())
        kept.append(markup[at : opening.start()])
        stop = len(markup) if end < 0 else end
        if name == "style":
            sheets.append(markup[opening.end() : stop].partition(">")[2])
        close = lower.find(">", stop)
        at = len(markup) if close < 0 else close + 1
    kept.append(markup[at:])
    return "".join(kept), sheets


@dataclass(slots=True)
class _Frame:
    """A table that is open: the rows that are done, the row and the cell that are not."""

    outer: list[Block]
    rows: list[tuple[tuple[Block, ...], ...]] = field(default_factory=list)
    row: list[tuple[Block, ...]] | None = None
    cell: list[Block] | None = None


class _Writer:
    """Takes the parser's events.

    Args:
        framed: what stands round the page's main part is left out.
    """

    def __init__(self, *, framed: bool) -> None:
        self.framed = framed
        self.says = False  # there are words in the main part
        self._main = 0  # depth of the main part
        self.styles = Styles()
        self.depth = 0
        self.struck = False
        self.folded = False
        self._title: list[str] = []
        self._in_title = False
        self._around: list[Element] = []
        self._painted: list[int] = []  # depths of the elements that are painted
        self._unseen = 0  # depth of the outermost element that is not seen
        self._visibility: list[tuple[int, bool]] = []  # of the elements that say: depth, invisible
        self._term: int | None = None  # number of the block that is a term, until its description ends
        self._raised: list[tuple[int, list[str], int]] = []
        self._spaced: list[int] = []
        self._marks: tuple[int, list[str]] | None = None
        self._root: list[Block] = []
        self._blocks = self._root
        self._tables: list[_Frame] = []
        self._skipped_tables = 0
        self._parts: list[str] = []
        self._kept = False  # blanks and line ends of the open paragraph count
        self._level = 0
        self._mark = ""

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        self.depth += 1
        if self._unseen:
            self._in_title = self._in_title or (tag == "title" and not self._title)
            return
        if self.styles.paints(tag, attributes, self._around):
            self._painted.append(self.depth)
        if self.framed and not self._main:
            if tag == "main" or attributes.get("role") == "main":
                self._main = self.depth
            elif tag in _FRAME or attributes.get("role") in _FRAME_ROLES:
                self._unseen = self.depth
                return
        if tag not in ("html", "body") and self._is_unseen(tag, attributes):
            self._unseen = self.depth
            self._in_title = tag == "title" and not self._title
            self.struck = self.struck or tag in _STRUCK or "line-through" in attributes.get("style", "")
            return
        self._around.append(element_of(tag, attributes))
        self._open(tag, attributes)

    def _is_unseen(self, tag: str, attributes: Mapping[str, str]) -> bool:
        # One click shows it: it is text, and said to be folded away.
        self.folded = self.folded or (tag == "details" and "open" not in attributes)
        if tag in UNSEEN:
            return True
        hidden, invisible = self.styles.hides(tag, attributes, self._around, painted=bool(self._painted))
        if invisible is not None and not hidden:
            self._visibility.append((self.depth, invisible))
        return hidden

    @property
    def _invisible(self) -> bool:
        return bool(self._visibility) and self._visibility[-1][1]

    def _open(self, tag: str, attributes: Mapping[str, str]) -> None:
        heading = _HEADING.match(tag)
        if tag == "br":
            self._parts.append("\n")
        elif heading:
            self._flush()
            self._level = int(heading[1])
        elif tag in ("li", "dd"):
            self._flush()
            self._mark = "•"
        elif tag in ("table", "tr", "td", "th"):
            self._table(tag)
        elif tag in _BLOCKS:
            self._flush(keep=True)
            if is_item(attributes):
                self._mark = "•"
        elif is_item_mark(attributes) and self._marks is None:
            self._marks = (self.depth, [])
        elif is_raised(tag, attributes) or self.styles.raises(tag, attributes, self._around[:-1]):
            self._raised.append((self.depth, self._parts, len(self._parts)))
        if keeps_space(tag, attributes):
            self._spaced.append(self.depth)

    def end(self, tag: str) -> None:
        """An element ends."""
        depth, self.depth = self.depth, self.depth - 1
        if self._painted and self._painted[-1] >= depth:
            self._painted.pop()
        if self._main >= depth:
            self._main = 0
        if len(self._around) >= depth:
            del self._around[depth - 1 :]
        if self._unseen:
            if tag == "title":
                self._in_title = False
            if depth <= self._unseen:
                self._unseen = 0
            return
        if self._spaced and self._spaced[-1] >= depth:
            self._spaced.pop()
        if self._marks is not None and self._marks[0] >= depth:
            self._mark = mark_of("".join(self._marks[1]))
            self._marks = None
        while self._raised and self._raised[-1][0] >= depth:
            self._drop_mark(*self._raised.pop()[1:])
        if _HEADING.match(tag) or tag in _BLOCKS:
            self._flush(keep=tag not in ("ul", "ol", "dl"))
        elif tag in ("li", "dd"):
            self._flush()
        elif tag in ("table", "tr", "td", "th"):
            self._end_table(tag)
        if tag in ("dt", "dd"):
            self._described(tag)
        while self._visibility and self._visibility[-1][0] >= depth:
            self._visibility.pop()

    def _described(self, tag: str) -> None:
        """Write a term and the grade that describes it as a row."""
        number, self._term = self._term, None
        if tag == "dt":
            self._term = len(self._blocks) - 1
        elif number is not None and len(self._blocks) == number + 2:
            term, grade = self._blocks[number:]
            if isinstance(grade, Paragraph) and _GRADE.match(grade.text):
                self._blocks[number:] = [Table((((term,), (Paragraph(grade.text),)),))]

    def data(self, words: str) -> None:
        """Text comes."""
        if self._in_title:
            self._title.append(words)
            return
        if self._unseen or self._invisible:
            return
        if self._marks is not None:
            self._marks[1].append(words)
            return
        self.says = self.says or (self._main > 0 and not words.isspace())
        if self._spaced:
            self._kept = True
            self._parts.append(words.replace("\r", ""))
        else:
            words = _SPACE.sub(" ", words)
            if words[0] == " " and self._parts and self._parts[-1][-1:] in (" ", "\n"):
                words = words[1:]
            if words:
                self._parts.append(words)

    def comment(self, words: str) -> None:
        """A comment says nothing."""

    def pi(self, target: str, data: str | None = None) -> None:
        """An instruction says nothing."""

    def close(self) -> None:
        """The page ends."""

    def text(self) -> str:
        """Return the page's text."""
        self._flush()
        while self._tables:
            self._end_table("table")
        return write(self._root)

    def title(self) -> str:
        """Return the page's title."""
        return " ".join("".join(self._title).split())

    def _drop_mark(self, parts: list[str], start: int) -> None:
        """Leave out the mark of a footnote; what else is raised ("1st") stays."""
        if parts is self._parts and FOOTNOTE_MARK.match("".join(parts[start:])):
            del parts[start:]

    def _flush(self, *, keep: bool = False) -> None:
        """End the open paragraph; ``keep`` an item's mark whose words are still to come."""
        lines = "".join(self._parts).split("\n")
        text = "\n".join(line.rstrip() if self._kept else line.strip(" ") for line in lines).strip("\n")
        if text.strip():
            self._blocks.append(Paragraph(text, self._level, "" if self._level else self._mark))
            self._level, self._mark = 0, ""
        elif not keep:
            self._level, self._mark = 0, ""
        self._parts = []
        self._kept = False

    def _table(self, tag: str) -> None:
        self._flush()
        if tag == "table":
            if len(self._tables) >= _DEEPEST_TABLE:
                self._skipped_tables += 1
                return
            self._tables.append(_Frame(self._blocks))
            self._blocks = []  # what stands in a table outside its cells
            return
        if not self._tables or self._skipped_tables:
            return
        frame = self._tables[-1]
        if tag == "tr":
            self._end_row(frame)
            frame.row = []
        else:
            self._end_cell(frame)
            frame.row = frame.row if frame.row is not None else []
            frame.cell = self._blocks = []

    def _end_table(self, tag: str) -> None:
        self._flush()
        if tag == "table" and self._skipped_tables:
            self._skipped_tables -= 1
            return
        if not self._tables or self._skipped_tables:
            return
        frame = self._tables[-1]
        if tag in ("td", "th"):
            self._end_cell(frame)
        elif tag == "tr":
            self._end_row(frame)
        else:
            self._end_row(frame)
            self._tables.pop()
            stray = [] if self._blocks is frame.outer else self._blocks
            self._blocks = frame.outer
            self._blocks += stray
            if frame.rows:
                self._blocks.append(Table(tuple(frame.rows)))

    def _end_cell(self, frame: _Frame) -> None:
        if frame.cell is not None and frame.row is not None:
            frame.row.append(tuple(frame.cell))
            frame.cell = None
            self._blocks = []

    def _end_row(self, frame: _Frame) -> None:
        self._end_cell(frame)
        if frame.row and (any(frame.row) or not self._invisible):
            frame.rows.append(tuple(frame.row))
        frame.row = None
