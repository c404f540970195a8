"""What ends a year: G28."""

from datetime import date
from decimal import Decimal

from domain.activity.purchases import BookSupplierInvoice
from domain.books import Receipt
from domain.chart_of_accounts import is_internal
from domain.cooperative.adoption import OpenFiscalYear
from domain.cooperative.hand_entries import BookEntry
from domain.cooperative.surplus import AllocateSurplus
from domain.cooperative.year_end import BringResultsUp, CloseYear, OpenBalances
from domain.decider import Command
from domain.events.purchases import PurchaseLine
from domain.events.year_end import BalancesOpened, YearClosed
from domain.identifiers import COOP
from domain.journal import Journal, Posting, credit, debit
from domain.money import ZERO, euros
from domain.privacy import Label
from domain.recorded import Recorded
from domain.streams import THE_COOPERATIVE
from tests.domain.cases.surplus import split_of
from tests.domain.cases.words import Case, Figure, dated, numbered, sale
from tests.reading import Line, net
from tests.scenario import Scenario

FIRST, LAST, OPENING = date(2026, 1, 1), date(2026, 12, 31), date(2027, 1, 1)
MEETING = date(2027, 6, 15)


def year_ended(scenario: Scenario) -> list[Receipt]:
    """G28."""
    scenario.contribution_of("0.10")
    numbered(scenario, 109)
    opening = OpenFiscalYear(occurred_on=FIRST, first=OPENING, last=date(2027, 12, 31))
    _asked(scenario, FIRST, opening)
    return [*_lived(scenario), *_ended(scenario), *_allocated(scenario)]


def _lived(scenario: Scenario) -> list[Receipt]:
    capital = debit("512", COOP, euros("500.00")), credit("1013", COOP, euros("500.00"))
    rent = debit("6132", COOP, euros("60.00")), credit("512", COOP, euros("60.00"))
    bought, paid = date(2026, 4, 2), date(2026, 5, 5)
    invoice = BookSupplierInvoice(
        occurred_on=bought,
        supplier=scenario.supplier(),
        reference="FF-204",
        lines=(PurchaseLine(account="606", nature="goods", net="100.00", vat="20.00"),),
    )
    return [
        _booked(scenario, FIRST, "AN2026", "AN", *capital),
        *sale(scenario, date(2026, 3, 10), on_debits=True),
        *dated(scenario, bought, invoice),
        _booked(scenario, paid, "LOYER-05", "BQ", *rent),
    ]


def _ended(scenario: Scenario) -> list[Receipt]:
    scenario.today(OPENING)
    scenario.closed(*(f"2026-{month:02d}" for month in range(1, 13)))
    closing = CloseYear(occurred_on=OPENING, last=LAST)
    opened = OpenBalances(occurred_on=OPENING, last=LAST, status="final")
    return [_asked(scenario, OPENING, closing), _asked(scenario, OPENING, opened)]


def _allocated(scenario: Scenario) -> list[Receipt]:
    up = BringResultsUp(occurred_on=MEETING, reference="AG-REMONTEE")
    split_of(scenario, "0.15", "0.35", "0.50")
    shared = AllocateSurplus(occurred_on=MEETING, year_ended=LAST, reference="AG-AFF")
    return [_asked(scenario, MEETING, up), _asked(scenario, MEETING, shared)]


def _asked(scenario: Scenario, day: date, command: Command) -> Receipt:
    scenario.today(day)
    return scenario.when(THE_COOPERATIVE, command)


def _booked(
    scenario: Scenario, day: date, reference: str, journal: Journal, *lines: Posting
) -> Receipt:
    fields = {"occurred_on": day, "reference": reference, "journal": journal}
    entry = BookEntry.model_validate({**fields, "label": Label("Écriture"), "postings": lines})
    return _asked(scenario, day, entry)


# What the case expects besides its lines


def result_of(section: str) -> Figure:
    return lambda _, log: _results(log)[section]


def result_of_all(_: tuple[Line, ...], log: tuple[Recorded, ...]) -> object:
    return sum(_results(log).values())


def _results(log: tuple[Recorded, ...]) -> dict[str, Decimal]:
    (closed,) = (it.event for it in log if isinstance(it.event, YearClosed))
    return {it.section: it.amount for it in closed.results}


def of_each(*accounts: str, day: date = MEETING, note: str = "") -> Figure:
    """The balance of accounts since the opening, where every section has the same."""

    def figure(found: tuple[Line, ...], _: tuple[Recorded, ...]) -> str:
        (balance,) = {amount for _, amount in _by_section(found, accounts, day)}
        return f"{balance} in every section{note}"

    return figure


def of_sections(account: str, day: date) -> Figure:
    """The balance of an account since the opening, section by section."""
    return lambda found, _: ", ".join(
        f"{section} {amount}" for section, amount in _by_section(found, (account,), day)
    )


def _by_section(
    found: tuple[Line, ...], accounts: tuple[str, ...], day: date
) -> list[tuple[str, Decimal]]:
    since = [line for line in found if OPENING <= line.dated <= day]
    return [(it, net(since, *accounts, section=it)) for it in ("E001", COOP)]


def opening_of_the_company(_: tuple[Line, ...], log: tuple[Recorded, ...]) -> str:
    opened = [it for it in log if isinstance(it.event, BalancesOpened)]
    lines = [line for it in opened for entry in it.entries for line in entry.postings]
    company = [line for line in lines if not is_internal(line.account)]
    debited = sum((line.debit for line in company), ZERO)
    credited = sum((line.credit for line in company), ZERO)
    return f"debit {debited} = credit {credited}"


CASES: dict[str, Case] = {"G28": year_ended}

FIGURES: dict[tuple[str, str], Figure] = {
    ("G28", "result of E001"): result_of("E001"),
    ("G28", "result of COOP"): result_of(COOP),
    ("G28", "result of the company"): result_of_all,
    ("G28", "186 and 187 at 2027-01-01"): of_each(
        "186", "187", day=OPENING, note=" (closed into the section's result)"
    ),
    ("G28", "181 at 2027-01-01"): of_sections("181", OPENING),
    ("G28", "FEC 2027 opening without 181"): opening_of_the_company,
    ("G28", "120.balance after the meeting"): of_each("120"),
    ("G28", "181 after the meeting"): of_sections("181", MEETING),
}
