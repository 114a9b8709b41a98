from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from letters import document_of

from ofsted_kg.grammar.lex.closed_classes import PHRASES
from ofsted_kg.letters.reviews import read_reviews
from ofsted_kg.text.clean import fold
from ofsted_kg.text.passages import Passage
from ofsted_kg.vocabulary import lexicon

Row = tuple[int | None, str | None, str | None]


def read(text: str) -> list[Row]:
    letter = document_of(text)
    passage = Passage(fold(text, [(0, len(text))]))
    reviews = read_reviews(letter, [passage], lexicon.load())
    for review in reviews:
        assert text[review.evidence.start : review.evidence.end] == review.evidence.quote
    return [(review.count, review.since, review.grade) for review in reviews]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("No serious case reviews have been held since May 2007.", [(0, "2007-05", None)]),
        ("There have not been any serious case reviews since 2008.", [(0, "2008", None)]),
        ("There has been no serious case review.", [(0, None, None)]),
        ("No serious case review since August 2009.", [(0, "2009-08", None)]),
        ("Two serious case reviews since May 2008.", [(2, "2008-05", None)]),
        ("Lessons of serious case reviews since May 2008.", []),
        ("No serious case reviews were done since May 2007.", [(0, "2007-05", None)]),
        ("Serious case reviews: none since June 2009.", [(0, "2009-06", None)]),
        ("Serious case reviews since June 2009: none.", [(0, "2009-06", None)]),
        ("Serious case reviews: see the annex.", []),
        ("A serious case review was completed in May 2009.", [(1, None, None)]),
        ("One serious case review was judged to be good.", [(1, None, "good")]),
        ("The serious case review was inadequate.", [(1, None, "inadequate")]),
        (
            "Two of the three serious case reviews completed since May 2008 were judged inadequate.",
            [(2, "2008-05", "inadequate")],
        ),
        (
            "Six serious case reviews were judged: two were good; of the remaining four, three were poor.",
            [(2, None, "good"), (3, None, "poor")],
        ),
        (
            "Two serious case reviews were judged good and adequate respectively.",
            [(1, None, "good"), (1, None, "adequate")],
        ),
        (
            "Three serious case reviews have been evaluated since May 2009: the earliest was poor, the two "
            "that followed good.",
            [(1, "2009-05", "poor"), (2, "2009-05", "good")],
        ),
        (
            "Four serious case reviews were published: the oldest was good, the three since then adequate.",
            [(1, None, "good"), (3, None, "adequate")],
        ),
        (
            "Three serious case reviews have been evaluated, the most recent of which was good.",
            [(1, None, "good")],
        ),
        ("One serious case review was judged poor earlier in the year.", [(1, None, "poor")]),
        ("Of serious case reviews there has been none since May 2008.", [(0, "2008-05", None)]),
        ("Of serious case reviews there were two, both good.", [(2, None, "good")]),
        (
            "Two serious case reviews were evaluated, the earlier of them inadequate and the later good.",
            [(1, None, "inadequate"), (1, None, "good")],
        ),
        (
            "Five serious case reviews have been evaluated and, with the exception of one judged inadequate, "
            "were adequate.",
            [(4, None, "adequate"), (1, None, "inadequate")],
        ),
        (
            "The board held two serious case reviews. The first was inadequate; the second was good.",
            [(1, None, "inadequate"), (1, None, "good")],
        ),
        (
            "Since May 2008, five serious case reviews have been evaluated, one of which was good, three "
            "adequate and one inadequate.",
            [(1, "2008-05", "good"), (3, "2008-05", "adequate"), (1, "2008-05", "inadequate")],
        ),
        ("Three serious case reviews have been evaluated, all of which were good.", [(3, None, "good")]),
        (
            "Three serious case reviews were evaluated: the first two were adequate, the last inadequate.",
            [(2, None, "adequate"), (1, None, "inadequate")],
        ),
        (
            "Of the serious case reviews evaluated since May 2009, which number four, one was good, one "
            "inadequate and the others adequate.",
            [(1, "2009-05", "good"), (1, "2009-05", "inadequate"), (2, "2009-05", "adequate")],
        ),
        ("In the last year two serious case reviews were judged good.", [(2, None, "good")]),
        (
            "Five serious case reviews were evaluated, with grades of good in two, adequate in two cases and "
            "inadequate in the last.",
            [(2, None, "good"), (2, None, "adequate"), (1, None, "inadequate")],
        ),
        (
            "The number of serious case reviews since May 2008 is three, with a judgement of good for two "
            "and of adequate for one.",
            [(2, "2008-05", "good"), (1, "2008-05", "adequate")],
        ),
        ("Two serious case reviews were judged adequate for two reasons.", [(2, None, "adequate")]),
        ("Two serious case reviews have a grade of good for both.", [(2, None, "good")]),
        ("The serious case review action plan is good.", []),
        ("The board met twice (and held one serious case review in May 2009).", [(1, None, None)]),
        ("Recommendations from a serious case review in 2006 have been implemented.", []),
        ("Two serious case reviews were evaluated as adequate.", [(2, None, "adequate")]),
        ("Both serious case reviews were judged good.", [(2, None, "good")]),
        (
            "Of the three serious case reviews since June 2008, two were judged good and one inadequate.",
            [(2, "2008-06", "good"), (1, "2008-06", "inadequate")],
        ),
        (
            "Between April and December 2009 four serious case reviews were evaluated: "
            "one was outstanding, two were good and the other was inadequate.",
            [(1, "2009-04", "outstanding"), (2, "2009-04", "good"), (1, "2009-04", "inadequate")],
        ),
        (
            "From 1 April 2009 to 31 March 2010 the board held 12 serious case reviews.",
            [(12, "2009-04-01", None)],
        ),
        (
            "There have been two serious case reviews since July 2008. Both were judged inadequate.",
            [(2, "2008-07", "inadequate")],
        ),
        (
            "Three serious case reviews were completed. One was good and two were adequate.",
            [(1, None, "good"), (2, None, "adequate")],
        ),
        (
            "None of the two serious case reviews was inadequate: one was good and one adequate.",
            [(1, None, "good"), (1, None, "adequate")],
        ),
        ("Five SCRs were completed in 2008/09, all of them adequate.", [(5, "2008", "adequate")]),
        (
            "The board held one serious case review, which was judged adequate, and adoption is good.",
            [(1, None, "adequate")],
        ),
        ("There has been one serious case review. The fostering service is good.", [(1, None, None)]),
        (
            "There were two serious case reviews, one of which was judged good and one as adequate.",
            [(1, None, "good"), (1, None, "adequate")],
        ),
        (
            "Of the two serious case reviews, the first was judged good and the second inadequate.",
            [(1, None, "good"), (1, None, "inadequate")],
        ),
        (
            "Three serious case reviews were begun in the year and one was concluded and judged to be good.",
            [(1, None, "good")],
        ),
        (
            "Three serious case reviews were started and two were completed, both of them good.",
            [(2, None, "good")],
        ),
        (
            "The board held one serious case review between May 2008 and June 2010. "
            "Its evaluation was graded good.",
            [(1, "2008-05", "good")],
        ),
        (
            "The board held one serious case review. The evaluation of parenting courses was good.",
            [(1, None, None)],
        ),
        (
            "Serious case reviews have been numerous. Since May 2007 there have been six. "
            "Two have been judged inadequate and four adequate.",
            [(2, "2007-05", "inadequate"), (4, "2007-05", "adequate")],
        ),
        (
            "Serious case reviews are rare. Since May 2007 there has been one, judged adequate.",
            [(1, "2007-05", "adequate")],
        ),
        ("Serious case reviews are rare. There have been three homes since 2007.", []),
        ("There have been no serious case reviews since May 2007. Its work is good.", [(0, "2007-05", None)]),
        ("No serious case review was needed in the year.", [(0, None, None)]),
        ("The council has not had to undertake a serious case review this year.", [(0, None, None)]),
        ("There is no evidence from serious case reviews that practice is poor.", []),
        ("Ensure that all serious case reviews are good.", []),
        ("The quality of serious case reviews.", []),
        ("Future serious case reviews should be good.", []),
        ("A serious case review is a matter for the board.", []),
        ("Childminding is good.", []),
    ],
)
def test_reviews(text: str, rows: list[Row]) -> None:
    assert read(text) == rows


WORDS = [
    "serious case review",
    "serious case reviews",
    "SCRs",
    "two of the three",
    "respectively",
    "completed",
    "judged",
    "inadequate",
    "good",
    "since May 2008",
    "in 2009",
    "both",
    "one",
    "12",
    "action plan",
    "its evaluation",
    ".",
    "(",
    ")",
]
ALL_WORDS = [*WORDS * 5, *(" ".join(phrase) for phrase in sorted(PHRASES))]


@given(st.lists(st.sampled_from(ALL_WORDS), max_size=25))
def test_no_word_order_breaks_the_reader(words: list[str]) -> None:
    read(" ".join(words) or "-")
