"""The marks of papers that speak of Ofsted's letters but are none.

In: lines of a text. Out: what a person calls the paper whose marks they have. A mark is what a
short line says, most often at its beginning: running prose has none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

# Name, and the forms of its marks.
_PAPERS: dict[str, tuple[str, ...]] = {
    "a news release": (
        r"^(?:news|press|media)\s+(?:release|statement|notice)\b",
        r"^notes?\s+(?:to|for)\s+editors\b",
        r"^for\s+immediate\s+release\b",
        r"^press\s+office\b",
    ),
    "an agenda or minutes": (
        r"^agenda\b",
        r"\bagenda\s+item\b",
        r"^item\s+(?:no\.?\s*)?\d+\b",
        r"^apologies\s+for\s+absence\b",
        r"^minutes\b",
        r"\bminutes\s+of\s+(?:the|a)\b",
        r"^declarations?\s+of\s+interests?\b",
        r"^resolved\b",
        r"^present\s*:",
        r"^in\s+attendance\b",
        r"^members\s+present\b",
    ),
    "a report to members": (
        r"\breport\s+(?:to|for|by|of|from)\s+(?:the\s+)?(?:[\w’'&,-]+\s+){0,8}?"
        r"(?:cabinet|committee|board|council|members|executive|panel|director|head|officer|chief|scrutiny"
        r"|forum|partnership|governors|assembly|councillors?|leader)\b",
        r"^report\s+(?:title|author|no|number|to|of|by)\b",
        r"^contact\s+(?:officer|for)\b",
        r"\b(?:members|cabinet|council|committee|board|panel|executive|forum|partnership|trust|governors|councillors)"
        r"\s+(?:is|are|was|were)\s+(?:asked|recommended|invited|requested)\b",
        r"\bthat\s+(?:the\s+)?(?:members|cabinet|committee|board|panel)\s+"
        r"(?:notes?|receives?|considers?|welcomes?|agrees?)\b",
        r"^(?:\d[\d.]*\s+)?(?:recommendations?|purpose\s+of\s+(?:the\s+)?report|wards?\s+affected"
        r"|background\s+papers|financial\s+implications|legal\s+implications|key\s+decision"
        r"|(?:portfolio\s+holder|cabinet\s+member|lead\s+member)(?!\s+for\b[^:]*$))\b",
        r"\b(?:scrutiny|overview|select|executive|audit)\s+(?:and\s+\w+\s+)?committee\W*$",
        r"^(?:committee|democratic)\s+services\b",
        r"^(?:board|committee|cabinet|panel|trust|meeting|council)\s+papers?\b",
        r"^(?:paper|enclosure|report)\s+(?:no\.?\s*)?(?:\d{1,3}|[A-Z])$",
    ),
    "a plan that answers an inspection": (
        r"^(?:\W*\d[\d.]*\s+)?(?:(?:the|our|draft|final|joint|[\w’'-]+\s+council)\s+)?"
        r"(?:post[- ]inspection|ofsted|improvement|action)\s+(?:(?:and|&)\s+)?(?:improvement\s+|action\s+)?"
        r"(?:plan|response|statement\s+of\s+action)\b(?!\s+(?:is|are|was|were|has|have)\b)",
        r"^(?:our|the\s+council[’']?s?|council)\s+response\s+to\s+(?:the\s+)?(?:ofsted|inspection)\b",
        r"^what\s+ofsted\s+(?:said|found|told\s+us)\b",
        r"^what\s+we\s+(?:will|shall|have\s+done|are\s+doing)\b.{0,20}$",
    ),
    "a guide": (
        r"^(?:short\s+|brief\s+)?guide\s+(?:to|for|by)\b",
        r"\ba\s+(?:short\s+|brief\s+)?guide\s+(?:to|for)\b",
        r"^guidance\s+(?:for|on|to|note)\b",
        r"\bfrequently\s+asked\s+questions\b",
        r"^understanding\b",
        r"^questions?\s+and\s+answers?\b",
        r"^(?:q|question)\s*[:.]",
        r"^what\s+(?:does|is|are|do)\b[^.?]*\?$",
        r"^explain(?:ing|ed)\b",
    ),
    "a briefing or newsletter": (
        r"\bbriefing\s+(?:note|paper|for)\b",
        r"^briefing\b",
        r"\bnews\s?letter\b",
        r"\bbulletin\b",
        r"^(?:staff|members[’']|governors[’'])\s+(?:update|news|briefing)\b",
        r"^in\s+this\s+issue\b",
        r"^issue\s+(?:no\.?\s*)?\d+\b",
        r"^(?:spring|summer|autumn|winter)\s+(?:term\s+)?20\d\d$",
    ),
    "an answer to a request for information": (
        r"\bfreedom\s+of\s+information\b",
        r"\bFOIA?\b",
        r"\brequest\s+for\s+information\b",
    ),
}
_MARKS = {name: re.compile("|".join(forms), re.IGNORECASE) for name, forms in _PAPERS.items()}
_LONGEST = 160


def paper_of(lines: Iterable[str]) -> str:
    """Return the paper whose marks some lines have; empty if they have none.

    >>> paper_of(["Northmoor Council", "Report of the Director to Cabinet"])
    'a report to members'
    """
    for line in lines:
        if len(line) <= _LONGEST:
            for name, marks in _MARKS.items():
                if marks.search(line):
                    return name
    return ""


def asks_for_information(words: str) -> bool:
    """Tell whether words speak of a request under the Freedom of Information Act."""
    return _MARKS["an answer to a request for information"].search(words) is not None
