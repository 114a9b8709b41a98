# Past 300 lines: one sentence's comparisons, step by step.
"""Find the comparisons of a sentence: a subject or a measure set against other places.

In: the parts of a sentence and its units. Out: `Draft` comparisons with offsets in the passage.
Each mention of other places looks for the comparing word that leads to it: a relation before it
("above", "in line with"), a comparative and "than", a superlative and "in", or two figures.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from msgspec.structs import replace

from ofsted_kg.grammar.comparing.comparators.places import Group, groups_in, half_of_it, places_meant
from ofsted_kg.grammar.comparing.comparees.comparee import Comparees
from ofsted_kg.grammar.comparing.comparees.demonstratives import both_figures, both_of_which
from ofsted_kg.grammar.comparing.comparees.figure_antecedents import (
    counted_before,
    judged_ahead,
    judged_inside,
)
from ofsted_kg.grammar.comparing.comparees.graded_shares import says_how_good
from ofsted_kg.grammar.comparing.comparees.indicators import fronts_indicators, of_indicators
from ofsted_kg.grammar.comparing.comparees.intrasentential_anaphora import goes_on_so, may_be_of_before
from ofsted_kg.grammar.comparing.comparees.measure_labels import labelled
from ofsted_kg.grammar.comparing.comparees.measure_polarity import (
    MeasurePolarity,
    denies_even,
    of_pace,
    of_performance,
    points_back,
)
from ofsted_kg.grammar.comparing.comparees.ordinal_anaphora import of_nth
from ofsted_kg.grammar.comparing.comparees.placeholder_subjects import stands_for
from ofsted_kg.grammar.comparing.comparees.second_comparees import (
    beside_with,
    better_in,
    both_named,
    named_behind,
    narrower,
    one_of_two,
    own_subject,
    people_do,
    taken_out_here,
    turned_subject,
)
from ofsted_kg.grammar.comparing.comparees.subject_core import subject_core, without_exceptions
from ofsted_kg.grammar.comparing.comparees.topics import OTHER, spoken_of, topic_of
from ofsted_kg.grammar.comparing.coordination.gradable_adjectives import levels_ahead
from ofsted_kg.grammar.comparing.coordination.parallelism import ahead, apart, awaited, coordinated, led_again
from ofsted_kg.grammar.comparing.coordination.respective_relations import shared_out
from ofsted_kg.grammar.comparing.coordination.right_node_raising import judged_more, told_each
from ofsted_kg.grammar.comparing.draft import TELL_ALL, Draft, mentions_of, places_of, span_of
from ofsted_kg.grammar.comparing.ellipsis.additive_so import echoed
from ofsted_kg.grammar.comparing.ellipsis.gapping import beside_state
from ofsted_kg.grammar.comparing.ellipsis.implicit_comparators import spared, understood
from ofsted_kg.grammar.comparing.ellipsis.inherited_comparators import inherited_comparators
from ofsted_kg.grammar.comparing.ellipsis.stripping import in_between, much_so, stripped
from ofsted_kg.grammar.comparing.figures.ranges import ranges_over
from ofsted_kg.grammar.comparing.fronting.comparator_subjects import as_subject, between_others, of_theirs
from ofsted_kg.grammar.comparing.fronting.fronted_comparators import (
    each_for,
    fronted,
    is_figure_of,
    is_the_case,
)
from ofsted_kg.grammar.comparing.fronting.relative_heads import led_before
from ofsted_kg.grammar.comparing.juxtaposition.distributive_shares import distributive_shares
from ofsted_kg.grammar.comparing.juxtaposition.figure_lists import figure_lists
from ofsted_kg.grammar.comparing.juxtaposition.respective_figures import with_figures
from ofsted_kg.grammar.comparing.juxtaposition.respective_lists import respective_lists
from ofsted_kg.grammar.comparing.juxtaposition.separate_clauses import separate_clauses
from ofsted_kg.grammar.comparing.last_compared import Last, all_places, told_in, without_awaited
from ofsted_kg.grammar.comparing.part import (
    Part,
    ahead_of,
    denied_at_once,
    denied_case,
    denied_of,
    denies_first,
    foreign_to,
    graded_both,
    host,
    silent,
)
from ofsted_kg.grammar.comparing.relations.bare_comparatives import unmatched, untold
from ofsted_kg.grammar.comparing.relations.directions import denied, direction_of, link_of, says_welcome
from ofsted_kg.grammar.comparing.relations.equatives import now_and_then, or_better
from ofsted_kg.grammar.comparing.relations.figure_lookup import Held, Printed, settled, shared
from ofsted_kg.grammar.comparing.relations.prior_values import is_past, was
from ofsted_kg.grammar.comparing.relations.ratios import by_figure_before, none_beside, own_figure
from ofsted_kg.grammar.comparing.resegmentation import resegmented
from ofsted_kg.grammar.lex.closed_classes import DO, Kind, words_of
from ofsted_kg.grammar.lex.comparatives import LINE
from ofsted_kg.grammar.lex.concepts import PEOPLE
from ofsted_kg.grammar.lex.semantic_fields import LARGEST
from ofsted_kg.grammar.lex.units import INDICATORS, Unit
from ofsted_kg.grammar.results import By, Unread

# Gives the parts and the units of a sentence.
Stated = Callable[[], tuple[Sequence[Part], Sequence[Unit]]]
_TIMES = frozenset({"days", "weeks", "months"})
_DOES = DO | words_of("perform performs performed compare compares")
_ENDS = frozenset({Kind.AND, Kind.CONJUNCTION, Kind.STOP, Kind.WITH, Kind.COMMA})


class ComparisonReader:
    """Reads the comparisons of a passage, sentence by sentence."""

    def __init__(self, about: Comparees, less: MeasurePolarity) -> None:
        self._about = about
        self._less = less
        self._last = Last()
        self._joined_next = False  # the part after adds "and sometimes better"
        self._widened = False  # "or better" behind the places is in the direction
        self._fronted = False  # "Compared with similar areas, ..." governs the whole sentence
        self._printed = Printed((), ())
        self._parts: Sequence[Part] = ()
        self._units: Sequence[Unit] = ()  # of the sentence before
        self._passed: Stated | None = None  # the sentence before, if nobody has read its parts yet

    def concerns(self, units: Sequence[Unit]) -> bool:
        """Say whether a sentence may compare: it names other places, or the one before it did."""
        return bool(self._last.places) or any(unit.kind is Kind.COMPARATOR for unit in units)

    def pass_by(self, stated: Stated, *, within: bool) -> None:
        """Keep a sentence that does not compare, or what is so ``within`` one, for what may point back."""
        if not within:
            self._last = Last(direction=self._last.direction)
        self._passed = stated

    def _recall(self) -> None:
        """Read the sentence that was passed by."""
        if self._passed is not None:
            parts, self._units = self._passed()
            prior, graded, both, many = told_in(resegmented(parts), self._units)
            self._last = replace(self._last, prior=prior, graded=graded, both=both, many=many)
            self._passed = None

    def read(self, parts: Sequence[Part], units: Sequence[Unit]) -> Iterator[Draft | Unread]:
        """Yield the comparisons of a sentence."""
        self._recall()
        listed = respective_lists(self._about, units, self._last)
        if listed is not None or (listed := figure_lists(self._about, units)):
            yield from listed
            self._last = Last()
            return
        self._parts = parts = resegmented(parts)
        prior = self._units if self._last.places and not self._last.about else ()
        self._printed, self._units = Printed(units, self._units), units
        self._fronted = bool(parts) and bool(parts[0].units) and parts[0].units[0].kind is Kind.COMPARED
        named = any(part.places for part in parts)
        before_all = self._last.every
        understood_it = False  # a comparison that leaves the places out keeps them for the next
        skip, told, ways = -1, False, list[tuple[str, tuple[str, ...]]]()
        for place, part in enumerate(parts):
            if denies_first(part):
                self._last = replace(self._last, places=part.places)
            if place == skip or silent(part) or denied_case(parts[:place], part.lead):
                continue
            if not place and part.lead is not None and part.lead_kind is Kind.THAT and not part.before:
                part = replace(part, lead=None, before=[part.lead])  # "That compares well with"
            following = parts[place + 1] if place + 1 < len(parts) else None
            found = list(self._part(part, ahead_of(parts, place), following))
            if not told:
                yield from ahead(self._about, part, parts[:place], found)
                yield from awaited(self._about, part, parts[:place], found)
                yield from levels_ahead(self._about, part, parts[:place], found)
            yield from found
            told = told or bool(found)
            ways += [(draft.direction, draft.comparators) for draft in found]
            now = places_of(ways)
            if not set(now) <= set(self._last.every):  # "with the one | but below the other": of two still
                self._last = replace(self._last, every=now)
            if found and following is not None and self._joined_next:
                skip = place + 1
            last = self._last
            if found:
                places = tuple(dict.fromkeys(slug for draft in found for slug in draft.comparators))
                about, way = found[-1].subjects, found[-1].direction
                shown = with_figures(found) or last.figured
                self._last = replace(last, places=places, about=about, direction=way, figured=shown)
            elif part.places and part.before[:1] != []:
                about = spoken_of(part, last.about)
                self._last = replace(last, places=tuple(dict.fromkeys(part.places)), about=about)
            else:
                near = without_awaited(last, part, parts[:place], units)
                more = list(understood(self._about, part, parts[:place], near, units, fronted=self._fronted))
                relates = part.lead_kind is Kind.RELATIVE and not part.before
                whose = replace(part, before=spared(parts[:place])) if relates else part
                yield from (replace(d, direction=self._less.lies(d.direction, whose)) for d in more)
                understood_it = understood_it or bool(more)
                if not more and near.places:
                    doubt = inherited_comparators(part, parts[:place], last, units)
                    if cue := doubt[0] if doubt else untold(part, named=named, served=False):
                        yield Unread(cue, *part.span)
            told_all = bool(found) and (found[-1].rule in TELL_ALL or self._widened)
            if found and not told_all and (cue := untold(part, named=named, served=True)):
                yield Unread(cue, *part.span)
            if found and (cue := unmatched(part, [draft.direction for draft in found])):
                yield Unread(cue, *part.span)
        if not told:
            yield from separate_clauses(self._last, parts, units, prior, self._printed.prior)
        last = self._last
        places = last.places if understood_it or any(part.places for part in parts) else ()
        if not told and self._printed.tells_theirs:
            places = tuple(dict.fromkeys(slug for part in parts for slug in part.places))
        about = last.about if places else ()
        every = all_places(units, parts, before_all, places_of(ways))
        shown = last.figured if ways else ()
        self._last = Last(places, about, last.direction, *told_in(parts, units), every, tuple(ways), shown)

    def _part(self, part: Part, before: Sequence[Part], following: Part | None) -> Iterator[Draft]:
        """Read a part that names other places, or points to them."""
        units = part.units
        self._joined_next = self._widened = False
        if ranges_over(units) or between_others(part):
            return
        groups = groups_in(units, places_meant(units, self._units, self._last.places, self._last.every))
        if shares := distributive_shares(self._about, part, groups):
            yield from shares
            return
        opening = 0
        direction: str | None = None
        widened = False  # "and slightly better in some subjects" is in the direction
        measured: Part | None = None  # the part with the figure that is compared
        theirs: str | None = None  # "In similar areas homes are better": said of the others
        for group in groups:
            if drafts := shared_out(self._about, part, before, self._last, group, opening):
                yield from drafts
                opening = group.last + 1
                continue
            mentions = mentions_of(units, group)
            if group is groups[0] and (each := each_for(units, group, self._about)):
                for slugs, lies in each:
                    yield Draft(slugs, lies, group.slugs, *part.span, None, mentions, By.FRONTED_COMPARATORS)
                return
            if not opening and group is groups[0] and (several := coordinated(units, group)):
                for slugs, lies, start, end in apart(self._about, several, part, before):
                    yield Draft(slugs, lies, group.slugs, start, end, None, mentions, By.PARALLELISM)
                opening = group.last + 1
                continue
            if not opening and group is groups[0] and (pair := told_each(units, group)):
                for beside, lies in pair:
                    slugs = judged_more(beside, part) or topic_of(beside)
                    yield Draft(slugs, lies, group.slugs, *part.span, None, mentions, By.RIGHT_NODE_RAISING)
                opening = group.last + 1
                continue
            again = led_again(units, opening, group)
            goes_on = again or any(unit.kind is Kind.AND for unit in units[opening : group.first])
            goes_on = goes_on or (theirs is not None and is_the_case(units, group))
            found = led = led_before(part, before, group, opening)
            hangs = bool(before) and (part.lead_kind is Kind.RELATIVE or is_figure_of(units, group))
            theirs = fronted(units, group, groups, told=hangs) or as_subject(part, before, group, self._last)
            found = found or theirs or (None if again else direction_of(units, opening, group))
            measured = measured if found is None or goes_on else None
            if found is None and not (direction is not None and goes_on):
                said = own_figure(units, opening, group)
                near = host(part, before)
                found = by_figure_before(said, near.units if near is not None and not near.places else ())
                measured = near if found is not None else None
            elif denied_at_once(part):
                found = None  # "which are not, on the figures, significantly higher than average"
            elif (
                found is not None
                and denied_of(part, before, opening, group.first)
                and not half_of_it(units[: group.first])
            ):
                none = none_beside(units, group)
                found = none or denied(found, link_of(units, opening, group), graded=part.graded)
            # "exceed national averages and, at Key Stage 3, those of similar authorities"
            direction = found if found is not None or not goes_on else direction
            parted, opening = opening, group.last + 1
            if direction is not None:
                wider = or_better(units, opening, groups, direction)
                widened, direction = wider != direction, wider
            if following is not None and direction == LINE and group is groups[-1]:
                direction = now_and_then(following, direction)
                self._joined_next = direction != LINE
            held = self._held(part, before, group, direction, parted)
            direction = next(iter(held.values()))[0]
            if direction is None:
                continue
            until = next((g.first for g in groups if g.first > group.last), len(units))
            behind, source = units[group.last + 1 : until], subject_core(part.before)
            about = named_behind(part, source, behind, self._about.outcomes, several=len(groups) > 1)
            about = about or beside_state(part, link_of(units, parted, group))
            between = units[parted : group.first]
            about = about or echoed(part, between, self._about.settings)
            about = about or self._subjects(part, before, between if parted or part.graded else ())
            if theirs is not None and about == (OTHER,):
                about = of_theirs(part, before, self._last, hangs=hangs) or about
            about = narrower(about, behind, self._about.outcomes, self._about.settings)
            if led is not None and set(about) & PEOPLE:
                about = topic_of(units)  # "a lower share of care leavers who are out of work than": how many
            if measured is not None and not any(other.graded for other in (part, *before)):
                about = self._about.figured(about, part, before, measured)  # "1 in 90, when in X it is"
            # "... while the national figure is 72%"
            figure_of = counted_before(self._about, measured, before, self._last)
            about = figure_of[0] if figure_of[1] or (figure_of[0] and about == (OTHER,)) else about
            if (
                about == part.slugs
                and not part.relative
                and any(u.text in LARGEST for u in units[parted : group.first])
            ):
                continue  # "the agency, one of the largest in the country"
            counted = any(figures is not None for _, figures in held.values())
            graded = figure_of[1] or judged_ahead(part, before, about) or judged_inside(part, self._units)
            graded = graded or says_how_good(part, before, self._last.prior, about, self._about.settings)
            does = bool(part.verb) and part.verb[-1].text in _DOES and says_welcome(units, parted, group)
            graded = graded or (does and about == part.slugs)  # "Childcare, at 73%, does worse than"
            graded = graded or about == stands_for(part, source, before, self._about.outcomes)
            graded = graded or goes_on_so(part, before, about, self._last)
            timed = any(figures is not None and figures.unit in _TIMES for _, figures in held.values())
            settings = self._about.settings  # no figure is both's
            of_both = both_figures(source, before, settings) or both_of_which(part, before, settings)
            if counted and (timed or not (graded or of_both)):
                about = self._about.measured(about, part, before)
            mentions = mentions_of(units, group, [slug for slug, (way, _) in held.items() if way is None])
            nth = of_nth(units)  # nor known for one of them
            for slug, (way, printed) in held.items():
                figures = None if of_both or nth else printed
                if way is not None:
                    yield Draft(about, way, (slug,), *span_of(part, figures), figures, mentions)
            following_places = next((other for other in groups if other.first > group.last), None)
            if following_places is not None:
                yield from in_between(self._about, part, about, group, following_places)
        self._widened = widened
        if groups and direction is not None:
            yield from much_so(units, self._last, groups[-1], direction)
            if not widened and theirs is None:
                yield from stripped(self._about, part, before, self._last, groups[-1], direction)
            before_that = was(units)
            if before_that is not None and before_that != direction:
                about = self._subjects(part, before, ())
                yield Draft(about, before_that, groups[-1].slugs, *part.span, rule=By.PRIOR_VALUES)

    def _subjects(self, part: Part, before: Sequence[Part], between: Sequence[Unit]) -> tuple[str, ...]:
        if label := labelled(part, before):
            return label
        turned = any(unit.kind is Kind.COMPARED for unit in between)
        apart = turned_subject if turned else taken_out_here
        if own := apart(between, self._about.outcomes) or (() if turned else people_do(between)):
            return part.slugs if set(part.slugs) < set(own) else own  # "In the early years 70% of A are"
        if own := beside_with(between, self._about.outcomes):
            return own
        two = self._last.both or graded_both(before)
        own_one = own_subject(between, self._about.outcomes) or one_of_two(part.slugs, between, two)
        own_one = own_one or both_named(part, between, self._about.settings)
        own_one = own_one or (better_in(between, self._about.outcomes) if part.graded else ())
        found = own_one or self._about.subjects(part, before, self._last)
        return (INDICATORS,) if found == (OTHER,) and fronts_indicators(self._units, part) else found

    def _held(
        self, part: Part, before: Sequence[Part], group: Group, stated: str | None, opening: int
    ) -> Held:
        """Return for each of the places how the subject lies beside them, and the figures."""
        units = part.units
        first = units[group.first]
        mentions = {unit.slugs[0]: unit for unit in units[group.first : group.last + 1] if unit.slugs}
        link = link_of(units, opening, group) or first
        valued = says_welcome(units, opening, group)
        # Without a comparing word, or with "compared with" alone, it is for the number to say.
        welcome = valued or link is first or link.kind is Kind.COMPARED
        source = part.before or next((other.before for other in reversed(before) if other.before), ())
        points, relative = bool(source) and points_back(source), part.lead_kind is Kind.RELATIVE
        back = points and not relative and may_be_of_before(part, source, before, self._printed.prior)
        named = any(unit.kind in (Kind.SUBJECT, Kind.TOPIC) for unit in units[: group.first])
        whole = not (part.before or named) or back
        said = [*(self._printed.prior if back else ()), *(self._printed.units if whole else units)]
        said += before[-1].units if points and relative and before else ()  # "smoking, for which the rate"
        ends = next((n for n in range(group.last + 1, len(units)) if units[n].kind in _ENDS), None)
        if not whole and ends is not None:
            said = list(units[:ends])  # not what is told after it: "and the gap closed"
        pace = not any(_TIMES & set(unit.words) for unit in units) and of_pace(units[opening : group.first])
        less = not (pace or of_indicators(source)) and self._less.is_better(without_exceptions(said))
        held: Held = {}
        stated = None if less and denies_even(link, stated) else stated
        foreign = foreign_to(self._parts, part, self._units, back=back)
        several = back and self._printed.several(source)
        if several and valued and less:
            stated = None  # "Attendance is 95%, absence 4%. Both are better"
        past = several or is_past(units, link)  # the figure is that of now, and of one
        for slug in group.slugs:
            mention = mentions.get(slug, first)
            pair = self._printed.pair(mention, first=link, back=back, foreign=foreign) if not past else None
            timed = pair is not None and pair.unit in _TIMES
            printed = pair is not None and pair.own is not None  # "Performance is 201 days, 22 days faster"
            number = valued and (less or timed) and (printed or not of_performance(source))
            held[slug] = settled(stated, pair, welcome=welcome, less=number)
            if held[slug][0] is None:
                held[slug] = (self._printed.in_turn(mentions.get(slug, first), back=back), None)
        return shared(held, first.start)
