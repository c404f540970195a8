"""What happens to an activity."""

from typing import ClassVar

from domain.events.carry_forward import CarryForwardEvent
from domain.events.contribution import ContributionEvent
from domain.events.event import Event
from domain.events.expense_claims import ExpenseClaimsEvent
from domain.events.internal_sales import InternalSalesEvent
from domain.events.mutualisation import MutualisationEvent
from domain.events.purchases import PurchasesEvent
from domain.events.sales import SalesEvent
from domain.events.sharing import SharingEvent
from domain.identifiers import ActivityCode, ContractId, Sha256


class ActivityOpened(Event):
    """An activity opens under the contracts of those who run it."""

    topic: ClassVar = "activity.opened"

    activity: ActivityCode
    trade_name: Sha256
    contracts: tuple[ContractId, ...]


ActivityEvent = (
    ActivityOpened
    | SalesEvent
    | InternalSalesEvent
    | PurchasesEvent
    | ExpenseClaimsEvent
    | ContributionEvent
    | CarryForwardEvent
    | SharingEvent
    | MutualisationEvent
)
"""Everything that happens to an activity."""
