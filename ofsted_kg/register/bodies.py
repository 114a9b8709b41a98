"""Bodies that have the name of a place but are no council of ours.

In: a text and a mention of a council in it. Out: whether the mention is a council's, or part of the
name of a parish, a trust, a school or another place: "Northmoor Parish Council", "West Northmoor",
"Northmoor-on-Sea".
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ofsted_kg.register import Mention, Register

# Behind the name of a place, capitals between: "Northmoor Primary Care Trust".
_OTHER_BODY = re.compile(
    r"""(?:,?\s++(?:[A-Z(][\w'’)]*|and|of|for|&)){0,7}?
    (?::?\s++(?:Homes|Partnership|Achieving\s+for\s+Children)|\s++
    (?i:Parish|Town\s++Council|Town\s++(?:Football|Hall\s++School)|(?:NHS\s++)?Trust|Academ(?:y|ies)|PCT
      |(?:Grammar|High|Primary|Junior|Infant|Comprehensive|Community|Special)?\s*+School|College|University|Hospitals?
      |Community\s++Council|(?:Combined|Joint|Fire|Health|Park|Port|Waste)\s++(?:\w+\s++){0,2}Authorit(?:y|ies)|Forum
      |Consortium|Association|Foundation|Society|Club|at\s++Home|(?:\w+\s++)?Board|Commission|Company|Limited|Ltd
      |Diocese|Archdiocese|Housing|Constabulary|Police|CCG|LEP))\b""",
    re.VERBOSE,
)
_OTHER_PLACE = re.compile(
    r"(?:\b(?:University|Diocese|Archdiocese|Bishop|Parish|Port|College|Friends)\s+of\s+(?:the\s+)?"
    r"|\b(?:North|South|East|West|Mid|Great|Little|Upper|Lower|Old|New|Royal)[\s-]+)$"
)
# "Thornshire Dales District Council", "Northmoor and Melby Council": the place has a longer name.
_LONGER = re.compile(
    r"""(?P<and>\s+(?:and|&))?(?:\s+(?!(?i:council|borough|city|county|district|metropolitan|unitary|local)\b)
    [A-Z][\w'’-]*){1,3}\s+(?i:(?:borough|city|county|district|metropolitan|unitary)\s+){0,2}(?i:council)\b""",
    re.VERBOSE,
)
# "Northmoor, Melby City Council": of another place of that name, or of a place in it.
_ELSEWHERE = re.compile(
    r",\s+(?P<place>[A-Z][\w'’-]*)\s+(?:City|Town|Borough|County|District|Community)\s+Council\b"
)
_ROYAL = re.compile(r"\s*royal\b", re.IGNORECASE)
_KIND = re.compile(r"(?:council|authority|corporation)$", re.IGNORECASE)
_TRUST = re.compile(
    r"\s+(?:(?:NHS|Foundation|Academ\w+|Cricket|Football|Rugby|Golf)\s+){0,3}(?:Trust|Club|College|School|University|Academ\w+|Region)\b"
)
_JOINED = re.compile(
    r"[-–](?=\w)|\s+(?i:upon|under|in|next)[-\s]"
    # "Northmoor on Wend", but not "to Northmoor on Friday", "on 3 May".
    r"|\s+on\s+(?:the\s+)?(?![A-Z][a-z]+day\b|(?:Jan|Feb|Mar|Apr|May|June|July|Aug|Sep|Oct|Nov|Dec)[a-z]*\b)(?=[A-Z])"
)
_REACH = 40


def own_mentions(register: Register, text: str) -> list[Mention]:
    """Return the mentions of councils in a text, those of other bodies left out."""
    mentions = register.mentions(text)
    return [mention for mention in mentions if not is_other_body(text, mention, mentions)]


def is_other_body(text: str, mention: Mention, others: Sequence[Mention] = ()) -> bool:
    """Tell whether a name is part of that of a body or place that is none of ours.

    Args:
        text: where it stands.
        mention: the name.
        others: the names of councils there: "Northmoor and Thornshire Council" are two.
    """
    if _OTHER_PLACE.search(text[max(0, mention.start - _REACH) : mention.start]):
        return True
    after = text[mention.end : mention.end + 2 * _REACH]
    printed = text[mention.start : mention.end]
    if _ROYAL.match(printed) and not any(_ROYAL.search(one.official_name) for one in mention.councils):
        return True
    if mention.typed:  # "City of Northmoor Trust": the kind stands before the place, and may be another's
        return not _KIND.search(printed) and bool(_TRUST.match(after))
    elsewhere = _ELSEWHERE.match(after)
    if elsewhere and all(other.start != mention.end + elsewhere.start("place") for other in others):
        return True
    longer = _LONGER.match(after)
    if longer and not any(mention.end < other.start < mention.end + longer.end() for other in others):
        return True
    return bool(_JOINED.match(after) or _OTHER_BODY.match(after))
