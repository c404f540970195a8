"""Orders: the commands that a cooperative's days may bring, drawn on what its books hold.

sales         invoices, credit notes, payments, losses, work for other activities
receipts      cheques, refunds, retentions, doubtful debts
purchases     expense claims, suppliers' invoices
contribution  what activities owe to the structure
pay           payslips, wages, social dues, ends of contracts
shares        subscriptions, admissions, instalments, sales of shares, refunds
surplus       results, the meeting's decision, the employees' part
vat           returns, their payment, bank fees
cooperative   entries by hand, closings, policies, parties
support       interviews, workshops, meetings, amendments, shared results, losses borne
kinds         all of them, as they are drawn
"""
