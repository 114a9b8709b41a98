"""Find the comparisons of a sentence: a subject or a measure set against other places.

In: the readings of a sentence's clauses. Out: `Draft` comparisons with offsets in the
passage. Each mention of other places (national figures, similar areas) looks for the
comparing word that leads to it: a relation before it ("above", "in line with"), a
comparative and "than", a superlative and "in", or two figures.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ofsted_kg.parse.statements.clauses import Clause
from ofsted_kg.parse.statements.resolve import Reading
from ofsted_kg.parse.statements.subjects import Subject, SubjectReader
from ofsted_kg.parse.statements.units import INDICATORS, Unit
from ofsted_kg.parse.statements.words import ABOVE, BELOW, LINE, NOT_PLACES, NOW_AND_THEN, NUMBERS, Form, Kind

OR_ABOVE, OR_BELOW = "in-line-or-above", "in-line-or-below"
OTHER = "other"


@dataclass(frozen=True, slots=True)
class Draft:
    """A comparison before its evidence is cut out of the document."""

    subjects: tuple[str, ...]
    direction: str
    comparators: tuple[str, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Group:
    """Mentions of other places that one comparing word leads to: "in similar areas or nationally"."""

    first: int
    last: int
    slugs: tuple[str, ...]


_INSIDE_GROUP = frozenset(
    {Kind.AND, Kind.COMMA, Kind.PREPOSITION, Kind.DETERMINER, Kind.THAT, Kind.COMPARED, Kind.ADVERB, Kind.JUDGE}
) | {Kind.PRONOUN, Kind.THAN, Kind.WITH, Kind.BE}
_FIGURE_WORDS = frozenset("figure figures averages levels level rates rate case seen national that found".split())
_LEADS_IN = frozenset({Kind.DETERMINER, Kind.PREPOSITION, Kind.ADVERB, Kind.THAT, Kind.PRONOUN, Kind.JUDGE, Kind.SUBJECT})
_BETWEEN_CUES = frozenset({Kind.AND, Kind.COMMA, Kind.ADVERB, Kind.WITH, Kind.NOT, Kind.DETERMINER, Kind.TO, Kind.THAN})
# Groups of people: a measure of them says nothing about how good a service is.
_PEOPLE = frozenset({"children", "people", "leavers", "lac", "child"})
_HOW_GOOD = frozenset(
    """quality effectiveness performance outcomes outcome provision services service standard support arrangements
    settings care picture profile position""".split()
)
_OF_GOODNESS = frozenset({"perform", "performs", "performed", "compare", "compares"})


class ComparisonReader:
    """Reads comparisons from readings."""

    def __init__(self, reader: SubjectReader) -> None:
        self.reader = reader
        self._last: tuple[str, ...] = ()  # the places compared with last
        self._about: tuple[str, ...] = ()  # what was compared last
        self._joined_next = False  # the clause after adds "and sometimes better"
        self._fronted = False  # "Compared with similar areas, ..." governs the whole sentence

    def read(self, readings: Sequence[Reading]) -> Iterator[Draft]:
        """Yield the comparisons of a sentence."""
        first = readings[0].clause.units[:1] if readings else []
        self._fronted = bool(first) and first[0].kind is Kind.COMPARED
        skip = -1
        for place, reading in enumerate(readings):
            if place == skip:
                continue
            clause = reading.clause
            following = readings[place + 1] if place + 1 < len(readings) else None
            found = [] if _wished(clause) else list(self._clause(reading, readings[:place], following))
            yield from found
            if found and following is not None and self._joined_next:
                skip = place + 1
            named = tuple(u.slugs[0] for u in clause.units if u.kind is Kind.COMPARATOR)
            if found:
                self._last = tuple(dict.fromkeys(slug for draft in found for slug in draft.comparators))
                self._about = found[-1].subjects
            elif named and clause.before[:1] != [] and not _wished(clause):
                self._last = tuple(dict.fromkeys(named))
            elif not _wished(clause):
                yield from self._understood(reading, readings[:place])
        if not any(unit.kind is Kind.COMPARATOR for reading in readings for unit in reading.clause.units):
            self._last = ()

    # -- a clause that names other places ------------------------------------------------------

    def _clause(
        self, reading: Reading, before: Sequence[Reading], following: Reading | None
    ) -> Iterator[Draft]:
        units = reading.clause.units
        self._joined_next = False
        groups = _groups(units, self._last)
        opening = 0
        direction: str | None = None
        for group in groups:
            goes_on = any(unit.kind is Kind.AND for unit in units[opening : group.first])
            found = self._direction(units, opening, group, groups)
            if found is None and not (direction is not None and goes_on):
                found = _from_before(units, group, before)
            elif found is not None and reading.subject.denied:
                found = _DENIED.get(found)
            # "exceed national averages and, at Key Stage 3, those of similar authorities"
            direction = found if found is not None or not goes_on else direction
            opening = group.last + 1
            if direction is None:
                continue
            direction = _or_better(units, opening, groups, direction)
            if following is not None and direction == LINE and group is groups[-1]:
                direction = _now_and_then(following.clause, direction)
                self._joined_next = direction != LINE
            start, end = reading.clause.span
            yield Draft(self._subjects(reading, before), direction, group.slugs, start, end)
        if groups and direction is not None:
            yield from self._left_out(reading, before, groups[-1])

    def _left_out(self, reading: Reading, before: Sequence[Reading], last: Group) -> Iterator[Draft]:
        """Read "in line with the national average at Key Stage 2 and above at Key Stage 4"."""
        units = reading.clause.units
        for place in range(last.last + 1, len(units)):
            cue = units[place].cue
            if cue is None or units[place].text not in ("above", "below"):
                continue
            following = units[place + 1] if place + 1 < len(units) else None
            joined = any(unit.kind is Kind.AND for unit in units[last.last + 1 : place])
            if joined and (following is None or following.kind is Kind.PREPOSITION or following.text == "at"):
                start, end = reading.clause.span
                yield Draft(self._subjects(reading, before), cue.direction, last.slugs, start, end)

    def _direction(self, units: list[Unit], opening: int, group: Group, groups: list[Group]) -> str | None:
        """Find the comparing word that leads to a group, and what it says."""
        region = units[opening : group.first]
        lead = _lead(region, group.slugs)
        marker = region[lead] if lead is not None else None
        size = next((u for u in reversed(region) if u.kind not in (Kind.DETERMINER, Kind.THAT)), None)
        if size is not None and size.kind is Kind.QUANTITY and size.slugs[0] in _PARTS:
            if marker is None or marker.text in _WEAK_VERBS | _WEAK_CUES:
                return BELOW
        if lead is None or marker is None:
            return self._without_lead(units, opening, group, groups)
        if marker.kind is Kind.THAN:
            if group.first > opening + lead + 1 and _not_places(region[lead + 1 :]):
                return None
            return _comparative(units, opening + lead)
        if marker.kind is Kind.COMPARED:
            return _compared(units, opening + lead, group, groups)
        if marker.kind is Kind.CUE and marker.cue is not None:
            if marker.cue.form is Form.SUPERLATIVE:
                return marker.cue.direction
            return _direct(units, opening + lead)
        return _as_as(units, opening + lead)

    def _without_lead(
        self, units: list[Unit], opening: int, group: Group, groups: list[Group]
    ) -> str | None:
        before = units[group.first - 1] if group.first else None
        if units[group.first].words[-1] == "average" and len(units[group.first].words) == 1:
            if before is not None and before.kind in (Kind.BE, Kind.LINK, Kind.ADVERB):
                return LINE
        return _figures(units, group)

    # -- a clause that leaves the other places out ----------------------------------------------

    def _understood(self, reading: Reading, before: Sequence[Reading]) -> Iterator[Draft]:
        """Read "fewer are inadequate" after a comparison: with the same places as before it."""
        clause, subject = reading.clause, reading.subject
        graded = any(unit.kind is Kind.GRADE for unit in clause.after)
        if not self._last or any(unit.kind is Kind.THAN for unit in clause.units):
            return
        start, end = clause.span
        if subject.relative and subject.slugs and graded:
            cue = next(u for u in clause.before if u.cue is not None and u.cue.form is Form.COMPARATIVE)
            if cue.cue is not None:
                yield Draft(subject.slugs, cue.cue.direction, self._last, start, end)
            return
        if clause.lead is None or not clause.before and not self._fronted:
            return
        words = [unit for unit in clause.units if unit.kind not in (Kind.COMMA, Kind.ADVERB)]
        cues = [u for u in words if u.cue is not None and u.cue.form in (Form.COMPARATIVE, Form.DIRECT)]
        if not cues or not before and not self._fronted:
            return
        cue = cues[-1]
        if cue.cue is None or not (words[-1] is cue or self._fronted):
            return
        direction = _joined(clause.units, clause.units.index(cue), cue.cue.direction)
        if direction is not None:
            about = self._subjects(reading, before)
            if about == (OTHER,) and not any(u.kind in (Kind.WORD, Kind.TOPIC) for u in clause.before):
                about = self._about or about
            yield Draft(about, direction, self._last, start, end)

    # -- what is compared ---------------------------------------------------------------------

    def _subjects(self, reading: Reading, before: Sequence[Reading]) -> tuple[str, ...]:
        clause, subject = reading.clause, reading.subject
        source = clause.before
        if reading.shared:
            source = next((r.clause.before for r in reversed(before) if not r.shared), source)
        units, _ = self.reader.exceptions(clause.units)
        if _indicators(source) or (not subject.slugs and _indicators(units)):
            return (INDICATORS,)
        graded = any(unit.kind is Kind.GRADE for other in before for unit in other.clause.units)
        if subject.slugs and (graded and _that_of(source) or self._how_good(subject, source, clause)):
            return subject.slugs
        topic = next((unit for unit in (*source, *units) if unit.kind is Kind.TOPIC), None)
        return topic.slugs[:1] if topic is not None else (OTHER,)

    def _how_good(self, subject: Subject, source: Sequence[Unit], clause: Clause) -> bool:
        """Say whether a comparison is about how good its subject is, and not some measure of it."""
        if any(unit.kind is Kind.GRADE for unit in clause.units):
            return True
        if subject.share or subject.relative or any(unit.kind in (Kind.TOPIC, Kind.WORD) for unit in source):
            return False
        if any(unit.kind is Kind.HERE for unit in source):
            return any(unit.text == "outcomes" for unit in source)
        verb = clause.verb[-1] if clause.verb else None
        if verb is not None and verb.kind is Kind.VERB and not _OF_GOODNESS & {u.text for u in clause.verb}:
            return False
        aspects = {unit.words[-1] for unit in source if unit.kind in (Kind.ASPECT, Kind.GENERIC)}
        if aspects:
            return bool(aspects & _HOW_GOOD)
        names = [unit for unit in source if unit.kind is Kind.SUBJECT]
        return not any(unit.words[-1] in _PEOPLE for unit in names)


def _that_of(source: Sequence[Unit]) -> bool:
    """Say whether a subject only repeats the measure before it: "that of X", "the proportion of X"."""
    return all(
        unit.kind in (Kind.THAT, Kind.SHARE, Kind.PREPOSITION, Kind.DETERMINER, Kind.SUBJECT, Kind.ADVERB)
        for unit in source
    ) and any(unit.kind in (Kind.THAT, Kind.SHARE) for unit in source)


_DENIED = {ABOVE: OR_BELOW, BELOW: OR_ABOVE, LINE: BELOW}
_PARTS = frozenset({"half", "two-thirds", "three-quarters", "one-third", "one-quarter", "minority"})


def _wished(clause: Clause) -> bool:
    return clause.wished or any(unit.kind is Kind.MODAL for unit in clause.verb)


def _indicators(units: Sequence[Unit]) -> bool:
    return any(INDICATORS in unit.slugs or unit.words[-1] in ("indicators", "indicator") for unit in units)


def _groups(units: Sequence[Unit], last_named: tuple[str, ...]) -> list[Group]:
    groups: list[Group] = []
    named: list[tuple[str, ...]] = []
    for place, unit in enumerate(units):
        if unit.kind is not Kind.COMPARATOR:
            slugs = groups[-1].slugs if groups else last_named
            # "above it", "greater than theirs": the places named before
            if slugs and place and unit.text in ("it", "theirs", "them", "this") and _joins(units[place - 1]):
                groups.append(Group(place, place, slugs))
            continue
        last = groups[-1] if groups else None
        if last is not None and all(
            u.kind in _INSIDE_GROUP or u.words[0] in _FIGURE_WORDS for u in units[last.last + 1 : place]
        ):
            # "the average for similar councils": the average is theirs.
            joined = any(u.kind in (Kind.AND, Kind.COMMA) for u in units[last.last + 1 : place])
            theirs = not joined and units[last.last].words[-1] in ("average", "averages", "rate", "figure")
            kept = named[:-1] if theirs else named
            named = [*kept, unit.slugs]
            groups[-1] = Group(last.first, place, tuple(dict.fromkeys(slug for slugs in named for slug in slugs)))
        else:
            named = [unit.slugs]
            groups.append(Group(place, place, unit.slugs))
    return groups


def _joins(unit: Unit) -> bool:
    return unit.kind is Kind.THAN or (
        unit.kind is Kind.CUE
        and unit.cue is not None
        and unit.cue.form is Form.DIRECT
        and unit.text not in _WEAK_CUES - _WEAK_VERBS
    )


def _from_before(units: Sequence[Unit], group: Group, before: Sequence[Reading]) -> str | None:
    """Compare a figure for other places with one in the clause before: "14%; the figure for ... is 12%"."""
    figures = [unit for unit in units if _value(unit) is not None]
    own = [unit for reading in before[-1:] for unit in reading.clause.units if _value(unit) is not None]
    if len(figures) != 1 or not own or own[-1].percent != figures[0].percent:
        return None
    mine, theirs = _value(own[-1]) or 0.0, _value(figures[0]) or 0.0
    return LINE if mine == theirs else ABOVE if mine > theirs else BELOW


def _too_far(cue: Unit, between: Sequence[Unit]) -> bool:
    """Say whether a cue that is an ordinary word elsewhere stands too far from the places."""
    if cue.text in _WEAK_CUES:
        return any(unit.kind not in (Kind.DETERMINER, Kind.ADVERB) for unit in between)
    if cue.text in _WEAK_VERBS:
        return any(unit.kind not in _LEADS_IN for unit in between)
    return False


def _once(region: Sequence[Unit], place: int) -> bool:
    return any(unit.words[0] in ("formerly", "previously") for unit in region[max(0, place - 2) : place])


def _lead(region: Sequence[Unit], slugs: tuple[str, ...]) -> int | None:
    """Return the place of the word that joins a measure to the places after it."""
    for place in range(len(region) - 1, -1, -1):
        unit = region[place]
        near = len(region) - place
        if unit.kind in (Kind.THAN, Kind.COMPARED):
            return place
        if unit.kind is Kind.CUE and unit.cue is not None:
            if unit.cue.form is Form.DIRECT and not _too_far(unit, region[place + 1 :]):
                return None if _once(region, place) else place
            if unit.cue.form is Form.SUPERLATIVE and near < 7 and (near > 1 or slugs == ("national",)):
                return place
        if unit.text in ("as", "as well as") and near < 6 and _opens_as(region, place):
            return place
        if unit.kind in (Kind.STOP, Kind.CONJUNCTION):
            return None
    return None


# Cues that are ordinary prepositions or verbs elsewhere: only right before the places they compare with.
_WEAK_CUES = frozenset("at around under near beyond better tops beat".split()) | {"as in", "as for", "up on", "down on"}
_WEAK_VERBS = frozenset(
    "match matched matching reflect reflects reflecting double alongside reached reaches reach".split()
) | {"fallen to", "risen to", "fell to", "rose to", "improved to"}


def _opens_as(region: Sequence[Unit], place: int) -> bool:
    if region[place].text == "as well as":
        return place == 0 or region[place - 1].kind is not Kind.COMPARATOR
    return any(unit.words[0] in ("as", "so") for unit in region[max(0, place - 5) : place])


def _not_places(units: Sequence[Unit]) -> bool:
    """Say whether "than" leads to the past or a target and not to the places further on."""
    for unit in units:
        if unit.kind is Kind.AND:
            return True
        if unit.words[0] in NOT_PLACES:
            return not any(u.kind is Kind.AND for u in units)
    return False


def _comparative(units: Sequence[Unit], than: int) -> str | None:
    """Read the comparative that a "than" belongs to."""
    for place in range(than - 1, -1, -1):
        unit = units[place]
        if unit.kind is Kind.CUE and unit.cue is not None and unit.cue.form is Form.COMPARATIVE:
            return _joined(units, place, unit.cue.direction)
        if unit.kind is Kind.CUE and unit.cue is not None and place >= than - 2 and unit.cue.form is Form.DIRECT:
            return _joined(units, place, unit.cue.direction)
        if unit.kind is Kind.THAN:
            break
    before = units[than - 1] if than else None
    if before is not None and before.kind is Kind.GRADE and before.words[-1] == "better":
        return ABOVE
    return None


def _direct(units: Sequence[Unit], place: int) -> str | None:
    cue = units[place].cue
    return None if cue is None else _joined(units, place, cue.direction)


def _joined(units: Sequence[Unit], place: int, direction: str) -> str | None:
    """Add what is said beside a cue: "no", "at least", "above or in line with"."""
    directions = {direction}
    denied = False
    joined = False
    for back in range(place - 1, max(-1, place - 9), -1):
        unit = units[back]
        if unit.kind is Kind.NOT:
            denied = not joined
            break
        if unit.text == "at least":
            directions.add(ABOVE)
        if unit.text == "at best":
            directions.add(BELOW)
        if unit.kind is Kind.AND:
            joined = unit.words[0] in ("or", "and")
        elif joined and unit.words[0] == "as":
            directions.add(LINE)
            break
        elif unit.kind is Kind.CUE and unit.cue is not None and joined and unit.cue.form is not Form.PLAIN:
            directions.add(unit.cue.direction)
        elif unit.kind is Kind.CUE and unit.cue is not None and unit.cue.form is Form.COMPARATIVE and back == place - 1:
            pass
        elif unit.kind not in _BETWEEN_CUES:
            break
    return _combine(directions, denied=denied)


def _combine(directions: set[str], *, denied: bool) -> str | None:
    if denied:
        return {ABOVE: OR_BELOW, BELOW: OR_ABOVE, LINE: BELOW}.get(min(directions)) if len(directions) == 1 else None
    if directions == {LINE, ABOVE}:
        return OR_ABOVE
    if directions == {LINE, BELOW}:
        return OR_BELOW
    return min(directions) if len(directions) == 1 else None


_SIZES = {"minority": BELOW, "too-many": ABOVE, "very-little": BELOW}


def _compared(units: list[Unit], marker: int, group: Group, groups: list[Group]) -> str | None:
    """Read "compared with X": the comparing word stands before or after, or there are two figures."""
    by_figures = _figures(units, group)
    if by_figures is not None:
        return by_figures
    for place in range(marker - 1, -1, -1):
        cue = units[place].cue
        if units[place].kind is Kind.QUANTITY and units[place].slugs[0] in _SIZES:
            return _SIZES[units[place].slugs[0]]
        if cue is None or (units[place].kind is Kind.GRADE and units[place].at_least):
            continue
        if cue.form in (Form.COMPARATIVE, Form.PLAIN):
            return _joined(units, place, cue.direction)
    for place in range(group.last + 1, len(units)):
        cue = units[place].cue
        if units[place].kind is Kind.COMPARATOR:
            break
        if cue is not None and cue.form in (Form.COMPARATIVE, Form.PLAIN):
            return _joined(units, place, cue.direction)
    return None


def _as_as(units: Sequence[Unit], place: int) -> str | None:
    """Read "as good as", "not as high as", "twice as many as", "at least as well as"."""
    if units[place].text == "as well as":
        first = place
    else:
        first = next(n for n in range(place - 1, -1, -1) if units[n].words[0] in ("as", "so"))
    before = [unit for unit in units[max(0, first - 3) : first]]
    texts = {unit.text for unit in before}
    if "twice" in texts or "double" in texts or "three times" in texts:
        return ABOVE
    if any(unit.kind is Kind.QUANTITY and unit.slugs[0] == "half" for unit in before[-1:]):
        return BELOW
    if any(unit.kind is Kind.NOT for unit in before):
        return BELOW
    return OR_ABOVE if "at least" in texts or units[first].text.startswith("at least") else LINE


def _or_better(units: list[Unit], after: int, groups: list[Group], direction: str) -> str:
    """Add "or better", "and sometimes above" that follows the places."""
    if direction != LINE or after >= len(units) or units[after].kind not in (Kind.AND, Kind.COMMA, Kind.CONJUNCTION):
        return direction
    look = after
    often = False
    while look < len(units) and units[look].kind in (Kind.AND, Kind.COMMA, Kind.ADVERB, Kind.CONJUNCTION, Kind.NOT):
        often = often or units[look].text in NOW_AND_THEN or units[look].words[0] in ("or", "if")
        look += 1
    if look >= len(units) or not often or any(group.first > look for group in groups):
        return direction
    cue = units[look].cue
    return _combine({LINE, cue.direction}, denied=False) or direction if cue is not None else direction


def _now_and_then(clause: Clause, direction: str) -> str:
    """Join "and sometimes their performance is better" to what it follows."""
    units = clause.units
    if any(unit.kind is Kind.COMPARATOR for unit in units) or not any(unit.text in NOW_AND_THEN for unit in units):
        return direction
    for unit in units:
        if unit.cue is not None and unit.cue.form in (Form.COMPARATIVE, Form.DIRECT):
            return _combine({LINE, unit.cue.direction}, denied=False) or direction
    return direction


def _figures(units: Sequence[Unit], group: Group) -> str | None:
    """Compare two figures: "two in five ... compares with three in five nationally"."""
    theirs: Unit | None = None
    their_place = 0
    ahead = next(
        (n for n in range(group.first - 1, -1, -1) if units[n].kind not in _BEFORE_FIGURE), group.first - 1
    )
    for place in (ahead, *range(group.last + 1, group.last + 5)):
        if not 0 <= place < len(units):
            continue
        if units[place].kind in (Kind.COUNT, Kind.QUANTITY) and _value(units[place]) is not None:
            theirs, their_place = units[place], place
            break
        if units[place].kind in (Kind.AND, Kind.STOP) or (place > group.last and units[place].kind is Kind.COMMA):
            break
    if theirs is None:
        return None
    own = next(
        (u for u in units[: min(their_place, group.first)] if u is not theirs and _value(u) is not None), None
    )
    if own is None:
        return None
    mine, others = _value(own), _value(theirs)
    if mine is None or others is None or _is_ratio(own) != _is_ratio(theirs):
        return None
    return LINE if mine == others else ABOVE if mine > others else BELOW


_BEFORE_FIGURE = frozenset({Kind.DETERMINER, Kind.PREPOSITION, Kind.ADVERB, Kind.THAT})
_FRACTIONS = {
    "all": 1.0, "half": 0.5, "one-third": 1 / 3, "two-thirds": 2 / 3, "one-quarter": 0.25, "three-quarters": 0.75,
    "one-fifth": 0.2, "two-fifths": 0.4, "three-fifths": 0.6, "four-fifths": 0.8,
}  # fmt: skip


def _is_ratio(unit: Unit) -> bool:
    return unit.kind is Kind.QUANTITY or unit.total is not None


def _value(unit: Unit) -> float | None:
    if unit.kind is Kind.QUANTITY:
        slug = unit.slugs[0]
        part, of, total = slug.partition("-of-")
        if of:
            return NUMBERS[part] / NUMBERS[total] if part in NUMBERS and total in NUMBERS else None
        return _FRACTIONS.get(slug)
    if unit.kind is not Kind.COUNT or unit.part is None:
        return None
    return unit.part / unit.total if unit.total else unit.part
