# Past 300 lines: each stretch whose grade is left out, and where it begins.
"""What was said is left out: "good in most settings and childminding in the majority".

In: a clause without a grade, or what stands behind a grade. Out: the grade before, given to
whom the gap names, with how much of it: each such stretch is a name, "in" and an amount.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from ofsted_kg.grammar.clauses.clause import Clause, Said, Zone
from ofsted_kg.grammar.constructions.judgement import adverb_amount
from ofsted_kg.grammar.constructions.scene import Scene
from ofsted_kg.grammar.lex.closed_classes import SAYS_SOMETHING, Kind
from ofsted_kg.grammar.lex.concepts import ALL_SETTINGS
from ofsted_kg.grammar.lex.quantifiers import fraction
from ofsted_kg.grammar.lex.semantic_fields import STANDS_FOR_NOUN
from ofsted_kg.grammar.lex.units import Unit
from ofsted_kg.grammar.phrases.boundaries import LIGHT, MARKS
from ofsted_kg.grammar.phrases.coordination import amount_in
from ofsted_kg.grammar.phrases.phrase import Form, Phrase
from ofsted_kg.grammar.phrases.subject import NOBODY, ONE, Subject
from ofsted_kg.grammar.reference.discourse_model import Reading
from ofsted_kg.grammar.results import By, Candidate, Judged, Refusal

_LEADS = frozenset({"for", "under", "in", "on"})
_AMONG = frozenset({"in", "at", "across", "for", "of"})


def read(reading: Reading, scene: Scene) -> Iterator[Candidate | Refusal]:
    """Yield the judgements of a clause that only names whom, and in how much of it."""
    clause = reading.clause
    if amount := _it_is(clause):
        yield from _another_share(reading, scene, amount)
        return
    last = _last_main(reading, scene) or (scene.found[-1] if scene.found else None)
    told = _before_rest(clause)
    if (clause.verb is not None and not told) or last is None or not isinstance(last.fact, Judged):
        return
    here = any(unit.start == last.units[0].start for unit in scene.units) if last.units else False
    if told and here and scene.rule(clause) is None:
        main = [c for c in scene.found if not (c.units and c.units[0] in clause.units)]
        span = (told[0].start, told[-1].end)
        if main and isinstance(main[-1].fact, Judged):
            yield from gapped(told, scene, main[-1].units[0], span, main[-1].fact)
        return
    if (
        not here
        or any(unit.kind in SAYS_SOMETHING for unit in clause.units)
        or scene.rule(clause) is not None
    ):
        return
    zone = [p for p in clause.before if p.form not in (*MARKS, *LIGHT)]
    half = len(zone) == 1 and bool(zone[0].names) and is_amount(zone[0]) and not zone[0].grades
    fronted = [p.form for p in zone] == [Form.PREP, Form.NOUN, Form.NOUN] and bool(zone[1].names)
    fronted = fronted and clause.lead_kind is Kind.STOP and is_amount(zone[2]) and not zone[2].names
    if len(zone) == 1 and zone[0].kind is Kind.PRONOUN and zone[0].quantity and clause.lead_text in _BUT:
        for slug in reading.subject.slugs:  # "all of the former are good but only half of the latter"
            fact = replace(last.fact, subject=slug, quantity=zone[0].quantity, exception=None, outcome=None)
            yield Candidate(fact, *scene.span(clause), last.units, By.ELLIPSIS)
    elif fronted or stretch(zone) or (half and clause.lead_text in _BUT):  # "... but only half of A"
        yield from gapped(clause.before, scene, last.units[0], scene.span(clause), last.fact)


def _before_rest(clause: Clause) -> Zone:
    """Return an amount whose grade is left out before the rest: "and five of six B, | the sixth being"."""
    zone = clause.before
    rest = clause.verb is not None and clause.verb.text == "being" and clause.lead_text == "and"
    if not rest or [p.form for p in zone] != [Form.NOUN, Form.COMMA, Form.NOUN]:
        return ()
    return zone[:1] if zone[0].names and is_amount(zone[0]) and zone[2].kind is Kind.REST else ()


def _it_is(clause: Clause) -> str | None:
    """Return how much a clause says it is of another: "for secondary schools | it is (only) half"."""
    bare = clause.verb is not None and len(clause.verb.units) == 1 and clause.verb_has(Kind.BE)
    zone = [p for p in clause.before if p.form not in (*MARKS, *LIGHT, Form.CONJ)]
    told = itertools.takewhile(lambda p: p.form is not Form.COMMA, clause.after)
    after = [p for p in told if p.form not in LIGHT]  # "it is half | , both higher than in similar areas"
    if not bare or [p.form for p in zone] != _FOR_IT or len(after) != 1 or clause.verb is None:
        return None
    fronted = zone[0].text in _AMONG and bool(zone[1].names) and not zone[1].grades
    half = fronted and zone[2].text == "it" and is_amount(after[0]) and not after[0].names
    return after[0].quantity if half and not clause.verb.denied else None


_FOR_IT = [Form.PREP, Form.NOUN, Form.NOUN]


def _another_share(reading: Reading, scene: Scene, amount: str) -> Iterator[Candidate]:
    """Yield the grade of a share just told, for the share of another."""
    last = scene.found[-1] if scene.found else None
    near = {u.start for u in scene.units} | {u.start for r in scene.before for u in r.clause.units}
    if last is None or not isinstance(last.fact, Judged) or last.fact.quantity is None or not last.units:
        return
    if last.units[0].start not in near or scene.rule(reading.clause) is not None:
        return
    nouns = [p for p in reading.clause.before if p.names]
    for slug in nouns[0].names:
        fact = replace(last.fact, subject=slug, quantity=amount, exception=None, outcome=None)
        yield Candidate(fact, *scene.span(reading.clause), last.units, By.ELLIPSIS)


def _last_main(reading: Reading, scene: Scene) -> Candidate | None:
    """Return the judgement before a semicolon that no relative clause gives: "good in all but one, where"."""
    if reading.clause.lead_kind is not Kind.STOP:
        return None
    inside = {u.start for r in scene.readings if r.clause.antecedent for u in r.clause.units}
    told = (
        c for c in reversed(scene.found) if c.units and any(c.units[0].start == u.start for u in scene.units)
    )
    return next((c for c in told if c.units[0].start not in inside and isinstance(c.fact, Judged)), None)


_BUT = frozenset({"but", "though", "although", "albeit"})
_TOO = frozenset({"too", "also", "likewise", "similarly", "equally", "equally so", "as well"})


def is_too(zone: Sequence[Phrase]) -> bool:
    """Say whether a run only says that another is so too: "X likewise", "and also X", "X equally so"."""
    said = [p for p in zone if p.form not in MARKS]
    opens = said[0].text in _TOO if said else False
    if opens or any(p.text == "and also" for p in zone[:2]):
        said = said[1:] if opens and said[0].form in LIGHT else said
        names = said[:1] != [] and bool(said[0].names) and {u.kind for u in said[0].units} <= _NAMING
        return names and all(p.form in (Form.NOUN, Form.PREP) and not p.grades for p in said)
    while said and said[-1].text == "so":
        said.pop()
    led = bool(said) and said[0].form is Form.NOUN and bool(said[0].names) and said[0].units[0].text in _TOO
    named = led or (bool(said) and any(p.names for p in said[:-1]) and said[-1].text in _TOO)
    return named and all(p.form in (Form.NOUN, Form.PREP, *LIGHT) and not p.grades for p in said)


_NAMING = frozenset({Kind.DETERMINER, Kind.SUBJECT, Kind.QUANTITY, Kind.COUNT})


def too_gap(tail: Sequence[Phrase]) -> tuple[int, int] | None:
    """Find a further name of which the same is so: "was judged good | and the fostering service likewise"."""
    place = next((n for n, p in enumerate(tail) if p.form in MARKS), None)
    if place is None:
        return None
    apart = (Form.WITH, Form.EXCEPT)  # "and childminding also, | with the exception of"
    end = next((n for n in range(place + 1, len(tail)) if tail[n].form in apart), len(tail))
    told = (n for n in range(place + 2, end) if tail[n].form is Form.COMMA and tail[n - 1].text in _TOO)
    end = next(told, end)  # "and other childcare likewise, | both falling"
    return (place, place + 1) if is_too(tail[place:end]) else None


def gap(tail: Sequence[Phrase], *, led: bool) -> tuple[int, int] | None:
    """Find where a further stretch of name and amount begins: its mark, and what is past that."""
    for place in range(1 if led else 0, len(tail) - 2):
        if tail[place].form not in MARKS:
            continue
        begin = place + 1
        while begin < len(tail) and tail[begin].form in (*MARKS, *LIGHT):
            begin += 1
        if stretch(tail[begin:]) and (not led or _amounts(tail[:place])):
            return place, begin
    return None


def those_gap(tail: Sequence[Phrase]) -> tuple[int, int] | None:
    """Find "those" of something further with an amount: "satisfactory, | and those for X in most"."""
    for place, mark in enumerate(tail):
        if mark.form in MARKS:
            begin = next((n for n in range(place, len(tail)) if tail[n].form not in (*MARKS, *LIGHT)), place)
            return (place, begin) if tail[begin].text in STANDS_FOR_NOUN and stretch(tail[begin:]) else None
    return None


def gapped_behind(
    zone: Sequence[Phrase], one: Said, scene: Scene, span: tuple[int, int], subject: Subject
) -> Iterator[Candidate]:
    """Yield the judgements of what follows a grade; behind an aside they repeat the grade before it.

    "Judgements on X are good save in A, where they are poor, | and those on Y in most settings": good.
    """
    last = scene.found[-1] if scene.found else None
    aside = one.clause.lead_text == "where" and bool(one.clause.antecedent) and zone[:1] != ()
    if (
        aside
        and zone[0].text in STANDS_FOR_NOUN
        and last is not None
        and last.units
        and last.units[0] in scene.units
    ):
        yield from gapped(zone, scene, last.units[0], span)
    else:
        yield from gapped(zone, scene, one.grade, span, main=subject)


def amount_gap(tail: Sequence[Phrase], before: Sequence[Phrase]) -> tuple[int, int] | None:
    """Find a further amount of a name: "Two thirds of A are good | and half of B", "A 65% good, | B 70%"."""
    shares = any(p.quantity or _percent(p) for p in before if p.form is Form.NOUN)
    # "A are good | and five of the six B"
    setting = bool(before) and any(unit.scheme == "setting" for unit in before[0].units)
    shares = shares or (setting and [p.form for p in tail] in _AND_SOME)
    ends = (n for n, p in enumerate(tail) if n > 1 and p.form is Form.COMMA and not _amount_next(tail, n))
    tail = tail[: next(ends, len(tail))]  # "and 70% of B, in both cases higher than"
    if not shares or any(unit.kind in SAYS_SOMETHING for p in tail for unit in p.units):
        return None
    for place, mark in enumerate(tail):
        if mark.form not in MARKS:
            continue
        rest = [p for p in tail[place + 1 :] if p.form not in (*MARKS, *LIGHT, Form.PREP)]
        if turned([p for p in tail[place + 1 :] if p.form not in (*MARKS, *LIGHT)]):
            return place, place + 1  # "Most are good for X | and half for Y"
        if not rest or any(p.form is not Form.NOUN for p in rest) or not rest[0].names:
            return None
        behind = rest[1] if len(rest) > 1 else rest[0]
        # "Of A half are good, | of B two thirds"
        own = rest[0].quantity is not None or _percent(rest[0]) or (not behind.names and is_amount(behind))
        return (place, place + 1) if own and len(rest) <= 2 else None
    return None


_AND_SOME = ([Form.AND, Form.NOUN], [Form.COMMA, Form.AND, Form.NOUN])


def _amount_next(tail: Sequence[Phrase], comma: int) -> bool:
    """Say whether only how much of it stands behind a comma: "of B, | 70%"."""
    name, told = tail[comma - 1], tail[comma + 1 : comma + 3]
    bare = name.form is Form.NOUN and bool(name.names) and not is_amount(name)
    amount = bool(told) and told[0].form is Form.NOUN and not told[0].names and is_amount(told[0])
    return bare and amount and (len(told) == 1 or told[1].form is Form.COMMA)


def _percent(phrase: Phrase) -> bool:
    return any(unit.kind is Kind.COUNT and unit.percent for unit in phrase.units)


def stretch(zone: Sequence[Phrase]) -> bool:
    """Say whether a run opens with a name, "in" and an amount: "childminding in the majority"."""
    zone = _without_those(zone)
    if turned(zone):
        return True
    start = 1 if zone and zone[0].form is Form.PREP and zone[0].text in _LEADS else 0
    if len(zone) < start + 3 or zone[start].form is not Form.NOUN or not zone[start].names:
        return False
    if zone[start].quantity is not None or zone[start].grades:
        return False
    place = start + 1
    while place < len(zone) and zone[place].form in LIGHT and not zone[place].denied:
        place += 1
    if place + 1 >= len(zone) or zone[place].form is not Form.PREP or zone[place].text not in _AMONG:
        return False
    counted = zone[place + 1].kind is Kind.COUNT and zone[0].text == "for" and zone[place].text == "in"
    return is_amount(zone[place + 1]) or _is_all_but(zone[place + 1]) or counted


def turned(zone: Sequence[Phrase]) -> bool:
    """Say whether a run opens with an amount and what it is for: "(in) half | for staying safe"."""
    zone = zone[1:] if zone and zone[0].text in ("in", "across") else zone
    if [phrase.form for phrase in zone[:3]] != [Form.NOUN, Form.PREP, Form.NOUN]:
        return False
    return is_amount(zone[0]) and not zone[0].names and zone[1].text == "for" and bool(zone[2].names)


def _without_those(zone: Sequence[Phrase]) -> Sequence[Phrase]:
    """Leave "for B in all" of "and those for B in all"."""
    return zone[1:] if len(zone) > 2 and zone[0].text in ("those", "that") else zone


def _is_all_but(phrase: Phrase) -> bool:
    return phrase.form is Form.EXCEPT and phrase.units[0].words[0] == "all"


def is_amount(phrase: Phrase) -> bool:
    """Say whether a noun phrase tells how much is meant: "most", "61% of"."""
    told = phrase.quantity is not None or _percent(phrase)
    return told and phrase.cue is None and not phrase.denied


def _amounts(zone: Sequence[Phrase]) -> bool:
    """Say whether a grade is said of an amount before the gap: "good in most settings", "good throughout"."""
    return any(p.form is Form.NOUN and is_amount(p) for p in zone) or adverb_amount(zone) is not None


def gapped(
    zone: Sequence[Phrase],
    scene: Scene,
    grade: Unit,
    span: tuple[int, int],
    like: Judged | None = None,
    main: Subject = NOBODY,
) -> Iterator[Candidate]:
    """Yield the judgements of one or several stretches of name and amount."""
    while zone:
        cut = gap(zone, led=True)
        part = zone[: cut[0]] if cut is not None else zone
        zone = zone[cut[1] :] if cut is not None else ()
        yield from _one(part, scene, grade, span, like, main)


def _one(
    zone: Sequence[Phrase],
    scene: Scene,
    grade: Unit,
    span: tuple[int, int],
    like: Judged | None,
    main: Subject,
) -> Iterator[Candidate]:
    rest, exceptions, _ = scene.reader.exceptions(_without_those(zone))
    opens = rest[1:] if rest and rest[0].form is Form.PREP else rest
    groups = scene.reader.groups(opens)
    if not groups:
        return
    first, *behind = groups
    if turned(rest) and behind:
        first, behind = behind[0], [first]
    subject = Subject(names=first.names())
    if any(phrase.form is Form.EXCEPT for phrase in zone):
        scene.resolver.memory.nearest = subject.slugs  # "and colleges too, bar one | that is poor"
    much = amount_in(behind)
    part = behind[0].head.part if behind and not behind[0].names() else None
    much = much or (fraction(part, main.total) if part is not None and main.total is not None else None)
    much = "all" if any(_is_all_but(p) for p in zone) else much
    if rest and _is_all_but(zone[-1]):
        much = "nearly-all"  # "for staying safe in all but | that home"
    places = tuple(pair for group in behind for pair in group.names() if pair[0] != ALL_SETTINGS)
    outcomes = scene.reader.outcomes
    named = set(subject.slugs)
    if places and named and named <= outcomes and not {slug for slug, _ in places} & outcomes:
        outcome = subject.slugs[0]
        subject = Subject(names=places, outcome=outcome)
    elif main.outcome is not None and len(named) == 1 and named <= outcomes:
        # "Childminders are good in most cases for being healthy and in half | for staying safe"
        subject = Subject(names=tuple((slug, much) for slug in main.slugs), outcome=subject.slugs[0])
    for slug, own in subject.names:
        quantity = own or much
        quantity = "nearly-all" if ONE in exceptions and quantity in (None, "all") else quantity
        excepted = next((name for name in exceptions if name != ONE), None)
        fact = Judged(slug, grade.slugs[0], grade.at_least, quantity, excepted, subject.outcome)
        if like is not None:
            fact = replace(fact, grade=like.grade, at_least=like.at_least)
        yield Candidate(fact, *span, (grade,), By.ELLIPSIS)
