"""The wheel works outside the checkout, with ontology, shapes, queries and pages inside."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = {"ontology": ".ttl", "shapes": ".ttl", "queries": ".rq"}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(out), str(ROOT)]
    subprocess.run(command, check=True, capture_output=True)
    (found,) = out.glob("*.whl")
    return found


def test_the_wheel_holds_what_the_program_reads(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    for folder, ending in FOLDERS.items():
        for path in (ROOT / folder).glob(f"*{ending}"):
            assert f"ofsted_kg/_data/{folder}/{path.name}" in names
    for path in (ROOT / "ofsted_kg").rglob("*"):
        if path.is_file() and "__pycache__" not in path.parts:
            assert str(path.relative_to(ROOT)) in names
    assert "ofsted_kg/py.typed" in names


def test_it_runs_where_it_is_installed(wheel: Path, tmp_path: Path) -> None:
    place = tmp_path / "site"
    subprocess.run(
        [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--target", str(place), str(wheel)],
        check=True,
        capture_output=True,
    )
    environment = {**os.environ, "PYTHONPATH": str(place), "OFSTED_KG": str(tmp_path / "kg")}

    def run(*words: str) -> str:
        done = subprocess.run(
            [sys.executable, *words],
            cwd=tmp_path,
            env=environment,
            check=True,
            capture_output=True,
            text=True,
        )
        return done.stdout

    where = run(
        "-c",
        "import ofsted_kg; from ofsted_kg.vocabulary import resources; "
        "print(ofsted_kg.__file__, resources.folder('shapes'))",
    )
    assert all(part.startswith(str(place)) for part in where.split())
    letters, register = ROOT / "samples" / "letters", ROOT / "samples" / "register.csv"
    said = run("-m", "ofsted_kg", "build", str(letters), "--register", str(register))
    assert "10 of 10 files converted" in said
    assert "performs-excellently" in run("-m", "ofsted_kg", "query", "ratings", "--format", "csv")
