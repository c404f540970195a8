"""A command finds its aggregate, and is carried out once under its key."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from api.composition import Network
from tests.api.caller import COOP, DAY, LONG_AGO, Caller

CUSTOMER = {"occurred_on": LONG_AGO, "name": "Mairie de Brest"}
CESA = {"occurred_on": LONG_AGO, "entrepreneur": "Louise Le Goff", "starts_on": LONG_AGO}


@pytest.mark.parametrize(
    ("path", "body"), [("/customers", CUSTOMER), ("/contracts/cesas", CESA)]
)
def test_eight_senders_of_one_request_have_one_effect_and_one_answer(
    call: Caller, path: str, body: dict[str, str]
) -> None:
    call.founded()
    before = call.position()
    with ThreadPoolExecutor(8) as senders:
        answers = list(senders.map(lambda _: call.post(path, body, key="once"), range(8)))
    assert call.position() == before + 1
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.content for answer in answers}) == 1
    assert sum("Idempotent-Replayed" in answer.headers for answer in answers) == 7


def test_requests_under_different_keys_are_each_carried_out(call: Caller) -> None:
    call.founded()
    with ThreadPoolExecutor(8) as senders:
        names = range(8)
        answers = list(
            senders.map(lambda it: call.post("/customers", CUSTOMER, key=f"k{it}"), names)
        )
    parties = {answer.json()["events"][0]["data"]["party"] for answer in answers}
    assert parties == {f"C{rank:04d}" for rank in range(1, 9)}


def test_a_key_used_for_something_else_is_refused(call: Caller) -> None:
    call.founded()
    for path, body, other in (
        ("/customers", CUSTOMER, {**CUSTOMER, "name": "Mairie de Nantes"}),
        ("/contracts/cesas", CESA, {**CESA, "starts_on": "2024-02-01"}),
    ):
        call.done(path, body, key="taken")
        before = call.position()
        answer = call.post(path, other, key="taken")
        assert (answer.status_code, answer.json()["code"]) == (422, "idempotency-key-reused")
        assert call.position() == before


def test_a_key_is_of_one_route_and_of_one_cooperative(call: Caller, network: Network) -> None:
    call.founded()
    call.done("/customers", CUSTOMER, key="same")
    supplier = call.done("/suppliers", CUSTOMER, key="same")
    assert supplier["data"]["party"] == "F0001"
    network.create("autre")
    other = {"cooperative": "autre", "name": "Autre", "siren": "732829320"}
    founding = {"occurred_on": LONG_AGO, "legal_form": "scic", **other}
    assert call.send("/v1/cooperatives", founding).status_code == 201
    answer = call.send("/v1/cooperatives/autre/customers", CUSTOMER, key="same")
    assert answer.status_code == 201
    assert "Idempotent-Replayed" not in answer.headers


def test_a_refused_request_may_be_sent_again_under_its_key(call: Caller) -> None:
    call.founded()
    activity = {"occurred_on": DAY, "activity": "E001", "trade_name": "Atelier"}
    contract = f"con_{'0' * 32}"
    refused = call.post("/activities", {**activity, "contracts": [contract]}, key="again")
    assert refused.json()["code"] == "not-covered"
    signed = call.done("/contracts/cesas", CESA)["stream"].removeprefix("contract/")
    opened = call.post("/activities", {**activity, "contracts": [signed]}, key="again")
    assert opened.status_code == 201


def test_each_contract_gets_a_name_that_tells_nothing(call: Caller) -> None:
    call.founded()
    names = {call.done("/contracts/cesas", CESA)["stream"] for _ in range(3)}
    assert len(names) == 3
    cape = {**CESA, "ends_on": "2024-12-31"}
    names.add(call.done("/contracts/capes", cape, key="key-1")["stream"])
    assert len(names) == 4


def test_an_answer_says_who_sent_the_command_and_which_request_it_was(call: Caller) -> None:
    call.founded()
    answer = call.post("/customers", CUSTOMER)
    event = answer.json()["events"][0]
    assert event["actor"] == "loopback"
    assert event["correlation_id"] == answer.headers["correlation-id"]
    links = answer.json()["links"]
    assert call.client.get(links["event"]).json()["data"] == [event]
    assert links["event"].startswith(COOP)


def test_a_cooperative_is_founded_once(call: Caller) -> None:
    call.founded()
    other = {"cooperative": "essai", "name": "Autre", "siren": "732829320"}
    founding = {"occurred_on": LONG_AGO, "legal_form": "scic", **other}
    answer = call.send("/v1/cooperatives", founding, key="other")
    assert (answer.status_code, answer.json()["code"]) == (409, "cooperative-already-founded")
    for name in ("Essai", "9a", "a" * 32, "a-b", ""):
        answer = call.send("/v1/cooperatives", {**founding, "cooperative": name})
        assert (answer.status_code, answer.json()["code"]) == (422, "invalid-request")
