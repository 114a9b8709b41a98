"""Letters in a store of objects: a real S3-compatible server, read and written over HTTP."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import servers

from ofsted_kg.errors import OfstedKGError
from ofsted_kg.places import bring, brought, send
from ofsted_kg.store.folder import build_facts, current_build

if TYPE_CHECKING:
    from s3fs import S3FileSystem

LETTER = Path(__file__).resolve().parent.parent / "samples" / "letters" / "apa-2005-marlbridge.txt"
REGISTER = LETTER.parents[1] / "register.csv"

pytestmark = [
    pytest.mark.server,
    # The libraries of S3 leave their sockets to the collector.
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


@pytest.fixture(scope="module")
def s3(tmp_path_factory: pytest.TempPathFactory) -> Iterator[S3FileSystem]:
    """The file system of a server of its own, with a bucket in it."""
    s3fs = pytest.importorskip("s3fs", reason="s3fs is not installed")
    with servers.s3(tmp_path_factory.mktemp("s3")) as endpoint, pytest.MonkeyPatch.context() as patch:
        patch.setenv("AWS_ENDPOINT_URL", endpoint)
        patch.setenv("AWS_ACCESS_KEY_ID", "tests")
        patch.setenv("AWS_SECRET_ACCESS_KEY", "tests")
        patch.setenv("AWS_DEFAULT_REGION", "us-east-1")
        system = s3fs.S3FileSystem(use_listings_cache=False)
        system.mkdir("archive")
        yield system


def test_only_what_is_new_or_changed_is_fetched(s3: S3FileSystem, tmp_path: Path) -> None:
    s3.pipe({"archive/a/one.txt": b"one", "archive/a/b/two.txt": b"two", "archive/a/../odd.txt": b"odd"})
    s3.pipe("archive/elsewhere.txt", b"not named")
    top = bring("s3://archive/a", tmp_path)
    assert {str(p.relative_to(top)): p.read_bytes() for p in top.rglob("*.txt")} == {
        "one.txt": b"one",
        "b/two.txt": b"two",
        "%2E%2E/odd.txt": b"odd",
    }
    state = (top / "one.txt").stat()
    s3.pipe("archive/a/b/two.txt", b"2nd")
    s3.rm("archive/a/../odd.txt")
    assert brought(["s3://archive/a", "letters"], tmp_path) == [top, Path("letters")]
    assert (top / "one.txt").stat() == state
    assert (top / "b" / "two.txt").read_bytes() == b"2nd"
    assert not (top / "%2E%2E" / "odd.txt").exists()
    # What was lost here comes again.
    (top / "one.txt").unlink()
    bring("s3://archive/a/", tmp_path)
    assert (top / "one.txt").read_bytes() == b"one"
    assert bring("s3://archive/a/one.txt", tmp_path / "single").read_bytes() == b"one"


def test_a_build_from_there_is_the_build_from_here(s3: S3FileSystem, tmp_path: Path) -> None:
    s3.put_file(str(LETTER), f"archive/letters/{LETTER.name}")

    def built(name: str, letters: str) -> str:
        command = [sys.executable, "-m", "ofsted_kg", "build", letters, "--kg", str(tmp_path / name)]
        subprocess.run([*command, "--register", str(REGISTER)], check=True, capture_output=True)
        return build_facts(current_build(tmp_path / name)).digest

    assert os.environ["AWS_ENDPOINT_URL"]
    assert built("there", "s3://archive/letters") == built(
        "here", LETTER.parent.joinpath(LETTER.name).as_uri()
    )


def test_a_release_is_put_there_by_what_differs(s3: S3FileSystem, tmp_path: Path) -> None:
    def release(**files: bytes) -> dict[str, str]:
        sums = {}
        for name, data in files.items():
            (tmp_path / f"{name}.ttl").write_bytes(data)
            sums[f"{name}.ttl"] = hashlib.sha256(data).hexdigest()
        lines = "".join(f"{digest}  {path}\n" for path, digest in sums.items())
        (tmp_path / "SHA256SUMS").write_text(lines, encoding="utf-8")
        return sums

    there = "s3://archive/release"
    assert send(tmp_path, there, release(a=b"a", b=b"b"), "SHA256SUMS") == (2, 0)
    assert send(tmp_path, there, release(a=b"a", c=b"c"), "SHA256SUMS") == (1, 1)
    assert sorted(s3.ls("archive/release", detail=False)) == [
        "archive/release/SHA256SUMS",
        "archive/release/a.ttl",
        "archive/release/c.ttl",
    ]
    assert s3.info("archive/release/a.ttl")["ContentType"] == "text/turtle"


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("s3://no-such-bucket/letters", "there is no"),
        ("nothing://place/letters", r"the place cannot be read \(Protocol not known"),
        ("https://example.org/letters", "See `ofsted-kg fetch --help`"),
    ],
)
def test_what_is_wrong_with_an_address_is_said(
    s3: S3FileSystem, url: str, message: str, tmp_path: Path
) -> None:
    with pytest.raises(OfstedKGError, match=message):
        bring(url, tmp_path)


def test_what_to_install_is_said_without_the_extra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "fsspec", None)
    with pytest.raises(OfstedKGError, match=r"pip install 'ofsted-kg\[cluster\]'"):
        bring("s3://archive/letters", tmp_path)
