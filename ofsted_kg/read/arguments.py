"""What words typed on the command line stand for.

In: words as the shell hands them over. Out: parameters of a query, a query's text, a
letter's source name; a word that cannot be understood is an error that says why.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path

from ofsted_kg.errors import OfstedKGError, UnreadableFile

# Of the files that letters come in.
ENDINGS = frozenset(
    {".txt", ".md", ".html", ".htm", ".docx", ".docm", ".pdf", ".odt", ".fodt", ".rtf", ".eml", ".xml"}
)


class Engine(StrEnum):
    """Who judges a letter.

    ``AUTO``: pyshacl, spared the letters of which a quick check is certain; ``PYSHACL``: it reads every one.
    """

    AUTO = "auto"
    PYSHACL = "pyshacl"


def values(texts: Sequence[str]) -> dict[str, str]:
    """Return the values of parameters from words such as ``council=Bury``.

    Raises:
        OfstedKGError: a word is no name=value.
    """
    found: dict[str, str] = {}
    for text in texts:
        name, value = _pair(text)
        # Said again, a parameter has several values; one that takes but one will say so.
        found[name] = f"{found[name]};{value}" if name in found else value
    return found


def _pair(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals or not name:
        raise OfstedKGError(f"the parameter {text!r} is not name=value", remedy="Write -p name=value")
    return name, value


def columns(text: str) -> tuple[str, ...]:
    """Return names of columns from a list with commas.

    >>> columns("source, grade")
    ('source', 'grade')
    """
    return tuple(name.strip() for name in text.split(",") if name.strip())


def query_text(text: str) -> str:
    """Return a query from its own text, from the file it names, or from standard input (``-``).

    Raises:
        OfstedKGError: it is neither a query nor a file that can be read.
    """
    from ofsted_kg.read.text import decode

    if text == "-":
        return decode(Path("-"), sys.stdin.buffer.read())[0]
    if any(mark.isspace() for mark in text.strip()) and not is_file(text):
        return text
    try:
        data = Path(text).read_bytes()
        query, _ = decode(Path(text), data)
    except (OSError, ValueError, UnreadableFile) as error:
        raise OfstedKGError(
            "neither a SPARQL query nor a file that can be read", file=text, remedy="Check the name"
        ) from error
    return query


def is_file(text: str) -> bool:
    """Tell whether a word names a file that is there."""
    try:
        return Path(text).is_file()
    except (OSError, ValueError):
        return False


def sources(text: str) -> tuple[str, ...]:
    """Return what a letter's source name may be, from that name or from its file's name or path.

    A name that a spreadsheet would run as a formula has a quotation mark before it in CSV.

    >>> sources("letters/bury-2009.txt")
    ('letters/bury-2009.txt', 'letters/bury-2009', 'bury-2009')
    >>> sources("'-bury-2009")
    ("'-bury-2009", '-bury-2009')
    """
    if text.startswith("'"):
        return (text, *sources(text[1:]))
    path = Path(text)
    if path.suffix.lower() not in ENDINGS:
        return (text,)
    parts = path.with_suffix("").parts
    return (text, *("/".join(parts[number:]) for number in range(len(parts))))
