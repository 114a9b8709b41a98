"""Tell words that only hang on a grade, or only point, from nouns: "satisfactory elsewhere", "the former".

In: the units of a sentence. Out: the same, where "elsewhere" behind a coordinated grade and "and improving"
behind one that is the last word are adverbs, "the latter" behind an amount is a pronoun, and "that school"
before its verb is "this school". No offset changes.
"""

from __future__ import annotations

from collections.abc import Sequence

from ofsted_kg.grammar.records import replace
from ofsted_kg.grammar.units import Unit
from ofsted_kg.grammar.words import VERBS, Kind, words_of

# What makes a look worth while.
WATCHED = words_of("elsewhere otherwise former latter that improving")
_PLACES = words_of("elsewhere otherwise")
_JOINTS = frozenset({Kind.AND, Kind.COMMA, Kind.CONJUNCTION})
_ENDS = frozenset({Kind.COMMA, Kind.STOP, Kind.CLOSE, Kind.AND, Kind.CONJUNCTION, Kind.WITH})
_OPENS = frozenset({Kind.STOP, Kind.CONJUNCTION})
_ONE = words_of("school home service unit setting college agency centre provider")
_FOUND = frozenset({"to be", "as", "it", "them"})


def light_words(units: list[Unit]) -> list[Unit]:
    """Return units with such words told apart."""
    made: list[Unit] = []
    place = 0
    while place < len(units):
        unit = units[place]
        if unit.text in _PLACES and _behind_grade(units, place) and _ends(units, place + 1):
            unit = replace(unit, kind=Kind.ADVERB, slugs=(), scheme="")
        elif unit.text in ("former", "latter") and place and units[place - 1].words[-2:] == ("of", "the"):
            unit = replace(unit, kind=Kind.PRONOUN, words=("the", unit.words[-1]))
        elif unit.text == "that" and _that_one(units, place):
            unit = replace(unit, kind=Kind.DETERMINER, words=("this",))
        elif unit.kind is Kind.AND and _and_improving(units, place):
            following = units[place + 1]
            made.append(replace(following, kind=Kind.ADVERB, start=unit.start))
            place += 2
            continue
        made.append(unit)
        place += 1
    return made


def _ends(units: Sequence[Unit], place: int) -> bool:
    return place >= len(units) or units[place].kind in _ENDS


def _behind_grade(units: Sequence[Unit], place: int) -> bool:
    """Say whether a coordinated grade stands right before: "outstanding in X and good (elsewhere)"."""
    if place < 2 or units[place - 1].kind is not Kind.GRADE:
        return False
    before = place - 2
    while before > 0 and units[before].kind is Kind.ADVERB:
        before -= 1
    return units[before].kind in _JOINTS


def _that_one(units: Sequence[Unit], place: int) -> bool:
    """Say whether "that" points to one thing: "; that school was satisfactory", "but that home is"."""
    opens = place == 0 or units[place - 1].kind in _OPENS
    if not opens or place + 2 >= len(units):
        return False
    noun, verb = units[place + 1], units[place + 2]
    return noun.kind in (Kind.SUBJECT, Kind.SHELL_NOUN) and noun.words[-1] in _ONE and verb.kind in VERBS


def _and_improving(units: Sequence[Unit], place: int) -> bool:
    """Say whether a second adjective ends what was found: "found it to be satisfactory and improving"."""
    if place < 2 or place + 1 >= len(units) or units[place - 1].kind is not Kind.GRADE:
        return False
    word = units[place + 1]
    return (
        word.kind is Kind.WORD
        and word.words[-1].endswith("ing")
        and units[place - 2].text in _FOUND
        and _ends(units, place + 2)
    )


__all__ = ["WATCHED", "light_words"]
