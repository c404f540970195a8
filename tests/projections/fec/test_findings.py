"""A matter of form refuses a file in a check and warns in an import."""

from projections.fec.findings import (
    BOUND,
    LISTED_MAX,
    Severity,
    bounded,
    formal,
    refused,
    strictly,
    tolerantly,
    warned,
)

ALL = [refused(1, "FEC-07", "a"), formal(2, "FEC-09", "b"), warned(None, "FEC-02", "c")]


def test_a_check_refuses_form_and_keeps_warnings() -> None:
    assert [one.severity for one in strictly(ALL)] == [
        Severity.REFUSAL,
        Severity.REFUSAL,
        Severity.WARNING,
    ]


def test_an_import_warns_of_form_and_keeps_refusals() -> None:
    assert [one.severity for one in tolerantly(ALL)] == [
        Severity.REFUSAL,
        Severity.WARNING,
        Severity.WARNING,
    ]


def test_an_import_counts_a_crowd_of_warnings_and_lists_every_refusal() -> None:
    crowd = [formal(line, "FEC-05", "point") for line in range(LISTED_MAX + 7)]
    errors = [refused(line, "FEC-11", "date") for line in range(LISTED_MAX + 7)]
    *listed, last = tolerantly([*crowd, *errors])
    assert len(listed) == LISTED_MAX + len(errors)
    assert last == warned(None, "FEC-05", "7 more warnings of this rule")


def test_of_a_file_of_nothing_but_faults_a_thousand_of_each_rule_are_kept() -> None:
    errors = [refused(line, "FEC-03", "fields") for line in range(BOUND + 7)]
    *kept, other, last = bounded([*errors, refused(1, "FEC-11", "date")])
    assert [it.line for it in kept] == list(range(BOUND))
    assert other == refused(1, "FEC-11", "date")
    assert last == refused(None, "FEC-03", "7 more findings of this rule")
