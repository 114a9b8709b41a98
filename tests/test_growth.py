"""Time grows no faster than a stranger's text: adversarial texts of n, 2n and 4n, by CPU time."""

from __future__ import annotations

import time
from contextlib import suppress
from pathlib import Path

import pytest

from ofsted_kg import register
from ofsted_kg.errors import OfstedKGError
from ofsted_kg.letters import parse_letter
from ofsted_kg.read import DEFAULT, is_html, read_data
from ofsted_kg.vocabulary import lexicon

HEAD = (
    "9 December 2010\n\nMs Mary Orr\nQuayhaven City Council\n\nDear Ms Orr\n\n"
    "Annual children's services assessment\n\nChildren's services assessment\tPerforms well (3)\n\n"
)
FOOT = "\n\nYours sincerely\n\nDorothy Quill\nDivisional Manager\n"
PAGE = "<!doctype html><html><body><p>Dear Ms Orr</p>"
SHORTEST = 2500
# Of twice the text, what is linear takes twice the time; four times it if quadratic.
MOST = 3.2
# Less is noise.
LEAST = 0.6
TEXTS = {
    "comments": "<!---->",
    "open comments": "<!--",
    "rows": "<tr><td>",
    "tags": "<a ",
    "angles": "<",
    "quotes": '"',
    "brackets": "(",
    "square brackets": "[",
    "bars": "a | ",
    "tabs": "a\t",
    "blanks": "a  ",
    "lines": "a\n",
    "quoted": "> a\n",
    "underscores": "_",
    "items": "• a\n",
    "hyphens": "a-\n",
    "glued digits": "schools1 ",
    "words": "schools are good, ",
    "sentences": "Schools are good. ",
    "days": "9 May 2010 ",
    "heads of mails": "From: a\nTo: b\nSubject: c\n",
    "grades": "Staying safe Grade 3\n",
    "page ends": "a\f",
    "grades apart": "Staying safe\tGrade 3\n\n",
    "signs of notes": "schools① are good{1}, ",
    "signs alone": "①",
    "drafts": "not for the checking of the ",
    "swallowed ends": "a\u0002",
    "encodings taken for others": "childrenâ€™s Ã© ",
    "ligatures": "o\ufb03cers are good. ",
    "accents": "e\u0301",
    "marks of direction": "\u200e a",
    "letters apart": "G o o d  ",
    "lost apostrophes": "a?s ",
    "lines apart": "schools that are\n\ngood and\n\n",
    "line separators": "a\u2028",
    "two blanks": "a  b  ",
}
PAGES = {
    "open cells": "<tr><td>",
    "open tables": "<table><tr><td>x",
    "open divisions": "<div>x",
    "ends of nothing": "<div></b>",
    "comments": "<!---->",
    "open comments": "<!--",
    "scripts": "<script>",
    "items": "<ul><li>x",
    "raised": "<sup>1",
    "quotes": '<a href="',
    "folded": "<details><p>x",
    "styles": '<p style="color:white;background:',
    "classes": "<style>.a .a .a{color:#fff} .a{display:none}</style><div class=a>",
}


def seconds(text: str) -> float:
    start = time.process_time()
    with suppress(OfstedKGError):  # no letter: that, too, must be found in time
        parse_letter(read_data(Path("x.txt"), text.encode(), DEFAULT), lexicon.load(), register.load())
    return time.process_time() - start


def _grows_evenly(head: str, piece: str, foot: str) -> None:
    for _ in range(3):
        once, twice = (seconds(head + piece * (n // len(piece)) + foot) for n in (2 * SHORTEST, 4 * SHORTEST))
        if twice < LEAST or twice < MOST * once:
            return
    pytest.fail(f"{piece!r}: {once:.2f} s, twice as much {twice:.2f} s")


@pytest.mark.parametrize("piece", TEXTS.values(), ids=TEXTS.keys())
def test_texts(piece: str) -> None:
    seconds(HEAD + piece * (SHORTEST // len(piece)) + FOOT)  # what is loaded once is loaded
    _grows_evenly(HEAD, piece, FOOT)


@pytest.mark.parametrize("piece", PAGES.values(), ids=PAGES.keys())
def test_pages(piece: str) -> None:
    _grows_evenly(PAGE, piece * 4, "<p>x")


@pytest.mark.parametrize("piece", ["<!---->", "<!--", " ", "<?xml ?>", "<?xml "])
def test_what_stands_before_a_page_is_passed_once(piece: str) -> None:
    start = time.process_time()
    assert not is_html((piece * 100 + "x").encode())
    assert not is_html((piece * 200_000 + "x").encode())
    assert time.process_time() - start < LEAST * 5
