"""Posting: which balanced entries each event posts.

lines           what several rules share: transfers between sections, the contribution
sales           invoices, credit notes, payments, losses, internal sales
purchases       suppliers' invoices and expense claims
pay             payslips and what is paid on them
between_sections
                results shared, losses borne
common_books    shares, and entries by hand
imported_books  entries of books kept elsewhere, as they stood there
rules           the table: event type and since when → entries
"""
