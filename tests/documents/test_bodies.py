"""Bodies that have the name of a place but are no council of ours."""

from __future__ import annotations

import pytest
from letters import document_of
from two_reports import register

from ofsted_kg.letters import parse_letter
from ofsted_kg.model import Council, Letter
from ofsted_kg.register import Register
from ofsted_kg.register.bodies import own_mentions
from ofsted_kg.vocabulary import lexicon

OTHERS = [
    "Northmoor Parish",
    "Northmoor Parish Council",
    "Northmoor Town Council",
    "Northmoor Community Council",
    "Northmoor Primary Care Trust",
    "Northmoor and Dale NHS Foundation Trust",
    "City of Northmoor Trust",
    "Northmoor City Region Combined Authority",
    "Northmoor and District Fire Authority",
    "the University of Northmoor",
    "Northmoor High School",
    "Northmoor Schools Forum",
    "Northmoor Housing Association",
    "Northmoor Water Board",
    "Northmoor Dales District Council",
    "Northmoor and Melby Council",
    "Northmoor-on-Sea",
    "Northmoor on Wend Town Council",
    "Northmoor on the Wold",
    "Little Northmoor",
    "Northmoor Homes",
    "Northmoor Catholic Schools' Partnership",
    "Northmoor, Dale and Melby Mental Health NHS Trust",
    "Northmoor (Dale) Parish Council",
    "Northmoor: Achieving for Children",
    "Northmoor, Ohio City Council",
    "Royal Borough of Northmoor",
    "City of Northmoor Cricket Club",
    "West Northmoor",
]
OURS = [
    "Northmoor",
    "Northmoor Council",
    "Northmoor City Council",
    "the City of Northmoor",
    "Northmoor Metropolitan Borough Council",
    "Northmoor local authority",
    "Northmoor children's services",
    "Northmoor on Friday",
    "Northmoor on March",
]


@pytest.mark.parametrize("name", OTHERS)
def test_others(name: str) -> None:
    assert own_mentions(register(), f"Services for children in {name} 2008") == []


@pytest.mark.parametrize("name", OURS)
def test_ours(name: str) -> None:
    (found,) = own_mentions(register(), f"Services for children in {name} 2008")
    assert found.councils[0].name == "Northmoor"


def sent_to(address: str, title: str, ours: Register) -> Letter:
    """Return a letter to an address, on the services of what its title names."""
    text = (
        f"9 December 2006\n\nMs Una Blakey\nDirector of Children's Services\n{address}\n\nDear Ms Blakey\n\n"
        f"Annual performance assessment of services for children and young people in {title} 2006\n\n"
        "Outcomes are good.\n\nYours sincerely\n\nJuliet Marsh\nDivisional Manager, Ofsted\n"
    )
    return parse_letter(document_of(text), lexicon.load(), ours)


@pytest.mark.parametrize(
    ("address", "title", "whose", "other"),
    [
        ("Great\nMoor Council", "Great Moor", "Great Moor", False),  # the end of a longer name is none
        ("Great Moor Council", "Great\nMoor Council", "Great Moor", False),
        ("Great Moor Council", "Penhallow Council", "Penhallow", True),
    ],
)
def test_a_name_that_a_line_breaks(address: str, title: str, whose: str, other: bool) -> None:
    names = ("Great Moor", "Moor", "Penhallow")
    ours = Register([Council(name, f"{name} Council", f"X0{n}") for n, name in enumerate(names)])
    letter = sent_to(address, title, ours)
    assert letter.council is not None
    assert letter.council.name == whose
    assert ("other-council-named" in {notice.code for notice in letter.notices}) is other


@pytest.mark.parametrize(
    "title", ["Northmoor Town Council", "Northmoor Children's Trust", "Little Northmoor Parish Council"]
)
def test_another_body_in_the_title_is_not_the_council_of_the_address(title: str) -> None:
    letter = sent_to("Northmoor Council", title, register())
    assert letter.council is None
    assert "unknown-council" in {notice.code for notice in letter.notices}
