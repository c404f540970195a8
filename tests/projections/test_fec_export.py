"""The FEC of a year is lawful, complete, and the same bytes each time."""

from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pytest

from domain.chart_of_accounts import exported, is_internal
from domain.period import FiscalYear
from projections.fec.check import check
from projections.fec.columns import FecLine
from projections.fec.writer import written
from projections.fec_export import NameAbsent, UnknownFiscalYear, export
from projections.fec_folder import DEMONSTRATION, write
from projections.trial_balance import trial_balance
from tests.projections.kept import Kept, a_year, g01

YEAR = FiscalYear(first=date(2026, 1, 1), last=date(2026, 12, 31))
G01 = Path(__file__).with_name("golden") / "g01" / "732829320FEC20261231.txt"


def lines_of(
    kept: Kept, *, internal: bool = False, known_at: int | None = None
) -> list[FecLine]:
    with kept.seen(known_at=known_at) as snapshot:
        return list(export(snapshot, YEAR, internal=internal))


def test_of_g01_reads_as_the_case_says(kept: Kept) -> None:
    g01(kept)
    first, *others = b"".join(written(lines_of(kept))).decode().split("\r\n")[1:-1]
    assert first == (
        "VT\tVentes\tVT-000001\t20260310\t411000\tClients\tC0001\tCLIENT SA\tF2026-0001\t"
        "20260310\tFacture F2026-0001\t1200,00\t0,00\t\t\t20260310\t\t"
    )
    assert [other.split("\t")[4] for other in others] == ["706000", "445710"]


def test_of_g01_is_golden(kept: Kept) -> None:
    g01(kept)
    assert b"".join(written(lines_of(kept))) == G01.read_bytes()


def test_of_a_year_breaks_no_rule(kept: Kept) -> None:
    a_year(kept)
    for internal in (False, True):
        content = b"".join(written(lines_of(kept, internal=internal)))
        assert list(check("732829320FEC20261231.txt", BytesIO(content))) == []


def test_balances_as_the_ledger_does(kept: Kept) -> None:
    a_year(kept)
    totals: dict[str, Decimal] = {}
    for line in lines_of(kept):
        totals[line.account] = totals.get(line.account, Decimal(0)) + line.net
    with kept.seen(as_of=YEAR.last) as snapshot:
        ledger = {
            exported(it.account): it.balance
            for it in trial_balance(snapshot, since=YEAR.first)
            if not is_internal(it.account)
        }
    assert totals == ledger


def test_begins_with_the_opening_entries_though_they_came_late(kept: Kept) -> None:
    a_year(kept)
    lines = lines_of(kept)
    assert [line.journal_code for line in lines][:3] == ["AN", "AN", "VT"]


def test_dates_a_late_document_three_times(kept: Kept) -> None:
    a_year(kept)
    late = next(line for line in lines_of(kept) if line.document_reference == "FF-99")
    dates = (late.entry_date, late.document_date, late.validated_on)
    assert dates == (date(2026, 4, 1), date(2026, 3, 28), date(2026, 4, 10))


def test_keeps_internal_lines_only_when_asked(kept: Kept) -> None:
    g01(kept)
    assert {line.journal_code for line in lines_of(kept)} == {"VT"}
    assert {line.journal_code for line in lines_of(kept, internal=True)} == {"VT", "CI"}


def test_is_a_beginning_of_itself_when_less_was_known(kept: Kept) -> None:
    a_year(kept)
    with kept.seen() as snapshot:
        last = snapshot.position
    everything = [line for line in lines_of(kept) if line.journal_code != "AN"]
    for position in range(0, last, 5):
        known = [it for it in lines_of_or_none(kept, position) if it.journal_code != "AN"]
        assert known == everything[: len(known)]


def lines_of_or_none(kept: Kept, position: int) -> list[FecLine]:
    try:
        return lines_of(kept, known_at=position)
    except UnknownFiscalYear:
        return []


def test_refuses_a_customer_without_a_name(kept: Kept) -> None:
    g01(kept)
    kept.owner("DELETE FROM {vault} WHERE value = 'CLIENT SA'")
    with pytest.raises(NameAbsent, match="C0001"):
        lines_of(kept)


def test_refuses_a_year_that_is_not_open(kept: Kept) -> None:
    g01(kept)
    with kept.seen() as snapshot, pytest.raises(UnknownFiscalYear):
        list(export(snapshot, FiscalYear(first=date(2027, 1, 1), last=date(2027, 12, 31))))


def test_is_written_with_its_description(kept: Kept, tmp_path: Path) -> None:
    g01(kept)
    with kept.seen() as snapshot:
        found = write(snapshot, YEAR, tmp_path)
    assert found.file == tmp_path / "732829320FEC20261231.txt"
    assert found.file.read_bytes() == G01.read_bytes()
    assert found.lines == 3
    assert "181, 186 et 187" in found.description.read_text("utf-8")


def test_stays_as_it_was_when_the_new_one_is_refused(kept: Kept, tmp_path: Path) -> None:
    g01(kept)
    with kept.seen() as snapshot:
        before = write(snapshot, YEAR, tmp_path).file.read_bytes()
    kept.owner("DELETE FROM {vault} WHERE value = 'CLIENT SA'")
    with kept.seen() as snapshot, pytest.raises(NameAbsent):
        write(snapshot, YEAR, tmp_path)
    assert (tmp_path / "732829320FEC20261231.txt").read_bytes() == before
    assert len(list(tmp_path.iterdir())) == 2


def test_of_a_demonstration_stands_apart_and_says_so(kept: Kept, tmp_path: Path) -> None:
    g01(kept)
    with kept.seen():
        kept.owner("UPDATE {cooperatives} SET demonstration = true")
    with kept.seen() as snapshot:
        found = write(snapshot, YEAR, tmp_path)
    assert found.file.parent == tmp_path / DEMONSTRATION
    assert found.description.read_text("utf-8").startswith("DÉMONSTRATION")
    assert list(check(found.file.name, BytesIO(found.file.read_bytes()))) == []
