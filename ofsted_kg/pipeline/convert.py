# Past 300 lines: one file's way, with all that can become of it.
"""One file into one validated named graph.

In: a file and the settings of the build. Out: an ``Outcome``: its line in the ledger, its
graph as sorted N-Quads, its text; and ``Converted``, the same with graph and text in a pack.
Whatever goes wrong with a file is said in that file's outcome; the others go on.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType

from ofsted_kg import graph, record, register
from ofsted_kg.checksums import digest_of
from ofsted_kg.corrections import Correction, Corrections, RefusedCorrection, corrected
from ofsted_kg.errors import NotALetter, OfstedKGError, UnreadableFile
from ofsted_kg.graph.paths import Fact, path_of
from ofsted_kg.letters import parse_letter
from ofsted_kg.model import Document, Letter, Notice
from ofsted_kg.pipeline.ledger import Entry, Remark, Status
from ofsted_kg.pipeline.naming import File, readable
from ofsted_kg.read import Reading, read_bytes, read_document
from ofsted_kg.read.reading import DEFAULT
from ofsted_kg.store.pack import Frame, PackWriter
from ofsted_kg.validate import Link, links
from ofsted_kg.vocabulary import lexicon, resources
from ofsted_kg.vocabulary.namespaces import Base

# Corrections that must not hold, each with the reason.
Refused = Mapping[Correction, str]
_NONE: Refused = MappingProxyType({})
# The coarsest clock of a file system in use is FAT's, of two seconds.
_TICK = 2_000_000_000


@dataclass(frozen=True, slots=True)
class Settings:
    """What a conversion depends on beside the file: it goes to every worker.

    Attributes:
        base: base of the IRIs.
        registers: files with further councils.
        fingerprint: digest of the program, the ontology, the shapes and the registers.
        reading: how files are read where there is a choice.
        corrections: by people; each is part of the key of its document alone.
    """

    base: str
    registers: tuple[Path, ...]
    fingerprint: str
    reading: Reading = DEFAULT
    corrections: Corrections = field(default_factory=Corrections)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file; ``nquads`` and ``text`` are empty where it is no letter."""

    file: File
    entry: Entry
    nquads: str = ""
    text: str = ""
    stat: str = ""


@dataclass(frozen=True, slots=True)
class Converted:
    """What became of one file, its graph and text put away.

    Attributes:
        path: of the file.
        entry: its line in the ledger.
        stat: the state in which it was read; empty where it may have changed meanwhile.
        frame: where graph and text stand, if it is a letter.
        links: what the national totals are held against.
    """

    path: Path
    entry: Entry
    stat: str = ""
    frame: Frame | None = None
    links: tuple[Link, ...] = ()


def fingerprint(base: Base, registers: Sequence[Path], reading: Reading) -> str:
    """Return a digest of all that decides a conversion beside the file itself.

    A change in the program, the vocabulary or the rules changes it, so that an
    incremental build never keeps what an older version understood.

    Raises:
        OfstedKGError: a register cannot be read.
    """
    digest = hashlib.sha256(f"{base.iri} {reading.state()}".encode())
    package = Path(__file__).resolve().parent.parent
    sources = [p for p in package.rglob("*.py") if p.parent.name not in ("publish", "serve")]
    own = [
        *sorted(sources),
        *resources.files("ontology", ".ttl"),
        *resources.files("shapes", ".ttl"),
        *resources.files("record", ".csv"),
    ]
    for path in (*own, *registers):
        try:
            digest.update(path.name.encode() + b"\0" + path.read_bytes())
        except OSError as error:
            raise OfstedKGError(
                f"the file cannot be read ({error.strerror})",
                file=path,
                remedy="Check its name and permissions",
            ) from error
    return digest.hexdigest()


def key_of(file: File, sha256: str, settings: Settings) -> str:
    """Return the cache key of a file's conversion, from what it is called and the digest of its bytes."""
    name = readable(Path(file.path.name))
    corrections = map(repr, settings.corrections.of(file.source, name, sha256))
    return digest_of(settings.fingerprint, file.source, name, repr(file.origin), sha256, *corrections)


def state(path: Path) -> str:
    """Return by what a change of a file is seen without reading it; empty when that is in doubt.

    A file that was written a moment ago may be written again within the same tick of the file
    system's clock; then nothing but its bytes tells.
    """
    try:
        seen = path.stat()
    except OSError:
        return ""
    newest = max(seen.st_mtime_ns, seen.st_ctime_ns)
    if time.time_ns() - newest < _TICK:
        return ""
    return f"{seen.st_mtime_ns} {seen.st_ctime_ns} {seen.st_size} {seen.st_ino}"


def keep(outcome: Outcome, writer: PackWriter) -> Converted:
    """Put the graph and the text of a file away."""
    if not outcome.nquads:
        return Converted(outcome.file.path, outcome.entry, outcome.stat)
    frame = writer.append(outcome.text, outcome.nquads)
    return Converted(outcome.file.path, outcome.entry, outcome.stat, frame, links(outcome.nquads))


def failed(file: File, reason: str) -> Converted:
    """Return the outcome of a file on which the program itself failed."""
    return Converted(file.path, _failure(file, reason))


def _failure(file: File, reason: str) -> Entry:
    return replace(_entry(file), status=Status.UNREADABLE, reason=reason)


def _entry(file: File) -> Entry:
    """Return the line of a file in the ledger before anything is known of what it holds."""
    name = readable(Path(file.path.name))
    return Entry(file.source, name, Status.CONVERTED, path=readable(file.path))


def convert(
    file: File, settings: Settings, without: Set[str] = frozenset(), refused: Refused = _NONE
) -> Outcome:
    """Read, parse and write one file; whatever goes wrong with it becomes its entry.

    Args:
        file: the file.
        settings: of the build.
        without: paths of statements to leave out, below the letter's IRI.
        refused: corrections that must not hold.

    Raises:
        MemoryError: there is not enough: another process may have it.
    """
    before = state(file.path)
    outcome = _convert(file, settings, without, refused)
    return replace(outcome, stat=before if before == state(file.path) else "")


def _convert(file: File, settings: Settings, without: Set[str], refused: Refused) -> Outcome:
    sha256 = key = ""
    try:
        sha256 = hashlib.sha256(read_bytes(file.path)).hexdigest()
        key = key_of(file, sha256, settings)
        base = Base(settings.base)
        recorded = record.is_recorded(file.path)
        letter, document = _recorded(file, settings) if recorded else _read(file, settings, refused)
        letter = _left_out(letter, without)
        write = record.recorded_nquads if recorded else graph.nquads
        text = write(letter, document, lexicon.load(), base)
    except NotALetter as error:
        return _passed_over(file, Status.NOT_A_LETTER, _reason(error), sha256, key)
    except (UnreadableFile, record.RecordError) as error:
        return _passed_over(file, Status.UNREADABLE, _reason(error), sha256, key)
    except OSError as error:
        reason = f"the file cannot be read ({error.strerror}). Check its permissions"
        return Outcome(file, _failure(file, reason))
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 - a fault of ours on one file must not stop the others
        reason = f"the program failed on this file ({type(error).__name__}: {error}). Please report it"
        return Outcome(file, _failure(file, reason))
    entry = replace(
        _entry(file),
        sha256=sha256,
        key=key,
        letter=graph.letter_iri(letter, document, base),
        graph=graph.graph_iri(letter, document, base),
        framework=letter.framework,
        council=letter.council.gss_code if letter.council else "",
        date=letter.date.isoformat() if letter.date else "",
        occasion=graph.occasion(letter),
        facts=_facts(letter),
        notices=_notices(letter.notices),
        refusals=letter.refusals,
        refused=tuple(one.row for one in letter.notices if isinstance(one, RefusedCorrection)),
        made=document.made,
        grades=tuple((one.area, one.grade or str(one.score or "")) for one in letter.ratings),
    )
    return Outcome(file, entry, text, document.text)


def _corrected(letter: Letter, document: Document, settings: Settings, refused: Refused) -> Letter:
    rows = settings.corrections.of(document.source, document.file_name, document.sha256)
    holding = [row for row in rows if row not in refused]
    letter = corrected(letter, document, holding, lexicon.load(), register.load(settings.registers))
    said = (
        RefusedCorrection.of(row, f", since it breaks a rule of the graph: {refused[row]}")
        for row in rows
        if row in refused
    )
    return replace(letter, notices=(*letter.notices, *said))


def _read(file: File, settings: Settings, refused: Refused) -> tuple[Letter, Document]:
    """Read a document; the record that ships with the package says where it knows its grades otherwise.

    It also gives the address of a report, where no list of sources does.
    """
    document = replace(
        read_document(file.path, Reading.of(own) if (own := file.origin.reading) else settings.reading),
        source=file.source,
        file_name=readable(Path(file.path.name)),
        origin=file.origin,
    )
    letter = parse_letter(document, lexicon.load(), register.load(settings.registers))
    letter = _corrected(letter, document, settings, refused)
    if not file.origin.url:
        document = replace(document, origin=replace(file.origin, url=record.address(letter)))
    return replace(letter, notices=(*letter.notices, *record.differences(letter))), document


def _recorded(file: File, settings: Settings) -> tuple[Letter, Document]:
    """Read what a record says of a document."""
    letter, document = record.recorded_letter(file.path, lexicon.load(), register.load(settings.registers))
    return replace(letter, source=file.source), replace(document, source=file.source)


def _left_out(letter: Letter, without: Set[str]) -> Letter:
    """Return a letter without some of its statements, each with a notice in its place."""
    if not without:
        return letter
    said = "What was read here breaks a rule of the graph: left out."
    statements: tuple[Fact, ...] = (
        *letter.judgements,
        *letter.comparisons,
        *letter.findings,
        *letter.reviews,
    )
    gone = [fact for fact in statements if path_of(fact) in without]
    return replace(
        letter,
        judgements=tuple(fact for fact in letter.judgements if fact not in gone),
        comparisons=tuple(fact for fact in letter.comparisons if fact not in gone),
        findings=tuple(fact for fact in letter.findings if fact not in gone),
        reviews=tuple(fact for fact in letter.reviews if fact not in gone),
        notices=(*letter.notices, *(Notice("statement-left-out", said, fact.evidence) for fact in gone)),
    )


def _passed_over(file: File, status: Status, reason: str, sha256: str, key: str) -> Outcome:
    entry = replace(_entry(file), status=status, reason=reason, sha256=sha256, key=key)
    return Outcome(file, entry)


def _facts(letter: Letter) -> tuple[tuple[str, int], ...]:
    kinds = {
        "comparisons": letter.comparisons,
        "findings": letter.findings,
        "judgements": letter.judgements,
        "ratings": letter.ratings,
        "serious-case-reviews": letter.reviews,
    }
    counts = tuple((kind, len(facts)) for kind, facts in kinds.items())
    return (*counts, ("corrections", len(letter.revisions))) if letter.revisions else counts


def _notices(notices: Sequence[Notice]) -> tuple[Remark, ...]:
    return tuple(
        Remark(notice.code, "Warning", notice.message)
        if notice.evidence is None
        else Remark(
            notice.code,
            "Warning",
            notice.message,
            notice.evidence.quote,
            notice.evidence.page,
            notice.evidence.start,
            notice.evidence.end,
        )
        for notice in notices
    )


def _reason(error: OfstedKGError) -> str:
    """Return an error's text without the file's name, which the ledger's line already has."""
    place = f"{error.place}: " if error.place else ""
    remedy = f". {error.remedy}" if error.remedy else ""
    return f"{place}{error.message}{remedy}"
