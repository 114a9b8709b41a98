"""Corrections: they hold instead of what was read, and those that no longer apply are told."""

from __future__ import annotations

import datetime as dt
import hashlib
import shutil
import subprocess
import sys
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ofsted_kg import register
from ofsted_kg.cli.summary import summary
from ofsted_kg.corrections import Action, Correction, corrected, load, write
from ofsted_kg.corrections.apply import COLLIDES, GONE, STALE, SUPERFLUOUS
from ofsted_kg.corrections.record import REFUSED
from ofsted_kg.errors import OfstedKGError, StoreError
from ofsted_kg.model import Comparison, Document, Evidence, Finding, Judgement, Letter, Person, Rating, Review
from ofsted_kg.pipeline import BuildResult, Options, build
from ofsted_kg.pipeline.ledger import Status
from ofsted_kg.query import run as ask
from ofsted_kg.store import KnowledgeGraph
from ofsted_kg.vocabulary import lexicon

SAMPLES = Path(__file__).resolve().parent.parent / "samples"
REGISTER = SAMPLES / "register.csv"
SOURCE = "annual-rating-2009-quayhaven"
SAMPLE = SAMPLES / "letters" / f"{SOURCE}.txt"

TEXT = (
    "Most primary schools\nare good. Fostering is good. Exclusions are higher than nationally. "
    "Good plans. There were two reviews. Performs well (3)"
)


def stands(words: str) -> Evidence:
    start = TEXT.index(words)
    return Evidence(start, start + len(words), words)


SCHOOLS = Judgement("primary-schools", "good", False, stands("Most primary schools\nare good"), "most")
FOSTERING = Judgement("fostering", "good", False, stands("Fostering is good"))
EXCLUSIONS = Comparison("exclusions", "above", "national", stands("Exclusions are higher than nationally"))
PLANS = Finding("staying-safe", "strength", "Good plans", stands("Good plans"))
REVIEWS = Review(2, None, None, stands("There were two reviews"))
OVERALL = Rating("overall", "performs-well", 3, stands("Performs well (3)"))
LETTER = Letter(
    "a-letter",
    "annual-rating-2009",
    None,
    dt.date(2009, 12, 9),
    2009,
    addressee=Person("Ann Example"),
    signatories=(Person("Bo Writer"), Person("Cy Other")),
    ratings=(OVERALL,),
    judgements=(SCHOOLS, FOSTERING),
    comparisons=(EXCLUSIONS,),
    findings=(PLANS,),
    reviews=(REVIEWS,),
)
AT = f"{SCHOOLS.evidence.start}-{SCHOOLS.evidence.end}"
OF_SCHOOLS = f"judgement/{AT}/primary-schools/good"
OF_EXCLUSIONS = f"comparison/{EXCLUSIONS.evidence.start}-{EXCLUSIONS.evidence.end}/exclusions/above/national"


def document(text: str = TEXT) -> Document:
    return Document("a-letter", "a-letter.txt", "text/plain", "0" * 64, len(text), text)


def row(
    fact: str, name: str = "", value: str = "", action: Action = Action.CORRECT, quote: str = ""
) -> Correction:
    said = ("A Reader", "It says so.", "the letter")
    return Correction("a-letter", "", fact, quote, action, name, value, *said)


def fixed(*rows: Correction, letter: Letter = LETTER, text: str = TEXT) -> Letter:
    return corrected(letter, document(text), rows, lexicon.load(), register.load((REGISTER,)))


def codes(letter: Letter) -> list[str]:
    return [notice.code for notice in letter.notices]


CASES = {
    "a grade": (row(OF_SCHOOLS, "grade", "outstanding"), "judgements", replace(SCHOOLS, grade="outstanding")),
    "no quantity": (row(OF_SCHOOLS, "quantity"), "judgements", replace(SCHOOLS, quantity=None)),
    "or better": (row(OF_SCHOOLS, "at_least", "true"), "judgements", replace(SCHOOLS, at_least=True)),
    "a direction": (
        row(OF_EXCLUSIONS, "direction", "below"),
        "comparisons",
        replace(EXCLUSIONS, direction="below"),
    ),
    "a polarity": (
        row(f"finding/{PLANS.evidence.start}-{PLANS.evidence.end}", "polarity", "area-for-improvement"),
        "findings",
        replace(PLANS, polarity="area-for-improvement"),
    ),
    "a count": (
        row(f"review/{REVIEWS.evidence.start}-{REVIEWS.evidence.end}", "count", "3"),
        "reviews",
        replace(REVIEWS, count=3),
    ),
    "no score": (row("rating/overall", "score"), "ratings", replace(OVERALL, score=None)),
}


@pytest.mark.parametrize("name", CASES)
def test_a_correction_holds_instead_of_what_was_read(name: str) -> None:
    one, kind, right = CASES[name]
    now = fixed(one)
    before, after = getattr(LETTER, kind), getattr(now, kind)
    assert after[0] == right
    assert after[1:] == before[1:]
    (revision,) = now.revisions
    assert (revision.was, revision.property, revision.value) == (one.fact, one.name, one.value)
    assert revision.read != revision.value
    assert codes(now) == []


def test_several_properties_of_one_fact_are_corrected_together() -> None:
    now = fixed(row(OF_SCHOOLS, "grade", "adequate"), row(OF_SCHOOLS, "subject", "secondary-schools"))
    assert now.judgements[0] == replace(SCHOOLS, grade="adequate", subject="secondary-schools")
    assert {revision.now for revision in now.revisions} == {f"judgement/{AT}/secondary-schools/adequate"}


def test_a_figure_stands_where_its_statement_does() -> None:
    now = fixed(row(OF_EXCLUSIONS, "value", "61.0"), row(OF_EXCLUSIONS, "unit", "percent"))
    figure = now.comparisons[0].value
    assert figure is not None
    assert (figure.value, figure.evidence) == (Decimal("61.0"), EXCLUSIONS.evidence)


def test_the_letter_itself_and_its_people_are_corrected() -> None:
    code = register.load((REGISTER,)).find("Quayhaven")
    assert code is not None
    now = fixed(
        row("letter", "council", code.gss_code),
        row("letter", "date", "2009-12-10"),
        row("addressee", "name", "Ann Sample"),
        row("signatory/2", "role", "Inspector"),
    )
    assert now.council == code
    assert now.date == dt.date(2009, 12, 10)
    assert now.addressee == Person("Ann Sample")
    assert now.signatories == (Person("Bo Writer"), Person("Cy Other", role="Inspector"))
    assert len(now.revisions) == 4


def test_a_fact_that_is_none_is_withdrawn() -> None:
    now = fixed(row(OF_SCHOOLS, action=Action.WITHDRAW, quote="Most primary schools are good"))
    assert now.judgements == (FOSTERING,)
    assert now.revisions[0].now is None


def test_words_that_have_moved_are_found_again() -> None:
    shift = "Dear all. "
    moved = replace(
        SCHOOLS,
        evidence=Evidence(SCHOOLS.evidence.start + 10, SCHOOLS.evidence.end + 10, SCHOOLS.evidence.quote),
    )
    letter = replace(LETTER, judgements=(moved,), comparisons=(), findings=(), reviews=(), ratings=())
    one = row(OF_SCHOOLS, "grade", "adequate", quote="Most primary schools are good")
    now = fixed(one, letter=letter, text=shift + TEXT)
    assert now.judgements == (replace(moved, grade="adequate"),)
    # Twice in the text, they may be either.
    twice = fixed(one, letter=letter, text=f"{shift}{TEXT} Most primary schools are good.")
    assert codes(twice) == [GONE]


UNHELPFUL = {
    "the quote is gone": (row(OF_SCHOOLS, "grade", "adequate", quote="All schools are good"), GONE),
    "the quote of a rating is gone": (row("rating/overall", "score", "4", quote="Performs poorly"), GONE),
    "another fact is read there": (row(f"judgement/{AT}/primary-schools/poor", "quantity", "some"), STALE),
    "the program has caught up": (row(f"judgement/{AT}/primary-schools/poor", "grade", "good"), SUPERFLUOUS),
    "the value is what was read": (row(OF_SCHOOLS, "quantity", "most"), SUPERFLUOUS),
    "what was withdrawn is not read": (row("review/0-4", action=Action.WITHDRAW), SUPERFLUOUS),
    "another fact is read where one was withdrawn": (
        row(f"judgement/{AT}/schools/good", action=Action.WITHDRAW),
        STALE,
    ),
    "what was withdrawn is mistyped": (row("rating/overal", action=Action.WITHDRAW), STALE),
    "a score that is another grade's": (row("rating/overall", "score", "4"), REFUSED),
    "a grade that has another score": (row("rating/overall", "grade", "performs-poorly"), REFUSED),
    "a grade of another framework": (row("rating/overall", "grade", "inadequate"), REFUSED),
    "what was accepted is not read": (row(f"judgement/{AT}/schools/good", action=Action.ACCEPT), STALE),
    "offsets behind the end": (row("judgement/900-950/schools/good", "grade", "poor"), GONE),
    "nobody signed third": (row("signatory/3", "name", "Di More"), STALE),
}


@pytest.mark.parametrize("name", UNHELPFUL)
def test_a_correction_that_does_not_apply_changes_nothing_and_is_told(name: str) -> None:
    one, code = UNHELPFUL[name]
    now = fixed(one)
    assert codes(now) == [code]
    assert replace(now, notices=()) == LETTER


@pytest.mark.parametrize(
    ("one", "said"),
    [
        (row("rating/overal", action=Action.WITHDRAW), "none was withdrawn; is rating/overall meant?"),
        (row("signatory/3", "name", "Di More"), "is signatory/2 or signatory/1 meant?"),
        (row(f"judgement/{AT}/primary-schools/poor", "quantity", "some"), f"is {OF_SCHOOLS} meant?"),
        (row(OF_SCHOOLS, "grade", "poor", quote="All schools"), "stands «Most primary schools are good»"),
        (row("rating/overall", "grade", "inadequate"), "whose grades are performs-excellently"),
    ],
    ids=["withdrawn", "person", "statement", "quote", "grade"],
)
def test_what_may_be_meant_is_named(one: Correction, said: str) -> None:
    assert said in fixed(one).notices[0].message


def test_grade_and_score_are_corrected_together() -> None:
    now = fixed(row("rating/overall", "grade", "performs-poorly"), row("rating/overall", "score", "1"))
    assert now.ratings == (replace(OVERALL, grade="performs-poorly", score=1),)


def test_a_correction_does_not_make_one_fact_of_two() -> None:
    twin = replace(SCHOOLS, grade="outstanding")
    letter = replace(LETTER, judgements=(SCHOOLS, twin))
    now = fixed(row(OF_SCHOOLS, "grade", "outstanding"), letter=letter)
    assert now.judgements == (SCHOOLS, twin)
    assert codes(now) == [COLLIDES]


def test_what_was_accepted_stays_as_it_is() -> None:
    assert fixed(row(OF_SCHOOLS, action=Action.ACCEPT)) == LETTER


# -- files


def file(tmp_path: Path, text: str, name: str = "right.csv") -> Path:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def loaded(*paths: Path) -> tuple[Correction, ...]:
    return load(paths, lexicon.load(), register.load((REGISTER,))).rows


HEAD = "document,fact,quote,action,property,value,who,why,source\n"
GOOD = "a,judgement/3-9/schools/good,,correct,grade,poor,Me,Why,letter\n"
SCORE = "a,rating/overall,,correct,score,3,Me,Why,letter\n"

WRONG = {
    "no columns": ("a,b\n", "line 1: the first line must name"),
    "a column unknown": ("fact,document,action,who,why,source,vlaue\n", "no column 'vlaue'"),
    "nobody": (HEAD + "a,rating/overall,,correct,score,3,,Why,letter\n", "line 2: it does not say who"),
    "no reason": (HEAD + "a,rating/overall,,correct,score,3,Me,,letter\n", "line 2: it does not say why"),
    "no source": (HEAD + "a,rating/overall,,correct,score,3,Me,Why,\n", "line 2: it does not say source"),
    "a score of no scale": (HEAD + SCORE.replace("score,3", "score,9"), "it may be 1, 2, 3, 4"),
    "a score of another grade": (
        HEAD + SCORE + SCORE.replace("score,3", "grade,performs-poorly"),
        "line 2: the grade 'performs-poorly' has the score 1, and not 3: correct both",
    ),
    "no such fact": (HEAD + "a,span/3-9,,correct,grade,good,Me,Why,letter\n", "'span/3-9' is no fact"),
    "no such action": (HEAD + "a,rating/overall,,mend,score,3,Me,Why,letter\n", "'mend' is no action"),
    "no such property": (HEAD + "a,rating/overall,,correct,colour,3,Me,Why,letter\n", "no property 'colour'"),
    "a grade of no list": (
        HEAD + "a,judgement/3-9/schools/good,,correct,grade,goood,Me,Why,letter\n",
        "grade cannot be 'goood'; it may be good",
    ),
    "no number": (
        HEAD + "a,rating/overall,,correct,score,three,Me,Why,letter\n",
        "score cannot be 'three'; it may be 1, 2, 3, 4",
    ),
    "no month": (HEAD + "a,review/3-9,,correct,since,2008-13,Me,Why,letter\n", "since is a year, a month"),
    "no day": (HEAD + "a,letter,,correct,date,2009-02-30,Me,Why,letter\n", "date is a day such as"),
    "no council": (HEAD + "a,letter,,correct,council,Nowhereton,Me,Why,letter\n", "no council 'Nowhereton'"),
    "no value": (
        HEAD + "a,judgement/3-9/schools/good,,correct,grade,,Me,Why,letter\n",
        "cannot be without grade",
    ),
    "a letter withdrawn": (HEAD + "a,letter,,withdraw,,,Me,Why,letter\n", "letter cannot be withdrawn"),
    "a value with a withdrawal": (
        HEAD + "a,rating/overall,,withdraw,score,3,Me,Why,letter\n",
        "says nothing of",
    ),
    "two that disagree": (
        HEAD + GOOD + GOOD.replace("poor", "good"),
        "line 3: .* told otherwise in .* line 2",
    ),
    "corrected and withdrawn": (
        HEAD + GOOD + "a,judgement/3-9/schools/good,,withdraw,,,Me,Why,letter\n",
        "told otherwise",
    ),
    "decided on no day": (
        "document,fact,action,property,value,who,why,source,date\n"
        "a,rating/overall,correct,score,3,Me,Why,letter,2026-02-30\n",
        "line 2: '2026-02-30' is no date",
    ),
    "a digest that is none": (
        "document,sha256,fact,action,property,value,who,why,source\n"
        "a,xyz,rating/overall,correct,score,3,Me,Why,letter\n",
        "no SHA-256",
    ),
}


# What is said to do, and the file when that is done.
MENDED = {
    "no columns": ("Begin the file with the line document,sha256,", HEAD + GOOD),
    "a column unknown": ("The columns are document,", "fact,document,action,who,why,source,value\n"),
    "nobody": ("A correction says document, fact", HEAD + SCORE),
    "no reason": ("A correction says document, fact", HEAD + SCORE),
    "no source": ("A correction says document, fact", HEAD + SCORE),
    "a score of no scale": ("Write it as the tables of `ofsted-kg query` print it", HEAD + SCORE),
    "a score of another grade": (
        "The grade is in ",
        HEAD + SCORE.replace("score,3", "score,1") + SCORE.replace("score,3", "grade,performs-poorly"),
    ),
    "no such fact": ("what stands in it behind the letter's own", HEAD + SCORE),
    "no such action": ("It is one of correct, withdraw, accept", HEAD + SCORE),
    "no such property": ("It is one of ", HEAD + SCORE.replace("score,3", "grade,performs-well")),
    "a grade of no list": ("Write it as the tables of `ofsted-kg query` print it", HEAD + GOOD),
    "no number": ("Write it as the tables of `ofsted-kg query` print it", HEAD + SCORE),
    "no month": ("Write it as the tables", HEAD + "a,review/3-9,,correct,since,2008-12,Me,Why,letter\n"),
    "no day": ("Write it as the tables", HEAD + "a,letter,,correct,date,2009-02-28,Me,Why,letter\n"),
    "no council": ("Give its GSS code or its name", HEAD + "a,letter,,correct,council,Bury,Me,Why,letter\n"),
    "no value": ("Write it as the tables", HEAD + GOOD),
    "a letter withdrawn": (
        "Correct its properties",
        HEAD + "a,letter,,correct,date,2009-12-09,Me,Why,letter\n",
    ),
    "a value with a withdrawal": (
        "Leave property and value empty",
        HEAD + SCORE.replace("correct,score,3", "withdraw,,"),
    ),
    "two that disagree": ("Keep one of the two rows", HEAD + GOOD),
    "corrected and withdrawn": ("Keep one of the two rows", HEAD + GOOD),
    "decided on no day": (
        "Write it as 2026-11-28",
        "document,fact,action,property,value,who,why,source,date\n"
        "a,rating/overall,correct,score,3,Me,Why,letter,2026-11-28\n",
    ),
    "a digest that is none": ("Give 64 hexadecimal digits, or none", HEAD + SCORE),
}


def test_each_wrong_file_is_mended() -> None:
    assert list(MENDED) == list(WRONG)


@pytest.mark.parametrize("name", MENDED)
def test_what_is_said_to_do_helps(name: str, tmp_path: Path) -> None:
    says, right = MENDED[name]
    with pytest.raises(OfstedKGError) as caught:
        loaded(file(tmp_path, WRONG[name][0]))
    assert says in str(caught.value)
    assert len(loaded(file(tmp_path, right))) == right.count("\n") - 1


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_file_is_told_with_its_line(name: str, tmp_path: Path) -> None:
    text, said = WRONG[name]
    with pytest.raises(OfstedKGError, match=said) as caught:
        loaded(file(tmp_path, text))
    assert "right.csv" in str(caught.value)
    assert caught.value.remedy


def test_a_file_that_a_spreadsheet_saved_is_read(tmp_path: Path) -> None:
    plain = loaded(file(tmp_path, HEAD + GOOD))
    saved = "\ufeff" + (HEAD + GOOD).replace(",", ";").replace("\n", "\r\n")
    assert loaded(file(tmp_path, saved, "saved.csv")) == plain


def test_turtle_says_the_same_as_csv(tmp_path: Path) -> None:
    turtle = """
        @prefix ok: <https://w3id.org/ofsted-kg/def/> .
        @prefix dcterms: <http://purl.org/dc/terms/> .
        @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
        <#1> a ok:Correction ; ok:document "a" ; ok:action "correct" ;
            ok:fact "https://w3id.org/ofsted-kg/id/letter/b/apa-2005/2005-12-01/judgement/3-9/schools/good" ;
            ok:correctedProperty ok:grade ; ok:valueCorrected "poor" ;
            dcterms:creator "Me" ; rdfs:comment "Why" ; dcterms:source "letter" .
    """
    assert loaded(file(tmp_path, turtle, "right.ttl")) == loaded(file(tmp_path, HEAD + GOOD))
    with pytest.raises(OfstedKGError, match="no Turtle"):
        loaded(file(tmp_path, "<#1> a", "wrong.ttl"))


words = st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=30).map(
    lambda text: " ".join(text.split())
)


@given(st.lists(st.tuples(words, words, words, words), max_size=5))
def test_what_is_written_is_read_back(
    tmp_path_factory: pytest.TempPathFactory, said: list[tuple[str, ...]]
) -> None:
    rows = {
        (one[0], number): replace(
            row(f"rating/overall-{number}", "score", "3", quote=one[1]),
            document=one[0],
            who=one[2],
            why=one[3],
        )
        for number, one in enumerate(said)
        if all(one)
    }
    path = tmp_path_factory.mktemp("written") / "right.csv"
    path.write_text(write(rows.values()), encoding="utf-8", newline="")
    assert set(loaded(path)) == set(rows.values())


# -- the build


def graph(tmp_path: Path, *corrections: str, head: str = HEAD, **options: object) -> BuildResult:
    letters = tmp_path / "letters"
    letters.mkdir(exist_ok=True)
    shutil.copy(SAMPLE, letters)
    shutil.copy(SAMPLES / "letters" / "apa-2007-quayhaven.txt", letters)
    files = tuple(
        file(tmp_path, head + "".join(corrections), f"right-{number}.csv")
        for number in range(bool(corrections))
    )
    chosen = Options(registers=(REGISTER,), jobs=1, corrections=files, **options)  # type: ignore[arg-type]
    return build([letters], tmp_path / "kg", chosen)


def judged(tmp_path: Path, subject: str) -> list[tuple[str, str]]:
    table = ask("judgements", {"source": SOURCE, "subject": subject}, KnowledgeGraph.open(tmp_path / "kg"))
    return [(str(g), str(s)) for g, s in zip(table.column("grade"), table.column("statement"), strict=True)]


def private_fostering(tmp_path: Path) -> tuple[str, str]:
    (found,) = judged(tmp_path, "private-fostering")
    return found


def test_a_correction_overrides_the_parser_in_the_graph(tmp_path: Path) -> None:
    graph(tmp_path)
    was, iri = private_fostering(tmp_path)
    assert was == "satisfactory"
    line = f"{SOURCE},{iri},,correct,grade,good,A Reader,It was read again.,https://a.example/note\n"
    result = graph(tmp_path, line)
    assert result.reused == 1, "only the letter that is corrected is read again"
    grade, now = private_fostering(tmp_path)
    assert grade == "good"
    asked = f"""
        PREFIX prov: <http://www.w3.org/ns/prov#> PREFIX ok: <https://w3id.org/ofsted-kg/def/>
        PREFIX dcterms: <http://purl.org/dc/terms/> PREFIX foaf: <http://xmlns.com/foaf/0.1/>
        PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
        SELECT ?was ?read ?right ?who ?why ?source WHERE {{
            <{now}> prov:wasRevisionOf ?was ; prov:qualifiedRevision ?correction .
            ?correction a ok:Correction ; prov:entity ?was ; ok:correctedProperty ok:grade ;
                ok:valueRead ?read ; ok:valueCorrected ?right ; dcterms:creator/foaf:name ?who ;
                rdfs:comment ?why ; dcterms:source ?source }}"""
    (found,) = KnowledgeGraph.open(tmp_path / "kg").select(asked)
    assert [term.value for term in found][1:] == [
        *("satisfactory", "good", "A Reader", "It was read again."),
        "https://a.example/note",
    ]
    entry = next(entry for entry in result.ledger.entries if entry.source == SOURCE)
    assert dict(entry.facts)["corrections"] == 1
    assert graph(tmp_path, line).reused == 2, "nothing is done again where nothing changed"
    assert graph(tmp_path, replace=True).reused == 1
    assert private_fostering(tmp_path) == (was, iri)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("rating/overall,,correct,score,2", "has the score 4, and not 2"),
        ("rating/overall,,correct,grade,performs-poorly", "has the score 1, and not 4"),
        ("letter,,correct,date,2001-12-09", "A letter's date is not before the first day"),
        ("COMPARISON,,correct,value,3", "in which unit it is counted"),
    ],
    ids=["score", "grade", "the letter", "a statement"],
)
def test_a_correction_that_breaks_a_rule_is_refused_and_its_letter_stays(
    line: str, said: str, tmp_path: Path
) -> None:
    graph(tmp_path)
    compared = ask("comparisons", {"source": SOURCE}, KnowledgeGraph.open(tmp_path / "kg"))
    line = line.replace("COMPARISON", str(compared.column("statement")[0]))
    result = graph(tmp_path, f"{SOURCE},{line},A Reader,Misread.,letter\n")
    entry = next(entry for entry in result.ledger.entries if entry.source == SOURCE)
    assert entry.status is Status.CONVERTED
    (refusal,) = (note.message for note in entry.notices if note.rule == REFUSED)
    assert said in refusal
    fact, _, _, name, _ = line.split(",")
    assert refusal.startswith(f"The correction of {name} of ")
    assert fact.endswith(refusal.partition(" is refused")[0].rpartition(" of ")[2])
    again = ask("comparisons", {"source": SOURCE}, KnowledgeGraph.open(tmp_path / "kg"))
    assert again == compared
    assert "right-0.csv, line 2: mend or take out the row" in summary(result, tmp_path)
    assert "right-0.csv" not in KnowledgeGraph.open(tmp_path / "kg").letter(SOURCE)[0]


def test_of_two_rows_on_one_thing_the_refused_one_is_named(tmp_path: Path) -> None:
    """By the document's name and by its bytes: what they are about is told in the same words."""
    digest = hashlib.sha256(SAMPLE.read_bytes()).hexdigest()
    told = "rating/overall,,correct,score"
    rows = f"{SOURCE},,{told},4,A,Why.,letter\n{SOURCE},{digest},{told},2,A,Why.,letter\n"
    head = "document,sha256,fact,quote,action,property,value,who,why,source\n"
    result = graph(tmp_path, rows, head=head)
    (entry,) = (entry for entry in result.ledger.entries if entry.refused)
    assert len(entry.refused) == 1
    assert [one.message for one in result.ledger.dataset if one.rule == REFUSED] == [
        f"right-0.csv, line 3: mend or take out the row; of {SOURCE}"
    ]


def test_a_build_that_names_no_corrections_does_not_undo_them(tmp_path: Path) -> None:
    line = f"{SOURCE},addressee,,correct,role,Harbour Master,A Reader,Why.,letter\n"
    graph(tmp_path, line)
    with pytest.raises(
        StoreError, match=r"would undo 1 correction .*--corrections .*corrections\.csv.*--replace"
    ):
        graph(tmp_path)
    assert "Harbour Master" in KnowledgeGraph.open(tmp_path / "kg").letter(SOURCE)[0]
    graph(tmp_path, replace=True)
    assert "Harbour Master" not in KnowledgeGraph.open(tmp_path / "kg").letter(SOURCE)[0]


def test_the_same_bytes_whatever_the_order_of_rows_and_files(tmp_path: Path) -> None:
    lines = [
        f"{SOURCE},rating/overall,,correct,score,4,A Reader,Why.,letter\n",
        f"{SOURCE},addressee,,correct,role,Harbour Master,A Reader,Why.,letter\n",
        f"{SOURCE},letter,,correct,title,A title,A Reader,Why.,letter\n",
    ]
    texts = set()
    for order in (lines, lines[::-1]):
        graph(tmp_path, *order, fresh=True)
        texts.add(KnowledgeGraph.open(tmp_path / "kg").letter(SOURCE)[0])
    assert len(texts) == 1


def test_corrections_that_do_nothing_are_told_in_summary_and_ledger(tmp_path: Path) -> None:
    letters = tmp_path / "letters"
    letters.mkdir()
    shutil.copy(SAMPLE, letters)
    path = file(
        tmp_path,
        HEAD
        + "another-letter,rating/overall,,correct,score,4,A Reader,Why.,letter\n"
        + f"{SOURCE},rating/overall,no such words,correct,score,4,A Reader,Why.,letter\n"
        + f"{SOURCE},letter,,correct,date,2009-12-09,A Reader,Why.,letter\n",
    )
    command = [sys.executable, "-m", "ofsted_kg", "build", str(letters), "--kg", str(tmp_path / "kg")]
    command += ["--register", str(REGISTER), "--corrections", str(path)]
    done = subprocess.run(command, capture_output=True, check=False, text=True)
    assert done.returncode == 0, done.stderr
    for said in ("correction-quote-gone", "correction-superfluous", "not in the graph: another-letter"):
        assert said in done.stdout
    path.write_text(HEAD + GOOD.replace("poor", "pour"), encoding="utf-8")
    done = subprocess.run(command, capture_output=True, check=False, text=True)
    assert done.returncode == 2
    assert "line 2" in done.stderr
    assert "Traceback" not in done.stderr
