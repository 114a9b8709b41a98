from __future__ import annotations

import dataclasses
import itertools
import random
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from letters import document_of

from ofsted_kg import grammar
from ofsted_kg.grammar.lex.closed_classes import PHRASES
from ofsted_kg.grammar.lex.comparatives import cues
from ofsted_kg.grammar.statements import read_passage, read_statements
from ofsted_kg.model import Comparison, Document, Evidence, Judgement, Notice
from ofsted_kg.text.clean import fold
from ofsted_kg.text.passages import Passage
from ofsted_kg.vocabulary import lexicon

CASES = Path(__file__).parent / "rows"
# "[staying-safe] Outcomes in this area are good."
SENTENCE = re.compile(r"(?:\[(?P<heading>[\w-]+)\] )?(?P<text>.+)")


def cases() -> Iterator[tuple[str, str, list[str]]]:
    """Yield the rows: table, sentence, what it says."""
    for path in sorted(CASES.glob("*.txt")):
        sentence, expected = "", list[str]()
        for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:
            if line.startswith("    "):
                expected.append(line.strip())
            elif not line.startswith("#"):
                if sentence:
                    yield path.stem, sentence, expected
                sentence, expected = line, []


def passage(letter: Document, heading: str | None = None) -> Passage:
    return Passage(fold(letter.text, [(0, len(letter.text))]), "prose", heading)


def said(text: str, heading: str | None = None) -> list[str]:
    letter = document_of(text)
    statements = list(read_passage(letter, passage(letter, heading), lexicon.load()))
    for evidence in [evidence for found in statements for evidence in evidences(found)]:
        assert text[evidence.start : evidence.end] == evidence.quote != ""
    return [line(found) for found in statements]


def evidences(found: object) -> Iterator[Evidence]:
    """Yield every piece of evidence that a statement has."""
    if isinstance(found, Evidence):
        yield found
    elif dataclasses.is_dataclass(found):
        for field in dataclasses.fields(found):
            yield from evidences(getattr(found, field.name))


def line(found: Judgement | Comparison | Notice) -> str:
    if isinstance(found, Notice):
        return f"? {found.code}"
    if isinstance(found, Comparison):
        figures = [str(f.value) if f else "-" for f in (found.value, found.comparator_value)]
        printed = f"; {figures[0]} {figures[1]} {found.unit}" if found.unit else ""
        return f"~ {found.subject} {found.direction} {found.comparator}{printed}"
    words = f"= {found.subject} {found.grade}" + (" or better" if found.at_least else "")
    words += f"; {found.quantity}" if found.quantity else ""
    words += f"; except {found.exception}" if found.exception else ""
    words += f"; for {found.outcome}" if found.outcome else ""
    words += f"; in {found.earlier}" if found.earlier else ""
    return words + ("; before" if found.past else "")


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [pytest.param(said, wanted, id=f"{table}: {said[:60]}") for table, said, wanted in cases()],
)
def test_sentence(sentence: str, expected: list[str]) -> None:
    match = SENTENCE.fullmatch(sentence)
    assert match is not None
    assert said(match["text"], match["heading"]) == expected


@pytest.mark.parametrize("table", sorted(CASES.glob("*.txt")), ids=lambda table: table.stem)
def test_a_table_says_in_which_module_it_is_read(table: Path) -> None:
    package = Path(grammar.__file__).parent
    modules = {path.relative_to(package.parent).with_suffix("").as_posix() for path in package.rglob("*.py")}
    known = {part for module in modules for part in module.split("/")}
    lines = table.read_text(encoding="utf-8").splitlines()
    comments = re.sub(r"\n# ", " ", "\n".join(line for line in lines if line.startswith("#")))
    told = set(re.findall(r"grammar(?:/\w+)+", comments))
    assert told <= modules | {module.rpartition("/")[0] for module in modules}
    head = " ".join(itertools.takewhile(lambda line: line.startswith("#"), lines))
    assert known & {
        word for bracket in re.findall(r"\(([^()]+)\)", head) for word in re.findall(r"\w+", bracket)
    }


def test_the_sentence_before_is_remembered() -> None:
    text = "The council runs three children's homes. Two are good. The other is satisfactory."
    assert said(text) == [
        "= childrens-homes good; two-of-three",
        "= childrens-homes satisfactory; rest",
    ]


@pytest.mark.parametrize(
    ("text", "contexts"),
    [
        (
            "Children who have free meals:\n in primary schools is 16.7% (the national average is 14.5%)\n"
            " in secondary schools is 13.1% (the national average is 13.2%).",
            [
                "Children who have free meals:\n in primary schools is",
                "Children who have free meals:\n in primary schools is 16.7% (the national average is 14.5%)"
                "\n in secondary schools is",
            ],
        ),
        (
            "They took 23 weeks. This compares well with a national average of 30 weeks.",
            ["They took 23 weeks."],
        ),
        ("Absence has risen. At 5.1%, it is above the national average of 4%.", ["Absence has risen."]),
        ("Absence has risen. Attendance, at 91%, is below the national average of 94%.", [None]),
    ],
)
def test_what_a_figure_is_of_stands_before_it(text: str, contexts: list[str | None]) -> None:
    letter = document_of(text)
    found = [f for f in read_passage(letter, passage(letter), lexicon.load()) if isinstance(f, Comparison)]
    assert [f.context.quote if f.context else None for f in found] == contexts


def test_few_words_have_what_stands_before_them() -> None:
    letter = document_of("Four of the homes are good, and there is one which is inadequate.")
    found = [f for f in read_passage(letter, passage(letter), lexicon.load()) if isinstance(f, Judgement)]
    told = [(f.evidence.quote, f.context.quote if f.context else None) for f in found]
    assert told[-1] == ("is inadequate", "Four of the homes are good, and there is one which")


def test_a_passage_forgets_the_one_before() -> None:
    letter = document_of("Adoption is good.\n\nThe rest are satisfactory.")
    halves = [Passage(fold(letter.text, [span]), "prose") for span in ((0, 17), (19, len(letter.text)))]
    found = read_statements(letter, halves, lexicon.load())
    assert [line(judgement) for judgement in found.judgements] == ["= adoption good"]
    assert [notice.code for notice in found.notices] == ["unread-grade"]


def test_evidence_is_the_text_itself_over_line_ends() -> None:
    letter = document_of(
        "Most primary\nschools are  good\nbut secondary schools are not as good as\nnationally."
    )
    found = read_statements(letter, [passage(letter)], lexicon.load())
    facts: list[Judgement | Comparison] = [*found.judgements, *found.comparisons]
    assert len(facts) == 2
    for fact in facts:
        assert letter.text[fact.evidence.start : fact.evidence.end] == fact.evidence.quote


WORDS = (
    "most all half of the rest good or better outstanding inadequate is are was judged to be as not no than "
    "above in line with similar areas nationally average primary schools childminders private fostering "
    "except for where they which and but , ; : ( ) . with one two three children's homes staying safe "
    "it this area "
    "proportion higher fewer compared serious case review respectively that 62 % there has while"
)


ALL_WORDS = [*WORDS.split(), *(" ".join(phrase) for phrase in sorted({*PHRASES, *cues(lexicon.load())}))]


@given(st.lists(st.sampled_from(ALL_WORDS), max_size=30))
@example(["(", "above", "national average", ",", "most", ")", "below"])
def test_no_word_order_breaks_the_grammar(words: list[str]) -> None:
    letter = document_of(" ".join(words) or "-")
    for fact in read_passage(letter, passage(letter, "staying-safe"), lexicon.load()):
        assert fact.evidence is not None
        assert letter.text[fact.evidence.start : fact.evidence.end] == fact.evidence.quote
        assert fact.evidence.quote


def cut_and_joined(number: int) -> Iterator[str]:
    """Yield broken sentences: begun as one row and ended as another, words dropped, put in, swapped."""
    chance = random.Random(20081)  # noqa: S311
    rows = [match["text"].split() for _, row, _ in cases() if (match := SENTENCE.fullmatch(row))]
    words = sorted({word for row in rows for word in row})
    for _ in range(number):
        made, other = list(chance.choice(rows)), chance.choice(rows)
        if chance.random() < 0.35:
            made = [*made[: chance.randrange(len(made) + 1)], *other[chance.randrange(len(other)) :]]
        for _ in range(min(len(made), chance.randint(1, 3))):
            change = chance.random()
            if change < 0.5:
                del made[chance.randrange(len(made))]
            elif change < 0.75:
                made.insert(chance.randrange(len(made)), chance.choice(words))
            else:
                one, two = chance.randrange(len(made)), chance.randrange(len(made))
                made[one], made[two] = made[two], made[one]
        if made:
            yield " ".join(made)


@pytest.mark.parametrize("part", range(4))
def test_no_broken_sentence_breaks_the_grammar(part: int) -> None:
    for text in itertools.islice(cut_and_joined(16_000), part, None, 4):
        letter = document_of(text)
        for fact in read_passage(letter, passage(letter), lexicon.load()):
            assert fact.evidence is not None
            assert letter.text[fact.evidence.start : fact.evidence.end] == fact.evidence.quote, text
