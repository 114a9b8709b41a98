"""Plots in a real browser: saved as pictures, shown alone for other pages."""

from __future__ import annotations

import functools
import re
import threading
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from serve.running import Server, running

from publish.test_browser import visit

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser
COUNCIL = "doc/council/quayhaven.html"
SVG = "{http://www.w3.org/2000/svg}"
PNG = b"\x89PNG\r\n\x1a\n"


@pytest.fixture(scope="module")
def served(kg: Path, marked: Path) -> Iterator[Server]:
    with running(kg, marked) as server:
        yield server


def saved(page: Page, plot: str, button: str) -> tuple[str, bytes]:
    with page.expect_download() as download:
        page.locator(f"#plot-{plot}").get_by_role("button", name=button).click()
    return download.value.suggested_filename, Path(download.value.path()).read_bytes()


@pytest.mark.parametrize(
    ("path", "plot", "marks"), [(COUNCIL, "history", "circle"), ("index.html", "map", "polygon")]
)
def test_a_picture_stands_on_its_own(
    browser: Browser, release: Path, path: str, plot: str, marks: str
) -> None:
    with visit(browser, accept_downloads=True) as seen:
        seen.page.goto((release / path).as_uri())
        name, content = saved(seen.page, plot, "Save as SVG")
        assert name.endswith(f"{plot}.svg")
        picture = ET.fromstring(content)  # noqa: S314 - our own
        shown = list(picture.iter(SVG + marks))
        assert len(shown) == seen.page.locator(f"#plot-{plot} svg {marks}:not(.target)").count() > 0
        # Its colours are in it, not in a style sheet; its links lead to the site.
        assert all(re.fullmatch(r"rgb\(.+\)", mark.get("fill", "")) for mark in shown)
        assert not [element for element in picture.iter() if element.get("class")]
        assert all("://" in link.get("href", "") for link in picture.iter(SVG + "a"))
        words = " ".join("".join(text.itertext()) for text in picture.iter(SVG + "text"))
        assert "Source: Ofsted’s letters and reports" in words
        name, content = saved(seen.page, plot, "Save as PNG")
        assert name.endswith(f"{plot}.png")
        assert content.startswith(PNG)
        assert seen.complaints == []


@contextmanager
def another_site(folder: Path) -> Iterator[str]:
    """A web server of another origin."""
    handler = functools.partial(SimpleHTTPRequestHandler, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def test_pictures_and_frames_behind_the_server(browser: Browser, served: Server, tmp_path: Path) -> None:
    """With its Content Security Policy, and from a page of another origin."""
    with visit(browser, accept_downloads=True) as seen:
        page = seen.page
        page.goto(f"{served.url}/{COUNCIL}")
        assert saved(page, "history", "Save as PNG")[1].startswith(PNG)
        page.locator("#plot-history").get_by_role("button", name="Embed").click()
        snippet = page.locator("#plot-history .embed").inner_text()
        found = re.search(r'src="([^"]+)"', snippet)
        assert found is not None
        assert found[1].endswith("doc/council/quayhaven?plot=history#plot-history")
        asked = f"{served.url}/doc/council/quayhaven?plot=history#plot-history"
        # The page as a whole may not be framed by the server that also takes queries; a plot may.
        assert page.request.get(f"{served.url}/{COUNCIL}").headers["x-frame-options"] == "DENY"
        assert "x-frame-options" not in page.request.get(asked).headers
        (tmp_path / "article.html").write_text(f'<!doctype html><iframe src="{asked}"></iframe>')
        with another_site(tmp_path) as elsewhere:
            page.goto(f"{elsewhere}/article.html")
            frame = page.frame_locator("iframe")
            frame.locator(".alone h1").wait_for()
            assert frame.locator("svg.plot a").first.get_attribute("target") == "_top"
            assert frame.locator(".masthead").count() == 0
            assert "Ofsted’s letters and reports on Quayhaven." in frame.locator("p.source").inner_text()
