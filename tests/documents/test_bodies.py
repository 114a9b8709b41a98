"""Bodies that have the name of a place but are no council of ours."""

from __future__ import annotations

import pytest
from two_reports import register

from ofsted_kg.register.bodies import own_mentions

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
