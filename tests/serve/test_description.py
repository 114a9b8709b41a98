"""The description of the API in OpenAPI: valid, and true of what the server does with values of any kind."""

from __future__ import annotations

from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from openapi_spec_validator import validate
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from ofsted_kg.query import load_queries
from ofsted_kg.serve.api import document
from serve.running import Server

pytestmark = pytest.mark.server

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
DESCRIBED = document("http://127.0.0.1:8000")
OPERATIONS = {query.name: DESCRIBED["paths"][f"/api/queries/{query.name}"]["get"] for query in load_queries()}


def test_it_is_valid() -> None:
    validate(DESCRIBED)


@pytest.mark.parametrize("name", OPERATIONS)
def test_defaults_and_choices_are_of_their_type(name: str) -> None:
    for parameter in OPERATIONS[name]["parameters"]:
        schema = parameter["schema"]
        kinds = {"string": str, "integer": int, "boolean": bool, "array": list}
        assert isinstance(schema.get("default", kinds[schema["type"]]()), kinds[schema["type"]])
        items = schema["items"] if schema["type"] == "array" else schema
        assert set(schema.get("default") or [] if schema["type"] == "array" else []) <= set(
            items.get("enum", [])
        )


@pytest.mark.parametrize(
    ("mode", "name"),
    [
        pytest.param(mode, name, id=f"{name}-{mode.value}")
        for mode in GenerationMode
        for name in OPERATIONS
        # What takes nothing can be given nothing wrong.
        if mode is GenerationMode.POSITIVE or OPERATIONS[name]["parameters"]
    ],
)
def test_the_server_does_what_it_says(name: str, mode: GenerationMode, site: Server) -> None:
    """Values that fit and such that do not: never a failure, and always an answer that is described."""
    described = schemathesis.openapi.from_dict(document(site.url))
    operation = described[f"/api/queries/{name}"]["GET"]

    @settings(
        max_examples=4,
        database=None,
        derandomize=True,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(generation_mode=mode))
    def ask(case: schemathesis.Case[Any]) -> None:
        case.call_and_validate(base_url=site.url, checks=CHECKS, timeout=60)

    ask()
