"""The few pages that the server makes itself: console, document, problem.

In: a template's name and what it shows. Out: HTML in UTF-8, everything escaped.
"""

from __future__ import annotations

import functools
from pathlib import Path
from typing import Any

import jinja2

from ofsted_kg.vocabulary.namespaces import DEF, DEFAULT_BASE, OA, curie
from ofsted_kg.web import design

_HERE = Path(__file__).resolve().parent
# Folders of files that a page may link to.
STATIC = (_HERE.parent / "static", design.STATIC)


@functools.cache
def _environment() -> jinja2.Environment:
    environment = design.environment(_HERE / "templates")
    environment.filters["local"] = local
    environment.filters["short"] = short
    return environment


def render(template: str, **shown: Any) -> bytes:  # noqa: ANN401 - whatever the template shows
    """Return a page."""
    return _environment().get_template(template).render(**shown).encode()


def document(iri: str, rows: list[list[list[str]]], base: str, path: str) -> bytes:
    """Return the page about a thing or document that no release has a page for.

    What rests on words of a document shows them first; everything has a place of its own.

    Args:
        iri: of what is asked for.
        rows: subject, predicate and value of each statement, as kind and text.
        base: what the graph's IRIs hang on.
        path: of the page.
    """
    about: dict[str, dict[str, list[list[str]]]] = {}
    for subject, predicate, value in rows:
        about.setdefault(subject[1], {}).setdefault(predicate[1], []).append(value)
    quotes = {name: _quotes(name, about) for name in about}
    order = sorted(about, key=lambda name: (name != iri, not quotes[name], name))
    things = [
        {
            "iri": name,
            "anchor": name.removeprefix(iri).strip("/") if name.startswith(iri) else "",
            "quotes": quotes[name],
            "statements": sorted((p, value) for p, values in about[name].items() for value in values),
        }
        for name in order
    ]
    return render("document.html", title=iri, things=things, base=base, path=path)


def _quotes(name: str, about: dict[str, dict[str, list[list[str]]]]) -> list[dict[str, str]]:
    """Return the words that a thing rests on, with what stands around them where that is stated."""
    found = []
    spans = [span for _, span in about[name].get(f"{DEF}evidence", [])]
    for span in [*spans, *([name] if f"{OA}hasSelector" in about[name] else [])]:
        for _, selector in about.get(span, {}).get(f"{OA}hasSelector", []):
            stated = about.get(selector, {})
            if f"{OA}exact" in stated:
                found.append(
                    {part: stated.get(OA + part, [["", ""]])[0][1] for part in ("prefix", "exact", "suffix")}
                )
    return found


def local(iri: str, base: str) -> str:
    """Return where to follow an IRI to: on this server if it is one of the graph's own.

    An IRI that a browser could run rather than open leads nowhere.

    >>> local("https://w3id.org/ofsted-kg/id/council/bury", "https://w3id.org/ofsted-kg/")
    '/id/council/bury'
    >>> local("javascript:alert(1)", "https://w3id.org/ofsted-kg/")
    ''
    """
    for prefix in (base, DEFAULT_BASE):
        if iri.startswith((f"{prefix}id/", f"{prefix}doc/", f"{prefix}def/", f"{prefix}set/")):
            return "/" + iri.removeprefix(prefix)
    return iri if iri.startswith(("http://", "https://")) else ""


def short(iri: str, base: str) -> str:
    """Return an IRI as people read it, with a prefix or without the base.

    >>> short("http://purl.org/dc/terms/title", "https://a.example/")
    'dcterms:title'
    """
    return curie(iri) or iri.removeprefix(base)
