"""A read says what was known at its moment, or is refused: it is never an empty success."""

from datetime import date, timedelta
from pathlib import Path

import psycopg
import pytest

from domain.money import euros
from domain.period import FiscalYear
from projections.activity_statement import statement
from projections.fec_export import export
from projections.journal_reading import entries
from projections.moment import At, MomentInTheFuture, NotProjectedYet, ReadingsOutOfDate
from projections.registry import SHAPE
from projections.trial_balance import trial_balance
from tests.projections.former_files import TakingOver, file_of, sale
from tests.projections.kept import Kept, g01, late_purchase

YEAR = FiscalYear(first=date(2026, 1, 1), last=date(2026, 12, 31))


def charges(kept: Kept, at: At) -> object:
    with kept.readings.at(at) as snapshot:
        return statement(snapshot, "E001").charges


def test_as_of_and_known_at_differ_exactly_by_late_events(kept: Kept) -> None:
    g01(kept)
    late_purchase(kept)
    position = kept.projector.catch_up()
    assert charges(kept, At(as_of=date(2026, 3, 31))) == euros("0.00")
    assert charges(kept, At(as_of=date(2026, 4, 1))) == euros("100.00")
    assert charges(kept, At(date(2026, 4, 1), known_at=position - 1)) == euros("0.00")
    assert charges(kept, At(date(2026, 4, 1), known_at=position)) == euros("100.00")


def test_a_time_is_the_last_position_recorded_by_then(kept: Kept) -> None:
    g01(kept)
    late_purchase(kept)
    kept.projector.catch_up()
    for recorded in kept.books.log():
        with kept.readings.at(At(known_at=recorded.recorded_at)) as snapshot:
            assert snapshot.position == recorded.position
        before = recorded.recorded_at - timedelta(microseconds=1)
        with kept.readings.at(At(known_at=before)) as snapshot:
            assert snapshot.position == recorded.position - 1


def test_nothing_said_is_all_that_is_projected(kept: Kept) -> None:
    g01(kept)
    position = kept.projector.catch_up()
    with kept.readings.at() as snapshot:
        assert (snapshot.position, snapshot.as_of) == (position, None)


def test_a_time_after_the_clock_is_refused(kept: Kept) -> None:
    g01(kept)
    kept.projector.catch_up()
    soon = kept.books.clock.now + timedelta(hours=1)
    with pytest.raises(MomentInTheFuture), kept.readings.at(At(known_at=soon)):
        pass
    kept.books.clock.now = soon
    with kept.readings.at(At(known_at=soon)) as snapshot:
        assert snapshot.position == kept.readings.position()


def test_a_position_after_the_log_is_refused(kept: Kept) -> None:
    g01(kept)
    position = kept.projector.catch_up()
    with pytest.raises(MomentInTheFuture), kept.readings.at(At(known_at=position + 1)):
        pass


def test_what_is_not_projected_yet_is_refused_then_answered(kept: Kept) -> None:
    g01(kept)
    recorded = kept.books.log()[-1]
    for known_at in (recorded.position, recorded.recorded_at):
        with pytest.raises(NotProjectedYet) as refused, kept.readings.at(At(None, known_at)):
            pass
        assert (refused.value.wanted, refused.value.projected) == (recorded.position, 0)
    with pytest.raises(NotProjectedYet):
        kept.readings.wait_for(recorded.position, timeout=0.03)
    kept.projector.catch_up()
    kept.readings.wait_for(recorded.position, timeout=0)


def test_readings_of_other_models_are_refused(kept: Kept) -> None:
    g01(kept)
    kept.projector.catch_up()
    kept.owner("UPDATE {readings} SET shape = 'another'")
    with pytest.raises(ReadingsOutOfDate), kept.readings.at():
        pass
    with pytest.raises(ReadingsOutOfDate):
        kept.projector.catch_up()
    kept.owner("UPDATE {readings} SET shape = %s", SHAPE)
    assert kept.readings.position() == kept.projector.catch_up()


def test_a_snapshot_stays_while_more_is_recorded(kept: Kept) -> None:
    g01(kept)
    with kept.seen() as snapshot:
        before = trial_balance(snapshot)
        kept.invoiced("E001", "C0001", date(2026, 3, 10), "1.00")
        kept.projector.catch_up()
        assert trial_balance(snapshot) == before
    with kept.seen() as snapshot:
        assert trial_balance(snapshot) != before


def test_half_of_an_entry_in_parts_is_never_seen(database: str, tmp_path: Path) -> None:
    coop = TakingOver(database, tmp_path)
    first, net, _ = sale(1, date(2026, 1, 1))
    cents = [net._replace(credit=euros("0.01"), label=f"Ligne {it}") for it in range(1499)]
    coop.imported(file_of([first._replace(debit=euros("14.99")), *cents]))
    seen = set()
    for known_at in range(2, coop.last_position() + 1):
        with coop.seen(known_at=known_at) as snapshot:
            lines = list(export(snapshot, YEAR))
            seen.add((len(lines), len(entries(snapshot)), len(trial_balance(snapshot))))
    coop.close()
    assert seen == {(0, 0, 0), (1500, 1, 2)}


def test_a_reader_writes_nothing(kept: Kept) -> None:
    with kept.readings.at() as snapshot, pytest.raises(psycopg.errors.ReadOnlySqlTransaction):
        snapshot.connection.execute(snapshot.version.query("DELETE FROM {readings}"))
