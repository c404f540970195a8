"""EntrepreneurContract: what is signed with an entrepreneur, and the pay under it."""

from dataclasses import dataclass, field, replace
from datetime import date
from typing import assert_never

from domain.circumstances import Circumstances
from domain.decider import Decider
from domain.entrepreneur_contract import enrolment, interviews, payslips, terms
from domain.entrepreneur_contract.enrolment import Enrolment, EnrolmentCommand
from domain.entrepreneur_contract.interviews import Interviews, RecordInterview
from domain.entrepreneur_contract.payslips import Pay, PayCommand
from domain.entrepreneur_contract.terms import Terms, TermsCommand
from domain.events.contract_terms import TermsEvent
from domain.events.enrolment import EnrolmentEvent
from domain.events.entrepreneur_contract import EntrepreneurContractEvent
from domain.events.interviews import InterviewHeld
from domain.events.pay import PayEvent

# Commands

ContractCommand = TermsCommand | PayCommand | RecordInterview | EnrolmentCommand


# State


@dataclass(frozen=True, slots=True)
class EntrepreneurContract:
    """The terms in force, the pay under them, the support given, and who is supported."""

    terms: Terms = field(default_factory=Terms)
    pay: Pay = field(default_factory=Pay)
    interviews: Interviews = field(default_factory=Interviews)

    @property
    def last_fact(self) -> date | None:
        """The last day on which a payslip was booked or an interview was held."""
        booked = (it.booked_on for it in self.pay.payslips.values())
        return max((*booked, *self.interviews.days), default=None)

    enrolment: Enrolment = field(default_factory=Enrolment)


def evolve(
    state: EntrepreneurContract, event: EntrepreneurContractEvent
) -> EntrepreneurContract:
    """The contract after an event."""
    if isinstance(event, TermsEvent):
        return replace(state, terms=terms.evolve(state.terms, event))
    if isinstance(event, PayEvent):
        return replace(state, pay=payslips.evolve(state.pay, event))
    if isinstance(event, InterviewHeld):
        return replace(state, interviews=interviews.evolve(state.interviews, event))
    if isinstance(event, EnrolmentEvent):
        return replace(state, enrolment=enrolment.evolve(state.enrolment, event))
    assert_never(event)


# Decisions


def decide(
    state: EntrepreneurContract, command: ContractCommand, circumstances: Circumstances
) -> EntrepreneurContractEvent:
    """The event a command causes; every refusal is named."""
    if isinstance(command, TermsCommand):
        return terms.decide(state.terms, command, state.last_fact, circumstances)
    if isinstance(command, PayCommand):
        return payslips.decide(state.pay, state.terms.coverage, command, circumstances)
    if isinstance(command, RecordInterview):
        return interviews.decide(state.interviews, state.terms.coverage, command)
    if isinstance(command, EnrolmentCommand):
        return enrolment.decide(state.enrolment, state.terms.coverage, command)
    assert_never(command)


ENTREPRENEUR_CONTRACT: Decider[
    EntrepreneurContract, ContractCommand, EntrepreneurContractEvent
] = Decider(EntrepreneurContract(), decide, evolve)
