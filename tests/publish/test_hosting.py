"""The configurations for web servers, run by them: pages or data as asked for, right headers."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
import pytest
from servers import apache, nginx

from ofsted_kg.publish.hosting import hosting
from publish.test_browser import place, visit

if TYPE_CHECKING:
    from playwright.sync_api import Browser

LETTER = "letter/quayhaven/annual-rating-2009/2009-12-09"
pytestmark = pytest.mark.server


@dataclass(frozen=True)
class Site:
    """A release behind a web server."""

    client: httpx.Client
    url: str

    def __call__(self, path: str, accept: str = "*/*") -> httpx.Response:
        return self.client.get(path, headers={"Accept": accept})


@pytest.fixture(scope="module", params=[nginx, apache])
def site(
    request: pytest.FixtureRequest, release: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Site]:
    """The release behind a server; the base of the IRIs puts it at /ofsted-kg/."""
    with (
        request.param(tmp_path_factory.mktemp("server"), release) as url,
        httpx.Client(base_url=url, timeout=10) as client,
    ):
        yield Site(client, url.rstrip("/"))


@pytest.mark.parametrize("thing", [LETTER, "council/quayhaven"])
def test_a_thing_answers_303(site: Site, thing: str) -> None:
    answer = site(f"id/{thing}")
    assert answer.status_code == 303
    assert answer.headers["location"].endswith(f"/ofsted-kg/doc/{thing}")


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        ("text/html,application/xhtml+xml,*/*;q=0.8", "text/html"),
        ("text/turtle", "text/turtle"),
        # Of the syntaxes only Turtle lies here; it is what all of them get.
        ("application/ld+json", "text/turtle"),
        ("application/rdf+xml;q=0.9, text/turtle, text/html;q=0.1", "text/turtle"),
        ("*/*", "text/html"),
    ],
)
@pytest.mark.parametrize(
    "document",
    [
        f"doc/{LETTER}",
        "doc/council/quayhaven",
        "def/setting/fostering",
        "def/",
        "queries/ratings",
        "set/dataset",
    ],
)
def test_a_document_comes_as_asked_for(site: Site, document: str, accept: str, media_type: str) -> None:
    answer = site(f"{document}", accept)
    assert answer.status_code == 200
    assert answer.headers["content-type"].partition(";")[0] == media_type
    assert "accept" in answer.headers["vary"].lower()
    assert answer.headers["access-control-allow-origin"] == "*"
    assert answer.headers["content-security-policy"].startswith("default-src 'self'")


@pytest.mark.parametrize(
    ("path", "media_type"),
    [
        (f"doc/{LETTER}.html", "text/html"),
        (f"doc/{LETTER}.ttl", "text/turtle"),
        (".well-known/void", "text/turtle"),
        ("tables/ratings.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        ("tables/ratings.csv", "text/csv"),
        ("feed.atom", "application/atom+xml"),
        ("assets/pages.css", "text/css"),
        ("assets/search.js", "text/javascript"),
        ("favicon.ico", "image/x-icon"),
        ("", "text/html"),
        ("set/councils", "text/html"),
        ("queries/ratings.html", "text/html"),
    ],
)
def test_files_by_their_ending(site: Site, path: str, media_type: str) -> None:
    answer = site(f"{path}", "text/turtle" if path.endswith(".html") else "*/*")
    assert answer.status_code == 200
    assert answer.headers["content-type"].partition(";")[0] == media_type


@pytest.mark.parametrize("coding", ["gzip, deflate, br", "identity"])
@pytest.mark.parametrize(
    ("path", "accept"),
    [
        (f"doc/{LETTER}", "text/turtle"),
        (f"doc/{LETTER}.ttl", "*/*"),
        (f"doc/{LETTER.rpartition('/')[0]}.ttl", "*/*"),
    ],
)
def test_packed_data_comes_as_turtle(site: Site, release: Path, path: str, accept: str, coding: str) -> None:
    """Whoever takes gzip gets the file as it lies there, all others get it unpacked."""
    packed = (release / f"doc/{LETTER.rpartition('/')[0]}.ttl.gz").read_bytes()
    with site.client.stream("GET", path, headers={"Accept": accept, "Accept-Encoding": coding}) as answer:
        sent = b"".join(answer.iter_raw())
    assert answer.status_code == 200
    assert answer.headers["content-type"].partition(";")[0] == "text/turtle"
    assert answer.headers.get("content-encoding", "identity") == coding.partition(",")[0]
    assert sent == (packed if coding != "identity" else gzip.decompress(packed))


def test_packed_data_by_its_own_name_is_a_file_to_keep(site: Site, release: Path) -> None:
    path = f"doc/{LETTER.rpartition('/')[0]}.ttl.gz"
    answer = site(path)
    assert answer.headers["content-type"] == "application/gzip"
    assert "content-encoding" not in answer.headers
    assert answer.content == (release / path).read_bytes()
    assert site("doc/letter/nowhere/apa-2005/2005-12-01.ttl").status_code == 404
    assert site("doc/letter/nowhere/apa-2005/2005-12-01", "text/turtle").status_code == 404


def test_a_term_leads_to_where_it_is_documented(site: Site) -> None:
    answer = site("def/Judgement", "text/html")
    assert answer.status_code == 303
    assert answer.headers["location"].endswith("/def/#Judgement")
    assert site("def/Judgement", "text/turtle").headers["location"].endswith("/def/ontology.ttl")


@pytest.mark.parametrize("folder", ["", "/queries", "/def"])
def test_a_folder_without_its_slash_gets_it(site: Site, folder: str) -> None:
    """Without it the links of the page would lead elsewhere."""
    answer = site.client.get(f"{site.url}{folder}")
    assert answer.status_code == 301
    assert answer.headers["location"].endswith(f"/ofsted-kg{folder}/")
    assert site.client.get(f"{site.url}{folder}/").status_code == 200


def test_what_is_not_there(site: Site) -> None:
    for path in ("doc/council/nowhere", "nothing.html", "set/dataset/2001-01-01-none"):
        answer = site(path)
        assert answer.status_code == 404
        assert "Nothing is here" in answer.text
    assert site("../../etc/passwd").status_code in (400, 404)


@pytest.mark.browser
def test_the_pages_live_with_its_policy(browser: Browser, site: Site) -> None:
    with visit(browser) as seen:
        for path in ("", "doc/council/quayhaven", f"doc/{LETTER}", "queries/ratings.html", "def/"):
            seen.page.goto(f"{site.url}/{path}")
            assert (
                seen.page.locator(".masthead").evaluate("e => getComputedStyle(e).borderTopStyle") == "solid"
            )
        seen.page.goto(f"{site.url}/id/council/quayhaven")
        seen.page.locator("svg.plot a").nth(1).click()
        seen.page.wait_for_url(f"{site.url}/doc/{LETTER}.html#rating/overall")
        # Nobody answers questions here, and none are offered.
        seen.page.goto(f"{site.url}/queries/neighbours")
        seen.page.locator("#asking").wait_for(state="hidden")
        assert seen.places == {place(site.url)}
        assert seen.complaints == []


def test_a_release_elsewhere_than_its_iris() -> None:
    """The servers are told the address that the pages stand at, which the IRIs lead on to."""
    files = hosting("https://data.example.org/ofsted/", {"Rating"}, ["0.1.0"])
    assert "server_name data.example.org;" in files["hosting/nginx.conf"]
    assert "ServerName data.example.org" in files["hosting/apache.conf"]
    for name in ("nginx.conf", "apache.conf", "negotiate.js", "_redirects"):
        assert "/ofsted/" in files[f"hosting/{name}"]
        assert "/ofsted-kg/" not in files[f"hosting/{name}"].replace("/srv/ofsted-kg/", "")
