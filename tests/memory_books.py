"""Books in memory: the real decisions, entries and bytes, on a log that is a list.

What stands in for the database is here: positions, numbers and the reading of a month. All the
rest is the core's own, so that a history of hundreds of commands runs in milliseconds.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any, cast

from eventsourcing.persistence import Notification
from typing_extensions import override

from domain.books import DatedBeforeLastNumber
from domain.cooperative.closing import MonthTotals
from domain.decider import Command
from domain.events.closing import MonthClosed
from domain.identifiers import Month
from domain.ledger_reader import LedgerReader
from domain.log.append import OutOfDateOrder, SeriesRequest, Stamp
from domain.log.number_series import SeriesEnds
from domain.lookup import Lookup
from domain.month_reader import MonthReader
from domain.period import month_of
from domain.posting.rules import entries_of
from domain.privacy import salted
from domain.proposal import Completion, Proposal
from domain.recorded import Author, Recorded, decode
from domain.streams import THE_COOPERATIVE, Address, Stream, stream_id
from domain.vat_reader import Asked, VatReader

AUTHOR = Author("test", "cor_" + "0" * 32)


class MonthInMemory(MonthReader):
    """The totals of a month, read from the list that stands for the log."""

    def __init__(self, log: list[Recorded], month: Month) -> None:
        self.totals = MonthTotals()
        for recorded in log:
            day = recorded.accounting_date
            if day and month_of(day) == month:
                for index, entry in enumerate(recorded.entries):
                    self.totals.add(recorded.entry_name(index), day, entry)


class VatInMemory(VatReader):
    """The VAT of a period, read from the list that stands for the log."""

    @override
    def _counted(self, asked: Asked) -> Iterator[Recorded]:
        log: list[Recorded] = cast("Any", self._recorder).log
        for recorded in log[: asked.position]:
            day = recorded.accounting_date
            late = recorded.position > asked.through
            if day and day <= asked.last and (late or day >= asked.first):
                yield recorded


class MemoryBooks:
    """One cooperative's books; `execute` carries a command out as `Books` does."""

    def __init__(self, today: date) -> None:
        self.today = today
        self.log: list[Recorded] = []
        self.states: list[bytes] = []
        self._streams: dict[Address, Stream[Any]] = {}
        self._ends = SeriesEnds()
        self._salts = count(1)
        # Lookup asks of streams and recorder only what stands below.
        recorder = cast("Any", self)
        self._lookup = Lookup(recorder, recorder, LedgerReader(recorder), VatInMemory(recorder))

    def execute(self, address: Address, command: Command) -> Recorded:
        """Carry a command out; `Refusal` when it may not be, and nothing is recorded."""
        command = salted(command, lambda: next(self._salts).to_bytes(16, "big"))
        stream = self.load(address)
        found = self._lookup.find(address, command, stream.state, self.today, current=True)
        event = address.decider.decide(stream.state, command, found.circumstances)
        entries = entries_of(event, found.circumstances.rulebook)
        counted = found.circumstances.accounting_date(event.occurred_on) if entries else None
        proposal = Proposal(address, stream.version + 1, command, AUTHOR, event, counted)
        completion = Completion(proposal, found.circumstances.rulebook, bytes(16))
        if isinstance(event, MonthClosed):
            completion.month = MonthInMemory(self.log, event.month)
        return self._record(proposal, stream, *completion.finish(self._stamp(completion)))

    def load(self, address: Address) -> Stream[Any]:
        """An aggregate as its events leave it."""
        return self._streams.get(address) or Stream(0, address.decider.initial)

    def cooperative(self, *, current: bool) -> Stream[Any]:
        """The cooperative itself."""
        assert current
        return self.load(THE_COOPERATIVE)

    def activity(self, code: str, *, current: bool) -> Stream[Any]:
        """An activity."""
        assert current
        return self.load(Address("activity", code))

    def contract(self, name: str, *, current: bool) -> Stream[Any]:
        """An entrepreneur's contract."""
        assert current
        return self.load(Address("contract", name))

    def fact_version(self, _: str) -> int:
        """How often a fact has moved; nothing else is recorded meanwhile here."""
        return 0

    def max_notification_id(self) -> int:
        """The last position."""
        return len(self.log)

    def select_notifications(self, start: int, _: int, stop: int) -> list[Notification]:
        """The events at those positions, as the log gives them."""
        found = self.log[start - 1 : stop]
        return [
            Notification(
                originator_id=stream_id(Address("cooperative")),
                originator_version=it.place.version,
                topic=it.event.topic,
                state=self.states[it.position - 1],
                id=it.position,
            )
            for it in found
        ]

    def _stamp(self, completion: Completion) -> Stamp:
        requests = completion.series()
        numbers = self._numbers(requests)
        noon = datetime(self.today.year, self.today.month, self.today.day, 12, tzinfo=UTC)
        return Stamp(noon + timedelta(seconds=len(self.log)), numbers)

    def _numbers(self, requests: tuple[SeriesRequest, ...]) -> tuple[int, ...]:
        try:
            taken = self._ends.next_numbers(requests)
        except OutOfDateOrder as late:
            raise DatedBeforeLastNumber(late.last_dated) from late
        self._ends.take(requests, taken)
        return tuple(end.number for end in taken)

    def _record(self, proposal: Proposal, stream: Stream[Any], state: bytes) -> Recorded:
        recorded = decode(len(self.log) + 1, state)
        after = proposal.address.decider.evolve(stream.state, recorded.event)
        self._streams[proposal.address] = Stream(proposal.version, after)
        self.log.append(recorded)
        self.states.append(state)
        return recorded
