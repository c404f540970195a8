"""Proposal: a decided event on its way to the log, finished once the log gives its stamp."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from string import Formatter

from domain.decider import Command
from domain.events.adoption import AdoptionEvent
from domain.events.closing import MonthClosed
from domain.events.contract_terms import CapeSigned, CesaSigned, ContractEnded
from domain.events.event import Event
from domain.events.pay import WagesPaid
from domain.events.sales import CreditNoteIssued, InvoiceIssued
from domain.events.shares import ShareInstalmentRetained
from domain.identifiers import Month
from domain.log.append import Append, Draft, Fact, SeriesRequest, Stamp, VaultRow
from domain.log.recorder import LogRecorder
from domain.lookup import Found, contract_fact, pay_fact, spending_fact, spent_sections
from domain.month_reader import MonthReader
from domain.period import month_of
from domain.policies.number_series import LAST_NUMBER, NumberSeries
from domain.posting.rules import entries_of
from domain.privacy import private_values
from domain.recorded import Author, Noted, Place, encode
from domain.refusal import Refusal
from domain.rulebook import POLICIES, Rulebook
from domain.streams import Address, stream_id

NONCE_BYTES = 16


class SeriesExhausted(Refusal):
    """The series has given its last number: another template is needed."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """An event as decided: what remains is its number, its totals and its moment."""

    address: Address
    version: int
    command: Command
    author: Author
    event: Event
    accounting_date: date | None

    def append(
        self,
        found: Found,
        fingerprint: bytes,
        recorder: LogRecorder,
        entropy: Callable[[int], bytes],
    ) -> Append:
        """What is asked of the log, with the guards of the decision."""
        rulebook = found.circumstances.rulebook
        completion = Completion(self, rulebook, entropy(NONCE_BYTES))
        if isinstance(self.event, MonthClosed):
            completion.month = MonthReader(recorder, self.event.month)
        place = Draft(
            stream_id(self.address), self.version, self.event.topic, self.accounting_date
        )
        return Append(
            drafts=(place,),
            finish=completion.finish,
            key=bytes.fromhex(self.author.key) if self.author.key else None,
            fingerprint=fingerprint if self.author.key else None,
            requires=(*found.relied_on, *self._period()),
            raises=(*self._raised(), *self._spent()),
            series=completion.series(),
            vault=tuple(
                VaultRow(bytes.fromhex(it.digest), it.kind, it.salt, it.value)
                for it in private_values(self.command)
            ),
            settle=completion.month.settle if completion.month else None,
        )

    def _period(self) -> tuple[Fact, ...]:
        if self.accounting_date is None:
            return ()
        return (Fact(period_fact(month_of(self.accounting_date)), 0),)

    def _spent(self) -> tuple[str, ...]:
        return tuple(map(spending_fact, spent_sections(self.address, self.command)))

    def _raised(self) -> tuple[str, ...]:
        match self.event:
            case MonthClosed():
                return (period_fact(self.event.month),)
            case CapeSigned() | CesaSigned() | ContractEnded():
                return (contract_fact(self.address.name),)
            case WagesPaid():
                return (pay_fact(self.address.name),)
            case ShareInstalmentRetained():
                return (pay_fact(self.event.subscriber),)
            case _:
                return (POLICIES,) if isinstance(self.event, AdoptionEvent) else ()


@dataclass(slots=True)
class Completion:
    """Finishes the bytes of a proposal: number, totals, moment; then they are for ever."""

    proposal: Proposal
    rulebook: Rulebook
    nonce: bytes
    month: MonthReader | None = None

    def series(self) -> tuple[SeriesRequest, ...]:
        """The number to ask for, if the event is a numbered document."""
        numbering = self._numbering()
        if numbering is None:
            return ()
        event = self.proposal.event
        return (
            SeriesRequest(self._rendered(numbering, "#"), numbering.first, event.occurred_on),
        )

    def finish(self, stamp: Stamp) -> tuple[bytes]:
        """The bytes of the event with what the log gave."""
        event = self._completed(stamp)
        proposal = self.proposal
        return (
            encode(
                Place(str(proposal.address), proposal.version),
                proposal.author,
                Noted(stamp.recorded_at, self.nonce),
                proposal.accounting_date,
                (event, entries_of(event, self.rulebook)),
            ),
        )

    def _completed(self, stamp: Stamp) -> Event:
        event, numbering = self.proposal.event, self._numbering()
        if numbering is not None:
            if stamp.numbers[0] > LAST_NUMBER:
                raise SeriesExhausted(numbering.template)
            number = self._rendered(numbering, stamp.numbers[0])
            return _readable(event.model_copy(update={"number": number}))
        if isinstance(event, MonthClosed) and self.month:
            return _readable(self.month.totals.closing(event))
        return event

    def _numbering(self) -> NumberSeries | None:
        match self.proposal.event:
            case InvoiceIssued() as event:
                return self.rulebook.number_series("invoice", event.occurred_on)
            case CreditNoteIssued() as event:
                return self.rulebook.number_series("credit-note", event.occurred_on)
            case _:
                return None

    def _rendered(self, numbering: NumberSeries, number: int | str) -> str:
        template = numbering.template
        if isinstance(number, str):
            template = without_format(template)
        year = self.proposal.event.occurred_on.year
        return template.format(activity=self.proposal.address.name, year=year, number=number)


def _readable(event: Event) -> Event:
    # A copy is not validated, and what cannot be read back must not enter the log.
    return type(event).model_validate(event.model_dump())


def period_fact(month: Month) -> str:
    """The fact that moves when a month closes."""
    return f"period/{month}"


def without_format(template: str) -> str:
    """The template with its fields bare, so that any text can stand for the number."""
    return "".join(
        text + (f"{{{field}}}" if field else "")
        for text, field, _, _ in Formatter().parse(template)
    )
