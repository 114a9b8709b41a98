"""Find the judgements of a sentence: a grade word that is said of a subject.

In: the readings of a sentence's clauses. Out: `Draft` judgements with offsets in the
passage, and the grade words that seem to be said of a subject but could not be joined to
one. A grade is said of a subject as its predicate ("is good"), as the object's complement
("judged X to be good"), before its noun ("an inadequate private fostering service") or of
a quality it has ("have good behaviour").
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ofsted_kg.grammar.names import is_head, is_quality
from ofsted_kg.grammar.units import Unit
from ofsted_kg.grammar.words import Kind
from ofsted_kg.parse.statements.awards import alone, announces, awarded, is_exception, object_after
from ofsted_kg.parse.statements.drafts import PLACES, Draft, Drafter, ends_in_part
from ofsted_kg.parse.statements.instances import confined_to, instances
from ofsted_kg.parse.statements.objects import GIVEN, complement, gives
from ofsted_kg.parse.statements.parts import measured, spared
from ofsted_kg.parse.statements.phrases import inspected
from ofsted_kg.parse.statements.predicates import (
    FOUND_NOUNS,
    JUDGEMENT_NOUNS,
    came_to,
    compares_as,
    denied,
    denies,
    elsewhere,
    evenly,
    exists,
    found_to_be,
    in_none,
    interrupted,
    noun_after,
    only_article,
    only_of,
    same_is_true,
)
from ofsted_kg.parse.statements.resolve import Memory, Reading
from ofsted_kg.parse.statements.subject import ALL_SETTINGS, WEAK, Subject
from ofsted_kg.parse.statements.subjects import SubjectReader


@dataclass(frozen=True, slots=True)
class Unread:
    """A grade word said of something that could not be made out."""

    start: int
    end: int
    word: str


_BETWEEN_VERB_AND_GRADE = frozenset(
    {Kind.ADVERB, Kind.QUANTITY, Kind.PRONOUN, Kind.TO, Kind.BE, Kind.COMMA, Kind.AND, Kind.COUNT, Kind.JUDGE}
)

_SCARCE = frozenset({"few", "scarce", "rare", "lacking", "needed", "short", "insufficient", "supply"})
_VARY = frozenset({"varies", "vary", "varied", "varying", "range", "ranges", "ranged", "ranging"})
_FAILING = frozenset({"inadequate", "unsatisfactory", "poor"})


class JudgementReader:
    """Reads judgements from readings."""

    def __init__(self, reader: SubjectReader, heading: str | None) -> None:
        self.reader = reader
        self.heading = heading
        self.drafter = Drafter(reader)
        self._last: Draft | None = None
        self._announced = False  # the clause before said that a grade was given

    def read(self, reading: Reading, memory: Memory) -> Iterator[Draft | Unread]:
        """Yield the judgements of one clause."""
        clause, subject = reading.clause, reading.subject
        announced, self._announced = self._announced, not clause.wished and announces(clause)
        if clause.wished or any(unit.kind is Kind.MODAL for unit in clause.verb):
            return
        if evenly(clause.before) and any(unit.kind is Kind.COMPARATOR for unit in clause.after):
            return
        if elsewhere(clause.before):
            return
        excepted = spared(self.reader, reading.clause)
        if excepted is not None:
            yield excepted
            return
        if subject.relative or subject.denied or denies(clause.before):
            return
        if subject.share and subject.quantity is None:  # also "that of good schools"
            yield from measured(self.reader, reading)
            return
        given = awarded(self.reader, clause, memory)
        if given:
            place = max(n for n, unit in enumerate(clause.before) if unit.kind is Kind.GRADE)
            yield self.drafter.of_noun(reading, given, clause.before, place)
        if announced and alone(clause) and memory.subject is not None:
            grade = next(n for n, unit in enumerate(clause.units) if unit.kind is Kind.GRADE)
            yield self.drafter.of_noun(reading, memory.subject.slugs, clause.units, grade)
            return
        yield from self._before_verb(reading, memory)
        if not clause.verb:
            yield from self._conceded(reading, clause.after)
        after = clause.after
        opening = 0
        drafts: list[Draft] = []
        for place, unit in enumerate(after):
            if unit.kind is not Kind.GRADE:
                continue
            if any(before.kind is Kind.SHARE for before in after[max(opening, place - 4) : place]):
                opening = place + 1  # "a reduction in the number of inadequate schools"
                continue
            draft = self._grade(reading, memory, opening, place)
            if isinstance(draft, Unread):
                yield draft
            elif draft is not None:
                drafts.append(draft)
                self._last = draft
            opening = place + 1
        if any(unit.text == "respectively" for unit in after):
            drafts = _respectively(drafts)
        yield from drafts
        if not opening:
            yield from self._inverted(reading)

    def asked(self, reading: Reading) -> Iterator[Draft]:
        """Read what is told by the way in "Improve the inadequate children's home"."""
        units = reading.clause.units
        for place in range(1, len(units) - 1):
            grade, noun = units[place], units[place + 1]
            if units[place - 1].text not in ("the", "its") or noun.kind is not Kind.SUBJECT:
                continue
            if grade.kind is Kind.GRADE and grade.slugs[0] in _FAILING and is_head(units, place + 1):
                yield self.drafter.of_noun(reading, units[place + 1].slugs, units, place)

    def _inverted(self, reading: Reading) -> Iterator[Draft]:
        """Read "..., as are the special schools" and "So is adoption": with the grade before."""
        clause = reading.clause
        words = {unit.words[0] for unit in (*clause.before, *((clause.lead,) if clause.lead else ()))}
        last = self._last
        grade = next((unit for unit in clause.before if unit.kind is Kind.GRADE), None)
        if grade is not None and all(unit.kind in (Kind.GRADE, Kind.ADVERB) for unit in clause.before):
            last = Draft((), grade.slugs[0], grade.at_least, grade.start, grade.end)
        elif grade is not None and any(unit.text in ("include", "includes") for unit in clause.verb):
            last = Draft((), grade.slugs[0], grade.at_least, grade.start, grade.end)
            words = {"as"}
        elif same_is_true(clause.units):
            if reading.compared:
                return
        elif not words & {"as", "so"} or not words <= _INVERTS:
            return
        if last is None:
            return
        says = (Kind.BE, Kind.LINK, Kind.ADVERB, Kind.PROVIDE)
        if not clause.verb or any(unit.kind not in says for unit in clause.verb):
            return
        if any(unit.kind in (Kind.COMPARATOR, Kind.CUE, Kind.THAN) for unit in clause.after):
            return
        named = self.reader.read([u for u in clause.after if u.words != ("true",)], None)
        if not named.slugs and set(reading.subject.slugs) <= self.reader.outcomes:
            # "for enjoying and achieving the same is true of all but the pupil referral unit"
            named = replace(named, slugs=reading.subject.slugs)
        for slug in named.slugs:
            start, end = clause.span
            quantity, excepted = named.quantity_of(slug), next(iter(named.exceptions), None)
            yield Draft((slug,), last.grade, last.at_least, start, end, quantity, excepted)

    # -- one grade -------------------------------------------------------------------------

    def _grade(self, reading: Reading, memory: Memory, opening: int, place: int) -> Draft | Unread | None:
        clause, subject = reading.clause, reading.subject
        after = clause.after
        zone = after[opening:place]
        if denied(clause.verb if not opening else (), zone) or in_none(after, place):
            return None
        noun = noun_after(after, place)
        if noun is not None:
            return self._attributive(reading, memory, after, place, noun)
        if place and after[place - 1].text in ("from", "as") and compares_as(after, place):
            varies = any(unit.words[0] in _VARY for unit in clause.units)
            named = subject.slugs or self.reader.named(clause.units)
            return Unread(*clause.span, after[place].text) if varies and named else None
        confined = confined_to(self.reader, zone) if opening else None
        if confined is not None:
            return self.drafter.of_subject(reading, confined, after, place) if confined.slugs else None
        inverted = object_after(
            self.reader, reading, opening, place, memory, self._last.slugs if self._last is not None else ()
        )
        if inverted is not None:
            return self.drafter.of_subject(reading, inverted, after[: place + 1], place)
        if is_exception(zone) and self._last is not None:
            return self.drafter.of_subject(reading, Subject(slugs=self._last.slugs), after[place:], 0)
        object_ = complement(self.reader, self.heading, reading, zone, memory)
        if object_ is not None:
            return self.drafter.of_subject(reading, object_, after, place)
        if not self._predicative(reading, opening, zone):
            return None
        if not subject.slugs and opening and self._last is not None and ends_in_part(after, place):
            return self.drafter.of_subject(reading, Subject(slugs=self._last.slugs), after, place)
        if not subject.slugs and not self.drafter.tail_names(after, place):
            if (subject.points_back or subject.only_aspect) and not memory.review:
                return Unread(*clause.span, after[place].text)
            return None
        return self.drafter.of_subject(reading, subject, after, place)

    def _predicative(self, reading: Reading, opening: int, zone: Sequence[Unit]) -> bool:
        clause = reading.clause
        kinds = {unit.kind for unit in clause.verb}
        if clause.before and clause.before[-1].kind is Kind.TO and not clause.complement:
            return False
        if came_to(clause, zone):
            return True
        if opening:
            # A second grade under the same verb: "good in nursery schools and outstanding in colleges".
            joints = [
                n for n, unit in enumerate(zone) if unit.kind in (Kind.AND, Kind.COMMA, Kind.CONJUNCTION)
            ]
            return bool(joints) and all(unit.kind is Kind.ADVERB for unit in zone[joints[-1] + 1 :])
        if not clause.verb:
            return bool(clause.before) and not zone
        named = [unit.text for unit in zone if unit.kind is Kind.GENERIC]
        if named and zone[-1].text == "of" and kinds & {Kind.JUDGE, Kind.HAVE}:
            return True  # "was given a grade of inadequate"
        if kinds == {Kind.JUDGE} and [unit.text for unit in zone] == ["to be"]:
            return bool(reading.subject.slugs)  # "Special schools judged to be good", a bullet
        if kinds >= {Kind.BE, Kind.JUDGE} and found_to_be(zone):
            return True  # "were found at a visit in May to be good"
        if kinds & {Kind.BE, Kind.LINK} and interrupted(zone):
            return True  # "is now, after two years, good"
        if kinds & {Kind.BE, Kind.LINK} or (Kind.JUDGE in kinds and not zone):
            return all(unit.kind in _BETWEEN_VERB_AND_GRADE for unit in zone)
        return bool(named) and zone[-1].text == "of" and Kind.BE in kinds

    def _attributive(
        self, reading: Reading, memory: Memory, after: list[Unit], place: int, noun: int
    ) -> Draft | Unread | None:
        """Read a grade that stands before a noun."""
        clause, subject = reading.clause, reading.subject
        head = after[noun]
        leading = after[place - 1 : place] or (clause.before[-1:] if not clause.verb else [])
        if leading and leading[-1].words[-1] in ("more", "fewer", "less", "few"):
            return None
        if place > 1 and after[place - 1].kind is Kind.AND and after[place - 2].text == "less good":
            return None  # "less good and outstanding provision than"
        if head.kind is Kind.SUBJECT:
            if not is_head(after, noun) or set(head.slugs) <= WEAK:
                return None
            if not clause.verb and only_of(after[:place]):
                return None
            own = bool(subject.slugs) and not set(subject.slugs) & self.reader.outcomes
            if own and head.slugs == ("safeguarding",) and any(u.kind is Kind.HAVE for u in clause.verb):
                # "Most schools have good arrangements for safeguarding"
                return self.drafter.of_subject(reading, subject, after, place)
            slugs = self._listed(after, noun)
            place_of = [n for n in self.reader.named(after[noun:]) if n.preposition == "in"]
            if place_of and noun + place_of[0].first <= noun + 4 and not set(slugs) & self.reader.outcomes:
                slugs = place_of[0].slugs if place_of[0].slugs != (ALL_SETTINGS,) else slugs
            if (
                clause.verb
                and clause.verb[-1].kind is Kind.BE
                and only_article(after[:place])
                and subject.slugs
            ):
                slugs = subject.slugs  # "The unit is a good special school"
            return self.drafter.of_noun(reading, slugs, after, place)
        kinds = {unit.kind for unit in clause.verb}
        said = bool(kinds & {Kind.BE, Kind.LINK}) and Kind.PROVIDE not in kinds
        stated = said and bool(subject.slugs) and only_article(after[:place])
        if stated and head.text in ("quality", "standard"):
            return self.drafter.of_subject(reading, subject, after, place)
        following = after[noun + 1 :]
        if head.text in ("contribution", "outcomes", "outcome"):
            return self._contribution(reading, after, place)
        works = head.text == "work" and following[:1] != [] and following[0].text == "of"
        of_place = head.kind is Kind.GENERIC or head.text in GIVEN or works or head.slugs == ("behaviour",)
        if following and following[0].text in PLACES and of_place:
            names = self.reader.named(following)
            if len(following) > 1 and following[1].kind is Kind.REST and self._last is not None:
                return self.drafter.of_noun(reading, self._last.slugs, after, place)
            front = self.reader.named(clause.before) if names and names[0].slugs == (ALL_SETTINGS,) else []
            if front and front[0].first == 1 and front[0].slugs[0] in self.reader.outcomes - WEAK:
                return self.drafter.of_noun(reading, front[0].slugs, after, place)
            if names and names[0].preposition is not None and not (works and names[0].preposition != "of"):
                return self.drafter.of_noun(reading, names[0].slugs, after, place)
        if kinds & {Kind.JUDGE, Kind.HAVE} and subject.slugs and head.text in JUDGEMENT_NOUNS - {"outcomes"}:
            return self.drafter.of_subject(reading, subject, after, place)
        if head.kind is Kind.WORD or head.kind in (Kind.SHARE, Kind.REVIEW):
            return None
        if Kind.HAVE in kinds and subject.slugs and is_quality(head):
            return self.drafter.of_subject(reading, subject, after, place)
        if stated:
            return (
                self.drafter.of_subject(reading, subject, after, place) if head.kind is Kind.GENERIC else None
            )
        if kinds == {Kind.JUDGE} and head.text in FOUND_NOUNS and only_article(after[:place]):
            visited = inspected(clause.before, self.reader.named(clause.before))
            if visited:
                return self.drafter.of_noun(reading, visited, after, place)
        if subject.slugs and gives(self.reader, reading, head, following):
            return self.drafter.of_subject(reading, subject, after, place)
        named = instances(self.reader, following) if head.kind is Kind.GENERIC and not subject.slugs else None
        if named is not None:
            return self.drafter.of_noun(reading, named.slugs, after, place) if named.slugs else None
        if head.kind is Kind.GENERIC and not subject.slugs and kinds <= {Kind.BE, Kind.HAVE, Kind.LINK}:
            if (memory.named is not None and memory.subject is None) or memory.named is None:
                source = memory.named
            else:
                source = memory.subject
            if source is None or not source.slugs or not exists(reading):
                return None
            return self.drafter.of_noun(reading, source.slugs, after, place)
        return None

    def _listed(self, units: list[Unit], noun: int) -> tuple[str, ...]:
        """Return the names that share a grade before them: "good schools and colleges"."""
        slugs = list(units[noun].slugs)
        look = noun + 1
        while (
            look + 1 < len(units)
            and units[look].kind in (Kind.AND, Kind.COMMA)
            and units[look + 1].kind is Kind.SUBJECT
            and is_head(units, look + 1)
        ):
            slugs += units[look + 1].slugs
            look += 2
        return tuple(dict.fromkeys(slugs))

    def _contribution(self, reading: Reading, after: list[Unit], place: int) -> Draft | None:
        """Read "make a good contribution to this outcome", "secure good outcomes in this area"."""
        rest = after[place + 1 :]
        stop = next((n for n, unit in enumerate(rest) if unit.kind in (Kind.COMMA, Kind.STOP)), len(rest))
        named = self.reader.read(rest[:stop], self.heading)
        slugs = tuple(slug for slug in named.slugs if slug in self.reader.outcomes - WEAK) or named.slugs
        if not slugs or (slugs == ("all-outcomes",) and not self.heading):
            return None
        return self.drafter.of_noun(reading, slugs, after, place)

    def _before_verb(self, reading: Reading, memory: Memory) -> Iterator[Draft]:
        """Read grades before nouns in the subject: "An inadequate private fostering service ..."."""
        before = reading.clause.before
        if any(unit.kind is Kind.COMPARATOR for unit in reading.clause.units):
            return
        if any(unit.words[-1] in _SCARCE for unit in reading.clause.after[:3]):
            return  # "Good childminders are few"
        yield from self._conceded(reading, before)
        for place, unit in enumerate(before):
            if unit.kind is Kind.GRADE and not denied((), before[:place]) and not only_of(before[:place]):
                noun = noun_after(before, place)
                if noun is not None and before[noun].kind is Kind.GENERIC and noun == len(before) - 1:
                    # "Good provision is found in most nursery schools"
                    named = self.reader.named(reading.clause.after)
                    stays = not named and any(u.kind is Kind.LINK for u in reading.clause.verb)
                    source = memory.subject or memory.named
                    if stays and not reading.clause.after and source is not None and source.slugs:
                        yield self.drafter.of_noun(reading, source.slugs, before, place)
                    inside = bool(named) and reading.clause.after[0].text == "in"  # "in 60% of"
                    if named and (inside or named[0].preposition in ("in", "for")) and named[0].first < 6:
                        yield self.drafter.of_place(reading, named[0], unit)
                elif noun is not None and before[noun].kind is Kind.SUBJECT and is_head(before, noun):
                    yield self.drafter.of_noun(reading, self._listed(before, noun), before, place)

    def _conceded(self, reading: Reading, before: list[Unit]) -> Iterator[Draft]:
        """Read "secondary schools, though good, ..." and "the home, good last year, ..."."""
        for place in range(2, len(before)):
            unit = before[place]
            if unit.kind is not Kind.GRADE or noun_after(before, place) is not None:
                continue
            joint = before[place - 1]
            if joint.kind not in (Kind.CONJUNCTION, Kind.COMMA) or before[place - 2].kind is Kind.GRADE:
                continue
            names = self.reader.named(before[:place])
            if names and not denied((), before[:place]):
                start, end = reading.clause.span
                yield Draft(names[-1].slugs, unit.slugs[0], unit.at_least, start, end)


_INVERTS = frozenset({"as", "so", "too", "also", ",", "in", "and", "in the main", "the", "main"})


def _respectively(drafts: list[Draft]) -> list[Draft]:
    """Share out "satisfactory and good respectively" over as many subjects."""
    if not drafts or len(drafts[0].slugs) != len(drafts):
        return drafts
    return [replace(draft, slugs=(drafts[0].slugs[n],)) for n, draft in enumerate(drafts)]
