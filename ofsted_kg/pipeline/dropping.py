"""Documents that a build would drop though nobody said so: it stops.

In: the records of the new build, and what the graph holds so far. Out: nothing, or an error that
says how many documents would go, which, why, and how to keep them.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path

from ofsted_kg.counts import counted, some_of
from ofsted_kg.errors import StoreError
from ofsted_kg.pipeline.collect import IMPORTS, RECORD
from ofsted_kg.pipeline.previous_build import Before
from ofsted_kg.pipeline.record import Records
from ofsted_kg.pipeline.validating import NO_COUNCIL

# Documents that a message names before it only counts.
NAMED = 10
# How documents are named that are files of the user's.
NAME = "name them too"


def refuse_to_drop(at_stake: Mapping[str, str], records: Records, before: Before | None, kg: Path) -> None:
    """Stop where documents would be dropped that the user did not name.

    Args:
        at_stake: sources by graph.
        records: of the new build.
        before: the build in force.
        kg: the folder of the graph.

    Raises:
        StoreError: there are such; it says how many and which, and how they are named.
    """
    dropped = _no_longer_held(at_stake, records)
    if not dropped:
        return
    many = "1 document that is" if len(dropped) == 1 else f"{len(dropped):,} documents that are"
    raise StoreError(
        f"this build would drop {many} in the graph and not among the files named: {some_of(dropped, NAMED)}",
        remedy=f"{_ways(dropped, before, kg)}, or add to the graph with `ofsted-kg add`, or drop them with "
        "--replace",
    )


def _ways(sources: Sequence[str], before: Before | None, kg: Path) -> str:
    """Return how documents are named: those of a table by the folder where they are laid out."""
    folders = {
        source: Path(os.fsdecode(real)).parent
        for real, _, source in (before.documents() if before is not None else ())
    }
    laid_out = {kg / IMPORTS: f"name {kg / IMPORTS} for what was imported", kg / RECORD: "give --record too"}
    ways = {Path(os.path.realpath(folder)): way for folder, way in laid_out.items()}
    found = {ways.get(folders.get(source, Path()), NAME) for source in sources}
    said = " and ".join(way for way in (NAME, *laid_out.values()) if way in found)
    return said[0].upper() + said[1:]


def refuse_unknown_councils(before: Before, registers: Sequence[Path], records: Records) -> None:
    """Stop where documents would be dropped because a register is not named again, or has changed.

    Args:
        before: the build in force.
        registers: those of the new build.
        records: of the new build.

    Raises:
        StoreError: there are such; it says how many and which, and where the register is kept.
    """
    missing = before.missing_registers(registers)
    if not missing:
        return
    unknown = {
        record.real: record.entry.source
        for record in records.all()
        if not record.accepted and any(notice.rule in NO_COUNCIL for notice in record.entry.notices)
    }
    sources = set(unknown.values())
    at_stake = {
        graph: source for real, graph, source in before.documents() if real in unknown or source in sources
    }
    dropped = _no_longer_held(at_stake, records)
    if not dropped:
        return
    which, kept = ("those", "them") if len(missing) > 1 else ("the one", "it")
    raise StoreError(
        f"this build would drop {counted(len(dropped), 'documents')} on councils that are no longer in the "
        f"register: {some_of(dropped, NAMED)}",
        remedy=f"Name {which} that the graph was built with, with --register (the graph keeps {kept} in "
        f"{', '.join(map(str, missing))}), or drop them with --replace",
    )


def _no_longer_held(at_stake: Mapping[str, str], records: Records) -> list[str]:
    """Return the sources of the documents that the new build has no graph of, sorted."""
    if not at_stake:
        return []
    held = {graph for graph, _, _ in records.letters()}
    return sorted(source for graph, source in at_stake.items() if graph not in held)
