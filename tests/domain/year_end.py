"""A cooperative whose year 2026 is over: what the tests of its end stand on."""

from dataclasses import replace
from datetime import date
from typing import Any

from domain.circumstances import Circumstances
from domain.cooperative.cooperative import COOPERATIVE
from domain.cooperative.year_end import (
    CloseYear,
    OpenBalances,
)
from domain.events.adoption import FiscalYearOpened, PolicyAdopted
from domain.events.closing import JournalTotal, MonthClosed
from domain.events.event import Event
from domain.events.year_end import (
    BalancesOpened,
    OpeningStatus,
    ResultsBroughtUp,
)
from domain.journal import Posting
from domain.ledger import Ledger
from domain.money import euros
from domain.period import FiscalYear
from domain.policies.closing import ClosingPolicy
from domain.posting.rules import entries_of
from domain.rulebook import Rulebook
from tests.domain.cooperative_of_2026 import CIRCUMSTANCES, FOUNDED, NEW_YEAR, YEAR_OPENED
from tests.domain.specification import Outcome, given

LAST, OPENING = date(2026, 12, 31), date(2027, 1, 1)
MEETING = date(2027, 6, 15)
NEXT = FiscalYear(first=OPENING, last=date(2027, 12, 31))
NEXT_OPENED = FiscalYearOpened(occurred_on=NEW_YEAR, first=NEXT.first, last=NEXT.last)


def moved(day: str, account: str, section: str, amount: str, party: str | None = None) -> Any:
    """A line of the books; a negative amount stands on the credit side."""
    side = "credit" if amount.startswith("-") else "debit"
    fields = {"account": account, "section": section, "auxiliary": party}
    posting = Posting.model_validate({**fields, side: amount.lstrip("-")})
    return date.fromisoformat(day), posting


SOLD = (
    moved("2026-03-10", "411", "E001", "1200.00", "C0001"),
    moved("2026-03-10", "706", "E001", "-1000.00"),
    moved("2026-03-10", "44571", "E001", "-200.00"),
    moved("2026-03-10", "186", "E001", "100.00"),
    moved("2026-03-10", "181", "E001", "-100.00"),
    moved("2026-03-10", "181", "COOP", "100.00"),
    moved("2026-03-10", "187", "COOP", "-100.00"),
)
LOST = (
    moved("2026-04-01", "606", "E002", "300.00"),
    moved("2026-04-01", "401", "E002", "-300.00", "F0001"),
)


def books(*lines: tuple[date, Posting]) -> Ledger:
    ledger = Ledger()
    for day, posting in lines:
        ledger = ledger.with_postings(day, (posting,))
    return ledger


def opened(ledger: Ledger, event: Event) -> Ledger:
    """The books after opening entries."""
    for entry in entries_of(event, Rulebook()):
        ledger = ledger.with_postings(OPENING, entry.postings)
    return ledger.with_opening(OPENING)


def at(
    ledger: Ledger, today: date = OPENING, closed: str = "2026-12", **rules: Any
) -> Circumstances:
    rulebook = replace(CIRCUMSTANCES.rulebook, years=(*CIRCUMSTANCES.rulebook.years, NEXT))
    rulebook = replace(rulebook, closed_through=closed, **rules)
    return replace(CIRCUMSTANCES, rulebook=rulebook, today=today, ledger=ledger)


def month(number: int) -> MonthClosed:
    """A month of 2026 that moved a hundred euros; the totals of it and those before."""
    total = JournalTotal(journal="VT", entries=2, debit="100.00", credit="100.00")
    return MonthClosed(
        occurred_on=OPENING,
        month=f"2026-{number:02d}",
        entries=2,
        journals=(total,),
        perpetual_debit=euros("100.00") * number,
        perpetual_credit=euros("100.00") * number,
        digest=f"{number:064x}",
    )


MONTHS = tuple(map(month, range(1, 13)))
LIVED: tuple[Event, ...] = (FOUNDED, YEAR_OPENED, NEXT_OPENED, *MONTHS)


def closing(last: date = LAST) -> CloseYear:
    return CloseYear(occurred_on=OPENING, last=last)


def opening(status: OpeningStatus = "final", last: date = LAST) -> OpenBalances:
    return OpenBalances(occurred_on=OPENING, last=last, status=status)


def year_closed(ledger: Ledger) -> Event:
    return given(COOPERATIVE, *LIVED).when(closing(), at(ledger)).decided()


def closed_books(*lines: tuple[date, Posting]) -> tuple[Ledger, tuple[Event, ...]]:
    ledger = books(*lines)
    return ledger, (*LIVED, year_closed(ledger))


CLOSED = year_closed(books())


def under(**policy: Any) -> PolicyAdopted:
    """What the cooperative demands of a closing."""
    kept = ClosingPolicy(**policy)
    return PolicyAdopted(occurred_on=NEW_YEAR, effective_from=NEW_YEAR, policy=kept)


def decided(outcome: Outcome) -> BalancesOpened:
    event = outcome.decided()
    assert isinstance(event, BalancesOpened)
    return event


OPENED = BalancesOpened(occurred_on=OPENING, status="final", reference="AN2027", postings=())
PROVISIONAL = OPENED.model_copy(update={"status": "provisional"})
LATER_OPENED = OPENED.model_copy(update={"occurred_on": date(2028, 1, 1)})

BROUGHT = ResultsBroughtUp(
    occurred_on=MEETING,
    reference="AG-REMONTEE",
    postings=(
        moved("2027-06-15", "120", "E001", "900.00")[1],
        moved("2027-06-15", "181", "E001", "-900.00")[1],
        moved("2027-06-15", "181", "COOP", "900.00")[1],
        moved("2027-06-15", "120", "COOP", "-900.00")[1],
    ),
)


WITH_PARTIES = tuple(it.model_copy(update={"auxiliary": "C0001"}) for it in BROUGHT.postings)
SAMPLES: tuple[Event, ...] = (
    year_closed(books(*SOLD)),
    OPENED.model_copy(update={"postings": WITH_PARTIES, "brought_up": WITH_PARTIES}),
    BROUGHT.model_copy(update={"postings": WITH_PARTIES}),
)
"""One of each event with every field filled, as no books would hold it."""
