"""Tell whether a comparison is about how good its subject is, and not some measure of it.

In: a part of a sentence, and what its subject says. Out: yes or no: "Childcare is better than" is;
"Children in care are excluded less often than" and "The service reaches fewer people than" are not.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from ofsted_kg.grammar.comparing.part import Part
from ofsted_kg.grammar.lex.closed_classes import DO, Kind, words_of
from ofsted_kg.grammar.lex.comparatives import Form
from ofsted_kg.grammar.lex.concepts import PEOPLE
from ofsted_kg.grammar.lex.semantic_fields import DISTRICTS, PERSONS
from ofsted_kg.grammar.lex.units import Unit
from ofsted_kg.grammar.phrases.named_entities import LEVELS, names_in, qualifies

HOW_GOOD = words_of(
    """
    quality effectiveness performance outcomes outcome provision services service standard support
    arrangements settings homes home agencies agency care picture profile position grades judgements ratings
    inspections
    """
)
# The words for groups of people: a measure of them says nothing about how good a service is.
_PEOPLE = PERSONS | {"lac"}
_POINTING = words_of("this these that those it they which")
_SERVICES = HOW_GOOD - {"care"}  # but "care leavers" are people
_OF_GOODNESS = words_of("perform performs performed performing compare compares comparing")
_WELL = words_of("better worse well badly poorly")
# Verbs that only say where something lies.
_LYING = _OF_GOODNESS | words_of(
    """
    fall falls fell falling lie lies lay lying sit sits sat sitting stand stands stood standing
    lag lags lagged lagging remain remains remained remaining fare fares fared faring risen
    """
)
_QUALITIES = words_of("teaching leadership management behaviour")
_HOW_MUCH = words_of("range choice variety breadth amount volume supply availability")
# "are more likely to", "keep in touch to a greater extent": a measure of those who do so.
_BY_DEGREE = words_of("likely likelier extent degree need needs")


def how_good(part: Part, source: Sequence[Unit], settings: frozenset[str]) -> bool:
    """Say whether a comparison is about how good its subject is, and not some measure of it."""
    if any(a.kind is Kind.TOPIC and b.text == "outcomes" for a, b in pairwise(source)):
        return False  # "Examination outcomes for children in care": what was measured
    if part.graded:
        return True
    if (part.share or part.relative) and any(unit.words[-1] == "grades" for unit in source):
        return True  # "The share of schools in the two top grades"
    if any(
        a.text == "better" and b.kind is Kind.WORD and b.text.endswith("ed") for a, b in pairwise(part.after)
    ):
        return False  # "is better regulated than"
    if any(a.words[-1] in _HOW_MUCH and b.text == "of" for a, b in pairwise(source)):
        return False  # "The range of provision is wider than"
    if any(a.cue is not None and b.words[-1] in _HOW_MUCH for a, b in pairwise(part.after)):
        return False  # "Colleges give young people a wider choice than"
    if part.share or part.relative or any(_BY_DEGREE & set(unit.words) for unit in _to_places(part.units)):
        return False
    if _of_people(source) or _counts(part):
        return False
    if not source and not part.before and not part.verb and part.lead is None:
        told = before_cue(part.units)  # "A third of care leavers live in hostels, more than": no verb known
        told = [unit for unit in told if unit.text not in _LYING]  # "Schools fall well short of"
        source = told if told and told[0].text not in _POINTING else source
    source = _without_district(source)
    placed = {n + 1 for n, u in enumerate(source) if u.text in ("in", "across", "within")}
    called = {n for n, u in enumerate(source) if u.capital and part.slugs and n + 1 == len(source)}
    placed |= called  # "In this respect Harborough is below": of what was spoken of
    if any(
        u.kind is Kind.TOPIC
        or (
            u.kind is Kind.WORD
            and not (qualifies(u) or u.words[-1] in LEVELS)
            and not (u.capital and n in placed)
        )
        for n, u in enumerate(source)
    ):
        return False
    compares = any(unit.kind is Kind.CUE and _OF_GOODNESS & set(unit.words) for unit in part.units)
    does = bool(part.verb) and part.verb[-1].kind is Kind.VERB
    well = does and part.verb[-1].text in DO and any(set(u.words) & _WELL for u in part.after[:2])
    well = well and bool(set(part.slugs) & settings) and not set(part.slugs) & PEOPLE
    does = does and not (well or compares or _only_helps(part))
    if does and not _LYING & {u.text for u in part.verb}:
        return False
    aspects = {unit.words[-1] for unit in source if unit.kind in (Kind.ASPECT, Kind.SHELL_NOUN)}
    if aspects:
        return bool(aspects & HOW_GOOD)
    return not any(is_people(unit) for unit in source)


def _only_helps(part: Part) -> bool:
    """Say whether a verb only helps one that compares: "does (not quite) | come up to the average"."""
    light = (Kind.NOT, Kind.ADVERB)
    after = [unit for unit in part.after if unit.kind not in light]
    said = after[0] if len(after) > 1 and after[1].kind is not Kind.THAN else None  # not "do better than"
    direct = (
        said is not None and said.kind is Kind.CUE and said.cue is not None and said.cue.form is Form.DIRECT
    )
    return direct and all(unit.text in DO or unit.kind in light for unit in part.verb)


def _without_district(source: Sequence[Unit]) -> Sequence[Unit]:
    """Leave out in which part of a place settings are: "Childminders | in the most deprived wards"."""
    place = next((n for n, u in enumerate(source) if n and u.text in ("in", "across", "within")), len(source))
    named = any(unit.kind is Kind.SUBJECT and not is_people(unit) for unit in source[:place])
    where = {word for unit in source[place + 1 :] for word in unit.words}
    plain = not any(unit.kind in (Kind.SUBJECT, Kind.SHARE) for unit in source[place:])
    return source[:place] if named and plain and where & _DISTRICTS else source


_DISTRICTS = DISTRICTS | words_of("areas parts ward estates communities")


def _to_places(units: Sequence[Unit]) -> Sequence[Unit]:
    """Leave out whose figures the others' are: "below the average | for learners with high needs"."""
    last = max((n for n, unit in enumerate(units) if unit.kind is Kind.COMPARATOR), default=-1)
    whose = units[last + 1 : last + 2] if last > 0 else ()
    return units[:last] if whose and whose[0].text == "for" else units


def better_for(part: Part, source: Sequence[Unit], outcomes: frozenset[str]) -> tuple[str, ...]:
    """Return for whom it is so, where how good is all that is said: "Judgements are better for X than"."""
    said = [unit for unit in source if unit.kind is not Kind.DETERMINER]
    after = [unit for unit in part.after if unit.kind is not Kind.ADVERB]
    if (
        len(said) != 1
        or said[0].words[-1] not in HOW_GOOD | _QUALITIES
        or len(after) < 3
        or after[0].cue is None
    ):
        return ()
    than = next((n for n, unit in enumerate(after) if unit.kind is Kind.THAN), 0)
    names = names_in(after[1:than], outcomes) if than and after[1].text in ("for", "in") else []
    return names[0].slugs if names and names[0].first == 1 else ()


def is_people(unit: Unit) -> bool:
    """Say whether a name is a group of people, and no service for them: "children looked after"."""
    ends = {unit.words[0], unit.words[-1]}
    served = unit.words[0] in _SERVICES or unit.words[-1] in _SERVICES
    return unit.kind is Kind.SUBJECT and bool(_PEOPLE & ends) and unit.scheme != "outcome" and not served


def _of_people(source: Sequence[Unit]) -> bool:
    """Say whether it is people of whom a name only tells where they are: "Children in foster care"."""
    said = [unit for unit in source if unit.kind not in (Kind.DETERMINER, Kind.QUANTITY, Kind.ADVERB)]
    placed = len(said) > 2 and said[1].text in ("in", "with", "at") and said[2].kind is Kind.SUBJECT
    return placed and said[0].words[-1] in PERSONS


def _counts(part: Part) -> bool:
    """Say whether a verb counts what it is done to: "(The service) reaches fewer young people than"."""
    after = [unit for unit in part.after if unit.kind is not Kind.DETERMINER]
    if not part.verb or any(unit.kind is Kind.BE for unit in part.verb) or len(after) < 2:
        return False
    more, noun = after[:2]
    if more.cue is not None and more.cue.form is Form.COMPARATIVE and noun.kind is Kind.SHARE:
        return True  # "reaches a smaller share of young people"
    if more.text in ("more", "fewer") and noun.text in ("of", "of them", "of these", "of those"):
        return True  # "the homes report fewer of them than comparable homes do"
    several = noun.words[-1].endswith("s") or noun.words[-1] in PERSONS or noun.text == "young"
    return more.text in ("more", "fewer") and several and noun.kind in (Kind.WORD, Kind.SUBJECT, Kind.TOPIC)


def before_cue(units: Sequence[Unit]) -> Sequence[Unit]:
    """Return what stands before the word that compares, or before the other places."""
    end = next((n for n, u in enumerate(units) if u.cue is not None or u.kind is Kind.COMPARATOR), len(units))
    return units[:end]


def graded_object(part: Part, outcomes: frozenset[str]) -> tuple[str, ...]:
    """Return what is graded in the object: "has fewer inadequate schools than similar areas"."""
    for place, unit in enumerate(part.after):
        if unit.kind in (Kind.THAN, Kind.COMPARED):
            break
        if unit.kind is not Kind.GRADE or not place:
            continue
        sized = part.after[place - 1]
        # "fewer inadequate schools", "a higher proportion of good schools"
        if sized.text == "of" and place > 1:
            sized = part.after[place - 2]  # "a bigger share of good childcare"
        joined = sized.kind is Kind.AND and place > 1 and part.after[place - 2].text == "less good"
        many = sized.text in ("many", "few") and part.after[max(0, place - 2)].text in ("as", "so")
        if joined or many or sized.text in ("more", "fewer", "less") or sized.kind is Kind.SHARE:
            names = names_in(part.after[place + 1 :], outcomes)
            return names[0].slugs if names and names[0].first < 3 else ()
    return _judged_object(part, outcomes)


def _judged_object(part: Part, outcomes: frozenset[str]) -> tuple[str, ...]:
    """Return of what a share is judged in the object: "They judged 60% of homes to be good, against"."""
    judges = (
        bool(part.verb)
        and part.verb[-1].kind is Kind.JUDGE
        and all(unit.kind in (Kind.JUDGE, Kind.HAVE) for unit in part.verb)
    )
    grade = next((n for n, unit in enumerate(part.after) if unit.kind is Kind.GRADE), 0)
    share = part.after[:grade]
    if not judges or any(unit.kind is Kind.SUBJECT for unit in part.before):
        return ()
    counted = [n for n, u in enumerate(share[:-1]) if u.kind is Kind.COUNT and share[n + 1].text == "of"]
    names = names_in(share[counted[0] + 1 :], outcomes) if len(counted) == 1 else []
    return names[0].slugs if names and names[0].first < 3 else ()
