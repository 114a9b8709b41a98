"""Read an inspection report (2013 to today) into the same records as a letter.

In: the document of a report. Out: a ``Letter`` with its ``Inspection``: council, framework,
dates on site and of publication, lead inspectors, a rating for each judgement, graded
sections, recommendations; and a notice for all that does not fit together.
"""

from __future__ import annotations

from ofsted_kg.reports.pack import is_signed, report_stretch
from ofsted_kg.reports.report import is_quoted, looks_like_report, parse_report
from ofsted_kg.reports.title import first_word, told_by_opening

__all__ = [
    "first_word",
    "is_quoted",
    "is_signed",
    "looks_like_report",
    "parse_report",
    "report_stretch",
    "told_by_opening",
]
