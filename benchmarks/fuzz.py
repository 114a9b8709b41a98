"""Throw damaged and random inputs of our own making at the readers, the parser and the grammar.

In: a number of seconds, or of inputs, and a seed. Out: how many inputs of each kind ran, the slowest, and
each input that let anything but an error of ours out, or a quote that does not stand where it is said to.
Exit code 1 where there is one. `python benchmarks/fuzz.py --seconds 60 --seed 1`; `--input N` runs that
input of the seed alone, and `--guided` lets atheris choose bytes by what they reach (`pip install atheris`),
until the time is over or a fault is found.

Most inputs are of a few bytes or words: a fault that a long one shows, a short one mostly shows, too.
"""

from __future__ import annotations

import argparse
import contextlib
import random
import signal
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
from ofsted_kg.read import DEFAULT, read_data, read_document
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
_MAIL = (
    b"From: a@b.example\r\nTo: c@d.example\r\nDate: Mon, 9 Nov 2009 10:00:00 +0000\r\n"
    b"Subject: =?utf-8?q?Letter?=\r\nMIME-Version: 1.0\r\n"
    b"Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n"
    b"Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
    b"Dear Ms Pell=20\r\n--x--\r\n"
)
# Small files of each form that is text, with what their readers look for.
SMALL = (
    b"<html><head><title>Letter</title><style>.a{display:none}</style></head><body><p class=a>Dear Ms Pell"
    b"<table><tr><th rowspan=2>Overall<td>Good</table><ul><li>good <del>poor</del></ul><br>&amp;&#8217;",
    rb"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Arial;}}\pard Dear \b Ms\b0  Pell\par \'e9\u8217?{\v x}"
    rb"\trowd good\cell\row{\*\revtbl y}\deleted z}",
    _MAIL,
    b"1 November 2007\n\nDear Ms Pell\n\n# Letter\n| Grade | Good |\n|---|---|\n- Good.\x0c2\n\nYours\n",
    "Children\u2019s services\tPerforms well (3)\r\n\u2022 in-\nline\n1 2 3\n".encode("utf-16"),
)


def damaged(data: bytes, chance: random.Random) -> bytes:
    """Return bytes with some cut out, doubled, changed or put in."""
    out = bytearray(data)
    most = max(2, len(data) // 3)
    for _ in range(chance.randint(1, 8)):
        at = chance.randrange(len(out) + 1)
        length = min(most, chance.choice((1, 2, 8, 64, 512)))
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
                del out[at + length :]
    return bytes(out)


def sentence(chance: random.Random, most: int) -> str:
    """Return words of the field in no order."""
    words = chance.choices(WORDS, k=chance.randint(1, most))
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


def small(_place: Path, chance: random.Random) -> None:
    """Read a damaged file of a few lines."""
    read_data(Path("damaged"), damaged(chance.choice(SMALL), chance), DEFAULT)


def prose(_place: Path, chance: random.Random) -> None:
    """Read a passage of words in no order."""
    read_words(sentence(chance, 60))


def phrase(_place: Path, chance: random.Random) -> None:
    """Read a few words in no order."""
    read_words(sentence(chance, 9))


def read_words(text: str) -> None:
    """Read a text as prose.

    Raises:
        ValueError: a fact does not stand in it.
    """
    for read in read_text(text, None, lexicon.load()):
        for fact in read.account.facts:
            if not 0 <= fact.start < fact.end <= len(text):
                raise ValueError(f"a fact outside its text: {fact}")


# How many of 40 inputs are of each kind: by how long one takes.
KINDS = (("file", file, 1), ("prose", prose, 2), ("phrase", phrase, 12), ("small", small, 25))
TURNS = [(name, run) for name, run, share in KINDS for _ in range(share)]


def guided(seconds: float, seed: int) -> int:
    """Let atheris look for bytes that reach what none has reached, in the readers and the grammar."""
    import atheris

    atheris.instrument_all()
    lexicon.load()

    def one(data: bytes) -> None:
        with contextlib.suppress(OfstedKGError):
            if data[:1] < b"\x80":
                document = read_data(Path("damaged"), data[1:], DEFAULT)
                read_words(document.text[:400])
            else:
                # Each byte is a word.
                read_words(" ".join(WORDS[byte % len(WORDS)] for byte in data[1:40]))

    with tempfile.TemporaryDirectory() as folder:
        for number, data in enumerate((*SMALL, bytes(range(1, 40)))):
            (Path(folder) / str(number)).write_bytes(bytes([0x80 * (number == len(SMALL))]) + data)
        flags = (f"-max_total_time={seconds:.0f}", f"-seed={seed}", "-max_len=600", "-print_final_stats=1")
        atheris.Setup([sys.argv[0], *flags, folder], one)
        atheris.Fuzz()  # ends the process: with a code where there is a fault
    return 0


def main() -> int:
    """Run until the time is over, the number is reached, or it is told to end."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--inputs", type=int, default=sys.maxsize)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--input", type=int, default=0)
    parser.add_argument("--guided", action="store_true")
    given = parser.parse_args()
    if given.guided:
        return guided(given.seconds, given.seed)
    if given.input:
        with tempfile.TemporaryDirectory() as folder:
            TURNS[given.input % len(TURNS)][1](Path(folder), random.Random(f"{given.seed} {given.input}"))
        return 0
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    ran: Counter[str] = Counter()
    slowest: dict[str, tuple[float, int]] = {}
    faults: dict[str, int] = {}
    with contextlib.suppress(KeyboardInterrupt):
        run_all(given, ran, slowest, faults)
    for kind, count in sorted(ran.items()):
        print(f"{kind:16} {count:>9,}")
    for kind, (took, which) in sorted(slowest.items()):
        print(f"slowest {kind:8} {took:9.3f} s of CPU, input {which}")
    for fault, which in faults.items():
        print(f"FAULT {fault} (seed {given.seed}, input {which})")
    return 1 if faults else 0


def run_all(
    given: argparse.Namespace,
    ran: Counter[str],
    slowest: dict[str, tuple[float, int]],
    faults: dict[str, int],
) -> None:
    """Run input after input, and note what became of them."""
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        for number in range(1, given.inputs + 1):
            if time.monotonic() - began > given.seconds:
                return
            kind, run = TURNS[number % len(TURNS)]
            chance = random.Random(f"{given.seed} {number}")
            start = time.process_time()
            try:
                run(Path(folder), chance)
            except OfstedKGError:
                ran[f"{kind} refused"] += 1
            except Exception as error:  # noqa: BLE001 - what is looked for
                what = f"{kind}: {type(error).__name__}: {str(error)[:160]}"
                if what not in faults:
                    print(f"FAULT {what} (seed {given.seed}, input {number})", flush=True)
                faults.setdefault(what, number)
            took = time.process_time() - start
            ran[kind] += 1
            slowest[kind] = max(slowest.get(kind, (0.0, 0)), (took, number))
            if took > LIMIT:
                faults.setdefault(f"{kind}: {took:.1f} s of CPU", number)


if __name__ == "__main__":
    sys.exit(main())
