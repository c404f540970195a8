"""A VAT return shows its boxes, filed or not, each with the entries behind it."""

from datetime import date

from domain.activity.sale_lines import LineOfSale
from domain.activity.sales import IssueCreditNote
from domain.cooperative.vat_returns import DeclareVat, PayVat
from domain.events.vat_returns import VatDeclared
from domain.money import euros
from domain.privacy import Label
from domain.streams import THE_COOPERATIVE
from projections.vat_return import PeriodReturn, filed_returns, period_return
from tests.projections.kept import Kept, g01, late_purchase


def filed(kept: Kept, period: str, day: date) -> VatDeclared:
    kept.books.today(day)
    command = DeclareVat(occurred_on=day, period=period)
    event = kept.books.when(THE_COOPERATIVE, command).recorded[0].event
    assert isinstance(event, VatDeclared)
    return event


def read(kept: Kept, period: str, **moment: object) -> PeriodReturn:
    with kept.seen(**moment) as snapshot:  # type: ignore[arg-type]  # As the reading takes them.
        return period_return(snapshot, period)


def test_a_return_not_filed_yet_shows_what_it_would_be(kept: Kept) -> None:
    g01(kept)
    found = read(kept, "2026-03")
    assert found.filed is None
    assert found.boxes.to_pay == 200
    (item,) = found.items_in("08")
    assert (item.section, item.base, item.tax) == ("E001", euros("1000.00"), euros("200.00"))
    assert found.items_in("A1") == (item,)
    assert found.items_in("20") == ()
    assert read(kept, "2026-02").boxes.filled() == ()
    assert read(kept, "2026-Q1").boxes.to_pay == 200


def test_a_filed_return_reads_as_it_was_declared_whatever_comes_later(kept: Kept) -> None:
    g01(kept)
    march = filed(kept, "2026-03", date(2026, 4, 2))
    late_purchase(kept)
    found = read(kept, "2026-03")
    assert found.filed
    assert found.filed.position == kept.books.log()[march.through_position].position
    assert found.boxes.filled() == march.boxes
    late = read(kept, "2026-04")
    (deducted,) = late.items_in("20")
    april = filed(kept, "2026-04", date(2026, 5, 4))
    assert read(kept, "2026-04").boxes.filled() == late.boxes.filled() == april.boxes
    assert kept.books.log()[deducted.position - 1].event.topic.endswith(
        "supplier-invoice-booked"
    )


def test_what_is_put_right_in_another_box_opens_there(kept: Kept) -> None:
    g01(kept)
    day = date(2026, 4, 3)
    kept.books.today(day)
    line = LineOfSale(
        label=Label("Conseil"), nature="services", unit_price="1000.00", vat_rate="0.20"
    )
    note = IssueCreditNote(occurred_on=day, invoice="F2026-0001", lines=(line,))
    kept.books.when("E001", note)
    found = read(kept, "2026-04")
    assert [it.box for it in found.boxes.filled()] == ["B5", "21", "23", "25", "27"]
    (item,) = found.items_in("21")
    assert (item.base, item.tax) == (euros("-1000.00"), euros("-200.00"))
    assert found.items_in("B5") == (item,)
    assert found.items_in("08") == ()


def test_a_credit_is_in_box_22_of_the_next_return(kept: Kept) -> None:
    g01(kept)
    filed(kept, "2026-03", date(2026, 4, 2))
    late_purchase(kept)
    filed(kept, "2026-04", date(2026, 5, 4))
    found = read(kept, "2026-05").boxes
    assert found.declared["22"].amount == found.credit == 20


def test_returns_are_known_from_the_day_they_are_filed_and_paid(kept: Kept) -> None:
    g01(kept)
    filed(kept, "2026-03", date(2026, 4, 15))
    kept.books.today(date(2026, 4, 20))
    payment = PayVat(occurred_on=date(2026, 4, 20), period="2026-03")
    kept.books.when(THE_COOPERATIVE, payment)
    days = (date(2026, 4, 14), date(2026, 4, 19), date(2026, 4, 20))
    seen = []
    for day in days:
        with kept.seen(day) as snapshot:
            seen.append([(it.period, it.paid_on) for it in filed_returns(snapshot)])
    assert seen == [[], [("2026-03", None)], [("2026-03", days[2])]]
