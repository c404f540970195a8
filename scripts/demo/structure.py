"""The structure: what the cooperative itself does every month, and the order of the year."""

from collections.abc import Iterator
from datetime import date, timedelta
from heapq import merge
from itertools import chain

from domain.cooperative.bank_fees import BookBankFee
from domain.cooperative.closing import CloseMonth
from domain.cooperative.hand_entries import BookEntry
from domain.identifiers import COOP
from domain.journal import Posting
from domain.money import euros
from domain.period import last_day
from domain.privacy import Label
from domain.streams import THE_COOPERATIVE
from scripts.demo.accompaniment import workshop
from scripts.demo.foundation import foundation
from scripts.demo.meeting import meeting
from scripts.demo.step import YEAR, Cast, Step, at
from scripts.demo.trades import year_of
from scripts.demo.vat import vat_returns
from scripts.demo.year_end import year_end


def steps(cast: Cast) -> Iterator[Step]:
    """Every step of the year, in the order in which they are sent."""
    years = [year_of(cast, rank) for rank in range(1, cast.entrepreneurs + 1)]
    months = merge(_structure(cast), *years, key=lambda step: step.at)
    return chain(foundation(cast), months)


def _structure(cast: Cast) -> list[Step]:
    several = [workshop(cast), *vat_returns(cast), *year_end(), *meeting(cast)]
    for month in range(1, 13):
        rent, fees = date(YEAR, month, 3), date(YEAR, month, 28)
        several.append(Step(at(rent, 8), THE_COOPERATIVE, _rent(rent)))
        several.append(Step(at(fees, 8), THE_COOPERATIVE, _fees(fees)))
    for month in range(1, 12):
        closed_on = last_day(f"{YEAR}-{month:02d}") + timedelta(days=8)
        closing = CloseMonth(occurred_on=closed_on, month=f"{YEAR}-{month:02d}")
        several.append(Step(at(closed_on, 8), THE_COOPERATIVE, closing))
    return sorted(several, key=lambda step: step.at)


def _fees(day: date) -> BookBankFee:
    return BookBankFee(
        occurred_on=day, section=COOP, reference=f"BANQUE-{day:%m}", net=euros("12.00")
    )


def _rent(day: date) -> BookEntry:
    return BookEntry(
        occurred_on=day,
        journal="BQ",
        reference=f"LOYER-{day:%m}",
        label=Label("Loyer des bureaux"),
        postings=(
            Posting(account="6132", section=COOP, debit=euros("450.00")),
            Posting(account="512", section=COOP, credit=euros("450.00")),
        ),
    )
