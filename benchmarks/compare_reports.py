"""Compare what was read of inspection reports with a gold table, and name each difference.

    ofsted-kg query reports --format csv > run.csv
    python benchmarks/compare_reports.py run.csv gold.csv
    python benchmarks/compare_reports.py path/to/reports gold.csv

In: a run (the CSV of the stored query `reports`, or a folder of reports, which is read on the
spot) and a gold CSV with the columns of ``COLUMNS``. Out: a line a difference, and for each
field how many are right. Exit code 0 if all grades and fields are, 1 if not.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

FIELDS = ("ofsted_urn", "council_name", "framework", "inspection_start", "inspection_end", "published")
COLUMNS = ("source", *FIELDS, "lead_inspector", "area", "grade")
# In the gold table a file that is no report has this for its framework.
UNREADABLE = "unreadable"


@dataclass(slots=True)
class Report:
    """What a table says of one report."""

    fields: dict[str, str]
    grades: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Score:
    """How much of a gold table a run got right."""

    right: dict[str, int] = field(default_factory=dict)
    total: dict[str, int] = field(default_factory=dict)
    differences: list[str] = field(default_factory=list)

    def count(self, name: str, *, right: bool) -> None:
        """Count one answer."""
        self.total[name] = self.total.get(name, 0) + 1
        self.right[name] = self.right.get(name, 0) + right


def collect(rows: Iterable[Mapping[str, str]]) -> dict[str, Report]:
    """Gather the rows of a table by report."""
    reports: dict[str, Report] = {}
    for row in rows:
        names = (*FIELDS, "lead_inspector")
        report = reports.setdefault(row["source"], Report({name: row.get(name, "") for name in names}))
        if row.get("area"):
            report.grades[row["area"]] = row["grade"]
    return reports


def read_table(path: Path) -> dict[str, Report]:
    """Read a CSV of the query `reports` or of gold."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return collect(csv.DictReader(file))


def read_folder(path: Path) -> dict[str, Report]:
    """Read the reports of a folder, without building a graph."""
    from ofsted_kg import register
    from ofsted_kg.errors import OfstedKGError
    from ofsted_kg.letters import parse_letter
    from ofsted_kg.read import read_document
    from ofsted_kg.vocabulary import lexicon

    words, councils = lexicon.load(), register.load()
    reports: dict[str, Report] = {}
    for file in sorted(path.glob("*.pdf")):
        try:
            letter = parse_letter(read_document(file), words, councils)
        except OfstedKGError:
            continue
        visit, printed = letter.inspection, letter.council_evidence
        values = {
            "ofsted_urn": letter.council.ofsted_urn if letter.council else "",
            "council_name": " ".join(printed.quote.split()) if printed else "",
            "framework": letter.framework,
            "inspection_start": str(visit.start or "") if visit else "",
            "inspection_end": str(visit.end or "") if visit else "",
            "published": str(letter.date or ""),
            "lead_inspector": "; ".join(person.name for person in visit.leads) if visit else "",
        }
        grades = {rating.area: rating.grade or "" for rating in letter.ratings}
        reports[letter.source] = Report(values, grades)
    return reports


def compare(run: Mapping[str, Report], gold: Mapping[str, Report]) -> Score:
    """Compare a run with gold."""
    score = Score()
    for source, wanted in sorted(gold.items()):
        found = run.get(source)
        if wanted.fields["framework"] == UNREADABLE:
            score.count("unreadable", right=found is None)
            if found is not None:
                score.differences.append(f"{source}: read, but it is no report")
            continue
        score.count("report", right=found is not None)
        if found is None:
            score.differences.append(f"{source}: not read")
            found = Report(dict.fromkeys(wanted.fields, ""))
        for name, value in wanted.fields.items():
            right = _same(name, found.fields.get(name, ""), value)
            score.count(name, right=right)
            if not right:
                score.differences.append(f"{source}: {name} is {found.fields.get(name, '')!r}, not {value!r}")
        for area in sorted(wanted.grades | found.grades):
            grade, value = found.grades.get(area, ""), wanted.grades.get(area, "")
            score.count("grade", right=grade == value)
            if grade != value:
                score.differences.append(f"{source}: {area} is {grade or 'missing'}, not {value or 'there'}")
    return score


def _same(name: str, found: str, wanted: str) -> bool:
    if name == "lead_inspector":
        return _people(found) == _people(wanted)
    return found.strip() == wanted.strip()


def _people(cell: str) -> list[str]:
    for joint in (" and ", ", ", " & "):
        cell = cell.replace(joint, ";")
    return sorted(" ".join(name.split()) for name in cell.split(";") if name.strip())


def main() -> int:
    """Compare and print."""
    parser = argparse.ArgumentParser(description="Compare inspection reports with a gold table.")
    parser.add_argument("run", type=Path, help="CSV of the query `reports`, or a folder of reports")
    parser.add_argument("gold", type=Path, help="CSV that says what is right")
    options = parser.parse_args()
    run = read_folder(options.run) if options.run.is_dir() else read_table(options.run)
    score = compare(run, read_table(options.gold))
    for line in score.differences:
        print(line)
    for name, total in score.total.items():
        print(f"{name:18} {score.right[name]:5} of {total:5}  {score.right[name] / total:7.2%}")
    return 1 if score.differences else 0


if __name__ == "__main__":
    sys.exit(main())
