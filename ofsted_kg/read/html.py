"""Read a letter that is a web page.

In: the bytes of a page (the HTML standard's tag soup included). Out: a ``Document`` whose
text has the page's structure as lines: headings as Markdown headings, paragraphs apart, list
items as bullets, table rows with a tab between cells. What is hidden, deleted or struck out
is left out. A server's error page is no letter.
"""

from __future__ import annotations

import codecs
import hashlib
import re
from pathlib import Path

from ofsted_kg.errors import UnreadableFile
from ofsted_kg.model import Document, Notice
from ofsted_kg.read.errorpage import refuse_error_page
from ofsted_kg.read.htmlblocks import PRINT_IT, Page, read_page
from ofsted_kg.read.text import declared, decode

_CHARSET = re.compile(rb"<meta\b[^<>]{0,300}?charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE)
_XML_CHARSET = re.compile(rb"\s*<\?xml\b[^<>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{1,40})", re.IGNORECASE)
# The charset is declared within so many bytes.
_HEAD = 4096


def read_html(path: Path, data: bytes) -> Document:
    """Read a web page.

    Args:
        path: where the bytes came from; names the document.
        data: the bytes.

    Raises:
        NotALetter: it is an error page.
        UnreadableFile: it holds no text, or more attributes or levels than any page has.
    """
    markup, notices = decode_page(path, data)
    text, more = page_text(path, markup)
    if not text.strip():
        raise UnreadableFile("the web page holds no text", file=path, remedy=PRINT_IT)
    return Document(
        source=path.stem,
        file_name=path.name,
        media_type="text/html",
        sha256=hashlib.sha256(data).hexdigest(),
        size=len(data),
        text=text,
        notices=(*notices, *more),
    )


def page_text(path: Path, markup: str) -> tuple[str, tuple[Notice, ...]]:
    """Return a page's text, and what to say of it.

    Raises:
        NotALetter: it is an error page.
        UnreadableFile: it has more attributes or levels than any page has.
    """
    page = read_page(path, markup)
    headline = next((line.lstrip("# ") for line in page.text.split("\n") if line.strip()), "")
    refuse_error_page(path, page.text, page.title, headline)
    return page.text, tuple(_notices(page))


def _notices(page: Page) -> list[Notice]:
    found = []
    if page.struck:
        found.append(Notice("hidden-text", "The page holds deleted or struck text, which was left out"))
    if page.folded:
        message = "Part of the page is folded away until it is opened (<details>); it was read too"
        found.append(Notice("folded-text", message))
    return found


def decode_page(path: Path, data: bytes) -> tuple[str, tuple[Notice, ...]]:
    """Decode a page: as UTF-8 where its bytes are, whatever it says; else as it says.

    Raises:
        UnreadableFile: the bytes are no text.
    """
    said = _CHARSET.search(data, 0, _HEAD) or _XML_CHARSET.match(data)
    named = said[1].decode("ascii") if said else ""
    try:
        encoding = codecs.lookup(named).name if named else ""
    except LookupError:
        encoding = ""
    if not encoding or encoding in ("utf-8", "ascii"):
        return decode(path, data)
    return declared(path, data, encoding)
