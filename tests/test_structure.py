"""The shape of the code: imports run one way, modules stay small, all is documented."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from ofsted_kg.web.media import MEDIA_TYPES

PACKAGE = Path(__file__).resolve().parent.parent / "ofsted_kg"

# From source to mouth: a step may import only from steps before it.
STREAM = (
    ("errors",),
    ("model", "checksums", "collector", "compression", "counts"),
    ("vocabulary", "web"),
    ("rows", "places"),
    ("register",),
    ("read",),
    ("sources",),
    ("text",),
    ("grammar",),
    ("reports",),
    ("letters",),
    ("graph",),
    ("corrections",),
    ("record",),
    ("validate",),
    ("store",),
    ("query",),
    ("pipeline",),
    ("verify",),
    ("export",),
    ("publish",),
    ("serve", "review"),
    ("cli",),
    ("__main__",),
)
# Inside these packages, likewise.
INNER = {
    "grammar": (
        ("lex",),
        ("periphrasis",),
        ("phrases",),
        ("clauses",),
        ("results",),
        ("reference",),
        ("modality",),
        ("comparing",),
        ("account",),
        ("constructions",),
        ("read",),
        ("statements",),
    ),
    "grammar/periphrasis": (
        ("adjuncts", "anaphora", "comparison", "predicates", "quantifiers"),
        ("word_order",),
        ("inversion",),
        ("paraphrase",),
    ),
    "grammar/comparing": (
        ("figures", "part"),
        ("comparators", "last_compared", "second_frames"),
        ("draft", "relations", "resegmentation"),
        ("comparees",),
        ("coordination", "fronting", "juxtaposition"),
        ("ellipsis",),
        ("reader",),
    ),
}
RANK = {name: rank for rank, names in enumerate(STREAM) for name in names}
MODULES = sorted(PACKAGE.rglob("*.py"))


def step(module: Path) -> str:
    """The step a module belongs to: the first part of its name below the package."""
    return module.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports(module: Path) -> set[str]:
    """The modules of ours that a module imports, wherever in it, as dotted names."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.update(f"{node.module}.{alias.name}" for alias in node.names)
    return {name for name in names if name.startswith("ofsted_kg.")}


def identify(module: Path) -> str:
    return str(module.relative_to(PACKAGE))


@pytest.mark.parametrize(
    "module", [m for m in MODULES if m.parent != PACKAGE or m.stem != "__init__"], ids=identify
)
def test_imports_point_up_the_stream(module: Path) -> None:
    own = step(module)
    assert own in RANK, f"{own} has no place in the stream"
    steps = {name.split(".")[1] for name in imports(module)} - {"__version__", own}
    assert not {other for other in steps if RANK[other] >= RANK[own]}


@pytest.mark.parametrize("package", INNER)
def test_imports_point_up_the_stream_inside_a_step(package: str) -> None:
    rank = {name: place for place, names in enumerate(INNER[package]) for name in names}
    home, dotted = PACKAGE / package, f"ofsted_kg.{package.replace('/', '.')}."
    back = set()
    for module in sorted(home.rglob("*.py")):
        own = module.relative_to(home).parts[0].removesuffix(".py")
        if own == "__init__":
            continue
        assert own in rank, f"{own} has no place in the stream of {package}"
        steps = {
            name.removeprefix(dotted).split(".")[0] for name in imports(module) if name.startswith(dotted)
        }
        back |= {f"{identify(module)} imports {other}" for other in steps - {own} if rank[other] >= rank[own]}
    assert not back


def test_no_cycle_within_a_step() -> None:
    graph: dict[str, set[str]] = {}
    names = {".".join(("ofsted_kg", *m.relative_to(PACKAGE).with_suffix("").parts)): m for m in MODULES}
    names = {name.removesuffix(".__init__"): module for name, module in names.items()}
    for name, module in names.items():
        wanted = set()
        for target in imports(module):
            best = target if target in names else target.rpartition(".")[0]
            if best in names and best != name:
                wanted.add(best)
        graph[name] = wanted
    done: set[str] = set()

    def visit(name: str, path: tuple[str, ...]) -> None:
        assert name not in path, " → ".join((*path, name))
        if name not in done:
            for target in sorted(graph[name]):
                # A package's own modules may be named by its ``__init__``, not the other way round.
                if not name.startswith(target + "."):
                    visit(target, (*path, name))
            done.add(name)

    for name in sorted(graph):
        visit(name, ())


@pytest.mark.parametrize("module", MODULES, ids=identify)
def test_a_module_is_one_step_of_readable_size(module: Path) -> None:
    assert module.stem not in ("utils", "helpers", "misc", "common")
    lines = module.read_text(encoding="utf-8").splitlines()
    assert len(lines) <= 401
    assert len(lines) <= 300 or lines[0].startswith("# Past 300 lines: "), "a long module says why it is one"


@pytest.mark.parametrize("module", MODULES, ids=identify)
def test_a_module_says_what_goes_in_and_comes_out(module: Path) -> None:
    text = module.read_text(encoding="utf-8")
    assert not text.strip() or ast.get_docstring(ast.parse(text))


@pytest.mark.parametrize(
    "package", [m for m in MODULES if m.stem == "__init__" and "grammar" in m.parts], ids=identify
)
def test_a_package_of_the_grammar_lists_what_is_in_it(package: Path) -> None:
    said = ast.get_docstring(ast.parse(package.read_text(encoding="utf-8"))) or ""
    inside = {path.stem for path in package.parent.iterdir() if path.stem not in ("__init__", "__pycache__")}
    assert not {name for name in inside if f"`{name}`" not in said and f"`{name}/`" not in said}


def test_modules_of_the_grammar_that_pages_name_are_there() -> None:
    root, grammar = PACKAGE.parent, PACKAGE / "grammar"
    missing = {
        f"{page.name}: {path}"
        for page in [
            root / "CONTRIBUTING.md",
            *root.glob("docs/**/*.md"),
            *root.glob("tests/grammar/rows/*.txt"),
        ]
        for path in re.findall(r"\bgrammar/([a-z_/]+)", page.read_text(encoding="utf-8"))
        if not path.startswith("rows")
        and not (grammar / path).exists()
        and not (grammar / f"{path}.py").exists()
    }
    assert not missing


@pytest.mark.parametrize("ending", [".ttl", ".nt", ".nq", ".jsonld"])
def test_a_media_type_of_rdf_stands_once(ending: str) -> None:
    media = MEDIA_TYPES[ending]
    written = [identify(module) for module in MODULES if f'"{media}' in module.read_text(encoding="utf-8")]
    assert written == ["web/media.py"], "take it from MEDIA_TYPES"
