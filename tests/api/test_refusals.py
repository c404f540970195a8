"""The refusals of a command are found in the functions that decide it, and nowhere else."""

from api.commands import COMMANDS
from api.refusals import refusals_of
from domain.activity.sale_lines import NothingInvoiced
from domain.activity.sales import IssueInvoice, RateNotOnInvoice
from domain.books import DatedBeforeLastNumber, IdempotencyKeyReused
from domain.circumstances import NotCovered
from domain.rulebook import OutsideOpenYears, UnknownParty


def test_a_refusal_is_found_however_deep_it_is_raised() -> None:
    found = set(refusals_of(IssueInvoice))
    assert found >= {NotCovered, NothingInvoiced, UnknownParty, OutsideOpenYears}
    assert found >= {DatedBeforeLastNumber, IdempotencyKeyReused}
    assert RateNotOnInvoice not in found


def test_every_command_may_at_least_meet_a_key_used_before() -> None:
    assert all(IdempotencyKeyReused in refusals_of(route.command) for route in COMMANDS)
