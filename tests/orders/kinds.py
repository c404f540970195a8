"""Every kind of order, as histories draw them."""

from tests.histories import Maker
from tests.orders import contribution, cooperative, pay, purchases, sales, shares, vat

SALES: tuple[Maker, ...] = (
    sales.invoice,
    sales.invoice,
    sales.invoice,
    sales.payment,
    sales.payment,
    sales.credit_note,
    sales.loss,
    contribution.scale,
    contribution.beside,
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
        pay.sick_leave,
        pay.advance,
        pay.allowances,
        pay.kept,
        pay.released,
        pay.vehicle,
    ),
    *(
        cooperative.hand_entry,
        cooperative.reversal,
    ),
    *(
        vat.declaration,
        vat.declaration,
        vat.payment,
        contribution.scale,
        contribution.preset,
        contribution.beside,
        contribution.beside,
        contribution.month,
        contribution.month,
        contribution.year,
        contribution.advance,
        contribution.release,
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
