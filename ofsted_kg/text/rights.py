"""The terms on which a document says it may be used again.

In: the document's text. Out: ``Rights``: the sentence that states the terms and, where
it names the Open Government Licence, that licence's IRI. Older documents allow only
non-commercial use, and letters say nothing: then nothing is claimed.
"""

from __future__ import annotations

import re
from collections import deque

from ofsted_kg.model import Document, Rights
from ofsted_kg.vocabulary.namespaces import OPEN_GOVERNMENT_LICENCE

# "You may reuse this information free of charge under the terms of the Open Government Licence."
# "You may copy all or parts of this document for non-commercial educational purposes, as long as …"
# "This document may be reproduced in whole or in part for non-commercial purposes, provided that …"
# No word boundary in front, as the search is then led by the two capitals.
_TERMS = re.compile(
    r"""(?:
        You\s+may\s+(?:re-?use|copy|reproduce|use)\s+(?:this|all|any|the)\b
      | This\s+(?:document|publication|report|letter)\s+may\s+be\s+(?:re-?produced|re-?used|copied)\b
    )[^.]{0,500}\.""",
    re.VERBOSE,
)
_BACK_PAGE = 4000
_OPEN = re.compile(r"\bOpen\s+Government\s+Licen[cs]e\b")


def read_rights(document: Document) -> Rights | None:
    """Return the terms a document states, or None where it states none."""
    # The terms stand on the back page or in the imprint: the last mention counts.
    last = deque(_TERMS.finditer(document.text, max(0, len(document.text) - _BACK_PAGE)), maxlen=1)
    if not last:
        last = deque(_TERMS.finditer(document.text), maxlen=1)
    if not last:
        return None
    licence = OPEN_GOVERNMENT_LICENCE if _OPEN.search(last[0][0]) else None
    return Rights(document.evidence(last[0].start(), last[0].end()), licence)
