# Past 300 lines: a rule for each noun phrase that may be a subject.
"""Read whom a statement is about, as far as the words beside it say.

In: the phrases before a verb (or of any noun phrase with what hangs on it) and the outcome
of the heading. Out: `Subject`: the names of the vocabulary with how much of each is meant,
what is taken out, the outcome that the statement is confined to; or that it points back,
and by what, which `reference` settles. Coordination and exceptions are read here, once.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from msgspec.structs import replace

from ofsted_kg.grammar.lex.closed_classes import Kind
from ofsted_kg.grammar.lex.concepts import ALL_OUTCOMES, ALL_SETTINGS, PEOPLE, WEAK
from ofsted_kg.grammar.lex.quantifiers import fraction
from ofsted_kg.grammar.lex.semantic_fields import EXCEPTIONS, JUDGEMENTS
from ofsted_kg.grammar.phrases.contributions import worked_for
from ofsted_kg.grammar.phrases.coordination import (
    PLACES,
    Group,
    GroupReader,
    adverbial,
    amount_in,
    amount_shared,
    front_and_core,
    with_shares,
)
from ofsted_kg.grammar.phrases.fronting import with_front
from ofsted_kg.grammar.phrases.heads import (
    ACTS,
    HEALTH,
    OF_HEALTH,
    SERVED,
    SUPPORTED,
    acts_on,
    is_transparent,
    keeps,
    names_whole,
    of_compound,
    shares_whose,
    until_purpose,
    until_verb,
    whose_outcomes,
    without_evidence,
)
from ofsted_kg.grammar.phrases.named_entities import NOT_QUALITIES, qualifies
from ofsted_kg.grammar.phrases.ordinals import order_of
from ofsted_kg.grammar.phrases.phrase import Form, Phrase
from ofsted_kg.grammar.phrases.subject import NOBODY, Points, Subject, all_of


def _unset(zone: Sequence[Phrase]) -> list[Phrase]:
    """Leave out the commas around what is added: "services for A | , and those for B, | are"."""
    forms = [phrase.form for phrase in zone]
    for place, phrase in enumerate(zone[3:-1], 3):
        added = phrase.text in ("those", "that") and forms[place + 1] is Form.PREP
        if added and forms[place - 2 : place] == [Form.COMMA, Form.AND] and forms[-1] is Form.COMMA:
            return [*zone[: place - 2], *zone[place - 1 : -1]]
    return list(zone)


class SubjectReader(GroupReader):
    """Reads noun phrases with what hangs on them."""

    def read(self, zone: Sequence[Phrase], heading: str | None) -> Subject:
        """Read the phrases before a verb."""
        rest, exceptions, _ = self.exceptions(_unset(without_evidence(zone)))
        if rest and (outcome := worked_for(rest, self.outcomes, heading)):
            return Subject(names=((outcome, None),))
        rest, including = self._including(rest)
        if rest and rest[-1].form is Form.AND and rest[0].form is Form.NOUN:
            first = rest[0] if rest[0].names else until_verb(rest[0])
            rest = [first] if first.names else [first, *rest[1:]]  # "The service won an award and | is"
        rest = with_shares(until_purpose(rest))
        if rest and rest[0].units[0].words[0] in OF_HEALTH and " ".join(p.text for p in rest) in HEALTH:
            return Subject(names=(("being-healthy", None),))  # "Children's health is good"
        if not heading and names_whole(rest):
            return Subject(names=((ALL_SETTINGS, None),))  # "Children's services in the county"
        groups = whose_outcomes(self.groups(rest), self.outcomes)
        if not groups or of_compound(groups) or (rest[0].form is Form.PREP and adverbial(groups)):
            return replace(NOBODY, exceptions=exceptions)
        ends = rest[-1].form is Form.COMMA
        fronted, core = front_and_core(groups, closed=ends)
        named = any(group.names() for group in core)
        if named and fronted and not fronted[0].prep and fronted[0].names() and core[0].joined:
            fronted, core = [], [fronted[0], *core]  # "Most of A, 82% of them, and all of B are"
        if fronted and core[0].head.text == "them" and acts_on(core, rest):
            fronted, core = [], fronted  # "the quality of the plans to support them"
        if fronted and not fronted[-1].prep and acts_on(core, rest):
            fronted, core = fronted[:-1], fronted[-1:]  # "the settings we inspected", "the plans they make"
        if ends and len(groups) > 1 and not core[0].head.quantity and groups[1].head.kind is Kind.QUANTITY:
            amount = groups[1].head.quantity  # "Primary schools, with few exceptions, are"
            nouns = tuple(replace(noun, quantity=amount) for noun in core[0].nouns)
            core = [replace(core[0], nouns=nouns), *core[1:]]
        subject = self._joined_subjects(_without_none(core), heading)
        if fronted:
            front = self._core([replace(fronted[0], prep=""), *fronted[1:]], heading)
            subject = with_front(subject, core, fronted, front, self.outcomes)
        if rest[0].text == "of" and len(subject.names) > 1:  # "Of the council's services, A and B are"
            own = tuple(pair for pair in subject.names if pair[0] != ALL_SETTINGS)
            subject = replace(subject, names=own)
        subject = self.counted(subject)
        if exceptions:
            subject = replace(subject, exceptions=exceptions)
        return replace(subject, including=including) if including else subject

    def _joined_subjects(self, groups: Sequence[Group], heading: str | None) -> Subject:
        """Read "special schools and provision for post-16 in colleges": each with what hangs on it."""
        opens = [n for n, group in enumerate(groups) if n and not group.prep]
        subject = self._core(groups[: opens[0]] if opens else groups, heading)
        if not opens:
            return subject
        if not subject.names:
            # "Leadership and services for care leavers": two subjects, of which one is of the vocabulary
            outside = groups[0].head.kind in _SUBJECTS_ELSE or groups[0].head.text == "early help"
            second = opens == [1] and groups[1].joined and outside
            other = self._core(groups[1:], heading) if second else subject
            if second and _shares_amount(groups[0].head, groups[1].head):
                other = all_of(other, groups[0].head.quantity)
            if opens == [1] and groups[1].joined and subject.points in _ELSEWHERE:
                beside = self._core(groups[1:], heading)  # "the rest, together with B, are"
                return subject if beside.denied else replace(subject, beside=beside.names)
            return other if other.names and not other.denied else self._core(groups, heading)
        for n, start in enumerate(opens):
            stop = opens[n + 1] if n + 1 < len(opens) else len(groups)
            other = self._core(groups[start:stop], heading)
            if other.names and not (other.denied and not subject.denied):
                subject = replace(
                    subject, names=tuple(dict([*other.names, *subject.names][::-1]).items())[::1]
                )
        return subject

    def counted(self, subject: Subject) -> Subject:
        """Work out how much is meant where part and whole are told apart."""
        if subject.part is None or subject.total is None or subject.quantity is not None:
            return subject
        return all_of(subject, fraction(subject.part, subject.total))

    def _including(self, zone: Sequence[Phrase]) -> tuple[list[Phrase], tuple[str, ...]]:
        """Take "including X and Y" out of a zone."""
        place = next((n for n, p in enumerate(zone) if p.form is Form.INCLUDING), None)
        if place is None:
            return list(zone), ()
        # "those run by nurseries"
        owner = next((n for n in range(place, len(zone)) if zone[n].text == "by"), len(zone))
        slugs = tuple(slug for group in self.groups(zone[place + 1 : owner]) for slug, _ in group.names())
        return list(zone[:place]), tuple(dict.fromkeys(slugs))

    def _core(self, groups: Sequence[Group], heading: str | None) -> Subject:
        nouns = groups[0].nouns
        every = [noun for group in groups for noun in group.nouns]
        units = [unit for noun in every for unit in noun.units]
        kinds = {unit.kind for unit in units}
        topics = Kind.TOPIC in kinds
        subject = Subject(
            quantity=amount_shared(nouns),
            part=next((n.part for n in nouns if n.part), None),
            total=next((n.total for n in nouns if n.total), None),
            cue=nouns[0].cue if nouns[0].names else next((n.cue for n in nouns if n.cue), None),
            share=any(n.share for n in nouns),
            denied=nouns[0].denied,
            review=Kind.REVIEW in kinds,
            topics=tuple([s for u in units if u.kind is Kind.TOPIC for s in u.slugs]) if topics else (),
            grades=tuple([grade for n in every for grade in n.grades]),
            head=groups[0].head.head,
            both=any(unit.words == ("both",) for n in nouns for unit in n.units),
            order=order_of(nouns[0]),
            these=nouns[0].names == ("schools",) and points_to(nouns[0]),
        )
        if heading and self._is_heading(groups):
            amount = amount_in(groups)
            return replace(subject, names=((heading, amount),), quantity=amount)
        named = self._named(groups)
        if named is not None:
            kept = keeps(groups[named], groups[named + 1 :])
            return self._of(subject, groups[: named + 1] if kept else groups, named)
        return self._unnamed(subject, groups, heading)

    def _named(self, groups: Sequence[Group]) -> int | None:
        """Return which group names the subject: the first, if only transparent nouns stand before it."""
        weak: int | None = None
        opens = groups[0].nouns[0].units[0].words[0]
        if (groups[0].head.word in _PLACED or opens in _PLACED) and not groups[0].names():
            for place, group in enumerate(groups):
                placed = {slug for slug, _ in group.names()}
                if group.prep in ("in", "at") and placed and not placed & self.outcomes:
                    return place  # "Provision for pupils with behavioural difficulties in X"
        if len(groups) > 1 and groups[0].head.kind in _COUNTED and _for_the_disabled(groups[1]):
            return None  # "Of the two homes the one for children with disabilities is good"
        for place, group in enumerate(groups):
            names = group.names()
            led = group.head.word in ("leadership", "management")
            whose = {slug for slug, _ in groups[place + 1].names()} if place + 1 < len(groups) else set()
            if led and not names and whose & (SERVED | SUPPORTED):
                return weak  # "Leadership of the looked after children service"
            if group.prep == "by" and place and {slug for slug, _ in names} <= {ALL_SETTINGS}:
                return weak  # "homes run by private providers"
            if names:
                if not {slug for slug, _ in names} <= WEAK or keeps(group, groups[place + 1 :]):
                    return place
                weak = place if weak is None else weak
                continue
            if whose and whose <= PEOPLE and group.head.word in ("outcome", "outcomes"):
                continue  # "Education and employment outcomes for care leavers"
            if not is_transparent(group, place) or (whose and whose <= PEOPLE and _of_acts(group)):
                return weak  # how those behave whom a service serves is no quality of it
            following = groups[place + 1] if place + 1 < len(groups) else None
            if following is not None and following.prep not in PLACES and not shares_whose(group, following):
                return weak
            if following is not None and group.head.kind is Kind.ASPECT and group.head.word in NOT_QUALITIES:
                kin = self.outcomes if group.head.word in ACTS else self.outcomes | SUPPORTED | SERVED
                if not (whose and whose <= kin):
                    return weak
        return weak

    def _of(self, subject: Subject, groups: Sequence[Group], place: int) -> Subject:
        """Sort the names of a phrase into the subject and the outcome it is confined to."""
        group = groups[place]
        names = group.names()
        slugs = {slug for slug, _ in names}
        quantity = group.nouns[0].quantity or subject.quantity
        if quantity is None and {slug for slug, _ in names} <= self.outcomes:
            # "the contribution of all services to staying safe"
            quantity = amount_in(groups[:place])
        outcome: str | None = None
        for other in groups[place + 1 :]:
            more = other.names()
            found = {slug for slug, _ in more}
            if not found or (other.prep not in PLACES and not other.parted):
                continue
            if slugs == {ALL_OUTCOMES} and found <= self.outcomes:
                names, slugs = more, found
            elif slugs <= self.outcomes and not found & self.outcomes:
                if found != {ALL_SETTINGS}:
                    outcome = names[0][0] if names[0][0] not in WEAK | {ALL_OUTCOMES} else None
                    names, quantity = more, more[0][1] or quantity
                    slugs = found
                else:
                    quantity = quantity or more[0][1]
            elif not slugs & self.outcomes and more[0][0] in self.outcomes - WEAK:
                if slugs == {ALL_SETTINGS} and group.head.word in JUDGEMENTS:
                    names, slugs = more, found  # "In most settings judgements on being healthy are"
                    continue
                outcome = more[0][0]
            elif slugs == {"safeguarding"} and found == {ALL_SETTINGS}:
                quantity = quantity or more[0][1]  # "Safeguarding in most settings"
            elif other.prep in ("in", "for", "at") and not found & self.outcomes and found != {ALL_SETTINGS}:
                inside = slugs <= _CLASSES and all(slug.endswith("schools") for slug in found)
                # "Early years provision in schools": of all schools it is theirs for the youngest
                inside = inside or (slugs == {"early-years"} and more == (("schools", None),))
                if slugs != {ALL_SETTINGS} and inside:
                    continue
                cared = slugs <= {"childcare", "schools", "early-years"} and found <= {
                    "children-with-disabilities"
                }
                served = cared or (group.head.text in _EDUCATION and found <= SUPPORTED)
                guarded = slugs == {"safeguarding"} and not found <= PEOPLE  # of people it is the service
                if slugs <= _WHOLE | {ALL_SETTINGS} or guarded or served:
                    names, slugs = more, found
                    quantity = more[0][1] or quantity
        if subject.total is None:
            subject = replace(subject, total=next((n.total for n in group.nouns if n.total), None))
        if any(group.alone(noun) for noun in group.nouns):
            return replace(subject, names=names, quantity=None, part=None, outcome=outcome)
        names = tuple((slug, own or quantity) for slug, own in names)
        return replace(subject, names=names, quantity=quantity, outcome=outcome)

    def _is_heading(self, groups: Sequence[Group]) -> bool:
        """Say whether a phrase is about what the heading names: "outcomes in this area"."""
        units = [unit for group in groups for noun in group.nouns for unit in noun.units]
        named = {slug for group in groups for slug, _ in group.names()}
        if named - {ALL_OUTCOMES, ALL_SETTINGS}:
            return False
        texts = {unit.text for unit in units}
        given = texts & {"contribution", "outcomes", "outcome"}
        if any(unit.kind is Kind.HERE for unit in units):
            foreign = any(unit.kind in (Kind.WORD, Kind.TOPIC) for unit in units)
            effect = bool(given | texts & {"work", "impact"})
            return effect if named == {ALL_SETTINGS} else not foreign or effect
        content = [u for u in units if u.kind in (Kind.WORD, Kind.TOPIC) and not qualifies(u)]
        return "contribution" in given and not content

    def _unnamed(self, subject: Subject, groups: Sequence[Group], heading: str | None) -> Subject:
        units = [unit for group in groups for noun in group.nouns for unit in noun.units]
        theirs = {unit for group in groups if group.prep == "by" for unit in group.head.units}
        first = groups[0]
        texts = {unit.text for unit in units}
        if subject.review:
            return replace(subject, unknown=True)
        if any(u.kind is Kind.REST for u in units) and "outcomes" in texts:
            return replace(subject, names=((ALL_OUTCOMES, "rest"),), quantity="rest")
        if units[0].text in ("all other", "other") and first.head.word in _OTHERS:
            return replace(subject, names=((ALL_SETTINGS, "rest"),), quantity="rest")
        if len(groups) == 1 and not first.prep and first.head.word in EXCEPTIONS:
            return replace(subject, points=Points.AMOUNT, part=None)  # "with one exception, | which is"
        if not all(is_transparent(group, place) for place, group in enumerate(groups)):
            return replace(subject, unknown=True)
        kinds = {unit.kind for unit in units if unit not in theirs}  # "those run by others" are no rest
        if Kind.REST in kinds:
            told = subject.quantity is not None or subject.part is not None  # "the first two", "the third"
            counted = subject.part is not None and units[-1].text == "others" and units[0].kind is Kind.COUNT
            opens = units[0].kind is Kind.REST or units[0].text == "a"  # "a fourth"
            some = told and (counted or opens)  # "four others" are no rest
            return replace(subject, points=Points.REST, quantity=subject.quantity if some else "rest")
        if kinds & {Kind.PRONOUN, Kind.THAT} or first.head.text in ("both", "those"):
            return replace(subject, points=Points.PRONOUN)
        kind = first.head.kind
        if any(a.words[-1] == "childrens" and b.text == "services" for a, b in pairwise(units)):
            whole = () if heading else ((ALL_SETTINGS, subject.quantity),)
            return replace(subject, names=whole, unknown=bool(heading))
        if heading and heading not in WEAK and _are_verdicts(groups):
            return replace(subject, names=((heading, subject.quantity),))  # "Judgements are good in most"
        if kind is Kind.SHELL_NOUN:
            return replace(subject, points=Points.SHELL_NOUN)
        if kind in (Kind.ASPECT, Kind.TOPIC):
            aspects = {unit.text for unit in units if unit.kind is Kind.ASPECT}
            if aspects and aspects <= {"outcomes", "outcome", "contribution"}:
                if amount_in(groups[1:]):
                    return replace(subject, unknown=True)  # "Outcomes for too many children"
                if texts & {"their", "its"}:
                    return replace(subject, points=Points.PRONOUN)
                slug = heading if heading and heading not in WEAK else ALL_OUTCOMES
                return replace(subject, names=((slug, subject.quantity),))
            if kind is Kind.ASPECT and first.head.word in NOT_QUALITIES:
                return replace(subject, unknown=True)
            return replace(subject, points=Points.ASPECT)
        return replace(subject, points=Points.AMOUNT)


_COUNTED = frozenset({Kind.COUNT, Kind.REST})
_ELSEWHERE = frozenset({Points.AMOUNT, Points.REST, Points.PRONOUN})
_SUBJECTS_ELSE = frozenset({Kind.ASPECT, Kind.SHELL_NOUN})
_PLACED = frozenset({"provision", "education", "care", "teaching"})
_THESE = frozenset({"these", "this", "those", "such"})
_OTHERS = frozenset({"services", "provision", "settings", "providers"})
_CLASSES = frozenset({"sixth-forms", "nursery-schools", "post-16"})
_WHOLE = frozenset({"post-16", "early-years"})
_EDUCATION = frozenset({"educational provision", "education", "provision", "care"})


def _shares_amount(first: Phrase, second: Phrase) -> bool:
    """Say whether an amount is of both: "most centres and childcare settings", not "and the service"."""
    told = second.quantity is not None or second.part is not None or second.total is not None
    plural = all(noun.word.endswith("s") for noun in (first, second))
    return plural and not told and second.units[0].kind is Kind.SUBJECT and first.quantity != "rest"


def _are_verdicts(groups: Sequence[Group]) -> bool:
    """Say whether verdicts are told of that nothing points back with: under a heading those on it."""
    units = [unit for noun in groups[0].nouns for unit in noun.units]
    bare = len(groups) == 1 and all(unit.kind in _BARE or unit.text == "inspection" for unit in units[:-1])
    return bare and units[-1].text in JUDGEMENTS and units[-1].text.endswith("s")


_BARE = frozenset({Kind.QUANTITY, Kind.SHELL_NOUN})


def _without_none(groups: list[Group]) -> list[Group]:
    """Leave out of what nothing is said: "None of the A and | only one of the B is inadequate"."""
    nouns = groups[0].nouns if len(groups) == 1 else ()
    if [noun.denied for noun in nouns] != [True, False] or not nouns[1].part:
        return groups
    return [replace(groups[0], nouns=nouns[1:])] if all(noun.names for noun in nouns) else groups


def _for_the_disabled(group: Group) -> bool:
    return group.prep == "for" and {slug for slug, _ in group.names()} == {"children-with-disabilities"}


def _of_acts(group: Group) -> bool:
    """Say whether it is how people behave or attend: "behaviour and attendance of looked after children"."""
    units = [unit for noun in group.nouns for unit in noun.units]
    return group.head.word == "behaviour" or any(unit.slugs == ("attendance",) for unit in units)


def points_to(noun: Phrase) -> bool:
    """Say whether a noun phrase points to what was spoken of: "half of these schools"."""
    return any(unit.words[-1] in _THESE for unit in noun.units[:-1])
