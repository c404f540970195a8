"""What is sold: G01, G02, G05, G22."""

from datetime import date

from domain.activity.sales import IssueCreditNote, ReceivePayment, WriteOffInvoice
from domain.books import Receipt
from tests.domain.cases.words import (
    Case,
    Figure,
    balance,
    credited_on,
    dated,
    numbered,
    of_activity,
    sale,
    service,
)
from tests.reading import net
from tests.scenario import Scenario


def sold_on_debits(scenario: Scenario) -> list[Receipt]:
    """G01."""
    scenario.contribution_of("0.10")
    numbered(scenario)
    return sale(scenario, date(2026, 3, 10), on_debits=True)


def sold_on_receipts(scenario: Scenario) -> list[Receipt]:
    """G02."""
    numbered(scenario, 2)
    invoice = sale(scenario, date(2026, 3, 10), on_debits=False)
    return invoice + [
        receipt
        for day, reference, amount in (
            (date(2026, 4, 2), "R1", "700.00"),
            (date(2026, 4, 20), "R2", "500.00"),
        )
        for receipt in dated(
            scenario,
            day,
            ReceivePayment(
                occurred_on=day, invoice="F2026-0002", reference=reference, amount=amount
            ),
        )
    ]


def credited(scenario: Scenario) -> list[Receipt]:
    """G05, on G01."""
    sold_on_debits(scenario)
    day = date(2026, 3, 18)
    note = IssueCreditNote(occurred_on=day, invoice="F2026-0001", lines=(service("200.00"),))
    return dated(scenario, day, note)


def lost(scenario: Scenario) -> list[Receipt]:
    """G22, on G01."""
    sold_on_debits(scenario)
    day = date(2026, 12, 31)
    loss = WriteOffInvoice(occurred_on=day, invoice="F2026-0001", reference="IRR-1")
    return dated(scenario, day, loss)


CASES: dict[str, Case] = {
    "G01": sold_on_debits,
    "G02": sold_on_receipts,
    "G05": credited,
    "G22": lost,
}

FIGURES: dict[tuple[str, str], Figure] = {
    ("G01", "E001.turnover_ht"): of_activity("70", sign=-1),
    ("G01", "E001.contribution"): of_activity("186"),
    ("G01", "E001.available"): of_activity("6", "7", "186", "187", sign=-1),
    ("G01", "general.186_187_net"): lambda found, _: net(found, "186", "187"),
    ("G02", "4458.balance"): balance("4458"),
    ("G02", "411.balance"): balance("411"),
    ("G02", "44571.credit_total"): credited_on("44571"),
    ("G05", "E001.net_turnover"): of_activity("70", sign=-1),
    ("G05", "E001.net_contribution"): of_activity("186"),
    ("G22", "E001.charge"): of_activity("654"),
}
