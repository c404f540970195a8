"""Posting: which balanced entries each event posts.

lines           what several rules share: transfers between sections, the contribution
sales           invoices, credit notes, payments, losses, internal sales
purchases       suppliers' invoices and expense claims
pay             payslips, advances, and what is paid on them
carry_forward   earnings kept for later pay, and their release
shares          shares subscribed, paid, given back, and the interest on them
common_books    bank fees, and entries by hand
vat_returns     VAT emptied by section, brought together, rounded and paid
surplus         what a year leaves, the work share, the participation reserve
between_sections
                results shared, losses borne
imported_books  entries of books kept elsewhere, as they stood there
rules           the table: event type and since when → entries
"""
