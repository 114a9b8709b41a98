"""Read nouns that compare as the word for it: "has a lead of two points over X" as "is above X".

In: the units of a sentence. Out: the same, where such a noun, with what it has and how far, is one comparing
word, and its verb is "is": "enjoys an advantage over", "is at a disadvantage to", "has parity with". "Has no
lead over" is "is not above"; a further one behind "and" needs no verb: "and a deficit of two against".
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from ofsted_kg.grammar.lex.closed_classes import BEFORE_PLACES, Kind, words_of
from ofsted_kg.grammar.lex.comparatives import ABOVE, BELOW, LINE, Cue, Form
from ofsted_kg.grammar.lex.units import Unit

_AHEAD = dict.fromkeys(words_of("lead advantage superiority edge"), (ABOVE, words_of("over on to above")))
_BEHIND = dict.fromkeys(
    words_of("deficit shortfall disadvantage"), (BELOW, words_of("against to on over with from"))
)
_LEVEL = dict.fromkeys(words_of("parity equality"), (LINE, words_of("with to")))
_NOUNS = _AHEAD | _BEHIND | _LEVEL
# What makes a look worth while.
COMPARING_NOUNS = frozenset(_NOUNS)
_WELCOME = words_of("advantage superiority edge disadvantage")
_TEXT = {ABOVE: ("above",), BELOW: ("below",), LINE: ("in", "line", "with")}
_HAS = words_of(
    """
    has have had having enjoys enjoy enjoyed enjoying shows show showed holds hold held keeps keep kept
    retains retain retained maintains maintain maintained attained achieved reached
    """
)
_NONE = words_of("no not little any")
_QUALIFIES = frozenset({Kind.NOT, Kind.QUANTITY, Kind.DETERMINER, Kind.ADVERB, Kind.WORD, Kind.CUE})
_DISTANCE = frozenset({Kind.COUNT, Kind.WORD, Kind.ADVERB, Kind.QUANTITY, Kind.DETERMINER})
_REACH = 4


def comparative_nouns(units: Sequence[Unit]) -> list[Unit]:
    """Return units with such nouns read as comparing words."""
    made: list[Unit] = []
    place, told = 0, False
    while place < len(units):
        begins, verb = _opens(units, place)
        noun = _noun(units, begins) if begins else 0
        end = _leads(units, noun) if noun else 0
        joined = told and place > 0 and units[place - 1].kind is Kind.AND
        if not end or not (verb or joined):
            made.append(units[place])
            place += 1
            continue
        if verb:
            be = replace(units[place], kind=Kind.BE, end=units[begins - 1].end, words=("is",), cue=None)
            none = next((unit for unit in units[begins:noun] if unit.words[0] in _NONE), None)
            made += [be, replace(none, kind=Kind.NOT, words=("not",), slugs=())] if none is not None else [be]
            begins = noun if none is not None else begins
        way = _NOUNS[units[noun].text][0]
        cue = Cue(way, Form.DIRECT, units[noun].text in _WELCOME)
        said = replace(units[begins], kind=Kind.CUE, end=units[end - 1].end, words=_TEXT[way], cue=cue)
        made.append(replace(said, part=None, total=None, slugs=(), scheme=""))
        place, told = end, True
    return made


def _opens(units: Sequence[Unit], place: int) -> tuple[int, bool]:
    """Return where a noun phrase begins, and whether its verb stands here: "has | a lead", "is at | a"."""
    unit = units[place]
    following = units[place + 1].text if place + 1 < len(units) else ""
    if unit.kind is Kind.BE and following == "at":
        return place + 2, True
    if unit.words[-1] in _HAS and unit.kind in (Kind.HAVE, Kind.VERB, Kind.WORD, Kind.PROVIDE):
        return place + 1, True
    return (place, False) if unit.kind is Kind.DETERMINER and place else (0, False)


def _noun(units: Sequence[Unit], begins: int) -> int:
    """Return where a comparing noun stands that a phrase ends in, or 0: "a clear and growing lead"."""
    for place in range(begins, min(begins + _REACH, len(units))):
        unit = units[place]
        if unit.text in COMPARING_NOUNS:
            bare = place == begins and unit.text not in _LEVEL  # "has parity with", but "has lead"
            return 0 if bare else place
        if unit.kind not in _QUALIFIES:
            return 0
    return 0


def _leads(units: Sequence[Unit], noun: int) -> int:
    """Return past the preposition that leads from a noun, or from how far, to places; 0 where none does."""
    place = noun + 1
    if place < len(units) and units[place].text == "of":
        place += 1
        while place < len(units) and units[place].kind in _DISTANCE:
            place += 1
    if place >= len(units) or units[place].words[-1] not in _NOUNS[units[noun].text][1]:
        return 0
    ahead = place + 1
    while ahead < len(units) and units[ahead].kind in BEFORE_PLACES:
        ahead += 1
    return place + 1 if ahead < len(units) and units[ahead].kind is Kind.COMPARATOR else 0


__all__ = ["COMPARING_NOUNS", "comparative_nouns"]
