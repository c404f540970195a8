"""The feed: every event of a cooperative in order, to be followed from any position."""

from typing import Annotated

from fastapi import Query, Request
from pydantic import BaseModel, ConfigDict, Field

from api.answers import EventAnswer, event_answer
from api.composition import Network
from api.doors import CooperativePath
from api.moment import Position
from domain.log.batch import leaf_hash
from domain.recorded import decode

PAGE_MAX = 500


class FeedQuery(BaseModel):
    """From where the feed goes on."""

    model_config = ConfigDict(extra="forbid")

    after: Position = Field(default=0, description="The last position already read.")
    limit: Annotated[int, Field(ge=1, le=PAGE_MAX)] = 100


class FeedPage(BaseModel):
    """Events in log order; asking again after `next_after` goes on where this page ends."""

    data: list[EventAnswer]
    next_after: int
    has_more: bool


def events(
    request: Request, cooperative: CooperativePath, query: Annotated[FeedQuery, Query()]
) -> FeedPage:
    """The events recorded after a position, each with its entries and its leaf in the log."""
    network: Network = request.app.state.network
    recorder = network.cell(cooperative).books.recorder
    found = list(recorder.select_notifications(query.after + 1, query.limit + 1))
    page = found[: query.limit]
    return FeedPage(
        data=[event_answer(decode(it.id, it.state), leaf_hash(it.state).hex()) for it in page],
        next_after=page[-1].id if page else query.after,
        has_more=len(found) > len(page),
    )
