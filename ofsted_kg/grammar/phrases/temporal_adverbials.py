"""Join words of time to adverbs, so that they part nothing: "this year", "in 2008/09", "in May 2009".

In: the phrases of a sentence. Out: the same, with each such run one adverb.
"""

from __future__ import annotations

from collections.abc import Sequence

from ofsted_kg.grammar.lex.closed_classes import MONTHS, Kind, words_of
from ofsted_kg.grammar.lex.times import SPANS, is_year
from ofsted_kg.grammar.lex.units import Unit
from ofsted_kg.grammar.phrases.phrase import Form, Phrase

_LEADS = frozenset({"in", "during", "since", "by", "from", "until", "on", "over", "for", "at", "between"})
_BEFORE = words_of(
    """
    first second third fourth fifth this last next each previous past recent same following the two three
    four five six seven eight nine ten twelve of a that these those some several many few couple
    """
)

_BEHIND = frozenset({"ago", "running", "earlier", "later"})
# What tells of a time only where a word points to it: "in that time", "over the same period".
_STRETCHES = words_of("time period times periods")
_POINTING = words_of("this that these those same")
# What a time ends in, unless it is a number.
_ENDS = SPANS | _STRETCHES | _BEHIND | frozenset(MONTHS) | {"the", "/"}


def with_times(phrases: Sequence[Phrase]) -> list[Phrase]:
    """Return phrases with those of time joined to adverbs."""
    made: list[Phrase] = []
    place = 0
    while place < len(phrases):
        phrase = phrases[place]
        that = len(made) > 1 and made[-2].form is Form.PREP and made[-1].text in ("that", "the same")
        if not _tells_time(phrase, that=that):
            made.append(phrase)
            place += 1
            continue
        units = list(phrase.units)
        place += 1
        if place < len(phrases) and _goes_on(phrases[place]) and phrases[place].start - units[-1].end < 2:
            units += phrases[place].units  # "2014–15"
            place += 1
        while (
            place + 1 < len(phrases) and phrases[place].text in ("/", "and") and _goes_on(phrases[place + 1])
        ):
            units += [*phrases[place].units, *phrases[place + 1].units]
            place += 2
        if place < len(phrases) and (_from_then(phrases, place) or _tells_time(phrases[place])):
            units += phrases[place].units
            place += 1
        behind = phrases[place : place + 2]
        if [phrase.text for phrase in behind] == ["in", "succession"]:
            units += [*behind[0].units, *behind[1].units]  # "for the second year in succession"
            place += 2
        units = [*_led(made, that=that), *units]
        made.append(Phrase(Form.ADVERB, tuple(units), units[-1]))
    return made


def _from_then(phrases: Sequence[Phrase], place: int) -> bool:
    """Say whether a span is counted from a time: "a year | ago", "two years | on,", "a year | later"."""
    word = phrases[place].text
    behind = phrases[place + 1].form if place + 1 < len(phrases) else Form.STOP
    if word == "on":
        return behind in (Form.COMMA, Form.STOP, Form.VERB)
    return word in ("ago", "running") or (word in ("later", "earlier") and behind is not Form.THAN)


def _led(made: list[Phrase], *, that: bool) -> list[Unit]:
    """Take from what was made what leads to a time: "up to the end of | August", "in the year to | March"."""
    units: list[Unit] = list(made.pop().units) if that else []
    texts = [phrase.text for phrase in made[-2:]]
    if len(texts) > 1 and texts[1] == "of" and texts[0] in _EDGES:
        units = [*made.pop(-2).units, *made.pop().units, *units]
        texts = [phrase.text for phrase in made[-2:]]
    if len(texts) > 1 and texts[1] == "to" and (texts[0] == "up" or _is_year_to(made[-2])):
        return [*made.pop(-2).units, *made.pop().units, *units]
    if made and made[-1].form in (Form.PREP, Form.CONJ) and texts[-1] in _LEADS:
        units = [*made.pop().units, *units]
    return units


def _is_year_to(phrase: Phrase) -> bool:
    return phrase.form is Form.ADVERB and phrase.units[-1].text in ("year", "months")


_EDGES = frozenset({"the end", "the start", "the beginning", "the turn", "the close", "the middle", "end"})


def _goes_on(phrase: Phrase) -> bool:
    return len(phrase.units) == 1 and (
        (phrase.text.isdecimal() and len(phrase.text) == 2) or is_year(phrase.text)
    )


def _tells_time(phrase: Phrase, *, that: bool = False) -> bool:
    """Say whether a noun phrase is of time; ``that``: behind "in that", "in the same"."""
    if phrase.form is not Form.NOUN or phrase.names or phrase.grades or phrase.cue is not None:
        return False
    last = phrase.units[-1].words[-1]
    if last not in _ENDS and not last.isdecimal():
        return False
    words = [word for unit in phrase.units for word in unit.words]
    if len(words) > 1 and words[-1] in _BEHIND:
        words = words[:-1]
    if all(is_year(word) or word in MONTHS or word in ("the", "/") or word.isdecimal() for word in words):
        return any(is_year(word) or word in MONTHS for word in words)
    if words[-1] in _STRETCHES and not (that or _POINTING.intersection(words[:-1])):
        return False
    known = words[-1] in SPANS or words[-1] in _STRETCHES
    return known and (that or len(words) > 1) and all(word in _BEFORE or word == words[-1] for word in words)


def closes_cases(zone: Sequence[Phrase]) -> bool:
    """Say whether a run ends a predicate with how often it is so: "good | in the majority (of cases)"."""
    cases = [p.form for p in zone] == [Form.GRADE, Form.PREP, Form.NOUN] and bool(zone[2].quantity)
    last = zone[2].units[-1] if cases else None
    return last is not None and (last.kind is Kind.QUANTITY or last.words[-1] in ("cases", "instances"))
