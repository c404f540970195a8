"""Orders on support: interviews, workshops, meetings, amendments, shared results, losses."""

from domain.activity.mutualisation import BearLoss
from domain.activity.sharing import AgreeSharing, ShareResult
from domain.cooperative.adoption import AdoptPolicy
from domain.cooperative.gatherings import RecordGeneralMeeting, RecordWorkshop
from domain.entrepreneur_contract.contents import CesaContents
from domain.entrepreneur_contract.interviews import RecordInterview
from domain.entrepreneur_contract.terms import AmendCesa
from domain.events.sharing import Weight
from domain.period import month_of
from domain.policies.mutualisation import MutualisationPolicy
from domain.privacy import Label
from domain.streams import THE_COOPERATIVE, Address
from tests.histories import ACTIVITIES, Drawer, Order
from tests.reading import lines, net

RESULT = ("6", "7", "186", "187")


def interview(drawer: Drawer) -> Order:
    """Someone comes to talk of the activity."""
    contract = drawer.one(tuple(ACTIVITIES.values()))
    return Address("contract", contract), RecordInterview(
        occurred_on=drawer.day(), minutes=drawer.one((15, 60)), notes=Label("Perspectives")
    )


def workshop(drawer: Drawer) -> Order:
    """Several learn something."""
    return THE_COOPERATIVE, RecordWorkshop(
        occurred_on=drawer.day(),
        reference=drawer.reference("AT-"),
        subject=Label("Fixer ses prix"),
        minutes=90,
        attendees=drawer.one((tuple(ACTIVITIES.values()), tuple(ACTIVITIES.values())[:1])),
    )


def meeting(drawer: Drawer) -> Order:
    """The accounts of the first year are approved, once it is over."""
    first_year = drawer.books.load(THE_COOPERATIVE).state.rulebook.years[0]
    return THE_COOPERATIVE, RecordGeneralMeeting(
        occurred_on=drawer.day(), year_closed_on=first_year.last
    )


def amendment(drawer: Drawer) -> Order:
    """A CESA says something else."""
    contents = CesaContents(
        objectives=Label("Objectifs"),
        support_and_control=Label("Moyens"),
        contribution="BAREME",
        fixed_part=drawer.cents(),
        variable_part=Label("Part variable"),
        statutes="STATUTS",
        customers_and_works=Label("Droits"),
    )
    contract = drawer.one(tuple(ACTIVITIES.values()))
    day = drawer.day()
    return Address("contract", contract), AmendCesa(
        occurred_on=day, effective_from=day, contents=contents
    )


def agreement(drawer: Drawer) -> Order:
    """The entrepreneurs of an activity agree on a key."""
    address = drawer.activity()
    others = [code for code in ACTIVITIES if code != address.name]
    day = drawer.day()
    return address, AgreeSharing(
        occurred_on=day,
        effective_from=drawer.one((drawer.history.first_day, day)),
        key=tuple(
            Weight(section=code, weight=drawer.one(("1", "33.333333"))) for code in others
        ),
    )


def shared_result(drawer: Drawer) -> Order:
    """What an activity earned is shared, in part or in whole."""
    address, day = drawer.activity(), drawer.day()
    left = -net(lines(drawer.books.log), *RESULT, section=address.name)
    return address, ShareResult(
        occurred_on=day,
        reference=drawer.reference("PARTAGE-"),
        month=month_of(day),
        amount=drawer.part(left) if left > 0 else drawer.cents(),
    )


def loss_borne(drawer: Drawer) -> Order:
    """The cooperative bears what an activity lost."""
    address = drawer.activity()
    lost = net(lines(drawer.books.log), *RESULT, section=address.name)
    amount = drawer.part(lost) if lost > 0 and drawer.one((True, False)) else None
    return address, BearLoss(
        occurred_on=drawer.day(), reference=drawer.reference("MUT-"), amount=amount
    )


def ceiling(drawer: Drawer) -> Order:
    """The cooperative bears so much and no more."""
    policy = MutualisationPolicy(ceiling=drawer.one((None, drawer.cents())))
    return THE_COOPERATIVE, AdoptPolicy(
        occurred_on=drawer.books.today, effective_from=drawer.day(), policy=policy
    )
