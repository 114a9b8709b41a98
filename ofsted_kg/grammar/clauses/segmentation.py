# Past 300 lines: every way in which one clause ends and another begins.
"""Part a sentence into clauses.

In: the phrases of a sentence. Out: `Clause` in order, each with what stands before its verb,
the verb group and what stands after. Relative clauses, asides and participles inside a
subject are clauses of their own; the subject that waits for its verb behind them gets it.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from ofsted_kg.grammar.clauses.antecedents import antecedent_of, last_noun, several
from ofsted_kg.grammar.clauses.clause import Clause, Zone
from ofsted_kg.grammar.clauses.medial_connectives import medial
from ofsted_kg.grammar.clauses.parentheticals import behind, without_asides
from ofsted_kg.grammar.clauses.participles import HARD, goes_on, graded_again, is_reduced, is_set_off
from ofsted_kg.grammar.clauses.subordination import (
    RESTRICTING,
    after_being,
    bare_behind,
    closes_relative,
    compared_again,
    complete,
    counts_of_front,
    dates,
    does,
    having_own,
    new_subject,
    next_judged,
    opens_clause,
    rejoined,
    subordinate,
    tells_of_object,
    turned,
    where_again,
)
from ofsted_kg.grammar.lex.closed_classes import FINITE_BE, Kind
from ofsted_kg.grammar.lex.units import Unit
from ofsted_kg.grammar.phrases.asyndeton import both_of_two, run_on, without_mark
from ofsted_kg.grammar.phrases.boundaries import (
    LIGHT,
    MARKS,
    beside_ahead,
    between_whom,
    boundary,
    closed,
    counted_with,
    front_cut,
    front_end,
    graded_end,
    inserted_at,
    only_amount,
    range_end,
    sets_apart,
    verbless_end,
)
from ofsted_kg.grammar.phrases.phrase import Form, Phrase, units_of

_RESUMING = frozenset({"has", "have", "being"})
_SUBORDINATES = frozenset(
    {"while", "whilst", "although", "though", "because", "since", "when", "where", "even though"}
)


def split(phrases: Sequence[Phrase]) -> list[Clause]:
    """Part the phrases of a sentence into clauses."""
    main, asides = without_asides(phrases)
    whole = compared_again(rejoined([turned(clause) for clause in _Builder().build(main)]))
    for opening, aside, antecedent in reversed(asides):
        inner = _Builder(Clause(opening.units[0], (), antecedent=antecedent)).build(aside)
        place = behind(whole, opening, aside)
        whole[place:place] = inner
    return whole


class _Builder:
    """Builds the clauses of a run of phrases, one phrase at a time."""

    def __init__(self, opening: Clause | None = None) -> None:
        self.made: list[Clause] = []
        self.lead: Unit | None = opening.lead if opening else None
        self.antecedent: Zone = opening.antecedent if opening else ()
        self.before: list[Phrase] = []
        self.verb: Phrase | None = None
        self.after: list[Phrase] = []
        self.reduced = self.inserted = False
        self.shared = False
        # Subjects whose verb is still to come: "The service, which was good, | is".
        self.waiting: list[tuple[Unit | None, list[Phrase]]] = []

    def build(self, phrases: Sequence[Phrase]) -> list[Clause]:
        for place, phrase in enumerate(phrases):
            zone = self.before if self.verb is None else self.after
            if phrase.form is Form.VERB:
                self._on_verb(phrase, phrases, place)
            elif phrase.form is Form.REL or (phrase.form is Form.THAT and opens_clause(phrases, place)):
                self._on_relative(phrase, phrases[place + 1 :])
            elif self.waiting and bare_behind(self.lead, self.verb, zone, phrases[place:]):
                self._resume(None)
                self.before.append(phrase)
            elif phrase.form in HARD and not dates(phrases, place):
                self._on_mark(phrase, phrases[place + 1 :])
            else:
                zone.append(phrase)
        self._close()
        for lead, zone in (pair for pair in self.waiting if pair[1]):
            start = zone[0].start
            place = next((n for n, c in enumerate(self.made) if c.phrases[0].start > start), len(self.made))
            self.made.insert(place, Clause(lead, tuple(zone)))
        return [c for c in self.made if c.phrases]

    def _on_verb(self, verb: Phrase, phrases: Sequence[Phrase], place: int) -> None:
        having = verb.units[0].words[0] == "having"
        if self.verb is None:
            self._first_verb(verb, phrases, place)
        elif goes_on(self.verb, verb, self.after):
            self._next_verb(replace(verb, units=(*units_of(self.after), *verb.units)))
            self.after = []
        elif not self.after:
            self._next_verb(verb)
        elif having and (own := having_own(self.after)):
            mark, tail = self.after[own - 1], self.after[own:]
            self.after = self.after[: own - 1]
            self._close()  # "is good, with childminders and childcare both | having"
            self._open(mark.units[0])
            self.before, self.verb = tail, verb
        elif having or after_being(verb, self.after):
            self._close()  # "..., having improved since last year": the same subject goes on
            self._open(None)
            self.verb, self.shared = verb, True
        else:
            self._further_verb(verb, phrases, place)

    def _first_verb(self, verb: Phrase, phrases: Sequence[Phrase], place: int) -> None:
        """Take the first verb behind a subject."""
        self._cut_front(verb)
        if self._resumes():
            self._resume(verb)
            return
        when = subordinate(self.before)
        if when is not None and when[0]:  # "The school improved | after it was judged"
            tail, mark = self.before[when[1] :], self.before[when[0]]
            self.before = self.before[: when[0]]
            self._close()
            self._open(mark.units[0])
            self.before = tail
        if is_reduced(self.before, verb, phrases, place):
            self.waiting.append((self.lead, list(self.before)))
            parted = is_set_off(self.lead, self.before)
            self._open(None, antecedent=last_noun(self.before))
            self.reduced = not parted  # ", judged good in 2008, | is" tells more
            self.inserted = parted
        self.verb = verb

    def _cut_front(self, verb: Phrase) -> None:
        """Close what is fronted and says something itself: "With X good, | Y is", "X vary, | there being"."""
        cut = front_end(self.before, led=self.lead is not None) or counted_with(self.before, verb)
        cut = cut or range_end(self.before) or graded_end(self.before)
        cut = cut if any(p.form is Form.NOUN for p in self.before[:cut]) else 0
        denied = 0 if cut else verbless_end(self.before, verb)
        if end := cut or denied:
            mark, tail, self.before = self.before[end - 1], self.before[end:], self.before[: end - 1]
            self._close()
            self._open(mark.units[0] if denied or mark.form is Form.WITH else None)
            self.before = tail

    def _next_verb(self, verb: Phrase) -> None:
        """Take a verb right behind another: "the homes judged | are", "continues to be"."""
        again = self.verb is not None and self.verb.denied and verb.units[0].words[0] in _RESUMING
        finite = verb.units[0].text in FINITE_BE or again  # "the one that is not | has been"
        if (self.reduced or self.inserted or finite) and self.waiting:
            self._resume(verb)
        elif self.verb is not None:
            units = self.verb.units + verb.units
            denied = self.verb.denied or verb.denied
            self.verb = replace(self.verb, units=units, head=verb.head, denied=denied)

    def _further_verb(self, verb: Phrase, phrases: Sequence[Phrase], place: int) -> None:
        """Take a verb behind something that was said: a clause ends before it."""
        noun = next_judged(self.after, verb) if self.inserted else ()
        if noun:  # "adoption, judged outstanding, and fostering, | judged good"
            self.after = self.after[: -len(noun) - 2]
            self._close()
            self._open(None)
            self.before, self.verb = list(noun), verb
            return
        if self.waiting and between_whom(self.waiting[-1][1], self.after):
            self._resume(verb)  # "the gap between those who are entitled to them and the rest | is"
            return
        cut = subordinate(self.after) or (front_cut(self.after) if self._fronted() else None)
        spliced = (both_of_two if verb.units[0].words[0] == "being" else without_mark)(self.after)
        spliced = spliced or self._run_on()
        cut = cut or beside_ahead(self.after) or spliced or boundary(self.after, waiting=bool(self.waiting))
        counted = counts_of_front(self.waiting[-1][1], self.after[-1]) if self.waiting else []
        if self.waiting and (cut is None or (counted and closes_relative(self.lead, self.after, cut))):
            self.after = self.after[: len(self.after) - len(counted)]
            self._resume(verb)  # "Of the homes that the council runs | half are"
            self.before += counted
            return
        if cut is None and self.after[-1].form is Form.GRADE:
            self._close()  # "that two are inadequate | is a concern"
            self._open(None)
            self.verb = verb
            return
        if cut is None:
            # "inspections show most schools are good": the object is a clause
            tail, self.after = self.after, []
            self._close()
            self._open(None)
            self.before = tail
            self._first_verb(verb, phrases, place)
            return
        first, second = cut
        tail = self.after[second:]
        mark = self.after[second - 1] if second > first else None
        if self.waiting and [p.form for p in tail] == [Form.PREP, Form.NOUN]:
            self._resume(verb)  # "which it provides for adoption and for fostering | are"
            return
        if self.waiting and mark is not None and mark.form is Form.WITH and first + 1 == second:
            self._resume(verb)  # "The number of those who leave with no qualifications | is"
            return
        self.after = self.after[:first]
        bare = all(p.form in LIGHT for p in tail) or sets_apart(tail)
        if bare and mark is not None and tells_of_object(self.verb, self.after, verb):
            noun = last_noun(self.after)  # "are adoption, | judged outstanding, and"
            self._close()
            self._open(mark.units[0], antecedent=() if mark.form is Form.AND else noun)
            self.before, self.verb = list(noun) if mark.form is Form.AND else [], verb
            return
        if bare and self.waiting and (mark is None or mark.form is Form.COMMA):
            self._resume(verb)
            return
        self._close()
        self._open(mark.units[0] if mark is not None else None)
        self.before, self.shared = tail, bare
        self._first_verb(verb, phrases, place)

    def _run_on(self) -> tuple[int, int] | None:
        return run_on(self.after, self.verb) if self.verb is not None and not self.waiting else None

    def _resumes(self) -> bool:
        """Say whether a verb belongs to a subject before an aside: "Fostering, although good, | has"."""
        if not self.waiting or self.reduced:
            return False
        if self.lead is not None and self.lead.kind in (Kind.THAT, Kind.RELATIVE) and does(self.before):
            return True  # "the settings that we inspected | are"
        ends = bool(self.before) and self.before[-1].form is Form.COMMA
        forms = {p.form for p in self.before}
        bare = self.lead is not None and self.lead.kind is Kind.CONJUNCTION
        whole = bare and Form.GRADE in forms and Form.NOUN not in forms
        return (ends or whole) and self.lead is not None

    def _resume(self, verb: Phrase | None) -> None:
        if self.lead is not None and self.lead.kind is Kind.THAT:
            self.reduced = True  # "homes that were judged good | are": it tells which are meant
        self._close()
        lead, zone = self.waiting.pop()
        self._open(lead)
        self.before, self.verb = zone, verb

    def _on_relative(self, phrase: Phrase, rest: Sequence[Phrase]) -> None:
        zone = self.after if self.verb is not None else self.before
        last = zone[-1] if zone and zone[-1].form is Form.NOUN and not zone[-1].names else None
        if last is not None and (phrase.units[0].words[0] == "of" or last.units[-1].words[-1] == "of"):
            joint = len(zone) - 1  # "..., two | of which are good"
            while joint and zone[joint - 1].form in MARKS:
                joint -= 1
            if joint:
                del zone[joint:]
                self._relative(phrase, rest)
                if last.units[0].words[0] in ("much", "little"):
                    self.antecedent = self.antecedent[-1:]  # "nurseries and day care, much of which is"
                self.before.append(last)
                return
        self._relative(phrase, rest)

    def _relative(self, phrase: Phrase, rest: Sequence[Phrase]) -> None:
        if self.verb is None:
            noun = antecedent_of(self.before, rest)
            restricts = phrase.text in RESTRICTING and not (
                self.before and self.before[-1].form is Form.COMMA
            )
            if any(p.form is Form.NOUN for p in self.before):
                self.waiting.append((self.lead, list(self.before)))
                self._open(phrase.units[0], antecedent=noun)
                self.reduced = restricts
                return
            if self.before and self.lead is not None:
                self._close()
            self._open(phrase.units[0], antecedent=noun or self.antecedent)  # "A (where it is"
            return
        again = where_again(self.lead, self.after, phrase)
        told = bool(self.after) and not again
        told = told and new_subject(self.after, rest, subordinate=self._subordinate())
        cut = boundary(self.after) if told else None if again else self._run_on()
        if cut is not None:
            first, second = cut
            tail = self.after[second:]
            mark = self.after[second - 1] if second > first else None
            self.after = self.after[:first]
            self._close()
            self.waiting.append((mark.units[0] if mark else None, tail))
            self._open(phrase.units[0], antecedent=antecedent_of(tail, rest))
            return
        noun = () if again else antecedent_of(self.after, rest)
        if phrase.text in ("all of which", "of which") or (self.after and self.after[-1].text == "both of"):
            noun = several([p for c in self.made for p in c.phrases] + self.after, noun)
        if not noun and self.lead is not None and self.lead.kind in (Kind.THAT, Kind.RELATIVE):
            noun = self.antecedent  # "schools that are good, | which is more than": still the schools
        self._close()
        self._open(phrase.units[0], antecedent=noun)

    def _on_mark(self, phrase: Phrase, following: Sequence[Phrase] = ()) -> None:
        nouns = bool(self.before) and {p.form for p in self.before} <= {Form.NOUN, Form.PREP, *MARKS, *LIGHT}
        if phrase.text == "but" and self.verb is None and nouns and not complete(following[:2]):
            self.before.append(replace(phrase, form=Form.AND))  # "Most X but only half of Y are"
            return
        told = only_amount(following) or graded_again(self.after, following)
        if phrase.text == "but" and any(p.form is Form.GRADE for p in self.after) and told:
            self.after.append(replace(phrase, form=Form.AND))  # "is good in most of A | but in half of B"
            return
        if medial(phrase, self.before, self.verb, self.after, following):
            (self.before if self.verb is None else self.after).append(replace(phrase, form=Form.ADVERB))
            return
        if phrase.form is Form.CONJ and self.verb is not None and self._interrupts(phrase, following):
            return
        aside = phrase.form is Form.CONJ and self.verb is None
        if aside and any(p.form is Form.NOUN for p in self.before) and not complete(self.before):
            end = inserted_at(self.before) if phrase.text == "when" else None
            self.waiting.append((self.lead, list(self.before) if end is None else closed(self.before)))
            self._open(phrase.units[0], antecedent=last_noun(self.before[:end]))
            return
        self._close()
        self._open(phrase.units[0])

    def _interrupts(self, phrase: Phrase, following: Sequence[Phrase]) -> bool:
        """Read "..., all primary schools, although under pressure, are": the subject waits for its verb.

        Also "and adoption, much improved since the inspection | when it was poor, is".
        """
        comma = next((n for n, p in enumerate(following) if p.form is Form.COMMA), len(following))
        rest = [p for p in following[comma + 1 :] if p.form not in LIGHT]
        resumes = bool(rest) and rest[0].form is Form.VERB
        whole = any(p.form is Form.VERB for p in following[:comma])
        if not resumes or not self.after or (whole and phrase.text != "when"):
            return False
        end = inserted_at(self.after) if whole else len(self.after) - (self.after[-1].form is Form.COMMA)
        cut = boundary(self.after[:end]) if end < len(self.after) else None
        if cut is None:
            return False
        tail = closed(self.after[cut[1] :]) if whole else self.after[cut[1] : -1]
        self.after = self.after[: cut[0]]
        self._close()
        self.waiting.append((None, tail))
        self._open(phrase.units[0], antecedent=last_noun(tail[: inserted_at(tail)]))
        return True

    def _subordinate(self) -> bool:
        """Say whether the clause hangs on one that is to follow: "While the picture is mixed, ..."."""
        return self.lead is not None and self.lead.text in _SUBORDINATES and not self.made

    def _fronted(self) -> bool:
        """Say whether a clause is fronted and says no grade: "While the picture is mixed, ..."."""
        front = self.waiting[0][1][0].form if self.waiting and self.waiting[0][1] else None
        placed = front is Form.PREP and self.lead is not None and self.lead.text == "where" and not self.made
        # "In the early years, where there are many, | A and B are"
        return (placed or self._subordinate()) and not any(p.form is Form.GRADE for p in self.after[:-1])

    def _close(self) -> None:
        if self.before or self.verb is not None or self.after:
            self.made.append(
                Clause(
                    self.lead,
                    tuple(self.before),
                    self.verb,
                    tuple(self.after),
                    self.antecedent,
                    self.shared,
                    self.reduced,
                )
            )

    def _open(self, lead: Unit | None, antecedent: Zone = ()) -> None:
        self.lead, self.before, self.verb, self.after = lead, [], None, []
        self.antecedent, self.reduced, self.shared = antecedent, False, False
        self.inserted = False
