"""The demonstration's year as an accountant writes it: what the golden files hold."""

from collections.abc import Iterator

from projections.journal_reading import FiledEntry, entries
from projections.snapshot import Snapshot
from projections.trial_balance import AccountBalance, by_section, trial_balance
from projections.vault import values


def journal(snapshot: Snapshot) -> Iterator[str]:
    """Every entry in the order of the log: its heading, then a line for each account."""
    after = None
    while page := entries(snapshot, after=after, limit=500):
        texts = values(snapshot, (it.text for it in page if it.text))
        for entry in page:
            yield from _entry(entry, texts.get(entry.text or "", entry.label))
        after = page[-1].id


def _entry(entry: FiledEntry, label: str) -> Iterator[str]:
    late = "" if entry.occurred_on == entry.accounting_date else f" (du {entry.occurred_on})"
    links = "".join(
        f" {name} {linked}"
        for name, linked in (("extourne", entry.reverses), ("corrige", entry.corrects))
        if linked
    )
    yield f"{entry.accounting_date} {entry.number} {entry.reference} {label}{late}{links}"
    for line in entry.lines:
        debit, credit = (f"{it:.2f}" if it else "" for it in (line.debit, line.credit))
        party = line.auxiliary or ""
        yield f"    {line.account:<10}{line.section:<6}{party:<6}{debit:>14}{credit:>14}"


def balances(snapshot: Snapshot) -> Iterator[str]:
    """The trial balance of the company, then of each section."""
    yield from _balance("Coopérative", trial_balance(snapshot))
    for section, accounts in by_section(snapshot):
        yield from _balance(f"Section {section}", accounts)


def _balance(title: str, accounts: tuple[AccountBalance, ...]) -> Iterator[str]:
    yield f"{title}"
    for line in accounts:
        yield (
            f"    {line.account:<10}{line.debit:>14.2f}{line.credit:>14.2f}"
            f"{line.balance:>14.2f}  {line.label}"
        )
    debit, credit = sum(it.debit for it in accounts), sum(it.credit for it in accounts)
    yield f"    {'':<10}{debit:>14.2f}{credit:>14.2f}"
