"""Orders: the commands that a cooperative's days may bring, drawn on what its books hold.

sales        invoices, credit notes, payments, losses, work for other activities
purchases    expense claims, suppliers' invoices
pay          payslips, wages, social dues, ends of contracts
shares       subscriptions, admissions, instalments, sales of shares, refunds
cooperative  entries by hand, closings, policies, parties
support      interviews, workshops, meetings, amendments, shared results, losses borne
kinds        all of them, as they are drawn
"""
