"""Faults a command may meet: each is a sentence, with what to do when there is something."""

import psycopg
from eventsourcing.persistence import PersistenceError

from api.secret import KeyFileRefusedError
from domain.refusal import Refusal
from scripts.server_binaries import PostgreSQLNotFoundError
from scripts.server_cluster import (
    DataDirectoryInUseError,
    ServerStartError,
    ServerStopError,
)

EXPECTED = (
    DataDirectoryInUseError,
    KeyFileRefusedError,
    PersistenceError,
    PostgreSQLNotFoundError,
    ServerStartError,
    ServerStopError,
    psycopg.Error,
)


def sentence_of(error: Exception) -> str | None:
    """What to tell the person; None when it is a defect of ours, whose trace is needed."""
    if isinstance(error, Refusal):
        return error.reason
    if isinstance(error, OSError):
        return f"{error.strerror or error}: {error.filename or ''}".rstrip(": ")
    if isinstance(error, EXPECTED):
        about = (type(error).__doc__ or "").split("\n", 1)[0].strip()
        return f"{about} {error}".strip()
    return None
