"""Part a sentence into clauses.

In: the units of a sentence. Out: its clauses in order, each with what stands before its
verb, the verb group, and what stands after. A verb group makes a clause; so does a grade
with a subject of its own where the verb is understood ("adoption is good but fostering
only adequate", "with two outstanding"). A clause that shares its subject with the one
before has nothing before its verb.
"""

from __future__ import annotations

from collections.abc import Sequence

from ofsted_kg.grammar.cues import CUE_VERBS, Form
from ofsted_kg.grammar.units import Unit
from ofsted_kg.grammar.words import VERBS, Kind
from ofsted_kg.parse.statements.asides import without_asides
from ofsted_kg.parse.statements.clause import Clause
from ofsted_kg.parse.statements.gaps import gapped, inserted, unknown_verb, verbless
from ofsted_kg.parse.statements.wishes import wish

_WITHIN_GROUP = frozenset({Kind.ADVERB, Kind.NOT, Kind.TO, Kind.QUANTITY})
_HARD = frozenset({Kind.STOP, Kind.CONJUNCTION, Kind.RELATIVE, Kind.OPEN})
_JOINTS = frozenset({Kind.AND, Kind.COMMA})
# What a subject can begin with, after a conjunction.
_OPENS_SUBJECT = frozenset(
    {
        Kind.DETERMINER,
        Kind.QUANTITY,
        Kind.COUNT,
        Kind.SUBJECT,
        Kind.GENERIC,
        Kind.ASPECT,
        Kind.PRONOUN,
        Kind.REST,
        Kind.TOPIC,
        Kind.WORD,
        Kind.SHARE,
        Kind.GRADE,
        Kind.REVIEW,
        Kind.HERE,
        Kind.NOT,
    }
)


def split(units: Sequence[Unit]) -> list[Clause]:
    """Part the units of a sentence into clauses."""
    main, asides = without_asides(units)
    whole: list[Clause] = []
    opening, lead = 0, None
    for place in (*(n for n, unit in enumerate(main) if unit.words[0] in (";", ":")), len(main)):
        part = _by_verbs(main[opening:place])
        if lead is not None and part[0].lead is None:
            part[0].lead = lead
        for clause in part:
            for half in unknown_verb(clause):
                for piece in inserted(half):
                    whole += gapped(piece)
        opening, lead = place + 1, main[place] if place < len(main) else None
    for aside in reversed(asides):
        inner = _by_verbs(aside[1:])
        inner[0].lead = aside[0]
        position = aside[0].start
        place = next((n for n, clause in enumerate(whole) if clause.span[1] > position), len(whole))
        whole[place + 1 : place + 1] = [piece for clause in inner for piece in gapped(clause)]
    return whole


def verb_groups(units: Sequence[Unit]) -> list[tuple[int, int]]:
    """Return the first and past-the-last places of the verb groups."""
    groups: list[tuple[int, int]] = []
    place = 0
    while place < len(units):
        if not _is_verb(units, place) or _compares(units, place) or (groups and _purpose(units, place)):
            place += 1
            continue
        last = place
        look = place + 1
        while look < len(units) and (
            _is_verb(units, look)
            or units[look].kind in _WITHIN_GROUP
            or units[look].words == ("both",)
            or _or_compares(units, look)
        ):
            if units[look].kind is Kind.BE and units[look - 1].kind is Kind.NOT:
                break  # "the two that were not | are satisfactory"
            if _is_verb(units, look) and not _compares(units, look):
                last = look
            look += 1
        groups.append((place, last + 1))
        place = last + 1
    return groups


def _purpose(units: Sequence[Unit], place: int) -> bool:
    """Say whether a verb only says what for: "good at helping children to (enjoy) learning"."""
    return units[place - 1].kind is Kind.TO and units[place].kind in (Kind.VERB, Kind.PROVIDE)


def _is_verb(units: Sequence[Unit], place: int) -> bool:
    unit = units[place]
    if unit.kind is Kind.PROVIDE and units[place + 1 : place + 2] and units[place + 1].text == "by":
        # "the care provided by childminders": no verb of the clause
        return bool(place) and units[place - 1].kind in (Kind.BE, Kind.ADVERB, Kind.HAVE)
    if unit.kind in VERBS:
        return True
    finite = unit.kind in (Kind.CUE, Kind.COMPARED) and unit.words[0] in CUE_VERBS
    return finite and not (
        place and units[place - 1].kind in (Kind.TO, Kind.MODAL, Kind.DETERMINER, Kind.CONJUNCTION)
    )


def _or_compares(units: Sequence[Unit], place: int) -> bool:
    """Say whether "or" stands between two verbs that compare: "equals or exceeds"."""
    if units[place].words != ("or",) or place + 1 >= len(units):
        return False
    return all(unit.kind is Kind.CUE and _is_verb([unit], 0) for unit in units[place - 1 : place + 2 : 2])


_SEEN = frozenset({"found", "seen", "achieved", "attained", "made", "reported", "given"})


def _compares(units: Sequence[Unit], place: int) -> bool:
    """Say whether a verb only serves a comparison: "than is the case", "than those seen in"."""
    for back in range(place - 1, max(-1, place - 5), -1):
        kind = units[back].kind
        if kind is Kind.THAN or (kind is Kind.CUE and units[back].words[0] == "as"):
            return True
        if units[back].words == ("as",) and any(u.words == ("as",) for u in units[max(0, back - 3) : back]):
            return True  # "as fast as it has"
        if units[back].words in (("that",), ("those",)) and units[place].words[0] in _SEEN:
            return True
        if kind in (Kind.SUBJECT, Kind.GRADE, Kind.COMPARATOR, Kind.STOP, Kind.COMMA, Kind.AND, Kind.WORD):
            return False
    return False


def _by_verbs(units: list[Unit]) -> list[Clause]:
    groups = verb_groups(units)
    joint = _unknown_before(units, groups[0][0]) if groups else 0
    if joint:
        # "The council commissioned a review | because the agency was judged inadequate"
        first, *others = _by_verbs(units[joint:])
        return [verbless(units[:joint]), first, *others]
    if not groups:
        alone = [verbless(units)]
        wish(alone)
        return alone
    clauses: list[Clause] = []
    opening, lead = 0, None
    if units[0].kind in (Kind.CONJUNCTION, Kind.AND):
        lead, opening = units[0], 1
    verb = groups[0]
    for following in groups[1:]:
        boundary = _boundary(units, opening, lead, verb, following)
        if boundary is None:
            verb = following
            continue
        cut, resume = boundary
        clauses.append(
            _clause(lead, units[opening : verb[0]], units[verb[0] : verb[1]], units[verb[1] : cut])
        )
        lead = units[resume - 1] if resume > cut else None
        opening, verb = resume, following
    clauses.append(_clause(lead, units[opening : verb[0]], units[verb[0] : verb[1]], units[verb[1] :]))
    if units[0].words == ("where",):
        for clause in clauses:
            clause.wished = True  # "Where provision is weaker it is satisfactory": nothing is named
    wish(clauses)
    return clauses


_CONDITIONS = frozenset({"if", "unless", "until", "whether"})


def _clause(lead: Unit | None, before: list[Unit], verb: list[Unit], after: list[Unit]) -> Clause:
    if [unit.kind for unit in before[:3]] == [Kind.NOT, Kind.ADVERB, Kind.COMMA]:
        before = before[3:]  # "Not surprisingly, ..."
    while before and before[0].kind in (Kind.COMMA, Kind.AND, Kind.CONJUNCTION):
        lead = before[0] if before[0].kind is not Kind.COMMA or lead is None else lead
        before = before[1:]
    return Clause(lead, before, verb, after, wished=lead is not None and lead.words[0] in _CONDITIONS)


def _boundary(
    units: list[Unit], opening: int, lead: Unit | None, verb: tuple[int, int], following: tuple[int, int]
) -> tuple[int, int] | None:
    """Find where the clause of ``verb`` ends and that of ``following`` begins.

    Returns:
        the place past the first clause and the place where the second begins (the unit
        before that place is its lead), or None if the first verb stands inside the
        subject of the second ("the homes that were inspected are good").
    """
    between = range(verb[1], following[0])
    hard = [n for n in between if units[n].kind in _HARD and not _dates(units, n)]
    aside = _aside_after_joint(units, verb[1], hard, following[0])
    if aside is not None:
        return aside, aside + 1
    others = [n for n in hard if units[n].kind is not Kind.RELATIVE]
    if hard and units[hard[-1]].kind is Kind.RELATIVE and units[hard[-1] - 1].kind is not Kind.COMMA:
        # "..., but the proportion of children who are excluded is ...": the relative clause belongs to
        # the subject that follows.
        joints = [n for n in between if units[n].kind is Kind.AND and n < hard[-1]]
        hard = others or ([] if joints and hard[-1] - joints[-1] > 2 else hard)
    if hard:
        return hard[-1], hard[-1] + 1
    inside = _inside_subject(units, opening, lead, verb)
    # "that are good or outstanding, 82%, exceeds": commas part nothing inside the relative clause.
    parting = (Kind.AND,) if _relative_just_before(units, verb[0]) else tuple(_JOINTS)
    if inside and not any(units[n].kind in parting and _opens(units, n, following[0]) for n in between):
        return None
    for n in between:
        joint = max((m for m in range(verb[1], n) if units[m].kind is Kind.AND), default=n)
        new_subject = any(u.kind in (Kind.SHARE, Kind.SUBJECT, Kind.DETERMINER) for u in units[joint:n])
        # "as fast as that in ...", "and that of similar areas"
        elsewhere = any(unit.kind is Kind.COMPARATOR for unit in units[n + 1 : n + 4])
        measured = units[n - 1].words[-1] in ("as", "than") or elsewhere
        if units[n].kind is Kind.THAT and not measured and not new_subject and (not inside or n == verb[1]):
            return n, n + 1
        bare = following[1] - following[0] == 1 and units[following[0]].kind is Kind.JUDGE
        if bare and units[n].kind is Kind.WITH and units[n - 1].kind is Kind.COMMA:
            return n, n + 1  # "..., with most homes judged good"
        if units[n].kind is Kind.WITH and any(
            u.words == ("being",) for u in units[following[0] : following[1]]
        ):
            return n, n + 1
    joints = [n for n in between if units[n].kind in _JOINTS and _opens(units, n, following[0])]
    if joints:
        free = [n for n in joints if not _lists_names(units, n)]
        cut = free[0] if free else joints[-1]
        if units[joints[-1]].kind is Kind.AND and all(
            unit.kind in (*_JOINTS, Kind.ADVERB) for unit in units[joints[-1] : following[0]]
        ):
            cut = joints[-1]  # "improved to satisfactory by December and is now good"
        resume = cut + 1
        while resume < following[0] and units[resume].kind in _JOINTS:
            resume += 1
        return cut, resume
    if inside:
        return None
    ends = [n for n in between if units[n].kind is Kind.AND and units[n - 1].kind is Kind.COMMA]
    if ends and any(units[n].kind is Kind.THAN for n in between):
        return ends[-1] - 1, ends[-1] + 1  # "..., and at 19 just as many are in work"
    return _after_grade(units, verb[1], following[0])


_SUBORDINATES = frozenset({"because", "although", "though", "while", "whilst", "whereas", "even though"})


def _unknown_before(units: Sequence[Unit], end: int) -> int:
    """Return the place of a conjunction that a verb which is not known stands before, or 0."""
    for n in range(2, end - 1):
        if units[n].text in _SUBORDINATES and units[n - 1].kind is not Kind.COMMA:
            return n
    return 0


def _after_grade(units: list[Unit], start: int, end: int) -> tuple[int, int]:
    """Let a grade right after its verb end the clause: "was judged good | before it became"."""
    grade = next((n for n in range(start, end) if units[n].kind is not Kind.ADVERB), end)
    if grade < end and units[grade].kind is Kind.GRADE:
        for n in range(grade + 1, end - 1):
            joins = units[n].kind is Kind.AND and units[n + 1].kind is not Kind.GRADE
            if joins or units[n].text in ("before", "after", "until"):
                return n, n + 1
    return start, start


def _aside_after_joint(units: list[Unit], start: int, hard: list[int], end: int) -> int | None:
    """Find the joint in "X is good and the college, which serves both towns, is satisfactory"."""
    if len(hard) != 1 or units[hard[0]].kind is not Kind.RELATIVE or units[end - 1].kind is not Kind.COMMA:
        return None
    relative = hard[0]
    joint = max((n for n in range(start, relative) if units[n].kind is Kind.AND), default=None)
    if joint is None or units[relative - 1].kind is not Kind.COMMA or end - 1 == relative:
        return None
    name = [unit for unit in units[joint + 1 : relative - 1] if unit.kind is not Kind.DETERMINER]
    graded = any(unit.kind is Kind.GRADE for unit in units[start:joint])
    return joint if graded and len(name) == 1 and name[0].kind is Kind.SUBJECT else None


def _opens(units: list[Unit], joint: int, end: int) -> bool:
    place = joint + 1
    while place < end and (units[place].kind is Kind.ADVERB or units[place].kind in _JOINTS):
        place += 1
    if place >= end:
        return True
    unit = units[place]
    if unit.kind is Kind.PREPOSITION:
        if units[end - 1].kind is Kind.TO:  # "judged X to be good and of Y to be adequate"
            return True
        if end - place > 1 and all(u.kind in _SCENE for u in units[place + 1 : end]):
            return True  # "and in reading are above": the subject goes on
        # "and in special schools it is satisfactory": a subject must follow
        return any(u.kind in (Kind.PRONOUN, Kind.GENERIC, Kind.ASPECT, Kind.REST) for u in units[place:end])
    if unit.kind is Kind.GRADE:  # "and good schools are ...", not "satisfactory and good respectively"
        return place + 1 < end and units[place + 1].kind in _OPENS_SUBJECT
    if unit.text == "against" and units[place + 1].kind is Kind.QUANTITY:
        return True  # "and against almost all is below"
    comparing = unit.kind is Kind.CUE and unit.cue is not None and unit.cue.form is Form.COMPARATIVE
    return comparing or unit.kind in _OPENS_SUBJECT


_SCENE = frozenset({Kind.TOPIC, Kind.WORD, Kind.ADVERB, Kind.DETERMINER})


def _lists_names(units: list[Unit], joint: int) -> bool:
    """Say whether a conjunction stands between two names of a list."""
    before, after = units[joint - 1], units[joint + 1]
    return before.kind in (Kind.SUBJECT, Kind.COMMA) and after.kind in (Kind.SUBJECT, Kind.AND)


def _dates(units: list[Unit], place: int) -> bool:
    """Say whether "since" opens a date and not a clause."""
    return units[place].words == ("since",) and not any(
        unit.kind in (Kind.SUBJECT, Kind.PRONOUN) for unit in units[place + 1 : place + 3]
    )


def _inside_subject(units: list[Unit], opening: int, lead: Unit | None, verb: tuple[int, int]) -> bool:
    """Say whether a verb belongs to a relative clause inside a subject that still waits for its verb."""
    before = units[opening : verb[0]]
    if before and before[-1].kind is Kind.SHARE and units[verb[0]].kind is Kind.JUDGE:
        return True  # "in which the proportion judged good is"
    for n in range(len(before) - 1, -1, -1):
        if before[n].kind in (Kind.RELATIVE, Kind.THAT):
            return n > 0 and not (n and before[n - 1].kind is Kind.COMMA)
        if before[n].kind is Kind.COMMA:
            break
    if lead is not None and lead.kind is Kind.RELATIVE and not before:
        return False
    first = units[verb[0]]
    return verb[1] - verb[0] == 1 and first.kind is Kind.JUDGE and bool(before) and before[-1].kind in _NAMED


def _relative_just_before(units: list[Unit], place: int) -> bool:
    while place and units[place - 1].kind is Kind.ADVERB:
        place -= 1
    return place > 0 and units[place - 1].kind in (Kind.THAT, Kind.RELATIVE)


_NAMED = frozenset({Kind.SUBJECT, Kind.GENERIC, Kind.ASPECT, Kind.ADVERB, Kind.SHARE})
