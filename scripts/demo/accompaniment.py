"""Accompaniment: who enrols, two interviews a year, a workshop for everyone."""

from datetime import date

from domain.cooperative.gatherings import RecordWorkshop
from domain.entrepreneur_contract.enrolment import (
    Area,
    BirthYear,
    Education,
    EnrolPerson,
    Gender,
    Prescriber,
    StatusAtEntry,
)
from domain.entrepreneur_contract.interviews import RecordInterview
from domain.privacy import Label
from domain.streams import THE_COOPERATIVE
from scripts.demo.entrepreneur import Entrepreneur
from scripts.demo.foundation import contract_of
from scripts.demo.step import YEAR, Cast, Step, at

ATTENDEES_MAX = 200
GENDERS = ("woman", "man", "woman", "man")
STATUSES = ("unemployed", "employee", "minimum-benefits")
LEVELS = ("5", "3", "4", "6", "7")
AREAS = ("urban", "rural", "urban", "priority-district")


def accompany(one: Entrepreneur) -> None:
    """The enrolment of an entrepreneur, and the interviews with the cooperative."""
    enrolled = date(YEAR, 1, 2)
    one.send_to(one.contract, enrolled, 9, _enrolment(enrolled, one.rank))
    for day in (date(YEAR, 4, 24), date(YEAR, 10, 16), date(YEAR + 1, 4, 23)):
        notes = Label("Point sur l'activité, ses perspectives et ses besoins")
        interview = RecordInterview(occurred_on=day, minutes=60, notes=notes)
        one.send_to(one.contract, day, 13, interview)


def workshop(cast: Cast) -> Step:
    """A workshop of the autumn, for as many as the room holds."""
    day, present = date(YEAR, 10, 2), min(cast.entrepreneurs, ATTENDEES_MAX)
    held = RecordWorkshop(
        occurred_on=day,
        reference="ATELIER-1",
        subject=Label("Fixer ses prix"),
        minutes=180,
        attendees=tuple(contract_of(cast, rank) for rank in range(1, present + 1)),
    )
    return Step(at(day, 12), THE_COOPERATIVE, held)


def _enrolment(day: date, rank: int) -> EnrolPerson:
    return EnrolPerson(
        occurred_on=day,
        gender=Gender(GENDERS[rank % 4]),
        birth_year=BirthYear(str(1965 + rank * 7 % 35)),
        status=StatusAtEntry(STATUSES[rank % 3]),
        education=Education(LEVELS[rank % 5]),
        area=Area(AREAS[rank % 4]),
        prescriber=Prescriber("France Travail"),
    )
