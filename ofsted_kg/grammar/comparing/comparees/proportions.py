"""Find whose share it is that is compared: "the proportion that is good is above average".

In: a part of a sentence. Out: the names of which a share is measured, where the share itself
names none; and what is counted beside a grade.
"""

from __future__ import annotations

from collections.abc import Sequence

from ofsted_kg.grammar.comparing.part import Part
from ofsted_kg.grammar.lex.closed_classes import Kind
from ofsted_kg.grammar.lex.comparatives import Form
from ofsted_kg.grammar.lex.semantic_fields import PERSONS
from ofsted_kg.grammar.lex.units import Unit
from ofsted_kg.grammar.phrases.named_entities import names_in


def share_of_grade(source: Sequence[Unit]) -> bool:
    """Say whether a subject is "the proportion that is good", of nothing that it names."""
    kinds = {unit.kind for unit in source}
    return {Kind.SHARE, Kind.GRADE} <= kinds and not kinds & {Kind.SUBJECT, Kind.TOPIC, Kind.WORD}


def whose_share(part: Part, outcomes: frozenset[str]) -> tuple[str, ...]:
    """Return what a share of a grade is of, if the part says where it was measured."""
    source = part.before
    if share_of_grade(source):
        return _placed(part, outcomes)
    return ()


def counted_beside(part: Part) -> Sequence[Unit]:
    """Return what is counted beside a grade: "X is good, with | more pupils gaining five passes than"."""
    joint = next((n for n, unit in enumerate(part.after) if unit.kind is Kind.WITH), len(part.after))
    than = next((n for n in range(joint, len(part.after)) if part.after[n].kind is Kind.THAN), joint)
    zone = part.after[joint + 1 : than]
    more = any(unit.cue is not None and unit.cue.form is Form.COMPARATIVE for unit in zone)
    people = next((n for n, unit in enumerate(zone) if unit.words[-1] in PERSONS), len(zone))
    done = any(unit.kind is Kind.WORD and not unit.words[-1].endswith("ly") for unit in zone[people + 1 :])
    graded = any(unit.kind is Kind.GRADE for unit in zone)
    return zone if more and done and not graded else ()


def good_in_more(part: Part, outcomes: frozenset[str]) -> tuple[str, ...]:
    """Return whose quality it is: "Behaviour is good in a higher proportion of schools than"."""
    source = [unit for unit in part.before if unit.kind is not Kind.DETERMINER]
    grade = next((n for n, unit in enumerate(part.after) if unit.kind is Kind.GRADE), len(part.after))
    if source and source[0].kind is Kind.GRADE:
        source, grade = source[1:], -1  # "Good behaviour is found in more schools"
    more = [u for u in part.after[grade + 2 : grade + 5] if u.cue and u.cue.form is Form.COMPARATIVE]
    quality = all(unit.kind is Kind.ASPECT or unit.text in ("behaviour", "and") for unit in source)
    if not source or not quality or not more or part.after[grade + 1].text != "in":
        return ()
    names = names_in(part.after[grade + 1 :], outcomes)
    return names[0].slugs if names else ()


def share_beside(part: Part, outcomes: frozenset[str]) -> tuple[str, ...]:
    """Return whose share stands beside a grade: "good homes, and a higher share of good schools than"."""
    units = part.units
    than = next((n for n, unit in enumerate(units) if unit.kind is Kind.THAN), 0)
    joint = max((n for n in range(than) if units[n].kind is Kind.AND), default=0)
    first, second = units[:joint], units[joint + 1 : than]
    more = next((n for n, u in enumerate(second[:3]) if u.cue and u.cue.form is Form.COMPARATIVE), -1)
    counts = more >= 0 and second[more + 1 : more + 2] and second[more + 1].kind is Kind.SHARE
    if part.verb or not counts or any(u.kind is Kind.CUE for u in first):
        return ()
    graded = all(any(unit.kind is Kind.GRADE for unit in half) for half in (first, second))
    names = names_in(second, outcomes) if graded else []
    return names[0].slugs if names else ()


def _placed(part: Part, outcomes: frozenset[str]) -> tuple[str, ...]:
    """Return where a measure was taken: "... is lower than the national average for both X and Y"."""
    last = max((n for n, u in enumerate(part.after) if u.kind is Kind.COMPARATOR), default=-1)
    names = names_in(part.after[last + 1 :], outcomes) if last >= 0 else []
    return names[0].slugs if names and names[0].preposition in ("in", "for") else ()
