"""Scenarios: a cooperative on a real log, with a clock and an entropy that the test holds."""

import hashlib
from datetime import UTC, date, datetime, timedelta
from itertools import count

import psycopg

from domain.activity.activity import OpenActivity
from domain.books import Books, Origin, Receipt
from domain.cooperative.adoption import (
    AdoptContributionPolicy,
    AdoptNumberSeries,
    AdoptPolicy,
    OpenFiscalYear,
)
from domain.cooperative.closing import CloseMonth
from domain.cooperative.cooperative import FoundCooperative
from domain.cooperative.parties import RegisterCustomer, RegisterSupplier
from domain.decider import Command
from domain.entrepreneur_contract.terms import SignCesa
from domain.events.cooperative import LegalForm
from domain.identifiers import opaque
from domain.journal import JournalEntry
from domain.log.datastore import CellDatastore, connection_pool
from domain.log.recorder import LogRecorder
from domain.log.schema import create_cell
from domain.money import euros
from domain.period import first_day, month_after
from domain.policies.contribution import ContributionPolicy
from domain.policies.number_series import NumberSeries, Series
from domain.policies.pay import PayPolicy
from domain.privacy import Name
from domain.recorded import Recorded, decode
from domain.streams import THE_COOPERATIVE, Address

SCHEMA = "coop_test"
SECRET = b"a secret of the tests, never of a cooperative"
LONG_AGO = date(2024, 1, 1)


class Clock:
    """A clock that a test sets; it ticks a second at each look."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        """The time, a second after the last look."""
        self.now += timedelta(seconds=1)
        return self.now


def repeatable_entropy() -> "Entropy":
    """Bytes that look random and are the same in every run."""
    return Entropy()


class Entropy:
    """A repeatable source of distinct bytes."""

    def __init__(self) -> None:
        self._calls = count()

    def __call__(self, size: int) -> bytes:
        """The next bytes."""
        return hashlib.sha256(str(next(self._calls)).encode()).digest()[:size]


class Scenario:
    """A cooperative founded in 2026, its log in a database of its own."""

    def __init__(self, conninfo: str, schema: str = SCHEMA) -> None:
        with psycopg.connect(conninfo) as connection:
            create_cell(connection, schema)
        self.pool = connection_pool(conninfo)
        self.clock = Clock(datetime(2026, 12, 31, 12, tzinfo=UTC))
        self.entropy = Entropy()
        self.recorder = LogRecorder(CellDatastore(self.pool, schema), clock=self.clock)
        self.books = Books(self.recorder, self.clock, self.entropy, SECRET)
        self.contracts: dict[str, str] = {}

    def close(self) -> None:
        """Give the connections back."""
        self.pool.close()

    def when(self, target: Address | str, command: Command, key: str | None = None) -> Receipt:
        """Carry a command out; a bare code names an activity."""
        address = Address("activity", target) if isinstance(target, str) else target
        return self.books.execute(address, command, Origin("test", key))

    def today(self, day: date) -> None:
        """Set the clock to noon of a day."""
        self.clock.now = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)

    def founded(self, *years: int, legal_form: LegalForm = "scop-sarl") -> None:
        """Found the cooperative, open its fiscal years, and let pay exceed what there is."""
        founding = FoundCooperative(
            occurred_on=LONG_AGO,
            name=Name("Coopérative d'essai"),
            siren="732829320",
            legal_form=legal_form,
        )
        self.when(THE_COOPERATIVE, founding)
        for year in years or (2026,):
            opening = OpenFiscalYear(
                occurred_on=LONG_AGO, first=date(year, 1, 1), last=date(year, 12, 31)
            )
            self.when(THE_COOPERATIVE, opening)
        unlimited = AdoptPolicy(
            occurred_on=LONG_AGO, effective_from=LONG_AGO, policy=PayPolicy(unlimited=True)
        )
        self.when(THE_COOPERATIVE, unlimited)

    def contribution_of(self, rate: str, since: date = LONG_AGO) -> None:
        """Adopt a flat contribution."""
        policy = ContributionPolicy(rate=rate)
        adoption = AdoptContributionPolicy(
            occurred_on=LONG_AGO, effective_from=since, policy=policy
        )
        self.when(THE_COOPERATIVE, adoption)

    def numbered(self, series: Series, template: str, first: int = 1) -> None:
        """Declare a series of numbers."""
        numbering = NumberSeries(series=series, template=template, first=first)
        adoption = AdoptNumberSeries(
            occurred_on=LONG_AGO, effective_from=LONG_AGO, series=numbering
        )
        self.when(THE_COOPERATIVE, adoption)

    def activity(self, code: str) -> None:
        """Open an activity under a CESA of its own."""
        contract = opaque("con", self.entropy(16))
        cesa = SignCesa(
            occurred_on=LONG_AGO, entrepreneur=Name(f"Louise {code}"), starts_on=LONG_AGO
        )
        self.when(Address("contract", contract), cesa)
        self.activity_of(code, contract)
        self.contracts[code] = contract

    def activity_of(self, code: str, *contracts: str) -> None:
        """Open an activity under contracts signed before."""
        opening = OpenActivity(
            occurred_on=LONG_AGO,
            activity=code,
            trade_name=Name(f"Atelier {code}"),
            contracts=contracts,
        )
        self.when(code, opening)

    def closed(self, *months: str) -> None:
        """Close months, in their order."""
        for month in months:
            closing = CloseMonth(occurred_on=first_day(month_after(month)), month=month)
            self.when(THE_COOPERATIVE, closing)

    def log(self) -> tuple[Recorded, ...]:
        """Everything recorded so far."""
        last = self.recorder.max_notification_id() or 0
        found = self.recorder.select_notifications(1, last) if last else ()
        return tuple(decode(it.id, it.state) for it in found)

    def customer(self, name: str = "Mairie de Brest") -> str:
        """Register a customer, and give its subsidiary account."""
        command = RegisterCustomer(occurred_on=LONG_AGO, name=Name(name))
        return str(self.when(THE_COOPERATIVE, command).recorded[0].event.party)  # type: ignore[attr-defined]  # The event of this command has one.

    def supplier(self, name: str = "Papeterie Armor") -> str:
        """Register a supplier, and give its subsidiary account."""
        command = RegisterSupplier(occurred_on=LONG_AGO, name=Name(name))
        return str(self.when(THE_COOPERATIVE, command).recorded[0].event.party)  # type: ignore[attr-defined]  # The event of this command has one.


def written(entries: tuple[JournalEntry, ...]) -> list[str]:
    """Entries in the accountant's notation, one line a posting."""
    return [
        f"{it.journal} {it.reference} {line.account} {line.section} {line.debit} {line.credit}"
        for it in entries
        for line in it.postings
    ]


def amount(text: str) -> str:
    """An amount as books write it."""
    return str(euros(text))
