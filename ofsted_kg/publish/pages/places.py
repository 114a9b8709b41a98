"""Where a release puts the page about a thing.

In: IRIs of the dataset. Out: paths of HTML files below the release; ``anchor`` makes the
name of a fact's place on its document's page.
"""

from __future__ import annotations

from ofsted_kg.namespaces import DEF, Base

ONTOLOGY = "def/index.html"
COUNCILS = "set/councils.html"
LETTERS = "set/letters.html"
ABOUT = "set/dataset.html"
CHANGES = "changes.html"
QUERIES = "queries/index.html"
# A letter is named by council, framework and date.
_LETTER_PARTS = 3


class Places:
    """The pages of a dataset under its base."""

    def __init__(self, base: Base) -> None:
        self._thing = base.thing("")

    def page(self, iri: str) -> str:
        """Return the path of the page about a council, letter, fact, concept, scheme or term; else empty."""
        if iri.startswith(self._thing):
            path = iri.removeprefix(self._thing)
            kind, *parts = path.split("/")
            if kind == "letter" and len(parts) > _LETTER_PARTS:
                letter, fact = parts[:_LETTER_PARTS], parts[_LETTER_PARTS:]
                return f"doc/letter/{'/'.join(letter)}.html#{'-'.join(fact)}"
            return f"doc/{path}.html" if kind in ("council", "letter") else ""
        if iri == DEF:
            return ONTOLOGY
        if iri.startswith(DEF):
            name = iri.removeprefix(DEF)
            return f"def/{name}.html" if "/" in name else f"{ONTOLOGY}#{name}"
        return ""


def anchor(letter: str, fact: str) -> str:
    """Return the name of a fact's place: its IRI below that of its letter.

    >>> anchor("https://e.example/id/letter/x", "https://e.example/id/letter/x/rating/overall")
    'rating-overall'
    """
    return fact.removeprefix(letter).strip("/").replace("/", "-")


def query_page(name: str) -> str:
    """Return the path of the page of a stored query."""
    return f"queries/{name}.html"
