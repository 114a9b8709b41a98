"""Tell of which other inspection a grade is: "judged adequate in the 2008 joint area review".

In: a judgement and the readings of its sentence. Out: the judgement with the year (or year and
month) of the inspection, visit or review that it reports. Only what was so, or was judged,
at a time that the clause names: a time since when, a span of years, and what is so now are none.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from msgspec.structs import replace

from ofsted_kg.grammar.clauses.clause import Clause
from ofsted_kg.grammar.lex.closed_classes import MONTHS, Kind, words_of
from ofsted_kg.grammar.lex.semantic_fields import INSPECTIONS, JUDGEMENTS
from ofsted_kg.grammar.lex.times import is_year
from ofsted_kg.grammar.lex.units import Unit
from ofsted_kg.grammar.phrases.phrase import Form
from ofsted_kg.grammar.reference.discourse_model import Reading
from ofsted_kg.grammar.results import Candidate, Judged

_PAST = frozenset({"was", "were", "been", "being"})
_REVIEWS = INSPECTIONS | {"assessment", "inspected", "visited"}
_THEN = frozenset({"when", "where", "which", "at which", "in which"})
# A time that is only a beginning, an end or a span: "since 2006", "between 2006 and 2008".
_SPANS = words_of("since by until from between before after than to")


def tells_year(readings: Sequence[Reading]) -> bool:
    """Say whether a sentence names a year: else nothing in it is dated."""
    last = [unit.words[-1] for reading in readings for unit in reading.clause.units]
    return any(word.isdecimal() and is_year(word) for word in last)


def dated(found: Candidate, readings: Sequence[Reading]) -> Candidate:
    """Return a judgement with the year of the inspection that it reports, if it reports one."""
    fact = found.fact
    if not isinstance(fact, Judged) or not found.units:
        return found
    grade = found.units[0].start
    if not found.start <= grade < found.end and _now(found, readings):
        return found  # "In 2008 one was good, three are now"
    place = next((n for n, r in enumerate(readings) if any(u.start == grade for u in r.clause.units)), None)
    if place is None:
        return found
    clause = readings[place].clause
    asides = asides_of(clause)
    own = next((units for units in asides if any(unit.start == grade for unit in units)), None)
    if own is not None:
        year = _year(own, grade)
        return replace(found, fact=replace(fact, earlier=year)) if year is not None else found
    others = {unit.start for units in asides for unit in units}
    units = [unit for unit in clause.units if unit.start not in others]
    given = next((n for n, u in enumerate(units) if n > 1 and u.start == grade), None)
    if given is not None and units[given - 1].text == "of" and units[given - 2].words[-1] in JUDGEMENTS:
        year = _year(units[given:])  # "following a judgement of inadequate in 2014"
        return replace(found, fact=replace(fact, earlier=year)) if year is not None else found
    if not _reported(units, bare=clause.verb is None):
        # "None has come further than fostering, inadequate in 2004, adequate in 2005"
        apart = not clause.verb_has(Kind.BE, Kind.COPULA, Kind.JUDGE)
        year = (_year_beside(units, grade) or _year_apposed(units, grade)) if apart else None
        return replace(found, fact=replace(fact, earlier=year)) if year is not None else found
    taken_up = clause.lead_text in _THEN
    said = next((n for n, u in enumerate(units) if u.start > grade and u.kind is Kind.COMMA), len(units))
    year = _year(units[:said] if taken_up else units, grade)  # not "..., and for X in 2010"
    if year is None and place and clause.lead_text in ("when", "at which time", "at which point"):
        before = readings[place - 1].clause.units
        near = before[-1].words[-1] if before else ""
        since = is_year(near) and before[-2:-1] and before[-2].text == "since"
        # "last inspected in 2008, when it was good", "up since 2008 when it was good"
        year = _year(before) or (near if since else None)
    told = readings[place - 1].clause if place else None
    if year is None and told is not None and clause.lead_kind is Kind.THAT and told.verb_has(Kind.JUDGE):
        year = _year(told.units)  # "In March 2009 inspectors judged | that it was good"
    if year is None:
        year = _year_beside(units, grade)
    if year is None and taken_up:
        year = _inspected_before(clause, readings) or _right_before(clause, readings)
    if year is None and place + 1 < len(readings):
        year = _inspected_then(readings[place + 1].clause)
    if year is None and clause.shared and place:
        # "The agency was inspected in March 2007 and judged outstanding"
        before = readings[place - 1].clause.units
        year = _year(before) if any(set(unit.words) & _REVIEWS for unit in before) else None
    if year is None and place and clause.lead_text == ":" and clause.verb is None:
        led = readings[place - 1].clause  # "(in 2007: | poor)"
        aside = led.lead_kind is Kind.OPEN and not any(p.form is Form.GRADE for p in led.phrases)
        year = _year(led.units) if aside else None
    if year is None and _same_year(units):
        # "A was judged good in 2008; B was inadequate in the same year"
        named = (_year(reading.clause.units) for reading in reversed(readings[:place]))
        year = next((told for told in named if told is not None), None)
    return replace(found, fact=replace(fact, earlier=year)) if year is not None else found


def _now(found: Candidate, readings: Sequence[Reading]) -> bool:
    """Say whether what repeats a grade tells of today: "three are now"."""
    said = [u for r in readings for u in r.clause.units if found.start <= u.start < found.end]
    verbs = sorted((u for u in said if u.kind is Kind.BE), key=_start)
    return bool(verbs) and verbs[-1].words[-1] not in _PAST  # "B, which was poor, is too"


def _same_year(units: Sequence[Unit]) -> bool:
    """Say whether units point back to a year: "in the same year", "that year"."""
    words = [word for unit in units for word in unit.words]
    return any(pair in (("same", "year"), ("that", "year")) for pair in itertools.pairwise(words))


def _inspected_before(clause: Clause, readings: Sequence[Reading]) -> str | None:
    """Return the year of the inspection that "when" takes up: "Since the last inspection in 2008, when X"."""
    start = clause.lead.start if clause.lead is not None else 0
    told = sorted({unit for r in readings for unit in r.clause.units if unit.end <= start}, key=_start)
    comma = [n for n, unit in enumerate(told[:-1]) if unit.kind is Kind.COMMA]
    near = told[comma[-1] + 1 if comma else 0 :]
    place = next((n for n, unit in enumerate(near) if set(unit.words) & _REVIEWS), None)
    if place is None:
        return None
    led = near[place - 1].words[-1] if place else ""
    return led if is_year(led) else _year(near)  # "since the 2008 inspection, when X"


def _right_before(clause: Clause, readings: Sequence[Reading]) -> str | None:
    """Return the year that "when" stands right behind: "with improvements since 2006 when it was poor"."""
    start = clause.lead.start if clause.lead is not None else 0
    told = max((u for r in readings for u in r.clause.units if u.end <= start), key=_start, default=None)
    when = clause.lead_text == "when" and told is not None and start - told.end < 3
    return told.words[-1] if when and told is not None and is_year(told.words[-1]) else None


def _inspected_then(clause: Clause) -> str | None:
    """Return the year of "... when they were last inspected in 2008"."""
    points = bool(clause.before) and clause.before[0].units[0].kind is Kind.PRONOUN
    told = clause.lead_text == "when" and points and any(set(u.words) & _REVIEWS for u in clause.units)
    return _year(clause.units) if told else None


def _year_beside(units: Sequence[Unit], grade: int) -> str | None:
    """Return the year behind a grade that is one of several: "good in 2008 and outstanding in 2010"."""
    grades = [n for n, unit in enumerate(units) if unit.kind is Kind.GRADE]
    own = next((n for n in grades if units[n].start == grade), None)
    if own is None or len(grades) < 2:
        return None
    ends = [*(n for n, u in enumerate(units) if n > own and u.kind in (Kind.GRADE, Kind.AND)), len(units)]
    return _year(units[own + 1 : ends[0]])


def _year_apposed(units: Sequence[Unit], grade: int) -> str | None:
    """Return the year of a grade between commas behind an object: "improve adoption, poor in 2008, and"."""
    own = next((n for n, unit in enumerate(units) if n and unit.start == grade), 0)
    if not own or units[own - 1].kind is not Kind.COMMA:
        return None
    return _year(list(itertools.takewhile(lambda u: u.kind is not Kind.COMMA, units[own + 1 :])))


def _start(unit: Unit) -> int:
    return unit.start


def asides_of(clause: Clause) -> list[list[Unit]]:
    """Return what is said with a grade before a verb: ", | adequate in 2006 and | good in 2008, | is"."""
    zone = clause.before if clause.verb is not None else ()
    grades = [n for n, p in enumerate(zone) if p.form is Form.GRADE]
    marks = [n for n, p in enumerate(zone) if p.form is Form.COMMA]
    marks += [n for n, p in enumerate(zone) if p.form is Form.AND and grades and grades[0] < n < grades[-1]]
    made = []
    for place in grades:
        first = max((n for n in marks if n < place), default=-1)
        last = min((n for n in marks if n > place), default=len(zone))
        made.append([unit for p in zone[first + 1 : last] for unit in p.units])
    return made


def _reported(units: Sequence[Unit], *, bare: bool) -> bool:
    """Say whether a clause tells what was so, or was judged, and not what is so."""
    verbs = [unit for unit in units if unit.kind in (Kind.BE, Kind.COPULA)]
    if any(unit.words[-1] in _PAST for unit in verbs):
        return True
    judged = any(unit.kind is Kind.JUDGE or unit.text in _CAME_TO for unit in units)
    return not verbs and (judged or bare)


_CAME_TO = frozenset({"arrived at", "settled on", "concluded with", "gave"})  # "(The review) gave good for"


def _year(units: Sequence[Unit], grade: int = -1) -> str | None:
    """Return the one year in which something was inspected, with its month where that is told."""
    years = [place for place, unit in enumerate(units) if is_year(unit.words[-1])]
    if len(years) != 1:
        return None
    place = years[0]
    following = units[place + 1] if place + 1 < len(units) else None
    span = following is not None and (following.words[0] == "/" or following.words[0].isdecimal())
    if span or _of_another(units, place, grade):
        return None  # "in 2008/09"
    year = units[place].words[-1]
    lead = place - 1
    month = units[lead].words[-1] if lead >= 0 else ""
    if month in MONTHS:
        lead -= 1
        year = f"{year}-{MONTHS[month]:02d}"
    while lead >= 0 and (units[lead].kind is Kind.DETERMINER or units[lead].kind is Kind.COUNT):
        lead -= 1
    return None if lead >= 0 and units[lead].words[-1] in _SPANS else year


def _of_another(units: Sequence[Unit], year: int, grade: int) -> bool:
    """Say whether a year goes with a grade between: "adequate in 2006, has since been judged good"."""
    own = next((n for n, unit in enumerate(units) if unit.start == grade), None)
    if own is None:
        return False
    others = [n for n, unit in enumerate(units) if unit.kind is Kind.GRADE and n != own]
    return any(other < year < own or own < other < year for other in others)
