# ruff: noqa: E501 - tables read best on one line
"""What stands around a statement without changing it: lead-ins, asides, adverbs, carelessness.

In: the parts of a sentence. Out: the sentence. A comma that careless writers leave out is
written ``OPTIONAL`` and becomes a comma or nothing.
"""

from __future__ import annotations

OPTIONAL = "\N{FULLWIDTH COMMA}"

LEADS = (
    "",
    f"However{OPTIONAL} ",
    "Inspection evidence shows that ",
    f"Latest inspection evidence shows that{OPTIONAL} overall{OPTIONAL} ",
    f"In particular{OPTIONAL} ",
    f"Overall{OPTIONAL} ",
    f"At the time of the assessment{OPTIONAL} ",
    "Ofsted found that ",
    "It is positive that ",
    f"Despite changes in leadership{OPTIONAL} ",
    f"As a result{OPTIONAL} ",
    f"On the other hand{OPTIONAL} ",
    "While the picture is mixed, ",
    f"Across the borough{OPTIONAL} ",
    f"In 2009{OPTIONAL} ",
)
ASIDES = (
    "",
    f"{OPTIONAL} however{OPTIONAL}",
    f"{OPTIONAL} on the other hand{OPTIONAL}",
    ", following a change of leadership,",
    " (as in previous years)",
    " inspected this year",
    " in the borough",
    ", although under pressure,",
    " – despite a difficult year –",
)
ADVERBS = ("", "now ", "currently ", "also ", "still ", "generally ")
TAILS = (
    "",
    " overall",
    " this year",
    " when last inspected",
    " at the time of the inspection",
    f"{OPTIONAL} according to inspectors",
    ", and children say that they feel safe",
    " and waiting lists have been cut",
    ", which reflects the hard work of staff",
)
CLAUSES = (", and", " and waiting", ", which")  # tails that start a clause of their own
CARELESS = ("", "no commas", "wrong number", "both")

SWAPPED = {"is": "are", "are": "is", "was": "were", "were": "was", "has": "have", "have": "has", "remains": "remain", "remain": "remains", "continues": "continue", "continue": "continues"}  # fmt: skip
FORMS = {"be": ("is", "are"), "past": ("was", "were"), "have": ("has", "have"), "remain": ("remains", "remain"), "continue": ("continues", "continue"), "show": ("shows", "show"), "perform": ("performs", "perform")}  # fmt: skip


def verb(name: str, *, plural: bool, careless: str = "") -> str:
    """Return a verb in the number of its subject, or in the wrong one where the writer is careless."""
    form = FORMS[name][plural]
    return SWAPPED.get(form, form) if careless in ("wrong number", "both") else form


def sentence(text: str, careless: str) -> str:
    """Return the finished sentence: its capital, its stop, its commas or none."""
    dropped = careless in ("no commas", "both")
    text = text.replace(OPTIONAL, "" if dropped else ",").replace(",,", ",")
    text = text[0].upper() + text[1:]
    return text if text.endswith(".") else text + "."
