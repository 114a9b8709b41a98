"""The few pages that the server makes itself: console, document, problem.

In: a template's name and what it shows. Out: HTML in UTF-8, everything escaped.
"""

from __future__ import annotations

import functools
from pathlib import Path
from typing import Any

import jinja2

from ofsted_kg.namespaces import DEFAULT_BASE, PREFIXES

STATIC = Path(__file__).resolve().parent.parent / "static"


@functools.cache
def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(Path(__file__).resolve().parent / "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["local"] = local
    environment.filters["short"] = short
    return environment


def render(template: str, **shown: Any) -> bytes:  # noqa: ANN401 - whatever the template shows
    """Return a page."""
    return _environment().get_template(template).render(**shown).encode()


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
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return iri.removeprefix(base)
