"""A letter in the terminal: every mark is there, and nothing in the text commands the terminal."""

from __future__ import annotations

from ofsted_kg.cli.show import Mark, render


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
