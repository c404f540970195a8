"""The words of the golden cases: what accountants worked out by hand, and how it is read."""

import json
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from domain.activity.sale_lines import LineOfSale
from domain.activity.sales import IssueInvoice
from domain.books import Receipt
from domain.privacy import Label
from domain.recorded import Recorded
from tests.reading import Line, net
from tests.scenario import Scenario

PARIS = ZoneInfo("Europe/Paris")
Case = Callable[[Scenario], list[Receipt]]
FILE = Path(__file__).parents[2] / "golden" / "cases.json"


@cache
def written_cases() -> dict[str, dict[str, Any]]:
    """The cases as they were worked out, by name."""
    return {case["id"]: case for case in json.loads(FILE.read_text("utf-8"))}


def service(price: str, rate: str = "0.20") -> LineOfSale:
    """A line of services."""
    return LineOfSale(
        label=Label("Conseil"), nature="services", unit_price=price, vat_rate=rate
    )


def sale(scenario: Scenario, day: date, *, on_debits: bool) -> list[Receipt]:
    """An invoice of 1,000.00 before tax, at 20 %."""
    return dated(
        scenario,
        day,
        IssueInvoice(
            occurred_on=day,
            customer=scenario.customer(),
            lines=(service("1000.00"),),
            vat_on_debits=on_debits,
        ),
    )


def dated(scenario: Scenario, day: date, command: Any) -> list[Receipt]:
    """Carry a command of E001 out on the day of its document."""
    scenario.today(day)
    return [scenario.when("E001", command)]


def numbered(scenario: Scenario, first: int = 1) -> None:
    """Number invoices and credit notes in one series each."""
    scenario.numbered("invoice", "F{year}-{number:04d}", first)
    scenario.numbered("credit-note", "A{year}-{number:04d}")


# What each case expects besides its lines

Figure = Callable[[tuple[Line, ...], tuple[Recorded, ...]], object]


def balance(account: str) -> Figure:
    return lambda found, _: net(found, account)


def of_activity(*accounts: str, sign: int = 1) -> Figure:
    return lambda found, _: sign * net(found, *accounts, section="E001")


def debited(account: str, month: str = "") -> Figure:
    return lambda found, _: sum(
        line.debit
        for line in found
        if line.account == account and str(line.dated).startswith(month)
    )


def credited_on(account: str) -> Figure:
    return lambda found, _: sum(line.credit for line in found if line.account == account)


def late(text: Callable[[Recorded], str]) -> Figure:
    return lambda _, log: text(log[-1])
