"""Building on other machines: a real Dask scheduler, worker processes, a real S3-compatible server.

What comes out has the bytes of a build on one machine, also when a worker is killed half-way.
"""

from __future__ import annotations

import re
import shutil
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
import servers

from ofsted_kg.errors import OfstedKGError
from ofsted_kg.pipeline import Options, build, cluster
from ofsted_kg.store.folder import build_facts

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ROOT / "samples" / "letters"
REGISTERS = (ROOT / "samples" / "register.csv",)

pytestmark = [
    pytest.mark.server,
    # What Dask's imports deprecate, and the sockets that it leaves to the collector.
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


@pytest.fixture(scope="module")
def letters(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Letters in several forms, in folders and an archive, with files that are none."""
    folder = tmp_path_factory.mktemp("letters")
    for number, path in enumerate(sorted(SAMPLES.iterdir())):
        place = folder / str(number % 2) / path.name
        place.parent.mkdir(exist_ok=True)
        shutil.copyfile(path, place)
    last = sorted(SAMPLES.iterdir())[0]
    with zipfile.ZipFile(folder / "more.zip", "w") as archive:
        archive.write(last, f"within/{last.name}")
    (folder / "empty.txt").write_bytes(b"")
    (folder / "0" / "note.txt").write_text("Please file this.\n", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def local(letters: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, bytes]:
    """Digest of the dataset and ledger of a build on one machine."""
    return made(letters, tmp_path_factory.mktemp("local"), Options(registers=REGISTERS, jobs=1))


@pytest.fixture(scope="module")
def dask(tmp_path_factory: pytest.TempPathFactory) -> Iterator[servers.Dask]:
    pytest.importorskip("distributed", reason="distributed is not installed")
    running = servers.Dask(tmp_path_factory.mktemp("dask"))
    try:
        yield running
    finally:
        running.close()


def made(letters: Path, kg: Path, options: Options) -> tuple[str, bytes]:
    result = build([letters], kg, options)
    return build_facts(result.folder).digest, (result.folder / "ledger.json").read_bytes()


def test_the_bytes_are_those_of_one_machine_though_a_worker_is_killed(
    letters: Path,
    local: tuple[str, bytes],
    dask: servers.Dask,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    options = Options(registers=REGISTERS, cluster=dask.address)
    monkeypatch.setattr(cluster, "NO_WORKER", 2.0)
    monkeypatch.setattr(cluster, "CONNECT", 60.0)
    with monkeypatch.context() as patience:
        patience.setattr(cluster, "PATIENCE", 5.0)
        with pytest.raises(OfstedKGError, match=r"the scheduler has no worker\. Start one with `dask worker"):
            build([letters], tmp_path / "kg", options)
    dask.work()
    dask.work()
    monkeypatch.setattr(cluster, "PATIENCE", 60.0)
    told: list[int] = []

    def kill_one(done: int, total: int) -> None:
        told.append(done)
        if len(told) == 3:
            dask.workers[0].kill()

    result = build([letters], tmp_path / "killed", options, kill_one)
    assert told == list(range(1, len(told) + 1))
    assert dask.workers[0].wait(10) != 0
    assert build_facts(result.folder).digest == local[0]
    assert (result.folder / "ledger.json").read_bytes() == local[1]

    # Nothing has changed: no worker is asked.
    again = build([letters], tmp_path / "killed", Options(registers=REGISTERS, cluster="tcp://127.0.0.1:1"))
    assert again.folder == result.folder

    # A worker of another version would write other bytes.
    other = tmp_path / "other"
    shutil.copytree(ROOT / "ofsted_kg", other / "ofsted_kg", ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("ontology", "shapes", "queries", "record"):
        (other / name).symlink_to(ROOT / name)
    with (other / "ofsted_kg" / "model.py").open("a", encoding="utf-8") as module:
        module.write("# Changed.\n")
    dask.work(PYTHONPATH=str(other))
    for worker in dask.workers[:2]:
        worker.kill()
        worker.wait()
    with pytest.raises(
        OfstedKGError, match=r"the worker tcp\S+ is not of this version: program \w+ \(here \w+"
    ):
        build([letters], tmp_path / "kg", options)
    assert not (tmp_path / "kg" / "CURRENT").exists()


def test_a_scheduler_that_is_lost_half_way_is_named_and_the_graph_stays(
    letters: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    pytest.importorskip("distributed", reason="distributed is not installed")
    import dask.config

    kg = tmp_path / "kg"
    first = build([letters / "0"], kg, Options(registers=REGISTERS, jobs=1))
    before = {path: path.read_bytes() for path in kg.rglob("*") if path.is_file()}
    monkeypatch.setattr(cluster, "PATIENCE", 60.0)
    monkeypatch.setattr(cluster, "CONNECT", 3.0)
    (tmp_path / "dask").mkdir()
    running = servers.Dask(tmp_path / "dask")
    try:
        running.wait()
        running.work()
        told: list[int] = []

        def lose_it(done: int, total: int) -> None:
            told.append(done)
            # The first are those that the graph holds.
            if len(told) == 2:
                running.lose()

        with (
            dask.config.set({"distributed.comm.timeouts.connect": "3s"}),
            pytest.raises(OfstedKGError, match=r"the scheduler is gone .*; the earlier graph is untouched"),
        ):
            build([letters], kg, Options(registers=REGISTERS, cluster=running.address), lose_it)
    finally:
        running.close()
    assert {path: path.read_bytes() for path in kg.rglob("*") if path.is_file()} == before
    assert build_facts(first.folder).digest
    said = capfd.readouterr()
    assert "Traceback" not in said.out + said.err


def test_what_to_do_is_said_where_no_scheduler_answers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "CONNECT", 0.5)
    address = f"tcp://127.0.0.1:{servers.free_port()}"
    with pytest.raises(OfstedKGError, match=re.escape(address) + ": no Dask scheduler answers there"):
        build([SAMPLES], tmp_path / "kg", Options(cluster=address))


def test_what_to_install_is_said_without_the_extra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(OfstedKGError, match=r"on the workers, with `pip install 'ofsted-kg\[cluster\]'`"):
        build([SAMPLES], tmp_path / "kg", Options(cluster="tcp://127.0.0.1:8786"))
