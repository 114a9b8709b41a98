"""Tell what kind of measure is compared: whether less of it is better, whether it stands elsewhere.

In: units. Out: small answers that `comparisons` asks for.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from ofsted_kg.grammar.units import Unit
from ofsted_kg.grammar.words import Kind, words_of

_LESS = words_of(
    """
    offending reoffending
    offences offenders conviction convictions crime custody custodial cautioned vacancy vacancies turnover
    sickness absence absences absenteeism truancy exclusion exclusions excluded rereferral rereferrals
    repeat neet caseload caseloads conception conceptions pregnancy pregnancies obesity obese unemployment
    bullying homelessness mortality admissions misuse smoking entrants moves breakdown breakdowns
    disruption disruptions gap gaps agency reregistration reregistrations
    """
)
_TIMES = words_of("time times days weeks months duration length delay delays wait waits waiting")
_MORE = words_of("timeliness stability timely reduction reducing reductions")


def less_is_better(units: Sequence[Unit]) -> bool:
    """Say whether less of what a clause measures is better: the number of days, exclusions, vacancies."""
    words = [word for unit in units if unit.kind is not Kind.COMPARATOR for word in unit.words]
    words = [word for place, word in enumerate(words) if not (word == "time" and words[place - 1] == "on")]
    if _MORE & set(words):
        return False
    if _TIMES & set(words):
        return not any(unit.percent for unit in units)  # a share of children who wait is no time
    again = any(pair in _AGAIN for pair in pairwise(words))
    return again or bool(_LESS & set(words))


_AGAIN = {
    ("re", "referrals"),
    ("re", "referral"),
    ("re", "offending"),
    ("re", "registrations"),
    ("not", "in"),
}
_POINTERS = frozenset(
    {Kind.PRONOUN, Kind.DETERMINER, Kind.ADVERB, Kind.THAT, Kind.AND, Kind.COMMA, Kind.SHARE}
)
_NOUNS = words_of(
    "figure figures rate rates percentage proportion performance level levels number it current"
)


_GOODNESS = words_of("performance timeliness outcomes outcome attainment achievement progress stability")


def of_performance(before: Sequence[Unit]) -> bool:
    """Say whether how well something is done is compared, and no number."""
    return any(unit.words[-1] in _GOODNESS for unit in before)


def points_back(before: Sequence[Unit]) -> bool:
    """Say whether a subject tells more of what was said before: "this is", "the rate is"."""
    return all(unit.kind in _POINTERS or set(unit.words) <= _NOUNS for unit in before)
