# Past 300 lines: every way in which the other places may be left out.
"""Read comparisons that leave the other places out: "fewer are inadequate", "as is absence".

In: a part of a sentence without other places, the parts before it, what was compared last.
Out: `Draft` with the places compared with last.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec.structs import replace

from ofsted_kg.grammar.comparing.comparees.comparee import Comparees
from ofsted_kg.grammar.comparing.comparees.demonstratives import is_where, taken_out
from ofsted_kg.grammar.comparing.comparees.placeholder_subjects import is_one_of_two
from ofsted_kg.grammar.comparing.comparees.subject_core import without_exceptions
from ofsted_kg.grammar.comparing.comparees.topics import OTHER, topic_of
from ofsted_kg.grammar.comparing.coordination.coordinated_predicates import but_badly
from ofsted_kg.grammar.comparing.coordination.gradable_adjectives import level
from ofsted_kg.grammar.comparing.draft import Draft
from ofsted_kg.grammar.comparing.ellipsis.additive_so import (
    adds_too,
    as_is_the_case,
    as_it_is,
    as_well,
    measure_of_another,
    repeats,
    reverse_is_true,
    same_is_true,
)
from ofsted_kg.grammar.comparing.ellipsis.continuations import (
    but_lower,
    goes_on_with,
    of_own_gap,
    related,
    turns,
)
from ofsted_kg.grammar.comparing.ellipsis.inherited_comparators import inherited_comparators, not_as
from ofsted_kg.grammar.comparing.ellipsis.stripping import ALONE, CHANGING
from ofsted_kg.grammar.comparing.juxtaposition.respective_figures import respective_figures
from ofsted_kg.grammar.comparing.last_compared import Last, Slugs, of_which
from ofsted_kg.grammar.comparing.part import Part
from ofsted_kg.grammar.comparing.relations.equatives import FRACTIONS
from ofsted_kg.grammar.comparing.relations.figure_lookup import against_theirs, beside
from ofsted_kg.grammar.comparing.relations.modifiers import joined_direction, tells_which
from ofsted_kg.grammar.comparing.relations.prior_values import had_been
from ofsted_kg.grammar.comparing.resegmentation import DOES
from ofsted_kg.grammar.lex.closed_classes import DO, Kind, words_of
from ofsted_kg.grammar.lex.comparatives import ABOVE, BELOW, LINE, LOOSE, TURNED, Form
from ofsted_kg.grammar.lex.semantic_fields import ALSO, ANAPHORA, LIKELY, MORE_OR_FEWER, RELATIONS
from ofsted_kg.grammar.lex.units import INDICATORS, Unit
from ofsted_kg.grammar.phrases.named_entities import names_in
from ofsted_kg.grammar.results import By

_ELSEWHERE = words_of("neighbouring region regional regionally london north south east west")
_NAMING = frozenset(
    {Kind.SUBJECT, Kind.TOPIC, Kind.WORD, Kind.SHARE, Kind.DETERMINER, Kind.PREPOSITION, Kind.THAT, Kind.AND}
)
_WELL = frozenset({"better", "worse", "less well", "not as well"})
_SAYS = frozenset({Kind.SUBJECT, Kind.WORD, Kind.TOPIC, Kind.ASPECT})


def _first_said(after: Sequence[Unit]) -> Sequence[Unit]:
    """Leave out what compares anew: "so do special schools | , secondary schools worse"."""
    comma = next((n for n, unit in enumerate(after) if n and unit.kind is Kind.COMMA), len(after))
    anew = any(u.cue is not None and u.cue.form is not Form.PLAIN for u in after[comma:])
    return after[:comma] if anew else after


def _named(units: Sequence[Unit], about: Comparees) -> Slugs:
    """Return all that units name."""
    return tuple(slug for named in names_in(units, about.outcomes) for slug in named.slugs)


def understood(
    about: Comparees,
    part: Part,
    before: Sequence[Part],
    last: Last,
    sentence: Sequence[Unit],
    *,
    fronted: bool,
) -> Iterator[Draft]:
    """Read "fewer are inadequate" after a comparison: with the same places as before it."""
    part = _uninverted(part, before)
    if (
        not last.places
        or part.denied
        or of_own_gap(part, last)
        or any(set(unit.words) & _ELSEWHERE for unit in part.units)
        or tells_which(part.before)
        or any(unit.kind is Kind.THAN for unit in part.units)
    ):
        return
    if last.direction is not None and (case := as_is_the_case(part, before)):
        # "Nationally more of them are good, as is also the case in similar areas"
        yield Draft(last.about, last.direction, part.places, *part.span, None, case, By.IMPLICIT_COMPARATORS)
        return
    if ordered := list(respective_figures(part, last.figured, about.settings)):
        yield from ordered
        return
    another = goes_on_with(about, part, before, last, sentence)
    if another is not None:
        yield another
        return
    if before and (there := related(part, before[-1], last)) is not None:
        yield there
        return
    if part.places:
        return  # it names its own: "X is below average, as is the case in similar areas" is of them
    if is_where(part) and last.direction == ABOVE and any(other.places for other in before):
        said = [unit.text for unit in part.after if unit.kind is not Kind.ADVERB]
        if said == ["level"]:  # "above them, but not in science, where it is level"
            yield Draft(last.about, LINE, last.places, *part.span, rule=By.IMPLICIT_COMPARATORS)
            return
    main = [other for other in before if other.lead_kind is not Kind.RELATIVE]
    told = bool(main) and bool(main[-1].places)  # "is above, which is a feat, and this is also the case"
    compared = bool(before) and bool(before[-1].places)
    reverse = reverse_is_true(part.units)
    way = TURNED.get(last.direction or "") if reverse else last.direction
    if (compared or told) and (reverse or same_is_true(part.units)) and way is not None:
        spared = without_exceptions(part.after)  # "of each type of provision apart from childminding"
        rest = [unit for unit in spared if unit.words != ("true",)]
        names = _named(rest, about)
        good = not last.about or bool(set(last.about) & (about.settings | about.outcomes))
        slugs = names if names and good else topic_of(rest)  # of a measure, it is that of X
        if slugs:
            yield Draft(slugs, way, last.places, *part.span, rule=By.IMPLICIT_COMPARATORS)
        return
    if compared and part.lead_kind is Kind.WITH and not part.verb and (several := _each(part.units)):
        for named, cue in several:  # "with those for staying safe below and those for health above"
            way, slugs = cue.cue.direction if cue.cue else LINE, _named(named, about) or topic_of(named)
            yield Draft(slugs, way, last.places, named[0].start, cue.end, rule=By.IMPLICIT_COMPARATORS)
        return
    figures = against_theirs(part.units) if compared and part.lead_kind is not Kind.OPEN else None
    if figures is not None and figures.own and figures.theirs:
        slugs = about.subjects(part, before, last)
        slugs = slugs if part.graded else about.measured(slugs, part, before)
        until = part.units[: figures.theirs.place]
        if not (part.verb or part.graded or part.slugs) and any(unit.kind is Kind.WORD for unit in until):
            # "yet children wait longer, 24 months compared with 20": no verb is known
            slugs = topic_of(until)
        way = beside(figures.own, figures.theirs)
        yield Draft(slugs, way, last.places, *part.span, figures, rule=By.IMPLICIT_COMPARATORS)
        return
    if not before and same_is_true(part.units) and last.told:
        spared = without_exceptions(part.after)
        own = _named(spared, about) or (last.about if len(spared) < len(part.after) else ())
        for way, places in last.told:  # "The same applies to pupils at 16"
            yield Draft(own or topic_of(spared), way, places, *part.span, rule=By.IMPLICIT_COMPARATORS)
        return
    if repeats(part, before, last) and last.direction is not None:
        after = _first_said(part.after)
        names = _named(after, about)
        turned = replace(
            part,
            before=after,
            after=(),
            slugs=names,
            shared=False,
            share=False,
            relative=False,
        )
        # "Secondary schools perform above X, as do the special schools": how good they are
        good = bool(names) and bool(last.about) and set(last.about) <= about.settings | about.outcomes
        slugs = names if good else about.subjects(turned, (), last)
        same = part.after[0].words[0] in ("those", "that") or as_it_is(part)
        led = as_it_is(part) and after[0].text == "for" and bool(names) and set(names) <= about.outcomes
        slugs = names if led else slugs  # "Performance is better, as it is for being healthy"
        if last.about and any(unit.words[-1] == "ones" for unit in after) and not names:
            same = True  # "So is the share of inadequate ones"
        if last.about and same and not led and (not good or not as_it_is(part)):
            slugs = last.about  # "as are those from special schools", "as it is at 16": what is measured
            other = names if good else topic_of(after)
            prior = before[-1] if before else last.prior
            if prior is not None and measure_of_another(after, prior) and other not in ((), (OTHER,)):
                slugs = other  # "as is that of absence" behind a rate of exclusions
        yield Draft(slugs, last.direction, last.places, *part.span, rule=By.IMPLICIT_COMPARATORS)
        return
    if part.relative and part.slugs and any(unit.kind is Kind.GRADE for unit in part.after):
        more = (unit.cue for unit in part.before if unit.cue is not None)
        sized = next((cue for cue in more if cue.form is Form.COMPARATIVE), None)
        if sized is not None:
            yield Draft(part.slugs, sized.direction, last.places, *part.span, rule=By.IMPLICIT_COMPARATORS)
        return
    if compared and (gap := but_badly(about, part, before[-1], last) or but_lower(about, part, last)):
        yield gap
        return
    lies = inherited_comparators(part, before, last, sentence)
    direction = (
        ((had_been(part) or not_as(part)) if compared else None)
        or _alone(part, before, fronted=fronted)
        or (level(part) if fronted and part.lead_kind is Kind.AND else None)
        or _fewer(part, before)
        or _after_places(part, before, last.direction)
        or (last.direction if not before and _only_too(part) else None)
        or (lies[1] if lies is not None and lies[2] else None)
        or (_lies(part) if last.about == (INDICATORS,) and not before else None)
    )
    if direction is not None and not of_which(part, before, last):
        says = any(unit.kind in _SAYS for unit in part.before) or part.lead_kind is Kind.RELATIVE
        says = says or is_one_of_two(part.before)
        slugs = about.subjects(part, before, last) if says or not last.about else last.about
        yield Draft(slugs, direction, last.places, *part.span, rule=By.IMPLICIT_COMPARATORS)


def _uninverted(part: Part, before: Sequence[Part]) -> Part:
    """Return a part with what it compares first: "Lower than in X is A; | higher is that of B"."""
    first = part.before[0] if len(part.before) == 1 else None
    lies = first is not None and first.text in ALONE and bool(before) and bool(before[-1].places)
    joins = part.lead_kind in (Kind.STOP, Kind.AND, Kind.CONJUNCTION, Kind.COMMA)
    verb = [unit.kind for unit in part.verb] == [Kind.BE] and not part.graded
    plain = all(unit.cue is None and unit.kind in _NAMING for unit in part.after)
    named = any(unit.kind in (Kind.SUBJECT, Kind.TOPIC) for unit in part.after)  # not "better is the enemy"
    if not (lies and joins and verb and named and plain):
        return part
    return replace(part, before=part.after, after=part.before)


def _as_much(after: Sequence[Unit]) -> str | None:
    """Read "as common", "just as high", "half as common", with nothing behind it.

    Not "as often as those" and "as high as anyone's": those say beside whom.
    """
    said = [unit for unit in after if unit.kind is not Kind.COMMA]
    if len(said) < 2 or said[-2].words != ("as",) or said[-1].text == "well":
        return None
    before = said[:-2]
    other = any(unit.kind is Kind.NOT or "as" in unit.words for unit in before)
    if other or any(unit.kind is Kind.GRADE for unit in said):
        return None
    if before and before[-1].kind is Kind.QUANTITY:
        return BELOW if before[-1].slugs[0] in FRACTIONS else None
    if before and before[-1].kind is Kind.CUE:
        return ABOVE if before[-1].text == "twice" else None
    return LINE


def _each(units: Sequence[Unit]) -> list[tuple[Sequence[Unit], Unit]]:
    """Return what lies where in a list: "A below and B above"; nothing where it is one, or no such list."""
    found: list[tuple[Sequence[Unit], Unit]] = []
    first = 0
    for place, unit in enumerate(units):
        following = units[place + 1 : place + 2]
        ends = not following or following[0].kind in (Kind.AND, Kind.COMMA)
        if unit.cue is None or unit.text not in RELATIONS | ALONE or not ends:
            continue
        said = [u for u in units[first:place] if u.kind not in (Kind.AND, Kind.COMMA, Kind.ADVERB)]
        if not any(u.kind in (Kind.SUBJECT, Kind.TOPIC) for u in said):
            return []
        found.append((said, unit))
        first = place + 1
    return found if len(found) > 1 and first >= len(units) else []


def _alone(part: Part, before: Sequence[Part], *, fronted: bool) -> str | None:
    """Return where a part says that something lies, without saying beside whom."""
    words = [unit for unit in part.units if unit.kind not in (Kind.COMMA, Kind.ADVERB)]
    cues = [u for u in words if u.cue is not None and u.cue.form in (Form.COMPARATIVE, Form.DIRECT)]
    cues = [unit for unit in cues if unit.text not in LOOSE]
    if not cues:
        return None
    relation = words[-1] is cues[-1] and cues[-1].text in RELATIONS and bool(part.verb)
    here = fronted or any(other.places or _compares(other) for other in before)
    if not relation and not here:
        return None  # "There is good joint work | and waiting lists are shorter"
    if not relation:
        relative = part.lead_kind is Kind.RELATIVE and bool(before) and bool(before[-1].places or before[:-1])
        # "managers can account for the cases | in which it took longer"
        cases = part.lead is not None and " " in part.lead.text and not (before and before[-1].places)
        turned = turns(part, before, cues)
        relative = (relative and not cases) or turned
        opens = part.lead is None and not turned
        if opens or not (part.before or fronted or relative) or not (before or fronted):
            return None
    if part.lead is not None and part.lead.text in _TIMES:
        return None  # "when the difference was greater"
    cue = cues[-1]
    if fronted and part.verb and part.after and part.after[0] is cue and cue.text in LIKELY and cue.cue:
        return cue.cue.direction  # "Compared with X fewer offend | and they are less likely to reoffend"
    led = part.lead.text if part.lead is not None else ""
    if cue.cue is not None and cue.cue.welcome and led == "which" and not spared(before):
        return None  # "fewer children wait than nationally, which is better"
    if cue.cue is None or not (words[-1] is cue or fronted):
        return None
    if led == "which" and fronted and part.verb and part.verb[-1].kind not in (Kind.BE, Kind.COPULA):
        return None  # "fewer are good, which has led the council to place more children at a distance"
    if part.verb and part.verb[-1].kind is Kind.BE and any(u.kind is Kind.TO for u in part.after):
        return None  # "and managers are impatient to do better"
    if part.verb and part.verb[-1] is cue:
        return None  # "where schools have underperformed": by what they should do, not than elsewhere
    units = part.units
    if units[max(0, units.index(cue) - 1)].kind is Kind.COUNT:
        return None  # "consultation has begun on four more"
    if any(unit.text in CHANGING for unit in words):
        return None  # better than before, not than elsewhere
    return joined_direction(units, units.index(cue), cue.cue.direction)


def _compares(part: Part) -> bool:
    """Say whether a part compares, be it with places that it leaves out."""
    return any(u.cue is not None and u.cue.form in (Form.COMPARATIVE, Form.DIRECT) for u in part.units)


def spared(before: Sequence[Part]) -> Sequence[Unit]:
    """Return what the part before takes out, of which "which is worse" tells: "apart from absence"."""
    return taken_out(before[-1].units) if before and before[-1].places else ()


_TIMES = words_of("when since until before if because")
_SAME_LEVEL = (["at", "the same", "level"], ["at", "a", "similar", "level"], ["at", "the same", "rate"])
_ALIKE = frozenset({"similar", "the same", "comparable", "level"})


def _after_places(part: Part, before: Sequence[Part], last: str | None) -> str | None:
    """Read what goes on after a part that names places: "childcare is similar", "at 16 they do not"."""
    joins = part.lead_kind in (Kind.AND, Kind.CONJUNCTION, Kind.COMMA, Kind.STOP)
    # "X, who did, now do"
    told = bool(before) and before[-1].lead_kind is Kind.RELATIVE and part.lead is None
    if not before or not before[-1].places or not (joins or told) or not (part.before or part.shared):
        return None
    said = [unit for unit in part.after if unit.kind is not Kind.ADVERB]
    said = said[:-1] if said and said[-1].kind is Kind.COMMA else said
    if part.shared and not part.verb and len(said) > 1 and said[0].text in ALONE:
        cue, led = said[0].cue, said[1].kind is Kind.PREPOSITION or said[1].text in LOOSE
        than = any(unit.kind in (Kind.THAN, Kind.COMPARED) for unit in said)
        return cue.direction if cue is not None and led and not than else None  # "but lower for others"
    if not said and adds_too(part):
        return last  # "and exclusions are too"
    if as_well(part):
        return BELOW if any(u.kind is Kind.NOT for u in part.verb) else LINE  # "; boys do as well"
    if not said or not part.verb:
        return None
    single = len(said) == 1
    level = LINE if [unit.text for unit in said] in _SAME_LEVEL else _as_much(part.after)
    if part.verb[-1].kind is Kind.BE and not part.denied and level is not None:
        return level  # "re-offending is at the same level", "; in special schools it is as common"
    if single and said[0].text in _ALIKE and part.verb[-1].kind is Kind.BE:
        return LINE
    if single and said[0].kind is Kind.NOT and part.verb[-1].text in DO and last == LINE:
        return BELOW
    cue = said[0].cue
    if single and cue is not None and said[0].text in _WELL and part.verb[-1].text in DOES:
        return cue.direction  # ", but at 16 they achieve better"
    if cue is None or said[0].text not in ALONE or part.verb[-1].kind not in (Kind.BE, Kind.COPULA):
        return None
    places = len(said) > 1 and (said[1].kind is Kind.PREPOSITION or said[1].text in LOOSE)
    return cue.direction if places and not any(u.kind is Kind.THAN for u in said) else None


def _lies(part: Part) -> str | None:
    """Read "A quarter of the indicators are below, most of them about health", "The remainder are better"."""
    after = part.after
    first = after[0] if after and part.verb and part.verb[-1].kind is Kind.BE else None
    if first is None or first.cue is None:
        return None
    ends = len(after) == 1 or after[1].kind in (Kind.COMMA, Kind.STOP)
    rest = any(unit.kind is Kind.REST for unit in part.before) and first.text in ALONE
    some = rest or any(unit.kind in (Kind.QUANTITY, Kind.COUNT) for unit in part.before)
    only = bool(part.before) and part.before[-1].kind is Kind.QUANTITY and len(after) == 1
    lies = first.text in RELATIONS or rest or (only and first.text in ALONE)  # "A minority are worse"
    return first.cue.direction if ends and some and lies else None


def _only_too(part: Part) -> bool:
    """Say whether a sentence says nothing else: "Results at age 11 are too"."""
    return adds_too(part) and all(unit.kind is Kind.ADVERB or unit.text in ALSO for unit in part.after)


_OFFERED = words_of("available needed required planned offered intended underway")


def _fewer(part: Part, before: Sequence[Part]) -> str | None:
    """Return where "a lower percentage go on" lies, after a part that names the places."""
    joins = (Kind.AND, Kind.CONJUNCTION, Kind.STOP, Kind.COMMA)
    named = bool(before) and bool(before[-1].places or (len(before) > 1 and before[-2].places))
    if not named or part.lead_kind not in joins:
        return None
    first = part.before[0] if part.before else None
    counts = first is not None and first.cue is not None and first.text in MORE_OR_FEWER
    resumed = len(part.before) > 1 and part.before[1].text in ANAPHORA  # "; more recently they fell"
    offered = any(unit.text in _OFFERED for unit in part.after[:2])  # "; more help is available"
    changes = any("being" in unit.words for unit in part.verb)  # "but fewer are being excluded twice"
    spared = part.graded or resumed or offered or changes
    if counts and first is not None and first.cue is not None and part.verb and not spared:
        return first.cue.direction  # "and more of them are in stable placements"
    # a verb that is not known: "but a higher proportion of them lead to an assessment"
    verbless = () if part.before or part.verb or len(part.after) < 4 else part.after[:4]
    beyond = any(unit.kind in (Kind.THAN, Kind.COMPARED) for unit in part.after)
    for cue, following in pairwise(part.before or (() if beyond else verbless)):
        if following.kind is Kind.SHARE and cue.cue is not None and cue.cue.form is Form.COMPARATIVE:
            return cue.cue.direction
    return None
