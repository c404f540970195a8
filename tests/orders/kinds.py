"""Every kind of order, as histories draw them."""

from tests.histories import Maker
from tests.orders import cooperative, pay, purchases, sales, shares

SALES: tuple[Maker, ...] = (
    sales.invoice,
    sales.invoice,
    sales.invoice,
    sales.payment,
    sales.payment,
    sales.credit_note,
    sales.loss,
)
SHARES: tuple[Maker, ...] = (
    shares.subscription,
    shares.admission,
    shares.issue,
    shares.issue,
    shares.issue,
    shares.instalment,
    shares.retention,
    shares.retention,
    pay.payslip,
    pay.payslip,
    pay.wages,
    shares.transfer,
    shares.refund_request,
    shares.refund_request,
    shares.cancellation,
    shares.refund,
    shares.allocation,
    shares.interest,
    shares.interest,
    shares.interest_payment,
    shares.interest_payment,
    shares.interest_payment,
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
        shares.subscription,
        shares.subscription,
        shares.admission,
        shares.admission,
        shares.issue,
        shares.issue,
        shares.instalment,
        shares.retention,
        shares.transfer,
        shares.refund_request,
        shares.cancellation,
        shares.refund,
    ),
    *(
        shares.allocation,
        shares.interest,
        shares.interest_payment,
    ),
    *(
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
)
"""Every kind of command, those of every day more than once."""
