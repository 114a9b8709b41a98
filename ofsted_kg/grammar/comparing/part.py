"""A clause as comparisons see it: flat, its subject settled.

In: nothing. Out: `Part`, which a reader of clauses makes and `reader` compares.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise, zip_longest

import msgspec
from msgspec.structs import force_setattr, replace

from ofsted_kg.grammar.clauses.clause import Clause
from ofsted_kg.grammar.lex.closed_classes import Kind, words_of
from ofsted_kg.grammar.lex.units import Unit
from ofsted_kg.grammar.phrases.named_entities import slugs_named
from ofsted_kg.grammar.phrases.phrase import Form, Phrase

# A topic that is how good a place is, so that its grade is the place's own.
_QUALITY = ("behaviour",)
_MARGINS = frozenset({Kind.COMMA, Kind.AND, Kind.STOP, Kind.OPEN, Kind.CONJUNCTION})
_OPENING = frozenset({Kind.COMMA, Kind.AND, Kind.STOP, Kind.CLOSE})


_TRUE = words_of("case true so say claim suggest argue imply conclude")


class Part(msgspec.Struct, frozen=True):
    """A clause.

    Attributes:
        lead: the unit that opens it ("but", "which", a semicolon), if any.
        before: the units before the verb.
        verb: the verb group.
        after: the units after it.
        slugs: the settings or outcomes that it is about.
        shared: its subject is that of the clause before.
        denied: its subject says "no" or "none".
        share: its subject counts ("the proportion of").
        relative: its subject is compared itself ("a higher proportion of", "fewer").
        silent: it states nothing: it is wished, denied or a condition.
        again: it gives a grade of before, which it leaves out: "Among childminders 72% are".
        units: all units but the lead.
        graded: it holds a grade, or leaves out one of before.
    """

    lead: Unit | None
    before: Sequence[Unit]
    verb: Sequence[Unit]
    after: Sequence[Unit]
    slugs: tuple[str, ...] = ()
    shared: bool = False
    denied: bool = False
    share: bool = False
    relative: bool = False
    silent: bool = False
    again: bool = False
    units: tuple[Unit, ...] = ()
    graded: bool = False

    def __post_init__(self) -> None:
        """Work out what is asked of a part again and again."""
        units = (*self.before, *self.verb, *self.after)
        force_setattr(self, "units", units)
        force_setattr(self, "graded", self.again or _is_graded(units))

    @property
    def lead_kind(self) -> Kind | None:
        """What opens the clause."""
        return self.lead.kind if self.lead is not None else None

    @property
    def places(self) -> tuple[str, ...]:
        """The other places that it names."""
        return tuple(slug for unit in self.units if unit.kind is Kind.COMPARATOR for slug in unit.slugs)

    @property
    def span(self) -> tuple[int, int]:
        """Offsets in the passage, without marks at either end."""
        units, last = self.units, len(self.units) - 1
        while last >= 0 and units[last].kind in _MARGINS:
            last -= 1
        first = 0
        while first < last and units[first].kind in _OPENING:
            first += 1
        if last < 0:
            return (self.lead.start, self.lead.end) if self.lead else (0, 0)
        start, end = units[first].start, units[last].end
        if start >= end:  # what stands behind brackets comes before what is in them: "(above national) most"
            held = units[first : last + 1]
            return min(unit.start for unit in held), max(unit.end for unit in held)
        return start, end


def _is_graded(units: Sequence[Unit]) -> bool:
    return any(
        unit.kind is Kind.GRADE
        and not (following is not None and following.kind is Kind.TOPIC and following.slugs != _QUALITY)
        for unit, following in zip_longest(units, units[1:])
    )  # but "five good GCSEs" are no judgement


def denied_case(before: Sequence[Part | Clause], lead: Unit | None) -> bool:
    """Say whether a part is what is not so: "It is not the case(, as many say,) | that X is worse"."""
    if not before or lead is None or lead.kind is not Kind.THAT:
        return False
    first = next((n for n in range(len(before) - 1, -1, -1) if _denies(before[n].units)), len(before))
    between = before[first + 1 :]
    told = any(part.lead is not None and part.lead.kind is Kind.THAT for part in between)
    compared = any(unit.kind is Kind.COMPARATOR for part in between for unit in part.units)
    return first < len(before) and not told and not compared


def _denies(units: Sequence[Unit]) -> bool:
    denial = next((n for n, unit in enumerate(units) if unit.kind is Kind.NOT), len(units))
    said = next((n for n, u in enumerate(units) if n > denial and u.words[-1] in _TRUE), -1)
    behind = units[said + 1 : said + 3]
    return said > 0 and [unit.text for unit in behind] in ([], [","], [",", "as"])


def far_from(clause: Clause) -> bool:
    """Say whether a clause tells what is not so: "Far from being above average, attainment is"."""
    verb = clause.verb
    denial = bool(clause.before) and clause.before[-1].text in _INSTEAD
    return verb is not None and verb.units[0].text == "being" and denial


_INSTEAD = frozenset({"far from", "instead of", "rather than", "without"})


def lacks(zone: Sequence[Phrase]) -> bool:
    """Say whether those measured have none, or come to none: "gaining no qualification", "leading to no"."""
    gain = any(a.form is Form.NOUN and a.word.endswith("ing") and b.denied for a, b in pairwise(zone))
    return gain or (
        bool(zone) and not zone[0].denied and any(a.text == "to" and b.denied for a, b in pairwise(zone))
    )


def denied_at_once(part: Part) -> bool:
    """Say whether an aside stands between a denial and what is denied: "are not, on the figures, higher".

    Also "does not have a higher rate than", "do not have more": how else it lies that does not say.
    """
    after = part.after[:2]
    has = bool(part.verb) and part.verb[-1].kind is Kind.HAVE and any(u.kind is Kind.NOT for u in part.verb)
    if has and any(unit.cue is not None for unit in after):
        return True
    return bool(part.verb) and len(after) == 2 and after[0].text == "not" and after[1].kind is Kind.COMMA


def denied_of(part: Part, before: Sequence[Part], opening: int, end: int) -> bool:
    """Say whether a part is said of none: "No homes are", "Nowhere are results below".

    Args:
        part: the part.
        before: the parts of the sentence before it.
        opening: where what leads to the places begins.
        end: where it ends.
    """
    if part.denied and _after_none(part, before):
        return False
    if part.denied and _of_there_being_none(part, before, part.units[opening:end]):
        return False
    if part.denied:
        return not any(unit.words == ("nor",) for unit in part.verb)  # "neither exceeds nor reaches"
    if not part.before or not part.verb or part.verb[-1].kind is not Kind.BE or not part.after:
        return False
    opens = part.before[0].kind in (Kind.NOT, Kind.PREPOSITION) or part.before[0].text == "at"
    denial = any(unit.kind is Kind.NOT for unit in part.before[:2])
    # "but not as quick as in X and | is still higher than Y": what is denied has places of its own
    named = any(unit.kind in (Kind.SUBJECT, Kind.TOPIC, Kind.COMPARATOR) for unit in part.before)
    return opens and denial and not named and part.after[0].cue is None


def _after_none(part: Part, before: Sequence[Part]) -> bool:
    """Say whether a verb goes on with the first one's subject: "has none that is poor | and has risen"."""
    joined = part.lead is not None and part.lead.text in ("and", "so")  # "none that is so, and has"
    goes_on = part.shared and joined and bool(part.verb)
    inside = len(before) > 1 and before[-1].lead_kind is Kind.THAT and bool(before[-2].verb)
    same = goes_on and inside and before[-2].verb[0].words == part.verb[0].words
    return same and part.verb[0].kind is Kind.HAVE


def _of_there_being_none(part: Part, before: Sequence[Part], led: Sequence[Unit]) -> bool:
    """Say whether it is compared that there are none: "No homes are inadequate, (which is) better than"."""
    if part.lead_kind is Kind.RELATIVE:
        all_that = not part.before and bool(part.verb) and part.verb[0].words[0].endswith("s")  # "which is"
        return all_that and bool(before) and before[-1].graded
    told = [unit for unit in led if unit.kind is not Kind.ADVERB]
    cue = max((n for n, unit in enumerate(told) if unit.cue is not None and unit.kind is Kind.CUE), default=0)
    while cue and told[cue - 1].kind in (Kind.CUE, Kind.DETERMINER):
        cue -= 1
    aside = bool(part.after) and part.after[0].kind is Kind.COMMA  # "No homes are, on the whole, worse than"
    return cue > 1 and told[cue - 1].kind is Kind.COMMA and not aside and bool(part.verb)


def denies_first(part: Part) -> bool:
    """Say whether a part names the places of what is denied: "Far from being above X, | it is"."""
    return bool(part.verb) and part.verb[0].text == "being" and bool(part.places) and part.silent


def host(part: Part, before: Sequence[Part]) -> Part | None:
    """Return the part that stands right before another in the sentence: what an aside is told of."""
    start = part.span[0]
    near = (other for other in reversed(before) if other.units and other.span[1] <= start)
    return max(near, key=lambda other: other.span[1], default=before[-1] if before else None)


def ahead_of(parts: Sequence[Part], place: int) -> Sequence[Part]:
    """Return the parts before one, and for "X, which was below, | is level" the subject that waits (X)."""
    part, following = parts[place], parts[place + 1 : place + 2]
    waits = part.lead_kind is Kind.RELATIVE and bool(following) and bool(following[0].before)
    if not waits or not part.units or following[0].span[0] > part.span[0]:
        return parts[:place]
    subject = [unit for unit in following[0].before if unit.start < part.span[0]]
    return [*parts[:place], replace(following[0], before=subject, verb=[], after=[])]


def opens_anew(before: Sequence[Part]) -> bool:
    """Say whether a sentence has named a subject of its own, not compared: "Attendance is good, but in"."""
    light = (Kind.DETERMINER, Kind.ADVERB, Kind.QUANTITY)
    head = next((unit for part in before[:1] for unit in part.before if unit.kind not in light), None)
    own = head is not None and head.kind in (Kind.TOPIC, Kind.SUBJECT)
    return own and not any(part.places for part in before)


def graded_last(parts: Sequence[Part]) -> tuple[str, ...]:
    """Return what a sentence has graded last."""
    return next((part.slugs for part in reversed(parts) if part.graded and part.slugs), ())


def graded_both(parts: Sequence[Part]) -> tuple[str, ...]:
    """Return the two that a sentence has graded, if they are two."""
    told = tuple(dict.fromkeys(slug for part in parts if part.graded for slug in part.slugs))
    if len(told) == 1:  # "Two thirds of A are good and three quarters of B"
        named = slugs_named([unit for part in parts for unit in part.units])
        told = named if told[0] in named else told
    return told if len(told) == 2 else ()


_MEANS = words_of("means meant mean involves involve requires")


_NEED = words_of("need needs")


def silent(part: Part) -> bool:
    """Say whether a part states nothing."""
    if any(a.text in _MEANS and b.text.endswith("ing") for a, b in pairwise(part.units)):
        return True  # "which means doing better than"
    if any(unit.text == "cannot" for unit in (*part.before, *part.verb)):
        return True  # "cannot by itself make it smaller"
    if any(a.text in _NEED and b.kind is Kind.TO for a, b in pairwise(part.units)):
        return True  # "Colleges need to do better than", but "children need more help than"
    able = [unit.text for unit in part.verb] == ["can", "do"]  # what it says, `part.silent` knows
    return part.silent or any(
        unit.kind is Kind.MODAL and unit.text not in _NEED | {"used to be"} and not able for unit in part.verb
    )


def foreign_to(parts: Sequence[Part], part: Part, units: Sequence[Unit], *, back: bool) -> frozenset[int]:
    """Return where the units begin of which other parts tell: "Reviews are 95% timely but X is above"."""
    inside: list[Part] = []  # "the time, at 208 days, was"
    if part.before and part.verb:
        first, last = part.before[0].start, part.verb[0].start
        inside = [p for p in parts if p.units and not p.verb and first < p.span[0] < last]
    own = {unit.start for other in (part, *inside) for unit in other.units}
    if than := behind_than(part, parts):
        return frozenset(unit.start for unit in units if unit.start < than.start)
    if not part.before or back or part.shared or part.lead_kind is Kind.RELATIVE:
        return frozenset()
    return frozenset(u.start for other in parts for u in other.units) - own


def behind_than(part: Part, parts: Sequence[Part]) -> Unit | None:
    """Return what a relative clause tells more of, where it stands behind "than": "better than X, which"."""
    lead = part.lead if part.lead_kind is Kind.RELATIVE and not part.before and len(part.slugs) == 1 else None
    told = [other.units for other in parts if other is not part and not other.places]
    pairs = (pair for units in told for pair in pairwise(units) if lead and pair[1].end <= lead.start)
    near = [name for than, name in pairs if than.kind is Kind.THAN and name.kind is Kind.SUBJECT]
    return near[-1] if near and near[-1].slugs == part.slugs else None
