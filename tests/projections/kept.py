"""A cooperative whose readings are kept: what the tests of the readings stand on."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal, LiteralString

import psycopg
from psycopg.conninfo import make_conninfo
from psycopg.sql import SQL

from domain.activity.purchases import BookSupplierInvoice
from domain.activity.sale_lines import LineOfSale
from domain.activity.sales import IssueInvoice, ReceivePayment
from domain.cooperative.closing import CloseMonth
from domain.cooperative.hand_entries import BookEntry
from domain.cooperative.year_end import OpenBalances
from domain.events.purchases import PurchaseLine
from domain.events.year_end import OpeningStatus
from domain.identifiers import COOP
from domain.journal import Posting, credit, debit
from domain.money import euros
from domain.privacy import Label
from domain.recorded import Recorded
from domain.streams import THE_COOPERATIVE
from projections.moment import At
from projections.pools import projector_pool, reader_pool
from projections.projector import Projector
from projections.readings import Readings
from projections.readings_schema import create_readings
from projections.registry import TABLES
from projections.snapshot import Snapshot
from projections.version import Version
from tests.scenario import SCHEMA, Scenario

Rows = list[tuple[Any, ...]]


class Kept:
    """A cooperative with its projector and its readings."""

    def __init__(self, conninfo: str) -> None:
        self.conninfo = conninfo
        self.books = Scenario(conninfo)
        with psycopg.connect(conninfo) as owner:
            create_readings(owner, SCHEMA)
        self.projectors = projector_pool(make_conninfo(conninfo, application_name="projector"))
        self.readers = reader_pool(conninfo)
        self.projectors.open()
        self.readers.open()
        self.projector = Projector(self.projectors, SCHEMA)
        self.readings = Readings(self.readers, SCHEMA, self.books.clock)

    def close(self) -> None:
        """Give the connections back."""
        self.projectors.close()
        self.readers.close()
        self.books.close()

    @contextmanager
    def seen(
        self, as_of: date | None = None, known_at: datetime | int | None = None
    ) -> Iterator[Snapshot]:
        """All that was recorded, read at a moment."""
        self.projector.catch_up()
        with self.readings.at(At(as_of, known_at)) as snapshot:
            yield snapshot

    def owner(self, statement: LiteralString, *values: Any, version: int = 1) -> Rows:
        """Do to the tables of a version what only their owner may."""
        with psycopg.connect(self.conninfo) as owner:
            cursor = owner.execute(Version(SCHEMA, version).query(statement), values)
            return cursor.fetchall() if cursor.description else []

    def rows(self, version: int = 1) -> dict[str, Rows]:
        """Every row of every table of a version, by its key."""
        found = Version(SCHEMA, version)
        with psycopg.connect(self.conninfo) as owner:
            return {
                table.name: owner.execute(
                    SQL("SELECT * FROM {} ORDER BY {}").format(
                        found.table(table), SQL(table.key)
                    )
                ).fetchall()
                for table in TABLES
            }

    def invoiced(self, activity: str, customer: str, day: date, price: str) -> Recorded:
        """Invoice services at 20 %, VAT on debits."""
        line = LineOfSale(
            label=Label("Conseil"),
            nature="services",
            unit_price=Decimal(price),
            vat_rate=Decimal("0.20"),
        )
        invoice = IssueInvoice(
            occurred_on=day, customer=customer, lines=(line,), vat_on_debits=True
        )
        return self.books.when(activity, invoice).recorded[0]

    def paid(self, activity: str, invoice: str, day: date, amount: str) -> Recorded:
        """Receive a payment."""
        payment = ReceivePayment(
            occurred_on=day, invoice=invoice, reference=f"R-{day}", amount=euros(amount)
        )
        return self.books.when(activity, payment).recorded[0]

    def bought(self, activity: str, day: date, reference: str, net: str) -> Recorded:
        """Book a supplier's invoice of goods, with its VAT of 20 %."""
        vat = euros(net) / 5
        line = PurchaseLine(account="606", nature="goods", net=euros(net), vat=vat)
        invoice = BookSupplierInvoice(
            occurred_on=day, supplier="F0001", reference=reference, lines=(line,)
        )
        return self.books.when(activity, invoice).recorded[0]

    def by_hand(
        self, day: date, reference: str, journal: Literal["OD", "BQ", "AN"], *lines: Posting
    ) -> Recorded:
        """Book an entry by hand."""
        booking = BookEntry(
            occurred_on=day,
            journal=journal,
            reference=reference,
            label=Label("Écriture"),
            postings=lines,
        )
        return self.books.when(THE_COOPERATIVE, booking).recorded[0]

    def opened(self, last: date, status: OpeningStatus) -> Recorded:
        """Open a year with the balances of the one before."""
        opening = OpenBalances(occurred_on=last, last=last, status=status)
        return self.books.when(THE_COOPERATIVE, opening).recorded[0]

    def closed(self, month: str, on: date) -> Recorded:
        """Close a month on a day."""
        self.books.today(on)
        closing = CloseMonth(occurred_on=on, month=month)
        return self.books.when(THE_COOPERATIVE, closing).recorded[0]


def g01(kept: Kept) -> None:
    """The case G01: one invoice of 1,000.00 net, VAT on debits, contribution of 10 %."""
    books = kept.books
    books.today(date(2026, 1, 2))
    books.founded()
    books.contribution_of("0.10")
    books.numbered("invoice", "F{year}-{number:04d}")
    books.activity("E001")
    customer = books.customer("CLIENT SA")
    books.today(date(2026, 3, 10))
    kept.invoiced("E001", customer, date(2026, 3, 10), "1000.00")


def late_purchase(kept: Kept) -> None:
    """The case G17: a supplier's invoice of March arrives when March is closed."""
    kept.books.supplier()
    for month, on in (("2026-01", 3), ("2026-02", 4), ("2026-03", 5)):
        kept.closed(month, date(2026, 4, on))
    kept.books.today(date(2026, 4, 10))
    kept.bought("E001", date(2026, 3, 28), "FF-99", "100.00")


def a_year(kept: Kept) -> None:
    """Two activities: openings, sales, a purchase that comes late, closings, a payment."""
    g01(kept)
    books = kept.books
    books.activity("E002")
    books.today(date(2026, 3, 20))
    kept.paid("E001", "F2026-0001", date(2026, 3, 20), "700.00")
    opening = (debit("512", COOP, euros("500.00")), credit("1013", COOP, euros("500.00")))
    kept.by_hand(date(2026, 1, 1), "AN2026", "AN", *opening)
    late_purchase(kept)
    for month in range(4, 7):
        day = date(2026, month, 11)
        books.today(day)
        kept.invoiced("E002", "C0001", day, f"{month}33.33")
        kept.invoiced("E001", "C0001", day, f"{month}0.05")
    kept.closed("2026-04", date(2026, 7, 1))
