"""Leave out a clause that stands between commas before what is said: "is, as those who use it say, good".

In: the phrases of a sentence. Out: the same without such insertions, in which nothing is graded, compared or
named. What they part belongs together: a verb and its grade, "has" and "become", a subject and the grade that
it shares its verb with ("the other, after a merger from which it has to recover, poor"), "as" and its echo.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from ofsted_kg.grammar.lex.closed_classes import FINITE_BE, LINKING_VERBS, PARTS, Kind, words_of
from ofsted_kg.grammar.lex.semantic_fields import EXCEPTIONS, PERSONS
from ofsted_kg.grammar.phrases.phrase import Form, Phrase

_SAYS = frozenset({Form.GRADE, Form.PLACES, Form.CUE, Form.STOP, Form.EXCEPT, Form.COMPARED})
_VIEWS = words_of("view views opinion opinions eyes estimation mind minds")
_BECOME = words_of("become becomes became been remained improved declined slipped")


def without_comment_clauses(phrases: Sequence[Phrase]) -> Sequence[Phrase]:
    """Return the phrases of a sentence without what is inserted before its predicates."""
    if sum(p.form is Form.COMMA for p in phrases) < 2:
        return phrases
    made: list[Phrase] = []
    place = 0
    while place < len(phrases):
        end = _inserted(made, phrases, place) if phrases[place].form is Form.COMMA and made else 0
        if end:
            if made[-1].text == "as":
                made[-1] = replace(made[-1], form=Form.CONJ)
            place = end + 1
            if phrases[place].form is Form.VERB and (tail := _verb_of(made)):
                following = phrases[place]  # "has since, as they say, | become": one verb group
                units = tuple(unit for phrase in (*made[-tail:], following) for unit in phrase.units)
                made[-tail:] = [replace(following, units=units)]
                place += 1
            continue
        made.append(phrases[place])
        place += 1
    return made


def _inserted(made: Sequence[Phrase], phrases: Sequence[Phrase], place: int) -> int:
    """Return the comma that closes an insertion which this one opens, or 0."""
    opening = phrases[place + 1 : place + 2]
    if end := _but_not(made, phrases, place) or _before_inversion(made, phrases, place):
        return end
    for end in range(place + 2, len(phrases)):
        if phrases[end].form in _SAYS or phrases[end].names or phrases[end].word in EXCEPTIONS:
            return 0  # "and so, with one exception, are B"
        if phrases[end].form is Form.COMMA and _goes_on(made, phrases, end + 1):
            inner = phrases[place + 1 : end]
            stated = any(p.form in (Form.VERB, Form.REL) for p in inner) or made[-1].text in ("as", "so")
            stated = stated or opening[0].form is Form.CONJ or opening[0].text == "as"
            thought = opening[0].form is Form.PREP and any(p.word in _VIEWS for p in inner)
            apposed = opening[0].units[0].text in ("a", "an") and any(p.form is Form.REL for p in inner[1:4])
            return end if stated and (apposed or _may_open(opening[0])) and not thought else 0
    return 0


def _verb_of(made: Sequence[Phrase]) -> int:
    """Return how many phrases a verb and the adverbs behind it are at the end, or 0."""
    tail = next((n for n, p in enumerate(reversed(made)) if p.form is not Form.ADVERB), 0)
    return tail + 1 if made[-tail - 1].form is Form.VERB else 0


def _but_not(made: Sequence[Phrase], phrases: Sequence[Phrase], place: int) -> int:
    """Return where what is not so ends: "A good and B, | but not C, | outstanding", or 0."""
    led = [p.text for p in phrases[place + 1 : place + 3]] == ["but", "not"] and bool(made[-1].names)
    end = next((n for n in range(place + 3, len(phrases)) if phrases[n].form is Form.COMMA), 0) if led else 0
    nouns = all(p.form in (Form.NOUN, Form.PREP, Form.AND, Form.ADVERB) for p in phrases[place + 3 : end])
    graded = end + 1 < len(phrases) and phrases[end + 1].form is Form.GRADE
    return end if end and nouns and graded else 0


def _before_inversion(made: Sequence[Phrase], phrases: Sequence[Phrase], place: int) -> int:
    """Return where an aside ends behind a grade that opens: "Good, | at the last visit, | are A", or 0.

    A grade in it must be one that was missed: "Good, and only just prevented from being outstanding, is A".
    """
    before = next((p.form for p in reversed(made[:-1]) if p.form is not Form.ADVERB), Form.STOP)
    opens = made[-1].form is Form.GRADE and before is Form.STOP
    if not opens or place + 1 == len(phrases) or phrases[place + 1].form is Form.NOUN:
        return 0
    for end in range(place + 2, len(phrases) - 2):
        phrase = phrases[end]
        if phrase.form in _PARTS_IT or phrase.names or any(u.words[-1] in _WHOSE for u in phrase.units):
            return 0
        if phrase.form is Form.COMMA and phrases[end + 1].text in FINITE_BE:
            inner = phrases[place + 1 : end]
            missed = not any(p.form is Form.GRADE for p in inner) or any(p.word in _MISSED for p in inner)
            return end if missed and phrases[end + 2].form in (Form.NOUN, Form.ADVERB) else 0
    return 0


_PARTS_IT = frozenset({Form.STOP, Form.PLACES, Form.EXCEPT})
_WHOSE = PERSONS | _VIEWS  # "as parents see it": that is their opinion
_MISSED = words_of("prevented kept short shy debarred")


def _may_open(opening: Phrase) -> bool:
    if opening.form is Form.REL:
        return " " in opening.text  # "in which there has been little change"
    if opening.text in _CONDITIONS:
        return False
    return opening.form in (Form.CONJ, Form.PREP, Form.WITH) or opening.units[0].words[0] == "as"


_CONDITIONS = frozenset({"if", "even if", "unless", "until", "whether", "when", "where", "once"})


_BEFORE_SO = frozenset({Form.CONJ, Form.AND, Form.STOP})


def _goes_on(made: Sequence[Phrase], phrases: Sequence[Phrase], place: int) -> bool:
    """Say whether what stands before an insertion goes on here."""
    while place < len(phrases) and phrases[place].form is Form.ADVERB:
        place += 1
    if place >= len(phrases):
        return False
    following, last = phrases[place], made[-1]
    if last.text == "so":  # "but so, by five, is the gap"
        return following.form is Form.VERB and len(made) > 1 and made[-2].form in _BEFORE_SO
    if last.text == "as":
        return len(made) > 1 and made[-2].form is Form.COMMA and following.form is Form.VERB
    verb = next((p for p in reversed(made) if p.form is not Form.ADVERB), last)
    if verb.form is Form.VERB:
        if following.form is Form.VERB:
            return verb.units[-1].kind is Kind.HAVE and following.units[0].words[0] in _BECOME
        return following.form is Form.GRADE and verb.units[-1].kind in LINKING_VERBS
    if following.form is not Form.GRADE or last.form is not Form.NOUN or last.grades:
        return False
    joined = len(made) > 1 and made[-2].form in (Form.AND, Form.COMMA)
    graded = any(p.form is Form.GRADE for p in made)
    return joined and graded and (bool(last.names) or last.kind in PARTS)


__all__ = ["without_comment_clauses"]
