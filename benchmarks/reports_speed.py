"""How long a build of inspection reports takes, against reading their text alone.

    python benchmarks/reports_speed.py path/to/reports [--runs 3] [--jobs N]

Both are measured in one run on the same cores, in turn: the text of every page with
pypdfium2 in N processes, and `ofsted-kg build` of the same folder with N processes
(start of the program included in both). Prints the median of each, the ratio, and where
one process spends its time on a report.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

# Run by `python -c` in a process of its own, as the build is.
_TEXT_ALONE = """
import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pypdfium2


def text(path):
    if not path.read_bytes().startswith(b"%PDF"):
        return 0
    pdf = pypdfium2.PdfDocument(path)
    return sum(len(pdf[number].get_textpage().get_text_range()) for number in range(len(pdf)))


if __name__ == "__main__":
    paths = sorted(Path(sys.argv[1]).glob("*.pdf"))
    with ProcessPoolExecutor(int(sys.argv[2])) as pool:
        print(sum(pool.map(text, paths, chunksize=4)))
"""

# As an installed package runs: pip compiles its modules, and a shell that forbids a checkout's
# to be kept would have both measured with the compiler.
_ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def text_alone(folder: Path, jobs: int) -> None:
    """Read the text of every PDF and nothing else."""
    with tempfile.TemporaryDirectory() as place:
        script = Path(place) / "text_alone.py"
        script.write_text(_TEXT_ALONE, encoding="utf-8")
        command = [sys.executable, str(script), str(folder), str(jobs)]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=_ENVIRONMENT)


def build(folder: Path, jobs: int) -> None:
    """Build a graph of the folder from nothing."""
    with tempfile.TemporaryDirectory() as place:
        command = [sys.executable, "-m", "ofsted_kg", "build", str(folder)]
        command += ["--kg", str(Path(place) / "kg"), "--jobs", str(jobs)]
        done = subprocess.run(command, check=False, capture_output=True, text=True, env=_ENVIRONMENT)
        # 1 says that some file did not conform; anything else is a failure of the measurement.
        if done.returncode not in (0, 1):
            raise SystemExit(done.stderr)


def steps(folder: Path) -> dict[str, float]:
    """Return the seconds of each step over the folder, in this one process."""
    from ofsted_kg import graph, register
    from ofsted_kg.errors import OfstedKGError
    from ofsted_kg.letters import parse_letter
    from ofsted_kg.read import read_document
    from ofsted_kg.validate import Validator
    from ofsted_kg.vocabulary import lexicon
    from ofsted_kg.vocabulary.namespaces import Base

    words, councils, base = lexicon.load(), register.load(), Base()
    validator = Validator()
    spent = dict.fromkeys(("read", "parse", "graph", "validate"), 0.0)
    texts: list[tuple[str, str]] = []
    for path in sorted(folder.glob("*.pdf")):
        try:
            begin = time.perf_counter()
            document = read_document(path)
            read = time.perf_counter()
            letter = parse_letter(document, words, councils)
            parsed = time.perf_counter()
            text = graph.nquads(letter, document, words, base)
        except OfstedKGError:
            continue
        spent["read"] += read - begin
        spent["parse"] += parsed - read
        spent["graph"] += time.perf_counter() - parsed
        texts.append((path.stem, text))
    begin = time.perf_counter()
    for first in range(0, len(texts), 20):
        validator.validate(texts[first : first + 20])
    spent["validate"] = time.perf_counter() - begin
    return spent


def _seconds(work: Callable[[Path, int], None], folder: Path, jobs: int) -> float:
    begin = time.perf_counter()
    work(folder, jobs)
    return time.perf_counter() - begin


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Time a build of reports against reading their text.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    options = parser.parse_args()
    build(options.folder, options.jobs)  # once unmeasured: files and modules are then at hand
    alone: list[float] = []
    built: list[float] = []
    for _ in range(options.runs):
        alone.append(_seconds(text_alone, options.folder, options.jobs))
        built.append(_seconds(build, options.folder, options.jobs))
    print(f"text alone  {statistics.median(alone):6.2f} s  {[round(value, 2) for value in alone]}")
    print(f"build       {statistics.median(built):6.2f} s  {[round(value, 2) for value in built]}")
    print(
        f"ratio       {statistics.median(built) / statistics.median(alone):6.2f}  ({options.jobs} processes)"
    )
    spent = steps(options.folder)
    print("one process: " + ", ".join(f"{name} {value:.2f} s" for name, value in spent.items()))


if __name__ == "__main__":
    main()
