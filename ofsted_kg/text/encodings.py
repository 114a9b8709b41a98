r"""Find what is left of UTF-8 that was taken for another encoding: "childrenâ€™s", "Zo√´".

In: a text. Out: the stretches that are such, each with the character that was meant. Only characters
that English texts have are taken for meant, so that "CAFÉ”" stays what it is.
"""

from __future__ import annotations

import re

_HIGH = range(0x80, 0x100)


def _table(encoding: str) -> dict[str, int]:
    """Return what each byte beyond ASCII was taken for; where it was for nothing, what Latin-1 has."""
    taken = {}
    for byte in _HIGH:
        try:
            character = bytes([byte]).decode(encoding)
        except UnicodeDecodeError:
            character = chr(byte)
        taken[character] = byte
    return taken


_WINDOWS = _table("cp1252") | {chr(byte): byte for byte in range(0x80, 0xA0)}
_MAC = _table("mac_roman")
_LEADS = range(0xC2, 0xF0)
_TAILS = range(0x80, 0xC0)
# What English texts have beyond ASCII: letters with accents, punctuation, signs, marks of lists.
_MEANT = re.compile(
    "[\xa0-\u017f\u2010-\u203a\u20ac\u2122\u2190-\u21ff\u2212\u2219\u25a0-\u25ff\u2713-\u2718\uf000-\uf0ff"
    "\ufb00-\ufb06\ufeff\ufffd]$"
)
# A closing quote whose last byte was lost: its 0x9D means nothing in Windows-1252.
_CUT_OFF = "â€"


def _form(table: dict[str, int]) -> re.Pattern[str]:
    leads = "".join(re.escape(c) for c, byte in sorted(table.items()) if byte in _LEADS)
    tails = "".join(re.escape(c) for c, byte in sorted(table.items()) if byte in _TAILS)
    return re.compile(f"[{leads}][{tails}]{{1,2}}")


_FORMS = ((_form(_WINDOWS), _WINDOWS), (_form(_MAC), _MAC))


def broken_encodings(text: str) -> list[tuple[int, int, str]]:
    """Return the stretches that were one character, in order, and that character.

    >>> broken_encodings("childrenâ€™s")
    [(8, 11, '’')]
    >>> broken_encodings("the CAFÉ”")
    []
    """
    best: list[tuple[int, int, str]] = []
    for form, table in _FORMS:
        found = [edit for match in form.finditer(text) for edit in _meant(match, table)]
        if found and table is _WINDOWS:
            found += _cut_off(text, found)
        # "‚Ä¢" holds "Ä¢", which is a letter in the one encoding; the other explains all three.
        if _length(found) > _length(best):
            best = sorted(found)
    return best


def _length(found: list[tuple[int, int, str]]) -> int:
    return sum(end - start for start, end, _ in found)


def _meant(match: re.Match[str], table: dict[str, int]) -> list[tuple[int, int, str]]:
    data = bytes(table[character] for character in match[0])
    for length in (3, 2):
        try:
            character = data[:length].decode("utf-8")
        except UnicodeDecodeError:
            continue
        if len(data) >= length and _MEANT.match(character):
            return [(match.start(), match.start() + length, character)]
    return []


def _cut_off(text: str, found: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    taken = {start for start, _, _ in found}
    more = []
    at = text.find(_CUT_OFF)
    while at >= 0:
        if at not in taken:
            end = at + 2 + (text[at + 2 : at + 3] in ("\x9d", "\ufffd"))
            more.append((at, end, "”"))
        at = text.find(_CUT_OFF, at + 2)
    return more
