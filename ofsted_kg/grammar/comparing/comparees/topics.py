"""Find the topic that words name: what is measured, and not a word inside another measure's name.

In: units, those of a clause or of the words about it. Out: the slug of a topic, or "other".
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from ofsted_kg.grammar.comparing.comparees.measure_polarity import IDLE, WORKING, is_out, points_back
from ofsted_kg.grammar.comparing.last_compared import Slugs
from ofsted_kg.grammar.comparing.part import Part
from ofsted_kg.grammar.lex.closed_classes import Kind, words_of
from ofsted_kg.grammar.lex.units import INDICATORS, Unit

OTHER = "other"
_LEAVERS, _THEIR_WORK = "care-leavers", "care-leaver-outcomes"
# Where children are, between which a time is counted: "from entering care to a placement".
_PLACEMENTS, _STABILITY = "placements", "placement-stability"
_STATIONS = frozenset({"looked-after-numbers", _PLACEMENTS})
_TIME = words_of("time times timeliness timescale timescales days weeks months delay delays")
_BETWEEN = words_of("between from to")
# Who may come and go, where turnover is one of staff.
_STAFF = words_of(
    """
    staff workers worker managers manager teachers teacher leaders leadership practitioners employees
    personnel workforce officers team teams
    """
)
_OF = frozenset({Kind.PREPOSITION, Kind.DETERMINER, Kind.ADVERB, Kind.AND, Kind.WORD, Kind.SUBJECT})
_REACH = 6


def topic_of(units: Sequence[Unit]) -> Slugs:
    """Return the first topic that units name, else "other"."""
    for place, unit in enumerate(units):
        if unit.kind is not Kind.TOPIC or INDICATORS in unit.slugs:
            continue
        if _is_station(units, place) or _of_others(units, place) or _made(units, place):
            continue
        led = units[max(0, place - 4) : place]
        if WORKING in unit.slugs and is_out(led):
            return (IDLE,)  # "who are not currently in education, employment or training"
        if WORKING in unit.slugs and any(_LEAVERS in other.slugs for other in units):
            return (_THEIR_WORK,)  # "the number of care leavers who are in employment"
        if _PLACEMENTS in unit.slugs and any("stable" in other.words for other in units):
            return (_STABILITY,)  # "placements are more stable"
        return unit.slugs[:1]
    return (OTHER,)


def _is_station(units: Sequence[Unit], place: int) -> bool:
    """Say whether a topic is where a time begins or ends: "the time between entering care and"."""
    if not _STATIONS.intersection(units[place].slugs):
        return False
    led = units[:place]
    timed = next((n for n, unit in enumerate(led) if _TIME.intersection(unit.words)), None)
    ways = _BETWEEN if _PLACEMENTS in units[place].slugs else _BETWEEN | {"for"}
    return timed is not None and any(unit.text in ways for unit in led[timed + 1 :])


def _of_others(units: Sequence[Unit], place: int) -> bool:
    """Say whether a turnover is not one of staff: "a high turnover of both local and foreign tourists"."""
    if units[place].text != "turnover" or place + 1 == len(units) or units[place + 1].text != "of":
        return False
    ahead = units[place + 2 : place + 2 + _REACH]
    end = next((n for n, unit in enumerate(ahead) if unit.kind not in _OF), len(ahead))
    named = [word for unit in ahead[:end] for word in unit.words]
    return bool(named) and not _STAFF.intersection(named)


def _made(units: Sequence[Unit], place: int) -> bool:
    """Say whether progress is what somebody has made with a plan: "progress has been made"."""
    if units[place].text != "progress":
        return False
    ahead = [word for unit in units[place + 1 : place + 4] for word in unit.words]
    return ("been", "made") in pairwise(ahead)


def spoken_of(part: Part, about: Slugs) -> Slugs:
    """Return what goes on being compared behind a part of which no comparison is read: its own subject.

    "Obesity lies between the two averages, | being lower than" is not about what was compared before.
    """
    theirs = any(unit.kind is Kind.COMPARATOR for unit in part.before)  # "The national figure is 61%"
    return topic_of(part.before) if about and not (theirs or points_back(part.before)) else about
