"""Name a part by the names beside it: "two services, those for A and for B, are good; one, C, is poor".

In: the phrases of a sentence. Out: the same, where a part that was only counted or put in order and has its
names behind it, between commas, is those names; so are settings of no kind ("four settings, all nurseries,").
What is counted again or told by its kind is left ("two, both childminders,", "one, an academy,"): that is no
name of the part.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from ofsted_kg.grammar.lex.closed_classes import PARTS, Kind, words_of
from ofsted_kg.grammar.lex.concepts import ALL_SETTINGS
from ofsted_kg.grammar.lex.semantic_fields import STANDS_FOR_NOUN
from ofsted_kg.grammar.phrases.phrase import Form, Phrase

_NTH = words_of("third fourth fifth sixth seventh")
_ORDERS = words_of("first second last")
_NAMING = frozenset({Kind.SUBJECT, Kind.DETERMINER, Kind.SHELL_NOUN})


def with_names(phrases: Sequence[Phrase]) -> list[Phrase]:
    """Return the phrases of a sentence, parts named by what stands beside them."""
    made: list[Phrase] = []
    place = 0
    while place < len(phrases):
        out = bool(made) and made[-1].form is Form.EXCEPT  # "All but one, adoption, are"
        look = not out and _is(phrases, place + 1, Form.COMMA)
        named, end = _names_behind(phrases, place) if look else ([], 0)
        named, end = _kind_behind(phrases, place) if look and not named else (named, end)
        made += named or phrases[place : place + 1]
        place = end if named else place + 1
    return made


def _names_behind(phrases: Sequence[Phrase], place: int) -> tuple[list[Phrase], int]:
    """Return the names of a part before a comma and where they end, or nothing."""
    if not _is_part(phrases[place]):
        return [], 0
    start = place + 2
    if _is(phrases, start, Form.NOUN) and phrases[start].text in STANDS_FOR_NOUN:
        if not _is(phrases, start + 1, Form.PREP) or phrases[start + 1].text not in ("for", "of"):
            return [], 0
        start += 2
    end = start
    while _is_name(phrases, end):
        end += 1
        joint = end
        while _is(phrases, joint, Form.AND) or _is(phrases, joint, Form.COMMA):
            joint += 1
        if _is(phrases, joint, Form.PREP) and phrases[joint].text == "for" and start != place + 2:
            joint += 1  # "those for A and | for B"
        if joint == end or not _is_name(phrases, joint):
            break
        end = joint
    if end == start or not _is(phrases, end, Form.COMMA):
        return [], 0
    named = [p for p in phrases[start:end] if p.form is not Form.PREP]
    relative = _is(phrases, end + 1, Form.REL) or _is(phrases, end + 1, Form.PREP)
    return named, end if relative else end + 1


def _kind_behind(phrases: Sequence[Phrase], place: int) -> tuple[list[Phrase], int]:
    """Return of what kind all of some settings are, and where that ends: "settings, both of them homes,"."""
    some, end = phrases[place], place + 3
    if (
        some.form is not Form.NOUN
        or some.names != (ALL_SETTINGS,)
        or some.grades
        or some.share
        or some.denied
    ):
        return [], 0
    if not _is(phrases, place + 2, Form.NOUN) or not _is(phrases, end, Form.COMMA):
        return [], 0
    kind = phrases[place + 2]
    every = kind.quantity == "all" or kind.units[0].words[0] == "both"
    if not every or not kind.names or ALL_SETTINGS in kind.names or kind.part is not None:
        return [], 0
    return [replace(kind, quantity=some.quantity, part=some.part, total=some.total)], end + 1


def _is(phrases: Sequence[Phrase], place: int, form: Form) -> bool:
    return place < len(phrases) and phrases[place].form is form


def _is_part(noun: Phrase) -> bool:
    """Say whether a noun is only a part of what is spoken of: "one", "a fourth", "two services"."""
    if noun.form is not Form.NOUN or noun.names or noun.grades or noun.cue is not None or noun.share:
        return False
    nth = len(noun.units) > 1 and noun.word in _NTH and noun.units[0].text in ("a", "the")
    ordered = any(unit.kind is Kind.REST or unit.words[-1] in _ORDERS for unit in noun.units)
    counts = noun.kind is Kind.SHELL_NOUN and (noun.part is not None or ordered)
    return noun.kind in PARTS or nth or counts


def _is_name(phrases: Sequence[Phrase], place: int) -> bool:
    """Say whether a noun names something, and neither counts it nor tells what kind it is."""
    if not _is(phrases, place, Form.NOUN):
        return False
    noun = phrases[place]
    told = noun.grades or noun.quantity or noun.part is not None or noun.cue is not None
    plain = all(unit.kind in _NAMING for unit in noun.units) and noun.units[0].text not in ("a", "an", "both")
    return bool(noun.names) and not told and plain


__all__ = ["with_names"]
