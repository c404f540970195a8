"""Orders: the commands that a cooperative's days may bring, drawn on what its books hold.

sales        invoices, credit notes, payments, losses, work for other activities
purchases    expense claims, suppliers' invoices
pay          payslips, wages, social dues, ends of contracts
support      interviews, workshops, meetings, amendments, shared results, losses borne
cooperative  shares, entries by hand, closings, policies, parties
kinds        all of them, as they are drawn
"""
