"""Legal form: which law of cooperatives holds."""

from domain.events.cooperative import LegalForm

SCOPS: tuple[LegalForm, ...] = ("scop-sarl", "scop-sa", "scop-sas")


def is_scop(form: LegalForm) -> bool:
    """Whether the law of workers' cooperatives holds (loi 78-763)."""
    return form in SCOPS
