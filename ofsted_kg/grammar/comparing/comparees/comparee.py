# Past 300 lines: a rule for each place where the subject of a comparison may stand.
"""Find what a comparison is about: a setting, an outcome, the indicators, or a topic.

In: the parts of a sentence, and what was compared last. Out: slugs. A setting where the statement
is about how good it is, and not about some measure of it; else the topic that is named, else "other".
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from ofsted_kg.grammar.comparing.comparees.demonstratives import (
    bare_time,
    both_figures,
    both_graded,
    both_of_which,
    excepted,
    fronted_figure,
    goes_on_there,
    goes_on_without,
    is_where,
    it,
    it_there,
    keeps_on,
    may_be_share,
    measured_inside,
    measured_there,
    of_them,
    of_two,
    on_some,
    only_points,
    opens_bare,
    reached,
    same_there,
    some_of_them,
    taken_out,
    taken_there,
    that_of,
    the_two,
    these_figures,
    they,
    this,
    two_graded,
    where_named,
    which_is,
)
from ofsted_kg.grammar.comparing.comparees.graded_shares import told_of, whose_bare_figure, whose_figure
from ofsted_kg.grammar.comparing.comparees.indicators import of_indicators, show_that
from ofsted_kg.grammar.comparing.comparees.intrasentential_anaphora import compared_last, in_sentence
from ofsted_kg.grammar.comparing.comparees.measure_polarity import MeasurePolarity, points_back
from ofsted_kg.grammar.comparing.comparees.placeholder_subjects import (
    ATTAINMENT,
    at_an_age,
    called_measure,
    more_of_it,
    of_measure,
    of_results,
    of_something_else,
    stands_for,
    without_compared_aside,
    without_taken,
)
from ofsted_kg.grammar.comparing.comparees.proportions import (
    counted_beside,
    good_in_more,
    share_beside,
    whose_share,
)
from ofsted_kg.grammar.comparing.comparees.quality import HOW_GOOD, better_for, graded_object, how_good
from ofsted_kg.grammar.comparing.comparees.subject_core import subject_core, without_exceptions
from ofsted_kg.grammar.comparing.comparees.topics import OTHER, topic_of
from ofsted_kg.grammar.comparing.last_compared import Last, Slugs
from ofsted_kg.grammar.comparing.part import Part, opens_anew
from ofsted_kg.grammar.lex.closed_classes import CLAUSE_JOINTS, SOME_OF_THEM, Kind, words_of
from ofsted_kg.grammar.lex.concepts import ALL_SETTINGS, PEOPLE
from ofsted_kg.grammar.lex.semantic_fields import OF_TWO
from ofsted_kg.grammar.lex.units import INDICATORS, Unit
from ofsted_kg.grammar.phrases.named_entities import names_in

_OF_PUPILS = frozenset({"all-outcomes", "early-years", OTHER})
_SIZES = frozenset({Kind.COUNT, Kind.QUANTITY})
_NOUNS = frozenset({Kind.SUBJECT, Kind.WORD, Kind.ASPECT, Kind.SHELL_NOUN, Kind.SHARE, Kind.PRONOUN})
_WIDE = frozenset({"schools", "all-settings"})  # academies are schools


class Comparees:
    """Tells what is compared."""

    def __init__(self, settings: frozenset[str], outcomes: frozenset[str], less: MeasurePolarity) -> None:
        self.settings = settings
        self.outcomes = outcomes
        self.less = less

    def subjects(self, part: Part, before: Sequence[Part], last: Last) -> Slugs:
        """Return what a part compares.

        Args:
            part: the part.
            before: the parts of the sentence before it.
            last: what was compared last.
        """
        part = without_compared_aside(without_taken(part))
        last = replace(last, about=()) if opens_anew(before) else last
        source = subject_core(without_exceptions(part.before))
        about = stands_for(part, source, before, self.outcomes)
        about = about or in_sentence(part, source, before, last, self.outcomes)
        about = about or self._found(part, before, last)
        which = part.lead_kind is Kind.RELATIVE and bool(before)
        if set(about) <= _OF_PUPILS and (at_an_age(source) or (which and at_an_age(before[-1].units))):
            about = (ATTAINMENT,)
        known = set(about) <= self.settings | self.outcomes
        if about == ("all-outcomes",) and of_results(part, before, last.about):
            return topic_of([unit for other in (*before, part) for unit in other.units])
        if known and (
            of_measure(part, source, before)
            or of_something_else(part, source, about, before, of_heading=set(about) <= self.outcomes)
        ):
            points = part.lead_kind in (Kind.RELATIVE, Kind.THAT) or (bool(source) and only_points(source))
            told = before[-1].units if points and before else ()
            return topic_of((*told, *part.units))
        return (*about, *self._included(about, part))

    def _found(self, part: Part, before: Sequence[Part], last: Last) -> Slugs:
        source = part.before
        if part.lead_kind is Kind.OPEN and not part.before and not part.graded and told_of(part, before):
            return self.subjects(before[-1], before[:-1], Last())  # "obesity (27%, as against 18%)"
        anew = part.verb or any(unit.kind in (Kind.SUBJECT, Kind.TOPIC) for unit in part.after)
        goes_on = not part.before or not anew  # "..., but below them on a third"
        joined = part.shared or (part.lead_kind is Kind.CONJUNCTION and not (part.before or part.verb))
        if joined and before and before[-1].places and last.about and goes_on:
            return last.about  # "as many gain five GCSEs as in X, but not as many as nationally"
        if part.shared:
            source = next((r.before for r in reversed(before) if not r.shared), source)
        source = subject_core(without_exceptions(source))
        goes_on = part.lead is not None or (last.about == (INDICATORS,) and not part.slugs)
        if source and source[0].text == "against" and goes_on and last.about:
            return last.about  # "and against almost all is below the national average"
        opens = not any(other.verb or other.places for other in before)
        measured = not set(last.about) & (self.settings | self.outcomes)
        kept = opens and only_points(source) and (measured or not before)  # "In schools, however, it is"
        kept = kept or bool(before and before[-1].places and keeps_on(part))
        elsewhere = not before and same_there(source)  # "That in secondary schools is below it"
        if last.about == (INDICATORS,) and same_there(source):
            found = next((n.slugs for n in names_in(source, self.outcomes)), ())
            return found or last.about  # "while those for staying safe are in line"
        stated = before[-1] if before and not last.about and it_there(source) else None
        if stated is not None and any(unit.kind is Kind.TOPIC for unit in stated.before):
            return topic_of(stated.before)  # "Attendance has improved, in primary schools it is"
        joins = part.shared or not before or bool(before[-1].places)
        elsewhere = elsewhere or (joins and it_there(source))
        kept = kept or (elsewhere and measured)
        if last.about and kept:  # "This is also below similar areas", "although remaining below Y"
            return last.about
        chosen = of_two(source, last.both, opens=not before)
        chosen = chosen or both_figures(source, before, self.settings)
        chosen = chosen or both_of_which(part, before, self.settings)
        chosen = chosen or both_graded(part, before, self.settings)
        if before and not chosen:
            chosen = two_graded(source, before, self.settings) or excepted(source, before[-1])
        if chosen:
            return chosen
        tells = is_where(part) or (part.lead_kind is Kind.RELATIVE and not part.before)
        spared = taken_out(before[-1].units) if before and tells else ()
        if spared and (not source or only_points(source)):  # "except in staying safe, where it is below"
            measured = any(unit.kind in (Kind.SHARE, Kind.TOPIC) for unit in spared)
            names = names_in(spared, self.outcomes) if not measured else []
            return names[0].slugs if names else topic_of(spared)
        if not before and not part.verb and (last.about or last.graded) and opens_bare(part.units):
            return last.about or last.graded  # "Six are good, one poor. Weaker than the national profile."
        if not before and (figure := whose_bare_figure(part, source, last, self.settings)):
            return figure  # "Two thirds of primary schools are good. The figure is below average."
        whose = whose_figure(part, source, (last.prior, *before), self.settings)
        if whose:
            return whose
        if before and measured_inside(part, source, before[-1]):
            return topic_of(before[-1].units)  # "The progress of those in secondary schools, which is slower"
        fronted = fronted_figure(source, self.settings) if set(last.about) & self.settings else ()
        joins = not before or (bool(before[-1].places) and part.lead_kind in CLAUSE_JOINTS)
        if fronted and (part.shared or joins):  # "For B the figure is 59%, lower than"
            return fronted
        prior = before[-1] if before else last.prior
        counted = prior.share and not prior.graded if prior is not None and not before else False
        if counted and prior is not None and not last.about and only_points(source):
            return topic_of(prior.before)  # "The share of X is high. It is lower than in"
        told = topic_of(before[-1].before) if before and not part.graded and bare_time(source) else (OTHER,)
        if told != (OTHER,):
            return told  # "attainment falls back and by the age of 11 is no better than"
        goes_on = last.about == (INDICATORS,) and bool(source) and only_points(source)  # ", it is in line"
        conceded = measured and part.lead_kind is Kind.CONJUNCTION and only_points(source)
        if last.about and compared_last(before) and (it(part, source) or goes_on or conceded):
            return last.about  # "Absence is average and it is lower than average in secondary schools"
        if before and not last.about and not part.graded and goes_on_there(part, source):
            told = topic_of(before[-1].before[:1])
            if told != (OTHER,):  # "Attendance in A is good but in B is below average"
                return told
        named = where_named(part, before, self.settings) if part.share else ()
        if named:
            return named
        if before and last.about and measured and goes_on_there(part, source):
            return last.about  # "Absence is average, whereas in secondary schools it is below it"
        if before and goes_on_without(part, before[-1]):
            return topic_of(
                before[-1].before
            )  # "Gaps between A and B narrowed, but not as fast as nationally"
        if before and last.about and measured and before[-1].places and not part.graded and of_them(source):
            return last.about  # "Assessments are fewer than in X, fewer of them are done in time than in Y"
        if before and they(part, source, before[-1]):
            return topic_of(before[-1].before)  # "Exclusions from schools fell, they are nonetheless above"
        led = source[2:] if source and source[0].text == "in" and set(part.slugs) <= self.outcomes else source
        some = some_of_them(led) or (only_points(source) and any(u.kind in _SIZES for u in part.after[-1:]))
        if not before and prior is not None and of_indicators(prior.units) and some:
            return (INDICATORS,)  # "Performance against the indicators is mixed. Just over half are above"
        if not before and prior is not None and measured_there(part, source, prior):
            return topic_of(prior.units)  # "Children make progress at primary school. It is better than"
        pointed = _pointed(part, source, before, last)
        if pointed:
            return pointed
        says_more = part.slugs and (this(source) or which_is(part))
        if prior is not None and says_more and not prior.graded:
            parted = not before and prior.slugs == last.graded and some_of_them(subject_core(prior.before))
            return last.graded if parted else self.stated(prior)  # "Most X are good, one is closing. This"
        whole = not part.slugs or part.slugs == (ALL_SETTINGS,)
        if prior is not None and whole and which_is(part) and prior.graded:
            return prior.slugs or (OTHER,)  # "... have good behaviour, which is"
        if is_where(part) and some_of_them(source) and part.slugs and set(part.slugs) <= self.outcomes:
            return part.slugs  # "apart from being healthy where most of them are below"
        if last.about == (INDICATORS,) and not part.graded and (some_of_them(source) or on_some(source)):
            return last.about  # "but a significant minority are below the national average"
        own = self._beside(part, before, source) or the_two(part, source, self.settings)
        if own:
            return own
        if part.graded and (own := good_in_more(part, self.outcomes)):
            return own
        if part.graded and (beside := counted_beside(part)):
            return topic_of(beside)
        units = without_exceptions(part.units)
        shown = before[-1].before if before and not source and part.lead_kind is Kind.THAT else ()
        of_those = some_of_them(shown) and last.prior is not None and of_indicators(last.prior.units)
        if of_indicators(shown) or show_that(part, before) or of_those:
            return (INDICATORS,)  # "most indicators show performance that is", "four fifths of them show"
        if of_indicators(source) or (not part.slugs and of_indicators(units)):
            return (INDICATORS,)
        slugs = whose_share(part, self.outcomes) or share_beside(part, self.outcomes)
        if slugs:
            return slugs
        graded = any(other.graded for other in before)
        goes_on = part.shared or part.lead_kind is Kind.RELATIVE or that_of(source) or this(source)
        settled = part.slugs or not part.graded or any(unit.kind is Kind.GRADE for unit in source)
        named = part.slugs or (self._named(source) if settled else ())
        if named and ((graded and goes_on) or how_good(part, source, self.settings)):
            return named
        if not part.slugs:
            slugs = graded_object(part, self.outcomes) or more_of_it(part, before)
            if slugs:
                return slugs
        rest = (
            part.after if source or part.verb else subject_core(part.after)
        )  # "Despite X, the town placed more"
        rest = without_exceptions(rest)
        topic = topic_of((*source, *part.verb, *rest))
        measure = reached(part, source, before) or called_measure(part, before)
        if topic == (OTHER,) and measure:
            return topic_of(measure)  # "Pupils reach standards which are above"
        bare = not any(unit.kind in _NOUNS for unit in source)
        if topic == (OTHER,) and bare and before and not part.slugs:
            return topic_of(
                [unit for other in reversed(before) for unit in subject_core(other.before or other.after)]
            )
        return topic

    def _included(self, about: Slugs, part: Part) -> Slugs:
        """Return the settings behind "including": "Schools, including the sixth forms, perform"."""
        place = next((n for n, unit in enumerate(part.before) if unit.text == "including"), None)
        if place is None or not about or not set(about) <= self.settings:
            return ()
        if any(unit.kind in (Kind.TOPIC, Kind.SHARE, Kind.GRADE) for unit in part.before):
            return ()
        slugs = [slug for unit in part.before[place:] if unit.kind is Kind.SUBJECT for slug in unit.slugs]
        return tuple(
            slug
            for slug in dict.fromkeys(slugs)
            if slug in self.settings and slug not in about and slug not in _WIDE
        )

    def _beside(self, part: Part, before: Sequence[Part], source: Sequence[Unit]) -> Slugs:
        """Return what stands beside the comparing word, where the clause has no subject that tells."""
        levels = next((n for n, unit in enumerate(source) if unit.words[-1] in ("level", "levels")), 0)
        good = any(unit.words[-1] in HOW_GOOD for unit in source[: max(levels - 1, 0)])
        if levels and good and source[levels - 1].kind is Kind.SUBJECT:
            return source[levels - 1].slugs  # "performance at primary, secondary and special school level"
        taken = next((n for n, unit in enumerate(part.units) if taken_there(part.units, n)), None)
        if taken is not None:
            return topic_of(part.units[:taken])  # "shows an improvement in attendance, taking this above"
        pointer = next((n for n, u in enumerate(part.units) if u.text in OF_TWO), None)
        if pointer is not None and not part.verb:
            # "Good early years and primary provision, the latter above the average"
            named = [slug for u in part.units[:pointer] if u.kind is Kind.SUBJECT for slug in u.slugs]
            return tuple(named[-1:] if part.units[pointer].text == "the latter" else named[:1])
        if not part.verb and part.lead_kind is Kind.WITH:
            cue = next((n for n, unit in enumerate(part.units) if unit.cue is not None), 0)
            names = names_in(part.units[:cue], self.outcomes)
            topics = any(unit.kind in (Kind.TOPIC, Kind.SHARE) for unit in part.units[:cue])
            if names and not topics and names[0].first < 2:
                return names[0].slugs  # "with childcare similar to the national average"
            good = any(unit.words[-1] in HOW_GOOD for unit in part.units[:cue])
            some = all(unit.kind in SOME_OF_THEM for unit in part.units[:cue])  # "with most of it above"
            if (good or (some and cue)) and not names and not topics and before and before[-1].slugs:
                return before[-1].slugs  # "Primary schools are good with performance above the average"
        level = bool(before) and not part.before and part.lead_kind in (Kind.THAT, Kind.RELATIVE)
        if level and before[-1].after and before[-1].after[-1].words[-1] in ("level", "standard"):
            held = before[-1].slugs
            return held if not set(held) & PEOPLE else ()  # "perform at a level that is above"
        if (
            is_where(part)
            and before
            and not any(unit.kind in (Kind.TOPIC, Kind.SUBJECT, Kind.SHARE) for unit in source)
        ):
            stood = part.slugs or before[-1].slugs  # "Staying safe is a strength where performance is above"
            return stood if set(stood) <= self.outcomes else ()
        placed = better_for(part, source, self.outcomes)
        if placed:
            return placed  # "Judgements are better for nursery and primary schools than"
        if source and points_back(source) and not any(unit.text in ("this", "these") for unit in source):
            last = max((n for n, u in enumerate(part.units) if u.kind is Kind.COMPARATOR), default=-1)
            names = names_in(part.units[last + 1 :], self.outcomes) if last >= 0 else []
            if names and names[0].first == 1 and names[0].preposition == "for":
                return names[0].slugs  # "it is fewer than the national average for childminding"
        return ()

    def stated(self, prior: Part) -> Slugs:
        """Return what "this" and "which" say more of, if no grade was given: what was measured."""
        does = {word for u in prior.verb for word in u.words}
        if (
            any(u.kind is Kind.HAVE for u in prior.verb)
            or does & _ATTEND
            or any(u.kind in _SIZES for u in subject_core(prior.before))
        ):
            # "Most schools have the award, which is above ...": how many do, not how good they are
            return topic_of(prior.units)
        return self.subjects(prior, (), Last())

    def measured(self, about: Slugs, part: Part, before: Sequence[Part]) -> Slugs:
        """Return what a number measures, which is never how good a setting is."""
        if about == (INDICATORS,) or not set(about) & self.settings:
            return about
        told = (part, *reversed(before))
        return topic_of(
            [unit for other in told for unit in other.before or (() if other.verb else other.units)]
        )

    def figured(self, about: Slugs, part: Part, before: Sequence[Part], measured: Part) -> Slugs:
        """Return what a number of the part before measures: no outcome that a sentence before was about."""
        if set(about) & self.outcomes and not any(set(u.slugs) & set(about) for u in measured.units):
            return topic_of(measured.units)
        return self.measured(about, part, before)

    def _named(self, source: Sequence[Unit]) -> Slugs:
        """Return what a phrase names first, where nobody has settled whom the clause is about."""
        names = names_in(source, self.outcomes)
        return names[0].slugs if names else ()


_ATTEND = words_of("attend attends attended live lives")


def _pointed(part: Part, source: Sequence[Unit], before: Sequence[Part], last: Last) -> Slugs:
    """Return what "this" and "it" are: what was graded, or measured, just before."""
    if part.shared and before and not (before[-1].graded or before[-1].places):
        before = before[:-1]  # "The proportion is, | however, lower than"
    prior = before[-1] if before else last.prior
    if prior is None or not source or not points_back(source):
        return ()
    if prior.graded and not prior.places:
        near = next((other.slugs for other in reversed(before) if other.graded and other.slugs), last.graded)
        # "A is outstanding, B good, and this is below"
        gap = prior.slugs if this(source) and not prior.verb else ()
        slugs = gap or part.slugs or (near if this(source) or these_figures(source) else ())
        which = any(unit.text in OF_TWO for unit in source)  # "the proportion of the former"
        told = bool(before) or (last.many and may_be_share(source))  # not "A is good. The proportion"
        if part.share and told and not which and all(unit.kind is not Kind.SUBJECT for unit in source):
            slugs = near  # "Most childcare is good. The proportion is lower than"
        if slugs and not set(slugs) & PEOPLE:
            return slugs  # "Most homes are good. This is above": how good they are
    return _before_share(prior, source) if before else ()


def _before_share(prior: Part, source: Sequence[Unit]) -> Slugs:
    if prior.share and prior.before and not prior.graded and only_points(source):
        return topic_of(prior.before)  # "The number has risen so that it is now above"
    return ()
