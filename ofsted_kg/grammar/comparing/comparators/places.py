# Past 300 lines: a rule for each word that may point to places.
"""Find the mentions of other places in a clause.

In: the units of a clause. Out: `Group`: mentions that one comparing word leads to ("in
similar areas or nationally"), and pronouns that stand for places named before.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from msgspec.structs import replace

from ofsted_kg.grammar.comparing.figures.numbers import UNIT_WORDS
from ofsted_kg.grammar.comparing.figures.reversed_pairs import NOT_HERE
from ofsted_kg.grammar.lex.averages import points_to_group, points_to_places
from ofsted_kg.grammar.lex.closed_classes import CLAUSE_JOINTS, VERBS, Kind, words_of
from ofsted_kg.grammar.lex.comparatives import LOOSE, Form
from ofsted_kg.grammar.lex.semantic_fields import CORRESPONDING, FIRST_OR_SECOND
from ofsted_kg.grammar.lex.units import Unit


class Group(msgspec.Struct, frozen=True):
    """Mentions of other places that one comparing word leads to: "in similar areas or nationally"."""

    first: int
    last: int
    slugs: tuple[str, ...]


_INSIDE_GROUP = frozenset(
    {
        Kind.AND,
        Kind.COMMA,
        Kind.PREPOSITION,
        Kind.DETERMINER,
        Kind.THAT,
        Kind.COMPARED,
        Kind.ADVERB,
        Kind.JUDGE,
    }
) | {Kind.PRONOUN, Kind.THAN, Kind.WITH, Kind.BE}
_FIGURE_WORDS = words_of("figure figures averages levels level rates rate case seen national that found")


def groups_in(units: Sequence[Unit], last_named: tuple[str, ...]) -> list[Group]:
    """Return the mentions of other places; ``last_named`` are those of the clause before."""
    groups: list[Group] = []
    named: list[tuple[str, ...]] = []
    for place, unit in enumerate(units):
        if unit.kind is not Kind.COMPARATOR:
            if len(unit.words) == 1 and unit.text not in _MAY_POINT:
                continue
            slugs = groups[-1].slugs if groups else last_named
            # "above it", "greater than theirs": the places named before
            pointing = unit.text in _POINTING and not _does(units, place + 1) and not _told(units, place)
            pointing = pointing or (unit.text in _THESE and _ends_bare(units, place))
            if points_to_group(unit) and slugs != ("similar-areas",):
                continue  # "fewer than in that group", of pupils
            if slugs and points_to_places(unit):
                groups.append(Group(place, place, slugs))  # "than in those same areas"
                named = [slugs]
                continue
            if slugs and _they_do(units, place):
                groups.append(Group(place, place, slugs))  # "does worse than they do"
                named = [slugs]
                continue
            if slugs and _their_figure(units, place):
                groups.append(Group(place, place, slugs))  # "absence exceeds the corresponding 5%"
                named = [slugs]
                continue
            which = which_of_two(units, place)
            seen = tuple(dict.fromkeys(slug for group in groups for slug in group.slugs))
            seen = seen if len(seen) == 2 else last_named  # "above the former and below the latter"
            first = place - (unit.kind is Kind.COUNT)
            if which is not None and len(seen) == 2 and _leads_to_one(units, first):
                groups.append(Group(first, place, seen[which : which + 1]))
                continue  # "at 16 above the former"
            both = place > 1 and units[place - 1].text == "both"  # "behind both them and the country"
            led = 2 if both or (place > 1 and units[place - 1].text in _IN) else 1  # "higher than in them"
            lead = _before_it_is(units, place - led) if place >= led > 1 else place - led
            leads = pointing and lead >= 0 and (_joins_at(units, lead, led) or _lies(units, lead))
            leads = (
                leads or _as_theirs(units, place) or (_that_level(units, place) and _joins(units[place - 1]))
            )
            if (slugs and leads) or _means_both(units, place, slugs):
                groups.append(Group(place, place, slugs))
                named = [slugs]
            continue
        if points_to_group(unit) and (groups[-1].slugs if groups else last_named) == ("similar-areas",):
            unit = replace(unit, slugs=("similar-areas",))  # "below the average for that group", of councils
        if _that_average(units, place):
            told = groups[-1].slugs if groups else last_named
            if not told:
                continue  # "The council aims to match X; it is above that average" tells it of none
            unit = replace(unit, slugs=told)
        last = groups[-1] if groups else None
        if last is not None and _one_group(units, last.last, place):
            # "the average for similar councils": the average is theirs.
            joined = any(u.kind in (Kind.AND, Kind.COMMA) for u in units[last.last + 1 : place])
            theirs = not joined and units[last.last].words[-1] in ("average", "averages", "rate", "figure")
            kept = named[:-1] if theirs else named
            named = [*kept, unit.slugs]
            groups[-1] = Group(
                last.first, place, tuple(dict.fromkeys(slug for slugs in named for slug in slugs))
            )
        else:
            named = [unit.slugs]
            groups.append(Group(place, place, unit.slugs))
    return _without_neither(units, groups)


def places_meant(
    units: Sequence[Unit], sentence: Sequence[Unit], last: tuple[str, ...], every: tuple[str, ...]
) -> tuple[str, ...]:
    """Return the places that pronouns may mean: "both" and "the former" are of all that were named.

    Where another figure was told since, "it" is that: "The target is 90% and attendance is below it",
    "Absence was 6% and it is now above this".
    """
    told = [unit for unit in sentence if units and unit.start < units[0].start]
    words = {word for unit in told for word in unit.words}
    then = not words.isdisjoint(("was", "were")) and any(unit.text == "now" for unit in units)
    elsewhere = then or not words.isdisjoint(NOT_HERE)
    # "was 6% and a rate that was above X is | now below it": X is named inside what is compared
    inside = [unit for unit in sentence if units and units[0].start < unit.start < units[-1].start]
    if elsewhere and not any(unit.kind is Kind.COMPARATOR for unit in (*told, *inside)):
        return ()
    both = any(u.text in _BOTH or which_of_two(units, n) is not None for n, u in enumerate(units))
    return every if both and len(every) == 2 else last


def _leads_to_one(units: Sequence[Unit], place: int) -> bool:
    """Say whether a word leads to one of two places: "exceeds only", "lower than in", "above that of"."""
    look = place - 1
    while look > 0 and units[look].kind is Kind.ADVERB:
        look -= 1
    if look > 1 and units[look].text in ("in", "of", "for"):
        look -= 1
        if units[look].kind is not Kind.THAN and units[look].text not in ("that", "those"):
            return False
        look -= units[look].kind is not Kind.THAN
    return look >= 0 and _joins(units[look])


_LAST_WORDS = words_of("former latter first second other one")


def which_of_two(units: Sequence[Unit], place: int) -> int | None:
    """Return which of two places a word means: "above the former", "below the other"."""
    unit = units[place]
    if unit.words[-1] not in _LAST_WORDS:
        return None  # asked of every unit
    which = FIRST_OR_SECOND.get(unit.text)
    if which is not None:
        return which
    ends = place + 1 == len(units) or units[place + 1].kind in _AFTER_BOTH
    if unit.kind is Kind.REST and unit.text == "the other" and place and ends:
        return 1
    one = unit.kind is Kind.COUNT and unit.words == ("one",) and place > 1 and units[place - 1].text == "the"
    return 0 if one and ends else None


def _one_group(units: Sequence[Unit], last: int, place: int) -> bool:
    """Say whether what stands between two mentions only joins them."""
    between = units[last + 1 : place]
    joints = [u for u in between if u.kind is Kind.AND]
    if between and between[-1].text == "as well as" and len(joints) > 1:
        return False  # "less well than in X and only | as well as those nationally"
    if [u.text for u in between].count("as") > 1:
        return False  # "more often than in X and | as often as nationally"
    if all(u.kind in _INSIDE_GROUP or (u.words[0] in _FIGURE_WORDS and u.cue is None) for u in between):
        return True
    # "the average of 67% for similar councils"
    average = units[last].words[-1] in ("average", "averages", "figure", "rate", "median")
    figures = [u.kind for u in between if not set(u.words) <= UNIT_WORDS]
    led = figures[-1:] == [Kind.PREPOSITION] or units[place].words[0] in _EVERYWHERE
    return average and bool(figures) and led and set(figures) <= {Kind.PREPOSITION, Kind.COUNT}


_EVERYWHERE = words_of("across nationally throughout nationwide")


def _means_both(units: Sequence[Unit], place: int, last_named: tuple[str, ...]) -> bool:
    """Say whether a word means the places named before: "lower than both", "above both that and"."""
    before = units[place - 1] if place else None
    following = units[place + 1] if place + 1 < len(units) else None
    if before is None:
        return False
    if units[place].text in _BOTH and len(last_named) > 1 and _before_both(units, place):
        return _ends(units, place + 1)
    following = next(iter(units[place + 2 :]), None) if _that_level(units, place) else following
    shared = before.text == "both" and following is not None and following.kind is Kind.AND
    return units[place].text in ("that", "this") and bool(last_named) and shared


_BOTH = frozenset(
    {
        "both",
        "either",
        "these",
        "both of these",
        "both of them",
        "the two",
        "the pair of them",
        "the pair of these",
        "the two of them",
        "the two of these",
        "either of these",
        "either of them",
        "eithers",
    }
)


def _before_both(units: Sequence[Unit], place: int) -> bool:
    """Say whether a comparing word leads to "both": "below both", "fewer than in either"."""
    if units[place - 1].kind is Kind.PREPOSITION and place > 1:
        return units[_before_it_is(units, place - 2)].kind in (Kind.THAN, Kind.COMPARED)
    return units[place - 1].kind is Kind.COMPARED or _joins(units[place - 1])


def _their_figure(units: Sequence[Unit], place: int) -> bool:
    """Say whether a figure is that of places named before: "exceeds the (corresponding) 1.4%"."""
    behind = units[place + 1 : place + 2]
    told = units[place].text in CORRESPONDING and bool(behind) and behind[0].kind is Kind.COUNT
    led = place > 1 and units[place - 1].text == "the" and _joins(units[place - 2])
    return told and led and (place + 2 == len(units) or units[place + 2].kind in CLAUSE_JOINTS)


def _that_average(units: Sequence[Unit], place: int) -> bool:
    """Say whether an average is that told before: "higher than (that average)"."""
    before = units[place - 1] if place else None
    averages = units[place].words[-1] in ("average", "averages") and len(units[place].words) == 1
    return averages and before is not None and before.text in ("that", "this", "these", "those", "same")


def _that_level(units: Sequence[Unit], place: int) -> bool:
    """Say whether a level is that told before: "below (that level)"."""
    noun = units[place + 1].text if place and place + 1 < len(units) else ""
    return units[place].text in ("that", "this") and noun in ("level", "average")


_AFTER_BOTH = frozenset({Kind.PREPOSITION, Kind.AND, Kind.COMMA, Kind.STOP, Kind.CONJUNCTION, Kind.ADVERB})


_POINTING = frozenset({"it", "theirs", "them"})
_THESE = frozenset({"this", "these", "those"})
# The words by themselves that may point to places named before.
_MAY_POINT = (
    CORRESPONDING | _POINTING | _LAST_WORDS | words_of("they that this these those both either eithers")
)


def _ends(units: Sequence[Unit], place: int) -> bool:
    """Say whether nothing hangs on a pronoun: "in line with these", "below this at 16"."""
    return place >= len(units) or units[place].kind in _AFTER_BOTH or units[place].text == "at"


def _ends_bare(units: Sequence[Unit], place: int) -> bool:
    """Say whether "these" are places, and no figures of others: not "below those of boys"."""
    following = units[place + 1 : place + 2]
    return _ends(units, place + 1) and not any(unit.kind is Kind.PREPOSITION for unit in following)


def _does(units: Sequence[Unit], place: int) -> bool:
    """Say whether a verb follows, so that "it" is no place: "wider than it is nationally"."""
    return place < len(units) and units[place].kind in VERBS


def _as_theirs(units: Sequence[Unit], place: int) -> bool:
    """Say whether something is as good "as theirs"."""
    theirs = place > 1 and units[place].text == "theirs"
    if theirs and units[place - 1].text == "as well as":
        return True
    led = theirs and units[place - 1].words == ("as",)
    return led and any(unit.words[0] == "as" for unit in units[max(0, place - 6) : place - 1])


def _told(units: Sequence[Unit], place: int) -> bool:
    """Say whether it is told whose theirs is: "no worse than (theirs) nationally"."""
    return units[place].text == "theirs" and any(
        unit.kind is Kind.COMPARATOR for unit in units[place + 1 : place + 2]
    )


def _they_do(units: Sequence[Unit], place: int) -> bool:
    """Say whether "they" are places that do so: "on 14 it does worse than they do"."""
    around = [unit.text for unit in units[place + 1 : place + 3]]
    than = place > 0 and units[place - 1].kind is Kind.THAN
    return than and units[place].text == "they" and around == ["do"]


_IN = words_of("in for")


def _joins_at(units: Sequence[Unit], place: int, led: int) -> bool:
    """Say whether a word leads to places: "in" and "for" stand only behind "than"."""
    behind = led > 1 and units[place + 1].text != "both"
    return units[place].kind is Kind.THAN if behind else _joins(units[place])


def _before_it_is(units: Sequence[Unit], place: int) -> int:
    """Return the place before "it is", "they are": "higher than (it is) in both"."""
    is_ = place > 1 and units[place].kind is Kind.BE and units[place - 1].text in ("it", "they")
    return place - 2 if is_ else place


def _lies(units: Sequence[Unit], place: int) -> bool:
    """Say whether something lies there: "is now slightly under it"."""
    if units[place].text not in ("under", "over", "near", "beyond"):
        return False
    before = next((u for u in reversed(units[:place]) if u.kind is not Kind.ADVERB), None)
    return before is not None and (before.kind in (Kind.BE, Kind.COPULA) or before.text in _SITS)


_SITS = words_of("sit sits sat lie lies lay stand stands stood fall falls fell")


def _joins(unit: Unit) -> bool:
    return unit.kind is Kind.THAN or (
        unit.kind is Kind.CUE
        and unit.cue is not None
        and unit.cue.form is Form.DIRECT
        and unit.text not in _NO_JOINTS
    )


# Cues that are ordinary prepositions or verbs elsewhere: only right before the places they compare with.
WEAK_CUES = LOOSE | {"better", "as in", "as for", "up on", "down on"}
WEAK_VERBS = words_of(
    """
    beat beats tops equal match matched matching reflect reflects reflecting double alongside reached reaches
    reach reaching attain attaining attains
    """
) | {"twice", "three times", "four times"}
# What has come to a level has come to theirs where they follow: not "fallen to 5% nationally".
_MOVED = words_of(
    "fallen fell risen rose improved dropped reduced decreased declined lowered increased grown climbed sunk"
) | {"come down", "came up", "come up", "gone down", "went down", "gone up", "went up", "brought down"}
WEAK_VERBS |= {f"{word} to" for word in _MOVED}
_NO_JOINTS = WEAK_CUES - WEAK_VERBS


def half_of_it(units: Sequence[Unit]) -> bool:
    """Say whether half of the places' figure is meant: "no child waits longer than 12, half the average"."""
    return any(unit.kind is Kind.QUANTITY and unit.slugs[:1] == ("half",) for unit in units[-3:])


def _without_neither(units: Sequence[Unit], groups: Sequence[Group]) -> list[Group]:
    """Leave out places beside neither of which it lies so, or that are so for neither of two.

    "Attendance is above neither X nor Y"; "It is better than X in neither primary nor secondary schools".
    """
    opens = (n for n, unit in enumerate(units) if n and unit.text == "neither")
    place = next((n for n in opens if any(unit.cue is not None for unit in units[:n])), len(units))
    ends = (n for n in range(place + 1, len(units)) if units[n].cue is not None or units[n].kind in _RESUMES)
    end = next(ends, len(units))
    led = place - 1 if place < len(units) and units[place - 1].kind is Kind.PREPOSITION else -1
    return [group for group in groups if not place < group.first < end and group.last + 1 != led]


_RESUMES = frozenset({Kind.BE, Kind.VERB, Kind.CONJUNCTION, Kind.STOP, Kind.COMPARED, Kind.THAN})
