"""Changing the graph in a folder: ``build``, ``add``, ``remove``.

In: paths or names, the folder of the graph, options. Out: the new build in that folder and a
``BuildResult``. A change costs what changed: what is the same is taken over from the build
before. The number of workers changes nothing; and nothing changes for anybody else until one
rename of a pointer puts the new build in force.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

from ofsted_kg import register
from ofsted_kg.corrections import load
from ofsted_kg.errors import OfstedKGError
from ofsted_kg.pipeline.builds import writing
from ofsted_kg.pipeline.change import BuildResult, Change, Options, Progress
from ofsted_kg.pipeline.collect import collect, refuse_among
from ofsted_kg.pipeline.convert import Settings, fingerprint
from ofsted_kg.pipeline.listed import idle, read_lists, with_sources
from ofsted_kg.pipeline.naming import name_files
from ofsted_kg.pipeline.plan import adding, blocked, real, removing, wanted, whole
from ofsted_kg.pipeline.previous_build import Before, going_on
from ofsted_kg.pipeline.record import Record
from ofsted_kg.read.arguments import sources
from ofsted_kg.read.reading import DEFAULT
from ofsted_kg.store.manifest import Manifest
from ofsted_kg.vocabulary import lexicon
from ofsted_kg.vocabulary.namespaces import Base, is_web_iri

__all__ = ["BuildResult", "Options", "add", "build", "remove"]


def build(
    paths: Sequence[Path], kg: Path, options: Options | None = None, progress: Progress | None = None
) -> BuildResult:
    """Build the graph of the letters below ``paths``, and of no others, in the folder ``kg``.

    Raises:
        OfstedKGError: a path does not exist, the base is no IRI, a register or a correction is wrong,
            the folder cannot be written or is one of letters, somebody else is changing it, or documents
            or corrections would be dropped that are no longer named. The earlier graph is then as it was.
    """
    options = options or Options()
    base = _base(options.base)
    refuse_among(paths, kg)
    corrections = load(options.corrections, lexicon.load(), register.load(options.registers))
    reading = options.reading or DEFAULT
    digest = fingerprint(base, options.registers, reading)
    settings = Settings(base.iri, options.registers, digest, reading, corrections)
    found = collect(paths)
    lists = read_lists(options.sources, found.lists)
    files = wanted(found.files, lists)
    unused = idle([one.file for one in files], lists)
    with writing(kg, make=True), ExitStack() as stack:
        before = Before.find(kg, stack)
        if before is not None and not options.corrections and not options.replace:
            before.keep_corrections()
        same = before if before is not None and before.same(settings) and not options.fresh else None
        plan = whole(files, blocked(found.problems), same.records if same else None, settings)
        change = Change(kg, "build", options, settings, before, same)
        at_stake = before.unnamed(files) if before is not None and not options.replace else {}
        return replace(change.make(plan, at_stake, progress), idle=unused)


def add(
    paths: Sequence[Path], kg: Path, options: Options | None = None, progress: Progress | None = None
) -> BuildResult:
    """Add the letters below ``paths`` to the graph in the folder ``kg``, or put them in their places.

    Base, registers and corrections are those that the graph was built with; and so is text recognition,
    unless it is asked for: then these files are read so until they are named again.

    Raises:
        OfstedKGError: there is no graph, another version made it, or as ``build``.
    """
    options = options or Options()
    if options.reading is not None and options.cluster:
        raise OfstedKGError(
            "pages are recognised otherwise than in the graph on this machine only",
            remedy="Leave out --cluster, or --ocr",
        )
    refuse_among(paths, kg)
    found = collect(paths)
    lists = read_lists(options.sources, found.lists)
    with writing(kg), ExitStack() as stack:
        before, settings = going_on(kg, stack)
        unreachable = blocked(found.problems)
        own = options.reading.state() if options.reading not in (None, settings.reading) else ""
        plan = adding(found.files, lists, unreachable, before.records, settings, own, fresh=options.fresh)
        named = tuple(real(one.path) for one in found.files) + tuple(record.real for record in unreachable)
        result = Change(kg, "add", options, settings, before, before, named).make(plan, {}, progress)
    return replace(result, idle=idle(with_sources(name_files(found.files), lists), lists))


def remove(names: Sequence[str], kg: Path, options: Options | None = None) -> BuildResult:
    """Take letters out of the graph by their sources, or by their files' names or paths.

    Raises:
        OfstedKGError: there is no such letter, or as ``add``.
    """
    with writing(kg), ExitStack() as stack:
        before, settings = going_on(kg, stack)
        gone: dict[int, Record] = {}
        for name in names:
            found = next(filter(None, map(before.records.named, sources(name))), [])
            if not found:
                with Manifest(before.folder) as manifest:
                    manifest.letter(name)  # says which there are
            gone.update((record.number, record) for record in found)
        plan = removing(list(gone.values()), before.records, settings)
        result = Change(kg, "remove", options or Options(), settings, before, before, ()).make(plan, {})
    graphs = {record.entry.graph for record in gone.values() if record.accepted}
    with Manifest(result.folder) as manifest:
        there = (source for graph in sorted(graphs) for source in manifest.of_graph(graph))
        return replace(result, instead=tuple(there))


def _base(iri: str) -> Base:
    if not is_web_iri(iri):
        raise OfstedKGError(f"the base {iri!r} is no http or https IRI", remedy="Give one that ends in /")
    return Base(iri if iri.endswith("/") else iri + "/")
