"""Account roles: which account plays which part in the entries."""

from domain.identifiers import AccountNumber
from domain.value import Value

LEFT_BY_DOCUMENTS = (
    "customers",
    "customer_retentions",
    "doubtful_customers",
    "customer_deposits",
    "suppliers",
    "supplier_retentions",
    "vat_collected_waiting",
    "vat_deductible_waiting",
    "doubtful_depreciation",
    "expenses_due",
    "wages_due",
    "wage_advances",
    "daily_allowances",
    "accrued_wages",
    "accrued_charges",
    "provision",
    "shares_paid_in",
    "share_capital",
    "shares_called",
    "share_capital_unpaid",
    "shares_to_refund",
    "work_share",
    "participation_accrued",
    "share_interest",
    "tax_on_distributions",
    "levies_on_distributions",
)
"""The parts whose balance a document leaves until it is settled."""


class AccountRoles(Value):
    """Which account plays which part in the entries; the defaults follow the PCG of 2026."""

    bank: AccountNumber = "512"
    cheques: AccountNumber = "5112"
    bank_fees: AccountNumber = "627"
    customers: AccountNumber = "411"
    customer_retentions: AccountNumber = "4117"
    doubtful_customers: AccountNumber = "416"
    customer_deposits: AccountNumber = "4191"
    suppliers: AccountNumber = "401"
    supplier_retentions: AccountNumber = "4017"
    goods_sold: AccountNumber = "707"
    services_sold: AccountNumber = "706"
    works_sold: AccountNumber = "704"
    vat_collected: AccountNumber = "44571"
    vat_collected_waiting: AccountNumber = "4458"
    vat_deductible: AccountNumber = "44566"
    vat_deductible_waiting: AccountNumber = "44588"
    vat_due_reverse_charge: AccountNumber = "445717"
    vat_deductible_reverse_charge: AccountNumber = "445664"
    vat_due_from_eu: AccountNumber = "4452"
    vat_deductible_on_assets: AccountNumber = "44562"
    vat_payable: AccountNumber = "44551"
    vat_credit: AccountNumber = "44567"
    rounding_gains: AccountNumber = "758"
    rounding_losses: AccountNumber = "658"
    bad_debts: AccountNumber = "6541"
    bad_debts_prior_years: AccountNumber = "6544"
    doubtful_depreciation: AccountNumber = "491"
    depreciation_charged: AccountNumber = "6817"
    depreciation_released: AccountNumber = "7817"
    expenses_due: AccountNumber = "4258"
    wages: AccountNumber = "6411"
    fixed_wages: AccountNumber = "6411"
    variable_wages: AccountNumber = "6411"
    benefits_in_kind: AccountNumber = "649"
    wages_due: AccountNumber = "421"
    social_security: AccountNumber = "431"
    other_social_bodies: AccountNumber = "437"
    withholding_tax: AccountNumber = "4421"
    wage_advances: AccountNumber = "425"
    daily_allowances: AccountNumber = "439"
    employer_charges: AccountNumber = "645"
    accrued_wages: AccountNumber = "4286"
    accrued_charges: AccountNumber = "4386"
    provision: AccountNumber = "1527"
    provision_charged: AccountNumber = "6815"
    provision_released: AccountNumber = "7815"
    shares_paid_in: AccountNumber = "4563"
    share_capital: AccountNumber = "1013"
    share_capital_unpaid: AccountNumber = "1012"
    shares_called: AccountNumber = "45625"
    shares_to_refund: AccountNumber = "4567"
    retained_losses: AccountNumber = "119"
    retained_earnings: AccountNumber = "110"
    profit: AccountNumber = "120"
    loss: AccountNumber = "129"
    legal_reserve: AccountNumber = "1061"
    development_fund: AccountNumber = "1063"
    work_share: AccountNumber = "424"
    share_interest: AccountNumber = "457"
    tax_on_distributions: AccountNumber = "4422"
    levies_on_distributions: AccountNumber = "4423"
    participation_charged: AccountNumber = "691"
    participation_accrued: AccountNumber = "4284"
    participation_reserve: AccountNumber = "4246"
    liaison: AccountNumber = "181"
    internal_charges: AccountNumber = "186"
    internal_products: AccountNumber = "187"

    def settling(self, document: "AccountRoles") -> "AccountRoles":
        """Today's accounts, except where a document of another day left its balances."""
        left = {part: getattr(document, part) for part in LEFT_BY_DOCUMENTS}
        return self.model_copy(update=left)
