"""The grades of earlier inspections that a report lists among what it tells of the council.

In: a report. Out: judgements with the month of the inspection. "The previous inspection of the
council's services for looked after children was in August 2011. The local authority was judged
to be adequate": whose grade it is stands in the one sentence, the grade in the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from ofsted_kg.model import Document, Judgement
from ofsted_kg.text.caseless import any_of, caseless
from ofsted_kg.text.dates import MONTHS
from ofsted_kg.vocabulary.lexicon import Lexicon

_LONGEST = 160
_MONTH = "|".join(MONTHS)


def _slugs(lexicon: Lexicon) -> dict[str, str]:
    """Return the grades by their words in small letters."""
    return {label.lower(): grade.slug for grade in lexicon.scale("prose") for label in grade.labels}


@lru_cache(maxsize=4)
def _listed(lexicon: Lexicon) -> re.Pattern[str]:
    """Match the two sentences in a text of small letters: what was inspected, when, and the grade."""
    grades = any_of(_slugs(lexicon)).pattern
    return re.compile(
        rf"""the(?<=\bthe)\s+(?:last|previous)\s+inspection\s+of\s+(?P<of>[^.:;•]{{3,{_LONGEST}}}?)\s+was\s+
        (?:published\s+)?in\s+(?P<month>{_MONTH})\s+(?P<year>(?:19|20)\d\d)\.\s+
        the\s+(?:local\s+authority|council|service|overall\s+\w+\s+for\s+the\s+\w+\s+service)\s+was\s+
        judged\s+(?:to\s+be\s+)?(?P<grade>{grades})\b(?=[.]|\s+(?:for|in)\s+both\b)""",
        re.VERBOSE,
    )


def read_previous(document: Document, lexicon: Lexicon) -> Iterator[Judgement]:
    """Yield the grades of earlier inspections, a judgement for each subject that was inspected."""
    slugs = _slugs(lexicon)
    for found in _listed(lexicon).finditer(caseless(document.text)):
        subjects = dict.fromkeys(hit.slug for hit in lexicon.find(found["of"], "setting"))
        earlier = f"{found['year']}-{MONTHS.index(found['month']) + 1:02d}"
        evidence = document.evidence(*found.span())
        for subject in subjects:
            yield Judgement(subject, slugs[found["grade"]], False, evidence, earlier=earlier, past=True)
