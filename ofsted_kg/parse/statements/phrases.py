"""Small questions about a noun phrase.

In: the units of a phrase. Out: whether it opens with a denial, whether its quantity is
itself compared, what of it only sets the scene, and the like.
"""

from __future__ import annotations

from collections.abc import Sequence

from ofsted_kg.grammar.cues import Form
from ofsted_kg.grammar.names import Named
from ofsted_kg.grammar.units import Unit
from ofsted_kg.grammar.words import Kind, words_of
from ofsted_kg.parse.statements.subject import ALL_SETTINGS


def opens_denied(units: Sequence[Unit]) -> bool:
    """Say whether a phrase opens with "no", "none of", "neither"."""
    for unit in units:
        if unit.kind is Kind.NOT:
            return True
        if unit.kind not in (Kind.DETERMINER, Kind.ADVERB, Kind.PREPOSITION, Kind.CONJUNCTION, Kind.COMMA):
            return False
    return False


def that_of_graded(units: Sequence[Unit]) -> bool:
    """Say whether a phrase repeats a share: "while that of good schools falls short of it"."""
    return [unit.text for unit in units[:2]] == ["that", "of"] and any(
        unit.kind is Kind.GRADE for unit in units
    )


def without_agent(units: Sequence[Unit]) -> Sequence[Unit]:
    """Leave out who runs what no name is given to: "homes run (by private providers)"."""
    by = next((n for n, unit in enumerate(units) if unit.words == ("by",)), None)
    if by is None:
        return units
    named = any(unit.kind is Kind.SUBJECT for unit in units[:by])
    runs = any(unit.kind is Kind.GENERIC for unit in units[:by])
    agent = next((unit.slugs for unit in units[by:] if unit.kind is Kind.SUBJECT), ())
    return units[:by] if runs and not named and agent == (ALL_SETTINGS,) else units


def without_scene(units: list[Unit]) -> list[Unit]:
    """Leave out what only sets the scene: "When inspected in June 2010, ..."."""
    comma = next((n for n, unit in enumerate(units) if unit.kind is Kind.COMMA), None)
    if comma is None or comma + 1 >= len(units):
        return units
    scene = all(
        unit.kind in (Kind.WORD, Kind.PREPOSITION, Kind.DETERMINER, Kind.ADVERB, Kind.COUNT)
        for unit in units[:comma]
    )
    participle = any(unit.words[0].endswith("ed") for unit in units[:comma])
    opens = participle or units[comma + 1].kind is Kind.DETERMINER
    return units[comma + 1 :] if scene and opens else units


def without_denial(units: list[Unit]) -> list[Unit]:
    """Leave out "that were not" in "the two that were not"."""
    kinds = [unit.kind for unit in units[-3:]]
    if kinds[:1] == [Kind.THAT] and kinds[1:] == [Kind.BE, Kind.NOT]:
        return units[:-3]
    return units


def is_one(units: Sequence[Unit]) -> bool:
    """Say whether an exception is one of what is spoken of, without another name: "except one"."""
    words = [unit.words[0] for unit in units if unit.kind not in (Kind.DETERMINER, Kind.ADVERB)]
    return (
        bool(words)
        and words[0] == "one"
        and len(words) < 3
        and words[-1] in ("one", "exception", "home", "school")
    )


def is_relative(units: Sequence[Unit]) -> bool:
    """Say whether a quantity is compared: "a higher proportion of", "fewer", "more childminders"."""
    for place, unit in enumerate(units):
        if unit.kind is not Kind.CUE or unit.cue is None or unit.cue.form is not Form.COMPARATIVE:
            continue
        for following in units[place + 1 :]:
            if following.kind is Kind.SHARE:
                return True
            if following.kind not in (
                Kind.ADVERB,
                Kind.THAN,
                Kind.COMPARATOR,
                Kind.DETERMINER,
                Kind.PREPOSITION,
            ):
                break
        if unit.words[-1] in ("more", "fewer", "less"):
            return True
    return False


_INSPECTIONS = words_of("inspection inspections report reports review reinspection visit visits")

_VISITS = frozenset({"visit", "visits"})


def inspected(before: Sequence[Unit], names: Sequence[Named]) -> tuple[str, ...]:
    """Return what was inspected: "The inspection of X", "Its report on X", "The X inspection"."""
    if len(names) != 1:
        return ()
    name = names[0]
    if name.preposition in ("of", "on", "into"):
        nouns = (Kind.WORD, Kind.TOPIC, Kind.GENERIC)
        heads = [unit for unit in before[: name.first] if unit.kind in nouns]
        return name.slugs if heads and heads[-1].words[-1] in _INSPECTIONS else ()
    if name.first and before[name.first - 1].kind is Kind.TO:
        return name.slugs if any(unit.words[-1] in _VISITS for unit in before[: name.first]) else ()
    compound = before[name.last + 1 : name.last + 2]
    return name.slugs if compound and compound[0].words[-1] in _INSPECTIONS else ()
