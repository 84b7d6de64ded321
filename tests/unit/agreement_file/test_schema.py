import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from bot.agreement_file import agreement_schema, bindings_schema
from bot.agreement_file.source import read_source
from tests.unit.agreement_file.texts import (
    ANTIBODY,
    BINDINGS,
    EXAMPLES,
    PHASE_1,
    RAT_TOX,
    SMALL,
    example,
)


def definitions() -> dict[str, Any]:
    found: Any = agreement_schema()["$defs"]
    return dict(found)


def test_both_schemas_are_valid_json_schema() -> None:
    Draft202012Validator.check_schema(agreement_schema())
    Draft202012Validator.check_schema(bindings_schema())


@pytest.mark.parametrize("text", [SMALL, example(RAT_TOX), example(ANTIBODY), example(PHASE_1)])
def test_agreements_validate_against_the_schema_alone(text: str) -> None:
    Draft202012Validator(agreement_schema()).validate(read_source(text).data)


@pytest.mark.parametrize(
    "text", [BINDINGS, *(example(f"{name}_bindings") for name in ("01", "01_demo", "03"))]
)
def test_bindings_validate_against_their_schema_alone(text: str) -> None:
    Draft202012Validator(bindings_schema()).validate(read_source(text).data)


@pytest.mark.parametrize(
    ("name", "schema"), [("agreement", agreement_schema), ("bindings", bindings_schema)]
)
def test_the_schema_beside_the_examples_is_current(name: str, schema: Any) -> None:
    written = (EXAMPLES / f"{name}.schema.json").read_text(encoding="utf-8")
    assert json.loads(written) == schema(), f"run: accord agreement schema > examples/{name}..."


def test_the_id_names_no_host() -> None:
    assert agreement_schema()["$id"] == "urn:accord:agreement:1"


def test_every_mapping_is_closed_and_every_field_described() -> None:
    for name, schema in definitions().items():
        if schema.get("type") != "object":
            continue
        assert schema["additionalProperties"] is False, name
        for field, inner in schema["properties"].items():
            assert inner.get("description"), f"{name}.{field} has no docstring in the domain"


def test_field_names_are_those_of_the_file() -> None:
    assert {"from", "to"} <= set(definitions()["FirstNotice"]["properties"])
    assert "if" in definitions()["LadderStep"]["properties"]
    assert definitions()["FirstNotice"]["required"] == ["within", "from", "to", "method"]


def test_words_are_offered_to_the_editor() -> None:
    assert definitions()["Transferred"]["enum"] == [True, False, "not_applicable"]
    assert definitions()["InputLevel"]["enum"] == ["decide", "recommend", "consult", "follow"]


def test_a_caller_cannot_change_the_schema_of_the_next() -> None:
    agreement_schema()["properties"] = {}
    assert agreement_schema()["properties"]
