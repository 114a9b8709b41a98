"""Read what goes on with the places of the part before: "but not nationally, where it is lower".

In: a part, the one before it, what was compared last. Out: a `Draft` with those places.
"""

from __future__ import annotations

from collections.abc import Sequence

from ofsted_kg.grammar.comparing.comparees.comparee import Comparees
from ofsted_kg.grammar.comparing.comparees.topics import topic_of
from ofsted_kg.grammar.comparing.draft import Draft
from ofsted_kg.grammar.comparing.ellipsis.gapping import ends, gapped, just_as_well
from ofsted_kg.grammar.comparing.ellipsis.stripping import ALONE
from ofsted_kg.grammar.comparing.juxtaposition.bracketed_figures import bracketed
from ofsted_kg.grammar.comparing.last_compared import Last
from ofsted_kg.grammar.comparing.part import Part
from ofsted_kg.grammar.lex.closed_classes import CLAUSE_JOINTS, Kind, words_of
from ofsted_kg.grammar.lex.comparatives import BELOW, LINE, TURNED, Form
from ofsted_kg.grammar.lex.semantic_fields import ALSO, MORE_OR_FEWER, OF_WHOM, RELATIONS
from ofsted_kg.grammar.lex.units import Unit
from ofsted_kg.grammar.phrases.named_entities import names_in
from ofsted_kg.grammar.results import By


def related(part: Part, prior: Part, last: Last) -> Draft | None:
    """Return how what was compared last lies beside the places just named.

    "matched in similar areas but not nationally, | where it is lower"; "a weaker picture than nationally,
    though not than in similar areas, | which it resembles".
    """
    denied = any(unit.kind is Kind.NOT for unit in prior.units[:1]) and not prior.verb and bool(prior.places)
    way = (_not_there(part) or _which_it(part)) if denied and part.lead is not None else None
    if way is None:
        return None
    mentions = tuple(unit for unit in prior.units if unit.kind is Kind.COMPARATOR)
    return Draft(last.about, way, prior.places, *part.span, None, mentions, By.CONTINUATIONS)


def _not_there(part: Part) -> str | None:
    """Return where a subject lies whose figure is not found in other places, "where it is lower"."""
    led = part.lead is not None and part.lead.text in ("where it", "where they")
    if not led or len(part.after) != 1 or part.after[0].cue is None:
        return None
    return TURNED.get(part.after[0].cue.direction)


def _which_it(part: Part) -> str | None:
    """Return where a subject lies beside places "which it (closely) resembles"."""
    led = part.lead is not None and part.lead.text == "which"
    said = [unit for unit in part.units if unit.kind is not Kind.ADVERB]
    if not led or len(said) != 2 or said[0].text not in ("it", "they") or said[1].cue is None:
        return None
    cue = said[1].cue
    now = cue.form is Form.DIRECT and not said[1].text.endswith("ed")
    return cue.direction if now else None


def turns(part: Part, before: Sequence[Part], cues: Sequence[Unit]) -> bool:
    """Say whether it now lies the other way: "was higher than the average | but is now lower".

    Also "X, | which was higher, | is now lower".
    """
    lead = part.lead.text if part.lead is not None else ""
    stated = part.shared and bool(part.verb) and bool(before) and bool(before[-1].places) and lead == "but"
    stated = stated or _resumes(part, before)
    cue = cues[-1].cue
    first = [u.cue.direction for u in before[-1].units if u.cue is not None] if stated else []
    turned = cue is not None and TURNED.get(cue.direction) in first and cue.direction not in first
    return turned and any(unit.text == "now" for unit in part.units)


def _resumes(part: Part, before: Sequence[Part]) -> bool:
    """Say whether a subject is told of today behind what was so of it: "X, which was above, | is now"."""
    aside = before[-1] if before else None
    was = aside is not None and aside.lead_kind is Kind.RELATIVE and bool(aside.places and aside.verb)
    then = was and aside is not None and any(unit.words[-1] in _WAS for unit in aside.verb)
    return then and part.lead is None and bool(part.before and part.verb) and part.verb[-1].kind is Kind.BE


_WAS = frozenset({"was", "were", "been"})


def goes_on_with(
    about: Comparees, part: Part, before: Sequence[Part], last: Last, sentence: Sequence[Unit]
) -> Draft | None:
    """Return what a part that names no places compares with those before: a figure, an amount, a verb.

    Args:
        about: tells what is compared.
        part: the part.
        before: those before it in its sentence.
        last: what was compared last.
        sentence: its units, with the adverbs that are left out of the part.
    """
    return (
        bracketed(about, part, last, sentence)
        or more_as_well(about, part, before, last, sentence)
        or fewer_do(part, before, last)
        or is_reversed(part, before, last)
    )


def more_as_well(
    about: Comparees, part: Part, before: Sequence[Part], last: Last, sentence: Sequence[Unit]
) -> Draft | None:
    """Read "Absence is above the average and there are more exclusions as well", "there are also fewer".

    Args:
        about: tells what is compared.
        part: a part that names no places.
        before: those before it in its sentence.
        last: what was compared last.
        sentence: its units, with the adverbs that are left out of the part.
    """
    be = any(unit.kind is Kind.BE for unit in part.verb) and not part.before and not part.denied
    if not be or not part.after or not (before[-1].places if before else last.places):
        return None
    verb = next((n for n, unit in enumerate(sentence) if unit.start == part.verb[0].start), 0)
    there = verb > 0 and sentence[verb - 1].text == "there"
    stop = next((n for n in range(verb, len(sentence)) if sentence[n].kind in _PARTS), len(sentence))
    texts = [unit.text for unit in sentence[verb:stop]]
    adds = texts[-2:] == ["as", "well"] or bool(ALSO & set(texts))
    cue = part.after[0].cue if part.after[0].text in MORE_OR_FEWER else None
    named = any(unit.kind in (Kind.TOPIC, Kind.WORD, Kind.SUBJECT) for unit in part.after[1:])
    beside = any(unit.kind in (Kind.COUNT, Kind.THAN, Kind.THAT) for unit in part.after)
    if not there or not adds or cue is None or not named or beside:
        return None
    names = names_in(part.after[1:], about.outcomes) if part.graded else []
    slugs = names[0].slugs if names else topic_of(part.after)
    return Draft(slugs, cue.direction, last.places, *part.span, rule=By.CONTINUATIONS)


def but_lower(about: Comparees, part: Part, last: Last) -> Draft | None:
    """Read "but exclusions higher", "but at 16 lower ones" behind a comparison."""
    bare = [unit for unit in part.units if unit.text != "ones"]
    if part.lead is None or part.lead_kind is not Kind.CONJUNCTION or part.verb or len(bare) < 2:
        return None
    if even := just_as_well(bare, len(bare) - 1):  # "but in mathematics just as well"
        slugs = gapped(about, bare[:even], last.about)
        return Draft(slugs, LINE, last.places, *part.span, rule=By.CONTINUATIONS) if slugs else None
    cue = bare[-1].cue
    if cue is None or bare[-1].text not in ALONE | RELATIONS | MORE_OR_FEWER or not ends(bare, len(bare) - 1):
        return None
    slugs = gapped(about, bare[:-1], last.about)
    return Draft(slugs, cue.direction, last.places, *part.span, rule=By.CONTINUATIONS) if slugs else None


def is_reversed(part: Part, before: Sequence[Part], last: Last) -> Draft | None:
    """Read "Fewer than nationally are excluded, but by 14 the position is reversed", "they are overtaken"."""
    if _overtaken(part) and last.about and before:
        named = any(unit.kind is Kind.TOPIC for unit in part.before)
        slugs = topic_of(part.before) if named else last.about
        return Draft(slugs, BELOW, last.places, *part.span, rule=By.CONTINUATIONS)
    said = [unit for unit in part.after if unit.kind is not Kind.ADVERB]
    bare = len(said) == 1 and said[0].text == "reversed" and any(u.kind is Kind.BE for u in part.verb)
    whose = part.before[-1].words[-1] if part.before else ""
    way = TURNED.get(last.direction or "")
    denied = part.denied or any(unit.kind is Kind.NOT for unit in part.verb)
    if not bare or whose not in _PICTURES or way is None or denied or not any(p.places for p in before):
        return None
    return Draft(last.about, way, last.places, *part.span, rule=By.CONTINUATIONS)


def _overtaken(part: Part) -> bool:
    """Say whether others have come to lie ahead: "by 11 they have been overtaken"."""
    units = [*part.verb, *part.after]
    place = next((n for n, unit in enumerate(units) if unit.text in _OVERTAKEN), 0)
    if not place or part.places or part.denied or any(unit.kind in _UNSURE for unit in units):
        return False
    cue, behind = units[place].cue, units[place + 1 : place + 3]
    whom = bool(behind) and behind[0].text == "by" and not (behind[1:] and behind[1].kind is Kind.COUNT)
    return cue is not None and cue.direction == BELOW and not whom


def of_own_gap(part: Part, last: Last) -> bool:
    """Say whether a gap is set beside that of others here: "above that in X; for boys the gap is wider"."""
    led = bool(part.before) and part.before[0].text in OF_WHOM
    return led and part.before[-1].words[-1] in _GAPS and GAP not in last.about


GAP = "achievement-gap"
_GAPS = words_of("gap gaps difference differences shortfall disparity")
_OVERTAKEN = words_of("overtaken outstripped outperformed")
_UNSURE = frozenset({Kind.NOT, Kind.MODAL})
_PICTURES = words_of("position picture pattern situation")


def fewer_do(part: Part, before: Sequence[Part], last: Last) -> Draft | None:
    """Read "More gain level 2 than in similar areas; fewer hold level 3", of which no verb is known."""
    opens = before[-1].units[:1] if before and before[-1].places else ()
    likewise = bool(opens) and opens[0].cue is not None and opens[0].text in MORE_OR_FEWER
    units = part.units
    bare = (
        part.lead_kind in CLAUSE_JOINTS
        and not part.verb
        and len(units) > 1
        and units[0].text in MORE_OR_FEWER
    )
    if not likewise or not bare or units[0].cue is None or units[1].kind is not Kind.WORD or part.graded:
        return None
    if any(unit.kind is Kind.THAN for unit in units) or units[1].words[-1].endswith("ly"):
        return None
    return Draft(topic_of(units), units[0].cue.direction, last.places, *part.span, rule=By.CONTINUATIONS)


_PARTS = frozenset({Kind.STOP, Kind.CONJUNCTION, Kind.COMMA})
