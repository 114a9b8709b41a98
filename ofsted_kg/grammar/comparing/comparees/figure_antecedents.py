"""Find what a figure is of that stands in the part before: "the figure for B is 82% (England 64%)".

In: the part with the figure, the parts of the sentence, what was told last. Out: slugs, and whether the
figure is how much of them is good.
"""

from __future__ import annotations

from collections.abc import Sequence

from ofsted_kg.grammar.comparing.comparees.comparee import Comparees
from ofsted_kg.grammar.comparing.comparees.graded_shares import whose_figure
from ofsted_kg.grammar.comparing.comparees.subject_core import subject_core
from ofsted_kg.grammar.comparing.last_compared import Last, Slugs
from ofsted_kg.grammar.comparing.part import Part, behind_than
from ofsted_kg.grammar.lex.closed_classes import Kind
from ofsted_kg.grammar.lex.concepts import PEOPLE
from ofsted_kg.grammar.lex.semantic_fields import FIGURES
from ofsted_kg.grammar.lex.units import Unit

_BARE = 2
_FIGURE = frozenset({Kind.COUNT, Kind.QUANTITY, Kind.COMMA})  # "(72%, | which is", "(50% | which is"


def judged_ahead(part: Part, before: Sequence[Part], about: Slugs) -> bool:
    """Say whether how good something is was told right before, or is told with the figure."""
    prior = before[-1] if before else part
    if part.shared and part.lead_kind is Kind.STOP and not part.before and not part.verb:
        # "are good (England 88%; | similar areas 92%)"
        prior = next((p for p in reversed(before) if p.verb or p.graded or not p.places), prior)
    figure = prior.lead_kind is Kind.OPEN and all(unit.kind in _FIGURE for unit in prior.units)
    inside = prior.lead_kind is Kind.OPEN and len(before) > 1 and before[-2].lead_kind is Kind.THAT
    if inside or (figure and len(before) > 1 and before[-2].graded and not _measures(before[-2])):
        prior = before[-2]  # "The proportion that is good (44%), which is", "Most are good (67%), which is"
    bare = not prior.verb and not prior.graded and len(prior.units) == _BARE and len(before) > 1
    if bare and prior.units[-1].words[-1] in FIGURES:
        prior = before[-2]  # "stand at 71% good, a figure | which similar areas fall short of"
    if behind_than(part, before) is not None and not set(about) & PEOPLE:
        return True  # "A does better (76%) than B (67%), which trails"
    return part.graded or (prior.graded and not set(about) & PEOPLE)


def _measures(part: Part) -> bool:
    """Say whether it is a measure that is good: "Attendance in most schools is good (95%, | which is"."""
    return any(unit.kind is Kind.TOPIC for unit in part.before)


def judged_inside(part: Part, units: Sequence[Unit]) -> bool:
    """Say whether an aside behind a subject tells how good it is: "Homes (81% good)", ", with 81% good,".

    Args:
        part: the part.
        units: those of its sentence.
    """
    link = next((unit.start for unit in part.units if unit.kind is Kind.CUE), None)
    if link is None or not part.units or part.units[0].kind is not Kind.SUBJECT:
        return False
    between = [unit for unit in units if part.units[0].start < unit.start < link]
    aside = (n for n, unit in enumerate(between) if unit.kind is Kind.OPEN or _set_off_with(between[: n + 1]))
    opens = next(aside, len(between))
    return any(unit.kind is Kind.GRADE for unit in between[opens:])


def _set_off_with(units: Sequence[Unit]) -> bool:
    return [unit.kind for unit in units[-2:]] == [Kind.COMMA, Kind.WITH]


def counted_before(
    about: Comparees, measured: Part | None, before: Sequence[Part], last: Last
) -> tuple[Slugs, bool]:
    """Return what is compared that a part before tells the figure of.

    Args:
        about: tells what is compared.
        measured: the part with the figure; None where the figure is one's own.
        before: the parts of the sentence.
        last: what was told before.
    """
    if measured is None:
        return (), False
    told = (last.prior, *(other for other in before if other is not measured))
    if whose := whose_figure(measured, subject_core(measured.before), told, about.settings):
        return whose, True
    if (whose := _in_brackets(measured, before)) and set(whose) <= about.settings:
        return whose, True
    if measured.graded:
        return about.subjects(measured, (), last), False
    return about.stated(measured), False


def _in_brackets(measured: Part, before: Sequence[Part]) -> Slugs:
    """Return whose goodness a figure in brackets tells: "Half of A are good (51%, | where X has 60%)"."""
    figure = measured.lead_kind is Kind.OPEN and all(unit.kind in _FIGURE for unit in measured.units)
    ahead = next((other for other in reversed(before) if other is not measured), None)
    graded = figure and ahead is not None and ahead.graded and not set(measured.slugs) & PEOPLE
    return measured.slugs if graded else ()
