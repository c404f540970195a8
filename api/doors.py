"""Doors: how a command sent over HTTP finds the aggregate that decides it."""

import hashlib
import hmac
from collections.abc import Callable
from typing import Annotated, NamedTuple

from fastapi import Body, Header, Path, Request, Response
from pydantic import StringConstraints

from api.answers import answer_to
from api.composition import COOPERATIVE_NAME, Cell, Network
from domain.activity.activity import ActivityNotOpened, OpenActivity
from domain.books import Origin
from domain.cooperative.cooperative import CooperativeNotFounded, FoundCooperative
from domain.decider import Command
from domain.identifiers import ActivityCode, ContractId, opaque
from domain.refusal import Refusal
from domain.streams import THE_COOPERATIVE, Address

ACTOR = "loopback"
"""Who sends a command, until there is authentication: whoever reaches this machine."""

BASE = "/v1/cooperatives"
Endpoint = Callable[..., Response]

CooperativePath = Annotated[
    str, Path(description="The cooperative's name in this network.", examples=["demo"])
]
ActivityPath = Annotated[ActivityCode, Path(examples=["E001"])]
ContractPath = Annotated[ContractId, Path(examples=[f"con_{'0' * 32}"])]
Key = Annotated[
    str,
    Header(
        alias="Idempotency-Key",
        pattern=r"^[!-~]{1,255}$",
        description="Kept for ever: the same request sent again changes nothing.",
    ),
]


class UnknownContract(Refusal):
    """No contract of that name has been signed."""


class NewCooperative(FoundCooperative):
    """Begin to keep a cooperative's books under a name; a demonstration is one for ever."""

    cooperative: Annotated[str, StringConstraints(pattern=f"^{COOPERATIVE_NAME.pattern}$")]


class Door(NamedTuple):
    """How a command finds its aggregate, and what may be missing there."""

    endpoint: Callable[[type[Command]], Endpoint]
    missing: tuple[type[Refusal], ...]
    tag: str


def _to_a_new_cooperative(command: type[Command]) -> Endpoint:
    def post(request: Request, key: Key, asked: NewCooperative) -> Response:
        network: Network = request.app.state.network
        fields = {name: value for name, value in asked if name != "cooperative"}
        cell = network.create(asked.cooperative)
        return _carried_out(request, cell, THE_COOPERATIVE, FoundCooperative(**fields), key)

    return _taking(command, post)


def _to_the_cooperative(command: type[Command]) -> Endpoint:
    def post(
        request: Request, cooperative: CooperativePath, key: Key, asked: Command
    ) -> Response:
        return _carried_out(request, _cell(request, cooperative), THE_COOPERATIVE, asked, key)

    return _taking(command, post)


def _to_a_new_activity(command: type[Command]) -> Endpoint:
    def post(
        request: Request, cooperative: CooperativePath, key: Key, asked: OpenActivity
    ) -> Response:
        address = Address("activity", asked.activity)
        return _carried_out(request, _cell(request, cooperative), address, asked, key)

    return _taking(command, post)


def _to_an_activity(command: type[Command]) -> Endpoint:
    def post(
        request: Request,
        cooperative: CooperativePath,
        activity: ActivityPath,
        key: Key,
        asked: Command,
    ) -> Response:
        address = Address("activity", activity)
        return _carried_out(request, _cell(request, cooperative), address, asked, key)

    return _taking(command, post)


def _to_a_new_contract(command: type[Command]) -> Endpoint:
    def post(
        request: Request, cooperative: CooperativePath, key: Key, asked: Command
    ) -> Response:
        cell = _cell(request, cooperative)
        address = Address("contract", _new_contract(request, cell, command, key))
        return _carried_out(request, cell, address, asked, key)

    return _taking(command, post)


def _to_a_contract(command: type[Command]) -> Endpoint:
    def post(
        request: Request,
        cooperative: CooperativePath,
        contract: ContractPath,
        key: Key,
        asked: Command,
    ) -> Response:
        cell = _cell(request, cooperative)
        _demand_contract(cell, contract)
        return _carried_out(request, cell, Address("contract", contract), asked, key)

    return _taking(command, post)


NEW_COOPERATIVE = Door(_to_a_new_cooperative, (), "cooperative")
COOPERATIVE = Door(_to_the_cooperative, (CooperativeNotFounded,), "cooperative")
NEW_ACTIVITY = Door(_to_a_new_activity, (), "activities")
ACTIVITY = Door(_to_an_activity, (ActivityNotOpened,), "activities")
NEW_CONTRACT = Door(_to_a_new_contract, (), "contracts")
CONTRACT = Door(_to_a_contract, (UnknownContract,), "contracts")


# FastAPI reads a route's body from its annotations.
def _taking(command: type[Command], post: Endpoint) -> Endpoint:
    post.__annotations__["asked"] = Annotated[command, Body()]
    return post


def _cell(request: Request, cooperative: str) -> Cell:
    network: Network = request.app.state.network
    return network.cell(cooperative)


def _carried_out(
    request: Request, cell: Cell, address: Address, command: Command, key: str
) -> Response:
    origin = Origin(ACTOR, key, request.state.correlation_id)
    receipt = cell.books.execute(address, command, origin)
    request.state.position = receipt.recorded[-1].position
    return answer_to(f"{BASE}/{cell.name}", receipt)


# The name comes from the key, so that the same request sent again finds the same contract.
def _new_contract(request: Request, cell: Cell, command: type[Command], key: str) -> ContractId:
    network: Network = request.app.state.network
    text = f"contract\n{cell.name}\n{command.__name__}\n{key}".encode()
    return opaque("con", hmac.new(network.secret, text, hashlib.sha256).digest()[:16])


def _demand_contract(cell: Cell, contract: ContractId) -> None:
    streams = cell.books.streams
    if not any(streams.contract(contract, current=it).version for it in (False, True)):
        raise UnknownContract(contract)
