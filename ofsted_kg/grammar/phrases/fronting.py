"""Read what stands before a subject: "In staying safe, X", "Of the five homes, one", "In the latter it".

In: a subject as it was read without, its groups of nouns, and what stands before them. Out: the
subject, confined to it, counted of it, or named by it.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from ofsted_kg.grammar.lex.closed_classes import words_of
from ofsted_kg.grammar.lex.concepts import ALL_OUTCOMES, ALL_SETTINGS, CHILDRENS_HOMES, WEAK
from ofsted_kg.grammar.lex.semantic_fields import JUDGEMENTS, OF_TWO, PERSONS
from ofsted_kg.grammar.phrases.coordination import Group
from ofsted_kg.grammar.phrases.heads import is_transparent
from ofsted_kg.grammar.phrases.out_of_vocabulary import are_homes, counts, parts_of_unnamed
from ofsted_kg.grammar.phrases.subject import Points, Subject, all_of

_AMOUNTS = frozenset({Points.AMOUNT, Points.REST, Points.PRONOUN})
_POINTS = frozenset({Points.ASPECT, Points.SHELL_NOUN, Points.PRONOUN})
_ANYBODY = PERSONS | {"staff"}
_BARE = frozenset({"settings", "setting", "services and settings", "providers", "provider"})
_CASES = words_of("cases instances")


def with_front(
    subject: Subject,
    core: Sequence[Group],
    fronted: Sequence[Group],
    front: Subject,
    outcomes: frozenset[str],
) -> Subject:
    """Return a subject with what stands before it.

    Args:
        subject: as it was read without.
        core: its groups of nouns.
        fronted: the groups before it.
        front: these, read as a subject of their own.
        outcomes: slugs of outcomes.
    """
    first = fronted[0]
    if first.head.word in _CASES and subject.names:
        return all_of(subject, subject.quantity or first.head.quantity)
    if first.prep == "by" or (first.prep == "with" and subject.names):
        return subject
    if front.review:
        return replace(subject, review=True, unknown=True, points=Points.NONE)  # "Of the two reviews one"
    if subject.points in _AMOUNTS and are_homes(fronted):
        front = replace(front, names=((CHILDRENS_HOMES, None),))  # "Of the four homes, three are"
    if not front.names and front.quantity and subject.names and set(subject.slugs) <= outcomes:
        return all_of(subject, subject.quantity or front.quantity)  # "In the majority, staying safe is"
    if not front.names:
        return _unnamed(subject, fronted, front)
    if subject.head is not None and subject.head.text in _ANYBODY and not subject.names:
        return subject  # "In schools young people are good at sport"
    if {slug for slug, _ in front.names} & outcomes:
        return _for_outcome(subject, front, outcomes)
    quality = core[0].head.head is not None and all(is_transparent(g, n) for n, g in enumerate(core))
    return _in_settings(subject, front, outcomes, quality=quality)


def _unnamed(subject: Subject, fronted: Sequence[Group], front: Subject) -> Subject:
    """Return a subject behind what names nothing: "Of the three libraries, one", "In the others it"."""
    first = fronted[0]
    if front.head is not None and front.head.text in OF_TWO and subject.points in _POINTS:
        return replace(front, quantity=subject.quantity)  # "and in the latter it is outstanding"
    amount = subject.points in _AMOUNTS or counts(first.head)
    if amount and parts_of_unnamed(fronted):
        return replace(subject, unknown=True, points=Points.NONE)  # "Of the three libraries, one is"
    if subject.points in (Points.AMOUNT, Points.REST):
        within = next((g.names() for g in reversed(fronted) if g.names()), ())
        if within:  # "Despite improvements in secondary schools, two are"
            names = tuple((slug, subject.quantity) for slug, _ in within)
            return replace(subject, names=names, points=Points.NONE)
    if front.points is Points.REST and subject.points is Points.AMOUNT and subject.part:
        return replace(subject, part=None)  # "Of the others two are": of how many is not said
    if front.points is Points.REST and subject.points in (Points.ASPECT, Points.SHELL_NOUN):
        return replace(subject, points=Points.REST, quantity="rest")
    if subject.points in (Points.ASPECT, Points.SHELL_NOUN) and first.prep == "for" and front.unknown:
        return replace(subject, unknown=True, points=Points.NONE)
    if subject.points in _POINTS and front.quantity:
        return replace(subject, quantity=subject.quantity or front.quantity)
    return replace(subject, total=subject.total or front.total or front.part)


def _in_settings(subject: Subject, front: Subject, outcomes: frozenset[str], *, quality: bool) -> Subject:
    """Return a subject behind settings: "In primary schools, behaviour", "In most settings, it"."""
    slugs = {slug for slug, _ in front.names}
    own = set(subject.slugs)
    if own == {"schools"} and all(slug.endswith("-schools") for slug in slugs):
        return replace(subject, names=tuple((slug, subject.quantity) for slug, _ in front.names))
    if own and own <= outcomes:
        if slugs == {ALL_SETTINGS}:
            return all_of(subject, subject.quantity or front.quantity)
        outcome = None if subject.slugs[0] in WEAK | {ALL_OUTCOMES} else subject.slugs[0]
        return replace(subject, names=front.names, outcome=outcome, quantity=front.quantity)
    if slugs == {ALL_SETTINGS} and subject.points is Points.PRONOUN and front.quantity:
        return replace(subject, quantity=front.quantity)  # "in one in six settings, it is"
    if own == {ALL_SETTINGS} and subject.head is not None and subject.head.text in _BARE:
        return replace(subject, names=tuple((slug, subject.quantity) for slug, _ in front.names))
    if subject.names or (subject.unknown and not quality):
        return subject
    quantity = subject.quantity or (front.quantity if subject.points is not Points.AMOUNT else None)
    return replace(
        subject,
        names=tuple(
            (slug, quantity or (amount if subject.part is None else None)) for slug, amount in front.names
        ),
        quantity=quantity,
        points=Points.NONE,
        unknown=False,
        total=subject.total or front.total or front.part,
        these=front.these,
    )


def _for_outcome(subject: Subject, front: Subject, outcomes: frozenset[str]) -> Subject:
    """Return a subject behind an outcome: "For staying safe, homes", "In being healthy, most"."""
    outcome = front.names[0][0]
    if outcome == ALL_OUTCOMES and subject.names:
        return subject
    if subject.names and not set(subject.slugs) & outcomes:
        return replace(subject, outcome=outcome)
    if subject.unknown:
        return subject
    given = front.head is not None and front.head.words[-1] in JUDGEMENTS  # "Of the judgements on X, most"
    if subject.points in (Points.AMOUNT, Points.REST) and not given:
        return replace(subject, outcome=outcome)
    quantity = subject.quantity or front.quantity
    names = tuple((slug, quantity) for slug, _ in front.names)
    total = subject.total or front.total or front.part
    return replace(subject, names=names, points=Points.NONE, quantity=quantity, total=total)
