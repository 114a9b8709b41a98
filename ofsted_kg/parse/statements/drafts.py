"""Put a judgement together once it is known which grade is said of which subject.

In: a reading, a grade in it and the subject found. Out: `Draft`: a judgement with its
quantity, exception and outcome, and with offsets in the passage, before its evidence is
cut out of the document.
"""

from __future__ import annotations

from dataclasses import dataclass

from ofsted_kg.grammar.names import Named
from ofsted_kg.grammar.units import Unit
from ofsted_kg.grammar.words import Kind, words_of
from ofsted_kg.parse.statements.predicates import ends_tail, quantity_before
from ofsted_kg.parse.statements.resolve import Reading
from ofsted_kg.parse.statements.subject import ALL_SETTINGS, ONE, WEAK, Subject
from ofsted_kg.parse.statements.subjects import SubjectReader

PLACES = words_of("in at for across at within among of throughout by on amongst")


@dataclass(frozen=True, slots=True)
class Draft:
    """A judgement before its evidence is cut out of the document."""

    slugs: tuple[str, ...]
    grade: str
    at_least: bool
    start: int
    end: int
    quantity: str | None = None
    exception: str | None = None
    outcome: str | None = None
    quantities: tuple[str | None, ...] = ()


_AFTER_16 = frozenset({"colleges", "sixth-forms"})


def remains(after: list[Unit], place: int) -> bool:
    """Say whether a grade is that of what is left: "... and satisfactory in the fourth"."""
    tail = after[place + 1 :]
    return len(tail) == 2 and tail[0].text in PLACES and tail[1].kind is Kind.REST


def ends_in_part(after: list[Unit], place: int) -> bool:
    """Say whether a grade is that of a part of what was named: "... and good in half", "... in the rest"."""
    tail = after[place + 1 :]
    return len(tail) == 2 and tail[0].text in PLACES and tail[1].kind in (Kind.REST, Kind.QUANTITY)


class Drafter:
    """Makes drafts of judgements."""

    def __init__(self, reader: SubjectReader) -> None:
        self.reader = reader

    def of_noun(self, reading: Reading, slugs: tuple[str, ...], units: list[Unit], place: int) -> Draft:
        """Draft a grade that stands before its noun."""
        quantity = None
        for unit in reversed(units[max(0, place - 3) : place]):
            if unit.kind is Kind.QUANTITY:
                quantity = unit.slugs[0]
                break
            if unit.kind not in (Kind.ADVERB, Kind.DETERMINER, Kind.PREPOSITION):
                break
        grade = units[place]
        start, end = reading.clause.span
        return Draft(slugs, grade.slugs[0], grade.at_least, start, end, quantity=quantity)

    def tail_names(self, after: list[Unit], place: int) -> list[Named]:
        """Return the names that a grade is confined to by what follows it: "good in X"."""
        tail = after[place + 1 :]
        stop = next((n for n, unit in enumerate(tail) if ends_tail(tail, n)), len(tail))
        rest, _ = self.reader.exceptions(tail[:stop])
        return [named for named in self.reader.named(rest) if named.preposition in PLACES]

    def of_subject(self, reading: Reading, subject: Subject, after: list[Unit], place: int) -> Draft | None:
        """Draft a grade that is said of a subject; None if there is none after all."""
        slugs, outcome, quantity = subject.slugs, subject.outcome, subject.quantity
        outcomes = self.reader.outcomes
        for named in self.tail_names(after, place):
            is_outcome = named.slugs[0] in outcomes - WEAK
            much = quantity_before(after[place + 1 :], named)
            if not slugs or subject.generic:
                amounts = self.reader.amounts(after[place + 1 :], named) if len(named.slugs) > 1 else ()
                slugs, quantity = named.slugs, quantity or much
                subject = Subject(slugs=slugs, quantity=quantity, quantities=amounts)
            elif (
                slugs == ("post-16",)
                and after[place + 1].text in ("in", "at")
                and set(named.slugs) <= _AFTER_16
            ):
                slugs = named.slugs  # "post-16 provision is good in colleges and in sixth forms"
            elif is_outcome and set(slugs) <= outcomes:
                if reading.shared or slugs == ("all-outcomes",):
                    slugs = named.slugs
            elif is_outcome:
                outcome = named.slugs[0]
            elif named.slugs == (ALL_SETTINGS,):
                quantity = quantity or much
            elif subject.loose and named.preposition == "in":
                slugs, quantity = named.slugs, much
                subject = Subject(slugs=slugs)
            elif set(slugs) <= outcomes:
                if much is not None:
                    quantity = quantity or much
                else:
                    slugs, outcome = named.slugs, slugs[0]
        if not slugs:
            return None
        opening = max((n for n in range(place) if after[n].kind is Kind.GRADE), default=-1) + 1
        if opening and remains(after, place):
            quantity = "rest"  # "good in three of the four and satisfactory in the other"
        # What stood with the grade before belongs to that: "good in all homes and outstanding in half".
        own = max((n for n in range(opening, place) if after[n].kind is Kind.AND), default=opening)
        for unit in (*reading.clause.verb, *after[own if opening else 0 : place]):
            if unit.kind is Kind.QUANTITY:
                quantity = quantity or unit.slugs[0]
        for unit in after[place + 1 : place + 3]:
            # "good in most", "good, with two exceptions"
            placed = after[place + 1].text in PLACES or unit.words[-1] == "exceptions"
            if unit.kind is Kind.QUANTITY and slugs == subject.slugs and placed:
                quantity = quantity or unit.slugs[0]
        exceptions = subject.exceptions or self.reader.exceptions(after[place + 1 :])[1]
        if ONE in exceptions:
            quantity = "nearly-all" if quantity in (None, "all") else quantity
        exceptions = tuple(slug for slug in exceptions if slug != ONE)
        grade = after[place]
        start, end = reading.clause.span
        return Draft(
            slugs,
            grade.slugs[0],
            grade.at_least,
            start,
            end,
            quantity=quantity,
            quantities=tuple(subject.quantity_of(slug) or quantity for slug in slugs)
            if quantity == subject.quantity
            else (),
            exception=next((slug for slug in exceptions if slug not in slugs), None),
            outcome=outcome if outcome not in slugs else None,
        )

    @staticmethod
    def of_place(reading: Reading, named: Named, grade: Unit) -> Draft:
        """Draft a grade of what is found in a place: "Good provision is found in X"."""
        start, end = reading.clause.span
        quantity = quantity_before(reading.clause.after, named)
        return Draft(named.slugs, grade.slugs[0], grade.at_least, start, end, quantity=quantity)
