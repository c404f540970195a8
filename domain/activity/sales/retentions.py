"""Retentions: what a customer keeps of a price of works until a year after accepting them."""

from dataclasses import replace

from domain.activity.sales.receivables import Sales, known_invoice
from domain.circumstances import Circumstances
from domain.decider import Command
from domain.events.sales import WorksAccepted
from domain.identifiers import ActivityCode, Reference
from domain.period import years_later
from domain.refusal import Refusal
from domain.statutory import RETENTION_YEARS

# Commands


class AcceptWorks(Command):
    """Record the day on which the customer accepted the works of an invoice."""

    invoice: Reference


# Refusals


class NothingRetained(Refusal):
    """The customer retains nothing on that invoice."""


class WorksAlreadyAccepted(Refusal):
    """The works of that invoice are already accepted."""


# State


def works_accepted(sales: Sales, event: WorksAccepted) -> Sales:
    """The works are accepted, once."""
    return sales.changed(event.invoice, lambda it: replace(it, accepted=True))


# Decisions


def accept_works(
    activity: ActivityCode, sales: Sales, command: AcceptWorks, _: Circumstances
) -> WorksAccepted:
    """The acceptance, which may come before the invoice, and when the retention is due."""
    invoice = known_invoice(sales, command.invoice)
    if invoice.accepted:
        raise WorksAlreadyAccepted(command.invoice)
    if not invoice.retained:
        raise NothingRetained(command.invoice)
    return WorksAccepted(
        occurred_on=command.occurred_on,
        activity=activity,
        invoice=command.invoice,
        customer=invoice.customer,
        retention_due_on=years_later(command.occurred_on, int(RETENTION_YEARS.value)),
    )
