"""Pages as a real browser prints them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pypdfium2
import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def printed(browser: Browser, release: Path, tmp_path_factory: pytest.TempPathFactory) -> Printer:
    return Printer(browser, release, tmp_path_factory.mktemp("paper") / "page.pdf")


class Printer:
    def __init__(self, browser: Browser, release: Path, place: Path) -> None:
        self._browser, self._release, self._place = browser, release, place

    def __call__(self, path: str, query: str = "") -> list[str]:
        """The words on each page of paper."""
        page = self._browser.new_page()
        try:
            page.goto((self._release / path).as_uri() + query)
            page.pdf(path=str(self._place), prefer_css_page_size=True)
        finally:
            page.close()
        with pypdfium2.PdfDocument(self._place) as found:
            texts = [found[number].get_textpage().get_text_range() for number in range(len(found))]
        return [" ".join(text.split()) for text in texts]


def test_the_head_of_a_table_stands_on_each_page(printed: Printer) -> None:
    pages = [page for page in printed("queries/evidence.html") if "its sentence" in page]
    assert len(pages) > 2
    for page in pages:
        assert "In these words" in page


def test_what_is_compared_is_printed(printed: Printer) -> None:
    page = " ".join(printed("set/compare.html", "?c=quayhaven&c=bury"))
    assert "Performs excellently" in page
    assert "No council is chosen" not in page


def test_a_comparison_of_nothing_says_so(printed: Printer) -> None:
    (page,) = printed("set/compare.html")
    assert "No council is chosen yet." in page


@pytest.mark.parametrize(
    "path", ["index.html", "queries/ratings.html", "set/grades.html", "set/dataset.html"]
)
def test_what_scrolls_on_a_screen_lies_whole_on_paper(browser: Browser, release: Path, path: str) -> None:
    """The table beside the map kept its height there, and the next heading was printed over its rows."""
    page = browser.new_page()
    try:
        page.goto((release / path).as_uri())
        page.emulate_media(media="print")
        cut = page.evaluate(
            "[...document.querySelectorAll('.scroll')].filter(e => e.scrollHeight > e.clientHeight + 1)"
            ".map(e => e.getAttribute('aria-label'))"
        )
    finally:
        page.close()
    assert cut == []
