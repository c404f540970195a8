"""Books: the shell that carries out a cooperative's commands.

It looks up what a decision needs, hands it to the pure core, and appends the event it decides
with its entries, guarded by the facts the decision relied on. Clock and entropy are arguments.
"""

import hashlib
import hmac
from collections.abc import Callable
from datetime import date, datetime
from threading import Lock
from typing import Any, NamedTuple

import orjson

from domain.decider import Command, Decider
from domain.identifiers import opaque
from domain.ledger_reader import LedgerReader
from domain.log.append import Appended, AppendRefused, OutOfDateOrder
from domain.log.recorder import LogRecorder
from domain.lookup import Lookup
from domain.period import PARIS
from domain.posting.rules import entries_of
from domain.privacy import SALT_BYTES, salted
from domain.proposal import Proposal
from domain.recorded import Author, Recorded, decode
from domain.refusal import Refusal
from domain.streams import Address, Stream, Streams
from domain.vat_reader import VatReader

ATTEMPTS = 12
_LOCKS = 256


class DatedBeforeLastNumber(Refusal):
    """The series already has a number of a later date (CGI, ann. II, art. 242 nonies A)."""


class IdempotencyKeyReused(Refusal):
    """The idempotency key was used before, for something else."""


class TooMuchContention(Refusal):
    """Others keep changing what this command is about; try again with the same key."""


class Origin(NamedTuple):
    """Who sends a command, and the key under which it is carried out once."""

    actor: str
    key: str | None = None
    correlation_id: str | None = None
    causation_id: str | None = None


class Receipt(NamedTuple):
    """What a command recorded, the leaves of the log it became, and whether it already was."""

    recorded: tuple[Recorded, ...]
    leaf_hashes: tuple[bytes, ...]
    replayed: bool


class Books:
    """One cooperative's books: every thread of a process may share them."""

    def __init__(
        self,
        recorder: LogRecorder,
        clock: Callable[[], datetime],
        entropy: Callable[[int], bytes],
        secret: bytes,
        ledger: LedgerReader | None = None,
    ) -> None:
        self.recorder = recorder
        self.streams = Streams(recorder)
        self._ledger = ledger or LedgerReader(recorder)
        self._lookup = Lookup(self.streams, recorder, self._ledger, VatReader(recorder))
        self._clock = clock
        self._entropy = entropy
        self._secret = secret
        self._locks = [Lock() for _ in range(_LOCKS)]

    def execute(self, address: Address, command: Command, origin: Origin) -> Receipt:
        """Carry a command out once; `Refusal` when it may not be, and nothing is recorded.

        Decided first on what is at hand, then again on what is current: no refusal rests on
        something that has changed meanwhile.
        """
        command = salted(command, lambda: self._entropy(SALT_BYTES))
        author = self._author(command, origin)
        fingerprint = self._fingerprint(address, command)
        # Decisions on one stream wait for each other here, not for each other's conflicts.
        with self._locks[hash(address) % _LOCKS]:
            appended = self._carried_out(address, command, author, fingerprint)
        if appended.replayed and appended.fingerprint != fingerprint:
            raise IdempotencyKeyReused(origin.key)
        return _receipt(appended)

    def _carried_out(
        self, address: Address, command: Command, author: Author, fingerprint: bytes
    ) -> Appended:
        for attempt in range(ATTEMPTS):
            current = attempt > 0
            if attempt == ATTEMPTS // 2:
                # Not others' changes: what is at hand is of a log that is no more.
                self.streams.forget()
                self._ledger.forget()
            if current and author.key and (known := self._known(author.key)):
                return known
            try:
                return self._attempt(address, command, author, fingerprint, current=current)
            except OutOfDateOrder as late:
                raise DatedBeforeLastNumber(late.last_dated) from late
            except Refusal:
                if current:
                    raise
            except AppendRefused:
                continue
        raise TooMuchContention(address)

    def _attempt(
        self,
        address: Address,
        command: Command,
        author: Author,
        fingerprint: bytes,
        *,
        current: bool,
    ) -> Appended:
        stream = self.streams.load(address, current=current)
        found = self._lookup.find(address, command, stream.state, self.today(), current=current)
        decider: Decider[Any, Any, Any] = address.decider
        event = decider.decide(stream.state, command, found.circumstances)
        entries = entries_of(event, found.circumstances.rulebook)
        counted = found.circumstances.accounting_date(event.occurred_on) if entries else None
        proposal = Proposal(address, stream.version + 1, command, author, event, counted)
        append = proposal.append(found, fingerprint, self.recorder, self._entropy)
        appended = self.recorder.append(append)
        if not appended.replayed:
            recorded = decode(appended.first_position, appended.states[0]).event
            state = decider.evolve(stream.state, recorded)
            self.streams.keep(address, Stream(proposal.version, state))
        return appended

    def today(self) -> date:
        """The date in Paris."""
        return self._clock().astimezone(PARIS).date()

    def _known(self, key: str) -> Appended | None:
        return self.recorder.lookup(bytes.fromhex(key))

    def _author(self, command: Command, origin: Origin) -> Author:
        scope = type(command).__name__
        key = self._keyed(f"key\n{scope}\n{origin.key}".encode()).hex() if origin.key else None
        correlation = origin.correlation_id or opaque("cor", self._entropy(16))
        return Author(origin.actor, correlation, origin.causation_id, key)

    def _fingerprint(self, address: Address, command: Command) -> bytes:
        asked = orjson.dumps([str(address), type(command).__name__])
        return self._keyed(asked + command.model_dump_json().encode())

    def _keyed(self, text: bytes) -> bytes:
        return hmac.new(self._secret, text, hashlib.sha256).digest()


def _receipt(appended: Appended) -> Receipt:
    recorded = tuple(
        decode(appended.first_position + index, state)
        for index, state in enumerate(appended.states)
    )
    return Receipt(recorded, appended.leaf_hashes, appended.replayed)
