"""Pay: how far an activity may be paid beyond what it has."""

from typing import Literal

from pydantic import Field

from domain.money import ZERO, SomeEuros
from domain.value import Value


class PayPolicy(Value):
    """Pay may exceed what an activity has available in the year by `overdraft`, or `unlimited`.

    No text sets a limit. By default there is no overdraft: what is paid beyond the activity's
    own result is borne by the others (C. trav. L7332-3), which takes a decision.
    """

    kind: Literal["pay"] = "pay"
    overdraft: SomeEuros = ZERO
    unlimited: bool = Field(default=False, strict=True)
