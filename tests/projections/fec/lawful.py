"""Files that break no rule, and files that differ from one of them by one thing."""

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO
from pathlib import Path

from hypothesis import strategies as st

from projections.fec.check import check, findings_for_import
from projections.fec.columns import COLUMNS, Column, FecLine
from projections.fec.findings import Finding, Severity
from projections.fec.reader import read
from projections.fec.rows import Row
from projections.fec.writer import written

GOLDEN = Path(__file__).with_name("golden")
NAME = "732829320FEC20261231.txt"
ZERO = Decimal("0.00")


def golden(case: str) -> Path:
    """The file of a golden case."""
    return next((GOLDEN / case).iterdir())


REFERENCE = golden("00_valid_tab_utf8").read_bytes()


def edited(line: int, column: Column, value: str) -> bytes:
    """The reference with one field changed; the header is line 1."""
    records = REFERENCE.decode().split("\r\n")
    fields = records[line - 1].split("\t")
    fields[COLUMNS.index(column)] = value
    records[line - 1] = "\t".join(fields)
    return "\r\n".join(records).encode()


def refusals(findings: Iterable[Finding]) -> list[tuple[int | None, str]]:
    """Line and rule of what refuses a file."""
    return [(one.line, one.rule) for one in findings if one.severity is Severity.REFUSAL]


def refused_by_check(content: bytes, name: str = NAME) -> list[tuple[int | None, str]]:
    """What refuses a file in a check."""
    return refusals(check(name, BytesIO(content)))


def imported_with(content: bytes, name: str = NAME) -> list[Finding]:
    """What an import says of a file."""
    return list(findings_for_import(name, BytesIO(content)))


def rows_of(content: bytes) -> list[Row]:
    """The lines that can be read in a file."""
    return [item for item in read(BytesIO(content)) if isinstance(item, Row)]


def lines_of(content: bytes) -> list[FecLine]:
    """The same, without where they stand."""
    return [row.line for row in rows_of(content)]


def file_of(lines: Iterable[FecLine]) -> bytes:
    """The bytes the writer gives."""
    return b"".join(written(lines))


_TEXT = (
    st.text(st.characters(codec="utf-8", exclude_categories=["Cc"], exclude_characters="|"))
    .map(lambda text: text.strip(" "))
    .filter(lambda text: bool(text.strip()))
)
_EUROS = st.decimals("0.01", "999999999999.99", places=2)
_ACCOUNTS = st.sampled_from(["411000", "512000", "706000", "445710", "1013000", "607000"])


@st.composite
def _entry(draw: st.DrawFn, journal: str, number: str, day: date) -> list[FecLine]:
    """An entry of two to five lines: each amount on its own account, their sum facing them."""
    amounts = draw(st.lists(_EUROS, min_size=1, max_size=4))
    reference, label, auxiliary = draw(_TEXT), draw(_TEXT), draw(_TEXT)
    foreign = draw(st.booleans())
    line = FecLine(
        journal_code=journal,
        journal_label=f"Journal {journal}",
        entry_number=number,
        entry_date=day,
        account="467000",
        account_label="Autres comptes",
        auxiliary=auxiliary,
        auxiliary_label=auxiliary,
        document_reference=reference,
        document_date=day - timedelta(days=draw(st.integers(0, 400))),
        label=label,
        debit=sum(amounts, ZERO),
        credit=ZERO,
        matching="",
        matched_on=None,
        validated_on=day,
        currency_amount=Decimal("-12.5") if foreign else None,
        currency="USD" if foreign else "",
    )
    return [line, *(_facing(line, draw(_ACCOUNTS), amount) for amount in amounts)]


def _facing(line: FecLine, account: str, amount: Decimal) -> FecLine:
    label = f"Compte {account}"
    return line._replace(account=account, account_label=label, debit=ZERO, credit=amount)


@st.composite
def books(draw: st.DrawFn) -> list[FecLine]:
    """The lines of a lawful file: numbered by the file or by the journal, one match in it."""
    journals = ["AN", *draw(st.lists(st.sampled_from(["VE", "BQ", "OD"]), max_size=5))]
    by_journal, prefix = draw(st.booleans()), draw(st.sampled_from(["", "N-", "2026/"]))
    lines: list[FecLine] = []
    for rank, journal in enumerate(journals, start=1):
        number = journals[:rank].count(journal) if by_journal else rank
        day = date(2026, 1, 1) + timedelta(days=60 * (rank - 1))
        lines += draw(_entry(journal, f"{prefix}{number}", day))
    return [*lines, *_matched(lines[-1])]


def _matched(line: FecLine) -> list[FecLine]:
    """Two lines that match each other, in the entry of a line."""
    mark = line._replace(matching="A", matched_on=line.validated_on)
    return [mark, mark._replace(debit=mark.credit, credit=mark.debit)]
