"""Names of people as they are printed, in ordinary case."""

from __future__ import annotations

import pytest

from ofsted_kg.text.person_names import ordinary_case


@pytest.mark.parametrize(
    ("printed", "text", "name"),
    [
        pytest.param("JOAN SMITH", "", "Joan Smith", id="in capitals"),
        pytest.param("J.R. Pell", "", "J.R. Pell", id="initials with stops"),
        pytest.param("JR Pell", "", "JR Pell", id="initials before a surname in ordinary case"),
        pytest.param("JO PELL", "", "Jo Pell", id="a short name, all being capitals"),
        pytest.param("HENRY MOSS III", "", "Henry Moss III", id="a number behind"),
        pytest.param("ANNE MACLEOD", "Dear Ms MacLeod", "Anne MacLeod", id="as the letter has it elsewhere"),
        pytest.param("ANNE MACLEOD", "MACLEOD macleod", "Anne Macleod", id="nowhere in mixed case"),
    ],
)
def test_a_name_is_in_ordinary_case(printed: str, text: str, name: str) -> None:
    assert ordinary_case(printed, text) == name
