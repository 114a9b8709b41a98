# Past 300 lines: a rule for each word that could name other places and does not.
"""Tell which words that could name other places do not.

In: the units of a sentence. Out: the same, with each mention that names no places of ours made a
plain word, and why: "the average time" (of one's own), "regional comparators", "the north of
England", "recognised nationally".
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import msgspec
from msgspec.structs import replace

from ofsted_kg.grammar.comparing.comparators.compare_verbs import joined
from ofsted_kg.grammar.comparing.comparators.pro_verbs import without_pro_verbs
from ofsted_kg.grammar.lex.closed_classes import NOUNS, Kind, words_of
from ofsted_kg.grammar.lex.comparatives import Form
from ofsted_kg.grammar.lex.semantic_fields import COUNCIL
from ofsted_kg.grammar.lex.units import Unit


class Refused(msgspec.Struct, frozen=True):
    """A mention that makes no comparison, and the rule that says so."""

    rule: str
    start: int
    end: int


_AVERAGES = frozenset({"average", "averages", "the average", "the averages", "the average level"})
_REGIONAL = words_of("region regions locality vicinity")
_REGIONS = words_of("regional region london londons")
_BODIES = words_of("authorities councils areas")
_OURS = words_of("local county borough city district council partnership")
_COUNCIL = words_of("authority council")
_COMPASS = words_of("north south east west midlands north-east north-west south-east south-west")
_ADVERBIAL = frozenset(
    {"nationally", "nationwide", "countrywide", "elsewhere", "in england", "across england"}
)
_NOUN_CUES = frozenset({"matches", "match", "matching", "reflects", "reflect", "reflecting", "at", "around"})


def _of_its_own(units: Sequence[Unit], place: int) -> bool:
    """So in "The average time", "its average caseload", "the 61% average between 2011 and 2014"."""
    if units[place].text not in _AVERAGES:
        return False
    before = units[place - 1] if place else None
    following = units[place + 1] if place + 1 < len(units) else None
    if before is not None and before.text in _OURS:
        return True  # "the local average"
    behind = units[place + 1 : place + 4]
    if [u.kind for u in behind] == [Kind.PREPOSITION, Kind.COUNT, Kind.BE] and any(
        unit.kind is Kind.COMPARATOR for unit in units[place + 4 :]
    ):
        return True  # "the average of 94% is in line with that of England"
    ours = units[place + 2 : place + 3] if following is not None and following.text == "english" else ()
    whose = ours[0] if ours else following  # "than the average English authority"
    if whose is not None and whose.text in _COUNCIL and before is not None:
        return "the" not in (before.text, units[place].words[0])  # "than the average authority"
    counts = following is not None and (following.kind is Kind.SHARE or following.text in ("level", "levels"))
    if before is not None and counts and _by_number(before):
        return False  # "more than the average number of", "an average number of"
    if before is not None and (before.kind is Kind.COUNT or before.text in ("its", "their", "own", "whose")):
        return True
    if before is not None and before.words[-1].isdecimal() and before.kind is not Kind.TOPIC:
        return True  # "the 2013-14 average"
    if following is None or following.kind not in NOUNS or following.text in ("nationally", "local"):
        return following is not None and following.text == "between"
    led = before is not None and (before.cue is not None or before.kind in (Kind.THAN, Kind.COMPARED))
    return units[place].text != "average" or not led  # "above average attainment"


def _by_number(before: Unit) -> bool:
    led = before.cue is not None and before.cue.form is Form.DIRECT
    return led or before.kind is Kind.THAN or before.text in ("an", "half", "twice")


def _of_those_named(units: Sequence[Unit], place: int) -> bool:
    """So in "The average both for the south east and for England": that of those named behind it."""
    if units[place].text not in _AVERAGES:
        return False
    following = units[place + 1 : place + 3]
    said = place > 0 and units[place - 1].kind in (Kind.BE, Kind.COPULA)  # "is average for the country"
    if said or not any(unit.text == "for" for unit in following):
        return False
    for unit in units[place + 1 : place + 12]:
        if unit.kind is Kind.COMPARATOR:
            return True
        if unit.kind in (Kind.STOP, Kind.BE, Kind.VERB, Kind.CONJUNCTION, Kind.RELATIVE):
            return False
    return False


def _of_years(units: Sequence[Unit], place: int) -> bool:
    """So in "The average of the previous three years": one's own past."""
    if units[place].text not in _AVERAGES or place + 2 >= len(units):
        return False
    near = [word for unit in units[place + 1 : place + 6] for word in unit.words]
    led = units[place + 1].text in ("of", "for", "over") and bool({"year", "years"} & set(near))
    return led and bool({"previous", "last", "past", "preceding", "earlier"} & set(near))


def _of_a_place(units: Sequence[Unit], place: int) -> bool:
    """So in "The average for all Bradford children": a place of its own name."""
    if units[place].text not in _AVERAGES or place + 1 >= len(units):
        return False
    if units[place + 1].text in ("for", "in", "of", "across"):
        near = [u for u in units[place + 2 : place + 4] if u.kind is not Kind.DETERMINER]
        if near and near[0].words[-1] == "region":
            return True
        own = len(near) > 0 and near[0].words[-1] in _ONES_OWN and near[0].kind is Kind.WORD
        if own and units[place + 1].text in ("for", "of"):
            return True  # "as long as the average for the authority"
    if units[place + 1].text != "for":
        return False
    if any(unit.words[-1] in _TYPES for unit in units[place + 2 : place + 4]):
        return True  # "the average for metropolitan councils"
    return any(unit.kind is Kind.WORD and unit.capital for unit in units[place + 2 : place + 5])


_ONES_OWN = COUNCIL | {"locality", "service", "team"}
_TYPES = words_of("metropolitan unitary shire county district borough inner outer rural urban coastal")


def _of_a_region(units: Sequence[Unit], place: int) -> bool:
    """So in "Other regional comparators", "the north west of England"."""
    before = [unit.words[-1] for unit in units[max(0, place - 3) : place]]
    if units[place].slugs[0] == "national" and units[place].words[-1] in _BODIES:
        # "in other authorities in the Fens"
        near = [unit for unit in units[place + 1 : place + 4] if unit.kind is not Kind.DETERMINER]
        if len(near) > 1 and near[0].text in ("in", "across", "of"):
            named = near[1].capital or near[1].words[-1] in _REGIONAL | _COMPASS
            return near[1].kind is Kind.WORD and named
    if units[place].slugs[0] == "similar-areas" and before[-1:] and before[-1] in _REGIONS:
        return True
    return units[place].words[-1] == "england" and before[-1:] == ["of"] and bool(_COMPASS & set(before))


_PERFORMS = frozenset({"perform", "performs", "performed", "performing"})


def _at_that_level(units: Sequence[Unit], place: int) -> bool:
    """So in "At a national level", which is where something happens."""
    if units[place].words[-1] not in ("level", "levels") or "national" not in units[place].words:
        return False
    before = [unit.text for unit in units[max(0, place - 2) : place]]
    led = [unit for unit in units[max(0, place - 4) : place] if unit.kind is not Kind.ADVERB]
    lies = len(led) > 1 and (led[-2].kind in (Kind.BE, Kind.COPULA) or led[-2].text in _PERFORMS)
    if before[-1:] == ["at"] and lies:
        return False  # "exclusions are now at the national level", "sixth forms perform at it"
    inside = units[place].words[0] == "at" and "than" not in before
    return inside or before[-1:] == ["at"] or before == ["at", "a"]


def _where_it_happens(units: Sequence[Unit], place: int) -> bool:
    """So in "Nationally recognised", "pursuing matches nationally"."""
    if units[place].text not in _ADVERBIAL:
        return False
    before = units[place - 1] if place else None
    following = units[place + 1] if place + 1 < len(units) else None
    if before is not None and before.kind is Kind.CUE and before.text in _NOUN_CUES:
        return True
    if before is not None and before.words[-1] in _SETTLED:
        return True  # "higher than the amount recommended nationally"
    said = (
        following is not None and following.kind in (Kind.WORD, Kind.JUDGE) and following.text.endswith("ed")
    )
    return said and units[place].text == "nationally" and before is not None


_SETTLED = words_of("recommended required prescribed advised agreed allowed permitted specified")


def _anywhere(units: Sequence[Unit], place: int) -> bool:
    """So in "Higher than elsewhere": places that nobody has named."""
    return units[place].words == ("elsewhere",)


def _counted(units: Sequence[Unit], place: int) -> bool:
    """So in "With four other local authorities": some of them, and nothing is compared."""
    before = units[place - 1] if place else None
    return (
        before is not None
        and before.kind is Kind.COUNT
        and not before.percent
        and units[place].words[0] in ("other", "authorities", "councils")
    )


_SOME = words_of("many some several few most numerous various")
_WITH = words_of("by with from to between")


def _of_some(units: Sequence[Unit], place: int) -> bool:
    """So in "higher than in many other local authorities": some of them are no average."""
    before = units[place - 1] if place else None
    return before is not None and units[place].words[0] == "other" and before.words[-1] in _SOME


def _acting(units: Sequence[Unit], place: int) -> bool:
    """So in "links with other local authorities", "placed by other authorities"."""
    if units[place].words[0] != "other" or place < 2 or units[place - 1].text not in _WITH:
        return False
    near = units[max(0, place - 6) : place - 1]
    return not any(u.cue is not None or u.kind in (Kind.THAN, Kind.COMPARED) for u in near)


def _beside_nothing(units: Sequence[Unit], place: int) -> bool:
    """So in "children placed by other local authorities": no word of comparing in the sentence."""
    loose = units[place].words[0] == "other" or units[place].words[-1] in _LOOSE
    return loose and not any(
        unit.kind in (Kind.THAN, Kind.COMPARED, Kind.COUNT, Kind.QUANTITY)
        or (unit.cue is not None and (unit.text not in _NOUN_CUES or _takes_object(units, n)))
        or not _COMPARING.isdisjoint(unit.words)
        for n, unit in enumerate(units)
    )


def _takes_object(units: Sequence[Unit], place: int) -> bool:
    """Say whether "matches" is a verb: "matches what is found in England", "matches England"."""
    following = units[place + 1] if place + 1 < len(units) else None
    if following is not None and following.kind is Kind.COMPARATOR:
        return following.text not in _ADVERBIAL  # but "matches nationally"
    return following is not None and following.words[0] in ("that", "those", "the", "what")


_LOOSE = words_of("elsewhere country nationally nationwide countrywide england nation")
_COMPARING = words_of("as so same similar average averages unlike like difference gap gaps both also too")


def _of_work(units: Sequence[Unit], place: int) -> bool:
    """So in "Improvement in planning is slower than in other areas": other areas of the work."""
    if units[place].text != "other areas":
        return False
    if place < 2 and [unit.text for unit in units[:place]] == ["in"]:
        return True  # "In other areas, progress is slower": of the work, or of the country
    return any(unit.words[-1] in _WORK for unit in units[:place])


_WORK = words_of("improvement improvements practice planning pace recording")


def _contrary(units: Sequence[Unit], place: int) -> bool:
    """So in "rising, contrary to the national trend": which way both change, not where they lie."""
    led = [unit.words[-1] for unit in units[max(0, place - 2) : place]]
    contrary = led in (["contrary", "to"], ["contrast", "to"]) or led[-1:] in (["reflecting"], ["mirroring"])
    return contrary and units[place].words[-1] in _TRENDS


_TRENDS = words_of("trend trends pattern direction")


def _hiding(units: Sequence[Unit], place: int) -> bool:
    """So in "Behind the averages lies a difference": what they do not show."""
    if units[place].words[-1] not in ("average", "averages"):
        return False
    opens = [unit.text for unit in units[:place] if unit.kind not in (Kind.DETERMINER, Kind.PRONOUN)]
    behind = units[place + 1 : place + 7]
    told = any(unit.words[-1] in _HIDDEN for unit in behind)
    return opens == ["behind"] and bool(behind) and told and behind[0].text in _LIE


_LIE = words_of("lies lie lay is are there")
_HIDDEN = words_of(
    "difference differences variation variations variety picture story gap gaps contrast contrasts"
)


def _of_those(units: Sequence[Unit], place: int) -> bool:
    """So in "above similar areas in 2007 and now at their average": that of those just named."""
    if units[place].text not in _AVERAGES or not place or units[place - 1].text != "their":
        return False
    return any(unit.kind is Kind.COMPARATOR and unit.slugs == ("similar-areas",) for unit in units[:place])


_RULES: tuple[tuple[str, Callable[[Sequence[Unit], int], bool]], ...] = (
    ("of-those-there", _of_those),
    ("own-average", _of_its_own),
    ("own-average", _of_years),
    ("of-those-named", _of_those_named),
    ("other-place", _of_a_place),
    ("region", _of_a_region),
    ("no-comparator", _at_that_level),
    ("no-comparator", _where_it_happens),
    ("no-comparator", _counted),
    ("other-place", _anywhere),
    ("other-place", _of_some),
    ("no-comparator", _acting),
    ("no-comparator", _of_work),
    ("no-comparator", _beside_nothing),
    ("no-comparator", _contrary),
    ("no-comparator", _hiding),
)


def real_mentions(units: Sequence[Unit], how: Mapping[str, str]) -> tuple[list[Unit], list[Refused]]:
    """Return the units with only those mentions left that name places of ours, and the others."""
    units = without_pro_verbs(joined(units, how))
    kept: list[Unit] = []
    refused: list[Refused] = []
    for place, unit in enumerate(units):
        if unit.kind is Kind.THAT and _both(units, place):
            kept.append(replace(unit, kind=Kind.PRONOUN))
            continue
        rule = _rule(units, place) if unit.kind is Kind.COMPARATOR else None
        if rule is None:
            kept.append(unit)
            continue
        refused.append(Refused(rule, unit.start, unit.end))
        kept.append(replace(unit, kind=Kind.WORD, slugs=(), scheme=""))
    return kept, refused


def _both(units: Sequence[Unit], place: int) -> bool:
    """Say whether "that" is the figure told before: "above both that and similar areas"."""
    around = units[place - 1 : place] if place else ()
    joined = place + 1 < len(units) and units[place + 1].kind is Kind.AND
    return joined and any(unit.text == "both" for unit in around)


def _rule(units: Sequence[Unit], place: int) -> str | None:
    return next((rule for rule, holds in _RULES if holds(units, place)), None)
