"""What file names say: days in every usual form, and what may be a council's name."""

from __future__ import annotations

import pytest

from ofsted_kg.text.file_names import NamedDay, named_councils, named_days

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
    "2021-12-17/bury 20 december 2021.pdf": "2021-12-20 2021-12-17",
    "bury visited 8-19 november 2021 published 17 december 2021.pdf": "2021-11-19 2021-12-17",
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
