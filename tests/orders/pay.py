"""Orders under contracts: payslips, wages, social dues, ends."""

from collections.abc import Mapping

from domain.entrepreneur_contract.entrepreneur_contract import EntrepreneurContract
from domain.entrepreneur_contract.payslips import BookPayslip, PaySocialDues, PayWages
from domain.entrepreneur_contract.terms import EndContract
from domain.events.pay import SocialCharge, SocialDues
from domain.money import ZERO
from domain.streams import Address
from tests.histories import ACTIVITIES, Drawer, Order


def _contract(drawer: Drawer) -> tuple[Address, str, EntrepreneurContract]:
    code = drawer.one(tuple(ACTIVITIES))
    address = Address("contract", ACTIVITIES[code])
    state = drawer.state(address)
    assert isinstance(state, EntrepreneurContract)
    return address, code, state


def payslip(drawer: Drawer) -> Order:
    """A payslip of the payroll software."""
    address, code, _ = _contract(drawer)
    net, social, other, tax, charge = (drawer.cents() for _ in range(5))
    charges = (
        SocialCharge(account="6451", amount=charge),
        SocialCharge(account="6453", amount=drawer.cents()),
    )
    return address, BookPayslip(
        occurred_on=drawer.day(),
        activity=code,
        reference=drawer.reference("BS-"),
        gross=net + social + other + tax,
        employee_social_security=social,
        employee_other_bodies=other,
        withholding_tax=tax,
        net=net,
        charges=charges,
        employer_social_security=charge,
        employer_other_bodies=charges[1].amount,
    )


def wages(drawer: Drawer) -> Order | None:
    """The net pay is transferred."""
    address, _, state = _contract(drawer)
    slip = drawer.any(sorted(state.pay.payslips.keys()))
    if slip is None:
        return None
    return address, PayWages(
        occurred_on=drawer.day(), payslip=slip, reference=drawer.reference("VIR-")
    )


def dues(drawer: Drawer) -> Order | None:
    """Contributions and tax at source are paid, in part or in whole."""
    address, code, state = _contract(drawer)
    due: Mapping[str, SocialDues] = state.pay.dues
    if code not in due:
        return None
    paid = {body: drawer.part(owed) if owed else ZERO for body, owed in due[code]}
    return address, PaySocialDues(
        occurred_on=drawer.day(),
        activity=code,
        reference=drawer.reference("DSN-"),
        dues=SocialDues.model_validate(paid),
    )


def ending(drawer: Drawer) -> Order | None:
    """A contract ends, now and then."""
    address, _, __ = _contract(drawer)
    if drawer.one((True, True, True, False)):
        return None
    return address, EndContract(occurred_on=drawer.day(), last_day=drawer.day())
