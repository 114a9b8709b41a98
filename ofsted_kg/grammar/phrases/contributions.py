"""Read what the work of services is for: "The contribution of services to the health of children".

In: the phrases before a verb, the outcomes and the outcome of the heading. Out: the outcome that the work
serves, by its name, by the health or safety of all children, or by the heading where children are helped.
"""

from __future__ import annotations

from collections.abc import Sequence

from ofsted_kg.grammar.lex.closed_classes import Kind, words_of
from ofsted_kg.grammar.lex.concepts import WEAK
from ofsted_kg.grammar.lex.semantic_fields import COUNCIL
from ofsted_kg.grammar.phrases.phrase import Phrase, units_of

_WORK = words_of("work contribution impact role efforts effort part")
_WORKERS = COUNCIL | words_of("services service agencies partners partnership partnerships")
_HELPING = words_of(
    """
    helping keeping securing enabling supporting ensuring encouraging promoting protecting assisting preparing
    making getting maintaining safeguarding secure enable promote encourage prepare
    """
)
_LEADS = words_of("in to on towards")
_HELPED = words_of("children people pupils learners")


def worked_for(zone: Sequence[Phrase], outcomes: frozenset[str], heading: str | None) -> str | None:
    """Return what the work of services is for: "The work of all local services in keeping children safe".

    Where that is in no words of the vocabulary, it is what the heading names.
    """
    if len(zone) < 3 or zone[0].word not in _WORK:
        return None
    place = next((n for n, p in enumerate(zone) if n > 1 and p.units[0].words[0] in _HELPING), 0)
    if not place:
        return _good_of_all(zone)
    if not _of_services(zone, place):
        return None
    # "helping pupils enjoy and achieve": behind whom it helps an outcome is no name of the phrase
    named = [slug for p in zone[place:] for slug in p.names or _outcome_at_end(p, outcomes)]
    if named[:1] == ["safeguarding"] and heading == "staying-safe" and _is_act(zone[place]):
        return heading
    if named:
        return named[0] if named[0] in outcomes - WEAK else None
    if good := _good_of_all(zone):
        return good
    helped = any(u.text in _HELPED for u in units_of(zone[place : place + 4]))
    return heading if helped and heading not in WEAK else None


def _outcome_at_end(noun: Phrase, outcomes: frozenset[str]) -> tuple[str, ...]:
    slugs = noun.head.slugs if noun.head is not None and noun.head.kind is Kind.SUBJECT else ()
    return slugs if set(slugs) <= outcomes else ()


def _of_services(zone: Sequence[Phrase], place: int) -> bool:
    """Say whether it is services whose work is told of: "the council's contribution to | helping"."""
    if zone[place - 1].text not in _LEADS or any(p.names for p in zone[: place - 1]):
        return False
    if place > 2 and zone[1].text not in ("of", "by"):
        return False
    who = units_of(zone[:1])[:-1] if place == 2 else units_of(zone[2 : place - 1])
    return any(_WORKERS & {unit.words[-1], unit.words[-1].removesuffix("s")} for unit in who)


def _is_act(noun: Phrase) -> bool:
    """Say whether "safeguarding" is done to somebody: "in safeguarding | children from harm"."""
    first = noun.units[0]
    return (first.text == "safeguarding" and len(noun.units) > 1) or first.words[1:2] == ("children",)


_GOODS = {"health": "being-healthy", "safety": "staying-safe"}
_BETTERING = words_of("improving improve maintaining raising furthering advancing") | _HELPING
_FOLK = words_of("children young people childrens peoples babies adolescents")
_LIGHT = frozenset({Kind.DETERMINER, Kind.AND})
# "the health and well-being of": as it is cut up.
_WELFARE = words_of("well being wellbeing welfare")


def _good_of_all(zone: Sequence[Phrase]) -> str | None:
    """Return the outcome that is the health or the safety of all: "to the safety of young people"."""
    led = next((n for n, p in enumerate(zone) if n and p.text in _LEADS), 0)
    if not led or not _of_services(zone, led + 1):
        return None
    units = [unit for unit in units_of(zone[led + 1 :]) if unit.kind not in _LIGHT]
    words = [word for unit in units for word in unit.words]
    if words and words[0] in _BETTERING:
        words = words[1:]
    good = next((word for word in words if word in _GOODS), "")
    folk = [word for word in words if word not in _WELFARE and word not in (good, "of", "and", "local")]
    return _GOODS[good] if good and folk and _FOLK.issuperset(folk) else None
