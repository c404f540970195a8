"""Cooperative: the legal person, its years, its rules, its members and its books as a whole.

cooperative   the aggregate: foundation, and what each part below decides
adoption      fiscal years, policies and accounts: what the rulebook says from a day on
closing       months closed, with their totals and their digest
parties       customers and suppliers
shares        subscriptions and admissions; beside it share_payments, share_transfers,
              share_refunds and share_interest; share_register is what they decide on, and
              share_moves what each event changes in it
gatherings    workshops and general meetings
hand_entries  entries booked and reversed by hand
vat_returns   VAT declared by period, and paid
bank_fees     what the bank takes
surplus       what a meeting makes of a year's result
allocation    how a surplus is divided, and the least the law gives to each part
work_shares   what each employee has of the employees' part
participation the reserve charged before the closing, and the provision beside it
impact        targets, reference figures and funding agreements
"""
