"""What the register of shares tells, field by field."""

from datetime import date

from pydantic import BaseModel

from api.reading_answers import Told, Total
from domain.identifiers import ContractId


class ShareHoldingRead(Told):
    """A member's shares; `called` ever was capital, `paid` and `unpaid` are those still held.

    `awaiting` is paid before the assembly admits, `queued` waits for the capital's floor,
    `refund_due` is to be paid until `refund_by`.
    """

    member: ContractId
    shares: int
    subscribed: Total
    called: Total
    paid: Total
    unpaid: Total
    awaiting: Total
    capital: Total
    cancelled: Total
    queued: Total
    refund_due: Total
    refund_by: date | None
    position: int


class ShareRegisterRead(BaseModel):
    """The members' shares, and the capital they make; each member has one vote."""

    capital: Total
    highest_capital: Total
    floor: Total
    votes: int
    members: list[ShareHoldingRead]
