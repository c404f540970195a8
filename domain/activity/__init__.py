"""Activity: what an entrepreneur runs, its sales, its purchases and its expense claims.

activity        the aggregate: opening, and what each part below decides
sale_lines      what invoices and credit notes are made of
sales           invoices, credit notes, payments, losses
internal_sales  what one activity sells to another
purchases       suppliers' invoices, their payment, correction, credit notes and refunds
payables        what is owed on them, and the VAT that waits or was counted
purchase_vat    VAT of a purchase: owed by ourselves or not, deductible in whole or in part
expense_claims  expense claims and their payment
carry_forward   what a year leaves, kept for later pay
sharing         what several entrepreneurs earn together, by the key they agreed
mutualisation   losses that the cooperative bears
available       what an activity has left of a year
vat             VAT of a document, and what is let go with a payment
"""
