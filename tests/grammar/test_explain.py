"""What each step made of a sentence, as `ofsted-kg explain` prints it."""

from __future__ import annotations

from pathlib import Path

import pytest

from ofsted_kg import grammar
from ofsted_kg.cli.explain import explain, explain_at
from ofsted_kg.errors import OfstedKGError
from ofsted_kg.grammar.results import By
from ofsted_kg.vocabulary import lexicon

LETTER = Path(__file__).parents[2] / "samples" / "letters" / "annual-rating-2009-north-thornshire.md"


def lines(text: str, heading: str | None = None) -> list[str]:
    return list(explain(text, lexicon.load(), heading))


def test_every_step_is_told() -> None:
    told = lines("Half of the colleges are good and the rest satisfactory.")
    steps = ["1 units", "2 phrases", "3 clauses", "4 subjects", "5 facts", "6 account"]
    assert [line for line in told if line[:1].isdigit()] == steps
    assert any(
        line.startswith("    colleges is satisfactory; quantity rest   by predicative") for line in told
    )


def test_what_each_step_made_stands_under_it() -> None:
    told = lines("Half of the colleges are good, except Thorn College, and this is better than nationally.")
    (units,) = told[told.index("1 units") + 1 : told.index("2 phrases")]
    for unit in ("half of the/quantity=half", "colleges/subject=colleges", "good/grade=good", "better/cue"):
        assert f" {unit} " in units
    phrases = [line.split(maxsplit=1) for line in told[told.index("2 phrases") + 1 : told.index("3 clauses")]]
    assert ["noun", "half of the colleges   (names colleges; quantity half)"] in phrases
    assert ["noun", "this   (head this (pronoun))"] in phrases
    clauses = told[told.index("3 clauses") + 1 : told.index("4 subjects")]
    assert clauses[0] == "    half of the colleges | are | good , except thorn college"
    assert clauses[1] == "        says good of the clause's subject, with , except thorn college"
    assert clauses[2].startswith("    [and] this | is | better than")
    subjects = told[told.index("4 subjects") + 1 : told.index("5 facts")]
    assert subjects == ["    half of the colleges: colleges (half)", "    this: colleges"]


def test_what_a_subject_stands_for_is_told() -> None:
    told = lines("Childminding, which is good, is above similar areas but they are not outstanding.")
    assert "    [which] - | is | good   (about childminding)" in told
    assert "    they: childminders" in told
    told = lines("They are good.")
    assert "    they: points back (pronoun), to nothing" in told
    told = lines("The staffing is good.")
    assert "    the staffing: no subject of the vocabulary" in told


def test_a_fact_is_told_with_the_module_that_found_it() -> None:
    modules = {path.stem for path in Path(grammar.__file__).parent.rglob("*.py")}
    assert {str(name) for name in By} <= modules
    told = lines("Attendance is in line with the national average at 7 and above at 16.")
    assert [line.split("   by ")[1].split(",")[0] for line in told if "   by " in line] == [
        "comparisons",
        "stripping",
    ]


def test_a_refusal_is_told_with_its_rule() -> None:
    told = lines("Good progress has been made.")
    assert "    Good: refused, other-noun" in told


def test_what_no_rule_accounts_for_is_told() -> None:
    told = lines("Two of the nine libraries are inadequate.")
    assert told[told.index("5 facts") + 1] == "    none"
    assert told[-1].startswith("    inadequate: a notice")


def test_a_place_in_a_letter() -> None:
    text = LETTER.read_text(encoding="utf-8")
    told = list(explain_at(LETTER, text.index("children’s homes is good"), lexicon.load()))
    assert any("childrens-homes is good; quantity one-of-five" in line for line in told)


def test_a_place_without_prose() -> None:
    with pytest.raises(OfstedKGError, match="no sentence of prose at 0"):
        list(explain_at(LETTER, 0, lexicon.load()))
