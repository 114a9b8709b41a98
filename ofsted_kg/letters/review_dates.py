"""Read since when a sentence counts serious case reviews: "since 1 April 2008", "in 2007/08".

In: a sentence. Out: the date from which it counts (ISO 8601, as far as it is printed).
"""

from __future__ import annotations

import re

from ofsted_kg.grammar.lex.closed_classes import MONTHS

_MONTH = "|".join(MONTHS)
# "since 1 April 2008", "between April and December 2009", "from its formation in April 2009"
SINCE = re.compile(
    rf"""\b(?:since|between|from)\b [^.;:]{{0,60}}?
    (?: (?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+)? (?P<month>{_MONTH})\b (?:,?\s+(?P<year>(?:19|20)\d\d))?
    | \b(?P<only>(?:19|20)\d\d)\b )""",
    re.IGNORECASE | re.VERBOSE,
)
# "in 2007/08", "during 2008-09", "in the year 2008"
DURING = re.compile(
    r"\b(?:in|during|for|throughout)\s+(?:the\s+year\s+)?(?P<only>(?:19|20)\d\d)(?:[/–-]\d\d)?\b"
)
YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def since_when(sentence: str) -> str | None:
    """Return the date from which a sentence counts, as far as it is printed."""
    match = SINCE.search(sentence)
    if match is None:
        match = DURING.search(sentence)
        return match["only"] if match else None
    if match["only"]:
        return match["only"]
    year = match["year"]
    if year is None:
        later = YEAR.search(sentence, match.end())
        if later is None:
            return None
        year = later.group()
    month = f"{year}-{MONTHS[match['month'].lower()]:02}"
    return f"{month}-{int(match['day']):02}" if match["day"] else month
