"""List the grades that a clause says of something, and of what, by the words beside them.

In: a clause. Out: `Said`, one for each coordinated, gapped or verbless predicate: "with the
rest satisfactory", "two good and one inadequate", "the adoption service good".
"""

from __future__ import annotations

from collections.abc import Iterator

from ofsted_kg.grammar.clauses.clause import Clause, Said, Zone
from ofsted_kg.grammar.clauses.secondary_predicates import last_of_two, secondary_predicates
from ofsted_kg.grammar.lex.closed_classes import SOME_OF_THEM, Kind
from ofsted_kg.grammar.lex.semantic_fields import INSPECTIONS, OF_TWO
from ofsted_kg.grammar.phrases.boundaries import LIGHT, MARKS, boundary
from ofsted_kg.grammar.phrases.phrase import Form, Phrase


def said(clause: Clause) -> Iterator[Said]:
    """Yield the grades that a clause says of something, in order."""
    zone = clause.after if clause.verb is not None else clause.before
    places = [n for n, p in enumerate(zone) if p.form is Form.GRADE]
    opening = 0
    last: Zone | None = None
    owner: Zone | None = None  # named behind "and" or a comma: what goes on is said of it
    if clause.verb is not None and any(p.form is Form.GRADE for p in clause.before):
        yield from secondary_predicates(clause)
        yield from _inverted(clause)
    for number, place in enumerate(places):
        own, _, mark = _own_subject(clause, zone, opening, place, first=number == 0)
        if own is None:
            own, mark = _moved(zone, opening, place)
        if own is None and not number:
            own, mark = _apposed(clause, zone, place)
        if (
            own is None
            and last is not None
            and all(p.form in (*MARKS, *LIGHT) or p.text == "to" for p in zone[opening:place])
        ):
            own, mark = last, None  # "judged them good and adequate", "from good | to outstanding"
        if own is None and last is not None and _shuts_aside(zone, last, opening, place):
            own, mark = last, None  # "and the sixth, good until recently, | poor"
        if own is None and owner is not None and _goes_on(zone[opening:place]):
            own, mark = owner, None  # "and homes outstanding in two cases | and satisfactory in one"
        elif mark is not None:
            named = own is not None and any(p.names for p in own) and mark.form in MARKS
            owner = own if named else None
        last = own
        end = len(zone)
        if number + 1 < len(places):
            end = _own_subject(clause, zone, place + 1, places[number + 1], first=False)[1]
        tail = list(zone[place + 1 : end])
        while tail and tail[-1].form in MARKS:
            tail.pop()
        yield Said(
            zone[place].units[0], clause, own, mark, tuple(zone[opening:place]), tuple(tail), number == 0
        )
        opening = place + 1


def _apposed(clause: Clause, zone: Zone, place: int) -> tuple[Zone | None, Phrase | None]:
    """Find what a grade is apposed to: "None has come further than fostering, | inadequate in 2004".

    Also where the verb is not known: "Good schools and a network of units, | mostly fair, complete".
    """
    mark = max((n for n in range(place) if zone[n].form is Form.COMMA), default=0)
    if clause.verb is None and mark and all(_is_amount(p) for p in zone[mark + 1 : place]):
        own = last_of_two(zone[:mark])
        return (own, None) if len(own) < mark else (None, None)
    if clause.verb is None or clause.verb_has(Kind.BE, Kind.COPULA, Kind.JUDGE) or place < 2:
        return None, None
    noun, comma = zone[place - 2 : place]
    named = noun.form is Form.NOUN and bool(noun.names) and not noun.grades and comma.form is Form.COMMA
    return ((noun,), comma) if named else (None, None)


def _is_part(noun: Phrase) -> bool:
    return noun.form is Form.NOUN and not noun.names and noun.kind in SOME_OF_THEM


def _is_amount(phrase: Phrase) -> bool:
    return phrase.form in LIGHT or (phrase.form is Form.NOUN and phrase.kind is Kind.QUANTITY)


def _shuts_aside(zone: Zone, last: Zone, opening: int, place: int) -> bool:
    """Say whether a grade stands right behind an aside with a grade, on what that is said of."""
    noun = next((n for n in range(opening - 1) if len(last) == 1 and zone[n] is last[0]), len(zone))
    inside = zone[opening:place]
    plain = not any(p.names or p.form in (Form.AND, Form.STOP) for p in inside)
    return noun + 1 < opening and zone[noun + 1].form is Form.COMMA and _ends_set_off(inside) and plain


def _ends_set_off(zone: Zone) -> bool:
    return bool(zone) and zone[-1].form is Form.COMMA and all(p.form is not Form.COMMA for p in zone[:-1])


def _goes_on(zone: Zone) -> bool:
    """Say whether only cases stand between two grades of one subject: "outstanding in two cases and"."""
    plain = all(p.form in (Form.PREP, Form.NOUN, *MARKS, *LIGHT) and not p.names for p in zone)
    return plain and bool(zone) and any(p.form in MARKS for p in zone)


def _inverted(clause: Clause) -> Iterator[Said]:
    """Read a grade before its verb and its subject: "Also good are A and B", "Good is the rating of C".

    When that was may stand between: "Good at its last inspection was C".
    """
    zone = [p for p in clause.before if p.form not in LIGHT and p.form is not Form.COMMA]
    seen = [p.form for p in zone[1:]] == [Form.PREP, Form.NOUN] and zone[2].word in INSPECTIONS
    zone = zone[:1] if seen and not zone[2].names else zone
    if len(zone) != 1 or zone[0].form is not Form.GRADE or not clause.verb_has(Kind.BE, Kind.COPULA):
        return
    after = clause.after
    end = next((n for n, p in enumerate(after) if p.form in (Form.GRADE, Form.CONJ, Form.STOP)), len(after))
    if end and after[0].form in (Form.NOUN, Form.ADVERB):
        yield Said(zone[0].units[0], clause, after[:end], None, (), (), first=True)


def _apart(before: Zone) -> tuple[int, int] | None:
    """Find a subject that an aside parts from its grade: "and the school, once a concern, | good"."""
    if len(before) < 4 or before[-1].form is not Form.COMMA:
        return None
    start = next((n for n, p in enumerate(before) if p.form not in (*MARKS, *LIGHT)), len(before))
    if start + 1 < len(before) and before[start].form is Form.WITH and before[start + 1].denied:
        start += 1  # "with no school, this year or last, | inadequate"
    if not start or start >= len(before) or before[start].form is not Form.NOUN:
        return None
    stop = next((n for n in range(start, len(before)) if before[n].form is Form.COMMA), len(before))
    if any(p.form is Form.AND for p in before[stop + 1 : stop + 2]):
        return None  # "judged that of A, and that of B, | good"
    return (start, stop) if stop < len(before) - 1 else None


def _joined_apart(before: Zone) -> int | None:
    """Find what joins a subject that an aside parts from its grade: "good, as expected, | and B, in May,"."""
    joint = max((n for n, p in enumerate(before) if p.form is Form.AND), default=-1)
    told = before[joint + 1 :]
    if joint < 0 or len(told) < 4 or told[0].form is not Form.NOUN:
        return None
    apart = told[1].form is Form.COMMA and told[-1].form is Form.COMMA
    named = bool(told[0].names) or told[0].kind is Kind.PRONOUN
    return joint if apart and named and not any(p.form is Form.COMMA for p in told[2:-1]) else None


_INCLUDED = [Form.AND, Form.NOUN, Form.COMMA, Form.INCLUDING, Form.NOUN, Form.COMMA]
_PARTS = frozenset({Kind.REST, Kind.COUNT})
_ONE_OF = [Form.AND, Form.NOUN, Form.NOUN, Form.PREP]
_FRONTED = [Form.AND, Form.PREP, Form.NOUN]
_OPENERS = frozenset({Form.WITH, Form.INCLUDING})


def _moved(zone: Zone, opening: int, place: int) -> tuple[Zone | None, Phrase | None]:
    """Find who moved from a grade where the verb is left out: "A improved from x to y, B | from y to z"."""
    moves = opening and place and zone[place - 1].text == "from"
    start = next((n + 1 for n in range(place - 2, opening - 1, -1) if zone[n].form in MARKS), 0)
    own = zone[start : place - 1]
    if not moves or not start or not own or any(p.form not in (Form.NOUN, *LIGHT) for p in own):
        return None, None
    return (own, zone[start - 1]) if any(p.form is Form.NOUN for p in own) else (None, None)


def _own_subject(
    clause: Clause, zone: Zone, opening: int, place: int, *, first: bool
) -> tuple[Zone | None, int, Phrase | None]:
    """Find the subject that stands right before a grade, and where what is said of it begins."""
    end = place
    while end > opening and zone[end - 1].form in (*LIGHT, Form.OTHER):
        end -= 1
    if end > opening and zone[end - 1].form is Form.VERB:
        end -= 1
    before = zone[opening:end]
    while end > opening and zone[end - 1].form in LIGHT:
        end -= 1
    before = zone[opening:end]
    apart = _apart(before)
    if apart is not None:
        start, stop = apart
        return before[start:stop], opening, before[start - 1] if start else None
    joint = _joined_apart(before) if not first else None
    if joint is not None:
        return before[joint + 1 : joint + 2], opening + joint, before[joint]
    if not before or before[-1].form is not Form.NOUN:
        if (
            not first
            and [p.form for p in before[-3:]] == [Form.AND, Form.NOUN, Form.COMMA]
            and (before[-2].names or before[-2].kind in _PARTS)
            and not _lists_places(before[:-3])
        ):
            # "one is good, and the unit, | satisfactory in 2006,", "and the sixth, | itself good last year,"
            return before[-2:-1], end - 3, before[-3]
        if not first and [p.form for p in before[-4:]] == _ONE_OF and before[-3].names:
            return before[-3:-2], end - 4, before[-4]  # "a judgement of good and B one of | outstanding"
        fronted = not first and [p.form for p in before[-5:] if p.form is not Form.COMMA] == _FRONTED
        counts = fronted and before[-2].kind in _PARTS and not before[-2].names
        parted = counts and before[0].form is Form.COMMA
        if fronted and before[-1].form is Form.COMMA and (parted or not _is_place(zone, end, place)):
            joint = next(n for n in range(len(before) - 1, -1, -1) if before[n].form is Form.AND)
            if counts and before[-3] is before[joint + 1]:
                return before[-2:-1], opening + joint, before[joint]  # "and at one, | poor so far, staff"
            return None, opening + joint, None  # "and, for half of A, | inadequate"
        aside = not first and [p.form for p in before[-6:]] == _INCLUDED and bool(before[-5].names)
        if aside:
            return before[-5:-4], end - 6, before[-6]  # "and A, including both academies, | good"
        marks = [n for n in range(opening, end) if zone[n].form in MARKS or zone[n].form is Form.STOP]
        return None, (marks[-1] if marks else place), (zone[marks[-1]] if marks else None)
    passive = clause.verb_has(Kind.BE, Kind.COPULA)
    if (
        first
        and (passive or clause.reduced)
        and before[0].form is Form.PREP
        and not any(p.form in _OPENERS for p in before)
    ):
        return None, place, None  # "were found at a visit in May to be good"
    to_be = clause.verb is not None and any(p.text == "to be" for p in zone[end:place])
    judged = first and not passive and (to_be or clause.verb_has(Kind.JUDGE))
    if judged and not any(p.form in _OPENERS for p in before):
        return before, opening, None  # "judged X and Y to be good"
    if (
        first
        and clause.verb is not None
        and not any(p.form in (*MARKS, *_OPENERS, Form.EXCEPT) for p in before)
    ):
        return before, opening, None  # "judged the service good", "are all good"
    openers = [n for n in range(opening, end) if zone[n].form in _OPENERS]
    if openers:
        start = openers[-1]
        within = [n for n in range(start + 1, end) if zone[n].form is Form.AND and zone[n - 1].grades]
        if within and zone[within[-1] + 1 : end]:
            # "with too much satisfactory provision and | 14 schools inadequate"
            return zone[within[-1] + 1 : end], within[-1], zone[within[-1]]
        return tuple(zone[start + 1 : end]), _back(zone, start, opening), zone[start]
    if first and clause.verb is None:
        one = next((n for n, p in enumerate(before) if n and p.units[0].text in OF_TWO), 0)
        if one and before[one - 1].form is Form.COMMA:
            return before[one:], opening + one, before[one - 1]  # "A and B, | the former all good"
        parted = len(before) > 2 and before[-2].form is Form.COMMA and _is_part(before[-1])
        if parted and len(last_of_two(before[:-2])) < len(before) - 2:
            return before[-1:], end - 2, before[-2]  # "Good A and a network of B, | all of them good"
        return before, opening, None
    cut = boundary(before)
    if cut is None:
        return before, opening, None
    first_, second = _listed_from(before, *cut)
    return before[second:], opening + first_, before[second - 1] if second > first_ else None


def _lists_places(zone: Zone) -> bool:
    """Say whether a run goes on with "and" as a list of places: "good | in A, B (and C), poor in D"."""
    return bool(zone) and zone[0].form is Form.PREP and zone[-1].form is Form.NOUN and bool(zone[-1].names)


def _listed_from(before: Zone, first: int, second: int) -> tuple[int, int]:
    """Find where a list begins that ends in a grade's subject: "is good, | A, B and C | satisfactory"."""
    start = second
    while start > 1 and before[start - 2].form is Form.NOUN and before[start - 2].names:
        joint = Form.AND if start == second else Form.COMMA
        if before[start - 1].form is not joint or start < 3 or before[start - 3].form is not Form.COMMA:
            break
        start -= 2
    plain = len(before) == second + 1 and bool(before[second].names)
    return (start - 1, start) if plain and start < second else (first, second)


def _is_place(zone: Zone, end: int, place: int) -> bool:
    """Say whether what stands before a comma is one more place: "good in A and in B, | poor in C"."""
    return zone[end - 4].form is Form.AND and leads_again(zone[end - 3], zone[place + 1 :])


def leads_again(lead: Phrase, behind: Zone) -> bool:
    """Say whether the word that leads to a place leads to one behind a grade, too: "in B, | poor in C"."""
    plain = [p for p in behind if p.form not in (Form.COMMA, Form.ADVERB)][:2]  # "poor, on the whole, in C"
    again = len(plain) == 2 and plain[0].text == lead.text and plain[1].form is Form.NOUN
    return again and lead.form is Form.PREP


def _back(zone: Zone, start: int, opening: int) -> int:
    while start > opening and zone[start - 1].form in MARKS:
        start -= 1
    return start


def named_last(clause: Clause) -> tuple[str, ...]:
    """Return what a list of predicates ends with: "X is good, Y better still, | having been judged good"."""
    zone = list(clause.after)
    while zone and zone[-1].form in (Form.COMMA, Form.AND, Form.ADVERB, Form.CUE):
        zone.pop()
    if len(zone) > 3 and zone[-1].form is Form.GRADE and zone[-2].form is Form.NOUN:
        zone.pop()  # "X is good and Y satisfactory, | having been poor"
    if len(zone) < 3 or zone[-1].form is not Form.NOUN or zone[-1].grades:
        return ()
    parted = zone[-2].form in (Form.COMMA, Form.AND)
    graded = next((p for p in reversed(zone[:-2]) if p.form not in (Form.COMMA, Form.AND)), None)
    return zone[-1].names if parted and graded is not None and graded.form is Form.GRADE else ()
