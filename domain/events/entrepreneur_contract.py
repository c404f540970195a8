"""What happens under an entrepreneur's contract."""

from domain.events.contract_terms import TermsEvent
from domain.events.enrolment import EnrolmentEvent
from domain.events.interviews import InterviewsEvent
from domain.events.pay import PayEvent

EntrepreneurContractEvent = TermsEvent | PayEvent | InterviewsEvent | EnrolmentEvent
"""Everything that happens under an entrepreneur's contract."""
