"""Read "was given the same grade", "fall into this category" as "was too", "are too".

In: the units of a sentence. Out: the same, where what gives a second subject the grade of the first is an
adverb, of which `constructions.predicate_anaphora` knows. No offset changes.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from ofsted_kg.grammar.lex.closed_classes import Kind, words_of
from ofsted_kg.grammar.lex.semantic_fields import JUDGEMENTS
from ofsted_kg.grammar.lex.units import Unit

# What makes a look worth while.
GROUPS = words_of("category group bracket band")
SAME = GROUPS | {"same"}
_FALLS = words_of("fall falls fell come comes came belong belongs belonged")
_GIVEN = words_of("found judged rated graded considered deemed given awarded")
_GETS = words_of("received receives got gained gains earned earns shares shared won")
_INTO = words_of("into in within to under")
_THIS = words_of("this that same")
_ENDS = frozenset({Kind.COMMA, Kind.STOP, Kind.AND, Kind.CONJUNCTION, Kind.ADVERB, Kind.PREPOSITION})


def identity_anaphora(units: Sequence[Unit]) -> list[Unit]:
    """Return the units with such predicates made plain."""
    made: list[Unit] = []
    place = 0
    while place < len(units):
        unit = units[place]
        if end := _falls(units, place):
            made += [_be(unit), _too(units[place + 1 : end])]
            place = end
        elif end := _same_grade(units, place):
            judged = unit.text in _GIVEN  # the form of "be" stands before it
            made[-1:] = [replace(made[-1], words=("was",))] if judged else made[-1:]
            made += [_too(units[place:end])] if judged else [_be(unit), _too(units[place + 1 : end])]
            place = end
        else:
            made.append(unit)
            place += 1
    return made


def _be(verb: Unit) -> Unit:
    return replace(verb, kind=Kind.BE, words=("are",), cue=None)


def _too(said: Sequence[Unit]) -> Unit:
    return Unit(Kind.ADVERB, said[0].start, said[-1].end, ("too",))


def _falls(units: Sequence[Unit], place: int) -> int:
    """Return where "fall into this (good) category" ends, or 0."""
    rest = units[place + 1 : place + 4]
    falls = units[place].text in _FALLS and len(rest) == 3 and rest[0].text in _INTO
    return place + 4 if falls and rest[1].words[-1] in _THIS and rest[2].words[-1] in GROUPS else 0


def _same_grade(units: Sequence[Unit], place: int) -> int:
    """Return where "found to be the same", "received the same grade" ends, or 0."""
    verb, look = units[place], place + 1
    given = verb.text in _GIVEN and place > 0 and units[place - 1].kind is Kind.BE
    if not (given or verb.text in _GETS):
        return 0
    look += look < len(units) and units[look].text == "to be"
    if look >= len(units) or units[look].text != "the same":
        return 0
    look += 1
    grade = look < len(units) and units[look].words[-1] in JUDGEMENTS
    look += grade
    ended = look >= len(units) or (units[look].kind in _ENDS and units[look].text != "as")
    return look if ended and (grade or given) else 0


__all__ = ["SAME", "identity_anaphora"]
