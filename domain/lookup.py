"""Lookup: what a command's decision needs from beyond its own stream."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from domain.activity.activity import Activity, OpenActivity
from domain.circumstances import Circumstances, Coverage, FiledEntry, WagesDue
from domain.cooperative.cooperative import Cooperative
from domain.cooperative.vat_returns import DeclareVat
from domain.decider import Command
from domain.entrepreneur_contract.entrepreneur_contract import EntrepreneurContract
from domain.entrepreneur_contract.payslips import Pay
from domain.identifiers import COOP, ContractId, EntryId, Reference, Section
from domain.ledger import Ledger
from domain.ledger_reader import LedgerReader
from domain.log.append import Fact
from domain.log.recorder import LogRecorder
from domain.money import ZERO
from domain.recorded import decode
from domain.refusal import Refusal
from domain.rulebook import POLICIES
from domain.streams import Address, Stream, Streams
from domain.vat.undeclared import UndeclaredVat
from domain.vat_reader import VatReader


class WronglyAddressed(Refusal):
    """An activity is opened under its own code."""


@dataclass(frozen=True, slots=True)
class Found:
    """The circumstances of a decision, and the facts that must still hold at its append."""

    circumstances: Circumstances
    relied_on: tuple[Fact, ...]


class NamedPay(NamedTuple):
    """The payslip a command names, and the pay of its contract."""

    contract: ContractId
    payslip: Reference
    pay: Pay

    @property
    def wages(self) -> WagesDue | None:
        """The payslip, if it is booked."""
        found = self.pay.payslips.get(self.payslip)
        if found is None:
            return None
        return WagesDue(found.activity, found.booked_on, found.net, found.paid)

    def retained(self, cooperative: Cooperative) -> Decimal:
        """What was kept from it for shares."""
        return cooperative.shares.retained.get((self.contract, self.payslip), ZERO)

    def moves(self, cooperative: Cooperative) -> int:
        """How often pay of the contract was transferred, or some of it kept."""
        transfers = sum(slip.paid for slip in self.pay.payslips.values())
        return transfers + cooperative.shares.retentions.get(self.contract, 0)


class Lookup:
    """Finds the circumstances of commands in a cooperative's log."""

    def __init__(
        self, streams: Streams, recorder: LogRecorder, ledger: LedgerReader, vat: VatReader
    ) -> None:
        self._streams = streams
        self._recorder = recorder
        self._ledger = ledger
        self._vat = vat

    def find(
        self, address: Address, command: Command, state: Any, today: date, *, current: bool
    ) -> Found:
        """What the decision on a command may know; `current=True` reads what is new."""
        _demand_addressed(address, command)
        cooperative = self._cooperative(state, current=current)
        contracts = _contracts(command, state)
        # Before the ledger: what is spent after this is seen there, or moves the fact.
        spent = [self._fact(spending_fact(it)) for it in spent_sections(address, command)]
        loaded = [self._streams.contract(name, current=current) for name in contracts]
        covers = [stream.state.terms.coverage for stream in loaded]
        circumstances = Circumstances(
            rulebook=cooperative.rulebook,
            today=today,
            coverage=_coverage(covers),
            contracts=dict(zip(contracts, covers, strict=True)),
            sections=self._opened(address, command.named_sections(), current=current),
            entry=self._entry(command.named_entry()),
            ledger=self._ledger.current() if command.needs_ledger else Ledger(),
            vat=self._undeclared(command, cooperative),
        )
        circumstances.demand_past(command.occurred_on)
        relied_on = [Fact(POLICIES, cooperative.rulebook.version), *spent]
        for name, stream in zip(contracts, loaded, strict=True):
            relied_on.append(Fact(contract_fact(name), stream.state.terms.changes))
        if named := _named_pay(address, command, state, loaded):
            circumstances = replace(
                circumstances, wages=named.wages, retained=named.retained(cooperative)
            )
            relied_on.append(Fact(pay_fact(named.contract), named.moves(cooperative)))
        return Found(circumstances, tuple(relied_on))

    def _undeclared(self, command: Command, cooperative: Cooperative) -> UndeclaredVat:
        if not isinstance(command, DeclareVat):
            return UndeclaredVat()
        returns = cooperative.vat_returns
        until = returns.gathering.through_position if returns.gathering else None
        return self._vat.undeclared(command.period, returns.through_position, until)

    def _fact(self, name: str) -> Fact:
        return Fact(name, self._recorder.fact_version(name))

    def _cooperative(self, state: Any, *, current: bool) -> Cooperative:
        if isinstance(state, Cooperative):
            return state
        return self._streams.cooperative(current=current).state

    def _opened(
        self, address: Address, sections: Iterable[Section], *, current: bool
    ) -> frozenset[Section]:
        found = {
            section: self._streams.activity(section, current=current).state
            for section in sections
            if section != COOP
        }
        # A contract sees the activities run under it, and no other.
        return frozenset(
            section
            for section, activity in found.items()
            if activity.code
            and (address.kind != "contract" or address.name in activity.contracts)
        )

    def _entry(self, name: EntryId | None) -> FiledEntry | None:
        if name is None:
            return None
        position, rank = (int(part) for part in name.split("."))
        for found in self._recorder.select_notifications(position, 1, stop=position):
            recorded = decode(found.id, found.state)
            if 0 < rank <= len(recorded.entries):
                return FiledEntry(recorded.event, recorded.entries[rank - 1])
        return None


def contract_fact(contract: ContractId) -> str:
    """The fact that moves whenever the days a contract covers change."""
    return f"contract/{contract}"


def pay_fact(contract: ContractId) -> str:
    """The fact that moves whenever pay is transferred, or some of it kept for shares."""
    return f"pay/{contract}"


def _named_pay(
    address: Address, command: Command, state: Any, contracts: Sequence[Stream[Any]]
) -> NamedPay | None:
    payslip = command.named_payslip()
    if payslip is None:
        return None
    if isinstance(state, EntrepreneurContract):
        return NamedPay(address.name, payslip, state.pay)
    return NamedPay(command.named_contracts()[0], payslip, contracts[0].state.pay)


def spending_fact(section: Section) -> str:
    """The fact that moves whenever something of what a section has available is spent."""
    return f"spending/{section}"


def spent_sections(address: Address, command: Command) -> tuple[Section, ...]:
    """The sections of whose available money a command takes."""
    if not command.spends:
        return ()
    named = {address.name} if address.kind == "activity" else command.named_sections()
    return tuple(sorted(named))


def _coverage(covers: Iterable[tuple[Coverage, ...]]) -> tuple[Coverage, ...]:
    return tuple(coverage for several in covers for coverage in several)


def _contracts(command: Command, state: Any) -> tuple[ContractId, ...]:
    return (
        state.contracts
        if isinstance(state, Activity) and state.contracts
        else command.named_contracts()
    )


def _demand_addressed(address: Address, command: Command) -> None:
    if isinstance(command, OpenActivity) and command.activity != address.name:
        raise WronglyAddressed(command.activity, address)
