"""A known change of a sentence changes what is read in a known way (tests/metamorphose).

Relations that hold for practically every row are read over all rows; the rows that don't bear them stand in
``metamorphose/exceptions.py``, each with its reason. Of the others a fixed sample is read, and
``metamorphose/shares.json`` has the share of it, in whole per cent, that may break. The shares only go down:
``pytest tests/test_metamorphic.py --update-golden`` lowers those that have become better and leaves the rest
(``benchmarks/metamorphic.py --shares`` prints all as they are now, and without it what breaks). Where a new
row raises a share and its change is no valid one, a guard in ``metamorphose/guards.py`` wants mending, not
the share.
"""

from __future__ import annotations

import pytest
from metamorphose import RELATIONS
from metamorphose.exceptions import EXCEPTIONS
from metamorphose.relations import Relation
from metamorphose.rows import Row, missed_and_found, rows
from metamorphose.score import SHARES, Score, recorded, sample, score, written

WHOLE = [one for one in RELATIONS.values() if one.whole]
SAMPLED = [one for one in RELATIONS.values() if not one.whole]

FEWEST = 20  # a relation of fewer rows says nothing, or its guards leave all out


def told(found: Score) -> str:
    return "\n".join(str(one) for one in found.breaks)


@pytest.mark.parametrize("relation", WHOLE, ids=lambda one: one.name)
def test_it_holds_for_every_row(relation: Relation) -> None:
    excepted = EXCEPTIONS.get(relation.name, {})
    found = score(both for both in relation.make(rows()) if both[0].text not in excepted)
    assert found.applies >= FEWEST
    assert not found.breaks, f"{relation.says}\n{told(found)}"


@pytest.mark.parametrize("relation", SAMPLED, ids=lambda one: one.name)
def test_no_more_of_a_sample_breaks_than_before(relation: Relation, update_golden: bool) -> None:
    found, shares = score(sample(relation)), recorded()
    if update_golden:
        shares[relation.name] = min(found.percent, shares.get(relation.name, 100))
        SHARES.write_text(written(shares), encoding="utf-8")
        return
    assert relation.name in shares, f"no share is recorded for {relation.name}: run with --update-golden"
    most = shares[relation.name]
    assert found.applies >= FEWEST
    assert found.percent <= most, (
        f"{len(found.breaks)} of {found.applies} break, where {most} % may. {relation.says}\n{told(found)}"
    )


def test_what_is_on_file_is_of_relations_and_rows_that_are() -> None:
    assert set(recorded()) == {one.name for one in SAMPLED}
    texts = {row.text for row in rows()}
    for name, excepted in EXCEPTIONS.items():
        assert RELATIONS[name].whole
        assert not excepted.keys() - texts


@pytest.mark.parametrize(
    ("name", "text", "facts", "changed", "then"),
    [
        (
            "grade_down",
            "Adoption is an outstanding service.",
            ["= adoption outstanding"],
            "Adoption is a good service.",
            ["= adoption good"],
        ),
        (
            "lower",
            "Absence is higher than nationally.",
            ["~ absence above national"],
            "Absence is lower than nationally.",
            ["~ absence below national"],
        ),
        (
            "tail_and",
            "Colleges are good.",
            ["= colleges good"],
            "Colleges are good, and childminders are satisfactory.",
            ["= colleges good", "= childminders satisfactory"],
        ),
        ("tail_and", "Parents say that colleges are good.", [], None, []),
        ("tail_and", "In similar areas colleges are good.", [], None, []),
        (
            "tail_with",
            "Colleges are good.",
            ["= colleges good"],
            "Colleges are good, with childminders satisfactory.",
            ["= colleges good", "= childminders satisfactory"],
        ),
        ("tail_with", "Colleges were good in 2007.", ["= colleges good; in 2007"], None, []),
        ("tail_with", "Good colleges and sixth forms.", ["= colleges good"], None, []),
        ("head_and", "The rest are good.", ["= colleges good; rest"], None, []),
        ("before", "They are good.", ["= colleges good"], None, []),
        (
            "after",
            "They are good.",
            [],
            "They are good. Childminders are satisfactory.",
            ["= childminders satisfactory"],
        ),
    ],
)
def test_a_row_is_changed_where_it_bears_it(
    name: str, text: str, facts: list[str], changed: str | None, then: list[str]
) -> None:
    made = [two for _, two in RELATIONS[name].make([Row("made", text, None, tuple(facts))])]
    assert [(row.text, list(row.facts)) for row in made] == ([(changed, then)] if changed else [])


def test_what_is_missed_and_what_is_found_is_told() -> None:
    row = Row("made", "Colleges are good. Adoption is poor.", None, ("= colleges good", "= colleges poor"))
    assert missed_and_found(row) == (["= colleges poor"], ["= adoption poor"])
