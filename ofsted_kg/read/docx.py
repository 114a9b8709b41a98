"""Read a letter that is a Word file.

In: the bytes of a .docx file (ECMA-376). Out: a ``Document`` whose text has paragraphs apart,
headings as Markdown headings, list items as bullets and table rows with a tab between cells,
all in the order of the file. Needs python-docx (``pip install 'ofsted-kg[docx]'``).
"""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from ofsted_kg.errors import UnreadableFile
from ofsted_kg.model import Document

if TYPE_CHECKING:
    from docx.table import Table, _Cell
    from docx.text.paragraph import Paragraph

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_HEADING = re.compile(r"heading\s+([1-6])$", re.IGNORECASE)
_LIST = re.compile(r"list\b|bullet", re.IGNORECASE)
_LARGEST = 200_000_000
# What zipfile, lxml and python-docx raise where the bytes are not as they should be: a wrong
# checksum or compression, a locked part, a missing part, no XML.
_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    RuntimeError,
    KeyError,
    IndexError,
    ValueError,
    AttributeError,
    SyntaxError,
)


def read_docx(path: Path, data: bytes) -> Document:
    """Read a Word file.

    Args:
        path: where the bytes came from; names the document.
        data: the bytes.

    Raises:
        UnreadableFile: it is no Word file, damaged, without text, or python-docx is missing.
    """
    _check(path, data)
    try:
        import docx
    except ImportError as error:
        raise UnreadableFile(
            "Word files need the package python-docx",
            file=path,
            remedy="Install it with pip install 'ofsted-kg[docx]', or save the file as PDF or text",
        ) from error
    try:
        content = docx.Document(io.BytesIO(data))
        text = "\n".join(_lines(content.iter_inner_content())).strip("\n") + "\n"
    except _DAMAGE as error:
        raise UnreadableFile(
            f"the Word file is damaged ({error})", file=path, remedy="Open it in Word and save it anew"
        ) from error
    if not text.strip():
        raise UnreadableFile("the Word file holds no text", file=path)
    return Document(
        source=path.stem,
        file_name=path.name,
        media_type=MEDIA_TYPE,
        sha256=hashlib.sha256(data).hexdigest(),
        size=len(data),
        text=text,
    )


def _check(path: Path, data: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
            size = sum(entry.file_size for entry in archive.infolist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise UnreadableFile(
            "the file is a damaged archive or Word file", file=path, remedy="Download it again"
        ) from error
    if "word/document.xml" not in names:
        raise UnreadableFile(
            "the file is an archive, not a Word file", file=path, remedy="Unpack it and build from its files"
        )
    if size > _LARGEST:
        raise UnreadableFile("the Word file unpacks to more than 200 MB", file=path)


def _lines(blocks: Iterator[Paragraph | Table]) -> Iterator[str]:
    from docx.table import Table

    listed = False
    for block in blocks:
        if listed and (isinstance(block, Table) or _prefix(block) != "• "):
            yield ""  # what follows a list is not of its last item
        listed = not isinstance(block, Table) and _prefix(block) == "• "
        if isinstance(block, Table):
            yield ""
            for row in block.rows:
                cells: list[_Cell] = []
                for cell in row.cells:
                    # A merged cell stands once for each column that it covers.
                    if not cells or cell._tc is not cells[-1]._tc:
                        cells.append(cell)
                yield "\t".join(_cell(cell) for cell in cells)
            yield ""
            continue
        prefix = _prefix(block)
        words = block.text.strip("\n")
        if not words.strip():
            yield ""
        elif prefix == "• ":
            yield prefix + " ".join(words.split())
        elif prefix:
            yield from ("", prefix + " ".join(words.split()), "")
        else:
            yield from (words, "")


def _prefix(paragraph: Paragraph) -> str:
    style = (paragraph.style.name or "") if paragraph.style is not None else ""
    heading = _HEADING.match(style)
    if heading:
        return "#" * int(heading[1]) + " "
    properties = paragraph._p.pPr
    numbered = properties is not None and properties.numPr is not None
    return "• " if numbered or _LIST.match(style) else ""


def _cell(cell: _Cell) -> str:
    """Return a cell's words on one line: ``<br>`` between its paragraphs, dots before its items."""
    parts: list[str] = []
    for block in cell.iter_inner_content():
        if hasattr(block, "rows"):
            parts += [_cell(inner) for row in block.rows for inner in row.cells]
            continue
        words = " ".join(block.text.split())
        if words:
            parts.append(("• " if _prefix(block) == "• " else "") + words)
    return "<br>".join(parts).replace("<br>•", " •")
