"""The import of a FEC: read, shown, then recorded whole, or its errors listed and nothing done.

The file is read by the check, then to add it up, then to record it, and is never in memory as
a whole. One that changes in between is refused.
"""

import hashlib
from collections.abc import Callable, Iterator
from io import BufferedReader, FileIO
from pathlib import Path
from typing import BinaryIO, Final, NamedTuple

from typing_extensions import override

from domain.identifiers import Month, Sha256, is_siren
from domain.imported_books.books_import import BooksImport, TakenOver
from domain.imported_books.decision import SourceChanged, Takeover
from domain.imported_books.source import SourceCodes, SourceEntry
from domain.imported_books.totals import SourceTotals
from domain.period import FiscalYear
from domain.refusal import Refusal
from projections.fec import file_name
from projections.fec.check import findings_for_import
from projections.fec.entries import entries
from projections.fec.findings import Finding, Severity, bounded, refused, warned
from projections.fec.reader import read
from projections.fec.rows import Row
from projections.imported_lines import source_entry

Progress = Callable[[int, int], None]
"""Told, block after block, how many bytes have been read of how many."""


# How often each reads the file.
_CHECK: Final = 1
_ENTRIES: Final = 2


class FileHasErrors(Refusal):
    """The file has errors: nothing of it was imported."""


class Preview(NamedTuple):
    """What an import will do: nothing when the file is `known`, or when it has errors."""

    source: Sha256
    year: FiscalYear | None
    findings: tuple[Finding, ...]
    totals: SourceTotals
    takeover: Takeover | None
    known: TakenOver | None

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The findings that refuse the file."""
        return tuple(it for it in self.findings if it.severity is Severity.REFUSAL)


class FecImport:
    """The import of one file, under the name it came with, into one cooperative's books."""

    def __init__(self, books_import: BooksImport, path: Path, name: str) -> None:
        self._books_import = books_import
        self._path = path
        self._name = name

    def preview(self, cut_over: Month | None, progress: Progress) -> Preview:
        """What the import will do; a `Refusal` when a file without errors may not come in."""
        with self._path.open("rb") as stream:
            source = hashlib.file_digest(stream, "sha256").hexdigest()
        year = self._year()
        if known := self._books_import.found(source):
            return Preview(source, year, (), SourceTotals(), None, known)
        findings, totals = self._read(year, self._meter(progress, passes=_CHECK + _ENTRIES))
        read_only = Preview(source, year, findings, totals, None, None)
        if read_only.errors:
            return read_only
        return read_only._replace(takeover=self._books_import.plan(totals, cut_over))

    def record(self, preview: Preview, actor: str, progress: Progress) -> TakenOver:
        """Record what was shown; a file imported before changes nothing.

        Raises `FileHasErrors`, `SourceChanged`, or what the books refuse.
        """
        if preview.known:
            return preview.known
        if preview.takeover is None:
            raise FileHasErrors(self._name)
        return self._books_import.record(
            preview.source,
            preview.totals,
            lambda: self._entries(preview.source, self._meter(progress, passes=_ENTRIES)),
            preview.takeover.cut_over,
            actor,
        )

    def _year(self) -> FiscalYear | None:
        named, _ = file_name.parsed(self._name)
        years = self._books_import.open_years()
        if named is None:
            return next(iter(years), None)
        opened = (year for year in years if year.last == named.closing)
        return next(opened, named.year)

    def _read(
        self, year: FiscalYear | None, meter: "_Meter"
    ) -> tuple[tuple[Finding, ...], SourceTotals]:
        with _Watched(self._path, meter) as stream:
            found = findings_for_import(self._name, stream, year)
            findings = [*self._siren(), *bounded(found)]
        totals = SourceTotals()
        with _Watched(self._path, meter) as stream:
            if any(it.severity is Severity.REFUSAL for it in findings):
                rows = (item for item in read(stream) if isinstance(item, Row))
                findings.extend(bounded(it for row in rows for it in _unrecordable(row)))
            else:
                findings.extend(bounded(_tally(stream, totals)))
        return tuple(findings), totals

    def _siren(self) -> Iterator[Finding]:
        named, _ = file_name.parsed(self._name)
        siren = self._books_import.siren()
        if named and siren and named.siren != siren:
            reason = f"the name gives the SIREN {named.siren}, the cooperative's is {siren}"
            # A made-up number may stand for any company; a real one stands for another.
            found = refused if is_siren(named.siren) else warned
            yield found(None, "FEC-02", reason)

    def _entries(self, source: Sha256, meter: "_Meter") -> Iterator[SourceEntry]:
        with _Watched(self._path, meter) as stream:
            yield from map(source_entry, entries(stream))
            if stream.sha256.hexdigest() != source:
                raise SourceChanged(self._name)

    def _meter(self, progress: Progress, *, passes: int) -> "_Meter":
        return _Meter(progress, passes * self._path.stat().st_size)


class _Meter:
    """Adds up what several passes over one file have read."""

    def __init__(self, progress: Progress, total: int) -> None:
        self._progress = progress
        self._total = total
        self._done = 0

    def advance(self, size: int) -> None:
        self._done += size
        self._progress(self._done, self._total)


class _Watched(BufferedReader):
    """A file that tells how far it is read, and the SHA-256 of what was, since it began."""

    def __init__(self, path: Path, meter: _Meter) -> None:
        super().__init__(FileIO(path))
        self.sha256 = hashlib.sha256()
        self._meter = meter

    @override
    def read(self, size: int | None = -1, /) -> bytes:
        if self.tell() == 0:
            self.sha256 = hashlib.sha256()
        block = super().read(size)
        self.sha256.update(block)
        self._meter.advance(len(block))
        return block


def _tally(stream: BinaryIO, totals: SourceTotals) -> Iterator[Finding]:
    """Count the entries in; what the books cannot hold of them is found on the way."""
    for entry in entries(stream):
        totals.add(source_entry(entry))
        for row in entry.rows:
            yield from _unrecordable(row)


def _unrecordable(row: Row) -> Iterator[Finding]:
    line = row.line
    amounts = line.debit, line.credit
    codes = SourceCodes(line.journal_code, line.entry_number, line.account, amounts)
    return (refused(row.number, "IMPORT", fault) for fault in codes.faults())
