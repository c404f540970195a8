"""Contents: what a CAPE or a CESA must say in writing, clause by clause.

The texts go to the vault; the events hold their digests, the references and the fixed part.
"""

from typing import Any

from domain.events.contract_contents import CapeClauses, CesaClauses
from domain.identifiers import Reference
from domain.money import SomeEuros
from domain.privacy import Label, Private
from domain.value import Value


class CapeContents(Value):
    """What a CAPE says (C. com. R127-1); two of its eight clauses only where there is cause.

    The programme and each side's commitments; the means provided; the fee of the cooperative;
    commitments towards third parties and who bears them; how it is told of the accounts; early
    termination; a remuneration; the refund of social contributions.
    """

    programme: Label
    means: Label
    fee: Label | None = None
    commitments_to_third_parties: Label
    accounting_information: Label
    early_termination: Label
    remuneration: Label | None = None
    social_contributions: Label

    @property
    def clauses(self) -> CapeClauses:
        """The clauses as they are recorded."""
        return CapeClauses(**_digests(self))


class CesaContents(Value):
    """The six contents of a CESA (C. trav. L7331-2 2°).

    Objectives and minimum duties; means of support and control; how the contribution is
    computed, by the reference of its rule; the fixed part, in euros a month, and how the
    variable part is computed; the statutes in force, by their reference; how the rights on
    customers and on works of the mind are guaranteed.
    """

    objectives: Label
    support_and_control: Label
    contribution: Reference
    fixed_part: SomeEuros
    variable_part: Label
    statutes: Reference
    customers_and_works: Label

    @property
    def clauses(self) -> CesaClauses:
        """The clauses as they are recorded."""
        return CesaClauses(**_digests(self))


def _digests(contents: Value) -> dict[str, Any]:
    return {
        clause: said.digest if isinstance(said, Private) else said for clause, said in contents
    }
