"""Reading the books: the journal, the general ledger, the balances, an activity's statement."""

from typing import Annotated

from fastapi import Path, Query, Request

from api.doors import BASE, ActivityPath, CooperativePath
from api.ledger_cursor import cursor_of, key_of
from api.moment import Moment, Page, Reading, read_at, told, told_in_part
from api.reading_answers import (
    BalanceRead,
    JournalEntryRead,
    LedgerLineRead,
    LedgerRead,
    StatementRead,
)
from api.reading_queries import BalanceQuery, JournalQuery, LedgerQuery, Stretch
from domain.circumstances import UnknownSection
from domain.identifiers import COOP, EntryId, LedgerAccount, Section
from domain.recorded import timestamp
from domain.refusal import Refusal
from projections.activities import activities
from projections.activity_statement import statement
from projections.general_ledger import Extract, LedgerLine, ledger
from projections.journal_reading import FiledEntry, Filter, entries, entry
from projections.snapshot import Snapshot
from projections.trial_balance import trial_balance

AccountPath = Annotated[LedgerAccount, Path(examples=["411"])]
EntryPath = Annotated[EntryId, Path(examples=["12.1"])]


class UnknownEntry(Refusal):
    """No entry of that name is known at that moment."""


def read_journal(
    request: Request, cooperative: CooperativePath, query: Annotated[JournalQuery, Query()]
) -> Page[JournalEntryRead]:
    """The journal in log order; an entry is whole when one of its lines is asked for."""
    asked = Filter(query.journal, query.account, query.section, query.auxiliary, query.since)
    with read_at(request, cooperative, query) as snapshot:
        found = entries(snapshot, asked, after=query.cursor, limit=query.limit + 1)
        page = found[: query.limit]
        following = page[-1].id if len(found) > len(page) else None
        read = [_entry(cooperative, it) for it in page]
        return told_in_part(query, snapshot, read, following)


def read_entry(
    request: Request,
    cooperative: CooperativePath,
    entry_id: EntryPath,
    query: Annotated[Moment, Query()],
) -> Reading[JournalEntryRead]:
    """One entry of the journal, by its permanent name."""
    with read_at(request, cooperative, query) as snapshot:
        found = entry(snapshot, entry_id)
        if found is None:
            raise UnknownEntry(entry_id)
        return told(query, snapshot, _entry(cooperative, found))


def read_ledger(
    request: Request,
    cooperative: CooperativePath,
    account: AccountPath,
    query: Annotated[LedgerQuery, Query()],
) -> Reading[LedgerRead]:
    """The postings of an account and of those it begins, with the balance after each."""
    after = key_of(query.cursor) if query.cursor else None
    with read_at(request, cooperative, query) as snapshot:
        extract = Extract(account, query.section, since=query.since)
        page = ledger(snapshot, extract, after=after, limit=query.limit)
        full = len(page.lines) == query.limit
        read = LedgerRead(
            opening=page.opening,
            closing=page.closing,
            lines=[_ledger_line(line) for line in page.lines],
            next_cursor=cursor_of(page.lines[-1]) if full else None,
        )
        return told(query, snapshot, read)


def read_trial_balance(
    request: Request, cooperative: CooperativePath, query: Annotated[BalanceQuery, Query()]
) -> Reading[list[BalanceRead]]:
    """Each account's debits, credits and balance, of the company or of one section."""
    with read_at(request, cooperative, query) as snapshot:
        if query.section:
            demand_section(snapshot, query.section)
        rows = trial_balance(snapshot, section=query.section, since=query.since)
        return told(query, snapshot, [BalanceRead.model_validate(row) for row in rows])


def read_statement(
    request: Request,
    cooperative: CooperativePath,
    activity: ActivityPath,
    query: Annotated[Stretch, Query()],
) -> Reading[StatementRead]:
    """An activity's statement: what it earned, what it cost, what is left."""
    with read_at(request, cooperative, query) as snapshot:
        demand_section(snapshot, activity)
        row = statement(snapshot, activity, since=query.since)
        return told(query, snapshot, StatementRead.model_validate(row))


def demand_section(snapshot: Snapshot, section: Section) -> None:
    """Refuse a section that no activity had opened at that moment."""
    if section != COOP and all(it.activity != section for it in activities(snapshot)):
        raise UnknownSection(section)


def _entry(cooperative: str, filed: FiledEntry) -> JournalEntryRead:
    fields = filed._asdict() | {
        "id": filed.id,
        "recorded_at": timestamp(filed.recorded_at),
        "postings": [line._asdict() for line in filed.lines],
        "why": f"{BASE}/{cooperative}/events?after={filed.position - 1}&limit=1",
    }
    return JournalEntryRead.model_validate(fields)


def _ledger_line(line: LedgerLine) -> LedgerLineRead:
    fields = line._asdict() | {"entry": line.entry, "accounting_date": line.key.date}
    return LedgerLineRead.model_validate(fields)
