"""Where a release puts the page about a thing.

In: IRIs of the dataset. Out: paths of HTML files below the release, by ``addresses``;
``anchor`` makes the name of a fact's place on its document's page.
"""

from __future__ import annotations

from ofsted_kg.vocabulary.namespaces import Base
from ofsted_kg.web import addresses

ONTOLOGY = "def/index.html"
COUNCILS = "set/councils.html"
LETTERS = "set/letters.html"
ABOUT = "set/dataset.html"
CHANGES = "changes.html"
GRADES = "set/grades.html"
COMPARE = "set/compare.html"
QUERIES = "queries/index.html"
# A page that more things than this share shows their names, and each opens to what is told of it.
MOST_OPEN = 12


class Places:
    """The pages of a dataset under its base."""

    def __init__(self, base: Base) -> None:
        self._base = base
        self._known: dict[str, str] = {}

    def page(self, iri: str) -> str:
        """Return the path of the page about an IRI of ours, with the place on it; empty for others."""
        if iri not in self._known:
            self._known[iri] = self._page(iri)
        return self._known[iri]

    def _page(self, iri: str) -> str:
        path = self._base.path(iri)
        place = addresses.place(path) if path else None
        return place.file if place is not None else ""


def anchor(letter: str, fact: str) -> str:
    """Return the name of a fact's place: its IRI below that of its letter.

    >>> anchor("https://e.example/id/letter/x", "https://e.example/id/letter/x/rating/overall")
    'rating/overall'
    """
    return fact.removeprefix(letter).strip("/")


def query_page(name: str) -> str:
    """Return the path of the page of a stored query."""
    return f"queries/{name}.html"


def neighbours_page(council: str) -> str:
    """Return the path of the page that shows a council beside its neighbours.

    >>> neighbours_page("doc/council/bury.html")
    'set/compare-bury.html'
    """
    return f"set/compare-{council.rsplit('/', 1)[-1]}"


def sheet(path: str, number: int) -> str:
    """Return the path of one of the pages that a long one is cut into.

    >>> sheet("def/setting/schools.html", 1), sheet("def/setting/schools.html", 2)
    ('def/setting/schools.html', 'def/setting/schools-2.html')
    """
    return path if number == 1 else f"{path.removesuffix('.html')}-{number}.html"
