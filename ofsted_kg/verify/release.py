"""A release as anybody has it who downloaded it, without the graph that it came from.

In: a folder with a ``SHA256SUMS``. Out: ``Verified``: every file against its digest, the dumps against
each other and the counts in ``void.ttl``, every letter's graph against the shapes, every quote in
itself and, where the documents are at hand, where it is said to stand.
"""

from __future__ import annotations

import gzip
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox

from ofsted_kg.checksums import SUMS, digest_of_file
from ofsted_kg.errors import OfstedKGError
from ofsted_kg.rows import read_rows
from ofsted_kg.validate import Validator
from ofsted_kg.verify.documents import Documents
from ofsted_kg.verify.letters import Given, check_letters
from ofsted_kg.verify.report import Verified
from ofsted_kg.vocabulary.namespaces import DCTERMS, VOID

_DUMP = "ofsted-kg"
_LETTER = "/doc/letter/"
_IDENTIFIER = DCTERMS + "identifier"
_TRIPLES = ox.NamedNode(VOID + "triples")
_REMEDY = "Publish it again with `ofsted-kg publish`, or fetch it again from where it is published"


def verify_release(folder: Path, documents: Documents | None = None) -> Verified:
    """Verify a release.

    Raises:
        OfstedKGError: the folder holds no release.
    """
    report = Verified(remedy=_REMEDY)
    _check_files(folder, report)
    dumps = sorted(path for path in folder.rglob(f"{_DUMP}.nq*") if path.suffix in (".nq", ".gz"))
    if not dumps:
        report.fault("dump", f"data: there is no dump {_DUMP}.nq or {_DUMP}.nq.gz")
    newest = _newest(folder, dumps)
    for path in dumps:
        name = path.relative_to(folder).as_posix()
        try:
            quads = set(ox.parse(_bytes(path), format=ox.RdfFormat.N_QUADS))
        except (OSError, EOFError, SyntaxError, ValueError) as error:
            report.fault("dump", f"{name}: it cannot be read ({error})")
            continue
        # Earlier versions hold the same letters once more: what is counted is the newest.
        looked = report.looked.copy()
        report.looked["statements"] += len(quads)
        _check_dump(name, quads, documents, report)
        _check_turtle(path, name, quads, report)
        if path == newest:
            _check_counts(folder, name, quads, report)
        else:
            report.looked = looked
    if dumps[1:]:
        report.looked["older versions"] = len(dumps) - 1
    return report


def _newest(folder: Path, dumps: list[Path]) -> Path | None:
    """Return the dump that ``void.ttl`` names; the last one where it names none."""
    try:
        told = (folder / "void.ttl").read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        told = ""
    named = (path for path in dumps if f"/{path.relative_to(folder).as_posix()}>" in told)
    return next(named, dumps[-1] if dumps else None)


def _check_files(folder: Path, report: Verified) -> None:
    """Hold every file against its digest."""
    sums = folder / SUMS
    try:
        text = sums.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise OfstedKGError(
            f"this is no release: its {SUMS} cannot be read ({error})",
            file=folder,
            remedy="Name a folder that `publish` made, or leave it out to verify the graph",
        ) from error
    stated: dict[str, str] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        digest, separator, name = line.partition("  ")
        if not separator or len(digest) != 64 or ".." in Path(name).parts or Path(name).is_absolute():
            report.fault("file", f"{SUMS}, line {number}: it is no digest and path")
        else:
            stated[name] = digest
    for name, digest in sorted(stated.items()):
        try:
            if digest_of_file(folder / name) != digest:
                report.fault("file", f"{name}: this file is not what was published (its SHA-256 differs)")
        except OSError as error:
            report.fault("file", f"{name}: this file cannot be read ({error.strerror or error})")
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and name not in stated and name != SUMS:
            report.fault("file", f"{name}: this file does not belong to the release")
    report.looked["files"] += len(stated)


def _check_dump(name: str, quads: set[ox.Quad], documents: Documents | None, report: Verified) -> None:
    graphs: dict[str, list[ox.Quad]] = defaultdict(list)
    for quad in quads:
        graph = quad.graph_name
        if isinstance(graph, ox.NamedNode):
            graphs[graph.value].append(quad)
        else:
            report.fault("dump", f"{name}: a statement stands in no graph: {quad}")
    reference = [quad for graph in graphs if _LETTER not in graph for quad in graphs[graph]]
    letters = {graph: graphs[graph] for graph in sorted(graphs) if _LETTER in graph}
    check_letters(_given(letters), Validator(reference), documents, report)


def _given(letters: dict[str, list[ox.Quad]]) -> Iterator[Given]:
    for graph, quads in letters.items():
        text = (ox.serialize(quads, format=ox.RdfFormat.N_QUADS) or b"").decode("utf-8")
        source = next((row.text for row in read_rows(text) if row.predicate == _IDENTIFIER), graph)
        yield Given(source, text)


def _check_turtle(path: Path, name: str, quads: set[ox.Quad], report: Verified) -> None:
    """Hold the Turtle beside a dump against it."""
    triples = {quad.triple for quad in quads}
    for ending in (".ttl", ".ttl.gz"):
        other = path.with_name(_DUMP + ending)
        if not other.is_file():
            continue
        try:
            said = set(ox.parse(_bytes(other), format=ox.RdfFormat.TURTLE))
        except (OSError, EOFError, SyntaxError, ValueError) as error:
            report.fault("dump", f"{other.name} beside {name}: it cannot be read ({error})")
            continue
        if {quad.triple for quad in said} != triples:
            report.fault("dump", f"{other.name} beside {name}: it does not say the same")


def _check_counts(folder: Path, name: str, quads: set[ox.Quad], report: Verified) -> None:
    """Hold the count of statements in ``void.ttl`` against a dump."""
    path = folder / "void.ttl"
    if not path.is_file():
        return
    try:
        rows = list(ox.parse(_bytes(path), format=ox.RdfFormat.TURTLE))
    except (OSError, SyntaxError, ValueError) as error:
        report.fault("count", f"void.ttl: it cannot be read ({error})")
        return
    parts = {
        row.object
        for row in rows
        if row.predicate.value.startswith(VOID) and isinstance(row.object, ox.NamedNode)
    }
    whole = [row for row in rows if row.predicate == _TRIPLES and row.subject not in parts]
    count = len({quad.triple for quad in quads})
    for row in whole:
        if isinstance(row.object, ox.Literal) and row.object.value != str(count):
            report.fault("count", f"void.ttl: it says {row.object.value} statements, {name} has {count}")


def _bytes(path: Path) -> bytes:
    data = path.read_bytes()
    return gzip.decompress(data) if path.suffix == ".gz" else data
