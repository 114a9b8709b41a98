"""What file names say: days in every usual form, and what may be a council's name."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from ofsted_kg import register
from ofsted_kg.letters import parse_letter
from ofsted_kg.model import Origin
from ofsted_kg.read import DEFAULT, read_data
from ofsted_kg.text.file_names import NamedDay, named_councils, named_days
from ofsted_kg.vocabulary import lexicon

# A name, and the days in it.
FORMS = {
    # words
    "children's services inspection - 13 january 2023.pdf": "2023-01-13",
    "Inspection 13th January 2023.pdf": "2023-01-13",
    "13th of January, 2023.pdf": "2023-01-13",
    "report 19 Nov 2018.pdf": "2018-11-19",
    "report 19-Nov-2018.pdf": "2018-11-19",
    "report_19_nov_18.pdf": "2018-11-19",
    "report 19nov2018.pdf": "2018-11-19",
    "letter 9 Sept 2009.txt": "2009-09-09",
    "letter 9 Dec '09.txt": "2009-12-09",
    "January 13 2023.pdf": "2023-01-13",
    "bury january-13-2023.pdf": "2023-01-13",
    "2018 November 19 bury.pdf": "2018-11-19",
    "bury,  pdf - 02 august 2013.pdf": "2013-08-02",
    "bury%2013%20january%202023.pdf": "2023-01-13",
    "bury+13+january+2023.pdf": "2023-01-13",
    "1 May 2019.pdf": "2019-05-01",
    # figures
    "bury-2021-12-17.pdf": "2021-12-17",
    "bury_2021_12_17.pdf": "2021-12-17",
    "bury 2021.12.17.pdf": "2021-12-17",
    "bury 2021-1-7.pdf": "2021-01-07",
    "bury20211217.pdf": "2021-12-17",
    "10041234_barnsley_20181119.pdf": "2018-11-19",
    "20181119_10041234.pdf": "2018-11-19",
    "bury-17-12-2021.pdf": "2021-12-17",
    "bury 17.12.2021.pdf": "2021-12-17",
    "bury_17_12_2021.pdf": "2021-12-17",
    "bury 4-5-2021.pdf": "2021-05-04",
    "bury 17122021.pdf": "2021-12-17",
    "bury 13.1.23.pdf": "2023-01-13",
    "bury 13-01-23.pdf": "2023-01-13",
    "bury_13_01_23.pdf": "2023-01-13",
    "bury-2021-12-17-2.pdf": "2021-12-17",
    "bury-2021-12-17 (1).pdf": "2021-12-17",
    "bury 13.1.23": "2023-01-13",
    # folders, and both
    "bury/2021-12-17/report.pdf": "2021-12-17",
    "17 December 2021/bury.pdf": "2021-12-17",
    "2021/12/17/bury.pdf": "2021-12-17",
    "letters/2021/December/7th/bury.pdf": "2021-12-07",
    "2021/12 December/17/more/bury.pdf": "2021-12-17",
    "bury 17\u00a0december\u00a02021.pdf": "2021-12-17",
    "bury 17\u201312\u20132021.pdf": "2021-12-17",
    "2021-12-17/bury 20 december 2021.pdf": "2021-12-20 2021-12-17",
    "bury visited 8-19 november 2021 published 17 december 2021.pdf": "2021-11-19 2021-12-17",
    # days of other things
    "bury downloaded 2025-11-02.pdf": "",
    "bury_saved_on_2_11_2025.pdf": "",
    "bury 13 january 2023, accessed 2 november 2025.pdf": "2023-01-13",
    "scrutiny committee 13 march 2023/bury.pdf": "",
    "bury report for cabinet, 13 january 2023.pdf": "",
    "committee report 13 january 2023.pdf": "2023-01-13",
    "cabinetmaker 13 january 2023.pdf": "2023-01-13",
    # none
    "50231234.pdf": "",
    "10102999.pdf": "",
    "bury.pdf": "",
    "bury 2021.pdf": "",
    "bury december 2021.pdf": "",
    "80443_bury/report v1.2.pdf": "",
    "31 february 2021.pdf": "",
    "bury 12-17-2021.pdf": "",
    "bury 1.2.3.pdf": "",
    "20211301.pdf": "",
    "2021/december/bury.pdf": "",
    "2021/13/17/bury.pdf": "",
    "120211217.pdf": "",
    "": "",
}


@pytest.mark.parametrize("name", FORMS)
def test_days(name: str) -> None:
    assert " ".join(str(day.date) for day in named_days(name)) == FORMS[name]


def test_what_is_known_of_a_day() -> None:
    (plain,) = named_days("bury-2021-12-17.pdf")
    (loose,) = named_days("bury 17 december 2021.pdf")
    (folder,) = named_days("2021-12-17/bury.pdf")
    visited, published = named_days("visited to 19 november 2021, published 17 december 2021.pdf")
    assert (plain.plain, loose.plain, folder.plain) == (True, False, False)
    assert (plain.folder, folder.folder) == (False, True)
    assert (visited.published, published.published) == (False, True)
    assert plain == NamedDay(plain.date, plain=True)


COUNCILS = {
    "northmoor-2019-07-26.pdf": ["northmoor"],
    "st_helens_2019-07-26 (1).pdf": ["st helens"],
    "80418_northmoor/children's services inspection - 13 january 2023.pdf": [
        "children's services inspection",
        "northmoor",
    ],
    "10041234_northmoor_20181119.pdf": ["northmoor"],
    "50231234.pdf": [],
    "letters/north-thornshire.txt": ["north thornshire", "letters"],
}


@pytest.mark.parametrize("path", COUNCILS)
def test_councils(path: str) -> None:
    assert list(named_councils(path)) == COUNCILS[path]


@pytest.mark.parametrize("unit", ["1", "1 ", "20", "jan", "1-", "19 nov ", "'", "(", "0_"])
def test_long_names_cost_no_more_than_their_length(unit: str) -> None:
    name = unit * (20_000 // len(unit))
    assert named_days(name + ".pdf") is not None


UNDATED = (
    "Ms Mary Orr\nQuayhaven City Council\n\nDear Ms Orr\n\nAnnual children's services assessment 2010\n\n"
    "Children's services assessment\tPerforms well (3)\n\n"
    "Yours sincerely\n\nDorothy Quill\nDivisional Manager\n"
)
# Where an undated letter of 2010 lies, its day, and whose name has it.
LIES_IN = {
    "letter 7.12.10.txt": ("2010-12-07", "file's name"),
    "7 December 2010/letter.txt": ("2010-12-07", "folder's name"),
    "7 December 2010/letter of 9 December 2010.txt": ("2010-12-09", "file's name"),
    "7 December 2010/scanned 12 January 2019.txt": ("2010-12-07", "folder's name"),
    "2010-12-09/7 December 2010/letter.txt": None,
    "12 January 2019/letter.txt": None,
    "December 2010/letter.txt": None,
}


@pytest.mark.parametrize("path", LIES_IN)
def test_a_letter_without_a_date_has_that_of_its_name_or_else_of_its_folder(path: str) -> None:
    document = read_data(Path("letter.txt"), UNDATED.encode(), DEFAULT)
    letter = parse_letter(replace(document, origin=Origin(path)), lexicon.load(), register.load())
    said = next(notice for notice in letter.notices if notice.code in ("no-date", "date-from-file-name"))
    if (wanted := LIES_IN[path]) is None:
        assert (letter.date, said.code) == (None, "no-date")
    else:
        day, whose = wanted
        assert letter.date == dt.date.fromisoformat(day)
        assert said.message.endswith(f"{day} is that of the {whose}")
