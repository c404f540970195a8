"""The composition root: every cooperative of one database, for HTTP, commands and tests.

Clock and entropy come in here and nowhere else: nothing in a request can set them.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from threading import Event, Lock, Thread
from types import TracebackType
from typing import Self

import psycopg

from domain.books import Books
from domain.ledger_reader import LedgerReader
from domain.log.datastore import CellDatastore, connection_pool
from domain.log.recorder import LogRecorder
from domain.log.schema import create_cell
from domain.refusal import Refusal
from projections.ledger_beginning import ledger_beginning
from projections.pools import projector_pool, reader_pool
from projections.projector import Projector
from projections.readings import Readings
from projections.readings_schema import create_readings

READY_SECONDS = 2
COOPERATIVE_NAME = re.compile(r"[a-z][a-z0-9_]{0,30}")


class UnknownCooperative(Refusal):
    """No cooperative of that name keeps its books here."""


class NotACooperativeName(Refusal):
    """A cooperative is named by 1 to 31 small letters, digits and underscores."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cooperative: its books to write, its readings, and what keeps them up."""

    name: str
    books: Books
    readings: Readings
    projector: Projector
    follower: Thread


class Network:
    """All cooperatives of one database; every thread of a process may share it."""

    def __init__(
        self,
        conninfo: str,
        *,
        clock: Callable[[], datetime],
        entropy: Callable[[int], bytes],
        secret: bytes,
    ) -> None:
        self.clock = clock
        self.entropy = entropy
        self.secret = secret
        self._conninfo = conninfo
        self._writers = connection_pool(conninfo)
        self._readers = reader_pool(conninfo)
        self._projectors = projector_pool(conninfo)
        self._cells: dict[str, Cell] = {}
        self._opening = Lock()
        self._closing = Event()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def create(self, name: str) -> Cell:
        """Make a cooperative's cell if it is not there; refused for what cannot be a name."""
        if not COOPERATIVE_NAME.fullmatch(name):
            raise NotACooperativeName
        with psycopg.connect(self._conninfo, autocommit=True) as owner:
            # Tables and readings are granted on the same rows: one creator at a time.
            owner.execute("SELECT pg_advisory_lock(hashtextextended(%s, 0))", [name])
            create_cell(owner, schema_of(name))
            create_readings(owner, schema_of(name))
        return self.cell(name)

    def cell(self, name: str) -> Cell:
        """A cooperative's cell, its readings followed from now on; refused when unknown."""
        if found := self._cells.get(name):
            return found
        with self._opening:
            if name not in self._cells:
                self._cells[name] = self._opened(name)
            return self._cells[name]

    def is_ready(self) -> bool:
        """Whether the database answers, and every open cell is followed."""
        try:
            with psycopg.connect(self._conninfo, connect_timeout=READY_SECONDS) as connection:
                connection.execute("SELECT 1")
        except psycopg.OperationalError:
            return False
        return all(cell.follower.is_alive() for cell in tuple(self._cells.values()))

    def close(self) -> None:
        """Stop following, and give every connection back."""
        self._closing.set()
        for cell in self._cells.values():
            cell.follower.join()
        for pool in (self._writers, self._readers, self._projectors):
            pool.close()

    def _opened(self, name: str) -> Cell:
        if not COOPERATIVE_NAME.fullmatch(name):
            raise UnknownCooperative
        if not self._exists(schema_of(name)):
            raise UnknownCooperative(name)
        return self._composed(name, schema_of(name))

    def _composed(self, name: str, schema: str) -> Cell:
        recorder = LogRecorder(CellDatastore(self._writers, schema), clock=self.clock)
        self._projectors.open()
        self._readers.open()
        projector = Projector(self._projectors, schema)
        follower = Thread(
            target=projector.follow, args=(self._closing,), name=f"follow {name}", daemon=True
        )
        follower.start()
        readings = Readings(self._readers, schema, self.clock)
        ledger = LedgerReader(recorder, partial(ledger_beginning, readings))
        books = Books(recorder, self.clock, self.entropy, self.secret, ledger)
        return Cell(name, books, readings, projector, follower)

    def _exists(self, schema: str) -> bool:
        # As the owner: the roles of the pools are made with the first cooperative.
        with psycopg.connect(self._conninfo, autocommit=True) as owner:
            found = owner.execute("SELECT to_regnamespace(%s)", [schema]).fetchone()
        return found is not None and found[0] is not None


def schema_of(cooperative: str) -> str:
    """The schema of a cooperative's cell."""
    return f"coop_{cooperative}"
