"""A payroll journal is read by the declared mapping, and every fault is named by its line."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from pydantic import ValidationError

from domain.entrepreneur_contract.payslips import BookPayslip
from domain.events.pay import SocialCharge
from domain.payroll import reading
from domain.payroll.reading import Fault, Slip, slips
from domain.policies.payroll_mapping import PayrollMapping

PLAIN: dict[str, Any] = {
    "date": "date",
    "activity": "code",
    "reference": "bulletin",
    "gross": {"added": ["brut"]},
    "net": {"added": ["net"]},
}
MAPPING = PayrollMapping.model_validate(PLAIN)

# What a calculator of October 2026 gives, contributions below zero as it writes them.
CALCULATED = PayrollMapping.model_validate(
    {
        **PLAIN,
        "decimal_mark": ".",
        "dates": "yyyy-mm-dd",
        "gross": {"added": ["salaire_de_base"]},
        "net": {"added": ["salaire_net_a_payer"]},
        "employee_social_security": {
            "subtracted": ["cotisations_salariales", "csg_deductible", "csg_imposable", "crds"]
        },
        "charges": [
            {
                "account": "6451",
                "subtracted": ["cotisations_employeur", "allegement_general"],
            },
            {"account": "6333", "added": ["formation"]},
        ],
        "employer_social_security": {
            "added": ["formation"],
            "subtracted": ["cotisations_employeur", "allegement_general"],
        },
    }
)
HEADING = (
    "date;code;bulletin;salaire_de_base;cotisations_salariales;csg_deductible;csg_imposable;"
    "crds;salaire_net_a_payer;cotisations_employeur;allegement_general;formation\n"
)
JOURNAL = (
    HEADING
    + "2026-10-31;E001;BS-1;1867.02;-211.16;-124.74;-44.02;-9.17;1477.93;-816.18;700.13;0\n"
    + "2026-10-31;E002;BS-2;2000.0;-226.2;-133.62;-47.16;-9.82;1583.2;-874.32;629.4;11.00\n"
)

# A mapping in which every field is filled.
WHOLE = PayrollMapping.model_validate(
    {
        **PLAIN,
        "encoding": "cp1252",
        "delimiter": "tab",
        "dates": "yyyymmdd",
        "contract": "contrat",
        "fixed_part": {"added": ["fixe"]},
        "employee_social_security": {"added": ["urssaf salarié"]},
        "employee_other_bodies": {"added": ["retraite"]},
        "withholding_tax": {"added": ["PAS"]},
        "advances_recovered": {"added": ["acompte"]},
        "benefits_in_kind": {"added": ["avantages"]},
        "daily_allowances": {"added": ["IJSS"]},
        "charges": [{"account": "645", "added": ["charges"], "subtracted": ["réduction"]}],
        "employer_social_security": {"added": ["charges"], "subtracted": ["réduction"]},
        "employer_other_bodies": {"added": ["prévoyance"]},
    }
)


def read(text: str, mapping: PayrollMapping = MAPPING) -> list[Slip | Fault]:
    return list(slips(text.encode(), mapping))


def test_columns_are_added_and_subtracted_into_a_payslip() -> None:
    first, second = read(JOURNAL, CALCULATED)
    assert isinstance(first, Slip)
    assert isinstance(second, Slip)
    assert (first.line, second.line, first.contract) == (2, 3, None)
    assert first.command == BookPayslip(
        occurred_on=date(2026, 10, 31),
        activity="E001",
        reference="BS-1",
        gross="1867.02",
        employee_social_security="389.09",
        net="1477.93",
        charges=(SocialCharge(account="6451", amount="116.05"),),
        employer_social_security="116.05",
    )
    assert [it.amount for it in second.command.charges] == [Decimal("244.92"), Decimal(11)]


def test_everything_a_payslip_may_hold_has_its_column() -> None:
    heading = (
        "date\tcode\tbulletin\tbrut\tnet\tcontrat\tfixe\turssaf salarié\tretraite\tPAS\t"
        "acompte\tavantages\tIJSS\tcharges\tréduction\tprévoyance\r\n"
    )
    cells = (
        "20261031\tE001\tBS-1\t1 000,00\t751,5\tcon_1\t300\t100\t50\t1,5\t"
        "150\t80\t133\t400\t100,10\t0,10\r\n"
    )
    (slip,) = slips((heading + cells).encode("cp1252"), WHOLE)
    assert isinstance(slip, Slip)
    assert slip.contract == "con_1"
    found = slip.command
    kept = found.advances_recovered, found.benefits_in_kind, found.withholding_tax
    assert kept == (Decimal(150), Decimal(80), Decimal("1.50"))
    assert (found.gross, found.fixed_part) == (Decimal(1000), Decimal(300))
    assert (found.daily_allowances, found.net) == (Decimal(133), Decimal("751.50"))
    assert found.charges == (SocialCharge(account="645", amount="299.90"),)
    assert (found.employer_social_security, found.employer_other_bodies) == (
        Decimal("299.90"),
        Decimal("0.10"),
    )


HEAD = "date;code;bulletin;brut;net\n"
GOOD = "31/10/2026;E001;BS-1;1000,00;1000,00\n"
WRITTEN = {
    "a byte order mark": "\ufeff" + HEAD + GOOD,
    "columns in another order": "net;autre;code;date;brut;bulletin\n"
    "1000;x;E001;31/10/2026;1000;BS-1\n",
    "quoted cells": HEAD + '"31/10/2026";"E001";"BS-1";"1 000,00";" 1000,0 "\n',
    "thousands apart": HEAD + "31/10/2026;E001;BS-1;1\u202f000,00;1\u00a0000,00\n",
    "empty lines": HEAD + "\n;;;;\n" + GOOD + "\n",
    "no last line break": HEAD + GOOD.strip(),
}


@pytest.mark.parametrize("text", WRITTEN.values(), ids=WRITTEN.keys())
def test_a_journal_may_be_written_with(text: str) -> None:
    (slip,) = read(text)
    assert isinstance(slip, Slip), slip
    assert (slip.command.gross, slip.command.reference) == (Decimal(1000), "BS-1")


FAULTS: dict[str, tuple[str, list[tuple[int | None, str]]]] = {
    "nothing": ("", [(1, it) for it in ("brut", "bulletin", "code", "date", "net")]),
    "no payslip": (HEAD, [(None, "line")]),
    "a column that is missing": ("date;code;bulletin;brut\n" + GOOD, [(1, "net")]),
    "a column twice": ("date;code;bulletin;brut;net;net\n", [(1, "net")]),
    "a cell too few": (HEAD + "31/10/2026;E001;BS-1;1000,00\n", [(2, "line")]),
    "a cell too many": (HEAD + GOOD + GOOD.strip() + ";\n", [(3, "line")]),
    "another date": (HEAD + "2026-10-31;E001;BS-1;1;1\n", [(2, "date")]),
    "a day that is not": (HEAD + "31/11/2026;E001;BS-1;1;1\n", [(2, "date")]),
    "another decimal mark": (HEAD + "31/10/2026;E001;BS-1;1.00;1\n", [(2, "gross")]),
    "three decimals": (HEAD + "31/10/2026;E001;BS-1;1,001;1\n", [(2, "gross")]),
    "a word": (HEAD + "31/10/2026;E001;BS-1;1;un\n", [(2, "net")]),
    "an amount beyond reason": (HEAD + "31/10/2026;E001;BS-1;1;1000000000\n", [(2, "net")]),
    "pay below zero": (HEAD + "31/10/2026;E001;BS-1;-1;-1\n", [(2, "gross"), (2, "net")]),
    "codes that are none": (
        HEAD + "31/10/2026;é;b s;1;1\n",
        [(2, "activity"), (2, "reference")],
    ),
    "an open quote": (HEAD + GOOD + '31/10/2026;"E001\n', [(3, "line")]),
    "several lines": (HEAD + "x;E001;BS-1;1;1\n" + GOOD + "x\n", [(2, "date"), (4, "line")]),
}


@pytest.mark.parametrize(("text", "places"), FAULTS.values(), ids=FAULTS.keys())
def test_a_fault_is_named_by_its_line_for(
    text: str, places: list[tuple[int | None, str]]
) -> None:
    found = [it for it in read(text) if isinstance(it, Fault)]
    assert [(it.line, it.field) for it in found] == places
    assert all(it.reason for it in found)


def test_bytes_of_another_encoding_are_named_by_their_line() -> None:
    (fault,) = slips((HEAD + GOOD).encode() + b"31/10/2026;E001;B\xe9;1;1\n", MAPPING)
    assert fault == Fault(3, "encoding", "the line is not written in utf-8")


def test_no_fault_repeats_a_cell() -> None:
    secret = "98765"
    text = (
        HEAD + f"{secret};{secret};{secret};{secret}.00;{secret}\n;;;-{secret};{secret},000\n"
    )
    text += f"31/10/2026;é{secret};b {secret};-{secret};-{secret}\n{secret}\n"
    found = read(text)
    assert len(found) > 4
    assert not any(secret in str(it) for it in found)


def test_a_journal_has_so_many_lines_at_most(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "LINES_MAX", 2)
    found = read(HEAD + GOOD * 4)
    assert [type(it) for it in found] == [Slip, Slip, Fault]
    assert found[-1] == Fault(4, "line", "a journal has 2 lines at most")


@pytest.mark.parametrize(
    "wrong",
    [{"gross": {"added": ["a\nb"]}}, {"date": ""}, {"delimiter": "x"}, {"date": None}],
    ids=str,
)
def test_a_mapping_that_could_not_hold_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        PayrollMapping.model_validate({**PLAIN, **wrong})
