"""Undo periphrasis that shows in phrases: "A, like B, is", "those who are childminders".

In: the phrases of a sentence. Out: the same with "A, like B, is" as "A and B are", "those who are
childminders" as "childminders". No offset changes: what is joined keeps where it stands.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from ofsted_kg.grammar.lex.closed_classes import FINITE_BE, Kind, words_of
from ofsted_kg.grammar.lex.concepts import ALL_SETTINGS
from ofsted_kg.grammar.lex.runs import joined
from ofsted_kg.grammar.lex.semantic_fields import JUDGEMENTS, OF_TWO, REACHED
from ofsted_kg.grammar.phrases.agents import FINDERS, found_by
from ofsted_kg.grammar.phrases.phrase import Form, Phrase

_LIKE = frozenset({"like", "as with", "just like"})
_GENERAL = words_of("those schools settings services providers provision ones establishments institutions")


def plain_phrases(phrases: list[Phrase]) -> list[Phrase]:
    """Return phrases with subjects that are told apart joined, and with names for what they rename."""
    texts = {phrase.text for phrase in phrases}
    if texts & _LIKE:
        phrases = _likened(phrases)
    forms = {phrase.form for phrase in phrases}
    if Form.REL in forms or Form.THAT in forms:
        phrases = joined(joined(phrases, _renamed), _graded)
    words = {phrase.word for phrase in phrases if phrase.form is Form.NOUN}
    if words & JUDGEMENTS:
        phrases = joined(phrases, _verdict)
    if texts & OF_TWO.keys():
        phrases = joined(phrases, _all_of_one)
    return found_by(phrases) if words & FINDERS else phrases


def _verdict(phrases: Sequence[Phrase], place: int) -> tuple[Phrase, int] | None:
    """Read "judgements of good were made in" as "good judgements were made in"."""
    noun, rest = phrases[place], phrases[place + 1 : place + 4]
    if noun.form is not Form.NOUN or noun.word not in JUDGEMENTS or noun.names or noun.grades or place:
        return None
    if [p.form for p in rest] != [Form.PREP, Form.GRADE, Form.VERB] or rest[0].text != "of":
        return None
    if rest[2].word not in REACHED or rest[2].denied:
        return None
    return replace(noun, units=(*noun.units, *rest[0].units, *rest[1].units), grades=rest[1].units), place + 3


def _all_of_one(phrases: Sequence[Phrase], place: int) -> tuple[Phrase, int] | None:
    """Read "the former all good" as one noun and how many of it."""
    one, much = phrases[place], phrases[place + 1 : place + 3]
    told = one.text in OF_TWO and [p.form for p in much] == [Form.NOUN, Form.GRADE] and much[0].text == "all"
    return (replace(one, units=(*one.units, *much[0].units), quantity="all"), place + 2) if told else None


def _is_it(phrase: Phrase) -> bool:
    return len(phrase.units) == 1 and phrase.text in ("it", "they")


def _likened(phrases: Sequence[Phrase]) -> list[Phrase]:
    """Read "A, like B, is" as "A and B is"."""
    made: list[Phrase] = []
    place = 0
    while place < len(phrases):
        phrase = phrases[place]
        end = place + 2
        noun = phrases[place + 1] if place + 1 < len(phrases) else None
        led = [phrase.text for phrase in phrases[place + 1 : place + 3]]
        if led[:1] in (["those"], ["that"]) and led[1:] in (["on"], ["for"], ["in"], ["of"]):
            end = min(place + 4, len(phrases))  # "like those on staying safe"
            noun = phrases[end - 1]
        beside = noun is not None and noun.form is Form.NOUN and bool(noun.names)
        if beside and end < len(phrases) and phrases[end].form is Form.ADVERB:
            end += 1  # "like early years provision generally,"
        closed = end < len(phrases) and phrases[end].form is Form.COMMA
        of_it = end + 1 if closed else end
        follows = [p.form for p in phrases[of_it : of_it + 2]] == [Form.NOUN, Form.VERB]
        if phrase.text in _LIKE and beside and noun is not None and follows and _is_it(phrases[of_it]):
            # "when like fostering it was good": it, and fostering
            made += [phrases[of_it], replace(phrase, form=Form.INCLUDING), noun]
            place = of_it + 1
            continue
        if phrase.text in _LIKE and beside and closed and noun is not None:
            if made and made[-1].form is Form.COMMA and len(made) > 1 and made[-2].form is Form.NOUN:
                made[-1:] = [replace(phrase, form=Form.AND), noun]
                place = end + 1
                continue
            if not made:
                made += [noun, replace(phrases[end], form=Form.AND)]
                place = end + 1
                continue
        made.append(phrase)
        place += 1
    return made


def _graded(phrases: Sequence[Phrase], place: int) -> tuple[Phrase, int] | None:
    """Read "provision that is inadequate is found in" as "inadequate provision is found in"."""
    group = phrases[place : place + 5]
    noun = group[0]
    if noun.kind is not Kind.SHELL_NOUN or noun.names or noun.grades or noun.quantity is not None:
        return None
    if [phrase.form for phrase in group] not in _GRADED or group[2].denied:
        return None
    units = tuple(unit for phrase in group[:4] for unit in phrase.units)
    return replace(noun, units=units, grades=group[3].units), place + 4


_GRADED = (
    [Form.NOUN, Form.REL, Form.VERB, Form.GRADE, Form.VERB],
    [Form.NOUN, Form.THAT, Form.VERB, Form.GRADE, Form.VERB],
)


def _renamed(phrases: Sequence[Phrase], place: int) -> tuple[Phrase, int] | None:
    """Read "those who are childminders", "schools which are special schools" by the name."""
    if place + 3 >= len(phrases):
        return None
    noun, relative, verb, name = phrases[place : place + 4]
    if (
        noun.form is not Form.NOUN
        or relative.text not in ("which", "who", "that")
        or name.form is not Form.NOUN
    ):
        return None
    if verb.form is not Form.VERB or verb.units[-1].text not in FINITE_BE or not name.names or name.grades:
        return None
    general = noun.word in _GENERAL and set(noun.names) <= {"schools", ALL_SETTINGS}
    after = phrases[place + 4] if place + 4 < len(phrases) else None
    if not general or not (after is None or after.form in (Form.VERB, Form.COMMA, Form.STOP)):
        return None
    units = tuple(unit for phrase in (noun, relative, verb, name) for unit in phrase.units)
    quantity = noun.quantity or name.quantity
    return replace(name, units=units, quantity=quantity, part=noun.part, total=noun.total), place + 4
