"""The command on shares: `shares`, who holds which."""

from datetime import date

from projections.contracts import contract_terms
from projections.moment import At
from projections.share_register import ShareHolding, share_register
from projections.snapshot import Snapshot
from projections.vault import values
from scripts.console import output, print_whole
from scripts.demo.tables import written
from scripts.reading import reading

COLUMNS = ("shares", "subscribed", "called", "paid", "unpaid", "cancelled", "queued", "due")


def shares(cooperative: str, as_of: date | None, known_at: int | None) -> None:
    """Print the register of shares at a moment."""
    with reading(cooperative, At(as_of, known_at)) as snapshot:
        register = share_register(snapshot)
        names = _names(snapshot)
    moment = f" at {as_of:%d/%m/%Y}" if as_of else ""
    print_whole(
        f"Register of shares{moment}, in euros",
        ("member", *COLUMNS),
        [_row(holding, names) for holding in register.holdings],
        amounts_from=1,
    )
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
