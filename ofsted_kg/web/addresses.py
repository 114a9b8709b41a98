"""Where each IRI of ours is documented: a page, a place on it, and a file of data.

In: the path of an IRI below the base (``id/…``, ``doc/…``, ``set/…``) or of the vocabulary
(``def/…``). Out: ``Place``: paths without an ending, and the name of the place on the page.
The pages, the server and the configurations of other servers keep to this, and so does
the test that walks every IRI. Practice: "Cool URIs for the Semantic Web" (W3C), section 4.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

TURTLE = ".ttl"
# Letters' data, a third of a release as it stands, lies in gzip.
PACKED_TURTLE = ".ttl.gz"
# Parts of a thing that are told where the thing is told: "…/span/3-9/selector".
PARTS = ("position", "quote", "extent", "observation", "checksum", "value")
_PART = re.compile(rf"(?:^|/)(?:{'|'.join(PARTS)})$")
# What has a page of its own. What hangs below it is a place on that page.
_PAGES = (
    re.compile(
        r"(?P<page>(?:id|doc)/letter/[^/]+/[^/]+/[^/]+)(?:/(?P<rest>.+))?"
    ),  # council, framework, date
    re.compile(r"(?P<page>(?:id|doc)/council/[^/]+)(?:/(?P<rest>.+))?"),
    re.compile(r"(?P<page>set/dataset/[0-9]{4}-[^/]+)(?:/(?P<rest>.+))?"),  # a version: "2026-08-03-f8d99f29"
    re.compile(r"(?P<page>set/query/[^/]+)(?:/(?P<rest>.+))?"),
    re.compile(r"(?P<page>(?:id|doc|set)/(?!(?:letter|council|query)(?:/|$))[^/]+)(?:/(?P<rest>.+))?"),
    re.compile(r"(?P<page>def/total)/(?P<rest>.+)"),
    re.compile(r"(?P<page>def/[a-z-]+(?:/[^/]+){1,2})(?P<rest>)"),  # a concept
    re.compile(
        r"(?P<page>def)/(?:(?P<rest>[A-Za-z]\w*)|[0-9][0-9.]*)?"
    ),  # a term, the vocabulary, a version of it
)
_LETTER = re.compile(r"(doc/letter/[^/]+/[^/]+)/[^/]+")


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is told.

    Attributes:
        page: path of the page, without its ending.
        anchor: name of the place on it; empty for the page as a whole.
        data: path of the file of data that tells of it, without its ending.
    """

    page: str
    anchor: str
    data: str

    @property
    def file(self) -> str:
        """The path of the page's file, with the place on it."""
        return f"{self.page}.html" + (f"#{self.anchor}" if self.anchor else "")

    @property
    def turtle(self) -> str:
        """The path of the file of data."""
        return self.data + (PACKED_TURTLE if self.data.startswith("doc/letter/") else TURTLE)

    @property
    def address(self) -> str:
        """The path that is asked for: without an ending, and a folder for its index."""
        return self.page.removesuffix("index") + (f"#{self.anchor}" if self.anchor else "")


def place(path: str) -> Place | None:
    """Return where the IRI with this path below its base is told; nothing for what is no such IRI.

    >>> place("id/letter/ely/apa-2005/2005-12-01/rating/overall/observation")
    Place(page='doc/letter/ely/apa-2005/2005-12-01', anchor='rating/overall', data='doc/letter/ely/apa-2005')
    >>> place("set/dataset/2026-08-03-f8d99f29").page, place("def/grade").address
    ('set/dataset/2026-08-03-f8d99f29', 'def/#grade')
    >>> place("data/ofsted-kg.nq.gz") is None
    True
    """
    if not {".", ".."}.isdisjoint(path.split("/")):
        return None
    for pattern in _PAGES:
        if found := pattern.fullmatch(path):
            page, rest = found["page"], found["rest"] or ""
            anchor = rest if page == "def" else _PART.sub("", rest)
            if page == "def/total":
                # Not "def/total", where a term of that name would be told.
                return Place("def/totals", anchor, "def/totals")
            if page == "def" and anchor == "totals":
                return Place("def/totals", "", "def/totals")
            if page == "def":
                return Place("def/index", anchor, "def/ontology")
            if page.startswith("set/query/"):
                return Place("queries/" + page.removeprefix("set/query/"), anchor, "queries/queries")
            if page.startswith("id/"):
                page = "doc/" + page.removeprefix("id/")
            letter = _LETTER.fullmatch(page)
            return Place(page, anchor, letter[1] if letter else page)
    return None
