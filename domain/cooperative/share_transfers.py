"""Share transfers: a member sells shares to another; nothing goes through the cooperative."""

from pydantic import Field
from typing_extensions import override

from domain.circumstances import Circumstances
from domain.cooperative.share_register import Shares, SharesExceeded
from domain.decider import Command
from domain.events.shares import SharesTransferred
from domain.identifiers import ContractId, Day, Reference
from domain.money import proportion
from domain.refusal import Refusal

# Commands


class TransferShares(Command):
    """Record that shares change hands, as the assembly approved, under a new reference."""

    subscription: Reference
    buyer: ContractId
    reference: Reference
    shares: int = Field(ge=1, le=100_000, strict=True)
    approved_on: Day

    @override
    def named_contracts(self) -> tuple[ContractId, ...]:
        return (self.buyer,)


# Refusals


class BuyerNotMember(Refusal):
    """Shares are sold to a member, who is not the seller (loi 78-763 art. 21)."""


class ApprovedAfterTransfer(Refusal):
    """The assembly approves a transfer before it takes place (loi 78-763 art. 21)."""


# Decisions


def transfer_shares(
    shares: Shares, command: TransferShares, circumstances: Circumstances
) -> SharesTransferred:
    """The transfer, with what is left to pay on those shares."""
    sold = shares.admitted(command.subscription, command.occurred_on)
    circumstances.demand_cover(command.occurred_on)
    shares.demand_new(command.reference)
    if command.buyer == sold.subscriber or not shares.shares_of(command.buyer):
        raise BuyerNotMember(command.buyer)
    if command.approved_on > command.occurred_on:
        raise ApprovedAfterTransfer(command.approved_on, command.occurred_on)
    if command.shares > sold.free:
        raise SharesExceeded(command.shares, sold.free)
    amount = command.shares * sold.nominal
    return SharesTransferred(
        **dict(command),
        seller=sold.subscriber,
        amount=amount,
        unpaid=proportion(sold.unpaid, amount, sold.capital),
    )
