"""The refusals a command may meet, read from the functions that decide it.

A list kept by hand would be wrong one day; what is raised is found by following the names each
function uses, from the decision on.
"""

import re
import sys
from collections.abc import Callable, Iterator
from inspect import isfunction
from types import CodeType, FunctionType, ModuleType
from typing import Any

from api.composition import UnknownCooperative
from domain.activity.sales import IssueCreditNote, IssueDepositInvoice, IssueInvoice
from domain.books import DatedBeforeLastNumber, IdempotencyKeyReused, TooMuchContention
from domain.circumstances import Circumstances
from domain.cooperative.share_interest import Interests
from domain.cooperative.share_register import Shares
from domain.decider import Command
from domain.refusal import Refusal
from domain.rulebook import Rulebook

_ASKED = (Rulebook, Circumstances, Shares, Interests)
_ALWAYS = {UnknownCooperative, IdempotencyKeyReused, TooMuchContention}
_BESIDE: dict[type[Command], set[type[Refusal]]] = {
    IssueInvoice: {DatedBeforeLastNumber},
    IssueDepositInvoice: {DatedBeforeLastNumber},
    IssueCreditNote: {DatedBeforeLastNumber},
}
"""What refuses a command before or after its own decision."""


def refusals_of(command: type[Command]) -> list[type[Refusal]]:
    """What may refuse a command, by name."""
    found = _ALWAYS | _BESIDE.get(command, set())
    seen: set[Callable[..., Any]] = set()
    for decision in (*_decisions(command), Circumstances.accounting_date):
        _follow(decision, found, seen)
    return sorted(found, key=lambda refusal: refusal.__name__)


def _decisions(command: type[Command]) -> tuple[FunctionType, ...]:
    module = sys.modules[command.__module__]
    own = vars(module).get(re.sub(r"(?<!^)(?=[A-Z])", "_", command.__name__).lower())
    return (own,) if isfunction(own) else tuple(_functions(module))


def _functions(module: ModuleType) -> Iterator[FunctionType]:
    for value in vars(module).values():
        if isfunction(value) and value.__module__ == module.__name__:
            yield value


def _follow(function: Any, found: set[type[Refusal]], seen: set[Callable[..., Any]]) -> None:
    if not isfunction(function) or function in seen:
        return
    seen.add(function)
    for name in _names(function.__code__):
        for used in (function.__globals__.get(name), *(vars(it).get(name) for it in _ASKED)):
            if isinstance(used, type) and issubclass(used, Refusal):
                found.add(used)
            else:
                _follow(used, found, seen)


def _names(code: CodeType) -> Iterator[str]:
    yield from code.co_names
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from _names(constant)
