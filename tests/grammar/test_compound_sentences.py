from __future__ import annotations

import pytest

from ofsted_kg.grammar.lex.chunker import Chunker
from ofsted_kg.grammar.lex.compound_sentences import members
from ofsted_kg.grammar.lex.sentences import sentences
from ofsted_kg.vocabulary import lexicon


def divided(text: str) -> list[str]:
    (tokens,) = sentences(text)
    parts = members(Chunker(lexicon.load()).units(tokens))
    return [text[part[0].start : part[-1].end] for part in parts]


@pytest.mark.parametrize(
    "members_told",
    [
        "Colleges are good|, and |childminders are satisfactory",
        "Colleges are good, as are nurseries|, but |adoption is only adequate",
        "|While |colleges are good|, |attendance is low|; |the youth service is good",
        "Attendance, at 93%, is below average|; and |adoption is good|, whereas |fostering is poor",
        "Colleges are good| and |nurseries are outstanding",
        "Colleges are good|, and |adoption and fostering are good and poor respectively",
        "Colleges are good|; |absence and exclusions are above average",
        "Colleges are good and poor, and nurseries respectively are outstanding",
        "Results compare well with similar areas|, with |adoption only satisfactory",
        "Attendance is above average and exclusions low",
        "Adoption is good, and fostering too",
        "Colleges are good, nurseries and childminders are satisfactory",
        "Judgements made on staying safe and being healthy are good",
        "In 2006 colleges were good; nurseries were satisfactory",
        "Parents believe that colleges are good, and nurseries are outstanding",
        "For staying safe, colleges are good, and nurseries are outstanding",
        "Children wait 12 weeks, which is longer than in similar areas|, and |colleges are good",
    ],
)
def test_what_says_all_of_its_own_stands_apart(members_told: str) -> None:
    told = members_told.split("|")
    assert divided("".join(told)) == [member for member in told[::2] if member]
