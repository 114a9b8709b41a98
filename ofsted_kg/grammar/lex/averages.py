# Past 300 lines: a rule for each way in which places share what stands beside them.
"""Let places share what stands beside them: "national and statistical neighbour averages".

In: the units of a sentence. Out: the same with places told by what is joined to them.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from ofsted_kg.grammar.lex.closed_classes import BOUNDARIES, LEADS_IN, Kind, words_of
from ofsted_kg.grammar.lex.comparatives import LOOSE, Form
from ofsted_kg.grammar.lex.semantic_fields import FIGURES
from ofsted_kg.grammar.lex.units import Unit


def _like_here(units: Sequence[Unit], place: int) -> bool:
    """Say whether similar places are named by the council's own name: "areas like Weymouth"."""
    following = units[place + 1 : place + 3]
    if len(following) < 2 or following[0].words != ("like",):
        return False
    return following[1].capital or following[1].words[0] in ("it", "this", "ours")


_PLACES = frozenset({"areas", "councils", "authorities", "boroughs", "cities", "counties", "places", "towns"})
_WHERE = frozenset({"elsewhere", "in", "across", "nationally", "nationwide"})
_KINDS = frozenset({"groups", "pupils", "provision", "settings", "services", "schools", "providers"})


_SIMILAR = frozenset({"similar", "comparable", "alike", "like it"})
_BOTH = frozenset({"comparators", "comparator", "benchmarks", "averages"})
_BARE = frozenset({"average", "averages"})
_ENDS = BOUNDARIES | {Kind.COUNT, Kind.OPEN}


_THERE = frozenset({("that",), ("those",), ("what",)})
_TELLS = frozenset({Kind.RELATIVE, Kind.THAT})


def _what_is_there(units: Sequence[Unit], place: int) -> int:
    """Return where "that which is found" ends, between a comparing word and other places, or 0."""
    before = units[place - 1] if place else None
    if before is None or not (
        before.kind in (Kind.THAN, Kind.COMPARED, Kind.WITH, Kind.PREPOSITION, Kind.QUANTITY)
        or before.cue is not None
    ):
        return 0
    opens = units[place + 1] if place + 1 < len(units) else None
    if len(units) > place + 2 and opens is not None and opens.kind is Kind.PRONOUN:
        opens = units[place + 2]  # "half what they are in"
    what = units[place].words == ("what",)
    if opens is None or not (opens.kind in _TELLS or (what and opens.kind is Kind.BE)):
        return 0
    for look in range(place + 2, min(len(units), place + 9)):
        if units[look].kind is Kind.COMPARATOR:
            while units[look - 1].kind in LEADS_IN:
                look -= 1
            return look
    return 0


def _that_are_similar(units: Sequence[Unit], place: int) -> bool:
    """Say whether places are told to be similar: "other areas that are similar"."""
    following = units[place + 1 : place + 4]
    return (
        len(following) == 3
        and following[0].kind in (Kind.THAT, Kind.RELATIVE)
        and following[1].kind is Kind.BE
        and following[2].text in _SIMILAR
    )


_BEFORE_PLACES = frozenset({Kind.DETERMINER, Kind.TO, Kind.WITH, Kind.PREPOSITION, Kind.THAN})
# National things that are no figure of the nation.
_NO_FIGURES = words_of(
    """
    target targets threshold thresholds standard standards minimum curriculum strategy strategies programme
    programmes indicator indicators ambition requirement requirements floor deadline deadlines timescale
    timescales framework frameworks guideline guidelines regulation regulations reform reforms legislation law
    policies learning research guidance priority priorities award awards test tests expectation policy
    initiative initiatives goal goals set insurance health body bodies pilot press news league agenda
    teacher inquiry database recognition challenge challenges college service services good best
    """
)


def _national_thing(units: Sequence[Unit], place: int) -> bool:
    """Say whether "national" and a noun are the nation's figure: "above the national line", "take-up"."""
    following = units[place + 1] if place + 1 < len(units) else None
    if following is None or following.kind not in (Kind.WORD, Kind.TOPIC, Kind.SHARE, Kind.ASPECT):
        return False
    if (
        following.words[0] in _NO_FIGURES
        or following.words[-1] in _NO_FIGURES
        or not following.words[0].isalpha()
    ):
        return False
    behind = units[place + 2] if place + 2 < len(units) else None
    if behind is not None and (behind.kind in (Kind.WORD, Kind.TOPIC) and behind.words[-1] in _NO_FIGURES):
        return False
    led = [unit for unit in units[max(0, place - 3) : place] if unit.kind is not Kind.DETERMINER]
    if not led or (len(led) == place and led[-1].kind is Kind.ADVERB):
        return False
    if led[-1].words == ("average",) and len(led) > 1:
        led.pop()  # "half the average national wait"
    half = led[-1].kind is Kind.QUANTITY and led[-1].slugs[0] == "half"
    joins = half or led[-1].kind in (Kind.THAN, Kind.COMPARED)
    direct = led[-1].cue is not None and led[-1].cue.form is Form.DIRECT and led[-1].text not in LOOSE
    return joins or direct


def _data_of_some(units: Sequence[Unit], place: int) -> int:
    """Return how long "national (looked after children comparative data)" is behind a cue, or 0."""
    told = units[place + 1 : place + 4]
    end = next((n for n, unit in enumerate(told) if n and unit.words[-1] in _DATA), 0)
    plain = all(unit.kind in (Kind.WORD, Kind.SHARE) for unit in told[1 : end + 1])
    led = [u for u in units[max(0, place - 3) : place] if u.words[-1] not in _LATEST]
    leads = bool(led) and (led[-1].kind in (Kind.THAN, Kind.COMPARED) or led[-1].cue is not None)
    return end + 1 if end and plain and leads else 0


_DATA = FIGURES | words_of(
    "data average averages results trend trends picture median profile benchmark benchmarks norm"
)
_LATEST = words_of("the current latest recent available")


def _stands_alone(units: Sequence[Unit], place: int) -> bool:
    """Say whether "national" stands for the figure: "above similar areas and national", "the national 5%"."""
    following = units[place + 1] if place + 1 < len(units) else None
    if following is not None and (following.percent or following.words[-1] in ("%", "cent")):
        ahead = units[max(0, place - 2) : place]
        if ahead and ahead[-1].text == "the":
            return True  # "short of the national 50%"
        if [unit.kind for unit in ahead] == [Kind.TO, Kind.DETERMINER]:
            return True  # "4.7% to a national 5.2%"
        listed = bool(ahead) and (ahead[-1].kind in (Kind.OPEN, Kind.COMMA) or ahead[-1].words == (":",))
        behind = units[place + 2 : place + 3]
        if listed and (not behind or behind[0].kind in BOUNDARIES):
            return True  # "Re-referrals (28%): national 26%, statistical neighbours 28%"
    if following is not None and following.kind is Kind.PREPOSITION:
        return place > 0 and units[place - 1].kind is Kind.THAN  # "better than national on most measures"
    if following is not None and following.kind not in _ENDS:
        return False
    if following is not None and following.words == (":",) and place and units[place - 1].kind is Kind.OPEN:
        return True  # "(national: 65%)"
    if following is not None and following.kind is Kind.COUNT and place:
        aside = units[max(0, place - 3) : place]
        if aside[-1].kind in (Kind.OPEN, Kind.COMMA) and any(unit.kind is Kind.OPEN for unit in aside):
            return True  # "(71%, national 62%)"
    led = units[place - 1].cue if place else None
    if (
        following is not None
        and led is not None
        and led.form is Form.DIRECT
        and units[place - 1].text not in LOOSE
    ):
        figure = [unit.kind for unit in units[place + 1 : place + 3]] == [Kind.OPEN, Kind.COUNT]
        # "beneath national and behind similar areas", "above national (75%)"
        return figure or following.kind in (Kind.AND, Kind.CONJUNCTION)
    if following is not None and following.kind is Kind.AND:
        rest = [unit for unit in units[place + 2 : place + 5] if unit.kind not in _BEFORE_PLACES]
        if not rest or rest[0].kind is not Kind.COMPARATOR:
            return False
    return any(
        unit.kind in (Kind.COMPARATOR, Kind.THAN, Kind.COMPARED)
        or (unit.cue is not None and unit.cue.form in (Form.DIRECT, Form.COMPARATIVE))
        for unit in units[max(0, place - 8) : place]
    )


def _similar_and_national(units: Sequence[Unit], place: int) -> bool:
    """Say whether "similar" shares what follows: "below both similar and national (averages)"."""
    following = units[place + 1 : place + 4]
    rest = [unit for unit in following[1:] if unit.kind is not Kind.DETERMINER]
    named = bool(rest) and (rest[0].words == ("national",) or rest[0].slugs == ("national",))
    led = units[place - 1].text == "both" or units[place - 1].kind in (Kind.THAN, Kind.COMPARED)
    joined = bool(following) and following[0].kind is Kind.AND  # but "than similar girls across the country"
    return named and led and joined


_POINTERS = words_of("those these the such")
_GROUPS = _PLACES | words_of("comparators neighbours groups")


def points_to_places(unit: Unit) -> bool:
    """Say whether a unit is "those same areas", put together here: the places named before."""
    return len(unit.words) > 1 and (
        (unit.words[0] in _POINTERS and unit.words[-1] in _GROUPS) or points_to_group(unit)
    )


def points_to_group(unit: Unit) -> bool:
    """Say whether a unit is "that group", put together here: the similar areas named before."""
    return len(unit.words) > 1 and unit.words[0] in ("that", "this") and unit.words[-1] == "group"


def _that_group(units: Sequence[Unit], place: int) -> int:
    """Return how long "that group" is behind a comparing word, "that same group", or 0."""
    behind = [word for unit in units[place + 1 : place + 4] for word in unit.words]
    end = next((n for n, word in enumerate(behind) if word not in _OF_COUNCILS), len(behind))
    if end >= len(behind) or behind[end] != "group" or len(units) < place + end + 2:
        return 0
    lead = place - 1 - (place > 1 and units[place - 1].text in ("in", "for", "of"))
    lead -= lead > 0 and units[lead].text in ("that", "those")  # "exceeds those of that group"
    led = lead >= 0 and (units[lead].kind in (Kind.THAN, Kind.COMPARED, Kind.WITH) or _leads(units[lead]))
    ends = len(units) <= place + end + 2 or units[place + end + 2].kind in _ENDS
    return end + 2 if led and ends else 0


_OF_COUNCILS = words_of("same comparator peer")


def _leads(unit: Unit) -> bool:
    leads = unit.cue is not None and unit.cue.form in (Form.DIRECT, Form.SUPERLATIVE)
    return leads and unit.text not in LOOSE


def _those_same(units: Sequence[Unit], place: int) -> int:
    """Return how long "those same areas", "these comparators" is, or 0."""
    following = units[place + 1 : place + 3]
    same = bool(following) and following[0].words == ("same",)
    noun = following[1:] if same else following
    if not noun or noun[0].words[-1] not in _GROUPS or len(noun[0].words) > 1:
        return 0
    if not same and units[place].text == "the":
        return 0
    behind = units[place + 2 + same : place + 3 + same]
    ends = not behind or behind[0].kind in _ENDS or behind[0].kind is Kind.PREPOSITION
    return 2 + same if ends and not (behind and behind[0].text in ("with", "of", "in")) else 0


def _set_in(made: Sequence[Unit]) -> bool:
    """Say whether a figure in brackets stands between places and their noun: "national (87%) averages"."""
    kinds = [unit.kind for unit in made[-4:]]
    return len(kinds) == 4 and kinds == [Kind.COMPARATOR, Kind.OPEN, Kind.COUNT, Kind.CLOSE]


def _both_places(unit: Unit, last: Unit) -> bool:
    """Say whether an average is that of both: "above both comparators", not "both A and B averages"."""
    both = unit.kind is Kind.COMPARATOR and unit.words[-1] in _BOTH and last.text in ("both", "either")
    return both and "and" not in unit.words


def _for_both(units: Sequence[Unit], place: int) -> bool:
    """Say whether averages are those of both that were named before: "lies below the averages for both"."""
    both = [unit.text for unit in units[place + 1 : place + 3]] in (["for", "both"], ["of", "both"])
    bare = _BARE.issuperset(word for word in units[place].words if word != "the")
    return both and bare and all(unit.kind in _ENDS for unit in units[place + 3 : place + 4])


def _of_those(units: Sequence[Unit], place: int) -> bool:
    """Say whether an average is that of places named before: "below the average for such authorities"."""
    led = units[place + 1 : place + 3]
    owned = len(led) > 1 and led[0].text in ("for", "of", "in", "among") and led[1].text in _POINTERS
    return units[place].words[-1] in _BARE and owned and bool(_those_same(units, place + 2))


# How what is joined here ends, unless it names other places.
_ENDINGS = _PLACES | _POINTERS | words_of("that those what in national to similar")


def shared_averages(units: list[Unit]) -> list[Unit]:
    """Let "national and statistical neighbour averages" name both, "similar areas elsewhere" one."""
    made: list[Unit] = []
    skip = 0
    for place, unit in enumerate(units):
        if skip:
            skip -= 1
            continue
        if unit.words[-1] not in _ENDINGS and unit.kind is not Kind.COMPARATOR:
            made.append(unit)
            continue
        last = made[-1] if made else unit
        if unit.words[-1] in _PLACES and _that_are_similar(units, place):
            skip = 3  # "areas which are similar"
            parts = units[place : place + 4]
            words = tuple(word for part in parts for word in part.words)
            unit = Unit(Kind.COMPARATOR, unit.start, parts[-1].end, words, ("similar-areas",), "comparator")
        elif unit.words in _THERE and (reach := _what_is_there(units, place)):
            skip = reach - place - 1  # "below (that which is achieved) nationally"
            words = tuple(word for part in units[place:reach] for word in part.words)
            unit = Unit(Kind.THAT, unit.start, units[reach - 1].end, words)
        elif unit.words == ("national",) and _stands_alone(units, place):
            unit = replace(unit, kind=Kind.COMPARATOR, slugs=("national",), scheme="comparator")
        elif _for_both(units, place):
            made = made[:-1] if last.text == "the" else made
            skip = 2
            unit = replace(units[place + 2], start=unit.start)  # "below (the averages for) both"
        elif unit.kind is Kind.COMPARATOR and _of_those(units, place):
            named = next((u.slugs for u in reversed(made) if u.kind is Kind.COMPARATOR), ())
            there = Unit(Kind.THAT, unit.start, unit.end, unit.words)  # of the sentence before
            unit = replace(unit, slugs=named) if named else there
        elif _both_places(unit, last):
            unit = replace(unit, slugs=("national", "similar-areas"))  # "above both comparators"
        elif unit.words == ("national",) and _national_thing(units, place):
            skip = 1
            noun = units[place + 1]
            words = unit.words + noun.words
            unit = Unit(Kind.COMPARATOR, unit.start, noun.end, words, ("national",), "comparator")
        elif unit.words == ("national",) and (reach := _data_of_some(units, place)):
            skip = reach
            words = tuple(word for part in units[place : place + reach + 1] for word in part.words)
            end = units[place + reach].end
            unit = Unit(Kind.COMPARATOR, unit.start, end, words, ("national",), "comparator")
        elif (
            unit.text == "in relation to"
            and place + 1 < len(units)
            and units[place + 1].kind is Kind.COMPARATOR
        ):
            unit = replace(unit, kind=Kind.COMPARED)  # "very good in relation to comparators"
        elif unit.words == ("similar",) and _similar_and_national(units, place):
            unit = replace(unit, kind=Kind.COMPARATOR, slugs=("similar-areas",), scheme="comparator")
        elif (unit.text in _POINTERS and (reach := _those_same(units, place))) or (
            unit.text in ("that", "this") and (reach := _that_group(units, place))
        ):
            skip = reach - 1  # "in those same areas"
            parts = units[place : place + reach]
            words = tuple(word for part in parts for word in part.words)
            unit = Unit(Kind.PRONOUN, unit.start, parts[-1].end, words)
        if unit.words[-1] in _PLACES and _like_here(units, place):
            unit = replace(unit, kind=Kind.COMPARATOR, slugs=("similar-areas",), scheme="comparator")
        if unit.kind is last.kind is Kind.COMPARATOR and unit.text in _BARE and unit is not last:
            made[-1] = replace(last, end=unit.end, words=last.words + unit.words)
            continue  # "similar councils' average"
        if unit.kind is Kind.COMPARATOR and unit.text in _BARE and _set_in(made):
            unit = replace(unit, kind=Kind.WORD, slugs=(), scheme="")
        if unit.kind is last.kind is Kind.COMPARATOR and unit.words[0] in _WHERE and unit is not last:
            # "similar provision nationally" is that of the nation; "similar areas in England" are similar
            alike = unit.words != ("nationally",) or last.words[-1] not in _KINDS
            slugs = last.slugs if alike else unit.slugs
            made[-1] = replace(last, end=unit.end, words=last.words + unit.words, slugs=slugs)
            continue
        if unit.words == ("national",) and place + 1 < len(units) and units[place + 1].kind is Kind.AND:
            rest = [u for u in units[place + 2 : place + 5] if u.kind is not Kind.DETERMINER]
            # "the national and outer London averages"
            shared = any(u.text in ("averages", "average", "figures") for u in units[place + 2 : place + 6])
            if rest and (rest[0].kind is Kind.COMPARATOR or shared):
                unit = replace(unit, kind=Kind.COMPARATOR, slugs=("national",), scheme="comparator")
        made.append(unit)
    return made
