"""Ofsted's letters and reports on English councils' children's services, as linked open data."""

from __future__ import annotations

__version__ = "0.2.0"
