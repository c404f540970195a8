"""An entry of a file becomes events from which its lines come back, whatever it looks like."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from domain.events.imported_books import EntryPartImported, ImportedBooksEvent
from domain.identifiers import COOP
from domain.imported_books.entry import PIECES_MAX, ImportedEntry, imported, original_lines
from domain.imported_books.fragments import IncompleteEntryError, cut, entry_name, joined
from domain.imported_books.source import SourceCodes, SourceEntry, SourceLine
from domain.posting.rules import entries_of
from domain.recorded import Author, Noted, Place, encode
from domain.rulebook import Rulebook
from tests.domain.former_books import A_FILE, entry, line, long_entry

DAY = date(2026, 3, 9)
SALT = b"sixteen bytes ok"
STATE_MAX = 60_000
WIDEST = "12345678901234567890", "999999999999.99"

amounts = st.sampled_from(["0.00", "0.01", "12.50", "-0.01", "-7.00", "99999999999.99"])
texts = st.dictionaries(st.sampled_from(["label", "auxiliary", "matching"]), st.text())
lines = st.builds(
    lambda account, debit, credit, own: SourceLine(
        account, Decimal(debit), Decimal(credit), own
    ),
    st.sampled_from(["411DUPONT", "706000", "4457"]),
    amounts,
    amounts,
    texts,
)


def taken(source: SourceEntry) -> ImportedEntry:
    return imported(A_FILE, source, lambda: SALT)


def taken_back(source: SourceEntry) -> tuple[SourceLine, ...]:
    found = taken(source)
    pairs = zip(found.events, found.texts, strict=True)
    return tuple(chain.from_iterable(original_lines(it, own.value) for it, own in pairs))


def balanced(some: Sequence[SourceLine]) -> SourceEntry:
    net = sum((it.debit - it.credit for it in some), Decimal("0.00"))
    last = SourceLine("471000", Decimal("0.00"), net, {})
    return entry("7", DAY, *some, last)


def parts_of(source: SourceEntry) -> list[EntryPartImported]:
    return [it for it in taken(source).events if isinstance(it, EntryPartImported)]


@pytest.mark.parametrize(
    ("source", "postings"),
    [
        (line("411", "5.00"), ["411 5.00 0.00"]),
        (line("706", "0.00", "5.00"), ["706 0.00 5.00"]),
        (line("706", "0.00", "-5.00"), ["706 5.00 0.00"]),
        (line("411", "-5.00"), ["411 0.00 5.00"]),
        (line("411", "5.00", "2.00"), ["411 5.00 0.00", "411 0.00 2.00"]),
        (line("411"), []),
    ],
)
def test_a_line_moves_what_it_says_on_the_side_that_is_above_zero(
    source: SourceLine, postings: list[str]
) -> None:
    assert [f"{it.account} {it.debit} {it.credit}" for it in source.postings()] == postings
    assert source.is_odd == (source not in [line("411", "5.00"), line("706", "0.00", "5.00")])


@given(st.lists(lines, max_size=8))
def test_the_lines_of_the_file_come_back(some: list[SourceLine]) -> None:
    source = balanced(some)
    assert taken_back(source) == source.lines


def test_every_posting_stands_in_the_shared_structure() -> None:
    whole = taken(entry("1", DAY)).whole
    assert whole
    assert {it.section for it in whole.postings} == {COOP}


def test_an_entry_that_moves_nothing_posts_nothing_and_keeps_its_lines() -> None:
    source = entry("1", DAY, *[line("445710")] * (PIECES_MAX + 1))
    found = taken(source)
    assert found.whole is None
    assert [entries_of(event, Rulebook()) for event in found.events] == [()] * len(found.events)
    assert taken_back(source) == source.lines


def test_an_entry_that_does_not_balance_is_none() -> None:
    with pytest.raises(ValidationError):
        taken(entry("1", DAY, line("411", "1.00"), line("706", credit="1.01")))
    assert taken(entry("1", DAY, line("411", "1.00"), line("706", credit="1.00"))).whole


def test_no_text_stands_in_the_event() -> None:
    named = SourceLine("411000", Decimal("1.00"), Decimal("0.00"), {"label": "Mme Le Goff"})
    (event,) = taken(entry("1", DAY, named, line("706", credit="1.00"))).events
    assert "Le Goff" not in event.model_dump_json()


@pytest.mark.parametrize("size", [PIECES_MAX, PIECES_MAX + 1, 1500])
def test_an_entry_is_in_as_few_parts_as_hold_it(size: int) -> None:
    found = taken(long_entry("1", DAY, size))
    assert len(found.events) == -(-size // PIECES_MAX)


def test_the_parts_make_the_entry_again() -> None:
    source = long_entry("1", DAY, 1500)
    assert joined(parts_of(source)) == taken(source).whole
    assert taken_back(source) == source.lines


def test_parts_that_are_not_all_there_make_no_entry() -> None:
    first, *others, last = parts_of(long_entry("1", DAY, 1500))
    for some in ([first, *others], [*others, last], [last, *others, first], []):
        with pytest.raises(IncompleteEntryError):
            joined(some)


def test_an_entry_is_cut_without_a_rest() -> None:
    whole = taken(entry("1", DAY)).whole
    assert whole
    assert [it.first for it in cut(whole, [2, 1])] == [0, 2]
    with pytest.raises(IncompleteEntryError):
        list(cut(whole, [2]))


def test_every_part_names_the_entry_after_the_last_one() -> None:
    parts = parts_of(long_entry("1", DAY, 600))
    names = [entry_name(40 + rank, it.fragment) for rank, it in enumerate(parts)]
    assert names == ["41.1"] * 2


@pytest.mark.parametrize("size", [PIECES_MAX, 4 * PIECES_MAX])
def test_an_event_fits_the_log_at_its_widest(size: int) -> None:
    account, amount = WIDEST
    wide = [line(account, amount), line(account, credit=amount)] * (size // 2)
    odd = [line(account, f"-{amount}"), line(account, credit=f"-{amount}")] * (size // 2)
    for some in (wide, odd):
        source = entry("9" * 40, DAY, *some, journal="J" * 20)
        assert max(map(stored, taken(source).events)) <= STATE_MAX


def test_a_long_entry_left_whole_would_not_fit() -> None:
    whole = taken(long_entry("1", DAY, 4 * PIECES_MAX)).whole
    (event,) = taken(entry("1", DAY)).events
    assert whole
    assert stored(event.model_copy(update={"postings": whole.postings})) > STATE_MAX


def stored(event: ImportedBooksEvent) -> int:
    place = Place(f"import/{A_FILE}", 10**9)
    author = Author("user_" + "f" * 32, "cor_" + "f" * 32, key="f" * 64)
    noted = Noted(datetime(2026, 12, 31, 23, 59, 59, 999999, UTC), SALT)
    return len(encode(place, author, noted, DAY, (event, entries_of(event, Rulebook()))))


@pytest.mark.parametrize(
    ("journal", "number", "account", "amount", "fault"),
    [
        ("V\u00c9", "1", "411000", "1.00", "journal"),
        ("V" * 21, "1", "411000", "1.00", "journal"),
        ("VE", "n\u00b01", "411000", "1.00", "not a code"),
        ("VE", "AN", "411000", "1.00", "no digit"),
        ("VE", "1", "411-DUPONT", "1.00", "account"),
        ("VE", "1", "411000", "1000000000000.00", "amount"),
    ],
)
def test_what_the_books_cannot_hold_is_named(
    journal: str, number: str, account: str, amount: str, fault: str
) -> None:
    codes = SourceCodes(journal, number, account, (Decimal(amount), Decimal(0)))
    (said,) = codes.faults()
    assert fault in said


def test_ordinary_codes_have_no_fault() -> None:
    codes = SourceCodes("VE", "2026/0042-a", "411DUPONT", (Decimal("-1.00"), Decimal(0)))
    assert list(codes.faults()) == []
