"""A word added to the ontology, or to the words beside it, changes what is read of comparisons."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from letters import document_of

from ofsted_kg.errors import VocabularyError
from ofsted_kg.grammar.statements import read_comparisons
from ofsted_kg.text.clean import fold
from ofsted_kg.text.passages import Passage
from ofsted_kg.vocabulary import lexicon, resources
from ofsted_kg.vocabulary.lexicon import Lexicon


def vocabulary(folder: Path, name: str = "", old: str = "", new: str = "") -> Lexicon:
    """Read the ontology, with a change in one of its files."""
    for path in resources.folder("ontology").iterdir():
        if path.name != resources.COUNCILS_FILE:
            shutil.copy(path, folder / path.name)
    if name:
        text = (folder / name).read_text(encoding="utf-8")
        assert old in text
        (folder / name).write_text(text.replace(old, new, 1), encoding="utf-8")
    return lexicon.read(sorted(folder.iterdir()))


def said(sentence: str, words: Lexicon) -> list[tuple[str, str]]:
    document = document_of(sentence)
    passage = Passage(fold(sentence, [(0, len(sentence))]))
    found = read_comparisons(document, [passage], words)
    return [(held.direction, held.comparator) for held in found.comparisons]


@pytest.mark.parametrize(
    ("name", "old", "new", "sentence", "expected"),
    [
        (
            "direction.ttl",
            'skos:altLabel "higher than"@en ,',
            'skos:altLabel "a shade north of"@en , "higher than"@en ,',
            "Attendance is a shade north of the national average.",
            [("above", "national")],
        ),
        (
            "direction.ttl",
            'skos:altLabel "lower than"@en ,',
            'skos:altLabel "punier than"@en , "lower than"@en ,',
            "Attendance is punier than in similar areas.",
            [("below", "similar-areas")],
        ),
        (
            "direction.ttl",
            'skos:altLabel "higher than"@en ,',
            'skos:altLabel "the rosiest"@en , "higher than"@en ,',
            "Attainment is the rosiest in the country.",
            [("above", "national")],
        ),
        (
            "direction.tsv",
            "\nabove\tdirect\tabove\n",
            "\nabove\tdirect\tabove\nin-line\tdirect\tspoon and spoon with\n",
            "Attendance is spoon and spoon with the national average.",
            [("in-line", "national")],
        ),
        (
            "direction.tsv",
            "\nabove\thow\twell\n",
            "\nabove\thow\twell\nbelow\thow\tfeebly\n",
            "Attendance compares rather feebly with the national average.",
            [("below", "national")],
        ),
        (
            "comparator.ttl",
            'skos:altLabel "statistical neighbours"@en ,',
            'skos:altLabel "twinned boroughs"@en , "statistical neighbours"@en ,',
            "Attendance is above that of twinned boroughs.",
            [("above", "similar-areas")],
        ),
        (
            "topic.tsv",
            "\nother\tless\tabsence\n",
            "\nother\tless\tabsence\nother\tless\tnosebleeds\n",
            "The rate of nosebleeds is better than the national average.",
            [("below", "national")],
        ),
    ],
    ids=["relation", "comparative", "superlative", "variant", "adverb", "places", "less is better"],
)
def test_a_word_added_changes_what_is_read(
    name: str, old: str, new: str, sentence: str, expected: list[tuple[str, str]], tmp_path: Path
) -> None:
    assert said(sentence, lexicon.load()) != expected
    assert said(sentence, vocabulary(tmp_path, name, old, new)) == expected


def test_a_word_taken_away_is_not_read(tmp_path: Path) -> None:
    sentence = "Attendance outstrips the national average."
    assert said(sentence, lexicon.load()) == [("above", "national")]
    assert said(sentence, vocabulary(tmp_path, "direction.tsv", "\nabove\tdirect\toutstrips\n", "\n")) == []


@pytest.mark.parametrize(
    ("new", "message"),
    [
        ("above direct beyond\n", "line 1 is not a concept, a form and words"),
        ("sideways\tdirect\tbeside\n", "words for 'sideways', which is no direction"),
    ],
    ids=["no tabs", "no such concept"],
)
def test_a_mistake_in_a_file_of_words_is_named(new: str, message: str, tmp_path: Path) -> None:
    with pytest.raises(VocabularyError, match=message):
        vocabulary(tmp_path, "direction.tsv", "# Words of comparing", new + "# Words of comparing")
