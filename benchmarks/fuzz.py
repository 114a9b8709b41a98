"""Throw damaged and random inputs of our own making at the readers, the parser and the grammar.

In: a number of seconds and a seed. Out: how many inputs of each kind ran, the slowest, and each input
that let anything but an error of ours out, or a quote that does not stand where it is said to. Exit
code 1 where there is one. `python benchmarks/fuzz.py --seconds 60 --seed 1`
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from ofsted_kg import graph, register
from ofsted_kg.errors import OfstedKGError
from ofsted_kg.grammar.read import read_text
from ofsted_kg.graph import paths
from ofsted_kg.letters import parse_letter
from ofsted_kg.read import read_document
from ofsted_kg.vocabulary import lexicon

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = sorted(
    path for path in (ROOT / "samples").rglob("*.*") if path.suffix not in (".csv", ".toml", ".sh")
)
# Seconds that one input may take on a machine that does other work, too.
LIMIT = 20.0
_FIELD = """
the a of in and or but not yet no all most some half two three-quarters nearly except for with
which is are was should be were good outstanding adequate inadequate satisfactory poor better
than above below in line national average similar areas schools primary secondary special
homes children's childminders fostering adoption service provision rest one five 61% 2008
"""
WORDS = (*_FIELD.split(), ",", ".", ";", ":", "(", ")", "-", "\n")
ODD = [
    b"\x00",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"\r",
    b"\xc2\xa0",
    b"<",
    b">",
    b"&#x110000;",
    b"|",
    b"\t",
    b"%PDF-",
]


def damaged(data: bytes, chance: random.Random) -> bytes:
    """Return bytes with some cut out, doubled, changed or put in."""
    out = bytearray(data)
    for _ in range(chance.randint(1, 8)):
        at = chance.randrange(len(out) + 1)
        length = chance.choice((1, 2, 8, 64, 512))
        match chance.randrange(5):
            case 0:
                del out[at : at + length]
            case 1:
                out[at:at] = out[at : at + length]
            case 2:
                out[at : at + length] = chance.randbytes(length)
            case 3:
                out[at:at] = chance.choice(ODD)
            case _:
                del out[at:]
    return bytes(out)


def sentence(chance: random.Random) -> str:
    """Return words of the field in no order."""
    words = chance.choices(WORDS, k=chance.randint(1, 60))
    return "".join(word if word in ",.;:)" else f" {word}" for word in words)


def file(place: Path, chance: random.Random) -> None:
    """Read a damaged file, and parse and write what can be read of it.

    Raises:
        OfstedKGError: as it should be.
        ValueError: a quote does not stand where it is said to.
    """
    original = chance.choice(SAMPLES)
    path = place / f"damaged{original.suffix}"
    path.write_bytes(damaged(original.read_bytes(), chance))
    document = read_document(path)
    letter = parse_letter(document, lexicon.load(), register.load((ROOT / "samples" / "register.csv",)))
    facts: tuple[Sequence[paths.Fact], ...] = (
        *(letter.ratings, letter.judgements, letter.comparisons),
        *(letter.findings, letter.reviews),
    )
    for evidence in (fact.evidence for kind in facts for fact in kind):
        if document.text[evidence.start : evidence.end] != evidence.quote:
            raise ValueError(f"a quote that does not stand there: {evidence}")
    graph.nquads(letter, document, lexicon.load())


def prose(_place: Path, chance: random.Random) -> None:
    """Read words in no order."""
    text = sentence(chance)
    for read in read_text(text, None, lexicon.load()):
        for fact in read.account.facts:
            if not 0 <= fact.start < fact.end <= len(text):
                raise ValueError(f"a fact outside its text: {fact}")


def main() -> int:
    """Run until the time is over."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    ran: Counter[str] = Counter()
    slowest: dict[str, tuple[float, int]] = {}
    faults: dict[str, int] = {}
    began, number = time.monotonic(), 0
    with tempfile.TemporaryDirectory() as folder:
        while time.monotonic() - began < given.seconds:
            number += 1
            kind, run = (("file", file), ("prose", prose))[number % 20 != 0]
            chance = random.Random(f"{given.seed} {number}")
            start = time.process_time()
            try:
                run(Path(folder), chance)
            except OfstedKGError:
                ran[f"{kind} refused"] += 1
            except Exception as error:  # noqa: BLE001 - what is looked for
                faults.setdefault(f"{kind}: {type(error).__name__}: {str(error)[:160]}", number)
            took = time.process_time() - start
            ran[kind] += 1
            slowest[kind] = max(slowest.get(kind, (0.0, 0)), (took, number))
            if took > LIMIT:
                faults.setdefault(f"{kind}: {took:.1f} s of CPU", number)
    for kind, count in sorted(ran.items()):
        print(f"{kind:16} {count:>9,}")
    for kind, (took, which) in sorted(slowest.items()):
        print(f"slowest {kind:8} {took:9.3f} s of CPU, input {which}")
    for fault, which in faults.items():
        print(f"FAULT {fault} (seed {given.seed}, input {which})")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
