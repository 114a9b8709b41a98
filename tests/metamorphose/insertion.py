"""Words put in that add nothing: an adverb, a bracket, an owner. In: a row. Out: the row with them."""

from __future__ import annotations

import re

from metamorphose.guards import is_stated, says
from metamorphose.rows import Row

GRADE = r"(?P<grade>good|satisfactory|adequate|outstanding|inadequate)"
# "are good" says the grade of them; "are good schools", "is good for children", "there are good" do not.
SAID_OF = re.compile(rf"\b(?P<be>is|are) {GRADE}(?=[.,;]| (?:and|but|in most|in all|overall)\b)")
NO_PREDICATE = (
    r"\bthere (?:is|are)\b|\b(?:it|what|which|that) (?:is|are) (?:good|outstanding)|good (?:and|or) "
)
PLACES = re.compile(
    r"\b(?P<place>primary schools|secondary schools|special schools|childminders)"
    r"(?= (?:is|are|remain|perform|have)\b)",
    re.IGNORECASE,
)
COUNTED = (
    r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|half|most|quarters?|thirds?|all|of"
    r"|and) (?:the )?(?:primary|secondary|special|childminders)|(?:half|thirds|quarters?) of"
    r"|(?:who|which) are"
)


def adverb_now(row: Row) -> Row | None:
    """It is now good: where nothing is said of another time."""
    if says(row, r"\bnow\b|still|again|always|already|never|longer|previous|since|being|\bif\b|20\d\d"):
        return None
    return _said_of(row, r"\g<be> now \g<grade>")


def adverb_consistently(row: Row) -> Row | None:
    """It is consistently good."""
    return _said_of(row, r"\g<be> consistently \g<grade>")


def judged(row: Row) -> Row | None:
    """It is judged to be good; not what is not asserted, where somebody judges already."""
    if says(row, r"judge|rated|\bif\b|where |little|number"):
        return None
    return _said_of(row, r"\g<be> judged to be \g<grade>")


def bracketed_clause(row: Row) -> Row | None:
    """The places were inspected this year, between commas; not those of which a number or a part is said."""
    if says(row, COUNTED) or not is_stated(row):
        return None
    return row.but(PLACES.sub(r"\g<place>, inspected this year,", row.text, count=1))


def bracketed_number(row: Row) -> Row | None:
    """The places are twelve in all, in brackets; not those of which a number or a part is said."""
    if says(row, COUNTED) or not is_stated(row):
        return None
    return row.but(PLACES.sub(r"\g<place> (twelve in all)", row.text, count=1))


def in_the_borough(row: Row) -> Row | None:
    """The places are in the borough."""
    if says(row, r"\b(?:who|which) are|borough"):
        return None
    return row.but(PLACES.sub(r"\g<place> in the borough", row.text))


def the_councils(row: Row) -> Row | None:
    """The service is the council's."""
    service = r"\b([Tt])he (?=(?:fostering service|adoption service|fostering and adoption services)\b)"
    return row.but(re.sub(service, r"\1he council's ", row.text))


def _said_of(row: Row, words: str) -> Row | None:
    return None if says(row, NO_PREDICATE) else row.but(SAID_OF.sub(words, row.text))
