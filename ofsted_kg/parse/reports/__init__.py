"""Read an inspection report (2013 to today) into the same records as a letter.

In: the document of a report. Out: a ``Letter`` with its ``Inspection``: council, framework,
dates on site and of publication, lead inspectors, a rating for each judgement, graded
sections, recommendations; and a notice for all that does not fit together.
"""

from __future__ import annotations

from ofsted_kg.parse.reports.report import looks_like_report, parse_report
from ofsted_kg.parse.reports.title import title_start, told_by_opening

__all__ = ["looks_like_report", "parse_report", "title_start", "told_by_opening"]
