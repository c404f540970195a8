"""Activity: what an entrepreneur runs, its sales, its purchases and its expense claims.

activity        the aggregate: opening, and what each part below decides
sale_lines      what invoices and credit notes are made of
sales           invoices, credit notes, payments, losses
internal_sales  what one activity sells to another
purchases       suppliers' invoices, their payment, their correction
expense_claims  expense claims and their payment
sharing         what several entrepreneurs earn together, by the key they agreed
mutualisation   losses that the cooperative bears
available       what an activity has left of a year
vat             VAT of a document, and what is let go with a payment
"""
