"""A series is numbered from where it ends, without a gap, and never backwards in time."""

from datetime import date

import pytest

from domain.log.append import OutOfDateOrder, SeriesRequest
from domain.log.number_series import SeriesEnd, SeriesEnds

MONDAY, TUESDAY = date(2026, 3, 2), date(2026, 3, 3)


def asked(dated: date, series: str = "F-LOU-2026") -> SeriesRequest:
    return SeriesRequest(series, 1, dated)


def test_an_empty_series_begins_at_its_first_number() -> None:
    request = SeriesRequest("F", 118, MONDAY)
    assert SeriesEnds().next_numbers([request]) == (SeriesEnd(118, MONDAY),)


def test_a_series_goes_on_from_its_end() -> None:
    ends = SeriesEnds()
    ends.learn("F-LOU-2026", SeriesEnd(7, MONDAY))
    numbers = ends.next_numbers([asked(MONDAY), asked(TUESDAY), asked(TUESDAY, "A-LOU-2026")])
    assert [end.number for end in numbers] == [8, 9, 1]


def test_numbers_that_are_not_taken_are_given_again() -> None:
    ends = SeriesEnds()
    first = ends.next_numbers([asked(MONDAY)])
    assert ends.next_numbers([asked(MONDAY)]) == first
    ends.take([asked(MONDAY)], first)
    assert ends.next_numbers([asked(MONDAY)]) == (SeriesEnd(2, MONDAY),)


def test_a_date_before_the_last_is_refused() -> None:
    ends = SeriesEnds()
    ends.learn("F-LOU-2026", SeriesEnd(7, TUESDAY))
    with pytest.raises(OutOfDateOrder) as refused:
        ends.next_numbers([asked(MONDAY)])
    assert refused.value.last_dated == TUESDAY
