"""Records: a stream of bytes cut into numbered physical lines, one in memory at a time."""

import re
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

# Real exports show CR CR LF: a text-mode write of lines that already ended in CR LF.
_END = re.compile(rb"\r{0,2}\n|\r")
_BLOCK = 1 << 16
RECORD_MAX = 1 << 16
"""Bytes a record may have; no lawful line comes near it."""


class EndlessRecord(Exception):
    """A record has more bytes than any line of a FEC."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


class Record(NamedTuple):
    """A physical line: its number, from 1, and its bytes without the record end."""

    number: int
    content: bytes


def records(stream: BinaryIO) -> Iterator[Record]:
    """The records of a stream, ended by CR, LF, CR LF or CR CR LF; raises `EndlessRecord`."""
    number, pending = 0, b""
    while block := stream.read(_BLOCK):
        complete, pending = _cut(pending + block)
        for content in complete:
            number += 1
            yield Record(number, content)
        if len(pending) > RECORD_MAX:
            raise EndlessRecord(number + 1)
    for content in _last(pending):
        number += 1
        yield Record(number, content)


def _cut(block: bytes) -> tuple[list[bytes], bytes]:
    """The complete records, and the rest; a CR at the end may be half of a CR LF."""
    held = block[-2:][len(block[-2:].rstrip(b"\r")) :]
    *complete, rest = _END.split(block[: len(block) - len(held)])
    return complete, rest + held


def _last(pending: bytes) -> list[bytes]:
    *complete, rest = _END.split(pending)
    return [*complete, rest] if rest else complete
