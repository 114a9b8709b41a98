"""The small cases kept beside the repository: each file read and compared with what must come of it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from ofsted_kg import register
from ofsted_kg.errors import NotALetter
from ofsted_kg.letters import parse_letter
from ofsted_kg.pipeline.collect import collect
from ofsted_kg.read import read_document
from ofsted_kg.vocabulary import lexicon

FOLDER = Path(__file__).parents[2] / "shared" / "cases"
# Footnotes, Word, web pages, broken words, PDF, mail, OpenDocument and rich text.
KINDS = range(4, 11)
_PASSED_OVER = {"capacity-to-improve", "service-management"}


def _cases() -> list[Any]:
    listing = FOLDER / "expected.json"
    entries = json.loads(listing.read_text(encoding="utf-8")) if listing.exists() else []
    return [
        pytest.param(entry["file"], entry["must"], id=entry["file"])
        for entry in entries
        if entry["kind"] in KINDS
    ]


def _same(wanted: list[Any], seen: tuple[Any, ...]) -> bool:
    return all(value is None or value == other for value, other in zip(wanted, seen, strict=True))


def _alike(wanted: list[list[Any]], seen: set[tuple[Any, ...]]) -> bool:
    return all(any(_same(w, s) for s in seen) for w in wanted) and all(
        any(_same(w, s) for w in wanted) for s in seen
    )


@pytest.mark.skipif(not FOLDER.exists(), reason="the shared cases (../shared/cases) are not here")
@pytest.mark.parametrize(("name", "must"), _cases())
def test_a_case_comes_out_as_it_must(name: str, must: dict[str, Any]) -> None:
    letters = []
    for file in collect([FOLDER / name]).files:
        try:
            document = read_document(file.path)
        except NotALetter:
            continue  # a note that goes with what is attached
        letters.append(parse_letter(document, lexicon.load(), register.load()))
    (letter,) = letters
    facts = must["facts"]
    assert [letter.council and letter.council.name, str(letter.date)] == must["letters"][0]
    assert _alike(facts["ratings"], {(r.area, r.grade, r.score) for r in letter.ratings})
    judgements = {
        (j.subject, j.grade, j.at_least) for j in letter.judgements if j.subject not in _PASSED_OVER
    }
    assert _alike(facts.get("judgements", [list(j) for j in judgements]), judgements)
    assert len(letter.findings) == facts.get("findings", len(letter.findings))
    assert len(letter.comparisons) == facts.get("comparisons", len(letter.comparisons))
    strengths = sum(finding.polarity == "strength" for finding in letter.findings)
    assert strengths == facts.get("strengths", strengths)
    said = " ".join(notice.message for notice in letter.notices).lower()
    assert any(word in said for word in must.get("notice_contains", [""]))
