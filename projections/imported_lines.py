"""Imported lines: from the lines of a FEC to what the core takes in, and back again."""

from datetime import date
from decimal import Decimal

from domain.events.imported_books import EntryImported, EntryPartImported
from domain.imported_books.entry import original_lines as recorded_lines
from domain.imported_books.source import SourceEntry, SourceLine
from domain.recorded import Recorded
from projections.fec.columns import FecLine
from projections.fec.entries import FecEntry
from projections.fec.order_rules import is_opening


def source_entry(entry: FecEntry) -> SourceEntry:
    """An entry of the file as the core takes it in."""
    head = entry.rows[0]
    return SourceEntry(
        line=head.number,
        journal=head.line.journal_code,
        number=head.line.entry_number,
        accounting_date=head.line.entry_date,
        document_date=head.line.document_date,
        validated_on=head.line.validated_on,
        opening=is_opening(head.line),
        lines=tuple(_source_line(row.line) for row in entry.rows),
    )


def original_lines(recorded: Recorded, texts: str) -> tuple[FecLine, ...]:
    """The lines an imported event had in its file; `texts` is what the vault holds of them."""
    assert isinstance(recorded.event, EntryImported | EntryPartImported)
    return tuple(
        _fec_line(recorded, recorded.event, line)
        for line in recorded_lines(recorded.event, texts)
    )


def _source_line(line: FecLine) -> SourceLine:
    texts = {
        "journal_label": line.journal_label,
        "account_label": line.account_label,
        "auxiliary": line.auxiliary,
        "auxiliary_label": line.auxiliary_label,
        "document_reference": line.document_reference,
        "document_date": line.document_date.isoformat(),
        "label": line.label,
        "matching": line.matching,
        "matched_on": line.matched_on.isoformat() if line.matched_on else "",
        "validated_on": line.validated_on.isoformat(),
        "currency_amount": "" if line.currency_amount is None else f"{line.currency_amount:f}",
        "currency": line.currency,
    }
    filled = {name: text for name, text in texts.items() if text}
    return SourceLine(line.account, line.debit, line.credit, filled)


def _fec_line(
    recorded: Recorded, event: EntryImported | EntryPartImported, line: SourceLine
) -> FecLine:
    assert recorded.accounting_date, "an imported entry is dated"
    texts = line.texts
    amount = texts.get("currency_amount")
    return FecLine(
        journal_code=event.journal,
        journal_label=texts["journal_label"],
        entry_number=event.number,
        entry_date=recorded.accounting_date,
        account=line.account,
        account_label=texts["account_label"],
        auxiliary=texts.get("auxiliary", ""),
        auxiliary_label=texts.get("auxiliary_label", ""),
        document_reference=texts["document_reference"],
        document_date=date.fromisoformat(texts["document_date"]),
        label=texts["label"],
        debit=line.debit,
        credit=line.credit,
        matching=texts.get("matching", ""),
        matched_on=date.fromisoformat(texts["matched_on"]) if "matched_on" in texts else None,
        validated_on=date.fromisoformat(texts["validated_on"]),
        currency_amount=None if amount is None else Decimal(amount),
        currency=texts.get("currency", ""),
    )
