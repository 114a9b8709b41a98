"""A review in a real browser: facts are accepted, corrected, withdrawn, and the build lets it hold."""

from __future__ import annotations

import datetime as dt
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlencode, urlsplit

import pytest

from ofsted_kg import register
from ofsted_kg.cli import show as view
from ofsted_kg.corrections import Action, load
from ofsted_kg.errors import OfstedKGError
from ofsted_kg.pipeline import Options, build
from ofsted_kg.query import run as ask
from ofsted_kg.review.session import FIELD, ReviewSession
from ofsted_kg.store import KnowledgeGraph
from ofsted_kg.vocabulary import lexicon

if TYPE_CHECKING:
    from playwright.sync_api import Browser

SAMPLES = Path(__file__).resolve().parent.parent / "samples"
REGISTER = SAMPLES / "register.csv"
SOURCE = "annual-rating-2009-quayhaven"
ATTACK = "<script>alert('x')</script> The <img src=x onerror=alert(1)> remark. "


@pytest.fixture(scope="module")
def letters(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A letter with a refused grade word in it, and what a browser must not run."""
    folder = tmp_path_factory.mktemp("review") / "letters"
    folder.mkdir()
    text = (SAMPLES / "letters" / f"{SOURCE}.txt").read_text(encoding="utf-8")
    before = "Except in children's homes"
    assert before in text
    more = f"{ATTACK}The youth service is not yet good. {before}"
    (folder / f"{SOURCE}.txt").write_text(text.replace(before, more), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def kg(letters: Path) -> Path:
    folder = letters.parent / "kg"
    build([letters], folder, Options(registers=(REGISTER,), jobs=1))
    return folder


@contextmanager
def reviewing(kg: Path, corrections: Path) -> Iterator[str]:
    """Run the command, and yield the address that it prints."""
    command = [sys.executable, "-m", "ofsted_kg", "review", SOURCE, "--kg", str(kg)]
    command += ["--register", str(REGISTER), "--corrections", str(corrections)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    try:
        yield process.stdout.readline().strip()
    finally:
        process.terminate()
        process.wait(10)
        process.stdout.close()


def send(url: str, method: str, path: str, body: str = "", **headers: str) -> tuple[int, str, str]:
    connection = HTTPConnection(urlsplit(url).netloc, timeout=20)
    try:
        connection.request(method, path, body or None, {k.replace("_", "-"): v for k, v in headers.items()})
        answer = connection.getresponse()
        policy = answer.getheader("Content-Security-Policy") or ""
        return answer.status, answer.read().decode("utf-8"), policy
    finally:
        connection.close()


@pytest.mark.browser
@pytest.mark.parametrize("width", [1280, 390], ids=["wide", "narrow"])
def test_a_letter_is_reviewed(browser: Browser, letters: Path, kg: Path, tmp_path: Path, width: int) -> None:
    path, ran, complaints = tmp_path / "right.csv", list[str](), list[str]()
    hosts: set[str] = set()
    context = browser.new_context(viewport={"width": width, "height": 900})
    page = context.new_page()
    page.set_default_timeout(30_000)
    page.on("dialog", lambda dialog: ran.append(dialog.message))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    page.on("request", lambda request: hosts.add(urlsplit(request.url).netloc))
    with reviewing(kg, path) as url:
        page.goto(url)
        assert "<script>alert('x')</script>" in page.inner_text(".text")
        assert "refused: it is denied" in page.inner_text(".text")

        # A mark in the text leads to its fact; a grade is corrected.
        page.click(".text a:has-text('private fostering is satisfactory')")
        card = page.locator("article:target")
        assert "private-fostering" in card.inner_text()
        card.locator("[name='p.grade']").select_option("good")
        card.locator("[name=who]").fill("A Reader")
        card.locator("[name=why]").fill("It was read again.")
        # The answer is looked at when it is there as a whole, not while it still comes in.
        with page.expect_navigation():
            card.locator("button[value=correct]").click()
        # It does not say what it rests on.
        assert "source" in page.inner_text("[role=alert]")
        complaints.clear()  # Chromium tells of the status 422
        card = page.locator("article", has_text=re.compile("judgement/.*/private-fostering/satisfactory"))
        assert card.locator("[name='p.grade']").input_value() == "good"
        card.locator("[name=source]").fill("https://a.example/note")
        with page.expect_navigation():
            card.locator("button[value=correct]").click()
        page.wait_for_selector("text=Decided: correct")

        card = page.locator("article", has=page.locator("h3", has_text="rating/overall"))
        with page.expect_navigation():
            card.locator("button[value=accept]").click()
        page.wait_for_selector("text=Decided: accept")
        card = page.locator("article", has=page.locator("h3", has_text="/nursery-schools/")).first
        card.locator("[name=why]").fill("Not in the letter.")
        with page.expect_navigation():
            card.locator("button[value=withdraw]").click()
        page.wait_for_selector("text=Decided: withdraw")
        root = "document.documentElement"
        assert page.evaluate(f"{root}.scrollWidth - {root}.clientWidth") <= 0
        assert page.locator("script").count() == 0
        assert hosts == {urlsplit(url).netloc}
    context.close()
    assert (ran, complaints) == ([], [])

    rows = load((path,), lexicon.load(), register.load((REGISTER,))).rows
    assert {row.action for row in rows} == set(Action)
    copy = tmp_path / "kg"
    shutil.copytree(kg, copy, symlinks=True)
    result = build([letters], copy, Options(registers=(REGISTER,), jobs=1, corrections=(path,)))
    assert result.conforms
    table = ask("judgements", {"source": SOURCE}, KnowledgeGraph.open(copy))
    said = dict(zip(table.column("subject"), table.column("grade"), strict=True))
    assert str(said["private-fostering"]) == "good"
    assert "nursery-schools" not in said


def test_who_does_not_know_the_address_gets_nothing(kg: Path, tmp_path: Path) -> None:
    path = tmp_path / "right.csv"
    with reviewing(kg, path) as url:
        host, home = urlsplit(url).netloc, urlsplit(url).path
        status, html, policy = send(url, "GET", home)
        assert status == 200
        assert "default-src 'none'" in policy
        assert "script-src" not in policy
        found = re.search(r'name="secret" value="([^"]+)"', html)
        assert found is not None
        fields = {"secret": found[1], "fact": "rating/overall", "action": "accept", "who": "A Reader"}
        form, kind = urlencode(fields), "application/x-www-form-urlencoded"
        own = f"http://{host}"
        refused = [
            send(url, "GET", "/"),
            send(url, "GET", "/guess/"),
            send(url, "GET", home, Host="localhost.example"),
            send(url, "POST", home, form, Content_Type=kind),
            send(url, "POST", home, form, Content_Type=kind, Origin="http://a.example"),
            send(url, "POST", home, form, Content_Type=kind, Origin="null"),
            send(url, "POST", home, form, Content_Type="text/plain", Origin=own),
            send(url, "POST", home, form.replace(found[1], "guess"), Content_Type=kind, Origin=own),
            send(url, "POST", home, "a" * 70_000, Content_Type=kind, Origin=own),
            send(url, "POST", "/", form, Content_Type=kind, Origin=own),
            send(url, "POST", home, "&".join("a=1" for _ in range(60)), Content_Type=kind, Origin=own),
        ]
        assert [status for status, _, _ in refused] == [404, 404, 421, 403, 403, 403, 415, 403, 413, 404, 400]
        assert not any(found[1] in body for _, body, _ in refused)
        assert not path.exists()
        assert send(url, "POST", home, form, Content_Type=kind, Origin=own)[0] == 303
        assert path.exists()
        # Undecided again: the row goes, the file stays.
        fields["action"] = "forget"
        assert send(url, "POST", home, urlencode(fields), Content_Type=kind, Origin=own)[0] == 303
        assert load((path,), lexicon.load(), register.load((REGISTER,))).rows == ()


def test_decisions_on_other_letters_stay(kg: Path, tmp_path: Path) -> None:
    path = tmp_path / "right.csv"
    other = "another,,rating/overall,,correct,score,4,Me,Why,letter,\n"
    path.write_text(
        "document,sha256,fact,quote,action,property,value,who,why,source,date\n" + other, encoding="utf-8"
    )
    with reviewing(kg, path) as url:
        home, own = urlsplit(url).path, f"http://{urlsplit(url).netloc}"
        _, html, _ = send(url, "GET", home)
        found = re.search(r'name="secret" value="([^"]+)"', html)
        assert found is not None
        fields = {"secret": found[1], "fact": "rating/overall", "action": "accept", "who": "A Reader"}
        kind = "application/x-www-form-urlencoded"
        assert send(url, "POST", home, urlencode(fields), Content_Type=kind, Origin=own)[0] == 303
    text = path.read_text(encoding="utf-8")
    assert other in text
    assert text.count("\n") == 3


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("score", "9", "it may be 1, 2, 3, 4"),
        ("score", "2", "the grade 'performs-excellently' has the score 4, and not 2"),
        ("grade", "performs-poorly", "has the score 1, and not 4"),
        ("grade", "inadequate", "is no grade of annual-rating-2009"),
    ],
)
def test_a_rating_that_cannot_be_is_not_written(
    field: str, value: str, said: str, kg: Path, tmp_path: Path
) -> None:
    graph, text = view.letter(KnowledgeGraph.open(kg), SOURCE)
    path = tmp_path / "right.csv"
    session = ReviewSession(graph, text, path, lexicon.load(), register.load((REGISTER,)))
    read = next(item.values for item in session.items if item.fact == "rating/overall")
    form = {"fact": "rating/overall", "action": "correct", "who": "Me", "why": "Why", "source": "letter"}
    values = {FIELD + name: typed for name, typed in {**read, field: value}.items()}
    with pytest.raises(OfstedKGError, match=re.escape(said)):
        session.decide({**form, **values}, dt.date(2026, 11, 30))
    assert not path.exists()
