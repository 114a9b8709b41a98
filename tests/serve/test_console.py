"""The console in a real browser: a query runs, its table shows, nothing comes from outside."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from serve.running import Server

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.server]


class Watched:
    """A page, and what it asked for and complained of."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.hosts: set[str] = set()
        self.complaints: list[str] = []
        page.on("request", lambda request: self._seen(request.url))
        page.on("console", lambda message: self._said(message.type, message.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def _seen(self, url: str) -> None:
        if urlsplit(url).scheme not in ("data", "blob"):
            self.hosts.add(urlsplit(url).netloc)

    def _said(self, kind: str, text: str) -> None:
        if kind == "error":
            self.complaints.append(text)


@pytest.fixture(params=[(1280, 900), (390, 844)], ids=["wide", "narrow"])
def watched(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Watched]:
    width, height = request.param
    context = browser.new_context(viewport={"width": width, "height": height}, accept_downloads=True)
    context.set_default_timeout(20000)
    yield Watched(context.new_page())
    context.close()


def test_a_query_of_the_console(watched: Watched, site: Server, tmp_path: Path) -> None:
    url: str = site.url
    page = watched.page
    page.goto(f"{url}/console")
    page.click(".yasqe_queryButton")
    page.wait_for_selector(".yasr table.dataTable td")
    assert page.locator(".yasr tbody tr").count() == 2
    assert "Northmoor" in page.locator(".yasr tbody").inner_text()

    page.click("[data-example=ratings]")
    page.wait_for_selector("text=performs-well")

    with page.expect_download() as download:
        page.click("#csv")
    lines = Path(download.value.path()).read_text(encoding="utf-8").splitlines()
    assert lines[0].startswith("source,council,council_name,framework,year,area,grade,score")
    assert len(lines) == 3

    assert watched.hosts == {urlsplit(url).netloc}
    assert watched.complaints == []
    overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert overflow <= 0
    page.screenshot(path=tmp_path / "console.png", full_page=True)


def test_a_query_that_is_stopped_says_so(watched: Watched, site: Server) -> None:
    """The example runs by itself; pressing the button meanwhile is no error of the browser's."""
    page = watched.page
    page.goto(f"{site.url}/console")
    page.wait_for_selector(".yasqe_queryButton")
    page.route("**/sparql", lambda route: None)  # an answer that takes long
    page.click("[data-example=ratings]")
    page.wait_for_selector(".yasqe_queryButton.busy:visible")
    assert "ratings is asked" in page.inner_text("#status")
    page.click(".yasqe_queryButton.busy:visible")
    page.wait_for_selector("text=Stopped before the answer came")
    assert "aborted" not in page.inner_text("main")
    page.unroute("**/sparql")
    page.click(".yasqe_queryButton:visible")
    page.wait_for_selector("text=performs-well")
    assert page.inner_text("#status") == ""


def test_a_letter_of_a_stranger_does_not_run(watched: Watched, site: Server) -> None:
    url: str = site.url
    page = watched.page
    ran: list[str] = []
    page.on("dialog", lambda dialog: ran.append(dialog.message))
    page.goto(f"{url}/doc/letter/northmoor/annual-rating-2009/2009-12-09")
    assert "<script>alert('x')</script> & others" in page.inner_text("main")
    assert page.locator("a[href^='javascript:']").count() == 0
    query = "SELECT ?title { ?letter <http://purl.org/dc/terms/title> ?title }"
    page.goto(f"{url}/console#query={query}")
    # It runs by itself; a click meanwhile would stop it.
    page.wait_for_selector(".yasr table.dataTable td")
    assert "alert('x')" in page.inner_text(".yasr tbody")
    assert ran == []
    assert watched.complaints == []


@pytest.mark.parametrize("path", ["console", "doc/letter/northmoor/annual-rating-2009/2009-12-09", "nothing"])
def test_pages_are_accessible(watched: Watched, site: Server, path: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-core is not installed")
    page = watched.page
    page.goto(f"{site.url}/{path}")
    if path == "console":
        page.click("[data-example=ratings]")
        page.wait_for_selector("text=performs-well")
    found = axe.Axe().run(page)
    assert [violation["id"] for violation in found.response["violations"]] == []
