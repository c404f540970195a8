"""Payroll import: shown whole, then recorded one payslip an event; a second time, nothing.

A line is known by its place in a file of that digest. Lines are recorded one after the other:
when one is refused for what others did meanwhile, the same file sent again goes on from there.
"""

import hashlib
from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import NamedTuple

from domain.books import Books, Origin, Receipt
from domain.entrepreneur_contract.payslips import BookPayslip
from domain.identifiers import Sha256
from domain.payroll.reading import Fault, Slip, slips
from domain.policies.payroll_mapping import PayrollMapping
from domain.refusal import Refusal
from domain.streams import Address

BYTES_MAX = 4_000_000
Progress = Callable[[int, int], None]
"""Told how many payslips are recorded of how many."""


class NoPayrollMapping(Refusal):
    """The cooperative has not declared how its payroll journal is written: adopt a mapping."""


class PayrollTooLarge(Refusal):
    """A payroll journal is of four megabytes at most: cut it by month."""


class PayrollHasFaults(Refusal):
    """The payroll journal has faults: nothing of it was recorded."""


class Booking(NamedTuple):
    """A payslip of the file, where it goes, and whether an import already recorded it."""

    line: int
    address: Address
    command: BookPayslip
    known: bool

    @property
    def cost(self) -> Decimal:
        """What the payslip costs with the employer's charges."""
        return self.command.cost


class Preview(NamedTuple):
    """What an import would do: nothing when there are faults."""

    source: Sha256
    bookings: tuple[Booking, ...]
    faults: tuple[Fault, ...]

    @property
    def new(self) -> tuple[Booking, ...]:
        """The payslips that no import has recorded yet."""
        return tuple(it for it in self.bookings if not it.known)


class PayrollImport:
    """The import of payroll journals into one cooperative's books."""

    def __init__(self, books: Books) -> None:
        self._books = books

    def preview(self, file: bytes) -> Preview:
        """What the import would do, every fault with its line; `NoPayrollMapping`."""
        if len(file) > BYTES_MAX:
            raise PayrollTooLarge(len(file))
        mapping = self._mapping()
        source = hashlib.sha256(file).hexdigest()
        read = [self._placed(source, it) for it in slips(file, mapping)]
        bookings = tuple(it for it in read if isinstance(it, Booking))
        faults = [it for it in read if isinstance(it, Fault)] + self._refused(bookings)
        ordered = sorted(faults, key=lambda fault: fault.line or 0)
        return Preview(source, bookings, tuple(ordered))

    def record(self, preview: Preview, actor: str, progress: Progress) -> tuple[Receipt, ...]:
        """Record what was shown and is not recorded yet, or what is refused meanwhile."""
        if preview.faults:
            raise PayrollHasFaults(len(preview.faults))
        receipts = list[Receipt]()
        for booking in preview.new:
            origin = Origin(actor, _key(preview.source, booking.line))
            receipts.append(self._books.execute(booking.address, booking.command, origin))
            progress(len(receipts), len(preview.new))
        return tuple(receipts)

    def _mapping(self) -> PayrollMapping:
        rulebook = self._books.streams.cooperative(current=True).state.rulebook
        mapping = rulebook.policy(PayrollMapping, self._books.today())
        if mapping is None:
            raise NoPayrollMapping
        return mapping

    def _placed(self, source: Sha256, slip: Slip | Fault) -> Booking | Fault:
        if isinstance(slip, Fault):
            return slip
        contract = slip.contract or self._only_contract(slip.command.activity)
        if contract is None:
            reason = "the activity is not run under one contract alone: name the contract"
            return Fault(slip.line, "contract", reason)
        known = self._books.is_known(slip.command, _key(source, slip.line))
        return Booking(slip.line, Address("contract", contract), slip.command, known)

    def _only_contract(self, activity: str) -> str | None:
        contracts = self._books.streams.activity(activity, current=True).state.contracts
        return contracts[0] if len(contracts) == 1 else None

    def _refused(self, bookings: Iterable[Booking]) -> list[Fault]:
        faults = list[Fault]()
        rehearsal = self._books.rehearsal()
        for booking in (it for it in bookings if not it.known):
            try:
                rehearsal.carry_out(booking.address, booking.command)
            except Refusal as refused:
                reason = " ".join((type(refused).__doc__ or "").split())
                faults.append(Fault(booking.line, "payslip", reason))
        return faults


def _key(source: Sha256, line: int) -> str:
    return f"payroll\n{source}\n{line}"
