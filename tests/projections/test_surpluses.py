"""What meetings made of each year's result is told as known at a moment."""

from datetime import date, timedelta

from domain.cooperative.work_shares import DistributeWorkShare, Earner, PayWorkShare
from domain.money import ZERO, euros
from domain.streams import THE_COOPERATIVE
from projections.surpluses import Part, allocated_results
from tests.domain.cases.surplus import MEETING, YEAR_END, left_in_120, split_of
from tests.domain.test_surplus import allocate
from tests.projections.kept import Kept

PAID_ON = MEETING + timedelta(days=30)


def test_a_result_is_told_with_its_parts_and_their_payment(kept: Kept) -> None:
    books = kept.books
    books.founded()
    split_of(books, "0.15", "0.35", "0.40", "0.10")
    books.activity("E001")
    books.activity("E002")
    left_in_120(books)
    louise, awa = books.contracts.values()
    books.when(THE_COOPERATIVE, allocate())
    wages = ("300.00", "100.00")
    earners = tuple(
        Earner(contract=contract, wages=earned)
        for contract, earned in zip((louise, awa), wages, strict=True)
    )
    books.when(
        THE_COOPERATIVE,
        DistributeWorkShare(occurred_on=MEETING, year_ended=YEAR_END, earners=earners),
    )
    payment = PayWorkShare(
        occurred_on=PAID_ON, year_ended=YEAR_END, contract=awa, reference="PT-1"
    )
    position = books.when(THE_COOPERATIVE, payment).recorded[0].position

    with kept.seen() as snapshot:
        (told,) = allocated_results(snapshot)
    assert (told.year_ended, told.decided_on) == (YEAR_END, MEETING)
    assert (told.result, told.surplus, told.taxable) == (
        euros("20000.00"),
        euros("20000.00"),
        euros("12000.00"),
    )
    assert (told.legal_reserve, told.former_losses) == (euros("3000.00"), ZERO)
    assert told.parts == (
        Part(louise, euros("6000.00"), None),
        Part(awa, euros("2000.00"), PAID_ON),
    )
    with kept.seen(known_at=position - 1) as snapshot:
        assert [part.paid_on for part in allocated_results(snapshot)[0].parts] == [None, None]
    with kept.seen(as_of=MEETING) as snapshot:
        assert [part.paid_on for part in allocated_results(snapshot)[0].parts] == [None, None]
    with kept.seen(as_of=date(2026, 6, 14)) as snapshot:
        assert allocated_results(snapshot) == ()
