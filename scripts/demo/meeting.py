"""The general meeting: it approves the accounts, and makes of the surplus what it will."""

from collections.abc import Iterator
from datetime import date, timedelta

from domain.cooperative.gatherings import RecordGeneralMeeting
from domain.cooperative.surplus import AllocateSurplus
from domain.cooperative.work_shares import EARNERS_MAX, DistributeWorkShare, Earner
from domain.cooperative.year_end import BringResultsUp
from domain.decider import Command
from domain.streams import THE_COOPERATIVE
from scripts.demo.foundation import contract_of, is_tester
from scripts.demo.pay import gross_of
from scripts.demo.step import YEAR, YEAR_END, Cast, Step, at

MEETING = date(YEAR + 1, 6, 15)


def meeting(cast: Cast) -> Iterator[Step]:
    """What the meeting decides, in order."""
    for rank, decided in enumerate(_decisions(cast)):
        yield Step(at(MEETING, 18) + timedelta(minutes=rank), THE_COOPERATIVE, decided)


def _decisions(cast: Cast) -> Iterator[Command]:
    yield RecordGeneralMeeting(occurred_on=MEETING, year_closed_on=YEAR_END)
    yield BringResultsUp(occurred_on=MEETING, reference="AG-REMONTEE")
    yield AllocateSurplus(occurred_on=MEETING, year_ended=YEAR_END, reference="AG-AFFECTATION")
    earners = tuple(
        Earner(contract=contract_of(cast, rank), wages=12 * gross_of(rank))
        for rank in range(1, cast.entrepreneurs + 1)
        if not is_tester(rank)
    )
    # The books divide a work share between that many at once: a larger cast leaves it whole.
    if len(earners) <= EARNERS_MAX:
        yield DistributeWorkShare(occurred_on=MEETING, year_ended=YEAR_END, earners=earners)
