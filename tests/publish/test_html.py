"""The pages are valid HTML, by a checker that others keep."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser

CHECKER = os.environ.get("HTML_VALIDATE") or shutil.which("html-validate")
# What the standard leaves to taste: an identifier with a slash, the case of the doctype, a long title,
# several boxes of one name (councils to compare), a label on a group.
TASTE = ("valid-id", "doctype-style", "long-title", "form-dup-name", "aria-label-misuse")
PHONE = 390
EACH = 5


def faults(folder: Path, pages: list[Path]) -> list[str]:
    if CHECKER is None:
        pytest.skip("html-validate is not installed (npm install html-validate)")
    rules, answer = folder / "rules.json", folder / "answer.json"
    extended = {"root": True, "extends": ["html-validate:standard"], "rules": dict.fromkeys(TASTE, "off")}
    rules.write_text(json.dumps(extended), encoding="utf-8")
    with answer.open("wb") as out:
        words = [CHECKER, "--config", str(rules), "--formatter", "json", *map(str, pages)]
        subprocess.run(words, cwd=folder, stdout=out, check=False)
    return [
        f"{Path(page['filePath']).name}:{fault['line']}: {fault['ruleId']}: {fault['message']}"
        for page in json.loads(answer.read_text(encoding="utf-8"))
        for fault in page["messages"]
    ]


def some(folder: Path) -> list[Path]:
    """The first pages of each folder: what one template makes differs little."""
    kinds: dict[Path, list[Path]] = {}
    for page in sorted(folder.rglob("*.html")):
        kinds.setdefault(page.parent, []).append(page)
    return [page for pages in kinds.values() for page in pages[:EACH]]


def test_pages_are_valid(marked: Path, tmp_path: Path) -> None:
    assert faults(tmp_path, some(marked)) == []


def test_the_checker_finds_what_is_wrong(tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.html"
    wrong.write_text(
        '<!doctype html><html lang="en"><head><title>x</title></head><body><p><table></p></body></html>'
    )
    assert faults(tmp_path, [wrong])


def test_tables_set_as_blocks_stay_tables(browser: Browser, release: Path) -> None:
    """On a phone their rows are blocks; who hears the page still hears a table."""
    page = browser.new_page(viewport={"width": PHONE, "height": 800})
    try:
        page.goto((release / "set/letters.html").as_uri())
        assert (
            page.locator(".blocks tbody tr").first.evaluate("row => getComputedStyle(row).display") == "block"
        )
        assert page.get_by_role("table").count() == 1
        assert page.get_by_role("columnheader").count() == page.locator(".blocks thead th").count()
        assert page.get_by_role("row").count() == page.locator(".blocks tr").count()
        assert page.get_by_role("rowheader").count() == page.locator(".blocks tbody th").count()
    finally:
        page.close()
