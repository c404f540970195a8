"""Rehearsal: what would become of commands sent one after the other; nothing is recorded."""

from dataclasses import replace
from datetime import date
from typing import Any

from domain.circumstances import Circumstances
from domain.decider import Command
from domain.ledger import Ledger
from domain.lookup import Lookup
from domain.posting.rules import entries_of
from domain.streams import Address, Streams


class Rehearsal:
    """Decisions as `Books` would take them, each on what the ones before it would leave."""

    def __init__(self, streams: Streams, lookup: Lookup, today: date) -> None:
        self._streams = streams
        self._lookup = lookup
        self._today = today
        self._states: dict[Address, Any] = {}
        self._ledger: Ledger | None = None

    def carry_out(self, address: Address, command: Command) -> None:
        """Decide a command; a `Refusal` when it would be refused."""
        state = self._state(address)
        circumstances = self._circumstances(address, command, state)
        event = address.decider.decide(state, command, circumstances)
        ledger = circumstances.ledger
        for entry in entries_of(event, circumstances.rulebook):
            day = circumstances.accounting_date(event.occurred_on)
            ledger = ledger.with_postings(day, entry.postings)
        self._ledger = ledger if command.needs_ledger else self._ledger
        self._states[address] = address.decider.evolve(state, event)

    def _state(self, address: Address) -> Any:
        if address not in self._states:
            self._states[address] = self._streams.load(address, current=True).state
        return self._states[address]

    def _circumstances(self, address: Address, command: Command, state: Any) -> Circumstances:
        found = self._lookup.find(address, command, state, self._today, current=True)
        circumstances = found.circumstances
        if command.needs_ledger and self._ledger:
            return replace(circumstances, ledger=self._ledger)
        return circumstances
