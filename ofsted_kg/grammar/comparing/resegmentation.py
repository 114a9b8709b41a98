# Past 300 lines: every way in which a comparison shows that parts were parted wrongly.
"""Mend the parts of a sentence where a comparison shows that they were parted wrongly.

In: parts. Out: parts: what stands before "as is X" belongs to the part before it, and so
does "as well as" behind a verb.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from ofsted_kg.grammar.comparing.part import Part
from ofsted_kg.grammar.comparing.second_frames import framed_apart
from ofsted_kg.grammar.lex.closed_classes import DO, Kind, words_of
from ofsted_kg.grammar.lex.comparatives import LINE, Form
from ofsted_kg.grammar.lex.semantic_fields import ANAPHORA, OF_WHOM, STANDS_FOR_VERB

_REPEATS = STANDS_FOR_VERB | {"has", "have"}


def resegmented(parts: Sequence[Part]) -> list[Part]:
    """Give "above the average | as is breastfeeding" its joint: the places are those of the first."""
    made: list[Part] = []
    for part in framed_apart(parts):
        if made and _nor_alone(made[-1]):
            part = _said_plainly(made.pop(), part)
        elif _nor_alone(part) and part.after:
            part = _said_plainly(part, replace(part, before=part.after[:1], verb=(), after=part.after[1:]))
        before = part.before
        both = bool(made) and _each_for(made[-1], part)
        if (
            made
            and part.lead_kind is Kind.CONJUNCTION
            and not part.verb
            and (both or pending_direction(made[-1]))
        ):
            # "is in line with, | but in secondary schools below, the national average"
            first = made.pop()
            lead = [part.lead] if part.lead is not None else []
            made.append(replace(first, after=[*first.after, *lead, *(part.after if both else part.units)]))
            continue
        if made and _share_ahead(made[-1], part):
            first = made.pop()
            lead = [part.lead] if part.lead is not None else []
            made.append(replace(part, lead=first.lead, before=[*first.units, *lead, *before]))
            continue
        if made and _denied_ahead(made[-1], part):
            first = made.pop()
            before = [*first.before, *before]
            made.append(replace(part, lead=first.lead, before=before, denied=True, silent=first.silent))
            continue
        if made and (_noun_read_as_verb(made[-1], part) or _level_found(made[-1], part)):
            first = made.pop()
            done = [replace(unit, kind=Kind.WORD) if unit.text in _FOUND else unit for unit in part.verb]
            made.append(replace(first, after=[*before, *done, *part.after]))
            continue
        if made and _being(made[-1]) and part.lead_kind is Kind.COMMA and before:
            # "Despite being below average, | attainment is"
            made[-1] = replace(made[-1], before=before, slugs=part.slugs, share=part.share)
        joint = _cut(made[-1], part) if made else 0
        if joint:
            # "More are in suitable housing | than in similar areas, and more again are"
            first = made.pop()
            made.append(replace(first, after=before[:joint]))
            made.append(replace(part, lead=before[joint], before=before[joint + 1 :]))
            continue
        whole = _whole_before(part)
        if whole:
            # "Fewer breastfeed than in similar areas and | waiting times are longer": no verb is known of it
            rest = before[whole + 1 :]
            shares = any(unit.kind is Kind.SHARE for unit in rest)
            made.append(replace(part, before=before[:whole], verb=(), after=(), graded=False))
            part = replace(part, lead=before[whole], before=rest, slugs=(), relative=False, share=shares)
            made.append(replace(part, shared=False, denied=False))
            continue
        further = _further(part)
        if further:
            # "but like those in X | and more young people offend than in either": no verb is known of it
            rest = part.after[further + 1 :]
            shares = any(unit.kind is Kind.SHARE for unit in rest)
            made.append(replace(part, after=part.after[:further]))
            part = replace(part, lead=part.after[further], before=rest, after=(), slugs=())
            made.append(replace(part, share=shares, shared=False))
            continue
        behind = _gap_ends(made[-1], part) if made else 0
        if behind:
            # "are above X | , those of B smaller, and from C there are none"
            first, lead = made.pop(), [part.lead] if part.lead is not None else []
            made.append(replace(first, after=[*first.after, *lead, *before[:behind]]))
            made.append(replace(part, lead=before[behind], before=before[behind + 1 :]))
            continue
        inverted = (
            bool(made)
            and len(before) > 1
            and before[-1].words == ("as",)
            and bool(part.verb)
            and part.verb[0].text in _REPEATS
            and any(unit.kind is Kind.COMPARATOR for unit in before)
            and not made[-1].places
        )
        if not inverted:
            made.append(part)
            continue
        first = made.pop()
        made.append(replace(first, after=[*first.after, *before[:-1]]))
        made.append(replace(part, before=before[-1:], slugs=(), shared=False))
    return made


def _nor_alone(part: Part) -> bool:
    """Say whether a verb stands ahead of its subject behind "nor": "nor does | it reach"."""
    nor = part.lead is not None and part.lead.text == "nor" and not part.before and len(part.verb) == 1
    pronoun = not part.after or part.after[0].text in ANAPHORA
    return nor and (part.verb[0].kind is Kind.BE or part.verb[0].text in DO) and pronoun


def _said_plainly(nor: Part, part: Part) -> Part:
    """Read "nor does it reach" as "and it does not reach"."""
    lead = nor.lead
    if lead is None:
        return part
    denial = replace(lead, kind=Kind.NOT, words=("not",))
    joint = replace(lead, kind=Kind.AND, words=("and",))
    return replace(part, lead=joint, verb=(*nor.verb, denial, *part.verb), shared=False)


def _each_for(first: Part, part: Part) -> bool:
    """Say whether of two relations each is for something: "is above for A | but below for B"."""
    tells = all(
        len(said) > 2 and said[0].cue is not None and said[1].text in ("for", "in", "on") and said[2].slugs
        for said in (first.after, part.after)
    )
    compared = any(unit.kind is Kind.COMPARED for unit in part.after)
    return tells and part.shared and compared and not first.places


def pending_direction(part: Part) -> str | None:
    """Return which way a relation points that waits for its places: "Attainment is above, | but progress"."""
    bare = list(part.units)
    while bare and bare[-1].kind in (Kind.COMMA, Kind.AND):
        bare.pop()
    if not part.places and len(bare) > 1 and bare[-1].kind is Kind.THAN:
        than = bare[-2].cue  # "cost less than, and | perform better than"
        return than.direction if than is not None and than.form is Form.COMPARATIVE else None
    if not part.places and len(bare) > 2 and bare[-1].words == bare[-3].words == ("as",):
        return LINE  # "Most are as good as, | and some are better than,"
    said = [unit for unit in (*part.verb, *part.after) if unit.kind is not Kind.ADVERB]
    comma = bool(said) and said[-1].kind is Kind.COMMA
    if part.places or not part.verb or len(said) <= comma:
        return None
    last = said[-1 - comma]
    if not (comma or part.verb[-1].cue is not None or last.text in _HANGING):
        return None
    cue = last.cue
    verb = last is part.verb[-1] and last.text in _TAKES
    hangs = cue is not None and cue.form is Form.DIRECT and (verb or last.text in _HANGING)
    return cue.direction if hangs and cue is not None else None


_TAKES = words_of("exceed exceeds exceeded match matches matched surpass surpasses surpassed equal equals")
_HANGING = words_of("above below") | {
    "in line with",
    "similar to",
    "broadly in line with",
    "level with",
    "ahead of",
    "equal to",
    "short of",
}


def _noun_read_as_verb(first: Part, part: Part) -> bool:
    """Say whether a clause was opened by a noun: "have | their say in decisions"."""
    has = bool(first.verb) and first.verb[-1].kind is Kind.HAVE and not first.after
    light = bool(part.before) and all(unit.kind is Kind.DETERMINER for unit in part.before)
    return has and light and part.lead is None


def _share_ahead(first: Part, part: Part) -> bool:
    """Say whether a share stands first that has its verb behind another: "above average A, | but below"."""
    joined = part.lead is not None and part.lead.text in ("but", "and") and bool(part.verb) and part.graded
    if not joined or first.verb or first.graded:
        return False
    opens = [unit for unit in first.units if unit.kind is not Kind.DETERMINER][:1]
    cued = bool(opens) and opens[0].cue is not None
    shares = all(any(unit.kind is Kind.SHARE for unit in said) for said in (first.units, part.before))
    return cued and shares


def _denied_ahead(first: Part, part: Part) -> bool:
    """Say whether a denial stands first, and the subject behind its verb: "At no stage do | boys do"."""
    turned = bool(first.verb) and first.verb[-1].text in DO and not first.after
    denial = any(unit.kind is Kind.NOT for unit in first.before)
    return turned and denial and part.lead is None and bool(part.before and part.verb)


def _level_found(first: Part, part: Part) -> bool:
    """Say whether a clause was opened by a participle: "is | at or above the level found in"."""
    is_ = bool(first.verb) and first.verb[-1].kind is Kind.BE and not first.after
    found = len(part.verb) == 1 and part.verb[0].text in _FOUND and part.lead is None
    ends = (Kind.WORD, Kind.COUNT)  # "is | behind the 88% reached in"
    opens = bool(part.before) and part.before[0].cue is not None and part.before[-1].kind in ends
    return is_ and found and opens and any(unit.kind is Kind.COMPARATOR for unit in part.after)


_FOUND = words_of("found seen recorded achieved reported reached attained")


def _being(first: Part) -> bool:
    """Say whether a part opens a sentence and leaves its subject to the next: "Despite being below X"."""
    led = [unit.text for unit in first.before] in (["despite"], ["although"], ["though"], ["while"])
    return led and [unit.text for unit in first.verb] == ["being"] and bool(first.places)


def _cut(first: Part, part: Part) -> int:
    """Return where a part begins whose first units are the end of the one before it, or 0."""
    if not first.verb or first.after or part.lead is not None or not part.verb:
        return 0
    opens = [n for n, unit in enumerate(part.before) if unit.kind is not Kind.ADVERB][:3]
    kinds = [part.before[n].kind for n in opens]
    if (
        kinds[:2] == [Kind.CUE, Kind.COMPARATOR]
        and kinds[2:] in _CUTS
        and part.before[opens[0]].cue is not None
    ):
        return opens[2]  # "Attainment is | above average and above average attendance is"
    last = max((n for n, unit in enumerate(part.before) if unit.kind is Kind.COMPARATOR), default=-1)
    if last < 0 or not any(unit.kind is Kind.THAN for unit in part.before[:last]):
        return 0
    joints = (n for n in range(last + 1, len(part.before)) if part.before[n].kind is Kind.AND)
    return next(joints, 0)


_CUTS = ([Kind.AND], [Kind.CONJUNCTION])


def _whole_before(part: Part) -> int:
    """Return where a part begins anew behind a comparison that has no verb of its own, or 0."""
    first = part.before[0].cue if part.before else None
    compares = first is not None and first.form is Form.COMPARATIVE
    lies = [n for n, u in enumerate(part.before) if n and u.cue is not None and u.cue.form is Form.DIRECT]
    says = any(unit.cue is not None or unit.text == "too" for unit in part.after)
    if not (compares or lies) or not part.verb or not says:
        return 0
    than = next((n for n, unit in enumerate(part.before) if unit.kind is Kind.THAN), 0)
    than = than if compares else lies[0]  # "Spending tops the average and | absence does too"
    last = max((n for n, unit in enumerate(part.before) if unit.kind is Kind.COMPARATOR), default=0)
    joint = next((n for n in range(last + 1, len(part.before)) if part.before[n].kind is Kind.AND), 0)
    return joint if 0 < than < last and joint + 1 < len(part.before) else 0


def _further(part: Part) -> int:
    """Return where a comparison of something else is joined to one that has no verb either, or 0."""
    units = part.after
    if part.verb or not part.shared or not units or units[0].cue is None:
        return 0
    joint = next((n + 1 for n, unit in enumerate(units) if unit.kind is Kind.COMPARATOR), len(units))
    joint += joint < len(units) and units[joint].kind is Kind.COMMA
    if joint >= len(units) or units[joint].kind is not Kind.AND:
        return 0
    rest = [unit for unit in units[joint + 1 :] if unit.kind not in (Kind.DETERMINER, Kind.ADVERB)]
    cue = rest[0].cue if rest else None
    compares = cue is not None and cue.form is Form.COMPARATIVE
    own = len(rest) > 2 and rest[1].kind is not Kind.THAN and any(unit.kind is Kind.THAN for unit in rest)
    return joint if compares and own else 0


def _gap_ends(first: Part, part: Part) -> int:
    """Return where a part goes on behind a comparison that leaves out verb and places, or 0."""
    if not first.places or not first.verb or part.lead_kind is not Kind.COMMA or not part.verb:
        return 0
    opens = part.before[0].text if part.before else ""
    if opens not in OF_WHOM and (part.places or opens not in ("that", "those")):
        return 0  # "in English as well as X, | in science less well, and in both they do better than Y"
    for place, unit in enumerate(part.before[:-2]):
        compares = unit.cue is not None and unit.cue.form is Form.COMPARATIVE
        joint = place + 1 + (part.before[place + 1].kind is Kind.COMMA)
        if compares and part.before[joint].kind is Kind.AND:
            return joint
    return 0


DOES = DO | words_of("perform performs performed achieve achieves achieved attain attains progress fare")
