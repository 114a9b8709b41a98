"""Say what the head of a noun phrase leaves to what follows it.

In: a noun phrase. Out: whether it says itself what it is about ("partnerships with schools"),
or a name behind it does ("the quality of childcare").
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from ofsted_kg.grammar.lex.closed_classes import MONTHS, Kind, words_of
from ofsted_kg.grammar.lex.concepts import PEOPLE, WEAK
from ofsted_kg.grammar.lex.semantic_fields import COUNCIL
from ofsted_kg.grammar.phrases.coordination import Group
from ofsted_kg.grammar.phrases.named_entities import LEVELS, qualifies
from ofsted_kg.grammar.phrases.phrase import Form, Phrase, units_of

# Nouns through which a name shines: "the quality of childcare" is the childcare's.
_THROUGH = LEVELS | words_of(
    """
    quality effectiveness standard standards inspection inspections reinspection report reports
    review visit visits judgement judgements judgment judgments number numbers majority minority range type
    types kind kinds overall learners students pupils trainees level levels proportion grade grades rating
    ratings
    outcome outcomes inspectors ofsteds findings impact contribution behaviour children young people education
    residents network networks chain chains cluster clusters group groups set collection clutch crop string
    pair trio quartet
    """
)
_TRANSPARENT = frozenset(
    {
        Kind.THAT,
        Kind.SHELL_NOUN,
        Kind.SHARE,
        Kind.COUNT,
        Kind.QUANTITY,
        Kind.REST,
        Kind.PRONOUN,
        Kind.HERE,
        Kind.ADVERB,
        Kind.CUE,
        Kind.NOT,
    }
)
SERVED = PEOPLE | {"safeguarding"}
SUPPORTED = PEOPLE | {"adoption", "fostering", "private-fostering"}
# What people do, or is done for them, and is no quality of a service: "the progress of care leavers".
ACTS = words_of("attendance progress relationships practice training guidance")
_OTHER_WORK = words_of("training support guidance health learning welfare practice")


# Whose grade is that of the outcome: "Children's health is good".
HEALTH = frozenset(
    {
        "childrens health",
        "health of children",
        "children and young peoples health outcomes",
        "health outcomes",
        "young peoples health",
        "children and young peoples health",
        "the health of children and young people",
        "the health of children",
    }
)
# The words that these begin with.
OF_HEALTH = frozenset(text.split()[0] for text in HEALTH)


_FOLK = frozenset({"children", "young people", "families", "their families"})


def names_whole(zone: Sequence[Phrase]) -> bool:
    """Say whether a phrase is about all services: "Children's services in X", "Services for children, Y"."""
    if len(zone) > 2 and zone[0].word == "effectiveness" and zone[1].text == "of":
        zone = zone[2:]  # "The overall effectiveness of | local authority services for children"
    while len(zone) > 2 and zone[1].form is Form.AND and all(unit.capital for unit in zone[0].units):
        zone = zone[2:]  # "Cheshire West and | Chester children's services"
    if not zone or zone[0].kind is not Kind.SHELL_NOUN or zone[0].word != "services":
        return False
    units = zone[0].units
    owned = len(units) > 1 and units[-2].words[-1] == "childrens"
    named = units[: -2 if owned else -1]
    if any(not (unit.capital or unit.text in _ITS) for unit in named):
        return False
    place = 1
    if place < len(zone) and zone[place].text in ("for", "to"):
        place += 1
        while place < len(zone) and (zone[place].text in _FOLK or zone[place].form in (Form.COMMA, Form.AND)):
            place += 1
            owned = True
    rest = zone[place:]
    if rest and rest[0].text not in ("in", "on", "across"):
        return False
    where = units_of(rest)
    light = (Kind.PREPOSITION, Kind.DETERMINER)
    local = all(u.kind in light or u.capital or u.words[-1] in COUNCIL for u in where)
    return owned and bool(named or rest or place > 1) and local


_ITS = frozenset({"the", "local", "authority"})


def folk_of_place(zone: Sequence[Phrase]) -> bool:
    """Say whether a phrase is about all children of a place: "Children and families in Northmoor"."""
    place = next((n for n, p in enumerate(zone) if p.text not in _FOLK and p.form is not Form.AND), len(zone))
    where = units_of(zone[place + 1 :])
    led = 0 < place < len(zone) - 1 and zone[place].text in ("in", "across")
    return led and all(u.capital or u.kind is Kind.AND for u in where)


def without_evidence(zone: Sequence[Phrase]) -> Sequence[Phrase]:
    """Leave "staying safe" of "Inspection evidence for staying safe"."""
    told = len(zone) > 2 and zone[0].text == "inspection evidence" and zone[1].text in ("for", "of", "on")
    return zone[2:] if told else zone


def counted_word(noun: Phrase) -> str:
    """Return the noun of a phrase that ends in a participle: "centres" in "five centres inspected"."""
    for unit in reversed(noun.units):
        if not unit.text.endswith("ed"):
            return unit.words[-1]
    return noun.word


_CHILDREN = (["children"], ["young"], ["pupils"], ["families"])


def transparent(noun: Phrase) -> bool:
    """Say whether a noun phrase leaves it to what follows, or to what was said, what it is about."""
    if noun.names:
        return True
    if noun.text == "home":
        return False  # "20 miles from home"
    centres = counted_word(noun) in ("centre", "centres")
    for place, unit in enumerate(noun.units):
        if centres and unit.text in ("childrens", "family"):
            return False  # of no kind of the vocabulary
        if unit.kind is Kind.WORD and not (
            qualifies(unit) or unit.words[-1] in _THROUGH or unit.words[-1] in MONTHS
        ):
            return False
        if unit.kind is Kind.TOPIC and unit.slugs != ("behaviour",) and unit.text != "standards":
            return False
        if unit.kind is Kind.ASPECT and unit.text in _OTHER_WORK and place + 1 < len(noun.units):
            return False
        if unit.kind is Kind.SUBJECT:
            return False  # a name that is part of a compound: "school improvement"
        if unit.text.endswith("ed") and [u.words[0] for u in noun.units[place + 1 :]][:1] in _CHILDREN:
            return False  # "Services for unaccompanied children"
        if unit.kind is Kind.REVIEW or unit.text in ("annual report", "annual reports"):
            return False
    head = noun.kind
    return head in _TRANSPARENT or head in (Kind.ASPECT, Kind.TOPIC, Kind.WORD)


def is_transparent(group: Group, place: int) -> bool:
    """Say whether a group leaves it to what follows what it is about."""
    if place and group.prep in ("in", "across", "within", "of", "at") and all(map(_is_proper, group.nouns)):
        return True  # "Provision in Weymouth"
    if place and group.prep == "with" and not group.names():
        return False  # "The quality of work with the children concerned"
    return transparent(group.nouns[0])


def _is_proper(noun: Phrase) -> bool:
    return all(unit.capital or unit.kind is Kind.DETERMINER for unit in noun.units)


def until_verb(noun: Phrase) -> Phrase:
    """Cut a noun phrase at a verb that is not known: "The fostering service | recruits"."""
    place = next((n for n, unit in enumerate(noun.units) if unit.kind is Kind.SUBJECT), None)
    if place is None or any(unit.kind is Kind.WORD for unit in noun.units[:place]):
        return noun
    unit = noun.units[place]
    return replace(noun, units=noun.units[: place + 1], head=unit, names=unit.slugs)


def keeps(group: Group, rest: Sequence[Group]) -> bool:
    """Say whether a name is not that of what follows: "capacity to improve services for X"."""
    slugs = {slug for slug, _ in group.names()}
    whose = {slug for other in rest[:1] for slug, _ in other.names()}
    if not slugs <= WEAK or not whose:
        return False
    improved = "capacity-to-improve" in slugs and group.head.units[-1].words[-1] == "services"
    led = slugs == {"service-management"}  # "Leadership and management of the fostering service"
    return whose <= (SERVED | SUPPORTED if led else SUPPORTED if improved else SERVED)


def until_purpose(zone: Sequence[Phrase]) -> list[Phrase]:
    """Cut off what work is for: "Recent action | to improve the adoption service"."""
    if not zone or zone[0].form is not Form.NOUN or zone[0].names:
        return list(zone)
    works = zone[0].kind in (Kind.WORD, Kind.TOPIC) or zone[0].word in ("work", "progress")
    for place in range(1, len(zone) - 1 if works else 0):
        if zone[place].text == "to" and zone[place + 1].units[0].words[0] in _PURPOSES:
            return list(zone[:place])
    return list(zone)


_PURPOSES = words_of(
    """
    improve support progress track develop promote secure recruit protect help meet raise increase ensure
    reduce tackle address manage monitor identify strengthen deliver implement
    """
)


def of_compound(groups: Sequence[Group]) -> bool:
    """Say whether names only open a compound: "Fostering and adoption panels", "monitoring of these"."""
    first = groups[0].head
    if len(groups) < 2 or groups[1].prep:
        return False
    second = groups[1].head
    inside = any(u.kind is Kind.SUBJECT or u.words[0] in ("adoption", "fostering") for u in second.units[:-1])
    piled = groups[1].joined and first.names and len(first.units) == 1 and inside and not second.names
    bare = not first.names and not transparent(first)
    pointing = second.units[0].kind is Kind.PRONOUN and second.units[0].words[0] == "of"
    return bool(piled) or (bare and pointing and len(second.units) > 1 and not groups[0].prep)


def whose_outcomes(groups: list[Group], outcomes: frozenset[str]) -> list[Group]:
    """Leave of "Health, housing and education outcomes for care leavers" whose they are: no one outcome's."""
    whose = next((n for n, group in enumerate(groups) if group.prep), 0)
    heads, behind = groups[:whose], groups[whose:]
    nouns = [noun for group in heads for noun in group.nouns]
    if len(nouns) < 2 or nouns[-1].word != "outcomes" or behind[0].prep not in ("for", "of"):
        return groups
    slugs = {slug for slug, _ in behind[0].names()}
    plain = all(noun.kind in _KINDS or set(noun.names) <= outcomes for noun in nouns)
    several = any(not noun.names and noun.kind is Kind.TOPIC for noun in nouns[:-1])
    named = any(noun.names for noun in nouns)
    if not (slugs and slugs <= PEOPLE and plain and several and named):
        return groups
    return [replace(behind[0], prep=""), *behind[1:]]


_KINDS = frozenset({Kind.TOPIC, Kind.ASPECT})


def acts_on(core: Sequence[Group], rest: Sequence[Phrase]) -> bool:
    """Say whether what stands right behind a name is somebody who acts on it: "we inspected"."""
    noun = core[0].head
    place = next((n for n, phrase in enumerate(rest) if phrase is noun), 0)
    beside = place > 0 and rest[place - 1].form is Form.NOUN
    return beside and noun.units[0].words[0] in ("we", "they", "them", "inspectors", "ofsted", "it")


def shares_whose(group: Group, following: Group) -> bool:
    """Say whether what follows tells whose both are: "the quality of care | and support for care leavers"."""
    second = following.head.head
    joined = following.joined and not following.prep and second is not None and second.kind is Kind.SUBJECT
    both = group.head.kind is Kind.ASPECT and joined and second is not None
    return both and second is not None and second.words[0] in ("support", "provision", "services")
