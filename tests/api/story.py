"""A year in which every command is sent once, every text in it planted to be found again."""

from typing import Any

from tests.api.caller import COOP, DAY, LONG_AGO, Caller

PLANTED = "Zqx"
NAME = f"{PLANTED} Louise Le Goff"
SIREN = "552100554"
IBAN = "FR7630006000011234567890189"
LINE = {"label": f"{PLANTED} conseil", "nature": "services", "vat_rate": "0.20"}
BILLED = {"account": "604", "nature": "goods", "net": "50.00", "vat": "10.00"}


class Story:
    """What was sent, path by path, and what the story's parts are called."""

    def __init__(self, call: Caller) -> None:
        self.call = call
        self.sent: list[tuple[str, dict[str, Any]]] = []

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
    _bought(story)
    _paid(story, contract)
    _declared(story)
    _closed(story, contract)
    return story


def _founded(story: Story) -> None:
    story.say(
        "/v1/cooperatives",
        LONG_AGO,
        cooperative="essai",
        name=f"{PLANTED} coopérative",
        siren="732829320",
        legal_form="scop-sarl",
    )
    story.say(f"{COOP}/fiscal-years", LONG_AGO, first="2026-01-01", last="2026-12-31")


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
    cape = {"starts_on": "2025-01-01", "ends_on": "2025-06-30"}
    signed = story.say(f"{COOP}/contracts/capes", LONG_AGO, entrepreneur=NAME, **cape)
    contract = str(signed["stream"].removeprefix("contract/"))
    renewed = {"starts_on": "2025-07-01", "ends_on": "2025-12-31"}
    ours = f"{COOP}/contracts/{contract}"
    story.say(f"{ours}/capes", "2025-06-30", entrepreneur=NAME, **renewed)
    story.say(f"{ours}/cesas", "2025-12-31", entrepreneur=NAME, starts_on="2026-01-01")
    other = story.say(
        f"{COOP}/contracts/cesas", "2025-12-31", entrepreneur=NAME, starts_on="2026-01-01"
    )
    names = {"E001": contract, "E002": str(other["stream"].removeprefix("contract/"))}
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


def _declared(story: Story) -> None:
    lines = [{**LINE, "unit_price": "5000.00"}]
    sold = {"customer": "C0001", "lines": lines, "vat_on_debits": True}
    story.say(f"{COOP}/activities/E002/invoices", **sold)
    story.say(f"{COOP}/bank-fees", section="COOP", reference="FRAIS1", net="15.00")
    story.say(f"{COOP}/vat-returns", "2026-04-15", period="2026-03")
    story.say(f"{COOP}/vat-payments", "2026-04-20", period="2026-03")


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
