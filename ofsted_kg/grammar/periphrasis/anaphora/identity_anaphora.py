"""Read "was given the same grade", "fall into this category" as "was too", "are too".

In: the units of a sentence. Out: the same, where what gives a second subject the grade of the first is an
adverb, of which `constructions.predicate_anaphora` knows; "the same standard has been reached by" is "so
are", "has joined them at that grade" and ", a grade which X has matched" are "is too". No offset changes.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from ofsted_kg.grammar.lex.closed_classes import FINITE_BE, LIST_JOINTS, Kind, words_of
from ofsted_kg.grammar.lex.semantic_fields import JUDGEMENTS
from ofsted_kg.grammar.lex.units import Unit, copula

# What makes a look worth while.
GROUPS = words_of("category group bracket band")
_STANDARDS = JUDGEMENTS | {"standard"}
SAME = GROUPS | _STANDARDS | {"same", "so", "level"}
_FALLS = words_of("fall falls fell come comes came belong belongs belonged")
_GIVEN = words_of("found judged rated graded considered deemed given awarded")
_GETS = words_of(
    """
    received receives got gained gains earned earns earn shares shared share won reached attained achieved met
    hold holds held merit merits merited
    """
)
_DONE = words_of("reached attained achieved met earned gained received shared won given awarded")
_INTO = words_of("into in within to under")
_THIS = words_of("this that same")
_ENDS = frozenset({Kind.COMMA, Kind.STOP, Kind.AND, Kind.CONJUNCTION, Kind.ADVERB, Kind.PREPOSITION})


def identity_anaphora(units: Sequence[Unit]) -> list[Unit]:
    """Return the units with such predicates made plain."""
    made: list[Unit] = []
    place = 0
    listed = False
    while place < len(units):
        unit = units[place]
        if end := _by_whom(units, place):
            made += _so_are(units[place:end])
            listed = True
            place = end
        elif listed and unit.text in ("by", "to") and made[-1].kind in (Kind.AND, Kind.COMMA):
            place += 1  # "by A and | by B"
        elif end := _joins_at(units, place):
            made += [_be(unit), _too(units[place + 1 : end])]
            place = end
        elif (told := _grade_which(units, place)) is not None:
            said, place = told
            made += said
        elif _is_so(units, place):
            if made[-1].kind is Kind.QUANTITY:
                much = made[-1].words if made[-1].text == "mostly" else ("without", "exception")
                made[-1] = replace(made[-1], kind=Kind.ADVERB, words=much)
            made.append(replace(unit, kind=Kind.ADVERB, words=("too",)))
            place += 1
        elif end := _falls(units, place):
            made += [_be(unit), _too(units[place + 1 : end])]
            place = end
        elif end := _same_grade(units, place):
            judged = unit.text in _GIVEN  # the form of "be" stands before it
            if judged:
                made[-1] = replace(made[-1], words=("was",))
            elif made and made[-1].kind is Kind.HAVE:
                unit = replace(unit, start=made.pop().start)
            made += [_too(units[place:end])] if judged else [_be(unit), _too(units[place + 1 : end])]
            place = end
        else:
            made.append(unit)
            place += 1
    return made


def _is_so(units: Sequence[Unit], place: int) -> bool:
    """Say whether "so" stands for a grade: "those for X are so (without exception)", "is mostly so"."""
    before = place - 1
    while before > 0 and (units[before].kind is Kind.ADVERB or units[before].text in ("mostly", "all")):
        before -= 1
    if units[place].text != "so" or before < 1 or units[before].text not in FINITE_BE:
        return False
    behind = units[place + 1 : place + 2]
    return not behind or behind[0].kind in LIST_JOINTS or behind[0].text in _HOW_MANY


_HOW_MANY = frozenset(
    {"without exception", "almost without exception", "in every case", "in all cases", "too"}
)


def _by_whom(units: Sequence[Unit], place: int) -> int:
    """Return where "the same standard has been reached by" ends, which opens a clause, or 0."""
    opens = not place or units[place - 1].kind in (Kind.STOP, Kind.COMMA, Kind.AND)
    same = opens and units[place].text in ("the same", "that", "this")
    if not same or place + 1 >= len(units) or units[place + 1].words[-1] not in _STANDARDS:
        return 0
    look = place + 2
    while look < len(units) and units[look].kind in (Kind.HAVE, Kind.BE, Kind.ADVERB):
        look += 1
    told = [unit.text for unit in units[look : look + 2]]
    return look + 2 if len(told) == 2 and told[0] in _DONE and told[1] in ("by", "to") else 0


def _so_are(said: Sequence[Unit]) -> list[Unit]:
    lead = replace(said[0], kind=Kind.CONJUNCTION, end=said[1].end, words=("so",), cue=None)
    return [lead, Unit(Kind.BE, said[2].start, said[-1].end, ("are",))]


def _joins_at(units: Sequence[Unit], place: int) -> int:
    """Return where "has (since) joined them at that grade", "has risen to that grade" ends, or 0."""
    look = place
    if units[look].kind is not Kind.HAVE or not place or units[place - 1].kind in (Kind.MODAL, Kind.TO):
        return 0
    look += 1
    while look < len(units) and _is_light(units[look]):
        look += 1
    if look >= len(units) or units[look].words[0] not in _JOINED:
        return 0
    behind = range(look + 1, min(len(units), look + _LONGEST))
    noun = next((n for n in behind if units[n].words[-1] in _LEVELS), 0)
    that = noun and units[noun - 1].text in ("that", "this", "the same", "their", "its")
    inside = units[look + 1 : noun - 1]
    led = noun and all(u.kind in (Kind.PREPOSITION, Kind.ADVERB) or u.text in _THEM for u in inside)
    return noun + 1 if that and led and (noun + 1 == len(units) or units[noun + 1].kind in _ENDS) else 0


def _grade_which(units: Sequence[Unit], place: int) -> tuple[list[Unit], int] | None:
    """Read ", a grade which X has since matched" as "; X is too", and where it ends."""
    told = units[place : place + 3]
    if len(told) < _SHORTEST or told[0].kind is not Kind.COMMA:
        return None
    whole = told[1].text == "a level"
    noun = told[1] if whole else told[2]
    if noun.words[-1] not in _LEVELS or not (
        whole or told[1].kind is Kind.DETERMINER or told[1].text == "the same"
    ):
        return None
    first = place + 3 - whole
    first += [unit.text for unit in units[first : first + 1]] in (["which"], ["that"])
    verb = next((n for n in range(first, len(units)) if units[n].text in _MATCHED), 0)
    inside = units[first:verb]
    named = any(unit.kind is Kind.SUBJECT for unit in inside)
    ends = verb + 1 == len(units) or (verb and units[verb + 1].kind in _ENDS)
    if not named or not ends or any(_unlike(u) for u in inside):
        return None
    last = verb
    while units[last - 1].kind is Kind.HAVE or _is_light(units[last - 1]):
        last -= 1
    semicolon = Unit(Kind.STOP, told[0].start, units[first - 1].end, (";",))
    is_ = replace(_be(units[verb]), start=units[last].start)
    return [semicolon, *_as_relative(units[first:last]), is_, _too([replace(is_, start=is_.end)])], verb + 1


def _as_relative(units: Sequence[Unit]) -> list[Unit]:
    """Return units with a graded aside as a clause: "X, at that time poor," as "X, which was poor,"."""
    graded = next((n for n, unit in enumerate(units) if unit.kind is Kind.GRADE), 0)
    comma = next((n for n in range(graded - 1, 0, -1) if units[n].kind is Kind.COMMA), 0)
    if not comma or any(unit.kind is Kind.RELATIVE for unit in units):
        return list(units)
    end = units[comma].end
    which = [Unit(Kind.RELATIVE, end, end, ("which",)), copula(end, "was")]
    return [*units[: comma + 1], *which, *units[comma + 1 :]]


_SHORTEST = 3
_LONGEST = 8
_LEVELS = _STANDARDS | {"level"}
_THEM = frozenset(
    {"them", "it", "both", "the other", "the others", "the two", "level", "up", "with", "at", "to"}
)
_JOINED = _DONE | words_of("joined matched equalled drawn caught risen climbed moved come")
_MATCHED = _GETS | _DONE | words_of("matched matches match equalled equals equal share reach")
_UNLIKE = frozenset({Kind.NOT, Kind.MODAL, Kind.TO, Kind.STOP, Kind.CONJUNCTION, Kind.COMPARATOR})


def _is_light(unit: Unit) -> bool:
    return unit.kind is Kind.ADVERB or unit.text == "since"


def _unlike(unit: Unit) -> bool:
    return unit.kind in _UNLIKE and not _is_light(unit)


def _be(verb: Unit) -> Unit:
    return replace(verb, kind=Kind.BE, words=("are",), cue=None)


def _too(said: Sequence[Unit]) -> Unit:
    """Return what says that it is so too; of a grade, and not of how it lies: "got the same | grade"."""
    words = ("as", "well") if said[-1].words[-1] in JUDGEMENTS else ("too",)
    return Unit(Kind.ADVERB, said[0].start, said[-1].end, words)


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
    if look >= len(units) or units[look].text not in _SAME:
        return 0
    that = units[look].text != "the same"  # "earn that verdict"
    look += 1
    grade = look < len(units) and units[look].words[-1] in _STANDARDS
    if that and not grade:
        return 0
    look += grade
    ended = look >= len(units) or (units[look].kind in _ENDS and units[look].text != "as")
    return look if ended and (grade or given) else 0


_SAME = frozenset({"the same", "that", "this"})


__all__ = ["SAME", "identity_anaphora"]
