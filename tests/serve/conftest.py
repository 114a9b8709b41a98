"""A server over the sample letters, for every test that needs no limits of its own."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest

from serve.running import Server, running, sample, write_build


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server over the sample, with a small release."""
    kg = tmp_path_factory.mktemp("kg")
    write_build(kg, "one", sample())
    release = tmp_path_factory.mktemp("release")
    files = {
        "index.html": "<!doctype html><title>Home</title><p>Home of the release",
        "doc/council/northmoor.html": "<!doctype html><title>Northmoor</title><p>Northmoor",
        "doc/council/northmoor.ttl": "<https://a.example/s> <https://a.example/p> <https://a.example/o> .\n",
        "doc/area/index.html": "<!doctype html><title>Areas</title><p>Areas",
        ".well-known/void": "<https://a.example/v> <https://a.example/p> <https://a.example/o> .\n",
        ".hidden": "not for you",
        "data.csv": "a,b\n" + "1,2\n" * 2000,
    }
    for name, text in files.items():
        path = release / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (release.parent / "outside.txt").write_text("not for you either", encoding="utf-8")
    (release / "link.txt").symlink_to(release.parent / "outside.txt")
    with running(kg, release) as server:
        yield server


@pytest.fixture(scope="session")
def client(site: Server) -> Iterator[httpx.Client]:
    """A client of that server; it follows no redirect and asks for no compression by itself."""
    with httpx.Client(base_url=site.url, timeout=30, headers={"Accept-Encoding": "identity"}) as http:
        yield http
