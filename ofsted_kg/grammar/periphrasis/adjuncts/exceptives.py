"""Read "if one leaves X out", "leaving aside X" and "if X be disregarded" as "except for X".

In: the units of a sentence. Out: the same, where such words before what they take out, or a condition that
says it of what stands in it, are one "except", as is "but" behind "all X"; where a comma ends what a
sentence takes out first, also where none is printed: "Save for three which are poor | the homes are good";
and where what is taken out stands behind that of which it is: "in A and, apart from one, in B" as "in A and
in B apart from one". No offset changes.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from ofsted_kg.grammar.lex.closed_classes import VERBS, Kind, words_of
from ofsted_kg.grammar.lex.compound_sentences import exception_ends
from ofsted_kg.grammar.lex.semantic_fields import EXCEPTIONS
from ofsted_kg.grammar.lex.units import Unit
from ofsted_kg.grammar.periphrasis.adjuncts.postpositions import spells

# What makes a look worth while.
DISREGARDED = words_of(
    """
    aside out disregards disregard disregarded disregarding ignores ignore ignored ignoring omits omit omitted
    omitting excludes exclude excluded excluding excepts except excepted discounts discount discounted
    discounting forgets forget forgetting account reckoning
    """
)
_SETTING = words_of("sets set setting leaves leave leaving puts put putting takes take")
_TAKES_OUT = DISREGARDED - {"aside", "out", "account", "reckoning"}
_SOMEBODY = words_of("one we you")
_IF = words_of("if once")
_BEHIND: tuple[tuple[str, ...], ...] = (
    ("out", "of", "account"),
    ("out", "of", "the", "account"),
    ("out", "of", "the", "reckoning"),
    ("aside",),
    ("out",),
)
_INSIDE = frozenset({Kind.DETERMINER, Kind.SUBJECT, Kind.AND, Kind.COUNT, Kind.SHELL_NOUN, Kind.QUANTITY})
_INSIDE |= {Kind.REST, Kind.PRONOUN}
_ENDS = frozenset({Kind.COMMA, Kind.STOP, Kind.CLOSE})


def exceptives(units: list[Unit]) -> list[Unit]:
    """Return units in which what is not taken into account stands behind an "except"."""
    made: list[Unit] = []
    place = 0
    while place < len(units):
        opens = place == 0 or units[place - 1].kind in (*_ENDS, Kind.PREPOSITION, Kind.AND)
        start, stop, end = _taken(units, place) if opens else (0, 0, 0)
        if not end:
            made.append(units[place])
            place += 1
            continue
        first = units[place]
        made.append(Unit(Kind.EXCEPT, first.start, units[start - 1].end, ("except", "for")))
        made += units[start:stop]
        if stop < end:
            made[-1] = replace(made[-1], end=units[end - 1].end)
        place = end
    return made


def inserted_exceptives(units: list[Unit]) -> list[Unit]:
    """Return units with what is taken out of the last of a list behind that: "A and, apart from one, B".

    "and, apart from one, so is B" is "and so, apart from one, is B".
    """
    for place in range(1, len(units) - 4):
        opens = units[place].kind is Kind.AND and units[place + 1].kind is Kind.COMMA
        close = _inserted_ends(units, place + 2) if opens else 0
        if close and [unit.text for unit in units[close + 1 : close + 2]] == ["so"]:
            so = replace(units[close + 1], start=units[place].end, end=units[place].end)
            return [*units[: place + 1], so, *units[place + 1 : close + 1], *units[close + 2 :]]
        end = _member_ends(units, place, close) if close else 0
        if not end:
            continue
        apart, member = units[place + 2 : close], units[close + 1 : end]
        told = any(unit.kind is Kind.GRADE for unit in apart)
        plain = [*member, *apart] if told else _nearly_all(apart, member)
        return [*units[: place + 1], *plain, *inserted_exceptives(units[end:])]
    return units


def _nearly_all(apart: Sequence[Unit], member: Sequence[Unit]) -> list[Unit]:
    """Read "(and,) apart from one, in the As" as "in all but one of the As"."""
    start, end = apart[0].start, apart[-1].end
    much = Unit(Kind.QUANTITY, start, end, _ALL_BUT_ONE, ("nearly-all",), "quantity")
    led = [replace(unit, start=start, end=start) for unit in member[:1] if unit.kind is Kind.PREPOSITION]
    return [*led, much, member[-1]]


def _inserted_ends(units: Sequence[Unit], place: int) -> int:
    """Return where the comma stands that ends so many that are taken out, or 0."""
    close = exception_ends(units[: place + _LONGEST], place)
    inner = units[place:close]
    out = inner[:1] and (inner[0].kind is Kind.EXCEPT or inner[0].text == "with")
    spared = out and (inner[0].kind is Kind.EXCEPT or any(EXCEPTIONS & set(unit.words) for unit in inner))
    return close if spared and any(unit.kind is Kind.COUNT for unit in inner) else 0


def _member_ends(units: Sequence[Unit], joint: int, close: int) -> int:
    """Return where the member of a list ends that stands behind an insertion, or 0 where it is none."""
    look = close + 1
    look += look < len(units) and units[look].kind is Kind.PREPOSITION
    while look < len(units) and units[look].kind in _BEFORE_NOUN:
        look += 1
    named = look < len(units) and units[look].kind is Kind.SUBJECT
    clause = look + 1 < len(units) and units[look + 1].kind in VERBS
    clause = clause and any(unit.kind in VERBS for unit in units[:joint])  # "A is good and, apart from, B is"
    return look + 1 if named and units[joint - 1].kind is Kind.SUBJECT and not clause else 0


_ALL_BUT_ONE = ("all", "but", "one", "of", "the")
_BEFORE_NOUN = frozenset({Kind.DETERMINER, Kind.QUANTITY, Kind.COUNT})
_LONGEST = 16


def all_but(units: list[Unit]) -> list[Unit]:
    """Return units with "but" behind all of something as "except": "All services but fostering are"."""
    made = list(units)
    for place, unit in enumerate(units):
        if unit.text == "but" and _all_before(units, place) and _name_behind(units, place + 1):
            made[place] = replace(unit, kind=Kind.EXCEPT, words=("except",))
    return made


def _all_before(units: Sequence[Unit], place: int) -> bool:
    """Say whether all of what is named stands right before a place."""
    first = place
    while first and units[first - 1].kind in _NOUNS:
        first -= 1
    named = any(unit.kind in (Kind.SUBJECT, Kind.SHELL_NOUN) for unit in units[first:place])
    much = [unit.text for unit in units[max(0, first - 2) : place]]
    return named and not _EVERY.isdisjoint(much)


def _name_behind(units: Sequence[Unit], place: int) -> bool:
    """Say whether what is named there is all that stands before a verb, a mark or the end."""
    end = place
    while end < len(units) and units[end].kind in (*_NOUNS, Kind.DETERMINER, Kind.COUNT):
        end += 1
    named = any(unit.kind in (Kind.SUBJECT, Kind.SHELL_NOUN, Kind.COUNT) for unit in units[place:end])
    return named and (end == len(units) or units[end].kind in (*VERBS, *_ENDS))


_NOUNS = frozenset({Kind.SUBJECT, Kind.SHELL_NOUN})
_EVERY = frozenset(
    {"all", "all the", "all of the", "all of", "every", "each", "no", "none of", "none of the"}
)


def comma_behind(units: list[Unit]) -> list[Unit]:
    """Return units with a comma behind a grade that ends what the sentence opens with taking out."""
    grade = next((n for n, unit in enumerate(units) if unit.kind is Kind.GRADE), 0)
    told = {unit.kind for unit in units[1:grade]}
    if not told & _JUDGED or not told <= _JUDGED | _COUNTED:
        return units
    stop = _noun_ends(units, grade + 1)
    if not stop or not any(unit.kind is Kind.GRADE for unit in units[stop:]):
        return units
    end = units[grade].end
    return [*units[: grade + 1], Unit(Kind.COMMA, end, end, (",",)), *units[grade + 1 :]]


_JUDGED = frozenset({Kind.BE, Kind.JUDGE})
_COUNTED = frozenset(
    {Kind.DETERMINER, Kind.COUNT, Kind.SHELL_NOUN, Kind.RELATIVE, Kind.THAT, Kind.ADVERB, Kind.QUANTITY}
)


def _taken(units: Sequence[Unit], place: int) -> tuple[int, int, int]:
    """Return where what is taken out begins and ends, and where all that says so ends; or zeros."""
    told = [unit.text for unit in units[place : place + 4]]
    look = place
    if told[0] in _IF and len(told) > 1 and told[1] in _SOMEBODY:
        look += 2
    elif told[0] in _IF:
        return _passive(units, place + 1)
    elif not told[0].endswith("ing"):
        return 0, 0, 0
    if look >= len(units):
        return 0, 0, 0
    verb = units[look].text
    if verb in _TAKES_OUT:
        stop = _noun_ends(units, look + 1)
        return (look + 1, stop, stop) if stop and _ends(units, stop) else (0, 0, 0)
    if verb not in _SETTING:
        return 0, 0, 0
    for words in _BEHIND:
        if start := spells(units, look + 1, words):  # "leaving aside X", "if one leaves out X"
            stop = _noun_ends(units, start)
            return (start, stop, stop) if stop and _ends(units, stop) else (0, 0, 0)
    stop = _noun_ends(units, look + 1)
    ends = (spells(units, stop, words) for words in _BEHIND) if stop else ()
    end = next((end for end in ends if end and _ends(units, end)), 0)
    return (look + 1, stop, end) if end else (0, 0, 0)


def _passive(units: Sequence[Unit], place: int) -> tuple[int, int, int]:
    """Read "(if) X be left out of account", "(if) X is disregarded"."""
    stop = _noun_ends(units, place)
    if not stop or stop + 1 >= len(units) or units[stop].text not in ("be", "is", "are", "were"):
        return 0, 0, 0
    if units[stop + 1].text in _TAKES_OUT and _ends(units, stop + 2):
        return place, stop, stop + 2
    ends = (spells(units, stop + 2, words) for words in _BEHIND if units[stop + 1].text in ("left", "set"))
    end = next((end for end in ends if end and _ends(units, end)), 0)
    return (place, stop, end) if end else (0, 0, 0)


def _noun_ends(units: Sequence[Unit], place: int) -> int:
    """Return where a noun phrase that names something ends, or 0."""
    end = place
    while end < len(units) and _goes_on(units[end]):
        end += 1
    named = any(u.kind in (Kind.SUBJECT, Kind.SHELL_NOUN) or u.text in _ONES for u in units[place:end])
    return end if named else 0


def _goes_on(unit: Unit) -> bool:
    """Say whether a unit may stand in what is taken out: "the smallest of the schools"."""
    return unit.kind in _INSIDE or unit.text in _ONES or (unit.kind is Kind.PREPOSITION and unit.text in _OF)


_OF = words_of("of for")
_ONES = words_of("smallest largest smaller larger newest oldest one two three")


def _ends(units: Sequence[Unit], place: int) -> bool:
    return place >= len(units) or units[place].kind in _ENDS
