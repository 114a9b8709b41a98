"""Find the names in a noun phrase: settings and outcomes, and how they are joined.

In: the units of a phrase. Out: `Named`: names that stand together ("childminders and
childcare") with the preposition that leads to them. A name inside a compound ("school
improvement") is none.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec
from msgspec.structs import replace

from ofsted_kg.grammar.lex.closed_classes import MONTHS, NOT_ADVERBS, Kind, words_of
from ofsted_kg.grammar.lex.concepts import PEOPLE
from ofsted_kg.grammar.lex.units import Unit

# Nouns that only say at which stage: "at primary and secondary level".
LEVELS = words_of("level levels phase phases sector sectors stage stages age")
# Nouns that name a service by who gives it: "the looked after children team".
TEAMS = words_of("team teams")
_LINKS = frozenset(
    {Kind.AND, Kind.COMMA, Kind.DETERMINER, Kind.ADVERB, Kind.QUANTITY, Kind.PREPOSITION, Kind.COUNT}
) | {Kind.ASPECT, Kind.SHELL_NOUN, Kind.SHARE, Kind.REST, Kind.PRONOUN, Kind.CUE}
_JOINING = frozenset({("similar",), ("other",), ("same",), ("the", "same")})
_AFTER_NAME = words_of(
    """
    inspected regulated registered visited seen area borough city county located based run maintained managed
    owned commissioned locally council local authority themselves alike together that county's
    works serves supports reaches attracts caters continues varies ranges varied ranged
    """
)


class Named(msgspec.Struct, frozen=True):
    """Names in a phrase that are joined ("childminders and childcare"), and the word that leads to them."""

    slugs: tuple[str, ...]
    first: int
    last: int
    preposition: str | None


def is_head(units: Sequence[Unit], place: int) -> bool:
    """Say whether a name is a thing of its own and not part of a compound ("school improvement")."""
    following = units[place + 1] if place + 1 < len(units) else None
    if following is None:
        return True
    if following.kind is Kind.TOPIC:
        return False
    if following.kind is Kind.WORD:
        word = following.words[0]
        if _plural(units[place]):
            return True  # what follows "schools" is a verb
        # Of people a participle may tell more: "disabled children moving into adulthood".
        moving = word.endswith("ing") and len(word) > 5 and set(units[place].slugs) <= PEOPLE
        return (
            moving or word in _AFTER_NAME or word in MONTHS or qualifies(following) or not word[0].isalpha()
        )
    return True


def _plural(unit: Unit) -> bool:
    return unit.words[-1].endswith("s") and not unit.words[-1].endswith("ss") and len(unit.words[-1]) > 4


def qualifies(unit: Unit) -> bool:
    """Say whether a word of no class is a participle or adverb, or a word of place, not a noun."""
    word = unit.words[0]
    if word.endswith(("ed", "ly")) and word not in NOT_ADVERBS:
        return True
    # A name of several words is a noun: "local safeguarding children board".
    return len(unit.words) == 1 and (word in _AFTER_NAME or word in _PLAIN_MODIFIERS)


_PLAIN_MODIFIERS = words_of(
    """
    ofsted different various main general day specialist independent private voluntary inspection recent new
    small larger key own individual local first second four five six remaining single both range types type
    full most front line frontline joint annual latest daily maintained combined core whole wider area
    children young people outcome grade childrens council councils authority authoritys partners
    partnership borough citys boroughs doing performing causing requiring needing serving offering
    social statutory targeted universal integrated residential
    mainstream very great improving promoting other further general education similar same those made
    securing peoples ofsted ofsteds multi inter previous available
    """
)


def _preposition(units: Sequence[Unit], place: int) -> str | None:
    """Return the preposition that leads to a name, if one does."""
    for back in range(place - 1, -1, -1):
        unit = units[back]
        if unit.kind is Kind.PREPOSITION or unit.text == "at":
            return unit.text
        if unit.kind is Kind.SHARE:
            return None
        if unit.kind not in (Kind.DETERMINER, Kind.ADVERB, Kind.QUANTITY, Kind.WORD, Kind.GRADE, Kind.COUNT):
            return None
        if unit.kind is Kind.WORD and not qualifies(unit):
            return None
    return None


def slugs_named(units: Iterable[Unit]) -> tuple[str, ...]:
    """Return all that units name of the vocabulary of settings and outcomes, each once, in order."""
    return tuple(dict.fromkeys(slug for unit in units if unit.kind is Kind.SUBJECT for slug in unit.slugs))


def names_in(units: Sequence[Unit], outcomes: frozenset[str]) -> list[Named]:
    """Return the groups of names in a phrase, in order."""
    groups: list[Named] = []
    for place, unit in enumerate(units):
        if unit.kind is not Kind.SUBJECT or not is_head(units, place):
            continue
        slugs = unit.slugs
        if groups and _joined(units, groups[-1], place, outcomes):
            last = groups[-1]
            groups[-1] = replace(last, slugs=tuple(dict.fromkeys(last.slugs + slugs)), last=place)
        else:
            groups.append(Named(slugs, place, place, _preposition(units, place)))
    return groups


def _joined(units: Sequence[Unit], group: Named, place: int, outcomes: frozenset[str]) -> bool:
    between = units[group.last + 1 : place]
    if (group.slugs[0] in outcomes) != (units[place].slugs[0] in outcomes):
        return False
    prepositions = {unit.text for unit in between if unit.kind is Kind.PREPOSITION}
    # "almost all primary schools but only half of secondary schools"
    parted = any(unit.kind in (Kind.QUANTITY, Kind.COUNT) for unit in between)
    return all(
        unit.kind in _LINKS or unit.words in _JOINING or (parted and unit.text == "but") for unit in between
    ) and (prepositions <= {"of", "for", "in", "at", group.preposition or "in"})


# Aspects that are of the people, or of the work, and say nothing of the place.
NOT_QUALITIES = words_of("attendance relationships progress practice support guidance training experience")
