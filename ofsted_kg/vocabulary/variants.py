"""Words that are matched but never shown: the lexicon's files beside the concept schemes.

In: a file such as ``ontology/direction.tsv``, named after its scheme: a concept, a form (how the
words join to others, empty where there is but one way) and the words, with tabs between; lines
with ``#`` are comments. Out: `Variant`. A publisher's words are SKOS labels; these are not his.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ofsted_kg.errors import VocabularyError

_COLUMNS = 3


@dataclass(frozen=True, slots=True)
class Variant:
    """Words that stand for a concept, and how they join to what is around them."""

    slug: str
    form: str
    words: str


def read_variants(path: Path) -> tuple[Variant, ...]:
    """Read a file of words.

    Raises:
        VocabularyError: it is not text, or a line has not three columns.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except UnicodeDecodeError as error:
        raise VocabularyError(f"not UTF-8: {error}", file=path) from error
    found = []
    for number, line in enumerate(lines, start=1):
        if not line.strip() or line.startswith("#"):
            continue
        columns = line.split("\t")
        if len(columns) != _COLUMNS or not columns[0] or not columns[2].strip():
            raise VocabularyError(
                f"line {number} is not a concept, a form and words",
                file=path,
                remedy="Part them with tabs; the form may be empty",
            )
        found.append(Variant(columns[0], columns[1], columns[2].strip()))
    return tuple(found)
