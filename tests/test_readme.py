"""The README's commands do what it shows."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import golden

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"

# A console block: a command after a dollar sign, and what it prints.
BLOCK = re.compile(r"```console\n\$ ofsted-kg (?P<command>[^\n]*)\n(?P<output>.*?)```", re.DOTALL)
# The folder of a build is named after its content, and where it lies after the machine.
PLACE = re.compile(r"^Graph: .*$", re.MULTILINE)


def test_links_lead_to_files() -> None:
    links = re.findall(r"\]\((?!https?:)([^)#]+)", README.read_text(encoding="utf-8"))
    assert links
    assert [link for link in links if not (ROOT / link).is_file()] == []


def test_commands_print_what_the_readme_shows(tmp_path: Path, update_golden: bool) -> None:
    text = README.read_text(encoding="utf-8")
    environment = {**os.environ, "OFSTED_KG": str(tmp_path / "kg"), "NO_COLOR": "1"}

    def printed(block: re.Match[str]) -> str:
        command = [sys.executable, "-m", "ofsted_kg", *shlex.split(block["command"])]
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=True)
        said = done.stdout.decode("utf-8").replace("\r\n", "\n")
        said = PLACE.sub("Graph: kg    Ledger: kg/builds/…/ledger.json", said)
        return f"```console\n$ ofsted-kg {block['command']}\n{said.rstrip()}\n```"

    now = BLOCK.sub(printed, text)
    assert len(BLOCK.findall(text)) >= 4
    if update_golden:
        README.write_text(now, encoding="utf-8")
    assert now == README.read_text(encoding="utf-8"), golden.MEANT
