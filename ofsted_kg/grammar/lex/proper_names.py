"""Join the proper name of a place to what the place is.

In: the units of a sentence and its tokens. Out: the same with "Weymouth College" one
unit, a college, and "Weymouth's" before a service no more than "its". A name is told by
its capitals: the noun has one as well ("Weymouth College", not "Weymouth schools"), so
that the first word of a sentence makes no name.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from ofsted_kg.grammar.lex.closed_classes import Kind, words_of
from ofsted_kg.grammar.lex.units import Unit
from ofsted_kg.vocabulary.lexicon import Token

# Nouns that end the name of one place; plurals name no one place.
NAMED_PLACES = words_of("college school home centre unit nursery academy")
# Classes that a word of a name may seem to belong to: "Great Yarmouth", "City of Bristol".
_NAMING = frozenset({Kind.WORD, Kind.CUE, Kind.TOPIC})
_INSIDE = words_of("of upon and on the")
# "Weymouth Council's", as the first word of a name or alone.
_COUNCILS = words_of("councils authoritys boroughs citys countys")
# What a name has before its "of": "City of Bristol", not "Head of Elm School".
_BEFORE_OF = words_of("city university isle vale forest borough county")


def with_names(units: Sequence[Unit], sentence: Sequence[Token]) -> list[Unit]:
    """Join the names of places to the nouns that they end with."""
    capitals = {token.start for token in sentence if token.capital}
    last_words = {token.end: token for token in sentence}
    made: list[Unit] = []
    for place, unit in enumerate(units):
        noun = last_words.get(unit.end)
        if _owns(unit, noun) and _is_kind(units, place + 1, Kind.SUBJECT):
            # "Weymouth's fostering service": the council's own.
            unit = replace(unit, kind=Kind.DETERMINER)
            _yield_name(made, capitals)
        if unit.start in capitals and unit.words[0] in _COUNCILS:
            # "Weymouth Borough Council's": the whole name is no more than "its"
            _yield_name(made, capitals)
        if (
            unit.kind is Kind.SUBJECT
            and unit.start in capitals
            and noun is not None
            and noun.capital
            and noun.word in NAMED_PLACES
            and not (units[place + 1 : place + 2] and units[place + 1].text == "for")
        ):
            first = _name_before(made, capitals)
            if first < len(made):
                parts = made[first:]
                del made[first:]
                words = tuple(word for part in parts for word in part.words) + unit.words
                unit = replace(unit, start=parts[0].start, words=words)
        made.append(unit)
    return made


def _yield_name(made: list[Unit], capitals: set[int]) -> None:
    """Make the words of a council's name before "'s" articles: "the London Borough of (Weymouth's)"."""
    for back in range(len(made) - 1, -1, -1):
        named = made[back].kind is Kind.WORD and made[back].start in capitals
        joins = made[back].text == "of" and back and made[back - 1].text in _BEFORE_OF
        if not (named or joins):
            break
        made[back] = replace(made[back], kind=Kind.DETERMINER)


def _owns(unit: Unit, last: Token | None) -> bool:
    return unit.kind is Kind.WORD and last is not None and last.capital and last.owner


def _is_kind(units: Sequence[Unit], place: int, kind: Kind) -> bool:
    return place < len(units) and units[place].kind is kind


def _name_before(units: Sequence[Unit], capitals: set[int]) -> int:
    """Return the place where the name begins that stands at the end of some units."""
    first = len(units)
    place = len(units) - 1
    while place >= 0:
        unit = units[place]
        if unit.kind in _NAMING and unit.start in capitals:
            first = place
        elif unit.text not in _INSIDE or first != place + 1 or not _names(units, place, capitals):
            break
        place -= 1
    return first


def _names(units: Sequence[Unit], place: int, capitals: set[int]) -> bool:
    """Say whether a small word stands inside a name, after a word that names."""
    if not place or units[place - 1].start not in capitals:
        return False
    return units[place].text != "of" or units[place - 1].text in _BEFORE_OF
