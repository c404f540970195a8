"""The reader of a FEC: a stream of bytes in, its rows and what is wrong with them out.

It reads what exists in the wild: tab or |, UTF-8 with or without a mark, ISO 8859-15,
an amount and its direction, further columns, padding, trailing separators, CR CR LF. Only one
line is in memory at a time.
"""

from collections.abc import Iterator
from typing import BinaryIO

from projections.fec.charset import Decoding, is_utf16, without_mark
from projections.fec.findings import refused, warned
from projections.fec.header import layout_of
from projections.fec.records import RECORD_MAX, EndlessRecord, Record, records
from projections.fec.rows import Item, Rows


def read(stream: BinaryIO) -> Iterator[Item]:
    """Rows, unreadable lines and findings, in the order of the lines; raises nothing."""
    try:
        yield from _items(records(stream))
    except EndlessRecord as endless:
        reason = f"more than {RECORD_MAX} bytes without an end; the rest was not read"
        yield refused(endless.number, "FEC-03", reason)


def _items(source: Iterator[Record]) -> Iterator[Item]:
    first = next(source, None)
    if first is None:
        yield refused(None, "FEC-01", "the file is empty")
    elif is_utf16(first.content):
        yield refused(1, "FEC-04", "UTF-16 is not a character set of the law")
    else:
        yield from _body(first, source)


def _body(first: Record, source: Iterator[Record]) -> Iterator[Item]:
    decoding = Decoding(first.content)
    header, _ = decoding.text(without_mark(first.content))
    layout, findings = layout_of(first.number, header)
    yield from findings
    if layout is None:
        return
    rows, record = Rows(layout), None
    for record in source:
        text, news = decoding.text(record.content)
        if news:
            yield from decoding.learn(record.number, news)
        yield from rows.read(record.number, text)
    if record is None:
        yield warned(None, "FEC-03", "the file has no entry")
