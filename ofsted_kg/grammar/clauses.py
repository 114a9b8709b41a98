"""Part a sentence into clauses.

In: the phrases of a sentence. Out: `Clause` in order, each with what stands before its verb,
the verb group and what stands after. Relative clauses, asides and participles inside a
subject are clauses of their own; the subject that waits for its verb behind them gets it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ofsted_kg.grammar.boundaries import ENDS, LIGHT, MARKS, boundary
from ofsted_kg.grammar.clause import Clause, Zone
from ofsted_kg.grammar.phrase import Form, Phrase
from ofsted_kg.grammar.units import Unit
from ofsted_kg.grammar.words import Kind

_HARD = frozenset({Form.STOP, Form.CONJ})


def split(phrases: Sequence[Phrase]) -> list[Clause]:
    """Part the phrases of a sentence into clauses."""
    main, asides = _without_asides(phrases)
    whole = _Builder().build(main)
    for opening, aside, antecedent in reversed(asides):
        inner = _Builder(Clause(opening.units[0], (), antecedent=antecedent)).build(aside)
        position = opening.start
        place = next(
            (n for n, c in enumerate(whole) if c.phrases and c.phrases[-1].end > position), len(whole)
        )
        whole[place + 1 : place + 1] = inner
    return whole


# -- asides -----------------------------------------------------------------------------------------


def _without_asides(
    phrases: Sequence[Phrase],
) -> tuple[list[Phrase], list[tuple[Phrase, list[Phrase], Zone]]]:
    """Take brackets and pairs of dashes out of a sentence."""
    main: list[Phrase] = []
    asides: list[tuple[Phrase, list[Phrase], Zone]] = []
    place = 0
    while place < len(phrases):
        phrase = phrases[place]
        end = _closes(phrases, place)
        if end:
            inner = list(phrases[place + 1 : end])
            noun = next((p for p in reversed(main) if p.form is Form.NOUN), None)
            if all(p.form in LIGHT or p.units[0].kind is Kind.COMMA for p in inner):
                pass  # "is - at last - good"
            elif inner:
                asides.append((phrase, inner, (noun,) if noun else ()))
            place = end + 1
            continue
        main.append(phrase)
        place += 1
    return main, asides


def _closes(phrases: Sequence[Phrase], place: int) -> int:
    """Return the place of the mark that closes an aside which opens here, or 0."""
    opening = phrases[place].units[0]
    if opening.kind is Kind.OPEN:
        return next((n for n in range(place + 1, len(phrases)) if phrases[n].units[0].kind is Kind.CLOSE), 0)
    if opening.words == ("–",):
        end = next((n for n in range(place + 1, len(phrases)) if phrases[n].text == "–"), 0)
        return end if any(p.form is Form.VERB for p in phrases[end + 1 :]) or _bare_grade(phrases, end) else 0
    return 0


def _bare_grade(phrases: Sequence[Phrase], end: int) -> bool:
    return bool(end) and any(p.form in (Form.GRADE, Form.CUE) for p in phrases[end + 1 : end + 3])


# -- clauses ----------------------------------------------------------------------------------------


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
        verbs = [n for n, p in enumerate(phrases) if p.form is Form.VERB]
        for place, phrase in enumerate(phrases):
            if phrase.form is Form.VERB:
                self._on_verb(phrase, phrases, place, verbs)
            elif phrase.form is Form.REL or (phrase.form is Form.THAT and self._relates(phrases, place)):
                self._on_relative(phrase, phrases[place + 1 :])
            elif phrase.form in _HARD and not _dates(phrases, place):
                self._on_mark(phrase, phrases[place + 1 :])
            else:
                (self.after if self.verb is not None else self.before).append(phrase)
        self._close()
        for lead, zone in self.waiting:
            if any(p.grades for p in zone) or any(p.form is Form.GRADE for p in zone):
                self.made.append(Clause(lead, tuple(zone)))
        return [c for c in self.made if c.phrases]

    def _relates(self, phrases: Sequence[Phrase], place: int) -> bool:
        """Say whether "that" opens a clause, and does not stand for a noun ("that of")."""
        following = phrases[place + 1] if place + 1 < len(phrases) else None
        if following is None or following.form in (Form.PREP, Form.PLACES):
            return False
        before = phrases[place - 1] if place else None
        if before is not None and before.form in (Form.THAN, Form.COMPARED, Form.CUE, Form.PREP):
            return False
        return following.text not in ("found", "seen", "made", "achieved")

    def _on_verb(self, verb: Phrase, phrases: Sequence[Phrase], place: int, verbs: Sequence[int]) -> None:
        if self.verb is None:
            if self._resumes():
                return self._resume(verb)
            sub = _subordinate(self.before)
            if sub is not None and sub[0]:  # "The school improved | after it was judged"
                tail, when = self.before[sub[1] :], self.before[sub[0]]
                self.before = self.before[: sub[0]]
                self._close()
                self._open(when.units[0])
                self.before = tail
            later = next((n for n in verbs if n > place), None)
            if later is not None and self._is_reduced(verb, phrases, place, later):
                self.waiting.append((self.lead, list(self.before)))
                parted = self.before[-1].form is Form.COMMA
                self._open(None, antecedent=_last_noun(self.before))
                self.reduced = not parted  # ", judged good in 2008, | is" tells more
                self.inserted = parted
            self.verb = verb
            return None
        if not self.after:
            if (self.reduced or self.inserted) and self.waiting:
                return self._resume(verb)
            self.verb = replace(
                self.verb,
                units=self.verb.units + verb.units,
                head=verb.head,
                denied=self.verb.denied or verb.denied,
            )
            return None
        cut = _subordinate(self.after) or boundary(self.after, waiting=bool(self.waiting))
        if cut is None:
            if self.waiting:
                return self._resume(verb)
            # "inspections show most schools are good": the object is a clause
            tail, self.after = self.after, []
            self._close()
            self._open(None)
            self.before, self.verb = tail, verb
            return None
        first, second = cut
        tail = self.after[second:]
        mark = self.after[second - 1] if second > first else None
        self.after = self.after[:first]
        bare = all(p.form in LIGHT for p in tail)
        if bare and self.waiting and (mark is None or mark.form is Form.COMMA):
            return self._resume(verb)
        self._close()
        self._open(mark.units[0] if mark is not None else None)
        self.before, self.verb, self.shared = tail, verb, bare
        return None

    def _resumes(self) -> bool:
        """Say whether a verb belongs to a subject before an aside: "Fostering, although good, | has"."""
        if not self.waiting or self.reduced:
            return False
        ends = bool(self.before) and self.before[-1].form is Form.COMMA
        bare = self.lead is not None and self.lead.kind is Kind.CONJUNCTION
        graded = any(p.form is Form.GRADE for p in self.before)
        whole = bare and graded and not any(p.form is Form.NOUN for p in self.before)
        return (ends or whole) and self.lead is not None

    def _resume(self, verb: Phrase) -> None:
        if self.lead is not None and self.lead.kind is Kind.THAT:
            self.reduced = True  # "homes that were judged good | are": it tells which are meant
        self._close()
        lead, zone = self.waiting.pop()
        self._open(lead)
        self.before, self.verb = zone, verb

    def _is_reduced(self, verb: Phrase, phrases: Sequence[Phrase], place: int, later: int) -> bool:
        """Say whether a participle stands inside a subject: "the homes (judged good) are"."""
        if any(unit.kind not in (Kind.JUDGE, Kind.ADVERB, Kind.PROVIDE, Kind.NOT) for unit in verb.units):
            return False
        if not self.before or not verb.units[-1].words[0].endswith(("ed", "en", "found", "given", "run")):
            return False
        if self.before[-1].form not in (Form.NOUN, Form.COMMA, Form.ADVERB):
            return False
        between = phrases[place + 1 : later]
        if any(p.form in (*_HARD, Form.REL, Form.THAT) for p in between):
            return False
        cut = boundary(between, waiting=True)
        return cut is None or (cut[1] == len(between) and between[cut[1] - 1].form is Form.COMMA)

    def _on_relative(self, phrase: Phrase, rest: Sequence[Phrase]) -> None:
        zone = self.after if self.verb is not None else self.before
        if phrase.form is Form.THAT and self.verb is None and _takes_clause(self.before, rest):
            self._close()  # "Inspections found that they were", "Young people report that it is"
            self._open(phrase.units[0])
            return
        amount = bool(zone) and zone[-1].form is Form.NOUN and not zone[-1].names
        if amount and (phrase.units[0].words[0] == "of" or zone[-1].units[-1].words[-1] == "of"):
            some = zone.pop()  # "..., two | of which are good"
            while zone and zone[-1].form in MARKS:
                zone.pop()
            if zone:
                self._relative(phrase)
                self.before.append(some)
                return
            zone.append(some)
        self._relative(phrase)

    def _relative(self, phrase: Phrase) -> None:
        if self.verb is None:
            noun = _last_noun(self.before)
            restricts = phrase.text in _RESTRICTING and not (
                self.before and self.before[-1].form is Form.COMMA
            )
            if any(p.form is Form.NOUN for p in self.before):
                self.waiting.append((self.lead, list(self.before)))
                self._open(phrase.units[0], antecedent=noun)
                self.reduced = restricts and _fronts(self.before or self.waiting[-1][1])
                return
            if self.before and self.lead is not None:
                self._close()
            self._open(phrase.units[0], antecedent=noun)
            return
        cut = boundary(self.after) if self.after and _new_subject(self.after) else None
        if cut is not None:
            first, second = cut
            tail = self.after[second:]
            mark = self.after[second - 1] if second > first else None
            self.after = self.after[:first]
            self._close()
            self.waiting.append((mark.units[0] if mark else None, tail))
            self._open(phrase.units[0], antecedent=_last_noun(tail))
            return
        noun = _last_noun(self.after)
        self._close()
        self._open(phrase.units[0], antecedent=noun)

    def _on_mark(self, phrase: Phrase, following: Sequence[Phrase] = ()) -> None:
        nouns = bool(self.before) and all(
            p.form in (Form.NOUN, *MARKS, *LIGHT, Form.PREP) for p in self.before
        )
        if phrase.text == "but" and self.verb is None and nouns and not _complete(following[:2]):
            self.before.append(replace(phrase, form=Form.AND))  # "Most X but only half of Y are"
            return
        aside = phrase.form is Form.CONJ and self.verb is None
        if (
            aside
            and self.before
            and any(p.form is Form.NOUN for p in self.before)
            and not _complete(self.before)
        ):
            self.waiting.append((self.lead, list(self.before)))
            self._open(phrase.units[0], antecedent=_last_noun(self.before))
            return
        if phrase.form is Form.STOP:
            self._close()
            self.waiting.clear()
        else:
            self._close()
        self._open(phrase.units[0])

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


_WHEN = frozenset({"after", "before", "until", "as"})


def _subordinate(zone: Sequence[Phrase]) -> tuple[int, int] | None:
    """Find "after" or "before" with a subject behind it, before a verb: "after | the agency | was"."""
    place = len(zone) - 1
    while place > 0 and zone[place].form in (Form.NOUN, *LIGHT):
        place -= 1
    opens = place < len(zone) - 1 and zone[place].form is Form.PREP and zone[place].text in _WHEN
    return (place, place + 1) if opens else None


# What tells which are meant, without a comma before it: "In schools where teaching is good, ...".
_RESTRICTING = frozenset({"where", "whose", "in which", "for which"})


def _fronts(zone: Sequence[Phrase]) -> bool:
    return bool(zone) and zone[0].form is Form.PREP


def _takes_clause(before: Sequence[Phrase], rest: Sequence[Phrase]) -> bool:
    """Say whether "that" opens what is reported, behind a verb that is not known."""
    if not before or not rest or rest[0].form is Form.VERB:
        return False
    word = before[-1].units[-1]
    said = word.kind is Kind.WORD and (word.text.endswith("ed") or word.text in _REPORTS)
    return said and not (
        rest[0].form is Form.NOUN
        and rest[0].kind is Kind.PRONOUN
        and word.text not in _REPORTS
        and not word.text.endswith("ed")
    )


_REPORTS = frozenset(
    {"report", "reports", "note", "notes", "mean", "means", "fact", "recognise", "recognises"}
)


def _complete(zone: Sequence[Phrase]) -> bool:
    """Say whether a verbless stretch says something itself: "Fostering good | but adoption poor"."""
    return any(p.form is Form.GRADE or p.form is Form.CUE for p in zone)


def _dates(phrases: Sequence[Phrase], place: int) -> bool:
    """Say whether "since" opens a date and not a clause."""
    if phrases[place].text not in ("since", "so"):
        return False
    rest = phrases[place + 1 : place + 2]
    return (
        bool(rest)
        and rest[0].form is Form.NOUN
        and rest[0].kind in (Kind.WORD, Kind.COUNT)
        and not rest[0].names
    )


def _last_noun(zone: Sequence[Phrase]) -> Zone:
    """Return the noun phrase nearest the end of a zone, with those it is coordinated with."""
    last = next((n for n in range(len(zone) - 1, -1, -1) if zone[n].form is Form.NOUN), None)
    if last is None:
        return ()
    first = last
    while (
        zone[last].names
        and first >= 2
        and zone[first - 1].form in MARKS
        and zone[first - 2].form is Form.NOUN
    ):
        first -= 2
    return tuple(p for p in zone[first : last + 1] if p.form is Form.NOUN)


def _new_subject(zone: Sequence[Phrase]) -> bool:
    """Say whether a noun at the end of a zone is not part of what is said in it."""
    place = len(zone) - 1
    while place >= 0 and zone[place].form in (Form.NOUN, Form.COMMA, Form.PREP, Form.ADVERB):
        if (
            zone[place].form is Form.COMMA
            and place
            and zone[place - 1].form in ENDS
            and place < len(zone) - 1
        ):
            return True
        place -= 1
    return place > 0 and zone[place].form is Form.AND and zone[place - 1].form in (*ENDS, Form.COMMA)
