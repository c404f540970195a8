"""How a year's end is booked."""

from domain.events.year_end import BalancesOpened, ResultsBroughtUp
from domain.journal import entry
from domain.policies.account_roles import AccountRoles
from domain.posting.lines import Entries


def balances_opened(event: BalancesOpened, _: AccountRoles) -> Entries:
    """The opening entries, and the results brought up with them, if they are."""
    year = event.occurred_on.year
    provisional = " provisoires" if event.status == "provisional" else ""
    opened: Entries = ()
    if event.postings:
        label = f"À-nouveaux{provisional} {year}"
        opened = (entry("AN", event.reference, label, *event.postings),)
    if not event.brought_up:
        return opened
    label = f"Remontée des résultats {year - 1}"
    return (*opened, entry("OD", f"{event.reference}-REMONTEE", label, *event.brought_up))


def results_brought_up(event: ResultsBroughtUp, _: AccountRoles) -> Entries:
    """Each activity's 120 or 129 goes to COOP through 181 (G28)."""
    label = f"Remontée des résultats {event.reference}"
    return (entry("OD", event.reference, label, *event.postings),)
