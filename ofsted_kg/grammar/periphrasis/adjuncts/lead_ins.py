"""Leave out what only leads in a sentence: "Overall, X is good", "We found that", "In the last year".

In: the units of a sentence. Out: how many of the first only lead in what is said: an adverb that looks at the
whole, the area of the letter, the period under review, the inspection, or that inspectors found it so. Behind
them the sentence reads as it would alone; so a rule that asks how a sentence opens asks it of what is said.
"""

from __future__ import annotations

from collections.abc import Sequence

from ofsted_kg.grammar.lex.closed_classes import JOINTS, VERBS, Kind, phrases_of, words_of
from ofsted_kg.grammar.lex.semantic_fields import COUNCIL
from ofsted_kg.grammar.lex.units import Unit

# Adverbs that a comma parts from what is said, or nothing does. What tells of a time, an amount or another
# ("previously", "in most cases", "similarly") is none of them.
_WITHOUT_COMMA = phrases_of(
    """
    overall, in general, on the whole, as a rule, as a general rule, as a result, therefore, thus, hence,
    at present, today, nowadays, for the moment, for the time being, at the time of the assessment,
    at the time of the inspection, at the time of inspection, at the time of assessment,
    at the time of the review, to date
    """
)
_ADVERBS = _WITHOUT_COMMA | phrases_of(
    """
    by and large, on balance, in the main, as a whole, taken all round, all told, all in all,
    all things considered, in turn, further, furthermore, moreover, nevertheless, nonetheless, indeed,
    in particular, for example, for instance, once again, again, in sum, in a word, to be sure, of course,
    no doubt, without doubt, as usual, as ever, as always, not surprisingly, happy to say, sad to say,
    needless to say, as it happens, as might be expected, at the same time, as a consequence, in consequence,
    in addition, in summary, in short, in conclusion, in fact, in overall terms, in broad terms, more broadly,
    more generally, most importantly, most notably, however, by contrast, in contrast, also, now, first,
    in all, in this respect, despite this, in spite of this, on the other hand, even so, for all that,
    meanwhile
    """
)
_NO_LEAD = words_of("previously formerly originally initially similarly nearly only respectively")
_LONGEST = 14


def lead_ins(units: Sequence[Unit]) -> int:
    """Return how many units only lead in what is said, or 0."""
    place = 0
    while place < len(units) and (end := next((e for e in (lead(units, place) for lead in _LEADS) if e), 0)):
        place = end
    return place if place < len(units) else 0


def _set_off(units: Sequence[Unit], place: int, longest: int = 8) -> tuple[list[str], int]:
    """Return the words up to the next comma, and where what stands behind it begins."""
    for end in range(place + 1, min(place + longest, len(units))):
        if units[end].kind is Kind.COMMA:
            return [word for unit in units[place:end] for word in unit.words], end + 1
    return [], 0


def _begins(units: Sequence[Unit], place: int) -> bool:
    """Say whether what is said may begin here though no comma parts it from its lead-in."""
    return place < len(units) and (
        units[place].kind not in _NO_SUBJECTS or units[place].text in ("no", "none of", "none", "not all")
    )


_NO_SUBJECTS = VERBS | {
    Kind.RELATIVE,
    Kind.THAT,
    Kind.PREPOSITION,
    Kind.STOP,
    Kind.CONJUNCTION,
    Kind.NOT,
    Kind.COMMA,
    Kind.AND,
}


# -- adverbs -------------------------------------------------------------------------------------------------


def _adverb(units: Sequence[Unit], place: int) -> int:
    words, end = _set_off(units, place)
    said = " ".join(words)
    single = end == place + 2 and units[place].kind is Kind.ADVERB and said.endswith("ly")
    if said in _ADVERBS or (single and said not in _NO_LEAD):
        return 0 if said == "overall" and _of_all(units, end) else end
    bare = units[place].text in _WITHOUT_COMMA and _begins(units, place + 1)
    bare = bare and units[place + 1].kind not in (Kind.GRADE, Kind.ADVERB) and not _of_all(units, place + 1)
    return place + 1 if bare else 0


def _of_all(units: Sequence[Unit], place: int) -> bool:
    """Say whether a part of all settings follows, not of those just spoken of: "Overall, most settings"."""
    part = place < len(units) and units[place].kind in (Kind.QUANTITY, Kind.COUNT)
    noun = next((u for u in units[place + 1 : place + 4] if u.kind not in _BETWEEN), None) if part else None
    return noun is not None and noun.text in _SETTINGS


_BETWEEN = frozenset({Kind.DETERMINER, Kind.PREPOSITION})
_SETTINGS = words_of("settings providers")


def _joint(units: Sequence[Unit], place: int) -> int:
    """Return where a sentence begins that "and" joins to the one before: "And the borough has"."""
    opens = not place and units[0].text == "and" and _begins(units, 1)
    return 1 if opens and units[1].text not in _ECHOES else 0


_ECHOES = words_of("so as such too likewise")


# -- times and places ----------------------------------------------------------------------------------------

_SPANS = words_of("year years months period cycle")
_IN = words_of("in over during for throughout within")
_NUMBERED = words_of("two three four five few several twelve eighteen 12 18")
_THIS = _NUMBERED | words_of("the this last past current latest present academic reporting inspection recent")
_GOES_ON = words_of("of to before for at in from since and or")


def period(units: Sequence[Unit], place: int) -> int:
    """Return where the period under review ends: "This year,", "In the last twelve months"."""
    words: list[str] = []
    for end in range(place, min(place + 6, len(units))):
        words += units[end].words
        if words[-1] in _SPANS:
            break
    else:
        return 0
    led = words[0] in _IN
    said = words[led:-1]
    if not said or not _THIS.issuperset(said) or not (led or said == ["this"]):
        return 0
    if said == ["last"] or (units[end + 1 : end + 2] and units[end + 1].text in _GOES_ON):
        return 0
    alone = units[end + 1 : end + 2] and units[end + 1].text == "alone"
    end += 2 if alone else 1
    if end < len(units) and units[end].kind is Kind.COMMA:
        return end + 1
    return end if _begins(units, end) else 0


_ACROSS = words_of("in across within throughout")
_YOUR = words_of("your the this their our local councils authoritys")


def _area(units: Sequence[Unit], place: int) -> int:
    """Return where the area of the letter ends: "In your area,", "Across the borough,", "In Elmshire,"."""
    words, end = _set_off(units, place) if units[place].text in _ACROSS else ([], 0)
    if not words or units[end - 2].kind is Kind.HERE:
        return 0
    named = all(unit.kind is Kind.WORD and unit.capital for unit in units[place + 1 : end - 1])
    own = len(words) > 2 and words[-1] in COUNCIL and (_YOUR | COUNCIL).issuperset(words[1:])
    return end if named or own else 0


# -- inspections and what they found -------------------------------------------------------------------------

_INSPECTORS = words_of("we i inspectors inspection inspections evidence findings ofsted ofsteds")
_BASIS = _INSPECTORS - {"we", "i"} | words_of(
    """
    on from at in during according to the this our these basis of available seen strength view opinion
    judgement judgment recent most latest last its their all visit visits reports report
    """
)
_SINCE = words_of(
    "since the its their our last previous inspection inspections visit assessment letter report"
)
_VIEWS = words_of("view opinion judgement judgment")
_INSPECTED = words_of("evidence available seen inspection inspections visit visits ofsted inspectors")


def _basis(units: Sequence[Unit], place: int) -> int:
    """Return where the inspection ends on which it rests: "On the evidence available,", "In our view,"."""
    words, end = _set_off(units, place, 12) if units[place].words[0] in _ON | {"since"} else ([], 0)
    if words[:1] == ["since"]:  # not "Since the last inspection, when it was poor, X has improved"
        opens = units[end].text if end < len(units) else ""
        return end if len(words) > 2 and _SINCE.issuperset(words) and opens not in _WHEN else 0
    if len(words) < 2 or not _BASIS.issuperset(words):
        return 0
    ours = not _VIEWS.isdisjoint(words) and not {"our", "inspectors", "ofsteds", "ofsted"}.isdisjoint(words)
    inspected = words[-1] in _INSPECTED and _VIEWS.isdisjoint(words)
    return end if ours or inspected else 0


_WHEN = frozenset({"when", "where", "which", "at which", "at which time", "at which point", "in which"})
_ON = words_of("on from at in during according")
_FOUND = words_of(
    """
    found find finds judged judge reported report reports noted note notes conclude concluded considered
    consider saw see seen observed shows show showed shown indicates indicate indicated confirms confirm
    confirmed demonstrates demonstrate demonstrated record recorded say says acknowledge acknowledged
    recognise recognised established state states stated know
    """
)
_HOW = words_of(
    """
    encouraging pleasing clear evident notable noteworthy apparent heartening commendable positive welcome
    reassuring gratifying impressive creditable disappointing concerning worrying regrettable unfortunate true
    good fair case worth noting note noted interest credit concern pleased glad delighted happy
    """
)
_LIGHT = words_of(
    """
    it is was are am be were the a our this these recent latest most of from has have had also very
    particularly especially particular to can able you will please should there strong ample right
    clearly
    """
)
_OPENS = _INSPECTORS | words_of("it the our this these recent of you please there")
_SAYS = _FOUND | _HOW | words_of("is are evidence")


def _found(units: Sequence[Unit], place: int) -> int:
    """Return where it ends that inspectors found something: "Inspectors report that", "It is clear that"."""
    end = next((n for n in range(place, min(place + _LONGEST, len(units))) if units[n].kind is Kind.THAT), 0)
    words = [word for unit in units[place:end] for word in unit.words]
    if len(words) < 2 or words[0] not in _OPENS or words[-1] not in _SAYS or _another_that(units, end + 1):
        return 0
    told = (_INSPECTORS | _FOUND | _HOW | _LIGHT).issuperset(words) and not _doubted(words)
    if not told or end + 1 == len(units):
        return 0
    return end + 2 if units[end + 1].kind is Kind.COMMA else end + 1


def _doubted(words: Sequence[str]) -> bool:
    """Say whether nothing is found: "it should be clear that", or by nobody: "it is"."""
    wished = "should" in words and words[-1] not in ("noted", "recognised", "acknowledged", "said")
    feared = words[0] == "there" and words[-1] != "evidence"  # "there is a concern that"
    return wished or feared or (_INSPECTORS | _HOW | _FOUND).isdisjoint(words)


def _another_that(units: Sequence[Unit], place: int) -> bool:
    """Say whether more is told to be found: "We found that A is good and that B is", not "that in B"."""
    return any(
        unit.kind is Kind.THAT
        and units[n - 1].kind in JOINTS
        and units[n - 1].text != "so"
        and n + 1 < len(units)
        and units[n + 1].kind is not Kind.PREPOSITION
        for n, unit in enumerate(units[place:], place)
    )


_LEADS = (_adverb, _joint, period, _area, _basis, _found)

__all__ = ["lead_ins", "period"]
