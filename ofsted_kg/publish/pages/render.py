"""From records to HTML files.

In: a template's name, the page's path and what it shows. Out: the file in the release.
Links are relative, so that a release works from any folder, and from a disk; everything
is escaped; a name that a template misses is an error.
"""

from __future__ import annotations

import datetime as dt
import functools
import json
import os
import re
import sys
from pathlib import Path
from typing import Any

import jinja2
from jinja2.filters import do_truncate
from markupsafe import Markup, escape

from ofsted_kg.checksums import digest_of
from ofsted_kg.publish.columns import label
from ofsted_kg.publish.folder import ReleaseFolder
from ofsted_kg.publish.pages import places
from ofsted_kg.publish.pages.cite import bibtex, footnote, words
from ofsted_kg.publish.pages.listed import Listed
from ofsted_kg.publish.pages.markup import lined
from ofsted_kg.publish.pages.schema import schema_dataset
from ofsted_kg.publish.pages.statements import Statements
from ofsted_kg.publish.pages.tables import body
from ofsted_kg.publish.pages.views import month
from ofsted_kg.publish.tables import table_path
from ofsted_kg.query.columns import describe
from ofsted_kg.web import addresses, design

_HERE = Path(__file__).resolve().parent
ASSETS = "assets"
_ENOUGH = 36  # characters of a sentence that opens a page
_WORD = re.compile(r"[^\W\d_]+")
_QUOTED = 220  # characters of a quotation in a row of statements


@functools.cache
def _environment() -> jinja2.Environment:
    environment = design.environment(
        _HERE / "templates", keep_trailing_newline=True, bytecode_cache=_compiled()
    )
    environment.filters["day"] = day
    environment.filters["n"] = number
    environment.filters["month"] = month
    environment.filters["ticks"] = ticks
    environment.filters["words"] = words
    environment.filters["bare"] = bare
    environment.filters["lined"] = lined
    environment.filters["lead"] = lambda text: words(text) + " " if text[-1:].isspace() else words(text)
    environment.filters["tail"] = lambda text: " " + words(text) if text[:1].isspace() else words(text)
    environment.filters["opening"] = opening
    environment.filters["footnote"] = lambda fact: footnote(fact, day(fact.origin.issued))
    environment.filters["bibtex"] = bibtex
    environment.globals["places"] = places
    environment.globals["describe"] = describe
    environment.globals["column_label"] = label
    environment.globals["answer_rows"] = body
    environment.globals["schema_dataset"] = schema_dataset
    return environment


def _compiled() -> jinja2.BytecodeCache | None:
    """Return where compiled templates are kept: with Python's own, and written where those are."""
    place = _HERE / "templates" / "__pycache__"
    if sys.dont_write_bytecode:
        return None
    try:
        place.mkdir(exist_ok=True)
    except OSError:
        return None
    return jinja2.FileSystemBytecodeCache(str(place), "%s.pyc") if os.access(place, os.W_OK) else None


class Pages:
    """Writes pages into a release.

    Args:
        folder: of the release.
        made: digest of what every page is made from beside its own content.
        site: address that the pages stand at.
        version: name of the release.
        common: what every template shows.
    """

    def __init__(
        self,
        folder: ReleaseFolder,
        made: str,
        site: str,
        version: str,
        **common: Any,  # noqa: ANN401
    ) -> None:
        self._folder = folder
        self._version = version
        self._made = made
        self._site = site
        self._common = common
        self._listed = Listed(day, common["headline"])
        self._statements = Statements(day, functools.partial(do_truncate, _environment(), length=_QUOTED))
        self.written: list[str] = []

    def due(self, path: str, *words: str) -> str | None:
        """Take a page over from the release before if it was made from the same words.

        Returns:
            None where it was taken over, else what it is made from, for `write`.
        """
        made = digest_of(self._made, self._site, path, *words)
        if self._folder.keep(path, made):
            self.written.append(path)
            return None
        return made

    def write(
        self,
        template: str,
        path: str,
        *,
        iri: str = "",
        made: str = "",
        root: str | None = None,
        **shown: Any,  # noqa: ANN401
    ) -> None:
        """Write a page.

        Args:
            template: its file name.
            path: of the page below the release.
            iri: of the thing the page is about.
            made: what it is made from, by `due`.
            root: what its links begin with; by default the way back to the folder of the release.
            shown: what the template shows.
        """
        root = "../" * path.count("/") if root is None else root

        def to(target: str) -> str:
            return target if target.startswith(("http://", "https://", "mailto:")) else root + target

        told = addresses.place(path.removesuffix(".html"))
        data = told.turtle if told is not None else ""
        html = (
            _environment()
            .get_template(template)
            .render(
                **self._common,
                **shown,
                to=to,
                here=path,
                statement_rows=self._statements,
                letter_rows=self._listed,
                table_file=lambda name, ending: table_path(name, ending, self._folder, self._version),
                iri=iri,
                data=data if data in self._folder.sums else "",
                canonical=self._site + address(path),
            )
        )
        self._folder.write(path, html, made)
        self.written.append(path)

    def script(self, name: str, variable: str, data: object) -> None:
        """Write data as a script: a page opened from a disk may load one but not fetch a file."""
        text = json.dumps(data, ensure_ascii=True, separators=(",", ":")).replace("<", "\\u003c")
        self._folder.write(f"{ASSETS}/{name}", f"window.{variable} = {text};\n")

    def sitemap(self) -> str:
        """Return the addresses of all pages (sitemaps.org), but for the one that says that there is none."""
        places = sorted(address(path) for path in self.written if path != "404.html")
        urls = "".join(f"<url><loc>{escape(self._site + place)}</loc></url>\n" for place in places)
        return (
            '<?xml version="1.0" encoding="utf-8"?>\n'
            f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{urls}</urlset>\n'
        )

    def assets(self) -> None:
        """Write the style sheet, scripts and icon."""
        for file in sorted((*(_HERE / "static").iterdir(), *design.STATIC.iterdir())):
            if file.suffix in (".css", ".js", ".svg"):
                self._folder.write(f"{ASSETS}/{file.name}", file.read_bytes())
        # Browsers ask for it at the root whatever a page says.
        self._folder.write("favicon.ico", (_HERE / "static" / "favicon.ico").read_bytes())


def address(path: str) -> str:
    """Return the address of a page without its ending.

    >>> address("doc/council/bury.html"), address("def/index.html"), address("index.html")
    ('doc/council/bury', 'def/', '')
    """
    return path.removesuffix(".html").removesuffix("index")


@functools.lru_cache(4096)
def day(iso: str) -> str:
    """Return a date as people read it.

    >>> day("2009-12-09"), day("2009"), day("")
    ('9 December 2009', '2009', 'date not known')
    """
    if not iso:
        return "date not known"
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


def bare(text: str) -> str:
    """Return the words of a text alone: by them a table's row and the heading behind it say the same.

    >>> bare("2. Plans for  children: Good") == bare("Plans for children GOOD")
    True
    """
    return " ".join(_WORD.findall(text.casefold()))


def opening(text: str) -> tuple[str, str]:
    """Return the first sentence of a text where it says enough and names no column, and the rest.

    >>> opening("The grades that a letter or report prints. `grade` is the word.")
    ('The grades that a letter or report prints.', '`grade` is the word.')
    >>> opening("Two parts. `grade` is one.")
    ('', 'Two parts. `grade` is one.')
    """
    first, stop, rest = text.partition(". ")
    if "`" in first or len(first) < _ENOUGH:
        return "", text
    return (f"{first}.", rest) if stop else (first, "")


def number(value: float) -> str:
    """Return a coordinate without needless digits.

    >>> number(12.0), number(3.14159)
    ('12', '3.1')
    """
    return f"{value:.1f}".removesuffix(".0")
