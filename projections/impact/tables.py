"""The rows an impact report is made of."""

from collections.abc import Iterator

from domain.events.contract_terms import CapeSigned, CesaSigned, ContractEnded
from domain.events.enrolment import OutcomeSurveyed, PersonEnrolled
from domain.events.impact import FundingAgreementSigned, ReferenceFigureRecorded, TargetSet
from domain.events.pay import PayslipBooked
from domain.recorded import Recorded
from projections.read_model import ReadModel, Table, Write, without_memory

SIGNATURES = Table(
    "impact_signatures",
    {
        "position": "bigint",
        "contract": 'text COLLATE "C"',
        "occurred_on": "date",
        "kind": "text",
        "starts_on": "date",
        "ends_on": "date",
        "reason": "text",
    },
    key="contract, position",
    optional=("starts_on", "ends_on", "reason"),
)
PERSONS = Table(
    "impact_persons",
    {
        "position": "bigint",
        "contract": 'text COLLATE "C"',
        "occurred_on": "date",
        "gender": "text",
        "birth_year": "text",
        "status": "text",
        "education": "text",
        "area": "text",
        "prescriber": "text",
    },
    key="contract, position",
    optional=("gender", "birth_year", "status", "education", "area", "prescriber"),
)
SURVEYS = Table(
    "impact_surveys",
    {
        "position": "bigint",
        "contract": 'text COLLATE "C"',
        "occurred_on": "date",
        "months": "integer",
        "situation": "text",
    },
    key="contract, position",
)
PAY = Table(
    "impact_pay",
    {
        "position": "bigint",
        "contract": 'text COLLATE "C"',
        "occurred_on": "date",
        "gross": "numeric(15,2)",
    },
    key="position",
)
TARGETS = Table(
    "impact_targets",
    {
        "position": "bigint",
        "occurred_on": "date",
        "baseline_on": "date",
        "baseline": "integer",
        "multiple": "numeric",
        "deadline": "date",
    },
    key="position",
)
REFERENCE_FIGURES = Table(
    "impact_reference_figures",
    {
        "position": "bigint",
        "occurred_on": "date",
        "code": "text",
        "figure": "numeric",
        "year": "integer",
        "source": "text",
    },
    key="position",
)
FUNDING = Table(
    "impact_funding",
    {
        "position": "bigint",
        "occurred_on": "date",
        "funder": "text",
        "reference": "text",
        "amount": "numeric(15,2)",
        "starts_on": "date",
        "ends_on": "date",
    },
    key="position",
)


def _project(recorded: Recorded) -> Iterator[Write]:
    if recorded.place.stream.startswith("contract/"):
        yield from _of_contract(recorded)
    else:
        yield from _of_cooperative(recorded)


def _of_contract(recorded: Recorded) -> Iterator[Write]:
    event = recorded.event
    at = (recorded.position, recorded.place.name, event.occurred_on)
    match event:
        case CapeSigned():
            yield Write(SIGNATURES, (*at, "cape", event.starts_on, event.ends_on, None))
        case CesaSigned():
            yield Write(SIGNATURES, (*at, "cesa", event.starts_on, None, None))
        case ContractEnded():
            yield Write(SIGNATURES, (*at, "ended", None, event.last_day, event.reason))
        case PersonEnrolled():
            answers = (event.gender, event.birth_year, event.status, event.education)
            yield Write(PERSONS, (*at, *answers, event.area, event.prescriber))
        case OutcomeSurveyed():
            yield Write(SURVEYS, (*at, event.months_after_exit, event.situation))
        case PayslipBooked():
            yield Write(PAY, (*at, event.gross))
        case _:
            return


def _of_cooperative(recorded: Recorded) -> Iterator[Write]:
    event = recorded.event
    at = (recorded.position, event.occurred_on)
    match event:
        case TargetSet():
            target = (event.baseline_on, event.baseline, event.multiple, event.deadline)
            yield Write(TARGETS, (*at, *target))
        case ReferenceFigureRecorded():
            figure = (event.code, event.figure, event.year, event.source)
            yield Write(REFERENCE_FIGURES, (*at, *figure))
        case FundingAgreementSigned():
            agreed = (event.funder, event.reference, event.amount)
            yield Write(FUNDING, (*at, *agreed, event.starts_on, event.ends_on))
        case _:
            return


IMPACT_MODEL = ReadModel(
    (
        SIGNATURES,
        PERSONS,
        SURVEYS,
        PAY,
        TARGETS,
        REFERENCE_FIGURES,
        FUNDING,
    ),
    without_memory(_project),
)
"""A row for each thing recorded, and nothing that could be computed from it."""
