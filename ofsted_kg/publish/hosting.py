"""Configuration for those who put the release online.

In: the address of the release and the vocabulary's terms. Out: ``hosting/``: nginx and Apache
(things answer 303 with the place that tells of them, documents come as pages or as data),
``_redirects`` and ``_headers`` for hosts that read these, and a function for content
negotiation there. All keep to ``ofsted_kg.web.addresses``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import urlsplit

import jinja2

from ofsted_kg.vocabulary.namespaces import DEF
from ofsted_kg.web.addresses import PARTS
from ofsted_kg.web.policy import content_security_policy

_SERVERS = Path(__file__).resolve().parent / "servers"
# Nothing from elsewhere, and no script or style within a page. Plots may be embedded anywhere: there
# is no session or form here that a frame could abuse.
_POLICY = content_security_policy(
    default_src="'self'", img_src="'self' data:", object_src="'none'", frame_ancestors="*"
)
# Pages of sets with places on them.
SETS = ("catalogue", "ratings", "statistics")


def hosting(site: str, terms: Iterable[str], versions: Iterable[str]) -> dict[str, str]:
    """Return the files, by path below the release.

    Args:
        site: the address that the release stands at: the base of the IRIs, or where that leads on to.
        terms: names of the classes and properties of the vocabulary.
        versions: names of the vocabulary's versions, this one and those before.
    """
    parts = urlsplit(site)
    path = parts.path or "/"
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(_SERVERS),
        autoescape=False,  # noqa: S701 - no HTML, and nothing in it comes from outside
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        keep_trailing_newline=True,
    )
    words = {
        "host": parts.netloc,
        "path": path,
        "pattern": re.escape(path),
        "policy": _POLICY,
        "vocabulary": DEF,
        "parts": "|".join(PARTS),
        "sets": SETS,
        "terms": sorted(terms),
        "versions": sorted(versions),
    }
    return {
        f"hosting/{name}": environment.get_template(name).render(**words)
        for name in sorted(environment.list_templates())
    }
