"""A map of England with a hexagon a council, all of one size.

In: where each council stands, and ``facts/hex.csv``. Out: ``HexMap``: geometry in user
units, north up. Layout: "odd-r" of HexJSON (rows with odd numbers are moved half a hexagon
to the right, rows count to the north).
"""

from __future__ import annotations

import csv
import functools
import math
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from ofsted_kg.publish.pages.standing import Standing
from ofsted_kg.publish.pages.subjects import Subjects
from ofsted_kg.vocabulary.namespaces import DEF

_FILE = Path(__file__).resolve().parent / "facts" / "hex.csv"
_RADIUS = 20.0  # from the centre to a corner
_WIDTH = _RADIUS * math.sqrt(3)
_DOWN = _RADIUS * 1.5
_MARGIN = 2.0
_INNER = 0.96  # of the radius, so that neighbours do not touch


@dataclass(frozen=True, slots=True)
class Hexagon:
    """A council on the map: corners, centre, and where it stands."""

    points: str
    x: float
    y: float
    standing: Standing
    mark: str


@dataclass(frozen=True, slots=True)
class HexMap:
    """The map."""

    width: float
    height: float
    hexagons: tuple[Hexagon, ...]


@functools.cache
def _layout() -> dict[str, tuple[int, int]]:
    """Return column and row by GSS code."""
    with _FILE.open(encoding="utf-8", newline="") as handle:
        rows = csv.DictReader(line for line in handle if not line.startswith("#"))
        return {row["gss_code"]: (int(row["q"]), int(row["r"])) for row in rows}


def hexmap(standings: Iterable[Standing], register: Subjects) -> HexMap | None:
    """Return the map; None where no council of the register has a place on it."""
    layout = _layout()
    placed = []
    for one in standings:
        codes = register.all(one.council.iri, DEF + "gssCode")
        code = next((code for code in codes if code in layout), "")
        if code and not one.council.ended:
            placed.append((layout[code], one))
    if not placed:
        return None
    top = max(r for (_, r), _ in placed)
    left = min(q + (r % 2) / 2 for (q, r), _ in placed)
    right = max(q + (r % 2) / 2 for (q, r), _ in placed)
    bottom = min(r for (_, r), _ in placed)
    hexagons = []
    for (q, r), one in sorted(placed, key=lambda item: (-item[0][1], item[0][0])):
        x = _MARGIN + _WIDTH * (q + (r % 2) / 2 - left + 0.5)
        y = _MARGIN + _RADIUS + _DOWN * (top - r)
        hexagons.append(Hexagon(_corners(x, y), x, y, one, _mark(one)))
    return HexMap(
        2 * _MARGIN + _WIDTH * (right - left + 1),
        2 * (_MARGIN + _RADIUS) + _DOWN * (top - bottom),
        tuple(hexagons),
    )


def _corners(x: float, y: float) -> str:
    radius = _RADIUS * _INNER
    corners = (math.radians(60 * n + 30) for n in range(6))
    return " ".join(f"{x + radius * math.cos(a):.1f},{y + radius * math.sin(a):.1f}" for a in corners)


def _mark(one: Standing) -> str:
    """Return the first letter of the latest grade: what colour says is said in ink too."""
    return one.now.grade.short[:1].upper() if one.now is not None else ""
