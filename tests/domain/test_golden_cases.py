"""The books are those that accountants worked out by hand, line by line."""

from collections.abc import Callable, Iterator
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from domain.events.cooperative import MemberAdmitted
from domain.journal import JournalEntry
from domain.recorded import Recorded
from tests.domain.golden_cases import CASES, written_cases
from tests.reading import Line, lines, net
from tests.scenario import LONG_AGO, Scenario

PARIS = ZoneInfo("Europe/Paris")


@pytest.fixture
def scenario(database: str) -> Iterator[Scenario]:
    found = Scenario(database)
    found.today(LONG_AGO)
    found.founded()
    found.activity("E001")
    found.activity("E002")
    yield found
    found.close()


@pytest.mark.parametrize("case", CASES)
def test_every_line_of_every_entry_is_theirs(scenario: Scenario, case: str) -> None:
    recorded = [it for receipt in CASES[case](scenario) for it in receipt.recorded]
    names = {
        it.entry_name(index): entry
        for it in scenario.log()
        for index, entry in enumerate(it.entries)
    }
    found = [_as_written(it, entry, names) for it in recorded for entry in it.entries]
    assert _by_reference(found) == _by_reference(_expected(case))


def test_a_wrong_line_would_be_seen(scenario: Scenario) -> None:
    recorded = [it for receipt in CASES["G01"](scenario) for it in receipt.recorded]
    found = [_as_written(it, entry, {}) for it in recorded for entry in it.entries]
    found[0]["lines"][1]["credit"] = "1000.01"
    assert _by_reference(found) != _by_reference(_expected("G01"))


def _expected(case: str) -> list[dict[str, Any]]:
    entries: list[dict[str, Any]] = written_cases()[case]["entries"]
    return entries


def _by_reference(entries: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(entries, key=lambda entry: (entry["ref"], entry["journal"]))


def _as_written(
    recorded: Recorded, entry: JournalEntry, names: dict[str, JournalEntry]
) -> dict[str, Any]:
    written = {
        "journal": entry.journal,
        "date": str(recorded.accounting_date),
        "ref": entry.reference,
        "lines": [
            {
                "account": line.account,
                "section": line.section,
                "debit": str(line.debit),
                "credit": str(line.credit),
            }
            for line in entry.postings
        ],
    }
    if recorded.event.occurred_on != recorded.accounting_date:
        written["occurred_on"] = str(recorded.event.occurred_on)
        written["recorded_at"] = str(recorded.recorded_at.astimezone(PARIS).date())
    for link in ("reverses", "corrects"):
        if named := getattr(entry, link):
            written[link] = f"{names[named].journal}/{names[named].reference}"
    return written


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


def credited(account: str) -> Figure:
    return lambda found, _: sum(line.credit for line in found if line.account == account)


def late(text: Callable[[Recorded], str]) -> Figure:
    return lambda _, log: text(log[-1])


def shares(_: object, log: tuple[Recorded, ...]) -> int:
    return sum(it.event.shares for it in log if isinstance(it.event, MemberAdmitted))


def deductible_in(month: str) -> Figure:
    return lambda found, log: debited("44566", month)(found, log) or "0.00"


FIGURES: dict[tuple[str, str], Figure] = {
    ("G01", "E001.turnover_ht"): of_activity("70", sign=-1),
    ("G01", "E001.contribution"): of_activity("186"),
    ("G01", "E001.available"): of_activity("6", "7", "186", "187", sign=-1),
    ("G01", "general.186_187_net"): lambda found, _: net(found, "186", "187"),
    ("G02", "4458.balance"): balance("4458"),
    ("G02", "411.balance"): balance("411"),
    ("G02", "44571.credit_total"): credited("44571"),
    ("G05", "E001.net_turnover"): of_activity("70", sign=-1),
    ("G05", "E001.net_contribution"): of_activity("186"),
    ("G06", "total"): credited("4258"),
    ("G06", "deductible_vat"): debited("44566"),
    (
        "G06",
        "contribution_credit (10 % of HT 50.00, type flagged contribution)",
    ): of_activity("186", sign=-1),
    ("G07", "401.balance"): balance("401"),
    ("G07", "44588.balance"): balance("44588"),
    ("G07", "44566.debit_total"): debited("44566"),
    ("G07", "VAT deductible in March"): deductible_in("2026-03"),
    ("G07", "VAT deductible in April"): deductible_in("2026-04"),
    ("G08", "total_cost"): of_activity("6"),
    ("G08", "net_paid"): debited("421"),
    ("G08", "421.balance"): balance("421"),
    ("G08", "431.balance"): balance("431"),
    ("G12", "capital"): lambda found, _: f"+{-net(found, '101')}",
    ("G12", "shares"): shares,
    ("G17", "accounting_date"): late(lambda it: str(it.accounting_date)),
    ("G17", "EcritureDate"): late(lambda it: f"{it.accounting_date:%Y%m%d}"),
    ("G17", "PieceDate"): late(lambda it: f"{it.event.occurred_on:%Y%m%d}"),
    ("G17", "ValidDate"): late(lambda it: f"{it.recorded_at.astimezone(PARIS):%Y%m%d}"),
    ("G20", "general.effect"): lambda found, _: net(found, "1", "6", "7"),
    ("G21", "606.net"): lambda found, _: (
        f"{net([it for it in found if it.account == '606'], '606')} with the original"
    ),
    ("G21", "trail"): lambda _, log: (
        f"{sum(len(it.entries) for it in log)} entries remain visible"
    ),
    ("G22", "E001.charge"): of_activity("654"),
}
NOT_FROM_BOOKS = {("G12", "votes")}
"""One person has one vote, whatever the shares: it is no figure of the books."""


@pytest.mark.parametrize("case", CASES)
def test_every_figure_is_theirs(scenario: Scenario, case: str) -> None:
    CASES[case](scenario)
    log = scenario.log()
    figures = {
        name: str(figure(lines(log), log))
        for (owner, name), figure in FIGURES.items()
        if owner == case
    }
    expected = written_cases()[case]["expect"]
    assert figures == {
        name: figure for name, figure in expected.items() if (case, name) not in NOT_FROM_BOOKS
    }
