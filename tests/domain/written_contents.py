"""The written contents of contracts, as tests sign them."""

from typing import Any

from domain.entrepreneur_contract.contents import CapeContents, CesaContents
from tests.domain.cooperative_of_2026 import label

CAPE_TEXTS = (
    "programme",
    "means",
    "fee",
    "commitments_to_third_parties",
    "accounting_information",
    "early_termination",
    "remuneration",
    "social_contributions",
)
CESA_TEXTS = ("objectives", "support_and_control", "variable_part", "customers_and_works")


def cape_contents(**changed: Any) -> CapeContents:
    """Every clause of a CAPE."""
    texts = {clause: label(f"Clause {clause}") for clause in CAPE_TEXTS}
    return CapeContents.model_validate(texts | changed)


def cesa_contents(**changed: Any) -> CesaContents:
    """Every clause of a CESA."""
    texts: dict[str, Any] = {clause: label(f"Clause {clause}") for clause in CESA_TEXTS}
    references = {"contribution": "BAREME-2026", "statutes": "STATUTS-2024-06"}
    return CesaContents.model_validate(texts | references | {"fixed_part": "400.00"} | changed)
