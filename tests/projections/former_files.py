"""Files of books kept elsewhere, and the cooperative they are imported into."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from domain.identifiers import Month
from domain.imported_books.books_import import BooksImport, TakenOver
from domain.money import ZERO, euros
from projections.fec.columns import FecLine
from projections.fec.writer import written
from projections.fec_import import FecImport, Preview
from tests.projections.kept import Kept
from tests.scenario import SECRET

NAME = "732829320FEC20261231.txt"
BEGINNING = date(2026, 1, 1)


def sale(number: int, day: date, *, net: str = "100.00", vat: str = "20.00") -> list[FecLine]:
    """A sale with its VAT, to a customer who has a name."""
    first = FecLine(
        journal_code="VE",
        journal_label="Ventes",
        entry_number=str(number),
        entry_date=day,
        account="411000",
        account_label="Clients",
        auxiliary=f"C{number % 7:04d}",
        auxiliary_label=f"Mme Éléonore n° {number % 7}",
        document_reference=f"FA-{number:05d}",
        document_date=day - timedelta(days=2),
        label=f"Facture à l'euro près {number}",
        debit=euros(net) + euros(vat),
        credit=ZERO,
        matching="",
        matched_on=None,
        validated_on=date(2026, 12, 31),
        currency_amount=None,
        currency="",
    )
    return [first, _other(first, "706000", net), _other(first, "445710", vat)]


def _other(line: FecLine, account: str, amount: str) -> FecLine:
    label = {"706000": "Prestations de services", "445710": "TVA collectée"}[account]
    bare = line._replace(auxiliary="", auxiliary_label="", debit=ZERO, credit=euros(amount))
    return bare._replace(account=account, account_label=label)


def sales(count: int, days: int = 360) -> Iterator[FecLine]:
    """So many sales spread over a year."""
    for rank in range(count):
        day = BEGINNING + timedelta(days=rank * days // count)
        yield from sale(rank + 1, day, net=f"{100 + rank}.01", vat=f"{20 + rank}.99")


def file_of(lines: Iterable[FecLine]) -> bytes:
    """The bytes our own writer gives."""
    return b"".join(written(lines))


def file_balances(lines: Iterable[FecLine]) -> dict[str, tuple[Decimal, Decimal]]:
    """Debit and credit of each account of a file."""
    totals: dict[str, tuple[Decimal, Decimal]] = {}
    for it in lines:
        debit, credit = totals.get(it.account, (ZERO, ZERO))
        totals[it.account] = debit + it.debit, credit + it.credit
    return totals


class TakingOver(Kept):
    """A cooperative of 2026 to which files are handed in, its readings kept."""

    def __init__(self, conninfo: str, folder: Path) -> None:
        super().__init__(conninfo)
        self.books_import = BooksImport(self.books.books, self.books.entropy, SECRET)
        self.folder = folder
        self.told: list[tuple[int, int]] = []
        self.books.founded(2026)
        self.books.today(date(2027, 1, 15))

    def handed_in(self, content: bytes, name: str = NAME) -> FecImport:
        """The import of a file of that content."""
        path = self.folder / "handed-in.txt"
        path.write_bytes(content)
        return FecImport(self.books_import, path, name)

    def shown(self, content: bytes, name: str = NAME, cut_over: Month | None = None) -> Preview:
        """What importing it would do."""
        return self.handed_in(content, name).preview(cut_over, self._told)

    def imported(
        self, content: bytes, name: str = NAME, cut_over: Month | None = None
    ) -> TakenOver:
        """Import it."""
        job = self.handed_in(content, name)
        return job.record(job.preview(cut_over, self._told), "test", self._told)

    def last_position(self) -> int:
        """How far the log goes."""
        return self.books.recorder.max_notification_id() or 0

    def _told(self, done: int, whole: int) -> None:
        self.told.append((done, whole))
