"""The bill of materials of a release, as CycloneDX 1.6: what is installed with it, and what it ships.

usage: sbom.py OUT.json

In: the environment that this runs in, which holds the package and all its extras. Out: the file. Of the
environment only what the package and its extras need is listed, not the tools of its developers;
YASGUI, which is shipped as a file, is read off its licence file.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = "ofsted-kg"
# What only developers install.
NOT_SHIPPED = frozenset({"dev", "docs"})
STATIC = ROOT / "ofsted_kg" / "serve" / "static"


def normal(name: str) -> str:
    """Return a name as PyPI compares it (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()


def needed() -> set[str]:
    """Return the names of all that the package needs with every extra for users, as far as installed."""
    found: set[str] = set()
    pending: list[tuple[str, frozenset[str]]] = [(PACKAGE, extras())]
    seen: set[tuple[str, frozenset[str]]] = set()
    while pending:
        name, wanted = pending.pop()
        if (name, wanted) in seen:
            continue
        seen.add((name, wanted))
        try:
            lines = requires(name) or []
        except PackageNotFoundError:
            continue  # for another system
        found.add(normal(name))
        for requirement in map(Requirement, lines):
            marker = requirement.marker
            if marker is None or any(marker.evaluate({"extra": extra}) for extra in ("", *wanted)):
                pending.append((normal(requirement.name), frozenset(requirement.extras)))
    return found


def extras() -> frozenset[str]:
    """Return the extras for users."""
    text = " ".join(requires(PACKAGE) or [])
    return frozenset(re.findall(r"extra == ['\"]([\w-]+)['\"]", text)) - NOT_SHIPPED


def yasgui() -> dict[str, Any]:
    """Return the component that is shipped as a file."""
    told = (STATIC / "yasgui.LICENSE.txt").read_text(encoding="utf-8")
    match = re.match(r"YASGUI ([\d.]+) \(npm package (@[\w/-]+)", told)
    if match is None:
        raise SystemExit("yasgui.LICENSE.txt does not begin with its version")
    number, package = match.groups()
    return {
        "type": "library",
        "bom-ref": f"vendored:{package}",
        "name": package,
        "version": number,
        "purl": f"pkg:npm/{package.replace('@', '%40')}@{number}",
        "licenses": [{"license": {"id": "MIT"}}],
        "description": "Shipped unchanged in ofsted_kg/serve/static",
    }


def sbom() -> dict[str, Any]:
    """Return the bill of materials."""
    command = [sys.executable, "-m", "cyclonedx_py", "environment", "--output-reproducible", "--sv", "1.6"]
    command += ["--pyproject", str(ROOT / "pyproject.toml"), "--of", "JSON", "--no-validate", sys.executable]
    done = subprocess.run(command, check=True, capture_output=True)  # noqa: S603 - our own words
    bom: dict[str, Any] = json.loads(done.stdout)
    kept = needed() - {PACKAGE}
    root = bom["metadata"]["component"]
    root["version"] = version(PACKAGE)
    parts = [part for part in bom["components"] if normal(part["name"]) in kept]
    shipped = yasgui()
    bom["components"] = [*parts, shipped]
    refs = {part["bom-ref"] for part in bom["components"]}
    kept_edges = []
    for edge in bom["dependencies"]:
        if edge["ref"] in refs | {root["bom-ref"]}:
            on = [ref for ref in edge.get("dependsOn", []) if ref in refs]
            if edge["ref"] == root["bom-ref"]:
                on.append(shipped["bom-ref"])
            kept_edges.append({"ref": edge["ref"], "dependsOn": sorted(on)})
    bom["dependencies"] = [*kept_edges, {"ref": shipped["bom-ref"], "dependsOn": []}]
    return bom


if __name__ == "__main__":
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    Path(sys.argv[1]).write_text(json.dumps(sbom(), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
