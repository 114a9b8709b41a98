"""The kinds of report: what each is called, and how it is built.

One record a kind: the expression of its title, the rows of its table by which it is known where
the title is damaged, the frameworks whose grades it gives, and where it prints them. All that
reads reports asks the record; a new kind is one more.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

_S = r"\s++"

# The titles. A blank may be any white space; (?-i:I) is a capital, as no title opens with a small letter.
_SIF = (
    r"(?P<again>(?-i:R)e[-‐–]?\s?inspection|(?-i:Single i|I)nspection)"
    r" of (?:local authority )?services for children (?:in need of|who need|needing) help"
    r" (?:and|&) protection(?:,? (?:(?:and|&) )?(?:children looked[ -]after|looked[ -]after children)"
    r"(?:,? (?:and|&) care[ -]leavers)?)?"
)
_LSCB = (
    r"(?-i:Re[-‐–]?[ri]|R|I)(?:eview|nspection) of (?:the effectiveness of )?(?:the )?(?:[\w .’'-]{2,60}? )??"
    r"(?:(?:Local )?Safeguarding Children(?:[’']s)? Board|LSCB)"
)
_LOOKED_AFTER = (
    r"(?-i:I)nspection of (?:services for )?"
    r"(?:looked[ -]after children|children looked after)(?:[’']s)?(?: services)?"
)
_ILACS = (
    r"(?-i:(?:Short|Standard|Full) i|Re[-‐–]?i|I)nspection of "
    r"(?:(?P<before>(?!safeguarding|services|looked|arrangements)[^\W\d][\w .,&’'()-]{1,90}?) )??"
    r"(?:local authority )?"
    r"children[’']?s[’']? (?:social care )?services"
)
# A trust may stand in the title alone: "Inspection of Northmoor Children's Trust", then the dates.
_BARE = (
    r"(?-i:I)nspection of (?P<before>(?-i:[A-Z])[\w .,&’'()-]{1,90}?)"
    r"(?=[ \t]*\n[ \t]*(?:Inspection dates?|Lead inspectors?)\b)"
)


def _title(pattern: str) -> re.Pattern[str]:
    """A title begins a line, a page number before it perhaps; white space in it may be a line end."""
    spaced = pattern.replace("[ -]", r"[\s-]++").replace("[\\w .", r"[\w\s.").replace(" ", _S)
    spaced = spaced.replace("[’']", "[’'‘]")
    return re.compile(
        rf"^[ \t]*(?:\d{{1,3}}[ \t]+)?(?:(?:and|&)\s++)?(?:{spaced})", re.MULTILINE | re.IGNORECASE
    )


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of report.

    Attributes:
        slug: its name.
        title: the expression of its title. Its group ``before`` is the council's name within the title.
        frameworks: of which a report of the kind may be; one scale is common to all.
        rows: of its table, by which it is known, without white space and in small letters. Two of them
            are enough, as one may be misspelt.
        bare: a title without the words that tell the kind, which counts where the table opens as ours do.
        name_below: whether the council is named below the title before above it.
        at_front: whether the table of grades stands on the first pages, before a summary; else at the end.
        in_sentences: the areas that it grades in a sentence, not in the table.
        board_alone: whether it reviews the safeguarding board, and nothing else.
        again: whether it inspects again what was found wanting, by the same title with "re-" before it.
    """

    slug: str
    title: re.Pattern[str]
    frameworks: tuple[str, ...]
    rows: tuple[str, ...] = ()
    bare: re.Pattern[str] | None = None
    name_below: bool = False
    at_front: bool = True
    in_sentences: frozenset[str] = frozenset()
    board_alone: bool = False
    again: bool = False


SIF = Kind(
    "sif",
    _title(_SIF),
    ("sif",),
    rows=("achievingpermanence", "adoptionperformance", "1.childrenwhoneedhelpandprotection"),
    in_sentences=frozenset({"overall-effectiveness", "lscb"}),
)
SIF_AGAIN = replace(SIF, slug="sif-reinspection", frameworks=("sif-reinspection",), again=True)
LSCB_REVIEW = Kind(
    "lscb-review", _title(_LSCB), ("lscb-review",), in_sentences=frozenset({"lscb"}), board_alone=True
)
LOOKED_AFTER = Kind(
    "looked-after",
    _title(_LOOKED_AFTER),
    ("looked-after-2013",),
    rows=("outcomesforlookedafterchildren", "capacitytoimprove", "recordofmainfindings"),
    name_below=True,
    at_front=False,
)
ILACS = Kind(
    "ilacs",
    _title(_ILACS),
    ("ilacs-standard", "ilacs-short", "ilacs-2026"),
    rows=(
        "theimpactofleadersonsocialworkpractice",
        "progressofchildrenwhoneedhelpandprotection",
        "progressofchildrenincare",
    ),
    bare=_title(_BARE),
)
# The longer titles are asked first: a shorter one may stand within.
KINDS = (SIF, LSCB_REVIEW, LOOKED_AFTER, ILACS)

# The table's first row tells a bare title from a school's, or another service's.
_LEADERS = re.compile(
    r"^[ \t]*The\s+impact\s+of\s+leaders\s+on\s+(?:social\s+work\s+)?practice\b", re.MULTILINE
)
_FEWEST = 2
# No council's name ends in it: "Leicestershire", then "Inspection".
_AGAIN = re.compile(r"(?:\br|R)e[-‐–]?\s?inspec")


def opens_as_ours(text: str) -> bool:
    """Tell whether a text has the first row of an inspection's table."""
    return bool(_LEADERS.search(text))


def kind_by_rows(opening: str, text: str) -> Kind | None:
    """Return the kind of a report whose first lines hold at least two rows of its table.

    A letter wrong in a title, or two of its words run together, must not lose the report: no other
    document has two of the rows. White space is left out, as PDFs misplace it.

    Args:
        opening: what stands above the dates.
        text: the first lines.
    """
    tight = "".join(text.split()).lower()
    for kind in KINDS:
        if sum(row in tight for row in kind.rows) >= _FEWEST:
            return SIF_AGAIN if kind is SIF and _AGAIN.search(opening) else kind
    return None
