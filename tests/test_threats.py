"""The threat model and the bill of materials say what is so."""

from __future__ import annotations

import ast
import re
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PAGE = (ROOT / "docs" / "explanation" / "threats.md").read_text(encoding="utf-8")
ROWS = [line for line in PAGE.splitlines() if line.startswith("|")][2:]
NAMED = sorted(set(re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", PAGE)))


def test_every_row_has_a_test() -> None:
    assert len(ROWS) >= 20
    assert [row for row in ROWS if not re.search(r"`tests/[\w/]+\.py::test_\w+`", row)] == []


@pytest.mark.parametrize(("path", "name"), NAMED)
def test_the_test_that_is_named_is_there(path: str, name: str) -> None:
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    assert name in {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


def test_the_bill_lists_what_is_shipped_and_no_tools(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "docs"))
    import sbom

    assert {"rdflib", "pyoxigraph", "starlette", "distributed", "lxml"} <= sbom.needed()
    assert sbom.needed().isdisjoint({"pytest", "mypy", "sphinx", "moto"})
    part = sbom.yasgui()
    assert part["purl"] == f"pkg:npm/%40zazuko/yasgui@{part['version']}"
    sys.modules.pop("sbom")
    assert "docs/sbom.py dist/" in (ROOT / "Makefile").read_text(encoding="utf-8")
