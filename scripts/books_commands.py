"""Commands on the books: `demo`, `serve`, `rebuild`."""

import os
import socket
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

import psycopg
from psycopg.sql import SQL, Identifier

from api.composition import Network, UnknownCooperative, schema_of
from api.secret import secret_of
from api.server import is_loopback, run
from api.settings import Settings
from domain.books import Origin
from domain.period import PARIS
from projections.fec_export import year_closing_in
from projections.fec_folder import write
from projections.moment import At
from projections.pools import projector_pool
from projections.rebuild import rebuild as rebuilt
from projections.snapshot import Snapshot
from scripts.console import failure, messages, output, progress_bar
from scripts.database import database
from scripts.demo.recording import demonstration, name_of
from scripts.demo.report import print_books
from scripts.demo.step import YEAR, YEAR_END, Cast
from scripts.embedded_server import default_root

ACTOR = Origin("command-line")
PROJECTED_WITHIN = 600.0
"""Seconds the readings may take to catch up with a large demonstration."""


def now() -> datetime:
    """The time, in UTC."""
    return datetime.now(UTC)  # noqa: TID251  # The composition root reads the clock here.


def today() -> date:
    """The day it is for the books."""
    return now().astimezone(PARIS).date()


@contextmanager
def network(settings: Settings) -> Iterator[Network]:
    """Every cooperative of the database, with the clock and the entropy of this machine."""
    key_file = settings.key_file or default_root() / "key"
    secret = secret_of(key_file, os.urandom)
    with (
        database(settings) as conninfo,
        Network(conninfo, clock=now, entropy=os.urandom, secret=secret) as opened,
    ):
        yield opened


def demo(entrepreneurs: int, seed: int, folder: Path | None, *, fresh: bool) -> None:
    """Record the demonstration's year if it is not there yet, and print its books."""
    cast = Cast(entrepreneurs, seed)
    exports = folder or default_root() / "exports" / name_of(cast)
    with ExitStack() as held:
        conninfo = held.enter_context(database(Settings()))
        if fresh:
            _forget(conninfo, name_of(cast))
        with progress_bar("recording the year") as moved:
            cell = held.enter_context(demonstration(conninfo, cast, moved))
            position = cell.books.recorder.max_notification_id() or 0
            cell.readings.wait_for(position, PROJECTED_WITHIN)
        with cell.readings.at(At(as_of=YEAR_END)) as at_year_end, cell.readings.at() as since:
            print_books(output, at_year_end, since)
            exported = [_export(since, exports, year) for year in (YEAR, YEAR + 1)]
    for path in exported:
        output.print(f"FEC: {path}", soft_wrap=True)
    output.print("To look further: scripts/grandlivre serve, then open")
    output.print(f"http://127.0.0.1:8000/docs (the cooperative is {name_of(cast)})")


def serve(host: str, port: int) -> None:
    """Serve every cooperative of the database, on loopback."""
    if not is_loopback(host):
        raise failure(f"{host} is not this machine: without authentication, loopback only", 2)
    demand_free(host, port)
    with network(Settings()) as opened:
        messages.print(
            f"http://{host}:{port}/docs on this machine only: nobody is authenticated"
        )
        run(opened, host, port)


def demand_free(host: str, port: int) -> None:
    """Refuse an address that another program listens on."""
    with socket.create_server((host, port)):
        return


def demand_known(conninfo: str, cooperative: str) -> None:
    """Refuse a cooperative that keeps no books here."""
    with psycopg.connect(conninfo) as connection:
        query = "SELECT to_regnamespace(quote_ident(%s)) IS NOT NULL"
        found = connection.execute(query, [schema_of(cooperative)]).fetchone()
    if not found or not found[0]:
        raise UnknownCooperative(cooperative)


def rebuild(cooperative: str) -> None:
    """Build a cooperative's readings anew beside the old, compare them, then switch."""
    with database(Settings()) as conninfo:
        demand_known(conninfo, cooperative)
        with projector_pool(conninfo) as pool, progress_bar("reading the log") as moved:
            result = rebuilt(pool, schema_of(cooperative), progress=moved)
    output.print(f"version {result.version} serves, as of position {result.position}")


def _export(snapshot: Snapshot, folder: Path, year: int) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return write(snapshot, year_closing_in(snapshot, year), folder).file


def _forget(conninfo: str, cooperative: str) -> None:
    with psycopg.connect(conninfo) as connection:
        drop = SQL("DROP SCHEMA IF EXISTS {} CASCADE")
        connection.execute(drop.format(Identifier(schema_of(cooperative))))
