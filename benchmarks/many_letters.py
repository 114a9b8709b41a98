"""What a build of very many letters holds in memory, without the hours of reading them.

    python benchmarks/many_letters.py [--letters 50000] [--jobs 1]

The build is the program's own, and its letters are all different; but its workers read only a few, and give
the others as copies of these with another council and day put in, without validating them. So what is
measured is what grows with the number of letters: the main process and the one that writes the store. What a
worker needs does not (`change_speed.py` measures it). Prints the most memory of the main process and of the
largest of its children, seconds of a processor's time, and what the build takes on disk; and the same of one
letter more, of nothing changed, and of a query on the graph.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import change_speed
from made_letters import SHORT, write_letters

from ofsted_kg.cli import main as program
from ofsted_kg.pipeline import workers
from ofsted_kg.pipeline.convert import Outcome, Settings, convert, key_of, state
from ofsted_kg.pipeline.naming import File

# The letters that are read, by council: of each year one a day.
_READ = 20


_templates: dict[str, Outcome] = {}


def _template(name: str, file: File, settings: Settings) -> Outcome:
    if name not in _templates:
        path = file.path.with_name(f"{name}.txt")
        origin = replace(file.origin, path=path.name)
        _templates[name] = convert(replace(file, path=path, source=name, origin=origin), settings)
    return _templates[name]


def copied(file: File, settings: Settings) -> Outcome:
    """Return what a letter would become, from one that was read of the same year."""
    year, day, _, council = file.path.stem.split("-")
    number = int(council) % _READ
    read = _template(f"{year}-01-benchshire-{number:04d}", file, settings)
    # 01 December 2009 and the like, of Benchshire 0007, E90000007.
    changes = (
        (f"E9{number:07d}", f"E9{int(council):07d}"),
        (f"enchshire {number:04d}", f"enchshire {council}"),
        (f"enchshire-{number:04d}", f"enchshire-{council}"),
        (f"{year}-12-01", f"{year}-12-{day}"),
        (f"{year}-01-", f"{year}-{day}-"),
    )

    def other(text: str) -> str:
        for old, new in changes:
            text = text.replace(old, new)
        return text

    said = {
        name: other(value)
        for name in type(read.entry).__dataclass_fields__
        if type(value := getattr(read.entry, name)) is str
    }
    sha256 = hashlib.sha256(file.path.read_bytes()).hexdigest()
    known = {"sha256": sha256, "key": key_of(file, sha256, settings)}
    entry = replace(read.entry, **(said | known))  # type: ignore[arg-type]
    lines = sorted(other(read.nquads).splitlines(keepends=True))
    return Outcome(file, entry, "".join(lines), other(read.text), state(file.path))


def unjudged(outcomes: Sequence[Outcome], settings: Settings) -> Sequence[Outcome]:
    """Let every letter into the graph."""
    return outcomes


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--letters", type=int, default=50_000)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--folder", type=Path)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folder = given.folder or Path(place)
        register = write_letters(given.letters + 1, folder, councils=change_speed.COUNCILS, size=SHORT)
        *_, more = sorted((folder / "letters").iterdir())
        more = more.rename(folder / more.name)
        options = ("--register", register, "--kg", folder / "kg")
        build = ("build", folder / "letters", *options, "--jobs", given.jobs)
        steps = {
            "whole build": change_speed.cost(*build, program=(__file__, "--build")),
            "nothing changed": change_speed.cost(*build),
            "one letter more": change_speed.cost("add", more, "--kg", folder / "kg"),
            "query overview": change_speed.cost("query", "overview", "--kg", folder / "kg"),
        }
        print(f"{given.letters:,} letters")
        for name, cost in steps.items():
            print(
                f"  {name:16} {cost.cpu:8.1f} s CPU {cost.memory:6} MB main {cost.child:6} MB largest child"
            )
        sizes = change_speed.disk(folder / "kg")
        each = {part: size / given.letters / 1024 for part, size in sizes.items()}
        print(f"  on disk a letter: {each['store']:.1f} KB of store, {each['beside']:.1f} KB beside it")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--build"]:
        for name, mine in (("convert", copied), ("judge", unjudged)):
            setattr(workers, name, mine)
        sys.argv = ["ofsted-kg", *sys.argv[2:]]
        program()
    main()
