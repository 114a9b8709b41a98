"""The site of the documentation: it builds offline without a warning, and leaves nothing out."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from ofsted_kg import __version__
from ofsted_kg.query import load_queries

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("docs")
    command = [sys.executable, "-W", "ignore", "-m", "sphinx", "-q", "-W", "--keep-going", "-b", "html"]
    done = subprocess.run([*command, str(DOCS), str(out)], capture_output=True, check=False, text=True)
    assert done.returncode == 0, done.stderr
    return out


def test_every_page_is_reached_from_the_first(site: Path) -> None:
    # Sphinx warns of a page in no toctree, and a warning fails the build.
    pages = {path.relative_to(DOCS).with_suffix(".html") for path in DOCS.rglob("*.md")}
    assert pages
    assert all((site / page).is_file() for page in pages)


def test_links_within_the_site_hold(site: Path) -> None:
    pages = {
        page: page.read_text(encoding="utf-8")
        for page in site.rglob("*.html")
        if "_modules" not in page.parts
    }
    places = {page.resolve(): set(re.findall(r'\bid="([^"]+)"', text)) for page, text in pages.items()}
    broken = []
    for page, text in pages.items():
        for target, place in re.findall(r'href="([^"#:]*?)(?:#([^"]*))?"', text):
            leads_to = (page.parent / target).resolve() if target else page.resolve()
            if leads_to.suffix == ".html" and not leads_to.is_file():
                broken.append(f"{page.name}: {target}")
            elif place and leads_to in places and place not in places[leads_to]:
                broken.append(f"{page.name}: {target}#{place}")
    assert not broken


def test_the_reference_leaves_no_command_and_no_query_out(site: Path) -> None:
    from typer.main import get_command

    from ofsted_kg.cli import app

    commands = (site / "reference" / "commands.html").read_text(encoding="utf-8")
    for name in get_command(app).commands:  # type: ignore[attr-defined]
        assert f">{name}<" in commands
    queries = (site / "reference" / "queries.html").read_text(encoding="utf-8")
    for query in load_queries():
        assert f">{query.name}<" in queries


def test_every_decision_is_in_the_index() -> None:
    index = (DOCS / "decisions" / "index.md").read_text(encoding="utf-8")
    assert all(path.stem in index for path in (DOCS / "decisions").glob("0*.md"))


def test_the_citation_names_the_newest_release() -> None:
    citation = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    newest = re.search(r"^## \[(\d[^]]*)\] - (\S+)$", changelog, re.MULTILINE)
    assert newest
    assert f"version: {newest[1]}\ndate-released: {newest[2]}\n" in citation
    assert newest[1] == __version__, "a version stands in the changelog before it is released"
