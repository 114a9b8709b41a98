# Past 300 lines: one construction, with all that refuses it.
"""Comparisons: a subject or a measure set against other places, as `comparing` reads them.

In: a scene with all readings of a sentence. Out: `Candidate` comparisons, and refusals of the
mentions of other places in clauses that state nothing. A clause inside the subject of
another ("children who are excluded") is given to `comparing` as part of that subject.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import pairwise, zip_longest

from ofsted_kg.grammar.account import span
from ofsted_kg.grammar.clauses.clause import Clause, Zone
from ofsted_kg.grammar.comparing.comparees.outcome_subjects import of_own_outcomes
from ofsted_kg.grammar.comparing.comparees.quality import before_cue
from ofsted_kg.grammar.comparing.draft import Draft, told_again, with_brackets
from ofsted_kg.grammar.comparing.figures.dates import without_dates
from ofsted_kg.grammar.comparing.figures.numbers import Number
from ofsted_kg.grammar.comparing.figures.reversed_pairs import HERE
from ofsted_kg.grammar.comparing.fronting.comparator_subjects import tells_figure
from ofsted_kg.grammar.comparing.part import Part, denied_case, far_from, lacks
from ofsted_kg.grammar.constructions.negative_fronting import none_matches
from ofsted_kg.grammar.constructions.predicative_refusals import elsewhere
from ofsted_kg.grammar.constructions.scene import Scene
from ofsted_kg.grammar.constructions.verb_phrase_ellipsis import says_again
from ofsted_kg.grammar.lex.closed_classes import CONTRASTING, PARTS, Kind, words_of
from ofsted_kg.grammar.lex.comparatives import Form as Joins
from ofsted_kg.grammar.lex.concepts import CHILDRENS_HOMES
from ofsted_kg.grammar.lex.semantic_fields import COUNCIL
from ofsted_kg.grammar.lex.units import INDICATORS, Unit
from ofsted_kg.grammar.modality.assertion import takes
from ofsted_kg.grammar.phrases.named_entities import names_in
from ofsted_kg.grammar.phrases.phrase import Form, Phrase, units_of
from ofsted_kg.grammar.reference.anaphora import HOMES
from ofsted_kg.grammar.reference.discourse_model import Reading
from ofsted_kg.grammar.results import Candidate, Compared, Printed, Refusal, Rule, Unread


def read(scene: Scene) -> Iterator[Candidate | Refusal | Unread]:
    """Yield the comparisons of a sentence."""
    within = bool(scene.told_here) and not any(unit.kind is Kind.COMPARATOR for unit in scene.units)
    if within or not scene.comparing.concerns(scene.units):
        scene.comparing.pass_by(partial(_stated, scene.so_far()), within=within)
        return
    parts, units = _stated(scene)
    drafts = of_own_outcomes(scene.comparing.read(parts, units), parts, units, scene.reader.outcomes)
    for draft in told_again(with_brackets(drafts), units):
        if isinstance(draft, Draft):
            yield from _facts(draft, units)
        else:
            yield draft
    for place, reading in enumerate(scene.readings):
        named = tuple([unit for unit in reading.clause.units if unit.kind is Kind.COMPARATOR])
        if not named or none_matches(reading):
            continue
        rule = _rule(reading.clause, scene)
        ahead = [other.clause for other in scene.readings[:place]]
        if rule is None and (denied_case(ahead, reading.clause.lead) or far_from(reading.clause)):
            rule = Rule.DENIED
        if rule is None and elsewhere(reading.clause.before):
            beside = _beside_figures(reading.clause, scene) or _set_against(reading.clause)
            beside = beside or tells_figure(units_of(reading.clause.before), units_of(reading.clause.after))
            rule = None if beside else Rule.OTHER_PLACE
        if rule is None and reading.clause.verb_has(Kind.MODAL) and not takes(reading.clause):
            rule = Rule.WISHED
        if rule is not None:
            yield Refusal(named, rule)


def _rule(clause: Clause, scene: Scene) -> Rule | None:
    """Return why a clause states nothing: "12 weeks, where in similar areas it is nine" tells of others."""
    rule = scene.rule(clause)
    return None if rule is Rule.RESTRICTS and elsewhere(clause.before) else rule


def _beside_figures(clause: Clause, scene: Scene) -> bool:
    """Say whether a figure of other places stands beside another: "England has 61% and the town 55%"."""
    own = {unit.start for unit in clause.units}
    told = [unit for unit in scene.units if unit.kind is Kind.COUNT and unit.percent]
    sized = [u for u in clause.units if u.percent or (u.kind is Kind.QUANTITY and u.slugs)]
    here = any(unit.words[-1] in COUNCIL or unit.kind is Kind.HERE for unit in clause.units)
    if len(sized) > 1 and here:
        return True  # "In England 8.1% offend, in the town 8.2%"
    ours = any(unit.start not in own and HERE & set(unit.words) for unit in scene.units)
    if sized and ours:
        return True  # "Nationally, 8% are inadequate but locally there are none"
    before = any(unit.kind is Kind.COUNT for reading in scene.before for unit in reading.clause.units)
    if before and any(unit.kind is Kind.COUNT for unit in clause.units):
        return True  # "There are 87 carers. Similar councils have 120"
    counts = [unit.start in own for unit in scene.units if unit.kind is Kind.COUNT]
    if clause.lead_text in CONTRASTING | {"where"} and len(set(counts)) > 1:
        return True  # "are done in 6.1 months where similar councils take eight"
    return any(unit.start in own for unit in told) and any(unit.start not in own for unit in told)


def _set_against(clause: Clause) -> bool:
    """Say whether a grade of other places is set against one: "X is good, while similar ones are poor"."""
    there = [unit for unit in clause.units if unit.kind is Kind.COMPARATOR][:1]
    figure = bool(there) and any(unit.words[-1] in _FIGURES for unit in clause.units)
    compares = [unit for unit in clause.units if unit.cue is not None]
    cued = any(unit.cue.form is Joins.COMPARATIVE or unit.text == "better" for unit in compares if unit.cue)
    than = any(unit.kind is Kind.THAN for unit in clause.units)
    here = any(unit.kind is Kind.HERE for unit in clause.units)
    if figure and cued and (here or not than):
        return True  # "The national average is higher", "England's average is higher than the 71% here"
    placed = bool(clause.before) and clause.before[0].text in ("in", "across", "among")
    if placed and there and there[0].slugs == ("similar-areas",) and cued and not than:
        return True  # "In similar areas children wait less time"
    if clause.lead_text == "where" and there and there[0].words[-1] in _FIGURES:
        return True  # "The rate is where the national average was last year"
    return clause.lead_text in CONTRASTING and any(unit.kind is Kind.GRADE for unit in clause.units)


_FIGURES = words_of("average figure rate")


def _stated(scene: Scene) -> tuple[Sequence[Part], Sequence[Unit]]:
    """Return the parts of a sentence, in order, and its units without dates."""
    parts = [
        part
        for reading in scene.readings
        if not _embedded(reading.clause, scene) and reading.clause.phrases
        for part in _parts(reading, scene)
    ]
    return parts, without_dates(scene.units, [reading.clause for reading in scene.readings])


def _facts(draft: Draft, units: Sequence[Unit]) -> Iterator[Candidate]:
    figures = draft.figures if draft.figures is not None and draft.figures.unit else None
    if figures is not None and figures.unit == "count" and INDICATORS in draft.subjects:
        figures = None  # "On 40 of the 60 indicators it is above X": of how many it is so is no measure
    own = _printed(figures.own) if figures is not None else None
    theirs = _printed(figures.theirs) if figures is not None else None
    unit = figures.unit if figures is not None else None
    for subject in draft.subjects:
        for comparator in draft.comparators:
            if subject == _CONCERN:
                subject = _whose_concern(units)  # how good they are is what is compared
            fact = Compared(subject, draft.direction, comparator, own, theirs, unit)
            yield Candidate(fact, draft.start, draft.end, draft.units, draft.rule)


_CONCERN = "schools-causing-concern"
_SCHOOLS = words_of("schools primary-schools secondary-schools special-schools nursery-schools")


def _whose_concern(units: Sequence[Unit]) -> str:
    """Return which schools are meant: "more primary schools are in special measures than"."""
    if any(unit.text == "schools causing concern" for unit in units):
        return "schools"
    named = [slug for u in units if u.kind is Kind.SUBJECT for slug in u.slugs if slug in _SCHOOLS]
    schools = any(word.startswith("school") for unit in units for word in unit.words)
    return named[0] if len(set(named)) == 1 else "schools" if schools else _CONCERN


def _printed(number: Number | None) -> Printed | None:
    return None if number is None else Printed(number.value, number.start, number.end)


def _parts(reading: Reading, scene: Scene) -> Iterator[Part]:
    """Yield the parts of a clause: what has a subject of its own in it is a part for itself."""
    clause = reading.clause
    zone = clause.after if clause.verb is not None else clause.before
    cuts: list[tuple[int, int, tuple[str, ...]]] = []  # where it begins, its subject's end, of whom
    for one, subject in scene.owned.values():
        if one.clause is clause and one.subject and one.mark is not None:
            first = next(n for n, p in enumerate(zone) if p is one.mark)
            cuts.append((first, next(n for n, p in enumerate(zone) if p is one.subject[-1]), subject.slugs))
    for place, phrase in enumerate(zone):
        if phrase.form is Form.WITH and not any(first == place for first, _, _ in cuts):
            last = _compared_noun(zone, place)
            if last:
                found = scene.reader.read(zone[place + 1 : last + 1], scene.heading)
                homes = not found.names and bool(zone[last].grades) and zone[last].word in HOMES
                cuts.append((place, last, (CHILDRENS_HOMES,) if homes else found.slugs))
    cuts.sort()
    yield _part(reading, scene, zone[: cuts[0][0]] if cuts else zone)
    for number, (first, last, slugs) in enumerate(cuts):
        end = cuts[number + 1][0] if number + 1 < len(cuts) else len(zone)
        own = [unit for phrase in zone[first + 1 : last + 1] for unit in phrase.units]
        rest = [unit for phrase in zone[last + 1 : end] for unit in phrase.units]
        silent = scene.rule(clause) is not None
        yield Part(zone[first].units[0], own, [], rest, slugs, silent=silent)


def _compared_noun(zone: Zone, place: int) -> int:
    """Return where the noun ends that is compared behind "with": "with childcare | similar to", or 0."""
    end = place + 1
    while end < len(zone) and zone[end].form in (Form.NOUN, Form.AND, Form.COMMA, Form.PREP):
        end += 1
    told = end
    while end < len(zone) and zone[end].form is Form.ADVERB:
        end += 1
    if end >= len(zone) or zone[end].form is not Form.CUE or zone[told - 1].form is Form.COMMA:
        return 0
    if any(p.form is Form.COMMA and n.kind in PARTS and not n.names for p, n in pairwise(zone[place:told])):
        return 0  # "Of the 90 with data, | 60 above the average"
    last = end - 1
    while last > place and zone[last].form is not Form.NOUN:
        last -= 1
    return last if last > place and zone[place + 1].form is Form.NOUN else 0


def _part(reading: Reading, scene: Scene, zone: Zone) -> Part:
    clause, subject = reading.clause, reading.subject
    after = units_of(zone) if clause.verb is not None else []
    verb = list(clause.verb.units) if clause.verb is not None else []
    before: Sequence[Unit] = _whole_subject(clause, scene)
    counted = bool(clause.antecedent) and clause.antecedent[0].kind is Kind.COUNT
    tells = clause.antecedent and clause.verb is not None and not counted
    figure = all(unit.kind in (Kind.COUNT, Kind.ADVERB) or unit.text in _AT for unit in before)
    if figure and tells and not _in_object(clause, scene):
        # "The proportion of good schools, which (at 74%) is lower than": that is what is compared
        said = [unit for phrase in clause.antecedent for unit in phrase.units]
        before = [*said, *_restriction(reading, scene), *before]
    place = scene.readings.index(reading)
    if not before and counted and place and scene.readings[place - 1].clause.verb is None:
        # "Re-referrals stand at 20%, which is better", "81% live at home, against 75% nationally, which"
        stood = scene.readings[place - 1].clause.units
        ends = (Kind.COMPARED, Kind.COMPARATOR)
        before = stood[: next((n for n, unit in enumerate(stood) if unit.kind in ends), len(stood))]
    slugs = tuple(dict.fromkeys((*subject.slugs, *subject.including)))
    if subject.loose:
        slugs = _told_behind(after, scene) or slugs
    shared = reading.shared and any(p.form is Form.CUE for p in zone)
    prior = scene.readings[place - 1].clause if place and clause.verb is None and shared else None
    said = _whole_subject(prior, scene) if prior is not None else []
    if any(unit.kind is Kind.COMPARATOR for unit in said) and said[0].kind is not Kind.COMPARED:
        said = list(before_cue(said))  # without a verb it is the whole clause: "61%, above the average | but"
    if said and not any(unit.kind is Kind.THAN for unit in said):
        # "higher than the average in X but | lower in Y": the same subject goes on
        before, after = said, units_of(zone)
    elif clause.verb is None:
        before, after = [], units_of(zone)
    return Part(
        clause.lead,
        before,
        verb,
        after,
        slugs,
        shared=reading.shared,
        denied=subject.denied and not lacks(clause.before),
        share=subject.share,
        relative=subject.cue is not None,
        silent=(_rule(clause, scene) is not None and not _tells_why(clause, scene)) or far_from(clause),
        again=says_again(clause, scene),
    )


def _tells_why(clause: Clause, scene: Scene) -> bool:
    """Say whether a demand ends with how it is: "Reduce exclusions, | a larger number than nationally"."""
    zone = clause.phrases
    ends = (
        n for n in range(1, len(zone) - 2) if zone[n].form is Form.COMMA and zone[n + 2].form is Form.THAN
    )
    place = max(ends, default=0)
    told = place and zone[place + 1].form is Form.NOUN and zone[place + 1].cue is not None
    else_ = any(p.form in (Form.PLACES, Form.CUE) or p.cue is not None for p in zone[:place])
    return bool(told) and not else_ and scene.rule(clause) is Rule.ASKED


_AT = words_of("at , days weeks months per points")


def _restriction(reading: Reading, scene: Scene) -> list[Unit]:
    """Return what told before which of a noun are meant: "schools (that are good), which is more than"."""
    place = scene.readings.index(reading)
    prior = scene.readings[place - 1].clause if place else None
    same = (
        prior is not None and prior.lead_kind is Kind.THAT and prior.antecedent == reading.clause.antecedent
    )
    if prior is None or not same or not any(unit.kind is Kind.GRADE for unit in prior.units):
        return []
    return [unit for unit in prior.units if unit.kind is not Kind.COMMA]


def _in_object(clause: Clause, scene: Scene) -> bool:
    """Say whether what a relative clause is about stands behind the verb of a clause."""
    first = clause.antecedent[0]
    return any(first in reading.clause.after for reading in scene.readings if reading.clause.verb is not None)


def _told_behind(after: Sequence[Unit], scene: Scene) -> tuple[str, ...]:
    """Return for whom it is compared: "it is fewer than the national average for childminding"."""
    last = max((n for n, unit in enumerate(after) if unit.kind is Kind.COMPARATOR), default=len(after))
    names = names_in(after[last + 1 :], scene.reader.outcomes)
    return names[0].slugs if names and names[0].first < 3 and names[0].preposition in ("for", "in") else ()


def _whole_subject(clause: Clause, scene: Scene) -> list[Unit]:
    """Return the units before a verb, with those of clauses inside the subject."""
    if not clause.before:
        return []
    start = clause.before[0].start
    end = clause.before[-1].end
    if clause.verb is not None and clause.verb.start > start:
        end = clause.verb.start
    own = {unit.start for phrase in clause.before for unit in phrase.units}
    inner = [
        (span(reading.clause), _apart(reading.clause) or _set_off(reading.clause, scene))
        for reading in scene.readings
        if reading.clause is not clause and reading.clause.phrases
    ]
    own -= _scene(clause)
    return [
        unit
        for unit in scene.units
        if start <= unit.start < end and (unit.start in own or _inside(unit, inner))
    ]


def _inside(unit: Unit, inner: Sequence[tuple[tuple[int, int], bool]]) -> bool:
    """Say whether a unit belongs to a clause inside the subject that tells which are meant."""
    return any(start <= unit.start < end and not apart for (start, end), apart in inner)


def _set_off(clause: Clause, scene: Scene) -> bool:
    """Say whether a relative clause is set off by a comma: "Schools, which were weak, have improved"."""
    lead = clause.lead if clause.lead is not None and clause.lead.kind is Kind.RELATIVE else None
    place = next((n for n, unit in enumerate(scene.units) if lead is not None and unit is lead), 0)
    graded = any(unit.kind is Kind.GRADE for unit in clause.units)  # "Childcare, of which 49% is good, is"
    return place > 0 and scene.units[place - 1].kind is Kind.COMMA and not graded


def _apart(clause: Clause) -> bool:
    """Say whether a clause inside a subject is an aside, or compares itself."""
    relates = clause.lead_kind in (Kind.RELATIVE, Kind.THAT) or clause.reduced
    return not relates or clause.names_places


# Prepositions that add a circumstance to a subject: "despite a fall last year".
_ASIDES = frozenset(
    {
        "despite",
        "in spite of",
        "notwithstanding",
        "besides",
        "in addition to",
        "after",
        "before",
        "following",
        "since",
        "due to",
        "because of",
        "as a result of",
    }
)


# What "as" leads to where it compares: "as many schools", "half as many as in similar areas".
_AS_LEADS = frozenset({Form.NOUN, Form.PREP, Form.PLACES})


def _leads(adverb: Phrase, following: Phrase | None) -> bool:
    """Say whether an adverb is part of what is compared: "as many schools", "half as many again as"."""
    if following is None:
        return False
    again = adverb.text == "again" and following.text == "as"
    return again or (adverb.text == "as" and following.form in _AS_LEADS)


def _scene(clause: Clause) -> set[int]:
    """Return where the units stand that only set the scene: times, "At the time of the assessment,"."""
    light = {
        u.start
        for p, following in zip_longest(clause.before, clause.before[1:])
        if p.form is Form.ADVERB and not _leads(p, following)
        for u in p.units
    }
    for place, phrase in enumerate(clause.before[:-1]):
        if phrase.form is Form.PREP and phrase.text in _ASIDES and not clause.before[place + 1].names:
            light |= {u.start for p in clause.before[place : place + 2] for u in p.units}
    if not clause.before or clause.before[0].form is not Form.PREP:
        return light
    comma = next((n for n, p in enumerate(clause.before) if p.form is Form.COMMA), 0)
    fronted, rest = clause.before[:comma], clause.before[comma + 1 :]
    named = any(u.kind is Kind.SUBJECT for p in fronted for u in p.units)
    stated = any(u.kind in (Kind.SUBJECT, Kind.TOPIC) for p in rest for u in p.units)
    if named or not stated or any(p.form is Form.PLACES for p in fronted):
        return light
    return light | {u.start for p in fronted for u in p.units}


def _embedded(clause: Clause, scene: Scene) -> bool:
    """Say whether a clause stands inside the subject of another and names no other places."""
    if not clause.phrases or clause.names_places:
        return False
    start = clause.phrases[0].start
    for reading in scene.readings:
        other = reading.clause
        if other is clause or not other.before:
            continue
        ends = other.verb if other.verb is not None else other.before[-1]  # of which the verb is not known
        if other.before[0].start < start < ends.start:
            return True
    return False
