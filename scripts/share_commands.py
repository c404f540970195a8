"""The command on shares: `shares`, who holds which."""

from datetime import date
from typing import Literal

from rich.box import SIMPLE_HEAD
from rich.table import Table

from api.settings import Settings
from projections.contracts import contract_terms
from projections.moment import At
from projections.share_register import ShareHolding, ShareRegister, share_register
from projections.snapshot import Snapshot
from projections.vault import values
from scripts.books_commands import PROJECTED_WITHIN, network
from scripts.console import output
from scripts.demo.tables import written

COLUMNS = ("shares", "subscribed", "called", "paid", "unpaid", "cancelled", "queued", "due")


def shares(cooperative: str, as_of: date | None, known_at: int | None) -> None:
    """Print the register of shares at a moment."""
    with network(Settings()) as opened:
        cell = opened.cell(cooperative)
        position = cell.books.recorder.max_notification_id() or 0
        cell.readings.wait_for(position, PROJECTED_WITHIN)
        with cell.readings.at(At(as_of, known_at)) as snapshot:
            register = share_register(snapshot)
            table = _table(register, _names(snapshot), as_of)
    output.print(table, crop=False, soft_wrap=True)
    output.print(
        f"capital {written(register.capital)}, highest {written(register.highest)},"
        f" floor {written(register.floor)}, votes {register.votes}"
    )


def _names(snapshot: Snapshot) -> dict[str, str]:
    """What the vault says of each member's name, by contract."""
    signed = {
        it.contract: it.entrepreneur for it in contract_terms(snapshot) if it.entrepreneur
    }
    found = values(snapshot, signed.values())
    return {contract: found.get(digest, "") for contract, digest in signed.items()}


def _table(register: ShareRegister, names: dict[str, str], as_of: date | None) -> Table:
    moment = f" at {as_of:%d/%m/%Y}" if as_of else ""
    table = Table(
        title=f"Register of shares{moment}, in euros",
        title_justify="left",
        box=SIMPLE_HEAD,
        pad_edge=False,
        collapse_padding=True,
    )
    rows = [_row(holding, names) for holding in register.holdings]
    for rank, name in enumerate(("member", *COLUMNS)):
        # An amount cut in two would be another amount.
        width = max((len(row[rank]) for row in rows), default=0)
        side: Literal["left", "right"] = "right" if rank else "left"
        table.add_column(name, justify=side, no_wrap=True, min_width=max(width, len(name)))
    for row in rows:
        table.add_row(*row)
    return table


def _row(holding: ShareHolding, names: dict[str, str]) -> tuple[str, ...]:
    amounts = (
        holding.subscribed,
        holding.called,
        holding.paid,
        holding.unpaid,
        holding.cancelled,
        holding.queued,
        holding.refund_due,
    )
    named = names.get(holding.member) or holding.member
    return (named, str(holding.shares), *map(written, amounts))
