"""Activity: what an entrepreneur runs, what it sells, buys, owes to the structure and shares.

activity              the aggregate: opening, and what each part below decides
sales                 invoices, deposits, credit notes, payments, losses
sale_lines            what invoices and credit notes are made of
mentions              what the law wants an invoice to say
internal_sales        what one activity sells to another
purchases             suppliers' invoices, their payment, correction, credit notes and refunds
payables              what is owed on them, and the VAT that waits or was counted
purchase_vat          VAT of a purchase: who owes it, and what of it is deducted
expense_claims        expense claims and their payment
contribution          what the activity was charged, and on what
contribution_dues     what a document owes to the structure
contribution_charges  what is owed apart from documents, by month, by year, in advance
carry_forward         what a year leaves, kept for later pay
sharing               a result shared between those who earned it, by an agreed key
mutualisation         a loss borne by the cooperative
vat                   VAT of a document, and what is let go with a payment
"""
