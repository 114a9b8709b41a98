"""Read a letter that is a web page.

In: the bytes of a page (the HTML standard's tag soup included). Out: a ``Document`` whose
text has the page's structure as lines: headings as Markdown headings, paragraphs apart, list
items as bullets, table rows with a tab between cells. A server's error page is no letter.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from pathlib import Path

from bs4 import BeautifulSoup
from bs4.element import CData, NavigableString, PageElement, Tag

from ofsted_kg.errors import UnreadableFile
from ofsted_kg.model import Document, Notice
from ofsted_kg.read.errorpage import refuse_error_page

_SKIPPED = frozenset(
    re.findall(
        r"\w+", "button canvas head iframe nav noscript object option script select style svg template title"
    )
)
_BLOCKS = frozenset(
    re.findall(
        r"\w+",
        """address article aside blockquote body center dd div dl dt fieldset figure footer form header
        hr html main ol p pre section table tbody tfoot thead ul""",
    )
)
_HEADING = re.compile(r"h([1-6])$")
_SPACE = re.compile(r"\s+")
# A page of unclosed tags nests as deep as it is long: go no deeper than a letter needs.
_DEEPEST = 200
_CELLS = ("td", "th")


def read_html(path: Path, data: bytes) -> Document:
    """Read a web page.

    Args:
        path: where the bytes came from; names the document.
        data: the bytes.

    Raises:
        NotALetter: it is an error page.
        UnreadableFile: it holds no text.
    """
    soup = BeautifulSoup(data, "html.parser")
    _close_cells(soup)
    writer = _Writer()
    writer.children(soup)
    text = writer.text()
    title = " ".join(soup.title.get_text(" ").split()) if soup.title else ""
    headline = next((line.lstrip("# ") for line in text.split("\n") if line.strip()), "")
    refuse_error_page(path, text, title, headline)
    if not text.strip():
        raise UnreadableFile("the web page holds no text", file=path)
    encoding = (soup.original_encoding or "utf-8").lower()
    notices: tuple[Notice, ...] = ()
    if encoding.replace("_", "-") not in ("utf-8", "ascii", "us-ascii"):
        notices = (Notice("encoding", f"The page was read as {encoding}"),)
    return Document(
        source=path.stem,
        file_name=path.name,
        media_type="text/html",
        sha256=hashlib.sha256(data).hexdigest(),
        size=len(data),
        text=text,
        notices=notices,
    )


class _Writer:
    """Writes a page's words as lines."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._line: list[str] = []
        self._depth = 0

    def text(self) -> str:
        """Return what was written, without blank lines at its ends."""
        self._end()
        lines: list[str] = []
        for line in self._lines:
            if line or (lines and lines[-1]):
                lines.append(line)
        return "\n".join(lines).strip("\n") + "\n"

    def children(self, tag: Tag) -> None:
        """Write all that stands in a tag."""
        if self._depth > _DEEPEST:
            self._say(tag.get_text(" "))
            return
        self._depth += 1
        for child in tag.children:
            self._element(child)
        self._depth -= 1

    def _element(self, element: PageElement) -> None:
        if isinstance(element, NavigableString):
            if type(element) is NavigableString or isinstance(element, CData):
                self._say(str(element))
            return
        if not isinstance(element, Tag) or element.name in _SKIPPED:
            return
        heading = _HEADING.match(element.name)
        if heading:
            self._paragraph()
            self._say("#" * int(heading[1]) + " ")
            self.children(element)
            self._paragraph()
        elif element.name == "br":
            self._end()
        elif element.name == "li":
            self._end()
            self._line = ["• "]
            self.children(element)
            self._end()
            self._line = []
        elif element.name == "tr" and not element.find("table"):
            self._end()
            cells = [_cell(cell) for cell in element.find_all(_CELLS)]
            if len(cells) == 1:
                self._say(cells[0])
            elif any(cells):
                self._lines.append("\t".join(cells))
            self._end()
        elif element.name in _CELLS:
            # The cell of a table that only lays out the page.
            self._paragraph()
            self.children(element)
            self._paragraph()
        elif element.name in _BLOCKS:
            self._paragraph()
            self.children(element)
            self._paragraph()
        else:
            self.children(element)

    def _say(self, words: str) -> None:
        words = _SPACE.sub(" ", words)
        if words.startswith(" ") and (not self._line or self._line[-1].endswith(" ")):
            words = words[1:]
        if words:
            self._line.append(words)

    def _end(self) -> None:
        line = "".join(self._line).strip()
        if line == "•":
            return  # an item's words are still to come, in a paragraph of their own
        if line:
            self._lines.append(line)
        self._line = []

    def _paragraph(self) -> None:
        self._end()
        if self._lines and self._lines[-1] and not self._line:
            self._lines.append("")


def _close_cells(soup: BeautifulSoup) -> None:
    """Put cells and rows beside each other that the parser put into one another.

    HTML lets authors leave out ``</td>`` and ``</tr>``; this parser does not know that.
    """
    for tag in soup.find_all(["tr", *_CELLS]):
        peers = ["tr"] if tag.name == "tr" else list(_CELLS)
        around = tag.find_parent([*peers, "table"])
        if around is not None and around.name != "table":
            around.insert_after(tag.extract())


def _cell(cell: Tag) -> str:
    """Return a cell's words on one line: ``<br>`` between its lines, dots before its items."""
    parts: list[str] = []
    _cell_parts(cell, parts)
    lines = (" ".join(line.split()) for line in "".join(parts).split("\n"))
    return "<br>".join(line for line in lines if line and line != "•").replace("<br>•", " •")


def _cell_parts(tag: Tag, parts: list[str], depth: int = 0) -> None:
    if depth > _DEEPEST:
        parts.append(tag.get_text(" "))
        return
    children: Iterable[PageElement] = tag.children
    for child in children:
        if isinstance(child, NavigableString):
            if type(child) is NavigableString or isinstance(child, CData):
                parts.append(_SPACE.sub(" ", str(child)))
        elif isinstance(child, Tag) and child.name not in _SKIPPED:
            block = child.name in _BLOCKS or child.name in ("br", "li") or _HEADING.match(child.name)
            if block:
                parts.append("\n• " if child.name == "li" else "\n")
            _cell_parts(child, parts, depth + 1)
            if block:
                parts.append("\n")
