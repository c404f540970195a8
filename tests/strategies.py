"""What property tests draw: histories of commands, and any command at all."""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

import orjson
from hypothesis import strategies as st
from pydantic import ValidationError

from domain.decider import Command
from tests.histories import LENGTH_MAX, History, Maker, lived
from tests.orders.kinds import MAKERS, SALES, SHARED, SHARES, SURPLUS

POOL: dict[str, Sequence[Any]] = {
    "amount": ("0.00", "0.01", "0.03", "33.33", "1200.00", "999999999.99", "999999999999.99"),
    "number": ("0", "1", "0.5", "999999999", "0.000001"),
    "rate": ("0.20", "0.10", "0.055", "0.021", "0", "1", "0.196"),
    "day": ("2026-01-01", "2026-02-28", "2026-12-31", "2028-02-29", "1900-01-01", "2199-12-31"),
    "code": (
        *("E001", "E002", "COOP", "E009", "C0001", "C0003", "F0001", "F0009"),
        *("R1", "R3", "FF-7", "F1", "FE001-2026-0001", "2026-01", "2027-11", "train", "car"),
        *("411", "512", "181", "7999", "706", "4458", "62A", "10.1", "22.1", "999.9"),
        *(f"con_{1:032x}", "con_" + "02" * 16, "732829320", "F{year}-{number}"),
    ),
    "text": ("Louise", "Zoé & Cie", "732829320", "FR1420041010050500013M02606"),
}
"""Values that mean something somewhere, or stand at an edge."""


@st.composite
def histories(draw: st.DrawFn, length: int = LENGTH_MAX) -> History:
    """What a cooperative lived through, of every kind of command."""
    return lived(draw, MAKERS, length)


@st.composite
def histories_of(draw: st.DrawFn, makers: Sequence[Maker], length: int = LENGTH_MAX) -> History:
    """What a cooperative lived through, of some kinds of command."""
    return lived(draw, makers, length)


@st.composite
def histories_of_sales(draw: st.DrawFn, length: int = LENGTH_MAX) -> History:
    """What a cooperative sold, and how it was paid."""
    return lived(draw, SALES, length)


@st.composite
def histories_of_surplus(draw: st.DrawFn, length: int = LENGTH_MAX) -> History:
    """What a cooperative earned, and what its meetings made of it."""
    return lived(draw, SURPLUS, 2 * length)


@st.composite
def histories_of_shares(draw: st.DrawFn, length: int = LENGTH_MAX) -> History:
    """What members subscribed, paid, sold and asked back, and what they were paid."""
    return lived(draw, SHARES, length)


@st.composite
def histories_of_sharing(draw: st.DrawFn, length: int = LENGTH_MAX) -> History:
    """What activities earned and lost, shared out and had borne."""
    return lived(draw, SHARED, length)


@st.composite
def commands(draw: st.DrawFn, kinds: Sequence[type[Command]]) -> Command | None:
    """Any command that can be read at all, whatever it is about; None when none was."""
    kind = draw(st.sampled_from(kinds))
    try:
        return kind.model_validate_json(draw(_encoded(kind)))
    except ValidationError:
        return None


@cache
def _encoded(kind: type[Command]) -> st.SearchStrategy[bytes]:
    schema = kind.model_json_schema()
    return _of(schema, schema.get("$defs", {})).map(orjson.dumps)


def _of(schema: Mapping[str, Any], named: Mapping[str, Any]) -> st.SearchStrategy[Any]:
    """Values of a JSON schema, of the kinds that commands use."""
    if "$ref" in schema:
        return _of(named[schema["$ref"].rsplit("/", 1)[1]], named)
    if "anyOf" in schema:
        return st.one_of([_of(each, named) for each in schema["anyOf"]])
    if "enum" in schema:
        return st.sampled_from(schema["enum"])
    match schema.get("type"):
        case "object":
            return _objects(schema, named)
        case "array":
            return st.lists(_of(schema["items"], named), min_size=1, max_size=3)
        case "boolean":
            return st.booleans()
        case "integer":
            return st.sampled_from([1, 20, 100_000])
        case "null":
            return st.none()
        case _:
            return st.just(schema["const"]) if "const" in schema else _text(schema)


def _objects(schema: Mapping[str, Any], named: Mapping[str, Any]) -> st.SearchStrategy[Any]:
    fields = {name: _of(field, named) for name, field in schema["properties"].items()}
    needed = {name: fields.pop(name) for name in schema.get("required", ())}
    return st.fixed_dictionaries(needed, optional=fields)


def _text(schema: Mapping[str, Any]) -> st.SearchStrategy[str]:
    if schema.get("format") == "date":
        return st.sampled_from(POOL["day"])
    examples = schema.get("examples")
    if examples == ["1200.00"]:
        return st.sampled_from(POOL["amount"])
    if examples == ["0.20"]:
        return st.sampled_from([*POOL["rate"], *POOL["number"]])
    if "pattern" not in schema:
        return st.sampled_from(POOL["text"])
    return st.sampled_from(_matching(schema["pattern"])) | st.from_regex(
        schema["pattern"].replace("$", r"\Z"), fullmatch=False
    )


@cache
def _matching(pattern: str) -> list[str]:
    found = [code for code in POOL["code"] if re.search(pattern, code)]
    assert found, f"the pool holds nothing like {pattern}"
    return found
