"""Orders on pay: payslips, advances, wages, social dues, what is kept for later; ends."""

from domain.activity.activity import Activity
from domain.activity.carry_forward import CarryForward, ReleaseCarryForward
from domain.cooperative.adoption import AdoptPolicy
from domain.entrepreneur_contract.entrepreneur_contract import EntrepreneurContract
from domain.entrepreneur_contract.owed import total
from domain.entrepreneur_contract.payslips import (
    BookPayslip,
    PayAdvance,
    PaySocialDues,
    PayWages,
    ReceiveDailyAllowances,
)
from domain.entrepreneur_contract.terms import EndContract
from domain.events.pay import SocialCharge, SocialDues
from domain.money import ZERO
from domain.policies.carry_forward import CarryForwardPolicy, Vehicle
from domain.streams import THE_COOPERATIVE, Address
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


def sick_leave(drawer: Drawer) -> Order:
    """A payslip with everything a payslip may hold, some of it recovered."""
    address, code, state = _contract(drawer)
    net, fixed, benefits, allowances = (drawer.cents() for _ in range(4))
    advanced = total(state.pay.queue(code, "advances"))
    recovered = drawer.part(advanced) if advanced else ZERO
    gross = net + benefits + recovered
    return address, BookPayslip(
        occurred_on=drawer.day(),
        activity=code,
        reference=drawer.reference("BS-"),
        gross=gross,
        net=net + allowances,
        fixed_part=min(fixed, gross),
        advances_recovered=recovered,
        benefits_in_kind=benefits,
        daily_allowances=allowances,
        decision=drawer.one((None, "CA-1")),
    )


def advance(drawer: Drawer) -> Order:
    """Part of the pay is transferred before its payslip."""
    address, code, _ = _contract(drawer)
    return address, PayAdvance(
        occurred_on=drawer.day(),
        activity=code,
        reference=drawer.reference("AC-"),
        amount=drawer.cents(),
    )


def allowances(drawer: Drawer) -> Order:
    """The insurance pays back what payslips advanced, or a part of it."""
    address, code, state = _contract(drawer)
    owed = total(state.pay.queue(code, "daily_allowances"))
    return address, ReceiveDailyAllowances(
        occurred_on=drawer.day(),
        activity=code,
        reference=drawer.reference("IJ-"),
        amount=drawer.part(owed) if owed else "0.01",
    )


def kept(drawer: Drawer) -> Order:
    """What the year leaves is kept for later pay, all of it or a part."""
    return drawer.activity(), CarryForward(
        occurred_on=drawer.day(),
        reference=drawer.reference("CAP-"),
        amount=drawer.one((None, drawer.cents(50_000))),
    )


def released(drawer: Drawer) -> Order | None:
    """What was kept is available again."""
    address = drawer.activity()
    state = drawer.state(address)
    assert isinstance(state, Activity)
    reference = drawer.any(sorted(state.carried_forward.kept))
    if reference is None:
        return None
    return address, ReleaseCarryForward(
        occurred_on=drawer.day(),
        carry_forward=reference,
        reference=drawer.reference("REP-"),
    )


def vehicle(drawer: Drawer) -> Order:
    """Another vehicle is adopted."""
    chosen: Vehicle = drawer.one(("provision", "accrued-pay", "none"))
    policy = CarryForwardPolicy(vehicle=chosen, employer_rate=drawer.one(("0", "0.421")))
    return THE_COOPERATIVE, AdoptPolicy(
        occurred_on=drawer.books.today,
        effective_from=drawer.day(),
        activity=drawer.one((None, *ACTIVITIES)),
        policy=policy,
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


def dues(drawer: Drawer) -> Order:
    """Contributions and tax at source are paid, in part or in whole."""
    address, code, state = _contract(drawer)
    due = state.pay.dues(code)
    paid = {body: drawer.part(owed) if owed else ZERO for body, owed in due}
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
