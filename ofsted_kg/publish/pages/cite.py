"""How to cite: the text of a footnote for a fact, and an entry for BibTeX of its document.

In: a fact or a document. Out: plain text. The link behind a footnote is the fact's own IRI, which
leads to its sentence. The entry of a fact differs from that of its document by key, note and
address only, so a page holds the latter once and its script (`cite.js`) makes the former.
"""

from __future__ import annotations

import re

from ofsted_kg.publish.pages.markup import plain
from ofsted_kg.publish.pages.views import Fact, Origin, Quote
from ofsted_kg.text.dates import SHORT_MONTHS

_SPECIAL = re.compile(r"([&%$#_{}])")
_NOT_KEY = re.compile(r"[^a-z0-9]+")
_NOT_WORDS = re.compile("[\x00-\x1f\x7f\u00ad\ue000-\uf8ff\ufffe\uffff]+")
_LEAD_UP = 120  # characters in front of a quotation


def words(text: str) -> str:
    r"""Return a text as people read it: white space folded, no mark-up, no signs of a font of its own.

    >>> words("Ofsted\n\uf0b7 says"), words("<i>the council</i> &amp; **all**")
    ('Ofsted says', 'the council & all')
    """
    return " ".join(_NOT_WORDS.sub(" ", plain(text)).split())


def lead_up(quote: Quote) -> str:
    """Return the words that lead up to a quotation: the last of its sentence that a small space holds."""
    text = words(quote.before)
    return text if len(text) <= _LEAD_UP else "… " + text[-_LEAD_UP:].partition(" ")[2]


def footnote(fact: Fact, day: str) -> str:
    """Return a footnote to the words of a fact, but for the address that ends it.

    Args:
        fact: what is cited.
        day: the date of its document, as people read it.
    """
    origin = fact.origin
    page = f", p. {fact.quotes[0].page}" if fact.quotes and fact.quotes[0].page else ""
    head = ", ".join(part for part in ("Ofsted", words(origin.title), origin.council.label, day) if part)
    return f"{head}{page}."


def bibtex(origin: Origin) -> str:
    """Return an entry for BibTeX or BibLaTeX; its title says whom it is about."""
    title, council = words(origin.title), origin.council.label
    whole = title if council.casefold() in title.casefold() else f"{title}: {council}"
    fields = [
        ("author", "{Ofsted}"),
        ("title", f"{{{_latex(whole)}}}"),
        ("institution", "Ofsted"),
        *_date(origin),
        ("url", origin.iri),
    ]
    key = _NOT_KEY.sub("-", f"{origin.council.label}-{origin.issued}".lower()).strip("-")
    body = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields if value)
    return f"@techreport{{{key},\n{body}\n}}"


def _date(origin: Origin) -> list[tuple[str, str]]:
    year, _, rest = origin.issued.partition("-")
    month = rest[:2]
    named = (
        [("month", SHORT_MONTHS[int(month) - 1])]
        if month.isdigit() and 1 <= int(month) <= len(SHORT_MONTHS)
        else []
    )
    return [("year", year), *named]


def _latex(text: str) -> str:
    r"""Return text with what LaTeX takes for commands escaped.

    >>> print(_latex("5% of A & B"))
    5\% of A \& B
    """
    plain = text.replace("\\", "\N{SET MINUS}").replace("~", "\N{TILDE OPERATOR}").replace("^", "")
    return _SPECIAL.sub(r"\\\1", plain)
