"""What happens under an entrepreneur's contract."""

from domain.events.contract_terms import TermsEvent
from domain.events.interviews import InterviewsEvent
from domain.events.pay import PayEvent

EntrepreneurContractEvent = TermsEvent | PayEvent | InterviewsEvent
"""Everything that happens under an entrepreneur's contract."""
