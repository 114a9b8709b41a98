"""Read what a list leaves out, verb and places: "..., first offending lower", ", at 16 slightly below".

In: the units behind the places of a part, from a joint to the word that compares. Out: what is compared
there; nothing where the run is no such gap.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from ofsted_kg.grammar.comparing.comparees.comparee import Comparees
from ofsted_kg.grammar.comparing.comparees.topics import OTHER, topic_of
from ofsted_kg.grammar.comparing.last_compared import Slugs
from ofsted_kg.grammar.comparing.part import Part
from ofsted_kg.grammar.lex.closed_classes import FILLERS_AND_JOINTS, JOINTS, Kind, words_of
from ofsted_kg.grammar.lex.comparatives import Form
from ofsted_kg.grammar.lex.semantic_fields import OF_WHOM, STANDS_FOR_NOUN
from ofsted_kg.grammar.lex.units import Unit
from ofsted_kg.grammar.phrases.named_entities import names_in

_INSIDE = frozenset(
    {Kind.SUBJECT, Kind.TOPIC, Kind.SHARE, Kind.GRADE, Kind.PREPOSITION, Kind.DETERMINER, Kind.ADVERB}
) | {Kind.COUNT, Kind.AND, Kind.ASPECT, Kind.SHELL_NOUN, Kind.WORD, Kind.THAT, Kind.PRONOUN}
_PAST = words_of("last previous earlier year years then")


def gapped(about: Comparees, units: Sequence[Unit], main: Slugs) -> Slugs | None:
    """Return what a run is about that stands between a joint and a comparing word.

    Args:
        about: knows the settings.
        units: from the joint to the comparing word, without it.
        main: what the comparison before it is about.
    """
    said = list(units)
    while said and said[0].kind in FILLERS_AND_JOINTS:
        said.pop(0)
    while said and (said[-1].kind is Kind.ADVERB or said[-1].text in ("well", "just")):
        said.pop()
    if not said or any(unit.kind not in _INSIDE and unit.text != "at" for unit in said):
        return None
    numbered = {a.start for a, b in pairwise(said) if b.text.isdigit()}  # "in Year 6"
    if any(_PAST & set(unit.words) for unit in said if unit.start not in numbered):
        return None
    good = bool(main) and set(main) <= about.settings | about.outcomes
    names = names_in(said, about.outcomes)
    if said[0].text in OF_WHOM:  # "at sixteen", "in special schools"
        if not good:
            return main
        return names[0].slugs if len(names) == 1 else None
    if said[0].text in STANDS_FOR_NOUN or said[0].kind is Kind.SHARE:  # "that of good homes"
        if not good:
            return main
        if (whose := _whose(said)) and set(whose) <= about.settings | about.outcomes:
            return whose  # "that for A", "those for A and B"
        graded = any(unit.kind is Kind.GRADE for unit in said)
        return names[0].slugs if graded and len(names) == 1 else None
    topic = topic_of(said)
    if topic != (OTHER,):
        return topic
    if not good and said[0].kind is Kind.ASPECT:
        return topic  # "attendance at secondary schools"
    return names[0].slugs if good and len(names) == 1 else None


def _whose(said: Sequence[Unit]) -> Slugs:
    """Return all that is named where nothing else is said: "those for A and B"."""
    rest = [unit for unit in said[2:] if unit.kind not in (Kind.AND, Kind.COMMA, Kind.DETERMINER)]
    led = len(said) > 2 and said[1].text in ("for", "in")
    named = led and all(unit.kind is Kind.SUBJECT or unit.text == said[1].text for unit in rest)
    return tuple(slug for unit in rest for slug in unit.slugs) if named else ()


def beside_state(part: Part, link: Unit | None) -> Slugs:
    """Return what has no verb of its own: "A is rising and B among the lowest in the country".

    Or stands behind the places: "good schools and above average | results".

    Args:
        part: the part.
        link: the word that compares.
    """
    if link is None:
        return ()
    if not part.verb:
        return _attributed(part.units, link)
    if part.verb[-1].kind not in (Kind.BE, Kind.COPULA):
        return ()
    place = next((n for n, unit in enumerate(part.after) if unit is link), 0)
    joint = max((n for n in range(place) if part.after[n].kind is Kind.AND), default=0)
    run = part.after[joint:place]
    while run and run[-1].text in ("the", "among", "amongst", "one of"):
        run = run[:-1]
    if not joint or len(run) < 2 or run[-1].kind is Kind.PREPOSITION:
        return ()
    named = any(unit.kind is Kind.TOPIC for unit in run[1:3])
    return topic_of(run) if named else ()


def _attributed(units: Sequence[Unit], link: Unit) -> Slugs:
    """Return the measure that a comparison without a verb stands in front of, behind a joint."""
    place = next((n for n, unit in enumerate(units) if unit is link), 0)
    opens = place
    while opens and units[opens - 1].kind in (Kind.DETERMINER, Kind.ADVERB, Kind.CUE):
        opens -= 1
    behind = place + 1
    while behind < len(units) and units[behind].kind in (Kind.THAN, Kind.COMPARATOR):
        behind += 1
    joined = opens > 0 and units[opens - 1].kind in (Kind.AND, Kind.COMMA, Kind.WITH)
    if not joined or behind == place + 1 or behind >= len(units) or units[behind].kind is not Kind.TOPIC:
        return ()
    return topic_of(units[behind : behind + 1])


def ends(units: Sequence[Unit], place: int) -> bool:
    """Say whether a comparing word ends what is said: ", first offending lower", "; at 16 lower ones and"."""
    cue = units[place].cue
    behind = place + 1
    while behind < len(units) and (units[behind].text == "ones" or units[behind].kind is Kind.ADVERB):
        behind += 1  # "lower still", "higher too"
    following = units[behind] if behind < len(units) else None
    if following is not None and following.text == "by":
        following = None  # "lower by five points"
    lies = cue is not None and cue.form in (Form.DIRECT, Form.COMPARATIVE)
    return lies and (following is None or following.kind in JOINTS)


def just_as_well(units: Sequence[Unit], place: int) -> int:
    """Return where "equally well", "just as well" opens that ends what is said, or 0; not "as well", too."""
    ended = place + 1 == len(units) or units[place + 1].kind in JOINTS
    if units[place].text != "well" or place < 1 or not ended:
        return 0
    if units[place - 1].text == "equally":
        return place - 1
    return place - 2 if units[place - 1].text == "as" and units[place - 2].text in _EVEN else 0


_EVEN = words_of("just about nearly almost quite exactly")
