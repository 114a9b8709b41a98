"""Read a person's name as a letter prints it.

In: a line's words. Out: honorific, name in ordinary case, without letters after it. A name
printed in capitals takes its case from elsewhere in the letter, or else from the rules of
British surnames (McDonald, O'Brien, de Souza).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_TITLES = {
    "mr": "Mr", "mrs": "Mrs", "ms": "Ms", "miss": "Miss", "mx": "Mx", "dr": "Dr", "doctor": "Dr",
    "prof": "Professor", "professor": "Professor", "sir": "Sir", "dame": "Dame", "lady": "Lady",
    "lord": "Lord", "baroness": "Baroness", "councillor": "Councillor", "cllr": "Councillor",
    "rev": "Reverend", "revd": "Reverend", "reverend": "Reverend", "canon": "Canon",
    "alderman": "Alderman",
}  # fmt: skip
_TITLE = re.compile(
    r"(?:the\s+)?(?:(?:right\s+)?hon(?:ourable|\.)?\s+)?("
    + "|".join(sorted(_TITLES, key=len, reverse=True))
    + r")\b\.?(?=\s)\s*",
    re.IGNORECASE,
)
# Letters after a name: OBE, MA (Oxon), PhD. Kept to those that are no initials of a name.
_LETTERS = re.compile(
    r"""(?<![\s,])[\s,]++\(?(?:
        (?:G|K|D|C|O|M)BE|[CKGD]C?[BV]O?|CB|CH|HMI|QPM|KC|QC|DL|JP|MP|MEP|FRS[AC]?|FRCN|FCIPD|MCIPD|FCMI
      | Ed\.?D|CQSW|PGCE|NPQH|RGN|LL\.?[BM]\.?|M\.?B\.?A\.?|Ph\.?D\.?|D\.?Phil\.?|M\.?Phil\.?
      | B\.?A\.?|M\.?A\.?|B\.?Sc\.?|M\.?Sc\.?|B\.?Ed\.?|M\.?Ed\.?
      | Hons?\.?|Oxon\.?|Cantab\.?
    )\)?(?=[\s,.;)]|$)""",
    re.VERBOSE,
)
_LOWER = frozenset(
    [
        "da",
        "das",
        "de",
        "del",
        "della",
        "den",
        "der",
        "di",
        "dos",
        "du",
        "el",
        "la",
        "le",
        "ten",
        "ter",
        "van",
        "von",
        "y",
    ]
)
_ROMAN = frozenset(["II", "III", "IV"])
_PART = re.compile(r"[^\s\-‐‑–]+|[\s\-‐‑–]+")


@dataclass(frozen=True, slots=True)
class Name:
    """A person's name, apart: honorific in its usual form, and the name."""

    honorific: str
    name: str


def honorific_of(words: str) -> tuple[str, int]:
    """Return the honorific that some words open with, and where the name begins.

    >>> honorific_of("CLLR DR JOHN O'BRIEN")
    ('Councillor Dr', 8)
    """
    found: list[str] = []
    at = 0
    while match := _TITLE.match(words, at):
        found.append(_TITLES[match[1].lower()])
        at = match.end()
    return " ".join(found), at


def read_name(words: str, text: str = "") -> Name:
    """Read a name.

    Args:
        words: honorific, name and letters after it; nothing else.
        text: the whole letter, for how it writes the name elsewhere.

    >>> read_name("MS ANNE-MARIE MCDONALD OBE")
    Name(honorific='Ms', name='Anne-Marie McDonald')
    """
    words = " ".join(words.split())
    honorific, at = honorific_of(words)
    name = words[at:].strip(" ,.;:*_")
    while (shorter := _LETTERS.sub("", name).strip(" ,.;:")) != name:
        name = shorter
    return Name(honorific, straight(ordinary_case(name, text)))


def straight(name: str) -> str:
    """Return a name with plain apostrophes, so that it is the same in every letter."""
    return name.replace("’", "'").replace("‘", "'").replace("´", "'")


def ordinary_case(name: str, text: str = "") -> str:
    """Return a name in ordinary case, if it is printed in capitals (or none at all).

    >>> ordinary_case("JOAN DE SOUZA-O'BRIEN")
    "Joan de Souza-O'Brien"
    """
    words = name.split()
    done: list[str] = []
    for number, word in enumerate(words):
        letters = re.sub(r"[\W\d_]", "", word)
        if len(letters) > 1 and (letters.isupper() or (letters.islower() and name.islower())):
            if _initials(word, words, number):
                done.append(word)
            else:
                done.append(_elsewhere(word, text) or _cased(word, first=number == 0))
        else:
            done.append(word)
    return " ".join(done)


def _initials(word: str, words: list[str], number: int) -> bool:
    """Tell initials (JR, J.R.) from a short name: no vowel, or full stops, before a surname."""
    if word in _ROMAN:
        return number > 0
    if "." in word and len(re.sub(r"\W", "", word)) <= 3:
        return True
    others_capital = sum(w.isupper() for w in words) == len(words)
    return len(word) == 2 and word.isupper() and number < len(words) - 1 and not others_capital


def _elsewhere(word: str, text: str) -> str | None:
    """The same word in mixed case somewhere in the letter ("Dear Ms MacLeod")."""
    if not text:
        return None
    for match in re.finditer(rf"(?<!\w){re.escape(word)}(?!\w)", text, re.IGNORECASE):
        found = match.group()
        if not found.isupper() and found[0].isupper():
            return found
    return None


def _cased(word: str, *, first: bool) -> str:
    lower = word.lower()
    if lower in _LOWER and not first:
        return lower
    return "".join(_one(part) if part[0].isalpha() else part for part in _PART.findall(lower))


def _one(part: str) -> str:
    match = re.match(r"(o|d|l|n|m)(['’‘])(\w.*)$", part)
    if match:
        return match[1].upper() + match[2] + match[3].capitalize()
    if part.startswith("mc") and len(part) > 3:
        return "Mc" + part[2:].capitalize()
    if part.startswith("fitz") and len(part) > 6:
        return "Fitz" + part[4:]
    if "." in part:
        return ".".join(piece.capitalize() for piece in part.split("."))
    return part.capitalize()
