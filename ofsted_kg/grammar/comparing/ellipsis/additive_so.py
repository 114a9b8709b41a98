"""Tell whether a part repeats a comparison for another: "so too is X", "as it is at 16".

In: a part, those before it, what was compared last. Out: yes or no; `implicit_comparators` tells of whom.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from ofsted_kg.grammar.comparing.last_compared import Last, Slugs
from ofsted_kg.grammar.comparing.part import Part
from ofsted_kg.grammar.lex.closed_classes import DO, Kind, words_of
from ofsted_kg.grammar.lex.semantic_fields import ALSO
from ofsted_kg.grammar.lex.units import Unit, names_people


def those(source: Sequence[Unit]) -> bool:
    """Say whether a subject is the same measure elsewhere: "those at age seven", "that in English"."""
    return len(source) > 1 and source[0].text in ("that", "those")


def measure_of_another(source: Sequence[Unit], prior: Part) -> bool:
    """Say whether "that of X" is the bare share or rate that was told of something else before.

    "The rate of exclusions is lower, as is that of absence" is the rate of absence; "attainment is
    lower, as is that of boys" is attainment still.
    """
    head = next((unit for unit in prior.before if unit.kind not in _ROUND and unit.cue is None), None)
    bare = head is not None and (head.kind is Kind.SHARE or bool(_BARE.intersection(head.words)))
    return bare and those(source) and source[1].text == "of"


_BARE = words_of("rate rates number numbers level levels incidence")


def same_is_true(units: Sequence[Unit]) -> bool:
    """Say whether a part repeats the one before for another subject: "the same is true of X"."""
    words = {word for unit in units for word in unit.words}
    return not (words & _HOLDS and _denied(units)) and (
        {"this", "also", "true"} <= words
        or {"also", "case"} <= words
        or ("same" in words and bool(words & _HOLDS))
    )


def reverse_is_true(units: Sequence[Unit]) -> bool:
    """Say whether a part turns the one before round for another subject: "the reverse is true of X"."""
    words = {word for unit in units for word in unit.words}
    return bool(words & {"reverse", "opposite"}) and bool(words & _HOLDS) and not _denied(units)


def _denied(units: Sequence[Unit]) -> bool:
    """Say whether it is denied that it holds: "The same is not true at 19"."""
    holds = next((n for n, unit in enumerate(units) if _HOLDS & set(unit.words)), 0)
    return any(unit.kind is Kind.NOT for unit in units[:holds])


_HOLDS = words_of("true applies said goes holds case")


def repeats(part: Part, before: Sequence[Part], last: Last) -> bool:
    """Say whether a part repeats a comparison for another: "So too is X", "as is X"."""
    outside = [other for other in before if other.lead_kind is not Kind.OPEN]  # "(66%), as do X"
    prior = outside[-1] if outside else last.prior
    if prior is None or not _inverted(part) or not part.after:
        return False
    # "A, four of them good, are better than in Y, | and so are B": what was said of it is that it is better
    aside = bool(prior.verb and prior.places) and all(unit.kind is not Kind.GRADE for unit in prior.after)
    if prior.graded and not (prior.share or prior.relative or aside):
        return False
    shares = any(unit.kind is Kind.SHARE for unit in part.after)  # "the proportion of good schools"
    if not shares and any(a.kind is Kind.GRADE and b.kind is not Kind.TOPIC for a, b in pairwise(part.after)):
        return False  # but "five good GCSEs" are no judgement
    that_of = as_it_is(part) or (those(part.after) and part.after[1].text in _OF)  # "that of others"
    named = that_of or part.after[0].kind not in (Kind.COMPARATOR, Kind.CUE, Kind.THAT, Kind.GRADE)
    repeated = {Kind.BE, Kind.ADVERB}
    if any(unit.kind is Kind.HAVE for unit in prior.verb):
        repeated.add(Kind.HAVE)  # "A has fallen below X, | and so has B"
    verbs = all(unit.kind in repeated or unit.text in DO for unit in part.verb)
    placed = bool(prior.places) or any(u.text in ("it", "them") for u in prior.after[-2:])
    return placed and named and verbs


_OF = words_of("of in at for from among")


def _opens(part: Part) -> list[str]:
    lead = part.lead if part.lead is not None and part.lead.text != "so that" else None
    return [unit.words[0] for unit in (*((lead,) if lead else ()), *part.before)]


def as_it_is(part: Part) -> bool:
    """Say whether it is so elsewhere: "above that of similar councils, as it is for X"."""
    it = _opens(part) in (["as", "it"], ["as", "they"], ["as", "these"])
    long = any(set(unit.words) & _TIMES for unit in part.after)  # "as it has been for some years"
    return it and not long and bool(part.after) and part.after[0].text in ("for", "in", "at")


def as_is_the_case(part: Part, before: Sequence[Part]) -> tuple[Unit, ...]:
    """Return the places of which what was said of others is true: "as is the case in similar areas".

    Only where the statement before was about other places: "X is below average, as is the case in similar
    areas" says that they are below it, too.
    """
    told = [unit for unit in before[-1].units if unit.kind not in _ROUND] if before else []
    others = bool(told) and told[0].kind is Kind.COMPARATOR
    case = any(unit.words[-1] == "case" for unit in part.after)
    named = tuple(unit for unit in part.units if unit.kind is Kind.COMPARATOR)
    return named if others and case and _inverted(part) else ()


_ROUND = frozenset({Kind.PREPOSITION, Kind.DETERMINER, Kind.ADVERB, Kind.COMMA, Kind.AND})
_TIMES = words_of("year years month months time decade")


def _inverted(part: Part) -> bool:
    """Say whether the subject stands after the verb: "so are X", "as is X"."""
    if as_it_is(part):
        return True
    opens = _opens(part)
    light = {"so", "as", "and", ",", "too", "also"}
    return bool(set(opens) & {"so", "as"}) and set(opens) <= light


def echoed(part: Part, between: Sequence[Unit], settings: frozenset[str]) -> Slugs:
    """Return of whom a grade is said again and compared: "So are 62% of A, | the highest share in X"."""
    if not (same_is_true(part.units) or _inverted(part)):
        return ()
    cue = next((n for n, unit in enumerate(between) if unit.cue is not None), 0)
    named = [unit.slugs for unit in between[:cue] if unit.kind is Kind.SUBJECT]
    apart = cue > 0 and any(unit.kind is Kind.COMMA for unit in between[:cue])
    return named[-1] if apart and named and set(named[-1]) <= settings else ()


def adds_too(part: Part) -> bool:
    """Say whether a part only repeats it for another: "exclusions are too"."""
    named = any(unit.kind in (Kind.SUBJECT, Kind.TOPIC) for unit in part.before) or those(part.before)
    adds = any(unit.text in ALSO for unit in part.after)
    # "exclusions are too", "sickness does too"
    return named and adds and bool(part.verb) and (part.verb[-1].kind is Kind.BE or part.verb[-1].text in DO)


def as_well(part: Part) -> bool:
    """Say whether a part ends in no more than that: "boys do as well", "at 16 they can do as much"."""
    said = [unit.text for unit in part.after]
    does = bool(part.verb) and part.verb[-1].text in DO
    return does and (said == ["as", "well"] or (said == ["as", "much"] and names_people(part.before)))
