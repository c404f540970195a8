"""The demonstration's year as an accountant writes it: what the golden files hold."""

from collections.abc import Iterator

from projections.balance_sheet import balance_sheet
from projections.income_statement import income_statement
from projections.journal_reading import FiledEntry, entries
from projections.snapshot import Snapshot
from projections.surpluses import allocated_results
from projections.trial_balance import AccountBalance, by_section, trial_balance
from projections.vat_return import filed_returns, period_return
from projections.vault import values
from projections.years_closed import years_closed

ALLOCATED = ("result", "surplus", "legal_reserve", "development_fund", "work_share", "taxable")


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


def statements(snapshot: Snapshot) -> Iterator[str]:
    """The balance sheet and the income statement of the company, then of each section."""
    for section in (None, *(it.section for it in by_section(snapshot))):
        sheet, earned = balance_sheet(snapshot, section), income_statement(snapshot, section)
        yield f"Bilan {section or 'de la coopérative'}"
        for line in sheet.assets:
            yield f"    {line.label:<72}{line.amount:>12.2f}"
        yield f"    {'':<72}{sheet.total:>12.2f}"
        for line in sheet.liabilities:
            yield f"    {line.label:<84}{line.amount:>12.2f}"
        yield f"    {'':<84}{sum(it.amount for it in sheet.liabilities):>12.2f}"
        yield f"Compte de résultat {section or 'de la coopérative'}"
        for it in earned.lines:
            at = 84 if it.flow == "product" else 72
            yield f"    {it.label:<{at}}{it.amount:>12.2f}"
        yield f"    {'Résultat':<84}{earned.result:>12.2f}"


def vat(snapshot: Snapshot) -> Iterator[str]:
    """Each return filed: its boxes as declared, and to the cent."""
    for filed in filed_returns(snapshot):
        paid = f"payée le {filed.paid_on}" if filed.paid_on else "rien à payer"
        yield f"{filed.period} {filed.reference} déposée le {filed.filed_on}, {paid}"
        boxes = period_return(snapshot, filed.period).boxes
        for box in boxes.filled():
            base = "" if box.base is None else f"{box.base}"
            exact = boxes.exact[box.box].amount
            yield f"    {box.box:<4}{base:>8}{box.amount:>8}{exact:>12.2f}"


def surplus(snapshot: Snapshot) -> Iterator[str]:
    """The result of each section of the years closed, and what meetings made of it."""
    for year in years_closed(snapshot):
        yield f"Résultats de l'exercice clos le {year.last}"
        for it in year.results:
            yield f"    {it.section:<24}{it.amount:>12.2f}"
        yield f"    {'':<24}{year.result:>12.2f}"
    for made in allocated_results(snapshot):
        yield f"Affectation du {made.decided_on}"
        for name in ALLOCATED:
            yield f"    {name:<24}{getattr(made, name):>12.2f}"
        for part in made.parts:
            yield f"    {part.contract:<24}{part.amount:>12.2f}"


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
