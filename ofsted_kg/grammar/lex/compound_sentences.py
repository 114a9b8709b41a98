"""Divide a compound sentence into clauses that depend on nothing in each other.

In: the units of a sentence. Out: its independent members, in order. "Attendance in primary schools, at 94%,
is higher than a year ago, and childminders are satisfactory" is two: each is then read as if it were a
sentence, so that what is said of childminders takes no part in what is said of attendance. Only a member
that says all of its own - a noun, a verb, a grade, or a comparison with its places - stands apart; what
shares a verb, a grade, a frame or places with its neighbour, points to it or is somebody's opinion with it
stays one. (Compound sentences and their conjoins: Quirk et al. 1985, 13.)
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import dropwhile, pairwise, takewhile

from ofsted_kg.grammar.lex.closed_classes import (
    CONTRASTING,
    CONTRASTING_OR_CONCEDING,
    COPULAS,
    LINKING_VERBS,
    NAMES,
    Kind,
    words_of,
)
from ofsted_kg.grammar.lex.distributive_cases import distributive_cases
from ofsted_kg.grammar.lex.times import is_year
from ofsted_kg.grammar.lex.units import Unit

_CONJUNCTIONS = CONTRASTING | words_of("but and yet")
_NOMINAL = frozenset(
    {Kind.SUBJECT, Kind.TOPIC, Kind.DETERMINER, Kind.WORD, Kind.ASPECT, Kind.SHELL_NOUN, Kind.QUANTITY}
)
_WITHIN = frozenset({Kind.PREPOSITION, Kind.AND, Kind.COMMA, Kind.ADVERB})
_FINITE = COPULAS | {Kind.HAVE}
_PREDICATE = LINKING_VERBS | {Kind.HAVE, Kind.ADVERB}
# What ends no clause.
_OPEN = frozenset({Kind.THAN, Kind.PREPOSITION, Kind.DETERMINER, Kind.COMPARED, Kind.WITH})
_SAID = frozenset({Kind.GRADE, Kind.CUE, Kind.COMPARATOR})
_LEADS = frozenset({Kind.THAN, Kind.PREPOSITION, Kind.DETERMINER})
_DONE = LINKING_VERBS | {Kind.VERB, Kind.HAVE, Kind.PROVIDE, Kind.WORD}
_CONDITIONS = words_of("if unless whether until provided")
# What says the same as a neighbour, or what stands first or last in it.
_POINTS_BACK = words_of(
    """
    also too likewise similarly equally neither nor former latter respectively both rest same first second
    theirs
    """
)
# What a noun phrase holds that points to what was named before.
_POINTS = _POINTS_BACK | words_of(
    """
    it they them this these those that its their each either other others remainder so one ones such again as
    none equivalent corresponding figure figures phase sector
    """
)
# What keeps a clause behind it in its scope.
_SCOPE = frozenset({Kind.THAT, Kind.MODAL, Kind.TO, Kind.RELATIVE, Kind.EXCEPT})


def members(units: Sequence[Unit]) -> list[list[Unit]]:
    """Return the independent members of a sentence; one that is no compound is the only one."""
    comma = _fronted(units)
    if comma:
        return [list(units[1:comma]), *members(units[comma + 1 :])]
    made: list[list[Unit]] = []
    end = len(units)
    for first, last in reversed(list(_joints(units))):
        left, joint, right = units[:first], units[first:last], units[last:end]
        absolute = joint[-1].kind is Kind.WITH
        apart = right[1:] if right and right[0].kind is Kind.COMMA else right
        if left and apart and _takes_out_first(left, apart):
            made.append(list(apart))
            end = first
        elif left and right and (_absolute(left, right) if absolute else _parts(left, joint, right)):
            made.append(list(right))
            end = first
    parts = [list(units[:end]), *reversed(made)]
    return [member for part in parts for member in distributive_cases(part) or [part]]


def exception_ends(units: Sequence[Unit], place: int) -> int:
    """Return where the comma stands that ends what is taken out, or 0: "apart from one(, which is) |,"."""
    commas = [n for n in range(place + 1, len(units)) if units[n].kind is Kind.COMMA]
    told = len(commas) > 1 and units[commas[0] + 1].kind is Kind.RELATIVE
    return commas[told] if commas else 0


def _takes_out_first(left: Sequence[Unit], right: Sequence[Unit]) -> bool:
    """Say whether a clause opens with what is taken out: "X is good and, | apart from one, Y is poor"."""
    end = exception_ends(right, 0) if right[0].kind is Kind.EXCEPT else 0
    if not end:
        return False
    rest = right[end + 1 :]
    whole = bool(rest) and _named(rest) and _tells(rest) and _has_verb(rest)
    points = any(unit.words[0] in _POINTS for unit in rest)
    said = _tells(left) and _has_verb(left) and not (_governs(left) or _wishes(left))
    return whole and said and not points


def _fronted(units: Sequence[Unit]) -> int:
    """Return where a comma stands behind a fronted clause that says all, "While A is good, | B is", or 0."""
    if not units or units[0].text not in CONTRASTING_OR_CONCEDING:
        return 0
    comma = next((place for place, unit in enumerate(units) if unit.kind is Kind.COMMA), 0)
    said, rest = units[1:comma], units[comma + 1 :]
    return comma if said and rest and _says_all(said) and _named(rest) and _tells(rest) else 0


def _joints(units: Sequence[Unit]) -> Iterator[tuple[int, int]]:
    """Yield where one clause may end and where the next may begin: a conjunction, with the mark before it."""
    dashes = [unit for unit in units if unit.text == "–"]  # two part an aside
    for place, unit in enumerate(units):
        if unit.kind is Kind.STOP and (unit.text == ";" or dashes == [unit]):
            led = place + 1 < len(units) and units[place + 1].text in _CONJUNCTIONS
            yield place, place + 1 + led
        elif unit.text in _CONJUNCTIONS and place and units[place - 1].kind is not Kind.STOP:
            yield place - (units[place - 1].kind is Kind.COMMA), place + 1
        elif unit.kind is Kind.COMMA and place + 1 < len(units) and units[place + 1].kind is Kind.WITH:
            yield place, place + 2


def _parts(left: Sequence[Unit], joint: Sequence[Unit], right: Sequence[Unit]) -> bool:
    """Say whether two independent clauses meet at a joint."""
    if left[-1].kind in _OPEN or left[-1].text == "as":
        return False  # "as good as, | and a few are better than, those in"
    if not (_named(right) and _tells(right)) or _hangs_together(left, right) or _gives_again(left, right):
        return False
    if joint[0].kind is Kind.STOP:
        return not any(unit.text == ":" for unit in left) and not _dated(left)
    if not _has_verb(left) or (joint[-1].kind is Kind.AND and _lists(left)):
        return False
    marked, whole = joint[0].kind is Kind.COMMA, _says_all(right)
    if marked and (whole or (_says_all(left) and _has_verb(right))):
        return not _governs(left)
    # "has a stable | and committed workforce", "the gap between girls | and boys is wider" do not end
    said = whole and left[-1].kind in _SAID
    ends = marked or (_tells(left) and (said or _has_verb(_since_joint(left))))
    if marked and _tells(left):
        return not (_governs(left) or _wishes(left))
    return ends and not _frames(left) and _verb_follows(right)


def _since_joint(units: Sequence[Unit]) -> Sequence[Unit]:
    """Return what stands behind the last conjunction."""
    place = max((n + 1 for n, unit in enumerate(units) if unit.text in _CONJUNCTIONS), default=0)
    return units[place:]


def _absolute(left: Sequence[Unit], right: Sequence[Unit]) -> bool:
    """Say whether a name and its grade stand behind a clause of something else: "..., with adoption good"."""
    said = _said(right)
    if not said or not _named(right):
        return False
    named = [unit for unit in right if unit.kind in NAMES]
    bare = all(unit.kind in _NOMINAL | {Kind.ADVERB} for unit in right[:-said])
    about = [unit for unit in takewhile(lambda unit: not _is_finite(unit), left) if unit.kind in NAMES]
    told = bool(about) or _compares(left)
    held = _governs(left) or any(unit.kind in _SCOPE for unit in left)
    return bare and len(named) == 1 and told and not held and _has_verb(left) and _tells(left)


def _said(units: Sequence[Unit]) -> int:
    """Return how many units at the end of a clause are a grade, or a relation with its places."""
    if units[-1].kind is Kind.GRADE:
        return 1
    led = list(takewhile(lambda unit: unit.kind in _LEADS, reversed(units[:-1])))
    cue = len(units) - len(led) - 2
    return len(led) + 2 if units[-1].kind is Kind.COMPARATOR and cue > 0 and units[cue].cue is not None else 0


def _has_verb(units: Sequence[Unit]) -> bool:
    return _compares(units) or any(_is_finite(unit) for unit in units)


def _compares(units: Sequence[Unit]) -> bool:
    return {Kind.CUE, Kind.COMPARATOR} <= {unit.kind for unit in units}


def _tells(units: Sequence[Unit]) -> bool:
    """Say whether a clause gives a grade or compares, with words of its own."""
    kinds = Counter(unit.kind for unit in units)
    verbs = sum(_is_finite(unit) for unit in units) - kinds[Kind.RELATIVE]  # those of relative clauses
    return Kind.COMPARATOR in kinds or (Kind.GRADE in kinds and verbs > 0)


def _says_all(units: Sequence[Unit]) -> bool:
    """Say whether a clause is a name, a verb and a grade, or a comparison with its places, and no more."""
    verb = next((place for place, unit in enumerate(units) if _is_finite(unit)), 0)
    if not verb or any(unit.kind not in _NOMINAL | _WITHIN for unit in units[:verb]) or not _named(units):
        return False
    behind = list(dropwhile(lambda unit: unit.kind in _PREDICATE, units[verb:]))
    return bool(behind) and _said(units) == len(behind)


def _named(units: Sequence[Unit]) -> bool:
    """Say whether a clause opens with a noun phrase of its own, which points to nothing."""
    noun = False
    for place, unit in enumerate(units):
        if _POINTS & set(unit.words) or (not place and unit.kind not in _NOMINAL):
            return False
        if unit.kind in NAMES or (noun and (_is_finite(unit) or unit.kind is Kind.VERB)):
            return not any(
                _POINTS_BACK & set(other.words) for other in units if not _shares_out(units, other)
            )
        if unit.kind not in _NOMINAL and unit.kind not in _WITHIN:
            return False
        noun = noun or unit.kind is Kind.WORD  # "provision", "performance" alone are of what was named before
    return False


def _shares_out(units: Sequence[Unit], word: Unit) -> bool:
    """Say whether "respectively" is of several that its own clause names: "and A and B are good and poor"."""
    own = [unit for unit in takewhile(lambda unit: not _is_finite(unit), units) if unit.kind in NAMES]
    return word.text == "respectively" and (len(own) > 1 or any(len(unit.slugs) > 1 for unit in own))


def _is_finite(unit: Unit) -> bool:
    return unit.kind in _FINITE and unit.words[0] not in ("having", "being", "been")


def _verb_follows(units: Sequence[Unit]) -> bool:
    """Say whether the noun phrase that opens a clause has its verb right behind it."""
    for unit in units:
        if _is_finite(unit):
            return True
        if unit.kind not in _NOMINAL and unit.kind not in _WITHIN:
            return False
    return False


def _hangs_together(left: Sequence[Unit], right: Sequence[Unit]) -> bool:
    """Say whether one clause has the places that the other is compared with."""
    ours, theirs = ({unit.kind for unit in units} for units in (left, right))
    return any(
        Kind.CUE in one and Kind.COMPARATOR not in one and Kind.COMPARATOR in other
        for one, other in ((ours, theirs), (theirs, ours))
    )


def _gives_again(left: Sequence[Unit], right: Sequence[Unit]) -> bool:
    """Say whether a clause leaves out the grade before it: "A is good | but only half of B are, and C is"."""
    subject = list(takewhile(lambda unit: not _is_finite(unit), right))
    behind = right[len(subject) + 1 : len(subject) + 2]
    stranded = bool(behind) and behind[0].kind in (Kind.AND, Kind.COMMA, Kind.CONJUNCTION)
    much = any(unit.kind in (Kind.QUANTITY, Kind.COUNT) for unit in subject)
    return stranded and much and any(unit.kind is Kind.GRADE for unit in left)


def _lists(units: Sequence[Unit]) -> bool:
    """Say whether a clause ends with a list that goes on: "is good, most day care | and childminding is".

    So does one that a semicolon opens: "is good; absence | and exclusions are".
    """
    place = len(units) - 1
    if units[place].kind not in (Kind.SUBJECT, Kind.TOPIC, Kind.SHELL_NOUN):
        return False
    while place >= 0 and units[place].kind in _NOMINAL | {Kind.COUNT}:
        place -= 1
    return place < 0 or units[place].kind in (Kind.COMMA, Kind.STOP)


def _wishes(units: Sequence[Unit]) -> bool:
    """Say whether a clause tells what may be: "would be good", "aims to be"; not "from X to good"."""
    return any(
        unit.kind is Kind.MODAL or (unit.kind is Kind.TO and following.kind in _DONE)
        for unit, following in pairwise(units)
    )


def _frames(units: Sequence[Unit]) -> bool:
    """Say whether a clause holds what follows in its scope: "Parents say that", "In most schools"."""
    fronted = units[0].kind in (Kind.PREPOSITION, Kind.COMPARED, Kind.CONJUNCTION, Kind.WITH)
    return fronted or any(unit.kind in _SCOPE or unit.text in _CONDITIONS for unit in units)


def _governs(units: Sequence[Unit]) -> bool:
    """Say whether a clause holds in its scope even what follows behind a comma and says all of its own.

    "Parents say that fostering is good, and adoption is poor"; "For staying safe, A is good, and B is".
    """
    until = next((place for place, unit in enumerate(units) if unit.kind is Kind.COMMA), len(units))
    fronted = units[0].kind in (Kind.PREPOSITION, Kind.WITH) and (
        _dated(units) or any(unit.slugs and unit.kind is Kind.SUBJECT for unit in units[:until])
    )
    return fronted or any(unit.kind is Kind.THAT or unit.text in _CONDITIONS for unit in units)


def _dated(units: Sequence[Unit]) -> bool:
    """Say whether a clause opens with a year, which holds for what follows: "In 2006 fostering was good;"."""
    fronted = units[0].kind is Kind.PREPOSITION
    return fronted and any(is_year(unit.text) for unit in units[:4])


__all__ = ["members"]
