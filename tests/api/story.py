"""A year in which every command is sent once, every text in it planted to be found again."""

from datetime import UTC, datetime
from typing import Any

from tests.api.caller import COOP, DAY, LONG_AGO, Caller
from tests.api.story_of_sales import contributed, settled
from tests.domain.written_contents import CAPE_TEXTS, CESA_TEXTS
from tests.scenario import Clock

PLANTED = "Zqx"
NEXT_YEAR = datetime(2027, 1, 2, 12, tzinfo=UTC)
NAME = f"{PLANTED} Louise Le Goff"
SIREN = "552100554"
IBAN = "FR7630006000011234567890189"
LINE = {"label": f"{PLANTED} conseil", "nature": "services", "vat_rate": "0.20"}
SPLIT = {
    "kind": "surplus",
    "legal_reserve": "0.15",
    "development_fund": "0.35",
    "work_share": "0.50",
    "participation_agreement": True,
    "losses_first": False,
}
CAPE_CONTENTS = {clause: f"{PLANTED} clause {clause}" for clause in CAPE_TEXTS}
CESA_CONTENTS = {
    **{clause: f"{PLANTED} clause {clause}" for clause in CESA_TEXTS},
    "contribution": "BAREME-2026",
    "statutes": "STATUTS-2024-06",
    "fixed_part": "400.00",
}
BILLED = {"account": "604", "nature": "goods", "net": "50.00", "vat": "10.00"}


class Story:
    """What was sent, path by path, and what the story's parts are called."""

    def __init__(self, call: Caller) -> None:
        self.call = call
        self.sent: list[tuple[str, dict[str, Any]]] = []
        self.contracts: dict[str, str] = {}

    def say(self, path: str, day: str = DAY, /, **body: Any) -> dict[str, Any]:
        """Send a command that is carried out; what it recorded."""
        asked = {"occurred_on": day, **body}
        self.sent.append((path, asked))
        answer = self.call.send(path, asked, key=f"story-{len(self.sent)}")
        assert answer.status_code == 201, answer.text
        event: dict[str, Any] = answer.json()["events"][0]
        return event

    def again(self) -> list[Any]:
        """Send everything once more, under the same keys; the answers."""
        return [
            self.call.send(path, body, key=f"story-{rank}")
            for rank, (path, body) in enumerate(self.sent, 1)
        ]


def told(call: Caller) -> Story:
    """The whole story: every line of the table of commands."""
    story = Story(call)
    _founded(story)
    _adopted(story)
    contract = _signed(story)
    _sold(story)
    settled(story, LINE)
    _bought(story)
    _paid(story, contract)
    _divided(story)
    _declared(story)
    contributed(story, LINE)
    _shared(story, contract)
    _advanced(story, contract)
    _supported(story, contract)
    _divided_by_key(story)
    _closed(story, contract)
    _kept(story)
    _approved(story)
    _year_ended(story)
    _measured(story)
    return story


def _founded(story: Story) -> None:
    story.say(
        "/v1/cooperatives",
        LONG_AGO,
        cooperative="essai",
        name=f"{PLANTED} coopérative",
        siren="732829320",
        legal_form="scop-sa",
    )
    for year in ("2026", "2027"):
        opened = {"first": f"{year}-01-01", "last": f"{year}-12-31"}
        story.say(f"{COOP}/fiscal-years", LONG_AGO, **opened)


def _adopted(story: Story) -> None:
    since = {"effective_from": LONG_AGO}
    story.say(f"{COOP}/contribution-policies", LONG_AGO, policy={"rate": "0.10"}, **since)
    story.say(f"{COOP}/account-roles", LONG_AGO, roles={"bank": "512"}, **since)
    series = {"series": "invoice", "template": "F{year}-{number:04d}"}
    story.say(f"{COOP}/number-series", LONG_AGO, series=series, **since)
    travel = {"code": "travel", "account": "6251", "vat_deductible": True}
    story.say(f"{COOP}/expense-types", LONG_AGO, type=travel, **since)
    smoothing = {"kind": "smoothing", "target_gross": "1200.00", "fixed_part": "400.00"}
    lissage = {**smoothing, "employer_rate": "0.35"}
    story.say(f"{COOP}/policies", LONG_AGO, policy=lissage, **since)
    story.say(f"{COOP}/accounts", LONG_AGO, account="62511", label=f"{PLANTED} compte")
    who = {"name": NAME, "siren": SIREN, "address": f"{PLANTED} rue Haute", "iban": IBAN}
    story.say(f"{COOP}/customers", LONG_AGO, **who)
    story.say(f"{COOP}/suppliers", LONG_AGO, **who)
    story.say(f"{COOP}/party-details", LONG_AGO, party="C0001", **who)


def _signed(story: Story) -> str:
    who = {"entrepreneur": NAME, "contents": CAPE_CONTENTS}
    cape = {"starts_on": "2025-01-01", "ends_on": "2025-06-30"}
    signed = story.say(f"{COOP}/contracts/capes", LONG_AGO, **who, **cape)
    contract = str(signed["stream"].removeprefix("contract/"))
    renewed = {"starts_on": "2025-07-01", "ends_on": "2025-12-31"}
    ours = f"{COOP}/contracts/{contract}"
    story.say(f"{ours}/capes", "2025-06-30", **who, **renewed)
    amended = {"effective_from": "2025-10-01", "contents": CAPE_CONTENTS}
    story.say(f"{ours}/cape-amendments", "2025-09-30", **amended)
    cesa = {"entrepreneur": NAME, "contents": CESA_CONTENTS, "starts_on": "2026-01-01"}
    story.say(f"{ours}/cesas", "2025-12-31", **cesa)
    other = story.say(f"{COOP}/contracts/cesas", "2025-12-31", **cesa)
    names = {"E001": contract, "E002": str(other["stream"].removeprefix("contract/"))}
    story.contracts.update(names)
    for code, name in names.items():
        named = {"activity": code, "trade_name": f"{PLANTED} atelier", "contracts": [name]}
        story.say(f"{COOP}/activities", "2026-01-02", **named)
    return contract


def _sold(story: Story) -> None:
    ours = f"{COOP}/activities/E001"
    for price in ("1000.00", "500.00"):
        lines = [{**LINE, "unit_price": price}]
        story.say(f"{ours}/invoices", customer="C0001", lines=lines)
    back = [{**LINE, "unit_price": "100.00"}]
    story.say(f"{ours}/credit-notes", invoice="F2026-0001", lines=back)
    paid = {"invoice": "F2026-0001", "reference": "VIR1", "amount": "80.00"}
    story.say(f"{ours}/payments", **paid)
    story.say(f"{ours}/write-offs", invoice="F2026-0002", reference="PERTE1")
    story.say(f"{ours}/internal-sales", buyer="E002", reference="CI1", amount="40.00")


def _bought(story: Story) -> None:
    ours = f"{COOP}/activities/E001"
    invoice = {"supplier": "F0001", "reference": "FA-1", "lines": [BILLED]}
    booked = story.say(f"{ours}/supplier-invoices", **invoice)
    story.say(
        f"{ours}/supplier-invoice-corrections",
        supplier="F0001",
        invoice="FA-1",
        entry=booked["entries"][0]["id"],
        reference="EX-1",
        correction="RECT-1",
        lines=[{**BILLED, "net": "60.00", "vat": "12.00"}],
    )
    owed = {"supplier": "F0001", "invoice": "FA-1", "amount": "72.00"}
    story.say(f"{ours}/supplier-payments", **owed)
    back = {"supplier": "F0001", "invoice": "FA-1"}
    credited = [{**BILLED, "net": "10.00", "vat": "2.00"}]
    story.say(f"{ours}/supplier-credit-notes", reference="AV-1", lines=credited, **back)
    story.say(f"{ours}/supplier-refunds", reference="RB-1", amount="12.00", **back)
    expenses = [{"type": "travel", "gross": "24.00", "vat": "4.00"}]
    story.say(f"{ours}/expense-claims", reference="NDF1", lines=expenses)
    story.say(f"{ours}/expense-payments", claim="NDF1")


def _paid(story: Story, contract: str) -> None:
    ours = f"{COOP}/contracts/{contract}"
    pay = {
        "gross": "200.00",
        "employee_social_security": "40.00",
        "net": "160.00",
        "charges": [{"account": "6451", "amount": "60.00"}],
        "employer_social_security": "60.00",
    }
    story.say(f"{ours}/payslips", activity="E001", reference="BP1", **pay)
    story.say(f"{ours}/wage-payments", payslip="BP1", reference="VIR2")
    dues = {"social_security": "100.00", "other_bodies": "0.00", "withholding_tax": "0.00"}
    story.say(f"{ours}/social-dues-payments", activity="E001", reference="URSSAF1", dues=dues)
    shares = {"subscriber": contract, "reference": "PS1", "shares": 3, "nominal": "20.00"}
    story.say(f"{COOP}/share-subscriptions", **shares)
    story.say(f"{COOP}/member-admissions", subscription="PS1")


def _divided(story: Story) -> None:
    signed = story.say(
        f"{COOP}/contracts/cesas", LONG_AGO, entrepreneur=NAME, starts_on=LONG_AGO
    )
    contract = signed["stream"].removeprefix("contract/")
    _left(story, debit="512", credit="120")
    year = {"year_ended": "2025-12-31"}
    decided = {
        "legal_reserve": "15.00",
        "development_fund": "35.00",
        "work_share": "50.00",
        "interest": "0.00",
    }
    story.say(f"{COOP}/policies", LONG_AGO, effective_from=LONG_AGO, policy=SPLIT)
    story.say(f"{COOP}/surplus-allocations", reference="AG-AFF", allocation=decided, **year)
    earners = [{"contract": contract, "wages": "1000.00"}]
    story.say(f"{COOP}/work-share-distributions", earners=earners, **year)
    story.say(f"{COOP}/work-share-payments", contract=contract, reference="PT1", **year)
    _participated(story)


def _left(story: Story, *, debit: str, credit: str) -> None:
    postings = [
        {"account": debit, "section": "COOP", "debit": "100.00"},
        {"account": credit, "section": "COOP", "credit": "100.00"},
    ]
    story.say(
        f"{COOP}/journal-entries",
        "2026-01-01",
        journal="AN",
        reference=f"AN-{credit}",
        label=f"{PLANTED} reprise",
        postings=postings,
    )


def _participated(story: Story) -> None:
    end = {"year_ended": "2026-12-31"}
    story.say(
        f"{COOP}/participation-reserves",
        end["year_ended"],
        reference="RSP",
        amount="50.00",
        investment_provision="20.00",
    )
    story.call.network.clock.now = datetime(2027, 1, 15, 12, tzinfo=UTC)  # type: ignore[attr-defined]  # The test's own clock.
    meeting = "2027-01-10"
    story.say(f"{COOP}/participation-transfers", meeting, reference="AG-RSP", **end)
    story.say(f"{COOP}/investment-uses", meeting, reference="FF-1", amount="20.00", **end)


def _declared(story: Story) -> None:
    lines = [{**LINE, "unit_price": "5000.00"}]
    sold = {"customer": "C0001", "lines": lines, "vat_on_debits": True}
    story.say(f"{COOP}/activities/E002/invoices", **sold)
    story.say(f"{COOP}/bank-fees", section="COOP", reference="FRAIS1", net="15.00")
    story.say(f"{COOP}/vat-returns", "2026-04-15", period="2026-03")
    story.say(f"{COOP}/vat-payments", "2026-04-20", period="2026-03")


def _shared(story: Story, contract: str) -> None:
    terms = {"kind": "share-terms", "nominal": "20.00", "retention": True}
    story.say(f"{COOP}/policies", policy=terms, effective_from=DAY)
    issue = {"subscriber": contract, "shares": 10, "nominal": "20.00", "admitted_on": DAY}
    story.say(f"{COOP}/share-issues", reference="PS2", paid="50.00", **issue)
    story.say(f"{COOP}/share-payments", subscription="PS2", amount="10.00")
    pay = {"activity": "E001", "gross": "100.00", "net": "100.00"}
    story.say(f"{COOP}/contracts/{contract}/payslips", reference="BP2", **pay)
    kept = {"contract": contract, "payslip": "BP2", "amount": "10.00"}
    story.say(f"{COOP}/share-retentions", subscription="PS2", **kept)
    other = story.contracts["E002"]
    theirs = {**issue, "subscriber": other, "reference": "PS3"}
    story.say(f"{COOP}/share-issues", **theirs)
    sale = {"buyer": other, "reference": "PS4", "shares": 3, "approved_on": DAY}
    story.say(f"{COOP}/share-transfers", subscription="PS1", **sale)
    story.say(f"{COOP}/share-refund-requests", subscription="PS3", loss_rate="0.1")
    story.say(f"{COOP}/share-refunds", subscription="PS3")
    story.say(f"{COOP}/share-refund-requests", subscription="PS4")
    story.say(f"{COOP}/share-issues", **theirs | {"reference": "PS5"})
    story.say(f"{COOP}/share-cancellations")
    postings = [
        {"account": "119", "section": "COOP", "debit": "9.00"},
        {"account": "457", "section": "COOP", "credit": "9.00"},
    ]
    label = f"{PLANTED} affectation"
    story.say(f"{COOP}/journal-entries", reference="AG", label=label, postings=postings)
    interest = {"reference": "INT1", "held_on": DAY, "amount": "9.00"}
    story.say(f"{COOP}/share-interests", **interest)
    story.say(f"{COOP}/share-interest-payments", interest="INT1", exempt=[other])
    story.say(f"{COOP}/share-levy-payments", interest="INT1")


def _advanced(story: Story, contract: str) -> None:
    ours = f"{COOP}/contracts/{contract}"
    story.say(f"{ours}/pay-advances", activity="E001", reference="AC1", amount="30.00")
    sick = {"gross": "100.00", "advances_recovered": "30.00", "daily_allowances": "50.00"}
    story.say(f"{ours}/payslips", activity="E001", reference="BP3", net="120.00", **sick)
    paid = {"activity": "E001", "reference": "IJ1", "amount": "50.00"}
    story.say(f"{ours}/daily-allowances", **paid)


def _kept(story: Story) -> None:
    ours = f"{COOP}/activities/E001"
    kept = {"reference": "CAP1", "amount": "10.00"}
    story.say(f"{ours}/carry-forwards", "2026-12-31", **kept)
    story.call.network.clock.now = NEXT_YEAR  # type: ignore[attr-defined]  # The test's own clock.
    released = {"carry_forward": "CAP1", "reference": "CAP1/R"}
    story.say(f"{ours}/carry-forward-releases", "2027-01-01", **released)


def _supported(story: Story, contract: str) -> None:
    ours = f"{COOP}/contracts/{contract}"
    raised = CESA_CONTENTS | {"fixed_part": "500.00"}
    story.say(f"{ours}/cesa-amendments", effective_from=DAY, contents=raised)
    story.say(f"{ours}/interviews", minutes=60, notes=f"{PLANTED} bilan")
    workshop = {"reference": "AT-1", "subject": f"{PLANTED} prix", "minutes": 180}
    story.say(f"{COOP}/workshops", attendees=[contract], **workshop)


def _divided_by_key(story: Story) -> None:
    key = [{"section": "E002", "weight": "1"}]
    ours = f"{COOP}/activities/E001"
    story.say(f"{ours}/sharing-agreements", effective_from=DAY, key=key)
    share = {"reference": "PARTAGE-1", "month": "2026-03", "amount": "10.00"}
    story.say(f"{ours}/shared-results", **share)
    _spent(story, "E002")
    story.say(f"{COOP}/activities/E002/losses-borne", reference="MUT-1")


def _spent(story: Story, section: str) -> None:
    postings = [
        {"account": "6226", "section": section, "debit": "9000.00"},
        {"account": "512", "section": section, "credit": "9000.00"},
    ]
    label = f"{PLANTED} honoraires"
    story.say(f"{COOP}/journal-entries", reference="HON1", label=label, postings=postings)


def _closed(story: Story, contract: str) -> None:
    postings = [
        {"account": "6226", "section": "E001", "debit": "30.00"},
        {"account": "512", "section": "E001", "credit": "30.00"},
    ]
    booked = story.say(
        f"{COOP}/journal-entries",
        reference="OD1",
        label=f"{PLANTED} écriture",
        postings=postings,
    )
    undone = {"entry": booked["entries"][0]["id"], "reference": "OD1-EX"}
    story.say(f"{COOP}/entry-reversals", **undone)
    story.say(f"{COOP}/closed-months", month="2026-01")
    story.say(f"{COOP}/contracts/{contract}/endings", last_day="2026-11-30")


def _approved(story: Story) -> None:
    clock = story.call.network.clock
    assert isinstance(clock, Clock)
    clock.now = datetime(2027, 6, 20, 12, tzinfo=UTC)
    story.say(f"{COOP}/general-meetings", "2027-06-15", year_closed_on="2026-12-31")


def _year_ended(story: Story) -> None:
    story.call.network.clock.now = datetime(2027, 7, 1, 12, tzinfo=UTC)  # type: ignore[attr-defined]  # The test's own clock.
    for month in range(2, 13):
        story.say(f"{COOP}/closed-months", "2027-01-02", month=f"2026-{month:02d}")
    year = {"last": "2026-12-31"}
    story.say(f"{COOP}/closed-years", "2027-06-01", **year)
    story.say(f"{COOP}/opening-balances", "2027-06-01", **year, status="final")
    meeting = "2027-06-15"
    story.say(f"{COOP}/results-brought-up", meeting, reference="AG-REMONTEE")
    lost = {"year_ended": "2026-12-31", "reference": "AG-RAN"}
    story.say(f"{COOP}/carried-losses", meeting, **lost)


def _measured(story: Story) -> None:
    target = {"baseline_on": "2025-01-01", "baseline": 2, "multiple": "3"}
    story.say(f"{COOP}/targets", **target, deadline="2028-12-31")
    figure = {"code": "women-share", "figure": "0.30", "year": 2012}
    story.say(f"{COOP}/reference-figures", **figure, source=f"{PLANTED} source")
    lasts = {"starts_on": "2026-01-01", "ends_on": "2026-12-31"}
    paid = {"funder": NAME, "reference": "CONV1", "amount": "500.00"}
    story.say(f"{COOP}/funding-agreements", **paid, **lasts)
    tested = {"starts_on": "2025-01-01", "ends_on": "2025-06-30"}
    signed = story.say(f"{COOP}/contracts/capes", LONG_AGO, entrepreneur=NAME, **tested)
    ours = f"{COOP}/contracts/{signed['stream'].removeprefix('contract/')}"
    story.say(
        f"{ours}/enrolments",
        LONG_AGO,
        gender="woman",
        birth_year="1980",
        status="unemployed",
        education="5",
        area="rural",
        prescriber=f"{PLANTED} mission",
    )
    asked = {"months_after_exit": 6, "situation": "trading", "source": "call"}
    story.say(f"{ours}/outcome-surveys", **asked)
