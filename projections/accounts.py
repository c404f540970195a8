"""Accounts: what the cooperative subdivides of the chart, and how an account is labelled."""

from collections.abc import Iterator
from typing import NamedTuple

from domain.chart_of_accounts import standard_chart
from domain.events.adoption import AccountOpened
from domain.identifiers import LedgerAccount, Sha256
from domain.recorded import Recorded
from projections.read_model import ReadModel, Table, Write, without_memory
from projections.snapshot import Snapshot
from projections.vault import values

ACCOUNTS = Table(
    "accounts",
    {"position": "bigint", "account": 'text COLLATE "C"', "label": "text"},
    key="account, position",
)

_OPENED = """
SELECT account, label, position FROM {accounts}
WHERE position <= %(position)s ORDER BY account, position
"""


class OwnAccount(NamedTuple):
    """An account of the cooperative's own, and the digest of its label."""

    account: LedgerAccount
    label: Sha256
    position: int


class Labels:
    """The French label of any account, the cooperative's own ones as the vault has them."""

    def __init__(self, own: dict[LedgerAccount, str]) -> None:
        self._own = own

    def of(self, account: LedgerAccount) -> str:
        """The label of the account, or of the nearest account it subdivides."""
        for length in range(len(account), 1, -1):
            number = account[:length]
            if label := self._own.get(number) or standard_chart().get(number):
                return label
        return f"Compte {account}"


def own_accounts(snapshot: Snapshot) -> tuple[OwnAccount, ...]:
    """The accounts the cooperative has opened."""
    return tuple(OwnAccount(*row) for row in snapshot.rows(_OPENED))


def labels(snapshot: Snapshot) -> Labels:
    """How accounts are labelled."""
    own = own_accounts(snapshot)
    known = values(snapshot, (it.label for it in own))
    return Labels({it.account: known[it.label] for it in own if it.label in known})


def _project(recorded: Recorded) -> Iterator[Write]:
    if isinstance(recorded.event, AccountOpened):
        opened = recorded.event
        yield Write(ACCOUNTS, (recorded.position, opened.account, opened.label))


ACCOUNTS_MODEL = ReadModel((ACCOUNTS,), without_memory(_project))
"""A row for each account opened."""
