"""The configuration for nginx, run by nginx: things answer 303, documents come as asked for."""

from __future__ import annotations

import getpass
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
import pytest

from publish.test_browser import place, visit

if TYPE_CHECKING:
    from playwright.sync_api import Browser

NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")
LETTER = "letter/quayhaven/annual-rating-2009/2009-12-09"
_MAIN = """\
{user}
worker_processes 1;
daemon off;
pid {place}/nginx.pid;
error_log {place}/error.log;
events {{ worker_connections 64; }}
http {{
    access_log off;
    client_body_temp_path {place}/body;
    proxy_temp_path {place}/proxy;
    fastcgi_temp_path {place}/fastcgi;
    uwsgi_temp_path {place}/uwsgi;
    scgi_temp_path {place}/scgi;
    include {place}/site.conf;
}}
"""
pytestmark = [
    pytest.mark.server,
    pytest.mark.skipif(NGINX is None, reason="nginx is not installed"),
]


@dataclass(frozen=True)
class Site:
    """A release behind nginx."""

    client: httpx.Client
    url: str

    def __call__(self, path: str, accept: str = "*/*") -> httpx.Response:
        return self.client.get(path, headers={"Accept": accept})


@pytest.fixture(scope="module")
def site(release: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The release behind nginx; the base of the IRIs puts it at /ofsted-kg/."""
    place = tmp_path_factory.mktemp("nginx")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    text = (release / "hosting" / "nginx.conf").read_text(encoding="utf-8")
    text = text.replace("listen 80;", f"listen 127.0.0.1:{port};").replace("/srv/ofsted-kg", str(release))
    (place / "site.conf").write_text(text, encoding="utf-8")
    # Its workers must get at the tests' files; who is not root has no choice of user.
    user = f"user {getpass.getuser()};" if os.geteuid() == 0 else ""
    (place / "nginx.conf").write_text(_MAIN.format(place=place, user=user), encoding="utf-8")
    process = subprocess.Popen([str(NGINX), "-p", str(place), "-c", str(place / "nginx.conf")])
    url = f"http://127.0.0.1:{port}/ofsted-kg"
    try:
        deadline = time.monotonic() + 20
        while True:
            assert process.poll() is None, (place / "error.log").read_text(encoding="utf-8")
            assert time.monotonic() < deadline
            try:
                httpx.get(f"{url}/", timeout=2)
                break
            except httpx.TransportError:
                time.sleep(0.05)
        with httpx.Client(base_url=f"{url}/", timeout=10) as client:
            yield Site(client, url)
    finally:
        process.terminate()
        process.wait(10)


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
        ("application/ld+json", "application/ld+json"),
        ("application/n-triples", "application/n-triples"),
        ("*/*", "text/html"),
    ],
)
@pytest.mark.parametrize(
    "document", [f"doc/{LETTER}", "doc/council/quayhaven", "def/setting/fostering", "def/"]
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
        (f"doc/{LETTER}.nt", "application/n-triples"),
        (".well-known/void", "text/turtle"),
        ("data/ofsted-kg.nq", "application/n-quads"),
        ("tables/ratings.csv", "text/csv"),
        ("feed.atom", "application/atom+xml"),
        ("assets/pages.css", "text/css"),
        ("assets/search.js", "text/javascript"),
        ("", "text/html"),
        ("set/councils", "text/html"),
        ("queries/ratings.html", "text/html"),
    ],
)
def test_files_by_their_ending(site: Site, path: str, media_type: str) -> None:
    answer = site(f"{path}", "text/turtle" if path.endswith(".html") else "*/*")
    assert answer.status_code == 200
    assert answer.headers["content-type"].partition(";")[0] == media_type


def test_a_term_leads_to_where_it_is_documented(site: Site) -> None:
    answer = site("def/Judgement", "text/html")
    assert answer.status_code == 303
    assert answer.headers["location"].endswith("/def/#Judgement")
    assert site("def/Judgement", "text/turtle").headers["location"].endswith("/def/ontology.ttl")


def test_what_is_not_there(site: Site) -> None:
    assert site("doc/council/nowhere").status_code == 404
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
        assert seen.page.url == f"{site.url}/doc/{LETTER}.html#rating-overall"
        assert seen.places == {place(site.url)}
        assert seen.complaints == []
