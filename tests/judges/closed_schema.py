"""A schema of drafts 6 and 7 in which each definition stands where it is referred to.

A validator looks a reference up again for every value it meets, which takes near half of its time.
"""

from typing import Any


def without_references(schema: dict[str, Any]) -> dict[str, Any]:
    """The same schema; where a definition holds itself, so does the mapping that comes out.

    What stands beside a reference means nothing in these drafts, and is left out.
    """
    found: dict[str, dict[str, Any]] = {}

    def put_in(node: Any) -> Any:
        if isinstance(node, list):
            return [put_in(each) for each in node]
        if not isinstance(node, dict):
            return node
        reference = node.get("$ref")
        if not isinstance(reference, str):
            return {key: put_in(each) for key, each in node.items()}
        if reference not in found:
            # Known before it is filled, for a definition that refers to itself.
            found[reference] = {}
            found[reference].update(put_in(_pointed_at(schema, reference)))
        return found[reference]

    closed: dict[str, Any] = put_in(
        {key: each for key, each in schema.items() if key != "definitions"}
    )
    return closed


def _pointed_at(schema: dict[str, Any], reference: str) -> Any:
    here: Any = schema
    for step in reference.removeprefix("#/").split("/"):
        here = here[step]
    return here
