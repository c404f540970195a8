"""Every kind of order, as histories draw them."""

from tests.histories import Maker
from tests.orders import cooperative, pay, purchases, sales, vat

SALES: tuple[Maker, ...] = (
    sales.invoice,
    sales.invoice,
    sales.invoice,
    sales.payment,
    sales.payment,
    sales.credit_note,
    sales.loss,
)
MAKERS: tuple[Maker, ...] = (
    *SALES,
    *(
        sales.payment,
        sales.credit_note,
        cooperative.closing,
        cooperative.closing,
        sales.internal_sale,
        purchases.claim,
        purchases.reimbursement,
    ),
    *(
        purchases.purchase,
        purchases.purchase,
        purchases.transfer,
        purchases.transfer,
        purchases.correction,
        purchases.credit_note,
        purchases.refund,
        pay.payslip,
        pay.wages,
        pay.dues,
        pay.ending,
    ),
    *(
        cooperative.subscription,
        cooperative.subscription,
        cooperative.admission,
        cooperative.admission,
        cooperative.hand_entry,
        cooperative.reversal,
    ),
    *(
        vat.declaration,
        vat.declaration,
        vat.payment,
        vat.bank_fee,
        cooperative.new_contribution,
        cooperative.new_roles,
        cooperative.new_terms,
        cooperative.new_account,
        cooperative.new_customer,
        cooperative.new_details,
    ),
)
"""Every kind of command, those of every day more than once."""
