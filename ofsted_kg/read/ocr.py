"""Read the picture of a page by text recognition.

In: a page of a PDF that holds no text. Out: its words, as tesseract (Debian: ``tesseract-ocr``)
recognises them. How large the picture may become is bounded before it is drawn.
"""

from __future__ import annotations

import functools
import os
import re
import shutil
import subprocess

import pypdfium2 as pdfium

from ofsted_kg.read.reading import RECOGNISER

_DPI = 300
_POINTS = 72
# A page of A3 at 300 dots an inch has 17 million.
_MOST_DOTS = 35_000_000
_SECONDS = 180
# Which way a page may lie; tesseract itself finds out only where there are many words.
_TURNS = (0, 180, 90, 270)
_ENOUGH = 0.08
_COMMON = frozenset(
    re.findall(
        r"\w+", "a and are as at be by for from has have in is it of on or that the this to was were with"
    )
)
_VERSION = re.compile(r"tesseract\s+v?([\w.]+)")
# What tesseract takes a list's dot for: no line of English begins with a lone "e" or "¢".
_DOT = re.compile(r"^[ \t]*[e¢©°«»*+@·o][ \t]+(?=[^\W\d_]{2})", re.MULTILINE)
_BLANKS = re.compile(r"[ \t]+\n")


@functools.cache
def version() -> str:
    """Return the version of the program; empty where it is not installed or does not run."""
    program = shutil.which(RECOGNISER)
    if program is None:
        return ""
    try:
        done = subprocess.run(  # noqa: S603 - the program that `which` found, without a shell
            [program, "--version"], capture_output=True, text=True, timeout=20, check=True
        )
    except (OSError, subprocess.SubprocessError, UnicodeDecodeError):
        return ""
    found = _VERSION.search(done.stdout or done.stderr)
    return found[1] if found else "of unknown version"


def recognise(page: pdfium.PdfPage) -> str | None:
    """Return the words on a page; None where they could not be recognised."""
    program = shutil.which(RECOGNISER)
    if program is None:
        return None
    best, words = -1.0, None
    for turned in _TURNS:
        found = _words(program, _picture(page, turned))
        if found is None:
            break
        share = _english(found)
        if share > best:
            best, words = share, found
        if share >= _ENOUGH:
            break  # it lies the right way up
    return words


def _words(program: str, picture: bytes) -> str | None:
    # One thread: the workers share the processors already, and the result is the same each time.
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    command = [program, "stdin", "stdout", "-l", "eng", "--dpi", str(_DPI), "--psm", _layout(program)]
    try:
        done = subprocess.run(  # noqa: S603 - as above
            command, input=picture, capture_output=True, timeout=_SECONDS, check=True, env=environment
        )
    except (OSError, subprocess.SubprocessError):
        return None
    text = done.stdout.decode("utf-8", "replace").replace("\f", "\n")
    return with_dots(_BLANKS.sub("\n", text)).strip("\n")


def with_dots(text: str) -> str:
    r"""Return a text in which lists have their dots, whatever letter they were taken for.

    >>> with_dots("Strengths\ne Good schools.\n¢ calm\ne.g. two")
    'Strengths\n• Good schools.\n• calm\ne.g. two'
    """
    return _DOT.sub("• ", text)


def _english(text: str) -> float:
    """Return how many of a text's words are those that any English text has."""
    words = text.lower().split()
    return sum(word in _COMMON for word in words) / len(words) if words else 0.0


@functools.cache
def _layout(program: str) -> str:
    """Return how pages are taken apart: where the data for it is there, whichever way up they are."""
    try:
        done = subprocess.run(  # noqa: S603 - as above
            [program, "--list-langs"], capture_output=True, text=True, timeout=20, check=True
        )
    except (OSError, subprocess.SubprocessError, UnicodeDecodeError):
        return "3"
    return "1" if "osd" in done.stdout.split() else "3"


def _picture(page: pdfium.PdfPage, turned: int) -> bytes:
    """Draw a page in grey, as a portable greymap."""
    width, height = page.get_size()
    scale = _DPI / _POINTS
    dots = width * height * scale * scale
    if dots > _MOST_DOTS:
        scale *= (_MOST_DOTS / dots) ** 0.5
    bitmap = page.render(scale=scale, grayscale=True, rotation=turned)
    try:
        rows = bytes(bitmap.buffer)
        if bitmap.stride != bitmap.width:
            rows = b"".join(
                rows[at : at + bitmap.width] for at in range(0, bitmap.stride * bitmap.height, bitmap.stride)
            )
        return b"P5 %d %d 255\n" % (bitmap.width, bitmap.height) + rows
    finally:
        bitmap.close()
