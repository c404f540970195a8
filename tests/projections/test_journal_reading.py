"""The journal shows each entry as it was recorded, under its number, a page at a time."""

from datetime import date

import pytest

from projections.journal_reading import FiledEntry, Filter, entries, entry
from tests.projections.kept import Kept, a_year, g01


def test_shows_every_entry_as_it_was_recorded(kept: Kept) -> None:
    a_year(kept)
    with kept.seen() as snapshot:
        shown = entries(snapshot)
    recorded = [
        (one, one.entry_name(rank), it)
        for one in kept.books.log()
        for rank, it in enumerate(one.entries)
    ]
    assert [found.id for found in shown] == [name for _, name, _ in recorded]
    for found, (one, _, it) in zip(shown, recorded, strict=True):
        assert found.accounting_date == one.accounting_date
        assert found.occurred_on == one.event.occurred_on
        assert (found.topic, found.stream) == (one.event.topic, one.place.stream)
        assert found.recorded_at == one.recorded_at
        told = it.model_dump(exclude={"postings"})
        assert {name: getattr(found, name) for name in told} == told
        for line, posting in zip(found.lines, it.postings, strict=True):
            assert line._asdict() == dict(posting)


def test_pages_hold_together(kept: Kept) -> None:
    a_year(kept)
    with kept.seen() as snapshot:
        whole = entries(snapshot)
        found, after = list[FiledEntry](), None
        while page := entries(snapshot, after=after, limit=2):
            found += page
            after = page[-1].id
    assert len(found) > 6
    assert tuple(found) == whole


@pytest.mark.parametrize(
    ("asked", "references"),
    [
        (Filter(journal="AC"), ["FF-99"]),
        (Filter(account="606"), ["FF-99"]),
        (Filter(auxiliary="F0001"), ["FF-99"]),
        (Filter(section="COOP", journal="AN"), ["AN2026"]),
        (Filter(section="E002", since=date(2026, 6, 1)), ["F2026-0006", "F2026-0006/C"]),
        (Filter(journal="PAIE"), []),
    ],
)
def test_shows_what_is_asked_for(kept: Kept, asked: Filter, references: list[str]) -> None:
    a_year(kept)
    with kept.seen() as snapshot:
        found = entries(snapshot, asked)
    assert [it.reference for it in found] == references


def test_shows_an_entry_by_its_name_once_it_is_known(kept: Kept) -> None:
    g01(kept)
    last = kept.books.log()[-1].position
    with kept.seen() as snapshot:
        found = entry(snapshot, f"{last}.2")
        assert found
        assert (found.journal, found.number) == ("CI", "CI-000001")
        assert entry(snapshot, f"{last}.3") is None
    with kept.seen(known_at=last - 1) as snapshot:
        assert entry(snapshot, f"{last}.2") is None
        assert entries(snapshot) == ()
