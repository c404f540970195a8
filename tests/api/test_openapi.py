"""The contract of the API is a file: what changes in it is read before it is merged."""

import os
from pathlib import Path

import orjson

from tests.api.caller import Caller

GOLDEN = Path("tests/golden/openapi.json")


def test_what_is_announced_is_what_was_agreed(call: Caller) -> None:
    options = orjson.OPT_INDENT_2 | orjson.OPT_SORT_KEYS | orjson.OPT_APPEND_NEWLINE
    announced = orjson.dumps(call.app.openapi(), option=options)
    if os.environ.get("UPDATE_GOLDEN") == "1":
        assert "CI" not in os.environ, "a golden file is rewritten by hand and read in review"
        GOLDEN.write_bytes(announced)
    assert announced == GOLDEN.read_bytes()


def test_the_contract_is_openapi_31_without_a_number_for_money(call: Caller) -> None:
    contract = call.client.get("/openapi.json").json()
    assert contract["openapi"].startswith("3.1")
    assert '"type":"number"' not in orjson.dumps(contract).decode()
    names = [it["operationId"] for path in contract["paths"].values() for it in path.values()]
    assert len(names) == len(set(names))


def test_the_documentation_page_needs_no_other_server(call: Caller) -> None:
    page = call.client.get("/docs").text
    assert "/static-offline-docs/swagger-ui-bundle.js" in page
    assert "https://" not in page
    assert call.client.get("/static-offline-docs/swagger-ui.css").status_code == 200
