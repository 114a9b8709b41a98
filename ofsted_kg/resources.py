"""Where the ontology, the shapes and the stored queries are.

In: the name of a folder. Out: its path, in an installed wheel (inside the package)
or in a checkout (beside the package, as an editable install leaves it).
"""

from __future__ import annotations

from pathlib import Path

from ofsted_kg.errors import VocabularyError

_PACKAGE = Path(__file__).resolve().parent


def folder(name: str) -> Path:
    """Return the folder ``ontology``, ``shapes`` or ``queries``.

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
