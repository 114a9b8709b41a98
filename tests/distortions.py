"""What happens to a letter on its way to us: copies, print-outs, mail, the web.

In: the text of a letter, and chance. Out: the same letter as such a copy gives it. None of
it changes what the letter says.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable
from random import Random

_PAGE = 46
_WIDE = 84
_TABLE_LINE = re.compile(r"\t|\||<t[rdh]|</t|\S {3,}\S|^\s*(?:#|[-•*–o▪]\s|<|\(?[\w]{1,2}[.)]\s)")


def squeezed(text: str, chance: Random) -> str:
    """No blank line is left."""
    return re.sub(r"\n\s*\n", "\n", text)


def wrapped(text: str, chance: Random) -> str:
    """Long lines broken as a mail program does."""
    width = chance.choice((66, 72, 80))
    lines: list[str] = []
    for line in text.split("\n"):
        if len(line) <= width or re.search(r"\t|\||<t[rdh]|\S {3,}\S|^#|^ {8}", line):
            lines.append(line)
        else:
            lines += textwrap.wrap(line, width, break_on_hyphens=False)
    return "\n".join(lines)


def flat(text: str, chance: Random) -> str:
    """Wrapped, and no blank line left."""
    return squeezed(wrapped(text, chance), chance)


def paged(text: str, chance: Random) -> str:
    """As a PDF's text comes: wrapped, no blank lines, a page number at each page's foot."""
    lines = flat(text, chance).split("\n")
    form = chance.choice(("{}", "Page {} of 4", "- {} -", ""))
    ends = chance.choice(("\f", "\n", "\n\f", "\n\n"))
    pages = ["\n".join(lines[first : first + _PAGE]) for first in range(0, len(lines), _PAGE)]
    return ends.join(
        f"{page}\n{form.format(number)}" if form and len(pages) > 1 else page
        for number, page in enumerate(pages, 1)
    )


def mailed(text: str, chance: Random) -> str:
    """Under the head of the mail it came with."""
    return (
        "From: Registry <registry@inspectorate.example>\nSent: 14 January 2013 10:12\n"
        "To: Hannah Quill\nCc: Peter Lowe\nSubject: FW: Letter to the director\nAttachments: letter.doc\n\n"
        + text
    )


def published(text: str, chance: Random) -> str:
    """Between what a web site sets around a page."""
    return (
        "Skip to main content\n\nHome > Councils > Letters\n\nSearch\n\nLast updated: 3 March 2014\n\n"
        + text
        + "\n\nBack to top\n\n© Crown copyright\n\nCookies | Privacy | Contact us\n"
    )


def indented(text: str, chance: Random) -> str:
    """Every line set in, with blanks at its end."""
    return "\n".join(
        f"    {line}  " if line and not line.startswith(("#", "|")) else line for line in text.split("\n")
    )


def soft(text: str, chance: Random) -> str:
    """Soft hyphens within long words."""
    return re.sub(r"(?<![<&\w])([a-z]{5})([a-z]{5,})(?![^<]*>)", "\\1\u00ad\\2", text)


def windows(text: str, chance: Random) -> str:
    """Bullets of Windows-1252 that were taken for Latin-1."""
    return text.replace("•", "\x95").replace("–", "\x96").replace("’", "\x92")


DISTORTIONS: dict[str, Callable[[str, Random], str]] = {
    function.__name__: function
    for function in (squeezed, wrapped, flat, paged, mailed, published, indented, soft, windows)
}
