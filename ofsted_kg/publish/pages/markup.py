"""Mark-up that stands in a document's text, for those who read.

In: words of a document to the letter. Out: the same without the tags, the entities and the stars that
some letters came with: "<i>the council</i> &amp; **all**". What only looks like a tag ("<5") stays, and so
does what formats nothing.
"""

from __future__ import annotations

import html
import re

_INLINE = re.compile(r"</?(?:b|em|i|small|span|strong|sub|sup|u)\b[^<>]*>")
_POINT = re.compile(r"<li\b[^<>]*>\s*")
# "<li>", "</p>", "<br/>"
BLOCK = r"</?(?:blockquote|d[dlt]|h[1-6]|li|ol|p|table|tbody|td|th|thead|tr|ul)\b[^<>]*>|<br\s*/?>"
_BLOCK = re.compile(BLOCK)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});")
_BOLD = re.compile(r"\*\*(?=\S)|(?<=\S)\*\*")


def plain(text: str) -> str:
    """Return words without mark-up, on one line or more as they are.

    >>> plain("<ul> <li><i>calm</i> schools</li> </ul>").split()
    ['calm', 'schools']
    >>> plain("R&amp;D is **good**, <5 of 6"), plain("2 ** 3")
    ('R&D is good, <5 of 6', '2 ** 3')
    """
    return _without(_BLOCK.sub(" ", text)) if _may_hold_any(text) else text


def lined(text: str) -> str:
    r"""Return a text without mark-up, each block of it on a line of its own.

    >>> lined("<ul><li>calm</li><li>kind</li></ul>")
    '\n\n• calm\n\n• kind\n\n'
    """
    return _without(_BLOCK.sub("\n", _POINT.sub("\n• ", text))) if _may_hold_any(text) else text


def _may_hold_any(text: str) -> bool:
    return "<" in text or "&" in text or "**" in text


def _without(text: str) -> str:
    bare = _BOLD.sub("", _INLINE.sub("", text))
    return _ENTITY.sub(lambda found: html.unescape(found[0]), bare)
