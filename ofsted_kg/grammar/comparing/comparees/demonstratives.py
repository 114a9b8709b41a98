# Past 300 lines: each word by which a subject points to what was compared.
"""Tell what a subject points back to by its form: "this", "those figures", "; it is", "which is".

In: the units of a subject, or a part. Out: yes or no; `comparee` tells what was spoken of.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from ofsted_kg.grammar.comparing.comparees.measure_polarity import PROFILES, points_back
from ofsted_kg.grammar.comparing.figures.reversed_pairs import SUCH
from ofsted_kg.grammar.comparing.part import Part, graded_both
from ofsted_kg.grammar.lex.closed_classes import PADDING, SOME_OF_THEM, Kind, words_of
from ofsted_kg.grammar.lex.comparatives import Form
from ofsted_kg.grammar.lex.concepts import ALL_SETTINGS
from ofsted_kg.grammar.lex.semantic_fields import ANAPHORA, FIGURES, OF_TWO, RATES
from ofsted_kg.grammar.lex.units import Unit
from ofsted_kg.grammar.phrases.named_entities import slugs_named

_SINGULAR = words_of("is was compares compared represents exceeds matches mirrors")
_PARTED = frozenset(
    {Kind.QUANTITY, Kind.COUNT, Kind.REST, Kind.DETERMINER, Kind.PRONOUN, Kind.PREPOSITION, Kind.WORD}
)
_FRACTIONS = words_of("third quarter fifth tenth half")
_FURTHER = _FRACTIONS | words_of("further another")


def that_of(source: Sequence[Unit]) -> bool:
    """Say whether a subject only repeats the measure before it: "that of X", "the proportion of X"."""
    return all(
        unit.kind in (Kind.THAT, Kind.SHARE, Kind.PREPOSITION, Kind.DETERMINER, Kind.SUBJECT, Kind.ADVERB)
        for unit in source
    ) and any(unit.kind in (Kind.THAT, Kind.SHARE) for unit in source)


def this(source: Sequence[Unit]) -> bool:
    """Say whether a subject is "this" and nothing else: what was just said."""
    return (
        bool(source)
        and source[-1].text in ("this", "that")
        and not any(unit.kind in (Kind.TOPIC, Kind.SUBJECT, Kind.ASPECT) for unit in source)
    )


def these_figures(source: Sequence[Unit]) -> bool:
    """Say whether a subject is "those figures": what was just counted."""
    return (
        len(source) == 2
        and source[0].text in ("this", "that", "these", "those", "both")
        and source[1].words[-1] in FIGURES
    )


def fronted_figure(source: Sequence[Unit], settings: frozenset[str]) -> tuple[str, ...]:
    """Return whose figure it is: "For secondary schools the figure", after how many of others are good."""
    if len(source) < 3 or source[0].text not in ("for", "in") or source[1].kind is not Kind.SUBJECT:
        return ()
    said = [u for u in source[2:] if u.kind not in (Kind.DETERMINER, Kind.COMMA, Kind.ADVERB)]
    said = [unit for unit in said if unit.text not in SUCH]  # "the corresponding proportion"
    figure = len(said) == 1 and (said[0].words[-1] in FIGURES or said[0].text == "it")
    return source[1].slugs if figure and set(source[1].slugs) <= settings else ()


def only_points(source: Sequence[Unit]) -> bool:
    """Say whether a subject is a pronoun and nothing else."""
    said = [unit for unit in source if unit.kind not in (Kind.ADVERB, Kind.COMMA)]
    return len(said) == 1 and said[0].text in ("this", "it", "these", "they", "that")


def of_figure(source: Sequence[Unit]) -> bool:
    """Say whether a subject is a figure just told, or what several make: "the figure", "this profile"."""
    return bool(source) and source[-1].words[-1] in FIGURES | PROFILES and points_back(source)


def may_be_share(source: Sequence[Unit]) -> bool:
    """Say whether a figure may be of how many it is so: "the proportion", not "the rate"."""
    return RATES.isdisjoint(word for unit in source for word in unit.words)


def is_measure(prior: Part) -> bool:
    """Say whether a sentence is about a measure, of which "the rate" behind it is: "Exclusions are high"."""
    head = next((unit for unit in prior.before if unit.kind is not Kind.DETERMINER), None)
    return not prior.graded and head is not None and head.kind is Kind.TOPIC


def opens_bare(units: Sequence[Unit]) -> bool:
    """Say whether a sentence without a verb opens with what compares: "Also below comparators"."""
    if any(unit.text == "though" for unit in units):
        return False  # "Longer than in similar areas though children wait": its subject stands behind
    said = [unit for unit in units if unit.kind not in (Kind.ADVERB, Kind.DETERMINER)]
    if len(said) < 2 or said[0].cue is None:
        return False
    compares = said[0].cue.form in (Form.DIRECT, Form.COMPARATIVE)
    return compares and said[1].kind in (Kind.THAN, Kind.COMPARATOR)


def it(part: Part, source: Sequence[Unit]) -> bool:
    """Say whether a part goes on with the same measure: "but it is", "; in English it is"."""
    joins = part.lead_kind in (Kind.AND, Kind.STOP) or (part.lead is not None and part.lead.text == "but")
    led = all(
        unit.kind in (Kind.PREPOSITION, Kind.COUNT) or unit.capital or unit.text in ("at", "key stage")
        for unit in source[:-1]
    )
    they = len(source) > 1 and source[-1].text == "they"  # "; by seven they are"
    return joins and bool(source) and led and (they or source[-1].text == "it")


def it_there(source: Sequence[Unit]) -> bool:
    """Say whether a subject is "it" at a place of its own: "In special schools it is below the one"."""
    said = [unit for unit in source if unit.kind not in PADDING]
    if len(said) < 3 or said[-1].text not in ("it", "they"):
        return False
    led = said[0].kind is Kind.PREPOSITION or said[0].text == "at"
    return led and all(unit.kind in _PLACED_BY or unit.text.isdigit() for unit in said[1:-1])


# What may tell where or when "it" is: "in special schools it is", "between seven and eleven it is".
_PLACED_BY = frozenset({Kind.SUBJECT, Kind.COUNT, Kind.PREPOSITION, Kind.WORD, Kind.TOPIC, Kind.AND})


def same_there(source: Sequence[Unit]) -> bool:
    """Say whether a subject is the same measure at another place: "that in secondary schools"."""
    led = len(source) > 2 and source[0].text in ("that", "those")
    return led and source[1].text in ("in", "at", "for", "from")


_BOTH = words_of("both of these them services settings")


def of_two(source: Sequence[Unit], both: tuple[str, ...], *, opens: bool) -> tuple[str, ...]:
    """Return which of two just spoken of is meant: "both of these", "the former", "the latter proportion".

    Args:
        source: the units of a subject.
        both: the two.
        opens: whether it opens a sentence.
    """
    if source and source[0].kind is Kind.COMPARED:  # "Compared with similar areas, the former are"
        comma = next((n for n, unit in enumerate(source) if unit.kind is Kind.COMMA), len(source))
        source = source[comma + 1 :]
    if len(both) != 2 or not source:
        return ()
    fronted = source[0].text == "for" and source[-1].text in ("this", "it", "these")
    of = source[1:-1] if fronted and len(source) > 2 else source  # "For both types of provision this is"
    any_kind = [unit for unit in of if unit.slugs != (ALL_SETTINGS,)]
    alike = all(unit.words[-1] in _BOTH | FIGURES or unit.kind in _KINDS_OF for unit in any_kind)
    told = [unit.text for unit in of] in (["these", "figures"], ["those", "figures"])
    if opens and (told or (of[0].words[0] == "both" and alike)):
        return both
    figures = all(unit.kind is Kind.SHARE or unit.words[-1] in FIGURES for unit in source[1:])
    return (both[OF_TWO[source[0].text]],) if figures and source[0].text in OF_TWO else ()


_KINDS_OF = frozenset({Kind.SHARE, Kind.SHELL_NOUN, Kind.PREPOSITION})


def taken_out(units: Sequence[Unit]) -> Sequence[Unit]:
    """Return what stands behind "except" at the end of a part."""
    start = next((n for n, unit in enumerate(units) if unit.kind is Kind.EXCEPT), len(units))
    behind = units[start + 1 :]
    return behind if not any(unit.kind is Kind.COMPARATOR for unit in behind) else ()


def is_where(part: Part) -> bool:
    """Say whether a part tells how it is at a place just named: "apart from X, where most are"."""
    return part.lead is not None and part.lead.text.startswith("where") and part.lead.text != "whereas"


def goes_on_there(part: Part, source: Sequence[Unit]) -> bool:
    """Say whether a part tells of the same measure elsewhere: "whereas in secondary schools (it) is"."""
    joins = part.lead_kind in (Kind.AND, Kind.STOP, Kind.CONJUNCTION)
    source = [unit for unit in source if unit.kind is not Kind.DETERMINER]
    fronted = len(source) > 1 and source[0].kind is Kind.PREPOSITION and source[1].kind is Kind.SUBJECT
    light = all(unit.kind in (Kind.COMMA, Kind.AND, Kind.SUBJECT, Kind.ADVERB) for unit in source[1:-1])
    ends = bool(source) and (source[-1].scheme == "setting" or source[-1].text in ANAPHORA)
    return joins and fronted and light and ends


def goes_on_without(part: Part, prior: Part) -> bool:
    """Say whether a part goes on with a measure, all left out: "but not as fast as elsewhere"."""
    named = any(unit.kind in (Kind.SUBJECT, Kind.TOPIC, Kind.SHARE) for unit in part.units)
    measure = next((u for u in prior.before if u.kind in (Kind.TOPIC, Kind.SUBJECT, Kind.SHARE)), None)
    joins = part.lead_kind is Kind.CONJUNCTION and not part.verb
    return joins and not named and not prior.graded and measure is not None and measure.kind is Kind.TOPIC


def of_them(source: Sequence[Unit]) -> bool:
    """Say whether a subject is more or fewer of what was measured before: "fewer of them"."""
    return len(source) > 1 and source[0].text in ("more", "fewer") and source[-1].words[-1] == "them"


def they(part: Part, source: Sequence[Unit], prior: Part) -> bool:
    """Say whether a part goes on with what was measured before it: "Exclusions from X fell, they are"."""
    if part.graded or prior.graded or prior.places or not only_points(source):
        return False
    named = [unit for unit in prior.before if unit.kind in (Kind.TOPIC, Kind.SUBJECT, Kind.SHARE)]
    return len(named) > 1 and named[0].kind is Kind.TOPIC and named[0].text.endswith("s")


def measured_there(part: Part, source: Sequence[Unit], prior: Part) -> bool:
    """Say whether "it" is a measure of which the sentence before tells where it was taken.

    "Children make progress at primary school. It is better": their progress, not the school.
    """
    if prior.graded or prior.places or not part.slugs or not only_points(source):
        return False
    topic = next((n for n, unit in enumerate(prior.after) if unit.kind is Kind.TOPIC), None)
    if topic is None or any(set(unit.slugs) & set(part.slugs) for unit in prior.before):
        return False
    behind = prior.after[topic + 1 :]
    return any(
        (a.kind is Kind.PREPOSITION or a.text == "at") and set(b.slugs) & set(part.slugs)
        for a, b in pairwise(behind)
    )


def measured_inside(part: Part, source: Sequence[Unit], prior: Part) -> bool:
    """Say whether a relative clause took along only where it is measured: "progress in | X, which is"."""
    hangs = bool(prior.units) and prior.units[-1].kind is Kind.PREPOSITION and not prior.verb
    relative = part.lead_kind is Kind.RELATIVE and all(unit.kind is Kind.SUBJECT for unit in source)
    measures = [unit.kind for unit in prior.units if unit.kind is not Kind.DETERMINER][:1] == [Kind.TOPIC]
    return hangs and relative and measures


def which_is(part: Part) -> bool:
    """Say whether a relative clause is about all that was said: "which is", not "which are"."""
    relative = part.lead_kind is Kind.RELATIVE and all(unit.kind is Kind.ADVERB for unit in part.before)
    compares = not part.slugs and bool(part.verb) and part.verb[0].text == "compares with"
    return relative and bool(part.verb) and (compares or part.verb[0].text in _SINGULAR)


def reached(part: Part, source: Sequence[Unit], before: Sequence[Part]) -> Sequence[Unit]:
    """Return the measure that a relative clause tells more of: "Pupils leave with standards that are"."""
    relates = not source and part.lead_kind in (Kind.RELATIVE, Kind.THAT) and not part.graded
    shown = _without_time(before[-1].units)[-1:] if relates and before else ()
    several = sum(unit.kind is Kind.TOPIC for unit in before[-1].units) > 1 if shown else False
    told = bool(shown) and shown[0].kind is Kind.TOPIC and shown[0].words[-1] not in ("level", "standard")
    return shown if told and not several else ()


def _without_time(units: Sequence[Unit]) -> Sequence[Unit]:
    """Leave out at what age: "pupils' results at 16, (which)"."""
    kept = list(units[:-1] if units and units[-1].kind is Kind.COMMA else units)
    aged = len(kept) > 2 and kept[-2].text == "at" and kept[-1].kind is Kind.COUNT
    return kept[:-2] if aged else units


def some_of_them(source: Sequence[Unit]) -> bool:
    """Say whether a subject is only a part of what was spoken of: "a significant minority"."""
    if source and source[0].kind is Kind.COMPARED:  # "compared with similar areas a third of them"
        source = source[max(n for n, unit in enumerate(source) if unit.kind not in _PARTED) + 1 :]
    parts = any(u.kind in (Kind.QUANTITY, Kind.REST, Kind.COUNT) or u.text in _FRACTIONS for u in source)
    return parts and all(
        unit.kind in SOME_OF_THEM or unit.kind in PADDING or unit.text in _FURTHER for unit in source
    )


def on_some(source: Sequence[Unit]) -> bool:
    """Say whether somebody lies so on a part of what was spoken of: "on many (the county) is below"."""
    led = len(source) > 2 and source[0].text == "on" and source[1].kind in (Kind.QUANTITY, Kind.REST)
    return led and not any(unit.kind in (Kind.SUBJECT, Kind.TOPIC) for unit in source)


def taken_there(units: Sequence[Unit], place: int) -> bool:
    """Say whether something is taken to where it lies: "taking (this) above"."""
    if not 0 < place < len(units) - 1 or units[place].text not in ("this", "it", "them", "these"):
        return False
    return units[place - 1].words[-1].endswith("ing") and units[place + 1].cue is not None


def bare_time(source: Sequence[Unit]) -> bool:
    """Say whether a subject is only a time, so that what was spoken of goes on: "by the age of 11"."""
    if not source or (source[0].kind is not Kind.PREPOSITION and source[0].text != "at"):
        return False
    light = (Kind.PREPOSITION, Kind.DETERMINER, Kind.COUNT, Kind.ADVERB)
    return all(unit.kind in light or unit.text in ("age", "at", "year", "stage") for unit in source)


def is_what(part: Part, before: Part) -> bool:
    """Say whether a part is what others have: "which is | what similar councils have"."""
    said = bool(before.verb) and before.verb[-1].kind is Kind.BE and not before.after
    return said and bool(part.before) and part.before[0].text == "what"


def keeps_on(part: Part) -> bool:
    """Say whether a part goes on without a subject: "although remaining below"."""
    first = part.units[:1]
    opens = part.lead_kind is Kind.CONJUNCTION and not part.before
    return opens and bool(first) and first[0].text in _KEEPING


_KEEPING = frozenset({"remaining", "still", "staying", "being"})


def both_figures(source: Sequence[Unit], before: Sequence[Part], settings: frozenset[str]) -> tuple[str, ...]:
    """Return of which two it was counted how many are good: "74% of A and 79% of B, both figures are"."""
    led = source[-2].text if len(source) > 1 else ""
    if led not in ("both", "these", "those") or source[-1].words[-1] not in FIGURES | _SHARES:
        return ()
    told = [unit for other in before for unit in other.units] + [*source]
    # "In the early years 74% of A are good", "good in most settings"
    named = tuple(slug for slug in slugs_named(told) if slug not in (ALL_SETTINGS, "early-years"))
    graded = any(unit.kind is Kind.GRADE for unit in told)
    return named if graded and len(named) == 2 and set(named) <= settings else ()


def the_two(part: Part, source: Sequence[Unit], settings: frozenset[str]) -> tuple[str, ...]:
    """Return the two that a clause is about: "X, with 74% good, and Y at 79% are both above".

    Args:
        part: a part.
        source: its subject.
        settings: those of the vocabulary.
    """
    units = part.units
    cases = next((n for n, (a, b) in enumerate(pairwise(units)) if a.text == "both" and b.text in _CASES), 0)
    told = [*units[:cases]] if cases else []  # "Most A are good and 70% of B, in both cases more than"
    named = slugs_named(told)
    if len(named) == 2 and set(named) <= settings:
        return named
    if len(part.slugs) != 1 or not any(unit.text == "both" for unit in (*part.verb, *part.after[:1])):
        return ()
    slugs = slugs_named(source)
    return slugs if len(slugs) == 2 and set(slugs) <= settings else ()


def both_graded(part: Part, before: Sequence[Part], settings: frozenset[str]) -> tuple[str, ...]:
    """Return the two just graded that are set beside others: "X is good and Y poor, both below"."""
    units = part.units
    told_before = bool(before) and before[-1].graded  # "X is good in most; for Y it is half, both below"
    graded = (n for n in range(2, len(units) - 1) if told_before or units[n - 2].kind is Kind.GRADE)
    place = max((n for n in graded if _both_behind(units, n)), default=0)
    told = [*(before[-1].units if before and before[-1].graded else ()), *units[:place]] if place else []
    named = slugs_named(told)
    return named if len(named) == 2 and set(named) <= settings else ()


def _both_behind(units: Sequence[Unit], place: int) -> bool:
    """Say whether "both" opens a comparison behind a comma: "..., both below"."""
    led = units[place - 1].kind is Kind.COMMA and units[place].text == "both"
    return led and units[place + 1].cue is not None


def two_graded(source: Sequence[Unit], before: Sequence[Part], settings: frozenset[str]) -> tuple[str, ...]:
    """Return the two that were graded just before: "X is good in most and Y in half; each is below".

    Also "in X it is good, in Y poor, and in both it is below".
    """
    placed = len(source) > 2 and source[0].text in ("in", "at", "for") and source[-1].text in ANAPHORA
    source = source[1:-1] if placed else source
    points = len(source) == 1 and source[0].text in ("both", "each")
    # "good in most settings" names no third
    named = tuple(slug for slug in slugs_named(before[-1].units) if slug != ALL_SETTINGS)
    named = named if len(named) == 2 else graded_both(before)
    meant = points and before[-1].graded and len(named) == 2
    return named if meant and set(named) <= settings - {ALL_SETTINGS} else ()


def both_of_which(part: Part, before: Sequence[Part], settings: frozenset[str]) -> tuple[str, ...]:
    """Return the two of which a relative clause tells: "X is good in 92% and Y in 88%, both of | which"."""
    told = [other for other in before if other.units and part.lead_kind is Kind.RELATIVE]
    prior = next((other for other in told if other.units[-1].text in ("both of", "each of")), None)
    if prior is None:
        return ()
    named = slugs_named(prior.units)
    meant = prior.graded or set(part.slugs) == set(named)
    return named if meant and len(named) == 2 and set(named) <= settings else ()


def excepted(source: Sequence[Unit], prior: Part) -> tuple[str, ...]:
    """Return what is the exception: "To this rule staying safe is the exception, for there it is above"."""
    points = [unit.text for unit in source if unit.kind is not Kind.ADVERB] in (
        ["for", "it"],
        ["there", "it"],
    )
    told = any(unit.words[-1] == "exception" for unit in prior.after)
    return prior.slugs if points and told else ()


_CASES = words_of("cases instances respects")
_SHARES = words_of("proportions percentages shares rates")


def where_named(part: Part, before: Sequence[Part], settings: frozenset[str]) -> tuple[str, ...]:
    """Return the settings that "where" follows: "This includes A and B, where the proportion is"."""
    if not is_where(part) or not before or not before[-1].verb:
        return ()
    said = [unit for unit in before[-1].after if unit.kind not in _BETWEEN_NAMES]
    return tuple(dict.fromkeys(slug for unit in said for slug in unit.slugs if slug in settings))


_BETWEEN_NAMES = frozenset({Kind.AND, Kind.COMMA, Kind.DETERMINER, Kind.ADVERB})
