"""Undo periphrasis: say in plain words what a sentence says in a roundabout way.

In: the units of a sentence. Out: the same with "where X is concerned" as "with regard to X", "from being
good" as "from good". No offset changes: what is joined keeps where it stands.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from ofsted_kg.grammar.lex.approximators import ROUGHLY, approximators
from ofsted_kg.grammar.lex.closed_classes import FINITE_BE, Kind, words_of
from ofsted_kg.grammar.lex.concepts import ALL_SETTINGS, CHILDRENS_HOMES, PEOPLE
from ofsted_kg.grammar.lex.runs import joined
from ofsted_kg.grammar.lex.semantic_fields import JUDGEMENTS
from ofsted_kg.grammar.lex.units import Unit
from ofsted_kg.grammar.periphrasis.adjuncts.concessives import CONCEDES, without_concessive
from ofsted_kg.grammar.periphrasis.adjuncts.exceptives import DISREGARDED, exceptives
from ofsted_kg.grammar.periphrasis.adjuncts.postpositions import POSTPOSED, postpositions
from ofsted_kg.grammar.periphrasis.adjuncts.temporal_adjuncts import WHEN_TOLD, temporal_adjuncts
from ofsted_kg.grammar.periphrasis.adjuncts.temporal_clauses import MOVES, temporal_clauses
from ofsted_kg.grammar.periphrasis.adjuncts.unconditionals import unconditionals
from ofsted_kg.grammar.periphrasis.anaphora.correlatives import OTHER, correlatives
from ofsted_kg.grammar.periphrasis.anaphora.identity_anaphora import SAME, identity_anaphora
from ofsted_kg.grammar.periphrasis.anaphora.pro_forms import WATCHED, pro_forms
from ofsted_kg.grammar.periphrasis.comparison.circumlocutions import circumlocutions
from ofsted_kg.grammar.periphrasis.comparison.comparative_clauses import HAVING, comparative_clauses
from ofsted_kg.grammar.periphrasis.comparison.differentials import MARGINS, TRIFLES, differentials
from ofsted_kg.grammar.periphrasis.comparison.disjunction import REACHES, disjunction
from ofsted_kg.grammar.periphrasis.comparison.placement_verbs import PLACES, placement_verbs, them_too
from ofsted_kg.grammar.periphrasis.comparison.respect_adjuncts import LIES, respect_adjuncts
from ofsted_kg.grammar.periphrasis.inversion import gapped_topics, inversion
from ofsted_kg.grammar.periphrasis.predicates.change_of_state import CLIMBS, change_of_state
from ofsted_kg.grammar.periphrasis.predicates.comitatives import comitatives, no_less_than
from ofsted_kg.grammar.periphrasis.predicates.enough_clauses import ENOUGH, enough_clauses
from ofsted_kg.grammar.periphrasis.predicates.labelled_lists import LABEL_MARKS, labelled_lists
from ofsted_kg.grammar.periphrasis.predicates.ranges import VARIES, ranges
from ofsted_kg.grammar.periphrasis.predicates.semi_copulas import STANDING, semi_copulas
from ofsted_kg.grammar.periphrasis.predicates.sentential_relatives import UNSAID, sentential_relatives
from ofsted_kg.grammar.periphrasis.quantifiers.floating_quantifiers import FLOATED, floating_quantifiers
from ofsted_kg.grammar.periphrasis.quantifiers.indefinite_quantifiers import NUMBERED, indefinite_quantifiers
from ofsted_kg.grammar.periphrasis.quantifiers.prevalence_verbs import PREVAILING, prevalence_verbs
from ofsted_kg.grammar.periphrasis.quantifiers.remainders import REMAINDERS, remainders
from ofsted_kg.grammar.periphrasis.word_order.naming_verbs import CALL, naming_verbs
from ofsted_kg.grammar.periphrasis.word_order.pied_piping import pied_piping

_FAR = frozenset({"where", "as far as", "so far as", "insofar as", "in so far as"})
_INSPECT = words_of("inspected inspects inspect regulated regulates regulate visited")
_SEEN = words_of("inspected visited")
_GIVEN = words_of("made given awarded reached")
_WHO = words_of("ofsted we inspectors")
_WHOLE = words_of("provision services settings institutions providers")
_FINITE = frozenset({Kind.BE, Kind.HAVE, Kind.MODAL, Kind.COPULA, Kind.VERB})


def plain_units(units: list[Unit]) -> list[Unit]:
    """Return units with what only leads up to something made plain."""
    words = {unit.words[-1] for unit in units}
    if words & CALL:
        units = naming_verbs(units)
    if words & FLOATED:
        units = floating_quantifiers(units)
    if words & {"than", "with", "as"}:
        units = no_less_than(units)
    if words & CONCEDES:
        units = without_concessive(units)
    if "concerned" in words:
        units = _concerned(units)
    if "being" in words:
        units = comitatives(_being(units))
    if "wherever" in words:
        units = joined(units, _wherever)
    if words & ROUGHLY:
        units = approximators(units)
    if words & _INSPECT:
        units = joined(units, _inspected)
    if words & _GLAD:
        units = joined(units, _glad)
    if words & {"home", "homes"}:
        units = joined(units, _homes)
    if words & JUDGEMENTS:
        units = joined(units, _given)
    if words & LABEL_MARKS:
        units = labelled_lists(units)
    if words & VARIES:
        units = ranges(units)
    if words & CLIMBS:
        units = change_of_state(units)
    if words & WHEN_TOLD:
        units = temporal_adjuncts(units)
    units = gapped_topics(units, words)
    if words & LIES:
        units = respect_adjuncts(units)
    if words & STANDING:
        units = semi_copulas(units)
    if words & HAVING:
        units = comparative_clauses(units)
    if ("by" in words and words & MARGINS) or words & TRIFLES:
        units = differentials(units)
    if words & REMAINDERS:
        units = remainders(units)
    if "whether" in words:
        units = unconditionals(units)
    if "which" in words:
        units = pied_piping(units)
    if words & UNSAID:
        units = sentential_relatives(units)
    if words & OTHER:
        units = correlatives(units)
    if words & DISREGARDED:
        units = exceptives(units)
    if words & POSTPOSED:
        units = postpositions(units)
    if words & WATCHED:
        units = pro_forms(units)
    if words & ENOUGH:
        units = enough_clauses(units)
    if words & NUMBERED:
        units = indefinite_quantifiers(units)
    if words & PREVAILING:
        units = prevalence_verbs(units)
    if words & SAME:
        units = identity_anaphora(units)
    if words & REACHES:
        units = disjunction(units)
    if words & PLACES:
        units = placement_verbs(units)
    if "or" in words:
        units = them_too(units)
    units = inversion(circumlocutions(units, words), words)
    return temporal_clauses(units) if words & MOVES else units


def _inspected(units: Sequence[Unit], place: int) -> tuple[Unit, int] | None:
    """Read "the provision that is inspected by Ofsted", "settings that we inspected" by the noun alone."""
    unit = units[place]
    if unit.text == "homes" and place + 1 < len(units) and units[place + 1].words[-1] in _SEEN:
        # "Of the 14 homes inspected, nine were good"
        whole = replace(unit, kind=Kind.SUBJECT, slugs=(CHILDRENS_HOMES,), scheme="setting")
        return replace(whole, end=units[place + 1].end), place + 2
    all_that = units[place + 1 : place + 2] and units[place + 1].text in ("that", "which")
    every = unit.text == "everything" or (unit.text in ("all", "all of") and all_that)
    if unit.text == "what" or every:
        # "most of what Ofsted inspects", "what has been inspected", "everything (that) Ofsted inspects"
        look = _done_by(units, place + 1 + bool(every and all_that))
        if look:
            whole = replace(unit, kind=Kind.SUBJECT, slugs=(ALL_SETTINGS,), scheme="setting")
            return replace(whole, end=units[look - 1].end), look
    end = _inspects(units, place + 1) if unit.kind in (Kind.SHELL_NOUN, Kind.SUBJECT) else 0
    if not end:
        return None
    whole = replace(unit, end=units[end - 1].end)
    if unit.kind is Kind.SHELL_NOUN and unit.text in _WHOLE:
        whole = replace(whole, kind=Kind.SUBJECT, slugs=(ALL_SETTINGS,), scheme="setting")
    return whole, end


def _wherever(units: Sequence[Unit], place: int) -> tuple[Unit, int] | None:
    """Read "good wherever it has been judged" as "good in every case"."""
    if units[place].text != "wherever":
        return None
    look = place + 1
    pronoun = look < len(units) and units[look].text in ("it", "they", "this")
    look += 1
    while look < len(units) and units[look].kind in (Kind.BE, Kind.HAVE, Kind.ADVERB):
        look += 1
    if not pronoun or look >= len(units) or units[look].words[-1] not in _JUDGED:
        return replace(units[place], kind=Kind.CONJUNCTION), place + 1
    case = replace(units[place], kind=Kind.ADVERB, end=units[look].end, words=("in", "every", "case"))
    return case, look + 1


_JUDGED = words_of("judged inspected seen assessed evaluated found visited graded rated")


def _glad(units: Sequence[Unit], place: int) -> tuple[Unit, int] | None:
    """Read ", we are pleased to record," as an adverb."""
    if units[place].kind is not Kind.COMMA:
        return None
    end = next((n for n in range(place + 1, min(place + 8, len(units))) if units[n].kind is Kind.COMMA), 0)
    words = [word for unit in units[place + 1 : end] for word in unit.words]
    if words[:1] not in (["we"], ["it"]) or not _GLAD & set(words) or "to" not in words:
        return None
    return replace(units[place], kind=Kind.ADVERB, end=units[end].end, words=("indeed",)), end + 1


_GLAD = words_of("pleased glad happy pleasing delighted")


def _homes(units: Sequence[Unit], place: int) -> tuple[Unit, int] | None:
    """Read "childcare and homes", "the home for disabled children" as children's homes."""
    unit = units[place]
    if unit.text not in ("home", "homes") or unit.kind is not Kind.SHELL_NOUN:
        return None
    whose = units[place + 1 : place + 3]
    if len(whose) == 2 and whose[0].text == "for" and set(whose[1].slugs) & PEOPLE:
        # "the home for disabled children": a home, and not the service for them
        whole = replace(unit, kind=Kind.SUBJECT, slugs=(CHILDRENS_HOMES,), scheme="setting")
        return replace(whole, end=whose[1].end), place + 3
    if not place or unit.text == "home":
        return None
    beside = place > 1 and units[place - 1].kind is Kind.AND and units[place - 2].scheme == "setting"
    if not beside and units[place - 1].kind in (Kind.COUNT, Kind.QUANTITY):
        behind = place > 2 and units[place - 2].kind is Kind.AND and units[place - 3].scheme == "setting"
        beside = behind or _and_setting(units, place + 1)  # "three homes and the fostering service"
        # "so are five of the six homes"
        beside = beside or any("-of-" in slug for slug in units[place - 1].slugs)
    told = units[place + 1 : place + 2] and units[place + 1].text == "for"  # "and homes for the elderly"
    if not beside or told:
        return None
    return replace(unit, kind=Kind.SUBJECT, slugs=(CHILDRENS_HOMES,), scheme="setting"), place + 1


def _and_setting(units: Sequence[Unit], place: int) -> bool:
    """Say whether "and" and a setting stand here."""
    amounts = (Kind.DETERMINER, Kind.QUANTITY, Kind.COUNT)
    rest = [unit for unit in units[place : place + 3] if unit.kind not in amounts]
    return len(rest) > 1 and rest[0].text == "and" and rest[1].scheme == "setting"


def _given(units: Sequence[Unit], place: int) -> tuple[Unit, int] | None:
    """Read "judgements made on staying safe", "grades given for X" by the noun alone."""
    unit, rest = units[place], units[place + 1 : place + 3]
    given = len(rest) == 2 and rest[0].words[-1] in _GIVEN and rest[1].kind is Kind.PREPOSITION
    if unit.words[-1] not in JUDGEMENTS or not given or rest[1].text not in ("on", "for", "in", "about"):
        return None
    return replace(unit, end=rest[0].end), place + 2


def _inspects(units: Sequence[Unit], place: int) -> int:
    """Return where a relative clause ends that only says that Ofsted inspected, or 0."""
    look = place
    if look < len(units) and units[look].text in ("that", "which"):
        look += 1
    else:
        return 0
    return _done_by(units, look)


def _done_by(units: Sequence[Unit], look: int) -> int:
    """Return where "(we) have inspected (and regulated)" ends, or 0."""
    if look < len(units) and units[look].words[-1] in _WHO:
        look += 1
    while look < len(units) and (units[look].kind in (Kind.BE, Kind.HAVE, Kind.ADVERB)):
        look += 1
    if look >= len(units) or units[look].words[-1] not in _INSPECT:
        return 0
    look += 1
    if look < len(units) and units[look].text == "by ofsted":
        look += 1
    return look


def _concerned(units: list[Unit]) -> list[Unit]:
    """Read "where X is concerned" as "with regard to X"."""
    made: list[Unit] = []
    opening = -1
    for unit in units:
        if unit.text in _FAR:
            opening = len(made)
        if unit.words == ("concerned",) and made and made[-1].text in FINITE_BE and opening >= 0:
            lead, verb = made[opening], made.pop()
            made[opening] = replace(lead, kind=Kind.PREPOSITION, words=("with", "regard", "to"))
            made.append(replace(verb, kind=Kind.COMMA, end=unit.end, words=(",",)))
            opening = -1
            continue
        if unit.kind in _FINITE and unit.text not in FINITE_BE:
            opening = -1
        made.append(unit)
    return made


def _being(units: list[Unit]) -> list[Unit]:
    """Read "from being good to being outstanding" as "from good to outstanding"."""
    made: list[Unit] = []
    for place, unit in enumerate(units):
        following = units[place + 1] if place + 1 < len(units) else None
        led = bool(made) and made[-1].text in ("from", "to")
        if unit.words == ("being",) and led and following is not None and following.kind is Kind.GRADE:
            made[-1] = replace(made[-1], end=unit.end)
        else:
            made.append(unit)
    return made
