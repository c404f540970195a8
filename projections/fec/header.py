"""The header line: where each column stands, in whatever order and form it was written."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from projections.fec.columns import COLUMNS, OPTIONAL, SIGNED_COLUMNS, Column
from projections.fec.findings import Finding, Severity, formal, refused, warned

_BY_NAME = {column.casefold(): column for column in Column}
_UNREAD = "the lines below were not read"


class Layout(NamedTuple):
    """How the lines of one file are laid out: separator, fields, place of each column."""

    separator: str
    fields: int
    trailing: bool
    positions: dict[Column, int]
    extras: dict[str, int]


def layout_of(line: int, text: str) -> tuple[Layout | None, list[Finding]]:
    """The layout a header line gives, none when the lines below cannot be read by it."""
    separator = max("\t|", key=text.count)
    if separator not in text:
        reason = f"the separator is neither a tab nor a |; {_UNREAD}"
        return None, [refused(line, "FEC-03", reason)]
    names = text.split(separator)
    trailing = not names[-1].strip()
    if trailing:
        names.pop()
    findings = list(_findings(line, names))
    if trailing and any(_column(name) for name in names):
        reason = "every line ends with a separator, which makes a field without a name"
        findings.append(warned(line, "FEC-03", reason))
    if any(finding.severity is Severity.REFUSAL for finding in findings):
        return None, findings
    layout = Layout(separator, len(names), trailing, _positions(names), _extras(names))
    return layout, findings


def _column(name: str) -> Column | None:
    return _BY_NAME.get(name.strip().casefold())


def _legal(names: Sequence[str]) -> tuple[Column, ...]:
    found = {_column(name) for name in names}
    signed = Column.AMOUNT in found and not found & {Column.DEBIT, Column.CREDIT}
    return SIGNED_COLUMNS if signed else COLUMNS


def _positions(names: Sequence[str]) -> dict[Column, int]:
    legal = set(_legal(names))
    found = {_column(name): place for place, name in enumerate(names)}
    return {column: place for column, place in found.items() if column in legal}


def _extras(names: Sequence[str]) -> dict[str, int]:
    taken = set(_positions(names).values())
    return {name.strip(): place for place, name in enumerate(names) if place not in taken}


def _findings(line: int, names: Sequence[str]) -> Iterator[Finding]:
    legal = _legal(names)
    if not any(_column(name) for name in names):
        yield refused(line, "FEC-01", f"there is no header line; {_UNREAD}")
        return
    yield from _repeated(line, names)
    missing = [column for column in legal if column not in _positions(names)]
    yield from (_missing(line, column) for column in missing)
    if not missing and tuple(names[:18]) != legal:
        yield formal(line, "FEC-01", _out_of_place(names, legal))


def _repeated(line: int, names: Sequence[str]) -> Iterator[Finding]:
    for name, count in Counter(_column(name) or name.strip() for name in names).items():
        if count > 1 and name:
            yield refused(line, "FEC-01", f"{name} stands {count} times; {_UNREAD}")


def _missing(line: int, column: Column) -> Finding:
    if column in OPTIONAL:
        return formal(line, "FEC-01", f"column {column} is missing")
    return refused(line, "FEC-01", f"column {column} is missing; {_UNREAD}")


def _out_of_place(names: Sequence[str], legal: Sequence[Column]) -> str:
    pairs = zip(names, legal, strict=False)
    place, (name, column) = next(
        (place, pair) for place, pair in enumerate(pairs, start=1) if pair[0] != pair[1]
    )
    return f"column {place} is named {name!r} instead of {column}"
