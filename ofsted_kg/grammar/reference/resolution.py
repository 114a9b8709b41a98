# Past 300 lines: one stack of antecedents, and each word that takes from it.
"""Settle what each clause is about, also where it only points back.

In: the clauses of a passage, one sentence after the other. Out: `Reading`: a clause with its subject
settled. "The rest", "they", "both", "the latter", "this provision", "two" and a clause without subject
take theirs from what was spoken of before. Constructions never see how: they get names.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from ofsted_kg.grammar.clauses.clause import Clause, Said
from ofsted_kg.grammar.lex.closed_classes import Kind
from ofsted_kg.grammar.lex.concepts import ALL_SETTINGS, CHILDRENS_HOMES, SINGLE, WEAK
from ofsted_kg.grammar.lex.quantifiers import OF_SIZES, fraction
from ofsted_kg.grammar.lex.semantic_fields import JUDGEMENTS, OF_TWO, ONE_OR_OTHER
from ofsted_kg.grammar.phrases.boundaries import MARKS
from ofsted_kg.grammar.phrases.phrase import Form
from ofsted_kg.grammar.phrases.subject import NOBODY, Points, Subject, all_of, naming
from ofsted_kg.grammar.phrases.subject_reader import SubjectReader
from ofsted_kg.grammar.reference.accessibility import called_there, has_content, reaches_back
from ofsted_kg.grammar.reference.anaphora import (
    ANY,
    HOLDERS,
    HOMES,
    acts,
    counted_before,
    echoes,
    is_anybody,
    is_excepted,
    is_inside,
    is_occasion,
    is_of_acts,
    is_of_people,
    is_served_by,
    objects,
    of_fronted,
    of_inspected,
    of_spared,
    opens_bare,
    opens_with_there,
    parted_in,
    picked,
    takes_up,
    that_of_another,
    within,
    without_source,
)
from ofsted_kg.grammar.reference.cataphora import cataphoric, front_of_colon, opener
from ofsted_kg.grammar.reference.discourse_model import Memory, Reading
from ofsted_kg.grammar.reference.discourse_update import leave, remember
from ofsted_kg.grammar.reference.domain_restriction import (
    domain_restricted,
    kind_meant,
    of_kin,
    schools_there,
    spoken_of,
    taken_out,
    told_of,
)
from ofsted_kg.grammar.reference.embedded_subjects import (
    are_people,
    floats,
    in_cases,
    is_joined,
    is_work,
    opens_under_heading,
    outcome_of,
    pair_ahead,
    parted_ahead,
    stands,
    where_people_are,
    without_graded_aside,
)
from ofsted_kg.grammar.reference.fronted_exceptives import fronted_exceptives, of_the_one, without
from ofsted_kg.grammar.reference.nearest_antecedent import (
    in_part,
    is_one_there,
    mentioned,
    nearby,
    spared_from,
    tells_by_how_much,
)
from ofsted_kg.grammar.reference.plural_anaphora import (
    judged_there,
    named_as,
    named_of_two,
    of_list,
    of_others,
    pointed,
    told_ahead,
    two_named,
)
from ofsted_kg.grammar.reference.respective_asides import respective_aside
from ofsted_kg.grammar.reference.unnamed_referents import counts_unnamed, of_some_people
from ofsted_kg.grammar.reference.verbless_subjects import subject_of_verbless

_RELATING = frozenset({Kind.RELATIVE, Kind.THAT, Kind.OPEN})
_LIGHT = frozenset({Form.ADVERB, Form.NOT, Form.STOP, Form.COMMA, Form.AND})
_NTH = frozenset({"the third", "the fourth", "the fifth", "the sixth", "the seventh", "the eighth"})
_SIZED = frozenset({f"the {size}" for size in OF_SIZES})
_LOOSE = (Points.SHELL_NOUN, Points.ASPECT, Points.PRONOUN)
_ALL_OF_IT = frozenset({"taken as a whole", "taken together"})


class Resolver:
    """Settles the subjects of one passage, in order, with a memory."""

    def __init__(self, reader: SubjectReader, heading: str | None) -> None:
        self.reader = reader
        self.heading = heading
        self.memory = Memory()

    def readings(self, clauses: Sequence[Clause], told: Sequence[Clause] = ()) -> Iterator[Reading]:
        """Yield the readings of clauses behind those ``told``; memory is then as before the next clause."""
        previous: Reading | None = None
        host: Reading | None = None  # the clause that an aside stands in
        if not told:
            self.memory.sentence = self.memory.mentioned = self.memory.ordered = ()
            self.memory.fresh = self.memory.measured = False
        apart = fronted_exceptives(self.reader, clauses)
        for place, clause in enumerate(clauses):
            self.memory.pair = two_named([*told, *clauses[:place]], self.memory.pair)
            reading = of_fronted(self.reader, self._reading(clause, previous), clauses, self.heading)
            reading = told_ahead(self.reader, named_as(reading, clauses), clauses, self.heading)
            reading = of_spared(self.reader, reading, clauses, self.heading) if clause.antecedent else reading
            reading = where_people_are(cataphoric(self.reader, reading, clauses, self.heading))
            reading = of_some_people(reading, clauses)
            reading = respective_aside(reading, previous, host)
            host = reading if clause.verb is not None and not clause.antecedent else host
            if apart and place < 2:
                reading = of_the_one(self.reader, reading, clauses, self.heading)
            if apart and place and clause.verb is not None and not clause.antecedent:
                reading = replace(reading, subject=without(reading.subject, apart))
                apart = ()
            self.memory.nearest = ()
            yield reading
            if not is_inside(clause, clauses[place + 1 : place + 2]):
                remember(self.memory, reading, self.reader)
            self.memory.around, previous = previous, reading
        self.memory.pair = two_named([*told, *clauses], self.memory.pair)
        leave(self.memory, [unit for clause in (*told, *clauses) for unit in clause.units])

    # -- the subject of a clause -----------------------------------------------------------------

    def _reading(self, clause: Clause, previous: Reading | None) -> Reading:
        zone = clause.before if clause.verb is not None else subject_of_verbless(clause)
        if opens_with_there(clause):
            denied = any(p.form is Form.NOT or p.denied for p in clause.before)
            return Reading(clause, replace(NOBODY, denied=denied), exists=True)
        if all(p.form in _LIGHT for p in zone) or (clause.lead is not None and is_occasion(zone)):
            return self._left_out(clause, previous)
        zone = named_of_two(without_graded_aside(zone), self.memory)
        subject = called_there(self.reader.read(zone, self.heading), clause)
        if subject.points is Points.PRONOUN and not self.memory.fresh and not subject.including:
            for group in [g.names() for g in self.reader.groups(zone) if g.names()][-1:]:
                self.memory.mentioned = tuple((slug, None) for slug, _ in group)  # "speak highly of X, it is"
        acted = acts(self.reader, clause)
        settled = replace(NOBODY, unknown=True) if acted else self.settle(subject, clause, previous)
        if clause.lead_kind is Kind.THAT and previous is not None:
            settled = of_inspected(self.reader, settled, previous)
        holder = zone[0].word in HOLDERS or all(
            u.kind in (Kind.DETERMINER, Kind.PRONOUN) for u in zone[0].units
        )
        return Reading(clause, settled, exists=clause.verb_has(Kind.HAVE) and not settled.names and holder)

    def _left_out(self, clause: Clause, previous: Reading | None) -> Reading:
        """Read a clause without a subject of its own."""
        if clause.antecedent:
            return Reading(clause, self._antecedent(clause, previous))
        named = previous is not None and bool(previous.subject.names)
        focus = self.memory.focus if clause.lead_kind is Kind.STOP else None
        if previous is not None and not named and focus is not None:
            return Reading(clause, focus, shared=True)  # "gave X the same grade: adequate"
        if previous is not None and (clause.shared or clause.verb is None or clause.lead is not None):
            return Reading(clause, picked(clause, previous, self.memory), shared=True)
        if opens_under_heading(clause) and self.heading is not None and self.heading not in WEAK:
            return Reading(clause, Subject(names=((self.heading, None),)))  # "Good in most settings."
        return Reading(clause, NOBODY)

    def _antecedent(self, clause: Clause, previous: Reading | None) -> Subject:
        """Return the noun phrase that a relative clause is about."""
        if previous is not None and previous.exists:
            self.memory.total = None  # "there are four which are": of how many is not said
        zone = in_part(tuple(told_of(clause)), previous)
        subject = self.reader.read(zone, self.heading)
        if subject.denied and len(zone[0].units) > 1 and clause.lead_text in ("which", "who"):
            subject = replace(subject, denied=False)  # "None of the homes, which were good, has closed"
        if zone[-1].units[-1].words[-1] == "them" or tells_by_how_much(zone[-1], previous):
            return replace(NOBODY, unknown=True)  # "the recording of them, which was poor"
        subject = of_kin(subject, previous, self.memory, self.reader)
        if previous is not None and is_excepted(previous.clause, clause.antecedent):
            # "except one, which is", "in all but three, where it is": an exception, not a part
            some = subject.quantity if subject.quantity == "some" else None  # "except some X, where it is"
            subject = taken_out(replace(subject, part=None, quantity=some), previous.subject)
        if subject.names:
            outcome = outcome_of(previous, self.reader.outcomes, clause.where)
            outcome = None if any(p.text == "overall" for p in clause.after) else outcome
            kept = None if clause.antecedent[-1].names and outcome in subject.slugs else outcome
            quantity = subject.quantity if subject.quantity == "some" or clause.lead_text != "where" else None
            quantity = "all" if clause.lead_text == "all of which" else quantity
            names = tuple((slug, own or quantity if quantity else None) for slug, own in subject.names)
            return replace(subject, names=names, quantity=quantity, outcome=subject.outcome or kept)
        if subject.unknown:
            if previous is not None and clause.verb_has(Kind.JUDGE) and is_served_by(previous, zone[0]):
                return previous.subject
            excepted = previous is not None and any(p.form is Form.EXCEPT for p in previous.clause.after)
            if excepted and previous is not None and subject.head is not None and subject.head.capital:
                return previous.subject  # "with the exception of Elmfield, which is"
            if previous is not None and is_one_there(previous.clause, clause.antecedent):
                return naming(previous.subject.slugs)  # "except for one in the north, which is"
            return subject
        return self.settle(subject, clause, previous)

    def own(self, said: Said, reading: Reading) -> Subject:
        """Return whom a grade is said of, where the words beside it tell."""
        if not said.subject:  # nothing may stand there in a sentence that breaks off
            case = not said.first and any(p.text == "in the case of" for p in said.zone)
            if case and self.memory.nearest:  # "B good, outstanding and, in the case of the smallest, poor"
                return naming(self.memory.nearest)
            return reading.subject
        if (placed := in_cases(said, reading.subject)) is not None:
            return placed
        subject = self.reader.read(said.subject, self.heading)
        if self.memory.nearest and [p.text for p in said.subject[:2]] == ["those", "in"]:
            # "the sixth forms of two schools outstanding, those in the others good"
            return Subject(names=tuple((slug, subject.quantity) for slug in self.memory.nearest))
        if subject.names:
            above = reading.subject.slugs
            led = said.subject[0].form is Form.PREP and not said.first
            if subject.slugs == (ALL_SETTINGS,) and led and above:  # "and in some settings"
                return all_of(replace(reading.subject, quantity=None), subject.quantity)
            if kind := schools_there(subject, reading, said):
                return replace(subject, names=tuple((s, subject.quantity) for s in kind))
            # "Early years provision is good, with most settings good"
            return kind_meant(subject, reading.subject, said.subject)
        if floats(said, subject):
            many = len(reading.subject.names) > 1 and said.subject[0].units[0].text == "each"
            much = subject.quantity if not many else None  # "A and B are each good"
            return all_of(reading.subject, much or reading.subject.quantity)
        if is_work(said, subject, reading):
            return replace(subject, unknown=True, points=Points.NONE)
        word = subject.head.text if subject.head is not None else ""
        if word in OF_TWO | ONE_OR_OTHER and (pair := pair_ahead(self.reader, reading)):
            return self.settle(subject, reading.clause, None, source=naming(pair))
        amount = subject.points in (Points.AMOUNT, Points.REST, Points.PRONOUN)
        if amount and (that_of_another(said) or counts_unnamed(reading, self.reader)):
            return replace(subject, unknown=True, points=Points.NONE)  # "two hospitals, both poor"
        reviewed = objects(self.reader, reading.clause).review or reading.subject.review
        if amount and reviewed and not reading.subject.names:
            return replace(subject, review=True, unknown=True, points=Points.NONE)  # "two reviews, both"
        beside, joined = self.memory.nearest, is_joined(said)
        if amount and joined and beside and reading.subject.names and beside != reading.subject.slugs:
            of_those = naming(beside)
            return self.settle(subject, reading.clause, None, source=of_those)  # "and in one poor"
        source = reading.subject if reading.subject.names else within(self.reader, reading.clause, said.mark)
        if source is None and said.mark is not None and acts(self.reader, reading.clause):
            source = objects(self.reader, reading.clause)  # "The council has six homes, | all of them good"
        if amount and said.mark is not None and echoes(reading.clause):
            ahead = [p for p in reading.clause.after if p.start < said.mark.start]
            repeated = self.reader.read(ahead, self.heading)
            source = repeated if repeated.names else source  # "So are most of B, | with the rest good": of B
        if subject.points is Points.REST and (counted := counted_before(reading, said.mark)):
            source = counted  # "was found in two of the three schools with the third good"
        if amount and (two := parted_ahead(self.reader, reading.clause, said.subject[0])):
            return self.settle(subject, reading.clause, None, source=naming(two))
        verb = reading.clause.verb
        if verb is not None and said.subject[0].start < verb.start and not said.first:
            before = [p for p in reading.clause.before if p.start < said.subject[0].start]
            graded = max((n + 1 for n, p in enumerate(before) if p.form is Form.GRADE), default=0)
            opens = (n for n in range(graded, len(before)) if graded and before[n].form not in MARKS)
            before = before[next(opens, 0) :]  # "A, all good, and B, | most of them poor, are": those of B
            nearest = self.reader.read(before, self.heading)
            source = nearest if nearest.names else source  # "A, with 74% good, and B are": those of A
        told = source is not None and source.part and not source.total and verb is not None
        if said.first and said.mark is not None and source is not None and told:
            source = replace(source, total=source.part)  # "Five were inspected, | four good"
        if subject.points is Points.SHELL_NOUN and word in HOMES:
            source = source if source is not None and any("homes" in s for s in source.slugs) else None
        if subject.points is Points.SHELL_NOUN and said.mark is not None and subject.head is not None:
            owned = said.subject[0].units[0].text in ("its", "their") and subject.head.text in ANY
            source = within(self.reader, reading.clause) if owned else None
        return self.settle(subject, reading.clause, None, source=source)

    # -- pointing back -----------------------------------------------------------------------------

    def settle(
        self, subject: Subject, clause: Clause, previous: Reading | None, source: Subject | None = None
    ) -> Subject:
        """Return a subject with its names, also where it only points back."""
        if subject.names:
            return domain_restricted(subject, clause, previous, self.memory, self.reader)
        if subject.unknown or subject.points is Points.NONE:
            return subject
        if subject.points is Points.SHELL_NOUN and any(unit.text in _ALL_OF_IT for unit in clause.units):
            # "Taken as a whole most provision is good"
            return replace(subject, names=((ALL_SETTINGS, subject.quantity),), points=Points.NONE)
        if source is None:
            source = self._source(subject, clause, previous)
            if (others := of_others(subject, source, clause, previous, self.reader.outcomes)) is not None:
                return others
        given = subject.head is not None and subject.head.text in JUDGEMENTS and not opens_bare(clause)
        if self.memory.review and (given or subject.points in (Points.AMOUNT, Points.PRONOUN, Points.REST)):
            return replace(subject, review=True, unknown=True, points=Points.NONE)
        if source is None or not source.names:
            return without_source(subject, clause, previous, self.heading)
        names = pointed(subject, source, self.memory)
        if chosen := of_list(subject, source, self.memory):
            self.memory.ordered = (*self.memory.ordered, *chosen)
            names = naming(chosen).names
            subject = replace(subject, quantity=None, part=None)
        total = subject.total or source.total or self._total(source)
        some = source.quantity if clause.lead_text == "where" and source.quantity == "some" else None
        quantity = subject.quantity or some  # "except for some X, where they are"
        if subject.part is not None and quantity is None and total is not None:
            quantity = fraction(subject.part, total)
        each = subject.head is not None and subject.head.words[0] == "each" and len(names) > 1
        quantity = quantity if quantity != "all" or not each else None  # "A and B, each of which is good"
        return replace(
            subject,
            names=(*((slug, quantity) for slug, _ in names), *subject.beside),
            quantity=quantity if not subject.beside else None,
            outcome=subject.outcome or source.outcome,
            total=total,
            points=Points.NONE,
            unknown=not names,
            loose=subject.points in _LOOSE and not (subject.head and subject.head.text in OF_TWO),
        )

    def _source(self, subject: Subject, clause: Clause, previous: Reading | None) -> Subject | None:
        """Return what a subject points back to."""
        if subject.head is not None and subject.points in (Points.SHELL_NOUN, Points.REST):
            if found := spoken_of(subject.head.words[-1], self.memory):
                return Subject(names=((found, None),))
            own = subject.head.words[-1] == "homes" or not clause.antecedent  # "except one home, which is"
            if own and subject.head.words[-1] in HOMES:
                return Subject(names=((CHILDRENS_HOMES, None),))
        if clause.antecedent and clause.lead_kind in _RELATING:
            near = self.reader.read(told_of(clause), self.heading)
            near = of_kin(near, previous, self.memory, self.reader)
            if near.names:
                above = outcome_of(previous, self.reader.outcomes, clause.where)
                return replace(near, outcome=near.outcome or (above if above not in near.slugs else None))
            if previous is not None and (wholes := parted_in(clause, previous.clause)):
                return self.reader.read(wholes, self.heading)
            place = clause.lead_text == "where"
            if previous is not None and previous.subject.names and (place or not near.unknown):
                nearest = objects(self.reader, previous.clause) if echoes(previous.clause) else NOBODY
                if spared := spared_from(previous, clause.antecedent, self.memory):
                    # "A is good and B poor save one, which is"
                    return naming(spared)
                return nearest if nearest.names else previous.subject  # "as are B, save two that": of B
        if takes_up(clause) and clause.antecedent:
            near = self.reader.read(told_of(clause), self.heading)
            if near.names:
                return near  # "and adoption, much improved since the inspection when it was poor, is"
        loose = subject.points in (Points.AMOUNT, Points.REST)
        counted = any(unit.percent for phrase in clause.before for unit in phrase.units)
        if loose and (self.memory.outside or is_anybody(subject, counted=counted)):
            return None
        told = previous is not None and not previous.subject.names and not self.memory.fresh
        own = has_content(subject, clause, previous, self.memory)
        if subject.points is Points.AMOUNT and self.memory.hanging and not own:
            return naming(self.memory.hanging)
        if loose and told and clause.lead_text == ":":
            return front_of_colon(previous)  # "Assessments done in time: 78%": how many of them
        word = subject.head.text if subject.head is not None else ""
        single = self.memory.focus is not None and set(self.memory.focus.slugs) <= SINGLE
        sized = word in _SIZED and (single or self.memory.counted is not None)  # of one, none is older
        if sized or (word in _NTH and self.memory.counted is not None and not self.memory.listed):
            return self.memory.counted
        it = subject.points is Points.PRONOUN and word in ("it", "they", "both")
        if it and (opened := opener(clause, previous)) is not None:
            return opened
        acted = it and previous is not None and is_of_acts(previous.subject)
        if acted or are_people(clause, previous, self.memory):
            return None  # "Attendance in schools is poor, it is": not the schools
        measured = it and self.memory.measured
        if measured and not self.memory.fresh:
            return None  # "Standards are rising and they are above": not what was spoken of before
        if (nearer := nearby(subject, clause, previous, self.memory)) is not None:
            return nearer
        if (loose or it) and not self.memory.fresh and self.memory.mentioned:
            return mentioned(subject, self.memory)  # what this sentence names, not the one before
        if some := judged_there(subject, self.memory, previous):
            return some
        reaches = self.memory.fresh or reaches_back(subject, clause, self.memory)
        may = reaches and stands(subject, clause, previous, self.reader.outcomes)
        if own or not may or is_of_people(subject, self.memory.focus):
            return None
        return self.memory.focus or (self.memory.named if loose else None) or mentioned(subject, self.memory)

    def _total(self, source: Subject) -> int | None:
        """Return how many there are of what is pointed to."""
        named = self.memory.named
        return self.memory.total if named is None or set(source.slugs) & set(named.slugs) else None
