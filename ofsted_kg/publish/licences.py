"""Whose words the release quotes, and under which terms.

In: letters. Out: ``LICENCE.md``: the terms of the data, the attribution, and a line for
each document with the terms it states. Where a document states none, none are claimed:
quotation then rests on the law on quotation.
"""

from __future__ import annotations

from collections.abc import Iterable

from ofsted_kg.publish.names import ATTRIBUTION, DATA_LICENCE
from ofsted_kg.publish.pages.views import Outline
from ofsted_kg.publish.summaries import Summary

_HEAD = """\
# Licence and attribution

The facts of this release are offered under Creative Commons Attribution 4.0
(<{licence}>). {attribution}

The words quoted from a document are offered on the terms that the document itself
states, listed below. Documents that state none are quoted, not licensed.

| council | document | date | file | terms it states |
| --- | --- | --- | --- | --- |
"""


def licences(parts: Iterable[Summary]) -> str:
    """Return the licence file as Markdown."""
    lines = []
    for letter in sorted((part.letter for part in parts), key=_order):
        origin, terms = letter.origin, letter.terms
        words = _cell(terms.label)
        cells = map(_cell, (origin.council.label, origin.framework.label, origin.issued, letter.source))
        stated = f"[{words}]({terms.path})" if terms.path else words
        lines.append(f"| {' | '.join((*cells, stated))} |\n")
    return _HEAD.format(licence=DATA_LICENCE, attribution=ATTRIBUTION) + "".join(lines)


def _order(letter: Outline) -> tuple[str, str, str]:
    return letter.origin.council.label.casefold(), letter.origin.issued, letter.source


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
