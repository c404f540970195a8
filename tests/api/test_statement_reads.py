"""The annual accounts and the statement of account are read by whoever asks for them."""

from html.parser import HTMLParser
from typing import Any

from typing_extensions import override

from tests.api.caller import Caller
from tests.api.story import NAME, PLANTED, told

ACCOUNTS = "/activities/E001/account-statement"
UNTIL = {"as_of": "2026-12-31"}


def total(lines: list[dict[str, Any]]) -> int:
    return sum(int(line["amount"].replace(".", "")) for line in lines)


def test_a_balance_sheet_balances_for_the_company_and_for_an_activity(call: Caller) -> None:
    told(call)
    for path in ("/balance-sheet", "/activities/E001/balance-sheet"):
        for asked in ({}, UNTIL):
            sheet = call.read(path, **asked)["data"]
            assert total(sheet["assets"]) == total(sheet["liabilities"]) > 0
    sheet = call.read("/activities/E001/balance-sheet", **UNTIL)["data"]
    assert sheet["section"] == "E001"
    assert sheet["year"] == {"first": "2026-01-01", "last": "2026-12-31"}


def test_income_statements_say_what_the_year_s_closing_said(call: Caller) -> None:
    told(call)
    (closed,) = call.read("/closed-years")["data"]
    results = {it["section"]: it["amount"] for it in closed["results"]}
    company = call.read("/income-statement", **UNTIL)["data"]
    activity = call.read("/activities/E001/income-statement", **UNTIL)["data"]
    assert (company["result"], activity["result"]) == (closed["result"], results["E001"])
    (released,) = call.read("/income-statement")["data"]["lines"]
    assert (released["label"], released["amount"]) == ("Salaires et traitements", "-10.00")


def test_a_statement_of_account_tells_names_when_asked(call: Caller) -> None:
    told(call)
    veiled = call.read(ACCOUNTS, **UNTIL)["data"]
    assert [it["value"] for it in veiled["entrepreneurs"]] == [None]
    found = call.read(ACCOUNTS, **UNTIL, values=True)["data"]
    assert [it["value"] for it in found["entrepreneurs"]] == [NAME]
    assert (
        found["available"]
        == call.read("/activities/E001/statement", **UNTIL)["data"]["available"]
    )
    assert {it["account"] for it in found["payments"]} == {"421", "425", "4258"}


class Page(HTMLParser):
    """What a page is made of; every element must be closed in its turn."""

    VOID = frozenset({"meta"})

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[tuple[str, dict[str, str | None]]] = []
        self.cells: list[str] = []
        self.feed(text)
        self.close()

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)

    @override
    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    @override
    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] in {"td", "th", "h1", "caption"}:
            self.cells.append(data)


def test_the_page_is_french_accessible_and_of_one_piece(call: Caller) -> None:
    told(call)
    answer = call.get(f"{ACCOUNTS}.html", **UNTIL, values=True, min_position=call.position())
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    page = Page(answer.text)
    assert page.open == []
    tags = [tag for tag, _ in page.seen]
    assert ("html", {"lang": "fr"}) in page.seen
    assert {"main", "h1", "title"} <= set(tags)
    assert tags.count("table") == tags.count("caption") == 7
    assert all("scope" in found for tag, found in page.seen if tag == "th")
    assert not {"script", "img", "link", "iframe"} & set(tags)
    assert not any(
        key in {"src", "href"} or key.startswith("on") for _, it in page.seen for key in it
    )
    assert "@media print" in answer.text
    assert NAME in answer.text
    assert "du 01/01/2026 au 31/12/2026" in answer.text


def test_the_page_says_the_figures_of_the_statement(call: Caller) -> None:
    told(call)
    found = call.read(ACCOUNTS, **UNTIL)["data"]
    page = Page(call.get(f"{ACCOUNTS}.html", **UNTIL).text)
    parts = ("products", "charges", "pay", "internal", "payments", "owed")
    amounts = [line["amount"] for part in parts for line in found[part]]
    written = {_plain(cell) for cell in page.cells if cell.endswith("\u00a0€")}
    assert {*amounts, found["available"]} <= written
    assert "1\u202f000,00\u00a0€" in page.cells


def test_the_page_names_nobody_unasked_and_escapes_who_it_names(call: Caller) -> None:
    told(call)
    assert PLANTED not in call.get(f"{ACCOUNTS}.html").text
    contract = call.opened("E009")
    assert contract
    named = {"activity": "E010", "trade_name": "<b>Zoé & Cie</b>", "contracts": [contract]}
    call.done("/activities", {"occurred_on": "2026-01-02", **named})
    answer = call.get(
        "/activities/E010/account-statement.html", values=True, min_position=call.position()
    )
    assert "&lt;b&gt;Zoé &amp; Cie&lt;/b&gt;" in answer.text


def test_an_activity_that_was_never_opened_has_no_accounts(call: Caller) -> None:
    told(call)
    for path in ("balance-sheet", "income-statement", "account-statement"):
        answer = call.get(f"/activities/E777/{path}")
        assert (answer.status_code, answer.json()["code"]) == (404, "unknown-section")


def _plain(cell: str) -> str:
    """An amount as the interface writes it, from what a French reader sees."""
    figures = cell.removesuffix("\u00a0€").replace("\u202f", "").replace("\u2212", "-")
    return figures.replace(",", ".")
