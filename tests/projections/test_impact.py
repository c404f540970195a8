"""The impact report tells what the seed's own figures say, and nothing about too few people."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.cooperative.adoption import AdoptPolicy
from domain.cooperative.impact import RecordReferenceFigure, SetTarget, SignFundingAgreement
from domain.decider import Command
from domain.entrepreneur_contract.enrolment import EnrolPerson, SurveyOutcome
from domain.entrepreneur_contract.payslips import BookPayslip
from domain.entrepreneur_contract.terms import EndContract, SignCape, SignCesa
from domain.identifiers import opaque
from domain.money import ZERO, euros
from domain.policies.impact import ImpactPolicy
from domain.privacy import Name
from domain.streams import THE_COOPERATIVE, Address
from projections.impact.disclosure import rate, told_cells
from projections.impact.growth import Target
from projections.impact.report import (
    ImpactReport,
    PeriodNeeded,
    PeriodReversed,
    impact_report,
)
from tests.projections.kept import Kept, g01

YEAR = (date(2012, 1, 1), date(2012, 12, 31))
TEST_END = date(2012, 6, 30)


class Support:
    """A cooperative that supports people, one command after another."""

    def __init__(self, kept: Kept) -> None:
        self.kept = kept
        kept.books.founded()

    def say(self, contract: str, command: Command) -> str:
        """Carry a command out on a person's contract."""
        self.kept.books.when(Address("contract", contract), command)
        return contract

    def tester(self, since: date = YEAR[0], until: date = TEST_END) -> str:
        """Someone tests under a CAPE."""
        contract = opaque("con", self.kept.books.entropy(16))
        cape = SignCape(
            occurred_on=since, entrepreneur=Name("Awa"), starts_on=since, ends_on=until
        )
        return self.say(contract, cape)

    def employee(self, since: date = YEAR[0], contract: str = "") -> str:
        """Someone signs a CESA, first of all or after a test."""
        cesa = SignCesa(occurred_on=since, entrepreneur=Name("Awa"), starts_on=since)
        return self.say(contract or opaque("con", self.kept.books.entropy(16)), cesa)

    def leaver(self, contract: str, reason: str) -> str:
        """Someone leaves a day before the last of the test."""
        day = TEST_END - timedelta(days=1)
        ending = EndContract.model_validate(
            {"occurred_on": day, "last_day": day, "reason": reason}
        )
        return self.say(contract, ending)

    def said(self, contract: str, **answers: str) -> str:
        """Someone enrols."""
        enrolment = {"occurred_on": YEAR[0], **answers}
        return self.say(contract, EnrolPerson.model_validate(enrolment))

    def decide(self, command: Command) -> None:
        """Carry a command of the cooperative out."""
        self.kept.books.when(THE_COOPERATIVE, command)

    def benchmark(self, figure: str, year: int) -> None:
        """A share of women is published."""
        recording = {"occurred_on": YEAR[0], "code": "women-share", "source": "INSEE"}
        figures = {"figure": figure, "year": year}
        self.decide(RecordReferenceFigure.model_validate(recording | figures))

    @contextmanager
    def reported(self, *period: date, **moment: Any) -> Iterator[ImpactReport]:
        """The report of a period."""
        with self.kept.seen(**moment) as snapshot:
            yield impact_report(snapshot, *(period or YEAR))

    def report(self, *period: date, **moment: Any) -> ImpactReport:
        """The report of a period, by default of the year."""
        with self.reported(*period, **moment) as report:
            return report


@pytest.fixture
def support(kept: Kept) -> Support:
    return Support(kept)


# The seed's own figures


def test_two_in_three_who_test_go_on_in_work(support: Support) -> None:
    """S4: of 100, 40 sign a CESA, 15 create a business, 12 find a job: 67 %."""
    for _ in range(40):
        support.employee(date(2012, 9, 28), support.tester())
    for reason, count in (("business-created", 15), ("job", 12), ("failure", 25)):
        for _ in range(count):
            support.leaver(support.tester(), reason)
    for _ in range(8):
        support.tester()

    cohort = support.report().cohort

    assert cohort.persons == 100
    assert cohort.outcomes == {
        "cesa": 40,
        "business-created": 15,
        "job": 12,
        "other": 25,
        "unknown": 8,
    }
    assert f"{cohort.positive_rate:.1%}" == "67.0%"
    assert f"{cohort.positive_rate_without_unknown:.1%}" == "72.8%"


def test_one_in_two_supported_is_a_woman(support: Support) -> None:
    """S5: 100 of 200, 20 points above the heads of business of France."""
    for rank in range(200):
        support.said(support.employee(), gender="woman" if rank % 2 else "man")
    support.benchmark("0.30", 2012)
    support.benchmark("0.45", 2013)
    support.benchmark("0.25", 2009)

    report = support.report()

    assert report.supported_on_last_day == 200
    assert f"{report.women.share:.0%}" == "50%"
    assert f"{report.women.benchmark:.0%}" == "30%"
    assert f"{report.women.points_above:+.1f} points" == "+20.0 points"
    assert report.breakdown["gender"] == {"man": 100, "woman": 100}


def test_a_plan_grows_by_as_many_or_by_the_same_rate() -> None:
    plan = Target(date(2014, 1, 1), 1_000, Decimal(4), date(2020, 12, 31))
    day = date(2017, 7, 1)
    assert f"{plan.linear(day):,}" == "2,498.8"
    assert plan.constant_growth(day) == 2_000
    assert plan.linear(plan.deadline) == 4_000
    assert plan.linear(plan.baseline_on) == plan.constant_growth(plan.baseline_on) == 1_000


# Who is supported, and until when


def test_who_was_supported_on_a_day_or_in_a_period(support: Support) -> None:
    for _ in range(5):
        support.tester(YEAR[0], date(2012, 3, 31))
    for _ in range(7):
        support.employee(date(2012, 12, 31))
    for _ in range(9):
        support.employee(date(2013, 1, 1))
    report = support.report()
    assert (report.supported_on_last_day, report.supported_in_period) == (7, 12)
    assert support.report(date(2012, 4, 1), date(2012, 12, 30)).supported_in_period == 0
    assert support.report(date(2012, 3, 31), date(2012, 3, 31)).supported_on_last_day == 5


def test_a_renewed_test_ends_with_its_renewal(support: Support) -> None:
    for _ in range(5):
        contract = support.tester(date(2011, 7, 1), TEST_END)
        renewal = SignCape(
            occurred_on=TEST_END,
            entrepreneur=Name("Awa"),
            starts_on=date(2012, 7, 1),
            ends_on=date(2013, 1, 31),
        )
        support.say(contract, renewal)
    assert support.report().cohort.persons == 0
    assert support.report(date(2013, 1, 1), date(2013, 12, 31)).cohort.persons == 5


def test_a_cesa_counts_when_it_is_signed_soon_enough(support: Support) -> None:
    for _ in range(5):
        support.employee(TEST_END + timedelta(days=90), support.tester())
    for _ in range(6):
        support.employee(TEST_END + timedelta(days=91), support.tester())
    outcomes = support.report().cohort.outcomes
    assert (outcomes["cesa"], outcomes["unknown"]) == (5, 6)
    longer = ImpactPolicy(cesa_within_days=91)
    support.decide(AdoptPolicy(occurred_on=YEAR[0], effective_from=YEAR[0], policy=longer))
    assert support.report().cohort.outcomes["cesa"] == 11


def test_a_moment_knows_what_was_recorded_and_dated_by_then(support: Support) -> None:
    for _ in range(5):
        support.leaver(support.tester(), "job")
    position = support.kept.books.recorder.max_notification_id()
    for _ in range(5):
        support.leaver(support.tester(), "job")
    assert support.report().cohort.outcomes["job"] == 10
    assert support.report(known_at=position).cohort.outcomes["job"] == 5
    before = support.report(as_of=date(2012, 6, 28))
    assert before.cohort.outcomes["unknown"] == 10


def test_who_is_active_a_year_after_the_test(support: Support) -> None:
    for _ in range(5):
        support.employee(date(2012, 7, 1), support.tester())
    for situation in ("trading", "unemployed"):
        for _ in range(6):
            left = support.leaver(support.tester(), "other")
            asked = {"occurred_on": date(2013, 7, 1), "months_after_exit": 12}
            survey = asked | {"situation": situation, "source": "call"}
            support.say(left, SurveyOutcome.model_validate(survey))
    for _ in range(7):
        support.tester()
    report = support.report(date(2013, 1, 1), date(2013, 12, 31))
    assert report.survival[12] == {"active": 11, "gone": 6, "unknown": 7}
    assert report.survival[36] == {"active": 0, "gone": 0, "unknown": 0}


# Growth, work and funding


def test_growth_is_held_against_the_target_set_last(support: Support) -> None:
    for _ in range(6):
        support.employee()
    assert support.report().growth is None
    for multiple in ("9", "3"):
        target = {"baseline_on": YEAR[0], "baseline": 4, "deadline": date(2012, 12, 31)}
        said = target | {"occurred_on": YEAR[0], "multiple": multiple}
        support.decide(SetTarget.model_validate(said))
    growth = support.report().growth
    assert growth is not None
    assert (growth.supported, growth.multiple_reached) == (6, Decimal("1.500"))
    assert growth.linear_plan == 12
    later = support.report(YEAR[0], date(2013, 6, 30)).growth
    assert later is not None
    assert later.linear_plan == 12
    assert support.report(date(2011, 1, 1), date(2011, 12, 31)).growth is None


def test_jobs_pay_and_turnover(kept: Kept) -> None:
    g01(kept)
    period = (date(2026, 1, 1), date(2026, 12, 31))
    slip = BookPayslip(
        occurred_on=date(2026, 3, 10),
        activity="E001",
        reference="BP-1",
        gross="200.00",
        net="200.00",
    )
    kept.books.when(Address("contract", kept.books.contracts["E001"]), slip)
    with kept.seen() as snapshot:
        work = impact_report(snapshot).work
    assert (work.jobs, work.gross_pay, work.turnover_per_head) == (None, None, None)
    assert work.turnover == euros("1000.00")
    alone = ImpactPolicy(smallest_cell=1)
    adoption = AdoptPolicy(occurred_on=period[0], effective_from=period[0], policy=alone)
    kept.books.when(THE_COOPERATIVE, adoption)
    with kept.seen() as snapshot:
        work = impact_report(snapshot, *period).work
        assert work == (1, euros("200.00"), euros("1000.00"), euros("1000.00"))
        early = impact_report(snapshot, period[0], date(2026, 3, 9)).work
        assert (early.gross_pay, early.turnover) == (ZERO, ZERO)


def test_who_pays_for_it_in_the_period(support: Support) -> None:
    for reference, first, last in (
        ("CONV-1", date(2011, 1, 1), date(2011, 12, 31)),
        ("CONV-2", date(2011, 1, 1), date(2012, 1, 1)),
        ("CONV-3", date(2012, 12, 31), date(2013, 12, 31)),
        ("CONV-4", date(2013, 1, 1), date(2013, 12, 31)),
    ):
        support.decide(
            SignFundingAgreement(
                occurred_on=date(2011, 1, 1),
                funder=Name("Région"),
                reference=reference,
                amount="500.00",
                starts_on=first,
                ends_on=last,
            )
        )
    assert [it.reference for it in support.report().funding] == ["CONV-2", "CONV-3"]


# The period


def test_the_period_is_by_default_the_last_year(kept: Kept) -> None:
    with kept.seen() as snapshot, pytest.raises(PeriodNeeded):
        impact_report(snapshot)
    kept.books.founded(2025, 2026)
    with kept.seen() as snapshot:
        report = impact_report(snapshot)
        assert (report.since, report.until) == (date(2026, 1, 1), date(2026, 12, 31))
        with pytest.raises(PeriodReversed):
            impact_report(snapshot, date(2012, 1, 2), date(2012, 1, 1))


# What is not told


def test_few_people_are_not_told_of(support: Support) -> None:
    contracts = [support.employee() for _ in range(14)]
    for rank, contract in enumerate(contracts):
        support.said(contract, gender="woman" if rank < 3 else "man", birth_year="1980")
    report = support.report()
    assert report.supported_in_period == 14
    assert report.breakdown["gender"] == {"woman": None, "man": None}
    assert report.breakdown["age"] == {"30-to-49": 14}
    assert report.breakdown["area"] == {"not-stated": 14}
    assert report.women.share is None


def test_a_prescriber_of_few_is_not_named(support: Support) -> None:
    for rank in range(13):
        source = "Pôle emploi" if rank < 8 else f"Cabinet {rank}"
        support.said(support.employee(), prescriber=source)
    assert support.report().breakdown["prescriber"] == {"Pôle emploi": 8, "named-by-few": 5}


def test_what_is_erased_is_not_stated(support: Support) -> None:
    for _ in range(6):
        support.said(support.employee(), gender="woman", birth_year="1950")
    support.kept.owner("DELETE FROM {vault} WHERE kind = 'gender'")
    report = support.report()
    assert report.breakdown["gender"] == {"not-stated": 6}
    assert report.breakdown["age"] == {"50-and-over": 6}
    assert report.women.share is None


def test_an_outcome_of_few_takes_the_next_with_it(support: Support) -> None:
    for reason, count in (("business-created", 2), ("job", 6), ("failure", 9)):
        for _ in range(count):
            support.leaver(support.tester(), reason)
    for _ in range(7):
        support.employee(date(2012, 7, 1), support.tester())
    cohort = support.report().cohort
    assert cohort.outcomes == {
        "cesa": 7,
        "business-created": None,
        "job": None,
        "other": 9,
        "unknown": 0,
    }
    assert cohort.positive_rate == Decimal("0.625")


CELLS = st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 30), min_size=1)


@given(CELLS, st.integers(1, 12))
def test_no_small_cell_can_be_computed_from_its_total(
    cells: dict[str, int], smallest: int
) -> None:
    told = told_cells(cells, smallest)
    hidden = {name for name, count in told.items() if count is None}
    assert all(told[name] == cells[name] for name in cells.keys() - hidden)
    assert {name for name, count in cells.items() if 0 < count < smallest} <= hidden
    left = sum(cells[name] for name in hidden)
    everyone = {name for name, count in cells.items() if count}
    # Unless all are hidden, and with them their total, what is left is of enough, of several.
    assert not hidden or hidden == everyone or (left >= smallest and len(hidden) > 1)


def test_a_rate_of_nobody_is_none() -> None:
    assert rate(0, 0) is None
    assert rate(2, 3) == Decimal("0.667")
