"""The unit of work on another machine: some files into their graphs, away from the build's folder.

In: a ``Task`` as bytes: files with what they hold, and all that a conversion depends on. Out: what
became of each, with graph and text as a pack keeps them. A process of its own does it, beside the
one that took the task, with the workers and limits of a build on one machine; so a file that takes
too long, too much memory, or ends its process is the only one to suffer here too. It is kept for
the next task, and ends by itself when none comes.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import pickle
import platform
import select
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import IO

from ofsted_kg import __version__
from ofsted_kg.pipeline.convert import Converted, Settings, fingerprint
from ofsted_kg.pipeline.naming import File
from ofsted_kg.pipeline.workers import Limits, Pool
from ofsted_kg.read.reading import RECOGNISER, Ocr, Reading
from ofsted_kg.store.pack import PACKS, PackReader
from ofsted_kg.vocabulary.namespaces import DEFAULT_BASE, Base

# Libraries that decide what stands in a document; the others only carry it.
_READERS = ("charset-normalizer", "lxml", "pyoxigraph", "pypdfium2", "rdflib")
# A process that gets no task for so many seconds ends.
_IDLE = 60.0
_MAIN = "from ofsted_kg.pipeline.unit import main; main()"
_SIZE = 8
# How a worker answers: it did the task, or it is not what the task asks for.
DONE, OTHER = b"done\n", b"other\n"


@dataclass(frozen=True, slots=True)
class Task:
    """Files to convert: each with its bytes; registers are sent as name and bytes."""

    settings: Settings
    registers: tuple[tuple[str, bytes], ...]
    limits: Limits
    files: tuple[tuple[File, bytes], ...]


@dataclass(frozen=True, slots=True)
class Came:
    """What became of a file of a task: its number there, the outcome, and the frame's bytes."""

    number: int
    converted: Converted
    frame: bytes


@cache
def identity(ocr: str) -> str:
    """Return as JSON what must be the same on two machines that are to write the same bytes.

    Args:
        ocr: value of `Ocr`: where text is recognised, the program for it counts too.
    """
    told = {
        "ofsted-kg": __version__,
        "program": fingerprint(Base(DEFAULT_BASE), (), Reading(Ocr.NEVER))[:12],
        "Python": ".".join(platform.python_version_tuple()[:2]),
    }
    for name in _READERS:
        with contextlib.suppress(PackageNotFoundError):
            told[name] = version(name)
    if Ocr(ocr) is not Ocr.NEVER:
        told[RECOGNISER] = _recogniser()
    return json.dumps(told)


def _recogniser() -> str:
    program = shutil.which(RECOGNISER)
    if program is None:
        return "none"
    said = subprocess.run([program, "--version"], capture_output=True, check=False)  # noqa: S603
    return (said.stdout or said.stderr).decode("utf-8", "replace").split("\n", 1)[0].strip()


def pack(task: Task) -> bytes:
    """Return a task as it is sent: first, in plain words, who may do it."""
    return identity(task.settings.reading.ocr).encode() + b"\n" + pickle.dumps(task)


def unpack(answer: bytes) -> tuple[Came, ...]:
    """Return what an answer that begins with `DONE` holds."""
    came: tuple[Came, ...] = pickle.loads(answer.removeprefix(DONE))  # noqa: S301 - our own workers'
    return came


# -- in the process that takes the tasks (Dask's worker; several threads of it at once)

_idle: list[subprocess.Popen[bytes]] = []


def run(packed: bytes) -> bytes:
    """Let a process of its own do a task; return its answer.

    Raises:
        RuntimeError: that process was ended twice.
    """
    for _ in range(2):
        try:
            process = _idle.pop()
        except IndexError:
            process = _start()
        assert process.stdin is not None and process.stdout is not None  # noqa: S101, PT018 - pipes
        with contextlib.suppress(OSError, EOFError):
            _send(process.stdin, packed)
            answer = _receive(process.stdout)
            _idle.append(process)
            return answer
        process.kill()
        process.communicate()
    raise RuntimeError("the process that converts was ended, perhaps for want of memory")


def _start() -> subprocess.Popen[bytes]:
    places = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    return subprocess.Popen(  # noqa: S603 - our own words
        [sys.executable, "-c", _MAIN], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=places
    )


def _send(pipe: IO[bytes], data: bytes) -> None:
    pipe.write(len(data).to_bytes(_SIZE, "big"))
    pipe.write(data)
    pipe.flush()


def _receive(pipe: IO[bytes]) -> bytes:
    size = int.from_bytes(_exactly(pipe, _SIZE), "big")
    return _exactly(pipe, size)


def _exactly(pipe: IO[bytes], size: int) -> bytes:
    data = pipe.read(size)
    if len(data) != size:
        raise EOFError
    return data


# -- in the process that does them


def main() -> None:
    """Do the tasks that come through stdin; answer each on stdout."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints is no answer
    tasks = sys.stdin.buffer
    with tempfile.TemporaryDirectory(prefix="ofsted-kg-") as folder, contextlib.suppress(EOFError, OSError):
        while os.name != "posix" or select.select([tasks], [], [], _IDLE)[0]:
            _send(answers, answer(_receive(tasks), Path(folder)))


def answer(packed: bytes, folder: Path) -> bytes:
    """Do a task, if this is the program that it asks for.

    Args:
        packed: as `pack` has it.
        folder: for what lies on disk meanwhile.
    """
    wanted, _, rest = packed.partition(b"\n")
    ocr = Ocr.AUTO if RECOGNISER in json.loads(wanted) else Ocr.NEVER
    own = identity(ocr)
    if own.encode() != wanted:
        return OTHER + own.encode()
    task: Task = pickle.loads(rest)  # noqa: S301 - from the build; who may send is the scheduler's to say
    settings = replace(task.settings, registers=_registers(task.registers, folder))
    with tempfile.TemporaryDirectory(dir=folder) as work:
        return DONE + pickle.dumps(_convert(task, settings, Path(work)))


def _registers(registers: Sequence[tuple[str, bytes]], folder: Path) -> tuple[Path, ...]:
    """Write registers where each task of the same build finds them."""
    paths = []
    for number, (name, data) in enumerate(registers):
        place = folder / "registers" / f"{number}-{hashlib.sha256(data).hexdigest()}" / name
        if not place.exists():
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(data)
        paths.append(place)
    return tuple(paths)


def _convert(task: Task, settings: Settings, folder: Path) -> tuple[Came, ...]:
    files = []
    for number, (file, data) in enumerate(task.files):
        place = folder / str(number) / file.path.name
        place.parent.mkdir()
        place.write_bytes(data)
        files.append(replace(file, path=place))
    packs = folder / PACKS
    packs.mkdir()
    came = []
    with Pool(1, settings, task.limits, packs) as pool, PackReader(packs) as reader:
        for converted in pool.convert(files, tasks=1):
            frame = reader.raw(converted.frame) if converted.frame is not None else b""
            came.append(Came(int(converted.path.parent.name), converted, frame))
    return tuple(came)
