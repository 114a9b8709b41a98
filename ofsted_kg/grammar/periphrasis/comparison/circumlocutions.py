# Past 300 lines: a rule for each roundabout way of comparing.
"""Say plainly what compares in a roundabout way: "are neither of them", "falls short both of".

In: the units of a sentence. Out: the same, where "are neither of them higher" is "are not higher",
"falls short both of" one comparing word, "the 66% found in similar areas" that in similar areas,
"what would be typical of X" that of X, "what is more," an adverb and "the same can be said" "the same
is said". No offset changes.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence, Set

from msgspec.structs import replace

from ofsted_kg.grammar.lex.closed_classes import JOINTS, NOUNS, VERBS, Kind, words_of
from ofsted_kg.grammar.lex.comparatives import BELOW, LINE, Cue, Form
from ofsted_kg.grammar.lex.misspellings import SOUNDS_ALIKE, misspellings
from ofsted_kg.grammar.lex.semantic_fields import FIGURES, OF_FIGURES
from ofsted_kg.grammar.lex.units import Unit
from ofsted_kg.grammar.periphrasis.comparison.beneficiaries import beneficiaries
from ofsted_kg.grammar.periphrasis.comparison.disjunction import ALIKE_OR, level_or, or_than
from ofsted_kg.grammar.periphrasis.comparison.positive_degree import SIZED, sized_beside
from ofsted_kg.grammar.periphrasis.comparison.usual_values import (
    TYPICAL,
    Plain,
    found_in,
    that_is_usual,
    what_is_usual,
    where_usual,
)

# What makes a look worth while.
_ROUNDABOUT = words_of(
    """them these those found seen recorded reported what said standards place places placed
    made achieved attained gained reached shown reach extent suggest suggests imply implies indicate
    indicates expect usual normal common customary norm served group if supported protected prepared
    qualified compares compare case cases again typical rule down up back"""
)
_THEM = frozenset({"of them", "of these", "of those", "them", "these", "both of them", "both of these"})
_ADDS = words_of("more better worse")
_MAY = words_of("can may might must could")


def circumlocutions(units: list[Unit], words: Set[str]) -> list[Unit]:
    """Return units with such ways of speaking made plain.

    Args:
        units: the units of a sentence.
        words: the last word of each.
    """
    if words & SOUNDS_ALIKE:
        units = misspellings(units)
    if "outcomes" in words or any(unit.words[0] == "outcomes" for unit in units):
        units = beneficiaries(units)
    if words & ALIKE_OR and words & {"or", "better"}:  # "good or better" is one grade
        units = _joined(units, (or_than,))
    if words >= _LEVEL_OR:
        units = _joined(units, (level_or,))
    if words >= SIZED:
        units = sized_beside(units)
    typical = any(unit.text in TYPICAL for unit in units)
    return _joined(units, _WAYS) if typical or words & _ROUNDABOUT else units


_LEVEL_OR = frozenset({"level", "or"})
_Way = Callable[[Sequence[Unit], int], "Plain"]


def _joined(units: Sequence[Unit], ways: Sequence[_Way]) -> list[Unit]:
    made: list[Unit] = []
    place = 0
    while place < len(units):
        found = next((plain for way in ways if (plain := way(units, place))), None)
        said, place = found or ((units[place],), place + 1)
        made += said
    return made


def _of_them(units: Sequence[Unit], place: int) -> Plain:
    """Read "are neither of them higher" as "are not higher", "are both of them above" as "are both above"."""
    unit = units[place]
    led = place > 0 and units[place - 1].kind in (Kind.BE, Kind.COPULA)
    if not led or place + 1 >= len(units):
        return None
    if unit.text in _THEM and unit.words[0] == "both":
        return (replace(unit, kind=Kind.ADVERB, words=("both",)),), place + 1
    if unit.text not in ("neither", "none", "none of") or units[place + 1].text not in _THEM:
        return None
    return (replace(unit, end=units[place + 1].end, words=("not",)),), place + 2


def _on_this(units: Sequence[Unit], place: int) -> Plain:
    """Read "compares well on this with" as "compares well with": what "this" is stands before."""
    compares = place > 1 and units[place - 1].cue is not None and units[place - 2].words[-1] in _COMPARES
    said = [unit.text for unit in units[place : place + 3]]
    if not compares or said[:1] not in (["on"], ["in"]) or said[1:] not in (["this", "with"], ["this", "to"]):
        return None
    aside = replace(units[place], kind=Kind.ADVERB, end=units[place + 1].end, words=("in", "this"))
    return (aside,), place + 2


_COMPARES = words_of("compare compares compared")


def _of_a_place(units: Sequence[Unit], place: int) -> Plain:
    """Read "and Weymouth compares poorly with" as "and the council compares poorly with": a place by name."""
    unit = units[place]
    named = unit.kind is Kind.WORD and unit.capital and len(unit.words) == 1
    opens = place == 0 or units[place - 1].kind in JOINTS
    following = units[place + 1] if place + 1 < len(units) else None
    if not named or not opens or following is None or following.text not in _COMPARES:
        return None
    return (replace(unit, words=("council",)),), place + 1


def _in_each_case(units: Sequence[Unit], place: int) -> Plain:
    """Read ", in each case better than" as ", both better than", of two that were told of."""
    cases = [unit.text for unit in units[place : place + 3]] == ["in", "both", "cases"]
    end = place + 3 if cases else place + 1
    ahead = next((unit for unit in units[end:] if unit.kind is not Kind.ADVERB), None)
    opens = place > 0 and units[place - 1].kind is Kind.COMMA and ahead is not None and ahead.cue is not None
    if not opens or not (cases or units[place].text == "in each case"):
        return None
    return (Unit(Kind.PRONOUN, units[place].start, units[end - 1].end, ("both",)),), end


def _its_reach(units: Sequence[Unit], place: int) -> Plain:
    """Read "its reach" as a noun: whose it is stands before it."""
    owned = place > 0 and units[place - 1].text in ("its", "their", "whose")
    if units[place].text != "reach" or not owned:
        return None
    return (replace(units[place], kind=Kind.WORD, cue=None),), place + 1


def _made_by(units: Sequence[Unit], place: int) -> Plain:
    """Read "as good as that made by girls nationally" as "that of girls"."""
    led = place > 0 and units[place - 1].text in ("that", "those")
    if units[place].text not in _MADE or not led or [u.text for u in units[place + 1 : place + 2]] != ["by"]:
        return None
    return (replace(units[place + 1], start=units[place].start, words=("of",)),), place + 2


_MADE = words_of("made achieved attained gained reached shown")


def _to_a_lesser_extent(units: Sequence[Unit], place: int) -> Plain:
    """Read "A, and to a lesser extent B, are" as "A and B are"."""
    joint = place + (units[place].kind is Kind.COMMA)
    said = [unit.text for unit in units[joint : joint + 5]]
    if len(said) < 5 or said[1:3] != ["to", "a"] or said[3] not in _DEGREES or said[4] != "extent":
        return None
    if units[joint].kind is not Kind.AND:
        return None
    end = joint + 5
    end += end < len(units) and units[end].kind is Kind.COMMA  # "and, to a lesser extent, B"
    return (replace(units[joint], start=units[place].start, end=units[end - 1].end),), end


_DEGREES = words_of("lesser greater large small limited certain")


def _of_that_group(units: Sequence[Unit], place: int) -> Plain:
    """Read "lower than in similar areas, and below the average for that group" as that of similar areas."""
    said = [unit.text for unit in units[place + 1 : place + 4]]
    if units[place].kind is not Kind.COMPARATOR or len(said) < 3 or said[0] not in ("for", "of"):
        return None
    named = [unit for unit in units[:place] if unit.kind is Kind.COMPARATOR]
    if said[1] not in ("that", "this", "the same") or said[2] != "group":
        return None
    if not named:  # those of the sentence before, if they were of such a group
        return (replace(units[place], end=units[place + 3].end, words=("that", "group")),), place + 4
    if named[-1].slugs != ("similar-areas",):
        return None
    return (replace(units[place], end=units[place + 3].end, slugs=named[-1].slugs),), place + 4


def _its_average(units: Sequence[Unit], place: int) -> Plain:
    """Read "the highest of the comparator group and is now below its average" as that of the group."""
    said = [unit.text for unit in units[place : place + 2]]
    named = [unit for unit in units[:place] if unit.kind is Kind.COMPARATOR]
    if said != ["its", "average"] or not named or named[-1].words[-1] != "group":
        return None
    return (replace(named[-1], start=units[place].start, end=units[place + 1].end),), place + 2


def _if_lower(units: Sequence[Unit], place: int) -> Plain:
    """Read "higher than average, if lower than in similar areas" with "though": it is conceded."""
    if units[place].text != "if" or not any(unit.kind is Kind.COMPARATOR for unit in units[:place]):
        return None
    rest = units[place + 1 :]
    behind = [unit.kind for unit in rest[:2]]
    denied = behind[:1] == [Kind.NOT] and not any(unit.kind in VERBS for unit in rest)
    denied = denied and any(unit.kind is Kind.COMPARATOR for unit in rest)  # ", if not quite at the level of"
    conceded = denied or behind == [Kind.CUE, Kind.THAN]
    return ((replace(units[place], words=("though",)),), place + 1) if conceded else None


def _suggests(units: Sequence[Unit], place: int) -> Plain:
    """Read "than the national picture suggests", "than England's would lead one to expect" by the places."""
    if units[place].kind is not Kind.COMPARATOR or not any(
        unit.kind is Kind.THAN for unit in units[max(0, place - 6) : place]
    ):
        return None
    look = place + 1
    look += look < len(units) and units[look].text in _AVERAGE
    look += look < len(units) and units[look].kind is Kind.MODAL
    said = [unit.text for unit in units[look : look + 4]]
    if said[:1] == ["lead"] and said[2:] == ["to", "expect"]:
        look += 3
    if look >= len(units) or units[look].text not in _SUGGEST:
        return None
    ends = look + 1 >= len(units) or units[look + 1].kind in JOINTS
    return ((replace(units[place], end=units[look].end),), look + 1) if ends else None


_AVERAGE = words_of("average averages figure figures rate rates")
_SUGGEST = words_of("suggest suggests imply implies indicate indicates expect")


def _as_well(units: Sequence[Unit], place: int) -> Plain:
    """Read "not as well served as" as one comparing word."""
    said = [unit.text for unit in units[place : place + 3]]
    if len(said) < 3 or said[0] != "not as well" or said[1] not in _SERVED or said[2] != "as":
        return None
    words = tuple(" ".join(said).split())
    cue = Cue(BELOW, Form.DIRECT, welcome=True)
    return (Unit(Kind.CUE, units[place].start, units[place + 2].end, words, cue=cue),), place + 3


_SERVED = words_of("served supported protected prepared qualified")


def _what_is_more(units: Sequence[Unit], place: int) -> Plain:
    """Read ", what is more to the point," as an adverb: it adds, and compares nothing."""
    led = place == 0 or units[place - 1].kind in JOINTS
    said = [unit.text for unit in units[place : place + 3]]
    adds = len(said) > 2 and said[2] in _ADDS  # "What is" may end a sentence that breaks off
    if not led or said[:2] not in (["what", "is"], ["what", "was"]) or not adds:
        return None
    end = place + 3
    if [unit.text for unit in units[end : end + 3]] == ["to", "the", "point"]:
        end += 3
    if end >= len(units) or units[end].kind is not Kind.COMMA:
        return None
    return (replace(units[place], kind=Kind.ADVERB, end=units[end - 1].end, words=("moreover",)),), end


def _can_be_said(units: Sequence[Unit], place: int) -> Plain:
    """Read "the same can be said of X" as "the same is said of X"."""
    said = [unit.text for unit in units[place : place + 4]]
    if len(said) < 4 or said[0] not in _SAME or said[1] not in _MAY or said[2:] != ["be", "said"]:
        return None
    verb = replace(units[place + 1], kind=Kind.BE, end=units[place + 2].end, words=("is",))
    return (units[place], verb, units[place + 3]), place + 4


def _by_standards(units: Sequence[Unit], place: int) -> Plain:
    """Read "low by national standards" as "low compared with the country"."""
    side = place > 1 and units[place - 1].text == "side"  # "on the low side by national standards"
    led = place > 0 and units[place - 1 - side].cue is not None and units[place].text == "by"
    if not led or [unit.text for unit in units[place + 1 : place + 3]] != ["national", "standards"]:
        return None
    by = replace(units[place], kind=Kind.COMPARED, words=("compared", "with"))
    places = Unit(
        Kind.COMPARATOR,
        units[place + 1].start,
        units[place + 2].end,
        ("national", "standards"),
        ("national",),
    )
    return (by, places), place + 3


def _many_again(units: Sequence[Unit], place: int) -> Plain:
    """Read "half as many | children again" as "half as many again | children"."""
    if units[place].text != "many" or not place or units[place - 1].text != "as":
        return None
    ahead = range(place + 2, min(place + 5, len(units)))
    again = next((n for n in ahead if units[n].text == "again"), 0)
    nouns = units[place + 1 : again]
    if not again or any(unit.kind not in NOUNS for unit in nouns):
        return None
    return (units[place], units[again], *nouns), again + 1


def _back_to(units: Sequence[Unit], place: int) -> Plain:
    """Read "is down to the national average", "is back to the level of X" as level with it."""
    before = units[place - 1] if place else None
    led = before is not None and (before.kind in (Kind.BE, Kind.COPULA, Kind.ADVERB) or before.text == "back")
    to = [unit.kind for unit in units[place + 1 : place + 2]] == [Kind.TO]
    if not led or units[place].text not in _MOVED or not to:
        return None
    ends = place + 2
    said = [unit.text for unit in units[ends : ends + 3]]
    if len(said) == 3 and said[0] == "the" and said[1] in FIGURES and said[2] in _OF:
        ends += 3
    ahead = [unit for unit in units[ends : ends + 2] if unit.kind is not Kind.DETERMINER]
    norm = bool(ahead) and ahead[0].kind is Kind.COMPARATOR
    if not norm or (ends == place + 2 and ahead[0].words[-1] not in OF_FIGURES):
        return None
    last = units[ends - 1]
    cue = Cue(LINE, Form.DIRECT)
    return (Unit(Kind.CUE, units[place].start, last.end, (units[place].text, "to"), cue=cue),), ends


_MOVED = words_of("down up back")
_OF = words_of("of in for across")
_SAME = frozenset({"the same", "the reverse", "the opposite", "same", "reverse", "opposite"})


_WAYS: tuple[_Way, ...] = (
    _of_them,
    found_in,
    that_is_usual,
    where_usual,
    _what_is_more,
    what_is_usual,
    _can_be_said,
    _by_standards,
    _many_again,
    _in_each_case,
    _on_this,
    _of_a_place,
    _its_reach,
    _made_by,
    _to_a_lesser_extent,
    _if_lower,
    _suggests,
    _as_well,
    _of_that_group,
    _its_average,
    _back_to,
)
