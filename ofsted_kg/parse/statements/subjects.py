"""Read who or what a noun phrase is about.

In: the units before a verb (or any noun phrase) and the outcome of the heading. Out: a
`Subject`: slugs of the vocabulary, how much of it is meant, what is taken out, the outcome
the statement is confined to, or that it points back to something said before.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from ofsted_kg.grammar.names import Named, appositive, in_town, is_aspect, names_in, qualifies
from ofsted_kg.grammar.units import Unit
from ofsted_kg.grammar.words import NUMBERS, Kind, words_of
from ofsted_kg.parse.statements.fronted import CASES, part_fronted
from ofsted_kg.parse.statements.phrases import (
    inspected,
    is_one,
    is_relative,
    opens_denied,
    that_of_graded,
    without_agent,
    without_denial,
)
from ofsted_kg.parse.statements.subject import (
    ALL_OUTCOMES,
    ALL_SETTINGS,
    BARE,
    NOBODY,
    ONE,
    WEAK,
    Subject,
)

# Heads that do not say how good a thing is, though a thing is named after them.
# People, and services that are little else than support for people.
_SUPPORTED = frozenset(
    {
        "adoption",
        "care-leavers",
        "children-with-disabilities",
        "fostering",
        "looked-after-children",
        "private-fostering",
    }
)
_PLACED = frozenset({"provision", "education", "care", "teaching"})
_OTHERS = frozenset({"services", "provision", "settings", "providers"})
_OTHER_WORK = frozenset({"training", "support", "guidance", "health", "learning", "welfare", "practice"})
_OTHER_HEADS = frozenset({"relationships", "progress", "experience", "experiences", "training"})


class SubjectReader:
    """Reads noun phrases; knows which slugs are outcomes and which quantities exist."""

    def __init__(self, outcomes: frozenset[str], quantities: frozenset[str]) -> None:
        self.outcomes = outcomes
        self.quantities = quantities

    # -- the whole phrase --------------------------------------------------------------

    def read(self, units: Sequence[Unit], heading: str | None) -> Subject:
        """Read the units before a verb."""
        units, exceptions = self.exceptions(units)
        said = next((n for n, unit in enumerate(units) if unit.kind is Kind.THAT and n), 0)
        visited: tuple[str, ...] = ()
        if said and units[said - 1].text in _SAID and said + 1 < len(units):
            visited = inspected(units[:said], self.named(units[:said]))
            units = units[said + 1 :]  # "the review reported that safeguarding"
        units, fronted = part_fronted(units, self.outcomes)
        relative = next((n for n, unit in enumerate(units) if unit.kind is Kind.RELATIVE), None)
        units = without_denial(units)
        if relative is not None and any(unit.kind is Kind.COMMA for unit in units[relative:]):
            end = next(n for n in range(relative, len(units)) if units[n].kind is Kind.COMMA)
            aside = units[relative:end]
            units = [*units[:relative], *units[end + 1 :]]  # ", which number four,"
            if fronted is not None:
                fronted = [*fronted, *(unit for unit in aside if unit.kind is Kind.COUNT)]
        subject = self._phrase(units, heading)
        if fronted is not None:
            subject = self._with_fronted(subject, fronted, heading)
        if visited and (subject.points_back or subject.only_aspect):
            subject = replace(subject, slugs=visited, points_back=False, only_aspect=False, unknown=False)
        if exceptions:
            subject = replace(subject, exceptions=exceptions)
        return subject

    def exceptions(self, units: Sequence[Unit]) -> tuple[list[Unit], tuple[str, ...]]:
        """Take "except for X" out of the units."""
        for place, unit in enumerate(units):
            if unit.kind is Kind.EXCEPT:
                end = place + 1
                last = max((n for n, u in enumerate(units) if u.kind is Kind.COMMA), default=0)
                while end < len(units) and units[end].kind not in (Kind.STOP, Kind.CONJUNCTION):
                    if place == 0 and end == last:
                        break
                    following = units[end + 1 : end + 2]
                    if units[end].kind is Kind.COMMA and not (following and following[0].kind in _GOES_ON):
                        break
                    end += 1
                taken = units[place + 1 : end]
                slugs = tuple(slug for named in self.named(taken) for slug in named.slugs)
                if not slugs and is_one(taken):
                    slugs = (ONE,)
                return [*units[:place], *units[end:]], tuple(dict.fromkeys(slugs))
        for place, unit in enumerate(units):
            if unit.kind is not Kind.WITH:
                continue
            only = units[place + 1 : place + 2]
            end = place + (4 if only and only[0].kind is Kind.ADVERB else 3)  # "with only one exception"
            if is_one(units[place + 1 : end]):
                return [*units[:place], *units[end:]], (ONE,)
        return list(units), ()

    def _with_fronted(self, subject: Subject, fronted: list[Unit], heading: str | None) -> Subject:
        front = self._phrase(fronted[1:] if fronted[0].kind is not Kind.CUE else fronted, heading)
        total = front.total or front.part
        if not front.slugs:
            if any(unit.text in CASES for unit in fronted) and subject.slugs:
                return replace(subject, quantity=subject.quantity or front.quantity)
            if front.quantity == "rest" and (subject.only_aspect or subject.points_back):
                return replace(subject, points_back=True, quantity="rest")
            if (subject.only_aspect or subject.generic) and _for_others(fronted):
                return replace(subject, unknown=True, points_back=False, only_aspect=False)
            return replace(subject, total=subject.total or total)
        if subject.slugs == ("schools",) and all(slug.endswith("-schools") for slug in front.slugs):
            return replace(subject, slugs=front.slugs)  # "In the secondary phase, two in five schools"
        if subject.slugs and subject.bare and not set(front.slugs) & self.outcomes:
            return replace(subject, slugs=front.slugs, bare=False)
        if subject.only_aspect or subject.points_back:
            subject = replace(subject, quantity=subject.quantity or front.quantity)
        outcomes = tuple(slug for slug in front.slugs if slug in self.outcomes)
        outcome = outcomes[0] if outcomes else None
        if outcome is not None:
            if subject.slugs and not set(subject.slugs) & self.outcomes:
                return replace(subject, outcome=outcome)
            return replace(
                subject,
                slugs=outcomes,
                points_back=False,
                generic=False,
                unknown=subject.unknown and not subject.only_aspect,
            )
        if subject.slugs and set(subject.slugs) <= self.outcomes:
            return replace(subject, slugs=front.slugs, outcome=subject.slugs[0], total=total)
        if subject.slugs or (subject.unknown and not subject.only_aspect):
            return subject
        return self._counted(
            replace(
                subject, slugs=front.slugs, points_back=False, unknown=False, only_aspect=False, total=total
            )
        )

    # -- one noun phrase ---------------------------------------------------------------

    def _phrase(self, units: Sequence[Unit], heading: str | None) -> Subject:
        if not units:
            return NOBODY
        units = without_agent(units)
        names = self.named(units)
        share = next((n for n, unit in enumerate(units) if unit.kind is Kind.SHARE), None)
        quantity, part, total = self._quantity(units)
        subject = Subject(
            quantity=quantity,
            part=part,
            total=total,
            share=share is not None or that_of_graded(units),
            relative=is_relative(units),
            review=any(unit.kind is Kind.REVIEW for unit in units),
            denied=opens_denied(units),
            nouns=tuple(unit.words[-1] for unit in units if unit.kind is Kind.GENERIC),
        )
        named = self._choose(units, names)
        if heading and self._is_heading(units, named):
            return replace(subject, slugs=(heading,))
        if named is not None:
            return self._counted(self._of(subject, units, named, names))
        return self._unnamed(subject, units, heading)

    def _is_heading(self, units: Sequence[Unit], named: Named | None) -> bool:
        """Say whether a phrase is about what the heading names: "outcomes in this area"."""
        if named is not None and named.slugs not in ((ALL_OUTCOMES,), (ALL_SETTINGS,)):
            return False
        texts = {unit.text for unit in units}
        given = texts & {"contribution", "outcomes", "outcome"}
        if any(unit.kind is Kind.HERE for unit in units):
            foreign = any(u.kind in (Kind.WORD, Kind.TOPIC) for u in units)
            effect = bool(given | texts & {"work", "impact"})
            return effect if named is not None and named.slugs == (ALL_SETTINGS,) else not foreign or effect
        content = [unit for unit in units if unit.kind in (Kind.WORD, Kind.TOPIC) and not qualifies(unit)]
        return "contribution" in given and not content

    def _of(self, subject: Subject, units: Sequence[Unit], named: Named, names: list[Named]) -> Subject:
        """Sort the names of a phrase into the subject and the outcome it is confined to."""
        first = units[named.first]
        before = units[named.first - 1] if named.first else None
        pointing = before is not None and before.words[0] in ("these", "those", "this", "such")
        slugs = named.slugs
        bare = slugs == (ALL_SETTINGS,) and first.text in BARE
        if bare and (pointing or _has(units, Kind.REST)):
            return replace(subject, points_back=True, generic=True)
        outcome: str | None = None
        for other in names:
            # "post-16 education in colleges": the colleges are what is judged.
            placed = other.preposition in ("in", "for") and other.first > named.last
            classes = slugs in (("sixth-forms",), ("nursery-schools",), ("post-16",))
            inside = classes and all(slug.endswith("schools") for slug in other.slugs)
            if inside:
                continue  # "sixth forms in upper schools": the sixth forms are
            if placed and other.slugs != (ALL_SETTINGS,) and not set(other.slugs + slugs) & self.outcomes:
                slugs, named = other.slugs, other
                break
        for other in names:
            if other is named:
                continue
            if set(slugs) <= self.outcomes and not set(other.slugs) & self.outcomes:
                if other.slugs != (ALL_SETTINGS,):
                    outcome = slugs[0] if slugs[0] not in WEAK else None
                    return replace(subject, slugs=other.slugs, outcome=outcome)
            elif not set(slugs) & self.outcomes and other.slugs[0] in self.outcomes - WEAK:
                outcome = other.slugs[0]
        quantities = self.amounts(units, named) if len(slugs) > 1 else ()
        if len(slugs) == 1 and any(unit.words[0] == "both" for unit in units[: named.first]):
            subject = replace(subject, quantity=subject.quantity or "all")  # "both special schools"
        return replace(subject, slugs=slugs, outcome=outcome, quantities=quantities, bare=bare)

    def amounts(self, units: Sequence[Unit], named: Named) -> tuple[str | None, ...]:
        """Return how much of each name is meant: "most childminders and all nursery schools"."""
        found: dict[str, str | None] = {}
        quantity: str | None = None
        for unit in units[: named.last + 1]:
            if unit.kind in (Kind.QUANTITY, Kind.COUNT):
                quantity = self._quantity([unit])[0]
            elif unit.kind is Kind.SUBJECT:
                for slug in unit.slugs:
                    found.setdefault(slug, quantity)
        return tuple(found.get(slug) for slug in named.slugs)

    def _unnamed(self, subject: Subject, units: Sequence[Unit], heading: str | None) -> Subject:
        kinds = {unit.kind for unit in units}
        if subject.review or any(unit.kind is Kind.TOPIC and not is_aspect(unit) for unit in units):
            return replace(subject, unknown=True)
        content = [unit for n, unit in enumerate(units) if unit.kind is Kind.WORD and not in_town(units, n)]
        if Kind.REST in kinds and any(unit.text == "outcomes" for unit in units):
            return replace(subject, slugs=(ALL_OUTCOMES,), quantity="rest")  # those not yet named
        if units[0].text in ("all other", "other") and set(subject.nouns) & _OTHERS:
            return replace(subject, slugs=(ALL_SETTINGS,), quantity="rest")
        if kinds & {Kind.REST, Kind.PRONOUN} and not content:
            return replace(
                subject, points_back=True, quantity="rest" if Kind.REST in kinds else subject.quantity
            )
        if [unit for unit in content if not qualifies(unit)] or Kind.SUBJECT in kinds:
            return replace(subject, unknown=True)
        if (Kind.ASPECT in kinds or Kind.TOPIC in kinds) and Kind.GENERIC not in kinds:
            words = {unit.text for unit in units if unit.kind is Kind.ASPECT}
            if any(unit.text in ("their", "its") for unit in units) and words <= {"outcomes", "outcome"}:
                return replace(subject, points_back=True)  # those of the children spoken of
            if words and words <= {"outcomes", "outcome", "contribution"}:
                return replace(subject, slugs=(heading if heading and heading not in WEAK else ALL_OUTCOMES,))
            return replace(subject, unknown=True, only_aspect=True, generic=True)
        if any(a.text == "childrens" and b.text == "services" for a, b in pairwise(units)):
            # "children's services": all the council's own, not those just spoken of
            return replace(subject, unknown=bool(heading), slugs=() if heading else (ALL_SETTINGS,))
        if Kind.GENERIC in kinds:
            words = {unit.text for unit in units if unit.kind is Kind.ASPECT}
            if any(a.text in _OTHER_WORK and b.kind is Kind.GENERIC for a, b in pairwise(units)):
                return replace(subject, unknown=True)  # "support services", "training provision"
            inspected = any(noun.startswith(("inspection", "judgement")) for noun in subject.nouns)
            if words & {"contribution", "outcomes"} and heading and not inspected:
                return replace(subject, slugs=(heading,))
            return replace(subject, points_back=True, generic=True)
        if subject.quantity or subject.part or subject.relative or kinds & {Kind.COUNT, Kind.SHARE}:
            return replace(subject, points_back=True)
        return replace(subject, unknown=True)

    def named(self, units: Sequence[Unit]) -> list[Named]:
        """Return the groups of names in a phrase, in order."""
        return names_in(units, self.outcomes)

    def _choose(self, units: Sequence[Unit], names: list[Named]) -> Named | None:
        good = [named for named in names if self._measured(units, named)]
        return next((named for named in good if not set(named.slugs) <= WEAK), good[0] if good else None)

    def _measured(self, units: Sequence[Unit], named: Named) -> bool:
        """Say whether what stands before a name speaks of how good it is: "the quality of X"."""
        if named.slugs[0] in self.outcomes and _purpose(units[: named.first]):
            return True
        share = max((n for n in range(named.first) if units[n].kind is Kind.SHARE), default=-1)
        heads = [unit for unit in units[share + 1 : named.first] if unit.kind in _HEADS]
        if named.preposition is None:
            return not any(unit.kind in (Kind.WORD, Kind.TOPIC) for unit in heads) or appositive(units, named)
        head = [unit for unit in heads if unit.kind is not Kind.SUBJECT]
        supported = bool(head) and head[-1].text == "support" and named.preposition in ("for", "to")
        if supported and not set(named.slugs) <= self.outcomes | _SUPPORTED:
            return False  # "support for schools" is the council's, and not how good the schools are
        if not head or (head[0].text in _PLACED and named.preposition in ("in", "at")):
            return True  # "Provision for pupils with behavioural difficulties in X"
        return all(
            not (unit.kind is Kind.TOPIC and unit.text != "standards" and unit.slugs != ("behaviour",))
            and not (unit.kind is Kind.WORD and not qualifies(unit) and unit.text not in _LEARNERS)
            and not (unit.kind is Kind.ASPECT and unit.text in _OTHER_HEADS)
            for unit in head
        )

    # -- how much -------------------------------------------------------------------------

    def _quantity(self, units: Sequence[Unit]) -> tuple[str | None, int | None, int | None]:
        for place, unit in enumerate(units):
            if unit.kind is Kind.QUANTITY:
                following = units[place + 1 : place + 2]
                if following and following[0].kind is Kind.COUNT and following[0].total is None:
                    return unit.slugs[0], None, int(following[0].part or 0)  # "all three homes"
                return unit.slugs[0], None, _total(unit.slugs[0])
            if unit.kind is Kind.REST:
                return "rest", None, None
            if unit.kind is Kind.COUNT and unit.part is not None:
                if unit.total is not None:
                    return self.fraction(unit.part, unit.total, percent=unit.percent), None, _whole(unit)
                if place and units[place - 1].kind is Kind.DETERMINER:
                    return None, None, int(unit.part)  # "the five homes"
                return None, int(unit.part), None
        return None, None, None

    def _counted(self, subject: Subject) -> Subject:
        if subject.part is not None and subject.total is not None and subject.quantity is None:
            return replace(subject, quantity=self.fraction(subject.part, subject.total))
        return subject

    def fraction(self, part: float, total: float, *, percent: bool = False) -> str | None:
        """Return the slug of a part of a whole: "three-of-five", or the nearest the vocabulary has."""
        if percent:
            return _PERCENT.get(round(part))
        slug = f"{_spell(int(part))}-of-{_spell(int(total))}"
        if slug in self.quantities:
            return slug
        if part == total:
            return "all"
        if part * 2 == total:
            return "half"
        return "over-half" if part * 2 > total else "minority"


PEOPLE = words_of("children people pupils students learners young those families parents boys girls")


def _for_others(fronted: Sequence[Unit]) -> bool:
    """Say whether what follows is confined to people who are no subject: "For children with autism"."""
    return fronted[0].text == "for" and any(unit.words[-1] in PEOPLE for unit in fronted)


_PERCENT = {
    100: "all",
    75: "three-quarters",
    67: "two-thirds",
    50: "half",
    33: "one-third",
    25: "one-quarter",
}
_SAID = words_of(
    """
    reported noted concluded stated recorded recognises recognised knows accepts accepted acknowledges
    acknowledged appreciates identified identifies reveals revealed highlights highlighted fact understands
    """
)
_HELPED = words_of("help support children young people and")
# Who learns in a setting: "provision for students in colleges" is that of the colleges.
_LEARNERS = words_of("students learners trainees pupils")
_HEADS = frozenset({Kind.WORD, Kind.TOPIC, Kind.ASPECT, Kind.GENERIC, Kind.SUBJECT})
_GOES_ON = frozenset({Kind.AND, Kind.SUBJECT, Kind.DETERMINER})


def _purpose(units: Sequence[Unit]) -> bool:
    """Say whether a phrase is "services to (help children)": what follows is what they are for."""
    place = next((n for n, unit in enumerate(units) if unit.kind is Kind.TO), 0)
    heads = [unit for unit in units[:place] if unit.kind is not Kind.DETERMINER]
    if not heads or any(unit.text not in ("services", "arrangements", "provision") for unit in heads):
        return False
    return all(unit.words[-1] in _HELPED for unit in units[place + 1 :])


def _spell(number: int) -> str:
    return next((word for word, value in NUMBERS.items() if value == number), str(number))


def _total(slug: str) -> int | None:
    _, of, total = slug.partition("-of-")
    return NUMBERS.get(total) if of else None


def _whole(unit: Unit) -> int | None:
    return None if unit.percent or unit.total is None else int(unit.total)


def _has(units: Sequence[Unit], kind: Kind) -> bool:
    return any(unit.kind is kind for unit in units)
