"""An entrepreneur of the cast, and the steps of the year so far."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from domain.decider import Command
from domain.identifiers import ActivityCode, Auxiliary
from domain.rulebook import customer_number
from domain.streams import Address
from scripts.demo.foundation import code_of, contract_of
from scripts.demo.step import END, YEAR, Cast, Step, at


@dataclass(slots=True)
class Entrepreneur:
    """Who, what, and the steps of the year so far."""

    cast: Cast
    rank: int
    random: Random
    steps: list[Step]
    invoices: int = 0

    @property
    def code(self) -> ActivityCode:
        """The code of the activity."""
        return code_of(self.rank)

    @property
    def contract(self) -> Address:
        """Where the contract's commands go."""
        return Address("contract", contract_of(self.cast, self.rank))

    @property
    def contractor(self) -> Auxiliary:
        """The building firm for which masons work as subcontractors."""
        return customer_number(2 * self.cast.entrepreneurs + 1)

    def customer(self, which: int) -> Auxiliary:
        """One of the activity's two customers."""
        return customer_number(2 * self.rank - 1 + which % 2)

    def next_invoice(self) -> str:
        """The number of the next invoice, deposits among them."""
        self.invoices += 1
        return f"F{self.code}-{YEAR}-{self.invoices:04d}"

    def amount(self, least: int, most: int) -> Decimal:
        """An amount between two, to the cent."""
        return Decimal(self.random.randrange(least * 100, most * 100)) / 100

    def send(self, day: date, hour: int, command: Command) -> None:
        """Add a step for the activity, if the demonstration lasts until then."""
        self.send_to(Address("activity", self.code), day, hour, command)

    def send_to(self, address: Address, day: date, hour: int, command: Command) -> None:
        """Add a step, if the demonstration lasts until then."""
        if day <= END:
            moment = at(day, hour) + timedelta(milliseconds=self.rank % 100_000)
            self.steps.append(Step(moment, address, command))
