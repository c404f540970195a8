"""What a reading may be asked beyond its moment."""

from typing import Annotated

from pydantic import Field

from api.ledger_cursor import LedgerCursor
from api.moment import Moment
from domain.identifiers import (
    ActivityCode,
    Auxiliary,
    Day,
    EntryId,
    JournalCode,
    LedgerAccount,
    Section,
)

PAGE_MAX = 500
Limit = Annotated[int, Field(ge=1, le=PAGE_MAX)]


class Unveiled(Moment):
    """Whether texts about people are told, from the vault."""

    values: bool = Field(default=False, description="Tell the texts, not only their digests.")


class DeadlineQuery(Unveiled):
    """The day on which deadlines are looked at."""

    on: Day | None = Field(default=None, description="By default, as_of, or else today.")


class Stretch(Moment):
    """From when balances run."""

    since: Day | None = Field(
        default=None, description="By default, from the last opening entries."
    )


class BalanceQuery(Stretch):
    """The company's accounts, or those of one section."""

    section: Section | None = None


class ReceivableQuery(Moment):
    """The invoices of the cooperative, or of one activity."""

    activity: ActivityCode | None = None


class LedgerQuery(Stretch):
    """A page of an account, of the company or of one section."""

    section: Section | None = None
    cursor: LedgerCursor | None = None
    limit: Limit = 200


class JournalQuery(Moment):
    """A page of the journal; an account stands for those it begins."""

    journal: JournalCode | None = None
    account: LedgerAccount | None = None
    section: Section | None = None
    auxiliary: Auxiliary | None = None
    since: Day | None = None
    cursor: EntryId | None = None
    limit: Limit = 100
