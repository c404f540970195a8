"""Whatever a cooperative lives through, once all of its pay is paid nothing is left open."""

from hypothesis import given, settings

from domain.decider import Command
from domain.entrepreneur_contract.advances import ReceiveDailyAllowances
from domain.entrepreneur_contract.entrepreneur_contract import EntrepreneurContract
from domain.entrepreneur_contract.owed import total
from domain.entrepreneur_contract.payslips import (
    BookPayslip,
    Pay,
    PaySocialDues,
    PayWages,
)
from domain.recorded import Recorded
from domain.streams import Address
from tests.histories import ACTIVITIES, History
from tests.orders.kinds import MAKERS
from tests.orders.pay import advance, dues, payslip, sick_leave, wages
from tests.reading import lines, net
from tests.strategies import histories_of

PAY = (payslip, sick_leave, advance, wages, dues)


@settings(max_examples=40)
@given(histories_of((*PAY, *PAY, *MAKERS)))
def test_pay_accounts_end_at_zero_when_all_is_paid(history: History) -> None:
    for code, contract in ACTIVITIES.items():
        address = Address("contract", contract)
        for command in _recovering(history, address, code):
            history.attempt(address, command)
        for command in _settling(history, address, code):
            history.attempt(address, command)
            assert isinstance(history.steps[-1].outcome, Recorded), history.steps[-1]
        found = lines(history.books.log)
        open_ = ("421", "431", "437", "4421", "439")
        assert [net(found, it, section=code) for it in open_] == [0] * len(open_)
        advances = [line for line in found if line.account == "425"]
        left = total(_pay(history, address).queue(code, "advances"))
        # Nobody recovers the advances of a contract that is over.
        assert net(advances, "425", section=code) == left


def _pay(history: History, address: Address) -> Pay:
    state = history.books.load(address).state
    assert isinstance(state, EntrepreneurContract)
    return state.pay


def _recovering(history: History, address: Address, code: str) -> list[Command]:
    advanced = total(_pay(history, address).queue(code, "advances"))
    if not advanced:
        return []
    slip = BookPayslip(
        occurred_on=history.books.today,
        activity=code,
        reference="BS-LAST",
        gross=advanced + 1,
        net="1.00",
        advances_recovered=advanced,
        decision="CA-9",
    )
    return [slip]


def _settling(history: History, address: Address, code: str) -> list[Command]:
    pay, today = _pay(history, address), history.books.today
    commands: list[Command] = [
        PayWages(occurred_on=today, payslip=reference, reference=f"LAST-{rank}")
        for rank, (reference, slip) in enumerate(sorted(pay.payslips.items()))
        if not slip.paid
    ]
    due = pay.dues(code)
    if any(amount for _, amount in due):
        commands.append(
            PaySocialDues(occurred_on=today, activity=code, reference="LAST", dues=due)
        )
    if allowances := total(pay.queue(code, "daily_allowances")):
        commands.append(
            ReceiveDailyAllowances(
                occurred_on=today, activity=code, reference="LAST", amount=allowances
            )
        )
    return commands
