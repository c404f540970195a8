"""The part of the story that tells what becomes of sales, and what activities owe on them."""

from typing import TYPE_CHECKING

from tests.api.caller import COOP

if TYPE_CHECKING:
    from tests.api.story import Story


def settled(story: "Story", line: dict[str, str]) -> None:
    """Deposits, cheques, retentions, refunds and doubtful debts, on invoices of their own."""
    ours = f"{COOP}/activities/E002"
    line = {**line, "nature": "works", "unit_price": "100.00"}
    deposit = story.say(f"{ours}/deposit-invoices", customer="C0001", lines=[line])
    taken = {"deposits": [deposit["data"]["number"]], "retention_rate": "0.05"}
    whole = [{**line, "unit_price": "500.00"}]
    sold = story.say(f"{ours}/invoices", customer="C0001", lines=whole, **taken)
    invoice = {"invoice": sold["data"]["number"]}
    story.say(f"{ours}/works-acceptances", **invoice)
    story.say(f"{ours}/retention-payments", reference="RG1", amount="4.00", **invoice)
    for reference in ("CHQ1", "CHQ2"):
        cheque = {"reference": reference, "amount": "100.00", "by": "cheque"}
        story.say(f"{ours}/payments", **invoice, **cheque)
    story.say(f"{ours}/banked-cheques", payment="CHQ1", **invoice)
    fee = {"fee": "15.00", "fee_charged_on": True}
    story.say(f"{ours}/returned-cheques", payment="CHQ1", **fee, **invoice)
    story.say(f"{ours}/undone-payments", payment="CHQ2", **invoice)
    doubt = {"reference": "DOUTE1", "depreciation": "200.00"}
    story.say(f"{ours}/doubtful-invoices", **doubt, **invoice)
    small = story.say(f"{ours}/invoices", customer="C0001", lines=[line])
    paid = {"invoice": small["data"]["number"]}
    story.say(f"{ours}/payments", reference="VIR9", amount="120.00", **paid)
    story.say(f"{ours}/credit-notes", lines=[line], **paid)
    story.say(f"{ours}/refunds", reference="RB1", amount="120.00", **paid)


def contributed(story: "Story", line: dict[str, str]) -> None:
    """What an activity owes to the structure, by month, by year, in advance and kept aside."""
    ours, of = f"{COOP}/activities/E002", {"activity": "E002"}
    scale = {"preset": "astrolabe", "effective_from": "2026-01-01"}
    story.say(f"{COOP}/contribution-presets", **of, **scale)
    story.say(f"{ours}/contribution-advances")
    story.say(f"{ours}/minimum-contributions", "2026-12-31", fiscal_year="2026-01-01")
    fee = {"policy": {"rate": "0.05", "monthly_fee": "30.00"}, "effective_from": "2026-02-01"}
    story.say(f"{COOP}/contribution-policies", **of, **fee)
    story.say(f"{ours}/monthly-contributions", "2026-04-01", month="2026-03")
    kept = {"policy": {"kind": "internal-retention", "rate": "0.05"}}
    story.say(f"{COOP}/policies", **of, **kept, effective_from="2026-01-01")
    sold = story.say(
        f"{ours}/invoices", customer="C0001", lines=[{**line, "unit_price": "300.00"}]
    )
    number = sold["data"]["number"]
    story.say(f"{ours}/retention-releases", invoice=number, reference="LIB1")
