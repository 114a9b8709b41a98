"""Read grades that stand in front of a verb: between commas in a subject, or with places before it.

In: a clause. Out: `Said` for each: "The service, adequate in 2006, has", "A, good in B and poor in C, is",
"Good in A, provision is poor in B".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ofsted_kg.grammar.clauses.clause import Clause, Said, Zone
from ofsted_kg.grammar.lex.closed_classes import PARTS, Kind
from ofsted_kg.grammar.phrases.boundaries import LIGHT, MARKS
from ofsted_kg.grammar.phrases.phrase import Form, Phrase


def secondary_predicates(clause: Clause) -> Iterator[Said]:
    """Read grades between commas in the subject: "The service, adequate in 2006, has"."""
    zone = clause.before
    fronted = fronted_predicate(zone)
    for place, phrase in enumerate(zone):
        if phrase.form is not Form.GRADE:
            continue
        if fronted and not place:  # "Good in most A, | provision is poor in B"
            yield Said(phrase.units[0], clause, zone[fronted + 1 :], None, (), zone[1:fronted], first=False)
            continue
        start = place
        while start and zone[start - 1].form is not Form.COMMA:
            start -= 1
        comma = next((n for n in range(place, len(zone)) if zone[n].form is Form.COMMA), len(zone))
        if not start and place <= 1 and not any(p.form is Form.NOUN for p in zone[:comma]):
            if any(p.form is Form.NOUN for p in zone[comma:]):  # "Good overall, childcare has"
                yield Said(
                    phrase.units[0], clause, zone[comma + 1 :], None, (), zone[place + 1 : comma], first=False
                )
            continue
        if own := _of_list(zone, place):
            yield Said(phrase.units[0], clause, own, None, own, (), first=False)
            continue
        if start < 2 or zone[start - 2].form is Form.GRADE:
            continue
        if zone[start].form is Form.GRADE and (placed := _placed(zone, start)):
            if start == place:  # "A, good in B and poor in C,"
                for grade, tail in placed:
                    yield Said(grade.units[0], clause, zone[: start - 1], None, (), tail, first=False)
            continue
        own = zone[start:place]
        graded = max((n for n, p in enumerate(own) if p.form is Form.GRADE), default=-1)
        joint = next((n for n in range(graded + 1, len(own)) if graded >= 0 and own[n].form in MARKS), -1)
        own = own[joint + 1 :]  # "A, most of them good and | a few outstanding,"
        nouns = any(p.form is Form.NOUN for p in own)
        # "A, now outstanding, and | B, still adequate, have"
        done = next((n + 2 for n in range(start - 3, 1, -1) if _shut(zone, n)), 0)
        subject = own if nouns else last_of_two(zone[done : start - 1])
        yield Said(phrase.units[0], clause, subject, None, own, zone[place + 1 : comma], first=False)


def last_of_two(zone: Zone) -> Zone:
    """Return the second of two that a grade or an aside parts: "Good A and | B, fair at best,", "A, | and B".

    Of two that stand together it is said of both: "A and B, fair at best, are".
    """
    joint = max((n for n, p in enumerate(zone) if p.form is Form.AND), default=0)
    ahead, own = zone[:joint], zone[joint + 1 :]
    apart = bool(ahead) and (ahead[-1].form is Form.COMMA or any(p.grades for p in ahead))
    several = any(p.names for p in ahead[next((n for n, p in enumerate(ahead) if p.form in MARKS), joint) :])
    return own if apart and not several and any(p.names for p in own) else zone


def next_graded(zone: Sequence[Phrase], rest: Sequence[Phrase]) -> bool:
    """Say whether what a relative clause is about goes on: "A, which has moved, | and B, good so far, are".

    Args:
        zone: what stands in the relative clause behind its verb, with its last comma.
        rest: what follows.
    """
    if not zone or zone[-1].form is not Form.COMMA or not rest or rest[0].form is not Form.AND:
        return False
    if any(p.form in (Form.GRADE, *MARKS) for p in zone[:-1]):
        return False
    comma = next((n for n, p in enumerate(rest) if p.form is Form.COMMA), 0)
    nouns, behind = rest[1:comma], rest[comma + 1 :]
    if not nouns or nouns[0].form is not Form.NOUN or not any(p.names for p in nouns):
        return False
    if any(p.form not in (Form.NOUN, Form.PREP) for p in nouns):
        return False
    grade = next((n for n, p in enumerate(behind) if p.form is Form.GRADE), len(behind))
    plain = all(p.form in LIGHT or (p.form is Form.NOUN and not p.names) for p in behind[:grade])
    shut = next((p.form for p in behind[grade:] if p.form in (Form.COMMA, Form.VERB, Form.STOP)), None)
    return plain and shut is Form.COMMA


def _of_list(zone: Zone, place: int) -> Zone:
    """Return of how many a further grade of a list is: "A, with two poor | and the rest good, is"."""
    noun = place - 1
    while noun > 0 and zone[noun].form is Form.ADVERB:
        noun -= 1
    if noun < 3 or zone[noun].form is not Form.NOUN or zone[noun].names or zone[noun].kind not in PARTS:
        return ()
    mark, before = zone[noun - 1], zone[noun - 2]
    led = any(p.form is Form.WITH for p in zone[: noun - 1])
    return (zone[noun],) if led and mark.form in MARKS and before.form is Form.GRADE else ()


def _placed(zone: Zone, start: int) -> list[tuple[Phrase, Zone]]:
    """Return the two grades of an aside with the places of each: "good in B and (in C) poor (in C)"."""
    end = next((n for n in range(start, len(zone)) if zone[n].form is Form.COMMA), len(zone))
    inner = zone[start:end]
    grades = [n for n, p in enumerate(inner) if p.form is Form.GRADE]
    joints = [n for n, p in enumerate(inner) if p.form is Form.AND]
    if len(grades) != 2 or not joints or any(p.form not in _IN_ASIDE for p in inner):
        return []
    second, joint = grades[1], max((n for n in joints if n < grades[1]), default=0)
    first = inner[1:joint]
    behind = inner[second + 1 :] if second + 1 < len(inner) else inner[joint + 1 : second]
    both = all(
        len(tail) > 1 and tail[0].form is Form.PREP and tail[0].text in _IN for tail in (first, behind)
    )
    return [(inner[0], first), (inner[second], behind)] if joint and both else []


_IN_ASIDE = frozenset({Form.GRADE, Form.PREP, Form.NOUN, Form.AND, Form.ADVERB})


def fronted_predicate(zone: Zone) -> int:
    """Return where a grade with places of its own ends in front of a subject: "Good in A, | it is"; or 0.

    It may also tell in how many: "Good in most cases in 2010, | they are now".
    """
    opens = len(zone) > 3 and zone[0].form is Form.GRADE and zone[1].form is Form.PREP and zone[1].text in _IN
    comma = max((n for n, p in enumerate(zone) if p.form is Form.COMMA), default=0) if opens else 0
    inside, behind = zone[2:comma], zone[comma + 1 :]
    plain = all(p.form in (Form.NOUN, Form.PREP, Form.ADVERB, *MARKS) for p in inside)
    named = any(p.names or p.kind is Kind.SHELL_NOUN or p.kind in PARTS or p.quantity for p in inside)
    named = named or any(unit.percent for p in inside for unit in p.units)
    return comma if plain and named and behind and behind[0].form is Form.NOUN else 0


_IN = frozenset({"in", "at", "across", "for"})


def _shut(zone: Zone, place: int) -> bool:
    """Say whether an aside with a grade ends here and something further follows: ", good, | and B"."""
    graded = place - 1
    while graded > 0 and zone[graded].form is Form.ADVERB:
        graded -= 1  # "satisfactory in 2007, and its"
    closed = zone[place].form is Form.COMMA and zone[place + 1].form is Form.AND
    return closed and zone[graded].form is Form.GRADE
