"""Settle what each clause is about, also where it only points back.

In: the clauses of a sentence and what was said before in the passage. Out: `Reading`: a
clause with its subject settled. "The rest", "they", "both", "the latter", "this provision",
"two" and a clause without subject take theirs from the clauses before.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ofsted_kg.grammar.names import Named
from ofsted_kg.grammar.units import Unit
from ofsted_kg.grammar.words import Kind
from ofsted_kg.parse.statements.clause import Clause
from ofsted_kg.parse.statements.phrases import inspected
from ofsted_kg.parse.statements.pointers import (
    ARTICLES,
    DOINGS,
    ORDINALS,
    counts,
    excepted,
    excepts_other,
    inverted,
    last_joint,
    measures,
    of_one,
    offers,
    opened,
    outside,
    placed_in,
    pointed,
    resumes,
    says_no,
    set_apart,
    some_home,
    told_first,
    until_unknown_verb,
)
from ofsted_kg.parse.statements.subject import ALL_OUTCOMES, ALL_SETTINGS, NOBODY, Subject
from ofsted_kg.parse.statements.subjects import SubjectReader

# Aspects that may stand for the thing spoken of: "The service was inspected. Overall effectiveness is good."
WHOLE_ASPECTS = frozenset({"quality", "overall quality", "effectiveness", "overall effectiveness"})
# How many names a passage remembers.
_KEPT = 40
# Nouns that name whatever was inspected, if nothing was named before.
_ANY = frozenset({"provision", "services", "settings", "setting", "institutions", "providers"})
_POINTS_TO_LAST = frozenset({Kind.RELATIVE, Kind.OPEN, Kind.THAT})


@dataclass(frozen=True, slots=True)
class Reading:
    """A clause and what it is about."""

    clause: Clause
    subject: Subject
    shared: bool  # the subject is that of the clause before
    compared: bool = False  # the clause before set something against other places


@dataclass(slots=True)
class Memory:
    """What a passage has spoken of so far.

    Attributes:
        subject: of the clause just before; None if it was about something else.
        named: the last subject of the vocabulary, however far back in the passage.
        total: how many there are of ``named``, if told.
        spoken: all names of subjects, in order.
        review: serious case reviews were spoken of last.
        pair: the names last spoken of together, for "the former" and "the latter".
    """

    subject: Subject | None = None
    named: Subject | None = None
    total: int | None = None
    spoken: tuple[str, ...] = ()
    review: bool = False
    pair: tuple[str, ...] = ()


class Resolver:
    """Reads the clauses of one passage in order, with a memory."""

    def __init__(self, reader: SubjectReader, heading: str | None) -> None:
        self.reader = reader
        self.heading = heading
        self.memory = Memory()
        self._said: tuple[str, ...] = ()  # the names that the sentence has been about

    def readings(self, clauses: Sequence[Clause]) -> Iterator[Reading]:
        """Yield the readings of a sentence's clauses; memory is then as before the next clause."""
        previous: Reading | None = None
        self._said = ()
        for clause in clauses:
            reading = self._reading(clause, previous)
            apart = set_apart(previous.clause, previous.subject) if previous is not None else ()
            if apart and not reading.subject.exceptions:
                reading = replace(reading, subject=replace(reading.subject, exceptions=apart))
            if previous is not None and any(u.kind is Kind.COMPARATOR for u in previous.clause.units):
                reading = replace(reading, compared=True)
            yield reading
            self._remember(reading)
            previous = reading

    def _reading(self, clause: Clause, previous: Reading | None) -> Reading:
        if any(unit.words[0] == "there" for unit in clause.before):
            return Reading(clause, replace(NOBODY, denied=says_no(clause.before)), shared=False)
        before = [unit for unit in clause.before if unit.kind is not Kind.ADVERB]
        if not before:
            nearest = self._nearest(clause, previous)
            if nearest is not None:
                return Reading(clause, nearest, shared=False)
            if clause.verb and previous is not None:
                # The same subject goes on; what was taken out of it before is not said again.
                subject = replace(previous.subject, exceptions=(), outcome=previous.subject.outcome)
                if subject.points_back and not subject.slugs:
                    subject = self._point_back(subject, clause, previous)
                return Reading(clause, subject, shared=True)
            if previous is not None and previous.subject.slugs and measures(clause):
                return Reading(clause, replace(previous.subject, exceptions=()), shared=True)
            return Reading(clause, NOBODY, shared=False)
        aside = self._aside(clause)
        if aside is not None:
            return Reading(clause, aside, shared=False)
        if [unit.kind for unit in before] == [Kind.THAT]:  # "and that is a smaller proportion than ..."
            pronoun = self._point_back(Subject(points_back=True), clause, previous)
            return Reading(clause, pronoun, shared=False)
        subject = self.reader.read(until_unknown_verb(clause.before), self.heading)
        if not subject.slugs and subject.unknown:
            # A verb that the grammar does not know may stand before: "..., and youth work was judged good".
            joint = last_joint(clause.before)
            if joint:
                subject = self.reader.read(clause.before[joint:], self.heading)
        if not subject.slugs and previous is not None and previous.subject.slugs and resumes(clause):
            return Reading(clause, replace(previous.subject, exceptions=()), shared=True)
        if previous is not None and clause.lead_kind is Kind.THAT:
            subject = self._of_inspected(subject, previous)
        if subject.only_aspect and previous is not None and previous.subject.slugs:
            same_sentence = not set(previous.subject.slugs) & self.reader.outcomes
            subject = replace(subject, points_back=same_sentence)
        whole = clause.lead_kind is Kind.RELATIVE or self._stands_for_whole(before)
        if subject.points_back or (subject.only_aspect and whole):
            subject = self._point_back(subject, clause, previous)
        elif subject.slugs == ("schools",) and self._explained(clause, previous):
            subject = replace(subject, slugs=self._explained(clause, previous))
        elif subject.slugs == ("schools",) and (subject.quantity == "rest" or pointed(clause)):
            nearer = self._by_noun(Subject(nouns=("schools",)))
            subject = replace(subject, slugs=nearer.slugs) if nearer is not None else subject
        elif subject.bare and clause.lead_kind is Kind.RELATIVE and previous is not None:
            last = self._last_names(previous.clause)
            subject = replace(subject, slugs=last.slugs, bare=False) if last is not None else subject
        elif subject.bare and previous is not None and previous.subject.slugs:
            nearer_slugs = previous.subject.slugs
            if nearer_slugs != (ALL_SETTINGS,) and not set(nearer_slugs) & self.reader.outcomes:
                subject = replace(subject, slugs=nearer_slugs, bare=False)
        return Reading(clause, subject, shared=False)

    def _of_inspected(self, subject: Subject, previous: Reading) -> Subject:
        """Read "Inspections of children's homes show that outcomes are good": those of the homes."""
        outcomes = set(subject.slugs) & self.reader.outcomes
        if len(subject.slugs) != 1 or not outcomes:
            return subject
        visited = inspected(previous.clause.before, self.reader.named(previous.clause.before))
        outcome = subject.slugs[0] if subject.slugs != (ALL_OUTCOMES,) else None
        return replace(subject, slugs=visited, outcome=outcome) if visited else subject

    def _aside(self, clause: Clause) -> Subject | None:
        """Read "except for X, which is ..." and "..., X, judged ...": the subject is the nearest name."""
        before = clause.before
        reduced = bool(clause.verb) and clause.verb[0].kind is Kind.JUDGE and before[-1].kind is Kind.COMMA
        last = before[-1]
        if last.kind is Kind.THAT and of_one(before):
            return Subject(slugs=before[-2].slugs)  # "young people benefit from a youth service that is"
        pronoun = last.kind is Kind.PRONOUN and len(before) > 1 and before[-2].kind is Kind.RELATIVE
        if not (reduced or pronoun or (last.kind is Kind.RELATIVE and len(before) > 1)):
            return None
        names = self.reader.named(before)
        if not names:
            return None
        some = self.reader.read(before[-2:-1], None) if last.kind is Kind.RELATIVE else NOBODY
        return Subject(slugs=names[-1].slugs, quantity=some.quantity)  # "X, half of which are"

    def _nearest(self, clause: Clause, previous: Reading | None) -> Subject | None:
        """Return the name nearest before a relative clause or a bracket."""
        reduced = bool(clause.verb) and clause.verb[0].kind is Kind.JUDGE and clause.lead_kind is Kind.COMMA
        if previous is None or not (clause.lead_kind in _POINTS_TO_LAST or reduced):
            return None
        if previous.subject.review or any(unit.kind is Kind.REVIEW for unit in previous.clause.after):
            return Subject(unknown=True, review=True)
        said = [unit for unit in previous.clause.after if unit.kind is not Kind.COMMA]
        if said and said[-1].kind is Kind.GRADE and previous.subject.slugs:
            return previous.subject
        if clause.lead_kind is Kind.THAT and offers(previous.clause) and previous.subject.slugs:
            return previous.subject  # "childminders offer care that is satisfactory"
        if clause.lead_kind is Kind.THAT and said and said[-1].words[-1] in ("more", "fewer", "less"):
            return Subject(unknown=True, relative=True)  # "and fewer that are inadequate"
        if excepts_other(previous.clause.after) or outside(previous.clause):
            return Subject(unknown=True)  # "except for recording, which is inadequate"
        noun = self._by_noun(Subject(nouns=excepted(previous.clause.after)))
        if noun is not None:
            return noun
        if clause.lead_kind in (Kind.THAT, Kind.RELATIVE) and self._other_noun(previous.clause.after):
            return Subject(unknown=True)
        if placed_in(previous.clause):
            homes = said[-1].text == "homes"  # "children are placed in homes that are good"
            return Subject(slugs=("childrens-homes",)) if homes else Subject(unknown=True)
        last = self._last_names(previous.clause)
        if last is None:
            return previous.subject
        counted = previous.clause.after[-1] if previous.clause.after else None
        parted = counted is not None and counted.words[-1] == "of"  # "half of | which are"
        of_which = clause.lead is not None and (parted or clause.lead.text == "of which")
        if counted is not None and clause.lead_kind is Kind.THAT:
            of_which = counted.kind is Kind.QUANTITY  # "too many that are satisfactory"
        if counted is not None and of_which:
            some = self.reader.read([counted], None) if counted.kind in ARTICLES else NOBODY
            told = self.reader.read(previous.clause.after[:-1], None)
            if some.part is not None and told.total is None and told.part is not None:
                return Subject(slugs=last.slugs, quantity=self.reader.fraction(some.part, told.part))
            return Subject(slugs=last.slugs, quantity=some.quantity)  # "two of which are good"
        if last.slugs == (ALL_SETTINGS,) and previous.subject.slugs:
            return previous.subject  # "with most settings judged good, which is": those spoken of
        outcome = self._outcome_of(previous.subject)
        return Subject(slugs=last.slugs, outcome=None if last.slugs == (outcome,) else outcome)

    @staticmethod
    def _other_noun(units: Sequence[Unit]) -> bool:
        """Say whether a noun outside the vocabulary stands nearer than the last name."""
        for unit in reversed(units):
            if unit.kind is Kind.SUBJECT:
                return False
            if unit.kind in (Kind.ASPECT, Kind.TOPIC, Kind.SHARE) or unit.text in DOINGS:
                return True
        return False

    def _last_names(self, clause: Clause) -> Named | None:
        for units in (clause.after, clause.before):
            names = self.reader.named(units)
            if names:
                return names[-1]
        return None

    def _outcome_of(self, subject: Subject) -> str | None:
        if subject.outcome is None and len(subject.slugs) == 1 and subject.slugs[0] in self.reader.outcomes:
            return subject.slugs[0]
        return subject.outcome

    def _explained(self, clause: Clause, previous: Reading | None) -> tuple[str, ...]:
        """Return which "schools" are meant after a colon: "Primary schools do well: most schools ..."."""
        if previous is None or clause.lead is None or clause.lead.text not in (":", "where", "with"):
            return ()
        last = self._last_names(previous.clause) if not previous.subject.slugs else None
        slugs = last.slugs if last is not None else previous.subject.slugs
        return slugs if all(slug.endswith("-schools") for slug in slugs) else ()

    @staticmethod
    def _stands_for_whole(before: Sequence[Unit]) -> bool:
        return all(u.text in WHOLE_ASPECTS for u in before if u.kind in (Kind.ASPECT, Kind.TOPIC))

    def _point_back(self, subject: Subject, clause: Clause, previous: Reading | None) -> Subject:
        if clause.lead_kind is Kind.RELATIVE and previous is not None:
            if subject.generic:
                last = self._last_names(previous.clause)
                if last is not None:
                    return replace(subject, slugs=last.slugs, points_back=False, generic=False)
            _, exceptions = self.reader.exceptions(previous.clause.after)
            exceptions = exceptions or previous.subject.exceptions
            last = self._last_names(previous.clause)
            if not exceptions and last is not None and subject.quantity is not None:
                return replace(
                    subject, slugs=last.slugs, points_back=False
                )  # "where too many are satisfactory"
            if exceptions:
                return replace(
                    subject, slugs=exceptions, outcome=self._exception_outcome(previous), points_back=False
                )
        loose = subject.quantity is not None or subject.part is not None or subject.relative
        if subject.generic and self._means_all(subject, clause):
            return replace(subject, slugs=(ALL_SETTINGS,), points_back=False, generic=False)
        if some_home(clause.before) and self._by_noun(subject) is None:
            return replace(subject, slugs=("childrens-homes",), points_back=False, generic=False)
        source = self._by_noun(subject) or self.memory.subject or (self.memory.named if loose else None)
        if source is None or not source.slugs:
            if (
                subject.generic
                and (loose or not self.heading)
                and set(subject.nouns) & _ANY
                and not pointed(clause)
                and (previous is None or clause.lead_kind is not Kind.AND)
            ):
                return replace(subject, slugs=(ALL_SETTINGS,), points_back=False)
            return replace(subject, unknown=True)
        words = {unit.text for unit in clause.before}
        if source.slugs == (ALL_SETTINGS,) and words & ORDINALS:
            return replace(subject, unknown=True)  # "the first two": of a list that was not read
        slugs = source.slugs
        if words & {"of them", "all of them", "both of them", "of which"} and previous is not None:
            nearest = self.reader.named(previous.clause.after)
            slugs = nearest[-1].slugs if nearest else slugs
        if "both" in words and len(slugs) == 1 and previous is not None:
            slugs = self._said if len(self._said) == 2 else slugs
        if "the former" in words:
            slugs = (self.memory.pair or slugs)[:1]
        elif "the latter" in words:
            slugs = (self.memory.pair or slugs)[-1:]
        elif subject.quantity == "rest" and source.quantities:
            # "all four nursery schools and six of the eight secondary schools ...; the remaining two"
            parted = tuple(slug for slug in slugs if source.quantity_of(slug) not in (None, "all"))
            slugs = parted or slugs
        settled = replace(
            subject,
            slugs=slugs,
            outcome=subject.outcome or source.outcome,
            total=subject.total or self.memory.total,
            points_back=False,
            unknown=False,
            only_aspect=False,
            loose=not loose,
        )
        if settled.part is not None and settled.total is not None and settled.quantity is None:
            return replace(settled, quantity=self.reader.fraction(settled.part, settled.total))
        return settled

    @staticmethod
    def _means_all(subject: Subject, clause: Clause) -> bool:
        """Say whether "services" means all there are: "all services, except ..., are good"."""
        excepted = bool(subject.exceptions) or any(unit.kind is Kind.EXCEPT for unit in clause.units)
        return excepted and subject.quantity in ("all", "nearly-all", "most") and "services" in subject.nouns

    def _by_noun(self, subject: Subject) -> Subject | None:
        """Find what was spoken of by the noun: "the remaining homes" are children's homes."""
        for noun in subject.nouns:
            ending = noun if noun.endswith("s") else noun + "s"
            for slug in reversed(self.memory.spoken):
                if slug.endswith("-" + ending):
                    return Subject(slugs=(slug,))
        return None

    def _exception_outcome(self, previous: Reading) -> str | None:
        after = self.reader.named(previous.clause.after)
        for named in after:
            if named.slugs[0] in self.reader.outcomes:
                return named.slugs[0]
        return self._outcome_of(previous.subject)

    def _remember(self, reading: Reading) -> None:
        subject, memory = reading.subject, self.memory
        names = self.reader.named(reading.clause.units)
        memory.spoken = (memory.spoken + tuple(s for named in names for s in named.slugs))[-_KEPT:]
        graded = any(unit.kind is Kind.GRADE for unit in reading.clause.units)
        if subject.slugs and inverted(reading.clause) and names:
            # "..., and so are three of the five sixth forms; the other two ..."
            subject = self.reader.read(reading.clause.after, None)
            subject = replace(subject, slugs=subject.slugs or names[-1].slugs)
        if subject.slugs:
            inside = self.reader.named(reading.clause.after) if subject.generic else []
            if inside and inside[0].preposition == "in":
                # "Provision is weakest in secondary schools: two are ..."
                subject = Subject(slugs=inside[0].slugs)
            self._settle(subject)
            if subject.total is not None:
                memory.total = subject.total
            elif subject.part is not None and not graded and counts(reading.clause):
                memory.total = subject.part
            return
        if subject.review or any(unit.kind is Kind.REVIEW for unit in reading.clause.units):
            memory.subject = memory.named = None
            memory.review = True
            return
        if self.heading and any(unit.kind is Kind.HERE for unit in reading.clause.units):
            memory.subject = Subject(slugs=(self.heading,))
            return
        if names:
            counted = self.reader.read(told_first(reading.clause) or reading.clause.after, None)
            if reading.clause.lead_kind is not Kind.RELATIVE:
                # "The college works with schools": a verb that is not known, after its subject
                opens = not reading.clause.verb and opened(reading.clause.units[: names[0].first])
                self._settle(Subject(slugs=names[0 if opens else -1].slugs))
                memory.total = counted.total or counted.part
        elif reading.clause.verb:
            memory.subject = None

    def _settle(self, subject: Subject) -> None:
        if self.memory.named is not None and set(self.memory.named.slugs) != set(subject.slugs):
            self.memory.total = None
        self.memory.subject = self.memory.named = subject
        self.memory.review = False
        self._said = tuple(dict.fromkeys((*self._said, *subject.slugs)))
        if len(subject.slugs) > 1 or not set(subject.slugs) <= set(self.memory.pair):
            self.memory.pair = subject.slugs if len(subject.slugs) == 2 else ()
        self.memory.spoken = (self.memory.spoken + subject.slugs)[-_KEPT:]
