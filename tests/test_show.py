"""A letter in the terminal: every mark is there, and nothing in the text commands the terminal."""

from __future__ import annotations

from ofsted_kg.cli.show import Mark, marks, render
from ofsted_kg.vocabulary.namespaces import DEF, OA, PROV

_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_AT = "http://a.example/"


def quad(subject: str, predicate: str, value: str) -> str:
    told = f"<{value}>" if value.startswith("http") else f'"{value}"'
    return f"<{_AT}{subject}> <{predicate}> {told} <{_AT}g> .\n"


def test_a_mark_says_what_it_is_of_before_its_grade() -> None:
    quads = (
        ("fact", _TYPE, PROV + "Entity"),
        ("fact", _TYPE, DEF + "Judgement"),
        ("fact", DEF + "grade", DEF + "grade/good"),
        ("fact", DEF + "atLeast", "true"),
        ("fact", DEF + "subject", DEF + "setting/sixth-forms"),
        ("fact", DEF + "evidence", f"{_AT}words"),
        ("words", OA + "hasSelector", f"{_AT}place"),
        ("place", OA + "start", "4"),
        ("place", OA + "end", "20"),
    )
    nquads = "".join(quad(*parts) for parts in quads)
    assert marks(nquads) == (Mark(4, 20, "Judgement", "subject sixth-forms, grade good, or better"),)


def test_marks_stand_in_the_text_and_below_it() -> None:
    text = "Schools are good.\n\nHomes are poor."
    found = (Mark(0, 16, "Judgement", "grade good"), Mark(19, 33, "Judgement", "grade inadequate"))
    shown = [part.plain for part in render(text, found)]
    assert shown == [
        "⟦Schools are good⟧1.",
        "    [1] Judgement  grade good",
        "\n\n⟦Homes are poor⟧2.",
        "    [2] Judgement  grade inadequate",
    ]


def test_a_letter_cannot_command_the_terminal() -> None:
    text = "A page.\fAnother\x1b[2J\x9b31m page.\tEnd\n"
    shown = "".join(part.plain for part in render(text, (Mark(0, 6, "Warning", "what \x1b]0;x\x07 says"),)))
    assert not any(sign in shown for sign in "\x1b\x9b\x07\f")
    assert "page.\nAnother" in shown.replace("⟧1", "")
    assert "\tEnd" in shown
