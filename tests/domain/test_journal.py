"""An entry balances as a whole and inside each section, or it is not made."""

import pytest
from pydantic import ValidationError

from domain.journal import JournalEntry, Posting, balance_by_section, credit, debit, entry
from domain.money import ZERO, euros

SALE = (
    debit("411", "E001", euros("12.00"), "C0001"),
    credit("706", "E001", euros("10.00")),
    credit("44571", "E001", euros("2.00")),
)


def test_a_balanced_entry_is_made() -> None:
    made = entry("VT", "F1", "Facture F1", *SALE)
    assert (made.journal, made.postings) == ("VT", SALE)
    assert balance_by_section(made.postings) == {"E001": ZERO}


UNBALANCED: dict[str, tuple[Posting, ...]] = {
    "a cent missing": (SALE[0], SALE[1], credit("44571", "E001", euros("1.99"))),
    "a section that pays another by nothing": (
        debit("512", "E001", euros("5.00")),
        credit("706", "E002", euros("5.00")),
    ),
    "one line": (debit("512", "E001", ZERO),),
    "no line": (),
    "nothing moved": (debit("512", "E001", ZERO), credit("706", "E001", ZERO)),
    "a line on both sides": (
        Posting(account="512", section="E001", debit="1.00", credit="1.00"),
        Posting(account="706", section="E001", debit="1.00", credit="1.00"),
    ),
}


@pytest.mark.parametrize("lines", UNBALANCED.values(), ids=UNBALANCED.keys())
def test_an_entry_is_not_made_with(lines: tuple[Posting, ...]) -> None:
    with pytest.raises(ValidationError):
        JournalEntry(journal="VT", reference="F1", label="Facture F1", postings=lines)


def test_an_amount_below_zero_stands_on_the_other_side() -> None:
    assert debit("411", "E001", euros("-5.00")) == credit("411", "E001", euros("5.00"))
    assert credit("411", "E001", euros("-5.00")) == debit("411", "E001", euros("5.00"))


def test_lines_that_move_nothing_are_left_out() -> None:
    made = entry("VT", "F1", "Facture F1", *SALE, debit("4458", "E001", ZERO))
    assert made.postings == SALE


def test_a_line_reversed_twice_is_itself() -> None:
    assert SALE[0].reversed().reversed() == SALE[0]
    assert SALE[0].reversed().amount == -SALE[0].amount


TRANSFER = (debit("186", "E001", euros("1.00")), credit("181", "E001", euros("1.00")))


def test_transfers_alone_go_to_a_journal_of_their_own() -> None:
    assert entry("OD", "T1", "Cession", *TRANSFER).journal == "CI"
    mixed = (TRANSFER[0], credit("512", "E001", euros("1.00")))
    assert entry("OD", "T1", "Cession", *mixed).journal == "OD"


def test_a_negative_side_is_refused() -> None:
    with pytest.raises(ValidationError):
        Posting(account="512", section="E001", debit="-1.00")
