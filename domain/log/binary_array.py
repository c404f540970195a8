"""Arrays on the wire: one declared type whatever they hold, so one statement serves all."""

from abc import ABC, abstractmethod
from collections.abc import Iterable
from datetime import date
from struct import pack
from typing import ClassVar, Generic, TypeVar
from uuid import UUID

import psycopg
from psycopg.abc import AdaptContext
from psycopg.adapt import Dumper
from psycopg.pq import Format
from typing_extensions import override

T = TypeVar("T")

_EPOCH = date(2000, 1, 1).toordinal()
_NULL = pack(">i", -1)


class Array(ABC, Generic[T]):
    """Values for one array parameter; `None` travels as NULL."""

    array_oid: ClassVar[int]
    element_oid: ClassVar[int]

    def __init__(self, values: Iterable[T | None] = ()) -> None:
        self.values: list[T | None] = list(values)

    @abstractmethod
    def encoded(self, value: T) -> bytes:
        """The bytes PostgreSQL's binary format gives one element."""


class Bigints(Array[int]):
    """A `bigint[]`."""

    array_oid, element_oid = 1016, 20

    @override
    def encoded(self, value: int) -> bytes:
        return pack(">q", value)


class Blobs(Array[bytes]):
    """A `bytea[]`."""

    array_oid, element_oid = 1001, 17

    @override
    def encoded(self, value: bytes) -> bytes:
        return value


class Dates(Array[date]):
    """A `date[]`."""

    array_oid, element_oid = 1182, 1082

    @override
    def encoded(self, value: date) -> bytes:
        return pack(">i", value.toordinal() - _EPOCH)


class Texts(Array[str]):
    """A `text[]`."""

    array_oid, element_oid = 1009, 25

    @override
    def encoded(self, value: str) -> bytes:
        return value.encode()


class Uuids(Array[UUID]):
    """A `uuid[]`."""

    array_oid, element_oid = 2951, 2950

    @override
    def encoded(self, value: UUID) -> bytes:
        return value.bytes


class _ArrayDumper(Dumper):
    format = Format.BINARY

    def __init__(self, cls: type[Array[object]], context: AdaptContext | None = None) -> None:
        super().__init__(cls, context)
        self.oid = cls.array_oid

    @override
    def dump(self, obj: Array[object]) -> bytes:
        if not obj.values:
            return pack(">iii", 0, 0, obj.element_oid)
        parts = [pack(">iiiii", 1, 1, obj.element_oid, len(obj.values), 1)]
        for value in obj.values:
            if value is None:
                parts.append(_NULL)
            else:
                element = obj.encoded(value)
                parts += (pack(">i", len(element)), element)
        return b"".join(parts)


psycopg.adapters.register_dumper(Array, _ArrayDumper)
