"""Join units to phrases: noun phrases, verb groups, and the small words between them.

In: the units of a sentence. Out: `Phrase` in order. A noun phrase holds its head, the
names of the vocabulary in it, how much of them is meant, and the grades that stand before
its noun ("good or outstanding secondary provision"); a grade that is said of a noun
("schools | are | good", "the rest | good") is a phrase of its own. Partitives are joined
("three of its homes"), prepositions and conjunctions are left for `clauses`.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from ofsted_kg.grammar.lex.closed_classes import Kind, words_of
from ofsted_kg.grammar.lex.comparatives import LOOSE
from ofsted_kg.grammar.lex.units import Unit
from ofsted_kg.grammar.phrases.appositions import with_names
from ofsted_kg.grammar.phrases.named_entities import qualifies
from ofsted_kg.grammar.phrases.noun_phrases import INCLUDING, noun_phrase, opens_noun
from ofsted_kg.grammar.phrases.periphrasis import plain_phrases
from ofsted_kg.grammar.phrases.phrase import Form, Phrase
from ofsted_kg.grammar.phrases.temporal_adverbials import with_times
from ofsted_kg.grammar.phrases.verb_groups import MAY_BE_VERBS, measures_as, verb_group

_PLAIN = {
    Kind.COMPARATOR: Form.PLACES,
    Kind.THAN: Form.THAN,
    Kind.COMPARED: Form.COMPARED,
    Kind.PREPOSITION: Form.PREP,
    Kind.AND: Form.AND,
    Kind.COMMA: Form.COMMA,
    Kind.STOP: Form.STOP,
    Kind.CONJUNCTION: Form.CONJ,
    Kind.RELATIVE: Form.REL,
    Kind.THAT: Form.THAT,
    Kind.EXCEPT: Form.EXCEPT,
    Kind.WITH: Form.WITH,
    Kind.NOT: Form.NOT,
    Kind.ADVERB: Form.ADVERB,
    Kind.GRADE: Form.GRADE,
    Kind.CUE: Form.CUE,
}
# Conjunctions that lead to nouns alone.
_DESPITE = frozenset({"despite", "in spite of", "notwithstanding", "besides", "in addition to"})


def phrases(units: Sequence[Unit]) -> list[Phrase]:
    """Return the phrases of a sentence, in order."""
    made: list[Phrase] = []
    place = 0
    while place < len(units):
        unit = units[place]
        phrase = verb_group(units, place, made) if unit.kind in MAY_BE_VERBS else None
        if phrase is None and opens_noun(unit):
            phrase = noun_phrase(units, place, made)
        if phrase is None:
            phrase = _single(units, place)
        if phrase.text in _NEEDS_MORE and made and made[-1].text == "from":
            phrase = Phrase(Form.ADVERB, phrase.units)  # "improved from requires improvement to good"
        elif made and phrase.form is Form.NOUN:
            if _set_off(phrase, made):
                phrase = Phrase(Form.ADVERB, phrase.units)  # "The service, | last inspected | in May, is"
            elif _unknown_verb(phrase, made[-1]):
                phrase = Phrase(Form.OTHER, phrase.units)
        made.append(phrase)
        place += len(phrase.units)
    return with_times(with_names(plain_phrases(made)))


_NEEDS_MORE = frozenset({"requires improvement", "requiring improvement", "requires improvement to be good"})


def _set_off(phrase: Phrase, made: Sequence[Phrase]) -> bool:
    """Say whether words between commas only tell that something named was inspected."""
    if phrase.word not in _INSPECTED:
        return False
    end = len(made)
    while end and made[end - 1].form is Form.ADVERB:
        end -= 1  # "most recently | inspected"
    if end < 2 or made[end - 1].form is not Form.COMMA:
        return False
    plain = all(word in _SEEN for unit in phrase.units for word in unit.words)
    return plain and made[end - 2].form is Form.NOUN and bool(made[end - 2].names)


_INSPECTED = words_of("inspected reinspected visited revisited")
_SEEN = _INSPECTED | words_of("re last first most recently newly also both each all")


def _unknown_verb(phrase: Phrase, last: Phrase) -> bool:
    """Say whether a lone word behind a plural name is a verb that is not known: "homes | vary"."""
    if len(phrase.units) > 1 or phrase.kind is not Kind.WORD:
        return False
    unit = phrase.units[0]
    named = last.form is Form.NOUN and last.kind is Kind.SUBJECT
    return (
        named
        and not unit.capital
        and (unit.text.endswith("ed") or not qualifies(unit))
        and unit.words[0][0].isalpha()
    )


def _single(units: Sequence[Unit], place: int) -> Phrase:
    unit = units[place]
    if unit.kind is Kind.CUE and unit.text in WEAK_CUES:
        return Phrase(Form.PREP, (unit,))
    if unit.text in INCLUDING:
        return Phrase(Form.INCLUDING, (unit,))
    if unit.kind is Kind.TO and _leads_to_noun(units, place + 1):
        return Phrase(Form.PREP, (unit,))
    if unit.kind is Kind.THAT and _stands_for_noun(units, place):
        return Phrase(Form.NOUN, (unit,), unit)
    if unit.words == ("so",) and units[place + 1 : place + 2] and units[place + 1].kind is Kind.THAT:
        that = units[place + 1]
        return Phrase(Form.CONJ, (replace(unit, end=that.end, words=("so", "that")), that))
    if unit.text in _DESPITE:
        return Phrase(Form.PREP, (unit,))
    if unit.words == ("nor",):
        return Phrase(Form.AND, (unit,))
    if unit.words == ("as",) and _echoes(units, place + 1):
        parted = place > 0 and units[place - 1].kind is Kind.COMMA
        measured = any(measures_as(u) for u in units[max(0, place - 4) : place])
        if parted or not measured:  # but "as high as they are"
            return Phrase(Form.CONJ, (unit,))
    return Phrase(_PLAIN.get(unit.kind, Form.OTHER), (unit,))


def _leads_to_noun(units: Sequence[Unit], place: int) -> bool:
    """Say whether "to" leads to a noun ("given to X"), not to a verb or a grade."""
    return place < len(units) and units[place].kind in (
        Kind.DETERMINER,
        Kind.SUBJECT,
        Kind.TOPIC,
        Kind.SHELL_NOUN,
        Kind.ASPECT,
        Kind.HERE,
        Kind.QUANTITY,
        Kind.COUNT,
        Kind.WORD,
        Kind.PRONOUN,
    )


def _stands_for_noun(units: Sequence[Unit], place: int) -> bool:
    """Say whether "that" stands for a noun: "and that of childminding is"."""
    following = units[place + 1 : place + 2]
    before = units[place - 1] if place else None
    compared = before is not None and before.kind in (Kind.THAN, Kind.CUE, Kind.COMPARED, Kind.PREPOSITION)
    opens = before is None or before.kind in (Kind.AND, Kind.CONJUNCTION, Kind.STOP)
    if following and opens and following[0].text in _SINGULAR:
        return True  # "That is in line with"
    if not following or compared or following[0].text not in ("of", "in", "for", "at"):
        return False
    return not (place + 2 < len(units) and units[place + 2].kind is Kind.COMPARATOR)


_SINGULAR = words_of("is was remains compares represents places puts")


def _echoes(units: Sequence[Unit], place: int) -> bool:
    """Say whether "as" repeats what was said for another: "as is X", "as it is in X", "as does X"."""
    if place < len(units) and units[place].text in ("it", "they"):
        place += 1
    if place >= len(units):
        return False
    has = units[place].text in ("has", "have") and place + 1 < len(units) and units[place + 1].kind in _NAMED
    return has or units[place].kind is Kind.BE or units[place].text in ("do", "does", "did")


# What follows "as have": "as have both of the colleges".
_NAMED = frozenset({Kind.SUBJECT, Kind.DETERMINER, Kind.QUANTITY, Kind.COUNT, Kind.ADVERB, Kind.PRONOUN}) | {
    Kind.TOPIC,
    Kind.SHARE,
}


# Cues that are ordinary prepositions elsewhere: only right before the places they compare with.
WEAK_CUES = LOOSE | {"tops", "as in", "as for", "up on", "down on"}
