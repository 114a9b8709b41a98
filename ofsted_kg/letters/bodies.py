"""Ofsted's own names, and bodies that write to councils, too: trusts, unions, firms, boards, inspectorates.

In: the lines of a letterhead, those below a closing. Out: whether another body speaks. What a council is
called says nothing here: it stands in every address.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from ofsted_kg.letters.signatures import COPIES

# Ofsted's houses, numbers and words, and the Commission's, as letterheads have them.
LETTERHEAD = re.compile(
    r"ofsted\.(?:gov|gsi)\b|^ofsted\W*$|office\s+for\s+standards\s+in|commission\s+for\s+social\s+care|making\s+social\s+care"
    r"|better\s+for\s+people|raising\s+standards\W+improving|\b(?:alexandra|aviation|freshford)\s+house\b|royal\s+exchange\s+buildings"
    r"|0300\s*123\s*1231|0845\s*6\s*40\s*40|csci\.(?:gov|gsi)\b",
    re.IGNORECASE,
)
AT_OFSTED = re.compile(
    r"\bofsted\b|office\s+for\s+standards\s+in|commission\s+for\s+social\s+care|majesty[’'‘]?s\s+(?:chief\s+)?inspect|\bHMCI\b",
    re.IGNORECASE,
)
_BODY = re.compile(
    r"""\b(?:ltd|limited|llp|plc|trust|union|unison|nasuwt|nut|atl|gmb|associat(?:ion|es)|alliance|universit(?:y|ies)
      |consult(?:ing|ants?|ancy)|foundation|charity|society|federation|safeguarding\s+(?:children\w*\s+)?board|institute
      |nhs|hospitals?|police|constabulary|probation|diocese|solicitors|academy|gazette|herald|chronicle|campaign
      |house\s+of\s+commons|department\s+(?:for|of)|estyn|audit\s+(?:commission|office)|care\s+quality\s+commission)\b""",
    re.IGNORECASE | re.VERBOSE,
)
# Offices that nobody has at Ofsted or at a council.
_POST = re.compile(
    r"""\b(?:managing\s+(?:director|partner)|director\s+of\s+public\s+health|independent\s+(?:chair|consultant)
      |general\s+secretary|branch\s+(?:secretary|officer)|conven[oe]r|professor|engagement\s+(?:lead|partner)
      |editor|solicitor|trustees?)\b""",
    re.IGNORECASE | re.VERBOSE,
)
_SIGNED = 4  # lines: name, post, body
# What stands in no letter of theirs: the statute, where the rating comes from.
_STATUTE = re.compile(r"\bsection\s+138\b|\bfrom\s+(?:a|this)\s+four", re.IGNORECASE)


def is_of_another(head: Sequence[str], signature: Sequence[str], body: str) -> bool:
    """Tell whether another body has its name above a letter or below it, and Ofsted has not.

    Args:
        head: the lines above the greeting.
        signature: the lines below the closing.
        body: what stands between.

    >>> is_of_another(["Kestrel Consulting Ltd"], ["Jo Vane", "Regional Director"], "Homes are good.")
    True
    >>> is_of_another(["Town Hall", "Northmoor Council"], ["Jo Vane", "Regional Director"], "Homes are good.")
    False
    """
    if any(LETTERHEAD.search(words) or AT_OFSTED.search(words) for words in signature):
        return False
    own = takewhile(lambda words: COPIES.match(words) is None, signature[:_SIGNED])
    if any(_BODY.search(words) or _POST.search(words) for words in own):
        return True
    headed = bool(head) and _BODY.search(head[0]) is not None
    return headed and not any(map(LETTERHEAD.search, head)) and _STATUTE.search(body) is None
