"""Find the comparisons of a sentence: a subject or a measure set against other places.

In: the readings of a sentence's clauses. Out: `Draft` comparisons with offsets in the
passage. Each mention of other places (national figures, similar areas) looks for the
comparing word that leads to it: a relation before it ("above", "in line with"), a
comparative and "than", a superlative and "in", or two figures.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ofsted_kg.grammar.cues import LINE, Form
from ofsted_kg.grammar.measures import less_is_better, of_performance, points_back
from ofsted_kg.grammar.names import qualifies
from ofsted_kg.grammar.printed import Printed, settled
from ofsted_kg.grammar.units import INDICATORS, Unit
from ofsted_kg.grammar.values import Pair
from ofsted_kg.grammar.words import Kind, words_of
from ofsted_kg.parse.statements.clause import Clause
from ofsted_kg.parse.statements.directions import (
    DENIED,
    direction_of,
    joined_direction,
    now_and_then,
    or_better,
    says_welcome,
)
from ofsted_kg.parse.statements.figures import by_figure_before, own_figure
from ofsted_kg.parse.statements.places import Group, groups_in
from ofsted_kg.parse.statements.pointers import inverted
from ofsted_kg.parse.statements.predicates import same_is_true
from ofsted_kg.parse.statements.resolve import Reading
from ofsted_kg.parse.statements.shares import whose_share
from ofsted_kg.parse.statements.subject import Subject
from ofsted_kg.parse.statements.subjects import SubjectReader

OTHER = "other"


@dataclass(frozen=True, slots=True)
class Unread:
    """A mention of other places whose comparison could not be made out."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Draft:
    """A comparison before its evidence is cut out of the document."""

    subjects: tuple[str, ...]
    direction: str
    comparators: tuple[str, ...]
    start: int
    end: int
    figures: Pair | None = None


# Groups of people: a measure of them says nothing about how good a service is.
_PEOPLE = frozenset({"children", "people", "leavers", "lac", "child"})
_HOW_GOOD = words_of(
    """
    quality effectiveness performance outcomes outcome provision services service standard support
    arrangements settings care picture profile position grades judgements ratings
    """
)
_OF_GOODNESS = frozenset({"perform", "performs", "performed", "compare", "compares"})


class ComparisonReader:
    """Reads comparisons from readings."""

    def __init__(self, reader: SubjectReader, settings: frozenset[str]) -> None:
        self.reader = reader
        self._settings = settings
        self._last: tuple[str, ...] = ()  # the places compared with last
        self._about: tuple[str, ...] = ()  # what was compared last
        self._direction: str | None = None  # which way it pointed
        self._joined_next = False  # the clause after adds "and sometimes better"
        self._prior: Reading | None = None  # the last statement of the sentence before
        self._fronted = False  # "Compared with similar areas, ..." governs the whole sentence
        self._printed = Printed((), ())  # the figures of the sentence

    def read(self, readings: Sequence[Reading], units: Sequence[Unit]) -> Iterator[Draft | Unread]:
        """Yield the comparisons of a sentence."""
        self._printed = Printed(units, self._printed.units)
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
            if not found and not _wished(clause):
                yield from _unread(clause)
            if found and following is not None and self._joined_next:
                skip = place + 1
            named = tuple(u.slugs[0] for u in clause.units if u.kind is Kind.COMPARATOR)
            if found:
                self._last = tuple(dict.fromkeys(slug for draft in found for slug in draft.comparators))
                self._about = found[-1].subjects
                self._direction = found[-1].direction
            elif named and clause.before[:1] != [] and not _wished(clause):
                self._last = tuple(dict.fromkeys(named))
            elif not _wished(clause):
                yield from self._understood(reading, readings[:place])
        if not any(unit.kind is Kind.COMPARATOR for reading in readings for unit in reading.clause.units):
            self._last = ()
        self._prior = readings[-1] if readings else None

    # -- a clause that names other places ------------------------------------------------------

    def _clause(
        self, reading: Reading, before: Sequence[Reading], following: Reading | None
    ) -> Iterator[Draft]:
        units = reading.clause.units
        self._joined_next = False
        groups = groups_in(units, self._last)
        opening = 0
        direction: str | None = None
        for group in groups:
            goes_on = any(unit.kind is Kind.AND for unit in units[opening : group.first])
            found = direction_of(units, opening, group)
            measured: Reading | None = None  # the clause with the figure that is compared
            if found is None and not (direction is not None and goes_on):
                said = own_figure(units, opening, group)
                found = by_figure_before(said, before[-1].clause.units if before else ())
                measured = before[-1] if found is not None else None
            elif found is not None and reading.subject.denied:
                found = DENIED.get(found)
            # "exceed national averages and, at Key Stage 3, those of similar authorities"
            direction = found if found is not None or not goes_on else direction
            parted, opening = opening, group.last + 1
            if direction is not None:
                direction = or_better(units, opening, groups, direction)
            if following is not None and direction == LINE and group is groups[-1]:
                direction = now_and_then(following.clause, direction)
                self._joined_next = direction != LINE
            held = self._held(reading, group, direction, parted)
            direction = next(iter(held.values()))[0]
            if direction is None:
                continue
            between = units[parted : group.first] if parted else []
            # "..., and for secondary schools one in five compared with two in five nationally"
            own = self.reader.named(between) if any(u.kind is Kind.COMPARED for u in between) else []
            turned = len(own) == 1 and own[0].first < 4 and own[0].preposition in ("for", "in")
            about = own[0].slugs if turned else self._subjects(reading, before)
            if measured is not None and about == (OTHER,):  # "... while the national figure is 72%"
                about = self._subjects(measured, ()) if _graded(measured) else self._stated(measured)
            if about == reading.subject.slugs and any(u.text in _BULK for u in units[parted : group.first]):
                continue  # "the agency, one of the largest in the country"
            counted = any(figures is not None for _, figures in held.values())
            if counted and not (_graded(reading) or any(map(_graded, before))):
                about = self._measured(about, reading, before)
            for slug, (way, figures) in held.items():
                if way is not None:
                    yield Draft(about, way, (slug,), *_span(reading.clause, figures), figures)
        if groups and direction is not None:
            yield from self._left_out(reading, before, groups[-1])

    def _measured(
        self, about: tuple[str, ...], reading: Reading, before: Sequence[Reading]
    ) -> tuple[str, ...]:
        """Return what a number measures, which is never how good a setting is."""
        if about == (INDICATORS,) or not set(about) & self._settings:
            return about
        clauses = [reading.clause, *(other.clause for other in reversed(before))]
        topics = (unit for clause in clauses for unit in clause.before if unit.kind is Kind.TOPIC)
        topic = next((unit for unit in topics if INDICATORS not in unit.slugs), None)
        return topic.slugs[:1] if topic is not None else (OTHER,)

    def _held(
        self, reading: Reading, group: Group, stated: str | None, opening: int
    ) -> dict[str, tuple[str | None, Pair | None]]:
        """Return for each of the places how the subject lies beside them, and the figures."""
        units = reading.clause.units
        mentions = {unit.slugs[0]: unit for unit in units[group.first : group.last + 1] if unit.slugs}
        welcome = says_welcome(units, opening, group)
        back = points_back(reading.clause.before)
        said = [*self._printed.prior, *self._printed.units] if back else units
        less = welcome and less_is_better(said) and not of_performance(reading.clause.before)
        return {
            slug: settled(
                stated,
                self._printed.pair(
                    mentions.get(slug, units[group.first]), first=units[group.first], back=back
                ),
                welcome=welcome,
                less=less,
            )
            for slug in group.slugs
        }

    def _left_out(self, reading: Reading, before: Sequence[Reading], last: Group) -> Iterator[Draft]:
        """Read "in line with the national average at Key Stage 2 and above at Key Stage 4"."""
        units = reading.clause.units
        for place in range(last.last + 1, len(units)):
            cue = units[place].cue
            if cue is None or units[place].text not in _ALONE:
                continue
            following = units[place + 1] if place + 1 < len(units) else None
            joined = any(unit.kind in (Kind.AND, Kind.CONJUNCTION) for unit in units[last.last + 1 : place])
            opens = following is None or following.kind is Kind.PREPOSITION or following.text == "at"
            if joined and opens:
                start, end = reading.clause.span
                yield Draft(self._subjects(reading, before), cue.direction, last.slugs, start, end)

    # -- a clause that leaves the other places out ----------------------------------------------

    def _understood(self, reading: Reading, before: Sequence[Reading]) -> Iterator[Draft]:
        """Read "fewer are inadequate" after a comparison: with the same places as before it."""
        clause, subject = reading.clause, reading.subject
        graded = any(unit.kind is Kind.GRADE for unit in clause.after)
        if not self._last or any(unit.kind is Kind.THAN for unit in clause.units):
            return
        start, end = clause.span
        if reading.compared and same_is_true(clause.units) and self._direction is not None:
            named = self.reader.read([u for u in clause.after if u.words != ("true",)], None)
            if named.slugs:
                yield Draft(named.slugs, self._direction, self._last, start, end)
            return
        if self._repeats(reading, before) and self._direction is not None:
            named = self.reader.read(clause.after, None)
            turned = replace(clause, before=clause.after, after=[])
            about = self._subjects(Reading(turned, named, shared=False), ())
            yield Draft(about, self._direction, self._last, start, end)
            return
        if subject.relative and subject.slugs and graded:
            more = (unit.cue for unit in clause.before if unit.cue is not None)
            sized = next((cue for cue in more if cue.form is Form.COMPARATIVE), None)
            if sized is not None:
                yield Draft(subject.slugs, sized.direction, self._last, start, end)
            return
        if clause.lead is None or (not clause.before and not self._fronted):
            return
        words = [unit for unit in clause.units if unit.kind not in (Kind.COMMA, Kind.ADVERB)]
        cues = [u for u in words if u.cue is not None and u.cue.form in (Form.COMPARATIVE, Form.DIRECT)]
        if not cues or (not before and not self._fronted):
            return
        cue = cues[-1]
        if cue.cue is None or not (words[-1] is cue or self._fronted):
            return
        if clause.verb and clause.verb[-1] is cue:
            return  # "where schools have underperformed": by what they should do, not than elsewhere
        counted = clause.units[max(0, clause.units.index(cue) - 1)]
        if counted.kind is Kind.COUNT:
            return  # "consultation has begun on four more"
        if any(unit.text in ("getting", "becoming", "growing") for unit in words):
            return  # better than before, not than elsewhere
        direction = joined_direction(clause.units, clause.units.index(cue), cue.cue.direction)
        if direction is not None:
            says = any(u.kind in (Kind.SUBJECT, Kind.WORD, Kind.TOPIC, Kind.ASPECT) for u in clause.before)
            about = self._subjects(reading, before) if says or not self._about else self._about
            yield Draft(about, direction, self._last, start, end)

    def _repeats(self, reading: Reading, before: Sequence[Reading]) -> bool:
        """Say whether a clause repeats a comparison for another: "So too is X", "as is X"."""
        prior, clause = before[-1] if before else self._prior, reading.clause
        if prior is None or not inverted(clause) or not clause.after or _graded(prior):
            return False
        compared = any(unit.kind is Kind.COMPARATOR for unit in prior.clause.units)
        if any(a.kind is Kind.GRADE and b.kind is not Kind.TOPIC for a, b in pairwise(clause.after)):
            return False  # but "five good GCSEs" are no judgement
        named = clause.after[0].kind not in (Kind.COMPARATOR, Kind.CUE, Kind.THAT, Kind.GRADE)
        return compared and named and all(unit.kind in (Kind.BE, Kind.ADVERB) for unit in clause.verb)

    # -- what is compared ---------------------------------------------------------------------

    def _subjects(self, reading: Reading, before: Sequence[Reading]) -> tuple[str, ...]:
        clause, subject = reading.clause, reading.subject
        source = clause.before
        if reading.shared:
            source = next((r.clause.before for r in reversed(before) if not r.shared), source)
        if source and source[0].text == "against" and clause.lead is not None and self._about:
            return self._about  # "and against almost all is below the national average"
        prior = before[-1] if before else self._prior
        says_more = subject.slugs and (_this(source) or _which_is(clause))
        if prior is not None and says_more and not _graded(prior):
            return self._stated(prior)
        if prior is not None and not subject.slugs and _which_is(clause) and _graded(prior):
            return prior.subject.slugs or (OTHER,)  # "... have good behaviour, which is"
        if self._about == (INDICATORS,) and _some_of_them(source) and not _graded(reading):
            return self._about  # "but a significant minority are below the national average"
        units, _ = self.reader.exceptions(clause.units)
        shown = before[-1].clause.before if before and not source and clause.lead_kind is Kind.THAT else ()
        if _indicators(shown):
            return (INDICATORS,)  # "most indicators show performance that is"
        if _indicators(source) or (not subject.slugs and _indicators(units)):
            return (INDICATORS,)
        slugs = whose_share(self.reader, clause)
        if slugs:
            return slugs
        graded = any(unit.kind is Kind.GRADE for other in before for unit in other.clause.units)
        goes_on = reading.shared or clause.lead_kind is Kind.RELATIVE or _that_of(source) or _this(source)
        if subject.slugs and ((graded and goes_on) or self._how_good(subject, source, clause)):
            return subject.slugs
        if not subject.slugs:
            slugs = self._object(clause)
            if slugs:
                return slugs
        topics = (unit for unit in (*source, *units) if unit.kind is Kind.TOPIC)
        topic = next((unit for unit in topics if INDICATORS not in unit.slugs), None)
        return topic.slugs[:1] if topic is not None else (OTHER,)

    def _stated(self, prior: Reading) -> tuple[str, ...]:
        """Return what "this" and "which" say more of, if no grade was given: what was measured."""
        clause = prior.clause
        if any(u.kind is Kind.HAVE for u in clause.verb) or any(u.kind in _SIZES for u in clause.before):
            # "Most schools have the award, which is above ...": how many do, not how good they are
            topic = next((unit for unit in clause.units if unit.kind is Kind.TOPIC), None)
            return topic.slugs[:1] if topic is not None else (OTHER,)
        return self._subjects(prior, ())

    def _object(self, clause: Clause) -> tuple[str, ...]:
        """Return what is graded in the object: "has fewer inadequate schools than similar areas"."""
        for place, unit in enumerate(clause.after):
            if unit.kind in (Kind.THAN, Kind.COMPARED):
                break
            if unit.kind is not Kind.GRADE or not place:
                continue
            sized = clause.after[place - 1]
            # "fewer inadequate schools", "a higher proportion of good schools"
            joined = sized.kind is Kind.AND and place > 1 and clause.after[place - 2].text == "less good"
            if joined or sized.text in ("more", "fewer", "less") or sized.kind is Kind.SHARE:
                names = self.reader.named(clause.after[place + 1 :])
                return names[0].slugs if names and names[0].first < 3 else ()
        return ()

    def _how_good(self, subject: Subject, source: Sequence[Unit], clause: Clause) -> bool:
        """Say whether a comparison is about how good its subject is, and not some measure of it."""
        if any(unit.kind is Kind.GRADE for unit in clause.units):
            return True
        if subject.share or subject.relative:
            return False
        placed = {n + 1 for n, u in enumerate(source) if u.text in ("in", "across", "within")}
        if any(
            u.kind is Kind.TOPIC
            or (u.kind is Kind.WORD and not qualifies(u) and not (u.capital and n in placed))
            for n, u in enumerate(source)
        ):
            return False
        if any(unit.kind is Kind.HERE for unit in source):
            return any("outcome" in unit.words or "outcomes" in unit.words for unit in source)
        verb = clause.verb[-1] if clause.verb else None
        compares = any(unit.kind is Kind.CUE and _OF_GOODNESS & set(unit.words) for unit in clause.units)
        if (
            verb is not None
            and verb.kind is Kind.VERB
            and not compares
            and not _OF_GOODNESS & {u.text for u in clause.verb}
        ):
            return False
        aspects = {unit.words[-1] for unit in source if unit.kind in (Kind.ASPECT, Kind.GENERIC)}
        if aspects:
            return bool(aspects & _HOW_GOOD)
        names = [unit for unit in source if unit.kind is Kind.SUBJECT]
        return not any(unit.words[-1] in _PEOPLE for unit in names)


def _span(clause: Clause, figures: Pair | None) -> tuple[int, int]:
    """Return where a comparison stands: its clause, widened to figures of the sentence outside it."""
    start, end = clause.span
    for number in (figures.own, figures.theirs) if figures is not None else ():
        if number is not None and number.place >= 0 and number.start < start:
            start = number.start
    return start, end


def _that_of(source: Sequence[Unit]) -> bool:
    """Say whether a subject only repeats the measure before it: "that of X", "the proportion of X"."""
    return all(
        unit.kind in (Kind.THAT, Kind.SHARE, Kind.PREPOSITION, Kind.DETERMINER, Kind.SUBJECT, Kind.ADVERB)
        for unit in source
    ) and any(unit.kind in (Kind.THAT, Kind.SHARE) for unit in source)


def _this(source: Sequence[Unit]) -> bool:
    """Say whether a subject is "this" and nothing else: what was just said."""
    return (
        bool(source)
        and source[-1].text == "this"
        and not any(unit.kind in (Kind.TOPIC, Kind.SUBJECT, Kind.ASPECT) for unit in source)
    )


def _which_is(clause: Clause) -> bool:
    """Say whether a relative clause is about all that was said: "which is", not "which are"."""
    return (
        clause.lead_kind is Kind.RELATIVE
        and not clause.before
        and bool(clause.verb)
        and clause.verb[0].text in _SINGULAR
    )


_SIZES = frozenset({Kind.COUNT, Kind.QUANTITY})
_SINGULAR = words_of("is was compares compared represents exceeds matches mirrors")


def _graded(reading: Reading) -> bool:
    return any(unit.kind is Kind.GRADE for unit in reading.clause.units)


def _some_of_them(source: Sequence[Unit]) -> bool:
    """Say whether a subject is only a part of what was spoken of: "a significant minority"."""
    sized = [unit for unit in source if unit.kind in (Kind.QUANTITY, Kind.REST)]
    return len(sized) == 1 and all(unit is sized[0] or unit.kind in _ROUND_PARTS for unit in source)


_ROUND_PARTS = frozenset({Kind.DETERMINER, Kind.ADVERB, Kind.COMMA})
_BULK = frozenset({"largest", "biggest", "smallest"})
# What may stand alone after a comparison: "above average at Key Stage 1 but lower at Key Stage 2".
_ALONE = words_of("above below higher lower better worse weaker stronger")


# What is named only to be compared with, other than "the country" or "other councils".
_FIGURES = words_of("average averages norm neighbours comparators median")


def _unread(clause: Clause) -> Iterator[Unread]:
    """Yield what clearly compares with other places, though it is not clear how."""
    units = clause.units
    for place, unit in enumerate(units):
        if unit.kind is Kind.COMPARATOR and any(
            before.kind in (Kind.THAN, Kind.COMPARED) for before in units[max(0, place - 4) : place]
        ):
            yield Unread(*clause.span)
            return
    gap = any({"gap", "gaps", "difference"} & set(unit.words) for unit in units)
    if not gap and any(u.kind is Kind.COMPARATOR and u.words[-1] in _FIGURES for u in units):
        yield Unread(*clause.span)


def _wished(clause: Clause) -> bool:
    return clause.wished or any(unit.kind is Kind.MODAL for unit in clause.verb)


def _indicators(units: Sequence[Unit]) -> bool:
    return any(
        INDICATORS in unit.slugs or unit.words[-1] in ("indicators", "indicator")
        for place, unit in enumerate(units)
        if not (unit.words == ("indicator",) and place and units[place - 1].text == "this")
    )
