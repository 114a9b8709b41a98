"""Fetching: against a real HTTP server, with slow, broken, moved and missing files."""

from __future__ import annotations

import gc
import hashlib
import itertools
import json
import threading
import time
from collections import Counter
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import httpx
import pytest

from ofsted_kg.errors import OfstedKGError
from ofsted_kg.sources.fetch import AGENT, Came, Options, Row, fetch, summary

PDF = b"%PDF-1.7\n" + bytes(range(256)) * 2000
NEWER = PDF + b"more"
QUICK = Options(pause=0, timeout=1.0)


class Archive(ThreadingHTTPServer):
    """An archive of documents: what it holds, how it behaves, and what it was asked."""

    daemon_threads = True

    def __init__(self) -> None:
        # An answer of pyoxigraph must end in the thread that asked: also one that a test left in a cycle.
        gc.collect()
        super().__init__(("127.0.0.1", 0), Handler)
        self.data = PDF
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.times: Counter[str] = Counter()
        self.turn = ("good", "good")

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    def paths(self) -> list[str]:
        return [path for path, _ in self.asked]


class Handler(BaseHTTPRequestHandler):
    server: Archive
    protocol_version = "HTTP/1.1"

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        """Answer as the first part of the path says."""
        self.server.asked.append((self.path, dict(self.headers)))
        self.server.times[self.path] += 1
        getattr(self, self.path.split("/")[1].split(".")[0])(self.server.times[self.path])

    def say(self, status: int, data: bytes = b"", kind: str = "application/pdf", **headers: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(data)

    def good(self, _: int) -> None:
        """Send the file, its rest, or that it has not changed."""
        data = self.server.data
        tag = f'"{hashlib.sha256(data).hexdigest()[:8]}"'
        if self.headers.get("If-None-Match") == tag:
            return self.say(304, ETag=tag)
        begun = self.headers.get("Range", "").removeprefix("bytes=").rstrip("-")
        if begun and self.headers.get("If-Range") == tag:
            span = f"bytes {begun}-{len(data) - 1}/{len(data)}"
            return self.say(206, data[int(begun) :], ETag=tag, Content_Range=span)
        return self.say(200, data, ETag=tag)

    def plain(self, _: int) -> None:
        self.say(200, self.server.data)

    def broken(self, time_: int) -> None:
        """Lose the connection half way, the first time."""
        if time_ > 1:
            return self.good(time_)
        tag = f'"{hashlib.sha256(self.server.data).hexdigest()[:8]}"'
        self.send_response(200)
        self.send_header("Content-Length", str(len(self.server.data)))
        self.send_header("ETag", tag)
        self.end_headers()
        self.wfile.write(self.server.data[:100_000])
        self.wfile.flush()
        self.close_connection = True
        return None

    def slow(self, time_: int) -> None:
        if time_ == 1:
            time.sleep(2)
        self.good(time_)

    def never(self, _: int) -> None:
        time.sleep(2)

    def busy(self, time_: int) -> None:
        if time_ == 1:
            return self.say(503, Retry_After="0")
        return self.good(time_)

    def later(self, time_: int) -> None:
        if time_ == 1:
            return self.say(503, Retry_After="7")
        return self.good(time_)

    def down(self, _: int) -> None:
        self.say(500)

    def missing(self, _: int) -> None:
        self.say(404, b"<html>not found</html>", "text/html")

    def page(self, _: int) -> None:
        self.say(200, b"<!doctype html><html><body>Log in</body></html>", "text/html")

    def empty(self, _: int) -> None:
        self.say(200)

    def moved(self, _: int) -> None:
        self.say(301, Location="/good")

    def elsewhere(self, _: int) -> None:
        self.say(302, Location="/good")

    def turns(self, time_: int) -> None:
        """Behave in one way the first time, in another from then on."""
        getattr(self, self.server.turn[min(time_, 2) - 1])(max(1, time_ - 1))

    def circle(self, _: int) -> None:
        self.say(302, Location="/circle")


@pytest.fixture
def archive() -> Iterator[Archive]:
    server = Archive()
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


def listed(folder: Path, archive: Archive, *paths: str) -> Path:
    rows = "".join(f"x/{path}.pdf,{archive.url}/{path}\n" for path in paths)
    (folder / "list.csv").write_text(f"file,url\n{rows}", encoding="utf-8")
    return folder / "list.csv"


def run(folder: Path, archive: Archive, *paths: str, options: Options = QUICK) -> dict[str, Row]:
    rows = fetch(listed(folder, archive, *paths), folder / "to", options)
    return dict(zip(paths, rows, strict=True))


COMES = ["good", "plain", "broken", "slow", "busy", "moved", "elsewhere"]


@pytest.mark.parametrize("path", COMES)
def test_what_comes(path: str, archive: Archive, tmp_path: Path) -> None:
    row = run(tmp_path, archive, path)[path]
    assert (row.came, row.reason) == (Came.FETCHED, "")
    assert (tmp_path / "to" / "x" / f"{path}.pdf").read_bytes() == PDF
    assert [file.name for file in (tmp_path / "to" / "x").iterdir()] == [f"{path}.pdf"]
    lock = json.loads((tmp_path / "to" / "sources.lock").read_text(encoding="utf-8"))["files"]
    assert lock[f"x/{path}.pdf"]["sha256"] == hashlib.sha256(PDF).hexdigest()
    assert (row.moved != "") is (path == "moved")
    # A second run fetches nothing anew.
    assert run(tmp_path, archive, path)[path].came is Came.UNCHANGED


FAILS = {
    "missing": "the server says 404 Not Found. Check the address in line 2 of the list",
    "page": "the server sent a web page, no pdf file",
    "empty": "the server sent an empty file",
    "down": "the server says 500 Internal Server Error, 4 times",
    "circle": "the address leads in a circle",
    "never": "the server does not answer in time, 4 times",
}


@pytest.mark.parametrize("path", FAILS)
def test_what_does_not_come_is_named_and_the_rest_unhurt(path: str, archive: Archive, tmp_path: Path) -> None:
    options = Options(pause=0, timeout=0.3)
    rows = run(tmp_path, archive, path, "good", options=options)
    assert (rows[path].came, rows["good"].came) == (Came.FAILED, Came.FETCHED)
    assert FAILS[path] in rows[path].reason
    assert not (tmp_path / "to" / "x" / f"{path}.pdf").exists()
    said = summary(tuple(rows.values()), tmp_path / "to")
    assert said.startswith("1 of 2 files are in")
    assert f"x/{path}.pdf: {archive.url}/{path}: {FAILS[path]}" in said


def test_a_download_that_was_cut_off_goes_on_where_it_stopped(archive: Archive, tmp_path: Path) -> None:
    run(tmp_path, archive, "broken")
    _, second = (headers for _, headers in archive.asked)
    begun = int(second["Range"].removeprefix("bytes=").rstrip("-"))
    assert 0 < begun < len(PDF)


def test_a_part_of_an_older_state_is_not_gone_on_with(archive: Archive, tmp_path: Path) -> None:
    (tmp_path / "to" / "x").mkdir(parents=True)
    (tmp_path / "to" / "x" / ".good.pdf.part").write_bytes(b"%PDF-1.4 something else")
    (tmp_path / "to" / "x" / ".good.pdf.part.of").write_text('"older"', encoding="utf-8")
    assert run(tmp_path, archive, "good")["good"].came is Came.FETCHED
    assert (tmp_path / "to" / "x" / "good.pdf").read_bytes() == PDF


def test_only_what_changed_comes_again(archive: Archive, tmp_path: Path) -> None:
    run(tmp_path, archive, "good", "plain")
    archive.data = NEWER
    rows = run(tmp_path, archive, "good", "plain")
    # The server of the second has no word for the states of a file.
    assert (rows["good"].came, rows["plain"].came) == (Came.CHANGED, Came.CHANGED)
    assert (tmp_path / "to" / "x" / "good.pdf").read_bytes() == NEWER
    assert (tmp_path / "to" / "x" / "plain.pdf").read_bytes() == NEWER
    assert archive.paths() == ["/good", "/plain"] * 2


def test_a_change_that_leaves_the_length_as_it_was_comes_too(archive: Archive, tmp_path: Path) -> None:
    run(tmp_path, archive, "plain")
    archive.data = PDF[:-1] + b"!"
    assert run(tmp_path, archive, "plain")["plain"].came is Came.CHANGED
    assert (tmp_path / "to" / "x" / "plain.pdf").read_bytes() == archive.data


def test_a_busy_server_is_given_the_time_it_asks_for(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    waited: list[float] = []
    monkeypatch.setattr("ofsted_kg.sources.fetch.time.sleep", waited.append)
    assert run(tmp_path, archive, "later")["later"].came is Came.FETCHED
    assert 7 in waited


# What the server does the second time, whether with a newer file, and what becomes of it.
AGAIN = {
    "slow": ("slow", True, Came.CHANGED),
    "cut off": ("broken", True, Came.CHANGED),
    "busy": ("busy", True, Came.CHANGED),
    "moved": ("moved", True, Came.CHANGED),
    "moved and the same": ("moved", False, Came.UNCHANGED),
    "elsewhere and the same": ("elsewhere", False, Came.UNCHANGED),
    "without a word, the same": ("plain", False, Came.UNCHANGED),
    "gone": ("missing", True, Came.FAILED),
    "a page to log in": ("page", True, Came.FAILED),
    "never": ("never", True, Came.FAILED),
}


@pytest.mark.parametrize("case", AGAIN)
def test_a_second_run(case: str, archive: Archive, tmp_path: Path) -> None:
    then, newer, came = AGAIN[case]
    archive.turn = ("plain" if then == "plain" else "good", then)
    options = Options(pause=0, timeout=0.2)
    assert run(tmp_path, archive, "turns", options=options)["turns"].came is Came.FETCHED
    archive.data = NEWER if newer else PDF
    row = run(tmp_path, archive, "turns", options=options)["turns"]
    assert row.came is came
    assert (row.moved == f"{archive.url}/good") is (then == "moved")
    file = tmp_path / "to" / "x" / "turns.pdf"
    # What came before stays where nothing else came.
    assert file.read_bytes() == (NEWER if came is Came.CHANGED else PDF)
    assert [one.name for one in file.parent.iterdir()] == [file.name]
    archive.turn = ("good", "good")
    assert run(tmp_path, archive, "turns")["turns"].came is (
        Came.CHANGED if came is Came.FAILED else Came.UNCHANGED
    )


def test_a_list_that_has_another_address_by_now(archive: Archive, tmp_path: Path) -> None:
    run(tmp_path, archive, "good")
    archive.data = NEWER
    (tmp_path / "list.csv").write_text(f"file,url\nx/good.pdf,{archive.url}/plain\n", encoding="utf-8")
    (row,) = fetch(tmp_path / "list.csv", tmp_path / "to", QUICK)
    assert row.came is Came.CHANGED
    assert (tmp_path / "to" / "x" / "good.pdf").read_bytes() == NEWER


def test_a_file_that_was_damaged_comes_again(archive: Archive, tmp_path: Path) -> None:
    run(tmp_path, archive, "good")
    (tmp_path / "to" / "x" / "good.pdf").write_bytes(b"%PDF- cut")
    assert run(tmp_path, archive, "good")["good"].came is Came.CHANGED
    assert (tmp_path / "to" / "x" / "good.pdf").read_bytes() == PDF


def test_a_file_put_there_by_hand_stays(archive: Archive, tmp_path: Path) -> None:
    (tmp_path / "to" / "x").mkdir(parents=True)
    (tmp_path / "to" / "x" / "good.pdf").write_bytes(b"%PDF-mine")
    for _ in range(2):
        assert run(tmp_path, archive, "good")["good"].came is Came.UNCHANGED
    assert archive.asked == []


def test_servers_are_asked_politely(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Noted where the request is made: a busy machine may tell the server of one late and of the next not.
    at: list[float] = []
    stream = httpx.Client.stream

    def noted(client: httpx.Client, method: str, url: str, headers: dict[str, str]) -> object:
        at.append(time.monotonic())
        return stream(client, method, url, headers=headers)

    monkeypatch.setattr(httpx.Client, "stream", noted)
    run(tmp_path, archive, "good", "plain", "elsewhere", options=Options(pause=0.3, timeout=5))
    assert len(at) == 3
    assert all(later - before >= 0.29 for before, later in itertools.pairwise(at))
    assert {headers["User-Agent"] for _, headers in archive.asked} == {AGENT}


def test_a_build_of_the_folder_knows_where_its_files_come_from(archive: Archive, tmp_path: Path) -> None:
    run(tmp_path, archive, "good")
    copy = (tmp_path / "to" / "sources.csv").read_text(encoding="utf-8")
    assert copy == (tmp_path / "list.csv").read_text(encoding="utf-8")
    # The list may lie there from the beginning.
    fetch(tmp_path / "to" / "sources.csv", tmp_path / "to", QUICK)


def test_a_row_without_address(tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text("file,url\na.pdf,\n", encoding="utf-8")
    (row,) = fetch(tmp_path / "list.csv", tmp_path / "to", QUICK)
    assert (row.came, row.reason) == (Came.FAILED, "line 2 has no address: give it, or put the file there")


def test_a_server_that_is_not_there(archive: Archive, tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text("file,url\na.pdf,http://127.0.0.1:1/a.pdf\n", encoding="utf-8")
    (row,) = fetch(tmp_path / "list.csv", tmp_path / "to", QUICK)
    assert (row.came, "cannot be reached" in row.reason) == (Came.FAILED, True)


def test_a_damaged_lock_says_what_to_do(archive: Archive, tmp_path: Path) -> None:
    run(tmp_path, archive, "good")
    (tmp_path / "to" / "sources.lock").write_text("{", encoding="utf-8")
    with pytest.raises(OfstedKGError, match=r"sources\.lock.*Delete it"):
        run(tmp_path, archive, "good")
