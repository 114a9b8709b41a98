"""Part off statements whose verb is understood, or is none that the grammar knows.

In: a clause. Out: the clauses in it: "adoption is good but fostering only adequate" has
two, and so has "five homes, all of them good".
"""

from __future__ import annotations

from collections.abc import Sequence

from ofsted_kg.grammar.units import Unit
from ofsted_kg.grammar.words import Kind
from ofsted_kg.parse.statements.clause import Clause

_JOINTS = frozenset({Kind.AND, Kind.COMMA})


_OWN_SUBJECT = frozenset({Kind.SUBJECT, Kind.COUNT, Kind.QUANTITY, Kind.REST, Kind.PRONOUN})


def verbless(units: list[Unit]) -> Clause:
    """Read "primary schools good and secondary schools satisfactory": the verb is understood."""
    grade = next((n for n, unit in enumerate(units) if unit.kind is Kind.GRADE), 0)
    subject = [unit for unit in units[:grade] if unit.kind not in (Kind.ADVERB, Kind.DETERMINER)]
    noun = units[grade + 1] if grade + 1 < len(units) else None
    counted = all(unit.kind in (Kind.QUANTITY, Kind.COUNT) for unit in subject)
    if counted and noun is not None and noun.kind is Kind.SUBJECT:
        return Clause(None, [], [], list(units))  # "Too many satisfactory secondary schools"
    if subject and subject[0].kind in _OWN_SUBJECT and _ends_noun(subject):
        return Clause(None, units[:grade], [], units[grade:])
    return Clause(None, [], [], list(units))


def unknown_verb(clause: Clause) -> list[Clause]:
    """Part a clause whose first half compares by a verb that the grammar does not know.

    "Children move less often than in similar areas, and adoption is good": "move" is no
    verb of ours, but the places compared with say that a statement ends there.
    """
    before = clause.before
    for n in range(len(before) - 2, 1, -1):
        joint = before[n].kind is Kind.AND and before[n - 1].kind is Kind.COMMA
        if joint and any(unit.kind is Kind.COMPARATOR for unit in before[: n - 1]):
            first = Clause(clause.lead, [], [], before[: n - 1], wished=clause.wished)
            return [
                first,
                Clause(before[n], before[n + 1 :], clause.verb, clause.after, wished=clause.wished),
            ]
    return [clause]


def inserted(clause: Clause) -> list[Clause]:
    """Part off what stands before the subject of a clause and is a statement of its own.

    "Progress in the college, where provision is only satisfactory" and "two of which are
    good and two satisfactory, are ..."
    """
    before = clause.before
    relative = next((n for n, unit in enumerate(before) if unit.words == ("where",)), 0)
    if relative > 1 and before[relative - 1].kind is Kind.COMMA and relative + 1 < len(before):
        own = before[relative + 1 :]
        if not any(unit.kind in (Kind.COMMA, Kind.PRONOUN, Kind.EXCEPT) for unit in own):
            first = Clause(clause.lead, [], [], before[: relative - 1], wished=clause.wished)
            return [first, Clause(before[relative], own, clause.verb, clause.after, wished=clause.wished)]
    comma = next((n for n, unit in enumerate(before) if unit.kind is Kind.COMMA), 0)
    if clause.lead is not None and clause.lead.text in _BESIDES and 0 < comma < len(before) - 1:
        first = Clause(clause.lead, [], [], before[:comma], wished=clause.wished)
        return [first, Clause(before[comma], before[comma + 1 :], clause.verb, clause.after)]
    partly = _partly(before)
    if partly and clause.verb:  # "Childcare, much of it outstanding, is popular"
        return [
            Clause(clause.lead, before[:partly], clause.verb, clause.after, wished=clause.wished),
            Clause(before[partly], before[partly + 1 : -2], [], before[-2:-1], wished=clause.wished),
        ]
    if len(before) > 2 and before[-1].kind is Kind.COMMA and before[-2].kind is Kind.GRADE:
        own = [unit for unit in before[:-2] if unit.kind not in (Kind.ADVERB, Kind.DETERMINER)]
        if clause.verb and own and all(unit.kind in (Kind.COUNT, Kind.QUANTITY, Kind.REST) for unit in own):
            first = Clause(clause.lead, before[:-2], [], before[-2:-1], wished=clause.wished)
            return [first, Clause(before[-1], [], clause.verb, clause.after, wished=clause.wished)]
    return [clause]


# "Despite good fostering, adoption is poor", "As well as good fostering, ...": a statement of its own.
_BESIDES = frozenset(
    {"despite", "in spite of", "notwithstanding", "as well as", "in addition to", "besides", "together with"}
)


def _partly(before: Sequence[Unit]) -> int:
    """Return the place of the comma in "childcare, much of it outstanding," or 0."""
    if len(before) < 5 or before[-1].kind is not Kind.COMMA or before[-2].kind is not Kind.GRADE:
        return 0
    comma = max((n for n in range(len(before) - 2) if before[n].kind is Kind.COMMA), default=0)
    pointing = any(unit.kind is Kind.PRONOUN for unit in before[comma + 1 : -2])
    counted = all(unit.kind in _PARTLY for unit in before[comma + 1 : -2])
    return comma if pointing and counted else 0


_PARTLY = frozenset({Kind.COUNT, Kind.QUANTITY, Kind.PRONOUN, Kind.ADVERB, Kind.PREPOSITION, Kind.DETERMINER})


def gapped(clause: Clause) -> list[Clause]:
    """Part off grades that have a subject of their own but no verb."""
    pieces = [clause]
    while True:
        last = pieces[-1]
        cut = _gap(last)
        if cut is None:
            return pieces
        joint, resume = cut
        rest = last.after[resume:]
        lead = last.after[resume - 1]
        last.after = last.after[:joint]
        grade = next(n for n, unit in enumerate(rest) if unit.kind is Kind.GRADE)
        while grade and rest[grade - 1].kind is Kind.NOT:
            grade -= 1
        pieces.append(Clause(lead, rest[:grade], [], rest[grade:], wished=last.wished))


def _gap(clause: Clause) -> tuple[int, int] | None:
    after = clause.after
    grades = [n for n, unit in enumerate(after) if unit.kind is Kind.GRADE]
    if not grades:
        return None
    if clause.verb:
        absolute = _absolute(after, grades[0])
        if absolute is not None:
            return absolute
    start = grades[0]
    for grade in grades[1:]:
        for joint in range(start + 1, grade):
            if after[joint].kind not in (*_JOINTS, Kind.CONJUNCTION, Kind.WITH, Kind.STOP):
                continue
            resume = joint + 1
            while after[resume].kind in (*_JOINTS, Kind.WITH, Kind.CONJUNCTION):
                resume += 1
            subject = _without_exception(after[resume:grade])
            if subject and subject[0].kind is Kind.PREPOSITION and subject[0].text in ("in", "for", "at"):
                subject = subject[1:]  # "good in colleges and in schools satisfactory"
            while subject and (subject[0].kind is Kind.DETERMINER or subject[0].words in _OTHERS):
                subject = subject[1:]
            if (
                subject
                and subject[0].kind in _OWN_SUBJECT | {Kind.GENERIC, Kind.ASPECT}
                and (_ends_noun(subject) or _placed_noun(subject))
            ):
                return joint, resume
        start = grade
    return None


def _placed_noun(units: Sequence[Unit]) -> bool:
    """Say whether the units are a name and where it is or what of: "college of art and design"."""
    rest = units[2:]
    return (
        len(units) > 2
        and units[0].kind is Kind.SUBJECT
        and units[1].text in ("of", "in", "at")
        and rest[-1].kind is Kind.WORD
        and all(unit.kind in (Kind.WORD, Kind.AND, Kind.DETERMINER) for unit in rest)
    )


def _without_exception(units: Sequence[Unit]) -> list[Unit]:
    """Leave out adverbs and "apart from two in the towns," from what may be a subject."""
    cut = next((n for n, unit in enumerate(units) if unit.kind is Kind.EXCEPT), len(units))
    left = [unit for unit in units[:cut] if unit.kind is not Kind.ADVERB]
    while cut < len(units) and left and left[-1].kind is Kind.COMMA:
        left.pop()
    return left


def _absolute(after: Sequence[Unit], grade: int) -> tuple[int, int] | None:
    """Find ", all of them good" and ", with two schools good": a number and a grade without a verb."""
    place = grade - 1
    while place >= 0 and after[place].kind in _COUNTS:
        place -= 1
    counted = any(unit.kind is not Kind.ADVERB for unit in after[place + 1 : grade])
    if place > 0 and counted and after[place].kind is Kind.COMMA:
        return place, place + 1
    if not counted and place > 1 and after[place].kind in (Kind.SUBJECT, Kind.GENERIC):
        while after[place].kind in _COUNTS | {Kind.SUBJECT, Kind.GENERIC, Kind.PREPOSITION, Kind.DETERMINER}:
            counted = counted or after[place].kind in (Kind.COUNT, Kind.QUANTITY)
            place -= 1
            if not place:
                return None
    if place and counted and after[place].kind is Kind.WITH and after[place - 1].kind is Kind.COMMA:
        return place - 1, place + 1  # ", with two good"
    return None


_COUNTS = frozenset({Kind.QUANTITY, Kind.PRONOUN, Kind.COUNT, Kind.ADVERB})
_OTHERS = frozenset({("other",), ("some",), ("local",)})


def _ends_noun(units: list[Unit]) -> bool:
    """Say whether the units are a whole noun phrase, so that a grade after them is said of it."""
    return units[-1].kind in _OWN_SUBJECT | {Kind.GENERIC, Kind.ASPECT} and not any(
        unit.kind in (Kind.THAN, Kind.CUE, Kind.COMPARATOR) for unit in units
    )
