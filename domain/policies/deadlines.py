"""Deadlines: how the days of a contract are counted where the law leaves it open."""

from typing import Literal

from domain.value import Value

Deduction = Literal["months", "days"]
"""Whole months first and what is left in days, or every day of them."""

InterviewYear = Literal["contract", "calendar"]
"""From one anniversary of the contract to the next, or from January to December."""


class DeadlinePolicy(Value):
    """How earlier contracts shorten a delay, and which year two interviews are owed in.

    C. trav. L7331-3 and L7332-1 take the duration of earlier contracts off without saying how
    it is counted: by months, unless this says by days. The two interviews a year of décret
    2015-1363 are counted in each year of the contract, unless this says the calendar's.
    """

    kind: Literal["deadlines"] = "deadlines"
    deduct: Deduction = "months"
    interview_year: InterviewYear = "contract"
