"""Nothing is silent: each grade and each comparator is in a fact, refused by a rule, or a notice."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from letters import document_of
from msgspec.structs import replace

from ofsted_kg.grammar import constructions
from ofsted_kg.grammar.account import COUNTED
from ofsted_kg.grammar.constructions import predicative
from ofsted_kg.grammar.constructions.scene import Scene
from ofsted_kg.grammar.read import Sentence, read_text
from ofsted_kg.grammar.reference.discourse_model import Reading
from ofsted_kg.grammar.results import Candidate, Refusal, Rule, Unread
from ofsted_kg.grammar.statements import read_comparisons, read_statements
from ofsted_kg.text.clean import fold
from ofsted_kg.text.passages import Passage
from ofsted_kg.vocabulary import lexicon

PIECES = (
    "childminders",
    "the college",
    "most primary and special schools",
    "the rest",
    "is",
    "are judged to be",
    "not",
    "good",
    "good or better",
    "inadequate",
    "above the national average",
    "than in similar areas",
    "in line with",
    "compared with",
    "nationally",
    "progress",
    "the proportion of",
    "fewer",
    ", and",
    "but",
    "which",
    "with",
    "except for",
    "as is",
    "should be",
    "in 2008",
    ".",
)


def read(text: str) -> list[Sentence]:
    return list(read_text(text, None, lexicon.load()))


@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=14))
def test_every_grade_and_comparator_is_accounted_for(pieces: list[str]) -> None:
    for sentence in read(" ".join(pieces)):
        account = sentence.account
        consumed = {unit.start for fact in account.facts for unit in fact.units}
        refused = {unit.start for refusal in account.refusals for unit in refusal.units}
        unread = {one.unit.start for one in account.unread}
        counted = {unit.start for unit in sentence.units if unit.kind in COUNTED}
        assert counted <= consumed | refused | unread
        assert not refused & consumed
        assert not unread & (consumed | refused)
        for one in account.unread:
            assert one.start <= one.unit.start < one.unit.end <= one.end


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("The service is not yet good.", Rule.DENIED),
        ("None of the schools is inadequate.", Rule.DENIED),
        ("The service should be good.", Rule.WISHED),
        ("Fostering has the potential to be outstanding.", Rule.WISHED),
        ("If all schools were good, outcomes would improve.", Rule.CONDITION),
        ("Ensure that all homes are good.", Rule.ASKED),
        ("Parents say that the youth service is good.", Rule.OPINION),
        ("Fostering is nearly good.", Rule.HEDGED),
        ("Good progress has been made.", Rule.OTHER_NOUN),
        ("Attendance is above average and support is good.", Rule.OTHER_NOUN),
        ("In England most schools are good.", Rule.OTHER_PLACE),
        ("The adoption service has improved from satisfactory to good.", Rule.OWN_PAST),
        ("Heads of outstanding schools help others.", Rule.RESTRICTS),
        ("The proportion of good schools is rising.", Rule.MEASURED),
        ("Fostering is better than good.", Rule.COMPARED),
        ("There were two serious case reviews. One was judged good.", Rule.REVIEW),
        ("By 2011 the council aims to be above the national average.", Rule.WISHED),
    ],
)
def test_a_refusal_names_its_rule(text: str, rule: Rule) -> None:
    refusals = {refusal.rule for sentence in read(text) for refusal in sentence.account.refusals}
    assert rule in refusals


def test_refusals_are_counted_by_rule_and_of_comparators_alone_where_only_those_are_read() -> None:
    text = "None of the schools is inadequate. Good progress has been made. In similar areas most are good."
    letter = document_of(text)
    passages = [Passage(fold(text, [(0, len(text))]), "prose")]
    found = read_statements(letter, passages, lexicon.load())
    assert dict(found.graded) == {"denied": 1, "other-noun": 1, "other-place": 1}
    assert dict(found.refusals)["denied"] == 1
    assert "denied" not in dict(read_comparisons(letter, passages, lexicon.load()).refusals)


def test_what_is_about_nothing_of_the_vocabulary_is_a_notice() -> None:
    (sentence,) = read("Two of the nine libraries are inadequate.")
    assert not sentence.account.facts
    assert [one.unit.text for one in sentence.account.unread] == ["inadequate"]


def test_a_fact_that_stands_nowhere_is_a_notice(monkeypatch: pytest.MonkeyPatch) -> None:
    # Each construction gives its facts the words they stand in; one that errs must not cost the letter.
    def without_words(reading: Reading, scene: Scene) -> Iterator[Candidate | Refusal | Unread]:
        for result in predicative.read(reading, scene):
            yield replace(result, end=result.start) if isinstance(result, Candidate) else result

    monkeypatch.setattr(constructions, "JUDGING", (without_words,))
    text = "Fostering is good."
    passages = [Passage(fold(text, [(0, len(text))]), "prose")]
    said = read_statements(document_of(text), passages, lexicon.load())
    assert not said.judgements
    assert [notice.code for notice in said.notices] == ["unread-grade"]
