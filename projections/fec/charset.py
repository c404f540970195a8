"""The character set of a FEC, told record by record: UTF-8, ISO 8859-15, or Windows-1252."""

import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterator

from projections.fec.findings import Finding, formal

_UTF8, _LATIN9, _WINDOWS = "utf-8", "iso8859-15", "cp1252"
_CONTROLS = re.compile(rb"[\x80-\x9f]")


def without_mark(first: bytes) -> bytes:
    """The first record without its byte order mark, which A47 neither asks nor forbids."""
    return first.removeprefix(BOM_UTF8)


def is_utf16(content: bytes) -> bool:
    """Whether a file begins as UTF-16, which the law does not list."""
    return content.startswith((BOM_UTF16_LE, BOM_UTF16_BE))


def _reads(content: bytes, charset: str) -> bool:
    try:
        content.decode(charset)
    except UnicodeDecodeError:
        return False
    return True


def _charset_of(content: bytes) -> str:
    """UTF-8 if it reads so; ISO 8859-15 has no letter where Windows-1252 puts its own."""
    if _reads(content, _UTF8):
        return _UTF8
    windows = _CONTROLS.search(content) and _reads(content, _WINDOWS)
    return _WINDOWS if windows else _LATIN9


class Decoding:
    """Bytes to text, for one file; says once what is wrong with its character set."""

    def __init__(self, first: bytes) -> None:
        self._seen = {_UTF8} if first.startswith(BOM_UTF8) else set[str]()

    def text(self, content: bytes) -> tuple[str, str | None]:
        """The text of a record, and its character set when the file had not shown it yet."""
        if content.isascii():
            return content.decode("ascii"), None
        charset = _charset_of(content)
        news = None if charset in self._seen else charset
        return content.decode(charset), news

    def learn(self, line: int, charset: str) -> Iterator[Finding]:
        """Note a character set, with what the law says of it beside those already seen."""
        if charset == _WINDOWS:
            yield formal(line, "FEC-04", "Windows-1252 is not a character set of the law")
        if self._seen and _UTF8 in self._seen | {charset}:
            yield formal(line, "FEC-04", f"{charset} here and {min(self._seen)} above")
        self._seen.add(charset)
