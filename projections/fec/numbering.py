"""FEC-09: entry numbers run from 1 without gap, one sequence a file or one a journal.

A number's digits at its end count; what stands before them names the sequence, so that native
entries may follow imported ones under a prefix.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from projections.fec.findings import Finding, formal
from projections.fec.rows import Key

_NUMBER = re.compile(r"(.*?)([0-9]{1,18})", re.DOTALL)
_HOPELESS = 1000


@dataclass(slots=True)
class _Run:
    first: int
    last: int
    line: int


class _Sequence:
    """Numbers as the runs they make: one run, when nothing is wrong."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._runs: list[_Run] = []

    def see(self, number: int, line: int) -> int:
        """Take a number; how many runs begin with it."""
        if self._runs and number == self._runs[-1].last + 1:
            self._runs[-1].last = number
            return 0
        self._runs.append(_Run(number, number, line))
        return 1

    def findings(self) -> Iterator[Finding]:
        yield from self._jumps()
        for before, after in pairwise(self._runs):
            if after.last < before.first:
                reason = f"{self._name}{after.first} comes after {self._name}{before.last}"
                yield formal(after.line, "FEC-09", reason)

    def _jumps(self) -> Iterator[Finding]:
        reached = 0
        for run in sorted(self._runs, key=lambda run: (run.first, run.line)):
            if run.first > reached + 1:
                yield self._missing(run, reached + 1)
            elif run.first <= reached:
                reason = f"{self._name}{run.first} is the number of an entry already seen"
                yield formal(run.line, "FEC-09", reason)
            reached = max(reached, run.last)

    def _missing(self, run: _Run, first: int) -> Finding:
        last = run.first - 1
        missing = f"{first}" if first == last else f"{first} to {last}"
        reason = f"{self._name}{run.first} follows a gap: {missing} missing"
        return formal(run.line, "FEC-09", reason)


class _Scheme:
    """One way to number: a sequence for each group of entries."""

    def __init__(self) -> None:
        self._sequences: dict[str, _Sequence] = {}
        self.runs = 0

    def see(self, group: str, name: str, number: int, line: int) -> None:
        sequence = self._sequences.setdefault(group, _Sequence(name))
        self.runs += sequence.see(number, line)

    def findings(self) -> list[Finding]:
        return [
            finding for sequence in self._sequences.values() for finding in sequence.findings()
        ]


class _Prefix:
    """The numbers of one prefix, followed both ways until one is out of the question."""

    def __init__(self) -> None:
        self._whole: _Scheme | None = _Scheme()
        self._by_journal: _Scheme | None = _Scheme()

    def see(self, journal: str, prefix: str, number: int, line: int) -> None:
        if self._whole:
            self._whole.see("", prefix, number, line)
        if self._by_journal:
            self._by_journal.see(journal, f"{journal} {prefix}", number, line)
        if self._whole and self._by_journal:
            self._forget(self._whole.runs - self._by_journal.runs)

    def _forget(self, difference: int) -> None:
        if difference > _HOPELESS:
            self._whole = None
        elif difference < -_HOPELESS:
            self._by_journal = None

    def findings(self) -> list[Finding]:
        """What is wrong, in the way that leaves the least to say."""
        schemes = [scheme for scheme in (self._by_journal, self._whole) if scheme]
        return min((scheme.findings() for scheme in schemes), key=len)


class Numbering:
    """The numbers of a file's entries, in the order they first appear."""

    def __init__(self) -> None:
        self._prefixes: dict[str, _Prefix] = {}

    def see(self, key: Key, line: int) -> Iterator[Finding]:
        """Take an entry; say so at once when it has no number."""
        journal, text = key
        found = _NUMBER.fullmatch(text)
        if not found:
            yield formal(line, "FEC-09", f"{text!r} does not end with a number")
            return
        prefix, digits = found[1], found[2]
        sequence = self._prefixes.setdefault(prefix, _Prefix())
        sequence.see(journal, prefix, int(digits), line)

    def finish(self) -> Iterator[Finding]:
        """Say, at the end of the file, what is missing, repeated or out of order."""
        for prefix in self._prefixes.values():
            yield from prefix.findings()
