"""Undo periphrasis: say in plain words what a sentence says in a roundabout way.

In: the units of a sentence. Out: the same with "where X is concerned" as "with regard to X", "from being
good" as "from good". No offset changes: what is joined keeps where it stands.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from ofsted_kg.grammar.lex.approximators import ROUGHLY, approximators
from ofsted_kg.grammar.lex.closed_classes import FINITE_BE, Kind, words_of
from ofsted_kg.grammar.lex.runs import joined
from ofsted_kg.grammar.lex.semantic_fields import EXCEPTIONS, INSPECTIONS, JUDGEMENTS, QUALITIES
from ofsted_kg.grammar.lex.units import Unit
from ofsted_kg.grammar.periphrasis.adjuncts.concessives import CONCEDES, targets, without_concessive
from ofsted_kg.grammar.periphrasis.adjuncts.denied_asides import DENIES, denied_asides
from ofsted_kg.grammar.periphrasis.adjuncts.exceptives import (
    DISREGARDED,
    all_but,
    comma_behind,
    exceptives,
    inserted_exceptives,
)
from ofsted_kg.grammar.periphrasis.adjuncts.inspection_clauses import INSPECT, given, inspected, wherever
from ofsted_kg.grammar.periphrasis.adjuncts.postpositions import POSTPOSED, postpositions
from ofsted_kg.grammar.periphrasis.adjuncts.temporal_adjuncts import WHEN_TOLD, temporal_adjuncts
from ofsted_kg.grammar.periphrasis.adjuncts.temporal_clauses import MOVES, temporal_clauses
from ofsted_kg.grammar.periphrasis.adjuncts.unconditionals import unconditionals
from ofsted_kg.grammar.periphrasis.anaphora.clipped_names import clipped_homes
from ofsted_kg.grammar.periphrasis.anaphora.correlatives import OTHER, correlatives
from ofsted_kg.grammar.periphrasis.anaphora.identity_anaphora import SAME, identity_anaphora
from ofsted_kg.grammar.periphrasis.anaphora.one_anaphora import ONES, one_anaphora
from ofsted_kg.grammar.periphrasis.anaphora.pro_forms import WATCHED, pro_forms
from ofsted_kg.grammar.periphrasis.anaphora.so_anaphora import so_anaphora
from ofsted_kg.grammar.periphrasis.comparison.circumlocutions import circumlocutions
from ofsted_kg.grammar.periphrasis.comparison.colon_appositions import COLONS, colon_appositions
from ofsted_kg.grammar.periphrasis.comparison.comparative_clauses import HAVING, comparative_clauses
from ofsted_kg.grammar.periphrasis.comparison.comparative_nouns import COMPARING_NOUNS, comparative_nouns
from ofsted_kg.grammar.periphrasis.comparison.differentials import MARGINS, TRIFLES, differentials
from ofsted_kg.grammar.periphrasis.comparison.disjunction import REACHES, disjunction
from ofsted_kg.grammar.periphrasis.comparison.end_states import REACHED, end_states
from ofsted_kg.grammar.periphrasis.comparison.figure_brackets import figure_brackets
from ofsted_kg.grammar.periphrasis.comparison.framed_figures import framed_figures
from ofsted_kg.grammar.periphrasis.comparison.framed_lists import LYING, framed_lists
from ofsted_kg.grammar.periphrasis.comparison.placement_verbs import PLACES, placement_verbs, them_too
from ofsted_kg.grammar.periphrasis.comparison.pseudo_clefts import MANAGES, pseudo_clefts
from ofsted_kg.grammar.periphrasis.comparison.respect_adjuncts import LIES, respect_adjuncts
from ofsted_kg.grammar.periphrasis.comparison.unreached_standards import UNREACHED, unreached_standards
from ofsted_kg.grammar.periphrasis.inversion import gapped_topics, inversion
from ofsted_kg.grammar.periphrasis.predicates.causatives import TAKES, WHO, causatives
from ofsted_kg.grammar.periphrasis.predicates.change_of_state import CLIMBS, change_of_state
from ofsted_kg.grammar.periphrasis.predicates.comitatives import comitatives, no_less_than
from ofsted_kg.grammar.periphrasis.predicates.confinement import LIMITS, confinement
from ofsted_kg.grammar.periphrasis.predicates.enough_clauses import ENOUGH, enough_clauses
from ofsted_kg.grammar.periphrasis.predicates.inspection_results import inspection_results, left_over
from ofsted_kg.grammar.periphrasis.predicates.labelled_lists import LABEL_MARKS, labelled_lists
from ofsted_kg.grammar.periphrasis.predicates.quality_predicates import quality_predicates
from ofsted_kg.grammar.periphrasis.predicates.ranges import VARIES, ranges
from ofsted_kg.grammar.periphrasis.predicates.semi_copulas import STANDING, semi_copulas
from ofsted_kg.grammar.periphrasis.predicates.sentential_relatives import UNSAID, sentential_relatives
from ofsted_kg.grammar.periphrasis.quantifiers.double_negatives import double_negatives
from ofsted_kg.grammar.periphrasis.quantifiers.floating_quantifiers import FLOATED, floating_quantifiers
from ofsted_kg.grammar.periphrasis.quantifiers.indefinite_quantifiers import NUMBERED, indefinite_quantifiers
from ofsted_kg.grammar.periphrasis.quantifiers.prevalence_verbs import PREVAILING, prevalence_verbs
from ofsted_kg.grammar.periphrasis.quantifiers.remainders import REMAINDERS, remainders
from ofsted_kg.grammar.periphrasis.word_order.age_gapping import COMPARES, age_gapping
from ofsted_kg.grammar.periphrasis.word_order.as_clauses import as_clauses
from ofsted_kg.grammar.periphrasis.word_order.auxiliary_gapping import LEFT_OUT, auxiliary_gapping
from ofsted_kg.grammar.periphrasis.word_order.converse_shares import MAKES_UP, converse_shares
from ofsted_kg.grammar.periphrasis.word_order.naming_verbs import CALL, naming_verbs
from ofsted_kg.grammar.periphrasis.word_order.pied_piping import pied_piping

_FAR = frozenset({"where", "as far as", "so far as", "insofar as", "in so far as"})
_FINITE = frozenset({Kind.BE, Kind.HAVE, Kind.MODAL, Kind.COPULA, Kind.VERB})


def plain_units(units: list[Unit]) -> list[Unit]:
    """Return units with what only leads up to something made plain."""
    words = {unit.words[-1] for unit in units}
    if words & CALL:
        units = naming_verbs(units)
    if words & MAKES_UP:
        units = converse_shares(units)
    if words & {"anything", "nothing", "but"}:
        units = double_negatives(units)
    if words & FLOATED:
        units = floating_quantifiers(units)
    if words & QUALITIES:
        units = quality_predicates(units)
    if words & {"than", "with", "as"}:
        units = no_less_than(units)
    if "as" in words:
        units = as_clauses(units)
    if words & CONCEDES:
        units = without_concessive(units)
    if words & DENIES:
        units = denied_asides(units)
    if "target" in words:
        units = joined(units, targets)
    if "concerned" in words:
        units = _concerned(units)
    if "being" in words:
        units = comitatives(_being(units))
    if "wherever" in words:
        units = joined(units, wherever)
    if words & ROUGHLY:
        units = approximators(units)
    if words & INSPECT:
        units = joined(units, inspected)
    if words & _GLAD:
        units = joined(units, _glad)
    if words & {"home", "homes"}:
        units = joined(units, clipped_homes)
    if words & JUDGEMENTS:
        units = joined(units, given)
    if words & LABEL_MARKS:
        units = labelled_lists(units)
    if words & VARIES:
        units = ranges(units)
    if words & TAKES and words & WHO:
        units = causatives(units)
    if words & CLIMBS:
        units = change_of_state(units)
    if words & INSPECTIONS:
        units = inspection_results(units)
    if "leaving" in words:
        units = left_over(units)
    if words & REACHED:
        units = end_states(units)
    if words & LIMITS:
        units = confinement(units)
    if words & WHEN_TOLD:
        units = temporal_adjuncts(units)
    units = gapped_topics(units, words)
    if words & LIES:
        units = respect_adjuncts(units)
    if words & STANDING:
        units = semi_copulas(units)
    if words & LEFT_OUT:
        units = auxiliary_gapping(units)
    if words & COMPARES:
        units = age_gapping(units)
    if "so" in words:
        units = so_anaphora(units)
    if words & UNREACHED:
        units = unreached_standards(units)
    if words & HAVING:
        units = comparative_clauses(units)
    if words & MANAGES and words & {"what", "that", "most"}:
        units = pseudo_clefts(units)
    if words & COMPARING_NOUNS:
        units = comparative_nouns(units)
    if words & LYING:
        units = framed_lists(units)
    if "for" in words:
        units = framed_figures(units)
    if words & COLONS:
        units = colon_appositions(units)
    if ("by" in words and words & MARGINS) or words & TRIFLES:
        units = differentials(units)
    if words & REMAINDERS:
        units = remainders(units)
    if "whether" in words:
        units = unconditionals(units)
    if any(unit.kind is Kind.OPEN for unit in units):
        units = figure_brackets(units)
    if "which" in words:
        units = pied_piping(units)
    if words & UNSAID:
        units = sentential_relatives(units)
    if words & ONES:
        units = one_anaphora(units)
    if words & OTHER:
        units = correlatives(units)
    if words & DISREGARDED:
        units = exceptives(units)
    if "but" in words:
        units = all_but(units)
    if units and units[0].kind is Kind.EXCEPT:
        units = comma_behind(units)
    if any(unit.kind is Kind.EXCEPT or unit.words[-1] in EXCEPTIONS for unit in units):
        units = inserted_exceptives(units)
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
    """Read "from being good to being outstanding" as "from good to outstanding", "from being below" too."""
    made: list[Unit] = []
    for place, unit in enumerate(units):
        following = next((u for u in units[place + 1 :] if u.kind is not Kind.ADVERB), None)
        states = following is not None and following.kind in (Kind.GRADE, Kind.CUE)
        led = bool(made) and made[-1].text in ("from", "to")
        if unit.words == ("being",) and led and states:
            made[-1] = replace(made[-1], end=unit.end)
        else:
            made.append(unit)
    return made
