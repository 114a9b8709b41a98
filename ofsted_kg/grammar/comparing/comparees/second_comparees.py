"""Find the subject that a further comparison of a clause has of its own: "A is above X, B not as good as Y".

In: the units between the places compared with last and the comparing word. Out: slugs.
"""

from __future__ import annotations

from collections.abc import Sequence

from ofsted_kg.grammar.comparing.comparees.measure_polarity import points_back
from ofsted_kg.grammar.comparing.comparees.topics import topic_of
from ofsted_kg.grammar.comparing.figures.numbers import UNIT_WORDS
from ofsted_kg.grammar.comparing.part import Part
from ofsted_kg.grammar.lex.closed_classes import FILLERS, LIST_JOINTS, NAMES, Kind
from ofsted_kg.grammar.lex.concepts import ALL_SETTINGS
from ofsted_kg.grammar.lex.semantic_fields import COUNCIL, OF_TWO, PERSONS, of_two
from ofsted_kg.grammar.lex.units import Unit
from ofsted_kg.grammar.phrases.named_entities import names_in, slugs_named

_OPENS = frozenset({Kind.CUE, Kind.NOT, Kind.ADVERB, Kind.BE})


def one_of_two(slugs: tuple[str, ...], units: Sequence[Unit], both: tuple[str, ...]) -> tuple[str, ...]:
    """Return the one of two that is meant: "are good, the former better than X and the latter as Y"."""
    said = [u.text for n, u in enumerate(units) if u.text in OF_TWO and not _graded_aside(units[n + 1 :])]
    slugs = both if len(slugs) == 1 and slugs[0] in both else slugs  # "The former are above, the latter"
    if not said or len(slugs) != 2:
        return ()
    return tuple(of_two(said[-1], slugs))


def _graded_aside(behind: Sequence[Unit]) -> bool:
    """Say whether one of two is only graded in passing: "the former good | and the latter poor, are"."""
    light = (n for n, u in enumerate(behind) if u.kind not in (Kind.ADVERB, Kind.QUANTITY))
    place = next(light, len(behind))
    after = [u for u in behind[place : place + 3] if u.kind is not Kind.DETERMINER]
    graded = len(after) > 1 and after[0].kind is Kind.GRADE
    return graded and (after[1].kind is Kind.COMMA or (len(after) > 2 and after[2].text in OF_TWO))


def both_named(part: Part, units: Sequence[Unit], settings: frozenset[str]) -> tuple[str, ...]:
    """Return the two that a clause graded: "X is good in most cases and Y likewise, both short of"."""
    place = next((n for n, unit in enumerate(units) if n and unit.text == "both"), 0)
    if not place or not part.graded or units[place - 1].kind is not Kind.COMMA:
        return ()
    ahead = part.units[: part.units.index(units[place])]
    named = tuple(slug for slug in slugs_named(ahead) if slug != ALL_SETTINGS)
    return named if len(named) == 2 and set(named) <= settings else ()


def narrower(
    about: tuple[str, ...], behind: Sequence[Unit], outcomes: frozenset[str], settings: frozenset[str]
) -> tuple[str, ...]:
    """Return the kind of schools that is meant of all: "larger than the average for secondary schools"."""
    names = names_in(behind, outcomes)
    if len(about) != 1 or not names or names[0].first != 1 or names[0].preposition != "for":
        return about
    slugs = names[0].slugs
    kinds = about == ("schools",) and all(slug.endswith("-schools") for slug in slugs)
    return slugs if kinds or (about == (ALL_SETTINGS,) and set(slugs) <= settings) else about


_COUNCIL = COUNCIL | {"it", "performance"}


def for_outcome(part: Part, behind: Sequence[Unit], outcomes: frozenset[str]) -> tuple[str, ...]:
    """Return the outcome that a predicate is for: "is weak, but above it | for being healthy".

    What a council does, it does in an outcome: "The council performs above similar areas | in staying safe".
    """
    goes_on = part.lead_kind is Kind.CONJUNCTION and not part.verb and part.shared
    acts = _acts(part)
    names = names_in(behind, outcomes) if goes_on or acts else []
    led = len(names) == 1 and names[0].first == 1 and names[0].preposition in ("for", "in")
    return names[0].slugs if led and set(names[0].slugs) <= outcomes else ()


def _acts(part: Part) -> bool:
    """Say whether it is the council, or how it performs, of which something is told."""
    council = [unit for unit in part.before if unit.kind is not Kind.DETERMINER]
    return len(council) == 1 and council[0].words[-1] in _COUNCIL


def measured_behind(part: Part, behind: Sequence[Unit]) -> tuple[str, ...]:
    """Return the measure that a council's standing is of: "but the county is above X | for obesity"."""
    said = [unit for unit in behind[:4] if unit.kind is not Kind.DETERMINER]
    led = len(said) > 1 and said[0].text in ("for", "on") and said[1].kind is Kind.TOPIC
    return topic_of(said[1:2]) if led and _acts(part) and part.before[-1].text != "it" else ()


def named_behind(
    part: Part,
    source: Sequence[Unit],
    behind: Sequence[Unit],
    outcomes: frozenset[str],
    *,
    several: bool,
) -> tuple[str, ...]:
    """Return for what it is so: "this being above the average for X and in line with it for Y"."""
    if own := for_outcome(part, behind, outcomes) or measured_behind(part, behind):
        return own
    source = [unit for unit in source if unit.kind is not Kind.ADVERB]
    if not source or not points_back(source) or not several:
        return ()
    names = names_in(behind, outcomes)
    if len(names) != 1 or names[0].first != 1 or names[0].preposition not in ("for", "in"):
        return ()
    return names[0].slugs


def beside_with(between: Sequence[Unit], outcomes: frozenset[str]) -> tuple[str, ...]:
    """Return what stands behind "with": ", with childcare similar to X", ", with 3% of moves bad against"."""
    said = [unit for unit in between if unit.kind is not Kind.COMMA]
    if said and said[0].kind is Kind.WITH:
        beside = names_in(said[1:], outcomes)
        if beside and beside[0].first < 2 and not any(u.kind in (Kind.TOPIC, Kind.SHARE) for u in said):
            return beside[0].slugs
    last = max((n for n, unit in enumerate(said) if unit.kind is Kind.WITH), default=len(said))
    told = [unit for unit in said[last + 1 :] if unit.kind not in FILLERS]
    counted = len(told) > 2 and told[0].percent and told[1].text == "of" and told[2].kind in _THINGS
    return topic_of(told) if counted and not any(unit.kind is Kind.GRADE for unit in told) else ()


_THINGS = frozenset({Kind.TOPIC, Kind.WORD})


def own_subject(
    between: Sequence[Unit], outcomes: frozenset[str], *, placed: bool = False
) -> tuple[str, ...]:
    """Return what is named right behind the joint and right before what is said of it.

    With ``placed`` also behind "in": "above national and in its childminding (below)".
    """
    place = 0
    while place < len(between) and between[place].kind in LIST_JOINTS:
        place += 1
    if not place:
        return ()
    if [unit.text for unit in between[place : place + 2]] in (["those", "at"], ["those", "in"]):
        place += 2  # "and those at secondary level | in line with"
    if [unit.text for unit in between[place : place + 2]] == ["that", "of"]:
        good = between[place + 2 : place + 3]
        place += 3 if good and good[0].kind is Kind.GRADE else 0  # "and that of good | childminders below it"
    led = placed and place < len(between) and between[place].text in ("in", "for")
    while place < len(between) and (
        between[place].kind in FILLERS or (led and between[place].text in ("in", "for"))
    ):
        place += 1
    first = place
    while place < len(between) and between[place].kind in (*NAMES, Kind.AND):
        place += 1
    named = between[first:place]
    if not named or named[0].kind not in NAMES or named[-1].kind not in NAMES:
        return ()
    place = _behind_figure(between, place)
    if place < len(between) and between[place].kind not in _OPENS:
        return ()
    if any(unit.kind is Kind.TOPIC for unit in named):
        return topic_of(named)
    names = names_in(named, outcomes)
    return names[0].slugs if len(names) == 1 else ()


def better_in(between: Sequence[Unit], outcomes: frozenset[str]) -> tuple[str, ...]:
    """Return where it is so: "is good, and better | in childminding than in similar areas"."""
    if among := _more_often_among(between, outcomes) or _gapped_share(between, outcomes):
        return among
    cue = next((n for n, unit in enumerate(between) if n and unit.kind is Kind.CUE), 0)
    than = next((n for n, unit in enumerate(between) if unit.kind is Kind.THAN), 0)
    joint = [unit for unit in between[:cue] if unit.kind is not Kind.ADVERB][-1:]
    if not cue or than - cue < 3 or not joint or joint[0].kind not in (Kind.AND, Kind.CONJUNCTION):
        return ()
    names = names_in(between[cue + 1 : than], outcomes)
    led = len(names) == 1 and names[0].first == 1 and names[0].preposition in ("in", "for")
    return names[0].slugs if led else ()


def _gapped_share(between: Sequence[Unit], outcomes: frozenset[str]) -> tuple[str, ...]:
    """Return of what a second share is: "72% of A are good, ahead of X, | and 60% of B, the same as"."""
    joint = next((n for n, unit in enumerate(between) if unit.kind not in LIST_JOINTS), 0)
    comma = next((n for n in range(joint, len(between)) if between[n].kind is Kind.COMMA), len(between))
    share, behind = between[joint:comma], between[comma + 1 :]
    said = [unit for unit in share if unit.kind not in FILLERS]
    counted = any(unit.percent or unit.kind is Kind.QUANTITY for unit in said)
    plain = all(unit.percent or unit.kind in _SHARED or unit.text in _OF for unit in said)
    names = names_in(share, outcomes)
    told = [unit for unit in behind if unit.kind is not Kind.DETERMINER][:1]
    opens = bool(told) and told[0].kind in _OPENS
    return names[0].slugs if joint and counted and plain and len(names) == 1 and opens else ()


_SHARED = frozenset({Kind.SUBJECT, Kind.QUANTITY})
_OF = frozenset({"of", "in", "for", "among", "cases"})


def _more_often_among(between: Sequence[Unit], outcomes: frozenset[str]) -> tuple[str, ...]:
    """Return among whom it is so: "good and, | among childminders, poor more often than in X"."""
    grade = max((n for n, unit in enumerate(between) if unit.kind is Kind.GRADE), default=0)
    cue = between[grade + 1 : grade + 2]
    if not grade or not cue or cue[0].words[-1] != "often":
        return ()
    joint = max((n for n, unit in enumerate(between[:grade]) if unit.kind is Kind.AND), default=-1)
    said = [unit for unit in between[joint + 1 : grade] if unit.kind is not Kind.COMMA]
    names = names_in(said, outcomes)
    led = joint >= 0 and len(names) == 1 and names[0].first == 1 and bool(names[0].preposition)
    return names[0].slugs if led else ()


def _behind_figure(units: Sequence[Unit], place: int) -> int:
    """Return where a figure ends that is set off, or the same place: ", at 68 per 1,000, (above)"."""
    if [unit.text for unit in units[place : place + 2]] != [",", "at"]:
        return place
    end = next((n for n in range(place + 2, len(units)) if units[n].kind is Kind.COMMA), place)
    figure = end > place and all(
        u.kind is Kind.COUNT or set(u.words) <= UNIT_WORDS for u in units[place + 2 : end]
    )
    return end + 1 if figure else place


def people_do(between: Sequence[Unit]) -> tuple[str, ...]:
    """Return what others do behind a grade: "is only adequate, and families wait longer than"."""
    grade = max((n for n, unit in enumerate(between) if unit.kind is Kind.GRADE), default=len(between))
    joint = next((n for n in range(grade, len(between)) if between[n].kind is Kind.AND), len(between))
    said = [unit for unit in between[joint + 1 :] if unit.kind not in FILLERS]
    does = len(said) > 2 and said[0].words[-1] in PERSONS and said[1].kind in (Kind.WORD, Kind.VERB)
    return topic_of(said) if does and said[0].kind is Kind.WORD and said[2].cue is not None else ()


def taken_out_here(between: Sequence[Unit], outcomes: frozenset[str]) -> tuple[str, ...]:
    """Return what is taken out: "in line with X except for immunisations, lower than Y"."""
    taken = next((n for n, unit in enumerate(between) if unit.kind is Kind.EXCEPT), None)
    if taken is None:
        return ()
    names = names_in(between[taken + 1 :], outcomes)
    return names[0].slugs if names else topic_of(between[taken + 1 :])


def turned_subject(between: Sequence[Unit], outcomes: frozenset[str]) -> tuple[str, ...]:
    """Return of whom a further share is: "..., and for secondary schools one in five compared with"."""
    own = names_in(between, outcomes)
    if len(own) != 1 or own[0].first > _NEAR or own[0].preposition not in ("for", "in"):
        return ()
    return own[0].slugs if not any(unit.kind in _NOUNS for unit in between[: own[0].first]) else ()


_NEAR = 3
_NOUNS = frozenset({Kind.TOPIC, Kind.ASPECT, Kind.SHARE, Kind.WORD, Kind.SHELL_NOUN})
