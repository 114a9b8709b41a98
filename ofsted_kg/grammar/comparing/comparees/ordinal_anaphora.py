"""Tell which of several just spoken of is meant: "the first", "the last of these figures", "the latter".

In: the units of a subject, and the parts before it. Out: slugs; "Six in ten A, half of B and eight in ten C
are good, the last of these figures being higher than".
"""

from __future__ import annotations

from collections.abc import Sequence

from ofsted_kg.grammar.comparing.comparees.quality import before_cue
from ofsted_kg.grammar.comparing.last_compared import Slugs
from ofsted_kg.grammar.comparing.part import Part
from ofsted_kg.grammar.lex.closed_classes import Kind
from ofsted_kg.grammar.lex.concepts import ALL_SETTINGS
from ofsted_kg.grammar.lex.semantic_fields import FIGURES, FIRST_OR_SECOND, OF_TWO
from ofsted_kg.grammar.lex.units import INDICATORS, Unit
from ofsted_kg.grammar.phrases.named_entities import slugs_named


def nth_measured(source: Sequence[Unit], before: Sequence[Part]) -> Slugs:
    """Return which of several is meant: "Smoking and obesity are above it; the first is level with"."""
    which = _ORDINALS.get(source[0].text) if source else None
    of_them = [u.text for u in source[1:]] in (["of them"], ["of these"], ["of those"])
    figures = of_them or all(u.kind is Kind.PREPOSITION or _THESE & set(u.words) for u in source[1:])
    if which is None or not figures:
        return ()
    if graded := _counted(before):
        return graded[which] if which < len(graded) else ()
    if is_nth(source) and (two := graded_two(before)) and which < len(two):
        return two[which]
    told = next((o for o in reversed(before) if any(u.kind is Kind.TOPIC for u in o.before)), None)
    slugs = [unit.slugs[0] for unit in told.before if unit.kind is Kind.TOPIC] if told is not None else []
    known = which < len(slugs) and (len(slugs) > 1 if of_them else len(slugs) == 2 and len(source) == 1)
    return (slugs[which],) if known else ()


def graded_two(before: Sequence[Part]) -> tuple[Slugs, ...]:
    """Return of whom two figures are: "Half of A are good and a tenth of B is outstanding, the first"."""
    told = [other.slugs for other in before if other.graded and other.slugs]
    return tuple(told) if len(told) == len(before) == 2 and all(len(slugs) == 1 for slugs in told) else ()


def is_nth(source: Sequence[Unit]) -> bool:
    """Say whether a subject is one of several and nothing else: "the second", "the first figure"."""
    figure = all(unit.words[-1] in FIGURES for unit in source[1:])
    return 0 < len(source) < 3 and source[0].text in _ORDINALS and figure


def of_nth(units: Sequence[Unit]) -> bool:
    """Say whether one of several figures is compared, without its number: "..., the first figure above"."""
    said = before_cue([unit for unit in units if unit.text != "at"])
    comma = max((n for n, unit in enumerate(said) if unit.kind is Kind.COMMA), default=-1)
    return is_nth(said[comma + 1 :])


_ORDINALS = FIRST_OR_SECOND | {"the third": 2, "the last": -1}
_THESE = FIGURES | {"these", "those"}


def last_measured(part: Part, source: Sequence[Unit], before: Sequence[Part]) -> Slugs:
    """Return which of two measures "the latter" is: "A and B being those that are not; the latter"."""
    told = [u for other in before for u in other.units if u.kind in (Kind.TOPIC, Kind.SUBJECT)][-2:]
    topics = [u.slugs[0] for u in told if u.kind is Kind.TOPIC and INDICATORS not in u.slugs]
    if part.slugs or len(source) != 1 or source[0].text not in OF_TWO or len(topics) != 2:
        return ()
    return (topics[OF_TWO[source[0].text]],)


def _counted(before: Sequence[Part]) -> list[Slugs]:
    """Return of whom it was counted how many are good: "Six in ten A, half of B and eight in ten C are"."""
    graded = before[-1] if before and before[-1].graded else None
    source = graded.before if graded is not None else ()
    counts = [n for n, unit in enumerate(source) if unit.kind in (Kind.COUNT, Kind.QUANTITY)]
    ends = [*counts[1:], len(source)] if counts else []
    named = [slugs_named(source[a:b]) for a, b in zip(counts, ends, strict=True)]
    named = [tuple(s for s in slugs if s != ALL_SETTINGS) or slugs for slugs in named]
    return named if len(named) > 1 and all(named) else []
