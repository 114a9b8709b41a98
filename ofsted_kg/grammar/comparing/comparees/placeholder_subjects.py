# Past 300 lines: a rule for each form of a subject that only stands for another.
"""Find what is compared where a subject only stands for it, or for nobody that was spoken of.

In: the part that compares, its noun phrase, the parts before it. Out: slugs, none where the part
itself says what is compared: "a proportion that is below", "the latter", "half are worse".
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise, takewhile

from msgspec.structs import replace

from ofsted_kg.grammar.comparing.comparees.demonstratives import is_where, reached
from ofsted_kg.grammar.comparing.comparees.measure_polarity import IDLE, WORKING
from ofsted_kg.grammar.comparing.comparees.ordinal_anaphora import last_measured, nth_measured
from ofsted_kg.grammar.comparing.comparees.quality import before_cue, is_people
from ofsted_kg.grammar.comparing.comparees.topics import topic_of
from ofsted_kg.grammar.comparing.last_compared import Slugs
from ofsted_kg.grammar.comparing.part import Part
from ofsted_kg.grammar.lex.closed_classes import NAMED, NUMBERS, PADDING, Kind, words_of
from ofsted_kg.grammar.lex.comparatives import Form
from ofsted_kg.grammar.lex.semantic_fields import COUNCIL, FIGURES, OF_TWO, PERSONS, of_two
from ofsted_kg.grammar.lex.units import INDICATORS, Unit

_AMOUNTS = frozenset({Kind.QUANTITY, Kind.REST, Kind.COUNT, Kind.ADVERB, Kind.PREPOSITION, Kind.DETERMINER})
_FRONTED = words_of("under within")
_ANYBODY = PERSONS | {"adults"}
# A setting is never longer, nor likely: some measure of it is.
_GOODNESS = words_of("better worse stronger weaker good well")
_OF_MEASURES = words_of("longer shorter slower quicker likely sooner often")


def is_one_of_two(source: Sequence[Unit]) -> bool:
    """Say whether a subject is one of two just named, and nothing else."""
    return len(source) == 1 and source[0].text in OF_TWO


def stands_for(part: Part, source: Sequence[Unit], before: Sequence[Part], outcomes: frozenset[str]) -> Slugs:
    """Return what a subject stands for that names nothing itself."""
    if len(source) > 1 and source[0].text in _FRONTED and source[1].kind is Kind.SUBJECT:
        # "Under staying safe the authority performs above the average", "for A and B it is"
        named, rest = _listed(source[1:])
        plain = not any(unit.kind in (Kind.TOPIC, Kind.SHARE, Kind.SUBJECT) for unit in rest)
        return named if plain and set(named) <= outcomes else ()
    fronted = _fronted(part.before, outcomes)
    whose = source[-1].text if source else ""
    if fronted and (whose in ("it", "they") or any(unit.words[-1] in _COUNCIL for unit in source)):
        return fronted  # "In staying safe the county is above average", "For being healthy it is lower"
    said = [unit for unit in source if unit.kind not in PADDING]
    if before and len(said) == 1 and said[0].text in ("outcomes", "performance", "it", "they", "results"):
        outcome = _fronted(before[0].before, outcomes)
        if outcome and not any(other.places for other in before):
            return outcome  # "In staying safe the council does well and outcomes exceed"
    if not part.graded and _at_so_many(part.before):
        return topic_of([unit for other in (*before, part) for unit in other.before])
    stronger = _stronger_in(part, said or (before[-1].before if before else ()), outcomes)
    if stronger:
        return stronger
    if not before:
        return ()
    if nth := nth_measured(source, before) or last_measured(part, source, before):
        return nth
    if len(source) > 2 and source[0].text in ("that", "those") and source[1].kind is Kind.PREPOSITION:
        measured = [u for u in before[-1].before if u.kind is Kind.TOPIC and INDICATORS not in u.slugs]
        if before[-1].places and measured and not before[-1].graded and not part.graded:
            return measured[0].slugs[:1]  # "Costs of fostering are lower and those of adoption are more"
    graded = [other for other in before if other.graded and other.slugs]
    together = len(graded) < 2 or any(len(other.slugs) == 2 for other in graded)  # "A and B are good, some"
    if is_one_of_two(source) and len(part.slugs) == 1 and together:
        return part.slugs  # "The former are in line with X, while the latter are better"
    if source and len(graded) > 1:
        if is_one_of_two(source):
            # "X is good and Y outstanding, the latter being better than"
            return of_two(source[0].text, graded[-2:])[0].slugs
        if source[0].text == "both" and all(unit.kind is Kind.SHELL_NOUN for unit in source[1:]):
            two = tuple(dict.fromkeys(slug for other in graded for slug in other.slugs))
            return two if len(two) == 2 else ()  # "X is good and so is Y; both services are better"
    prior = before[-1]
    elided = bool(prior.verb) and prior.verb[-1].kind is Kind.BE
    elided = elided and all(unit.kind is Kind.COMMA for unit in prior.after)
    if elided and not source and part.lead_kind is Kind.RELATIVE and any(p.graded for p in before[:-1]):
        return prior.slugs  # "X is good but only 61% of Y are, which is low"
    leads: tuple[Kind, ...] = (Kind.THAT, Kind.RELATIVE, Kind.AND) if source else (Kind.THAT, Kind.RELATIVE)
    both = bool(source) and source[0].text == "both"  # "and both proportions": of two
    if source and source[0].text in ("a", "an") and part.lead_kind is Kind.COMMA:
        leads = (Kind.COMMA,)  # ", a figure matched in England", but ", the national figure was 64%"
    if not both and _is_figure(source or _last_noun(prior)) and part.lead_kind in leads:
        # "Half of the homes are good, a proportion that is below the average"
        told = next((other for other in reversed(before) if other.graded or other.verb), None)
        spliced = told is not None and part.lead_kind is Kind.COMMA  # "71% get good grades, the figure is"
        if (
            told is None
            or not told.graded
            or (spliced and not any(u.slugs == told.slugs for u in told.units))
        ):
            return ()
        return told.slugs
    if _of_indicators(prior) and part.lead_kind is Kind.STOP and not part.graded:
        performs = [unit for unit in source if unit.kind is not Kind.DETERMINER]
        if _some(source) or (len(performs) == 1 and performs[0].words == ("performance",)):
            return (INDICATORS,)  # "The indicators are mixed: half are worse than in similar areas"
    return ()


def _stronger_in(part: Part, said: Sequence[Unit], outcomes: frozenset[str]) -> Slugs:
    """Return where it is so: "Set against England performance is stronger in staying safe but weaker in"."""
    after = part.after
    if len(after) < 3 or after[0].cue is None or not said or said[-1].text not in _HOW:
        return ()
    others = any(unit.kind in (Kind.SUBJECT, Kind.TOPIC) for unit in said)
    named = after[1].text in _UNDER and after[2].kind is Kind.SUBJECT and set(after[2].slugs) <= outcomes
    return after[2].slugs if named and not others else ()


def _fronted(units: Sequence[Unit], outcomes: frozenset[str]) -> Slugs:
    """Return the outcomes that a sentence is about: "In staying safe the council", "For A and B it"."""
    if len(units) < 2 or units[0].text not in _UNDER or units[1].kind is not Kind.SUBJECT:
        return ()
    named, further = _listed(units[1:])
    rest = [unit for unit in further if unit.kind not in PADDING]
    plain = all(unit.words[-1] in _COUNCIL or unit.capital or unit.text in _HOW for unit in rest)
    return named if plain and set(named) <= outcomes else ()


def _listed(units: Sequence[Unit]) -> tuple[Slugs, Sequence[Unit]]:
    """Return what a list names, and what stands behind it."""
    names = list(takewhile(lambda unit: unit.kind in _LISTED, units))
    return tuple(slug for unit in names for slug in unit.slugs), units[len(names) :]


_LISTED = frozenset({Kind.SUBJECT, Kind.AND, Kind.COMMA})
_UNDER = words_of("in under within on for")
_COUNCIL = COUNCIL | {"partnership"}
_AT_END = (Kind.COMMA, Kind.DETERMINER)
_HOW = words_of("performance outcomes results it they")


def without_taken(part: Part) -> Part:
    """Leave out what only sums up: "taken as a whole they are"."""
    source = [unit for unit in part.before if unit.kind not in (Kind.COMMA, Kind.ADVERB)]
    sums = 1 < len(source) < 4 and source[0].text == "taken" and source[-1].kind is Kind.PRONOUN
    return replace(part, before=source[-1:]) if sums else part


def without_compared_aside(part: Part) -> Part:
    """Leave out of a relative clause what compares between commas: "which, long below X, | now equals it"."""
    opens = part.lead_kind is Kind.RELATIVE and part.before[:1] and part.before[0].kind is Kind.COMMA
    aside = opens and all(unit.kind in _ASIDE for unit in part.before)
    return replace(part, before=()) if aside else part


_ASIDE = frozenset({Kind.COMMA, Kind.ADVERB, Kind.CUE, Kind.COMPARATOR, Kind.CONJUNCTION, Kind.THAN})


def of_measure(part: Part, source: Sequence[Unit], before: Sequence[Part]) -> bool:
    """Say whether what lies elsewhere is a measure: "the time they wait for adoption, which is longer"."""
    if part.graded:
        return _of_those_in(source) or _level_with(part.after)
    if any(unit.kind is Kind.HAVE for unit in part.verb) and part.after[:1]:
        # "The council has fewer children in care than": how many, not how good
        counts = part.after[0].text in ("more", "fewer", "less")
        plain = not any(unit.kind in (Kind.SUBJECT, Kind.TOPIC) for unit in source)
        return counts and plain and not any(unit.kind is Kind.GRADE for unit in part.after)
    relative = part.lead_kind is Kind.RELATIVE and bool(before)
    if called_measure(part, before):
        return True  # "The one measure on which the council compares badly with similar areas"
    if relative and not part.verb and [u.text for u in part.units[1:2]] in (["more"], ["fewer"]):
        return True  # "its programme, which attracts more people than"
    who = relative and part.lead is not None and part.lead.text == "who" and before[-1].share
    if who and source and source[0].kind is Kind.WORD:
        return True  # "The share of care leavers who moved during the year is"
    cued = any(unit.cue is not None and _OF_MEASURES & set(unit.words) for unit in part.units)
    if relative and cued and len(before) > 1:
        return True
    gap = any(unit.cue is not None and unit.text in ("wider", "narrower") for unit in part.units)
    if relative and gap and any(unit.kind is Kind.TOPIC for unit in before[-1].units):
        return True  # "the gap between children in care and others, which is wider"
    good = any(unit.cue is not None and unit.words[-1] in _GOODNESS for unit in part.units)
    return relative and _measured_there(before[-1], source, good=good)


def called_measure(part: Part, before: Sequence[Part]) -> Sequence[Unit]:
    """Return what was called a measure on which somebody lies so: "Absence is a measure | on which"."""
    named = before[-1].units if part.lead_kind is Kind.RELATIVE and before else ()
    called = any(unit.words[-1] in _MEASURE and unit.kind is not Kind.TOPIC for unit in named[-2:])
    return named if called else ()  # not "are in special measures, | which is fewer"


def _level_with(after: Sequence[Unit]) -> bool:
    """Say whether figures are of what something has: "is good with a high level of take-up, 27% to 22%"."""
    figure = next((n for n, unit in enumerate(after) if unit.percent or unit.words[-1] == "%"), 0)
    opens = max((n for n, unit in enumerate(after[:figure]) if unit.kind is Kind.WITH), default=figure)
    held = after[opens:figure]
    return any(a.words[-1] in _LEVEL and b.text == "of" for a, b in pairwise(held)) and Kind.GRADE not in {
        unit.kind for unit in held
    }


_LEVEL = words_of("level levels rate rates number numbers degree")
_MEASURE = words_of("measure measures respect respects exception")


def _of_those_in(source: Sequence[Unit]) -> bool:
    """Say whether people are counted by where they are: "The share of children in care in good schools"."""
    people = next((n for n, unit in enumerate(source) if is_people(unit)), -1)
    shared = people > 0 and any(unit.kind is Kind.SHARE for unit in source[:people])
    return shared and any(unit.kind is Kind.GRADE for unit in source[people + 1 :])


def of_something_else(
    part: Part, source: Sequence[Unit], about: Slugs, before: Sequence[Part], *, of_heading: bool = False
) -> bool:
    """Say whether a subject names what is no setting: "Registrations" are not what was spoken of before."""
    if (
        before
        and len(source) == 1
        and source[0].text in ("it", "this", "that", "they", "these")
        and not part.graded
    ):
        prior = before[-1].after
        unnamed = not any(set(u.slugs) & set(about) for other in (part, *before) for u in other.units)
        if _measure_of(prior, about):
            return True
        measured = any(u.kind in (Kind.SHARE, Kind.TOPIC) for u in prior) or any(
            a.words[-1] in _MOVES and b.text == "in" for a, b in pairwise(prior)
        )  # "a fall in births, although these are"
        return unnamed and not before[-1].graded and measured
    if not part.graded and len(source) > 1 and source[-1].text in ("children", "pupils", "students"):
        return source[-2].kind is Kind.SUBJECT  # "Primary school children do better than their peers"
    if reached(part, source, before):
        return True  # "Pupils leave with standards that are above"
    if is_where(part) and any(unit.kind is Kind.TOPIC for unit in source) and not part.graded:
        return True  # "provision is good in sixth forms, where success rates are above"
    if part.graded or any(set(unit.slugs) & set(about) for other in (part, *before) for unit in other.units):
        return False
    if not source and not part.before and not part.verb and part.lead is None:
        source = before_cue(part.units)  # "Registrations stand at 24"
    if source and source[0].text in ("this", "that", "these", "it", "they"):
        return False
    if not source and part.lead_kind in (Kind.RELATIVE, Kind.THAT) and before and before[-1].units:
        return before[-1].units[-1].kind is Kind.TOPIC  # "Pupils reach standards which are above"
    if part.before and part.before[0].kind is Kind.COMPARED and source and source[0].text == "those":
        return True  # "Compared with young people in similar areas, those in the town are"
    anybody = any(unit.words[-1] in _ANYBODY for unit in source)
    if anybody and of_heading and not any(unit.kind is Kind.PRONOUN for unit in source):
        return True  # under a heading: "Young children are immunised to levels above"
    measured = any(unit.kind is Kind.TOPIC for unit in part.units)
    if anybody and measured and not any(unit.kind in NAMED or unit.kind is Kind.PRONOUN for unit in source):
        return True  # "More children are excluded than"
    if source and source[0].words[-1] == "looked" and part.slugs != ("looked-after-children",):
        return True  # "Looked after pupils do better than"
    return any(unit.kind is Kind.TOPIC for unit in source)


def _measure_of(prior: Sequence[Unit], about: Slugs) -> bool:
    """Say whether a measure of it was spoken of: "little improvement in the timeliness of (adoption)"."""
    name = next((n for n, unit in enumerate(prior) if set(unit.slugs) & set(about)), 0)
    return any(a.words[-1] in _MEASURED and b.text == "of" for a, b in pairwise(prior[:name]))


_MOVES = words_of("fall rise increase decrease drop reduction growth")
_MEASURED = words_of("timeliness number numbers rate rates proportion percentage stability costs cost")


def _measured_there(prior: Part, source: Sequence[Unit], *, good: bool) -> bool:
    """Read "Exclusions from primary schools which are below": they are, and not the schools."""
    shown = [unit for unit in prior.units if unit.kind not in (Kind.COMMA, Kind.DETERMINER, Kind.QUANTITY)]
    if shown and shown[-1].kind is Kind.TOPIC:  # "Attendance, which in primary schools is better"
        return bool(source) and source[0].kind is Kind.PREPOSITION
    if good or len(shown) < 3 or shown[-1].kind is not Kind.SUBJECT:
        return False
    own = [unit.start for unit in source if unit.kind is not Kind.QUANTITY]  # "in all schools, which are"
    if own not in ([], [shown[-1].start]):
        return False
    head = shown[-3]
    plural = head.kind in (Kind.TOPIC, Kind.SHARE) and any(
        word.endswith("s") for word in (head.words[0], head.words[-1])
    )  # "exclusions", "rates of absence"
    return plural and shown[-2].kind is Kind.PREPOSITION


def _is_figure(units: Sequence[Unit]) -> bool:
    said = [u for u in units if u.kind not in PADDING and (u.cue is None or u.cue.form is not Form.PLAIN)]
    if [u.text for u in said[1:2]] == ["at"] and said[2:3] and said[2].kind is Kind.COUNT:
        said = said[:1] + said[3:]  # "the percentage, at 78%,"
    return len(said) == 1 and said[0].words[-1] in FIGURES


def _last_noun(prior: Part) -> Sequence[Unit]:
    """Return what stands behind the last comma of a part: "..., a proportion (that is)"."""
    if prior.lead_kind is Kind.COMMA and not (prior.before or prior.verb):
        return prior.after  # a part of its own: ", a proportion (which, once below X, is)"
    comma = max((n for n, unit in enumerate(prior.after) if unit.kind is Kind.COMMA), default=-1)
    return prior.after[comma + 1 :] if comma >= 0 else ()


def _of_indicators(prior: Part) -> bool:
    return any(INDICATORS in unit.slugs or unit.words[-1] == "indicators" for unit in prior.before)


def _some(source: Sequence[Unit]) -> bool:
    amounts = any(unit.kind in (Kind.QUANTITY, Kind.REST, Kind.COUNT) for unit in source)
    return amounts and all(unit.kind in _AMOUNTS for unit in source)


def of_results(part: Part, before: Sequence[Part], about: Sequence[str]) -> bool:
    """Say whether outcomes are results just spoken of: "Attainment fell in places, outcomes are above"."""
    told = [unit for other in before for unit in other.units]
    bare = not any(unit.kind is Kind.TOPIC for unit in part.before)
    counted = any(unit.kind is Kind.SHARE for other in before for unit in other.before)
    results = bool(_RESULTS & set(about)) or any(_RESULTS & set(u.slugs) for u in told)
    return bare and (results or counted)


ATTAINMENT = "attainment"
_RESULTS = frozenset({ATTAINMENT, "progress", WORKING, IDLE, "care-leaver-outcomes"})


def at_an_age(source: Sequence[Unit]) -> bool:
    """Say whether outcomes are what pupils attain: "Outcomes at age five", "Foundation Stage outcomes"."""
    attained = (n for n, unit in enumerate(source) if _ATTAINED & {unit.words[0], unit.words[-1]})
    place = next(attained, -1)
    if place < 0:
        return False
    if any(unit.kind is Kind.SUBJECT and unit.words[-1] == "stage" for unit in source):
        return True
    behind = [unit for unit in source[place + 1 :] if unit.kind is not Kind.DETERMINER]
    aged = [unit for unit in behind[1:] if unit.text not in ("age", "of", "ages")]
    led = bool(behind) and behind[0].text in ("at", "by") and bool(aged)
    return led and (aged[0].text.isdecimal() or aged[0].text in NUMBERS)


_ATTAINED = words_of("outcomes outcome results")


def _at_so_many(source: Sequence[Unit]) -> bool:
    """Say whether a figure of something tells where a council lies: "at 47% five good grades the town"."""
    led = len(source) > 3 and source[0].text == "at" and source[1].percent and source[2].kind not in _AT_END
    return led and source[-1].words[-1] in _COUNCIL


def more_of_it(part: Part, before: Sequence[Part]) -> Slugs:
    """Return whose it is: "X is good but here there is more inadequate provision than nationally".

    "but there is | more that is inadequate", "although | more than average are inadequate"
    """
    after = part.after
    some = [unit for unit in part.before if unit.kind not in (Kind.THAN, Kind.COMPARATOR, Kind.THAT)]
    bare = part.graded and len(some) == 1 and some[0].text in ("more", "fewer", "less")
    more = [
        n
        for n, unit in enumerate(after[:-2])
        if unit.text in ("more", "fewer", "less")
        and after[n + 1].kind is Kind.GRADE
        and after[n + 2].kind is Kind.SHELL_NOUN
    ]
    graded = next((other.slugs for other in reversed(before) if other.graded and other.slugs), ())
    return graded if more or bare else ()
