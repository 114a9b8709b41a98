"""Whose words the release quotes, and under which terms.

In: ``Content``. Out: ``LICENCE.md``: the terms of the data, the attribution, and a line
for each document with the terms it states. Where a document states none, none are
claimed: quotation then rests on the law on quotation.
"""

from __future__ import annotations

from ofsted_kg.namespaces import DCTERMS, OPEN_GOVERNMENT_LICENCE
from ofsted_kg.publish.content import Content, LetterContent
from ofsted_kg.publish.names import ATTRIBUTION, DATA_LICENCE

_HEAD = """\
# Licence and attribution

The facts of this release are offered under Creative Commons Attribution 4.0
(<{licence}>). {attribution}

The words quoted from a document are offered on the terms that the document itself
states, listed below. Documents that state none are quoted, not licensed.

| document | terms it states |
| --- | --- |
"""


def licences(content: Content) -> str:
    """Return the licence file as Markdown."""
    head = _HEAD.format(licence=DATA_LICENCE, attribution=ATTRIBUTION)
    return head + "".join(f"| {letter.source} | {terms(letter)} |\n" for letter in content.letters)


def terms(letter: LetterContent) -> str:
    """Return the terms that a document states for itself, in words."""
    words, url = stated_terms(letter)
    words = words.replace("|", "\\|")
    return f"[{words}]({url})" if url else words


def stated_terms(letter: LetterContent) -> tuple[str, str]:
    """Return the terms that a document states, and where they can be read, if that is known."""
    source = f"{letter.iri}/source"
    if OPEN_GOVERNMENT_LICENCE in letter.values(source, DCTERMS + "license"):
        return "Open Government Licence", OPEN_GOVERNMENT_LICENCE
    stated = letter.values(source, DCTERMS + "rights")
    return " ".join(stated[0].split()) if stated else "none stated", ""
