"""A FEC from elsewhere comes in to the cent and goes out line for line, or not at all."""

import tracemalloc
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pytest

from domain.identifiers import COOP
from domain.imported_books.decision import MonthAlreadyClosed, SourceChanged
from domain.journal import credit, debit
from domain.money import ZERO, euros
from domain.period import FiscalYear
from projections.fec.check import check
from projections.fec.columns import FecLine
from projections.fec.findings import Severity
from projections.fec_export import export
from projections.fec_import import FileHasErrors
from projections.rebuild import rebuild
from projections.trial_balance import trial_balance
from tests.projections.former_files import (
    BEGINNING,
    NAME,
    TakingOver,
    file_balances,
    file_of,
    sale,
    sales,
)
from tests.scenario import SCHEMA

YEAR = FiscalYear(first=BEGINNING, last=date(2026, 12, 31))
SALES = tuple(sales(12))
FILE = file_of(SALES)


@pytest.fixture
def coop(database: str, tmp_path: Path) -> Iterator[TakingOver]:
    taking_over = TakingOver(database, tmp_path)
    yield taking_over
    taking_over.close()


def given_back(coop: TakingOver) -> list[FecLine]:
    with coop.seen() as snapshot:
        return list(export(snapshot, YEAR))


def ledger(coop: TakingOver) -> dict[str, tuple[Decimal, Decimal]]:
    with coop.seen() as snapshot:
        return {it.account: (it.debit, it.credit) for it in trial_balance(snapshot)}


def test_the_trial_balance_is_that_of_the_file(coop: TakingOver) -> None:
    coop.imported(FILE)
    assert ledger(coop) == file_balances(SALES)


def test_the_lines_of_the_file_go_out_again(coop: TakingOver) -> None:
    coop.imported(FILE)
    assert given_back(coop) == list(SALES)


def test_the_file_itself_goes_out_again_byte_for_byte(coop: TakingOver) -> None:
    coop.imported(FILE)
    assert file_of(given_back(coop)) == FILE


def wild(edit: Callable[[str], str], charset: str = "utf-8") -> bytes:
    return edit(FILE.decode()).encode(charset)


def signed(text: str) -> str:
    header, *records = text.split("\r\n")[:-1]
    names = header.replace("Debit\tCredit", "Montant\tSens")
    return "\r\n".join([names, *map(_signed, records), ""])


def _signed(record: str) -> str:
    fields = record.split("\t")
    debit, credit = fields[11:13]
    fields[11:13] = (credit, "C") if debit == "0,00" else (debit, "D")
    return "\t".join(fields)


def padded(text: str) -> str:
    records = [record.split("\t") for record in text.split("\r\n")[:-1]]
    return "".join("\t".join(f"{it:<40}" for it in fields) + "\r\n" for fields in records)


WILD = {
    "pipe": wild(lambda text: text.replace("\t", "|")),
    "byte order mark": b"\xef\xbb\xbf" + FILE,
    "ISO 8859-15": wild(lambda text: text, "iso8859-15"),
    "Montant and Sens": wild(signed),
    "another column": wild(
        lambda text: text.replace("\r\n", "\tE001\r\n").replace("E001", "Section", 1)
    ),
    "padding": wild(padded),
    "trailing separators": wild(lambda text: text.replace("\r\n", "\t\r\n")),
    "CR CR LF": FILE.replace(b"\r\n", b"\r\r\n"),
    "LF, and blank last lines": FILE.replace(b"\r\n", b"\n") + b"\n\n",
}


@pytest.mark.parametrize("form", WILD)
def test_whatever_its_form_a_file_gives_the_same_lines(coop: TakingOver, form: str) -> None:
    coop.imported(WILD[form])
    assert given_back(coop) == list(SALES)


def test_odd_lines_come_in_and_go_out_as_they_were(coop: TakingOver) -> None:
    first, net, vat = sale(1, BEGINNING)
    both = first._replace(debit=euros("7.00"), credit=euros("7.00"))
    odd = [
        *(first._replace(debit=-first.debit), net._replace(credit=-net.credit)),
        *(vat._replace(debit=vat.credit, credit=ZERO), both, vat._replace(credit=ZERO)),
    ]
    text = file_of(SALES[:3]).decode().splitlines(keepends=True)[0]
    coop.imported((text + "".join(map(record, odd))).encode())
    assert given_back(coop) == odd
    assert ledger(coop)["411000"] == (euros("7.00"), euros("127.00"))


def record(line: FecLine) -> str:
    sides = f"{line.debit}\t{line.credit}".replace(".", ",")
    plain = file_of([line._replace(debit=euros("1.00"), credit=ZERO)]).decode()
    return plain.splitlines(keepends=True)[1].replace("1,00\t0,00", sides)


def test_an_entry_of_1500_lines_comes_in_and_goes_out_whole(coop: TakingOver) -> None:
    first, net, _ = sale(1, BEGINNING)
    many = [first._replace(debit=euros("14.99"))]
    many += [net._replace(credit=euros("0.01"), label=f"Ligne {it}") for it in range(1499)]
    coop.imported(file_of(many))
    assert given_back(coop) == many
    assert ledger(coop) == file_balances(many)


def test_the_readings_made_anew_find_the_totals_of_every_month_taken_over(
    coop: TakingOver,
) -> None:
    first, net, _ = sale(99, BEGINNING)
    many = [net._replace(credit=euros("0.01")) for _ in range(700)]
    coop.imported(file_of([first._replace(debit=euros("7.00")), *many, *SALES]))
    coop.projector.catch_up()
    assert rebuild(coop.projectors, SCHEMA).differences == ()


def test_a_year_half_taken_over_and_half_native_passes_the_check(coop: TakingOver) -> None:
    coop.imported(FILE)
    bank, fees = credit("512", COOP, euros("9.00")), debit("627", COOP, euros("9.00"))
    coop.by_hand(date(2026, 12, 9), "FRAIS-12", "BQ", fees, bank)
    lines = given_back(coop)
    assert [it.entry_number for it in lines[-3:]] == ["12", "BQ-000001", "BQ-000001"]
    assert list(check(NAME, BytesIO(file_of(lines)))) == []


def test_a_preview_records_nothing_and_says_what_the_import_does(coop: TakingOver) -> None:
    before = coop.last_position()
    preview = coop.shown(FILE)
    assert preview.takeover
    assert (preview.totals.lines, preview.totals.entries) == (36, 12)
    assert preview.takeover.cut_over == "2026-12"
    assert preview.totals.accounts == file_balances(SALES)
    assert coop.last_position() == before
    assert coop.imported(FILE).books.cut_over == "2026-12"


def test_the_same_file_twice_changes_nothing(coop: TakingOver) -> None:
    first = coop.imported(FILE)
    before = coop.last_position()
    assert coop.shown(FILE).known
    assert coop.imported(FILE) == first._replace(replayed=True)
    assert coop.last_position() == before


def test_the_months_of_a_file_come_in_once(coop: TakingOver) -> None:
    coop.imported(FILE)
    with pytest.raises(MonthAlreadyClosed):
        coop.imported(file_of(SALES[:-3]))


def test_a_file_with_errors_imports_nothing_and_lists_them_all(coop: TakingOver) -> None:
    wrong = [it._replace(debit=it.debit + 1) if it.debit > 100 else it for it in SALES[:3]]
    nameless = [it._replace(entry_number="A", journal_code="Véhicules") for it in SALES[3:6]]
    late = sale(9, date(2027, 1, 1))
    before = coop.last_position()
    preview = coop.shown(file_of([*wrong, *nameless, *late]))
    assert [(it.line, it.rule) for it in preview.errors] == [
        *[(8, "FEC-11"), (9, "FEC-11"), (10, "FEC-11"), (2, "FEC-07")],
        *[(line, "IMPORT") for line in (5, 6, 7) for _ in range(2)],
    ]
    with pytest.raises(FileHasErrors):
        coop.imported(file_of([*wrong, *nameless, *late]))
    assert coop.last_position() == before
    assert coop.imported(file_of(SALES[:3])).books.entries == 1


def test_gaps_and_matters_of_form_only_warn(coop: TakingOver) -> None:
    preview = coop.shown(file_of([*sale(1, BEGINNING), *sale(3, BEGINNING)]))
    assert [(it.rule, it.severity) for it in preview.findings] == [("FEC-09", Severity.WARNING)]
    assert preview.takeover


def test_another_companys_siren_is_named(coop: TakingOver) -> None:
    (finding,) = coop.shown(FILE, "552100554FEC20261231.txt").findings
    assert "552100554" in finding.reason
    assert coop.shown(FILE).findings == ()


def test_the_year_is_the_open_one_when_the_name_tells_none(coop: TakingOver) -> None:
    preview = coop.shown(FILE, "export compta.txt")
    assert (preview.year, preview.errors) == (YEAR, ())


def test_a_file_that_changes_after_it_was_shown_is_refused(coop: TakingOver) -> None:
    before, job = coop.last_position(), coop.handed_in(FILE)
    preview = job.preview(None, lambda *_: None)
    coop.handed_in(FILE.replace(b"Facture", b"Fracture"))
    with pytest.raises(SourceChanged):
        job.record(preview, "test", lambda *_: None)
    assert coop.last_position() == before


def test_progress_is_told_from_the_first_byte_to_the_last(coop: TakingOver) -> None:
    coop.shown(FILE)
    read = [done for done, _ in coop.told]
    assert read == sorted(read)
    assert coop.told[-1] == (3 * len(FILE), 3 * len(FILE))


def test_no_text_of_the_file_stands_outside_the_vault(coop: TakingOver) -> None:
    coop.imported(FILE)
    states = b"".join(it.state for it in coop.books.recorder.select_notifications(1, 1000))
    for text in ("Éléonore", "Facture", "FA-00001", "Prestations", "C0001"):
        assert text.encode() in FILE
        assert text.encode() not in states


def test_the_memory_of_recording_does_not_grow_with_the_file(coop: TakingOver) -> None:
    peaks = [peak_of(coop, file_of(sales(entries))) for entries in (700, 1400)]
    assert peaks[1] < 1.3 * peaks[0]


def peak_of(coop: TakingOver, content: bytes) -> int:
    job = coop.handed_in(content)
    preview = job.preview(None, lambda *_: None)
    tracemalloc.start()
    try:
        with pytest.raises(SourceChanged):
            job.record(preview._replace(source="0" * 64), "test", lambda *_: None)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
