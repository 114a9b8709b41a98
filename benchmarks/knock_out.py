"""Which branches of the grammar matter to no sentence.

    python benchmarks/knock_out.py [--composed 2000] [--seed 2011] [--module constructions] [--texts FILE]

Each `if` of ofsted_kg/grammar is knocked out in turn (its condition is made false) while all rows of
tests/grammar/rows and the composed sentences of tests/test_composed.py (and each line of FILE) are read,
and what comes out is compared with what comes out of the grammar as it is: facts, refusals and what is
left unread. Only sentences that take the branch are read again, on as many cores as there are. Printed:
the branches that no sentence takes, and those that change nothing where they are taken. A branch in
either list wants a row, or to be taken out. What runs once, while tables are made of the ontology, and
what makes records of what was read is left alone. The last line is JSON; exit status 1 if a list is not
empty.
"""

from __future__ import annotations

import argparse
import ast
import importlib
import json
import os
import signal
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from types import CodeType, FrameType, FunctionType
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

from compose.families import compose
from grammar.test_sentences import CASES, SENTENCE
from test_composed import COUNT, SEED

from ofsted_kg.grammar.read import grammar, read_text
from ofsted_kg.vocabulary import lexicon

ROOT = Path(__file__).resolve().parent.parent
GRAMMAR = ROOT / "ofsted_kg" / "grammar"
# What runs only while the tables are made, and what makes records of what was read.
LEFT_ALONE = frozenset({"comparatives.py", "fast_enum.py", "fixed_expressions.py", "statements.py"})
SECONDS = 5  # a branch without which a sentence takes longer matters


@dataclass(frozen=True, slots=True)
class Branch:
    """An `if`: its file, its line, the first line of what it guards, and the function it stands in."""

    path: Path
    line: int
    first: int
    function: str

    @property
    def place(self) -> str:
        """Where it stands, for people."""
        return f"{self.path.relative_to(ROOT)}:{self.line}"


def branches(path: Path) -> Iterator[Branch]:
    """Yield the branches of a module that stand in functions."""

    def walk(node: ast.AST, names: tuple[str, ...], *, inside: bool) -> Iterator[Branch]:
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.If) and inside:
                yield Branch(path, child.lineno, child.body[0].lineno, ".".join(names))
            function = isinstance(child, ast.FunctionDef)
            if isinstance(child, ast.FunctionDef | ast.ClassDef) and not (function and inside):
                yield from walk(child, (*names, child.name), inside=function)
            else:
                yield from walk(child, names, inside=inside)

    yield from walk(ast.parse(path.read_text(encoding="utf-8")), (), inside=False)


def functions(path: Path) -> dict[str, FunctionType]:
    """Return the functions of a module by qualified name."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    module = importlib.import_module(".".join(part for part in parts if part != "__init__"))
    found: dict[str, FunctionType] = {}
    for name, value in vars(module).items():
        members = {f"{name}.{n}": v for n, v in vars(value).items()} if isinstance(value, type) else {}
        for qualified, member in ({name: value} | members).items():
            inner: Any = getattr(member, "fget", None) or getattr(member, "__func__", None) or member
            inner = getattr(inner, "__wrapped__", inner)
            if isinstance(inner, FunctionType) and inner.__module__ == module.__name__:
                found[qualified] = inner
    return found


def without(branch: Branch) -> CodeType | None:
    """Return the code of a branch's function with the branch knocked out."""
    tree = ast.parse(branch.path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.If) and (node.lineno, node.body[0].lineno) == (branch.line, branch.first):
            node.test = ast.copy_location(ast.Constant(value=False), node.test)
    todo = [compile(tree, str(branch.path), "exec")]
    while todo:
        code = todo.pop()
        if code.co_qualname == branch.function:
            return code
        todo += [const for const in code.co_consts if isinstance(const, CodeType)]
    return None


Text = tuple[str, str | None]
Tracer = Callable[[FrameType, str, object], Any]


def texts(count: int, seed: int) -> list[Text]:
    """Return the sentences of the rows, and a sample of composed ones."""
    found: list[Text] = []
    for path in sorted(CASES.glob("*.txt")):
        for line in path.read_text(encoding="utf-8").splitlines():
            match = SENTENCE.fullmatch(line) if line and not line.startswith(("#", " ")) else None
            if match is not None:
                found.append((match["text"], match["heading"]))
    return [*found, *((one.text, None) for one in compose(count, seed))]


def outcome(text: Text) -> tuple[object, ...]:
    """Return what is read in a sentence."""
    words = lexicon.load()
    return tuple(sentence.account for sentence in read_text(text[0], text[1], words, whole=False))


def taken(every: Sequence[Text], watched: dict[str, frozenset[int]]) -> dict[tuple[str, int], list[int]]:
    """Return which sentences, by number, run each watched line."""
    found: dict[tuple[str, int], list[int]] = defaultdict(list)
    lines: set[tuple[str, int]] = set()

    def local(frame: FrameType, event: str, _: object) -> Tracer:
        name = frame.f_code.co_filename
        if event == "line" and frame.f_lineno in watched[name]:
            lines.add((name, frame.f_lineno))
        return local

    def enter(frame: FrameType, _: str, __: object) -> Tracer | None:
        return local if frame.f_code.co_filename in watched else None

    for number, text in enumerate(every):
        lines.clear()
        sys.settrace(enter)
        outcome(text)
        sys.settrace(None)
        for line in lines:
            found[line].append(number)
    return found


def late(_: int, __: object) -> None:
    """Stop a sentence that takes too long."""
    raise TimeoutError


def matters(every: Sequence[Text], numbers: Sequence[int], right: Sequence[object]) -> bool:
    """Say whether one of some sentences is read otherwise."""
    for number in numbers:
        signal.alarm(SECONDS)
        try:
            if outcome(every[number]) != right[number]:
                return True
        except Exception:  # noqa: BLE001 - a branch without which it fails matters
            return True
        finally:
            signal.alarm(0)
    return False


@dataclass(frozen=True, slots=True)
class Trial:
    """What each knock-out is tried on: the sentences, what is read in them, and which take which line."""

    every: Sequence[Text]
    right: Sequence[object]
    lines: dict[tuple[str, int], list[int]]

    def verdict(self, branch: Branch) -> str:
        """Return "never", "idle" or "needed"."""
        numbers = self.lines.get((str(branch.path), branch.first), [])
        if not numbers:
            return "never"
        function, code = functions(branch.path).get(branch.function), without(branch)
        if function is None or code is None:
            return "needed"
        kept = function.__code__
        function.__code__ = code
        try:
            return "needed" if matters(self.every, numbers, self.right) else "idle"
        finally:
            function.__code__ = kept


_TRIAL: list[Trial] = []  # of the process, which its workers are forked from


def verdict(branch: Branch) -> str:
    """Try one branch, in a worker."""
    signal.signal(signal.SIGALRM, late)
    return _TRIAL[0].verdict(branch)


def main() -> int:
    """Run."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--composed", type=int, default=COUNT, help="how many composed sentences")
    options.add_argument("--seed", type=int, default=SEED)
    options.add_argument("--module", default="", help="only modules whose path holds this")
    options.add_argument("--texts", type=Path, help="a file of further sentences or passages, one a line")
    options.add_argument("--jobs", type=int, default=os.cpu_count())
    asked = options.parse_args()
    every = texts(asked.composed, asked.seed)
    if asked.texts is not None:
        every += [(line, None) for line in asked.texts.read_text(encoding="utf-8").splitlines() if line]
    grammar(lexicon.load())
    right = [outcome(text) for text in every]
    paths = [path for path in sorted(GRAMMAR.rglob("*.py")) if asked.module in str(path.relative_to(ROOT))]
    found = [branch for path in paths if path.name not in LEFT_ALONE for branch in branches(path)]
    watched: dict[str, set[int]] = defaultdict(set)
    for branch in found:
        watched[str(branch.path)].add(branch.first)
    lines = taken(every, {name: frozenset(numbers) for name, numbers in watched.items()})
    _TRIAL.append(Trial(every, right, lines))
    with get_context("fork").Pool(asked.jobs) as pool:
        verdicts = pool.map(verdict, found, chunksize=4)
    listed = {
        title: [branch for branch, said in zip(found, verdicts, strict=True) if said == title]
        for title in ("never", "idle")
    }
    for title, text in (("never", "taken by no sentence"), ("idle", "changing nothing")):
        print(f"{text}: {len(listed[title])}")
        for branch in listed[title]:
            print(f"  {branch.place}  {branch.function}")
    print(json.dumps({"branches": len(found)} | {title: len(some) for title, some in listed.items()}))
    return 1 if any(listed.values()) else 0


if __name__ == "__main__":
    raise SystemExit(main())
