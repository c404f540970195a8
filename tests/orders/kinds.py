"""Every kind of order, as histories draw them."""

from tests.histories import Maker
from tests.orders import cooperative, pay, purchases, sales, surplus

SALES: tuple[Maker, ...] = (
    sales.invoice,
    sales.invoice,
    sales.invoice,
    sales.payment,
    sales.payment,
    sales.credit_note,
    sales.loss,
)
SURPLUS: tuple[Maker, ...] = (
    surplus.split,
    surplus.split,
    surplus.hiring,
    surplus.hiring,
    surplus.result,
    surplus.result,
    surplus.allocation,
    surplus.allocation,
    surplus.carried_loss,
    surplus.distribution,
    surplus.distribution,
    surplus.payment,
    surplus.payment,
    surplus.reserve,
    surplus.transfer,
    surplus.investment,
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
    *(surplus.split, surplus.result, surplus.allocation, surplus.carried_loss),
    *(surplus.hiring, surplus.distribution, surplus.payment, surplus.reserve),
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
