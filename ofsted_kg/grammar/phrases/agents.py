"""Leave out who found something: "which the 2008 review judged good", "described by inspectors as good".

In: the phrases of a sentence. Out: the same, with what inspectors did as what was done: "which was judged
good (in 2008)". What others think of a service keeps them, and is theirs (`modality.attribution`).
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from ofsted_kg.grammar.lex.closed_classes import Kind, words_of
from ofsted_kg.grammar.lex.semantic_fields import PERSONS
from ofsted_kg.grammar.lex.times import is_year
from ofsted_kg.grammar.phrases.phrase import Form, Phrase, units_of

# Who finds what is so, and in what.
FINDERS = words_of(
    "ofsted we inspectors inspection inspections review reviewers inspectorate hmi visit visits"
)
_ACTIVE = frozenset({Kind.JUDGE, Kind.ADVERB, Kind.HAVE})
# Said by inspectors these judge; said by others they do not, or are no verbs.
_HELD = words_of("thought held believed")
_CALLED = _HELD | words_of("said described reported seen called")


def found_by(phrases: Sequence[Phrase]) -> list[Phrase]:
    """Read "which the 2008 review judged good" as "which (in 2008) judged good": no subject is told."""
    made: list[Phrase] = []
    place = 0
    while place < len(phrases):
        phrase = phrases[place]
        made.append(phrase)
        place += 1
        if phrase.form in (Form.REL, Form.THAT) and (end := _finder(phrases, place)):
            who = tuple(units_of(phrases[place:end]))
            years = tuple(unit for unit in who if is_year(unit.words[-1]))
            made[-1] = replace(phrase, units=(*phrase.units, *(u for u in who if u not in years)))
            if len(years) == 1:
                made.append(Phrase(Form.ADVERB, years))
            made.append(_judging(phrases[end]))
            place = end + 1
        elif phrase.text in ("by", "in") and len(made) > 1 and (end := _by_finders(phrases, place)):
            made[-1] = Phrase(Form.ADVERB, tuple(units_of(phrases[place - 1 : end])))
            if _told(phrases, end):
                verb = _judging(made[-2])
                joined = len(made) > 2 and made[-3].form is Form.VERB and made[-2].form is not Form.VERB
                if joined:  # "were | said by inspectors to be"
                    verb = replace(made[-3], units=(*made[-3].units, *verb.units), head=verb.head)
                made[-2 - joined :] = [verb, made[-1]]
            place = end
    return made


def _told(phrases: Sequence[Phrase], place: int) -> bool:
    """Say whether what was found follows, be it behind a year: "(in 2008) to be", "as"."""
    while place < len(phrases) and (phrases[place].text == "in" or is_year(phrases[place].word)):
        place += 1
    return place < len(phrases) and phrases[place].text in ("to be", "as")


def _judging(verb: Phrase) -> Phrase:
    """Return a verb as one that judges: "thought", "said (to be)"."""
    last = verb.units[-1]
    if last.text not in _CALLED:
        return verb
    last = replace(last, kind=Kind.JUDGE, words=("judged",))
    return replace(verb, form=Form.VERB, units=(*verb.units[:-1], last), head=last)


def _by_finders(phrases: Sequence[Phrase], place: int) -> int:
    """Return where those end by whom something was judged, or 0: "rated by | the review (of) 2008"."""
    who, told = phrases[place : place + 1], phrases[place - 2]
    if phrases[place - 1].text == "in" and not (told.units[-1].text in _CALLED and phrases[place + 1 :]):
        return 0
    judged = told.form is Form.GRADE or told.kind is Kind.JUDGE or told.units[-1].text in _CALLED
    if not judged or not who or who[0].form is not Form.NOUN or who[0].names or who[0].word not in FINDERS:
        return 0
    dated = place + 2 < len(phrases) and phrases[place + 1].text == "of" and is_year(phrases[place + 2].word)
    return place + 1 + dated


def _finder(phrases: Sequence[Phrase], place: int) -> int:
    """Return where those end who found something, behind "which", or 0: "inspectors in 2008 | found"."""
    relative = phrases[place - 1]
    if relative.units[0].words[-1] not in ("which", "that") or place >= len(phrases):
        return 0
    # "which the same review judged"
    same = phrases[place].text in ("the same", "that", "this") and place + 1 < len(phrases)
    end = place + 1 + same
    who = phrases[end - 1]
    if end < len(phrases) and phrases[end].form is Form.ADVERB:
        end += 1  # "in 2008"
    elif end + 1 < len(phrases) and phrases[end].text == "in" and is_year(phrases[end + 1].word):
        end += 2
    verb = phrases[end] if end < len(phrases) else None
    if verb is None or who.form is not Form.NOUN or who.names:
        return 0
    if who.word not in FINDERS and not (who.text == "they" and _are_inspectors(phrases[: place - 1])):
        return 0
    plain = verb.form is Form.VERB and not verb.denied
    judges = plain and (all(u.kind in _ACTIVE for u in verb.units) or verb.text in _HELD)
    if not judges or (verb.kind is not Kind.JUDGE and verb.text not in _HELD):
        return 0
    after = next((p for p in phrases[end + 1 :] if p.form is not Form.ADVERB and p.text != "to be"), None)
    found = after is not None and (after.form is Form.GRADE or after.text in ("as", "to"))
    return end if found else 0


def _are_inspectors(before: Sequence[Phrase]) -> bool:
    """Say whether "they" are inspectors: nobody else is spoken of before."""
    people = [p.word for p in before if p.form is Form.NOUN and p.word in _PEOPLE]
    return bool(people) and set(people) == {"inspectors"}


_PEOPLE = PERSONS | words_of(
    "inspectors officers managers leaders staff partners teachers headteachers governors"
)
