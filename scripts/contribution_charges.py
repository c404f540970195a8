"""What the commands on contributions do: one policy adopted, or every activity charged."""

from collections.abc import Iterable
from decimal import Decimal

from pydantic import ValidationError
from rich.box import SIMPLE_HEAD
from rich.table import Table

from api.composition import Cell
from api.settings import Settings
from domain.activity.contribution_charges import (
    ChargeMinimumContribution,
    ChargeMonthlyContribution,
    ContributionAlreadyCharged,
    NothingToCharge,
)
from domain.cooperative.adoption import AdoptContributionPreset
from domain.decider import Command
from domain.events.contribution import ContributionCharged, MinimumContributionCharged
from domain.identifiers import ActivityCode
from domain.money import ZERO
from domain.streams import THE_COOPERATIVE, Address
from projections.activities import activities
from projections.fec_export import year_closing_in
from scripts.books_commands import ACTOR, network, today
from scripts.console import failure, output
from scripts.demo.tables import written
from scripts.reading import caught_up

Charge = tuple[ActivityCode, Decimal | None]
"""What an activity was charged; None when it was charged before, or owes nothing."""


def adopt(cooperative: str, preset: str, since: str, activity: str | None) -> None:
    """Adopt a published contribution from a day on."""
    asked: dict[str, object] = {"effective_from": since, "preset": preset, "activity": activity}
    command = _valid(AdoptContributionPreset, asked)
    with network(Settings()) as opened:
        opened.cell(cooperative).books.execute(THE_COOPERATIVE, command, ACTOR)
    whose = activity or "every activity"
    output.print(f"{preset} holds for {whose} from {since} on")


def charge_month(cooperative: str, month: str) -> None:
    """Charge what a month owes, activity by activity."""
    command = _valid(ChargeMonthlyContribution, {"month": month})
    with caught_up(cooperative) as cell:
        _print(f"Contribution of {month}", _charged(cell, command))


def charge_year(cooperative: str, closing_in: int) -> None:
    """Charge what a fiscal year lacks of its minimum, activity by activity."""
    with caught_up(cooperative) as cell:
        with cell.readings.at() as snapshot:
            first = year_closing_in(snapshot, closing_in).first
        command = _valid(ChargeMinimumContribution, {"fiscal_year": first})
        _print(f"Minimum contribution of {closing_in}", _charged(cell, command))


def _charged(cell: Cell, command: Command) -> list[Charge]:
    with cell.readings.at() as snapshot:
        codes = [one.activity for one in activities(snapshot)]
    return [(code, _charge(cell, code, command)) for code in codes]


def _charge(cell: Cell, code: ActivityCode, command: Command) -> Decimal | None:
    try:
        receipt = cell.books.execute(Address("activity", code), command, ACTOR)
    except (ContributionAlreadyCharged, NothingToCharge):
        return None
    (event,) = (recorded.event for recorded in receipt.recorded)
    assert isinstance(event, ContributionCharged | MinimumContributionCharged)
    return event.amount


def _print(title: str, charges: Iterable[Charge]) -> None:
    table = Table(title=f"{title}, in euros", title_justify="left", box=SIMPLE_HEAD)
    table.add_column("Activity")
    table.add_column("Charged", justify="right")
    total = ZERO
    for code, amount in charges:
        table.add_row(code, "nothing more" if amount is None else written(amount))
        total += amount or ZERO
    table.add_section()
    table.add_row("Total", written(total))
    output.print(table)


def _valid(kind: type[Command], asked: dict[str, object]) -> Command:
    try:
        return kind.model_validate({"occurred_on": today()} | asked)
    except ValidationError as wrong:
        sentences = (f"{error['loc'][0]}: {error['msg']}" for error in wrong.errors())
        raise failure("; ".join(sentences), 2) from wrong
