"""The pages of the reference that come from the sources: commands, queries, shapes, ontology, imports.

In: the program, queries/, shapes/, ontology/. Out: Markdown files in a folder, the same each time.
"""

from __future__ import annotations

import ast
import csv
import re
import subprocess
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
# A page is no wider than so many steps set in.
_DEEPEST = 10
_CODES = re.compile(r"\x1b\[[0-9;]*m")


def write(folder: Path) -> None:
    """Write all generated pages of the reference."""
    folder.mkdir(exist_ok=True)
    for name, text in {
        "commands": commands(),
        "queries": _from_readme("queries"),
        "shapes": _from_readme("shapes"),
        "ontology": ontology(),
        "imports": imports(),
        "way": way(),
    }.items():
        (folder / f"{name}.md").write_text(text, encoding="utf-8")
    write_speed(folder)
    write_imports(folder)


def write_speed(folder: Path) -> None:
    """Write the page of recorded benchmarks and its plot: one panel a benchmark, a point a run."""
    pyplot = _plotter()
    with (ROOT / "benchmarks" / "history" / "runs.csv").open(encoding="utf-8") as file:
        runs = list(csv.DictReader(file))
    names = sorted({run["benchmark"] for run in runs})
    figure, panels = pyplot.subplots(len(names), 1, figsize=(7, 2 * len(names)), squeeze=False)
    for name, (panel,) in zip(names, panels, strict=True):
        own = [run for run in runs if run["benchmark"] == name]
        labels = [f"{run['commit']}\n{run['day']}" for run in own]
        panel.plot(range(len(own)), [float(run["ratio"]) for run in own], marker="o", color="#2b6a99")
        panel.set_xticks(range(len(own)), labels, fontsize=7)
        panel.set_ylim(bottom=0)
        panel.set_title(f"{name}: {own[0]['beside']}", fontsize=8, loc="left")
    figure.tight_layout()
    figure.savefig(folder / "speed.svg", metadata={"Date": None})
    pyplot.close(figure)
    rows = [
        "# How fast, from commit to commit",
        "",
        "Ratios to a rival in the same run, kept by `benchmarks/record.py`.",
        "",
        "![A panel for each benchmark, a point for each run](speed.svg)",
        "",
        "| day | commit | machine | benchmark | ratio | of what |",
        "| --- | --- | --- | --- | ---: | --- |",
    ]
    rows += (
        f"| {run['day']} | `{run['commit']}` | {run['machine']} | {run['benchmark']} | {run['ratio']}"
        f" | {run['beside']} |"
        for run in runs
    )
    (folder / "speed.md").write_text("\n".join([*rows, ""]), encoding="utf-8")


def _plotter() -> Any:  # noqa: ANN401 - matplotlib's own
    import matplotlib as mpl

    mpl.use("Agg")
    mpl.rcParams.update({"svg.hashsalt": "ofsted-kg", "svg.fonttype": "none"})
    from matplotlib import pyplot

    return pyplot


def commands() -> str:
    """Return each command with its arguments and options, as `--help` has them."""
    import typer

    from ofsted_kg.cli import app

    parts = [
        "# Commands",
        "",
        "Exit codes: 0 well, 1 the data does not conform, 2 the command could not run.",
        "",
    ]
    program = typer.main.get_command(app)
    for name, command in sorted(program.commands.items()):  # type: ignore[attr-defined]
        parts += [f"## {name}", "", (command.help or "").strip().replace("\n    ", "\n"), ""]
        rows = []
        for parameter in command.params:
            words = getattr(parameter, "help", "") or ""
            names = ", ".join(f"`{option}`" for option in (*parameter.opts, *parameter.secondary_opts))
            if parameter.param_type_name == "argument":
                names = f"`{parameter.name.upper()}`"
            rows.append(f"| {names} | {_CODES.sub('', words).replace('|', '&#124;')} |")
        if rows:
            parts += ["| argument or option | |", "| --- | --- |", *rows, ""]
    return "\n".join(parts)


def _from_readme(name: str) -> str:
    """Return the README of a folder, its links to files turned to plain names."""
    text = (ROOT / name / "README.md").read_text(encoding="utf-8")
    return re.sub(r"\[([^\]]+)\]\((?!https?:)[^)]+\)", r"\1", text)


def ontology() -> str:
    """Return the classes and properties of the ontology, and its concept schemes."""
    import rdflib
    from rdflib.namespace import OWL, RDF, RDFS, SKOS

    from ofsted_kg.vocabulary.namespaces import DEF

    graph = rdflib.Graph()
    for path in sorted((ROOT / "ontology").glob("*.ttl")):
        graph.parse(path, format="turtle")
    parts = ["# Ontology", "", f"All terms stand in `{DEF}` (prefix `ok:`).", ""]
    kinds = (
        ("Classes", OWL.Class),
        ("Properties to things", OWL.ObjectProperty),
        ("Properties to values", OWL.DatatypeProperty),
    )
    for title, kind in kinds:
        terms = {str(term) for term in graph.subjects(RDF.type, kind) if str(term).startswith(DEF)}
        parts += [f"## {title}", "", "| term | label | meaning |", "| --- | --- | --- |"]
        for term in sorted(terms):
            node = rdflib.URIRef(term)
            label, comment = (str(graph.value(node, p) or "") for p in (RDFS.label, RDFS.comment))
            parts.append(f"| `ok:{term.removeprefix(DEF)}` | {label} | {_cell(comment)} |")
        parts.append("")
    parts += ["## Concept schemes", "", "| scheme | concepts | |", "| --- | ---: | --- |"]
    for scheme in sorted({str(s) for s in graph.subjects(RDF.type, SKOS.ConceptScheme)}):
        node = rdflib.URIRef(scheme)
        count = len(set(graph.subjects(SKOS.inScheme, node)))
        name = graph.value(node, RDFS.label) or graph.value(node, SKOS.prefLabel) or ""
        parts.append(f"| `{scheme.removeprefix(DEF)}` | {count} | {_cell(str(name))} |")
    return "\n".join([*parts, ""])


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "&#124;")


def steps(package: Path) -> tuple[dict[str, int], dict[str, set[str]]]:
    """Return the lines of each step of a package, and the steps that each imports."""
    edges: dict[str, set[str]] = defaultdict(set)
    lines: dict[str, int] = defaultdict(int)
    for path in sorted(package.rglob("*.py")):
        own = path.relative_to(package).parts[0].removesuffix(".py")
        if own == "__init__":
            continue
        text = path.read_text(encoding="utf-8")
        lines[own] += text.count("\n")
        for node in ast.walk(ast.parse(text)):
            names = []
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and node.module:
                names = [f"{node.module}.{alias.name}" for alias in node.names]
            for name in names:
                parts = name.split(".")
                if parts[0] == "ofsted_kg" and len(parts) > 1 and parts[1] != own:
                    edges[own].add(parts[1])
    return dict(lines), {name: edges[name] & set(lines) for name in lines}


def imports() -> str:
    """Return how the steps of the program hang together: who imports whom, from source to mouth."""
    lines, edges = steps(ROOT / "ofsted_kg")
    rows = [
        "# How the code hangs together",
        "",
        "Each step imports only from steps before it; a test checks this. Made from the sources.",
        "",
        "![Steps as dots in a column, an arc from each to those it imports](imports.svg)",
        "",
        "On the left the package before [its parts were laid out anew](../decisions/009-layout.md), on the",
        "right as it is; an arc that ran back would be red, and stand to the right of the dots.",
        "",
        "| step | lines | imports |",
        "| --- | ---: | --- |",
    ]
    rows += (
        f"| `{name}` | {lines[name]:,} | {', '.join(f'`{other}`' for other in sorted(edges[name]))} |"
        for name in _downstream(set(lines), edges)
    )
    return "\n".join([*rows, ""])


def write_imports(folder: Path) -> None:
    """Draw who imports whom, before the layout of today and with it."""
    pyplot = _plotter()
    with (ROOT / "docs" / "decisions" / "imports-before.csv").open(encoding="utf-8") as file:
        before = list(csv.DictReader(file))
    drawn = (
        (
            {row["step"]: int(row["lines"]) for row in before},
            {r["step"]: set(r["imports"].split()) for r in before},
        ),
        steps(ROOT / "ofsted_kg"),
    )
    figure, panels = pyplot.subplots(1, 2, figsize=(9, 9))
    for panel, (lines, edges) in zip(panels, drawn, strict=True):
        order = _downstream(set(lines), edges)
        at = {name: -number for number, name in enumerate(order)}
        for name in order:
            for other in sorted(edges[name]):
                middle, height = (at[name] + at[other]) / 2, abs(at[name] - at[other])
                # Left of the dots: what a step imports stands above it. Right of them: what runs back.
                ends = (90, 270) if at[name] < at[other] else (270, 90)
                arc = pyplot.matplotlib.patches.Arc(
                    (0, middle), height, height, theta1=ends[0], theta2=ends[1]
                )
                arc.set(color="#2b6a99" if at[name] < at[other] else "#b3261e", alpha=0.35, linewidth=0.8)
                panel.add_patch(arc)
            panel.plot(0, at[name], "o", color="#2b6a99", markersize=2 + (lines[name] / 400) ** 0.5)
            panel.text(0.8, at[name], name, fontsize=8, va="center")
        panel.set_xlim(-len(order) / 2, 6)
        panel.set_ylim(-len(order), 1)
        panel.set_axis_off()
    panels[0].set_title(f"before: {len(drawn[0][0])} steps", fontsize=9)
    panels[1].set_title(f"now: {len(drawn[1][0])} steps", fontsize=9)
    figure.tight_layout()
    figure.savefig(folder / "imports.svg", metadata={"Date": None})
    pyplot.close(figure)


# Run by an interpreter of its own: what another run has in its caches would not be entered again.
_WAY = """
import sys
from pathlib import Path
from ofsted_kg import graph, register
from ofsted_kg.vocabulary import lexicon
from ofsted_kg.vocabulary.namespaces import Base
from ofsted_kg.letters import parse_letter
from ofsted_kg.read import read_document

entered, depth = {}, 0

def enter(frame, event, _):
    global depth
    name = frame.f_globals.get("__name__", "")
    if not name.startswith("ofsted_kg.") or frame.f_code.co_name.startswith("<"):
        return
    depth += (event == "call") - (event == "return")
    if event == "call":
        entered.setdefault(name.removeprefix("ofsted_kg."), depth)

samples = Path(sys.argv[1])
words, councils = lexicon.load(), register.load((samples / "register.csv",))
sys.setprofile(enter)
document = read_document(samples / "letters" / sys.argv[2])
graph.nquads(parse_letter(document, words, councils), document, words, Base())
sys.setprofile(None)
for name, deep in entered.items():
    print(deep, name)
"""


def way() -> str:
    """Return a letter's way from bytes to triples: the modules in the order in which it enters them."""
    command = [sys.executable, "-c", _WAY, str(ROOT / "samples"), "annual-rating-2009-quayhaven.txt"]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)  # noqa: S603
    rows = [line.split() for line in done.stdout.splitlines()]
    return "\n".join(
        [
            "# A letter's way",
            "",
            "From the bytes of one of the samples to its triples: each module where the letter first enters",
            "it, set in by how many steps of ours have called one another to get there. Made by running it.",
            "",
            "```",
            *(f"{'  ' * (min(int(deep), _DEEPEST) - 1)}{name}" for deep, name in rows),
            "```",
            "",
        ]
    )


def _downstream(names: set[str], edges: dict[str, set[str]]) -> list[str]:
    """Order steps so that each stands behind those it imports; by name where it is free."""
    ordered: list[str] = []
    while len(ordered) < len(names):
        free = [n for n in sorted(names - set(ordered)) if edges[n] & names <= {*ordered, n}]
        ordered += free or [min(names - set(ordered))]
    return ordered


if __name__ == "__main__":
    write(Path(__file__).resolve().parent / "reference")
