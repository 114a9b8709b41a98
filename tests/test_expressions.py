"""Every expression of the package takes time in proportion to a text made to delay just it.

The expressions are found in the modules, none is listed: who adds one is tested. From its own syntax tree
come the texts that could make it go back and forth: what stands before a repetition, then that repetition
many times, then what it cannot end in. Blanks come in runs no wider than those that a text keeps
(`text.repair`). Time is the processor's; it takes some ten seconds, as there are four hundred of them.
"""

from __future__ import annotations

import ast
import dataclasses
import importlib
import pkgutil
import re
import signal
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from re import _constants as constants  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from types import FrameType
from typing import Any

import pytest

import ofsted_kg
from ofsted_kg.text.repair import WIDEST_GAP

ROOT = Path(ofsted_kg.__file__).parent
REPEATS = (constants.MAX_REPEAT, constants.MIN_REPEAT, constants.POSSESSIVE_REPEAT)
# Twice the text takes twice the time, four times as much if it is quadratic.
SHORT, LONG = 4000, 8000
MOST = 3.0
# Seconds: what is quick at SHORT is not quadratic; what is quick at LONG harms nobody, as a
# text of 100,000 characters then takes a few seconds at the worst.
QUICK, HARMLESS = 0.004, 0.03
LIMIT = 1.0
# What is never asked of a text that somebody else could make long.
SHORT_ONLY = {
    "ofsted_kg.publish.pages.letters._YEAR": "a label of the vocabulary",
    "ofsted_kg.rows.turtle._BARE": "a literal of ours",
    "ofsted_kg.read.hyphens._BEFORE": "a window of the longest word",
    "ofsted_kg.read.htmlselectors._TEST": "what another expression bounds",
    "ofsted_kg.text.file_names._PUBLISHED": "a window of thirty characters",
    "ofsted_kg.reports.grades._UNFINISHED": "a window of thirty characters",
    "ofsted_kg.reports.people._GLUED_ROLE": "the last word of a name",
    "ofsted_kg.text.periods._TO": "only where a date ends",
    "ofsted_kg.text.periods._AND": "only where a date ends",
    "ofsted_kg.text.periods._LOST": "only where a date ends",
    "ofsted_kg.text.periods._ODD": "only where a date ends",
}


class TooSlowError(Exception):
    """An expression takes longer than any may."""


def _patterns() -> dict[str, re.Pattern[str]]:
    found: dict[tuple[str, int], tuple[str, re.Pattern[str]]] = {}
    for info in pkgutil.walk_packages([str(ROOT)], "ofsted_kg."):
        if info.name.endswith("__main__"):
            continue
        module = importlib.import_module(info.name)
        for name, value in vars(module).items():
            for number, pattern in enumerate(_within(value)):
                if isinstance(pattern.pattern, str):
                    label = f"{info.name}.{name}" + (f" {number + 1}" if number else "")
                    found.setdefault((pattern.pattern, pattern.flags), (label, pattern))
    return dict(found.values())


def _within(value: object, depth: int = 0) -> Iterator[re.Pattern[Any]]:
    if isinstance(value, re.Pattern):
        yield value
    elif depth < 4 and isinstance(value, dict):
        for pair in value.items():
            yield from _within(pair, depth + 1)
    elif depth < 4 and isinstance(value, list | tuple | set | frozenset):
        for one in value:
            yield from _within(one, depth + 1)
    elif depth < 4 and dataclasses.is_dataclass(value) and not isinstance(value, type):
        for field in dataclasses.fields(value):
            yield from _within(getattr(value, field.name, None), depth + 1)


def _uses() -> dict[tuple[str, str], set[str]]:
    """Return the methods that are called of each name of each module."""
    found: dict[tuple[str, str], set[str]] = {}
    for path in ROOT.rglob("*.py"):
        parts = path.relative_to(ROOT.parent).with_suffix("").parts
        module = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
                private = node.value.id.startswith("_")
                found.setdefault((module if private else "", node.value.id), set()).add(node.attr)
    return found


def _is_in(op: object, av: Any, character: str) -> bool:  # noqa: ANN401 - as re's parser has it
    if op is constants.LITERAL:
        return ord(character) == int(av)
    if op is constants.RANGE:
        return bool(av[0] <= ord(character) <= av[1])
    kinds: dict[str, Callable[[str], bool]] = {
        "DIGIT": str.isdigit,
        "SPACE": str.isspace,
        "WORD": lambda one: one.isalnum() or one == "_",
    }
    name = str(av).removeprefix("CATEGORY_")
    return bool(kinds[name.removeprefix("NOT_")](character)) != name.startswith("NOT_")


def _member(items: list[tuple[Any, Any]]) -> str:
    """Return a character of a class."""
    negated = items[0][0] is constants.NEGATE
    items = items[1:] if negated else items
    for character in "a 1-\nA.,x\t~_(":
        if any(_is_in(op, av, character) for op, av in items) != negated:
            return character
    op, av = items[0]
    return chr(av if op is constants.LITERAL else av[0])


def sample(tree: Iterable[tuple[Any, Any]], way: int = 0) -> str:
    """Return a text like those that an expression matches; ``way`` chooses among alternatives."""
    parts = []
    for op, av in tree:
        if op is constants.LITERAL:
            parts.append(chr(av))
        elif op in (constants.ANY, constants.NOT_LITERAL):
            parts.append("a")
        elif op is constants.IN:
            parts.append(_member(av))
        elif op is constants.BRANCH:
            parts.append(sample(av[1][way % len(av[1])], way))
        elif op in (constants.SUBPATTERN, constants.ATOMIC_GROUP):
            parts.append(sample(av[3] if op is constants.SUBPATTERN else av, way))
        elif op in REPEATS:
            parts.append(sample(av[2], way) * max(av[0], 1))
    return "".join(parts)


def repetitions(tree: Iterable[tuple[Any, Any]], before: str = "") -> Iterator[tuple[str, str]]:
    """Yield what is repeated without end in an expression, behind what stands before it."""
    for op, av in tree:
        if op in REPEATS:
            if av[1] > 50:
                yield from ((before, sample(av[2], way)) for way in range(2))
            yield from repetitions(av[2], before)
        elif op is constants.BRANCH:
            for way in av[1]:
                yield from repetitions(way, before)
        elif op in (constants.SUBPATTERN, constants.ATOMIC_GROUP):
            yield from repetitions(av[3] if op is constants.SUBPATTERN else av, before)
        before += sample([(op, av)])


def texts(pattern: re.Pattern[str]) -> list[tuple[str, str, str]]:
    """Return beginnings, what to repeat, and ends."""
    tree = parser.parse(pattern.pattern, pattern.flags)
    found = {(before, unit, "\x01"): None for before, unit in repetitions(tree) if unit}
    found |= {("", before + unit, "\x01"): None for before, unit, _ in list(found) if before}
    if whole := sample(tree):
        found[("", f"{whole} ", "\x01")] = None
    return list(found)


def written(before: str, unit: str, end: str, length: int) -> str:
    if unit.isspace():
        run = before + unit * (WIDEST_GAP // len(unit)) + end
        return run * max(1, length // len(run))
    return before + unit * max(1, length // len(unit)) + end


def seconds(pattern: re.Pattern[str], text: str, *, anchored: bool) -> float:
    start = time.process_time()
    signal.setitimer(signal.ITIMER_VIRTUAL, LIMIT)
    try:
        if anchored:
            pattern.match(text)
        else:
            for _ in pattern.finditer(text):
                pass
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    return time.process_time() - start


def _too_slow(_signal: int, _frame: FrameType | None) -> None:
    raise TooSlowError


def delays(pattern: re.Pattern[str], *, anchored: bool) -> list[str]:
    """Return the texts that take an expression more than time in proportion."""
    found = []
    for before, unit, end in texts(pattern):
        try:
            if seconds(pattern, written(before, unit, end, SHORT), anchored=anchored) < QUICK:
                continue
            for _ in range(3):
                once, twice = (
                    seconds(pattern, written(before, unit, end, n), anchored=anchored) for n in (SHORT, LONG)
                )
                if twice < HARMLESS or twice < MOST * once:
                    break
            else:
                found.append(f"{before!r} then {unit!r}: {once:.3f} s, twice as much {twice:.3f} s")
        except TooSlowError:
            found.append(f"{before!r} then {unit!r}: more than {LIMIT} s")
    return found


@pytest.fixture(autouse=True)
def _limit() -> Iterator[None]:
    before = signal.signal(signal.SIGVTALRM, _too_slow)
    yield
    signal.signal(signal.SIGVTALRM, before)


def test_no_expression_is_delayed_by_a_text_made_for_it() -> None:
    uses = _uses()
    slow = {}
    patterns = _patterns()
    assert len(patterns) > 300  # they are found
    for label, pattern in patterns.items():
        module, _, name = label.partition(" ")[0].rpartition(".")
        if f"{module}.{name}" in SHORT_ONLY:
            continue
        used = uses.get((module if name.startswith("_") else "", name), set())
        anchored = bool(used & {"match", "fullmatch"}) and not used & {
            "search", "finditer", "findall", "sub", "subn", "split",
        }  # fmt: skip
        if found := delays(pattern, anchored=anchored):
            slow[label] = found
    assert not slow


@pytest.mark.parametrize("bad", [r"(a+)+b", r"a+a+b"])
def test_the_test_finds_what_is_not_linear(bad: str) -> None:
    assert delays(re.compile(bad), anchored=False)
    assert not delays(re.compile(r"(?<!\d)\d++x|x[^xy]*+y|;"), anchored=False)


def test_what_is_said_to_see_short_texts_only_is_there() -> None:
    labels = {label.partition(" ")[0] for label in _patterns()}
    assert set(SHORT_ONLY) <= labels
