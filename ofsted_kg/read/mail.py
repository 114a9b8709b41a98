"""Read a mail: its own text, and the documents that are attached to it.

In: the bytes of a message (RFC 5322, MIME of RFC 2045 to 2049), as mail programs save it with
the ending .eml. Out: a ``Document`` of its text, the marks of quotation taken off; and its
attachments by name, each to be read by itself as if the mail were a folder. A mailbox (mbox, RFC
4155), as mail programs export one, is a folder of mails.
"""

from __future__ import annotations

import email
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message
from pathlib import Path

from ofsted_kg.errors import NotALetter, UnreadableFile
from ofsted_kg.model import Document, Notice
from ofsted_kg.read.quoting import answers, marked
from ofsted_kg.read.text import declared, decode

MEDIA_TYPE = "message/rfc822"
_HEADER = re.compile(rb"([A-Za-z][A-Za-z0-9-]{0,60}):(?=[ \t\r\n])|From \S")
# Headers that only mails have; "From", "To" and "Subject" also stand above printed ones.
_OURS = re.compile(
    rb"^(?:mime-version|message-id|received|return-path|content-type|content-transfer-encoding"
    rb"|delivered-to|dkim-signature|thread-index|x-[a-z-]{1,60}):",
    re.IGNORECASE | re.MULTILINE,
)
_QUOTE = re.compile(r"^(?:[ \t]?>)+[ \t]?", re.MULTILINE)
# What a page quotes; of it and of what answers it the edges are marked, by characters that no text has.
_BLOCK_QUOTE = re.compile(r"<blockquote\b[^<>]*>", re.IGNORECASE)
_BLOCK_QUOTE_ENDS = re.compile(r"</blockquote\s*>", re.IGNORECASE)
_OPENS, _CLOSES = "\ue0f1", "\ue0f2"
_NO_DOCUMENTS = re.compile(
    r"image/|audio/|video/|text/calendar|text/(?:x-)?vcard|application/(?:x-)?(?:pkcs7|pgp)|message/(?:delivery|disposition)"
)
_ENDINGS = {"text/plain": ".txt", "text/html": ".html", "application/pdf": ".pdf", "message/rfc822": ".eml"}
_BAD = re.compile(r"[\x00-\x1f\x7f/\\:]+")
_LONGEST_NAME = 120
# A note that goes with a document is shorter than a letter.
_NOTE = 1500
_MOST_PARTS = 500


# "From jo@example.org Tue Dec 14 09:00:00 2010" opens each mail of a mailbox; in their texts it has a ">".
_OPENS_MAIL = re.compile(rb"^(?=From \S[^\r\n]{0,200}\d\d:\d\d[^\r\n]{0,60}\r?$)", re.MULTILINE)
_OPENING_QUOTED = re.compile(rb"^>(?=>{0,20}From )", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Mail:
    """A message taken apart: the kind and bytes of its text, its charset, and what is attached."""

    text: bytes
    html: bool
    charset: str
    attachments: tuple[tuple[str, bytes], ...]


def is_mail(opening: bytes, name: str) -> bool:
    """Tell whether a file begins as a mail does."""
    if _HEADER.match(opening) is None:
        return False
    head = re.split(rb"\r?\n\r?\n", opening, maxsplit=1)[0]
    return _OURS.search(head) is not None or name.lower().endswith(".eml")


def mails_of(data: bytes) -> list[bytes]:
    """Return the mails of a mailbox; none where the bytes are a single mail."""
    if not data.startswith(b"From "):
        return []
    mails = [part for part in _OPENS_MAIL.split(data) if part.strip()]
    return [_OPENING_QUOTED.sub(b"", mail) for mail in mails] if len(mails) > 1 else []


def read_mail(path: Path, data: bytes) -> Document:
    """Read a mail's own text.

    Args:
        path: where the bytes came from; names the document.
        data: the bytes.

    Raises:
        NotALetter: it only goes with what is attached.
        UnreadableFile: it holds no text.
    """
    mail = open_mail(path, data)
    text, notices = _text(path, mail) if mail.text.strip() else ("", ())
    if mail.attachments and len(text) < _NOTE:
        names = ", ".join(name for name, _ in mail.attachments[:3])
        raise NotALetter(
            f"the mail's own text is a note that goes with what is attached to it ({names}), "
            "which is read by itself",
            file=path,
        )
    if not text.strip():
        raise UnreadableFile(
            "the mail holds no text and no document",
            file=path,
            remedy=_REMEDY,
        )
    return Document(
        source=path.stem,
        file_name=path.name,
        media_type=MEDIA_TYPE,
        sha256=hashlib.sha256(data).hexdigest(),
        size=len(data),
        text=text,
        notices=notices,
    )


_REMEDY = "Save the letter from the mail program"


def open_mail(path: Path, data: bytes) -> Mail:
    """Take a message apart.

    Raises:
        UnreadableFile: its parts nest or number more than those of any mail.
    """
    try:
        message = email.message_from_bytes(data.removeprefix(b"\xef\xbb\xbf"))
        parts = list(_leaves(message))
    except (RecursionError, ValueError, LookupError) as error:
        raise UnreadableFile("the parts of the mail nest too deeply", file=path, remedy=_REMEDY) from error
    texts: list[Message] = []
    pages: list[Message] = []
    attached: list[tuple[str, bytes]] = []
    for part in parts:
        kind = part.get_content_type()
        named = part.get_filename()
        if (
            kind in ("text/plain", "text/html")
            and not named
            and part.get_content_disposition() != "attachment"
        ):
            (pages if kind == "text/html" else texts).append(part)
        elif not _NO_DOCUMENTS.match(kind):
            attached.append((_name(named, kind, attached), _bytes(part)))
    if len(parts) > _MOST_PARTS:
        raise UnreadableFile(
            f"the mail has more than {_MOST_PARTS} parts",
            file=path,
            remedy=_REMEDY,
        )
    # Of the same text twice the page says more: it has the tables.
    chosen = pages[:1] or texts
    body = b"\n\n".join(map(_bytes, chosen))
    charset = str(chosen[0].get_content_charset() or "") if chosen else ""
    return Mail(body, bool(pages), charset, tuple(attached))


def _leaves(message: Message) -> Iterator[Message]:
    """Yield the parts of a message that hold something; a message in it is one part."""
    todo = [message]
    while todo:
        part = todo.pop()
        payload = part.get_payload()
        if part.is_multipart() and part.get_content_maintype() == "multipart" and isinstance(payload, list):
            todo += [inner for inner in reversed(payload) if isinstance(inner, Message)]
        else:
            yield part


def _bytes(part: Message) -> bytes:
    if part.get_content_maintype() == "message":
        payload = part.get_payload()
        inner = payload[0] if isinstance(payload, list) and payload else part
        return bytes(inner) if isinstance(inner, Message) else b""
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _name(named: str | None, kind: str, attached: list[tuple[str, bytes]]) -> str:
    """Return a file name for an attachment: its own, made harmless, each once."""
    decoded = "".join(
        part.decode(charset or "utf-8", "replace") if isinstance(part, bytes) else part
        for part, charset in _decoded(named or "")
    )
    name = _BAD.sub("-", decoded).strip(" .-")[-_LONGEST_NAME:]
    name = name or f"attachment-{len(attached) + 1}{_ENDINGS.get(kind, '')}"
    if kind == "message/rfc822" and not name.lower().endswith(".eml"):
        name += ".eml"
    taken = {other for other, _ in attached}
    stem, dot, ending = name.rpartition(".")
    number = 2
    unique = name
    while unique in taken:
        unique = f"{stem}-{number}{dot}{ending}" if dot else f"{name}-{number}"
        number += 1
    return unique


def _decoded(words: str) -> list[tuple[bytes | str, str | None]]:
    from email.errors import HeaderParseError
    from email.header import decode_header

    try:
        parts = decode_header(words)
        for part, charset in parts:
            if isinstance(part, bytes):
                part.decode(charset or "utf-8", "replace")
    except (HeaderParseError, LookupError, ValueError):
        return [(words, None)]
    return parts


def _text(path: Path, mail: Mail) -> tuple[str, tuple[Notice, ...]]:
    if mail.html:
        from ofsted_kg.read.html import decode_page, page_text

        markup, notices = (
            declared(path, mail.text, mail.charset) if mail.charset else decode_page(path, mail.text)
        )
        text, more = page_text(path, markup)
        if _BLOCK_QUOTE.search(markup):
            edges = _BLOCK_QUOTE.sub(rf"\g<0><p>{_OPENS}</p>", markup)
            edges = _BLOCK_QUOTE_ENDS.sub(rf"<p>{_CLOSES}</p>\g<0>", edges)
            quoted = marked(page_text(path, edges)[0], _OPENS, _CLOSES)
            text = quoted if answers(quoted) else text
        return text, (*notices, *more)
    text, notices = declared(path, mail.text, mail.charset) if mail.charset else decode(path, mail.text)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    # Where answers stand between the quoted lines, the marks tell whose words are whose.
    return text if answers(text) else _QUOTE.sub("", text), notices
