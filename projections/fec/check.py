"""The check of a FEC: strict, as the law reads it, or tolerant, as an import needs it."""

from collections.abc import Iterable, Iterator
from typing import BinaryIO

from domain.period import FiscalYear
from projections.fec import file_name
from projections.fec.entries import ROWS_MAX, Assembly, TooScattered
from projections.fec.entry_rules import entry_findings, unbalanced_findings
from projections.fec.findings import (
    Finding,
    formal,
    refused,
    strictly,
    tolerantly,
)
from projections.fec.numbering import Numbering
from projections.fec.order_rules import file_rules
from projections.fec.reader import read
from projections.fec.rows import Item, Key, Row, Unreadable
from projections.fec.rules import LINE_RULES, inside, line_findings


def check(name: str, stream: BinaryIO, year: FiscalYear | None = None) -> Iterator[Finding]:
    """What the law of the FEC says of a file: refusals, and warnings that refuse nothing.

    The year is the twelve months the name closes, unless it is given. Never raises.
    """
    return strictly(_findings(name, stream, year))


def findings_for_import(
    name: str, stream: BinaryIO, year: FiscalYear | None = None
) -> Iterator[Finding]:
    """What stands in the way of an import: gaps and matters of form only warn."""
    return tolerantly(_findings(name, stream, year))


def _findings(name: str, stream: BinaryIO, year: FiscalYear | None) -> Iterator[Finding]:
    named, findings = file_name.parsed(name)
    yield from findings
    if year is None and named:
        year = named.year
    if year is None:
        yield refused(None, "FEC-11", "nothing says which year the file closes")
    yield from _Inspection(year).of(read(stream))


class _Inspection:
    """One pass over one file."""

    def __init__(self, year: FiscalYear | None) -> None:
        self._line_rules = (*LINE_RULES, inside(year)) if year else LINE_RULES
        self._file_rules = file_rules()
        self._assembly = Assembly()
        self._numbering = Numbering()
        self._key: Key | None = None

    def of(self, items: Iterable[Item]) -> Iterator[Finding]:
        try:
            for item in items:
                if isinstance(item, Finding):
                    yield item
                else:
                    yield from self._line(item)
        except TooScattered as scattered:
            reason = f"more than {ROWS_MAX} lines wait for the rest of their entry"
            yield refused(scattered.number, "FEC-10", f"{reason}; sort the file by entry")
        else:
            yield from self._finish()

    def _line(self, item: Row | Unreadable) -> Iterator[Finding]:
        if item.key is not None and item.key != self._key:
            self._key = item.key
            yield from self._begin(item.key, item.number)
        if isinstance(item, Row):
            yield from line_findings(item, self._line_rules)
            for rule in self._file_rules:
                yield from rule.see(item)
        for entry in self._assembly.add(item):
            yield from entry_findings(entry)

    def _begin(self, key: Key, line: int) -> Iterator[Finding]:
        if self._assembly.resumes(key):
            reason = f"entry {key[1]} of journal {key[0]} goes on here, apart from its lines"
            yield formal(line, "FEC-10", reason)
        else:
            yield from self._numbering.see(key, line)

    def _finish(self) -> Iterator[Finding]:
        for entry in self._assembly.finish():
            yield from entry_findings(entry)
        yield from unbalanced_findings(self._assembly.unbalanced())
        yield from self._numbering.finish()
        for rule in self._file_rules:
            yield from rule.finish()
