"""From records to HTML files.

In: a template's name, the page's path and what it shows. Out: the file in the release.
Links are relative, so that a release works from any folder, and from a disk; everything
is escaped; a name that a template misses is an error.
"""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup, escape

from ofsted_kg.publish.folder import ReleaseFolder
from ofsted_kg.publish.pages import places
from ofsted_kg.publish.pages.views import Link

_HERE = Path(__file__).resolve().parent
_ALTERNATES = (
    (".ttl", "text/turtle", "Turtle"),
    (".jsonld", "application/ld+json", "JSON-LD"),
    (".nt", "application/n-triples", "N-Triples"),
)
ASSETS = "assets"


@functools.cache
def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(_HERE / "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["day"] = day
    environment.filters["n"] = number
    environment.filters["ticks"] = ticks
    environment.filters["folded"] = lambda text: " ".join(text.split())
    environment.globals["places"] = places
    return environment


class Pages:
    """Writes pages into a release."""

    def __init__(self, folder: ReleaseFolder, **common: Any) -> None:  # noqa: ANN401 - whatever templates show
        self._folder = folder
        self._common = common

    def write(self, template: str, path: str, *, iri: str = "", data: str = "", **shown: Any) -> None:  # noqa: ANN401
        """Write a page.

        Args:
            template: its file name.
            path: of the page below the release.
            iri: of the thing the page is about.
            data: path, without ending, of the same as data; by default the page's own.
            shown: what the template shows.
        """
        root = "../" * path.count("/")

        def to(target: str) -> str:
            return target if target.startswith(("http://", "https://")) else root + target

        html = (
            _environment()
            .get_template(template)
            .render(
                **self._common,
                **shown,
                to=to,
                here=path,
                iri=iri,
                alternates=list(self._alternates(data or path.removesuffix(".html"))),
            )
        )
        self._folder.write(path, html)

    def assets(self) -> None:
        """Write the style sheet, scripts and icon."""
        for file in sorted((_HERE / "static").iterdir()):
            if file.suffix in (".css", ".js", ".svg"):
                self._folder.write(f"{ASSETS}/{file.name}", file.read_bytes())

    def _alternates(self, stem: str) -> Iterable[tuple[str, Link]]:
        for ending, media_type, name in _ALTERNATES:
            if stem + ending in self._folder.sums:
                yield media_type, Link(name, stem + ending)


def day(iso: str) -> str:
    """Return a date as people read it.

    >>> day("2009-12-09"), day("2009")
    ('9 December 2009', '2009')
    """
    try:
        date = dt.date.fromisoformat(iso)
    except ValueError:
        return iso
    return f"{date.day} {date:%B %Y}"


def ticks(text: str) -> Markup:
    """Return text with what stands between backticks as code.

    >>> ticks("`grade` & more")
    Markup('<code>grade</code> &amp; more')
    """
    parts = text.split("`")
    if len(parts) % 2 == 0:
        return escape(text)
    code = Markup("<code>{}</code>")
    return Markup("").join(
        code.format(part) if place % 2 else escape(part) for place, part in enumerate(parts)
    )


def number(value: float) -> str:
    """Return a coordinate without needless digits.

    >>> number(12.0), number(3.14159)
    ('12', '3.1')
    """
    return f"{value:.1f}".removesuffix(".0")
