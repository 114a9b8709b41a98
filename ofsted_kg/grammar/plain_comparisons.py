# Past 300 lines: a rule for each roundabout way of comparing.
"""Say plainly what compares in a roundabout way: "are neither of them", "falls short both of".

In: the units of a sentence. Out: the same, where "are neither of them higher" is "are not higher",
"falls short both of" one comparing word, "the 66% found in similar areas" that in similar areas,
"what would be typical of X" that of X, "what is more," an adverb and "the same can be said" "the same
is said" and "as good or better than", which leaves out an "as", one comparing word. No offset changes.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from ofsted_kg.grammar.comparatives import ABOVE, BELOW, OR_ABOVE, OR_BELOW, Cue, Form
from ofsted_kg.grammar.units import Unit
from ofsted_kg.grammar.words import Kind, words_of

# What makes a look worth while.
ROUNDABOUT = words_of(
    """them these those short found seen recorded reported what said standards place places placed
    made achieved attained gained reached shown reach extent suggest suggests imply implies indicate
    indicates expect served supported protected prepared qualified"""
)
_THEM = frozenset({"of them", "of these", "of those", "them", "these", "both of them", "both of these"})
_FALLS = words_of("fall falls fell falling fallen")
_FOUND = words_of("found seen recorded reported")
_WHERE = words_of("in for among across by")
_ADDS = words_of("more better worse")
_MARKS = frozenset({Kind.COMMA, Kind.AND, Kind.STOP, Kind.CONJUNCTION})
_MAY = words_of("can may might must could")


def plain_comparisons(units: list[Unit]) -> list[Unit]:
    """Return units with such ways of speaking made plain."""
    made: list[Unit] = []
    place = 0
    while place < len(units):
        found = _of_them(units, place) or _falls_short(units, place) or _found_in(units, place)
        found = found or _what_is_more(units, place) or _what_is_usual(units, place)
        found = found or _can_be_said(units, place) or _by_standards(units, place)
        found = found or _its_reach(units, place) or _places_it(units, place) or _made_by(units, place)
        found = (
            found or _to_a_lesser_extent(units, place) or _suggests(units, place) or _as_well(units, place)
        )
        plain, place = found or ((units[place],), place + 1)
        made += plain
    return made


_Plain = tuple[tuple[Unit, ...], int] | None


def _of_them(units: Sequence[Unit], place: int) -> _Plain:
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


def _falls_short(units: Sequence[Unit], place: int) -> _Plain:
    """Read "falls short both of", "fall short, however, of" as "falls short of"."""
    if units[place].text not in _FALLS or [u.text for u in units[place + 1 : place + 2]] != ["short"]:
        return None
    look = place + 2
    while look < len(units) and look < place + 6 and units[look].kind in (Kind.ADVERB, Kind.COMMA):
        if units[look].words[-1] == "of":
            look += 1
            break
        look += 1
    else:
        if look >= len(units) or units[look].text != "of":
            return None
        look += 1
    words = (units[place].text, "short", "of")
    cue = Cue(BELOW, Form.DIRECT)
    return (Unit(Kind.CUE, units[place].start, units[look - 1].end, words, cue=cue),), look


def _its_reach(units: Sequence[Unit], place: int) -> _Plain:
    """Read "its reach" as a noun: whose it is stands before it."""
    owned = place > 0 and units[place - 1].text in ("its", "their", "whose")
    if units[place].text != "reach" or not owned:
        return None
    return (replace(units[place], kind=Kind.WORD, cue=None),), place + 1


def _places_it(units: Sequence[Unit], place: int) -> _Plain:
    """Read "which places it ahead of" with a verb, as "which puts it"."""
    led = place > 0 and units[place - 1].kind in (Kind.RELATIVE, Kind.THAT, Kind.PRONOUN)
    if units[place].text not in _PLACES or not led or place + 1 >= len(units):
        return None
    if units[place + 1].kind is not Kind.PRONOUN:
        return None
    return (replace(units[place], kind=Kind.VERB),), place + 1


def _made_by(units: Sequence[Unit], place: int) -> _Plain:
    """Read "as good as that made by girls nationally" as "that of girls"."""
    led = place > 0 and units[place - 1].text in ("that", "those")
    if units[place].text not in _MADE or not led or [u.text for u in units[place + 1 : place + 2]] != ["by"]:
        return None
    return (replace(units[place + 1], start=units[place].start, words=("of",)),), place + 2


_MADE = words_of("made achieved attained gained reached shown")
_PLACES = words_of("place places placed")


def _to_a_lesser_extent(units: Sequence[Unit], place: int) -> _Plain:
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


def _suggests(units: Sequence[Unit], place: int) -> _Plain:
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
    ends = look + 1 >= len(units) or units[look + 1].kind in _MARKS
    return ((replace(units[place], end=units[look].end),), look + 1) if ends else None


_AVERAGE = words_of("average averages figure figures rate rates")
_SUGGEST = words_of("suggest suggests imply implies indicate indicates expect")


def _as_well(units: Sequence[Unit], place: int) -> _Plain:
    """Read "not as well served as" as one comparing word."""
    said = [unit.text for unit in units[place : place + 3]]
    if len(said) < 3 or said[0] != "not as well" or said[1] not in _SERVED or said[2] != "as":
        return None
    words = tuple(" ".join(said).split())
    cue = Cue(BELOW, Form.DIRECT, welcome=True)
    return (Unit(Kind.CUE, units[place].start, units[place + 2].end, words, cue=cue),), place + 3


_SERVED = words_of("served supported protected prepared qualified")


def _found_in(units: Sequence[Unit], place: int) -> _Plain:
    """Read "the 66% found in similar areas" as "the 66% in similar areas"."""
    if units[place].text not in _FOUND or place + 2 >= len(units) or not place:
        return None
    ahead = [unit for unit in units[place + 2 : place + 4] if unit.kind is not Kind.DETERMINER]
    there = units[place + 1].text in _WHERE and bool(ahead) and ahead[0].kind is Kind.COMPARATOR
    if not there or units[place - 1].kind is not Kind.COUNT:
        return None
    return (replace(units[place + 1], start=units[place].start),), place + 2


def _what_is_more(units: Sequence[Unit], place: int) -> _Plain:
    """Read ", what is more to the point," as an adverb: it adds, and compares nothing."""
    led = place == 0 or units[place - 1].kind in _MARKS
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


def _what_is_usual(units: Sequence[Unit], place: int) -> _Plain:
    """Read "what would be typical of similar areas" as "that of similar areas"."""
    look = place + 1
    while look < len(units) and units[look].kind in (Kind.MODAL, Kind.BE, Kind.ADVERB):
        look += 1
    if units[place].text != "what":
        return None
    places = units[place + 1] if place + 1 < len(units) else None
    is_ = place > 0 and units[place - 1].kind is Kind.BE  # "which is what similar councils have"
    named = places is not None and places.kind is Kind.COMPARATOR and not is_
    if places is not None and named and (offer := _offer(units, place + 2)):
        return (replace(places, start=units[place].start, end=units[offer - 1].end),), offer
    if look == place + 1 or look + 1 >= len(units):
        return None
    if units[look].text in _TYPICAL:
        look += 1
    elif units[look].text in _USUAL and units[look + 1].text in _WHERE:
        look += 2
    else:
        return None
    ahead = [unit for unit in units[look : look + 2] if unit.kind is not Kind.DETERMINER]
    if not ahead or ahead[0].kind is not Kind.COMPARATOR:
        return None
    that = replace(units[place], kind=Kind.THAT, words=("that",))
    return (that, replace(units[look - 1], kind=Kind.PREPOSITION, words=("of",), cue=None)), look


def _offer(units: Sequence[Unit], place: int) -> int:
    """Return where "have to offer", "achieve" ends behind the places whose it is, or 0."""
    said = [unit.text for unit in units[place : place + 3]]
    if said == ["have", "to", "offer"]:
        return place + 3
    ends = place + 1 >= len(units) or units[place + 1].kind in _MARKS
    return place + 1 if ends and said and said[0] in _ACHIEVE else 0


_ACHIEVE = words_of("achieve offer provide manage have do")
_TYPICAL = frozenset({"typical of", "typical for"})
_USUAL = _FOUND | words_of("usual normal common typical customary")


def _can_be_said(units: Sequence[Unit], place: int) -> _Plain:
    """Read "the same can be said of X" as "the same is said of X"."""
    said = [unit.text for unit in units[place : place + 4]]
    if len(said) < 4 or said[0] not in _SAME or said[1] not in _MAY or said[2:] != ["be", "said"]:
        return None
    verb = replace(units[place + 1], kind=Kind.BE, end=units[place + 2].end, words=("is",))
    return (units[place], verb, units[place + 3]), place + 4


def _by_standards(units: Sequence[Unit], place: int) -> _Plain:
    """Read "low by national standards" as "low compared with the country"."""
    led = place > 0 and units[place - 1].cue is not None and units[place].text == "by"
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


_SAME = frozenset({"the same", "the reverse", "the opposite", "same", "reverse", "opposite"})


# What makes a look for "as good or better than" worth while.
ALIKE_OR = frozenset({"than", "same", "similar", "equal", "equivalent", "comparable"})
_ALIKE = frozenset({"the same", "same", "similar", "equal", "equivalent", "comparable"})
_OR = {ABOVE: OR_ABOVE, BELOW: OR_BELOW}


def or_than(units: Sequence[Unit], place: int) -> tuple[Unit, int] | None:
    """Read "as good or better than", "the same or higher than" as one comparing word."""
    look = place
    if units[look].text == "at least" and look + 1 < len(units):
        look += 1
    if units[look].words[-1] == "as":
        look += 1
        fused = look < len(units) and units[look].kind is Kind.GRADE and units[look].at_least
        if fused and units[look].words[-1] == "better":
            ends = [unit.kind for unit in units[look + 1 : look + 2]] == [Kind.THAN]
            better = Cue(ABOVE, Form.COMPARATIVE, welcome=True)
            return (_alike(units, place, look + 2, better), look + 2) if ends else None
    elif units[look].text not in _ALIKE:
        return None
    behind = units[look + 1 : look + 2]
    if not behind or behind[0].text != "or":
        return None
    look += 2
    while look < len(units) and (units[look].kind is Kind.ADVERB or units[look].text in _A_LITTLE):
        look += 1
    cue = units[look].cue if look < len(units) else None
    behind = units[look + 1 : look + 2]
    if cue is None or cue.direction not in _OR or not behind:
        return None
    if behind[0].kind is Kind.SHARE and units[place].text in _ALIKE:  # "a similar or higher proportion of"
        wider = replace(cue, direction=_OR[cue.direction])
        return replace(units[look], start=units[place].start, cue=wider), look + 1
    return (_alike(units, place, look + 2, cue), look + 2) if behind[0].kind is Kind.THAN else None


_A_LITTLE = words_of("a little slightly bit somewhat even much")


def _alike(units: Sequence[Unit], first: int, end: int, cue: Cue) -> Unit:
    words = tuple(word for unit in units[first:end] for word in unit.words)
    made = Cue(_OR[cue.direction], Form.DIRECT, welcome=cue.welcome)
    return Unit(Kind.CUE, units[first].start, units[end - 1].end, words, cue=made)


# What makes a look for "a high proportion of X ... compared with" worth while.
SIZED = frozenset({"of", "with"})
_HIGH = {"high": ABOVE, "higher": ABOVE, "large": ABOVE, "low": BELOW, "small": BELOW}
_SHARES = words_of("proportion proportions percentage percentages share shares number numbers")


def sized_beside(units: Sequence[Unit]) -> list[Unit]:
    """Read "a high proportion of X is good compared with Y" as "a higher proportion": no quantity of X."""
    led = {n for n, unit in enumerate(units) if unit.kind is Kind.COMPARED and _names_places(units, n)}
    made: list[Unit] = []
    for place, unit in enumerate(units):
        size = (
            next((word for word in unit.words if word in _HIGH), None) if unit.kind is Kind.QUANTITY else None
        )
        if size is None or not led or unit.words[-2] not in _SHARES or not _beside(units, place, led):
            made.append(unit)
            continue
        share = unit.words[-2:]
        middle = max(unit.start, unit.end - len(" ".join(share)))
        cue = Cue(_HIGH[size], Form.COMPARATIVE)
        made.append(
            Unit(Kind.CUE, unit.start, middle, ("higher" if cue.direction == ABOVE else "lower",), cue=cue)
        )
        made.append(Unit(Kind.SHARE, middle, unit.end, share))
    return made


def _names_places(units: Sequence[Unit], place: int) -> bool:
    return any(unit.kind is Kind.COMPARATOR for unit in units[place + 1 : place + 4])


def _beside(units: Sequence[Unit], place: int, led: set[int]) -> bool:
    """Say whether a share is set beside places: those that open the sentence, or end its clause."""
    marker = next((n for n in sorted(led) if n > place), 0)
    if marker:
        between = units[place + 1 : marker]
        verbs = sum(unit.kind in (Kind.BE, Kind.COPULA, Kind.VERB, Kind.MODAL) for unit in between)
        return (
            verbs == 1
            and any(unit.kind is Kind.GRADE for unit in between)
            and units[marker - 1].kind
            in (
                Kind.GRADE,
                Kind.COMMA,
                Kind.ADVERB,
            )
        )
    opens = units[1:place] if 0 in led else ()
    return bool(opens) and opens[-1].kind in (Kind.COMPARATOR, Kind.COMMA)
