"""Read what a clause compares further with the same places: "and more likely to stay on", ", B high".

In: a part of a sentence and the places that it names. Out: slugs and where they lie, for each further
predicate behind the places that names none itself: "and about as stable in the short term", ", the
latter lower", "and wait fewer days".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ofsted_kg.grammar.comparing.comparators.places import Group
from ofsted_kg.grammar.comparing.comparees.comparee import Comparees
from ofsted_kg.grammar.comparing.comparees.topics import topic_of
from ofsted_kg.grammar.comparing.coordination.coordinated_verbs import said_of
from ofsted_kg.grammar.comparing.draft import Draft
from ofsted_kg.grammar.comparing.last_compared import Last, Slugs
from ofsted_kg.grammar.comparing.part import Part
from ofsted_kg.grammar.lex.closed_classes import MEMBER_JOINTS, Kind, words_of
from ofsted_kg.grammar.lex.comparatives import LINE, LOOSE, Form
from ofsted_kg.grammar.lex.semantic_fields import HIGH_OR_LOW, LIKELY, MORE_OR_FEWER, OF_TWO
from ofsted_kg.grammar.lex.units import Unit
from ofsted_kg.grammar.results import By

_SO = frozenset({"more so", "less so"})
_BEYOND = frozenset({Kind.THAN, Kind.COMPARED, Kind.COMPARATOR})
_OF_WHAT = frozenset(
    {Kind.TOPIC, Kind.SUBJECT, Kind.ASPECT, Kind.SHELL_NOUN, Kind.WORD, Kind.COUNT}
    | {Kind.PREPOSITION, Kind.DETERMINER}
)


def further(about: Comparees, part: Part, group: Group) -> Iterator[tuple[Slugs, str, int, int]]:
    """Yield what is compared behind the last places of a part, which way it lies, and where that is told."""
    units = part.units
    if units[0].kind is Kind.COMPARED:
        return  # "In comparison with X, the number is low"
    joints = [n for n in range(group.last + 1, len(units)) if units[n].kind in MEMBER_JOINTS]
    compared = any(unit.kind is Kind.COMPARED for unit in units[: group.first])
    led = compared or any(unit.kind is Kind.THAN for unit in units[: group.first])
    for number, joint in enumerate(joints):
        end = joints[number + 1] if number + 1 < len(joints) else len(units)
        said = units[joint + 1 : end]
        if not said or any(unit.kind in _BEYOND for unit in units[joint:]):
            continue
        way = _likely(said) or (_in_turn(said) if led else None) or _at_the_end(said, compared=compared)
        way = way or (_done(said) if led and not part.verb else None)
        if way is not None:
            yield topic_of(said), way, said[0].start, said[-1].end
        elif (named := _named(part, said)) and said[-1].cue is not None:
            yield *said_of(about, named, said[-1].cue), said[0].start, said[-1].end


def _named(part: Part, said: Sequence[Unit]) -> Sequence[Unit]:
    """Return what compares badly or well, too: "A compares well with X | and exclusions badly"."""
    valued = bool(part.verb) and part.verb[-1].cue is not None and part.verb[-1].cue.welcome
    cue, named = said[-1].cue, said[:-1]
    while named and named[-1].kind is Kind.ADVERB:
        named = named[:-1]
    if not valued or cue is None or not cue.welcome or not named:
        return ()
    told = named[-1].kind in (Kind.TOPIC, Kind.SUBJECT, Kind.COUNT)
    return named if told and all(u.kind in _OF_WHAT or u.text == "at" for u in named) else ()


def but_badly(about: Comparees, part: Part, prior: Part, last: Last) -> Draft | None:
    """Read "A compares well with X | but B badly", "| while B compares badly"."""
    led = not part.verb or part.verb[-1].words[0].startswith("compar")
    if not led or part.denied or not part.units or (part.verb and not part.before):
        return None
    said = [unit for unit in part.units if unit not in part.verb]
    named, cue = _named(prior, said), part.units[-1].cue
    if not named or cue is None:
        return None
    slugs, way = said_of(about, named, cue)
    way = cue.direction if part.verb else way  # behind a verb it is turned with all others
    return Draft(slugs, way, last.places, *part.span, rule=By.COORDINATED_PREDICATES)


def _likely(said: Sequence[Unit]) -> str | None:
    """Read "more likely to stay on", "less likely to be adopted"."""
    first = next((unit for unit in said if unit.kind is not Kind.ADVERB), None)
    told = first is not None and first.text in LIKELY | _SO
    return first.cue.direction if told and first is not None and first.cue else None


def _in_turn(said: Sequence[Unit]) -> str | None:
    """Read "just as likely to move", "about as stable in the short term"."""
    place = next((n for n, unit in enumerate(said) if unit.words == ("as",)), None)
    if place is None or place > 1 or place + 1 >= len(said):
        return None
    again = any(unit.words[0] == "as" for unit in said[place + 1 :])
    return None if again or said[place + 1].kind is Kind.CUE else LINE


def _at_the_end(said: Sequence[Unit], *, compared: bool) -> str | None:
    """Read ", the rate of exclusion high" after "low when set against X", ", the latter lower"."""
    cue = said[-1].cue
    before = [unit for unit in said[:-1] if unit.kind is not Kind.ADVERB]
    if cue is None or not before:
        return None
    if said[-1].text in _SO:
        return cue.direction  # "and good ones less so"
    if len(before) == 1 and before[0].text in OF_TWO and cue.form in (Form.COMPARATIVE, Form.DIRECT):
        return cue.direction
    named = any(unit.kind is Kind.TOPIC for unit in before) and before[0].kind is Kind.DETERMINER
    return cue.direction if compared and named and said[-1].text in HIGH_OR_LOW else None


def _done(said: Sequence[Unit]) -> str | None:
    """Read "move less often than those elsewhere | and wait fewer days"."""
    if len(said) < 3 or said[0].kind is not Kind.WORD or said[1].text not in MORE_OR_FEWER:
        return None
    return said[1].cue.direction if said[1].cue is not None else None


def told_where(units: Sequence[Unit], place: int) -> bool:
    """Say whether a relation only tells where it is so: "above it in reading, in line in writing and"."""
    following = units[place + 1 : place + 3]
    led = (
        units[place - 1].kind in MEMBER_JOINTS
        and len(following) == 2
        and following[0].text in ("in", "at", "for")
    )
    return led and following[1].kind in (Kind.TOPIC, Kind.SUBJECT)


_LIGHT = frozenset({Kind.COMMA, Kind.AND, Kind.ADVERB})
_WHEN = frozenset({Kind.PREPOSITION, Kind.TOPIC, Kind.COUNT, Kind.DETERMINER, Kind.WORD})
NEEDS_THAN = words_of("better worse")


def already(units: Sequence[Unit], group: Group, places: Slugs, *, here: bool) -> str | None:
    """Return where it lies beside the places told before: "it is above, and above that of X too".

    Args:
        units: the units of a part.
        group: the places that it names.
        places: those compared with before it.
        here: that is in this sentence.
    """
    cues = [n for n in range(group.first) if units[n].cue is not None and units[n].text not in LOOSE]
    cues = [n for n in cues if n + 1 not in cues]  # "well above"
    if len(cues) != 2 or not places or set(places) & set(group.slugs):
        return None
    first, second = cues
    cue = units[first].cue
    stands = units[first - 1].kind in (Kind.BE, Kind.COPULA, Kind.ADVERB) if first else False
    between = {unit.kind for unit in units[first + 1 : second] if unit.text not in LOOSE | {"well"}}
    # "they are better and at Key Stage 4 well above X": what needs "than" has no part in those places
    light = _LIGHT | _WHEN if units[first].text in NEEDS_THAN else _LIGHT
    joined = Kind.AND in between and between <= light
    joined = joined and not any(unit.text == "or" for unit in units[first + 1 : second])  # one relation
    again = between > {Kind.AND} or any(unit.text == "and also" for unit in units[first:second])
    twice = here and again and units[first].text == units[second].text
    lies = cue is not None and (cue.form is Form.DIRECT or twice)  # "it is lower, and lower also than X"
    denied = any(unit.kind is Kind.NOT for unit in units[:first])
    return cue.direction if cue is not None and lies and stands and joined and not denied else None
