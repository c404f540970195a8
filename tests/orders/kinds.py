"""Every kind of order, as histories draw them."""

from tests.histories import Maker
from tests.orders import cooperative, pay, purchases, sales, support

SALES: tuple[Maker, ...] = (
    sales.invoice,
    sales.invoice,
    sales.invoice,
    sales.payment,
    sales.payment,
    sales.credit_note,
    sales.loss,
)
SUPPORT: tuple[Maker, ...] = (
    support.interview,
    support.workshop,
    support.meeting,
    support.amendment,
    support.agreement,
    support.agreement,
    support.shared_result,
    support.shared_result,
    support.loss_borne,
    support.loss_borne,
    support.ceiling,
)
SHARED: tuple[Maker, ...] = (
    *SUPPORT,
    *SUPPORT[4:],
    *SALES,
    purchases.purchase,
    purchases.purchase,
    sales.internal_sale,
    cooperative.closing,
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
        cooperative.new_contribution,
        cooperative.new_roles,
        cooperative.new_terms,
        cooperative.new_account,
        cooperative.new_customer,
        cooperative.new_details,
    ),
    *SUPPORT,
)
"""Every kind of command, those of every day more than once."""
