"""Where the ontology, the shapes, the stored queries and the record are.

In: the name of a folder. Out: its path, in an installed wheel (inside the package)
or in a checkout (beside the package, as an editable install leaves it); and what the
ontology says, read once a process, since four readers want it.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from pyoxigraph import RdfFormat, Triple, parse

from ofsted_kg.errors import VocabularyError

# Of the files of the ontology, the one that is not the vocabulary.
COUNCILS_FILE = "councils.ttl"

_PACKAGE = Path(__file__).resolve().parent.parent


def folder(name: str) -> Path:
    """Return the folder ``ontology``, ``shapes``, ``queries`` or ``record``.

    Raises:
        VocabularyError: the installation is incomplete.
    """
    for place in (_PACKAGE / "_data" / name, _PACKAGE.parent / name):
        if place.is_dir():
            return place
    raise VocabularyError(
        f"the folder {name}/ of ofsted-kg is missing", remedy="Install the package again with pip"
    )


def files(name: str, ending: str) -> list[Path]:
    """Return the files of a folder with that ending, sorted by name."""
    return sorted(folder(name).glob(f"*{ending}"))


def triples(path: Path) -> tuple[Triple, ...]:
    """Return the triples of a Turtle file.

    Raises:
        OSError: the file cannot be read.
        SyntaxError: it is not Turtle.
        ValueError: it is not UTF-8.
    """
    return _shipped(path) if path.parent == folder("ontology") else _read(path)


@cache
def _shipped(path: Path) -> tuple[Triple, ...]:
    return _read(path)


def _read(path: Path) -> tuple[Triple, ...]:
    return tuple(quad.triple for quad in parse(path=path, format=RdfFormat.TURTLE))
