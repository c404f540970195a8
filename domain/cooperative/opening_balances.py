"""Opening balances: what each section carries from one year into the next, line by line."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple, TypeAlias

from rpds import HashTrieMap

from domain.chart_of_accounts import is_internal
from domain.identifiers import COOP, Auxiliary, LedgerAccount, Month, Section
from domain.journal import Posting
from domain.ledger import Ledger
from domain.money import ZERO
from domain.policies.account_roles import AccountRoles


class Place(NamedTuple):
    """Where a balance is carried: an account of a section, of one party where it has them."""

    section: Section
    account: LedgerAccount
    auxiliary: Auxiliary | None = None


Carried: TypeAlias = "HashTrieMap[Place, Decimal]"
NOTHING: Carried = HashTrieMap()


class OpeningLine(NamedTuple):
    """A balance to carry, and where its line stands in the entry."""

    place: Place
    amount: Decimal
    moved: Month

    def order(self, roles: AccountRoles) -> tuple[object, ...]:
        """Activities, then COOP; debits, then credits; 181 and the result after the others."""
        section, account, auxiliary = self.place
        of_result = account in {roles.profit, roles.loss}
        rank = (of_result, is_internal(account), self.moved, account, auxiliary or "")
        return (section == COOP, section, self.amount < 0, *rank)


def sections_of(ledger: Ledger) -> tuple[Section, ...]:
    """The sections the books know, COOP last."""
    return tuple(sorted(ledger.sections, key=lambda section: (section == COOP, section)))


def opening_postings(
    ledger: Ledger, until: Month, carried: Carried, roles: AccountRoles
) -> tuple[Posting, ...]:
    """The lines that open a year: the closing balance sheet less what is carried already.

    Classes 1 to 5 stand as they are, 181 too; the result of each section, with what the others
    paid it or cost it (186, 187), goes to its own 120 or 129.
    """
    lines = {it.place: it for it in _closing_lines(ledger, until, roles)}
    for place, amount in carried.items():
        line = lines.get(place, OpeningLine(place, ZERO, until))
        lines[place] = line._replace(amount=line.amount - amount)
    ordered = sorted(lines.values(), key=lambda line: line.order(roles))
    return tuple(_posting(it.place, it.amount) for it in ordered if it.amount)


def with_carried(carried: Carried, postings: Iterable[Posting]) -> Carried:
    """What is carried after more lines."""
    for line in postings:
        place = Place(line.section, line.account, line.auxiliary)
        carried = carried.insert(place, carried.get(place, ZERO) + line.amount)
    return carried


def results_held(
    balances: Iterable[tuple[Place, Decimal]], roles: AccountRoles
) -> dict[Section, dict[LedgerAccount, Decimal]]:
    """What stands in 120 and 129, section by section."""
    held: dict[Section, dict[LedgerAccount, Decimal]] = {}
    for (section, account, _), amount in balances:
        if account.startswith((roles.profit, roles.loss)):
            accounts = held.setdefault(section, {})
            accounts[account] = accounts.get(account, ZERO) + amount
    return held


def brought_up(
    held: Mapping[Section, Mapping[LedgerAccount, Decimal]], roles: AccountRoles
) -> tuple[Posting, ...]:
    """The lines by which each activity's result goes up to COOP through 181 (G28).

    COOP then holds the company's result in 120 or in 129, whichever it is, and not in both.
    """
    activities = sorted(section for section in held if section != COOP)
    if not activities:
        return ()
    moved: list[tuple[Place, Decimal]] = []
    raised = ZERO
    for section in activities:
        accounts = sorted(held[section].items())
        total = sum((amount for _, amount in accounts), ZERO)
        moved += [(Place(section, account), -amount) for account, amount in accounts]
        moved.append((Place(section, roles.liaison), total))
        raised += total
    moved.append((Place(COOP, roles.liaison), -raised))
    moved += _taken_over(dict(held.get(COOP, {})), raised, roles)
    return tuple(_posting(place, amount) for place, amount in moved if amount)


def _closing_lines(ledger: Ledger, until: Month, roles: AccountRoles) -> Iterator[OpeningLine]:
    for section in sections_of(ledger):
        lines = {
            Place(section, it.account, it.auxiliary): (it.amount, it.moved)
            for it in ledger.balance_sheet(section, until)
        }
        result = ledger.unclosed_result(section, until)
        place = Place(section, roles.profit if result > 0 else roles.loss)
        amount, moved = lines.get(place, (ZERO, until))
        lines[place] = amount - result, moved
        yield from (OpeningLine(place, *line) for place, line in lines.items())


def _taken_over(
    own: dict[LedgerAccount, Decimal], raised: Decimal, roles: AccountRoles
) -> Iterator[tuple[Place, Decimal]]:
    """What COOP's own 120 and 129 become: the whole result on one of them."""
    company = raised + sum(own.values(), ZERO)
    kept = roles.profit if company < 0 else roles.loss
    for account, amount in sorted(own.items()):
        if account != kept:
            yield Place(COOP, account), -amount
    yield Place(COOP, kept), company - own.get(kept, ZERO)


def _posting(place: Place, amount: Decimal) -> Posting:
    section, account, auxiliary = place
    side = {"debit": amount} if amount > 0 else {"credit": -amount}
    return Posting(account=account, section=section, auxiliary=auxiliary, **side)
