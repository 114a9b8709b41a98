"""Whose part is judged: "seven of the B are good; the remaining five", "and C variable, with four poor".

In: a grade said of an amount or of the rest, and the scene. Out: the subject that the amount is of:
what was judged in part last, or what is named last beside a grade of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from msgspec.structs import replace

from ofsted_kg.grammar.clauses.clause import Said, Zone
from ofsted_kg.grammar.constructions.scene import Scene
from ofsted_kg.grammar.lex.closed_classes import NUMBERS, Kind
from ofsted_kg.grammar.lex.quantifiers import counted
from ofsted_kg.grammar.lex.semantic_fields import EXCEPTIONS, FIRST_OR_SECOND, ONE_OR_OTHER
from ofsted_kg.grammar.phrases.boundaries import MARKS
from ofsted_kg.grammar.phrases.coordination import Group
from ofsted_kg.grammar.phrases.phrase import Form, Phrase
from ofsted_kg.grammar.phrases.subject import NOBODY, Points, Subject, naming
from ofsted_kg.grammar.reference.plural_anaphora import named_of_two
from ofsted_kg.grammar.results import By, Candidate, Judged


def rest_of_part(subject: Subject, one: Said, scene: Scene, found: Sequence[Candidate]) -> Subject:
    """Read "A is good and seven of the B are; the remaining five": of what was judged in part last."""
    said = one.subject if one.subject is not None else one.clause.before
    last = scene.found[-1].fact if scene.found else None
    parted = isinstance(last, Judged) and last.quantity not in (None, "all", "rest")
    every = subject.quantity == "rest" or len(subject.slugs) == 1  # "in both phases the rest are"
    known = last is not None and last.subject in subject.slugs and every
    # "Most A are good and most B are, with the rest poor": of B
    known = known or (one.subject is not None and any(p.names and p.quantity for p in one.clause.before))
    spoken = scene.resolver.memory.spoken
    known = known or (bool(spoken) and spoken[-1] in subject.slugs)  # "Half of A are. The Bs differ: one"
    if last is None or found or not parted or known or any(p.names for p in said):
        return subject
    return replace(subject, names=((last.subject, subject.quantity),))


def of_a_part(subject: Subject, one: Said, scene: Scene) -> Subject:
    """Return a subject that tells how many it is of a part: not of the whole that is named."""
    return _of_the_spared(_of_part_named(subject, one), one, scene)


def _of_the_spared(subject: Subject, one: Said, scene: Scene) -> Subject:
    """Read "all but four are good, three of the four being": how many of those taken out, not of them all."""
    taken = next((p for p in one.clause.before if _takes_up(p)), None)
    if taken is None or not any(_takes_out(r.clause.phrases, int(taken.total or 0)) for r in scene.readings):
        return subject
    return replace(subject, names=tuple((slug, None) for slug in subject.slugs), quantity=None)


def _of_part_named(subject: Subject, one: Said) -> Subject:
    """Read "three of the five X, all of them good in 2006, are": as many of them, not them all."""
    told = one.subject if one.subject is not None else ()
    zone = one.clause.before
    place = next((n for n, p in enumerate(zone) if told and p is told[0]), 0)
    whole = zone[place - 2] if place > 1 and zone[place - 1].form is Form.COMMA else None
    every = [p.text for p in told] in (["all of them"], ["each of them"])
    if whole is None or not every or whole.quantity is None or counted(whole.quantity) is None:
        return subject
    return replace(subject, names=tuple((s, whole.quantity) for s in subject.slugs), quantity=whole.quantity)


def _takes_up(noun: Phrase) -> bool:
    """Say whether a noun phrase tells how many it is of some counted before: "three of the four"."""
    total = counted(noun.quantity) if noun.quantity is not None else None
    return total is not None and not noun.names and noun.total == total[1]


def _takes_out(zone: Zone, many: int) -> bool:
    """Say whether so many are taken out: "apart from four"."""
    told = (p.text.removeprefix("all but ").split()[0] for p in zone if p.text.startswith("all but "))
    spared = any(a.form is Form.EXCEPT and many in (b.part, b.total) for a, b in pairwise(zone))
    return spared or any(NUMBERS.get(word) == many for word in told)


def beside_owned(one: Said, scene: Scene) -> Subject | None:
    """Read "A is good, that of B poor and C variable, with four of them": those of what is named last."""
    if one.mark is None or one.mark.form not in (Form.WITH, Form.INCLUDING) or not one.subject:
        return None
    clause = one.clause
    owned = [other for other, _ in scene.owned.values() if other.clause is clause and other.subject]
    if not owned:
        return None
    told = scene.reader.read(one.subject, scene.heading)
    if told.names or told.points not in (Points.AMOUNT, Points.REST, Points.PRONOUN):
        return None
    zone = [p for p in clause.after if p.start < one.subject[0].start]
    graded = [n + 1 for n, p in enumerate(zone) if p.form is Form.GRADE]
    groups: list[Group] = []
    for start in (*reversed(graded), 0):  # behind the last grade, or between the last two
        groups = groups or [g for g in scene.reader.groups(zone[start:]) if g.names() and not g.placed]
    named = [group.names() for group in groups]
    source = Subject(names=tuple((slug, None) for slug, _ in named[-1])) if named else None
    return scene.resolver.settle(told, clause, None, source=source) if source is not None else None


def of_gapped(one: Said, scene: Scene, found: Sequence[Candidate]) -> Subject | None:
    """Read "Of A half are good, of B all, with one poor": of what is named last, be its grade left out."""
    last = found[-1] if found else None
    if one.mark is None or one.mark.form is not Form.WITH or not one.subject or last is None:
        return None
    told = scene.reader.read(one.subject, scene.heading)
    if last.rule is not By.ELLIPSIS or told.points not in (Points.AMOUNT, Points.REST) or told.names:
        return None
    return scene.resolver.settle(told, one.clause, None, source=naming((last.fact.subject,)))


def with_part(subject: Subject, one: Said, scene: Scene) -> Subject:
    """Read "A is good and B satisfactory but with four of them poor": those of what was graded last."""
    clause, previous = one.clause, scene.previous
    opens = clause.verb is None and one.first and bool(clause.before) and clause.before[0].form is Form.WITH
    amount = any(unit.kind in (Kind.QUANTITY, Kind.COUNT) for p in clause.before[1:2] for unit in p.units)
    if not opens or not amount or previous is None or any(p.names for p in clause.before):
        return subject
    last = [own for other, own in scene.owned.values() if other.clause is previous.clause and own.names]
    return replace(subject, names=tuple((s, subject.quantity) for s in last[-1].slugs)) if last else subject


def where_not(subject: Subject, one: Said, scene: Scene) -> Subject:
    """Read "All A and most B are good; where they are not, they are poor": those judged in part alone."""
    last = scene.previous.clause if scene.previous is not None else None
    led = last is not None and last.lead_text == "where" and not last.antecedent
    said = (*(last.after if last is not None else ()), *one.clause.before[:1])
    denied = any(p.form is Form.NOT or p.denied for p in said) or (
        last is not None and last.verb_has(Kind.NOT)
    )
    if not led or not denied or len(subject.names) < 2 or any(p.names for p in one.clause.before):
        return subject
    here = [
        c.fact for c in scene.found if isinstance(c.fact, Judged) and any(u in scene.units for u in c.units)
    ]
    part = {fact.subject for fact in here if fact.quantity not in (None, "all", "rest")}
    kept = tuple(pair for pair in subject.names if pair[0] in part)
    return replace(subject, names=kept) if kept else subject


def named_aside(subject: Subject, one: Said, scene: Scene) -> Subject:
    """Read "Its two best services, fostering and adoption, are good": those that an aside names."""
    zone = one.clause.before
    comma = next((n for n, p in enumerate(zone) if p.form is Form.COMMA), 0)
    inner = zone[comma + 1 : -1]
    named = bool(comma and inner) and zone[-1].form is Form.COMMA and not any(p.names for p in zone[:comma])
    if one.subject is not None or not one.first or not named:
        return subject
    nouns = [p for p in inner if p.form is Form.NOUN]
    listed = all(p.names for p in nouns) and all(p.form in (Form.NOUN, *MARKS) for p in inner)
    plural = zone[0].form is Form.NOUN and zone[0].word.endswith("s") and zone[0].kind is not Kind.TOPIC
    best = zone[0].cue is not None or zone[0].part is not None or zone[0].total is not None
    if len(nouns) < 2 or not (listed and plural and best):
        return subject
    found = scene.reader.read(inner, None)
    return found if found.names else subject


def beside_front(one: Said, groups: Sequence[Group], scene: Scene) -> Subject | None:
    """Read "As in A, behaviour is good in most of B": of B, whatever stands in front for likeness.

    None where it is not so.
    """
    zone = one.clause.before
    comma = next((n for n, p in enumerate(zone) if p.form is Form.COMMA), 0)
    front, core = zone[:comma], zone[comma + 1 :]
    placed = bool(groups) and groups[0].placed and bool(groups[0].names())
    if not (one.first and one.subject is None and front and core and placed):
        return None
    likened = " ".join(p.text for p in front).startswith(_LIKENING) or front[0].form is Form.COMPARED
    named = any(p.names for p in front) and not any(p.names for p in core)
    return scene.reader.read(core, None) if likened and named else None


_LIKENING = ("as in ", "as with ", "like ", "unlike ", "in addition to ", "besides ", "as well as ")


def in_one_case(subject: Subject, tail: Zone, zone: Zone) -> tuple[Subject, Zone]:
    """Read "A and B are good in the one case, poor in the other": of which of the two; and what else follows.

    Args:
        subject: of which a grade is said.
        tail: what stands behind the grade.
        zone: what stands behind the verb.
    """
    if len(subject.names) != len(_IN_CASE) or [p.form for p in tail[:2]] != _IN_CASE:
        return subject, tail
    if tail[0].text not in ("in", "for"):
        return subject, tail
    if any(p.text in _SOME_CASE for p in zone if p.form is Form.NOUN) and tail[1].text in _EITHER:
        return replace(NOBODY, unknown=True), tail  # "good in one case and poor in the other"
    words = tail[1].text.split()
    which = _WHICH.get(" ".join(words[:2])) if words[2:] in ([], ["case"], ["instance"]) else None
    if which is None:
        return subject, tail
    return replace(subject, names=subject.names[which : which + 1]), tail[2:]


_WHICH = FIRST_OR_SECOND | ONE_OR_OTHER
_IN_CASE = [Form.PREP, Form.NOUN]
_SOME_CASE = frozenset({"one case", "one instance", "one"})
_EITHER = _SOME_CASE | {"the other", "the other case", "the other instance", "another"}


def of_exceptions(one: Said, scene: Scene) -> Subject | None:
    """Read "though among A there are exceptions, three having been judged fair and one poor": those of A."""
    previous, verb = scene.previous, one.clause.verb
    if previous is None or not previous.exists or verb is None or verb.units[0].words[0] not in _HAVING:
        return None
    own = one.subject if one.subject is not None else one.clause.before
    told = any(p.word in EXCEPTIONS for p in previous.clause.after)
    if not told or any(p.names for p in own):
        return None
    front = named_of_two(previous.clause.before, scene.resolver.memory)
    named = [group.names() for group in scene.reader.groups(front) if group.names()]
    return naming(slug for slug, _ in named[-1]) if named else None


_HAVING = frozenset({"having", "being"})


def other_settings(one: Said, amount: Sequence[Group], found: Sequence[Candidate]) -> bool:
    """Say whether a grade is so in settings that are not named: "poor in A and good in most others"."""
    # "Behaviour, good in A, is"
    ahead = not one.first or any(p.form is Form.GRADE for p in one.clause.before)
    others = any(group.head.text in _OTHERS for group in amount)
    return ahead and others and not (found and _in_others(found[-1], one))


_OTHERS = frozenset({"others", "most others", "some others", "most of the others", "some of the others"})


def _in_others(last: Candidate, one: Said) -> bool:
    """Say whether others are the rest of those graded in part: "Sixth forms are good in some schools and"."""
    bare = not any(p.names for p in one.clause.after if p.quantity == "some" and p.names != ("schools",))
    return isinstance(last.fact, Judged) and last.fact.quantity == "some" and bare
