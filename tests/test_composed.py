"""Composed sentences: the generator is sound, and the reader reads them no worse than before.

The floor in ``compose/floor.json`` holds what a fixed sample gave when it was last raised, family
by family. It only goes up: ``pytest tests/test_composed.py --update-golden`` raises what has
become better and leaves the rest. ``benchmarks/composed.py`` is the long run, with the failures.
"""

from __future__ import annotations

import json
import re
from itertools import combinations
from pathlib import Path

import pytest
from compose import FAMILIES, compose
from compose.comparators import COMPARATORS
from compose.cover import Cover
from compose.directions import ALONE, DIRECTIONS
from compose.facts import Composed, Judged
from compose.nouns import LEFT_OUT, LEFT_OUT_SLUGS, SUBJECTS, labels
from compose.reader import read
from compose.score import Report, report, vocabulary

FLOOR = Path(__file__).parent / "compose" / "floor.json"
COUNT, SEED = 2000, 2011
MORE = ("hits", "full")  # facts found, and found with all their details
FEWER = ("failing", "extra", "silent")  # sentences that fail, wrong facts, facts missed without a notice


@pytest.fixture(scope="module")
def sample() -> list[Composed]:
    return compose(COUNT, SEED)


@pytest.fixture(scope="module")
def scored(sample: list[Composed]) -> Report:
    return report(read(sample))


@pytest.fixture(scope="module")
def floor() -> dict[str, dict[str, int]]:
    recorded: dict[str, dict[str, int]] = json.loads(FLOOR.read_text(encoding="utf-8"))
    return recorded


def test_a_cover_holds_every_pair_that_the_rules_allow() -> None:
    slots = {"a": ("1", "2", "3"), "b": ("1", "2", "3"), "c": ("x", "y"), "d": ("", "z")}
    cover = Cover(slots, [("a", "b", lambda a, b: a != b), ("b", "d", lambda b, d: d == "" or b == "1")], 5)
    rows = list(cover.rows(40))
    assert not cover.left
    held = {pair for row in rows for pair in combinations(sorted(row.items()), 2)}
    assert (("a", "2"), ("b", "2")) not in held
    assert {(("a", str(a)), ("b", str(b))) for a in (1, 2, 3) for b in (1, 2, 3) if a != b} <= held
    # a is 1 only where b is not, and d is z only where b is 1
    assert cover.impossible == [("a", "1", "d", "z")]


def test_the_same_seed_gives_the_same_sentences(sample: list[Composed]) -> None:
    assert compose(200, 3) == compose(200, 3)
    assert compose(200, 3) != compose(200, 4)
    assert {s.family for s in sample} == {family.name for family in FAMILIES}


def test_every_public_label_is_said_or_left_out_with_a_reason() -> None:
    said = " | ".join(noun.text.lower() for noun in SUBJECTS.values())
    for scheme in ("setting", "outcome"):
        for slug, label in labels(scheme):
            assert slug in LEFT_OUT_SLUGS or label.lower() in LEFT_OUT or label.lower() in said, label
    for _, label in labels("direction"):
        assert label.lower() in DIRECTIONS or label.lower() in ALONE, label
    for _, label in labels("comparator"):
        assert any(label.lower() in words.lower() for words in COMPARATORS), label


def test_what_is_known_is_in_the_terms_of_the_contract(sample: list[Composed]) -> None:
    for sentence in sample:
        assert bool(sentence.facts) != bool(sentence.refusal), sentence.text
        for fact in sentence.facts:
            assert fact.subject in vocabulary() | {"other"}, sentence.text
            if isinstance(fact, Judged):
                assert fact.grade.replace("-", " ") in sentence.text.lower(), sentence.text


def test_the_sentences_are_tidy(sample: list[Composed]) -> None:
    for sentence in sample:
        assert re.fullmatch(r"[A-Z0-9].*\.", sentence.text), sentence.text
        assert not re.search(r"  | ,|,,|[{}<>]|，|\.\.| \.", sentence.text), sentence.text


@pytest.mark.parametrize("family", [family.name for family in FAMILIES])
def test_the_reader_reads_them_no_worse_than_before(
    family: str, scored: Report, floor: dict[str, dict[str, int]], update_golden: bool
) -> None:
    score = scored.families[family]
    now = {name: getattr(score, name) for name in (*MORE, *FEWER)}
    before = floor.get(family, {})
    if update_golden:
        better = {name: max(now[name], before.get(name, 0)) for name in MORE}
        better |= {name: min(now[name], before.get(name, now[name])) for name in FEWER}
        floor[family] = better
        FLOOR.write_text(json.dumps(floor, indent=1, sort_keys=True) + "\n", encoding="utf-8")
        return
    assert before, f"no floor is recorded for {family}: run with --update-golden"
    worse = [name for name in MORE if now[name] < before[name]]
    worse += [name for name in FEWER if now[name] > before[name]]
    failing = "\n".join(
        f"  {one.sentence.text}\n    missed {one.missed}\n    extra {one.extra}"
        for one in scored.failures
        if one.sentence.family == family
    )
    assert not worse, f"{worse}: {now} is worse than {before}; what fails now:\n{failing}"
