"""Posting: which balanced entries each event posts.

lines           what several rules share: transfers between sections, the contribution
sales           invoices, credit notes, payments, losses, internal sales
purchases       suppliers' invoices and expense claims
pay             payslips and what is paid on them
shares          shares subscribed, paid, given back, and the interest on them
common_books    entries by hand
surplus         what a year leaves, the work share, the participation reserve
imported_books  entries of books kept elsewhere, as they stood there
rules           the table: event type and since when → entries
"""
