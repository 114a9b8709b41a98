"""The terms on which a document says it may be used again.

In: the document's text. Out: ``Rights``: the sentence that states the terms and, where
it names the Open Government Licence, that licence's IRI. Older documents allow only
non-commercial use, and letters say nothing: then nothing is claimed.
"""

from __future__ import annotations

import re

from ofsted_kg.model import Document, Rights

OPEN_GOVERNMENT_LICENCE = "http://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"

# "You may reuse this information free of charge under the terms of the Open Government Licence."
_OPEN = re.compile(
    r"[^.\n]*(?:\n[^.\n]+){0,4}under\s+the\s+terms\s+of\s+the\s+Open\s+Government\s+Licen[cs]e", re.IGNORECASE
)
# "This document may be reproduced in whole or in part for non-commercial purposes, provided that …"
_STATED = re.compile(
    r"This\s+(?:document|publication|report|letter)\s+may\s+be\s+(?:reproduced|reused|copied)[^.]{0,400}\.",
    re.IGNORECASE,
)


def read_rights(document: Document) -> Rights | None:
    """Return the terms a document states, or None where it states none."""
    for pattern, licence in ((_OPEN, OPEN_GOVERNMENT_LICENCE), (_STATED, None)):
        # The terms stand on the back page or the imprint: the last mention counts.
        found = None
        for found in pattern.finditer(document.text):  # noqa: B007 - the last one is wanted
            pass
        if found is not None:
            start = found.start() + len(found[0]) - len(found[0].lstrip())
            return Rights(document.evidence(start, found.end()), licence)
    return None
