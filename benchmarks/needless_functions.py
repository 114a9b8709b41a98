"""Which functions of the package no test needs.

    python benchmarks/needless_functions.py [--entered FOLDER] [--decided FILE] [--seconds 60] [--module cli]

First all tests run once, and for each is noted which functions it enters (with FOLDER, what an earlier run
noted there is taken). Then each function in turn is knocked out: it does nothing and returns None (a
generator yields nothing), and those tests run that enter it, the quickest first, until one fails; that one
must pass when nothing is knocked out, else it has no say. Each knock-out is a process of its own, forked
from one that has collected the tests, as many at once as there are cores. With FILE each verdict is kept as
it comes, a line of JSON, and a function that has one there, on whichever line it now stands, is not tried
again: a run that was stopped goes on.

Printed: the functions without which every test passes, those that stood the given seconds of tests (not all
were run), and those that no test enters in its own process: commands, servers and workers are other
processes, and what runs at import is none's. A test that uses what was made for an earlier one (a release, a
cache) doesn't enter what made it: look at those tests too before you take a function out. Lambdas and
comprehensions are left alone, and what has no body (protocols, overloads). The last line is JSON; exit
status 1 if a function is needless.
"""

from __future__ import annotations

import argparse
import ast
import cProfile
import functools
import gc
import importlib
import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any

import pytest
from _pytest.runner import CallInfo
from _pytest.tmpdir import tmppath_result_key

from ofsted_kg.grammar.read import read_text
from ofsted_kg.vocabulary import lexicon

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "ofsted_kg"
FOLDER = "NEEDLESS_ENTERED"  # where a run of the tests notes, and where it is read
ROUND = "NEEDLESS_KNOCK"  # a file of what a knocking run is told, as JSON
# What a test costs more if it wants something that is made once for many tests, in seconds.
SHARED = 3.0
# How a process that knocked a function out ends: a test failed, not all were run in time, the function is not
# there, or an error of this script's.
FAILED, TIME, ABSENT, CRASHED = 1, 3, 4, 5
FEW = 12  # so many tests are tried before the caches are emptied

# The code that stands in for a function's: a plain one, a generator, a coroutine, and both at once.


def _plain() -> None:
    return None


def _generator() -> Iterator[None]:
    return
    yield


async def _coroutine() -> None:
    return None


async def _both() -> AsyncIterator[None]:
    return
    yield


_KINDS = 0x20 | 0x80 | 0x200  # CO_GENERATOR, CO_COROUTINE, CO_ASYNC_GENERATOR
_STANDS_IN = {f.__code__.co_flags & _KINDS: f.__code__ for f in (_plain, _generator, _coroutine, _both)}


def place(code: CodeType) -> str:
    """Name a function by its file, line and qualified name."""
    return f"{Path(code.co_filename).relative_to(ROOT)}:{code.co_firstlineno}:{code.co_qualname}"


def is_ours(code: CodeType) -> bool:
    """Say whether code is a function of the package that can be knocked out."""
    return code.co_filename.startswith(f"{PACKAGE}{os.sep}") and not code.co_name.startswith("<")


def knocked(code: CodeType) -> CodeType:
    """Return code that takes the same arguments and does nothing."""
    by = _STANDS_IN[code.co_flags & _KINDS]
    return code.replace(
        co_code=by.co_code,
        co_consts=by.co_consts,
        co_names=by.co_names,
        co_exceptiontable=by.co_exceptiontable,
        co_linetable=by.co_linetable,
        co_stacksize=max(by.co_stacksize, 4),
    )


def without(code: CodeType, named: str) -> CodeType | None:
    """Return code in which the function of a name is knocked out, itself or within, or None."""
    if is_ours(code) and place(code) == named:
        return knocked(code)
    for number, inner in enumerate(code.co_consts):
        if isinstance(inner, CodeType) and (new := without(inner, named)):
            return code.replace(co_consts=(*code.co_consts[:number], new, *code.co_consts[number + 1 :]))
    return None


def functions_here() -> dict[str, list[FunctionType]]:
    """Return the functions of the package that this process holds, by their file."""
    held: dict[str, list[FunctionType]] = defaultdict(list)
    for thing in gc.get_objects():
        if isinstance(thing, FunctionType) and thing.__code__.co_filename.startswith(f"{PACKAGE}{os.sep}"):
            held[str(Path(thing.__code__.co_filename).relative_to(ROOT))].append(thing)
    return held


def knock_out(named: str, held: dict[str, list[FunctionType]]) -> bool:
    """Knock a function out wherever this process holds it; say whether it was found."""
    found = False
    for function in held[named.split(":")[0]]:
        new = without(function.__code__, named)
        if new:
            function.__code__ = new
            found = True
    return found


def caches() -> list[Any]:
    """Return the caches of the package: what a knocked function made before must not be used."""
    kind = functools._lru_cache_wrapper
    return [
        thing
        for thing in gc.get_objects()
        if isinstance(thing, kind) and str(thing.__module__).startswith("ofsted_kg")
    ]


def bodies() -> set[str]:
    """Return every function of the package that has a body, by its file, line and qualified name."""

    def within(node: ast.AST, path: Path, above: str) -> Iterator[str]:
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef):
                line = min([child.lineno, *(d.lineno for d in child.decorator_list)])
                if not all(isinstance(s, ast.Expr) and isinstance(s.value, ast.Constant) for s in child.body):
                    yield f"{path.relative_to(ROOT)}:{line}:{above}{child.name}"
                yield from within(child, path, f"{above}{child.name}.<locals>.")
            elif isinstance(child, ast.ClassDef):
                yield from within(child, path, f"{above}{child.name}.")
            else:
                yield from within(child, path, above)

    return {
        name
        for path in sorted(PACKAGE.rglob("*.py"))
        for name in within(ast.parse(path.read_text(encoding="utf-8")), path, "")
    }


# Noting: a plugin of pytest, in each of its processes.


class Noting:
    """Writes down which functions each test enters, in the thread that runs the tests."""

    def __init__(self, folder: Path) -> None:
        """Note in a file of this process's own."""
        self.path = folder / f"{os.getpid()}.jsonl"

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[Any]:
        """Profile one test, with what is made for it and taken down after."""
        profile = cProfile.Profile(builtins=False)
        started = time.monotonic()
        try:
            profile.enable()
        except ValueError:  # the test profiles for itself
            return (yield)
        try:
            return (yield)
        finally:
            profile.disable()
            codes = [entry.code for entry in profile.getstats() if not isinstance(entry.code, str)]
            line = [item.nodeid, time.monotonic() - started, sorted({place(c) for c in codes if is_ours(c)})]
            with self.path.open("a", encoding="utf-8") as file:
                print(json.dumps(line), file=file)


# Knocking: the loop over the tests of one process of pytest.


class Knocking:
    """Takes the place of pytest's loop: for each function, forks and runs the tests that enter it."""

    def __init__(self, folder: Path, told: dict[str, Any]) -> None:
        """Read what was noted."""
        self.seconds, self.out = float(told["seconds"]), Path(told["out"])
        self.functions: list[str] = told["functions"]
        self.held: dict[str, list[FunctionType]] = {}
        self.caches: list[Any] = []
        self.sound: dict[str, bool] = {}
        self.enter: dict[str, list[tuple[float, str]]] = defaultdict(list)
        for path in folder.glob("*.jsonl"):
            for line in path.read_text(encoding="utf-8").splitlines():
                test, took, functions = json.loads(line)
                for function in functions:
                    self.enter[function].append((took, test))

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Knock out each function in turn."""
        items = {item.nodeid: item for item in session.items}
        for path in sorted(PACKAGE.rglob("*.py")):  # once, not in every process that is forked
            name = ".".join(path.relative_to(ROOT).with_suffix("").parts)
            if path.stem != "__main__":
                importlib.import_module(name.removesuffix(".__init__"))
        list(read_text("Schools are good.", None, lexicon.load()))  # its tables are made, and kept
        self.held, self.caches = functions_here(), caches()
        gc.disable()  # it would copy every page that the processes share
        gc.freeze()
        # What is quick to see first.
        entered = [name for name in self.functions if self.enter.get(name)]
        waiting = sorted(entered, key=lambda name: min(self.enter[name]))
        running: dict[int, tuple[str, float]] = {}
        while waiting or running:
            while waiting and len(running) < (os.cpu_count() or 1):
                name = waiting.pop(0)
                pid = self._fork(functools.partial(self._stands, name, self._tests(name, items)))
                running[pid] = (name, time.monotonic())
            pid, status = os.waitpid(-1, os.WNOHANG)
            if pid in running:
                name, _ = running.pop(pid)
                code = os.waitstatus_to_exitcode(status)
                decided = self._said(pid)
                if code == FAILED and not self._sound(items[decided]):
                    waiting.insert(0, name)
                    continue
                verdict = {0: "needless", FAILED: "needed", TIME: "stood", ABSENT: "not found"}
                with self.out.open("a", encoding="utf-8") as file:
                    # Killed, as it hung or took its process along: it is needed.
                    told = verdict.get(code, "crashed" if code == CRASHED else "needed")
                    print(json.dumps([name, told, len(self.enter[name]), decided]), file=file)
            for late, (_, since) in running.items():
                if time.monotonic() - since > 2 * self.seconds:
                    os.kill(late, signal.SIGKILL)
            if not pid:
                time.sleep(0.005)
        return True

    def _said(self, pid: int) -> str:
        """Return the test that a process said has failed."""
        path = self.out.parent / f"failed-{pid}"
        said = path.read_text(encoding="utf-8") if path.exists() else ""
        path.unlink(missing_ok=True)
        return said

    def _sound(self, test: pytest.Item) -> bool:
        """Say whether a test passes, run as here, when nothing is knocked out."""
        if test.nodeid not in self.sound:
            pid = self._fork(lambda: FAILED if _fails(test) else 0)
            self.sound[test.nodeid] = os.waitpid(pid, 0)[1] == 0
        return self.sound[test.nodeid]

    def _tests(self, name: str, items: dict[str, pytest.Item]) -> list[pytest.Item]:
        """Return the tests that enter a function, the quickest to run alone first."""

        def cost(entry: tuple[float, str]) -> float:
            made = getattr(items[entry[1]], "_fixtureinfo", None)
            shared = made and any(
                definition.scope != "function" and "tests" in str(definition.func.__code__.co_filename)
                for definitions in made.name2fixturedefs.values()
                for definition in definitions[-1:]
            )
            return entry[0] + (SHARED if shared else 0)

        whole = (entry for entry in self.enter[name] if entry[1] in items)
        told = (items[test] for _, test in sorted(whole, key=cost))
        return [test for test in told if self.sound.get(test.nodeid, True)]

    def _fork(self, run: Callable[[], int]) -> int:
        """Fork a process that runs something, and ends with the number that it returns."""
        pid = os.fork()
        if pid:
            return pid
        os.setsid()
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, 1)
        os.dup2(null, 2)
        status = CRASHED
        try:
            status = run()
        finally:
            os._exit(status)

    def _stands(self, name: str, tests: list[pytest.Item]) -> int:
        """Knock a function out, and say how its tests went."""
        if not knock_out(name, self.held):
            return ABSENT
        end = time.monotonic() + self.seconds
        # With what was made before at hand first, which is quicker; then all of them without it.
        first = min(FEW, len(tests))
        every = (*tests[:first], *tests)
        for number, test in enumerate(every):
            if number == first:
                for cache in self.caches:
                    cache.cache_clear()
            if time.monotonic() > end:
                return TIME
            # What is made for many tests is made once, and anew where the caches are emptied.
            following = every[number + 1] if number + 1 not in (first, len(every)) else None
            if _fails(test, following):
                (self.out.parent / f"failed-{os.getpid()}").write_text(test.nodeid, encoding="utf-8")
                return FAILED
        return 0


def _fails(test: pytest.Item, following: pytest.Item | None = None) -> bool:
    """Run a test; say whether it fails. What the following one uses too is kept.

    No report is made: that takes longer than most tests.
    """
    test._initrequest()  # type: ignore[attr-defined]  # as pytest's own loop does
    hooks = test.ihook
    test.stash[tmppath_result_key] = {}  # a report would fill it
    calls = [CallInfo.from_call(lambda: hooks.pytest_runtest_setup(item=test), "setup")]
    if calls[0].excinfo is None:
        calls.append(CallInfo.from_call(lambda: hooks.pytest_runtest_call(item=test), "call"))
    ended = functools.partial(hooks.pytest_runtest_teardown, item=test, nextitem=following)
    calls.append(CallInfo.from_call(ended, "teardown"))
    raised = [call.excinfo for call in calls if call.excinfo is not None]
    return any(not info.errisinstance(pytest.skip.Exception) for info in raised)


def pytest_configure(config: pytest.Config) -> None:
    """Note or knock, as the environment says."""
    if FOLDER in os.environ:
        folder = Path(os.environ[FOLDER])
        told = os.environ.get(ROUND)
        config.pluginmanager.register(
            Knocking(folder, json.loads(Path(told).read_text(encoding="utf-8"))) if told else Noting(folder)
        )


def _pytest(folder: Path, *options: str, told: Path | None = None) -> None:
    """Run the tests in a process of their own, with this file as a plugin."""
    paths = os.pathsep.join(filter(None, [str(Path(__file__).parent), os.environ.get("PYTHONPATH")]))
    environment = {
        **os.environ,
        "PYTHONPATH": paths,
        FOLDER: str(folder),
        **({ROUND: str(told)} if told else {}),
    }
    command = [sys.executable, "-m", "pytest", "-q", "-p", Path(__file__).stem, *options]
    subprocess.run(command, cwd=ROOT, env=environment, check=False)


def _verdicts(file: Path, functions: list[str]) -> dict[str, tuple[str, int]]:
    """Read the verdicts on functions as they are now called, and how many tests enter each."""
    if not file.exists():
        return {}
    now = {re.sub(r":\d+:", ":", name): name for name in functions}  # their lines move
    lines = map(json.loads, file.read_text(encoding="utf-8").splitlines())
    known = ((now.get(re.sub(r":\d+:", ":", name)), verdict, tests) for name, verdict, tests, _ in lines)
    return {name: (verdict, tests) for name, verdict, tests in known if name}


def _list(title: str, names: list[str], also: Callable[[str], str] = lambda name: "") -> None:
    """Print a list of functions, their files in order."""
    print(f"\n{title}: {len(names)}")
    for name in sorted(names):
        print(f"  {name}{also(name)}")


def main() -> None:
    """Note, knock, and print what no test needs."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--entered", type=Path)
    parser.add_argument("--decided", type=Path)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--module", default="")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        folder = arguments.entered or Path(made) / "entered"
        folder.mkdir(parents=True, exist_ok=True)
        if not list(folder.glob("*.jsonl")):
            _pytest(folder, "-n", str(os.cpu_count()), "--timeout", "900")
        functions = sorted(name for name in bodies() if arguments.module in name)
        out = arguments.decided or Path(made) / "verdicts.jsonl"
        decided = _verdicts(out, functions)
        waiting = [name for name in functions if name not in decided]
        told = Path(made) / "told.json"
        told.write_text(
            json.dumps({"seconds": arguments.seconds, "out": str(out.resolve()), "functions": waiting}),
            encoding="utf-8",
        )
        _pytest(folder, "-p", "no:xdist", told=told)
        decided = _verdicts(out, functions)
    by: dict[str, list[str]] = defaultdict(list)
    tests = {name: entered for name, (_, entered) in decided.items()}
    for name, (verdict, _) in decided.items():
        by[verdict].append(name)
    unseen = [name for name in functions if name not in tests]
    _list("needless", by["needless"], lambda name: f"  ({tests[name]} tests enter it)")
    _list("stood the time given", by["stood"], lambda name: f"  ({tests[name]} tests enter it)")
    _list("not found in the process", [*by["not found"], *by["crashed"]])
    _list("entered by no test in its own process", unseen)
    counts = {verdict: len(names) for verdict, names in sorted(by.items())}
    print(json.dumps({"functions": len(functions), **counts, "unseen": len(unseen)}))
    raise SystemExit(bool(by["needless"]))


if __name__ == "__main__":
    main()
