"""Small questions about where a grade word stands.

In: the units around a grade. Out: whether it is denied, which noun it stands before,
whether it is what something changed to, and the like.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from ofsted_kg.grammar.names import Named, qualifies
from ofsted_kg.grammar.units import Unit
from ofsted_kg.grammar.words import CHANGES, Kind, words_of
from ofsted_kg.parse.statements.clause import Clause
from ofsted_kg.parse.statements.resolve import Reading

_NOUNS = frozenset({Kind.ASPECT, Kind.GENERIC, Kind.SUBJECT, Kind.TOPIC, Kind.WORD, Kind.SHARE, Kind.REVIEW})
# What may stand in "the council has": nobody who has good arrangements of his own.
_HOLDER = frozenset({Kind.DETERMINER, Kind.ADVERB, Kind.PRONOUN})
# Nouns that may stand between a grade and the name it is said of: "good quality childcare".
_THROUGH = frozenset({"quality", "standard", "provision"})
# What may be joined to a grade before a noun: "a good and improving service".
_MORE = frozenset({"improving", "effective", "popular", "strong", "stable", "successful"})
_ONCE = words_of("previously formerly potentially allegedly supposedly arguably possibly probably perhaps")


# What there is too little of, or what is only worked for: "a shortage of good childcare".
_LACKING = words_of(
    """
    shortage lack absence scarcity shortfall need demand commitment vision target targets aim ambition
    aspiration drive investing investment potential insufficient almost nearly wish deserve deserves towards
    criteria definition characteristics
    """
)


JUDGEMENT_NOUNS = words_of(
    """
    judgement judgements judgment judgments grade grades rating ratings inspection outcomes report status
    """
)
# What an inspection finds: "the inspection of adoption found a good service".
FOUND_NOUNS = words_of("service agency provision")


def ends_tail(tail: Sequence[Unit], place: int) -> bool:
    """Say whether what a grade is confined to ends here; "with outstanding features" does not end it."""
    unit = tail[place]
    before = tail[place - 1].kind if place else None
    graded = tail[place + 1].kind if place + 1 < len(tail) else None
    if (before, unit.kind, graded) == (Kind.COMMA, Kind.WITH, Kind.GRADE):
        return True  # "good overall, with outstanding provision for staying safe"
    if unit.kind is Kind.WITH and place + 2 < len(tail) and tail[place + 1].kind is Kind.GRADE:
        return tail[place + 2].text in JUDGEMENT_NOUNS  # ", with good judgements in the early years"
    if unit.kind is Kind.AND and graded is Kind.COMMA:
        return True  # "good and, for care leavers, very good"
    if unit.kind is Kind.GRADE:
        return not any(before.kind is Kind.WITH for before in tail[:place])
    if unit.text == "at" and graded is Kind.DETERMINER:
        return False  # "good in schools and satisfactory at the college", not "good at keeping"
    return unit.kind in (Kind.THAN, Kind.CUE)


def same_is_true(units: Sequence[Unit]) -> bool:
    """Say whether a clause repeats the one before for another subject: "the same is true of X"."""
    words = [word for unit in units for word in unit.words]
    if "this" in words and "also" in words and "true" in words:
        return True
    return "same" in words and ("true" in words or "applies" in words or "said" in words)


def only_article(units: Sequence[Unit]) -> bool:
    """Say whether only articles and the like stand before a grade ("is a good")."""
    return all(
        unit.kind in (Kind.DETERMINER, Kind.ADVERB, Kind.PREPOSITION, Kind.COUNT, Kind.QUANTITY)
        for unit in units
    )


def exists(reading: Reading) -> bool:
    """Say whether a clause says that there is something: "there is", "the council has"."""
    before = reading.clause.before
    if any(unit.words[0] == "there" for unit in before):
        return True
    has = any(unit.kind is Kind.HAVE for unit in reading.clause.verb)
    return has and all(
        unit.kind in _HOLDER or (unit.kind is Kind.WORD and qualifies(unit)) for unit in before
    )


def denied(verb: Sequence[Unit], zone: Sequence[Unit]) -> bool:
    """Say whether a grade is denied, or was so once and is no more."""
    for unit in (*verb, *zone):
        if unit.kind is Kind.NOT or unit.words[0] in _ONCE or unit.words[-1] in _LACKING:
            return True
    return bool(zone) and zone[-1].kind is Kind.THAN


def in_none(after: Sequence[Unit], place: int) -> bool:
    """Say whether a grade is that of none: "inadequate in none", "poor in no school"."""
    tail = after[place + 1 : place + 3]
    return len(tail) > 1 and tail[0].kind is Kind.PREPOSITION and tail[1].kind is Kind.NOT


def _more(units: Sequence[Unit], place: int) -> bool:
    """Say whether a word is joined to a grade before a name: "a good and improving service"."""
    named = place + 1 < len(units) and units[place + 1].kind in (Kind.SUBJECT, Kind.GENERIC)
    return units[place].text in _MORE and named


def noun_after(units: Sequence[Unit], place: int) -> int | None:
    """Return the place of the noun that a grade stands before, if it does."""
    look = place + 1
    found: int | None = None
    blocked = False
    while look < len(units):
        unit = units[look]
        if unit.kind is Kind.SUBJECT:
            return found if blocked else look
        if unit.kind in _NOUNS:
            if unit.words[0] in ("last", "next", "year"):
                break  # "was judged adequate last year"
            # "good local adoption services", but not "good working supports looked after children"
            blocked = blocked or not (unit.text in _THROUGH or (unit.kind is Kind.WORD and qualifies(unit)))
            found = look
        elif not (unit.kind is Kind.GRADE and found is None) and not (
            found is None
            and unit.kind in (Kind.AND,)
            and look + 1 < len(units)
            and (units[look + 1].kind is Kind.GRADE or _more(units, look + 1))
        ):
            break
        look += 1
    return found


def quantity_before(units: Sequence[Unit], named: Named) -> str | None:
    """Return how much of a name is meant: the quantity nearest before it."""
    for unit in reversed(units[: named.first]):
        if unit.kind is Kind.QUANTITY:
            return unit.slugs[0]
    return None


def compares_as(units: Sequence[Unit], place: int) -> bool:
    """Say whether a grade word stands in "from good to ..." or "as good as"."""
    return units[place - 1].text == "from" or (place + 1 < len(units) and units[place + 1].text == "as")


def interrupted(zone: Sequence[Unit]) -> bool:
    """Say whether only an aside parts a verb from its grade: "is (now, after two years,) good"."""
    comma = next((n for n, unit in enumerate(zone) if unit.kind is Kind.COMMA), None)
    if comma is None or zone[-1].kind is not Kind.COMMA or comma + 1 >= len(zone):
        return False
    opens = zone[comma + 1].kind in (Kind.PREPOSITION, Kind.ADVERB)
    return opens and all(unit.kind is Kind.ADVERB for unit in zone[:comma])


def found_to_be(zone: Sequence[Unit]) -> bool:
    """Say whether only when or where parts "found" from "to be": "found (in an inspection) to be"."""
    said = [unit for unit in zone if unit.kind is not Kind.ADVERB]
    opens = bool(said) and (said[0].kind is Kind.PREPOSITION or said[0].text == "at")
    ends = [unit.text for unit in zone if unit.text != "at least"][-1:] == ["to be"]
    return opens and ends and all(unit.kind in _WHEN or unit.text == "at" for unit in said)


_WHEN = frozenset({Kind.PREPOSITION, Kind.DETERMINER, Kind.WORD, Kind.COUNT})


def came_to(clause: Clause, zone: Sequence[Unit]) -> bool:
    """Say whether a grade is what something came to: "has improved from poor to satisfactory"."""
    led = zone[-1:] or clause.verb[-1:]
    return led != [] and led[-1].words[-1] == "to" and any(u.words[0] in CHANGES for u in clause.units)


def only_of(before: Sequence[Unit]) -> bool:
    """Say whether graded places only qualify others: "heads of (outstanding schools)"."""
    if len(before) < 2 or before[-1].kind not in (Kind.PREPOSITION, Kind.TO):
        return False
    return before[-2].words[-1] in _THOSE_IN


_THOSE_IN = words_of(
    """
    head heads headteachers teachers leaders staff pupils children students governors support visits visit
    challenge help intervention help advice
    """
)


def evenly(before: Sequence[Unit]) -> bool:
    """Say whether a quantity is the same as elsewhere: "a similar proportion of"."""
    return any(
        unit.words[-1] in ("similar", "same") and following.kind is Kind.SHARE
        for unit, following in pairwise(before)
    )


def elsewhere(before: Sequence[Unit]) -> bool:
    """Say whether a clause is about other places: "Nationally, three quarters are good"."""
    said = [unit for unit in before if unit.kind not in (Kind.ADVERB, Kind.PREPOSITION, Kind.AND)][:2]
    if said and said[0].kind is Kind.COMPARATOR and before[0].text not in _ALIKE:
        return True
    region = next((n for n, unit in enumerate(before) if unit.words[0] in _REGION), None)
    if region is None:
        return False
    # "services in the region", "The neighbouring council's", but not "shared with a neighbouring borough"
    lead = [unit for unit in before[:region] if unit.kind is not Kind.DETERMINER]
    return not lead or lead[-1].text in ("in", "of", "across", "throughout")


_ALIKE = frozenset({"unlike", "like", "as in", "as"})
_REGION = frozenset({"neighbouring", "region"})


def denies(before: Sequence[Unit]) -> bool:
    """Say whether "not" or "no" stands before a verb, other than in "the two that were not"."""
    return any(
        unit.kind is Kind.NOT and not (place and before[place - 1].kind is Kind.BE)
        for place, unit in enumerate(before)
    )
