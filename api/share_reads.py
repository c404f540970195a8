"""Reading the register of shares."""

from typing import Annotated

from fastapi import Query, Request

from api.doors import CooperativePath
from api.moment import Moment, Reading, read_at, told
from api.share_answers import ShareHoldingRead, ShareRegisterRead
from projections.share_register import share_register


def read_share_register(
    request: Request, cooperative: CooperativePath, query: Annotated[Moment, Query()]
) -> Reading[ShareRegisterRead]:
    """Who holds which shares, what is paid and due on them, and the capital they make."""
    with read_at(request, cooperative, query) as snapshot:
        register = share_register(snapshot)
        read = ShareRegisterRead(
            capital=register.capital,
            highest_capital=register.highest,
            floor=register.floor,
            votes=register.votes,
            members=[ShareHoldingRead.model_validate(row) for row in register.holdings],
        )
        return told(query, snapshot, read)
