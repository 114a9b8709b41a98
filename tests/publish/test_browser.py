"""Pages in a real browser: found, followed, read; reachable for all; nothing from outside."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import openpyxl
import pytest
from serve.running import Server, running

from ofsted_kg.publish.folder import ReleaseFolder
from ofsted_kg.publish.pages.entries import Entry
from ofsted_kg.publish.pages.render import ASSETS, Pages
from ofsted_kg.publish.pages.views import Definition, Link
from publish.conftest import ATTACK

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser
LETTER = "doc/letter/quayhaven/annual-rating-2009/2009-12-09"
PAGES = {
    "home": "index.html",
    "council": "doc/council/quayhaven.html",
    "council without letters": "doc/council/cumbria.html",
    "letter": f"{LETTER}.html",
    "report": "doc/letter/eastmere/ilacs-standard/2023-07-21.html",
    "setting": "def/setting/primary-schools.html",
    "scheme": "def/scheme/setting.html",
    "scale": "def/scale/apa.html",
    "grade": "def/grade/prose/good.html",
    "framework": "def/framework/sif.html",
    "question": "queries/ratings.html",
    "questions": "queries/index.html",
    "vocabulary": "def/index.html",
    "councils": "set/councils.html",
    "letters": "set/letters.html",
    "compare": "set/compare.html",
    "neighbours": "set/compare-bury.html",
    "about": "set/dataset.html",
    "changes": "changes.html",
}
CHECKED_TWICE = ("home", "council", "letter", "setting", "framework", "question", "vocabulary", "letters")
WIDTHS = {"wide": 1280, "narrow": 375}
# axe-core's rules for WCAG 2.2 A and AA, and its best practices.
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

_RUN = """
async tags => {
  const options = {preload: false, resultTypes: ["violations"], runOnly: {type: "tag", values: tags}};
  const {violations} = await axe.run(document, options);
  return violations.map(v => `${v.id}: ${v.nodes.map(node => node.target).slice(0, 3).join("; ")}`);
}
"""


@cache
def axe() -> str:
    found = find_spec("axe_playwright_python")
    if found is None or not found.submodule_search_locations:
        pytest.skip("axe-core is not installed (axe-playwright-python)")
    return (Path(found.submodule_search_locations[0]) / "axe.min.js").read_text(encoding="utf-8")


class Visit:
    """A page, and what it asked for and complained of."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.places: set[str] = set()
        self.complaints: list[str] = []
        page.set_default_timeout(20_000)
        page.on("request", lambda request: self.places.add(place(request.url)))
        page.on("console", lambda said: self._said(said.type, said.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def _said(self, kind: str, text: str) -> None:
        if kind in ("error", "warning"):
            self.complaints.append(text)

    def overflow(self) -> int:
        """How far the page scrolls sideways."""
        root = "document.documentElement"
        return int(self.page.evaluate(f"{root}.scrollWidth - {root}.clientWidth"))

    def violations(self) -> list[str]:
        self.page.evaluate(axe())
        return list(self.page.evaluate(_RUN, TAGS))


def place(url: str) -> str:
    """Where a request goes: scheme and host."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


@contextmanager
def visit(browser: Browser, width: int = 1280, **options: Any) -> Iterator[Visit]:  # noqa: ANN401 - Playwright's own
    context = browser.new_context(viewport={"width": width, "height": 900}, **options)
    try:
        yield Visit(context.new_page())
    finally:
        context.close()


@pytest.fixture(scope="module")
def served(kg: Path, marked: Path) -> Iterator[Server]:
    """The release with full text behind `ofsted-kg serve`, with its Content Security Policy."""
    with running(kg, marked) as server:
        yield server


@pytest.mark.parametrize(("width", "scheme"), [("wide", "light"), ("narrow", "dark")])
def test_every_kind_of_page_is_open_to_all(browser: Browser, release: Path, width: str, scheme: str) -> None:
    faults = {}
    with visit(browser, WIDTHS[width], color_scheme=scheme) as seen:
        for name, path in PAGES.items():
            seen.page.goto((release / path).as_uri())
            assert seen.overflow() <= 0, f"{name} scrolls sideways"
            if (width == "wide" or name in CHECKED_TWICE) and (found := seen.violations()):
                faults[name] = found
        assert faults == {}
        assert seen.places == {"file://"}
        assert seen.complaints == []


@pytest.mark.parametrize("width", WIDTHS)
def test_from_a_council_to_the_sentence(browser: Browser, release: Path, width: str) -> None:
    with visit(browser, WIDTHS[width]) as seen:
        page = seen.page
        page.goto((release / "index.html").as_uri())
        page.get_by_role("list").get_by_role("link", name="Quayhaven", exact=True).click()
        page.wait_for_url("**/quayhaven.html")
        assert page.inner_text("h1") == "Quayhaven"
        point = page.get_by_role("link", name="Overall rating: Performs excellently, 9 December 2009")
        point.scroll_into_view_if_needed()
        point.click()
        page.wait_for_url(f"**/{LETTER}.html#rating/overall")  # the address is there before the page is
        fact = page.locator(":target")
        assert fact.is_visible()
        assert "Children's services in Quayhaven City Council perform excellently" in fact.inner_text()
        fact.get_by_text("Cite this").click()
        cited = fact.locator(".cite p").first.inner_text()
        assert "9 December 2009" in cited
        assert f"/id/{LETTER.removeprefix('doc/')}/rating/overall" in cited
        entry = fact.locator(".cite pre").inner_text()
        assert "@techreport{quayhaven-2009-12-09-rating-overall," in entry
        assert "  note = {“" in entry
        assert "Children's services in Quayhaven City Council perform excellently”},\n" in entry
        assert f"/id/{LETTER.removeprefix('doc/')}/rating/overall}}" in entry
        assert seen.complaints == []


def test_search(browser: Browser, release: Path) -> None:
    with visit(browser) as seen:
        page = seen.page
        page.goto((release / "index.html").as_uri())
        box = page.get_by_label("Find a council")
        box.fill("st hel")
        assert page.locator("#hits a").all_inner_texts()[0] == "St. Helens"
        box.fill("PRIVATE fostering")
        assert "Private fostering" in page.locator("#hits a").all_inner_texts()
        box.fill("E06999903")
        assert page.locator("#hits a").all_inner_texts() == ["Quayhaven"]
        box.fill("nothing of that name")
        assert page.inner_text("#found") == "Nothing found."
        box.fill("<img src=x onerror=alert(1)>")
        assert page.locator("#hits img").count() == 0
        box.fill("quayhaven")
        box.press("Enter")
        page.wait_for_url("**/doc/council/quayhaven.html")
        assert seen.complaints == []


def test_search_forgives_spelling_and_finds_no_coordinates(browser: Browser, release: Path) -> None:
    with visit(browser) as seen:
        page = seen.page
        page.goto((release / "index.html").as_uri())
        box, hits = page.get_by_label("Find a council"), page.locator("#hits a")
        for words, council in (
            ("BCP", "Bournemouth, Christchurch and Poole"),
            ("rbkc", "Kensington and Chelsea"),
            ("St Helens", "St. Helens"),
        ):
            box.fill(words)
            assert hits.first.inner_text() == council
        box.fill("Burry")
        assert "Bury" in hits.all_inner_texts()
        assert page.inner_text("#found").startswith("Nothing of that spelling. Perhaps:")
        # Latitudes, longitudes, and a number that is only near to a code.
        for number in ("53.58", "-2.30", "53.5 -2.3", "E0600000X9"):
            box.fill(number)
            assert page.inner_text("#found") == "Nothing found.", number
        assert seen.complaints == []


def test_a_term_of_the_vocabulary_opens_when_it_is_asked_for(browser: Browser, release: Path) -> None:
    with visit(browser) as seen:
        seen.page.goto((release / "def/index.html").as_uri() + "#Judgement")
        assert seen.page.locator("#Judgement").is_visible()
        assert not seen.page.locator("#Comparison").is_visible()


def test_without_script(browser: Browser, release: Path) -> None:
    with visit(browser, java_script_enabled=False) as seen:
        page = seen.page
        page.goto((release / "index.html").as_uri())
        assert not page.locator("#search").is_visible()
        page.get_by_text("The same as a table").click()
        assert page.get_by_role("cell", name="Performs excellently").is_visible()
        page.get_by_role("link", name="Councils", exact=True).click()
        page.get_by_role("link", name="Quayhaven", exact=True).click()
        page.wait_for_url("**/quayhaven.html")
        assert page.locator("svg.plot a").count() == 5


def test_by_keyboard(browser: Browser, release: Path) -> None:
    with visit(browser) as seen:
        page = seen.page
        page.goto((release / PAGES["council"]).as_uri())
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
        assert page.locator(".skip").bounding_box()["x"] >= 0  # type: ignore[index]
        point = page.locator("svg.plot a").first
        for _ in range(40):
            page.keyboard.press("Tab")
            if point.evaluate("point => point === document.activeElement"):
                break
        ring = point.locator(".target").evaluate("circle => getComputedStyle(circle).strokeWidth")
        assert ring == "3px"
        page.keyboard.press("Enter")
        page.wait_for_url("**/doc/letter/quayhaven/apa-2007/**")


def test_behind_the_server(browser: Browser, served: Server) -> None:
    with visit(browser) as seen:
        page = seen.page
        for path in PAGES.values():
            page.goto(f"{served.url}/{path}")
        # A thing's own address leads to its page, whose relative links work there too.
        answer = page.goto(f"{served.url}/id/council/quayhaven")
        assert answer is not None
        assert answer.url == f"{served.url}/doc/council/quayhaven"
        page.locator("svg.plot a").nth(1).click()
        page.wait_for_url(f"{served.url}/{LETTER}.html#rating/overall")
        page.locator(":target").get_by_text("in the text").first.click()
        mark = page.locator(":target + mark").first
        assert mark.inner_text().startswith("Children's services rating")
        mark.get_by_role("link").click()
        page.wait_for_url("**/*#rating/overall")
        for address in ("def", "def/", "def/setting/primary-schools", "queries", "set/councils", ""):
            page.goto(f"{served.url}/{address}")
            colour = page.locator(".masthead").evaluate("e => getComputedStyle(e).borderTopStyle")
            assert colour == "solid", f"no style sheet at /{address}"
        page.get_by_label("Find a council").fill("quay")
        assert page.locator("#hits a").first.inner_text() == "Quayhaven"
        page.goto(f"{served.url}/doc/letter/aldersea/annual-assessment-2010/2010-12-10")
        assert ATTACK in page.inner_text("main")
        assert seen.places == {place(served.url)}
        assert seen.complaints == []


def test_a_page_of_many_things_is_short_and_opens_the_one_that_is_asked_for(
    browser: Browser, tmp_path: Path
) -> None:
    led = Definition("Led", tuple(Link(f"Quayhaven, May 20{year}", "index.html") for year in range(10, 18)))
    people = [Entry(f"person-{n}", f"Person {n}", "", (led,), "8 documents") for n in range(60)]
    words = dict.fromkeys(("site_title", "site_name", "attribution", "licence"), "words")
    with ReleaseFolder(tmp_path / "site") as folder:
        how: dict[str, Any] = {"assets": ASSETS, "full_text": False, "headline": str}
        pages = Pages(folder, "", "https://e.example/", "1", **how, **words)
        pages.assets()
        pages.write("entries.html", "doc/inspector.html", title="People", lead="They led.", entries=people)
    with visit(browser, WIDTHS["narrow"]) as seen:
        seen.page.goto((tmp_path / "site" / "doc" / "inspector.html").as_uri())
        assert seen.page.evaluate("document.documentElement.scrollHeight") < 60 * 60
        seen.page.goto((tmp_path / "site" / "doc" / "inspector.html").as_uri() + "#person-40")
        assert seen.page.locator("#person-40 a").first.is_visible()
        assert not seen.page.locator("#person-41 a").first.is_visible()
        assert seen.violations() == []
        assert seen.overflow() <= 0


def test_columns_that_are_set_aside_are_a_tick_away(browser: Browser, release: Path) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    try:
        page.goto((release / "queries/ratings.html").as_uri())
        heads = page.locator("table.answer thead th:visible")
        few = heads.count()
        assert 6 <= few <= 10
        assert "Explanation" not in heads.all_inner_texts()
        page.get_by_label("columns").check()
        assert heads.count() > few
        assert "Explanation" in heads.all_inner_texts()
    finally:
        page.close()


def test_what_a_server_answers_is_shown_in_words(browser: Browser, served: Server) -> None:
    """Labels and links, as in the rows that the page came with; no slugs."""
    with visit(browser) as seen:
        page = seen.page
        page.goto(f"{served.url}/queries/ratings.html")
        page.get_by_text("Choose: framework").click()
        page.get_by_label("Council", exact=True).fill("Quayhaven")
        page.get_by_label("Framework", exact=True).select_option("annual-rating-2009")
        page.get_by_role("button", name="Ask", exact=True).click()
        row = page.locator("table.answer tbody tr").first
        row.get_by_text("Performs excellently", exact=True).wait_for()
        assert page.locator("#asked").inner_text() == "1 row."
        text = row.inner_text()
        assert "Quayhaven, December 2009" in text
        assert "Children's services annual rating 2009" in text
        assert "annual-rating-2009" not in text
        assert "performs-excellently" not in text
        row.get_by_role("link", name="its sentence").click()
        page.wait_for_url(f"**/{LETTER}#rating/overall")
        assert seen.complaints == []


def ask(page: Page, **values: str) -> None:
    page.locator("details.asking").evaluate("details => { details.open = true; }")
    for name, value in values.items():
        page.locator(f"#ask-{name}").fill(value)
    page.get_by_role("button", name="Ask", exact=True).click()
    page.locator("#chosen").wait_for()


def test_a_question_that_needs_a_value_shows_its_answer(browser: Browser, served: Server) -> None:
    with visit(browser) as seen:
        page = seen.page
        for name, values in (
            ("neighbours", {"council": "Quayhaven"}),
            ("council-history", {"council": "Quayhaven"}),
            ("then-and-now", {"then": "2015-12-31"}),
        ):
            page.goto(f"{served.url}/queries/{name}")
            assert "It needs a value" in page.inner_text("main")
            assert not page.locator("table.answer").is_visible()
            ask(page, **values)
            rows = page.locator("table.answer tbody tr")
            assert rows.first.is_visible(), name
            assert page.inner_text("#chosen").startswith(page.inner_text("#asked").rstrip("."))
            assert "It needs a value" not in page.inner_text("main")
        assert seen.complaints == []
        assert seen.overflow() <= 0


def test_after_asking_a_page_tells_of_what_it_shows(browser: Browser, served: Server) -> None:
    with visit(browser) as seen:
        page = seen.page
        page.goto(f"{served.url}/queries/ratings")
        whole = page.inner_text("#number")
        ask(page, council="Quayhaven", **{"from": "2015", "to": "2019-12"})
        count = page.inner_text("#number")
        assert count != whole
        said = page.inner_text("#chosen")
        assert said.startswith(f"{count} rows for council Quayhaven, from 2015, to 2019-12. This answer: CSV")
        assert page.inner_text("#all").startswith(f"Without a choice: {whole} rows. All of it: ")
        with page.expect_download() as download:
            page.locator("#chosen").get_by_text("CSV").click()
        with Path(download.value.path()).open(encoding="utf-8", newline="") as file:
            assert len(list(csv.reader(file))) == int(count) + 1
        ask(page, council="Cumbria", **{"from": "", "to": ""})
        page.get_by_text("0 rows for council Cumbria.").wait_for()
        assert not page.locator("table.answer").is_visible()
        assert seen.complaints == []


def test_there_is_no_asking_where_nobody_answers(browser: Browser, release: Path) -> None:
    with visit(browser) as seen:
        seen.page.goto((release / "queries/neighbours.html").as_uri())
        assert not seen.page.get_by_role("button", name="Ask", exact=True).is_visible()
        assert "ofsted-kg query neighbours -p council=" in seen.page.inner_text("main")
        assert seen.complaints == []


def test_what_is_saved_leads_to_the_sentence(browser: Browser, release: Path, served: Server) -> None:
    """A spreadsheet has no links behind words: where a cell says "its sentence" it gets the address."""
    with visit(browser) as seen:
        page = seen.page
        for address in ((release / "queries/latest.html").as_uri(), f"{served.url}/queries/latest"):
            page.goto(address)
            if address.startswith("http"):
                ask(page, council="Quayhaven")
            with page.expect_download() as download:
                page.locator("#tools").get_by_text("XLSX").click()
            book = openpyxl.load_workbook(BytesIO(Path(download.value.path()).read_bytes()))
            cells = [str(cell.value) for row in book["Table"].iter_rows() for cell in row]
            assert not [cell for cell in cells if cell.startswith("its ")]
            assert [
                cell for cell in cells if "/id/letter/quayhaven/ilacs-standard/2019-04-12/rating/" in cell
            ]
        assert seen.complaints == []
