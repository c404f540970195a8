"""The law of the whole file: what only the lines together show, in little memory."""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Protocol

from projections.fec.columns import FecLine
from projections.fec.findings import Finding, formal
from projections.fec.rows import Row

_OPENING_CODES = frozenset({"AN", "ANO", "ANOUV", "ANV", "RAN"})
_OPENING_LABEL = re.compile(r"\b[aà][\s-]*nouveau|\bd.ouverture\b|^ouverture$")


def is_opening(line: FecLine) -> bool:
    """Whether a line carries forward last year's balances, as its journal tells."""
    label = line.journal_label.casefold()
    return line.journal_code in _OPENING_CODES or _OPENING_LABEL.search(label) is not None


class FileRule(Protocol):
    """A rule that remembers: shown each row once, asked once more at the end."""

    def see(self, row: Row) -> Iterator[Finding]:
        """What this row breaks, after those already seen."""
        ...

    def finish(self) -> Iterator[Finding]:
        """What the file breaks as a whole."""
        ...


class ValidationOrder:
    """FEC-10: validation dates do not decrease along the file, opening entries apart."""

    def __init__(self) -> None:
        self._latest = date.min

    def see(self, row: Row) -> Iterator[Finding]:
        """Say where the date goes back."""
        if is_opening(row.line):
            return
        validated_on = row.line.validated_on
        if validated_on < self._latest:
            reason = f"validated on {validated_on}, after a line validated on {self._latest}"
            yield formal(row.number, "FEC-10", reason)
        self._latest = validated_on

    def finish(self) -> Iterator[Finding]:
        """Nothing is left to say."""
        yield from ()


class OpeningsFirst:
    """FEC-13: opening entries stand before every other one."""

    def __init__(self) -> None:
        self._begun = False
        self._last_opening = ("", "")

    def see(self, row: Row) -> Iterator[Finding]:
        """Say which opening entry comes late, once."""
        if not is_opening(row.line):
            self._begun = True
        elif self._begun and row.key != self._last_opening:
            self._last_opening = row.key
            yield formal(row.number, "FEC-13", "an opening entry stands after other entries")

    def finish(self) -> Iterator[Finding]:
        """Nothing is left to say."""
        yield from ()


class OneLabelPerAccount:
    """FEC-15: an account keeps its label over the year."""

    def __init__(self) -> None:
        self._labels: dict[str, str] = {}
        self._said: set[tuple[str, str]] = set()

    def see(self, row: Row) -> Iterator[Finding]:
        """Say where an account takes another label, once for each."""
        account, label = row.line.account, row.line.account_label
        first = self._labels.setdefault(account, label)
        if label != first and (account, label) not in self._said:
            self._said.add((account, label))
            reason = f"account {account} is labelled {label!r} here and {first!r} above"
            yield formal(row.number, "FEC-15", reason)

    def finish(self) -> Iterator[Finding]:
        """Nothing is left to say."""
        yield from ()


class BalancedMarks:
    """FEC-17: the lines of an account that bear one matching mark balance."""

    def __init__(self) -> None:
        self._open: dict[tuple[str, str], tuple[Decimal, int]] = {}

    def see(self, row: Row) -> Iterator[Finding]:
        """Only marks that do not balance yet are kept in memory."""
        if row.line.matching:
            mark = row.line.account, row.line.matching
            residue, first_line = self._open.pop(mark, (Decimal(0), row.number))
            residue += row.line.net
            if residue:
                self._open[mark] = residue, first_line
        yield from ()

    def finish(self) -> Iterator[Finding]:
        """Say which marks never balanced."""
        for (account, mark), (residue, line) in self._open.items():
            reason = f"mark {mark!r} of account {account} does not balance: {residue} is left"
            yield formal(line, "FEC-17", reason)


def file_rules() -> tuple[FileRule, ...]:
    """A fresh memory of every such rule, for one file."""
    return ValidationOrder(), OpeningsFirst(), OneLabelPerAccount(), BalancedMarks()
