"""The terms that a document states for itself.

In: a letter. Out: words, and where they can be read.
"""

from __future__ import annotations

from ofsted_kg.publish.content import LetterContent
from ofsted_kg.vocabulary.namespaces import DCTERMS, OPEN_GOVERNMENT_LICENCE


def stated_terms(letter: LetterContent) -> tuple[str, str]:
    """Return the terms that a document states, and where they can be read, if that is known."""
    source = f"{letter.iri}/source"
    if OPEN_GOVERNMENT_LICENCE in letter.values(source, DCTERMS + "license"):
        return "Open Government Licence", OPEN_GOVERNMENT_LICENCE
    stated = letter.values(source, DCTERMS + "rights")
    return " ".join(stated[0].split()) if stated else "none stated", ""
