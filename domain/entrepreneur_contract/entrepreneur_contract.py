"""EntrepreneurContract: what is signed with an entrepreneur, and the pay under it."""

from dataclasses import dataclass, field, replace
from typing import assert_never

from domain.circumstances import Circumstances
from domain.decider import Decider
from domain.entrepreneur_contract import advances, payslips, terms
from domain.entrepreneur_contract.advances import AdvancesCommand
from domain.entrepreneur_contract.payslips import Pay, PayCommand
from domain.entrepreneur_contract.terms import Terms, TermsCommand
from domain.events.contract_terms import TermsEvent
from domain.events.entrepreneur_contract import EntrepreneurContractEvent
from domain.events.pay import PayEvent

# Commands

ContractCommand = TermsCommand | PayCommand | AdvancesCommand


# State


@dataclass(frozen=True, slots=True)
class EntrepreneurContract:
    """The terms in force, and the pay under them."""

    terms: Terms = field(default_factory=Terms)
    pay: Pay = field(default_factory=Pay)


def evolve(
    state: EntrepreneurContract, event: EntrepreneurContractEvent
) -> EntrepreneurContract:
    """The contract after an event."""
    if isinstance(event, TermsEvent):
        return replace(state, terms=terms.evolve(state.terms, event))
    if isinstance(event, PayEvent):
        return replace(state, pay=payslips.evolve(state.pay, event))
    assert_never(event)


# Decisions


def decide(
    state: EntrepreneurContract, command: ContractCommand, circumstances: Circumstances
) -> EntrepreneurContractEvent:
    """The event a command causes; every refusal is named."""
    if isinstance(command, TermsCommand):
        return terms.decide(state.terms, command)
    if isinstance(command, PayCommand):
        return payslips.decide(state.pay, state.terms.coverage, command, circumstances)
    if isinstance(command, AdvancesCommand):
        return advances.decide(state.pay, state.terms.coverage, command, circumstances)
    assert_never(command)


ENTREPRENEUR_CONTRACT: Decider[
    EntrepreneurContract, ContractCommand, EntrepreneurContractEvent
] = Decider(EntrepreneurContract(), decide, evolve)
