# Past 300 lines: a rule for each way of counting reviews.
"""Read what a letter says of serious case reviews.

In: a document and its passages. Out: `Review` statements: how many, since when (ISO 8601,
as far as it is printed), and the grade they were given. Reviews judged differently make a
statement each; a sentence that only goes on about them ("Both were judged adequate.")
belongs to the one before.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ofsted_kg.grammar.comparing.part import Part
from ofsted_kg.grammar.lex.closed_classes import IMPERATIVES, JOINTS, NUMBERS, VERBS, Kind, words_of
from ofsted_kg.grammar.lex.sentences import sentences
from ofsted_kg.grammar.lex.units import Unit
from ofsted_kg.grammar.read import parts_of, units_of
from ofsted_kg.letters.review_dates import since_when
from ofsted_kg.model import Document, Review
from ofsted_kg.text.passages import Passage
from ofsted_kg.vocabulary.lexicon import Lexicon, Token

# A review is named, so that most passages need no grammar.
NAMES_REVIEW = re.compile(r"serious\s+case\s+reviews?|\bSCRs?\b", re.IGNORECASE)

_ONE = frozenset({"a", "an", "the", "single", "only", "another", "sole", "this"})
_MANY_WORDS = {"both": 2}
_NONE = frozenset({"no", "not", "never", "without"})
_OF_REVIEWS = words_of(
    """
    plan plans process processes panel panels recommendation recommendations finding findings lessons lesson
    procedures learning actions
    """
)
# "the first was judged good and the second adequate"
_SINGLED_OUT = frozenset({"first", "second", "third", "fourth", "former", "latter"})
# ... by when they were: "the earliest was judged good, the later two adequate"
_BY_TIME = words_of("earliest latest oldest newest earlier later older newer recent")
_NUMBERS = words_of("number numbered numbering total totalled totalling")
# "A review" without number only counts where it took place or was judged, not where it is spoken of.
_HAPPENED = words_of(
    """
    been completed undertaken conducted published held took taken place evaluated commissioned concluded
    initiated there carried submitted started finished reported began begun needed required necessary
    notified registered instigated triggered due made recorded requested done
    """
)

# What was not done is said with the plain verb, too: "has not had to hold a review".
_HAPPEN = words_of("be complete undertake conduct publish hold commission carry submit have")


_LABELLED = {"none": 0, "nil": 0}
_PARTS = frozenset({":", "–", "—", "-"})  # "Serious case reviews: none since April 2009"


@dataclass(frozen=True, slots=True)
class _Spoken:
    """A sentence about reviews: how many, since when, where, and how they were judged."""

    total: int | None
    since: str | None
    start: int
    end: int
    grades: tuple[tuple[int | None, str], ...]


def read_reviews(document: Document, passages: Iterable[Passage], lexicon: Lexicon) -> tuple[Review, ...]:
    """Read the statements on serious case reviews."""
    found: dict[Review, None] = {}
    for passage in passages:
        if NAMES_REVIEW.search(passage.text):
            for spoken in _passage(passage.text, lexicon):
                evidence = document.evidence(*passage.span(spoken.start, spoken.end))
                for count, grade in spoken.grades or ((spoken.total, None),):
                    if count is not None or grade is not None:
                        found.setdefault(Review(count, spoken.since, grade, evidence))
    return tuple(found)


def _passage(text: str, lexicon: Lexicon) -> Iterator[_Spoken]:
    open_: _Spoken | None = None
    named = False  # the sentence before only speaks of reviews: "Reviews have been numerous."
    for sentence in sentences(text):
        units = units_of(sentence, lexicon)
        clauses = parts_of(units)
        if any(unit.kind is Kind.REVIEW for unit in units):
            if open_ is not None:
                yield open_
            open_ = _spoken(text, sentence, units, clauses)
            named = (open_ is None or not (open_.total or open_.grades)) and _is_topic(units)
            continue
        told = _told(text, sentence, units, clauses) if named else None
        named = False
        if told is not None:
            open_ = told
        elif open_ is not None:
            grades = () if open_.grades else _continued(clauses, open_.total)
            if grades:
                yield _Spoken(open_.total, open_.since, open_.start, sentence[-1].end, grades)
            else:
                yield open_
            open_ = None
    if open_ is not None:
        yield open_


def _spoken(
    text: str, sentence: Sequence[Token], units: Sequence[Unit], clauses: Sequence[Part]
) -> _Spoken | None:
    if units[0].words[0] in IMPERATIVES or all(_compound(units, n) for n in _places(units)):
        return None
    total = _total(units)
    # Where there was none, none was wished for either: "no review was needed".
    if total != 0 and any(_wished(clause) for clause in clauses if _names(clause)):
        return None
    start, end = sentence[0].start, sentence[-1].end
    first = next((n for n, clause in enumerate(clauses) if _names(clause)), 0)
    grades = _grades(clauses[first:], total)
    happened = _HAPPENED | _HAPPEN if total == 0 else _HAPPENED
    if not grades and _learned(units):
        return None
    since = since_when(text[start:end])
    noted = total is not None and since is not None and not any(unit.kind in VERBS for unit in units)
    labelled = noted or (total is not None and _label_end(units))  # "No review since August 2009."
    if not grades and not labelled and not happened & {word for unit in units for word in unit.words}:
        return None
    if grades and total == 0:  # "no evidence from reviews that practice is poor"
        return None
    return _Spoken(total, since, start, end, grades)


def _is_topic(units: Sequence[Unit]) -> bool:
    """Say whether a sentence is about reviews and nothing else: "Serious case reviews are few."."""
    others = (Kind.SUBJECT, Kind.TOPIC, Kind.ASPECT, Kind.SHELL_NOUN, Kind.MODAL, Kind.NOT)
    return units[0].kind is Kind.REVIEW and not any(unit.kind in others for unit in units)


def _told(
    text: str, sentence: Sequence[Token], units: Sequence[Unit], clauses: Sequence[Part]
) -> _Spoken | None:
    """Read "Since May 2008 there have been five.", after a sentence that speaks of reviews."""
    there = next((n for n, unit in enumerate(units) if unit.words == ("there",)), None)
    if there is None or [unit.kind for unit in units[there + 1 : there + 3]] != [Kind.BE, Kind.COUNT]:
        return None
    following = units[there + 3 : there + 4]
    if following and following[0].kind not in (Kind.COMMA, Kind.STOP, Kind.AND, Kind.PREPOSITION):
        return None  # of something else: "there have been three homes"
    total = _counted(units[there + 2])
    start, end = sentence[0].start, sentence[-1].end
    return _Spoken(total, since_when(text[start:end]), start, end, _grades(clauses, total))


def _places(units: Sequence[Unit]) -> list[int]:
    return [n for n, unit in enumerate(units) if unit.kind is Kind.REVIEW]


def _compound(units: Sequence[Unit], place: int) -> bool:
    """Say whether a review only qualifies a noun: "the serious case review action plan"."""
    following = units[place + 1 : place + 3]
    return bool({word for unit in following for word in unit.words} & _OF_REVIEWS)


def _learned(units: Sequence[Unit]) -> bool:
    """Say whether a sentence is about what came of a review: "Lessons from two reviews have been ..."."""
    first = _places(units)[0]
    return any(set(unit.words) & _OF_REVIEWS for unit in units[:first])


def _wished(clause: Part) -> bool:
    return clause.silent or any(unit.kind is Kind.MODAL for unit in clause.verb)


def _names(clause: Part) -> bool:
    return any(unit.kind is Kind.REVIEW for unit in clause.units)


# -- how many --------------------------------------------------------------------------------


def _total(units: Sequence[Unit]) -> int | None:
    """Return how many reviews a sentence speaks of; "no" is 0."""
    place = next(n for n, unit in enumerate(units) if unit.kind is Kind.REVIEW)
    plural = units[place].words[-1].endswith("s")
    for unit in reversed(units[max(0, place - 5) : place]):
        counted = _counted(unit)
        if counted is not None:
            return counted
        if unit.kind in (Kind.COMMA, Kind.STOP, Kind.SUBJECT) or unit.kind in (Kind.BE, Kind.HAVE):
            break
    if any(_NONE & set(unit.words) for unit in units[:place]):
        return 0
    if mark := _label_end(units):  # "Serious case reviews since April 2009: none"
        return next((_LABELLED.get(u.text, _counted(u)) for u in units[mark + 1 : mark + 2]), None)
    if units[place + 1 : place + 2] and units[place + 1].text == "there":
        return _there(units[place + 2 :])
    behind = list(pairwise(units[place + 1 :]))
    told = next((_counted(unit) for verb, unit in behind if verb.words[-1] in _NUMBERS), None)
    if told is not None:
        return told  # "the reviews, which number four"
    before = {word for unit in units[max(0, place - 3) : place] for word in unit.words}
    return 1 if not plural and before & _ONE else None


def _there(units: Sequence[Unit]) -> int | None:
    """Return how many there are of the reviews in front: "Of serious case reviews there | has been none"."""
    said = next((unit for unit in units if unit.kind is not Kind.BE), None)
    return None if said is None else 0 if said.text == "none" else _counted(said)


def _label_end(units: Sequence[Unit]) -> int:
    """Return the mark behind reviews that are a label, or 0: "Serious case reviews (since 2009) | : none"."""
    if units[0].kind is not Kind.REVIEW:
        return 0
    mark = next((n for n, unit in enumerate(units) if unit.words[0] in _PARTS), 0)
    return 0 if any(unit.kind in VERBS for unit in units[:mark]) else mark


def _counted(unit: Unit) -> int | None:
    if unit.kind is Kind.COUNT and unit.part is not None:
        return int(unit.total or unit.part)
    if unit.kind is Kind.QUANTITY and "-of-" in unit.slugs[0]:
        return NUMBERS.get(unit.slugs[0].rpartition("-")[2])
    if unit.text in ("no", "not any"):
        return 0
    return _MANY_WORDS.get(unit.text)


# -- how judged ------------------------------------------------------------------------------


def _grades(clauses: Sequence[Part], total: int | None) -> tuple[tuple[int | None, str], ...]:
    """Return the count and grade of each group of reviews that was judged."""
    grades: list[tuple[int | None, str]] = []
    denied = False
    carried: Sequence[Unit] = ()
    subject: Sequence[Unit] = ()
    for clause in clauses:
        given = 0
        subject = clause.before or subject
        # "…, one of which was judged good": the count stands at the end of the clause before.
        opening, carried = carried, _carried(clause.units)
        if denied:  # "in neither of which"
            continue
        denied = bool(clause.units) and clause.units[-1].words[0] in ("neither", "none")
        for place, unit in enumerate(clause.units):
            if unit.kind is not Kind.GRADE:
                continue
            # "one was concluded and (judged good)": that one
            said = opening or (() if clause.before or not _sized(subject) else subject)
            before = clause.units[given:place] if given else (*said, *clause.units[:place])
            given = place + 1
            if any(u.kind is Kind.NOT for u in before) or any(u.kind is Kind.SUBJECT for u in clause.units):
                continue
            behind = _share_behind(clause.units[place + 1 :], total, grades)
            count = _share(before, total, grades) if behind is None else behind
            grades.append((count, unit.slugs[0]))
    # "good and adequate respectively", "the earlier of them inadequate and the later good"
    if len(grades) == total and sum(count or total for count, _ in grades) > total:
        return tuple((1, grade) for _, grade in grades)
    excepted = _excepted(clauses)
    if excepted is not None and total is not None and len({grade for _, grade in grades}) == len(grades) == 2:
        out, one = excepted
        return tuple((out if grade == one else total - out, grade) for _, grade in grades)
    return tuple(grades)


def _excepted(clauses: Sequence[Part]) -> tuple[int, str] | None:
    """Return how many are taken out, and their grade: "with the exception of one judged inadequate"."""
    units = sorted((unit for clause in clauses for unit in clause.units), key=lambda unit: unit.start)
    place = next((n for n, unit in enumerate(units) if unit.kind is Kind.EXCEPT), len(units))
    count = next((_counted(unit) for unit in units[place:] if unit.kind is Kind.COUNT), None)
    grade = next((unit.slugs[0] for unit in units[place:] if unit.kind is Kind.GRADE), None)
    return (count, grade) if count is not None and grade is not None else None


def _sized(subject: Sequence[Unit]) -> bool:
    """Say whether a subject is so many of the reviews, and names nothing: "one", "two of them"."""
    return bool(subject) and all(unit.kind in _SIZED for unit in subject)


_SIZED = frozenset({Kind.COUNT, Kind.QUANTITY, Kind.REST, Kind.ADVERB, Kind.PRONOUN})


def _carried(units: Sequence[Unit]) -> Sequence[Unit]:
    """Return of how many the next clause speaks, told at the end of one: "…, one" ("of which was").

    It may say no more: "the two" ("that followed"); or which by its time: "…, the latest" ("of which").
    """
    comma = max((n for n, unit in enumerate(units) if unit.kind is Kind.COMMA), default=-1)
    tail = units[comma + 1 :]
    if len(tail) == 1:
        counts = tail[0].kind in (Kind.COUNT, Kind.QUANTITY, Kind.REST)
        return tail if counts or tail[0].words[-1] in NUMBERS else ()
    singled = bool(tail) and tail[0].words == ("the",) and len(tail) < 4 and _is_single(tail, len(tail) - 1)
    return tail if singled else ()


def _share(
    before: Sequence[Unit], total: int | None, earlier: Sequence[tuple[int | None, str]]
) -> int | None:
    """Return how many of the reviews a grade is said of."""
    single = next((n for n in range(len(before)) if _is_single(before, n)), None)
    if single is not None:
        several = before[single + 1 : single + 2]  # "the first two"
        return (_counted(several[0]) if several else None) or 1
    rest = next((n for n, unit in enumerate(before) if unit.kind is Kind.REST), None)
    marks = [n for n, unit in enumerate(before) if unit.kind is Kind.COMMA and rest is not None and n > rest]
    parted = bool(marks) and any(unit.kind is Kind.COUNT for unit in before[marks[0] :])
    if rest is not None and not parted:  # but "of the remaining four, three"
        left = (total or 0) - sum(count or 0 for count, _ in earlier)
        return left if left > 0 else 1
    for place in range(len(before) - 1, -1, -1):
        unit = before[place]
        if unit.kind is Kind.REVIEW:
            part = before[place - 1].slugs if place and before[place - 1].kind is Kind.QUANTITY else ("",)
            return NUMBERS.get(part[0].partition("-of-")[0], total)  # "two of the three reviews"
        if unit.words[0] == "both":
            return 2
        if unit.kind is Kind.COUNT and unit.part is not None and unit.part < 100:
            return int(unit.part)
        if unit.kind is Kind.PRONOUN and unit.words[-1] in NUMBERS:
            return NUMBERS[unit.words[-1]]  # "the three since then"
        if unit.kind is Kind.QUANTITY and "-of-" in unit.slugs[0]:
            return NUMBERS.get(unit.slugs[0].partition("-")[0])
    return total


def _share_behind(
    behind: Sequence[Unit], total: int | None, earlier: Sequence[tuple[int | None, str]]
) -> int | None:
    """Return of how many a grade is said that stands before them: "a judgement of good (for three) and"."""
    ends = next((n for n, unit in enumerate(behind) if unit.kind in JOINTS), len(behind))
    said = [unit for unit in behind[1:ends] if unit.kind is not Kind.DETERMINER]
    if not behind or behind[0].text not in ("for", "in") or not said or len(said) > _CASES:
        return None
    other = len(said) > 1 and said[1].words[-1] not in ("cases", "them", "these", "reviews")
    count = said[0].kind is Kind.COUNT and said[0].part is not None and said[0].part < 100
    return (
        None
        if other or not (count or said[0].kind is Kind.REST or said[0].text == "both")
        else _share(said[:1], total, earlier)
    )


_CASES = 2  # "for two", "in two cases"


def _is_single(units: Sequence[Unit], place: int) -> bool:
    """Say whether one is singled out: "the first", "the last", but not "in the last year"; "the earliest"."""
    unit, behind = units[place], units[place + 1 : place + 2]
    last = unit.words[-1] == "last" and not any(u.kind is Kind.WORD for u in behind)
    led = any(u.words[0] == "the" for u in units[max(0, place - 2) : place + 1])  # "the most recent"
    return last or bool(_SINGLED_OUT & set(unit.words)) or (led and unit.words[-1] in _BY_TIME)


# "Its evaluation was graded good."
_OF_IT = frozenset({"its", "their", "the"})
_EVALUATION = (["evaluation"], ["evaluations"])


def _continued(clauses: Sequence[Part], total: int | None) -> tuple[tuple[int | None, str], ...]:
    """Read a sentence that goes on about the reviews of the one before."""
    units = [unit for clause in clauses for unit in clause.units]
    speaks = any(
        unit.kind in (Kind.PRONOUN, Kind.COUNT, Kind.REST, Kind.QUANTITY)
        or unit.words[0] in ("review", "reviews")
        for unit in units
    )
    opens = [unit.words[0] for unit in units[:2]]
    evaluated = opens[:1] != [] and opens[0] in _OF_IT and opens[1:] in _EVALUATION
    speaks = speaks or (evaluated and [unit.text for unit in units[2:3]] != ["of"])
    if not speaks or not clauses or any(unit.kind is Kind.SUBJECT for unit in clauses[0].units):
        return ()
    return _grades(clauses, total)
