"""What people found wrong in what was read, and what is right.

In: files of corrections, reviewed by a person (`files`: CSV or Turtle). Out: a letter in which they
hold instead of what was read (`apply`), and notices of those that no longer apply. Which properties
a fact has, and which values these may take, is in `values`.
"""

from __future__ import annotations

from ofsted_kg.corrections.apply import corrected
from ofsted_kg.corrections.files import COLUMNS, checked, load, save, write
from ofsted_kg.corrections.record import REFUSED, Action, Correction, Corrections, RefusedCorrection
from ofsted_kg.corrections.values import KINDS, choices, kind_of, mismatch, properties

__all__ = [
    "COLUMNS",
    "KINDS",
    "REFUSED",
    "Action",
    "Correction",
    "Corrections",
    "RefusedCorrection",
    "checked",
    "choices",
    "corrected",
    "kind_of",
    "load",
    "mismatch",
    "properties",
    "save",
    "write",
]
