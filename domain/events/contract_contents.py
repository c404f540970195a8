"""The written contents of contracts, each clause by its digest."""

from domain.identifiers import Reference, Sha256
from domain.money import SomeEuros
from domain.value import Value


class CapeClauses(Value):
    """What a CAPE says (C. com. R127-1, 1° to 8°)."""

    programme: Sha256
    means: Sha256
    fee: Sha256 | None = None
    commitments_to_third_parties: Sha256
    accounting_information: Sha256
    early_termination: Sha256
    remuneration: Sha256 | None = None
    social_contributions: Sha256


class CesaClauses(Value):
    """What a CESA says (C. trav. L7331-2 2°, a to f); the fixed part is euros a month."""

    objectives: Sha256
    support_and_control: Sha256
    contribution: Reference
    fixed_part: SomeEuros
    variable_part: Sha256
    statutes: Reference
    customers_and_works: Sha256
